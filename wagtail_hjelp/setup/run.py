"""The whole of set-up, as one step that is done or not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page

from .glossary import make_glossary
from .groups import make_groups
from .parents import check_parent
from .report import Report
from .sections import make_section
from .topics import make_topics

FRONT_SLUG = "hjelp"


@dataclass(frozen=True, slots=True)
class HelpSection:
    """What set-up made or found.

    ``front``, ``index`` (the directory of offers), ``acute``, ``calendar`` (of activities) and
    ``organisations`` are the pages in the source language. ``groups`` has the keys
    ``editors``, ``administrators`` and, for each other language that the section is in,
    ``translators:<code>`` and ``reviewers:<code>``, and ``resource_persons``, which all sections
    share. ``counts`` says how many things were ``created``, ``changed``, ``unchanged`` and ``left``
    to be done by hand.
    """

    front: Any
    index: Any
    acute: Any
    calendar: Any
    organisations: Any
    groups: dict[str, Group]
    counts: Counter[str] = field(default_factory=Counter)


@transaction.atomic
def set_up(
    parent: Page, *, slug: str = FRONT_SLUG, report: Callable[[str], object] | None = None
) -> HelpSection:
    """Make the help section of the site that ``parent`` belongs to, or what is missing of it.

    ``report`` is called with one line of text for each thing, in the active language. A section
    that the site has already is used wherever it stands; ``slug`` is for a new one.

    Raises :class:`~wagtail_hjelp.setup.SetUpError`, and has then changed nothing.
    """
    said = Report(report)
    site = check_parent(parent)
    section = make_section(parent, site, slug, said)
    make_topics(said)
    make_glossary(said)
    groups = make_groups(section, said)
    return HelpSection(
        front=section.front,
        index=section.index,
        acute=section.acute,
        calendar=section.calendar,
        organisations=section.organisations,
        groups=groups,
        counts=said.counts,
    )
