"""A host with a home page in every language, and set-up run below it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Page, Site

import wagtail_hjelp
from tests.factories import make_locales
from tests.host.models import ArticlePage
from wagtail_hjelp.setup import HelpSection, set_up

NORWEGIAN = {
    "Help when you need it": "Hjelp når du trenger det",
    "Help offers": "Hjelpetilbud",
    "Acute help": "Akutt hjelp",
    "Help: editors": "Hjelp: redaktører",
    "Help: administrators": "Hjelp: administratorer",
    "Help: translators (%(language)s)": "Hjelp: oversettere (%(language)s)",
    "Help: reviewers (%(language)s)": "Hjelp: språkkontroll (%(language)s)",
    "Help: resource persons": "Hjelp: ressurspersoner",
    "Housing": "Bolig",
    "Money and debt": "Økonomi og gjeld",
    "Mental health": "Psykisk helse",
    "Created: %(what)s": "Laget: %(what)s",
}
NYNORSK = {"Housing": "Bustad", "Mental health": "Psykisk helse"}


OURS = Path(wagtail_hjelp.__file__).parent / "locale/nb/LC_MESSAGES/django.po"


def _write(folder: Path, code: str, texts: dict[str, str]) -> None:
    # Every text of the package in English but for those given: what the real catalogues say is
    # theirs to test.
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in polib.pofile(str(OURS)):
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = texts.get(entry.msgid, entry.msgid)
        catalogue.append(entry)
    there = {entry.msgid for entry in catalogue}
    for msgid in texts.keys() - there:
        catalogue.append(polib.POEntry(msgid=msgid, msgstr=texts[msgid]))
    target = folder / code / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue.save_as_mofile(str(target / "django.mo"))


def forget_catalogues() -> None:
    """Make gettext read its catalogues again."""
    trans_real._translations = {}
    trans_real._default = None
    trans_real._active = trans_real.Local()
    translation.activate("nb")


@pytest.fixture(scope="session")
def written_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    _write(folder, "nb", NORWEGIAN)
    _write(folder, "nn", NYNORSK)
    return folder


@pytest.fixture(autouse=True, scope="module")
def catalogues(written_catalogues: Path) -> Iterator[None]:
    """The texts that these tests look at, whatever the package's own catalogues say today."""
    before = translation.get_language()
    with override_settings(LOCALE_PATHS=[written_catalogues]):
        forget_catalogues()
        yield
    forget_catalogues()
    translation.activate(before) if before else translation.deactivate()


@pytest.fixture(autouse=True)
def bokmål() -> None:
    translation.activate("nb")


@pytest.fixture(scope="module")
def host(module_db) -> Page:
    """The site's root page in bokmål, with versions in nynorsk and English; made once."""
    locales = make_locales()
    root = Site.objects.get(is_default_site=True).root_page
    for code in ("nn", "en"):
        root.copy_for_translation(locales[code], alias=True)
    return root


@pytest.fixture
def home(db, host) -> Page:
    return Page.objects.get(pk=host.pk)


@pytest.fixture
def section(catalogues, home) -> HelpSection:
    return set_up(home)


@pytest.fixture
def other_site(home, locales):
    """A second site in the same installation, with root pages of its own in bokmål and English."""
    from wagtail.models import Site

    root = Page.objects.get(depth=1)
    page = root.add_child(instance=ArticlePage(title="Skole", slug="skole", locale=home.locale))
    page.copy_for_translation(locales["en"], alias=True)
    return Site.objects.create(hostname="skole.test", root_page=page, site_name="Skole")


@pytest.fixture
def login(section) -> Callable[[str], Client]:
    """Return a browser in which a member of the group with that key is signed in."""

    def _login(key: str) -> Client:
        user = get_user_model().objects.create_user(
            username=key, password="x", email=f"{key.replace(':', '-')}@example.test"
        )
        user.groups.add(section.groups[key])
        client = Client(raise_request_exception=True)
        client.force_login(user)
        return client

    return _login
