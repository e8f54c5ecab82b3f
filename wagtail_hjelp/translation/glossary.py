"""Placeholder until the glossary stands here."""

from __future__ import annotations

from typing import Any


def terms_for(language_code: str) -> list[Any]:
    return []


def terms_in(sentence_html: str, terms: list[Any]) -> list[Any]:
    return []


def missing_terms(source: str, translation: str, terms: list[Any]) -> list[Any]:
    return []


def doubt(missing: list[Any]) -> str:
    return ""
