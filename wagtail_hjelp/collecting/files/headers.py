"""What a column of a table is, and which one a header means.

A column is known by its name in the active language, by usual names in bokmål, nynorsk and English,
and by its code; case, spaces and signs make no difference. The columns are :mod:`.tables`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .cells import Cell
from .choices import Vocabulary, folded
from .refusing import refuse

Reader: TypeAlias = Callable[[Cell, int], Any]
Words: TypeAlias = str | Promise

_LANGUAGES = ("en", "nb", "nn")


class Repeats(TextChoices):
    """What a row of dates is."""

    ONCE = "once", pgettext_lazy("activity", "Once")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    LISTED = "listed", _("Several dates")
    BREAK = "break", _("Takes a break")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``usual`` are further names, with "|" between them.

    What it takes is said by ``read``, or by a ``vocabulary`` of which it takes one code or
    ``several``; what has neither is one of dates, which :mod:`.date_lines` reads together. A record
    cannot be without one that is ``required``.
    """

    code: str
    name: Words
    usual: str
    read: Reader | None = None
    vocabulary: Vocabulary | None = None
    several: bool = False
    most: int = 200
    required: bool = False
    help: Words = ""
    example: Words = ""


class Matched(NamedTuple):
    """Which column stands where, and the headers that are none."""

    places: dict[str, int]
    unknown: tuple[str, ...]


def match(headers: Iterable[str], known: Mapping[str, str]) -> Matched:
    """Return what headers mean; raises :class:`~.refusing.Refused` if two mean the same.

    ``known`` are columns by their names (:func:`names_of`).
    """
    places: dict[str, int] = {}
    unknown = []
    for place, header in enumerate(headers):
        code = known.get(folded(header))
        if code is None:
            if header:
                unknown.append(header[:100])
            continue
        if code in places:
            raise refuse(
                gettext("Two columns are the same: “%(header)s”. Delete or rename one of them."),
                header=header[:100],
            )
        places[code] = place
    return Matched(places, tuple(unknown))


def names_of(columns: Iterable[Column], active: str) -> dict[str, str]:
    """Return the code of each column by its folded names, also those of the active language."""
    found: dict[str, str] = {}
    for column in columns:
        names = [column.code, *column.usual.split("|")]
        for language in (*_LANGUAGES, active):
            with override(language):
                names.append(str(column.name))
        for name in names:
            found.setdefault(folded(name), column.code)
    return found
