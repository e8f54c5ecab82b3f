"""A calendar with activities in it, and dates as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page

from wagtail_hjelp.activities.snapshot import ActivitySnapshot, activity_snapshot
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.models import ActivityIndexPage, ActivityPage, HelpFrontPage, Occurrence
from wagtail_hjelp.schedule import HolidayCalendar

OSLO = ZoneInfo("Europe/Oslo")

# A country that has one public holiday a year.
FREE_ON_THE_NINTH = HolidayCalendar(lambda year: {date(year, 12, 9): ("ninth",)})


def local(text: str) -> datetime:
    """The moment of a local time: ``"2026-11-23 10:00"``."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def make_calendar(root: Page) -> ActivityIndexPage:
    """A front page with a calendar below it; returns the calendar."""
    front = root.add_child(instance=HelpFrontPage(title="Hjelp", slug="hjelp"))
    return front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))


def make_activity(calendar: Page, title: str, *rows: Any, **fields: Any) -> ActivityPage:
    """A live activity with these rows of dates."""
    fields.setdefault("summary", f"Om {title}.")
    return calendar.add_child(instance=ActivityPage(title=title, dates=list(rows), **fields))


def publish(activity: ActivityPage, **fields: Any) -> ActivityPage:
    """Publish the activity as it is live, with these fields changed; returns it as it is then."""
    page = ActivityPage.objects.get(pk=activity.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ActivityPage.objects.get(pk=activity.pk)


def translate(page: Page, language: str, *, alias: bool = False) -> Any:
    """A version of a page in another language: a draft, or a live alias."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    return page.copy_for_translation(locale, copy_parents=True, alias=alias).specific


def changed(row: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The same row of dates, with other values."""
    return {**row, "value": {**row["value"], **fields}}


def occurrences(activity: Page) -> list[Occurrence]:
    """All that is written of an activity, by start."""
    return list(Occurrence.objects.of([activity.translation_key]).order_by("starts_at", "row"))


def occurrence(activity: Page, day: str) -> Occurrence:
    """The one that the activity's rows give for a day."""
    return Occurrence.objects.of([activity.translation_key]).get(day=day)


def written(activity: Page, since: str = "", until: str = "") -> list[str]:
    """When it happens, of all that is written and starts between these local days."""
    texts = [text_of(found) for found in occurrences(activity)]
    return [text for text in texts if since <= text[:10] and (not until or text[:10] <= until)]


def text_of(found: Any) -> str:
    """Local date and times, and how it stands: ``"2026-11-25 14:00–16:00 cancelled"``."""
    starts = found.starts_at.astimezone(OSLO)
    text = f"{starts:%Y-%m-%d %H:%M}"
    if found.ends_at is not None:
        ends = found.ends_at.astimezone(OSLO)
        text += f"–{ends:%H:%M}" if ends.date() == starts.date() else f"–{ends:%Y-%m-%d %H:%M}"
    if found.moved:
        text += " moved"
    return text if found.status == "scheduled" else f"{text} {found.status}"


def shown(calendar: Page) -> ActivitySnapshot:
    """What the calendar holds now, as a visitor of it would find it."""
    return activity_snapshot(Scope.of_page(calendar))


def listed(calendar: Page, first: str, last: str, now: datetime) -> list[str]:
    """What the calendar shows between two days: when, and which activity."""
    held = shown(calendar)
    titles = dict(ActivityPage.objects.values_list("pk", "title"))
    days = datetime.fromisoformat(first).date(), datetime.fromisoformat(last).date()
    return [f"{text_of(row)} {titles[row.entry]}" for row in held.agenda.between(*days, now)]
