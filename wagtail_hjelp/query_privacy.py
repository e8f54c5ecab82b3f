"""What somebody searches for stays out of the logs.

Filters and search are a plain GET form, so that an answer can be shared and works without
script; the price is that the words stand in the address, and servers log addresses. The
filter below blanks them in the records of Django and Gunicorn. A web server in front needs its own
log format; ``docs/how-to/privacy.md`` gives one for nginx and Apache.
"""

from __future__ import annotations

import logging
import re
from typing import Any

# Loggers that write addresses. The mails that Django sends to ADMINS hold the whole request
# besides; docs/how-to/privacy.md says how to leave it out.
LOGGERS = (
    "django.request",
    "django.server",
    # A filter on a logger does not reach its children, and these are all that Django has.
    "django.security.csrf",
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.security.SuspiciousOperation",
    "django.security.TooManyFieldsSent",
    "gunicorn.access",
    "uvicorn.access",
)

_QUERY = re.compile(r"(?P<name>(?:^|[?&;])q=)[^&#\s\"']*")


class HideSearchWords(logging.Filter):
    """Blanks the value of ``q`` wherever an address stands in a record; drops no record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hide(record.msg)
        if isinstance(record.args, dict):
            # Gunicorn's is a dict of its own kind that answers "-" for what it lacks.
            record.args.update({key: hide(value) for key, value in record.args.items()})
        elif record.args:
            record.args = tuple(hide(value) for value in record.args)
        return True


def hide(value: Any) -> Any:
    """Return a text with the search words of any address in it blanked; others as they are."""
    return _QUERY.sub(r"\g<name>…", value) if isinstance(value, str) else value


def install() -> None:
    """Put the filter on every logger that writes addresses; called once, from ``ready()``."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(found, HideSearchWords) for found in logger.filters):
            logger.addFilter(HideSearchWords())
