"""A mail of ours, in plain text, before anybody is asked to send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils.translation import override

_FOLDER = "wagtail_hjelp/mail"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail without its address."""

    subject: str
    body: str


def write(template: str, context: dict[str, Any], language: str) -> Mail:
    """Return the mail that two templates make of a context, in a language.

    ``template`` names both: ``mail/<template>.txt`` and ``mail/<template>_subject.txt``.
    """
    context = {"site_name": getattr(django_settings, "WAGTAIL_SITE_NAME", ""), **context}
    with override(language):
        subject = render_to_string(f"{_FOLDER}/{template}_subject.txt", context)
        body = render_to_string(f"{_FOLDER}/{template}.txt", context)
    # A header is one line, whatever somebody has pasted into a title.
    return Mail(" ".join(subject.split()), body.strip() + "\n")
