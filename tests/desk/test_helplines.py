"""The list of helplines in the admin: what differs here, corrections, order, who may."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.desk.rows import form_data, weekly
from tests.factories import phone
from wagtail_hjelp.catalogue import loader, shipped
from wagtail_hjelp.catalogue import site as catalogue_site
from wagtail_hjelp.catalogue.service import same_facts
from wagtail_hjelp.catalogue.site import services_of
from wagtail_hjelp.directory.held import current_stamp
from wagtail_hjelp.models import Helpline, helplines

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_wagtail_hjelp_helpline"
LIST = f"{NAME}:list"
CODE = "rusinfo"
SERVICE = shipped()[CODE]
NUMBER = "+4770000180"


@pytest.fixture
def client(login: Any) -> Client:
    actions = ("view", "add", "change", "delete")
    return login(*[f"wagtail_hjelp.{action}_helpline" for action in actions])


@pytest.fixture
def other_site(site: Site) -> Site:
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Nabo", slug="nabo"))
    return Site.objects.create(hostname="nabo.test", site_name="Nabo kommune", root_page=home)


def row(code: str = CODE) -> Helpline:
    return Helpline.objects.get(code=code)


def own(name: str = "Krisetelefonen", **fields: Any) -> Helpline:
    fields.setdefault("contact_points", [phone("+4770000181")])
    return Helpline.objects.create(name=name, **fields)


def url(view: str, helpline: Helpline | None = None) -> str:
    return reverse(f"{NAME}:{view}", args=[helpline.pk] if helpline else [])


def sent(points: Any = (), **fields: Any) -> dict[str, Any]:
    """The form of a national service as a browser sends it."""
    points = [{"id": "", **point} for point in points]
    points = [
        {**point, "value": {**point["value"], "hours": list(point["value"].get("hours") or ())}}
        for point in points
    ]
    return {"name": "", "reason": "", "changed_on": "", **form_data("contact_points", points)} | (
        fields
    )


def own_sent(**fields: Any) -> dict[str, Any]:
    data = {
        **form_data("contact_points", [{**phone(NUMBER), "id": ""}]),
        **nested_form_data(
            {
                "name": "Krisetelefonen",
                "descriptions": inline_formset(
                    [
                        {"language_code": "nb", "text": "For deg som har det vondt."},
                        {"language_code": "en", "text": "For you who have a hard time."},
                    ]
                ),
                "urgency": "support",
                "site": "",
            }
        ),
        "topics": ["suicide"],
        "audiences": ["everyone"],
        "queue": "on",
    }
    return data | fields


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    form = response.context["form"]
    return {
        name: [str(text) for error in found.as_data() for text in error.messages]
        for name, found in form.errors.items()
    }


def columns(response: Any) -> dict[str, tuple[str, str, str]]:
    from wagtail_hjelp.desk.helplines import confirmed_on, numbers, standing

    return {
        str(each): (numbers(each).replace("\xa0", " "), standing(each), str(confirmed_on(each)))
        for each in response.context["object_list"]
    }


def drop(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    held = {key: service for key, service in shipped().items() if key != code}
    for module in (loader, catalogue_site, helplines):
        monkeypatch.setattr(module, "shipped", lambda: held)


# --- the list ------------------------------------------------------------------------------


def test_list_says_of_each_what_it_is_here(client, site, other_site, monkeypatch):
    corrected, stale, hidden = row("rusinfo"), row("leve"), row("kirkens-sos")
    corrected.contact_points, corrected.changed_on = [phone(NUMBER)], date(2026, 11, 20)
    stale.contact_points, stale.changed_on = [phone(NUMBER)], date(2020, 1, 1)
    hidden.hidden_on = [other_site]
    for each in (corrected, stale, hidden):
        each.save()
    own()
    own("Natteravnene", site=other_site)
    drop(monkeypatch, "ros")
    response = client.get(url("list"))
    found = columns(response)
    assert found[SERVICE.name] == ("70 00 01 80", "Corrected here", "2026-11-20")
    assert found[shipped()["leve"].name][1] == "Corrected: look at it again"
    assert found[shipped()["kirkens-sos"].name][1] == "Hidden on Nabo kommune"
    assert found["Krisetelefonen"] == ("70 00 01 81", "Your own", "None")
    assert found["Natteravnene"][1] == "Your own, only on Nabo kommune"
    assert found["ros"] == ("", "No longer in the package: not shown", "None")
    assert found[shipped()["ambulanse-113"].name][:2] == ("113", "As in the package")
    html = response.content.decode()
    assert "Corrected here" in html
    assert "116\xa0117" in html


def test_list_can_be_narrowed_to_what_differs(client, site):
    corrected, hidden = row("rusinfo"), row("leve")
    corrected.name = "Rusinfo Norge"
    corrected.save()
    hidden.hidden_on = [site]
    hidden.save()
    line = own()
    response = client.get(url("list"), {"differs": "yes"})
    assert list(response.context["object_list"]) == [corrected, hidden, line]


def test_queries_of_the_list_do_not_grow(client, site, other_site):
    def queries() -> int:
        client.get(url("list"))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("list"))
        return len(captured)

    def change(number: int) -> None:
        line = own(f"Linje {number}", site=other_site)
        line.descriptions.create(language_code="nb", text="For deg som …")
        line.hidden_on = [site]
        line.save()
        hidden = list(Helpline.objects.exclude(code=None))[10 + number]
        hidden.hidden_on = [site, other_site]
        hidden.save()

    change(0)
    few = queries()
    for number in range(1, 15):
        change(number)
    assert queries() == few


def test_only_what_may_go_can_be_deleted_from_the_list(client, site, monkeypatch):
    line = own()
    html = client.get(url("list")).content.decode()
    assert url("delete", line) in html
    assert url("delete", row()) not in html
    drop(monkeypatch, CODE)
    assert url("delete", row()) in client.get(url("list")).content.decode()


@pytest.mark.parametrize("code", [CODE, "ambulanse-113"])
def test_national_service_is_not_deleted_in_any_way(client, site, code):
    kept, line = row(code), own()
    assert url("delete", kept) not in client.get(url("edit", kept)).content.decode()
    response = client.post(url("delete", kept))
    assert (response.status_code, response.url) == (302, url("list"))
    bulk = reverse("wagtail_bulk_action", args=["wagtail_hjelp", "helpline", "delete"])
    response = client.post(f"{bulk}?id={kept.pk}&id={line.pk}")
    assert response.status_code == 302
    assert set(Helpline.objects.filter(pk__in=[kept.pk, line.pk])) == {kept, line}
    text = client.get(url("list")).content.decode()
    assert "a national service cannot be deleted. Hide it instead." in text


def test_own_and_dropped_ones_are_deleted(client, site, monkeypatch):
    line = own()
    drop(monkeypatch, CODE)
    for gone in (line, row()):
        assert url("delete", gone) in client.get(url("edit", gone)).content.decode()
        assert client.post(url("delete", gone)).status_code == 302
        assert not Helpline.objects.filter(pk=gone.pk).exists()


def test_national_service_cannot_be_copied(client, site):
    html = client.get(url("list")).content.decode()
    assert "/copy/" not in html


# --- order -----------------------------------------------------------------------------------


def test_dragging_puts_a_service_elsewhere_for_the_public_at_once(client, site):
    before = list(services_of(site))
    stamp = current_stamp(None)
    response = client.post(f"{url('reorder', row('leve'))}?position=2")
    assert response.status_code == 200
    after = list(services_of(site))
    rest = [code for code in before if code != "leve"]
    assert after == [*rest[:2], "leve", *rest[2:]]
    assert current_stamp(None) not in (stamp, None)


def test_dragging_down_and_back_is_as_before(client, site):
    before = list(services_of(site))
    client.post(f"{url('reorder', row(before[3]))}?position=9")
    moved = list(services_of(site))
    assert moved == [*before[:3], *before[4:10], before[3], *before[10:]]
    client.post(f"{url('reorder', row(before[3]))}?position=3")
    assert list(services_of(site)) == before


# --- correcting -----------------------------------------------------------------------------


def test_form_shows_what_the_package_says_with_hours_source_and_date(client, site):
    html = client.get(url("edit", row("kirkens-sos"))).content.decode()
    service = shipped()["kirkens-sos"]
    assert "What the package says" in html
    assert "22 40 00 40" in html
    assert "Open day and night, every day" in html
    assert "18:30" in html
    assert service.source.split(",")[0].split(";")[0] in html
    assert "?correct=start" in html


def test_form_can_begin_with_what_the_package_says_and_stores_nothing_by_that(client, site):
    response = client.get(f"{url('edit', row())}?correct=start")
    value = response.context["form"]["contact_points"].value()
    assert same_facts(value.get_prep_value(), SERVICE.contact_points)
    assert "until then nothing is stored" in response.content.decode()
    assert not row().is_corrected


@pytest.mark.parametrize("code", list(shipped()))
def test_package_s_facts_saved_as_they_are_is_no_correction(client, site, code):
    response = client.post(url("edit", row(code)), sent(shipped()[code].contact_points))
    assert response.status_code == 302, errors(response)
    assert not row(code).is_corrected


def test_one_number_is_corrected_and_the_rest_stays(client, site):
    points = [dict(point) for point in SERVICE.contact_points]
    at = next(place for place, point in enumerate(points) if point["type"] == "phone")
    points[at] = {**points[at], "value": {**points[at]["value"], "number": "70 00 01 80"}}
    response = client.post(url("edit", row()), sent(points, reason="Nytt nummer, sier rusinfo.no"))
    assert response.status_code == 302
    service = services_of(site)[CODE]
    assert service.phone == NUMBER
    assert len(service.contact_points) == len(SERVICE.contact_points)
    kept = [point for place, point in enumerate(service.contact_points) if place != at]
    assert same_facts(kept, [p for n, p in enumerate(SERVICE.contact_points) if n != at])
    assert (row().reason, row().changed_on) == ("Nytt nummer, sier rusinfo.no", date(2026, 11, 22))


def test_correcting_the_telephone_keeps_the_chat(client, site):
    code = "mental-helse-hjelpetelefonen"
    chat = next(p for p in shipped()[code].contact_points if p["type"] == "chat")
    points = [phone(NUMBER, "talk", [weekly("01234", "08:00", "15:30")]), chat]
    data = sent(points, reason="Ny telefon")
    assert client.post(url("edit", row(code)), data).status_code == 302
    service = services_of(site)[code]
    assert [point["type"] for point in service.contact_points] == ["phone", "chat"]
    assert same_facts(service.contact_points[1:], [chat])


def test_correction_without_a_note_is_refused_at_the_note_and_nothing_is_lost(client, site):
    response = client.post(url("edit", row()), sent([phone(NUMBER)]))
    assert errors(response) == {
        "reason": ["Write what was wrong and where you have it from, for those who come after."]
    }
    html = response.content.decode()
    assert "70 00 01 80" in html
    assert "Your correction below is shown" not in html
    assert not row().is_corrected


def test_note_without_a_correction_is_refused_at_the_ways_in(client, site):
    response = client.post(url("edit", row()), sent(reason="Feil nummer"))
    assert errors(response) == {
        "contact_points": [
            "This is what the package says already. Correct something here, or empty the note "
            "below."
        ]
    }


def test_number_that_cannot_be_called_is_refused_in_its_row(client, site):
    response = client.post(url("edit", row()), sent([phone("12")], reason="Nytt"))
    assert set(errors(response)) == {"contact_points"}
    assert not row().is_corrected


def test_date_may_be_written_as_norwegians_do_but_not_lie_ahead(client, site):
    data = sent(name="Rusinfo Norge", reason="Nytt navn", changed_on="20.11.2026")
    assert client.post(url("edit", row()), data).status_code == 302
    assert row().changed_on == date(2026, 11, 20)
    response = client.post(url("edit", row()), data | {"changed_on": "01.12.2026"})
    assert errors(response) == {"changed_on": ["This day has not come yet."]}


def test_corrected_once_more_it_has_a_new_date_by_itself(client, site):
    data = sent([phone(NUMBER)], reason="Nytt nummer", changed_on="2026-11-02")
    client.post(url("edit", row()), data)
    again = data | sent([phone("+4770000182")], reason="Nytt nummer", changed_on="2026-11-02")
    client.post(url("edit", row()), again)
    assert row().changed_on == date(2026, 11, 22)
    client.post(url("edit", row()), again | {"reason": "Ringte dem", "changed_on": "2026-11-21"})
    assert (row().changed_on, row().reason) == (date(2026, 11, 21), "Ringte dem")


def test_correction_is_taken_away_with_its_note(client, site):
    data = sent([phone(NUMBER)], name="Rusinfo Norge", reason="Nytt", changed_on="")
    client.post(url("edit", row()), data)
    response = client.get(f"{url('edit', row())}?correct=stop")
    form = response.context["form"]
    assert [form[name].value() for name in ("name", "reason", "changed_on")] == ["", "", None]
    assert list(form["contact_points"].value()) == []
    assert row().is_corrected
    assert client.post(url("edit", row()), sent()).status_code == 302
    found = row()
    assert (found.name, list(found.contact_points), found.reason, found.changed_on) == (
        "",
        [],
        "",
        None,
    )
    assert services_of(site)[CODE] is SERVICE


def test_form_says_when_the_package_has_caught_up(client, site):
    corrected = row()
    corrected.contact_points = list(SERVICE.contact_points)
    corrected.save()
    assert "it now says the same" in client.get(url("edit", corrected)).content.decode()
    corrected.contact_points, corrected.changed_on = [phone(NUMBER)], date(2020, 1, 1)
    corrected.save()
    html = client.get(url("edit", corrected)).content.decode()
    assert "You corrected this on Jan. 1, 2020" in html
    assert "?correct=stop" in html


def test_hours_that_depend_on_an_offer_are_refused(client, site):
    hours = [{"type": "outside", "value": None, "id": ""}]
    data = sent([phone(NUMBER, hours=hours)], reason="Nytt")
    response = client.post(url("edit", row()), data)
    assert [text[:32] for text in errors(response)["contact_points"]] == [
        "“Whenever the offer is not open”"
    ]


def test_number_of_the_ladder_can_be_neither_hidden_nor_replaced(client, site):
    essential = row("legevakt-116117")
    html = client.get(url("edit", essential)).content.decode()
    assert 'name="hidden_on"' not in html
    assert "This number is part of the ladder of acute help." in html
    data = sent([phone(NUMBER)], reason="Nytt") | {"hidden_on": [site.pk]}
    assert errors(client.post(url("edit", essential), data)) == {
        "contact_points": [
            "116 117 must stay the first telephone number: it is part of the ladder of acute help."
        ]
    }
    assert client.post(url("edit", essential), sent() | {"hidden_on": [site.pk]}).status_code == 302
    assert not row("legevakt-116117").hidden_on.exists()


def test_hidden_with_a_tick_and_shown_again(client, site, other_site):
    client.post(url("edit", row()), sent(hidden_on=[other_site.pk]))
    assert CODE in services_of(site)
    assert CODE not in services_of(other_site)
    client.post(url("edit", row()), sent())
    assert CODE in services_of(other_site)


def test_dropped_service_says_so_and_keeps_what_was_corrected(client, site, monkeypatch):
    corrected = row()
    corrected.contact_points, corrected.reason = [phone(NUMBER)], "Nytt nummer"
    corrected.save()
    drop(monkeypatch, CODE)
    response = client.get(url("edit", corrected))
    html = response.content.decode()
    assert "The package no longer has this service" in html
    data = sent([phone(NUMBER)], reason="Nytt nummer")
    assert client.post(url("edit", corrected), data).status_code == 302
    assert row().reason == "Nytt nummer"
    assert row().contact_points[0].value["number"] == NUMBER


# --- own services ---------------------------------------------------------------------------


def test_own_service_is_added_with_a_sentence_in_each_language(client, site):
    response = client.post(url("add"), own_sent())
    assert response.status_code == 302, errors(response)
    service = list(services_of(site).values())[-1]
    assert (service.name, service.phone, service.topics, service.queue) == (
        "Krisetelefonen",
        NUMBER,
        ("suicide",),
        True,
    )
    assert service.own_descriptions == (
        ("nb", "For deg som har det vondt."),
        ("en", "For you who have a hard time."),
    )
    log = ModelLogEntry.objects.filter(content_type__model="helpline")
    assert [entry.action for entry in log] == ["wagtail.create"]


def test_own_service_without_name_or_way_in_is_refused_at_the_fields(client, site):
    response = client.post(url("add"), own_sent(name="", **form_data("contact_points", [])))
    assert errors(response) == {
        "name": ["This field is required."],
        "contact_points": ["Add a telephone number or another way in."],
    }


def test_own_service_is_changed_and_nothing_else_of_it_is_lost(client, site):
    client.post(url("add"), own_sent())
    line = Helpline.objects.get(code=None)
    sentences = list(line.descriptions.all())
    formset = inline_formset(
        [
            {"id": each.pk, "language_code": each.language_code, "text": each.text}
            for each in sentences
        ],
        initial=2,
    )
    data = own_sent(**nested_form_data({"descriptions": formset}), name="Krisetelefonen i nord")
    response = client.post(url("edit", line), data)
    assert response.status_code == 302, errors(response)
    line = Helpline.objects.get(code=None)
    assert (line.name, line.topics, line.audiences) == (
        "Krisetelefonen i nord",
        ["suicide"],
        ["everyone"],
    )
    assert list(line.descriptions.all()) == sentences


def test_forms_ask_only_for_what_the_kind_has(client, site):
    names = [
        set(client.get(path).context["form"].fields) for path in (url("add"), url("edit", row()))
    ]
    both = {"name", "contact_points", "hidden_on"}
    assert names == [
        {*both, "topics", "audiences", "languages", "urgency", "queue", "site"},
        {*both, "reason", "changed_on"},
    ]


# --- who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("right", ["view_helpline", "change_offer", None])
def test_without_the_right_nothing_is_changed(login, site, right):
    client = login(*(["wagtail_hjelp.view_helpline"] if right == "view_helpline" else []))
    line = own()
    for response in (
        client.get(url("add")),
        client.get(url("edit", row())),
        client.post(url("edit", row()), sent([phone(NUMBER)], reason="x")),
        client.post(f"{url('reorder', row())}?position=0"),
        client.post(url("delete", line)),
    ):
        assert response.status_code in (302, 403)
    assert not row().is_corrected
    assert Helpline.objects.filter(pk=line.pk).exists()
    assert next(iter(services_of(site))) == "ambulanse-113"


def test_note_is_dated_by_the_day_of_the_town(client, site):
    moment = datetime(2026, 11, 23, 0, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    with time_machine.travel(moment, tick=False):
        client.post(url("edit", row()), sent(name="Rusinfo Norge", reason="Nytt navn"))
    assert row().changed_on == date(2026, 11, 23)
