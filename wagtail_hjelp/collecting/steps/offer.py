"""What one is asked about a help offer that is to be corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.fields import (
    PhoneField,
    PostcodeField,
    SecureURLField,
    ShortText,
    choices_of,
)
from wagtail_hjelp.collecting.week_forms import Week
from wagtail_hjelp.vocabularies import (
    Access,
    Answer,
    Audience,
    Cost,
    ServiceLanguage,
)

from .base import StepForm


class OfferWhat(StepForm):
    title = ShortText(
        label=_("What is it called?"), max_length=120, help_text=_("As people say it.")
    )
    summary = forms.CharField(
        label=_("What can one get help with, and who can get it?"),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One or two plain sentences. At most 300 characters."),
    )


class OfferWhere(StepForm):
    street = ShortText(label=_("Street and number"), max_length=120, required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    town = ShortText(label=_("Place"), max_length=80, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    web = SecureURLField(label=_("Website"), required=False, help_text=_("Begins with https://"))


class OfferHours(StepForm):
    several = {"hours": Week}


class OfferWho(StepForm):
    audiences = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.MultipleChoiceField(
        label=_("How does one get the help?"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
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

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("cost_amount") is not None and found.get("cost") == Cost.FREE:
            self.add_error(
                "cost_amount", _("It is free: leave the price empty, or choose another cost.")
            )
        return found


class OfferMeeting(StepForm):
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=ServiceLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpreter = forms.ChoiceField(
        label=_("Do you book an interpreter?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
    wheelchair = forms.ChoiceField(
        label=_("Can one come in without stairs?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
    accessible_toilet = forms.ChoiceField(
        label=_("Is there an accessible toilet?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
    hearing_loop = forms.ChoiceField(
        label=_("Is there a hearing loop?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
    accessible_parking = forms.ChoiceField(
        label=_("Is there accessible parking?"),
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
