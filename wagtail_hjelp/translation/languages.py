"""Languages that municipalities need and Django does not know, and the direction of text.

Django and Wagtail raise ``KeyError`` for the name of a language that is missing from
``LANG_INFO``; :func:`register_languages` adds ours without touching any that is there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import locale as django_locale
from django.conf import settings as django_settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext, override

from wagtail_hjelp.vocabularies import ServiceLanguage

# code: (English name, name in the language itself, right to left)
EXTRA_LANGUAGES: dict[str, tuple[str, str, bool]] = {
    "se": ("Northern Sámi", "davvisámegiella", False),
    "smj": ("Lule Sámi", "julevsámegiella", False),
    "sma": ("Southern Sámi", "åarjelsaemien gïele", False),
    "fkv": ("Kven", "kvääni", False),
    "so": ("Somali", "Soomaali", False),
    "ti": ("Tigrinya", "ትግርኛ", False),
    "am": ("Amharic", "አማርኛ", False),
    "rw": ("Kinyarwanda", "Ikinyarwanda", False),
    "kmr": ("Kurdish (Kurmanji)", "Kurmancî", False),
    "ku": ("Kurdish", "Kurdî", False),
    "prs": ("Dari", "دری", True),
    "ps": ("Pashto", "پښتو", True),
}

# Primary subtags whose script runs from right to left, whatever the region.
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ckb", "ug", "prs", "ps"})


def register_languages() -> None:
    """Make the names of :data:`EXTRA_LANGUAGES` known to Django; call from ``ready()``."""
    for code, (name, name_local, bidi) in EXTRA_LANGUAGES.items():
        django_locale.LANG_INFO.setdefault(
            code, {"bidi": bidi, "code": code, "name": name, "name_local": name_local}
        )


def package_language() -> str:
    """Return the language that the package's own words are shown in: the active one, if it can.

    In a language that has no catalogue Django shows those of LANGUAGE_CODE, or English.
    """
    active = get_language() or django_settings.LANGUAGE_CODE
    return _package_language(active)


@cache
def _package_language(active: str) -> str:
    base = active.split("-")[0]
    if base in {*_catalogues(), "no"}:
        return active
    with override(active):
        text = gettext("Acute help")
    for code in (django_settings.LANGUAGE_CODE, "en"):
        with override(code):
            if text == gettext("Acute help"):
                return code
    # The host has translated us.
    return active


@cache
def _catalogues() -> frozenset[str]:
    folder = Path(__file__).resolve().parent.parent / "locale"
    return frozenset(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/django.mo"))


def direction(language_code: str) -> str:
    """Return ``"rtl"`` or ``"ltr"`` for the HTML ``dir`` attribute."""
    return "rtl" if language_code.split("-")[0].lower() in RTL_LANGUAGES else "ltr"


def name_in_itself(language_code: str) -> str:
    """Return what the language calls itself, or its code if nobody knows the name."""
    try:
        return str(get_language_info(language_code)["name_local"])
    except KeyError:
        return language_code


def name_translated(language_code: str) -> str:
    """Return the language's name in the active language, or its code if nobody knows the name."""
    # Django lacks many of ours, and finds no translation for its own name of bokmål.
    if language_code in ServiceLanguage.values:
        return str(ServiceLanguage(language_code).label)
    try:
        return str(get_language_info(language_code)["name_translated"])
    except KeyError:
        return language_code


def in_its_language(text: str, language_code: str) -> SafeString:
    """Return a text for use within another, marked with its language and kept apart from it."""
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', language_code, direction(language_code), text
    )
