"""Helplines on a host's own page: by rule or picked, as they are on this site, now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale, Site

from tests.factories import alias_in, item, phone, visit
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import HelplinesBlock
from wagtail_hjelp.catalogue import shipped
from wagtail_hjelp.models import Helpline

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")
# Monday 23 November 2026, at night: the telephone of Kirkens SOS answers, its chat does not.
NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=OSLO)
EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def night() -> Iterator[None]:
    with time_machine.travel(NIGHT, tick=False):
        yield


def block(**value: Any) -> dict[str, Any]:
    value = {"heading": "Noen å snakke med", "limit": 6, **value}
    return {"type": "help", "value": [{"type": "helplines", "value": value}]}


def article(site: Site, **value: Any) -> ArticlePage:
    page = ArticlePage(title="Artikkel", slug="artikkel", body=[block(**value)])
    return site.root_page.add_child(instance=page)


def html_of(client: Client, page: Any) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    """The helplines shown, in their order."""
    found = re.findall(r'class="hjelp-helpline">\s*<h\d><bdi[^>]*>([^<]+)</bdi>', html)
    return [name.replace("&#x27;", "'") for name in found]


def part(html: str, name: str) -> str:
    """One helpline's own HTML."""
    start = html.index(f">{name}</bdi>")
    return html[start : html.find('class="hjelp-helpline"', start)]


def clean(language: str = "en", **value: Any) -> Any:
    given = {"heading": "Hjelp", "limit": 6, **value}
    with translation.override(language):
        made = HelplinesBlock()
        return made.clean(made.to_python(given))


def errors(**value: Any) -> dict[str, list[str]]:
    with translation.override("en"):
        with pytest.raises(blocks.StructBlockValidationError) as caught:
            clean(**value)
        return {name: list(error.messages) for name, error in caught.value.block_errors.items()}


# --- what is shown -------------------------------------------------------------------------


def test_picked_ones_come_first_then_those_by_topic(client, site):
    html = html_of(client, article(site, picked=[item("leve")], topics=["money"]))
    assert names(html) == [
        shipped()[code].name for code in ("leve", "nav-kontaktsenter", "nav-gjeldsveiledning")
    ]
    assert all(f"tel:{shipped()[code].phone}" in html for code in ("nav-kontaktsenter", "leve"))


def test_by_audience_language_and_urgency_together(client, site):
    rule = {"audiences": ["children"], "languages": ["nb"], "urgency": ["support"]}
    html = html_of(client, article(site, **rule, limit=24))
    expected = [
        service.name
        for service in shipped().values()
        if {"children", "everyone"} & set(service.audiences)
        and "nb" in service.languages
        and service.urgency == "support"
    ]
    assert expected
    assert names(html) == expected


def test_one_with_a_queue_is_not_left_alone(client, site):
    html = html_of(client, article(site, picked=[item("rusinfo")]))
    assert names(html) == [
        shipped()["rusinfo"].name,
        shipped()["mental-helse-hjelpetelefonen"].name,
    ]


def test_rule_that_finds_nobody_any_more_shows_who_listens_to_everyone(client, site):
    rule = {"topics": ["money"], "audiences": ["children"], "languages": ["am"]}
    html = html_of(client, article(site, **rule))
    assert names(html) == [
        shipped()["mental-helse-hjelpetelefonen"].name,
        shipped()["kirkens-sos"].name,
    ]


def test_picked_one_that_has_no_service_any_more_is_left_out(client, site):
    html = html_of(client, article(site, picked=[item("nedlagt"), item("leve"), item("ros")]))
    assert names(html) == [shipped()["leve"].name, shipped()["ros"].name]


