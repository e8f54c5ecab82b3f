"""Now, for one response: asked once, and how long what it printed stays true.

A filter and the labels below it must not stand on two sides of a minute, and a response that says
"open now" must not be kept by a cache beyond the moment at which that ends (rule 3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_max_age, patch_cache_control
from django.utils.http import http_date
from django.utils.safestring import SafeString

from wagtail_hjelp.conf import settings

from .status import Coming, coming
from .view import HoursShown, HoursView


@dataclass(slots=True)
class Moment:
    """A moment, and until when all that was said of it holds (None: nothing was said)."""

    now: datetime
    until: datetime | None = None

    def show(self, view: HoursView) -> HoursShown:
        """Return what a view says now, and remember until when."""
        shown = view.shown(self.now)
        self.holds_until(shown.coming.changes_at)
        return shown

    def status(self, view: HoursView) -> Coming:
        """Return the state of a view now and next, and remember until when it holds."""
        found = coming(view.schedule, self.now)
        self.holds_until(found.changes_at)
        return found

    def holds_until(self, until: datetime | None) -> None:
        """Note that something was printed that holds until then."""
        if until is not None and (self.until is None or until < self.until):
            self.until = until


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that was made once and is given out until something on it changes."""

    html: SafeString
    made: datetime
    until: datetime | None

    @classmethod
    def of(cls, template: str, context: dict[str, Any], moment: Moment) -> Rendered:
        """Render a template; its tags for hours note until when what they print is true."""
        own = Moment(moment.now)
        html = render_to_string(template, {**context, "hjelp_moment": own})
        return cls(html, own.now, own.until)

    def holds(self, moment: Moment) -> bool:
        """Whether it is true at that moment. While DEBUG is on, a template may have changed."""
        if django_settings.DEBUG or moment.now < self.made:
            return False
        return self.until is None or moment.now < self.until


def moment_of(request: HttpRequest | None) -> Moment:
    """Return the request's moment: the same whenever it is asked. Without a request, a new one."""
    if request is None:
        return Moment(timezone.now())
    if not hasattr(request, "_hjelp_moment"):
        request._hjelp_moment = Moment(timezone.now())  # type: ignore[attr-defined]
    return request._hjelp_moment  # type: ignore[attr-defined]


def bound_cache(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let no cache keep a response beyond the next change of a state printed on it.

    A host's own lower ``max-age``, its ``no-store`` and its ``private`` stay. Whoever is signed in
    sees what they have just changed: to them the response grants nothing.
    """
    moment: Moment | None = getattr(request, "_hjelp_moment", None)
    if moment is None or moment.until is None:
        return response
    left = math.floor((moment.until - timezone.now()).total_seconds())
    signed_in = django_settings.SESSION_COOKIE_NAME in request.COOKIES
    allowed = 0 if signed_in else max(0, min(left, settings.MAX_AGE))
    given = get_max_age(response)
    age = allowed if given is None else min(given, allowed)
    patch_cache_control(response, max_age=age, must_revalidate=True)
    response.headers["Expires"] = http_date(timezone.now().timestamp() + age)
    return response
