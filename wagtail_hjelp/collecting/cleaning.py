"""What somebody has typed, without what nobody can see and no field is meant to hold."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

# What ends a line somewhere: in a header, in a file, on a screen.
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters (a tab is a space), halves of characters, and what is no character at all.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What shows text in another order than it is stored in, or is there and has no width: marks of
# direction, the soft hyphen, spaces without width, tags, annotations.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Persian and the languages of India need these two between their letters, and drawings of people
# are made with them. Between other letters they only make one word look like another.
_JOINERS = re.compile("[\u200c\u200d]+")
_FIRST_THAT_JOINS = "\u0300"

# A mailbox as people have it. What may stand in quotation marks by the standards, a comma or a line
# break among it, is more than a program that sends mail should be trusted with.
_PLAIN_ADDRESS = re.compile(r"[^\s\"'`(),:;<>\[\]\\@|]+@[^\s\"'`(),:;<>\[\]\\@|]+")
# RFC 5321: a path of 256 with its brackets.
_LONGEST_ADDRESS = 254


def one_line(text: str) -> str:
    """Return a text for a field of one line: no line ends, no control characters, nothing unseen,
    one space where there were several."""
    return " ".join(several_lines(text).split())


def several_lines(text: str) -> str:
    """Return a text for a field of several lines, each ended by ``\\n``."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _UNSEEN.sub("", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", _JOINERS.sub(_joiner, text))


def _joiner(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    joins = before >= _FIRST_THAT_JOINS and after >= _FIRST_THAT_JOINS
    return found[0][0] if joins else ""


def check_address(text: str) -> None:
    """Raise ``ValidationError`` unless a text is one plain e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise _not_an_address() from None
    if len(text) > _LONGEST_ADDRESS or not _PLAIN_ADDRESS.fullmatch(text):
        raise _not_an_address()


def is_address(text: str) -> bool:
    """Whether a text is one plain e-mail address."""
    try:
        check_address(text)
    except ValidationError:
        return False
    return True


def _not_an_address() -> ValidationError:
    return ValidationError(
        _("This is not an e-mail address. Write one, such as name@example.no."), code="invalid"
    )
