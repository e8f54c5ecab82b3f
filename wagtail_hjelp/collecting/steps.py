"""The steps in which one tells of something: few questions at a time, in the order of thinking.

Each step is a form whose fields are parts of the record (:mod:`~wagtail_hjelp.collecting.entries`).
Labels speak to whoever has never filled in such a form before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.no import orgnr

from wagtail_hjelp.models.topics import Topic
from wagtail_hjelp.vocabularies import (
    Answer,
    Audience,
    Cost,
    OrganisationKind,
    ServiceLanguage,
    SignUp,
)

from .date_forms import DateRows
from .entries import EntryKind
from .fields import DayText, PhoneField, PostcodeField, SecureURLField, ShortText, choices_of
from .guard import GuardedForm
from .week_forms import Week


class StepForm(GuardedForm):
    """Some parts of a record. ``several`` are forms of many rows, by the part that they fill."""

    several: Mapping[str, Any] = {}

    def __init__(self, *args: Any, record: Mapping[str, Any], **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, initial=self.initial_of(record), **kwargs)
        self.rows = {
            name: make(record.get(name) or (), self.data if self.is_bound else None)
            for name, make in self.several.items()
        }

    def initial_of(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands in the fields of a record."""
        return {name: record.get(name) for name in self.told()}

    def is_valid(self) -> bool:
        # All of it, so that all errors are told at once.
        right = [rows.is_valid() for rows in self.rows.values()]
        if not all(right):
            self.add_error(None, _("Something in the rows below has to be mended."))
        return super().is_valid()

    def values(self) -> dict[str, Any]:
        """Return the parts of the record as they were answered; call ``is_valid`` first."""
        found = {name: self.cleaned_data[name] for name in self.told()}
        return {**found, **{name: rows.value() for name, rows in self.rows.items()}}

    def told(self) -> list[str]:
        """Return the names of the fields that are parts of a record."""
        return [name for name in self.base_fields if name not in GuardedForm.base_fields]

    @property
    def wants_more(self) -> bool:
        """Whether somebody asks for another row rather than for the next step."""
        return any(rows.wants_more for rows in self.rows.values())


class ActivityWhat(StepForm):
    title = ShortText(
        label=_("What is it called?"),
        max_length=120,
        help_text=_("As people say it: “Language café”, not “Project X”."),
    )
    summary = forms.CharField(
        label=_("What happens, and who can come?"),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One or two plain sentences. At most 300 characters."),
    )
    organisation = ShortText(
        label=_("Who arranges it?"),
        max_length=120,
        help_text=_("The name of the organisation, as you write it yourselves."),
    )


class ActivityWhen(StepForm):
    several = {"dates": DateRows}


