"""Who is told of what: of changed words, of requests, of what is to be reviewed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext
from wagtail.users.models import UserProfile

from tests.factories import phone
from wagtail_hjelp.models import HelpOfferPage, LanguageVersion, Notice, NoticeKind
from wagtail_hjelp.models import TranslationRequest as Request
from wagtail_hjelp.translation import notices

from .people_at_work import REVIEW, TRANSLATE, change, front, person, sent, told, translate

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))
REQUESTED, CHANGED, TO_REVIEW = NoticeKind.REQUESTED, NoticeKind.CHANGED, NoticeKind.TO_REVIEW


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


# --- who is told ------------------------------------------------------------------------------


def test_all_translators_of_a_language_are_told_of_changed_words(offer, locales, aina, bo):
    translate(offer, locales["en"])
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == [("aina", CHANGED, "en", False)]


def test_language_that_shows_the_sources_words_has_nothing_to_be_told(offer, aina):
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == []


def test_changed_fact_is_told_to_nobody(offer, locales, aina):
    translate(offer, locales["en"])
    change(offer, contact_points=[phone("+4770000171")])
    assert told() == []


def test_whoever_wrote_it_last_is_told_alone(offer, index, locales, aina):
    translate(offer, locales["en"])
    eli = person("eli", front(index, locales, "en"), *TRANSLATE)
    LanguageVersion.objects.filter(locale=locales["en"]).update(translator=eli)
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == [("eli", CHANGED, "en", False)]


def test_whoever_is_asked_is_told_before_whoever_wrote_it(offer, index, locales, aina):
    translate(offer, locales["en"])
    eli = person("eli", front(index, locales, "en"), *TRANSLATE)
    LanguageVersion.objects.filter(locale=locales["en"]).update(translator=eli)
    Request.objects.create(
        translation_key=offer.translation_key, locale=locales["en"], assignee=aina
    )
    Notice.objects.all().delete()
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == [("aina", CHANGED, "en", False)]


@pytest.mark.parametrize("change_of", [{"is_active": False}, {"groups": None}])
def test_one_who_has_left_is_nobody_to_wait_for(offer, index, locales, aina, change_of):
    translate(offer, locales["en"])
    eli = person("eli", front(index, locales, "en"), *TRANSLATE)
    LanguageVersion.objects.filter(locale=locales["en"]).update(translator=eli)
    eli.is_active = change_of.get("is_active", True)
    eli.save()
    if "groups" in change_of:
        eli.groups.clear()
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == [("aina", CHANGED, "en", False)]


def test_nobody_without_an_address_is_told(offer, index, locales):
    person("eli", front(index, locales, "en"), *TRANSLATE, email="")
    translate(offer, locales["en"])
    change(offer, summary="Ring oss, eller kom innom.")
    assert told() == []


def test_whoever_did_it_is_not_told(offer, index, locales, aina):
    person("eli", front(index, locales, "en"), *TRANSLATE)
    translate(offer, locales["en"])
    with LogContext(user=aina):
        change(offer, summary="Ring oss, eller kom innom.")
    assert told() == [("eli", CHANGED, "en", False)]


def test_same_thing_twice_is_told_once(offer, locales, aina):
    translate(offer, locales["en"])
    change(offer, summary="Ring oss, eller kom innom.")
    change(offer, summary="Kom innom.")
    assert told() == [("aina", CHANGED, "en", False)]


def test_reviewers_are_told_unless_they_want_no_such_mail(offer, index, locales, aina, bo):
    eli = person("eli", front(index, locales, "en"), *REVIEW)
    UserProfile.objects.create(user=eli, submitted_notifications=False)
    notices.to_review(sent(offer, locales["en"]))
    assert told() == [("bo", TO_REVIEW, "en", False)]


def test_request_is_told_to_all_translators_and_then_to_the_one_who_is_chosen(
    offer, index, locales, aina
):
    eli = person("eli", front(index, locales, "en"), *TRANSLATE)
    sent(offer, locales["en"])
    request = Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    assert told() == [("aina", REQUESTED, "en", False), ("eli", REQUESTED, "en", False)]
    request.assignee = eli
    request.save()
    assert told() == [("eli", REQUESTED, "en", False)]


def test_request_that_is_saved_as_it_was_is_told_to_nobody(offer, locales, aina):
    sent(offer, locales["en"])
    request = Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
    Notice.objects.all().delete()
    request.save()
    assert told() == []
    request.deadline = date(2026, 12, 1)
    request.save()
    assert told() == [("aina", REQUESTED, "en", False)]


def test_request_may_come_before_the_page_in_its_language(offer, locales, aina, commit):
    with commit():
        Request.objects.create(translation_key=offer.translation_key, locale=locales["en"])
        assert told() == []
        sent(offer, locales["en"])
    assert told() == [("aina", REQUESTED, "en", False)]


# --- how much work ---


def test_queries_of_a_change_are_the_same_for_two_translators_and_for_twenty(
    offer, index, locales, aina
):
    translate(offer, locales["en"])

    def queries_for(people, words):
        for number in range(people):
            person(f"{words}{number}", front(index, locales, "en"), *TRANSLATE)
        page = HelpOfferPage.objects.get(pk=offer.pk)
        page.summary = words
        with CaptureQueriesContext(connection) as captured:
            page.save()
        Notice.objects.all().delete()
        return len(captured)

    queries_for(0, "first")
    assert queries_for(1, "few") == queries_for(18, "many")
