"""What the editor sees beside the rows of dates while filling them in.

It is Sunday 22 November 2026, ten o'clock.
"""

import html
import re
from datetime import date

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission

from tests.activities.calendars import changed, make_activity, occurrence
from tests.factories import item, once, weekly
from wagtail_hjelp.activities import changes
from wagtail_hjelp.blocks.dates import DatesBlock
from wagtail_hjelp.models import ActivityIndexPage, Occurrence

from .rows import form_data, row
from .test_hours_preview import TEXTS, of_block, plain, texts, warned

pytestmark = pytest.mark.django_db
URL = "/admin/hjelp/dates/preview/"
ACTIVITY = "wagtail_hjelp.ActivityPage"
TIMES = {"starts": "14:00", "ends": "16:00"}


@pytest.fixture
def calendar(directory):
    """A calendar where the rights of those who sign in hold too: below the directory."""
    page = ActivityIndexPage(title="Hva skjer", slug="hva-skjer")
    return directory.add_child(instance=page)


@pytest.fixture
def editor(login):
    return login("change_page", "publish_page")


def listed(*days, **times):
    return row("listed", {"days": [item(day) for day in days], **TIMES, **times})


def monthly(first, weekday, *ordinals, **fields):
    value = {"first": first, "weekday": weekday, "ordinals": list(ordinals), "every": "1"}
    return row("monthly", {**value, "until": "", "not_on_holidays": False, **TIMES, **fields})


def pause(first, last):
    return row("break", {"first": first, "last": last})


def preview(client, *rows, **more):
    data = {"model": ACTIVITY, "field": "dates", "page": "", **form_data("dates", list(rows))}
    response = client.post(URL, {**data, **more})
    assert response.status_code == 200
    return response.content.decode()


def lines(markup):
    (found,) = re.findall(r'<ul class="hjelp-preview__lines">(.*?)</ul>', markup, re.DOTALL)
    return [plain(line) for line in re.findall(r"<li>.*?</li>", found)]


def dates(markup):
    """The dates: what stands at each, and how it looks if it is not as usual."""
    pattern = r'<li class="hjelp-preview__day hjelp-preview__day--([\w-]+)[^"]*">(.*?)</li>'
    return [
        plain(inner) + ("" if state == "scheduled" else f" [{state}]")
        for state, inner in re.findall(pattern, markup, re.DOTALL)
    ]


def extent(markup):
    return texts(markup, "hjelp-preview__extent")


# --- what is shown --------------------------------------------------------------------------


def test_series_stands_as_people_will_read_it_with_its_next_twelve_dates(editor):
    answer = preview(editor, weekly("2026-11-18", not_on_holidays=True))
    assert lines(answer) == ["Every Wednesday, 14:00–16:00, not on public holidays"]
    assert dates(answer) == [
        "Wednesday 25 November 14:00–16:00",
        "Wednesday 2 December 14:00–16:00",
        "Wednesday 9 December 14:00–16:00",
        "Wednesday 16 December 14:00–16:00",
        "Wednesday 23 December 14:00–16:00",
        "Wednesday 30 December 14:00–16:00 The days between Christmas and New Year",
        "Wednesday 6 January 2027 14:00–16:00",
        "Wednesday 13 January 2027 14:00–16:00",
        "Wednesday 20 January 2027 14:00–16:00",
        "Wednesday 27 January 2027 14:00–16:00",
        "Wednesday 3 February 2027 14:00–16:00",
        "Wednesday 10 February 2027 14:00–16:00",
    ]
    assert extent(answer) == ["It goes on: there is no last date."]
    assert warned(answer) == []


def test_series_that_ends_says_how_many_dates_and_which_is_the_last(editor):
    answer = preview(editor, weekly("2026-11-25", until="2026-12-16"))
    assert lines(answer) == ["Every Wednesday, 14:00–16:00, from 25 November until 16 December"]
    assert len(dates(answer)) == 4
    assert extent(answer) == ["4 dates in all, the last one Wednesday 16 December."]
    assert extent(preview(editor, once("2026-12-24"))) == ["1 date in all: Thursday 24 December."]


def test_dates_that_are_past_count_and_are_not_listed(editor):
    answer = preview(editor, weekly("2026-11-04", until="2026-12-02"))
    assert dates(answer) == [
        "Wednesday 25 November 14:00–16:00",
        "Wednesday 2 December 14:00–16:00",
    ]
    assert extent(answer) == ["5 dates in all, the last one Wednesday 2 December."]


