"""What a row of a file is before anybody has made anything of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from django.utils.translation import gettext

from .refusing import MOST_COLUMNS, Refused, refuse

Cell: TypeAlias = str | bool | int | float | datetime | date | time | timedelta

# The day with the number 0 in Excel, as far as days after February 1900 are concerned.
EPOCH = date(1899, 12, 30)


class Line(NamedTuple):
    """A row that is not empty, and its line in the file as its program counts them."""

    line: int
    cells: tuple[Cell, ...]


def too_many_columns() -> Refused:
    """Return the refusal of a table that is too wide."""
    return refuse(
        gettext("The file has more than %(count)d columns. Keep those that are asked for."),
        count=MOST_COLUMNS,
    )
