"""The next dates as computed from a form that is being filled in, and what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text, local_times_text, occurrence_text
from wagtail_hjelp.activities.writing import AHEAD, date_calendar
from wagtail_hjelp.blocks.dates import DOUBTFUL, LONGEST, DatesBlock
from wagtail_hjelp.hours.names import day_label
from wagtail_hjelp.hours.words import date_range_text, joined, weekday_date_text
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule import (
    Calendar,
    Dates,
    Happening,
    Listed,
    Monthly,
    Once,
    Weekly,
    happenings,
    is_endless,
)
from wagtail_hjelp.schedule.recurrence import Row as DatesRow
from wagtail_hjelp.schedule.recurrence import over_at

from .dates_findings import by_hand, dates_warnings
from .findings import Warned
from .form_rows import Rows, rows_in_form
from .occurrence_words import standings, when_text

# So many dates to come are shown.
NEXT = 12
# No primary key has more digits.
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class DateShown:
    """A date, or dates in a row that are left out: what stands beside it, and how it looks.

    ``state`` is "scheduled", "cancelled", "full", "moved", "extra" or "left-out".
    """

    day: date
    date_text: str
    times_text: str
    why: str = ""
    state: str = "scheduled"
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class DatesPreview:
    """What rows of dates come to. As long as no row says anything, ``lines`` is empty."""

    lines: list[str]
    dates: list[DateShown]
    extent: str
    warnings: list[Warned]


@require_POST
def dates_preview(request: HttpRequest) -> HttpResponse:
    """Answer a part of a form with HTML that says which dates it comes to. Writes nothing.

    ``model`` and ``field`` name the field; ``page`` is the page, if it is saved already.
    """
    actions = {"add", "change", "publish"}
    if not page_permission_policy.user_has_any_permission(request.user, actions):
        raise PermissionDenied
    name = request.POST.get("field", "")
    block = date_fields(request.POST.get("model", "")).get(name)
    if block is None:
        raise BadRequest("not a field with dates")
    now = timezone.now()
    key = _activity_key(request)
    changed = by_hand(key, now) if key else []
    preview = preview_of(
        rows_in_form(block, request.POST, name), block, changed, _row_ids(request.POST, name), now
    )
    context = {"preview": preview, "warning_count": len(preview.warnings)}
    return TemplateResponse(request, "wagtail_hjelp/admin/dates_preview.html", context)


def date_fields(model_label: str) -> dict[str, StreamBlock]:
    """Return a model's fields of dates, with their blocks."""
    try:
        model = apps.get_model(model_label)
    except (LookupError, ValueError):
        return {}
    return {
        field.name: field.stream_block
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and isinstance(field.stream_block, DatesBlock)
    }


def preview_of(
    rows: Rows, block: StreamBlock, changed: list[Occurrence], ids: frozenset[str], now: datetime
) -> DatesPreview:
    """Return what stored rows come to at a moment.

    ``changed`` are the dates that somebody has changed by hand; ``ids`` are those of all rows in
    the form, also of those that say nothing yet.
    """
    dates, calendar = read_dates(rows), date_calendar()
    today = calendar.zone.today(now)
    coming = _coming(dates, now, today, calendar)
    return DatesPreview(
        lines=dates_text(dates, today),
        dates=_shown(dates, coming[:NEXT], len(coming) > NEXT, changed, today, calendar),
        extent=_extent(dates, coming, today, calendar),
        warnings=dates_warnings(rows, block, dates, changed, ids, today, calendar),
    )


def _activity_key(request: HttpRequest) -> UUID | None:
    """Return the key of the page that is being edited, if it is saved already."""
    pk = request.POST.get("page", "")
    is_key = pk.isascii() and pk.isdecimal() and len(pk) <= _MOST_DIGITS
    page = Page.objects.filter(pk=pk).first() if is_key else None
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return None
    key: UUID = page.translation_key
    return key


def _row_ids(data: Mapping[str, Any], name: str) -> frozenset[str]:
    """Return the ids of the rows in a form that are not deleted."""
    found = {}
    for key, value in data.items():
        if match := re.fullmatch(rf"{re.escape(name)}-(\d+)-id", key):
            found[match[1]] = str(value)
    return frozenset(
        row_id for number, row_id in found.items() if not data.get(f"{name}-{number}-deleted")
    )


# --- which dates ----------------------------------------------------------------------------


def _coming(dates: Dates, now: datetime, today: date, calendar: Calendar) -> list[Happening]:
    """Return what is not over: of the next year and a bit, or of ten years if that is little."""
    found: list[Happening] = []
    for ahead in (AHEAD, DOUBTFUL):
        there = happenings(dates, today - LONGEST, today + ahead, calendar)
        found = [one for one in there if over_at(one, calendar.zone) > now]
        if len(found) > NEXT:
            break
    return found


def _extent(dates: Dates, coming: list[Happening], today: date, calendar: Calendar) -> str:
    """Return how many dates there are, or that they go on."""
    if not dates.rows:
        return ""
    if is_endless(dates):
        return gettext("It goes on: there is no last date.")
    last = max(_last_day(row) for row in dates.rows)
    if last - today > DOUBTFUL:
        text = gettext("It goes on until %(date)s. Is the year right?")
        return text % {"date": weekday_date_text(last, today)}
    first = max(min(_first_day(row) for row in dates.rows), today - DOUBTFUL)
    every = happenings(dates, first, last, calendar)
    if not coming and last < today:
        return gettext("All dates are over.")
    if not every:
        return gettext("There is no date at all: what is left out leaves none.")
    words: dict[str, Any] = {
        "count": len(every),
        "date": weekday_date_text(max(one.last_day for one in every), today),
    }
    text = ngettext(
        "%(count)d date in all: %(date)s.",
        "%(count)d dates in all, the last one %(date)s.",
        len(every),
    )
    return text % words


