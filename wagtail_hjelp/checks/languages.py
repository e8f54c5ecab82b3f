"""The host's languages: are they named, routed, turned the right way and spoken by us."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.checks import CheckMessage, Error, Info, Warning
from django.utils.translation import check_for_language, get_language_info, to_locale

from wagtail_hjelp.translation.languages import EXTRA_LANGUAGES, direction

from .installation import i18n_enabled

# A host that writes in Cyrillic or Arabic has its own reasons to keep letters in addresses.
_NORDIC = {"nb", "nn", "no", "da", "sv", "se", "smj", "sma", "fkv", "fi", "is", "fo"}
_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def content_languages() -> list[str]:
    """Return the codes of the languages that pages are written in."""
    given = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None)
    if given is None or not i18n_enabled():
        return [settings.LANGUAGE_CODE]
    return [code for code, _name in given]


def check_content_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    messages: list[CheckMessage] = []
    if not i18n_enabled():
        return messages
    codes = content_languages()
    unknown = [code for code in codes if code not in dict(settings.LANGUAGES)]
    if unknown and getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None) is not None:
        messages.append(
            Error(
                f"WAGTAIL_CONTENT_LANGUAGES has {_names(unknown)}, which LANGUAGES has not.",
                hint="Write the same languages into both: "
                "LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = […]",
                id="wagtail_hjelp.E007",
            )
        )
    default = settings.LANGUAGE_CODE
    generic = default.split("-")[0]
    if not any(code in (default, generic) or code.startswith(f"{generic}-") for code in codes):
        messages.append(
            Error(
                f"LANGUAGE_CODE is “{default}”, which is not among WAGTAIL_CONTENT_LANGUAGES "
                f"({', '.join(codes)}): Wagtail has no language to begin with.",
                hint="Set LANGUAGE_CODE to the language that your pages are written in first, as "
                f"it stands in WAGTAIL_CONTENT_LANGUAGES, such as “{codes[0] if codes else 'nb'}”.",
                id="wagtail_hjelp.E008",
            )
        )
    return messages


def check_slugs(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    keeps = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    if not keeps or settings.LANGUAGE_CODE.split("-")[0] not in _NORDIC:
        return []
    return [
        Info(
            "Addresses of new pages keep letters such as æ, ø and å, which are hard to read aloud "
            "and come out as %C3%B8 when copied.",
            hint="Set WAGTAIL_ALLOW_UNICODE_SLUGS = False: “Økonomi” becomes “okonomi”.",
            id="wagtail_hjelp.I002",
        )
    ]


def check_names(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    nameless = [code for code in content_languages() if not _has_name(code)]
    if not nameless:
        return []
    return [
        Warning(
            f"Django does not know what these languages are called: {', '.join(nameless)}. They "
            "are shown by their codes, and “Locale.language_name” raises an error.",
            hint="In the settings: from django.conf.locale import LANG_INFO; "
            + "; ".join(
                f'LANG_INFO["{code}"] = {{"bidi": False, "code": "{code}", "name": "…", '
                '"name_local": "…"}'
                for code in nameless
            ),
            id="wagtail_hjelp.W005",
        )
    ]


def check_directions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Django looks at the code up to the hyphen, Wagtail's ``Locale.is_bidi`` at all of it."""
    missing = sorted(
        {
            spelling
            for code in content_languages()
            if _is_right_to_left(code)
            for spelling in (code, code.split("-")[0])
            if spelling not in settings.LANGUAGES_BIDI
        }
    )
    if not missing:
        return []
    return [
        Warning(
            f"Languages written from right to left are not in LANGUAGES_BIDI: "
            f"{', '.join(missing)}. Their pages and forms would run from left to right.",
            hint="In the settings: from django.conf.global_settings import LANGUAGES_BIDI; "
            f"LANGUAGES_BIDI = [*LANGUAGES_BIDI, {', '.join(repr(code) for code in missing)}]",
            id="wagtail_hjelp.W006",
        )
    ]


def check_routing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not i18n_enabled():
        return []
    unrouted = [code for code in content_languages() if not check_for_language(code)]
    if not unrouted:
        return []
    folders = ", ".join(f"{to_locale(code)}/LC_MESSAGES/django.po" for code in unrouted)
    return [
        Warning(
            f"No app has a compiled catalogue for {', '.join(unrouted)}, so Django does not "
            "answer for their addresses and Wagtail takes them for LANGUAGE_CODE.",
            hint=f"In a folder of LOCALE_PATHS, write {folders} (one line is enough: "
            'msgid "" msgstr "Content-Type: text/plain; charset=UTF-8\\n") and run '
            "“manage.py compilemessages”.",
            id="wagtail_hjelp.W007",
        )
    ]


def check_catalogues(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say which languages we do not speak; nothing is wrong with them."""
    ours = shipped_languages()
    without = [
        code
        for code in content_languages()
        if code not in ours and code.split("-")[0] not in {*ours, "en"}
    ]
    if not without:
        return []
    default = settings.LANGUAGE_CODE
    shown_in = "English" if default in without else _name(default)
    return [
        Info(
            f"wagtail-hjelp has no labels of its own in {_names(without)}; they are shown in "
            f"{shown_in}. What editors write is not concerned.",
            hint="Translate the package's django.po into your own LOCALE_PATHS (and send it to "
            "us), or silence this with SILENCED_SYSTEM_CHECKS.",
            id="wagtail_hjelp.I001",
        )
    ]


def check_untranslated_stays_unpublished(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not i18n_enabled():
        return []
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True) is False:
        return []
    return [
        Warning(
            "wagtail-localize publishes a page in the new language as soon as it is sent for "
            "translation, before anyone has translated a word.",
            hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False. The page is then "
            "published by the one who has translated it.",
            id="wagtail_hjelp.W004",
        )
    ]


def shipped_languages(folder: Path = _CATALOGUES) -> set[str]:
    """Return the codes of the languages in which the package has labels."""
    return {
        path.parent.parent.name.lower().replace("_", "-")
        for path in folder.glob("*/LC_MESSAGES/django.mo")
        if _count(path) > 1  # the first entry is the header
    }


def _count(catalogue: Path) -> int:
    """Return how many entries a compiled catalogue has: the third number of the file."""
    with catalogue.open("rb") as file:
        start = file.read(12)
    if len(start) < 12:
        return 0
    order = "<" if start[:4] == b"\xde\x12\x04\x95" else ">"
    return int(struct.unpack(f"{order}I", start[8:12])[0])


def _has_name(code: str) -> bool:
    if code in EXTRA_LANGUAGES:
        return True
    try:
        return bool(get_language_info(code)["name_local"])
    except KeyError:
        return False


def _is_right_to_left(code: str) -> bool:
    known = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return bool(known.get("bidi")) or direction(code) == "rtl"


def _name(code: str) -> str:
    try:
        return f"{get_language_info(code)['name']} ({code})"
    except KeyError:
        return code


def _names(codes: Iterable[str]) -> str:
    return ", ".join(_name(code) for code in codes)
