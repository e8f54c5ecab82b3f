"""A feed of Open Referral's API is read page after page, and what is no page is not believed."""

import json
from typing import Any

import pytest

from tests.collecting.importing.wires import HOST, OPEN, Net, leads_to, page_of_feed, said, service
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.collecting.importing.feed_pages import fetch_pages, page_of
from wagtail_hjelp.collecting.importing.fetching import Answer, NotFetched

ADDRESS = f"https://{HOST}/services?full=true"
KAFE, TUR, KOR = service("1", "Kafé"), service("2", "Tur"), service("3", "Kor")


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST, ".frivillig.example"]}


def fetched(net: Net, address: str = ADDRESS, **told: str) -> list[str]:
    """Fetch a feed; return the names of what is in it."""
    found = fetch_pages(address, wire=net.wire, **told)
    assert found.data is not None
    return [one["name"] for one in json.loads(found.data)["contents"]]


def refusal(net: Net, address: str = ADDRESS) -> str:
    with pytest.raises((NotFetched, Refused)) as refused:
        fetch_pages(address, wire=net.wire)
    assert all(line.closed for _number, _host, line in net.lines)
    return str(refused.value)


# --- pages ----------------------------------------------------------------------------------


def test_pages_are_put_together_in_their_order():
    pages = [page_of_feed([one], n, of=3) for n, one in enumerate((KAFE, TUR, KOR), start=1)]
    net = Net(*(said(page, ETag='"a1"') for page in pages))
    found = fetch_pages(ADDRESS, wire=net.wire)
    assert json.loads(found.data or b"") == {"contents": [KAFE, TUR, KOR]}
    assert net.asked == [
        f"{OPEN} {HOST} GET /services?full=true HTTP/1.1",
        f"{OPEN} {HOST} GET /services?full=true&page=2 HTTP/1.1",
        f"{OPEN} {HOST} GET /services?full=true&page=3 HTTP/1.1",
    ]
    assert net.headers()["Accept"] == "application/json, */*;q=0.1"
    # That one of its pages is as it was says nothing of the others.
    assert (found.etag, found.last_modified) == ("", "")


def test_single_page_is_asked_for_only_if_it_is_otherwise():
    net = Net(said(page_of_feed([KAFE]), ETag='"a1"'), said(status="304 Not Modified"))
    found = fetch_pages(ADDRESS, wire=net.wire)
    assert (json.loads(found.data or b""), found.etag) == ({"contents": [KAFE]}, '"a1"')
    assert fetch_pages(ADDRESS, etag='"a1"', wire=net.wire) == Answer(None)
    assert net.headers()["If-None-Match"] == '"a1"'


def test_what_a_server_writes_beside_the_entries_is_no_change():
    one, other = (
        fetch_pages(ADDRESS, wire=Net(said(page_of_feed([KAFE], now=now))).wire) for now in (1, 2)
    )
    assert one == other


@pytest.mark.parametrize("whole", [[KAFE, TUR], KAFE])
def test_file_at_an_address_is_read_as_it_is(whole):
    data = json.dumps(whole).encode()
    assert fetch_pages(ADDRESS, wire=Net(said(data)).wire) == Answer(data)


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"total_pages": 0},
        {"total_pages": 1, "page_number": 1},
        {"last_page": True},
        {"total_pages": None, "total_items": 1},
    ],
)
def test_page_that_is_the_last_is_the_last(about):
    net = Net(said(json.dumps({"contents": [KAFE], **about}).encode()))
    assert fetched(net) == ["Kafé"]
    assert len(net.asked) == 1


def test_pages_go_on_as_long_as_one_says_that_it_is_not_the_last():
    pages = [{"contents": [one], "last_page": last} for one, last in ((KAFE, False), (TUR, True))]
    assert fetched(Net(*(said(json.dumps(page).encode()) for page in pages))) == ["Kafé", "Tur"]


def test_page_that_somebody_has_in_the_address_is_no_beginning():
    assert page_of("https://a.no/s?page=7&per_page=9&x#y") == "https://a.no/s?per_page=9&x"
    assert page_of("https://a.no/s", 2) == "https://a.no/s?page=2"


def test_entry_that_moves_to_the_next_page_meanwhile_is_there_once():
    net = Net(
        said(page_of_feed([KAFE, TUR], 1, of=2, total_items=None)),
        said(page_of_feed([TUR, KOR], 2, of=2, total_items=None)),
    )
    assert fetched(net) == ["Kafé", "Tur", "Kor"]


def test_character_that_is_none_is_left_to_who_reads_the_entry():
    broken = json.dumps({"contents": [{"id": "1", "name": "\ud800"}]}).encode()
    assert fetched(Net(said(broken))) == ["\ud800"]


# --- hostile pages --------------------------------------------------------------------------

NO_PAGE = "Page {} of the feed is not as Open Referral says that pages are."
AGAIN = "The feed gives the same page again and again."
MANY = (
    "The feed has more than 100 pages. Ask whoever makes it how to have larger ones, such as with "
    "“per_page=100” in the address."
)
NOT_JSON = "The file is not JSON, or a part of it is cut."


