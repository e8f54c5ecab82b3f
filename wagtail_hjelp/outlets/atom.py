"""What happens, as a feed (RFC 4287): one entry for each activity that has a date to come.

The newest change comes first, so that a reader learns of new activities and of dates that were
cancelled, moved or are full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Min, Q
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language, pgettext

from wagtail_hjelp.activities.agenda import Happens
from wagtail_hjelp.activities.snapshot import ActivitySnapshot
from wagtail_hjelp.activities.words import occurrence_text
from wagtail_hjelp.directory.page_models import get_activity_model
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule.zone import Zone
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .telling import UNPUBLISHED, Told, plain, standing, told_of

# Entries at most.
LIMIT = 50
# Dates of an activity, beside its next one, of which it says what has become of them.
_CHANGES = 5
# Above so many activities all dates are read: that costs less than naming thousands.
_NAMED = 500
_CHANGED = Q(moved=True) | ~Q(status=OccurrenceStatus.SCHEDULED)
_COLUMNS = [name for name in Happens._fields if name != "entry"]


class _Coming(NamedTuple):
    """An activity that has a date to come: when its next one is over, and its last change."""

    key: UUID
    ends: datetime
    changed: datetime


class _Feed(Atom1Feed):
    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        # Not now: the bytes stay the same until something changes.
        return super().latest_post_date() if self.items else UNPUBLISHED


def feed_of(
    entries: Iterable[int],
    held: ActivitySnapshot,
    *,
    name: str,
    url: str,
    feed_url: str,
    now: datetime,
    absolute: Callable[[str], str],
) -> bytes:
    """Return activities of a list (by primary key) as a feed in the active language.

    ``name`` is what readers call the feed, ``url`` the absolute address of the list and
    ``feed_url`` its own. At most :data:`LIMIT` activities. A date counts as the next one until its
    day is over: the same bytes all day long, until something changes. Four queries.
    """
    chosen = {held.key_of[entry]: entry for entry in entries if entry in held.key_of}
    zone = held.agenda.zone
    midnight = zone.midnight(zone.today(now))
    coming = _coming(chosen, midnight)[:LIMIT]
    dates = _dates(coming, chosen, midnight)
    told = told_of([chosen[one.key] for one in coming], held, absolute)
    feed = _Feed(
        plain(name),
        url,
        None,
        language=get_language(),
        author_name=plain(name),
        feed_url=feed_url,
        feed_guid=feed_url,
    )
    for one in coming:
        entry = chosen[one.key]
        if entry in told and one.key in dates:
            organiser = held.organiser_of.get(entry)
            _add(feed, one, told[entry], dates[one.key], organiser.name if organiser else "", zone)
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue().encode()


def _add(
    feed: _Feed, one: _Coming, told: Told, dates: list[Happens], organiser: str, zone: Zone
) -> None:
    following = dates[0]
    words = {"title": told.title_of(following), "date": _when(following)}
    paragraphs = [*(_dated(row, zone) for row in dates), *told.about]
    if following.status == OccurrenceStatus.SCHEDULED:
        paragraphs.append(told.sign_up)
    feed.add_item(
        pgettext("activity and its next date", "%(title)s: %(date)s") % words,
        told.url,
        linebreaks("\n\n".join(filter(None, paragraphs)), autoescape=True),
        unique_id=one.key.urn,
        updateddate=one.changed,
        author_name=plain(organiser) or None,
        categories=told.topics,
        language=told.language,
    )


def _dated(one: Happens, zone: Zone) -> str:
    """Return when it is, and below that how it stands if that is not as planned."""
    return "\n".join(part for part in (_when(one), *standing(one, zone)) if part)


def _when(one: Happens) -> str:
    # With its year, and without "Today": it is read when it is read.
    return occurrence_text(
        one.starts_at, one.ends_at, one.all_day, one.first_day, one.last_day, date.min
    )


def _coming(keys: Mapping[UUID, int], since: datetime) -> list[_Coming]:
    """Return the activities that have a date to come, the newest change first; two queries."""
    found = Occurrence.objects.not_over(since).order_by()
    if len(keys) <= _NAMED:
        found = found.of(list(keys))
    ends = [
        (key, end, changed)
        for key, end, changed in found.values_list("activity_key").annotate(
            Min("over_at"), Max("changed_at")
        )
        if key in keys
    ]
    pages = get_activity_model().objects.filter(pk__in=[keys[key] for key, *_rest in ends])
    published = dict(pages.values_list("pk", "last_published_at"))
    made = [
        _Coming(
            key,
            end.astimezone(UTC),
            max(published.get(keys[key]) or UNPUBLISHED, changed or UNPUBLISHED).astimezone(UTC),
        )
        for key, end, changed in ends
    ]
    return sorted(made, key=lambda one: (-one.changed.timestamp(), one.key))


def _dates(
    coming: Collection[_Coming], keys: Mapping[UUID, int], since: datetime
) -> dict[UUID, list[Happens]]:
    """Return the next date of each activity, and then those that are not as planned; one query."""
    ends = {one.key: one.ends for one in coming}
    found = (
        Occurrence.objects.of(list(ends))
        .not_over(since)
        .filter(Q(over_at__in=set(ends.values())) | _CHANGED)
        .order_by("starts_at", "pk")
    )
    following: dict[UUID, Happens] = {}
    changed: defaultdict[UUID, list[Happens]] = defaultdict(list)
    for key, pk, *rest in found.values_list("activity_key", *_COLUMNS):
        row = Happens(pk, keys[key], *rest)
        if key not in following and row.over_at == ends[key]:
            following[key] = row
        elif row.moved or row.status != OccurrenceStatus.SCHEDULED:
            changed[key].append(row)
    return {key: [row, *changed[key][:_CHANGES]] for key, row in following.items()}
