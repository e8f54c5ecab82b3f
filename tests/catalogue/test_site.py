"""The services of a site: hidden, corrected, ordered, added; before and after an upgrade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, Site

from tests.factories import phone
from wagtail_hjelp.catalogue import Service, loader
from wagtail_hjelp.catalogue import site as catalogue_site
from wagtail_hjelp.catalogue.site import all_services, choices, make_rows, services_of
from wagtail_hjelp.models import Helpline, helplines

pytestmark = pytest.mark.django_db
CODES = list(loader.shipped())


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def other_site(site: Site) -> Site:
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Nabo", slug="nabo"))
    return Site.objects.create(hostname="nabo.test", site_name="Nabo kommune", root_page=home)


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts another catalogue in the place of the package's."""

    def install(services: Mapping[str, Service]) -> None:
        held = MappingProxyType(dict(services))
        for module in (loader, catalogue_site, helplines):
            monkeypatch.setattr(module, "shipped", lambda: held)

    return install


def row(code: str) -> Helpline:
    return Helpline.objects.get(code=code)


def own(name: str, **fields: Any) -> Helpline:
    fields.setdefault("contact_points", [phone("+4770000180")])
    return Helpline.objects.create(name=name, **fields)


def new_service(code: str = "ny-linje") -> Service:
    return replace(loader.shipped()["kirkens-sos"], code=code, name="Ny linje")


def inserted(at: int, service: Service) -> dict[str, Service]:
    services = list(loader.shipped().values())
    services.insert(at, service)
    return {each.code: each for each in services}


def test_after_migrate_each_service_has_a_row_in_the_packages_order(site: Site) -> None:
    assert list(Helpline.objects.values_list("code", flat=True)) == CODES
    assert services_of(site) == dict(loader.shipped())
    assert list(services_of(site)) == CODES


def test_without_any_row_the_package_speaks_for_itself(site: Site) -> None:
    Helpline.objects.all().delete()
    assert list(services_of(site)) == CODES
    assert make_rows() == len(CODES)
    assert make_rows() == 0


def test_three_queries_however_many_rows(site: Site) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            services_of(site)
        return len(captured)

    before = queries()
    for number in range(12):
        line = own(f"Linje {number}")
        line.descriptions.create(language_code="nb", text="For deg som …")
        line.hidden_on.add(site)
        line.save()
        row(CODES[10 + number]).hidden_on.add(site)
    assert (before, queries()) == (3, 3)


def test_choices_take_as_many_queries_for_any_number(site: Site) -> None:
    with CaptureQueriesContext(connection) as few:
        choices()
    for number in range(12):
        own(f"Linje {number}", site=site)
    with CaptureQueriesContext(connection) as many:
        choices()
    assert len(few) == len(many) == 3


# --- hiding --------------------------------------------------------------------------------


def test_hidden_on_one_site_and_shown_on_the_other(site: Site, other_site: Site) -> None:
    hidden = row("rusinfo")
    hidden.hidden_on = [site]
    hidden.save()
    assert "rusinfo" not in services_of(site)
    assert "rusinfo" in services_of(other_site)
    assert "rusinfo" in services_of(None)
    assert list(services_of(other_site)) == CODES


@pytest.mark.parametrize("code", ["ambulanse-113", "politi-112", "brann-110", "legevakt-116117"])
def test_number_of_the_ladder_is_shown_whatever_a_row_says(site: Site, code: str) -> None:
    number = row(code)
    number.hidden_on = [site]
    number.contact_points = [phone("+4770000180")]
    number.save()
    assert services_of(site)[code].phone == loader.shipped()[code].phone


# --- own -----------------------------------------------------------------------------------


def test_own_service_is_the_last_until_it_is_moved(site: Site) -> None:
    line = own("Krisetelefonen i Havnesund")
    assert list(services_of(site)) == [*CODES, f"own-{line.pk}"]
    line.sort_order = row("kirkens-sos").sort_order - 1
    line.save()
    found = list(services_of(site))
    assert found.index(f"own-{line.pk}") == found.index("kirkens-sos") - 1


def test_own_service_of_one_site_is_not_on_the_other(site: Site, other_site: Site) -> None:
    code = f"own-{own('Krisetelefonen', site=site).pk}"
    assert code in services_of(site)
    assert code not in services_of(other_site)
    assert code not in services_of(None)
    assert code in all_services()


