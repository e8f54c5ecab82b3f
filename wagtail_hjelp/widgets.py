"""Form widgets for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from taggit.utils import edit_string_for_tags, parse_tags


class ChoiceColumns(forms.CheckboxSelectMultiple):
    """Checkboxes in as many columns as there is room for."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Iterable[Any] = ()) -> None:
        super().__init__({"class": "hjelp-choices", **(attrs or {})}, choices)


class TopicCheckboxes(ChoiceColumns):
    """All topics of the curated vocabulary, to tick, in the place of a field to type tags in."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        from wagtail_hjelp.models import Topic

        language = get_language() or ""
        self.choices = [
            (topic.name, topic.name_in(language))
            for topic in Topic.objects.prefetch_related("names")
        ]
        return super().get_context(name, value, attrs)

    def format_value(self, value: Any) -> list[str]:
        # Tags from the database, or what value_from_datadict made of a form that had errors.
        if isinstance(value, str):
            return list(parse_tags(value))
        return [str(tag) for tag in value or ()]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        names = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return str(edit_string_for_tags([_Named(name) for name in names]))


class _Named:
    """What taggit's own formatter takes for a tag."""

    def __init__(self, name: str) -> None:
        self.name = name
