"""Pages of activities, as somebody reads them."""

import re
from html import unescape
from typing import Any

from django.test import Client
from wagtail.models import Page

from tests.activities.calendars import (
    local,
    make_activity,
    translate,
)
from tests.factories import alias_in
from wagtail_hjelp.models import (
    ActivityPage,
)

MONDAY = local("2026-11-23 10:00")


def in_english(page: Page) -> Page:
    """A published translation, with a title of its own."""
    english = translate(page, "en")
    english.title = f"English {page.title}"
    english.save_revision().publish()
    return type(page).objects.get(pk=english.pk)


def html_of(client: Client, page: Page, **headers: str) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def read(client: Client, page: Page, part: str = "article") -> str:
    """What somebody reads on the page, on one line: without tags, between single spaces."""
    html = html_of(client, page)
    if part.startswith("#"):
        section = re.search(rf'<h2 id="{part[1:]}">.*?</section>', html, re.S)
        html = section[0] if section else ""
    elif part == "notice":
        notice = re.search(
            r'<div class="hjelp-notice hjelp-activity__notice">.*?</div>', html, re.S
        )
        html = notice[0] if notice else ""
    else:
        html = html[html.index("<article") : html.index("</article>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u2060", "").split())


def published(calendar: Page, *rows: Any, **fields: Any) -> ActivityPage:
    """An activity as its English readers find it: the words are still in Norwegian."""
    return alias_in(make_activity(calendar, "Kafé", *rows, **fields), "en").specific
