"""Acute help as files that need nothing: for a web server to give out when the site is down.

One self-contained page a language, with the municipality's own places as they are now. A file
cannot know what time it is when it is read: so it never says "right now", and all rungs stand with
their hours.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core.files import locks
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant
from wagtail.models import Site

from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import Moment
from wagtail_hjelp.translation.languages import direction, name_in_itself

from .finding import ladder_in

logger = logging.getLogger(__name__)

TEMPLATE = "wagtail_hjelp/acute_static.html"
# A page must be there at once on the worst of lines. One with more places than fit leaves out what
# they say of themselves, and their hours; never a number.
LARGEST = 30_000
# By this a file is known as ours. It stands near the beginning.
MARK = b'<meta name="generator" content="wagtail-hjelp">'
_BEGINNING = 500

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page in another language."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


def write_static_pages(directory: Path, base_url: str = "") -> list[Path]:
    """Write the pages of all sites in all languages; return the files, the default site's first.

    ``<directory>/nb.html`` for the default site, ``<directory>/<hostname>/nb.html`` for others.
    ``base_url`` is where the web server gives out the directory: "" or something that ends with a
    slash. Each file is replaced whole, so that no reader ever meets half of one. A page of a
    language or a site that is no more is removed: what nobody keeps true must not be read. Raises
    ``OSError`` if the directory cannot be written to.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(directory):
        written: list[Path] = []
        for site, name in _folders():
            folder = directory / name
            folder.mkdir(exist_ok=True)
            for file_name, html in static_pages(site, f"{base_url}{name}/" if name else base_url):
                _replace(folder / file_name, html)
                written.append(folder / file_name)
        _remove_others(directory, set(written))
    return written


def static_pages(site: Site, base_url: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each language's page: ``("nb.html", "<!doctype html>…")``.

    ``base_url`` stands before the names in the links between the languages. Without one they lead
    to the file beside.
    """
    languages = site_languages()
    moment = Moment(timezone.now())
    for code in languages:
        with translation.override(code):
            context = {
                "ladder": ladder_in(site),
                "site_name": site.site_name,
                "language": code,
                "direction": direction(code),
                "languages": [_link(other, code, base_url) for other in languages],
                "hjelp_moment": moment,
                "today": moment.today,
                "today_text": moment.today_text(),
            }
            yield f"{code}.html", _fitting(context)


def site_languages() -> list[str]:
    """Return the codes of the languages that pages are written in: one, where i18n is off."""
    if getattr(django_settings, "WAGTAIL_I18N_ENABLED", False):
        return list(get_content_languages())
    try:
        return [get_supported_content_language_variant(django_settings.LANGUAGE_CODE)]
    except LookupError:
        return [django_settings.LANGUAGE_CODE]


def refresh_after_commit() -> None:
    """Write the pages anew when this transaction is done, if the settings name a directory: once.

    A disk that is full must not keep an editor from publishing: the failure is logged.
    """
    if settings.ACUTE_STATIC_DIR is None:
        return
    # An entry that waits is dropped only with a savepoint that is open still, and this change with
    # it: so one entry is enough, whatever is rolled back.
    waiting = {entry[1] for entry in connection.run_on_commit}
    if _refresh not in waiting:
        transaction.on_commit(_refresh, robust=True)


def _refresh() -> None:
    try:
        write_static_pages(Path(settings.ACUTE_STATIC_DIR), settings.ACUTE_STATIC_URL)
    except OSError as error:
        # It names the file, and nobody.
        logger.error("The static pages of acute help could not be written: %s", error)
    except Exception:
        logger.exception("The static pages of acute help could not be made")


def _folders() -> list[tuple[Site, str]]:
    """Return all sites, each with the name of its folder: none for the default one's."""
    found: list[tuple[Site, str]] = []
    for site in Site.objects.order_by("-is_default_site", "hostname", "port"):
        name = "" if site.is_default_site else _NOT_IN_A_NAME.sub("-", site.hostname).strip(".-")
        if name and name in {other for _site, other in found}:
            name = f"{name}-{site.port}"
        found.append((site, name))
    return found


@contextmanager
def _one_at_a_time(directory: Path) -> Iterator[None]:
    """Let nobody else write meanwhile: of two publishings the later must be what stays.

    Where a file system knows no locks, it goes without.
    """
    handle = None
    try:
        with suppress(OSError):
            handle = os.open(directory, os.O_RDONLY)
            locks.lock(handle, locks.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _fitting(context: dict[str, Any]) -> str:
    html = _without_blank_lines(render_to_string(TEMPLATE, context))
    if len(html.encode()) < LARGEST:
        return html
    return _without_blank_lines(render_to_string(TEMPLATE, {**context, "brief": True}))


def _link(code: str, current: str, base_url: str) -> LanguageLink:
    return LanguageLink(
        code, name_in_itself(code), direction(code), f"{base_url}{code}.html", code == current
    )


def _replace(path: Path, html: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(html)
        # Made for its owner alone; the web server is somebody else.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _remove_others(directory: Path, written: Collection[Path]) -> None:
    for path in (*directory.glob("*.html"), *directory.glob("*/*.html")):
        if path not in written and _is_ours(path):
            path.unlink(missing_ok=True)
            if path.parent != directory:
                # Whatever else lies in it stays, and so does the folder then.
                with suppress(OSError):
                    path.parent.rmdir()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK in file.read(_BEGINNING)


def _without_blank_lines(html: str) -> str:
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"