def raw(**page: Any) -> bytes:
    return said(json.dumps({"contents": [TUR], **page}).encode())


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (page_of_feed([TUR], 1, of=2), NO_PAGE.format(2)),
        (page_of_feed([TUR], 3, of=2), NO_PAGE.format(2)),
        (page_of_feed([KAFE], 2, of=2), AGAIN),
        (page_of_feed([], 2, of=3, total_items=2), NO_PAGE.format(2)),
        (b"[]", NO_PAGE.format(2)),
        (b"{}", NO_PAGE.format(2)),
        (b'"x"', NO_PAGE.format(2)),
        (b'{"contents": "x"}', NO_PAGE.format(2)),
        (b"<!doctype html><title>Logg inn</title>", NOT_JSON),
        (page_of_feed([TUR], 2, of=2)[:-3], NOT_JSON),
        (b"\xff\xfe", NOT_JSON),
        (b"[" * 100_000, NOT_JSON),
        (b'{"contents": [NaN]}', NOT_JSON),
        (b"", "The file is empty."),
    ],
)
def test_second_page_that_is_none_is_refused(second, why):
    net = Net(said(page_of_feed([KAFE], 1, of=2)), said(second))
    assert refusal(net) == why
    assert len(net.asked) == 2


@pytest.mark.parametrize(
    "about",
    [
        {"page_number": 2},
        {"page_number": 0},
        {"page_number": "1"},
        {"page_number": True},
        {"total_pages": "2"},
        {"total_pages": 1.5},
        {"total_pages": [1]},
        {"contents": None},
        {"contents": {}},
    ],
)
def test_first_page_that_is_none_is_refused(about):
    net = Net(raw(**about))
    assert refusal(net) == NO_PAGE.format(1)
    assert len(net.asked) == 1


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"\x00", b"null x", b'{"contents": [1e999]}', b"9" * 5000]
)
def test_what_is_not_json_is_refused(body):
    assert refusal(Net(said(body))) in (NOT_JSON, "The file is empty.", NO_PAGE.format(1))


def test_feed_that_says_that_it_is_endless_is_not_begun():
    net = Net(raw(total_pages=101))
    assert refusal(net) == MANY
    assert len(net.asked) == 1


def test_feed_that_never_ends_is_given_up():
    count = [0]

    def more():
        count[0] += 1
        entry = service(f"{count[0]}", "Kafé")
        yield said(json.dumps({"contents": [entry], "last_page": False}).encode())

    net = Net(more)
    assert refusal(net) == MANY
    assert len(net.asked) == 100


def test_feed_that_says_the_same_for_ever_is_given_up():
    net = Net(said(json.dumps({"contents": [KAFE], "last_page": False}).encode()))
    assert refusal(net) == AGAIN
    assert len(net.asked) == 2


def test_feed_is_too_big_in_sum():
    big = [
        page_of_feed([service(f"{n}", "Kafé", description="x" * 400_000)], n, of=9)
        for n in range(1, 10)
    ]
    net = Net(*(said(page) for page in big), most_bytes=1024 * 1024)
    assert "over 1 MB" in refusal(net)
    assert len(net.asked) == 3


def test_time_for_all_pages_is_the_same_time():
    now = [0.0]

    def slow():
        now[0] += 8
        n = len(net.lines)
        yield said(page_of_feed([service(f"{n}", "Kafé")], n, of=9))

    net = Net(slow, clock=lambda: now[0])
    assert refusal(net) == "It took too long. Nothing is wrong here: it is tried again."
    assert len(net.asked) == 3


def test_page_that_leads_to_another_host_is_refused_also_one_that_is_allowed():
    net = Net(
        said(page_of_feed([KAFE], 1, of=2)),
        leads_to("https://annet.frivillig.example/services?page=2"),
        said(page_of_feed([TUR], 2, of=2)),
    )
    assert refusal(net) == "A page of the feed leads to another host than the first."


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://evil.example.com/services?page=2", "may be fetched from “evil.example.com”"),
        ("http://kalender.example.org/services?page=2", "must begin with https://"),
        ("https://127.0.0.1/", "not an address"),
    ],
)
def test_page_that_leads_to_where_nobody_may_fetch_from_is_not_followed(target, why):
    net = Net(said(page_of_feed([KAFE], 1, of=2)), leads_to(target), said(page_of_feed([TUR], 2)))
    assert why in refusal(net)
    assert len(net.asked) == 2


def test_feed_may_stand_where_its_address_leads():
    """As long as all of it does."""
    there = "https://annet.frivillig.example/s"
    net = Net(
        leads_to(there),
        said(page_of_feed([KAFE], 1, of=2)),
        leads_to(f"{there}?page=2"),
        said(page_of_feed([TUR], 2, of=2)),
    )
    assert fetched(net) == ["Kafé", "Tur"]


def test_links_in_a_page_are_not_followed():
    net = Net(
        said(page_of_feed([KAFE], 1, of=2, next="https://evil.example.com/", links=["http://x"])),
        said(page_of_feed([TUR], 2, of=2)),
    )
    assert fetched(net) == ["Kafé", "Tur"]
    assert net.looked_up == [HOST, HOST]


def test_page_that_fails_fails_all_of_it():
    net = Net(said(page_of_feed([KAFE], 1, of=2)), said(status="500 Oh"))
    assert "(it answers 500)" in refusal(net)


@pytest.mark.parametrize("address", ["https://[::1/", "https://evil.example.com/", "services"])
def test_address_that_is_not_allowed_is_asked_nothing(address):
    net = Net(said(page_of_feed([KAFE])))
    assert refusal(net, address)
    assert (net.looked_up, net.asked) == ([], [])


# --- what is not all of it ------------------------------------------------------------------


def test_feed_of_which_not_all_came_is_refused():
    """What was not read would be taken for gone."""
    net = Net(said(page_of_feed([KAFE], total_items=25)))
    assert refusal(net) == (
        "The feed says that it has 25 entries, and gives 1. Nothing has been imported."
    )


def test_feed_that_is_changed_while_it_is_read_is_read_another_time():
    net = Net(
        said(page_of_feed([KAFE], 1, of=2, total_items=3)),
        said(page_of_feed([TUR], 2, of=2, total_items=2)),
    )
    assert refusal(net) == "The feed was changed while it was read. It is tried again."
