"""The page of an activity, and its dates as calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from wagtail_hjelp.activities.agenda import Happens
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.snapshot import ActivitySnapshot, activity_snapshot
from wagtail_hjelp.blocks.contact import ContactPoint, contact_points
from wagtail_hjelp.blocks.places import where_of_raw
from wagtail_hjelp.directory.organisers import Organiser, organisers
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.outlets.ical import calendar_of, calendar_of_one
from wagtail_hjelp.outlets.serving import ical_response
from wagtail_hjelp.translation.languages import direction
from wagtail_hjelp.vocabularies import Answer

from .activity_dates import KnownDates, drafted_dates, published_dates
from .activity_facts import (
    ActivityView,
    Language,
    short_facts,
    sign_up_view,
)
from .event_data import event_data
from .offer_view import Giver
from .shown_topics import TopicLink, shown_topics
from .structured_data import script
from .verification import Verified

# Below the page: all its dates as a calendar, and below that each by itself. Without the usual
# ending: Wagtail's addresses have no dots.
ICAL = "ical"


class ActivityViewMixin(models.Model):
    """The page of an activity as its visitors see it."""

    # What the calendar has in memory, if the activity is in it: not a draft, not a page for some.
    _snapshot: ActivitySnapshot | None = None
    _book: HoursBook | None = None

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components[:1] == [ICAL] and len(path_components) <= 2 and self.live:
            return RouteResult(self, kwargs={"ical": "".join(path_components[1:])})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, ical: str | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        if ical is not None:
            return self.serve_ical(request, ical)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        is_draft = getattr(request, "is_preview", False)
        if not is_draft:
            self._take_snapshot(request)
        context = super().get_context(request, *args, **kwargs)
        list_url = self.get_list_url(request)
        view = self._get_view(request, list_url, context)
        parts = view.render(
            moment_of(request), self._draft_dates if is_draft else self._dates, self._describe
        )
        return {
            **context,
            "list_url": list_url,
            "activity": view,
            "activity_parts": parts,
            "structured_data": parts["structured_data"],
            "verified": self.get_verified(),
        }

    def get_list_url(self, request: HttpRequest) -> str:
        """Return the address of the calendar that the activity stands in: its parent's."""
        own = self.get_url(request) or ""
        return own.rstrip("/").rsplit("/", 1)[0] + "/" if own else ""

    def get_verified(self) -> Verified | None:
        if self._snapshot is None:
            return super().get_verified()
        confirmed_on = self._snapshot.confirmed_on.get(self.translation_key)
        return None if confirmed_on is None else self.verified_on(confirmed_on)

    def get_contact_points(self) -> list[ContactPoint]:
        """Return the ways in as the public may see them, in the editor's order."""
        return contact_points(self.contact_points, self._hours)

    def get_organiser(self) -> Organiser | None:
        """Return who arranges it, in the reader's language; None if nobody has said."""
        if self._snapshot is not None:
            return self._snapshot.organiser_of.get(self.pk)
        if self.organiser_id is not None:
            chosen = organisers({self.organiser_id}, self.locale, source_locale())
            return chosen.get(self.organiser_id)
        return Organiser(self.organiser_name) if self.organiser_name else None

    def get_topic_links(self, list_url: str) -> list[TopicLink]:
        """Return the topics, each leading to the calendar filtered by it."""
        return shown_topics(self, self._snapshot, list_url)

    def _take_snapshot(self, request: HttpRequest) -> None:
        held = activity_snapshot(Scope.of_listed(self), request)
        if self.pk in held.key_of:
            self._snapshot = held
            self._hjelp_content_language = held.language_of[self.pk]

    def _get_view(
        self, request: HttpRequest, list_url: str, context: dict[str, Any]
    ) -> ActivityView:
        kept = self._snapshot.views if self._snapshot is not None else {}
        key = (self.pk, list_url, get_language())
        if key not in kept:
            kept[key] = self._make_view(request, list_url, context)
        return kept[key]

    def _make_view(
        self, request: HttpRequest, list_url: str, context: dict[str, Any]
    ) -> ActivityView:
        source = source_locale().language_code
        own = self.get_url(request) if self._snapshot is not None else None
        calendar_url = f"{own.rstrip('/')}/{ICAL}/" if own else ""
        full = (self.get_full_url(request) or "").partition("://")[2] if own else ""
        return ActivityView(
            facts=short_facts(self, *self._organiser(request, list_url)),
            alone=gettext("You can come alone") if self.come_alone == Answer.YES else "",
            where=where_of_raw(self.where.raw_data),
            getting_there=self.getting_there,
            getting_in=self.getting_in_texts(),
            sign_up=sign_up_view(self),
            contacts=self.get_contact_points(),
            topics=self.get_topic_links(list_url),
            list_url=list_url,
            calendar_url=calendar_url,
            subscribe_url=f"webcal://{full.rstrip('/')}/{ICAL}/" if full else "",
            words=Language(context["content_lang"], context["content_dir"]),
            notes=Language(source, direction(source)) if source != get_language() else Language(),
        )

    def _organiser(self, request: HttpRequest, list_url: str) -> tuple[Giver | None, str]:
        """Return who arranges it, and the address of all that it arranges."""
        found = self.get_organiser()
        if found is None:
            return None, ""
        page = Page.objects.filter(pk=found.page_pk).first() if found.page_pk else None
        url = (page.get_url(request) or "") if page is not None else ""
        more_url = f"{list_url}?organisation={found.code}" if list_url and found.code else ""
        return Giver(found.name, url, lang=found.lang), more_url

    def _hours(self, raw: Any) -> HoursView | None:
        """Return hours of a way in; most have none, and then nobody asks for the schedules."""
        if self._book is None:
            self._book = HoursBook.load(self.get_site() if self.path else None)
        return hours_view(raw, self._book)

    def serve_ical(self, request: HttpRequest, key: str) -> HttpResponseBase:
        """Return all dates as a calendar; with a key (:attr:`Occurrence.key`) that one alone.

        Raises ``Http404`` if there is no such date, or not everybody may see the activity.
        """
        held = activity_snapshot(Scope.of_listed(self), request)
        if self.pk not in held.key_of:
            raise Http404
        discreet = self.sensitive and self.hide_title
        told: dict[str, Any] = {
            "name": self.tab_title if discreet else self.title,
            "url": self.get_full_url(request) or request.build_absolute_uri(),
            "now": moment_of(request).now,
            "absolute": request.build_absolute_uri,
        }

        def make() -> bytes:
            if key:
                return calendar_of_one(key, self.pk, held, **told)
            return calendar_of([self.pk], held, **told)

        name = "-".join(part for part in ("" if discreet else self.slug, key[:10]) if part)
        try:
            return ical_response(request, make, (self.pk, key), f"{name or ICAL}.ics")
        except LookupError:
            raise Http404 from None

    def _dates(self, now: datetime) -> KnownDates:
        if self._snapshot is not None:
            rules = self._snapshot.dates_of[self.pk]
        else:
            rules = read_dates(self.dates.raw_data)
        return published_dates(self.pk, self.translation_key, rules, now)

    def _draft_dates(self, now: datetime) -> KnownDates:
        return drafted_dates(self, now)

    def _describe(self, coming: Sequence[Happens], now: datetime) -> SafeString:
        """Return what search engines read; nothing of a draft or of what is over."""
        data = event_data(self, self._snapshot, coming, now) if self._snapshot is not None else {}
        return script(data) if data else SafeString("")
