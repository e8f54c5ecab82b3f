"""Times of day and dates in rows of facts.

Not with Wagtail's own inputs: their script puts the present time, or today's date, in the place of
what it cannot read, and it reads neither "24:00" nor "24.12.2026". A fact would be changed without
anybody having said so.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.translation.facts import FactBlock

# "08:00", "08.00", "8", "0800", "kl. 8": hours, and minutes if any.
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2})?", re.IGNORECASE)

# A year that is being typed is 2, 20 and 202 first.
YEARS = range(1970, 2101)


class ClockInput(forms.TimeInput):
    """A time of day as text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})}, format="%H:%M")


class DayInput(forms.DateInput):
    """A date by the browser’s own calendar, in the order that people are used to."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # Without limits some browsers take years of six digits.
        limits = {"min": f"{YEARS[0]}-01-01", "max": f"{YEARS[-1]}-12-31"}
        super().__init__({**limits, **(attrs or {})}, format="%Y-%m-%d")


class ClockField(forms.TimeField):
    """A time of day as people type it.

    ``ends`` is for a time at which something ends: "24:00" is then midnight.
    """

    widget = ClockInput
    default_error_messages = {"invalid": _("This is no time of day. Write it as 08:00.")}

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        self.ends = ends
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str) and (found := _CLOCK.fullmatch(value.strip())):
            hour, minute = int(found[1]), int(found[2] or 0)
            if self.ends and (hour, minute) == (24, 0):
                return time(0)
            if hour < 24 and minute < 60:
                return time(hour, minute)
        return super().to_python(value)


class DayField(forms.DateField):
    """A date, also as Norwegians write it where a browser has no calendar of its own."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("This is no date. Write it as 24.12.2026."),
        "year": _("Is the year right? Write it with four digits."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        if found is not None and found.year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        return found


class FactTimeBlock(FactBlock, blocks.TimeBlock):
    """A local time of day."""

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        self.ends = ends
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> ClockField:
        return ClockField(ends=self.ends, **self.field_options)


class FactDateBlock(FactBlock, blocks.DateBlock):
    """A local date."""

    @cached_property
    def field(self) -> DayField:
        return DayField(**self.field_options)
