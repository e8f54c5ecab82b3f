"""Is it still right? Asked by mail, answered in one click, by whoever answers for the facts."""

from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from tests.activities.calendars import make_activity, written
from tests.collecting.submissions.stories import link_in_mail
from tests.factories import once, weekly
from wagtail_hjelp.collecting import confirming
from wagtail_hjelp.collecting.owners import set_owner
from wagtail_hjelp.models import (
    ActivityPage,
    AskedWhy,
    FactOwner,
    Question,
    SecretLink,
    Submission,
    Verification,
)

pytestmark = pytest.mark.django_db

FEST = once("2026-12-20", starts="16:00:00", ends="19:00:00")


@pytest.fixture
def fest(calendar, tell_us):
    page = make_activity(calendar, "Julefest", FEST)
    page.save_revision().publish()
    page.confirm(None, on=date(2026, 11, 1))
    set_owner(page, name="Kari", email="kari@example.org", language="nb")
    return ActivityPage.objects.get(pk=page.pk)


def confirmed_on(page) -> str:
    return str(Verification.objects.get(pk=page.translation_key).confirmed_on)


def asked(page) -> str:
    """The address in the letter that asks about a page."""
    confirming.ask([page])
    return link_in_mail()


def test_one_click_confirms_in_all_languages(fest, locales):
    url = asked(fest)
    client = Client(headers={"accept-language": "en"})
    html = client.get(url).content.decode()
    assert "Er dette fortsatt riktig?" in html
    assert "Julefest" in html
    assert confirmed_on(fest) == "2026-11-01"
    assert client.post(url, {"action": "confirm"}).status_code == 200
    assert confirmed_on(fest) == "2026-11-23"
    english = fest.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    assert english.get_verified().date == date(2026, 11, 23)
    assert Question.objects.get().state == "confirmed"


def test_opening_the_link_changes_nothing(fest):
    url = asked(fest)
    for _time in range(3):
        assert Client().get(url).status_code == 200
    assert Client().head(url).status_code == 200
    assert (confirmed_on(fest), Question.objects.get().state) == ("2026-11-01", "asked")


def test_used_link_opens_nothing_more(fest):
    url = asked(fest)
    Client().post(url, {"action": "confirm"})
    Verification.objects.update(confirmed_on=date(2026, 1, 1))
    for action in ("confirm", "correct", "refuse"):
        assert Client().post(url, {"action": action}).status_code == 410
    assert Client().get(url).status_code == 410
    assert confirmed_on(fest) == "2026-01-01"
    assert FactOwner.objects.get().refuses_mail is False


def test_link_ends_after_sixty_days_and_a_newer_one_takes_its_place(fest, clock):
    first = asked(fest)
    second = asked(fest)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    clock.shift(60 * 24 * 3600)
    assert Client().get(second).status_code == 410


def test_link_of_one_purpose_opens_no_other_and_no_other_page(fest, tell_us, calendar):
    secret = asked(fest).rstrip("/").rpartition("/")[2]
    base = tell_us.get_url()
    for below in ("follow", "write"):
        assert Client().get(f"{base}{below}/{secret}/").status_code == 410
    assert Client().get(f"{base}write/{secret}/what/").status_code == 410
    assert SecretLink.objects.get().translation_key == fest.translation_key
    for guess in ("a" * 43, secret[:-1], f"{secret}a", "..", secret.swapcase()):
        assert Client().get(f"{base}confirm/{guess}/").status_code == 404


def test_the_database_holds_no_secret(fest):
    secret = asked(fest).rstrip("/").rpartition("/")[2]
    [row] = SecretLink.objects.values()
    assert secret not in str(row)


def test_whoever_wants_no_more_mail_gets_none(fest):
    Client().post(asked(fest), {"action": "refuse"})
    assert (FactOwner.objects.get().refuses_mail, Question.objects.get().state) == (True, "refused")
    mail.outbox.clear()
    assert confirming.ask([fest]).refused == 1
    assert mail.outbox == []


def test_correction_begins_with_what_is_published_and_waits_for_approval(fest):
    response = Client().post(asked(fest), {"action": "correct"})
    submission = Submission.objects.get()
    assert (submission.sender_email, submission.base["title"]) == ("kari@example.org", "Julefest")
    assert response["Location"].endswith("/preview/")
    html = Client().get(response["Location"]).content.decode()
    assert "kari@example.org" in html
    assert written(fest) == ["2026-12-20 16:00–19:00"]


# --- when one is asked ----------------------------------------------------------------------


def letters() -> list[tuple[str, str]]:
    """To whom letters went since the last time, and what they are about."""
    found = [(letter.to[0], letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return found


IS_IT = ("kari@example.org", "Is this still right: Kafé?")
REMINDER = ("kari@example.org", "Reminder. Is this still right: Kafé?")


@pytest.fixture
def cafe(calendar, tell_us):
    page = make_activity(calendar, "Kafé", weekly("2026-01-07"), confirm_every_months=6)
    page.confirm(None, on=date(2026, 11, 23))
    set_owner(page, name="Kari", email="kari@example.org", language="en")
    return page


def test_asked_when_the_confirmation_runs_out_then_reminded_twice_then_the_editors_turn(
    cafe, clock
):
    seen = []
    for week in range(40):
        clock.move_to("2027-05-24T10:00:00+02:00")
        clock.shift((week - 1) * 7 * 24 * 3600)
        call_command("hjelp_ask", stdout=StringIO())
        seen += [(week, *letter) for letter in letters()]
    assert seen == [(1, *IS_IT), (3, *REMINDER), (5, *REMINDER)]
    assert (Question.objects.get().state, Question.objects.get().why) == ("unanswered", "due")


def test_asked_once_before_christmas_unless_confirmed_this_autumn(cafe, clock):
    Verification.objects.update(confirmed_on=date(2026, 10, 20))
    clock.move_to("2026-11-09T10:00:00+01:00")
    confirming.ask_what_is_due()
    assert letters() == []
    clock.move_to("2026-11-10T10:00:00+01:00")
    confirming.ask_what_is_due()
    assert letters() == [IS_IT]
    assert Question.objects.get().why == AskedWhy.CHRISTMAS
    Client().post(_newest_link(cafe), {"action": "confirm"})
    clock.move_to("2026-12-01T10:00:00+01:00")
    confirming.ask_what_is_due()
    assert letters() == []


def _newest_link(page) -> str:
    confirming.ask([page])
    url = link_in_mail()
    mail.outbox.clear()
    return url


def test_nobody_to_ask_is_counted_and_letters_that_fail_are_told(cafe, calendar, settings):
    lonely = make_activity(calendar, "Tur", once("2026-12-20"))
    settings.EMAIL_BACKEND = "tests.collecting.submissions.stories.NoPostOffice"
    found = confirming.ask([cafe, lonely])
    assert (found.sent, found.without_owner, found.failed) == (0, 1, 1)
    assert Question.objects.get().state == "not_sent"


def test_queries_of_asking_grow_with_the_letters_alone(
    calendar, tell_us, django_assert_max_num_queries, clock
):
    pages = [make_activity(calendar, f"Tur {number}", once("2026-12-20")) for number in range(12)]
    with django_assert_max_num_queries(3):
        confirming.ask(pages)
