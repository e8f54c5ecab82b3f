"""What the editor sees beside the form while filling it in."""

import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail import blocks

from tests.factories import make_offer, phone, visit
from wagtail_hjelp.blocks.contact import ContactPointsBlock
from wagtail_hjelp.blocks.hours import HoursBlock
from wagtail_hjelp.models import SharedHours, SpecialDay

from .rows import OFFICE, closure, exception, form_data, holidays, period, row, special_day, weekly

pytestmark = pytest.mark.django_db
URL = "/admin/hjelp/hours/preview/"
OFFER = "wagtail_hjelp.HelpOfferPage"


def preview(client, rows, field="opening_hours", model=OFFER, **more):
    data = {"model": model, "field": field, "page": "", **form_data(field, rows), **more}
    response = client.post(URL, data)
    assert response.status_code == 200
    return response.content.decode()


def texts(markup: str, css_class: str) -> list[str]:
    """The texts of all elements with a class, without tags, in one line each."""
    pattern = rf'<(\w+)[^>]*class="[^"]*\b{css_class}\b[^"]*"[^>]*>(.*?)</\1>'
    return [plain(inner) for _tag, inner in re.findall(pattern, markup, re.DOTALL)]


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def week(markup: str) -> list[str]:
    return [plain(line) for line in re.findall(r"<div><dt>.*?</div>", markup, re.DOTALL)]


def days(markup: str) -> dict[str, str]:
    """The fourteen days: what stands beside each date."""
    found = re.findall(r'<time datetime="([-\d]+)">.*?</time>(.*?)</li>', markup, re.DOTALL)
    return {day: plain(rest) for day, rest in found}


def warned(markup: str) -> list[str]:
    return [plain(item) for item in re.findall(r"<li><svg.*?</li>", markup, re.DOTALL)]


def test_week_stands_as_people_will_read_it_and_fourteen_days_as_computed(editor):
    answer = preview(editor, [OFFICE, holidays()])
    assert week(answer) == [
        "Monday–Friday 08:00–15:30",
        "Weekends and public holidays closed",
    ]
    found = days(answer)
    assert len(found) == 14
    assert next(iter(found)) == "2026-11-22"
    assert (found["2026-11-22"], found["2026-11-23"]) == ("closed", "08:00–15:30")
    assert texts(answer, "hjelp-preview__today") == ["Today"]
    assert warned(answer) == []


def test_day_that_is_not_like_others_says_which_rule_decided(editor, site):
    SpecialDay.objects.create(kind="planning_day", first="2026-11-24")
    answer = preview(
        editor,
        [
            OFFICE,
            holidays(),
            row("follows_calendar"),
            exception("2026-11-23", what="hours", opens="10:00", closes="12:00", reason="meeting"),
            exception("2026-11-25", what="closed"),
            row(
                "closure",
                {
                    "first": "2026-12-01",
                    "reopens": "2026-12-03",
                    "approximate": False,
                    "reason": "",
                },
            ),
        ],
    )
    found = days(answer)
    assert found["2026-11-23"] == "10:00–12:00 Staff meeting or course"
    assert found["2026-11-24"] == "closed Planning day: the municipality’s special days"
    assert found["2026-11-25"] == "closed Exception"
    assert found["2026-12-01"] == "closed Temporarily closed"
    assert found["2026-12-03"] == "08:00–15:30"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OFFICE], "not stated Christmas Day: no row says anything about public holidays"),
        ([OFFICE, holidays()], "closed Christmas Day: public holiday"),
        ([OFFICE, special_day("christmas_day", "as_usual")], "08:00–15:30 Christmas Day"),
        ([row("always")], "day and night Christmas Day: as usual"),
    ],
)
def test_public_holiday_says_its_name_and_what_decided(editor, rows, expected):
    with time_machine.travel("2026-12-20T10:00:00+01:00", tick=False):
        assert days(preview(editor, rows))["2026-12-25"] == expected


def test_hole_in_a_watch_is_told_in_words(editor):
    rows = [weekly("01234", "16:00", "08:00"), weekly("56", "00:00", "00:00"), holidays("as_usual")]
    assert warned(preview(editor, rows)) == [
        "Monday 00:00–08:00 is not covered. If it should be, add a row for it or let the row "
        "before it last until then."
    ]


def test_warning_leads_to_its_row_and_names_it(editor):
    passed = exception("2026-11-02", "2026-11-03")
    rows = [OFFICE, holidays(), exception("2026-12-02"), passed]
    answer = preview(editor, rows)
    assert warned(answer) == [
        "2–3 November is over: you can remove the row. Go to “Exception on a date 2”"
    ]
    assert f'href="#block-{passed["id"]}-section"' in answer


