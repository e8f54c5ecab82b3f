"""What a list shows of one date of an activity: when, what, how it stands, where, who for.

Cards are kept with the snapshot, which ends with the next change to an activity or a date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, npgettext, pgettext
from wagtail.models import Site

from wagtail_hjelp.blocks.places import where_of_raw
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.hours.moment import Moment, Rendered
from wagtail_hjelp.hours.words import clock_alone, joined
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule import Monthly, Weekly
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import (
    Answer,
    Audience,
    ChangeReason,
    OccurrenceStatus,
    SignUp,
)

from .agenda import Happens
from .snapshot import ActivitySnapshot
from .words import local_times_text, occurrence_text, series_text
from .writing import date_calendar

# Cards in memory for each calendar: some hundred pages of lists, not the dates of years.
_KEPT = 4000


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What every date of an activity has in common, in the active language.

    ``lang`` only where the words differ from it; ``organiser_lang`` likewise.
    """

    title: str
    url: str
    lang: str | None
    dir: str
    organiser: str
    organiser_lang: str | None
    organiser_dir: str
    where: str
    is_online: bool
    audience: str
    cost: str
    alone: str
    sign_up: str


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """One date of an activity in a list, in the active language.

    ``status`` is ``""`` for a date as planned, else "cancelled", "full" or "moved"; words for it
    are ``status_label`` and ``reason``. ``note`` is in the language ``note_lang`` (None: the
    reader's). ``following`` is the next date that is not cancelled, of one that is.
    """

    happens: Happens
    facts: ActivityFacts
    series: str
    status: str
    status_label: str
    reason: str
    note: str
    note_lang: str | None
    note_dir: str
    following: Happens | None
    zone: Zone = field(compare=False, repr=False)
    _rendered: dict[tuple[int, bool], Rendered] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def url(self) -> str:
        return self.facts.url

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def datetime(self) -> str:
        """When it starts, for machines: local time with its offset, or a date if it is all day."""
        if self.happens.all_day:
            return self.happens.first_day.isoformat()
        return self.happens.starts_at.astimezone(self.zone.info).isoformat(timespec="minutes")

    @property
    def times_text(self) -> str:
        """The times alone: "14:00–16:00"."""
        found = self.happens
        return local_times_text(found.starts_at, found.ends_at, found.all_day)

    def date_text(self, today: date) -> str:
        """Return date and times: "Wednesday 24 December, 14:00–16:00", "Today, 14:00–16:00"."""
        return _text(self.happens, today)

    def following_text(self, today: date) -> str:
        """Return date and times of the next one that is not cancelled; ``""`` if there is none."""
        return _text(self.following, today) if self.following else ""

    def moved_from_text(self, today: date) -> str:
        """Return when a moved date was to begin; ``""`` if it was not moved."""
        found = self.happens
        if not found.moved:
            return ""
        day = self.zone.today(found.rule_starts_at)
        return occurrence_text(found.rule_starts_at, None, found.all_day, day, day, today)

    def render(
        self, level: int, moment: Moment, *, dated: bool = False, under: date | None = None
    ) -> SafeString:
        """Return the card as HTML, a list item with the title a heading of this level.

        ``dated`` says the date too, for lists that do not stand under days. ``under`` is the day
        that the card stands under: what lasts several days, or began before it, says its dates all
        the same. Rendered once, until a change or until the words for a date are others.
        """
        found = self.happens
        dated = dated or found.last_day > found.first_day
        dated = dated or (under is not None and under != found.first_day)
        kept = self._rendered.get((level, dated))
        if kept is None or not kept.holds(moment):
            kept = self._rendered[level, dated] = self._render(level, moment, dated)
        moment.holds_until(kept.until)
        return kept.html

    def _render(self, level: int, moment: Moment, dated: bool) -> Rendered:
        today = self.zone.today(moment.now)
        following, moved_from = self.following_text(today), self.moved_from_text(today)
        context = {
            "card": self,
            "level": level,
            "dated": dated,
            "when": self.date_text(today) if dated else capfirst(self.times_text),
            "following": following,
            "moved_from": moved_from,
        }
        html = render_to_string("wagtail_hjelp/parts/activity_card.html", context)
        # "Today" and "Tomorrow" are others tomorrow.
        relative = dated or following or moved_from
        return Rendered(html, moment.now, midnight_after(today, self.zone) if relative else None)


