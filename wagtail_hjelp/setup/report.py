"""What set-up says: one line per thing, and the error that stops it with its mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _


class SetUpError(Exception):
    """Set-up cannot go on; the text says what to do, in the active language."""


class Report:
    """Says each thing once, in the active language, and counts what was said.

    ``counts`` has the keys ``created``, ``changed``, ``unchanged`` and ``left`` (what somebody
    has to do by hand).
    """

    def __init__(self, say: Callable[[str], object] | None = None) -> None:
        self._say = say
        self.counts: Counter[str] = Counter()
        # Translation keys of the pages that were made in this run.
        self.new_pages: set[Any] = set()

    def created(self, what: str) -> None:
        self._line("created", _("Created: %(what)s") % {"what": what})

    def changed(self, what: str) -> None:
        self._line("changed", _("Changed: %(what)s") % {"what": what})

    def unchanged(self, what: str) -> None:
        self._line("unchanged", _("Unchanged: %(what)s") % {"what": what})

    def left(self, what: str) -> None:
        self._line("left", _("Left to you: %(what)s") % {"what": what})

    def _line(self, kind: str, text: str) -> None:
        self.counts[kind] += 1
        if self._say is not None:
            self._say(text)


def page_name(page: Any) -> str:
    """Return a page's title and address, as a line of the report names it."""
    return f"“{page.title}” ({page.get_url() or page.url_path})"


def text_in(language_code: str, text: Any) -> str:
    """Return a lazy text in a language, whichever is active."""
    with translation.override(language_code):
        return str(text)
