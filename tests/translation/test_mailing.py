"""What waits to be told goes out by mail: the urgent at once, the rest once a day, and nothing that
is no longer true."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests.factories import make_offer
from wagtail_hjelp.models import HelpOfferPage, Notice, NoticeKind
from wagtail_hjelp.models import TranslationRequest as Request
from wagtail_hjelp.translation.mailing import Report, language_of, send_notices
from wagtail_hjelp.translation.tasks import send_waiting_notices

from .people_at_work import TRANSLATE, change, front, person, sent, told, translate

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))
REQUESTED, CHANGED, TO_REVIEW = NoticeKind.REQUESTED, NoticeKind.CHANGED, NoticeKind.TO_REVIEW


class Unwilling(EmailBackend):
    """A mail server that refuses one address, and all while ``down``."""

    refused = "aina@kommune.test"
    down = False

    def send_messages(self, messages):
        if self.down or any(self.refused in message.to for message in messages):
            raise ConnectionRefusedError(f"550 {messages[0].to}: no such mailbox")
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shelter(index):
    """An offer that cannot wait."""
    return make_offer(index, "Krisesenter", slug="krisesenter", urgency="urgent")


def url(version):
    return f"http://testserver/admin/hjelp/translations/{version.pk}/"


def run(*options):
    out = StringIO()
    call_command("hjelp_notices", *options, stdout=out)
    return out.getvalue()


# --- at once, or once a day -------------------------------------------------------------------


def test_urgent_is_sent_when_the_transaction_is_through(shelter, locales, aina, commit, mailoutbox):
    version = translate(shelter, locales["en"])
    with commit():
        change(shelter, summary="Ring når som helst.")
        assert (told(), mailoutbox) == ([("aina", CHANGED, "en", True)], [])
    [mail] = mailoutbox
    assert (mail.to, mail.subject, mail.alternatives) == (
        ["aina@kommune.test"],
        "Urgent: The source has changed: Krisesenter (English)",
        [],
    )
    assert mail.body == (
        "Urgent: The source has changed: Krisesenter (English)\n"
        f"{url(version)}\n\n"
        "-- \n"
        "You get this because you translate or review pages of Vertskommune.\n"
    )
    assert told() == []


def test_the_rest_waits_for_the_daily_mail_and_is_in_one(
    offer, index, locales, aina, commit, mailoutbox
):
    housing = make_offer(index, "Botilbud", slug="botilbud")
    english = {page.pk: sent(page, locales["en"]) for page in (offer, housing)}
    with commit():
        Request.objects.create(
            translation_key=offer.translation_key,
            locale=locales["en"],
            deadline=date(2026, 12, 24),
            note="For <unge> & eldre.",
        )
        Request.objects.create(translation_key=housing.translation_key, locale=locales["en"])
    assert mailoutbox == []
    assert run() == "1 e-post sendt, til én person.\n"
    [mail] = mailoutbox
    assert mail.subject == "To be translated: Gjeldshjelp (English), and 1 more"
    assert mail.body == (
        "To be translated: Gjeldshjelp (English)\n"
        "Wanted by Dec. 24, 2026\n"
        "Note: For <unge> & eldre.\n"
        f"{url(english[offer.pk])}\n\n"
        "To be translated: Botilbud (English)\n"
        f"{url(english[housing.pk])}\n\n"
        "-- \n"
        "You get this because you translate or review pages of Vertskommune.\n"
    )
    assert (run(), len(mailoutbox)) == ("Ingenting å sende.\n", 1)


def test_each_reads_the_mail_in_the_language_of_their_admin(
    offer, index, locales, aina, mailoutbox
):
    person("eli", front(index, locales, "en"), *TRANSLATE, language="nb")
    sent(offer, locales["en"])
    Request.objects.create(
        translation_key=offer.translation_key, locale=locales["en"], deadline=date(2026, 12, 24)
    )
    with override("en"):
        send_notices()
    body = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "Gjeldshjelp (English)\n" in body["aina@kommune.test"]
    assert "Dec. 24, 2026" in body["aina@kommune.test"]
    with override("nb"):
        assert f"{REQUESTED.label}: Gjeldshjelp (Engelsk)\n" in body["eli@kommune.test"]
    assert "24. desember 2026" in body["eli@kommune.test"]


def test_one_who_has_chosen_no_language_reads_the_sites_and_not_the_senders(aina):
    UserProfile.objects.filter(user=aina).update(preferred_language="")
    with override("en"):
        assert language_of(get_user_model().objects.get(pk=aina.pk)) == "nb"
        UserProfile.objects.all().delete()
        assert language_of(get_user_model().objects.get(pk=aina.pk)) == "nb"


def test_title_of_two_lines_makes_a_subject_of_one(offer, locales, aina, mailoutbox):
    Page.objects.filter(pk=offer.pk).update(title="Gjelds\nhjelp")
    sent(offer, locales["en"])
    Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    send_notices()
    assert [mail.subject for mail in mailoutbox] == ["To be translated: Gjelds hjelp (English)"]


def test_dry_run_says_what_and_neither_sends_nor_forgets(offer, locales, aina, mailoutbox):
    sent(offer, locales["en"])
    Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    said = run("--dry-run")
    assert "To be translated: Gjeldshjelp (English)\n" in said
    assert "aina" not in said
    assert (mailoutbox, told()) == ([], [("aina", REQUESTED, "en", False)])


def test_task_does_what_the_command_does(offer, locales, aina, mailoutbox):
    sent(offer, locales["en"])
    Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    send_waiting_notices.enqueue()
    assert ([mail.to for mail in mailoutbox], told()) == ([["aina@kommune.test"]], [])


# --- when mail fails --------------------------------------------------------------------------


@pytest.fixture
def unwilling(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Unwilling"
    return lambda **how: [monkeypatch.setattr(Unwilling, name, to) for name, to in how.items()]


def test_one_address_that_is_refused_stops_nobody_else_and_is_tried_again(
    offer, index, locales, aina, unwilling, mailoutbox, caplog
):
    person("eli", front(index, locales, "en"), *TRANSLATE, language="en")
    sent(offer, locales["en"])
    Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    with pytest.raises(CommandError, match="1 e-post kunne ikke sendes"):
        run()
    assert [mail.to for mail in mailoutbox] == [["eli@kommune.test"]]
    assert told() == [("aina", REQUESTED, "en", False)]
    assert [record.getMessage() for record in caplog.records] == [
        "A mail with 1 notices could not be sent (ConnectionRefusedError). "
        "They wait for the next time."
    ]
    assert not any("@" in (record.exc_text or "") for record in caplog.records)
    unwilling(refused="")
    assert (send_notices(), told()) == (Report(sent=1), [])


def test_publishing_goes_well_while_the_mail_server_is_down_and_the_daily_mail_makes_up_for_it(
    shelter, locales, aina, unwilling, commit, mailoutbox
):
    translate(shelter, locales["en"])
    unwilling(down=True)
    with commit():
        change(shelter, summary="Ring når som helst.")
    assert HelpOfferPage.objects.get(pk=shelter.pk).summary == "Ring når som helst."
    assert (told(), mailoutbox) == ([("aina", CHANGED, "en", True)], [])
    unwilling(down=False, refused="")
    assert run() == "1 e-post sendt, til én person.\n"
    assert told() == []


# --- what is no longer true -------------------------------------------------------------------


@pytest.fixture
def waiting(offer, locales, aina, bo):
    """Aina is asked to translate the offer into English, and Bo to review it."""
    version = sent(offer, locales["en"])
    Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    place = {"translation_key": offer.translation_key, "locale": locales["en"]}
    Notice.objects.create(user=bo, kind=TO_REVIEW, **place)
    assert [one[:2] for one in told()] == [("aina", REQUESTED), ("bo", TO_REVIEW)]
    return version


def sent_to():
    """Send what waits; return to whom. Nothing waits after that."""
    from django.core import mail

    mail.outbox = []
    send_notices()
    assert told() == []
    return [message.to[0].split("@")[0] for message in mail.outbox]


def test_review_that_is_over_is_told_to_nobody(waiting):
    assert sent_to() == ["aina"]


def test_translation_that_is_up_to_date_is_asked_of_nobody(waiting, offer, locales):
    translate(offer, locales["en"])
    assert sent_to() == []


def test_words_that_are_translated_meanwhile_are_told_to_nobody(offer, locales, aina):
    translate(offer, locales["en"])
    change(offer, summary="Ring oss, eller kom innom.")
    changed = HelpOfferPage.objects.get(pk=offer.pk)
    translate(changed, locales["en"])
    assert [one[0] for one in told()] == ["aina"]
    assert sent_to() == []


def test_words_that_are_changed_back_are_told_to_nobody(offer, locales, aina):
    translate(offer, locales["en"])
    change(offer, summary="Ring oss, eller kom innom.")
    change(offer, summary="Ring oss.")
    assert [one[0] for one in told()] == ["aina"]
    assert sent_to() == []


def test_page_that_is_gone_is_told_to_nobody(waiting, offer):
    HelpOfferPage.objects.get(pk=offer.pk).delete()
    assert sent_to() == []


def test_version_that_is_gone_is_told_to_nobody(waiting):
    Page.objects.get(pk=waiting.pk).specific.delete()
    assert [one[0] for one in told()] == ["aina", "bo"]
    assert sent_to() == []


def test_one_who_may_no_longer_translate_is_not_told(waiting, aina):
    aina.groups.clear()
    assert sent_to() == []


@pytest.mark.parametrize("loss", [{"is_active": False}, {"email": ""}])
def test_one_who_cannot_be_told_any_more_is_not_told(waiting, aina, loss):
    get_user_model().objects.filter(pk=aina.pk).update(**loss)
    assert sent_to() == []


def test_request_for_a_page_that_is_a_draft_itself_is_told(index, locales, aina):
    draft = make_offer(index, "Nytt tilbud", slug="nytt", live=False)
    sent(draft, locales["en"])
    Request.objects.create(translation_key=draft.translation_key, locale=locales["en"])
    assert sent_to() == ["aina"]


# --- how much work ----------------------------------------------------------------------------


def test_queries_are_the_same_for_two_notices_and_for_twenty(index, locales, aina):
    def queries_for(count, start):
        for number in range(start, start + count):
            page = make_offer(index, f"Tilbud {number}", slug=f"tilbud-{number}")
            sent(page, locales["en"])
            Request.objects.create(translation_key=page.translation_key, locale=locales["en"])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert send_notices() == Report(sent=1)
        return len(captured)

    queries_for(1, 0)
    assert queries_for(2, 10) == queries_for(20, 20)