def make_cards(
    happens: Sequence[Happens], held: ActivitySnapshot, request: HttpRequest | None
) -> list[ActivityCard]:
    """Return cards for dates, in that order.

    Cards are kept with the snapshot. Those not made yet cost one query for activities, and two more
    if some of them are cancelled.
    """
    variant = variant_of(request)
    kept = held.rendered
    cards = {found.pk: kept.get((found.pk, *variant)) for found in happens}
    if missing := [found for found in happens if cards[found.pk] is None]:
        facts = facts_of({found.entry for found in missing}, held, request)
        following = _following([found for found in missing if _is_cancelled(found)], held)
        if len(kept) + len(missing) > _KEPT:
            for key in list(kept)[: _KEPT // 4]:
                kept.pop(key, None)
        for found in missing:
            if found.entry in facts:
                made = _card(found, facts[found.entry], held, following.get(found.pk))
                cards[found.pk] = kept[(found.pk, *variant)] = made
    return [card for found in happens if (card := cards[found.pk]) is not None]


def facts_of(
    entries: Collection[int], held: ActivitySnapshot, request: HttpRequest | None
) -> dict[int, ActivityFacts]:
    """Return what all dates of some activities have in common, by the activities' keys.

    Kept with the snapshot; those not made yet cost one query together.
    """
    variant = variant_of(request)
    missing = [entry for entry in entries if (entry, *variant) not in held.cards]
    if missing:
        audiences = {code: str(label) for code, label in Audience.choices}
        activities = get_activity_model().objects.filter(pk__in=missing)
        for page in activities.select_related("locale").defer("body", "dates", "practical"):
            held.cards[(page.pk, *variant)] = _facts(page, held, request, audiences)
    found = {entry: held.cards.get((entry, *variant)) for entry in entries}
    return {entry: facts for entry, facts in found.items() if facts is not None}


def midnight_after(today: date, zone: Zone) -> datetime:
    """Return the moment at which a local date ends."""
    return zone.midnight(today + timedelta(days=1))


def start_text(found: Happens, day: date) -> str:
    """Return when a date begins on a day: "14:00"; ``""`` if it lasts all day or began before."""
    if found.all_day or day != found.first_day:
        return ""
    local = found.starts_at.astimezone(date_calendar().zone.info)
    return clock_alone(local.hour * 60 + local.minute)


def ages_text(lowest: int | None, highest: int | None) -> str:
    """Return ages: "13–17 years", "from 13 years", "up to 17 years"; ``""`` for all."""
    if lowest is not None and highest is not None:
        text = npgettext(
            "ages", "%(lowest)s–%(highest)s year", "%(lowest)s–%(highest)s years", highest
        )
    elif lowest is not None:
        text = npgettext("ages", "from %(lowest)s year", "from %(lowest)s years", lowest)
    elif highest is not None:
        text = npgettext("ages", "up to %(highest)s year", "up to %(highest)s years", highest)
    else:
        return ""
    return text % {"lowest": lowest, "highest": highest}


def where_text(raw: Iterable[Any]) -> str:
    """Return where one goes, short: "Menighetshuset, Havnesund", "The address is secret"."""
    place = where_of_raw(raw).place
    if place is None:
        return ""
    if place.withheld or not place.name:
        return place.text
    town = place.address_lines[-1].lstrip("0123456789 ") if place.address_lines else ""
    return joined(part for part in (place.name, town) if part)


def variant_of(request: HttpRequest | None) -> tuple[int | None, str | None]:
    """Return what else cards depend on, and all that is kept of them: site and language."""
    site = Site.find_for_request(request) if request is not None else None
    return (site.pk if site else None, get_language())


def _facts(
    page: Any, held: ActivitySnapshot, request: HttpRequest | None, audiences: dict[str, str]
) -> ActivityFacts:
    source = held.language_of[page.pk]
    organiser = held.organiser_of.get(page.pk)
    who = [audiences[code] for code in page.audiences if code in audiences]
    ages = ages_text(page.age_from, page.age_to)
    return ActivityFacts(
        title=page.title,
        url=page.get_url(request) or "",
        lang=source if source != held.language else None,
        dir=direction(source),
        organiser=organiser.name if organiser else "",
        organiser_lang=organiser.lang if organiser else None,
        organiser_dir=direction(organiser.lang or held.language) if organiser else "",
        where=where_text(page.where.raw_data),
        is_online=where_of_raw(page.where.raw_data).online is not None,
        audience=joined([*who, *([ages] if ages else [])]),
        cost=joined(page.cost_texts()),
        alone=gettext("You can come alone") if page.come_alone == Answer.YES else "",
        sign_up=str(SignUp.REQUIRED.label) if page.sign_up == SignUp.REQUIRED else "",
    )


def _card(
    found: Happens, facts: ActivityFacts, held: ActivitySnapshot, following: Happens | None
) -> ActivityCard:
    status, label = _status(found)
    source = held.languages[-1]
    return ActivityCard(
        happens=found,
        facts=facts,
        series=_series(found, held),
        status=status,
        status_label=label,
        reason=str(ChangeReason(found.reason).label) if found.reason in ChangeReason.values else "",
        note=found.note,
        note_lang=source if source != held.language else None,
        note_dir=direction(source),
        following=following,
        zone=held.agenda.zone,
    )


def _status(found: Happens) -> tuple[str, str]:
    if found.status in (OccurrenceStatus.CANCELLED, OccurrenceStatus.FULL):
        return found.status, str(OccurrenceStatus(found.status).label)
    if found.moved:
        return "moved", pgettext("status of a date", "Moved")
    return "", ""


def _series(found: Happens, held: ActivitySnapshot) -> str:
    """Return the rules of an activity that are not over by then: "Every Monday, every Thursday"."""
    dates = held.dates_of.get(found.entry)
    rules = [
        row
        for row in (dates.rows if dates else ())
        if isinstance(row, Weekly | Monthly) and (row.until is None or row.until >= found.first_day)
    ]
    return " · ".join(dict.fromkeys(series_text(row) for row in rules))


def _following(cancelled: Sequence[Happens], held: ActivitySnapshot) -> dict[int, Happens]:
    """Return, for cancelled dates by primary key, the next one of each that takes place."""
    if not cancelled:
        return {}
    later = (
        Occurrence.objects.filter(
            activity_key=OuterRef("activity_key"), starts_at__gt=OuterRef("starts_at")
        )
        .exclude(status=OccurrenceStatus.CANCELLED)
        .order_by("starts_at", "pk")
    )
    asked = Occurrence.objects.filter(pk__in=[found.pk for found in cancelled]).order_by()
    pairs = asked.annotate(following=Subquery(later.values("pk")[:1])).values_list(
        "pk", "following"
    )
    chosen = {pk: following for pk, following in pairs if following is not None}
    if not chosen:
        return {}
    fields = [name for name in Happens._fields if name != "entry"]
    rows = Occurrence.objects.filter(pk__in=set(chosen.values())).order_by()
    entries = {found.pk: found.entry for found in cancelled}
    by_pk = {row[0]: row for row in rows.values_list(*fields)}
    return {
        pk: Happens(following, entries[pk], *by_pk[following][1:])
        for pk, following in chosen.items()
        if following in by_pk
    }


def _is_cancelled(found: Happens) -> bool:
    return found.status == OccurrenceStatus.CANCELLED


def _text(found: Happens, today: date) -> str:
    return occurrence_text(
        found.starts_at, found.ends_at, found.all_day, found.first_day, found.last_day, today
    )