def _last_day(row: DatesRow) -> date:
    if isinstance(row, Once):
        return row.last
    if isinstance(row, Listed):
        return max(row.days)
    return row.until or row.first


def _first_day(row: DatesRow) -> date:
    if isinstance(row, Once):
        return row.day
    return min(row.days) if isinstance(row, Listed) else row.first


# --- how they are shown ---------------------------------------------------------------------


def _shown(
    dates: Dates,
    coming: list[Happening],
    goes_on: bool,
    changed: list[Occurrence],
    today: date,
    calendar: Calendar,
) -> list[DateShown]:
    """Return the dates in their order, with those that are left out and those added by hand."""
    by = {(one.row, one.day): one for one in changed}
    found = [_date(one, by.get((one.row, one.day)), today, calendar) for one in coming]
    until = coming[-1].day if coming and goes_on else today + AHEAD
    found += [_extra(one, today) for one in changed if one.is_extra and one.first_day <= until]
    found += _holidays_left_out(dates, today, until, calendar)
    found += _breaks(dates, today, until, calendar)
    return sorted(found, key=_place)


def _place(shown: DateShown) -> date:
    return shown.day


def _date(one: Happening, by: Occurrence | None, today: date, calendar: Calendar) -> DateShown:
    why = _name_of(one.day, calendar)
    if by is not None:
        why = joined(text for text in (_by_text(by, today), why) if text)
    date_text, times_text = _texts(one.starts, one.ends, one.all_day, one.day, one.last_day, today)
    return DateShown(
        day=one.day,
        date_text=date_text,
        times_text=times_text,
        why=why,
        state=_state(by) if by else "scheduled",
        is_today=one.day == today,
    )


def _extra(by: Occurrence, today: date) -> DateShown:
    date_text, times_text = _texts(
        by.starts_at, by.ends_at, by.all_day, by.first_day, by.last_day, today
    )
    return DateShown(
        day=by.first_day,
        date_text=date_text,
        times_text=times_text,
        why=_by_text(by, today),
        state=_state(by),
        is_today=by.first_day == today,
    )


def _texts(
    starts: datetime, ends: datetime | None, all_day: bool, first: date, last: date, today: date
) -> tuple[str, str]:
    """Return a date and its times; of several days all that is to be said, and no times."""
    if last > first:
        return occurrence_text(starts, ends, all_day, first, last, today), ""
    return capfirst(weekday_date_text(first, today)), local_times_text(starts, ends, all_day)


def _state(by: Occurrence) -> str:
    return next((code for code, _label in standings(by)), "scheduled")


def _by_text(by: Occurrence, today: date) -> str:
    """Return what somebody has done with a date by hand."""
    texts = [label for code, label in standings(by) if code not in ("moved", "extra")]
    if by.is_extra:
        texts.append(gettext("Added by hand"))
    elif by.moved:
        texts.append(gettext("Moved by hand to: %(date)s") % {"date": when_text(by, today)})
    return joined(texts)


def _name_of(day: date, calendar: Calendar) -> str:
    """Return what a day is called, and that it is a public holiday; ``""`` for any other day."""
    names = capfirst(joined(day_label(code) for code in calendar.names(day)))
    if not calendar.is_public_holiday(day):
        return names
    return gettext("%(what)s: %(details)s") % {"what": names, "details": gettext("public holiday")}


def _holidays_left_out(
    dates: Dates, first: date, last: date, calendar: Calendar
) -> Iterator[DateShown]:
    """Yield the public holidays on which a row would take place if it did not leave them out."""
    rows = tuple(
        replace(row, not_on_holidays=False)
        for row in dates.rows
        if isinstance(row, Weekly | Monthly) and row.not_on_holidays
    )
    every = happenings(replace(dates, rows=rows), first, last, calendar)
    for day in dict.fromkeys(one.day for one in every if calendar.is_public_holiday(one.day)):
        yield DateShown(
            day=day,
            date_text=capfirst(weekday_date_text(day, first)),
            times_text=gettext("left out"),
            why=_name_of(day, calendar),
            state="left-out",
        )


def _breaks(dates: Dates, first: date, last: date, calendar: Calendar) -> Iterator[DateShown]:
    """Yield the breaks that take a date away."""
    whole = replace(dates, breaks=())
    for pause in dates.breaks:
        since, until = max(pause.first, first), min(pause.last, first + DOUBTFUL)
        if since > min(until, last):
            continue
        left = {(one.row, one.day) for one in happenings(dates, since, until, calendar)}
        gone = [
            one
            for one in happenings(whole, since, until, calendar)
            if (one.row, one.day) not in left
        ]
        if gone:
            text = ngettext("%(count)d date left out", "%(count)d dates left out", len(gone))
            yield DateShown(
                day=since,
                date_text=capfirst(date_range_text(pause.first, pause.last, first)),
                times_text=text % {"count": len(gone)},
                why=gettext("Takes a break"),
                state="left-out",
            )