def test_what_goes_on_just_now_is_the_next_date_and_marked_as_today(editor):
    camp = once("2026-11-20", last="2026-11-22", starts="18:00", ends="12:00")
    service = once("2026-11-22", starts="09:30", ends="10:30")
    over = once("2026-11-22", starts="08:00", ends="09:00")
    assert dates(preview(editor, camp, service, over)) == [
        "Friday 20 November at 18:00 – Sunday 22 November at 12:00",
        "Sunday 22 November Today 09:30–10:30",
    ]


def test_every_form_of_row_gives_its_dates(editor):
    answer = preview(
        editor,
        once("2026-12-04", last="2026-12-06", starts=None, ends=None),
        listed("2026-12-13", "2026-11-29", starts="22:00", ends="02:00"),
        monthly("2026-12-01", "1", "1", "-1", until="2027-01-05", ends=""),
    )
    assert dates(answer) == [
        "Sunday 29 November 22:00–02:00 the next day",
        "Tuesday 1 December from 14:00",
        "4–6 December",
        "Sunday 13 December 22:00–02:00 the next day",
        "Tuesday 29 December from 14:00 The days between Christmas and New Year",
        "Tuesday 5 January 2027 from 14:00",
    ]
    assert extent(answer) == ["6 dates in all, the last one Tuesday 5 January 2027."]


def test_public_holiday_says_its_name(editor):
    answer = preview(editor, listed("2026-12-24", "2026-12-25", "2026-12-26"))
    assert dates(answer) == [
        "Thursday 24 December 14:00–16:00 Christmas Eve",
        "Friday 25 December 14:00–16:00 Christmas Day: public holiday",
        "Saturday 26 December 14:00–16:00 Boxing Day: public holiday",
    ]


def test_dates_that_are_left_out_stand_there_as_left_out(editor):
    rows = [
        weekly("2026-12-11", not_on_holidays=True, until="2027-01-22"),
        pause("2027-01-07", "2027-01-16"),
        pause("2026-11-23", "2026-11-24"),
    ]
    assert dates(preview(editor, *rows)) == [
        "Friday 11 December 14:00–16:00",
        "Friday 18 December 14:00–16:00",
        "Friday 25 December left out Christmas Day: public holiday [left-out]",
        "Friday 1 January 2027 left out New Year’s Day: public holiday [left-out]",
        "7–16 January 2027 2 dates left out Takes a break [left-out]",
        "Friday 22 January 2027 14:00–16:00",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [weekly("2026-11-25", until="2036-12-02")],
            "It goes on until Tuesday 2 December 2036. Is the year right?",
        ),
        ([once("2026-11-20"), listed("2026-11-01")], "All dates are over."),
        ([weekly("1970-01-01", until="1971-01-01")], "All dates are over."),
        (
            [weekly("2026-12-25", until="2026-12-25", not_on_holidays=True)],
            "There is no date at all: what is left out leaves none.",
        ),
        ([weekly("2026-11-25"), once("2026-11-24")], "It goes on: there is no last date."),
    ],
)
def test_how_long_it_goes_on(editor, rows, expected):
    assert extent(preview(editor, *rows)) == [expected]


def test_dates_that_are_years_away_are_found(editor):
    answer = preview(editor, weekly("2031-01-01", every=52, until="2034-01-01"))
    assert dates(answer) == [
        "Wednesday 1 January 2031 14:00–16:00 New Year’s Day: public holiday",
        "Wednesday 31 December 2031 14:00–16:00 New Year’s Eve",
        "Wednesday 29 December 2032 14:00–16:00 The days between Christmas and New Year",
        "Wednesday 28 December 2033 14:00–16:00 The days between Christmas and New Year",
    ]


UNFINISHED = [
    weekly("", weekdays=["2"]),
    weekly("24 november"),
    weekly("2026-11-25", starts="to"),
    weekly("2026-11-25", until="2026-11-01"),
    once("202"),
    listed(),
    monthly("2026-12-01", "", "1"),
    pause("2026-12-24", ""),
]


@pytest.mark.parametrize("one", UNFINISHED)
def test_row_that_is_not_finished_says_nothing_yet(editor, one):
    assert "No row says anything yet" in plain(preview(editor, one))
    answer = preview(editor, one, once("2026-12-24"))
    assert lines(answer) == ["Thursday 24 December, 14:00–16:00"]


# --- what somebody has changed by hand ------------------------------------------------------

CAFE = weekly("2026-11-10", until="2026-12-22")


