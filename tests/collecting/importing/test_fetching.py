"""A calendar is fetched from its address, and nothing else is ever asked for anything."""

import gzip
import ssl
import threading

import pytest

from tests.collecting.importing.wires import (
    ADDRESS,
    HOST,
    OPEN,
    Net,
    calendar_of,
    event,
    leads_to,
    said,
)
from wagtail_hjelp.collecting.importing.fetching import (
    Answer,
    NotFetched,
    fetch,
    look_up,
    wired,
)
from wagtail_hjelp.collecting.importing.hosts import is_open, read_address
from wagtail_hjelp.conf import problems

BODY = calendar_of(event("1", "Kafé"))


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": [HOST, ".frivillig.example"]}


def refusal(net: Net, address: str = ADDRESS, **told: str) -> str:
    with pytest.raises(NotFetched) as refused:
        fetch(address, wire=net.wire, **told)
    assert all(line.closed for _number, _host, line in net.lines)
    return str(refused.value)


# --- what is fetched ------------------------------------------------------------------------


def test_calendar_is_what_stands_at_the_address():
    net = Net(said(BODY, ETag='"a1"', Last_Modified="Mon, 23 Nov 2026 09:00:00 GMT"))
    found = fetch(f"webcal://{HOST}/alt.ics?år=2026#x", wire=net.wire)
    assert found == Answer(BODY, '"a1"', "Mon, 23 Nov 2026 09:00:00 GMT")
    assert net.asked == [f"{OPEN} {HOST} GET /alt.ics?%C3%A5r=2026 HTTP/1.1"]
    sent = net.headers()
    assert sent.pop("User-Agent").startswith("wagtail-hjelp/")
    assert sent == {
        "Host": HOST,
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    assert net.lines[0][2].closed


def test_calendar_may_come_in_parts():
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:7], BODY[7:]))
    net = Net(said(chunks + b"0\r\n\r\n", Transfer_Encoding="chunked"))
    assert fetch(ADDRESS, wire=net.wire) == Answer(BODY)


def test_calendar_that_is_as_it_was_is_not_read_again():
    net = Net(said(status="304 Not Modified"))
    answer = fetch(ADDRESS, etag='W/"a1"', last_modified="Mon, 23 Nov 2026", wire=net.wire)
    assert answer == Answer(None)
    sent = net.headers()
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('W/"a1"', "Mon, 23 Nov 2026")


def test_nothing_new_is_no_answer_to_who_has_nothing():
    assert "(it answers 304)" in refusal(Net(said(status="304 Not Modified")))


def test_tag_that_would_be_a_header_of_its_own_is_not_sent_back():
    net = Net(said(BODY, ETag="a\x01b"))
    assert fetch(ADDRESS, etag="a\r\nX-Evil: 1", wire=net.wire) == Answer(BODY)
    assert "If-None-Match" not in net.headers()


def test_second_machine_is_tried_when_the_first_is_silent():
    net = Net(ConnectionRefusedError(), said(BODY), machines=["8.8.8.8", "8.8.4.4"])
    assert fetch(ADDRESS, wire=net.wire).data == BODY
    assert net.asked == [f"8.8.4.4 {HOST} GET /alt.ics HTTP/1.1"]


# --- addresses that are not fetched from ----------------------------------------------------


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (f"http://{HOST}/", "must begin with https://"),
        (f"ftp://{HOST}/", "must begin with https://"),
        ("file:///etc/passwd", "must begin with https://"),
        (HOST, "must begin with https://"),
        (f"https://{HOST}:8443/", "must not have a port number"),
        (f"https://{HOST}:x/", "not an address"),
        (f"https://kari:hemmelig@{HOST}/", "must not have a user name"),
        (f"https://@{HOST}/", "must not have a user name"),
        ("https://evil.example.com/", "may be fetched from “evil.example.com”"),
        (f"https://{HOST}.evil.example.com/", "may be fetched from"),
        (f"https://under.{HOST}/", "may be fetched from"),
        ("https://frivillig.example/", "may be fetched from"),
        ("https://evilfrivillig.example/", "may be fetched from"),
        (f"https://evil.example.com\\.{HOST}/", "not an address"),
        ("https://a b.frivillig.example/", "not an address"),
        ("https://127.0.0.1/", "not an address"),
        ("https://[::1]/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://2130706433/", "not an address"),
        ("https://localhost/", "not an address"),
        ("https://..frivillig.example/", "not an address"),
        ("https:///alt.ics", "not an address"),
        (f"https://{HOST}/{'x' * 500}", "too long"),
    ],
)
def test_address_that_is_not_allowed_is_asked_nothing(address, why):
    net = Net(said(BODY))
    assert why in refusal(net, address)
    assert (net.looked_up, net.asked) == ([], [])


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (f"HTTPS://{HOST.upper()}.", f"https://{HOST}/"),
        (f"https://{HOST}:443/a b?c=d&e", f"https://{HOST}/a%20b?c=d&e"),
        (f"https://{HOST}//evil.example.com/x", f"https://{HOST}/evil.example.com/x"),
        ("https://røde-kors.frivillig.example/%C3%A5", None),
        ("https://a.b.frivillig.example", "https://a.b.frivillig.example/"),
    ],
)
def test_address_is_read_as_it_is_asked(address, asked):
    expected = asked or "https://xn--rde-kors-54a.frivillig.example/%C3%A5"
    assert str(read_address(address)) == expected


