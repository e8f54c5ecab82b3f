"""The catalogues: what residents read is there in every language, whole and unbroken.

Only in the repository: which texts are public is known to ``scripts/messages.py``.
"""

from __future__ import annotations

import gettext
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nb", "nn", "en", "uk", "ar", "pl", "ru", "so", "ti")
# The languages of those who edit.
COMPLETE = ("nb", "nn")
CATALOGUES = sorted(
    path
    for package in ("wagtail_hjelp", "example_site")
    for path in (ROOT / package).glob("**/locale/*/LC_MESSAGES/*.po")
)
# %(name)s as gettext has it, {name} as str.format has it, and a percent sign that is one.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%%|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

every_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: f"{path.parts[-5]}-{path.parts[-3]}"
)


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def public() -> set[str]:
    return _script().public_messages()


def _of_package(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "wagtail_hjelp/locale" / language / "LC_MESSAGES/django.po"))


def _entries(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalogue if not entry.obsolete]


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _name(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt} | {entry.msgid}" if entry.msgctxt else entry.msgid


def _lacking(entries: list[polib.POEntry]) -> list[str]:
    """Return the texts that readers would see in another language."""
    return [_name(entry) for entry in entries if entry.fuzzy or not all(_forms(entry))]


# --- Nothing is missing ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_residents_read_it_in_their_language(language: str, public: set[str]) -> None:
    entries = _entries(_of_package(language))
    assert public - {entry.msgid for entry in entries} == set(), "run `make messages`"
    assert _lacking([entry for entry in entries if entry.msgid in public]) == []


@pytest.mark.parametrize("language", COMPLETE)
def test_editors_read_all_of_it_in_norwegian(language: str) -> None:
    assert _lacking(_entries(_of_package(language))) == []


@pytest.mark.parametrize(
    "path",
    [path for path in CATALOGUES if "home" in path.parts],
    ids=lambda path: path.parts[-3],
)
def test_demo_is_shown_in_its_languages(path: Path) -> None:
    shown = [
        entry
        for entry in _entries(polib.pofile(str(path)))
        if any(name.startswith("templates/") for name, _line in entry.occurrences)
    ]
    assert shown
    assert _lacking(shown) == []


# --- Nothing is broken ----------------------------------------------------------------------


def _pairs(catalogue: polib.POFile) -> Iterator[tuple[polib.POEntry, str]]:
    for entry in _entries(catalogue):
        yield from ((entry, form) for form in _forms(entry) if form)


@every_catalogue
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG], ids=["placeholders", "tags"])
def test_translation_keeps(path: Path, pattern: re.Pattern[str]) -> None:
    differing = [
        (_name(entry), form)
        for entry, form in _pairs(polib.pofile(str(path)))
        if Counter(pattern.findall(form)) != Counter(pattern.findall(entry.msgid))
    ]
    assert differing == []


@every_catalogue
def test_plural_forms(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    header = re.fullmatch(r"nplurals=(\d+); *plural=(.+?);?", catalogue.metadata["Plural-Forms"])
    assert header is not None
    forms = set(range(int(header[1])))
    choose = gettext.c2py(header[2])  # type: ignore[attr-defined]
    assert {choose(number) for number in range(1000)} <= forms
    differing = [
        _name(entry)
        for entry in _entries(catalogue)
        if entry.msgid_plural and any(_forms(entry)) and set(entry.msgstr_plural) != forms
    ]
    assert differing == []


# --- Each says who read it, and is compiled ---------------------------------------------------


@every_catalogue
def test_header(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert not catalogue.metadata_is_fuzzy
    assert catalogue.metadata["Language"] == path.parts[-3]
    # A name, or that nobody has.
    assert catalogue.metadata.get("X-Reviewed-By", "").strip()
    # What xgettext puts there for somebody to replace.
    assert "SOME DESCRIPTIVE TITLE" not in catalogue.header
    assert "PACKAGE" not in catalogue.metadata["Project-Id-Version"]


@every_catalogue
def test_compiled_is_what_is_written(path: Path) -> None:
    written, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))
    assert compiled.metadata == written.metadata

    def texts(entries: list[polib.POEntry]) -> dict[tuple[str | None, str, str], list[str]]:
        return {
            (entry.msgctxt, entry.msgid, entry.msgid_plural or ""): _forms(entry)
            for entry in entries
        }

    assert texts(list(compiled)) == texts(written.translated_entries())
