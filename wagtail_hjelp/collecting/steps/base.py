"""What all steps are: a form whose fields are parts of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.fields import one_of
from wagtail_hjelp.collecting.guard import GuardedForm
from wagtail_hjelp.models.topics import Topic
from wagtail_hjelp.vocabularies import Cost


class StepForm(GuardedForm):
    """Some parts of a record. ``several`` are forms of many rows, by the part that they fill."""

    several: Mapping[str, Any] = {}

    def __init__(self, *args: Any, record: Mapping[str, Any], **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, initial=self.initial_of(record), **kwargs)
        self.rows = {
            name: make(record.get(name, ()), self.data if self.is_bound else None)
            for name, make in self.several.items()
        }

    def initial_of(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands in the fields of a record."""
        return {name: record.get(name) for name in self.told()}

    def is_valid(self) -> bool:
        # All of it, so that all errors are told at once.
        right = [rows.is_valid() for rows in self.rows.values()]
        if not all(right):
            self.add_error(None, _("Something in the rows below has to be mended."))
        return super().is_valid()

    def values(self) -> dict[str, Any]:
        """Return the parts of the record as they were answered; call ``is_valid`` first."""
        found = {name: self.cleaned_data[name] for name in self.told()}
        return {**found, **{name: rows.value() for name, rows in self.rows.items()}}

    def told(self) -> list[str]:
        """Return the names of the fields that are parts of a record."""
        return [name for name in self.base_fields if name not in GuardedForm.base_fields]

    @property
    def wants_more(self) -> bool:
        """Whether somebody asks for another row rather than for the next step."""
        return any(rows.wants_more for rows in self.rows.values())


class PaidForm(StepForm):
    """What it costs."""

    cost = one_of(Cost, _("What does it cost?"))
    cost_amount = forms.IntegerField(
        label=_("Price in kroner"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Only if it is one fixed price."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("cost_amount") is not None and found.get("cost") == Cost.FREE:
            self.add_error(
                "cost_amount", _("It is free: leave the price empty, or choose another cost.")
            )
        return found


def offer_topics(form: forms.Form) -> None:
    """Let somebody choose among the topics that the site has, in the active language."""
    language = get_language() or ""
    form.fields["topics"].choices = [  # type: ignore[attr-defined]
        (topic.slug, topic.name_in(language))
        for topic in Topic.objects.order_by("sort_order", "pk").prefetch_related("names")
    ]