def test_nothing_may_be_fetched_unless_somebody_has_said_from_where(settings):
    settings.WAGTAIL_HJELP = {}
    assert "(the setting IMPORT_HOSTS)" in refusal(Net(said(BODY)))


@pytest.mark.parametrize(
    "value",
    ["example.org", [""], ["."], ["*"], ["localhost"], ["127.0.0.1"], ["a b.no"], [".no"], [1],
     ["https://example.org"], ["example.org/x"], ["example.org:443"], None, {"example.org": 1}],
)  # fmt: skip
def test_hosts_that_cannot_be_used_are_reported(settings, value):
    settings.WAGTAIL_HJELP = {"IMPORT_HOSTS": value}
    expected = "a list of host names, such as 'kalender.example.org' or '.example.org'"
    assert list(problems()) == [("IMPORT_HOSTS", expected)]


# --- machines that are not asked ------------------------------------------------------------

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "::1", "::", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "::8.8.8.8", "fe80::1", "fe80::1%eth0",
    "2a00::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1",
    "2002:a00:1::1", "2001:0:5ef5:79fd::1", "64:ff9b::a00:1", "64:ff9b:1::1", "127.1", "1", "",
]  # fmt: skip


@pytest.mark.parametrize("number", INSIDE)
def test_machine_that_is_not_on_the_open_internet_is_not_asked(number):
    net = Net(said(BODY), machines=[OPEN, number])
    assert "not on the open internet" in refusal(net)
    assert net.asked == []


@pytest.mark.parametrize("number", [OPEN, "2a00:1450:400f:80c::200e", "64:ff9b::808:808"])
def test_machine_on_the_open_internet_is_asked(number):
    assert is_open(number)


def test_machine_that_was_looked_at_is_the_one_that_is_asked():
    """A name that leads elsewhere a moment later is not looked up again."""
    net = Net(said(BODY), machines=[OPEN])
    fetch(ADDRESS, wire=net.wire)
    assert (net.looked_up, net.asked) == ([HOST], [f"{OPEN} {HOST} GET /alt.ics HTTP/1.1"])


def test_name_that_nobody_has_is_told():
    assert refusal(Net(said(BODY), machines=[])) == (
        f"There is no “{HOST}”. Look for a slip in the address."
    )


def test_name_that_nobody_has_is_no_error_of_the_look_up():
    assert look_up("finnes-ikke.invalid", 5) == []


# --- redirects ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 T", "308 P"])
def test_redirect_is_followed_by_the_same_rules(status):
    net = Net(leads_to("/ny/kalender-å.ics", status), said(BODY))
    assert fetch(ADDRESS, etag='"a"', wire=net.wire).data == BODY
    assert net.asked[1] == f"{OPEN} {HOST} GET /ny/kalender-%C3%A5.ics HTTP/1.1"
    assert net.looked_up == [HOST, HOST]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://evil.example.com/alt.ics", "may be fetched from “evil.example.com”"),
        ("//evil.example.com/alt.ics", "may be fetched from “evil.example.com”"),
        (f"http://{HOST}/alt.ics", "must begin with https://"),
        ("file:///etc/passwd", "must begin with https://"),
        (f"https://{HOST}:22/", "must not have a port number"),
        (f"https://kari@{HOST}/", "must not have a user name"),
        ("https://127.0.0.1/", "not an address"),
        ("https://intern.frivillig.example/", "not on the open internet"),
    ],
)
def test_redirect_to_where_nobody_may_fetch_from_is_not_followed(target, why):
    net = Net(leads_to(target), said(BODY), by_name={"intern.frivillig.example": ["127.0.0.1"]})
    assert why in refusal(net)
    assert len(net.asked) == 1


def test_redirects_come_to_an_end():
    net = Net(leads_to("/igjen"))
    assert refusal(net) == "The address leads on to another one too many times."
    assert len(net.asked) == 4


