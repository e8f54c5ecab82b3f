"""Template tags: ``{% load wagtail_hjelp_tags %}``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from wagtail_hjelp.acute.daytime import Emphasis, Turns
from wagtail_hjelp.acute.finding import acute_url, ladder_for, national_ladder
from wagtail_hjelp.acute.ladder import WHOLE_PLACES, Ladder
from wagtail_hjelp.acute.strip import first_numbers
from wagtail_hjelp.acute.surviving import or_else
from wagtail_hjelp.conf import settings as package_settings
from wagtail_hjelp.directory.cards import Card
from wagtail_hjelp.directory.organisation_cards import OrganisationCard
from wagtail_hjelp.hours.moment import Moment, moment_of
from wagtail_hjelp.hours.status import Coming, schedule_key
from wagtail_hjelp.hours.view import HoursShown, HoursView
from wagtail_hjelp.translation.fallback import fallback_context
from wagtail_hjelp.translation.languages import direction, name_translated, package_language
from wagtail_hjelp.translation.switching import LanguageLink, head_links, language_links

register = template.Library()

# As many lines of hours stand open in a small place.
COMPACT_LINES = 4

_CLOCK = re.compile(r"\b(\d\d)(?:[:.](\d\d))?\b")
_FROM_TO = re.compile(r"\d\d(?:[:.]\d\d)?–\d\d(?:[:.]\d\d)?,?")


@register.simple_tag
def hjelp_icon(name: str) -> SafeString:
    """A line drawing out of our sprite, hidden from screen readers: words stand beside it.

    It has a size of its own: without our style sheet it would fill the window.
    """
    return _icon(name, settings.STATIC_URL)


@register.simple_tag(takes_context=True)
def hjelp_card(context: Any, card: Card | OrganisationCard, level: int = 3) -> SafeString:
    """An offer or an organisation as a card, its name a heading of this level."""
    return card.render(level, _moment(context))


@register.inclusion_tag("wagtail_hjelp/parts/status.html", takes_context=True)
def hjelp_status(context: Any, hours: HoursView | None, of: str = "") -> dict[str, Any]:
    """The state of some hours now, kept true by the script; ``of`` is whose, if not the offer's.

    Without hours it says that they are not stated.
    """
    if hours is None:
        return {}
    return {**_status(hours, _moment(context).status(hours)), "of": of}


@register.inclusion_tag("wagtail_hjelp/parts/hours.html", takes_context=True)
def hjelp_hours(
    context: Any,
    hours: HoursView,
    level: int = 3,
    *,
    compact: bool = False,
    brief: bool = False,
    of: str = "",
) -> dict[str, Any]:
    """Some hours in full: state, week, periods, other hours in the coming weeks.

    ``of`` is whose hours they are, if not the offer's. ``compact`` is for a small place: many lines
    are folded, and hours that never change need no state beside them. ``brief`` leaves out today's
    hours by themselves, other hours on other days, and whose shared hours they are.
    """
    shown = _moment(context).show(hours)
    never_change = _never_change(shown)
    if brief:
        # The week stands right below: it need not be said of today as well. Other hours on other
        # days are for those who plan: a page that fills with them before Christmas helps nobody.
        shown = replace(shown, coming=shown.coming.without_today(), deviations=[], whose="")
    return {
        **_status(hours, shown.coming),
        "hours": shown,
        "of": of,
        "level": level,
        "compact": compact,
        "brief": brief,
        "sentence": shown.sections[0].lines[0].times_text if brief and never_change else "",
        "constant": compact and never_change,
        "fold": compact and _lines(shown) > COMPACT_LINES,
    }


@register.inclusion_tag("wagtail_hjelp/parts/hours_lines.html", takes_context=True)
def hjelp_hours_lines(context: Any, hours: HoursView) -> dict[str, Any]:
    """Some hours without their state at the moment, for what may be read at any time."""
    return {"hours": _moment(context).show(hours)}


def _status(hours: HoursView, coming: Coming) -> dict[str, Any]:
    return {
        "status": coming.now,
        "icon": f"state-{coming.now.state}",
        "data": coming.data(),
        "schedule": schedule_key(hours.schedule),
    }


def _never_change(shown: HoursShown) -> bool:
    """Whether one sentence says it all: "Open day and night, every day"."""
    sentences = [line.days_text == "" for section in shown.sections for line in section.lines]
    others = shown.deviations or shown.notices
    return len(shown.coming.statuses) == 1 and sentences == [True] and not others


def _lines(shown: HoursShown) -> int:
    headings = [section.heading for section in shown.sections if section.heading]
    near = [found for found in shown.deviations if not found.later]
    return sum(len(section.lines) for section in shown.sections) + len(headings) + len(near)


@register.simple_tag(takes_context=True)
def hjelp_acute(context: Any, layout: str = "whole", level: int = 2) -> SafeString:
    """The ladder of acute help, "whole" or "compact", its rungs' headings of this level.

    It never fails: without a request, as in a host's 500.html, and when the database does not
    answer, it shows the national numbers.
    """
    request, page = context.get("request"), context.get("page")
    moment = _moment(context)

    def of_the_site() -> SafeString:
        ladder, url = ladder_for(request, page), acute_url(request, page)
        return ladder.render(layout, level, moment, acute_url=url)

    return or_else(request, of_the_site, lambda: national_ladder().render(layout, level, moment))


@register.inclusion_tag("wagtail_hjelp/parts/acute_strip.html", takes_context=True)
def hjelp_acute_strip(context: Any) -> dict[str, Any]:
    """113 and 116 117 on one line, and the way to all acute help, for the top of every page.

    It never fails: without a request or a database it shows the numbers.
    """
    request, page = context.get("request"), context.get("page")
    url = or_else(request, lambda: acute_url(request, page), str)
    return {"strip": first_numbers(), "acute_url": url}


@register.simple_tag(takes_context=True)
def hjelp_turns(context: Any, ladder: Ladder) -> Turns:
    """Whom to call now and next on a ladder, for ``hjelp_turn``."""
    return ladder.turns(_moment(context))


@register.inclusion_tag("wagtail_hjelp/parts/turn.html")
def hjelp_turn(turns: Turns, emphasis: Emphasis) -> dict[str, Any]:
    """ "Right now" on the rung whose turn it is, kept true by the script."""
    is_now = turns.now.emphasis is emphasis
    return {
        "state": "now" if is_now else "other",
        "label": gettext("Right now") if is_now else "",
        "sentence": turns.now.sentence if is_now else "",
        "data": turns.rows(emphasis),
        "schedule": f"turn-{emphasis}",
    }


@register.simple_tag(takes_context=True)
def hjelp_moment(context: Any) -> SafeString:
    """Attributes of an element around statuses, by which the script knows how old the page is."""
    moment = _moment(context)
    return format_html(
        ' data-hjelp-now="{}" data-hjelp-max-age="{}"',
        int(moment.now.timestamp()),
        package_settings.MAX_AGE,
    )


def _moment(context: Any) -> Moment:
    found: Moment | None = context.get("hjelp_moment")
    return found if found is not None else moment_of(context.get("request"))


@register.inclusion_tag("wagtail_hjelp/parts/quick_exit.html", takes_context=True)
def hjelp_quick_exit(context: Any) -> dict[str, Any]:
    """A control that leaves the page at once, by click or by keyboard.

    The first in a template, or in those that it extends, is the only one: a host may have it in its
    base template, and ours is in ``page.html``.
    """
    rendering = context.render_context
    if "hjelp_quick_exit" in rendering:
        return {}
    rendering["hjelp_quick_exit"] = True
    return {"exit_url": package_settings.EXIT_URL}


@register.simple_tag
def hjelp_package_lang() -> SafeString:
    """``lang`` and ``dir`` for an element with words of ours that are not in the reader's language.

    Nothing where they are.
    """
    language = package_language()
    if language == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.filter
def hjelp_isolate(name: str) -> SafeString:
    """A proper name within a sentence of another script: its brackets stay with it."""
    return format_html("<bdi>{}</bdi>", name) if name else SafeString("")


@register.filter
def hjelp_is_beyond(position: int) -> bool:
    """Whether a place on a rung, counted from 1, is one of so many that it is shown in short."""
    return position > WHOLE_PLACES


@register.filter
def hjelp_language_name(code: str) -> str:
    """A language's name in the reader's language."""
    return name_translated(code)


@register.filter
def hjelp_times(text: str) -> SafeString:
    """Hours of a day, "09:00–11:00, 12:00–15:00", each time as such for machines.

    No line ends between from and to.
    """
    return mark_safe(_FROM_TO.sub(_from_to, escape(text)))


@register.filter
def hjelp_unbroken(text: str) -> str:
    """Hours of a day in as few bytes as will do; no line ends between from and to."""
    return _FROM_TO.sub(lambda times: times[0].replace("–", "\u2060–\u2060"), text)


def _from_to(times: re.Match[str]) -> str:
    return f'<span class="hjelp-hours__times">{_CLOCK.sub(_time, times[0])}</span>'


def _time(clock: re.Match[str]) -> str:
    # The end of a day is the beginning of the next to <time>, which knows no 24:00.
    hour = "00" if clock[1] == "24" else clock[1]
    return f'<time datetime="{hour}:{clock[2] or "00"}">{clock[0]}</time>'


@register.simple_tag(takes_context=True)
def hjelp_languages(context: Any) -> list[LanguageLink]:
    """The page in every language of the site, for a switch: ``{% hjelp_languages as languages %}``.

    Each has ``code``, ``name`` (what the language calls itself), ``dir``, ``url``, ``is_current``.
    """
    request = context.get("request")
    return language_links(request, _page(context)) if request is not None else []


@register.inclusion_tag("wagtail_hjelp/parts/head_links.html", takes_context=True)
def hjelp_head_links(context: Any) -> dict[str, Any]:
    """For ``<head>``: the page's canonical address, and its translations for search engines."""
    request = context.get("request")
    return {"links": head_links(request, _page(context)) if request is not None else None}


def _page(context: Any) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None


@register.inclusion_tag("wagtail_hjelp/parts/language_notice.html")
def hjelp_language_notice(page: Any) -> dict[str, Any]:
    """One line for the reader if the page's words are still in another language, else nothing."""
    return fallback_context(page)


@cache
def _icon(name: str, static_url: str) -> SafeString:
    # A list shows a hundred of these; where the sprite is does not change while a site runs.
    sprite = static("wagtail_hjelp/icons.svg")
    return format_html(
        '<svg class="hjelp-icon" aria-hidden="true" width="24" height="24">'
        '<use href="{}#hjelp-icon-{}"/></svg>',
        sprite,
        name,
    )
