"""What becomes of an activity's dates when its page comes, goes, is copied or is translated."""

from datetime import date

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from tests.activities.calendars import (
    changed,
    listed,
    local,
    make_activity,
    make_calendar,
    occurrence,
    occurrences,
    publish,
    shown,
    text_of,
    translate,
    written,
)
from tests.factories import once, weekly
from tests.translation.stories import write
from wagtail_hjelp.activities.changes import Change, add_extra, cancel, mark_full, move
from wagtail_hjelp.models import ActivityIndexPage, ActivityPage, DateSeries, Occurrence
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

NOW = local("2026-11-23 10:00")
CAFE = weekly("2026-11-25", until="2026-12-16")
LATER = changed(CAFE, starts="15:00:00", ends="17:00:00")
WEDNESDAYS = [
    "2026-11-25 14:00–16:00",
    "2026-12-02 14:00–16:00",
    "2026-12-09 14:00–16:00",
    "2026-12-16 14:00–16:00",
]
LATER_WEDNESDAYS = [text.replace("14:00–16:00", "15:00–17:00") for text in WEDNESDAYS]


@pytest.fixture(autouse=True)
def at(time_machine):
    """Move the clock to a local time; it stands still."""

    def at(text: str) -> None:
        time_machine.move_to(local(text), tick=False)

    time_machine.move_to(NOW, tick=False)
    return at


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def cafe(calendar):
    return make_activity(calendar, "Kafé", CAFE)


def live(page: Page) -> ActivityPage:
    return ActivityPage.objects.get(pk=page.pk)


def calendar_in(calendar: Page, language: str) -> ActivityIndexPage:
    return calendar.get_translation(Locale.objects.get(language_code=language)).specific


def in_lists(calendar: Page) -> list[str]:
    """When the calendar says that something happens, until the new year."""
    rows = shown(calendar).agenda.between(date(2026, 11, 23), date(2026, 12, 31), NOW)
    return [text_of(row) for row in rows]


# --- gone for a while ---------------------------------------------------------------------------


def test_unpublished_activity_is_in_no_list_and_comes_back_with_its_changes(calendar, cafe):
    change, day = Change(cafe, None, "illness", "Vi er syke."), date(2026, 12, 10)
    cancel(occurrence(cafe, "2026-12-02"), change)
    move(occurrence(cafe, "2026-12-09"), day, day, Times(600, 720), Change(cafe))
    mark_full(occurrence(cafe, "2026-12-16"), Change(cafe))
    add_extra(date(2026, 12, 20), date(2026, 12, 20), Times(600), Change(cafe))
    before = in_lists(calendar)
    assert before == [
        "2026-11-25 14:00–16:00",
        "2026-12-02 14:00–16:00 cancelled",
        "2026-12-10 10:00–12:00 moved",
        "2026-12-16 14:00–16:00 full",
        "2026-12-20 10:00",
    ]
    live(cafe).unpublish()
    assert in_lists(calendar) == []
    assert shown(calendar).agenda.next_of([cafe.pk], NOW) == {}
    publish(cafe)
    assert in_lists(calendar) == before
    assert occurrence(cafe, "2026-12-02").note == "Vi er syke."


def test_activity_that_comes_back_with_other_dates_keeps_the_changes_that_still_fit(calendar, cafe):
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe))
    live(cafe).unpublish()
    publish(cafe, dates=[LATER])
    assert in_lists(calendar) == [
        LATER_WEDNESDAYS[0],
        "2026-12-02 15:00–17:00 cancelled",
        *LATER_WEDNESDAYS[2:],
    ]


def test_activity_that_expires_is_in_no_list(calendar, cafe, at):
    publish(cafe, expire_at=local("2026-12-01 12:00"))
    at("2026-12-01 12:01")
    call_command("publish_scheduled")
    assert not live(cafe).live
    assert in_lists(calendar) == []
    assert written(cafe) == WEDNESDAYS


def test_activity_moved_to_another_calendar_takes_its_dates_along(calendar, cafe):
    other = calendar.get_parent().add_child(
        instance=ActivityIndexPage(title="For barn", slug="for-barn")
    )
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe))
    before = in_lists(calendar)
    live(cafe).move(other, pos="last-child")
    assert (in_lists(calendar), in_lists(other)) == ([], before)


# --- gone for good ------------------------------------------------------------------------------