def test_redirect_without_a_target_goes_in_a_ring_and_ends():
    assert "too many times" in refusal(Net(said(status="302 Found")))


# --- answers that are not taken -------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("404 Not Found", "There is nothing at the address (any more)."),
        ("410 Gone", "There is nothing at the address (any more)."),
        ("401 Unauthorized", "not open to everybody"),
        ("403 Forbidden", "not open to everybody"),
        ("500 Oh", "(it answers 500)"),
        ("204 No Content", "(it answers 204)"),
        ("206 Partial", "(it answers 206)"),
    ],
)
def test_answer_that_is_no_calendar_is_told_in_words(status, why):
    assert why in refusal(Net(said(BODY, status=status)))


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip, identity"])
def test_packed_answer_is_refused_before_it_is_read(encoding):
    bomb = gzip.compress(bytes(10_000_000))
    net = Net(said(bomb, Content_Encoding=encoding))
    assert "The answer is packed" in refusal(net)


def test_packing_of_the_wire_is_refused_too():
    net = Net(said(gzip.compress(BODY), Transfer_Encoding="gzip, chunked"))
    assert "The answer is packed" in refusal(net)


def endless(head: bytes, part: bytes):
    """What never ends, counted."""
    count = [0]

    def parts():
        yield head
        while True:
            count[0] += 1
            yield part

    return parts, count


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_body_without_an_end_is_not_read_to_it(head):
    parts, count = endless(head, b"400\r\n" + b"x" * 1024 + b"\r\n")
    net = Net(parts, most_bytes=1024 * 1024)
    assert "over 1 MB" in refusal(net)
    assert count[0] < 1400


def test_body_that_says_how_big_it_is_is_not_read_at_all():
    parts, count = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b"x" * 1024)
    assert "over 1 MB" in refusal(Net(parts, most_bytes=1024 * 1024))
    assert count == [0]


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"x" * 1024 + b"\r\n"),
        (b"HTTP/1.1 ", b"100 Continue\r\n\r\nHTTP/1.1 "),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1024),
    ],
)
def test_headers_without_an_end_are_not_read_to_it(head, part):
    parts, count = endless(head, part)
    assert refusal(Net(parts, most_bytes=1024))
    assert count[0] < 20_000


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nBEGIN\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        ConnectionResetError(),
    ],
)
def test_answer_that_breaks_off_is_no_calendar(answer):
    assert refusal(Net(answer)) == "Nobody answers there, or the answer breaks off."


# --- time -----------------------------------------------------------------------------------

SLOW = "It took too long. Nothing is wrong here: it is tried again."


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_answer_that_drips_is_given_up_when_the_time_for_all_of_it_is_over(head, part):
    clock, count = Clock(), [0]

    def drip():
        yield head
        while True:
            clock.now += 4
            count[0] += 1
            yield part

    net = Net(drip, clock=clock)
    assert (refusal(net), count) == (SLOW, [5])
    # No wait is longer than silence may be, nor than there is time.
    assert net.lines[0][2].timeouts[-1] == 4


def test_time_for_redirects_is_the_same_time():
    clock = Clock()

    def slow():
        clock.now += 8
        yield leads_to("/igjen")

    net = Net(slow, clock=clock)
    assert (refusal(net), len(net.asked)) == (SLOW, 3)


def test_silence_is_given_up():
    assert refusal(Net(TimeoutError())) == SLOW


# --- a real server --------------------------------------------------------------------------


def test_real_server_is_asked_by_tls(server):
    wire, asked, answers, _theirs = server
    answers += [[leads_to("/ny.ics")], [said(BODY)[:50], said(BODY)[50:]]]
    with wired(wire):
        assert fetch(ADDRESS) == Answer(BODY)
    assert [one.splitlines()[0] for one in asked] == [
        "GET /alt.ics HTTP/1.1",
        "GET /ny.ics HTTP/1.1",
    ]


def test_real_server_that_is_silent_is_given_up(server):
    wire, _asked, answers, _theirs = server
    silent = threading.Event()

    def wait():
        yield b"HTTP/1.1 200 OK\r\n"
        silent.wait(10)

    answers.append(wait())
    with pytest.raises(NotFetched, match="It took too long"):
        fetch(ADDRESS, wire=wire)
    silent.set()


@pytest.mark.parametrize("host", ["andre.frivillig.example", HOST])
def test_server_that_cannot_show_who_it_is_is_told_nothing(server, host):
    wire, asked, _answers, theirs = server
    if host == HOST:
        # Nobody that we trust has signed it.
        theirs[0] = ssl.create_default_context()
    with pytest.raises(NotFetched, match="cannot show that it is the one of the address"):
        fetch(f"https://{host}/alt.ics", wire=wire)
    assert asked == []
