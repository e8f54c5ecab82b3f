"""What is doubtful in rows of dates, in words that say what to do, and at which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext, ngettext, pgettext
from wagtail.blocks import StreamBlock

from wagtail_hjelp.activities.writing import AHEAD
from wagtail_hjelp.hours.names import day_label
from wagtail_hjelp.hours.words import joined, weekday_date_text
from wagtail_hjelp.models.occurrences import EXTRA, Occurrence
from wagtail_hjelp.schedule import Calendar, Dates, Monthly, Weekly, happenings
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .findings import Warned
from .form_rows import Rows
from .occurrence_words import standings

# Days on which people stay at home, and that a series without an end comes to all the same.
CHRISTMAS = frozenset({"christmas_eve", "christmas_day", "boxing_day"})
# What somebody has changed or added by hand.
BY_HAND = ~Q(status=OccurrenceStatus.SCHEDULED) | Q(moved=True) | Q(row__startswith=EXTRA)
# Of dates that would be lost, so many are named.
NAMED = 5


def by_hand(activity_key: UUID, now: datetime) -> list[Occurrence]:
    """Return the dates to come that somebody has changed or added by hand, by their start."""
    found = Occurrence.objects.of([activity_key]).not_over(now).filter(BY_HAND)
    return list(found.order_by("starts_at", "pk"))


def dates_warnings(
    rows: Rows,
    block: StreamBlock,
    dates: Dates,
    changed: Sequence[Occurrence],
    ids: frozenset[str],
    today: date,
    calendar: Calendar,
) -> list[Warned]:
    """Return what is doubtful about rows of dates.

    ``dates`` is what ``rows`` say. ``ids`` are those of all rows in the form: one that is just
    being typed in says nothing, and loses nothing either.
    """
    lost = _lost(dates, changed, ids, calendar)
    found = [Warned(_lost_text(lost, today))] if lost else []
    return [*found, *_on_christmas(dates, _names(rows, block), today, calendar)]


def _names(rows: Rows, block: StreamBlock) -> Mapping[str, str]:
    """Return what rows are called by their id, with a number where there are several of a sort."""
    kinds = [row["type"] for row in rows]
    found = {}
    for position, row in enumerate(rows):
        label = str(block.child_blocks[row["type"]].label)
        number = kinds[: position + 1].count(row["type"])
        several = kinds.count(row["type"]) > 1
        found[str(row.get("id") or "")] = f"{label} {number}" if several else label
    return found


def _lost(
    dates: Dates, changed: Iterable[Occurrence], ids: frozenset[str], calendar: Calendar
) -> list[Occurrence]:
    """Return the dates changed by hand that the rows do not give any more."""
    read = {row.key for row in dates.rows}
    asked = [one for one in changed if not one.is_extra and (one.row in read or one.row not in ids)]
    if not asked:
        return []
    first, last = min(one.day for one in asked), max(one.day for one in asked)
    given = {(one.row, one.day) for one in happenings(dates, first, last, calendar)}
    return [one for one in asked if (one.row, one.day) not in given]


def _lost_text(lost: Sequence[Occurrence], today: date) -> str:
    text = ngettext(
        "%(count)d date that somebody has changed by hand is none of these rows’ dates. It is gone "
        "when you publish: %(dates)s.",
        "%(count)d dates that somebody has changed by hand are none of these rows’ dates. They are "
        "gone when you publish: %(dates)s.",
        len(lost),
    )
    named = [_named(one, today) for one in lost[:NAMED]]
    if len(lost) > NAMED:
        named.append("…")
    return text % {"count": len(lost), "dates": joined(named)}


def _named(one: Occurrence, today: date) -> str:
    words = {
        "date": weekday_date_text(one.day, today),
        "what": joined(label.lower() for _code, label in standings(one)),
    }
    return pgettext("a date and how it stands", "%(date)s (%(what)s)") % words


def _on_christmas(
    dates: Dates, names: Mapping[str, str], today: date, calendar: Calendar
) -> Iterator[Warned]:
    """Yield a doubt for each row without an end that takes place at Christmas as if unasked."""
    for row in dates.rows:
        if not isinstance(row, Weekly | Monthly) or row.until is not None or row.not_on_holidays:
            continue
        alone = Dates((row,), dates.breaks)
        for one in happenings(alone, today, today + AHEAD, calendar):
            codes = [code for code in calendar.names(one.day) if code in CHRISTMAS]
            if codes:
                text = _christmas_text(calendar.is_public_holiday(one.day)) % {
                    "name": day_label(codes[0]),
                    "date": weekday_date_text(one.day, today),
                }
                yield Warned(text, row.key if row.key in names else "", names.get(row.key, ""))
                break


def _christmas_text(is_holiday: bool) -> str:
    if is_holiday:
        return gettext(
            "It would take place on %(name)s too, %(date)s. If it does not, tick “Not on public "
            "holidays”, or add a row “Takes a break”."
        )
    return gettext(
        "It would take place on %(name)s too, %(date)s. If it does not, add a row “Takes a break”."
    )
