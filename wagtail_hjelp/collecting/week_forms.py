"""The opening hours of a plain week: seven days, from and to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_hjelp.hours.words import first_weekday
from wagtail_hjelp.vocabularies import Weekday

from .fields import ClockText


class WeekDay(forms.Form):
    """One day: empty is closed."""

    opens = ClockText(label=pgettext_lazy("opening hours", "From"), required=False)
    closes = ClockText(label=pgettext_lazy("opening hours", "To"), required=False, ends=True)

    def __init__(self, data: Any = None, *, day: int, initial: dict[str, Any]) -> None:
        self.day = day
        self.label = dict(Weekday.choices)[str(day)]
        super().__init__(data, prefix=f"week-{day}", initial=initial)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(found["opens"]) != bool(found["closes"]):
            missing = "closes" if found["opens"] else "opens"
            self.add_error(missing, _("Fill in a time."))
        return found


class Week:
    """Seven days, beginning with the one that the language begins with."""

    template_name = "wagtail_hjelp/parts/tell_week.html"
    error = ""
    wants_more = False

    def __init__(self, week: Sequence[Any] | None, data: Any = None) -> None:
        # More than a week, or without one: no such form can say it, and editors mend it.
        self.is_beyond = week is None
        week = week or ()
        said = {day: {"opens": opens, "closes": closes} for day, opens, closes in week}
        days = [(first_weekday() + number) % 7 for number in range(7)]
        # Twice a day, before and after lunch: shown in words, and left to the editors.
        self.kept = [list(row) for row in week] if len(said) < len(week) else None
        is_asked = self.kept is None and not self.is_beyond
        self.forms = [WeekDay(data, day=day, initial=said.get(day, {})) for day in days if is_asked]

    def is_valid(self) -> bool:
        right = [form.is_valid() for form in self.forms]
        return all(right)

    def value(self) -> list[list[Any]] | None:
        """Return ``[[0, "09:00", "15:00"], ...]``, or None as it was; call ``is_valid`` first."""
        if self.is_beyond:
            return None
        if self.kept is not None:
            return self.kept
        return sorted(
            [form.day, form.cleaned_data["opens"], form.cleaned_data["closes"]]
            for form in self.forms
            if form.cleaned_data["opens"]
        )
