"""Acute help when something else is broken: the database, the data of one offer, the request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import Error
from django.http import HttpRequest

logger = logging.getLogger(__name__)

T = TypeVar("T")


def or_else(request: HttpRequest | None, ask: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """Return what ``ask`` finds or, without a request or if asking fails, ``otherwise()``.

    Whatever fails, and not the database alone: a host's 500.html asks with the very data that made
    the page fail. The failure is logged, and the request does not ask again: a database that is
    gone may take its time to say so.
    """
    if request is None or getattr(request, "_hjelp_fails", False):
        return otherwise()
    try:
        return ask()
    except Error as error:
        logger.warning("Acute help is shown without the database: %s", type(error).__name__)
    except Exception:
        logger.exception("Acute help is shown without the site's own")
    request._hjelp_fails = True  # type: ignore[attr-defined]
    return otherwise()
