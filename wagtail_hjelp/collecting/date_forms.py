"""When something happens, as anybody can fill it in: one form for each row, without a script.

What these forms cannot say (several weekdays in a row, breaks, a list of dates) is shown in words,
and stays as it is unless somebody takes it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlockValidationError

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text
from wagtail_hjelp.blocks.dates import DatesBlock
from wagtail_hjelp.hours.moment import moment_of

from .fields import ClockText, DayText

Row = Mapping[str, Any]

# More rows than this are a spreadsheet.
MOST_ROWS = 12

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
HOW_OFTEN = [
    (ONCE, pgettext_lazy("how often", "Once")),
    (WEEKLY, pgettext_lazy("how often", "Every week")),
    (FORTNIGHTLY, pgettext_lazy("how often", "Every other week")),
    (MONTHLY, pgettext_lazy("how often", "Every month")),
]
# In which field of the form it stands what a row of the page is wrong about.
_FIELDS = {"day": "day", "first": "day", "last": "until", "ordinals": "day", "weekday": "day"}


class DateRow(forms.Form):
    """One row: how often, the first date, the times, the last date."""

    row_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    often = forms.ChoiceField(
        label=_("How often?"), choices=HOW_OFTEN, widget=forms.RadioSelect, initial=ONCE
    )
    day = DayText(
        label=pgettext_lazy("activity", "Date"),
        required=False,
        help_text=_("If it is every week or month: the first date."),
    )
    starts = ClockText(
        label=pgettext_lazy("activity", "From"), required=False, help_text=_("Empty: all day.")
    )
    ends = ClockText(
        label=pgettext_lazy("activity", "To"),
        required=False,
        ends=True,
        help_text=_("Empty: not known."),
    )
    until = DayText(
        label=_("Last date"), required=False, help_text=_("Empty if it goes on, or is one day.")
    )
    not_on_holidays = forms.BooleanField(label=_("Not on public holidays"), required=False)
    remove = forms.BooleanField(label=_("Take this out"), required=False)

    def __init__(self, *args: Any, kept: Row | None = None, **kwargs: Any) -> None:
        # A row that these fields cannot say.
        self.kept = kept
        super().__init__(*args, **kwargs)
        if kept is not None:
            for name in set(self.fields) - {"row_id", "remove"}:
                del self.fields[name]

    @cached_property
    def kept_text(self) -> str:
        """What a row says that is shown in words alone."""
        lines = dates_text(read_dates([self.kept or {}]), moment_of(None).today)
        pause = gettext("A break in the series")
        return "\n".join(lines) or pause

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything here."""
        if self.kept is not None or not self.is_bound:
            return False
        names = ("day", "starts", "ends", "until")
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in names)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.kept is not None or found.get("remove") or self.is_empty or self.errors:
            return found
        if not found["day"]:
            self.add_error("day", _("Write the date."))
            return found
        row = self.row()
        block = _BLOCK.child_blocks[row["type"]]
        try:
            block.clean(block.to_python(row["value"]))
        except StructBlockValidationError as error:
            for name, wrong in error.block_errors.items():
                field = _FIELDS.get(name, name)
                self.add_error(field if field in self.fields else "day", wrong)
        return found

    def row(self) -> dict[str, Any]:
        """Return the row as the page stores it."""
        if self.kept is not None:
            return dict(self.kept)
        said = self.cleaned_data
        often, day = said["often"], said["day"]
        times = {"starts": said["starts"] or None, "ends": said["ends"] or None}
        row_id = said["row_id"] or str(uuid4())
        if often == ONCE:
            value = {"day": day, "last": said["until"] or None, **times}
            return {"type": "once", "id": row_id, "value": value}
        rule = {
            "first": day,
            "until": said["until"] or None,
            "every": 2 if often == FORTNIGHTLY else 1,
            "not_on_holidays": said["not_on_holidays"],
            **times,
        }
        if often == MONTHLY:
            first = date.fromisoformat(day)
            nth = (first.day - 1) // 7 + 1
            rule |= {"ordinals": [str(nth if nth < 5 else -1)], "weekday": str(first.weekday())}
            return {"type": "monthly", "id": row_id, "value": rule}
        return {"type": "weekly", "id": row_id, "value": {**rule, "weekdays": []}}


