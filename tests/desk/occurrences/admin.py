"""The admin's pages about dates, as an editor reads them."""

import html
import re
from datetime import date
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.urls import reverse

from tests.activities.calendars import (
    occurrence,
)
from tests.factories import weekly
from wagtail_hjelp.activities import changes

CAFE = weekly("2026-11-10", until="2026-12-15")


def dates_of(page, **query):
    url = reverse("wagtail_hjelp:dates", args=[page.pk])
    return f"{url}?{urlencode(query)}" if query else url


def to(name, page, one=None):
    args = [page.pk] if one is None else [page.pk, one.pk]
    return reverse(f"wagtail_hjelp:occurrence_{name}", args=args)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def rows_of(response) -> list[str]:
    return re.findall(r"<tr>.*?</tr>", body(response).partition("<tbody>")[2], re.DOTALL)


def table(response) -> list[list[str]]:
    """The rows of the list: date, standing, word, and buttons; the last change is left out."""
    found = []
    for row in rows_of(response):
        when, standing, word, _change, buttons = re.findall(r"<td.*?</td>", row, re.DOTALL)
        labels = [plain(item) for item in re.findall(r"<li>.*?</li>", buttons, re.DOTALL)]
        found.append([plain(when), plain(standing), plain(word), " | ".join(labels)])
    return found


def said(response) -> str:
    """What the message after a change says, without its buttons."""
    *_unread, message = get_messages(response.wsgi_request)
    return plain(str(message).split('<span class="buttons">')[0])


def buttons(response) -> dict[str, str]:
    """The links in the message after a change, by their text."""
    *_unread, message = get_messages(response.wsgi_request)
    return {
        text: url for url, text in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', str(message))
    }


def errors(response) -> dict[str, list[str]]:
    return {name: list(map(str, found)) for name, found in response.context["form"].errors.items()}


def when(day="2026-11-26", starts="15:00", ends="17:00", **more):
    return {"day": day, "starts": starts, "ends": ends, "last": "", **more}


def refused(response) -> bool:
    """Whether the admin said no: it sends those who may not to its front page, or answers 403."""
    home = reverse("wagtailadmin_home")
    return response.status_code == 403 or (response.status_code == 302 and response.url == home)


CHANGES = ["cancel", "full", "reopen", "move", "move_back"]


def addresses(page) -> list[str]:
    """All addresses at which something of a date is changed."""
    one = occurrence(page, "2026-11-24")
    day = date(2026, 11, 29)
    extra = changes.add_extra(day, day, changes.Times(600), changes.Change(page))
    return [
        *(to(name, page, one) for name in CHANGES),
        to("remove", page, extra),
        to("extra", page),
    ]
