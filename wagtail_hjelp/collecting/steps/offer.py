"""What one is asked about a help offer that is to be corrected."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.fields import (
    PhoneField,
    PostcodeField,
    SecureURLField,
    ShortText,
    one_of,
    several_of,
)
from wagtail_hjelp.collecting.week_forms import Week
from wagtail_hjelp.vocabularies import (
    Access,
    Answer,
    Audience,
    ServiceLanguage,
)

from .base import PaidForm, StepForm


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


class OfferWho(PaidForm):
    field_order = ("audiences", "access")

    audiences = several_of(Audience, _("Who is it for?"))
    access = several_of(Access, _("How does one get the help?"))


class OfferMeeting(StepForm):
    languages = several_of(ServiceLanguage, _("Which languages do you speak?"))
    interpreter = one_of(Answer, _("Do you book an interpreter?"))
    wheelchair = one_of(Answer, _("Can one come in without stairs?"))
    accessible_toilet = one_of(Answer, _("Is there an accessible toilet?"))
    hearing_loop = one_of(Answer, _("Is there a hearing loop?"))
    accessible_parking = one_of(Answer, _("Is there accessible parking?"))
