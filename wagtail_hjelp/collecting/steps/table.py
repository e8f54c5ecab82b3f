"""Which steps there are, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.entries import EntryKind

from .activity import ActivityCost, ActivityWhat, ActivityWhen, ActivityWhere, ActivityWho
from .base import StepForm
from .offer import OfferHours, OfferMeeting, OfferWhat, OfferWhere, OfferWho
from .organisation import OrganisationWhat, OrganisationWhere, OrganisationWho


@dataclass(frozen=True)
class Step:
    """One step; ``name`` stands in its address."""

    name: str
    heading: Any
    form: type[StepForm]


_STEPS: Mapping[str, tuple[Step, ...]] = {
    EntryKind.ACTIVITY: (
        Step("what", _("What it is"), ActivityWhat),
        Step("when", _("When it is"), ActivityWhen),
        Step("where", _("Where it is"), ActivityWhere),
        Step("who", _("Who can come"), ActivityWho),
        Step("cost", _("Cost and sign-up"), ActivityCost),
    ),
    EntryKind.ORGANISATION: (
        Step("what", _("Who you are"), OrganisationWhat),
        Step("where", _("How to reach you"), OrganisationWhere),
        Step("who", _("Who it is for"), OrganisationWho),
    ),
    EntryKind.OFFER: (
        Step("what", _("What it is"), OfferWhat),
        Step("where", _("How to reach you"), OfferWhere),
        Step("hours", _("Opening hours"), OfferHours),
        Step("who", _("Who it is for, and what it costs"), OfferWho),
        Step("meeting", _("Languages and getting in"), OfferMeeting),
    ),
}


def steps_of(kind: str) -> tuple[Step, ...]:
    """Return the steps in which one tells of a kind of thing."""
    return _STEPS[kind]