def test_hidden_corrected_and_own_ones_are_on_the_page_at_once(client, site):
    page = article(site, topics=["gambling"], limit=24)
    first = names(html_of(client, page))
    assert shipped()["hjelpelinjen-spill"].name in first
    line = Helpline.objects.create(
        name="Spillevett", topics=["gambling"], contact_points=[phone("+4770000181")], queue=True
    )
    html = html_of(client, page)
    assert names(html) == [*first[:1], "Spillevett"]
    row = Helpline.objects.get(code="hjelpelinjen-spill")
    row.contact_points = [phone("+4770000180")]
    row.save()
    assert 'href="tel:+4770000180"' in html_of(client, page)
    row.hidden_on.add(site)
    row.save()
    line.delete()
    assert "70000180" not in html_of(client, page)


def test_order_is_the_lists_own(client, site):
    page = article(site, topics=["mental_health"], limit=2)
    before = names(html_of(client, page))
    last = Helpline.objects.get(code="kirkens-sos")
    last.sort_order = 1
    last.save()
    assert names(html_of(client, page)) == [shipped()["kirkens-sos"].name, before[0]]


# --- telephone and chat apart --------------------------------------------------------------


def states(html: str) -> list[str]:
    return re.findall(r'data-hjelp-state="(\w+)"', html)


def test_telephone_that_never_closes_needs_no_state_and_the_chat_has_its_own(client, site):
    page = article(site, picked=[item("kirkens-sos")])
    with translation.override("nb"):
        mine = part(html_of(client, page), "Kirkens SOS")
    assert "tel:+4722400040" in mine
    assert states(mine) == ["closed"]
    with time_machine.travel(EVENING, tick=False):
        assert states(part(html_of(client, page), "Kirkens SOS")) == ["open"]


def test_telephone_and_chat_say_each_when_they_answer(client, site):
    row = Helpline.objects.get(code="leve")
    days = {"days": list("01234"), "state": "open", "weeks": "every"}
    row.contact_points = [
        phone(
            "+4770000180",
            hours=[
                {"type": "weekly", "value": {**days, "opens": "02:00:00", "closes": "04:00:00"}}
            ],
        ),
        {
            "type": "chat",
            "value": {
                "purpose": "talk",
                "url": "https://chat.example.no/",
                "hours": [
                    {"type": "weekly", "value": {**days, "opens": "18:00:00", "closes": "20:00:00"}}
                ],
            },
        },
    ]
    row.save()
    page = article(site, picked=[item("leve")])
    assert states(part(html_of(client, page), shipped()["leve"].name)) == ["open", "closed"]
    with time_machine.travel(EVENING, tick=False):
        html = html_of(client, page)
    assert states(part(html, shipped()["leve"].name)) == ["closed", "open"]


def test_page_may_not_be_cached_beyond_the_next_change(client, site):
    page = article(site, picked=[item("kirkens-sos")])
    with time_machine.travel(datetime(2026, 11, 23, 18, 29, tzinfo=OSLO), tick=False):
        response = client.get(page.url)
    assert re.search(r"max-age=(\d+)", response["Cache-Control"])
    assert int(re.search(r"max-age=(\d+)", response["Cache-Control"])[1]) <= 60


def test_own_line_with_an_address_and_a_secret_one(client, site):
    line = Helpline.objects.create(
        name="Krisesenteret i Havnesund",
        contact_points=[
            phone("+4770000181"),
            visit(street="Strandgata 1", postcode="7140", place="Havnesund"),
            visit(withheld=True),
        ],
    )
    mine = part(html_of(client, article(site, picked=[item(f"own-{line.pk}")])), line.name)
    assert "<address><bdi>Strandgata 1, 7140 Havnesund</bdi></address>" in mine
    assert 'href=""' not in mine
    assert "hjelp-state" not in mine


# --- languages and headings ----------------------------------------------------------------


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("en", True), ("ar", True)])
def test_norwegian_names_are_marked_where_the_page_is_in_another_language(
    client, site, language, marked
):
    Locale.objects.get_or_create(language_code="nb")
    page = article(site, picked=[item("kirkens-sos")])
    if language != "nb":
        page = alias_in(page, language)
    with translation.override(language):
        context = {"request": _request(site), "page": page, "heading_level": 2}
        html = _render(page, context)
    assert ('<bdi lang="nb">Kirkens SOS</bdi>' in html) is marked
    assert 'dir="ltr">22 40 00 40</a>' in html


