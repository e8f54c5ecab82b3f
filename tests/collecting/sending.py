"""A reader who opens a form, fills it in and sends it, as a browser does."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

STAMP = re.compile(r'name="hjelp_stamp" value="([^"]+)"')


def report_url(page: Any) -> str:
    return f"{page.url}report/"


def opened(page: Any, client: Client | None = None) -> dict[str, str]:
    """What the browser sends of an empty form."""
    html = (client or Client()).get(report_url(page)).content.decode()
    return {"hjelp_stamp": STAMP.search(html)[1], "hjelp_more": ""}


def send(page: Any, clock: Any, client: Client | None = None, **fields: Any) -> HttpResponse:
    """Open the form, think a little, and send it."""
    client = client or Client()
    sent = {**opened(page, client), "text": "", "email": "", **fields}
    clock.shift(5)
    return client.post(report_url(page), sent)
