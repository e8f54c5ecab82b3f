"""The municipality's own places on the ladder: offers that have an urgency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from wagtail_hjelp.blocks.contact import ContactPoint, contact_points, kind_label
from wagtail_hjelp.catalogue.views import Words
from wagtail_hjelp.directory.page_models import get_offer_model
from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.directory.snapshot import Snapshot
from wagtail_hjelp.hours.view import HoursView, hours_view
from wagtail_hjelp.phone import whole_numbers
from wagtail_hjelp.schedule import State
from wagtail_hjelp.vocabularies import Purpose, Urgency

# Ways in that help nobody at once.
_LATER = (Purpose.BOOKING, Purpose.SELF_SERVICE)
# An e-mail or a website helps at once only where there is nothing else.
_AT_ONCE = ("phone", "sms", "chat", "visit")
# The number to call where there are several. On a GP's rung the one for evenings and nights is
# somebody else's.
_FIRST = (Purpose.CRISIS, Purpose.OUT_OF_HOURS)
_FIRST_OF_GP = (Purpose.CRISIS,)
# Between two sentences, in the scripts of our languages.
_SENTENCES = re.compile(r"(?<=[.!?؟።])\s+")
# Of a summary, in characters: two lines on a telephone, or three.
ENOUGH = 120
# Somebody in a hurry does not choose among more. All of them stand on the offer's own page.
MOST_NUMBERS = 2


@dataclass(frozen=True, slots=True)
class PlaceNumber:
    """A number to call, and when it is answered: its own hours, else the place's."""

    contact: ContactPoint
    hours: HoursView | None
    # What it is for, where there are two.
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An offer on a rung: what it is called, what it is for, how to reach it, when."""

    title: Words
    summary: Words
    url: str
    numbers: Sequence[PlaceNumber]
    others: Sequence[ContactPoint]
    # Hours that are no shown number's, and what they are of: "Visit".
    hours: HoursView | None = None
    hours_of: str = ""
    # By which it is known whether somebody is there in the daytime.
    daytime: HoursView | None = None

    @property
    def phone(self) -> ContactPoint | None:
        """The number to call first; None if there is none."""
        return self.numbers[0].contact if self.numbers else None

    @property
    def common_hours(self) -> HoursView | None:
        """The hours of the place where it has only those; else None."""
        own = [self.hours] if self.hours is not None else []
        found = [*(number.hours for number in self.numbers), *own]
        return found[0] if len(found) == 1 and not self.hours_of else None


def places_of(held: Snapshot, request: HttpRequest | None) -> dict[str, list[Place]]:
    """Return the places of a site by urgency, in the directory's order: two queries.

    What has been taken down in the source language is out of date in all others: a number that is
    no longer right must not wait for a translator.
    """
    codes = [code for code in Urgency.values if code != Urgency.NONE]
    keys = list(held.index.keys_of(held.index.matching({"urgency": codes})))
    found = {page.pk: page for page in get_offer_model().objects.filter(pk__in=keys).defer("body")}
    taken_down = set(
        Page.objects.filter(
            translation_key__in=[page.translation_key for page in found.values()],
            locale=source_locale(),
            live=False,
        ).values_list("translation_key", flat=True)
    )
    places: dict[str, list[Place]] = {}
    for key in keys:
        page = found.get(key)
        if page is not None and page.translation_key not in taken_down:
            places.setdefault(page.urgency, []).append(_place(page, held, request))
    return places


def _place(page: Any, held: Snapshot, request: HttpRequest | None) -> Place:
    language = held.language_of[page.pk]
    lang = "" if language == get_language() else language
    own = hours_view(page.opening_hours.raw_data, held.book)
    points = contact_points(page.contact_points, lambda raw: hours_view(raw, held.book, own))
    wanted = [point for point in points if point.purpose not in _LATER]
    numbers = _numbers(wanted, own, page.urgency)
    others = [point for point in wanted if point.kind != "phone"]
    at_once = [point for point in others if point.kind in _AT_ONCE]
    main = held.hours_of[page.pk]
    hours, hours_of = _other_hours(numbers, main)
    return Place(
        title=Words(whole_numbers(page.title), lang),
        summary=Words(whole_numbers(beginning(page.summary)), lang),
        url=page.get_url(request) or "" if request is not None else "",
        numbers=numbers,
        others=at_once if numbers or at_once else others,
        hours=hours,
        hours_of=hours_of,
        # A chat that never closes says nothing of the surgery behind it.
        daytime=main.view if main.kind in ("", "phone", "visit") else None,
    )


def beginning(text: str) -> str:
    """Return the first sentence of a summary, and those after it that still fit.

    What a place is for stands first. The rest is on the offer's own page.
    """
    first, *others = _SENTENCES.split(text.strip())
    for sentence in others:
        if len(first) + len(sentence) >= ENOUGH:
            break
        first = f"{first} {sentence}"
    return first


def _numbers(
    points: Iterable[ContactPoint], own: HoursView | None, urgency: str
) -> list[PlaceNumber]:
    """Return the number to call and, where it is not always answered, another one.

    What is shown never depends on the time of day.
    """
    is_gp = urgency == Urgency.DAYTIME_EMERGENCY
    first = _FIRST_OF_GP if is_gp else _FIRST
    phones: dict[str, ContactPoint] = {}
    for point in points:
        is_of_others = is_gp and point.purpose == Purpose.OUT_OF_HOURS
        # The rung's own number stands right above.
        is_said = urgency == Urgency.LEGEVAKT and point.href == "tel:116117"
        if point.kind == "phone" and not is_of_others and not is_said:
            phones.setdefault(point.href, point)
    ordered = sorted(phones.values(), key=lambda point: point.purpose not in first)
    chosen = ordered[:1]
    if chosen and chosen[0].hours is not None and not _is_always(chosen[0].hours):
        chosen = ordered[:MOST_NUMBERS]
    return [
        PlaceNumber(point, point.hours or own, point.purpose_label if len(chosen) > 1 else "")
        for point in chosen
    ]


def _other_hours(numbers: Sequence[PlaceNumber], main: Any) -> tuple[HoursView | None, str]:
    """Return the hours of a place whose numbers have none, and what they are of.

    Where a number has hours, those of a visit are left to the offer's own page: one calls first.
    """
    if any(number.hours is not None for number in numbers) or main.kind == "phone":
        return None, ""
    return main.view, kind_label(main.kind)


def _is_always(hours: HoursView) -> bool:
    rules = hours.schedule.rules
    return rules.always is State.OPEN and not rules.closures and not rules.exceptions