def test_deleted_language_leaves_the_dates_and_the_last_one_takes_them(calendar, cafe):
    english, ukrainian = translate(cafe, "en"), translate(cafe, "uk", alias=True)
    english.save_revision().publish()
    other = make_activity(calendar, "Kor", once("2026-12-20"))
    live(cafe).delete()
    assert written(cafe) == WEDNESDAYS
    live(ukrainian).delete()
    assert written(cafe) == WEDNESDAYS
    # What is gone in the source language is shown in none; the translator's words are kept.
    assert in_lists(calendar_in(calendar, "en")) == ["2026-12-20 14:00–16:00"]
    live(english).delete()
    assert written(cafe) == []
    assert list(DateSeries.objects.values_list("pk", flat=True)) == [other.translation_key]
    assert written(other) == ["2026-12-20 14:00–16:00"]


def test_draft_in_another_language_keeps_them(cafe):
    english = translate(cafe, "en")
    live(cafe).delete()
    assert written(cafe) == WEDNESDAYS
    english.delete()
    assert (written(cafe), DateSeries.objects.count()) == ([], 0)


def test_deleted_calendar_takes_the_dates_of_its_activities(calendar, cafe):
    make_activity(calendar, "Kor", once("2026-12-20"))
    calendar.delete()
    assert (Occurrence.objects.count(), DateSeries.objects.count()) == (0, 0)


def test_all_languages_deleted_at_once_take_the_dates(site):
    """As when a whole site is taken down: its languages stand below one page."""
    home = site.root_page.add_child(instance=Page(title="Havnesund", slug="havnesund"))
    calendar = make_calendar(home)
    cafe = make_activity(calendar, "Kafé", CAFE)
    translate(cafe, "en").save_revision().publish()
    english_home = home.get_translation(Locale.objects.get(language_code="en"))
    Page.objects.filter(pk=english_home.pk).update(slug="havnesund-en")
    Page.objects.get(pk=english_home.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    Page.objects.get(pk=home.pk).delete()
    assert not ActivityPage.objects.exists()
    assert (Occurrence.objects.count(), DateSeries.objects.count()) == (0, 0)


# --- copied -------------------------------------------------------------------------------------


def test_copy_has_dates_of_its_own_and_no_change_of_the_other_s(calendar, cafe):
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe))
    add_extra(date(2026, 12, 20), date(2026, 12, 20), Times(600), Change(cafe))
    copy = live(cafe).copy(update_attrs={"title": "Kafé for unge", "slug": "unge"})
    assert copy.translation_key != cafe.translation_key
    assert written(copy) == WEDNESDAYS
    publish(copy, dates=[LATER])
    assert written(copy) == LATER_WEDNESDAYS
    assert written(cafe) == [
        WEDNESDAYS[0],
        "2026-12-02 14:00–16:00 cancelled",
        *WEDNESDAYS[2:],
        "2026-12-20 10:00",
    ]
    live(copy).delete()
    assert len(written(cafe)) == 5


def test_copy_that_is_a_draft_has_none_until_it_is_published(cafe):
    copy = live(cafe).copy(keep_live=False, update_attrs={"title": "Ny", "slug": "ny"})
    assert (written(copy), DateSeries.of(copy.translation_key)) == ([], None)
    copy.get_latest_revision().publish()
    assert written(copy) == WEDNESDAYS


# --- in several languages -----------------------------------------------------------------------


def test_translation_shares_the_dates_and_publishes_none_of_its_own(calendar, cafe):
    english = translate(cafe, "en")
    # Its revision has the dates of the day on which it was made.
    old = english.save_revision()
    publish(cafe, dates=[LATER])
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe))
    expected = [
        LATER_WEDNESDAYS[0],
        "2026-12-02 15:00–17:00 cancelled",
        *LATER_WEDNESDAYS[2:],
    ]
    pks = [row.pk for row in occurrences(cafe)]
    old.publish()
    assert [row.pk for row in occurrences(cafe)] == pks
    assert written(english) == written(cafe) == expected
    assert in_lists(calendar) == in_lists(calendar_in(calendar, "en")) == expected
    assert live(english).dates.raw_data[0]["value"]["starts"] == "15:00:00"
    # Nor when somebody saves it with other dates.
    page = live(english)
    page.dates = [once("2027-01-04")]
    page.save()
    assert written(cafe) == expected
    assert DateSeries.objects.count() == 1


def test_alias_shares_the_dates_and_follows_the_source(calendar, cafe):
    alias = translate(cafe, "uk", alias=True)
    assert written(alias) == WEDNESDAYS
    publish(cafe, dates=[LATER])
    assert written(alias) == LATER_WEDNESDAYS
    assert live(alias).dates.raw_data[0]["value"]["starts"] == "15:00:00"
    assert in_lists(calendar_in(calendar, "uk")) == LATER_WEDNESDAYS
    live(alias).save()
    assert written(cafe) == LATER_WEDNESDAYS


