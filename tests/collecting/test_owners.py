"""Who answers for the facts of a page, and that nobody outside is told."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories import alias_in, make_offer
from wagtail_hjelp.collecting.owners import (
    forget_owner,
    note_bounce,
    owner_of,
    owners_of,
    refuse,
    set_owner,
)
from wagtail_hjelp.models import ErrorReport, FactOwner

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def own(page, email: str = "aina@senter.no", **fields) -> FactOwner:
    return set_owner(page, **{"name": "Aina", "email": email, "language": "nb", **fields})


def asked(page) -> str | None:
    owner = owner_of(page)
    return owner.email if owner else None


def test_owner_is_the_pages_own_else_that_of_the_organisation(offer, activity, organisation):
    offer.organisation = organisation
    offer.save()
    assert [asked(page) for page in (offer, activity, organisation)] == [None, None, None]
    own(organisation, "styret@rk.no")
    assert [asked(page) for page in (offer, activity, organisation)] == ["styret@rk.no"] * 3
    own(activity, "kari@rk.no")
    assert [asked(page) for page in (offer, activity)] == ["styret@rk.no", "kari@rk.no"]
    forget_owner(activity)
    assert asked(activity) == "styret@rk.no"


def test_owner_is_the_same_in_every_language_and_for_the_bare_page(activity, organisation):
    own(organisation, "styret@rk.no")
    alias = alias_in(activity, "ar")
    assert [asked(alias), asked(alias.specific), asked(Page.objects.get(pk=activity.pk))] == [
        "styret@rk.no"
    ] * 3


def test_owners_of_many_cost_as_much_as_of_few(directory, offer, activity, organisation):
    own(organisation, "styret@rk.no")
    few = [offer, activity, organisation]
    with CaptureQueriesContext(connection) as small:
        found = owners_of(few)
    assert {key: owner.email for key, owner in found.items()} == {
        activity.translation_key: "styret@rk.no",
        organisation.translation_key: "styret@rk.no",
    }
    many = [*few, *(make_offer(directory, f"T{n}", organisation=organisation) for n in range(8))]
    with CaptureQueriesContext(connection) as large:
        assert len(owners_of(many)) == 10
    assert len(large) == len(small) <= 3
    assert owners_of([]) == {}


def test_page_of_the_host_has_none_unless_it_is_named(site):
    assert owner_of(site.root_page) is None


def test_bounce_and_refusal_hold_for_all_pages_of_an_address(offer, organisation, clock):
    own(offer)
    own(organisation, "Aina@Senter.no")
    assert (note_bounce("AINA@senter.no"), note_bounce("aina@senter.no")) == (2, 0)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert set(FactOwner.objects.values_list("bounced_at", "refuses_mail")) == {(now, False)}
    assert (refuse("aina@senter.no"), refuse("aina@senter.no")) == (2, 0)
    assert refuse("nobody@senter.no") == 0
    assert not any(owner.may_be_mailed for owner in FactOwner.objects.all())


def test_another_address_is_another_person(offer):
    own(offer)
    note_bounce("aina@senter.no")
    refuse("aina@senter.no")
    same = own(offer, name="Aina B.")
    assert (same.refuses_mail, same.bounced_at is None) == (True, False)
    other = own(offer, "bo@senter.no")
    assert (other.pk, other.refuses_mail, other.bounced_at) == (same.pk, False, None)
    assert other.may_be_mailed


def test_who_has_said_no_once_has_said_it_for_all_pages_unless_an_editor_knows_better(
    offer, organisation
):
    own(offer)
    refuse("aina@senter.no")
    assert own(organisation, "Aina@senter.no").refuses_mail
    assert not own(organisation, "aina@senter.no", refuses_mail=False).refuses_mail


def test_owner_and_reports_go_with_the_last_language_of_the_page(offer):
    alias = alias_in(offer, "pl")
    own(offer)
    ErrorReport.objects.create(translation_key=offer.translation_key, reason="times")
    alias.delete()
    assert (FactOwner.objects.count(), ErrorReport.objects.count()) == (1, 1)
    Page.objects.get(pk=offer.pk).delete()
    assert (FactOwner.objects.count(), ErrorReport.objects.count()) == (0, 0)


def test_owner_is_nowhere_in_public(offer, activity, organisation, directory):
    for page in (offer, activity, organisation):
        own(page, "hemmelig@senter.no", name="Hemmelig Person")
        page.save_revision().publish()
    calendar = activity.get_parent()
    addresses = [
        *(page.url for page in (offer, activity, organisation, directory, calendar)),
        f"{offer.url}report/",
        f"{calendar.url}atom/",
        f"{calendar.url}ical/",
        f"{activity.url}ical/",
        f"{directory.url}?q=hemmelig",
        *(f"/api/pages/{page.pk}/?fields=*" for page in (offer, activity, organisation)),
        "/api/pages/?search=hemmelig",
    ]
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        body = b"".join(response) if response.streaming else response.content
        body = body.replace(b"?q=hemmelig", b"").replace(b'value="hemmelig"', b"")
        assert b"@senter.no" not in body, address
        assert b"Hemmelig" not in body, address
    for page in (offer, activity, organisation):
        assert "emmelig" not in str(page.get_latest_revision().content)
        assert "emmelig" not in page.get_search_terms()
