"""Reading plain data (what a JSON library returns) strictly, with errors that say where.

A reader takes a value and returns what it stands for. It knows nothing of where its value stands:
an error gets its path on its way out, so that reading what is right costs nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

Data = dict[str, Any]
T = TypeVar("T")
D = TypeVar("D")

_REQUIRED: Any = object()


class FormatError(ValueError):
    """Data that does not have the form in which rules are written.

    ``path`` is where, such as ``weekly[2].closes`` (empty: the whole), ``problem`` what is wrong.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem

    def inside(self, outer: str) -> FormatError:
        """Return the same error as seen from one level further out."""
        dot = "." if self.path and not self.path.startswith("[") else ""
        return FormatError(f"{outer}{dot}{self.path}", self.problem)


def known_object(data: object, keys: frozenset[str]) -> Data:
    """Return an object that has no keys but these."""
    if not isinstance(data, dict):
        raise FormatError("", f"expected an object, not {data!r}")
    if not data.keys() <= keys:
        unknown = next(key for key in data if key not in keys)
        raise FormatError(str(unknown), f"unknown key; expected {', '.join(sorted(keys))}")
    return data


def part(known: Data, key: str, read: Callable[[object], T], default: D = _REQUIRED) -> T | D:
    """Return what a key stands for; without a default it must be there."""
    value = known.get(key, _REQUIRED)
    if value is _REQUIRED:
        if default is _REQUIRED:
            raise FormatError(key, "missing")
        return default
    try:
        return read(value)
    except FormatError as error:
        raise error.inside(key) from None


def list_of(read: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """Return a reader of lists."""

    def read_list(data: object) -> tuple[T, ...]:
        if not isinstance(data, list):
            raise FormatError("", f"expected a list, not {data!r}")
        found: list[T] = []
        try:
            for item in data:
                found.append(read(item))  # noqa: PERF401 - its length is the place of an error
        except FormatError as error:
            raise error.inside(f"[{len(found)}]") from None
        return tuple(found)

    return read_list


def one_of(choices: Mapping[str, T], problem: str) -> Callable[[object], T]:
    """Return a reader of codes; ``problem`` says what others are not."""

    def read_code(data: object) -> T:
        if isinstance(data, str) and data in choices:
            return choices[data]
        raise FormatError("", f"{problem}: {data!r}")

    return read_code


def made(make: Callable[..., T], *parts: object) -> T:
    """Return a value whose class has the last word on what goes together."""
    try:
        return make(*parts)
    except ValueError as error:
        raise FormatError("", str(error)) from error


def iso_date(data: object) -> date:
    # Python reads more ways of writing a date than one.
    if isinstance(data, str) and len(data) == 10 and data[4] == data[7] == "-":
        try:
            return date.fromisoformat(data)
        except ValueError:
            pass
    raise FormatError("", f"not a date: {data!r}")


def flag(data: object) -> bool:
    if not isinstance(data, bool):
        raise FormatError("", f"expected true or false, not {data!r}")
    return data


def text(data: object) -> str:
    if not isinstance(data, str):
        raise FormatError("", f"expected text, not {data!r}")
    return data


def code(data: object) -> str:
    if not isinstance(data, str) or not data:
        raise FormatError("", f"expected a code, not {data!r}")
    return data
