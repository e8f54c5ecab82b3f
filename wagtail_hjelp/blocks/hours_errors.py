"""What is wrong with rows of opening hours, in words that say how to mend it."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import DayEffect, HoursState


def effect_problems(what: str, times: Any) -> dict[str, Any]:
    """Return what is wrong with the times of a day that is not like others, by field."""
    needed: tuple[str, ...] = ()
    if what == DayEffect.HOURS:
        needed = ("opens", "closes")
    elif what == DayEffect.CLOSES_AT:
        needed = ("closes",)
    found = {name: _("Fill in a time.") for name in needed if times[name] is None}
    if what == DayEffect.CLOSES_AT and times["closes"] == time(0):
        found["closes"] = _("Write when it closes. If it does not open, choose “Closed all day”.")
    if what == DayEffect.HOURS and times.get("state") == HoursState.CLOSED:
        found["state"] = _("For a day without opening hours, choose “Closed all day” instead.")
    # A time that is passed over is a fact that its editor believes to be shown.
    unused = {
        name: _("A time here says nothing with that choice. Empty it, or choose “These hours”.")
        for name in ("opens", "closes")
        if times[name] is not None and name not in needed
    }
    return found | unused


def contradictions(kinds: set[str]) -> list[Any]:
    """Return what is wrong with rows that have no field to say it at."""
    found = []
    if {"always", "by_appointment"} <= kinds:
        found.append(_("“Always open” and “Only by appointment” cannot both hold. Remove one."))
    if "outside" in kinds and len(kinds) > 1:
        found.append(
            _(
                "“Whenever the offer is not open” stands alone. Remove the other rows, or remove "
                "that one and write the hours."
            )
        )
    return found


def disputes(rows: list[tuple[str, Any]]) -> dict[int, ValidationError]:
    """Return the rows that other rows make meaningless, by position, each with its error."""
    always = any(kind == "always" for kind, _value in rows)
    said: dict[tuple[str, str], str] = {}
    found: dict[int, ValidationError] = {}
    for position, (kind, value) in enumerate(rows):
        if kind == "weekly" and always and value["state"] != HoursState.CLOSED:
            text = _("Another row says that it is always open. Remove that row, or this one.")
            found[position] = _at("state", text)
        if kind in ("holidays", "special_day"):
            about = (kind, value.get("day", ""))
            before, now = said.get(about), value["what"]
            # Hours add up; of other effects there can be one.
            if before is not None and not before == now == DayEffect.HOURS:
                text = _(
                    "A row above says what applies on the same days. Remove one of them: only "
                    "“These hours” can stand there more than once."
                )
                found[position] = _at("what", text)
            said.setdefault(about, now)
    return found


def _at(field: str, text: Any) -> ValidationError:
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(text)})
