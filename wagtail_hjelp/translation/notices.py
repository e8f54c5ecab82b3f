"""Telling translators and reviewers."""

from __future__ import annotations

from typing import Any


def words_changed(page: Any, before: Any) -> None:
    """After the words of a source page have changed."""