class ActivityWhere(StepForm):
    place = ShortText(
        label=_("What is the place called?"),
        max_length=120,
        required=False,
        help_text=_("As people say it. For example Menighetshuset."),
    )
    street = ShortText(label=_("Street and number"), max_length=120, required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    town = ShortText(label=_("Place"), max_length=80, required=False)
    online_url = SecureURLField(
        label=_("Is it on the web? The address to join"),
        required=False,
        help_text=_("Begins with https://. Everybody can see it."),
    )
    phone = PhoneField(
        label=_("Telephone for questions"),
        required=False,
        help_text=_("Everybody can see it. A number of the organisation is better than your own."),
    )
    email = forms.EmailField(
        label=_("E-mail for questions"),
        required=False,
        help_text=_("Everybody can see it."),
    )
    web = SecureURLField(label=_("Website"), required=False, help_text=_("Begins with https://"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        here = ("place", "street", "town", "online_url")
        if not any(found.get(name) for name in here) and not set(here) & set(self.errors):
            self.add_error("place", _("Say where it is: a place, or an address on the web."))
        return found


class ActivityWho(StepForm):
    audiences = forms.MultipleChoiceField(
        label=_("Who can come?"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age_from = forms.IntegerField(label=_("From age"), min_value=0, max_value=120, required=False)
    age_to = forms.IntegerField(label=_("To age"), min_value=0, max_value=120, required=False)
    come_alone = forms.ChoiceField(
        label=_("Can one come alone?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
        help_text=_("Whether somebody who knows nobody is welcome and is met by someone."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages does somebody who is there speak?"),
        choices=ServiceLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_topics(self)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        youngest, oldest = found.get("age_from"), found.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("The highest age is below the lowest. Change one of them."))
        return found


class ActivityCost(StepForm):
    cost = forms.ChoiceField(
        label=_("What does it cost?"), choices=choices_of(Cost), widget=forms.RadioSelect
    )
    cost_amount = forms.IntegerField(
        label=_("Price in kroner"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Only if it is one fixed price."),
    )
    sign_up = forms.ChoiceField(
        label=_("Must one sign up?"), choices=choices_of(SignUp), widget=forms.RadioSelect
    )
    sign_up_url = SecureURLField(
        label=_("Sign up on this page"), required=False, help_text=_("Begins with https://")
    )
    sign_up_phone = PhoneField(label=_("Sign up by telephone"), required=False)
    sign_up_email = forms.EmailField(label=_("Sign up by e-mail"), required=False)
    sign_up_by = DayText(label=_("The last day to sign up"), required=False)
    practical = forms.CharField(
        label=_("Anything else that one must know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What to bring, food, allergies, and what you do against infection."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("cost_amount") is not None and found.get("cost") == Cost.FREE:
            self.add_error(
                "cost_amount", _("It is free: leave the price empty, or choose another cost.")
            )
        ways = ("sign_up_url", "sign_up_phone", "sign_up_email")
        has_way = any(found.get(name) for name in ways)
        if (
            found.get("sign_up") == SignUp.REQUIRED
            and not has_way
            and not set(ways) & set(self.errors)
        ):
            self.add_error(
                "sign_up", _("Say how: give a web address, a telephone number or an e-mail.")
            )
        if found.get("sign_up") == SignUp.NONE and (has_way or found.get("sign_up_by")):
            self.add_error(
                "sign_up",
                _("There are ways to sign up below. Choose “You must sign up”, or empty them."),
            )
        return found


class OrganisationWhat(StepForm):
    title = ShortText(
        label=_("What is the organisation called?"),
        max_length=120,
        help_text=_("As you write it yourselves."),
    )
    summary = forms.CharField(
        label=_("What do you do, and for whom?"),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One or two plain sentences. At most 300 characters."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=OrganisationKind.choices,
        widget=forms.RadioSelect,
    )
    number = ShortText(
        label=_("Organisation number"),
        max_length=20,
        required=False,
        help_text=_("Nine digits, if you have one. You find it at brreg.no."),
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        try:
            return str(orgnr.validate(number)) if number else ""
        except InvalidNumber:
            raise ValidationError(
                _(
                    "This is not an organisation number. It has nine digits, and the last one "
                    "checks the others. Look it up at brreg.no."
                )
            ) from None


class OrganisationWhere(StepForm):
    street = ShortText(
        label=_("Street and number"),
        max_length=120,
        required=False,
        help_text=_("Only if people can visit you there. Everybody can see it."),
    )
    postcode = PostcodeField(label=_("Postcode"), required=False)
    town = ShortText(label=_("Place"), max_length=80, required=False)
    phone = PhoneField(label=_("Telephone"), required=False, help_text=_("Everybody can see it."))
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Everybody can see it.")
    )
    web = SecureURLField(label=_("Website"), required=False, help_text=_("Begins with https://"))

    several = {"hours": Week}

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        ways = ("street", "town", "phone", "email", "web")
        if is_valid and not any(self.cleaned_data.get(name) for name in ways):
            self.add_error("phone", _("Give at least one way to reach you."))
            return False
        if (
            is_valid
            and self.rows["hours"].value()
            and not any(self.cleaned_data.get(name) for name in ("street", "town"))
        ):
            self.add_error("street", _("You are open at these hours: write where."))
            return False
        return is_valid


class OrganisationWho(StepForm):
    audiences = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=ServiceLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_topics(self)


class SenderForm(GuardedForm):
    """Who tells it: never public."""

    name = ShortText(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("You get a receipt, and a link with which you can change or withdraw it."),
    )


def offer_topics(form: forms.Form) -> None:
    """Let somebody choose among the topics that the site has, in the active language."""
    language = get_language() or ""
    form.fields["topics"].choices = [  # type: ignore[attr-defined]
        (topic.slug, topic.name_in(language))
        for topic in Topic.objects.order_by("sort_order", "pk").prefetch_related("names")
    ]


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
}


def steps_of(kind: str) -> tuple[Step, ...]:
    """Return the steps in which one tells of a kind of thing."""
    return _STEPS[kind]