def test_own_sentence_in_another_language_says_which_and_its_direction(client, site):
    line = Helpline(name="Krisetelefonen", contact_points=[phone("+4770000181")])
    line.save()
    line.descriptions.create(language_code="nb", text="For deg som har det vondt.")
    line.save()
    page = alias_in(article(site, picked=[item(f"own-{line.pk}")]), "ar")
    with translation.override("ar"):
        html = _render(page, {"request": _request(site), "page": page})
    assert '<p lang="nb" dir="ltr">For deg som har det vondt.</p>' in html


def _request(site: Site) -> Any:
    request = RequestFactory().get("/", headers={"host": site.hostname})
    return request


def _render(page: Any, context: dict[str, Any]) -> str:
    child = page.body[0].value[0]
    return str(child.block.render(child.value, context))


@pytest.mark.parametrize("level", [2, 3])
def test_helplines_are_one_level_below_the_heading_and_on_its_level_without_one(site, level):
    made = HelplinesBlock()
    context = {"request": _request(site), "heading_level": level}
    html = made.render(made.to_python(block(picked=[item("leve")])["value"][0]["value"]), context)
    assert f'<h{level} class="hjelp-block__heading"' in html
    assert f"<h{level + 1}><bdi" in html
    without = {"heading": "", "picked": [item("leve")], "limit": 2}
    html = made.render(made.to_python(without), context)
    assert f"<h{level}><bdi" in html
    assert "aria-labelledby" not in html


def test_without_a_site_there_are_the_packages_own(db):
    made = HelplinesBlock()
    html = made.render(made.to_python({"heading": "Hjelp", "topics": ["money"], "limit": 2}), {})
    assert names(html) == [
        shipped()[code].name for code in ("nav-kontaktsenter", "nav-gjeldsveiledning")
    ]


def test_preview_shows_three_for_everyone(site):
    made = HelplinesBlock()
    html = made.render(made.get_preview_value(), {"request": _request(site)})
    assert len(names(html)) == 3


def test_queries_do_not_grow_with_the_helplines(client, site):
    def queries(number: int, slug: str) -> int:
        picked = [item(code) for code in list(shipped())[:number]]
        page = ArticlePage(title=slug, slug=slug, body=[block(picked=picked, limit=24)])
        site.root_page.add_child(instance=page)
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            assert len(names(html_of(client, page))) >= number
        return len(captured)

    assert queries(2, "to") == queries(20, "tjue")


# --- the editor's form ---------------------------------------------------------------------


def test_block_without_any_choice_is_refused_beside_the_rule(site):
    assert errors() == {"topics": ["Pick helplines by hand, or choose a topic or another rule."]}


def test_rule_that_nobody_fits_is_refused_beside_its_last_field(site):
    problem = errors(topics=["money"], audiences=["children"], languages=["am"])
    assert problem == {
        "languages": ["No helpline fits all that is chosen here together. Choose less."]
    }


def test_limit_below_two_is_refused(site):
    assert set(errors(topics=["money"], limit=1)) == {"limit"}


def test_choices_are_all_helplines_with_what_would_keep_one_away(site):
    hidden = Helpline.objects.get(code="leve")
    hidden.hidden_on.add(site)
    hidden.save()
    line = Helpline.objects.create(name="Krisetelefonen", contact_points=[phone("+4770000181")])
    with translation.override("en"):
        found = dict(HelplinesBlock().child_blocks["picked"].child_block.field.choices)
    assert found["kirkens-sos"] == "Kirkens SOS"
    assert found["leve"].endswith(f" – hidden on {site.site_name or site.hostname}")
    assert found[f"own-{line.pk}"] == "Krisetelefonen"
    assert set(shipped()) <= set(found)


def test_page_that_names_a_dropped_one_can_still_be_edited(site):
    Helpline.objects.create(code="nedlagt")
    value = clean(picked=[item("nedlagt"), item("leve")])
    assert list(value["picked"]) == ["nedlagt", "leve"]