def test_own_service_as_the_public_gets_it(site: Site) -> None:
    line = own("Krisetelefonen", topics=["suicide"], audiences=["everyone"], queue=False)
    line.descriptions.create(language_code="nb", text="For deg som har det vondt.")
    line.descriptions.create(language_code="en", text="For you who have a hard time.")
    line.save()
    service = services_of(site)[f"own-{line.pk}"]
    assert service == Service(
        code=f"own-{line.pk}",
        name="Krisetelefonen",
        topics=("suicide",),
        audiences=("everyone",),
        languages=(),
        urgency="support",
        queue=False,
        local=True,
        confidence="",
        source="",
        confirmed_on=None,
        contact_points=service.contact_points,
        own=True,
        own_descriptions=(
            ("nb", "For deg som har det vondt."),
            ("en", "For you who have a hard time."),
        ),
    )
    assert service.phone == "+4770000180"


# --- upgrades ------------------------------------------------------------------------------


def test_new_service_is_shown_at_its_place_before_it_has_a_row(site: Site, upgrade: Any) -> None:
    upgrade(inserted(8, new_service()))
    assert list(services_of(site)) == [*CODES[:8], "ny-linje", *CODES[8:]]


def test_new_service_gets_a_row_at_the_same_place_with_migrate(site: Site, upgrade: Any) -> None:
    upgrade(inserted(8, new_service()))
    before = list(services_of(site))
    call_command("migrate", verbosity=0)
    assert list(Helpline.objects.values_list("code", flat=True)) == before
    assert list(services_of(site)) == before


def test_new_service_follows_its_neighbour_to_where_the_site_has_moved_it(
    site: Site, upgrade: Any
) -> None:
    moved = row(CODES[7])
    moved.sort_order = 10_000
    moved.save()
    line = own("Krisetelefonen")
    upgrade(inserted(8, new_service()))
    expected = [*CODES[:7], *CODES[8:], CODES[7], "ny-linje", f"own-{line.pk}"]
    assert list(services_of(site)) == expected
    make_rows()
    assert list(services_of(site)) == expected


def test_two_new_services_the_first_of_all_among_them(site: Site, upgrade: Any) -> None:
    services = {"forst": new_service("forst"), **inserted(4, new_service())}
    upgrade(services)
    assert list(services_of(site)) == list(services)
    assert make_rows() == 2
    assert list(services_of(site)) == list(services)


def test_dropped_service_is_nowhere_but_its_row_stays(site: Site, upgrade: Any) -> None:
    dropped = row("rusinfo")
    dropped.contact_points = [phone("+4770000180")]
    dropped.save()
    upgrade({code: each for code, each in loader.shipped().items() if code != "rusinfo"})
    make_rows()
    assert "rusinfo" not in services_of(site)
    assert "rusinfo" not in all_services()
    kept = row("rusinfo")
    assert (kept.shipped, kept.is_corrected, kept.is_caught_up) == (None, False, False)
    assert kept.contact_points[0].value["number"] == "+4770000180"


def test_choices_say_what_would_keep_a_helpline_away(
    site: Site, other_site: Site, upgrade: Any
) -> None:
    hidden = row("leve")
    hidden.hidden_on = [other_site]
    hidden.save()
    line = own("Krisetelefonen", site=other_site)
    upgrade({code: each for code, each in loader.shipped().items() if code != "rusinfo"})
    found = dict(choices())
    assert found["kirkens-sos"] == loader.shipped()["kirkens-sos"].name
    names = {code: service.name for code, service in loader.shipped().items()}
    assert {code: label for code, label in found.items() if label != names.get(code)} == {
        "leve": f"{names['leve']} – hidden on Nabo kommune",
        "rusinfo": "rusinfo – no longer in the package",
        f"own-{line.pk}": "Krisetelefonen – only on Nabo kommune",
    }
    assert set(found) == {*CODES, f"own-{line.pk}"}


# --- corrections ---------------------------------------------------------------------------


def test_corrected_facts_are_everywhere_and_the_words_stay_the_packages(site: Site) -> None:
    corrected = row("rusinfo")
    corrected.contact_points = [phone("+4770000180")]
    corrected.changed_on, corrected.reason = date(2026, 11, 20), "Nytt nummer"
    corrected.save()
    before, now = loader.shipped()["rusinfo"], services_of(site)["rusinfo"]
    assert now.phone == "+4770000180"
    assert now.corrected
    assert (now.name, now.description, now.note) == (before.name, before.description, before.note)
    assert list(services_of(site)) == CODES