@pytest.fixture
def cafe(calendar):
    """Every Tuesday until Christmas: one cancelled, one full, one moved, and one extra."""
    page = make_activity(calendar, "Språkkafé", CAFE, slug="sprakkafe")
    by = changes.Change(page)
    changes.cancel(occurrence(page, "2026-11-24"), by)
    changes.mark_full(occurrence(page, "2026-12-01"), by)
    day, extra = date(2026, 12, 10), date(2026, 12, 12)
    changes.move(occurrence(page, "2026-12-08"), day, day, changes.Times(1080, 1200), by)
    changes.add_extra(extra, extra, changes.Times(600), by)
    return page


def test_saved_page_says_what_was_changed_by_hand(editor, cafe):
    answer = preview(editor, CAFE, page=str(cafe.pk))
    assert dates(answer) == [
        "Tuesday 24 November 14:00–16:00 Cancelled [cancelled]",
        "Tuesday 1 December 14:00–16:00 Full [full]",
        "Tuesday 8 December 14:00–16:00 "
        "Moved by hand to: Thursday 10 December, 18:00–20:00 [moved]",
        "Saturday 12 December from 10:00 Added by hand [extra]",
        "Tuesday 15 December 14:00–16:00",
        "Tuesday 22 December 14:00–16:00",
    ]
    assert warned(answer) == []
    assert "[cancelled]" not in " ".join(dates(preview(editor, CAFE)))


def test_corrected_time_loses_no_date_that_was_changed_by_hand(editor, cafe):
    later = changed(CAFE, starts="18:00:00", ends="20:00:00")
    answer = preview(editor, later, page=str(cafe.pk))
    assert warned(answer) == []
    assert dates(answer)[0] == "Tuesday 24 November 18:00–20:00 Cancelled [cancelled]"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [changed(CAFE, until="2026-12-05")],
            "1 date that somebody has changed by hand is none of these rows’ dates. It is gone "
            "when you publish: Tuesday 8 December (moved).",
        ),
        (
            [CAFE, pause("2026-11-23", "2026-12-05")],
            "2 dates that somebody has changed by hand are none of these rows’ dates. They are "
            "gone when you publish: Tuesday 24 November (cancelled), Tuesday 1 December (full).",
        ),
        (
            [{**CAFE, "id": "another"}],
            "3 dates that somebody has changed by hand are none of these rows’ dates. They are "
            "gone when you publish: Tuesday 24 November (cancelled), Tuesday 1 December (full), "
            "Tuesday 8 December (moved).",
        ),
        (
            [],
            "3 dates that somebody has changed by hand are none of these rows’ dates. They are "
            "gone when you publish: Tuesday 24 November (cancelled), Tuesday 1 December (full), "
            "Tuesday 8 December (moved).",
        ),
    ],
)
def test_dates_changed_by_hand_that_would_be_lost_are_counted_and_named(
    editor, cafe, rows, expected
):
    assert warned(preview(editor, *rows, page=str(cafe.pk))) == [expected]


def test_row_that_is_just_being_typed_in_loses_nothing(editor, cafe):
    for value in ({"first": ""}, {"starts": "1"}, {"until": "2026-1"}):
        answer = preview(editor, changed(CAFE, **value), page=str(cafe.pk))
        assert warned(answer) == []


def test_row_that_is_deleted_in_the_form_loses_its_dates(editor, cafe):
    answer = preview(editor, CAFE, page=str(cafe.pk), **{"dates-0-deleted": "1"})
    assert len(warned(answer)) == 1


def test_many_lost_dates_are_named_up_to_five(editor, calendar):
    daily = weekly("2026-11-23", weekdays=list("0123456"), until="2026-12-20")
    page = make_activity(calendar, "Åpent hus", daily, slug="apent")
    for one in Occurrence.objects.of([page.translation_key])[:8]:
        changes.cancel(one, changes.Change(page))
    (text,) = warned(preview(editor, page=str(page.pk)))
    assert text.startswith("8 dates that somebody has changed by hand")
    assert text.endswith("Friday 27 November (cancelled), ….")


def test_changes_of_a_page_that_one_may_not_edit_stay_unsaid(login, cafe, site):
    other = site.root_page.add_child(instance=ActivityIndexPage(title="Andre", slug="andre"))
    client = login()
    group = get_user_model().objects.get(username="kari").groups.get()
    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=other, permission=permission)
    answer = preview(client, CAFE, page=str(cafe.pk))
    assert "Cancelled" not in answer


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "9" * 5000, "²"])
def test_page_that_is_none_is_a_new_one(editor, cafe, page):
    assert "Cancelled" not in preview(editor, CAFE, page=page)


