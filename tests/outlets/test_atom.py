"""What happens, as a feed: what is new comes first, and what was cancelled says so."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activities.calendars import make_activity, occurrence, publish, shown, translate
from tests.factories import make_topic, once, venue, weekly
from wagtail_hjelp.activities.changes import Change, cancel, mark_full, move
from wagtail_hjelp.outlets.atom import LIMIT
from wagtail_hjelp.schedule.recurrence import Times

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CAFE = weekly("2026-11-25", until="2026-12-30")


def entries(feed: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall(f"{ATOM}entry")


def titles(feed: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(feed)]


def summary(feed: bytes) -> str:
    return entries(feed)[0].findtext(f"{ATOM}summary")


def test_whole_feed(calendar, atom):
    cafe = make_activity(
        calendar,
        "Språkkafé",
        CAFE,
        summary="Vi prater <norsk>\r\nog drikker kaffe.",
        organiser_name="Havnesund frivilligsentral",
        cost="free",
        sign_up_url="https://pamelding.example/",
        sign_up="required",
    )
    cafe.topics.add(make_topic("samtale", "Noen å snakke med"))
    cafe.save()
    cafe = publish(cafe)
    whole = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Hva skjer</title>'
        '<link rel="alternate" href="https://havnesund.example/nb/hjelp/hva-skjer/"/>'
        '<link rel="self" href="https://havnesund.example/nb/hjelp/hva-skjer/feed/"/>'
        "<id>https://havnesund.example/nb/hjelp/hva-skjer/feed/</id>"
        "<updated>2026-11-23T09:00:00+00:00</updated><author><name>Hva skjer</name></author>"
        '<entry xml:lang="nb">'
        "<title>Språkkafé: Wednesday 25 November 2026, 14:00–16:00</title>"
        '<link href="https://havnesund.example/nb/hjelp/hva-skjer/sprakkafe/" rel="alternate"/>'
        "<updated>2026-11-23T09:00:00+00:00</updated>"
        "<author><name>Havnesund frivilligsentral</name></author>"
        f"<id>urn:uuid:{cafe.translation_key}</id>"
        '<summary type="html">'
        "&lt;p&gt;Wednesday 25 November 2026, 14:00–16:00&lt;/p&gt;\n\n"
        "&lt;p&gt;Vi prater &amp;lt;norsk&amp;gt;&lt;br&gt;og drikker kaffe.&lt;/p&gt;\n\n"
        "&lt;p&gt;Arranged by Havnesund frivilligsentral&lt;/p&gt;\n\n"
        "&lt;p&gt;Cost: Free&lt;/p&gt;\n\n"
        "&lt;p&gt;Sign up: https://pamelding.example/&lt;/p&gt;"
        "</summary>"
        '<category term="Noen å snakke med"/>'
        "</entry></feed>"
    )
    # Django decides on the order of attributes.
    assert ElementTree.canonicalize(atom().decode()) == ElementTree.canonicalize(whole)


def test_feed_without_activities_is_a_feed(atom):
    root = ElementTree.fromstring(atom())
    assert [child.tag for child in root] == [
        f"{ATOM}{name}" for name in ("title", "link", "link", "id", "updated", "author")
    ]
    assert root.findtext(f"{ATOM}updated") == "2020-01-01T00:00:00+00:00"


def test_newest_change_comes_first_and_what_is_over_not_at_all(calendar, atom, at):
    over = make_activity(calendar, "Over", once("2026-11-20"))
    undated = make_activity(calendar, "Uten dato")
    first = make_activity(calendar, "Først", CAFE)
    second = make_activity(calendar, "Så", CAFE)
    for number, page in enumerate((over, undated, first, second)):
        at(f"2026-11-23 10:0{number}")
        publish(page)
    when = "Wednesday 25 November 2026, 14:00–16:00"
    assert titles(atom()) == [f"Så: {when}", f"Først: {when}"]
    at("2026-11-23 11:00")
    cancel(occurrence(first, "2026-12-09"), Change(first))
    assert titles(atom()) == [f"Først: {when}", f"Så: {when}"]
    assert entries(atom())[0].findtext(f"{ATOM}updated") == "2026-11-23T10:00:00+00:00"


def test_changed_dates_say_what_has_become_of_them(calendar, atom):
    cafe = make_activity(calendar, "Kafé", CAFE, sign_up_url="https://pamelding.example/")
    day = date(2026, 12, 10)
    mark_full(occurrence(cafe, "2026-12-02"), Change(cafe))
    move(occurrence(cafe, "2026-12-09"), day, day, Times(18 * 60), Change(cafe))
    cancel(occurrence(cafe, "2026-12-16"), Change(cafe, reason="illness", note="Kari er syk."))
    assert summary(atom()) == (
        "<p>Wednesday 25 November 2026, 14:00–16:00</p>\n\n"
        "<p>Wednesday 2 December 2026, 14:00–16:00<br>There is no room left on this date.</p>\n\n"
        "<p>Thursday 10 December 2026, from 18:00<br>"
        "Moved from Wednesday 9 December 2026, from 14:00.</p>\n\n"
        "<p>Wednesday 16 December 2026, 14:00–16:00<br>"
        "This date is cancelled. Reason: Illness.<br>Kari er syk.</p>\n\n"
        "<p>Om Kafé.</p>\n\n"
        "<p>Sign up: https://pamelding.example/</p>"
    )


def test_next_date_that_is_cancelled_says_so_in_the_title(calendar, atom):
    cafe = make_activity(calendar, "Kafé", CAFE, sign_up_url="https://pamelding.example/")
    cancel(occurrence(cafe, "2026-11-25"), Change(cafe))
    assert titles(atom()) == ["Cancelled: Kafé: Wednesday 25 November 2026, 14:00–16:00"]
    assert "pamelding" not in summary(atom())


def test_feed_holds_no_more_than_readers_can_use(calendar, atom):
    for number in range(LIMIT + 3):
        make_activity(calendar, f"Kafé {number}", once("2026-12-24"))
    assert len(entries(atom())) == LIMIT


def test_date_is_the_next_one_until_its_day_is_over(calendar, atom, at):
    make_activity(calendar, "Kafé", weekly("2026-11-23"))
    first = atom()
    assert titles(first) == ["Kafé: Monday 23 November 2026, 14:00–16:00"]
    at("2026-11-23 23:59")
    assert atom() == first
    at("2026-11-24 00:00")
    assert titles(atom()) == ["Kafé: Monday 30 November 2026, 14:00–16:00"]


def test_languages_share_ids(calendar, atom, locales):
    cafe = make_activity(calendar, "Kafé", CAFE)
    alias = translate(cafe, "en", alias=True)
    (nb,), (en,) = entries(atom()), entries(atom(index=alias.get_parent().specific))
    assert nb.findtext(f"{ATOM}id") == en.findtext(f"{ATOM}id") == cafe.translation_key.urn
    # Nobody has translated it yet.
    assert (nb.get(LANG), en.get(LANG)) == ("nb", "nb")


def test_secret_address_is_nowhere(calendar, atom):
    secret = venue(withheld=True, name="Krisesenteret", street="Skjulveien 7", place="Lyngdal")
    make_activity(calendar, "Kvinnekveld", CAFE, where=[secret])
    for word in ("Krisesenteret", "Skjulveien", "Lyngdal"):
        assert word not in atom().decode()


def test_characters_that_xml_refuses_are_left_out(calendar, atom):
    make_activity(calendar, "Ka\x0cfé\x08", CAFE, summary="Kom\x1fnå\ufffe.")
    assert titles(atom()) == ["Ka\nfé: Wednesday 25 November 2026, 14:00–16:00"]


def test_queries_do_not_grow_with_activities(calendar, atom):
    def queries() -> int:
        held = shown(calendar)
        assert held.key_of
        with CaptureQueriesContext(connection) as captured:
            atom()
        return len(captured)

    make_activity(calendar, "Kafé", CAFE)
    atom()
    few = queries()
    for number in range(10):
        page = make_activity(calendar, f"Kafé {number}", CAFE)
        cancel(occurrence(page, "2026-12-09"), Change(page))
    atom()
    assert queries() == few