_BLOCK = DatesBlock()


class DateRows:
    """All rows of an activity: those that there are, and an empty one."""

    template_name = "wagtail_hjelp/parts/tell_dates.html"

    def __init__(self, rows: Sequence[Row], data: Any = None) -> None:
        self.error = ""
        self.data = data
        stored = {row.get("id", ""): row for row in rows}
        if data is None:
            self.forms = [_form_of(place, row) for place, row in enumerate(rows)]
            if not self.forms:
                self.forms = [DateRow(prefix="dates-0")]
            return
        count = min(_number(data.get("dates-count")), MOST_ROWS)
        self.forms = []
        for place in range(count):
            kept = stored.get(str(data.get(f"dates-{place}-row_id", "")))
            if kept is not None and _said(kept) is not None:
                kept = None
            self.forms.append(DateRow(data, prefix=f"dates-{place}", kept=kept))
        if self.wants_more and count < MOST_ROWS:
            self.forms.append(DateRow(prefix=f"dates-{count}"))

    @property
    def wants_more(self) -> bool:
        """Whether somebody has pressed "Add more dates"."""
        return self.data is not None and "more-dates" in self.data

    @property
    def may_add(self) -> bool:
        return len(self.forms) < MOST_ROWS

    def is_valid(self) -> bool:
        """Whether all rows are right, and there is at least one."""
        answered = [form for form in self.forms if form.is_bound and not form.is_empty]
        # All of them, so that all errors are told at once.
        right = [form.is_valid() for form in answered]
        is_valid = all(right)
        if is_valid and not self.value():
            self.error = gettext("Write when it happens: at least one date.")
            return False
        return is_valid

    def value(self) -> list[dict[str, Any]]:
        """Return the rows as the page stores them; call ``is_valid`` first."""
        return [
            form.row()
            for form in self.forms
            if form.is_bound and not form.is_empty and not form.cleaned_data.get("remove")
        ]


def _form_of(place: int, row: Row) -> DateRow:
    said = _said(row)
    prefix = f"dates-{place}"
    if said is None:
        return DateRow(prefix=prefix, kept=row, initial={"row_id": row.get("id", "")})
    return DateRow(prefix=prefix, initial={"row_id": row.get("id", ""), **said})


def _said(row: Row) -> dict[str, Any] | None:
    """Return what stands in the fields for a row; None if they cannot say it."""
    value = row["value"]
    times = {"starts": _clock(value.get("starts")), "ends": _clock(value.get("ends"))}
    if row["type"] == "once":
        return {"often": ONCE, "day": value["day"], "until": value.get("last") or "", **times}
    if row["type"] not in ("weekly", "monthly"):
        return None
    rule = {
        "day": value["first"],
        "until": value.get("until") or "",
        "not_on_holidays": bool(value.get("not_on_holidays")),
        **times,
    }
    first, every = date.fromisoformat(value["first"][:10]), int(value.get("every") or 1)
    if row["type"] == "weekly":
        days = [int(day) for day in value.get("weekdays") or ()]
        if every > 2 or days not in ([], [first.weekday()]):
            return None
        return {"often": FORTNIGHTLY if every == 2 else WEEKLY, **rule}
    nth = (first.day - 1) // 7 + 1
    own = [str(nth if nth < 5 else -1)]
    is_plain = every == 1 and [str(one) for one in value.get("ordinals") or ()] == own
    return {"often": MONTHLY, **rule} if is_plain else None


def _clock(stored: Any) -> str:
    return str(stored or "")[:5]


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else 1