def test_row_that_is_not_finished_says_nothing_and_moves_no_warning(editor):
    passed = exception("2026-11-02")
    unfinished = exception("")
    half = weekly("0", "08:00", "")
    answer = preview(editor, [half, OFFICE, holidays(), unfinished, passed])
    assert week(answer)[0] == "Monday–Friday 08:00–15:30"
    assert f'data-hjelp-row="{passed["id"]}"' in answer


def test_warning_inside_a_period_leads_to_the_row_of_the_period(editor):
    first, second = weekly("0", "08:00", "12:00"), weekly("0", "11:00", "13:00")
    summer = period("2027-06-15", "2027-08-15", first, second)
    answer = preview(editor, [OFFICE, holidays(), summer])
    inner = summer["value"]["rows"][1]["id"]
    assert f'data-hjelp-row="{inner}"' in answer


def test_times_are_read_as_people_type_them(editor):
    answer = preview(editor, [weekly("0", "8", "15.30"), weekly("1", "0900", "24:00"), holidays()])
    assert week(answer)[:2] == ["Monday 08:00–15:30", "Tuesday 09:00–24:00"]


def test_without_rows_it_says_that_nobody_knows(editor):
    answer = preview(editor, [])
    assert "the page says that the opening hours are not stated. It never says closed." in plain(
        answer
    )
    assert days(answer) == {}


def test_only_unfinished_rows_say_so(editor):
    assert "No row says anything yet" in plain(preview(editor, [weekly("", "", "")]))


def test_ways_in_with_hours_of_their_own_are_shown_by_name(editor):
    contacts = [
        phone("77 00 00 10", hours=[weekly("0", "09:00", "11:00"), holidays()]) | {"id": "a"},
        phone("77000011") | {"id": "b"},
        phone("116117", hours=[row("outside")]) | {"id": "c"},
    ]
    answer = preview(
        editor,
        contacts,
        field="contact_points",
        **form_data("opening_hours", [OFFICE, holidays()]),
    )
    assert texts(answer, "hjelp-preview__name") == ["Telephone 77 00 00 10", "Telephone 116 117"]
    # Sunday; the second Monday belongs to "whenever the offer is not open".
    of_phone, of_watch = answer.split('class="hjelp-preview__name"')[1:]
    assert days(of_phone)["2026-11-23"] == "09:00–11:00"
    assert days(of_watch)["2026-11-23"] == "00:00–08:00, 15:30–24:00"
    assert days(of_watch)["2026-11-22"] == "day and night"


def test_outside_hours_of_an_offer_without_hours_says_why_nothing_is_known(editor):
    contacts = [phone("116117", hours=[row("outside")]) | {"id": "c"}]
    answer = preview(editor, contacts, "contact_points", **form_data("opening_hours", []))
    assert "The offer has no opening hours, so nobody knows" in plain(answer)


def test_ways_in_without_hours_say_that_the_offers_hold(editor):
    answer = preview(editor, [phone("77000011") | {"id": "b"}], field="contact_points")
    assert "those of the offer hold for all" in plain(answer)


def test_shared_hours_are_previewed_and_named(editor):
    shared = SharedHours.objects.create(name="Rådhuset", opening_hours=[("always", None)])
    answer = preview(editor, [row("same_as", {"hours": str(shared.pk)})])
    assert "The same hours as Rådhuset." in plain(answer)
    own = preview(editor, [OFFICE, holidays()], model="wagtail_hjelp.SharedHours")
    assert week(own)[0] == "Monday–Friday 08:00–15:30"


def test_nothing_is_written(editor, directory):
    offer = make_offer(directory, "Legevakt")
    before = (offer.revisions.count(), offer.latest_revision_id)
    preview(editor, [OFFICE], page=str(offer.pk))
    offer.refresh_from_db()
    assert (offer.revisions.count(), offer.latest_revision_id) == before
    assert list(offer.opening_hours.raw_data) == []


def test_only_those_who_may_edit_something_see_it(login, directory):
    data = {"model": OFFER, "field": "opening_hours", **form_data("opening_hours", [OFFICE])}
    assert Client().post(URL, data).status_code == 302
    assert login(name="nobody").post(URL, data).status_code in (302, 403)
    assert login("change_page", name="one").post(URL, data).status_code == 200
    shared = login("wagtail_hjelp.change_sharedhours", name="two")
    assert shared.post(URL, data).status_code == 200


def test_get_and_other_fields_are_refused(editor):
    assert editor.get(reverse("wagtail_hjelp:hours_preview")).status_code == 405
    for model, field in ((OFFER, "body"), (OFFER, "title"), ("auth.Group", "name"), ("x", "y")):
        assert editor.post(URL, {"model": model, "field": field}).status_code == 400


