"""Wires that lead nowhere: what a server says is made by a test, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from wagtail_hjelp.collecting.importing.fetching import Wire

HOST = "kalender.example.org"
ADDRESS = f"https://{HOST}/alt.ics"
# On the open internet, and nobody's that a test knows.
OPEN = "8.8.8.8"


def said(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as it is on the wire."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def leads_to(address: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return said(status=status, Location=address)


class Line:
    """A connection of which a test has decided what comes."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.waiting, self.sent, self.closed = parts, b"", b"", False
        self.timeouts: list[float] = []

    def settimeout(self, seconds: float) -> None:
        self.timeouts.append(seconds)

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def recv_into(self, buffer: Any) -> int:
        self.waiting = self.waiting or next(self.parts, b"")
        part, self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self.closed = True


class Net:
    """Servers by name: each answer is used once, the last one for ever.

    ``asked`` are the requests in their order: machine, name, first line and headers.
    """

    def __init__(
        self,
        *answers: bytes | Exception | Callable[[], Iterable[bytes]],
        machines: Sequence[str] = (OPEN,),
        by_name: dict[str, Sequence[str]] | None = None,
        **limits: Any,
    ) -> None:
        self.answers, self.machines, self.by_name = list(answers), machines, by_name or {}
        self.lines: list[tuple[str, str, Line]] = []
        self.looked_up: list[str] = []
        self.wire = Wire(look_up=self._look_up, connect=self._connect, **limits)

    def _look_up(self, host: str, seconds: float) -> Sequence[str]:
        self.looked_up.append(host)
        return self.by_name.get(host, self.machines)

    def _connect(self, number: str, host: str, seconds: float) -> Line:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        line = Line(iter(answer() if callable(answer) else [answer]))
        self.lines.append((number, host, line))
        return line

    @property
    def asked(self) -> list[str]:
        """Each request: the machine, the name, and its first line."""
        return [
            f"{number} {host} {line.sent.decode().splitlines()[0]}"
            for number, host, line in self.lines
        ]

    def headers(self, which: int = -1) -> dict[str, str]:
        """The headers of a request."""
        lines = self.lines[which][2].sent.decode().strip().splitlines()[1:]
        return dict(line.split(": ", 1) for line in lines)


def event(uid: str, title: str, day: str = "20261202", **more: str) -> str:
    """An event of an evening."""
    said = {
        "UID": uid,
        "SUMMARY": title,
        "DESCRIPTION": f"Om {title}.",
        "DTSTART": f"{day}T180000",
        "DTEND": f"{day}T200000",
        **more,
    }
    return "\r\n".join(
        ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in said.items()), "END:VEVENT", ""]
    )


def calendar_of(*events: str) -> bytes:
    """A calendar file."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def service(key: str, name: str, **more: Any) -> dict[str, Any]:
    """A service as Open Referral's API gives it, on one evening."""
    return {
        "id": key,
        "name": name,
        "description": f"Om {name}.",
        "status": "active",
        "organization": {"id": "o", "name": "Frivilligsentralen"},
        "schedules": [{"dtstart": "2026-12-02", "opens_at": "18:00", "closes_at": "20:00"}],
        **more,
    }


def organisation(key: str, name: str, **more: Any) -> dict[str, Any]:
    """An organisation as Open Referral's API gives it."""
    website = f"https://lag{key}.example.org"
    return {"id": key, "name": name, "description": f"Om {name}.", "website": website, **more}


def page_of_feed(
    entries: Sequence[dict[str, Any]], number: int = 1, of: int = 1, **about: Any
) -> bytes:
    """A page as HSDS 3 says that they are; each of its pages has as many entries."""
    page = {
        "total_items": len(entries) * of,
        "total_pages": of,
        "page_number": number,
        "size": len(entries),
        "first_page": number == 1,
        "last_page": number == of,
        "empty": not entries,
        "contents": entries,
        **about,
    }
    return json.dumps(page).encode()
