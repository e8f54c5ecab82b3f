"""The forms of the register: no record without a consent, and who wrote the consent down."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.clock import DayField
from wagtail_hjelp.conf import settings
from wagtail_hjelp.people import clock
from wagtail_hjelp.people.consent import USUAL_YEARS, years_later

# What a keeper says of a consent; the rest is noted by itself.
CONSENT_ASKED = ("consent_text", "consent_how", "consent_given_on", "consent_until")
# A browser that fills these in would fill in whoever sits at it.
_NOT_FILLED_IN = ("name", "phone", "email", "organisation", "area", "availability_note")


class ConsentForm(WagtailAdminModelForm):
    """The consent alone: a new one for a record that may be unreadable, which it stays here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("consent_given_on", "consent_until"):
            old = self.fields[name]
            self.fields[name] = DayField(label=old.label, help_text=old.help_text)
        if self.is_new_consent:
            self.initial |= self._suggested()

    @property
    def is_new_consent(self) -> bool:
        """Whether the form is empty of consent, rather than one to be corrected."""
        return True

    def _suggested(self) -> dict[str, Any]:
        texts = self.instance._meta.get_field("consent_text").related_model.objects
        today = clock.today()
        return {
            "consent_text": texts.latest_version(),
            "consent_how": "",
            "consent_given_on": today,
            "consent_until": years_later(today, USUAL_YEARS),
        }

    def save(self, commit: bool = True) -> Any:
        if self.is_new_consent or set(CONSENT_ASKED) & set(self.changed_data):
            self.instance.consent_recorded_by = self.for_user
            self.instance.consent_recorded_at = timezone.now()
        return super().save(commit=commit)


class ResourcePersonForm(ConsentForm):
    """A record, with its consent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _NOT_FILLED_IN:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if number := self.initial.get("phone"):
            self.initial["phone"] = phone.display(number, settings.PHONE_REGION)

    @property
    def is_new_consent(self) -> bool:
        return bool(self.instance._state.adding)


class ConsentTextForm(WagtailAdminModelForm):
    """A new version, which begins as the one that is in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = type(self.instance).objects.latest_version()
        if self._before is not None:
            self.initial.setdefault("text", self._before.text)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if self._before is not None and text == self._before.text:
            raise ValidationError(
                _("This is what version %(version)d says."),
                params={"version": self._before.version},
            )
        return text
