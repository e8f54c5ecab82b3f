"""Template tags: ``{% load wagtail_hjelp_tags %}``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from wagtail_hjelp.conf import settings as package_settings
from wagtail_hjelp.directory.cards import Card
from wagtail_hjelp.hours.moment import Moment, moment_of
from wagtail_hjelp.hours.status import Coming, schedule_key
from wagtail_hjelp.hours.view import HoursShown, HoursView
from wagtail_hjelp.translation.fallback import fallback_context

register = template.Library()

# As many lines of hours stand open in a small place.
COMPACT_LINES = 4

_CLOCK = re.compile(r"\b(\d\d)(?:[:.](\d\d))?\b")
_FROM_TO = re.compile(r"\d\d(?:[:.]\d\d)?–\d\d(?:[:.]\d\d)?,?")


@register.simple_tag
def hjelp_icon(name: str) -> SafeString:
    """A line drawing out of our sprite, hidden from screen readers: words stand beside it."""
    return _icon(name, settings.STATIC_URL)


@register.simple_tag(takes_context=True)
def hjelp_card(context: Any, card: Card, level: int = 3) -> SafeString:
    """An offer as a card, its name a heading of this level."""
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
    context: Any, hours: HoursView, level: int = 3, *, compact: bool = False, of: str = ""
) -> dict[str, Any]:
    """Some hours in full: state, week, periods, other hours in the coming weeks.

    ``of`` is whose hours they are, if not the offer's. ``compact`` is for a small place: many lines
    are folded, and hours that never change need no state beside them.
    """
    shown = _moment(context).show(hours)
    return {
        **_status(hours, shown.coming),
        "hours": shown,
        "of": of,
        "level": level,
        "compact": compact,
        "constant": compact and _never_change(shown),
        "fold": compact and _lines(shown) > COMPACT_LINES,
    }


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


@register.filter
def hjelp_isolate(name: str) -> SafeString:
    """A proper name within a sentence of another script: its brackets stay with it."""
    return format_html("<bdi>{}</bdi>", name) if name else SafeString("")


@register.filter
def hjelp_times(text: str) -> SafeString:
    """Hours of a day, "09:00–11:00, 12:00–15:00", each time as such for machines.

    No line ends between from and to.
    """
    return mark_safe(_FROM_TO.sub(_from_to, escape(text)))


def _from_to(times: re.Match[str]) -> str:
    return f'<span class="hjelp-hours__times">{_CLOCK.sub(_time, times[0])}</span>'


def _time(clock: re.Match[str]) -> str:
    # The end of a day is the beginning of the next to <time>, which knows no 24:00.
    hour = "00" if clock[1] == "24" else clock[1]
    return f'<time datetime="{hour}:{clock[2] or "00"}">{clock[0]}</time>'


@register.inclusion_tag("wagtail_hjelp/parts/language_notice.html")
def hjelp_language_notice(page: Any) -> dict[str, Any]:
    """One line for the reader if the page's words are still in another language, else nothing."""
    return fallback_context(page)


@cache
def _icon(name: str, static_url: str) -> SafeString:
    # A list shows a hundred of these; where the sprite is does not change while a site runs.
    sprite = static("wagtail_hjelp/icons.svg")
    return format_html(
        '<svg class="hjelp-icon" aria-hidden="true" focusable="false">'
        '<use href="{}#hjelp-icon-{}"/></svg>',
        sprite,
        name,
    )
