"""What an organisation does on the site, as its browser does it: no script, form after form."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from wagtail.models import Page

from wagtail_hjelp.models import HelpTellUsPage, Submission

WHAT = {
    "title": "Julefest på Menighetshuset",
    "summary": "Vi går rundt juletreet og spiser grøt. Alle kan komme.",
    "organisation": "Havnesund Røde Kors",
}
WHEN = {
    "dates-count": "1",
    "dates-0-often": "once",
    "dates-0-day": "2026-12-20",
    "dates-0-starts": "16.00",
    "dates-0-ends": "19:00",
}
WHERE = {
    "place": "Menighetshuset",
    "street": "Kirkegata 1",
    "postcode": "7140",
    "town": "Havnesund",
    "phone": "70 00 01 10",
}
WHO = {"audiences": ["families"], "come_alone": "yes", "languages": ["nb", "uk"]}
COST = {"cost": "free", "sign_up": "none", "practical": "Ta med innesko."}
STEPS = {"what": WHAT, "when": WHEN, "where": WHERE, "who": WHO, "cost": COST}
SENDER = {"name": "Kari Nordmann", "email": "kari@example.org"}


def make_tell_us(root: Page) -> HelpTellUsPage:
    """The page where organisations tell."""
    page = HelpTellUsPage(title="Fortell oss hva dere gjør", slug="fortell")
    return root.add_child(instance=page)


class NoPostOffice(BaseEmailBackend):
    """A mail server that nobody can reach."""

    def send_messages(self, messages: Any) -> int:
        raise OSError("no route to host")


class Teller:
    """Somebody outside, in one browser, at a clock that a test moves."""

    def __init__(self, page: HelpTellUsPage, clock: Any) -> None:
        self.page, self.clock = page, clock
        self.client = Client()
        self.url = page.get_url()

    def send(self, url: str, **answers: Any) -> Any:
        """Open a form, think for a while, fill it in and send it."""
        opened = self.client.get(url)
        assert opened.status_code == 200, (url, opened.status_code)
        self.clock.shift(20)
        return self.client.post(url, {**fields_of(opened.content.decode()), **answers})

    def begin(self, kind: str = "activity", **answers: Any) -> str:
        """Answer the first step; return the address up to and with the secret."""
        response = self.send(f"{self.url}{kind}/", **(answers or WHAT))
        assert response.status_code == 302, errors_of(response)
        return response["Location"].rsplit("/", 2)[0] + "/"

    def tell(self, **changed: dict[str, Any]) -> str:
        """Answer all steps of an activity; ``changed`` are other answers, by step."""
        steps = {step: {**STEPS[step], **changed.get(step, {})} for step in STEPS}
        base = self.begin(**steps.pop("what"))
        for step, answers in steps.items():
            response = self.send(f"{base}{step}/", **answers)
            assert response.status_code == 302, errors_of(response)
        return base

    def deliver(self, base: str, **sender: str) -> Submission:
        """Look through it and send it."""
        response = self.send(f"{base}preview/", **{**SENDER, **sender})
        assert (response.status_code, response["Location"]) == (302, f"{self.url}sent/"), errors_of(
            response
        )
        return Submission.objects.order_by("-sent_at").first()


def fields_of(html: str) -> dict[str, Any]:
    """What a browser would send of the forms on a page as they stand."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind, name = values.get("type", "text"), unescape(values.get("name", ""))
        if not name or (kind in ("checkbox", "radio") and not re.search(r"\bchecked\b", tag)):
            continue
        value = unescape(values.get("value", "on" if kind == "checkbox" else ""))
        if kind == "checkbox":
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    for name, text in re.findall(r'(?s)<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html):
        found[name] = unescape(text).lstrip("\n")
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def errors_of(response: Any) -> list[str]:
    """What the page says has to be mended."""
    html = response.content.decode()
    found = re.findall(r'(?s)<(?:li|p)[^>]*class="[^"]*error[^"]*"[^>]*>(.*?)</', html)
    found += re.findall(r'(?s)role="alert".*?</div>', html)
    return [" ".join(re.sub(r"<[^>]+>", " ", unescape(text)).split()) for text in found]


def link_in_mail(number: int = -1) -> str:
    """The address in the last letter, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[number].body)[1]
