"""A feed as Open Referral's API gives it (HSDS 3): page after page, put together as one file.

::

    answer = fetch_pages("https://example.org/services?full=true")
    answer.data                      # {"contents": [...]}, of all its pages

The first page is what stands at the address; each next one is the same address with its number, and
no link in an answer is followed. All of them come in the time and the size of one fetching. A feed
of which not all came is refused: what was not read would be taken for gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext

from wagtail_hjelp.collecting.files.hsds import parsed

from .fetching import Answer, Errand, NotFetched, Wire
from .hosts import read_address

MOST_PAGES = 100
ACCEPT = "application/json"


def fetch_pages(
    address: str, *, etag: str = "", last_modified: str = "", wire: Wire | None = None
) -> Answer:
    """Fetch a feed, unless it is as it was; one of several pages never says that it is.

    What is a list or one entry, and no page, is given as it came. Raises
    :class:`~.hosts.NotFetched` and :class:`~wagtail_hjelp.collecting.files.refusing.Refused`.
    """
    address = str(read_address(address))
    errand = Errand(wire, ACCEPT)
    answer = errand.fetch(page_of(address), etag=etag, last_modified=last_modified)
    if answer.data is None:
        return answer
    first = parsed(answer.data)
    if not isinstance(first, dict) or "contents" not in first:
        return answer
    pages = _Pages()
    pages.add(first)
    while not pages.is_last:
        found = errand.fetch(page_of(address, pages.count + 1))
        if found.host != answer.host:
            raise NotFetched(gettext("A page of the feed leads to another host than the first."))
        pages.add(parsed(found.data or b""))
    tags = (answer.etag, answer.last_modified) if pages.count == 1 else ("", "")
    return Answer(pages.as_file(), *tags, answer.host)


def page_of(address: str, number: int = 1) -> str:
    """Return the address of a page; that of the first says no number."""
    parts = urlsplit(address)
    query = [one for one in parts.query.split("&") if one and one.split("=")[0] != "page"]
    if number > 1:
        query.append(f"page={number}")
    return urlunsplit(parts._replace(query="&".join(query), fragment=""))


class _Pages:
    """The pages so far: ``entries`` are all that they have, each once."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self.count = self.came = 0
        self.is_last = False
        self._total: Any = None
        self._seen: set[bytes] = set()

    def add(self, page: Any) -> None:
        """Take the next page; raises :class:`NotFetched` if it is none."""
        number = self.count + 1
        contents = page.get("contents") if isinstance(page, dict) else None
        if not isinstance(contents, list):
            raise _no_page(number)
        told = page.get("page_number", number)
        if not _is_number(told) or told != number:
            raise _no_page(number)
        self.count, self.came = number, self.came + len(contents)
        is_new = self._take(contents)
        total = page.get("total_items")
        if None not in (total, self._total) and total != self._total:
            raise NotFetched(gettext("The feed was changed while it was read. It is tried again."))
        self._total = total
        self.is_last = _is_last(page, number)
        if self.is_last:
            self._check_all(total)
        elif number >= MOST_PAGES or (page.get("total_pages") or 0) > MOST_PAGES:
            text = gettext(
                "The feed has more than %(count)d pages. Ask whoever makes it how to have larger "
                "ones, such as with “per_page=100” in the address."
            )
            raise NotFetched(text % {"count": MOST_PAGES})
        elif not contents:
            raise _no_page(number)
        if contents and not is_new:
            raise NotFetched(gettext("The feed gives the same page again and again."))

    def _take(self, contents: list[Any]) -> bool:
        """Keep the entries that no page before had; whether there were any.

        What is written into a feed while it is read moves the last of a page to the next.
        """
        before = len(self.entries)
        try:
            marks = [_mark(one) for one in contents]
        except RecursionError:
            raise _no_page(self.count) from None
        # Twice on the same page is wrong, and told as such.
        self.entries += [
            one for mark, one in zip(marks, contents, strict=True) if mark not in self._seen
        ]
        self._seen.update(marks)
        return len(self.entries) > before

    def _check_all(self, total: Any) -> None:
        if _is_number(total) and self.came < total:
            text = gettext(
                "The feed says that it has %(total)d entries, and gives %(count)d. Nothing has "
                "been imported."
            )
            raise NotFetched(text % {"total": total, "count": self.came})

    def as_file(self) -> bytes:
        """Return all of it as one file."""
        whole = {"contents": self.entries}
        try:
            return json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()
        except UnicodeEncodeError:
            # Half of a pair is no character; whoever reads the entry says so.
            return json.dumps(whole, allow_nan=False).encode()
        except (ValueError, RecursionError):
            raise _no_page(self.count) from None


def _is_last(page: Mapping[str, Any], number: int) -> bool:
    total = page.get("total_pages")
    if total is None:
        # Who says nothing of other pages has none.
        return page.get("last_page") is not False
    if not _is_number(total):
        raise _no_page(number)
    return bool(number >= total)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _mark(entry: Any) -> bytes:
    return hashlib.blake2b(json.dumps(entry, sort_keys=True).encode(), digest_size=16).digest()


def _no_page(number: int) -> NotFetched:
    text = gettext("Page %(number)d of the feed is not as Open Referral says that pages are.")
    return NotFetched(text % {"number": number})
