"""Which helplines a block shows: by rule or picked, and never a queue alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from wagtail_hjelp.vocabularies import Audience, HelplineUrgency

from .service import Service

# As many can answer where one may have to wait for one of them.
FEWEST = 2


def choose(
    services: Mapping[str, Service],
    *,
    picked: Iterable[str] = (),
    topics: Collection[str] = (),
    audiences: Collection[str] = (),
    languages: Collection[str] = (),
    urgencies: Collection[str] = (),
    limit: int | None = None,
) -> list[Service]:
    """Return the picked services in their order, then those by rule in the list's.

    Within each of topics, audiences, languages and urgencies "or", between them "and"; a rule
    without any of them chooses nothing. A service for everyone is for each audience. ``limit`` is
    for both together, but takes away none that is picked. Others stand behind one that may have a
    queue (:func:`with_alternatives`), and where nothing is found at all.
    """
    found = [services[code] for code in dict.fromkeys(picked) if code in services]
    if limit is not None:
        limit = max(limit, len(found))
    if topics or audiences or languages or urgencies:
        by_rule = fitting(
            services, topics=topics, audiences=audiences, languages=languages, urgencies=urgencies
        )
        found += [service for service in by_rule if service not in found]
    return with_alternatives(found[:limit], services)


def fitting(
    services: Mapping[str, Service],
    *,
    topics: Collection[str] = (),
    audiences: Collection[str] = (),
    languages: Collection[str] = (),
    urgencies: Collection[str] = (),
) -> list[Service]:
    """Return the services that a rule is for, in the list's order; all, for an empty rule."""
    return [
        service
        for service in services.values()
        if _any(service.topics, topics)
        and (_any(service.audiences, audiences) or Audience.EVERYONE in service.audiences)
        and _any(service.languages, languages)
        and (not urgencies or service.urgency in urgencies)
    ]


def with_alternatives(found: Sequence[Service], services: Mapping[str, Service]) -> list[Service]:
    """Return services, with others behind them where one may have to wait and nobody else answers.

    Of those that one may have to wait for there are then two at least who can answer, by telephone,
    text message or chat. Where nothing is found, there are two too: whoever looks for help here
    must not find an empty list.
    """
    result = list(found)
    if result and not any(service.queue for service in result):
        return result
    answering = sum(service.answers for service in result)
    for service in [*general(services), *_always_there(services)]:
        if answering >= FEWEST:
            break
        if service.answers and service not in result:
            result.append(service)
            answering += 1
    return result


def general(services: Mapping[str, Service]) -> list[Service]:
    """Return who listens to everyone, about anything: those with a telephone first."""
    return sorted(
        (
            service
            for service in services.values()
            if service.urgency == HelplineUrgency.SUPPORT
            and Audience.EVERYONE in service.audiences
            and "mental_health" in service.topics
        ),
        key=lambda service: not service.has_phone,
    )


def _always_there(services: Mapping[str, Service]) -> list[Service]:
    """Return who answers everyone without a queue when it cannot wait: legevakt, before others."""
    return [
        service
        for service in services.values()
        if service.urgency == HelplineUrgency.URGENT
        and Audience.EVERYONE in service.audiences
        and service.has_phone
        and not service.queue
    ]


def _any(has: Iterable[str], wanted: Collection[str]) -> bool:
    return not wanted or any(code in wanted for code in has)
