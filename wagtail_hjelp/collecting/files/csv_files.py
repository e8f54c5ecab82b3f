"""Lines of CSV as Excel writes it: in its encodings, with its delimiters, without its formulas."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext

from .cells import Line
from .refusing import has_control, refuse

_DELIMITERS = ";,\t"
_NAMED = re.compile(r"\ufeff?sep=([;,\t])(?:\r\n?|\n|\Z)", re.IGNORECASE)

# What people here write beside ASCII. The two old encodings have nearly the same bytes for all of
# it: the one in which the text is made of these is the right one.
_USUAL = frozenset("æøåÆØÅäöüÄÖÜéèêàáóòôñçÉÁšžŠŽčđŋŧ«»“”‘’–—…•§°½€\u00a0")
_OLD = ("cp1252", "mac_roman")

# How a text begins that a spreadsheet would take for a formula: OWASP, "CSV injection". Whatever
# stands before it and is not seen makes no difference.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
# Such a beginning that is none: a number, a telephone number, a dash.
_NUMBER = re.compile(r"\s*[+\-＋－][\d\s().,\-]*")
# A text that was marked as text, or would be read as such.
_MARKED = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def read_csv(data: bytes) -> Iterator[Line]:
    """Yield the lines of a file; raises :class:`~.refusing.Refused` when it comes to it."""
    text = _decoded(data)
    if has_control(text):
        raise refuse(
            gettext(
                "The file has characters that are none (control characters). Save it as CSV UTF-8."
            )
        )
    skipped = 0
    if named := _NAMED.match(text):
        text, skipped, delimiter = text[named.end() :], 1, named[1]
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Line(line + skipped, tuple(_unmarked(cell, line + skipped) for cell in cells))
            line = reader.line_num + 1
    except csv.Error:
        raise refuse(
            gettext("Line %(line)d: quotation marks do not match. Correct them, or use .xlsx."),
            line=line + skipped,
        ) from None


def marked(text: str) -> str:
    """Return a text as CSV has it, so that no program takes it for a formula.

    With an apostrophe before it, which :func:`read_csv` takes away.
    """
    return f"'{text}" if _FORMULA.match(text) or _MARKED.match(text) else text


def _unmarked(text: str, line: int) -> str:
    if _MARKED.match(text):
        return text[1:]
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        raise refuse(
            gettext(
                "Line %(line)d: “%(start)s” begins like a formula. Put another character first, "
                "or an apostrophe (')."
            ),
            line=line,
            start=text.strip()[:40],
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise _unknown_encoding() from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as_of_old(data)


def _decoded_as_of_old(data: bytes) -> str:
    """Return the text in the one of Windows' and the Mac's old encodings that gives words."""
    bytes_used = bytes(sorted({byte for byte in data if byte > 0x7F}))
    usual = {}
    for encoding in _OLD:
        try:
            letters = bytes_used.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual[encoding] = sum(
            data.count(byte)
            for byte, char in zip(bytes_used, letters, strict=True)
            if char in _USUAL
        )
    total = sum(data.count(byte) for byte in bytes_used)
    best = max(usual, key=usual.__getitem__, default="")
    # Nearly all of it in one, and much less in the other.
    if not best or usual[best] * 10 < total * 9:
        raise _unknown_encoding()
    if any(usual[other] * 2 > usual[best] for other in usual if other != best):
        raise _unknown_encoding()
    return data.decode(best)


def _unknown_encoding() -> Exception:
    return refuse(
        gettext(
            "It cannot be told which letters the file has. Save it as “CSV UTF-8”, or as an Excel "
            "workbook (.xlsx)."
        )
    )


def _delimiter(text: str) -> str:
    """Return what stands between columns: what the first row has most of, outside quotes."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    for char in text.lstrip("\r\n"):
        if char == '"':
            quoted = not quoted
        elif not quoted and char in counts:
            counts[char] += 1
        elif not quoted and char in "\r\n":
            break
    most = max(counts.values())
    found = [delimiter for delimiter, count in counts.items() if count == most]
    if most and len(found) > 1:
        raise refuse(
            gettext(
                "It cannot be told what stands between the columns. Use semicolons alone, or save "
                "it as an Excel workbook (.xlsx)."
            )
        )
    return found[0]
