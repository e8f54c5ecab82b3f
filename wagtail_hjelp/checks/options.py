"""The settings dict ``WAGTAIL_HJELP``."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from wagtail_hjelp import conf


def check_options(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            _what(key),
            hint=f"It must be {expected}. Until then the default is used.",
            id="wagtail_hjelp.E003",
        )
        for key, expected in conf.problems()
    ]


def _what(key: str) -> str:
    if key == conf.SETTING_NAME:
        return f"The setting {conf.SETTING_NAME} is not a dict."
    if key in conf.OPTIONS:
        return f"{conf.SETTING_NAME}[{key!r}] has a value that cannot be used."
    return f"{conf.SETTING_NAME} has a key that is not known: {key!r}."
