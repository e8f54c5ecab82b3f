"""A page as an organisation tells of it: a record of plain values, read from it and put on it.

One table for each kind says which parts there are. Forms, differences, files and confirmations all
go by it: a part that is added here is in all of them.

::

    record = read_record(page)                       # {"title": "Kafé", "dates": [...], ...}
    apply_record(page, {**record, "phone": "+4770000110"}, names={"phone"})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.directory.page_models import (
    get_activity_model,
    get_offer_model,
    get_organisation_model,
)
from wagtail_hjelp.models.activities import ActivityMixin
from wagtail_hjelp.models.offers import HelpOfferMixin
from wagtail_hjelp.models.organisations import OrganisationMixin
from wagtail_hjelp.vocabularies import (
    Access,
    Answer,
    Audience,
    Cost,
    OrganisationKind,
    ServiceLanguage,
    SignUp,
)

from .parts import (
    Code,
    Codes,
    ContactDetail,
    DatePart,
    Number,
    OfferHours,
    OnlineAddress,
    Organiser,
    Part,
    PlaceDetail,
    Rows,
    Text,
    Topics,
    VisitDetail,
)

Record = dict[str, Any]


class EntryKind(TextChoices):
    """What an organisation tells of."""

    ACTIVITY = "activity", _("Activity")
    ORGANISATION = "organisation", _("Organisation")
    OFFER = "offer", _("Help offer")


# What one tells of that is new, and imports. Offers are the municipality's: they are corrected.
TOLD_ANEW = (EntryKind.ACTIVITY, EntryKind.ORGANISATION)


_ACTIVITY: tuple[Part, ...] = (
    Text("title", _("What it is called"), 120),
    Text("summary", _("What happens, and who can come"), 300),
    Organiser("organisation", _("Who arranges it")),
    Rows("dates", _("When")),
    PlaceDetail("place", _("What the place is called"), "name"),
    PlaceDetail("street", _("Street and number"), "street"),
    PlaceDetail("postcode", _("Postcode"), "postcode"),
    PlaceDetail("town", _("Place"), "place"),
    OnlineAddress("online_url", _("Where on the web")),
    ContactDetail("phone", _("Telephone"), "phone", "number"),
    ContactDetail("email", _("E-mail"), "email", "address"),
    ContactDetail("web", _("Website"), "web", "url"),
    Codes("audiences", _("Who can come"), "audiences", Audience),
    Number("age_from", _("From age")),
    Number("age_to", _("To age")),
    Code("come_alone", _("You can come alone"), Answer),
    Codes("languages", _("Languages"), "service_languages", ServiceLanguage),
    Code("cost", _("Cost"), Cost),
    Number("cost_amount", _("Price in kroner")),
    Code("sign_up", _("Sign-up"), SignUp),
    Text("sign_up_url", _("Sign up on this page"), 200),
    Text("sign_up_phone", _("Sign up by telephone"), 40, is_phone=True),
    Text("sign_up_email", _("Sign up by e-mail"), 254),
    DatePart("sign_up_by", _("Sign up by")),
    Text("practical", _("Practical notes"), 1000),
    Topics("topics", _("Topics")),
)

_ORGANISATION: tuple[Part, ...] = (
    Text("title", _("Name"), 120),
    Text("summary", _("What you do, and for whom"), 300),
    Code("kind", _("Kind of organisation"), OrganisationKind),
    Text("number", _("Organisation number"), 20),
    VisitDetail("street", _("Street and number"), "street"),
    VisitDetail("postcode", _("Postcode"), "postcode"),
    VisitDetail("town", _("Place"), "place"),
    VisitDetail("hours", _("When one can come"), "hours"),
    ContactDetail("phone", _("Telephone"), "phone", "number"),
    ContactDetail("email", _("E-mail"), "email", "address"),
    ContactDetail("web", _("Website"), "web", "url"),
    Codes("audiences", _("Who it is for"), "audiences", Audience),
    Codes("languages", _("Languages you speak"), "service_languages", ServiceLanguage),
    Topics("topics", _("Topics")),
)

_OFFER: tuple[Part, ...] = (
    Text("title", _("What it is called"), 120),
    Text("summary", _("What one gets help with, and who can get it"), 300),
    VisitDetail("street", _("Street and number"), "street"),
    VisitDetail("postcode", _("Postcode"), "postcode"),
    VisitDetail("town", _("Place"), "place"),
    ContactDetail("phone", _("Telephone"), "phone", "number"),
    ContactDetail("email", _("E-mail"), "email", "address"),
    ContactDetail("web", _("Website"), "web", "url"),
    OfferHours("hours", _("Opening hours")),
    Codes("audiences", _("Who it is for"), "audiences", Audience),
    Codes("access", _("How to get help"), "access", Access),
    Codes("languages", _("Languages"), "service_languages", ServiceLanguage),
    Code("interpreter", _("Interpreter"), Answer),
    Code("cost", _("Cost"), Cost),
    Number("cost_amount", _("Price in kroner")),
    Code("wheelchair", _("Step-free access"), Answer),
    Code("accessible_toilet", _("Accessible toilet"), Answer),
    Code("hearing_loop", _("Hearing loop"), Answer),
    Code("accessible_parking", _("Accessible parking"), Answer),
)

_PARTS: Mapping[str, Mapping[str, Part]] = {
    EntryKind.ACTIVITY: {part.name: part for part in _ACTIVITY},
    EntryKind.ORGANISATION: {part.name: part for part in _ORGANISATION},
    EntryKind.OFFER: {part.name: part for part in _OFFER},
}


def parts_of(kind: str) -> Mapping[str, Part]:
    """Return the parts of a kind by name, in the order in which a person tells them."""
    return _PARTS[kind]


def kind_of(page: Any) -> str | None:
    """Return what a page is in the eyes of an organisation; None for what they do not tell of."""
    model = page.specific_class or type(page)
    mixins = {
        ActivityMixin: EntryKind.ACTIVITY,
        OrganisationMixin: EntryKind.ORGANISATION,
        HelpOfferMixin: EntryKind.OFFER,
    }
    return next((kind for mixin, kind in mixins.items() if issubclass(model, mixin)), None)


def model_of(kind: str) -> Any:
    """Return the page type that an entry of a kind becomes, as the host's settings name it."""
    models = {
        EntryKind.ACTIVITY: get_activity_model,
        EntryKind.ORGANISATION: get_organisation_model,
        EntryKind.OFFER: get_offer_model,
    }
    return models[EntryKind(kind)]()


def empty_record(kind: str) -> Record:
    """Return a record that says nothing."""
    # Lists as JSON gives them back.
    return {
        name: list(part.empty) if isinstance(part.empty, tuple) else part.empty
        for name, part in parts_of(kind).items()
    }


def read_record(page: Any) -> Record:
    """Return what an activity, an organisation or an offer says, as the page in hand has it."""
    kind = kind_of(page)
    assert kind is not None
    return {name: part.read(page) for name, part in parts_of(kind).items()}


def changed_names(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return which parts of a record differ, in the order of ``new``."""
    return [name for name, value in new.items() if old.get(name) != value]


def apply_record(page: Any, record: Mapping[str, Any], names: Iterable[str] | None = None) -> None:
    """Put parts of a record on a page, which is not saved; all of them unless ``names`` says which.

    What a page has besides stays: its picture, its body, a second telephone number, which door.
    """
    kind = kind_of(page)
    assert kind is not None
    wanted = set(record if names is None else names)
    for name, part in parts_of(kind).items():
        if name in wanted and name in record:
            part.write(page, record[name])
