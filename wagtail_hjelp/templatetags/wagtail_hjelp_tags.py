"""Template tags: ``{% load wagtail_hjelp_tags %}``."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def hjelp_icon(name: str) -> SafeString:
    """A line drawing out of our sprite, hidden from screen readers: words stand beside it."""
    return _icon(name, static("wagtail_hjelp/icons.svg"))


@cache
def _icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="hjelp-icon" aria-hidden="true" focusable="false">'
        '<use href="{}#hjelp-icon-{}"/></svg>',
        sprite,
        name,
    )
