"""The key that a page has in a file that we give out, by which it is known when it comes back.

It says which page it is, and what the page said on the day of the file: who has only changed the
file needs no further question, and who finds the page changed too is asked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

_KEY = re.compile(r"hjelp-([0-9a-f]{32})-([0-9a-f]{12})")


class GivenKey(NamedTuple):
    """A key of ours, read."""

    translation_key: UUID
    digest: str

    def is_of(self, record: Mapping[str, Any]) -> bool:
        """Whether a page (in the shape of a file) says what it said when the key was given."""
        return self.digest == _digest(record)


def make_key(translation_key: UUID, record: Mapping[str, Any]) -> str:
    """Return the key of a page that says a record, in the shape of a file."""
    return f"hjelp-{translation_key.hex}-{_digest(record)}"


def read_key(text: str) -> GivenKey | None:
    """Return what a key of ours says; None for another's."""
    found = _KEY.fullmatch(text)
    return GivenKey(UUID(hex=found[1]), found[2]) if found else None


def _digest(record: Mapping[str, Any]) -> str:
    said = {name: value for name, value in record.items() if name not in ("key", "language")}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
