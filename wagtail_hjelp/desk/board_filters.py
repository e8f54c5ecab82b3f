"""Which pages the translators' board shows: by language, status, kind, person and deadline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_hjelp.translation.languages import name_translated
from wagtail_hjelp.translation.status import Status

from .board_rows import Cell, Row, kind_names

ME, NOBODY, WRITTEN = "me", "nobody", "written"
OVERDUE = "overdue"

_WHO = [
    (ME, _("Assigned to me")),
    (NOBODY, _("For anybody: assigned to nobody")),
    (WRITTEN, _("Last translated by me")),
]


class _Ticked(django_filters.MultipleChoiceFilter):
    """Boxes to tick. The view has looked at them: they are no columns of the database."""

    def __init__(self, label: Any, choices: Any) -> None:
        super().__init__(label=label, choices=choices, widget=CheckboxSelectMultiple)


class BoardFilterSet(WagtailFilterSet):
    language = _Ticked(_("Language"), [])
    status = _Ticked(_("How it stands"), Status.choices)
    who = _Ticked(_("Who"), _WHO)
    deadline = _Ticked(_("Deadline"), [(OVERDUE, _("Overdue"))])
    kind = _Ticked(_("Kind of page"), [])

    class Meta:
        fields: list[str] = []

    def __init__(self, *args: Any, codes: Collection[str], kinds: Collection[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = kind_names()
        self.filters["language"].extra["choices"] = [
            (code, name_translated(code)) for code in codes
        ]
        self.filters["kind"].extra["choices"] = sorted(
            ((str(pk), names[pk]) for pk in kinds if pk in names), key=lambda choice: choice[1]
        )


def narrowed(rows: list[Row], asked: Mapping[str, Collection[str]], user: Any) -> list[Row]:
    """Return the rows with a cell in which all is so that was asked for.

    ``asked`` is what the filter's form made of it: lists of values by field. Within a field any of
    them will do. In one cell, not in several: a page that is out of date in Arabic and assigned to
    me in Polish is not one that is out of date and assigned to me.
    """
    kinds = {int(pk) for pk in asked.get("kind", ())}
    return [
        row
        for row in rows
        if (not kinds or row.line.content_type_id in kinds)
        and any(_is_asked_for(cell, asked, user) for cell in row.cells.values())
    ]


def _is_asked_for(cell: Cell, asked: Mapping[str, Collection[str]], user: Any) -> bool:
    statuses, who = asked.get("status", ()), asked.get("who", ())
    return (
        (not statuses or cell.status in statuses)
        and (not who or any(_concerns(cell, one, user) for one in who))
        and (not asked.get("deadline") or cell.is_overdue)
    )


def _concerns(cell: Cell, who: str, user: Any) -> bool:
    if who == ME:
        return cell.standing.assignee_id == user.pk
    if who == NOBODY:
        return cell.is_for_anybody
    return cell.standing.translator_id == user.pk


def searched(rows: list[Row], words: str) -> list[Row]:
    """Return the rows whose title has all these words in it."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.title.casefold() for word in wanted)]
