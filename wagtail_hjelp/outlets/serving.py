"""How calendars and feeds are given out: made once, asked for again only when they have changed.

They are the same for everybody: no cookie is read or set. Programs ask for them every hour, so most
answers are "nothing new" (304), and the rest are kept in memory until something changes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import get_language

from wagtail_hjelp import __version__
from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.held import current_stamp
from wagtail_hjelp.hours.moment import bound_cache, moment_of
from wagtail_hjelp.models.directory import Listed
from wagtail_hjelp.schedule.zone import Zone

ICAL = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

# Bytes in memory, of all of them together.
_KEPT = 8_000_000

Make = Callable[[], bytes]


class _Made(NamedTuple):
    body: bytes
    at: datetime


_made: OrderedDict[str, _Made] = OrderedDict()
_lock = threading.Lock()


def ical_response(
    request: HttpRequest, make: Make, etag_parts: Iterable[object], filename: str
) -> HttpResponseBase:
    """Return a calendar that ``make`` makes, or 304 if who asks has it already.

    ``etag_parts`` say what it is a calendar of: the page, the filter. That something changed, the
    date, the language and the host need not be among them. What it is kept as is ``filename``.
    """
    response = _response(request, make, ("ical", *etag_parts), ICAL)
    if header := content_disposition_header(as_attachment=False, filename=filename):
        response.headers["Content-Disposition"] = header
    return response


def atom_response(
    request: HttpRequest, make: Make, etag_parts: Iterable[object]
) -> HttpResponseBase:
    """Return a feed that ``make`` makes; the rest is as in :func:`ical_response`."""
    return _response(request, make, ("atom", *etag_parts), ATOM)


def _response(
    request: HttpRequest, make: Make, parts: Iterable[object], content_type: str
) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    moment = moment_of(request)
    zone = Zone(settings.TIME_ZONE)
    today = zone.today(moment.now)
    etag = _etag(request, (*parts, today))
    # Tomorrow other dates are long over, or next.
    moment.holds_until(zone.midnight(today + timedelta(days=1)))
    response = HttpResponse(content_type=content_type, headers={"ETag": etag})
    # What it tells stands on pages, which are what people should find.
    response.headers["X-Robots-Tag"] = "noindex"
    bound_cache(request, response)
    # By the tag alone: within the second in which a date is cancelled, times say nothing.
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not None and answer is not response:
        return answer
    made = _kept(etag, make)
    response.content = made.body
    response.headers["Last-Modified"] = http_date(made.at.timestamp())
    return response


def _etag(request: HttpRequest, parts: Iterable[object]) -> str:
    """Return a tag for everything that the bytes depend on; see :func:`activity_snapshot`."""
    stamp = current_stamp(request, Listed.ACTIVITIES)
    whole = [
        *parts,
        stamp,
        get_language(),
        request.scheme,
        request.get_host(),
        settings.TIME_ZONE,
        __version__,
    ]
    return f'"{sha256(repr([str(part) for part in whole]).encode()).hexdigest()[:32]}"'


def _kept(etag: str, make: Make) -> _Made:
    with _lock:
        found = _made.get(etag)
        if found is not None:
            _made.move_to_end(etag)
            return found
    found = _Made(make(), timezone.now())
    with _lock:
        _made[etag] = found
        while sum(len(made.body) for made in _made.values()) > _KEPT:
            _made.popitem(last=False)
    return found
