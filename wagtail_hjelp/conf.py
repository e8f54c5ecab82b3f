"""The one settings dict, ``WAGTAIL_HJELP``, its defaults and what each value must be.

A host writes only what it wants to change::

    WAGTAIL_HJELP = {"BASE_TEMPLATE": "base.html", "PAGE_SIZE": 30}

Unknown keys and values of the wrong kind are reported by ``manage.py check``
(see :mod:`wagtail_hjelp.checks`); until mended, the default is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings as django_settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from wagtail_hjelp.schedule import HolidayCalendar

SETTING_NAME = "WAGTAIL_HJELP"

# A name of at least two parts whose last has a letter: no IP address, and nothing of the inside.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST_NAME = re.compile(rf"(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the settings dict: default, test and what the test asks for."""

    default: Any
    is_valid: Callable[[Any], bool]
    expects: str


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_days(value: object) -> bool:
    # Longer than anybody keeps anything, and no date is before the first.
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 36500


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_wait(value: object) -> bool:
    # An hour is longer than any web server waits; "inf" and "nan" are no numbers of seconds.
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 3600


def _is_number_of_days(value: object) -> bool:
    # Personal data is not kept for years because of a slip of the finger.
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 365


def _is_model_label(value: object) -> bool:
    return isinstance(value, str) and value.count(".") == 1 and all(value.split("."))


def _is_region(value: object) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isalpha() and value.isupper()


def _is_address_with(**parts: str) -> Callable[[object], bool]:
    def is_valid(value: object) -> bool:
        if value is None:
            return True
        try:
            return isinstance(value, str) and value.format(**parts).startswith("https://")
        except (KeyError, IndexError, ValueError):
            return False

    return is_valid


def _is_secure_address(value: object) -> bool:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        return parts is not None and parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        return False


def _is_directory(value: object) -> bool:
    return value is None or (isinstance(value, str | Path) and Path(value).is_absolute())


