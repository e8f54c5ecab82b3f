"""What one is asked about an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.no import orgnr

from wagtail_hjelp.collecting.fields import (
    PhoneField,
    PostcodeField,
    SecureURLField,
    ShortText,
    several_of,
)
from wagtail_hjelp.collecting.week_forms import Week
from wagtail_hjelp.vocabularies import (
    Audience,
    OrganisationKind,
    ServiceLanguage,
)

from .base import StepForm, offer_topics


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
    audiences = several_of(Audience, _("Who is it for?"))
    languages = several_of(ServiceLanguage, _("Which languages do you speak?"))
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_topics(self)
