"""The documentation names what there is: settings, blocks, verbs, templates, requirements; and
its links and examples hold."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management.base import CommandParser
from django.template import engines

from wagtail_hjelp import blocks, conf
from wagtail_hjelp.directory.querysets import (
    ActivityQuerySet,
    HelpQuerySet,
    OfferQuerySet,
    OrganisationQuerySet,
)
from wagtail_hjelp.management.commands.hjelp_setup import Command
from wagtail_hjelp.models.occurrences import OccurrenceQuerySet
from wagtail_hjelp.templatetags import wagtail_hjelp_tags

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def rows(page: str) -> Iterator[list[str]]:
    """Yield the cells of each table row of a reference page whose first cell is code."""
    for line in (DOCS / "reference" / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- Reference ----------------------------------------------------------------------------


def test_settings_are_those_there_are_with_their_defaults() -> None:
    text = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    table = text.split("## ")[0]
    listed = {}
    for line in table.splitlines():
        if line.startswith("| `"):
            name, default = re.findall(r"`([^`]+)`", line)[:2]
            listed[name] = ast.literal_eval(default)
    assert listed == {name: option.default for name, option in conf.OPTIONS.items()}


def test_every_public_block_has_a_section() -> None:
    text = (DOCS / "reference" / "blocks.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert set(sections) == set(blocks.__all__)
    for name, section in sections.items():
        block = getattr(blocks, name)()
        # A stream's children are listed in its own words: by name, or by the blocks that they are.
        named = set(re.findall(r"`(\w+)(?:\[\]\.\w+)?`", section)) | set(sections)
        children = getattr(block, "child_blocks", {})
        missing = [
            child
            for child, found in children.items()
            if child not in named and type(found).__name__ not in named
        ]
        assert missing == [], f"{name}: these fields are not described"
        template = block.meta.template if hasattr(block.meta, "template") else None
        if template:
            assert template in section


def verbs_listed(heading: str) -> dict[str, list[str]]:
    """The verbs below a heading of querysets.md with their parameters, tables one after another."""
    text = (DOCS / "reference" / "querysets.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]
    found = re.findall(r"^\| `(\w+)\((.*)\)`", section, re.MULTILINE)
    return {
        name: [part.split("=")[0] for part in parameters.split(", ") if part]
        for name, parameters in found
    }


@pytest.mark.parametrize(
    ("heading", "querysets"),
    [
        ("All of them", [HelpQuerySet]),
        ("Help offers", [OfferQuerySet]),
        ("Activities", [ActivityQuerySet, OccurrenceQuerySet]),
        ("Organisations", [OrganisationQuerySet]),
    ],
)
def test_every_verb_is_listed_with_its_parameters(heading: str, querysets: list[type]) -> None:
    assert verbs_listed(heading) == {
        name: list(inspect.signature(verb).parameters)[1:]
        for queryset in querysets
        for name, verb in vars(queryset).items()
        if not name.startswith("_")
    }


def test_every_template_and_tag_is_listed() -> None:
    text = (DOCS / "reference" / "templates.md").read_text(encoding="utf-8")
    folder = ROOT / "wagtail_hjelp" / "templates"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert set(re.findall(r"`(wagtail_hjelp/[\w/]+\.html)`", text)) == there
    tags = set(re.findall(r"^\| `{% (\w+)", text, re.MULTILINE))
    assert tags == set(wagtail_hjelp_tags.register.tags)


def test_every_icon_is_listed() -> None:
    text = (DOCS / "reference" / "templates.md").read_text(encoding="utf-8")
    listed = re.search(r"^Icons for topics.*?\n\n", text, re.MULTILINE | re.DOTALL)[0]
    sprite = ROOT / "wagtail_hjelp" / "static" / "wagtail_hjelp" / "icons.svg"
    there = set(re.findall(r'id="hjelp-icon-([\w-]+)"', sprite.read_text(encoding="utf-8")))
    assert set(re.findall(r"`([\w-]+)`", listed)) == there


def test_every_attribute_of_the_script_is_listed() -> None:
    text = (DOCS / "reference" / "templates.md").read_text(encoding="utf-8")
    package = ROOT / "wagtail_hjelp"
    public = [path for path in package.rglob("*.html") if "admin" not in path.parts]
    there = {
        found
        for path in [*public, *(package / "templatetags").glob("*.py")]
        for found in re.findall(r"data-hjelp-[\w-]+", path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"`(data-hjelp-[\w-]+)`", text)) == there


def test_every_option_of_the_command_is_listed() -> None:
    parser = CommandParser()
    Command().add_arguments(parser)
    own = {action.option_strings[-1] for action in parser._actions} - {"--help"}
    listed = {cells[0].strip("`").split()[0] for cells in rows("commands.md")}
    assert {option for option in listed if option.startswith("--")} == own | {"--verbosity"}


def test_every_requirement_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    text = (DOCS / "why" / "libraries.md").read_text(encoding="utf-8").split("## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)`", text, re.MULTILINE)) == wanted


# --- Links and examples -------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_first() -> None:
    first = DOCS / "index.md"
    linked = {(DOCS / link).resolve() for link in _LINK.findall(prose(first)) if "#" not in link}
    assert [name_of(page) for page in PAGES if page != first and page not in linked] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_in_python_compile(page: Path) -> None:
    for language, code in _FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            compile(code, name_of(page), "exec")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_imports_in_examples_are_there(page: Path) -> None:
    for language, code in _FENCE.findall(page.read_text(encoding="utf-8")):
        if language != "python":
            continue
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail_hjelp"):
                names = ", ".join(alias.name for alias in node.names)
                exec(f"from {node.module} import {names}", {})


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_of_templates_parse(page: Path) -> None:
    for language, code in _FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "html":
            engines["django"].from_string(code)
