"""A feed fetched from its address, by a server that trusts nobody it asks.

::

    answer = fetch("https://kalender.example.org/alt.ics", etag=source.etag)
    answer.data                      # None: nothing new since then

Only https, only to hosts that the site names and to machines on the open internet
(:mod:`.hosts`), each redirect by the same rules. The name is looked up once, and the machine that
was looked at is the one that is asked: no name that leads elsewhere a moment later takes us there.
Its certificate must still be the name's. There is a limit to the time of the whole and of each
wait, and to what is read; what comes in several answers (:mod:`.feed_pages`) is one whole. The
site's own proxy settings are not used.

The http is http.client's. What is ours is where the connection goes, and how long and how much is
read from it.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext

from wagtail_hjelp import __version__
from wagtail_hjelp.collecting.files.calendar_text import MOST_BYTES
from wagtail_hjelp.collecting.files.refusing import MEGABYTE

from .hosts import Address, NotFetched, check_machines, read_address

__all__ = ["WIRE", "Answer", "Errand", "NotFetched", "Wire", "fetch", "wired"]

PORT = 443
MOST_REDIRECTS = 3
# Machines of one name that are tried, one after the other.
_MOST_MACHINES = 4
# Headers and the marks between the parts of a body come on top of it.
_MOST_BESIDE = 256 * 1024
_PART = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_CLOSED = {401, 403, 407}
# What may be sent back as a header.
_TAG = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?", re.ASCII)


class TookTooLong(OSError):
    """The time for the whole of it is over."""


class TooMuch(OSError):
    """More has come than anybody asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: ``data``, or None if there is nothing new, and what to ask with next time.

    ``host`` is whose answer it is, after redirects.
    """

    data: bytes | None
    etag: str = ""
    last_modified: str = ""
    host: str = field(default="", compare=False)


# --- the wire -------------------------------------------------------------------------------


def look_up(host: str, seconds: float) -> Sequence[str]:
    """Return the IP addresses of a name; none if there are none, or nobody says so in time."""
    found: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(row[4][0]) for row in rows)

    # The system's own waiting for an answer has no limit that one can set.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return list(found)


def open_tls(
    number: str,
    host: str,
    seconds: float,
    *,
    port: int = PORT,
    context: ssl.SSLContext | None = None,
) -> socket.socket:
    """Return a connection to a machine that has shown that it is a host's."""
    plain = socket.create_connection((number, port), timeout=seconds)
    try:
        return (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


@dataclass(frozen=True, slots=True)
class Wire:
    """How others are reached, and how long and how much we listen."""

    look_up: Callable[[str, float], Sequence[str]] = look_up
    # A machine's number, the name that it must prove, and how long that may take.
    connect: Callable[[str, str, float], Any] = open_tls
    clock: Callable[[], float] = time.monotonic
    seconds: float = 20
    seconds_of_silence: float = 5
    most_bytes: int = MOST_BYTES


WIRE = Wire()
_wire: ContextVar[Wire] = ContextVar("wire", default=WIRE)


@contextmanager
def wired(wire: Wire) -> Iterator[None]:
    """While within, what is fetched goes by another wire, such as one that leads nowhere."""
    token = _wire.set(wire)
    try:
        yield
    finally:
        _wire.reset(token)


class _Listening(io.RawIOBase):
    """What comes by a connection, as long and as much as there is time and room for."""

    def __init__(self, connection: Any, left: Callable[[], float], silence: float, most: int):
        self.connection, self.left, self.silence, self.most = connection, left, silence, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(min(self.silence, self.left()))
        count = int(self.connection.recv_into(buffer))
        # It has come, but too late.
        self.left()
        self.most -= count
        if self.most < 0:
            raise TooMuch
        return count


class _Line:
    """A connection as http.client uses one."""

    def __init__(self, connection: Any, errand: Errand):
        self.connection = connection
        wire = errand.wire
        most = wire.most_bytes - errand.came + _MOST_BESIDE
        self.listening = _Listening(connection, errand.left, wire.seconds_of_silence, most)

    def sendall(self, data: bytes) -> None:
        self.connection.sendall(data)

    def makefile(self, mode: str = "rb", *args: Any, **kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(self.listening)

    def close(self) -> None:
        """Leave it open: http.client closes it as soon as it knows that nothing follows."""


# --- fetching -------------------------------------------------------------------------------


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", wire: Wire | None = None
) -> Answer:
    """Fetch what stands at an address, unless it is as it was; raises :class:`NotFetched`."""
    return Errand(wire).fetch(address, etag=etag, last_modified=last_modified)


class Errand:
    """All that is fetched for one purpose, in the time and the room that there is for the whole.

    ``accept`` is what is asked for, as http says it. Its answers have ``came`` bytes together.
    """

    def __init__(self, wire: Wire | None = None, accept: str = "text/calendar") -> None:
        self.wire, self.accept, self.came = wire or _wire.get(), accept, 0
        self.ends = self.wire.clock() + self.wire.seconds

    def left(self) -> float:
        """Return how many seconds there are; raises :class:`TookTooLong`."""
        seconds = self.ends - self.wire.clock()
        if seconds <= 0:
            raise TookTooLong
        return seconds

    def fetch(self, address: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch what stands at an address, as :func:`fetch` does."""
        try:
            return _follow(address, _asking(etag, last_modified), self)
        except TooMuch:
            raise _too_much(self.wire) from None
        except TimeoutError:
            raise _too_slow() from None
        except TookTooLong:
            raise _too_slow() from None
        except ssl.SSLError:
            raise NotFetched(
                gettext("The machine that answers cannot show that it is the one of the address.")
            ) from None
        except (OSError, HTTPException, ValueError):
            raise NotFetched(gettext("Nobody answers there, or the answer breaks off.")) from None


def _asking(etag: str, last_modified: str) -> dict[str, str]:
    """Return the headers by which a server knows what we have."""
    said = {"If-None-Match": _tag(etag), "If-Modified-Since": _tag(last_modified)}
    return {name: value for name, value in said.items() if value}


def _tag(value: str | None) -> str:
    return value if value and _TAG.fullmatch(value) else ""


def _follow(text: str, asking: Mapping[str, str], errand: Errand) -> Answer:
    for _hop in range(MOST_REDIRECTS + 1):
        address = read_address(text)
        with _asked(address, asking, errand) as response:
            if response.status not in _REDIRECTS:
                return _answer(response, address.host, asking, errand)
            target = response.getheader("Location") or ""
            # Our own address, written as it was sent: a header is bytes, and its letters latin-1.
            text = urljoin(
                str(address), target.encode("latin-1", "replace").decode("utf-8", "replace")
            )
    raise NotFetched(gettext("The address leads on to another one too many times."))


@contextmanager
def _asked(address: Address, asking: Mapping[str, str], errand: Errand) -> Iterator[HTTPResponse]:
    """Ask a host, and give its answer as far as its headers."""
    wire, left = errand.wire, errand.left
    machines = check_machines(wire.look_up(address.host, left()), address.host)
    connection = _connection(machines[:_MOST_MACHINES], address.host, wire, left)
    try:
        connection.settimeout(min(wire.seconds_of_silence, left()))
        # One that has a connection makes none of its own.
        asked = HTTPSConnection(address.host)
        asked.auto_open = 0
        asked.sock = _Line(connection, errand)
        headers = {
            "Accept": f"{errand.accept}, */*;q=0.1",
            # What is packed may unpack to anything.
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": f"wagtail-hjelp/{__version__}",
            **asking,
        }
        asked.request("GET", address.target, headers=headers)
        with asked.getresponse() as response:
            yield response
    finally:
        connection.close()


def _connection(machines: Sequence[str], host: str, wire: Wire, left: Callable[[], float]) -> Any:
    """Return a connection to the first of some machines that answers."""
    for number in machines[:-1]:
        try:
            return wire.connect(number, host, min(wire.seconds_of_silence, left()))
        except (TookTooLong, ssl.SSLError):
            raise
        except OSError:
            continue
    return wire.connect(machines[-1], host, min(wire.seconds_of_silence, left()))


def _answer(response: HTTPResponse, host: str, asking: Mapping[str, str], errand: Errand) -> Answer:
    wire, room = errand.wire, errand.wire.most_bytes - errand.came
    if response.status == 304 and asking:
        return Answer(None, host=host)
    if response.status != 200:
        raise NotFetched(_why(response.status))
    encodings = (response.getheader("Content-Encoding") or "identity").strip().lower()
    transfer = (response.getheader("Transfer-Encoding") or "chunked").strip().lower()
    if encodings != "identity" or transfer != "chunked":
        raise NotFetched(gettext("The answer is packed, and we asked for one that is not."))
    if response.length is not None and response.length > room:
        raise _too_much(wire)
    found = bytearray()
    while part := response.read(_PART):
        found += part
        if len(found) > room:
            raise _too_much(wire)
    errand.came += len(found)
    if response.length:
        raise NotFetched(gettext("Nobody answers there, or the answer breaks off."))
    return Answer(
        bytes(found),
        _tag(response.getheader("ETag")),
        _tag(response.getheader("Last-Modified"))[:100],
        host,
    )


def _why(status: int) -> str:
    if status in _GONE:
        return gettext("There is nothing at the address (any more).")
    if status in _CLOSED:
        return gettext("It is not open to everybody. Ask for an address that is.")
    text = gettext("The server there has a problem of its own (it answers %(status)d).")
    return text % {"status": status}


def _too_slow() -> NotFetched:
    return NotFetched(gettext("It took too long. Nothing is wrong here: it is tried again."))


def _too_much(wire: Wire) -> NotFetched:
    text = gettext("What stands there is over %(size)d MB, which is too much.")
    return NotFetched(text % {"size": wire.most_bytes // MEGABYTE})
