"""A bar where somebody watches, a line per step where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")


class Progress:
    """Says on a stream what is being done and how far it has come."""

    WIDTH = 30

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.live = not quiet and self.stream.isatty()

    def say(self, text: str) -> None:
        """Write one line."""
        if not self.quiet:
            self.stream.write(f"{text}\n")
            self.stream.flush()

    def over(self, label: str, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, with a bar that fills up as they are used."""
        items = list(items)
        for number, item in enumerate(items):
            self._draw(label, number, len(items))
            yield item
        if self.live:
            self._draw(label, len(items), len(items))
            self.say("")
        else:
            self.say(f"{label}: {len(items)}")

    def _draw(self, label: str, done: int, total: int) -> None:
        if self.live:
            filled = self.WIDTH * done // (total or 1)
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            self.stream.write(f"\r{label:<24} {bar} {done:>3}/{total}")
            self.stream.flush()
