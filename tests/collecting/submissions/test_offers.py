"""Whoever answers for a help offer corrects it by the link in the letter, as organisations do."""

import pytest
from django.core import mail

from tests.collecting.submissions.stories import Teller, errors_of, link_in_mail
from tests.factories import make_offer, phone, visit
from wagtail_hjelp.collecting import confirming, moderation
from wagtail_hjelp.collecting.entries import apply_record, read_record
from wagtail_hjelp.collecting.owners import set_owner
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage, Submission

pytestmark = pytest.mark.django_db


def week(days: list[str], opens: str, closes: str) -> dict:
    value = {"days": days, "opens": opens, "closes": closes, "state": "open", "weeks": "every"}
    return {"type": "weekly", "value": value}


WEEKDAYS = [str(day) for day in range(5)]
CLOSED = {
    "type": "exception",
    "value": {
        "first": "2026-12-24",
        "last": None,
        "what": "closed",
        "opens": None,
        "closes": None,
        "state": "open",
        "reason": "",
    },
}


@pytest.fixture
def directory(tell_us):
    front = tell_us.get_parent()
    return front.add_child(instance=HelpOfferIndexPage(title="Hjelpetilbud", slug="tilbud"))


@pytest.fixture
def offer(directory):
    page = make_offer(
        directory,
        "Frisklivssentralen",
        contact_points=[
            phone("+4770000100", purpose="booking"),
            phone("+4770000110"),
            visit(street="Kirkegata 1", postcode="7140", place="Havnesund"),
        ],
        opening_hours=[week(WEEKDAYS, "08:00:00", "15:30:00"), CLOSED],
    )
    set_owner(page, name="Frida", email="frida@havnesund.example", language="nb")
    page.save_revision().publish()
    return HelpOfferPage.objects.get(pk=page.pk)


def live(page: HelpOfferPage) -> HelpOfferPage:
    return HelpOfferPage.objects.get(pk=page.pk)


def test_offer_is_corrected_by_the_link_and_approved_as_all_else(
    teller: Teller, offer, locales, editor_user, django_capture_on_commit_callbacks
):
    alias = offer.copy_for_translation(locales["ar"], copy_parents=True, alias=True)
    confirming.ask([offer])
    url = link_in_mail()
    html = teller.client.get(url).content.decode()
    assert ("70 00 01 10" in html, "Ikke kjent" in html) == (True, False)
    base = teller.client.post(url, {"action": "correct"})["Location"].removesuffix("preview/")
    for step, answers in {
        "where": {"phone": "70 00 01 99"},
        "hours": {"week-0-opens": "10", "week-0-closes": "14:00"},
        "meeting": {"wheelchair": "yes"},
    }.items():
        response = teller.send(f"{base}{step}/", **answers)
        assert response.status_code == 302, errors_of(response)
    with django_capture_on_commit_callbacks(execute=True):
        submission = teller.deliver(
            base, name="Frida", email="frida@havnesund.example", message="Ring gjerne."
        )
    assert (submission.kind, submission.message) == ("offer", "Ring gjerne.")
    assert "rettelsen" in mail.outbox[-1].body
    assert moderation.wishes(submission) == ["phone", "hours", "wheelchair"]
    assert read_record(live(offer))["phone"] == "+4770000110"
    moderation.approve(submission, editor_user)
    for page in (live(offer), live(alias)):
        said = read_record(page)
        assert (said["phone"], said["wheelchair"]) == ("+4770000199", "yes")
        assert said["hours"] == [
            [0, "10:00", "14:00"],
            *[[day, "08:00", "15:30"] for day in (1, 2, 3, 4)],
        ]
        assert [row["type"] for row in page.opening_hours.raw_data][-1] == "exception"
        assert page.contact_points.raw_data[0]["value"]["number"] == "+4770000100"
    assert offer.get_verification().confirmed_on.isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    "row",
    [
        {"type": "always", "value": None},
        {"type": "by_appointment", "value": None},
        {
            **week(["0"], "09:00:00", "10:00:00"),
            "value": {
                "days": ["0"],
                "opens": "09:00:00",
                "closes": "10:00:00",
                "state": "phone",
                "weeks": "every",
            },
        },
    ],
)
def test_hours_that_are_no_plain_week_are_left_to_the_editors(teller, offer, row):
    offer.opening_hours = [week(WEEKDAYS, "08:00:00", "15:30:00"), row]
    offer.save_revision().publish()
    confirming.ask([live(offer)])
    answered = teller.client.post(link_in_mail(), {"action": "correct"})
    base = answered["Location"].removesuffix("preview/")
    html = teller.client.get(f"{base}hours/").content.decode()
    assert "Åpningstidene er mer enn en vanlig uke." in html
    assert 'name="week-0-opens"' not in html
    response = teller.send(f"{base}hours/", **{"week-0-opens": "10", "week-0-closes": "14:00"})
    assert response.status_code == 302
    assert Submission.objects.get().record["hours"] is None
    before = offer.opening_hours.get_prep_value()
    page = live(offer)
    apply_record(page, {"hours": [[0, "10:00", "14:00"]]})
    assert [one["value"] for one in page.opening_hours.get_prep_value()] == [
        one["value"] for one in before
    ]


def test_nobody_begins_with_an_offer_of_their_own(teller, offer):
    assert teller.client.get(f"{teller.url}offer/").status_code == 404
    html = teller.client.get(teller.url).content.decode()
    assert (f"{teller.url}activity/" in html, f"{teller.url}offer/" in html) == (True, False)


def test_deleted_offer_cannot_be_proposed_anew(teller, offer):
    confirming.ask([offer])
    answered = teller.client.post(link_in_mail(), {"action": "correct"})
    base = answered["Location"].removesuffix("preview/")
    HelpOfferPage.objects.get(pk=offer.pk).delete()
    response = teller.send(f"{base}preview/", name="Frida", email="frida@havnesund.example")
    assert (response.status_code, HelpOfferPage.objects.count()) == (200, 0)
    assert teller.client.get(f"{base}page/").status_code == 410
