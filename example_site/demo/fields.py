"""Setting fields of pages and snippets to values of the content files, noticing what changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from .content import ContentError


def stream(model: type[Model], name: str, raw: list[dict[str, Any]]) -> StreamValue:
    """Return a raw value as the field's own, after the checks that an editor's form makes."""
    block = model._meta.get_field(name).stream_block
    try:
        return block.clean(block.to_python(raw))
    except ValidationError as error:
        raise ContentError(f"{name}: {_messages(error)}") from error


def values(model: type[Model], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with raw blocks turned into the field's own."""
    return {
        name: stream(model, name, value)
        if isinstance(model._meta.get_field(name), StreamField)
        else value
        for name, value in given.items()
    }


def assign(instance: Model, given: Mapping[str, Any]) -> bool:
    """Set fields; return whether any had another value."""
    changed = False
    for name, value in given.items():
        if _stored(instance, name, value) != _stored(instance, name, getattr(instance, name)):
            setattr(instance, name, value)
            changed = True
    return changed


def assign_tags(instance: Model, name: str, tags: list[Any]) -> bool:
    """Set tags of a page, given as objects or as names; return whether there were others."""
    manager = getattr(instance, name)
    if {str(tag) for tag in tags} == {str(tag) for tag in manager.all()}:
        return False
    manager.set(tags)
    return True


def _stored(instance: Model, name: str, value: Any) -> Any:
    field = instance._meta.get_field(name)
    if isinstance(field, StreamField):
        return json.loads(json.dumps(value.get_prep_value(), cls=DjangoJSONEncoder))
    return field.get_prep_value(value.pk if isinstance(value, Model) else value)


def _messages(error: Any) -> str:
    found = error.as_json_data() if hasattr(error, "as_json_data") else error.messages
    return json.dumps(found, ensure_ascii=False, default=str)
