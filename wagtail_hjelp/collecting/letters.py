"""The one door through which letters of ours go out: in plain text, one at a time, to one person.

Whom a letter goes to is the business of whoever sends it, and there are two rules. An address comes
out of our own tables, where an editor has put it; or it is the one that somebody has just typed as
their own, and the letter asks them to prove it, or answers what they have proved. An address that a
request merely names is never written to: else the site would send a stranger's words to anybody.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings as django_settings
from django.utils.translation import check_for_language
from wagtail.admin.mail import send_mail

from wagtail_hjelp.mail import Mail, write

from .cleaning import is_address, one_line, several_lines

logger = logging.getLogger(__name__)

# A subject is read in a list.
_SUBJECT_LENGTH = 200


def send(template: str, to: str, context: dict[str, Any], language: str) -> bool:
    """Send one letter to one person, and say whether it went out. Nothing is raised.

    ``template`` names two templates, ``wagtail_hjelp/mail/<template>.txt`` and
    ``<template>_subject.txt``, which get ``context`` and ``site_name``. Addresses in it are whole
    ones, with ``https://``. Words of somebody outside go through :func:`quoted`.
    """
    try:
        if not is_address(to):
            raise ValueError("not one e-mail address")
        letter = compose(template, context, language)
        # Wagtail's own takes the sender from its settings, and says "Auto-Submitted".
        sent = send_mail(letter.subject, letter.body, [to])
    except Exception as error:
        # What the error says may have an address or words in it: only its kind is logged.
        logger.error("A letter (%s) could not be sent (%s).", template, type(error).__name__)
        return False
    return bool(sent)


def compose(template: str, context: dict[str, Any], language: str) -> Mail:
    """Return a letter in a language; in the site's own if the language is none that there is."""
    if not check_for_language(language):
        language = django_settings.LANGUAGE_CODE
    letter = write(template, context, language)
    # No name, title or address gets a line of its own in the header, or turns the text around.
    subject = one_line(letter.subject)[:_SUBJECT_LENGTH]
    return Mail(subject, several_lines(letter.body))


def quoted(text: str) -> str:
    """Return words of somebody outside so that each line shows they are not the site's."""
    return "\n".join(f"> {line}".rstrip() for line in several_lines(text).split("\n"))
