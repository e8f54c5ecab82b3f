"""Content for tests: a help section in a site, and offers in it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from wagtail.models import Locale, Page

from wagtail_hjelp.models import HelpFrontPage, HelpOfferIndexPage, HelpOfferPage, Topic


def make_locales() -> dict[str, Locale]:
    """One Wagtail locale per language of the host, by code."""
    return {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    }


def make_section(root: Page) -> HelpOfferIndexPage:
    """A front page with a directory below it; returns the directory."""
    front = root.add_child(instance=HelpFrontPage(title="Hjelp", slug="hjelp"))
    return front.add_child(instance=HelpOfferIndexPage(title="Hjelpetilbud", slug="tilbud"))


def make_offer(index: Page, title: str, **fields: Any) -> HelpOfferPage:
    """A live offer; ``topics`` and ``keywords`` are lists of slugs and names."""
    topics, keywords = fields.pop("topics", []), fields.pop("keywords", [])
    model = fields.pop("model", HelpOfferPage)
    fields.setdefault("summary", f"Om {title}.")
    offer = model(title=title, **fields)
    index.add_child(instance=offer)
    offer.topics.add(*(make_topic(slug) for slug in topics))
    offer.keywords.add(*keywords)
    offer.save()
    return offer


def make_topic(slug: str, name: str = "", **fields: Any) -> Topic:
    topic, _created = Topic.objects.get_or_create(
        slug=slug, defaults={"name": name or slug.replace("-", " ").capitalize(), **fields}
    )
    return topic


def phone(number: str, purpose: str = "general", hours: list[Any] | None = None) -> dict[str, Any]:
    """A telephone as a contact point is stored."""
    return {
        "type": "phone",
        "value": {"purpose": purpose, "number": number, "hours": hours or []},
    }


def visit(**fields: Any) -> dict[str, Any]:
    """A place to visit as a contact point is stored."""
    value = {
        "purpose": "general",
        "withheld": False,
        "street": "",
        "postcode": "",
        "place": "",
        "entrance": "",
        "latitude": None,
        "longitude": None,
        "hours": [],
    }
    return {"type": "visit", "value": {**value, **fields}}


def alias_in(page: Page, language: str) -> Page:
    """The page as it stands in a language that nobody has translated it into."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    return page.copy_for_translation(locale, copy_parents=True, alias=True)


def item(value: Any) -> dict[str, Any]:
    """An item of a list as the admin stores it; wagtail-localize passes over a bare value."""
    return {"type": "item", "id": str(uuid4()), "value": value}


def weekly(first: str, **fields: Any) -> dict[str, Any]:
    """A row "every week" as an activity's dates are stored; by default from 14 to 16."""
    value = {
        "first": first,
        "weekdays": [],
        "every": 1,
        "starts": "14:00:00",
        "ends": "16:00:00",
        "until": None,
        "not_on_holidays": False,
    }
    return {"type": "weekly", "id": str(uuid4()), "value": {**value, **fields}}


def once(day: str, **fields: Any) -> dict[str, Any]:
    """A row "once" as an activity's dates are stored; by default from 14 to 16."""
    value = {"day": day, "last": None, "starts": "14:00:00", "ends": "16:00:00"}
    return {"type": "once", "id": str(uuid4()), "value": {**value, **fields}}


def venue(**fields: Any) -> dict[str, Any]:
    """A place as an activity's ``where`` is stored."""
    value = {
        "withheld": False,
        "name": "",
        "room": "",
        "street": "",
        "postcode": "",
        "place": "",
        "entrance": "",
        "latitude": None,
        "longitude": None,
    }
    return {"type": "place", "id": str(uuid4()), "value": {**value, **fields}}
