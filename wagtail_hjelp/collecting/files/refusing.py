"""What is refused whole, before anything is kept of it: a file that is too big, broken or hostile.

The limits are far above what a municipality's organisations fill in by hand, and low enough that no
file can keep a worker busy for long or fill its memory.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext

MEGABYTE = 1024 * 1024
# Of a spreadsheet: the file, what a packed one unpacks to, how well it may be packed, all its text.
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_PACKED = 150
MOST_TEXT = 20_000_000
# Its rows that are not empty, its lines with empty ones, its columns, and the text of one cell.
MOST_ROWS = 20_000
MOST_LINES = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000

# A line break and a tab are all that a text may have of what is not shown. Half of a pair and what
# is no character at all cannot be stored or sent.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029")


class Refused(Exception):
    """A file that cannot be read; its text says why and what to do, to whoever sent it."""


class Empty(Refused):
    """A file that can be read, and has nothing in it."""


class Wrong(ValueError):
    """One value that cannot be read; its text says what to write, to whoever wrote it."""


def wrong(message: str, **words: Any) -> Wrong:
    """Return what is wrong with a value, with placeholders filled in."""
    return Wrong(message % words if words else message)


def refuse(message: str, **words: Any) -> Refused:
    """Return the refusal with a text whose placeholders are filled in."""
    return Refused(message % words if words else message)


def has_control(text: str) -> bool:
    """Whether a text has characters that are no text, such as NUL."""
    return _CONTROL.search(text) is not None


def without_control(text: str) -> str:
    """Return a text without what is no text."""
    return _CONTROL.sub("", text)


def plain_lines(text: str) -> str:
    """Return a text with one kind of line break, and nothing empty around it."""
    return _LINE_BREAK.sub("\n", text).strip()


def checked_size(data: bytes, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file that is neither empty nor too big."""
    if not data:
        raise refuse(gettext("The file is empty."))
    if len(data) > most:
        raise refuse(
            gettext("The file is over %(size)d MB. Split it into several."),
            size=most // MEGABYTE,
        )
    return data
