"""What one is asked about an activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.date_forms import DateRows
from wagtail_hjelp.collecting.fields import (
    DayText,
    PhoneField,
    PostcodeField,
    SecureURLField,
    ShortText,
    one_of,
    several_of,
)
from wagtail_hjelp.vocabularies import (
    Answer,
    Audience,
    ServiceLanguage,
    SignUp,
)

from .base import PaidForm, StepForm, offer_topics


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
    audiences = several_of(Audience, _("Who can come?"))
    age_from = forms.IntegerField(label=_("From age"), min_value=0, max_value=120, required=False)
    age_to = forms.IntegerField(label=_("To age"), min_value=0, max_value=120, required=False)
    come_alone = one_of(
        Answer,
        _("Can one come alone?"),
        _("Whether somebody who knows nobody is welcome and is met by someone."),
    )
    languages = several_of(ServiceLanguage, _("Which languages does somebody who is there speak?"))
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


class ActivityCost(PaidForm):
    sign_up = one_of(SignUp, _("Must one sign up?"))
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
