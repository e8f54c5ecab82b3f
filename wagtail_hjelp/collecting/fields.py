"""Fields of public forms: what people write is taken as they write it, and stored in one form."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.clock import ClockField, DayField
from wagtail_hjelp.blocks.contact_fields import POSTCODES
from wagtail_hjelp.conf import settings


def choices_of(vocabulary: type[TextChoices]) -> Any:
    """Return the choices of a vocabulary with those that say nothing last."""
    return sorted(vocabulary.choices, key=lambda choice: choice[0] == "unknown")


def one_of(vocabulary: type[TextChoices], label: Any, help_text: Any = "") -> forms.ChoiceField:
    """Return a field for one code out of a vocabulary."""
    return forms.ChoiceField(
        label=label, choices=choices_of(vocabulary), widget=forms.RadioSelect, help_text=help_text
    )


def several_of(vocabulary: type[TextChoices], label: Any) -> forms.MultipleChoiceField:
    """Return a field for any number of codes out of a vocabulary."""
    return forms.MultipleChoiceField(
        label=label,
        choices=vocabulary.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ShortText(forms.CharField):
    """One line."""


class PhoneField(forms.CharField):
    """A telephone number, typed as people write it, stored in canonical form."""

    widget = forms.TextInput({"inputmode": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return phone.parse(text, settings.PHONE_REGION) if text else ""
        except phone.InvalidNumber:
            raise ValidationError(
                _(
                    "This is not a telephone number. Write eight digits, a short number, or the "
                    "country code first (+46 …)."
                )
            ) from None

    def prepare_value(self, value: Any) -> Any:
        is_stored = isinstance(value, str) and re.fullmatch(r"\+?\d{3,15}", value)
        return phone.display(value, settings.PHONE_REGION) if is_stored else value


class PostcodeField(forms.CharField):
    """A postcode of the country that the site is in."""

    widget = forms.TextInput({"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and (pattern := POSTCODES.get(settings.PHONE_REGION)):
            RegexValidator(pattern, _("A postcode has four digits, for example 7140."))(text)
        return text


class SecureURLField(forms.URLField):
    """An address that begins with https://, which is added where somebody has left it out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not text.startswith("https://"):
            raise ValidationError(_("Write an address that begins with https://"))
        return text


class DayText(DayField):
    """A date, stored as ``"2026-12-24"``."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.isoformat() if found else ""

    def prepare_value(self, value: Any) -> Any:
        return value


class ClockText(ClockField):
    """A time of day, stored as ``"18:00"``."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return f"{found:%H:%M}" if found is not None else ""
