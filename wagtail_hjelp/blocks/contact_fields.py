"""Fields of contact points that know what a telephone number and a postcode look like."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings
from wagtail_hjelp.translation.facts import FactBlock

from .base import FactCharBlock

# A Norwegian postcode has four digits; elsewhere we only ask for something plausible.
POSTCODES = {"NO": r"^\d{4}$"}


class PhoneNumberBlock(FactBlock, blocks.CharBlock):
    """A telephone number: typed as people write it, stored in canonical form."""

    def __init__(self, *, sms: bool = False, **kwargs: Any) -> None:
        self.sms = sms
        super().__init__(**{"max_length": 40, **kwargs})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return text
        try:
            return phone.parse(text, settings.PHONE_REGION, sms=self.sms)
        except phone.InvalidNumber:
            raise ValidationError(
                _(
                    "“%(number)s” is not a telephone number. Write eight digits, a short number "
                    "(116 117), or the country code first (+46 …)."
                ),
                code="invalid_number",
                params={"number": text},
            ) from None

    def value_for_form(self, value: str) -> str:
        return phone.display(value, settings.PHONE_REGION) if value else value

    def get_searchable_content(self, value: str) -> list[str]:
        return []


class PostcodeBlock(FactCharBlock):
    """A postcode of the country that the site is in."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        pattern = POSTCODES.get(settings.PHONE_REGION)
        if text and pattern:
            RegexValidator(pattern, _("A postcode has four digits, for example 7140."))(text)
        return text
