"""Model fields for vocabularies: their labels can be corrected without a migration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from .widgets import ChoiceColumns

_SEPARATOR = "|"


class VocabularyField(models.CharField):
    """One code out of a vocabulary.

    A ``CharField`` with choices, except that choices stay out of migrations: to
    wagtail-localize any new migration makes every translation look out of date.
    """

    def __init__(
        self, *args: Any, vocabulary: type[TextChoices] | None = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("max_length", 40)
        if vocabulary is not None:
            kwargs["choices"] = vocabulary.choices
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # A field that always has a value asks for nothing, and needs no star.
        if self.has_default():
            kwargs.setdefault("required", False)
        return super().formfield(**kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for words in ("choices", "verbose_name", "help_text"):
            kwargs.pop(words, None)
        return name, path, args, kwargs


class ChoiceSetField(models.CharField):
    """Any number of codes out of a vocabulary: a ``list[str]`` in the vocabulary's order.

    Stored as ``"|children|youth|"`` in the row itself: one column to synchronise between
    languages and to keep in a revision, no join to list it, and :func:`has_any` to filter by it.
    """

    def __init__(
        self, *args: Any, vocabulary: type[TextChoices] | None = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        # An enumeration makes its list of values anew each time, and every row of a page asks.
        self._codes = tuple(vocabulary.values) if vocabulary is not None else ()
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for words in ("verbose_name", "help_text"):
            kwargs.pop(words, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[str]:
        return self.to_python(value)

    def to_python(self, value: Any) -> list[str]:
        if not value:
            return []
        codes = value.strip(_SEPARATOR).split(_SEPARATOR) if isinstance(value, str) else value
        return self._in_order(codes)

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        codes = self._in_order(value or [])
        return f"{_SEPARATOR}{_SEPARATOR.join(codes)}{_SEPARATOR}" if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not value and not self.blank:
            raise forms.ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.vocabulary.choices if self.vocabulary else [],
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=ChoiceColumns,
        )

    def labels(self, codes: Iterable[str]) -> list[str]:
        """Return the codes' labels in the active language, in the vocabulary's order."""
        if self.vocabulary is None:
            return list(codes)
        chosen = set(codes)
        return [str(label) for code, label in self.vocabulary.choices if code in chosen]

    def _in_order(self, codes: Iterable[str]) -> list[str]:
        if self.vocabulary is None:
            return list(codes)
        chosen = set(codes)
        return [code for code in self._codes if code in chosen]


class CodeSetField(ChoiceSetField):
    """Any number of codes out of a list that editors keep, such as seasons by their slugs.

    ``options`` is the dotted path of a callable that returns ``[(code, label)]``. A code that is
    gone from the list stays stored and means nothing.
    """

    def __init__(self, *args: Any, options: str = "", **kwargs: Any) -> None:
        self.options = options
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self._options_now,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=ChoiceColumns,
        )

    def _options_now(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = import_string(self.options)()
        return found


def has_any(field_name: str, codes: Iterable[str]) -> Q:
    """Return a condition: the :class:`ChoiceSetField` holds at least one of the codes."""
    condition = Q()
    for code in codes:
        condition |= Q(**{f"{field_name}__contains": f"{_SEPARATOR}{code}{_SEPARATOR}"})
    return condition if condition else Q(pk__in=[])