# What a form may be filled with, right and wrong.
TEXTS = st.one_of(
    st.sampled_from(["", "0", "6", "-1", "9" * 30, "08:00", "25:61", "24:00", "on", "+4777000010"]),
    st.sampled_from(["open", "closed", "hours", "closes_at", "as_sunday", "odd", "christmas_eve"]),
    st.sampled_from(["2026-02-30", "2026-12-24", "24.12.2026", "9999-12-31", "0001-01-01"]),
    st.text(max_size=8),
)


def of_block(block):
    """A strategy for the stored form of a block's value, in which every leaf may be any text."""
    if isinstance(block, blocks.StreamBlock):
        rows = [
            st.fixed_dictionaries({"type": st.just(name), "value": of_block(child), "id": TEXTS})
            for name, child in block.child_blocks.items()
        ]
        return st.lists(st.one_of(rows), max_size=3)
    if isinstance(block, blocks.ListBlock):
        one = st.fixed_dictionaries(
            {"type": st.just("item"), "value": of_block(block.child_block), "id": TEXTS}
        )
        return st.lists(one, max_size=2)
    if isinstance(block, blocks.StructBlock):
        return st.fixed_dictionaries(
            {name: of_block(child) for name, child in block.child_blocks.items()}
        )
    if isinstance(block, blocks.StaticBlock):
        return st.none()
    return TEXTS


@pytest.mark.parametrize("day", ["0001-01-01", "0202-12-24", "9999-12-31"])
def test_year_that_is_being_typed_says_nothing_yet(editor, day):
    rows = [exception(day), closure(None, day), closure(day, None), period(day, day, OFFICE)]
    assert "No row says anything yet" in plain(preview(editor, rows))
    assert days(preview(editor, [OFFICE, *rows]))["2026-11-23"] == "08:00–15:30"


FUZZ = hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(of_block(HoursBlock()))
def test_rows_with_anything_in_their_fields_are_never_an_error(editor, rows):
    preview(editor, rows)


@FUZZ
@given(of_block(ContactPointsBlock()), of_block(HoursBlock()))
def test_ways_in_with_anything_in_their_fields_are_never_an_error(editor, contacts, rows):
    preview(editor, contacts, "contact_points", **form_data("opening_hours", rows))


@FUZZ
@given(
    st.dictionaries(
        st.sampled_from(["count", "0-type", "0-order", "0-deleted", "0-id", "0-value-days"]), TEXTS
    ),
    st.sampled_from(["opening_hours", "contact_points"]),
    st.text(max_size=6),
)
def test_what_no_form_of_ours_sends_is_never_an_error(editor, entries, field, page):
    data = {f"{field}-{key}": value for key, value in entries.items()}
    response = editor.post(URL, {"model": OFFER, "field": field, "page": page, **data})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (phone("77000010"), "Telephone 77 00 00 10"),
        (visit(street="Kaigata 1", place="Havnesund"), "Visit Kaigata 1, Havnesund"),
        (visit(withheld=True), "Visit The address is secret"),
        (phone(""), "Telephone"),
    ],
)
def test_way_in_is_called_by_what_it_is(editor, contact, name):
    contact["value"]["hours"] = [OFFICE]
    answer = preview(editor, [contact | {"id": "a"}], "contact_points")
    assert texts(answer, "hjelp-preview__name") == [name]


def test_panel_stands_in_the_forms_of_offers_and_shared_hours(editor, directory):
    offer = make_offer(directory, "Legevakt")
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[offer.pk])).content.decode()
    assert page.count("data-hjelp-hours-preview") == 2
    assert 'data-sent="contact_points opening_hours"' in page
    assert f'data-page="{offer.pk}"' in page
    shared = editor.get(reverse("wagtailsnippets_wagtail_hjelp_sharedhours:add"))
    assert 'data-model="wagtail_hjelp.SharedHours"' in shared.content.decode()


def test_page_with_thousands_of_digits_is_no_page(editor):
    answer = preview(editor, [OFFICE, holidays()], page="9" * 5000)
    assert week(answer) == preview_of_office(editor)


def preview_of_office(editor):
    return week(preview(editor, [OFFICE, holidays()]))


def test_many_doubts_are_cut_short_and_counted(editor):
    rows = [OFFICE, holidays()]
    rows += [exception("2026-12-01", what=what) for what in ("closed", "as_usual") * 10]
    answer = preview(editor, rows)
    assert len(warned(answer)) == 12
    assert "… and 7 more" in plain(answer)
    assert 'data-hjelp-said="The hours are computed anew. 19 warnings."' in answer
