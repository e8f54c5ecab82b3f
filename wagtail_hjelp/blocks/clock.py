"""Times of day and dates in rows of facts."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.translation.facts import FactBlock

# "08:00", "08.00", "8", "0800", "kl. 8": hours, and minutes if any.
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2})?", re.IGNORECASE)


class ClockField(forms.TimeField):
    """A time of day as people type it.

    ``ends`` is for a time at which something ends: "24:00" is then midnight.
    """

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


class FactTimeBlock(FactBlock, blocks.TimeBlock):
    """A local time of day."""

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        self.ends = ends
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> ClockField:
        from wagtail.admin.widgets import AdminTimeInput

        widget = AdminTimeInput(format=self.format)
        return ClockField(ends=self.ends, widget=widget, **self.field_options)


class FactDateBlock(FactBlock, blocks.DateBlock):
    """A local date."""
