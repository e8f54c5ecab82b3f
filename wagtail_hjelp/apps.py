from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailHjelpConfig(AppConfig):
    name = "wagtail_hjelp"
    label = "wagtail_hjelp"
    verbose_name = _("Help for residents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, query_privacy, signal_handlers
        from .collecting import forgetting  # noqa: F401 (it says what it keeps, and how long)
        from .translation.languages import register_languages

        register_languages()
        checks.register()
        signal_handlers.connect()
        query_privacy.install()
