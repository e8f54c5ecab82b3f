"""Which helplines a block shows, and that nobody is sent to a queue alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wagtail_hjelp.catalogue import Service, shipped
from wagtail_hjelp.catalogue.choose import choose, fitting, general, with_alternatives

LEGEVAKT = "legevakt-116117"
EVERYONE = ["mental-helse-hjelpetelefonen", "kirkens-sos", "sidetmedord"]


def codes(services: list[Service]) -> list[str]:
    return [service.code for service in services]


def without(*gone: str) -> dict[str, Service]:
    return {code: service for code, service in shipped().items() if code not in gone}


def test_picked_ones_come_first_and_in_their_order_then_those_by_rule_in_the_lists() -> None:
    found = choose(shipped(), picked=["leve", "rusinfo"], topics=["money"])
    assert codes(found) == ["leve", "rusinfo", "nav-kontaktsenter", "nav-gjeldsveiledning"]


def test_picked_twice_or_by_rule_as_well_is_shown_once() -> None:
    found = choose(shipped(), picked=["nav-gjeldsveiledning"] * 2, topics=["money"])
    assert codes(found) == ["nav-gjeldsveiledning", "nav-kontaktsenter"]


def test_picked_one_that_is_gone_or_hidden_is_left_out() -> None:
    found = choose(without("rusinfo"), picked=["rusinfo", "leve", "dropped-long-ago", "ros"])
    assert codes(found) == ["leve", "ros"]


def test_within_a_field_of_the_rule_either_and_between_fields_both() -> None:
    violence = fitting(shipped(), topics=["violence"])
    children = fitting(shipped(), audiences=["children"])
    both = fitting(shipped(), topics=["violence"], audiences=["children"])
    either = fitting(shipped(), topics=["violence", "money"])
    assert codes(both) == [one.code for one in violence if one in children]
    assert 0 < len(both) < len(violence)
    assert set(codes(either)) == {*codes(violence), "nav-kontaktsenter", "nav-gjeldsveiledning"}


def test_service_for_everyone_is_for_each_audience() -> None:
    assert "kirkens-sos" in codes(fitting(shipped(), audiences=["seniors"]))


def test_rule_by_urgency_and_by_language() -> None:
    urgent = fitting(shipped(), urgencies=["urgent"])
    assert {service.urgency for service in urgent} == {"urgent"}
    english = fitting(shipped(), languages=["en"])
    assert english
    assert all("en" in service.languages for service in english)


@pytest.mark.parametrize("limit", [2, 3, 6])
def test_limit_holds_for_what_the_rule_finds(limit: int) -> None:
    found = choose(shipped(), topics=["mental_health"], limit=limit)
    assert codes(found) == codes(fitting(shipped(), topics=["mental_health"]))[:limit]


def test_limit_takes_away_none_that_is_picked() -> None:
    picked = ["leve", "ros", "rusinfo", "kirkens-sos"]
    assert codes(choose(shipped(), picked=picked, topics=["money"], limit=2)) == picked


# --- alternatives --------------------------------------------------------------------------


def test_one_with_a_queue_never_stands_alone() -> None:
    assert shipped()["rusinfo"].queue
    assert codes(choose(shipped(), picked=["rusinfo"])) == ["rusinfo", EVERYONE[0]]


def test_one_without_a_queue_may_stand_alone() -> None:
    assert codes(choose(shipped(), picked=["giftinformasjonen"])) == ["giftinformasjonen"]
    assert codes(choose(shipped(), picked=["ambulanse-113"])) == ["ambulanse-113"]


def test_two_with_queues_are_enough() -> None:
    assert codes(choose(shipped(), picked=["rusinfo", "leve"])) == ["rusinfo", "leve"]


def test_website_answers_nobody_and_counts_for_no_alternative() -> None:
    website = shipped()["ung-no"]
    assert not website.answers
    found = choose(shipped(), picked=["rusinfo", "ung-no"])
    assert codes(found) == ["rusinfo", "ung-no", EVERYONE[0]]


def test_chat_is_an_alternative() -> None:
    assert codes(choose(shipped(), picked=["rusinfo", "sidetmedord"])) == ["rusinfo", "sidetmedord"]


def test_limit_leaves_room_for_the_alternative() -> None:
    assert codes(choose(shipped(), picked=["rusinfo"], limit=1)) == ["rusinfo", EVERYONE[0]]


def test_the_alternative_to_the_first_of_the_general_ones_is_the_next() -> None:
    assert codes(choose(shipped(), picked=[EVERYONE[0]])) == EVERYONE[:2]


def test_where_a_site_hides_all_general_ones_legevakt_stands_beside() -> None:
    found = choose(without(*codes(general(shipped()))), picked=["rusinfo"])
    assert codes(found) == ["rusinfo", LEGEVAKT]


def test_rule_that_finds_nothing_shows_the_general_ones_and_no_empty_list() -> None:
    assert fitting(shipped(), topics=["money"], audiences=["children"], languages=["am"]) == []
    found = choose(shipped(), topics=["money"], audiences=["children"], languages=["am"])
    assert codes(found) == EVERYONE[:2]


def test_nothing_at_all_to_choose_from_is_an_empty_list() -> None:
    assert choose({}, picked=["rusinfo"], topics=["money"]) == []


def test_general_ones_have_the_telephones_first_and_keep_the_sites_order() -> None:
    assert codes(general(shipped())) == EVERYONE
    turned = dict(reversed(shipped().items()))
    assert codes(general(turned)) == ["kirkens-sos", "mental-helse-hjelpetelefonen", "sidetmedord"]


def test_town_s_own_line_is_an_alternative_where_it_stands_first() -> None:
    own: dict[str, Any] = {"code": "own-1", "name": "Natteravnene", "own": True}
    line = replace(shipped()["kirkens-sos"], **own)
    services = {"own-1": line, **shipped()}
    assert codes(with_alternatives([shipped()["rusinfo"]], services)) == ["rusinfo", "own-1"]
