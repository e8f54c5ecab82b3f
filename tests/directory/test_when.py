"""Open now, and open between two dates: the filter's answer is the label's."""

from datetime import date, datetime

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.directory.when import When
from wagtail_hjelp.models import SharedHours, SpecialDay

TODAY = date(2026, 11, 23)


def weekly(opens, closes, days="01234", state="open"):
    value = {"days": list(days), "opens": opens, "closes": closes, "state": state}
    return {"type": "weekly", "value": value}


HOLIDAYS_CLOSED = {"type": "holidays", "value": {"what": "closed"}}
FOLLOWS = {"type": "follows_calendar", "value": None}
OFFICE = [weekly("08:00", "15:30"), HOLIDAYS_CLOSED]


@pytest.fixture
def at(time_machine):
    """Move the clock to a local time in winter."""

    def at(text: str) -> None:
        time_machine.move_to(datetime.fromisoformat(f"{text}+01:00"), tick=False)

    return at


@pytest.fixture
def index(site):
    index = make_section(site.root_page)
    make_offer(index, "Rådhuset", opening_hours=OFFICE)
    make_offer(index, "Krisesenter", opening_hours=[{"type": "always", "value": None}])
    make_offer(index, "Natteravn", opening_hours=[weekly("20:00", "03:00", "45")])
    make_offer(index, "Ny sak", opening_hours=[weekly("12:00", "15:00", "0", "phone_only")])
    make_offer(index, "Avtale", opening_hours=[{"type": "by_appointment", "value": None}])
    make_offer(index, "Ukjent")
    make_offer(
        index,
        "Rusteam",
        contact_points=[phone("70000110"), phone("70000111", hours=[weekly("09:00", "11:00")])],
    )
    return index


def found(index, query: str) -> list[str]:
    html = Client().get(f"{index.url}?{query}").context["directory"]
    return [card.title for card in html.cards]


def test_open_now_is_what_the_labels_say(index, at):
    at("2026-11-23T10:00")
    assert found(index, "open=now") == ["Krisesenter", "Rusteam", "Rådhuset"]
    at("2026-11-23T12:00")
    assert found(index, "open=now") == ["Krisesenter", "Ny sak", "Rådhuset"]
    at("2026-11-28T02:00")
    assert found(index, "open=now") == ["Krisesenter", "Natteravn"]


def test_closing_time_is_closed(index, at):
    at("2026-11-23T15:29:59")
    assert "Rådhuset" in found(index, "open=now")
    at("2026-11-23T15:30:00")
    assert "Rådhuset" not in found(index, "open=now")


def test_count_is_that_of_the_offers_it_would_leave(index, at):
    at("2026-11-23T10:00")
    directory = Client().get(index.url).context["directory"]
    assert directory.when.open_now_count == 3
    directory = Client().get(f"{index.url}?q=rådhuset").context["directory"]
    assert directory.when.open_now_count == 1


def test_between_dates_is_open_at_some_time_of_them(index, at):
    at("2026-11-23T10:00")
    assert found(index, "from=2026-12-24&to=2027-01-01") == [
        "Krisesenter",
        "Ny sak",
        "Rusteam",
        "Rådhuset",
    ]
    # On Christmas Day, of which only two have said something.
    assert found(index, "from=2026-12-25&to=2026-12-25") == ["Krisesenter"]


def test_night_that_began_the_day_before_counts(index, at):
    at("2026-11-23T10:00")
    assert found(index, "from=2026-11-29&to=2026-11-29") == ["Krisesenter", "Natteravn"]


def test_what_was_open_earlier_today_is_over(index, at):
    at("2026-11-23T20:00")
    assert found(index, "from=2026-11-23&to=2026-11-23") == ["Krisesenter"]
    assert found(index, "from=2026-11-23&to=2026-11-24") == ["Krisesenter", "Rusteam", "Rådhuset"]


def test_special_day_of_the_municipality_counts_at_once_for_those_that_follow(index, at):
    at("2026-11-23T10:00")
    make_offer(index, "Biblioteket", opening_hours=[*OFFICE, FOLLOWS])
    assert "Biblioteket" in found(index, "from=2026-12-28&to=2026-12-28")
    SpecialDay.objects.create(kind="romjul", first=date(2026, 12, 27), last=date(2026, 12, 30))
    assert "Biblioteket" not in found(index, "from=2026-12-28&to=2026-12-28")
    assert "Rådhuset" in found(index, "from=2026-12-28&to=2026-12-28")


def test_shared_hours_change_all_that_point_to_them_at_once(index, at):
    at("2026-11-23T10:00")
    shared = SharedHours.objects.create(name="Fastlegene", opening_hours=OFFICE)
    same = [{"type": "same_as", "value": {"hours": shared.pk}}]
    make_offer(index, "Havna legesenter", opening_hours=same)
    make_offer(index, "Vågen legesenter", opening_hours=same)
    assert {"Havna legesenter", "Vågen legesenter"} <= set(found(index, "open=now"))
    shared.opening_hours = [weekly("12:00", "14:00")]
    shared.save()
    assert not {"Havna legesenter", "Vågen legesenter"} & set(found(index, "open=now"))
    shared.delete()
    assert not {"Havna legesenter", "Vågen legesenter"} & set(found(index, "open=now"))


def test_choice_can_be_taken_back_one_by_one(index, at):
    at("2026-11-23T10:00")
    query = "q=senter&open=now&from=2026-12-24&to=2027-01-01"
    directory = Client().get(f"{index.url}?{query}").context["directory"]
    assert [(choice.label, choice.remove_url) for choice in directory.active] == [
        ("Åpent nå", f"{index.url}?q=senter&from=2026-12-24&to=2027-01-01"),
        ("Åpent 24. desember – 1. januar 2027", f"{index.url}?q=senter&open=now"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", When()),
        ("open=now", When(open_now=True)),
        ("open=yes", When()),
        ("from=2026-12-24&to=2027-01-01", When(False, date(2026, 12, 24), date(2027, 1, 1))),
        ("from=2027-01-01&to=2026-12-24", When(False, date(2026, 12, 24), date(2027, 1, 1))),
        ("from=2026-12-24", When(False, date(2026, 12, 24), date(2026, 12, 24))),
        ("to=2026-11-29", When(False, TODAY, date(2026, 11, 29))),
        ("from=2026-11-01&to=2026-11-29", When(False, TODAY, date(2026, 11, 29))),
        ("from=2026-11-01&to=2026-11-22", When()),
        ("from=2031-01-01&to=2031-01-02", When()),
        ("from=2026-12-01&to=2027-12-01", When(False, date(2026, 12, 1), date(2027, 1, 1))),
        ("from=24.12.2026&to=x", When()),
        ("from=2026-02-30", When()),
        ("from=%00&to=%F0%9F%8E%84", When()),
        ("from=20261224&to=2026-W52-4", When()),
    ],
)
def test_address_is_cleaned(query, expected):
    assert When.read(QueryDict(query), TODAY) == expected