def test_translation_made_by_wagtail_localize_shares_the_dates(
    calendar, cafe, django_capture_on_commit_callbacks
):
    translate(calendar, "en").save_revision().publish()
    source, _created = TranslationSource.get_or_create_from_instance(cafe)
    locale = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=locale)
    write(cafe, "en")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert (written(cafe), in_lists(calendar_in(calendar, "en"))) == (WEDNESDAYS, WEDNESDAYS)
    publish(cafe, dates=[LATER])
    # Its source is still that of the first time: nobody has synchronised it.
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert written(cafe) == LATER_WEDNESDAYS
    assert in_lists(calendar_in(calendar, "en")) == LATER_WEDNESDAYS
    english = live(cafe).get_translation(locale)
    assert english.live
    assert english.dates.raw_data[0]["value"]["starts"] == "15:00:00"


def test_draft_of_the_source_leaks_no_date_through_its_translation(cafe):
    english = translate(cafe, "en")
    page = live(cafe)
    page.dates = [LATER]
    page.save_revision()
    english.save_revision().publish()
    translate(page, "uk", alias=True)
    assert written(cafe) == WEDNESDAYS


def test_activity_that_is_live_in_another_language_alone_has_that_one_s_dates(calendar):
    draft = make_activity(calendar, "Kafé", CAFE, live=False)
    english = translate(draft, "en")
    english.dates = [LATER]
    english.save_revision().publish()
    assert written(draft) == LATER_WEDNESDAYS
    assert in_lists(calendar_in(calendar, "en")) == LATER_WEDNESDAYS
    assert in_lists(calendar) == []
    cancel(occurrence(english, "2026-12-02"), Change(english))
    # The source decides from the moment at which it is live.
    draft.save_revision().publish()
    assert written(english) == [
        WEDNESDAYS[0],
        "2026-12-02 14:00–16:00 cancelled",
        *WEDNESDAYS[2:],
    ]
    assert live(english).dates.raw_data[0]["value"]["starts"] == "14:00:00"


def test_source_that_is_unpublished_takes_all_languages_with_it_and_brings_them_back(
    calendar, cafe
):
    english = translate(cafe, "en")
    english.save_revision().publish()
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe))
    expected = [WEDNESDAYS[0], "2026-12-02 14:00–16:00 cancelled", *WEDNESDAYS[2:]]
    assert in_lists(calendar_in(calendar, "en")) == expected
    live(cafe).unpublish()
    assert in_lists(calendar) == in_lists(calendar_in(calendar, "en")) == []
    # Published meanwhile it waits for the source, and has the dates of that one.
    publish(english, dates=[CAFE, once("2026-12-20")])
    assert written(cafe) == expected
    assert not live(english).live
    assert in_lists(calendar_in(calendar, "en")) == []
    publish(cafe)
    assert live(english).live
    assert written(cafe) == expected
    assert in_lists(calendar_in(calendar, "en")) == expected


def test_one_cancellation_is_in_all_languages_at_once(calendar, cafe):
    """A translation, an alias, a language that has the calendar alone, and the source."""
    translate(cafe, "nn").save_revision().publish()
    translate(cafe, "uk", alias=True)
    translate(calendar, "en").save_revision().publish()
    cafe.get_translation(Locale.objects.get(language_code="en")).delete()
    calendars = [calendar, *(calendar_in(calendar, code) for code in ("nn", "uk", "en"))]
    assert [in_lists(one) for one in calendars] == [WEDNESDAYS] * 4
    keys = [shown(one).by_translation_key[cafe.translation_key] for one in calendars]
    # English has no page of its own: it lists the source's.
    assert (len(set(keys)), keys[3]) == (3, cafe.pk)
    cancel(occurrence(cafe, "2026-12-02"), Change(cafe, None, "illness", "Vi er syke."))
    expected = [WEDNESDAYS[0], "2026-12-02 14:00–16:00 cancelled", *WEDNESDAYS[2:]]
    assert [in_lists(one) for one in calendars] == [expected] * 4
    for one, key in zip(calendars, keys, strict=True):
        found = shown(one).agenda.next_of([key], local("2026-11-30 12:00"))[key]
        assert (found.status, found.reason, found.note) == ("cancelled", "illness", "Vi er syke.")


def test_list_of_another_part_of_the_site_has_no_date_of_this_one(calendar, cafe):
    other = calendar.get_parent().add_child(
        instance=ActivityIndexPage(title="For barn", slug="for-barn")
    )
    make_activity(other, "Barnekor", once("2026-12-20"))
    assert listed(other, "2026-11-23", "2026-12-31", NOW) == ["2026-12-20 14:00–16:00 Barnekor"]
    agenda = shown(other).agenda
    assert agenda.of(cafe.translation_key, NOW, 5) == []