def _is_hosts(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and all(
        isinstance(one, str) and HOST_NAME.fullmatch(one.removeprefix(".")) for one in value
    )


def _is_path_prefix(value: object) -> bool:
    return isinstance(value, str) and (not value or value.endswith("/"))


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _is_holiday_calendar(value: object) -> bool:
    try:
        return isinstance(value, str) and isinstance(import_string(value), HolidayCalendar)
    except ImportError:
        return False


OPTIONS: dict[str, Option] = {
    # The host's base template; ours fill its blocks title, extra_css, content and extra_js.
    "BASE_TEMPLATE": Option("wagtail_hjelp/base.html", _is_text, "the name of a template"),
    # The page type listed by directories and blocks; a host may put HelpOfferMixin on its own.
    "OFFER_MODEL": Option(
        "wagtail_hjelp.HelpOfferPage", _is_model_label, "a model as 'app_label.ModelName'"
    ),
    # The same for what happens, with ActivityMixin, and for who is behind, with OrganisationMixin.
    "ACTIVITY_MODEL": Option(
        "wagtail_hjelp.ActivityPage", _is_model_label, "a model as 'app_label.ModelName'"
    ),
    "ORGANISATION_MODEL": Option(
        "wagtail_hjelp.OrganisationPage", _is_model_label, "a model as 'app_label.ModelName'"
    ),
    # Offers to a page in the directory.
    "PAGE_SIZE": Option(20, _is_positive, "a whole number above 0"),
    # Numbers without a country code belong to this ISO 3166 region, and postcodes look as there.
    "PHONE_REGION": Option("NO", _is_region, "two capital letters, such as 'NO'"),
    # Where the link "Show on map" leads, with {lat} and {lon}; None for no such link.
    "MAP_URL": Option(
        "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}",
        _is_address_with(lat="63.9", lon="9.2"),
        "an address that begins with https:// and has {lat} and {lon}, or None",
    ),
    # The same for a visit with an address and no coordinates, with {query}.
    "MAP_SEARCH_URL": Option(
        "https://www.openstreetmap.org/search?query={query}",
        _is_address_with(query="Kaigata"),
        "an address that begins with https:// and has {query}, or None",
    ),
    # Opening hours are local times of this zone, whatever TIME_ZONE the host's log has.
    "TIME_ZONE": Option("Europe/Oslo", _is_zone, "the IANA name of a time zone"),
    # The public holidays and other days with a name: the dotted path of a HolidayCalendar.
    "HOLIDAYS": Option(
        "wagtail_hjelp.schedule.NORWAY",
        _is_holiday_calendar,
        "the dotted path of a wagtail_hjelp.schedule.HolidayCalendar",
    ),
    # The longest, in seconds, that a page with a state on it ("open now") may be kept by a cache;
    # never beyond the moment at which a state on it changes.
    "MAX_AGE": Option(300, _is_positive, "a whole number of seconds above 0"),
    # Where the static pages of acute help are written at each publishing; None for nowhere.
    "ACUTE_STATIC_DIR": Option(None, _is_directory, "the absolute path of a directory, or None"),
    # Where the web server gives them out, for the links between their languages.
    "ACUTE_STATIC_URL": Option(
        "", _is_path_prefix, "the start of an address that ends with /, or ''"
    ),
    # How long a confirmation of an offer's facts holds unless the offer says otherwise.
    "CONFIRM_EVERY_MONTHS": Option(6, _is_positive, "a whole number above 0"),
    # How many days a resource person whose consent has run out is kept, unreadable, before it is
    # deleted: the time there is to ask again.
    "CONSENT_GRACE_DAYS": Option(30, _is_number_of_days, "a whole number from 0 to 365"),
    # Where the quick exit of a sensitive page leads: a page that anybody may have open.
    "EXIT_URL": Option(
        "https://www.yr.no/", _is_secure_address, "an address that begins with https://"
    ),
    # Whether pages of acute help, and offers marked as urgent, may be translated by machine.
    "MACHINE_TRANSLATE_ACUTE": Option(False, _is_flag, "True or False"),
    # How long an editor waits for the translation service before the attempt is given up.
    "MACHINE_TRANSLATION_SECONDS": Option(
        30, _is_wait, "a number of seconds above 0, at most 3600"
    ),
    # So many public forms of one kind from one address (of IPv6: one household), and to one site.
    "FORMS_PER_ADDRESS_PER_HOUR": Option(20, _is_positive, "a whole number above 0"),
    "FORMS_PER_SITE_PER_HOUR": Option(500, _is_positive, "a whole number above 0"),
    # A request to a public form that says it is larger is not read.
    "FORM_MAX_BYTES": Option(250_000, _is_positive, "a whole number of bytes above 0"),
    # How many proxies of the site's own stand between a visitor and Django, and each add to
    # X-Forwarded-For; with 0, nobody believes that header.
    "TRUSTED_PROXIES": Option(0, _is_count, "a whole number, 0 or above"),
    # How long a reader's message about an error is kept after it was handled, and how long the
    # address in it.
    "KEEP_REPORTS_DAYS": Option(365, _is_days, "a whole number of days, 1 to 36500"),
    "KEEP_REPORT_EMAILS_DAYS": Option(90, _is_days, "a whole number of days, 1 to 36500"),
    # How long what an organisation sent, and who sent it, is kept after it was sent and answered.
    "KEEP_SUBMISSIONS_DAYS": Option(365, _is_days, "a whole number of days, 1 to 36500"),
    # How long the report of an import is kept after it was done.
    "KEEP_IMPORTS_DAYS": Option(365, _is_days, "a whole number of days, 1 to 36500"),
    # The hosts that calendars may be fetched from: names, or ".example.org" for all below it.
    # Our server asks them, from where it stands: nobody else may be named by an editor.
    "IMPORT_HOSTS": Option(
        (), _is_hosts, "a list of host names, such as 'kalender.example.org' or '.example.org'"
    ),
}


class Settings:
    """Read-only view of the settings dict: ``settings.PAGE_SIZE``."""

    def __getattr__(self, name: str) -> Any:
        try:
            return _resolved()[name]
        except KeyError:
            raise AttributeError(f"{SETTING_NAME} has no option {name!r}") from None


settings = Settings()


def problems() -> Iterator[tuple[str, str]]:
    """Yield ``(key, what is expected)`` for each key that cannot be used."""
    given = getattr(django_settings, SETTING_NAME, {})
    if not isinstance(given, dict):
        yield SETTING_NAME, "a dict"
        return
    for key, value in given.items():
        option = OPTIONS.get(key)
        if option is None:
            yield str(key), "one of " + ", ".join(OPTIONS)
        elif not option.is_valid(value):
            yield key, option.expects


@cache
def _resolved() -> dict[str, Any]:
    given = getattr(django_settings, SETTING_NAME, {})
    given = given if isinstance(given, dict) else {}
    return {
        key: given[key] if key in given and option.is_valid(given[key]) else option.default
        for key, option in OPTIONS.items()
    }


def _forget(*, setting: str, **kwargs: object) -> None:
    if setting == SETTING_NAME:
        _resolved.cache_clear()


setting_changed.connect(_forget, dispatch_uid="wagtail_hjelp.conf")
