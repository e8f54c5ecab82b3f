"""What is asked when a date is cancelled, moved or added."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_hjelp.activities.writing import date_calendar
from wagtail_hjelp.blocks.clock import ClockField, DayField
from wagtail_hjelp.blocks.dates import DOUBTFUL, LONGEST
from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.schedule import Dates, Once, Times, happenings, over_at
from wagtail_hjelp.vocabularies import ChangeReason

_NOTE_LENGTH = Occurrence._meta.get_field("note").max_length


class WordForm(forms.Form):
    """A word to the public: why, from a list that every language has, and in own words."""

    reason = forms.ChoiceField(
        label=pgettext_lazy("change of a date", "Why"),
        choices=[("", _("Give no reason")), *ChangeReason.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Shown to the public, in the language that they read."),
    )
    note = forms.CharField(
        label=_("A word to those who wanted to come"),
        required=False,
        max_length=_NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Not needed. Shown in all languages as you write it here, so a few plain words."
        ),
    )

    def clean_note(self) -> str:
        # One line in lists and calendars.
        return " ".join(self.cleaned_data["note"].split())


class WhenForm(forms.Form):
    """A date, or several days in a row, from a time to another or all day."""

    day = DayField(label=pgettext_lazy("activity", "Date"))
    starts = ClockField(
        required=False,
        label=pgettext_lazy("activity", "From"),
        help_text=_("For example 14:00."),
    )
    ends = ClockField(
        required=False,
        ends=True,
        label=pgettext_lazy("activity", "To"),
        help_text=_("Empty if it is not known. After midnight: 22:00 to 02:00."),
    )
    all_day = forms.BooleanField(required=False, label=pgettext_lazy("activity", "All day"))
    last = DayField(
        required=False,
        label=_("Last date"),
        help_text=_("Only for several days in a row without a break, such as a weekend camp."),
    )

    def __init__(
        self, *args: Any, activity_key: Any, occurrence: Any = None, **kwargs: Any
    ) -> None:
        self.activity_key = activity_key
        self.occurrence = occurrence
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        for name, text in self._problems(cleaned).items():
            self.add_error(name, text)
        if not self.errors and (text := self._clash()):
            self.add_error("day", text)
        return cleaned

    def _problems(self, value: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        today, day, last = moment_of(None).today, value["day"], value["last"]
        if abs(day - today) > DOUBTFUL:
            found["day"] = _("Is the year right? It is more than ten years away.")
        if last is not None and last < day:
            found["last"] = _(
                "The last date is before the first. Change one of them, or leave this empty if it "
                "is one day."
            )
        elif last is not None and last - day > LONGEST:
            found["last"] = _("Is the year right? It would last more than a year without a break.")
        if value["all_day"] and (value["starts"] is not None or value["ends"] is not None):
            found["all_day"] = _("It has a time too. Empty the times, or take this tick away.")
        elif not value["all_day"] and value["starts"] is None:
            found["starts"] = _("Write when it starts, or tick “All day”.")
        return found

    def _clash(self) -> Any:
        """Return why there can be no date just then; ``""`` if there can."""
        day, last, times = self.when()
        calendar = date_calendar()
        (found,) = happenings(Dates((Once("", day, last, times),)), day, day, calendar)
        if over_at(found, calendar.zone) <= moment_of(None).now:
            return _("That is past. Write a date and a time to come.")
        others = Occurrence.objects.of([self.activity_key]).filter(starts_at=found.starts)
        if self.occurrence is not None:
            others = others.exclude(pk=self.occurrence.pk)
        return _("The activity has a date at that time already.") if others.exists() else ""

    def when(self) -> tuple[date, date, Times]:
        """Return the first day, the last one and the times of a form that is right."""
        said = self.cleaned_data
        day, times = said["day"], Times(_minute(said["starts"]), _minute(said["ends"]))
        return day, said["last"] or day, times


class MoveForm(WhenForm, WordForm):
    """Where to, and why."""

    field_order = ["day", "starts", "ends", "all_day", "last", "reason", "note"]


def when_of(occurrence: Occurrence) -> tuple[date, date, Times]:
    """Return the local dates and times of an occurrence, as :class:`WhenForm` has them."""
    first, last = occurrence.first_day, occurrence.last_day
    if occurrence.all_day:
        return first, last, Times()
    return first, last, Times(_local(occurrence.starts_at), _local(occurrence.ends_at))


def initial_when(occurrence: Occurrence) -> dict[str, Any]:
    """Return what the form says of an occurrence before anybody changes it."""
    first, last, times = when_of(occurrence)
    return {
        "day": first,
        "last": last if last > first else None,
        "starts": _clock(times.starts),
        "ends": _clock(times.ends),
        "all_day": times.starts is None,
    }


def _minute(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _local(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    return _minute(moment.astimezone(ZoneInfo(settings.TIME_ZONE)).time())


def _clock(minute: int | None) -> time | None:
    return None if minute is None else time(*divmod(minute, 60))
