"""The wheel, installed into a new site by the README's own steps, publishes an offer.

The README's section between ``<!-- begin: install -->`` and ``<!-- end: install -->`` is carried
out as it stands. A comment before a fenced block says what the block is for:

``<!-- install: shell -->``
    commands run in the new site's folder, in its environment. ``wagtail-hjelp`` after
    ``pip install`` becomes the wheel that was just built.
``<!-- install: settings -->``
    text added to the end of ``mysite/settings/base.py``
``<!-- install: urls -->``
    text added to the end of ``mysite/urls.py``
``<!-- install: setup -->``
    commands run like ``shell``, after the settings and the addresses are in place

Blocks are applied in the README's order; a fenced block in the section without such a comment,
or with an unknown one, is an error.
"""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.install

ROOT = Path(__file__).resolve().parents[2]
SITE = "mysite"

# What a wheel may hold, by place.
EXPECTED = (
    r"wagtail_hjelp/py\.typed",
    r"wagtail_hjelp/(?:[a-z0-9_]+/)*[a-z0-9_]+\.py",
    r"wagtail_hjelp/catalogue/services\.toml",
    r"wagtail_hjelp/templates/(?:[a-z0-9_]+/)+[a-z0-9_.]+\.(?:html|txt|svg|xml)",
    r"wagtail_hjelp/static/wagtail_hjelp/(?:[a-z0-9_-]+/)*[a-z0-9_.-]+\.(?:css|js|svg|png|webp)",
    r"wagtail_hjelp/locale/[A-Za-z_]+/LC_MESSAGES/django(?:js)?\.mo",
    r"wagtail_hjelp-[^/]+\.dist-info/(?:METADATA|WHEEL|RECORD|licenses/LICENSE)",
)
NEEDED = (
    "wagtail_hjelp/__init__.py",
    "wagtail_hjelp/py.typed",
    "wagtail_hjelp/catalogue/services.toml",
    "wagtail_hjelp/migrations/0001_initial.py",
    "wagtail_hjelp/locale/nb/LC_MESSAGES/django.mo",
    "wagtail_hjelp/management/commands/hjelp_setup.py",
)

PUBLISH = """
import html, json, re
from django.test import Client
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage

directory = HelpOfferIndexPage.objects.get(locale__language_code="nb")
offer = HelpOfferPage(
    title="Legevakt",
    slug="legevakt",
    summary="Ring når det haster.",
    provider="Havnesund kommune",
    urgency="legevakt",
    contact_points=json.dumps([
        {"type": "phone", "value": {"purpose": "general", "number": "+4770000110", "hours": []}},
    ]),
)
directory.add_child(instance=offer)
offer.save_revision().publish()

response = Client().get(offer.get_url())
text = re.sub(r"\\s", "", html.unescape(response.content.decode()))
print("STATUS", response.status_code)
print("ADDRESS", offer.get_url())
print("NUMBER", "70000110" in re.sub(r"<[^>]*>", "", text))
print("LINK", 'href="tel:+4770000110"' in text)
listing = Client().get(directory.get_url())
print("LISTED", listing.status_code, "Legevakt" in listing.content.decode())
# In every language of the site, those without any page among them.
for code in ("nb", "en", "uk"):
    acute = Client().get(f"/{code}/hjelp/akutt/")
    ladder = acute.content.decode()
    there = [f'href="tel:{number}"' in ladder for number in ("113", "116117", "+4770000110")]
    print("ACUTE_" + code, acute.status_code, *there)
"""


