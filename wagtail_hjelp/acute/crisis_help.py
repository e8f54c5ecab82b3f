"""The help that stands above the results when somebody searches with words of crisis.

What was typed is looked at and forgotten: it is in no log, no cookie and no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.blocks.contact import ContactPoint
from wagtail_hjelp.catalogue.choose import with_alternatives
from wagtail_hjelp.catalogue.views import HelplineView, helpline_view
from wagtail_hjelp.directory.crisis import Crisis, recognise
from wagtail_hjelp.directory.places import site_of
from wagtail_hjelp.directory.snapshot import Snapshot

from .finding import acute_url, ladder_in, site_snapshot
from .ladder import without_websites
from .places import Place
from .words import WORDS, RungCode

# When to call a number, in a few words.
_IF = {
    "ambulanse-113": WORDS[RungCode.EMERGENCY].short,
    "politi-112": _("You are in danger now"),
    "legevakt-116117": WORDS[RungCode.LEGEVAKT].short,
    "giftinformasjonen": _("Poison information"),
    "vo-linjen-116006": WORDS[RungCode.CRISIS_CENTRE].short,
    "alarmtelefonen-116111": WORDS[RungCode.CHILD_WELFARE].short,
}
# So many stand above the results, and no more: they are still results.
MOST_HELPLINES = 3


@dataclass(frozen=True, slots=True)
class _Help:
    """What helps in one kind of crisis: services by code, the town's places by rung."""

    numbers: tuple[str, ...]
    places: tuple[RungCode, ...] = ()
    helplines: tuple[str, ...] = ()


_TO_TALK = ("mental-helse-hjelpetelefonen", "kirkens-sos")
_HELP = {
    Crisis.ILLNESS: _Help(("ambulanse-113", "legevakt-116117"), (RungCode.LEGEVAKT,)),
    Crisis.OVERDOSE: _Help(("ambulanse-113", "giftinformasjonen"), (), ("rusinfo",)),
    Crisis.POISONING: _Help(("ambulanse-113", "giftinformasjonen")),
    Crisis.SUICIDE: _Help(("ambulanse-113", "legevakt-116117"), (RungCode.LEGEVAKT,), _TO_TALK),
    Crisis.VIOLENCE: _Help(("politi-112", "vo-linjen-116006"), (RungCode.CRISIS_CENTRE,)),
    Crisis.CHILD_HARM: _Help(
        ("politi-112", "alarmtelefonen-116111"), (RungCode.CHILD_WELFARE,), ("kors-pa-halsen",)
    ),
    Crisis.SEXUAL_ABUSE: _Help(
        ("politi-112", "vo-linjen-116006"),
        (RungCode.ASSAULT_CENTRE,),
        ("hjelpetelefonen-seksuelt-misbrukte",),
    ),
    Crisis.SELF_HARM: _Help(
        ("ambulanse-113", "legevakt-116117"), (), (*_TO_TALK, "kors-pa-halsen")
    ),
}


_SENSITIVE = (Crisis.VIOLENCE, Crisis.SEXUAL_ABUSE, Crisis.CHILD_HARM)


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """A number and when to call it."""

    condition: str
    contact: ContactPoint


@dataclass(frozen=True, slots=True)
class CrisisHelp:
    """What stands above the results, in the active language."""

    kinds: Sequence[Crisis]
    numbers: Sequence[CrisisNumber]
    places: Sequence[Place]
    helplines: Sequence[HelplineView]
    more_url: str

    @property
    def is_sensitive(self) -> bool:
        """Whether it may be dangerous to be seen reading it."""
        return any(kind in _SENSITIVE for kind in self.kinds)


def crisis_help(
    query: str, directory: Snapshot, request: HttpRequest | None, page: Any = None
) -> CrisisHelp | None:
    """Return the help for what somebody searched for in a directory; None if it is no crisis."""
    languages = [get_language() or directory.language, *directory.languages]
    kinds = recognise(query, languages=languages, extra=directory.crisis_words) if query else []
    site = site_of(request, page) if kinds else None
    if site is None:
        return None
    held = site_snapshot(site, request)
    ladder = ladder_in(site, request)
    wanted = [_HELP[kind] for kind in kinds]
    codes = [code for code in _all(help.helplines for help in wanted) if code in held.services]
    listed = [held.services[code] for code in codes]
    # Whoever may need somebody to talk to has somebody, whichever the site has hidden.
    is_talked_about = any(help.helplines for help in wanted)
    chosen = with_alternatives(listed, held.services) if is_talked_about else []
    numbers, written = [], []
    for code in _all(help.numbers for help in wanted):
        view = helpline_view(held.services[code], held.book) if code in held.services else None
        if view is not None and view.phone is not None:
            numbers.append(CrisisNumber(str(_IF[code]), view.phone))
        elif view is not None:
            written.append(without_websites(view))
    rungs = ladder.only(_all(help.places for help in wanted))
    return CrisisHelp(
        kinds=kinds,
        numbers=numbers,
        places=[place for rung in rungs for place in rung.places if place.phone is not None],
        helplines=[
            *written,
            *(
                without_websites(helpline_view(service, held.book))
                for service in chosen[:MOST_HELPLINES]
            ),
        ],
        more_url=acute_url(request, page),
    )


def _all(lists: Iterable[Sequence[Any]]) -> list[Any]:
    """Return what the lists have, in their order and each once."""
    return list(dict.fromkeys(item for each in lists for item in each))
