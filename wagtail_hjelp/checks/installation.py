"""Apps, middleware and template settings of the host."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils.module_loading import import_string

# Each app and what is missing without it.
REQUIRED_APPS = {
    "wagtail": "pages",
    "wagtail.admin": "the editors' forms",
    "wagtail.images": "pictures, logos and posters of films",
    "wagtail.snippets": "topics and synonyms",
    "wagtail.search": "search in the directory",
    "wagtail_localize": "translation",
    "modelcluster": "pages with tags",
    "taggit": "topics and keywords",
}
_REQUEST = "django.template.context_processors.request"


def i18n_enabled() -> bool:
    """Whether the site has pages in several languages."""
    return bool(getattr(settings, "WAGTAIL_I18N_ENABLED", False))


def check_apps(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"“{app}” is not in INSTALLED_APPS; it brings {brings}.",
            hint=f'Add "{app}" to INSTALLED_APPS and run "manage.py migrate".',
            id="wagtail_hjelp.E001",
        )
        for app, brings in REQUIRED_APPS.items()
        if not apps.is_installed(app)
    ]


def check_locales_app(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With both apps Django itself stops: their labels are the same."""
    if apps.is_installed("wagtail_localize.locales"):
        return []
    if apps.is_installed("wagtail.locales"):
        return [
            Error(
                "“wagtail.locales” is in INSTALLED_APPS, where wagtail-localize needs its own.",
                hint='Replace "wagtail.locales" by "wagtail_localize.locales" in INSTALLED_APPS.',
                id="wagtail_hjelp.E002",
            )
        ]
    if not i18n_enabled():
        return []
    return [
        Error(
            "“wagtail_localize.locales” is not in INSTALLED_APPS; it brings the languages of the "
            "site and their fallbacks.",
            hint='Add "wagtail_localize.locales" to INSTALLED_APPS.',
            id="wagtail_hjelp.E002",
        )
    ]


def check_locale_middleware(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not i18n_enabled():
        return []
    locale = _position(LocaleMiddleware)
    if locale is None:
        return [
            Warning(
                "WAGTAIL_I18N_ENABLED is on and no LocaleMiddleware is in MIDDLEWARE: every page "
                "has its labels in LANGUAGE_CODE, whatever its own language.",
                hint='Put "django.middleware.locale.LocaleMiddleware" into MIDDLEWARE, after '
                "SessionMiddleware and before CommonMiddleware.",
                id="wagtail_hjelp.W002",
            )
        ]
    common = _position(CommonMiddleware)
    if common is not None and common < locale:
        return [
            Warning(
                "LocaleMiddleware stands after CommonMiddleware in MIDDLEWARE: addresses without "
                "their last slash are looked up in the wrong language.",
                hint="Move LocaleMiddleware to before CommonMiddleware.",
                id="wagtail_hjelp.W003",
            )
        ]
    return []


def check_request_in_templates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if any(_REQUEST in processors for processors in _context_processors()):
        return []
    return [
        Warning(
            "Templates do not get the request: blocks on pages that are not Wagtail's find "
            "neither the site's directory nor its language.",
            hint=f'Add "{_REQUEST}" to OPTIONS["context_processors"] of TEMPLATES.',
            id="wagtail_hjelp.W008",
        )
    ]


def check_time_zones(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.USE_TZ:
        return []
    return [
        Warning(
            "USE_TZ is off: opening hours are worked out at moments with a time zone. Pages that "
            "show them raise an error, and times of publishing may be those of another zone.",
            hint="Set USE_TZ = True and TIME_ZONE to the municipality's, such as "
            '"Europe/Oslo". Opening hours stay local times of day either way.',
            id="wagtail_hjelp.W009",
        )
    ]


def _position(middleware: type) -> int | None:
    """Return where in MIDDLEWARE the class or one that inherits from it stands."""
    for number, path in enumerate(settings.MIDDLEWARE):
        try:
            found = import_string(path)
        except ImportError:  # Django says so when it starts
            continue
        if isinstance(found, type) and issubclass(found, middleware):
            return number
    return None


def django_engines() -> list[DjangoTemplates]:
    return [engine for engine in engines.all() if isinstance(engine, DjangoTemplates)]


def _context_processors() -> Iterator[Collection[str]]:
    for engine in django_engines():
        yield engine.engine.context_processors
