"""Topics on a page, each leading to the list of what else has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_hjelp.directory.held import HeldPages, TopicLabel
from wagtail_hjelp.directory.querysets import source_locale


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic and the list filtered by it."""

    name: str
    url: str
    icon: str


def shown_topics(page: Any, held: HeldPages | None, list_url: str) -> list[TopicLink]:
    """Return a page's topics in its language; ``held`` is its list, None for a draft."""
    topics = held.topics_of.get(page.pk) if held is not None else None
    if topics is None:
        language, source = page.locale.language_code, source_locale().language_code
        topics = tuple(
            TopicLabel(topic.slug, topic.label_in(language, source), topic.icon)
            for topic in sorted(page.topics.all(), key=lambda topic: topic.sort_order)
        )
    return [TopicLink(topic.name, f"{list_url}?topic={topic.slug}", topic.icon) for topic in topics]
