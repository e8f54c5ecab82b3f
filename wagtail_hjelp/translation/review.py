"""A translation goes to review, and is approved or sent back."""

from __future__ import annotations

from typing import Any


def approved(revision: Any, user: Any) -> None:
    """After a reviewer has approved a revision: its sentences are no longer a machine's."""
