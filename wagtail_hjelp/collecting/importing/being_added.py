"""Whether many pages are being added at once: what follows from each is done for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_adding: ContextVar[bool] = ContextVar("adding", default=False)


@contextmanager
def pages_being_added() -> Iterator[None]:
    """While within, our receivers leave pages that are published alone."""
    token = _adding.set(True)
    try:
        yield
    finally:
        _adding.reset(token)


def are_being_added() -> bool:
    """Whether pages are being added at once, in this thread or task."""
    return _adding.get()