# --- doubts ---------------------------------------------------------------------------------


def test_series_without_an_end_is_asked_about_christmas_with_a_way_to_its_row(editor):
    friday, thursday = weekly("2026-11-27"), weekly("2026-11-26")
    answer = preview(editor, friday, thursday)
    assert warned(answer) == [
        "It would take place on Christmas Day too, Friday 25 December. If it does not, tick “Not "
        "on public holidays”, or add a row “Takes a break”. Go to “Every week 1”",
        "It would take place on Christmas Eve too, Thursday 24 December. If it does not, add a row "
        "“Takes a break”. Go to “Every week 2”",
    ]
    assert f'href="#block-{friday["id"]}-section" data-hjelp-row="{friday["id"]}"' in answer
    assert 'data-hjelp-said="The dates are computed anew. 2 warnings."' in answer


@pytest.mark.parametrize(
    "rows",
    [
        [weekly("2026-11-27", not_on_holidays=True)],
        [weekly("2026-11-27", until="2027-06-18")],
        [
            weekly("2026-11-27"),
            pause("2026-12-20", "2027-01-03"),
            pause("2027-12-20", "2028-01-03"),
        ],
        [once("2026-12-25")],
        [weekly("2026-12-01", every=2, not_on_holidays=True)],
    ],
)
def test_nobody_is_asked_about_christmas_who_has_answered(editor, rows):
    assert warned(preview(editor, *rows)) == []


def test_series_of_months_is_asked_too(editor):
    (text,) = warned(preview(editor, monthly("2026-11-27", "4", "4")))
    assert text.startswith("It would take place on Christmas Day too, Friday 25 December.")
    assert text.endswith("Go to “Every month”")


def test_christmas_that_a_break_covers_is_asked_about_next_year(editor):
    with time_machine.travel("2027-01-20T10:00:00+01:00", tick=False):
        answer = preview(editor, weekly("2026-11-27"), pause("2026-12-20", "2027-01-03"))
    assert "Friday 24 December" in " ".join(warned(answer))


def test_no_doubt_is_said_as_no_doubt(editor):
    answer = preview(editor, once("2026-12-24"))
    assert 'data-hjelp-said="The dates are computed anew."' in answer


# --- the way in -----------------------------------------------------------------------------


def test_nothing_is_written(editor, cafe):
    before = list(Occurrence.objects.order_by("pk").values())
    revisions = cafe.revisions.count()
    preview(editor, page=str(cafe.pk))
    assert list(Occurrence.objects.order_by("pk").values()) == before
    assert cafe.revisions.count() == revisions


def test_only_those_who_may_edit_something_see_it(login):
    data = {"model": ACTIVITY, "field": "dates", **form_data("dates", [CAFE])}
    assert Client().post(URL, data).status_code == 302
    assert login(name="nobody").post(URL, data).status_code in (302, 403)
    for right in ("add_page", "change_page", "publish_page"):
        assert login(right, name=right).post(URL, data).status_code == 200


def test_get_and_other_fields_are_refused(editor):
    assert editor.get(reverse("wagtail_hjelp:dates_preview")).status_code == 405
    others = ((ACTIVITY, "body"), (ACTIVITY, "where"), ("auth.Group", "name"), ("x", "y"), ("", ""))
    for model, field in others:
        assert editor.post(URL, {"model": model, "field": field}).status_code == 400


def test_panel_stands_beside_the_rows(editor, cafe):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[cafe.pk])).content.decode()
    assert page.count('data-field="dates"') == 1
    assert f'data-page="{cafe.pk}" data-url="{URL}"' in page
    assert 'data-sent="dates"' in page


FUZZ = hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(of_block(DatesBlock()))
def test_rows_with_anything_in_their_fields_are_never_an_error(editor, rows):
    preview(editor, *rows)


@FUZZ
@given(
    st.dictionaries(
        st.sampled_from(["count", "0-type", "0-order", "0-deleted", "0-id", "0-value-first"]), TEXTS
    ),
    st.text(max_size=6),
)
def test_what_no_form_of_ours_sends_is_never_an_error(editor, entries, page):
    data = {f"dates-{key}": value for key, value in entries.items()}
    response = editor.post(URL, {"model": ACTIVITY, "field": "dates", "page": page, **data})
    assert response.status_code == 200


def test_texts_of_an_editor_are_never_markup(editor):
    answer = preview(editor, {**CAFE, "id": '"><script>'})
    assert "<script>" not in html.unescape(answer.replace("&lt;", ""))
