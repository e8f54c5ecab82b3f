"""System checks: what an installation lacks, each with its mend, before anyone meets it.

``manage.py check --tag wagtail_hjelp`` runs these alone. An error is something that cannot
work; a warning is something that works otherwise than most would expect; both are listed in
``docs/reference/checks.md``. Only ``check_corrections`` asks the
database: it runs with ``migrate`` and with ``check --database default``.
"""

from __future__ import annotations

from django.core import checks

from . import catalogue, installation, languages, options, page_models, template, text

TAG = "wagtail_hjelp"

ALL = (
    installation.check_apps,
    installation.check_locales_app,
    installation.check_locale_middleware,
    installation.check_request_in_templates,
    installation.check_time_zones,
    options.check_options,
    page_models.check_page_models,
    template.check_base_template,
    languages.check_content_languages,
    languages.check_names,
    languages.check_directions,
    languages.check_routing,
    languages.check_catalogues,
    languages.check_slugs,
    languages.check_untranslated_stays_unpublished,
    text.check_stream_fields,
    catalogue.check_middleware,
    catalogue.check_catalogue_age,
)


def register() -> None:
    """Make the checks known to Django; call from ``ready()``."""
    for check in ALL:
        checks.register(check, TAG)
    checks.register(catalogue.check_corrections, TAG, checks.Tags.database)
