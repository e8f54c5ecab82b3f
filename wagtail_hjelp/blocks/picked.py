"""Blocks that list pages picked by hand, those that a rule finds, or both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail import blocks

from .base import PublicBlock


class PickedOrRuledBlock(PublicBlock):
    """Abstract: cards of those picked, in their order, then of those that the rule finds.

    A concrete block names its field of picked pages, the fields of its rule with the facets that
    they choose in, and what to say beside the first of those fields if nothing is chosen at all.
    """

    picked_field: ClassVar[str]
    rule_fields: ClassVar[Mapping[str, str]]
    nothing_chosen: ClassVar[Any]

    def held(self, request: HttpRequest | None, page: Any) -> Any:
        """Return what is held of the site's pages (a ``HeldPages``); None without a site."""
        raise NotImplementedError

    def cards(self, keys: list[int], held: Any, request: HttpRequest | None) -> list[Any]:
        """Return the cards of pages by primary key, in that order."""
        raise NotImplementedError

    def list_url(self, request: HttpRequest | None, page: Any) -> str:
        """Return the address of the list that all of them stand in, or ``""``."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        empty = not result[self.picked_field] and not any(result[name] for name in self.rule_fields)
        if empty and not getattr(self, "is_deferred_validation", False):
            first = next(iter(self.rule_fields))
            raise blocks.StructBlockValidationError(
                block_errors={first: ValidationError(self.nothing_chosen)}
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        context.update(cards=[], more_url="")
        held = self.held(request, page)
        if held is None:
            return context
        rule = {facet: value[name] for name, facet in self.rule_fields.items() if value.get(name)}
        chosen = value[self.picked_field]
        picked = held.versions_of(one for one in chosen if one is not None)
        ruled = held.index.keys_of(held.index.matching(rule)) if rule or not chosen else ()
        keys = list(dict.fromkeys([*picked, *ruled]))
        limit = value["limit"] or 6
        context["cards"] = self.cards(keys[:limit], held, request)
        if rule and len(keys) > limit and (url := self.list_url(request, page)):
            parameters = [(facet, code) for facet, codes in rule.items() for code in codes]
            context["more_url"] = f"{url}?{urlencode(parameters)}"
        return context
