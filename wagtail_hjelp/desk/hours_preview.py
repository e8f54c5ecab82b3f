"""The next days as computed from a form that is being filled in, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.blocks.contact import ContactPointsBlock, kind_label
from wagtail_hjelp.blocks.hours import OwnHoursBlock
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.names import day_label, reason_label
from wagtail_hjelp.hours.view import HoursShown, HoursView, hours_view, spans_text
from wagtail_hjelp.hours.words import weekday_date_text
from wagtail_hjelp.schedule import Decision, Source, State
from wagtail_hjelp.schedule.week import spans_of

from .findings import Warned, warnings
from .form_rows import Rows, rows_in_form

DAYS = 14
# More doubts than this at a time are no help.
MOST_WARNINGS = 12
# No primary key has more digits.
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day with its hours, and which rule decided if it is not the ordinary week."""

    day: date
    date_text: str
    times_text: str
    why: str
    is_today: bool
    state: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What some hours come to. Without rows that say something, ``shown`` is None.

    ``name`` is the way in whose hours they are (``""``: the offer's own), ``key`` its row's id.
    """

    name: str
    key: str
    shown: HoursShown | None
    days: list[DayShown]
    warnings: list[Warned]
    note: str = ""

    @property
    def warnings_shown(self) -> list[Warned]:
        return self.warnings[:MOST_WARNINGS]

    @property
    def warnings_left(self) -> int:
        return len(self.warnings) - len(self.warnings_shown)


@require_POST
def hours_preview(request: HttpRequest) -> HttpResponse:
    """Answer a part of a form with HTML that says what it comes to. Writes nothing.

    ``model`` and ``field`` name the field; ``page`` is the page, if it is saved already.
    """
    if not may_see_preview(request.user):
        raise PermissionDenied
    fields = hours_fields(request.POST.get("model", ""))
    name = request.POST.get("field", "")
    if name not in fields:
        raise BadRequest("not a field with opening hours")
    book = HoursBook.load(_site(request))
    now = timezone.now()
    found = list(_previews(fields, name, request.POST, book, now))
    context = {
        "previews": found,
        "of_contacts": isinstance(fields[name], ContactPointsBlock),
        "warning_count": sum(len(preview.warnings) for preview in found),
    }
    return TemplateResponse(request, "wagtail_hjelp/admin/hours_preview.html", context)


def may_see_preview(user: Any) -> bool:
    """Whether somebody may edit something that has opening hours."""
    actions = {"add", "change", "publish"}
    return page_permission_policy.user_has_any_permission(user, actions) or any(
        user.has_perm(f"wagtail_hjelp.{action}_sharedhours") for action in ("add", "change")
    )


def hours_fields(model_label: str) -> dict[str, StreamBlock]:
    """Return a model's fields of opening hours, and of contact points, with their blocks."""
    try:
        model = apps.get_model(model_label)
    except (LookupError, ValueError):
        return {}
    return {
        field.name: field.stream_block
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        and isinstance(field.stream_block, OwnHoursBlock | ContactPointsBlock)
    }


def hours_field_name(fields: Mapping[str, StreamBlock]) -> str | None:
    """Return the name of the field with the hours of the thing itself."""
    return next((name for name, block in fields.items() if isinstance(block, OwnHoursBlock)), None)


def _site(request: HttpRequest) -> Site | None:
    pk = request.POST.get("page", "")
    is_key = pk.isascii() and pk.isdecimal() and len(pk) <= _MOST_DIGITS
    page = Page.objects.filter(pk=pk).first() if is_key else None
    site: Site | None = page.get_site() if page else None
    return site or Site.find_for_request(request)


def _previews(
    fields: Mapping[str, StreamBlock],
    name: str,
    data: Mapping[str, Any],
    book: HoursBook,
    now: datetime,
) -> Iterator[Preview]:
    own_name = hours_field_name(fields)
    own = rows_in_form(fields[own_name], data, own_name) if own_name else []
    if name == own_name:
        yield _preview("", "", own, fields[name], book, now)
        return
    block = fields[name]
    offer = hours_view(own, book)
    for row in rows_in_form(block, data, name):
        hours, way_in = row["value"]["hours"], block.child_blocks[row["type"]]
        if hours:
            text = way_in.as_contact_point(row["value"]).text
            title = f"{kind_label(row['type'])} {text}".strip()
            hours_block = way_in.child_blocks["hours"]
            yield _preview(title, str(row["id"]), hours, hours_block, book, now, offer)


def _preview(
    name: str,
    key: str,
    rows: Rows,
    block: StreamBlock,
    book: HoursBook,
    now: datetime,
    offer: HoursView | None = None,
) -> Preview:
    view = hours_view(rows, book, offer)
    today = book.calendar.zone.today(now)
    warned = warnings(rows, block, book, today)
    if view is None:
        return Preview(name, key, None, [], warned, _nothing_said(rows))
    days = [_day(day, decision, today) for day, decision in view.schedule.days(today, DAYS)]
    return Preview(name, key, view.shown(now), days, warned)


def _nothing_said(rows: Rows) -> str:
    if any(row["type"] == "outside" for row in rows):
        return gettext("The offer has no opening hours, so nobody knows when it is not open.")
    return gettext(
        "No row says anything yet: the page says that the opening hours are not stated. It never "
        "says closed."
    )


def _day(day: date, decision: Decision, today: date) -> DayShown:
    spans = spans_of(decision.spans)
    unknown = any(span.state is State.UNKNOWN for span in spans)
    if unknown:
        times, state = gettext("not stated"), State.UNKNOWN
    else:
        times, state = spans_text(spans), spans[0].state if spans else State.CLOSED
    return DayShown(
        day=day,
        date_text=weekday_date_text(day, today),
        times_text=times,
        why=why_text(decision),
        is_today=day == today,
        state=state,
    )


def why_text(decision: Decision) -> str:
    """Return which rule a day follows, in the active language; ``""`` for the ordinary week."""
    name = day_label(decision.reason) if decision.reason else ""
    reason = reason_label(decision.reason)
    texts = {
        Source.CLOSURE: _with(gettext("Temporarily closed"), reason),
        Source.EXCEPTION: reason or gettext("Exception"),
        Source.SPECIAL_DAY: _with(name, gettext("the municipality’s special days")),
        Source.NAMED_DAY: name,
        Source.HOLIDAY: _with(name, gettext("public holiday")),
        Source.UNSAID_HOLIDAY: _with(name, gettext("no row says anything about public holidays")),
        Source.PERIOD: _with(gettext("Period with other hours"), name),
        Source.WEEK: _with(name, pgettext("opening hours", "as usual")) if name else "",
        Source.NOTHING: gettext("No row says anything about this day"),
    }
    return texts[decision.source]


def _with(first: str, second: str) -> str:
    if not (first and second):
        return first or second
    return gettext("%(what)s: %(details)s") % {"what": first, "details": second}
