"""Themes on the front page: those that are on now, each as a card in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale

from wagtail_hjelp.activities.cards import midnight_after
from wagtail_hjelp.activities.snapshot import activity_snapshot
from wagtail_hjelp.activities.writing import date_calendar
from wagtail_hjelp.directory.places import site_of, site_scope
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.hours.moment import Moment, moment_of
from wagtail_hjelp.hours.words import date_range_text
from wagtail_hjelp.translation.fallback import content_language
from wagtail_hjelp.translation.languages import direction


@dataclass(frozen=True, slots=True)
class ThemeDates:
    """The dates that a theme is about, as its page and its card say them; ``text`` in words."""

    first: date
    last: date
    text: str


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme on the front page. ``lang`` only where the words differ from the active language."""

    title: str
    url: str
    intro: str
    lang: str | None
    dir: str
    look: str
    dates: ThemeDates | None


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme that may stand on the front page: on which local days, and about which."""

    shown_from: date | None
    shown_until: date
    season: tuple[date, date] | None
    title: str
    url: str
    intro: str
    look: str
    language: str


def themes_on_front(request: HttpRequest | None, page: Any = None) -> list[ThemeCard]:
    """Return the themes that a site's front page shows now, in the language of ``page``.

    The one that ends first comes first. The request's moment learns when the next one comes or
    goes, which is at a local midnight. Asks the database when something changed.
    """
    scope = site_scope(request, page)
    if scope is None:
        return []
    moment, zone = moment_of(request), date_calendar().zone
    shown = []
    for theme in _themes(request, page, scope):
        if moment.today > theme.shown_until:
            continue
        if theme.shown_from is not None and moment.today < theme.shown_from:
            moment.holds_until(zone.midnight(theme.shown_from))
        else:
            moment.holds_until(midnight_after(theme.shown_until, zone))
            shown.append(_card(theme, moment))
    return shown


def theme_dates(first: date, last: date, moment: Moment) -> ThemeDates:
    """Return dates in words. A year is told if it is not today's: another matter in January."""
    today = moment.today
    moment.holds_until(date_calendar().zone.midnight(date(today.year + 1, 1, 1)))
    return ThemeDates(first, last, date_range_text(first, last, today))


def theme_models() -> list[Any]:
    """Return the types of theme pages there are: ours, and the host's own."""
    from .themes import HelpThemeMixin

    return [model for model in apps.get_models() if issubclass(model, HelpThemeMixin)]


def _themes(request: HttpRequest | None, page: Any, scope: Scope) -> list[_Theme]:
    # A theme that changes ends what is held of calendars, as a season does.
    held = activity_snapshot(scope, request)
    site = site_of(request, page)
    key = ("themes", site.pk if site else None, get_language())
    if key not in held.views:
        held.views[key] = _read(request, scope)
    found: list[_Theme] = held.views[key]
    return found


def _read(request: HttpRequest | None, scope: Scope) -> list[_Theme]:
    locale = Locale.objects.get(pk=scope.locale_id)
    pages = [
        page
        for model in theme_models()
        for page in scope.within(model.objects.live().public().filter(on_front=True))
        .in_locale(locale, fallback=source_locale())
        .select_related("season", "locale", "alias_of__locale")
    ]
    themes = [(page.path, theme) for page in pages if (theme := _theme(page, request))]
    return [theme for _path, theme in sorted(themes, key=lambda one: (one[1].shown_until, one[0]))]


def _theme(page: Any, request: HttpRequest | None) -> _Theme | None:
    shown_from, shown_until = page.front_dates()
    if shown_until is None:
        return None
    season = page.season
    return _Theme(
        shown_from=shown_from,
        shown_until=shown_until,
        season=(season.first, season.last) if season else None,
        title=page.title,
        url=page.get_url(request) or "",
        intro=page.intro,
        look=page.look,
        language=content_language(page.alias_of or page),
    )


def _card(theme: _Theme, moment: Moment) -> ThemeCard:
    return ThemeCard(
        title=theme.title,
        url=theme.url,
        intro=theme.intro,
        lang=theme.language if theme.language != get_language() else None,
        dir=direction(theme.language),
        look=theme.look,
        dates=theme_dates(*theme.season, moment) if theme.season else None,
    )