def readme_steps() -> list[tuple[str, str]]:
    """Return ``(kind, text)`` for each fenced block of the README's install section."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.search(r"<!-- begin: install -->(.*?)<!-- end: install -->", readme, re.DOTALL)
    assert section, "README.md has no section <!-- begin: install --> … <!-- end: install -->"
    block = re.compile(
        r"(?:<!-- install: (?P<kind>\w+) -->\s*\n)?^```\w*\n(?P<text>.*?)^```$",
        re.DOTALL | re.MULTILINE,
    )
    return [(found["kind"], found["text"]) for found in block.finditer(section[1])]


class Site:
    """A ``wagtail start`` project in an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / SITE
        self.environment = folder / "venv"
        self.env = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH", "VIRTUAL_ENV"}
        }
        self.env["PATH"] = f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def run(self, command: str, stdin: str | None = None) -> str:
        """Run a shell command in the site's folder; fail with all it said if it fails."""
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder if self.folder.exists() else self.folder.parent,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def add(self, path: str, text: str) -> None:
        target = self.folder / path
        target.write_text(f"{target.read_text(encoding='utf-8')}\n\n{text}", encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(
        [*command, "--directory", str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A new project with Wagtail in it and nothing of ours."""
    site = Site(tmp_path_factory.mktemp("host"))
    if _has_uv():
        # The wheel's dependencies are known from its metadata; uv only fetches them sooner.
        site.run(f"uv venv --quiet --seed --python '{sys.executable}' '{site.environment}'")
        python = site.environment / "bin/python"
        site.run(f"uv pip install --quiet --python '{python}' '{wheel}'")
        site.run(f"uv pip uninstall --quiet --python '{python}' wagtail-hjelp")
    else:
        venv.create(site.environment, with_pip=True)
        site.run("python -m pip install --quiet 'wagtail>=7.4'")
    site.run(f"wagtail start {SITE}")
    return site


def _has_uv() -> bool:
    if shutil.which("uv") is None:
        return False
    return subprocess.run(["uv", "--version"], capture_output=True, check=False).returncode == 0


def test_wheel_holds_what_it_should_and_nothing_else(wheel: Path):
    names = [name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")]
    unexpected = [n for n in names if not any(re.fullmatch(kind, n) for kind in EXPECTED)]
    assert unexpected == []
    assert [name for name in NEEDED if name not in names] == []
    # All that is compiled from what git has, and all that the package serves.
    for path in (ROOT / "wagtail_hjelp").rglob("*"):
        inside = path.relative_to(ROOT).as_posix()
        if path.is_file() and path.suffix in {".py", ".html", ".css", ".js", ".svg", ".mo"}:
            assert inside in names, f"{inside} is not in the wheel"


def test_readme_has_the_steps():
    kinds = [kind for kind, _text in readme_steps()]
    assert kinds == ["shell", "settings", "urls", "setup"]


def test_offer_is_published_after_the_readmes_steps(site: Site, wheel: Path):
    for kind, text in readme_steps():
        if kind in {"shell", "setup"}:
            for line in filter(None, map(str.strip, text.splitlines())):
                command = line.replace("pip install wagtail-hjelp", f"pip install '{wheel}'")
                site.run(command.removeprefix("$ "))
        elif kind == "settings":
            site.add(f"{SITE}/settings/base.py", text)
        elif kind == "urls":
            site.add(f"{SITE}/urls.py", text)
        else:
            pytest.fail(f"README.md: a block of an unknown kind {kind!r}:\n{text}")

    site.run("python manage.py check --fail-level WARNING")
    site.run("python manage.py makemigrations --check --dry-run wagtail_hjelp")
    site.run("python manage.py hjelp_setup --parent 3")  # twice does no harm
    said = site.run("python manage.py shell --no-imports", stdin=PUBLISH)
    answers = dict(line.split(" ", 1) for line in said.splitlines() if " " in line)
    assert answers["STATUS"] == "200", said
    assert answers["ADDRESS"].startswith("/nb/"), said
    assert answers["NUMBER"] == "True", said
    assert answers["LINK"] == "True", said
    assert answers["LISTED"] == "200 True", said
    for code in ("nb", "en", "uk"):
        assert answers[f"ACUTE_{code}"] == "200 True True True", said
