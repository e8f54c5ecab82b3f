"""Template tags: ``{% load wagtail_hjelp_tags %}``."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_hjelp.conf import settings as package_settings
from wagtail_hjelp.directory.cards import Card
from wagtail_hjelp.hours.moment import Moment, moment_of
from wagtail_hjelp.hours.view import HoursView
from wagtail_hjelp.translation.fallback import fallback_context

register = template.Library()


@register.simple_tag
def hjelp_icon(name: str) -> SafeString:
    """A line drawing out of our sprite, hidden from screen readers: words stand beside it."""
    return _icon(name, settings.STATIC_URL)


@register.simple_tag(takes_context=True)
def hjelp_card(context: Any, card: Card, level: int = 3) -> SafeString:
    """An offer as a card, its name a heading of this level."""
    return card.render(level, _moment(context))


@register.inclusion_tag("wagtail_hjelp/parts/status.html", takes_context=True)
def hjelp_status(context: Any, hours: HoursView, of: str = "") -> dict[str, Any]:
    """The state of some hours now, kept true by the script; ``of`` is whose, if not the offer's."""
    coming = _moment(context).status(hours)
    return {"status": coming.now, "data": coming.data(), "of": of}


@register.inclusion_tag("wagtail_hjelp/parts/hours.html", takes_context=True)
def hjelp_hours(context: Any, hours: HoursView, level: int = 3) -> dict[str, Any]:
    """Some hours in full: state, week, periods, other hours in the coming weeks."""
    shown = _moment(context).show(hours)
    return {
        "hours": shown,
        "status": shown.status,
        "data": shown.coming.data(),
        "level": level,
        "hjelp_moment": _moment(context),
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


@register.filter
def hjelp_isolate(name: str) -> SafeString:
    """A proper name within a sentence of another script: its brackets stay with it."""
    return format_html("<bdi>{}</bdi>", name) if name else SafeString("")


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
