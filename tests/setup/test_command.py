"""The command: what it is told, what it says, and what it leaves alone."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Page

from tests.host.models import ArticlePage
from wagtail_hjelp.models import HelpFrontPage, Topic
from wagtail_hjelp.setup import SetUpError
from wagtail_hjelp.setup.parents import find_parent


def run(*args: str, **options) -> list[str]:
    out = StringIO()
    call_command("hjelp_setup", *args, stdout=out, no_color=True, **options)
    return out.getvalue().splitlines()


def test_says_each_thing_and_a_summary(home):
    said = run("--parent", str(home.pk))
    created = [line for line in said if line.startswith("Laget")]
    assert len(created) == 15 + 1 + 1 + 7
    assert any("17 topics" in line for line in created)
    assert said[-1] == "24 created, 0 changed, 0 unchanged. Left to you: 4, see above."


def test_second_run_says_that_nothing_changed(home):
    run("--parent", str(home.pk))
    said = run("--parent", str(home.pk))
    assert not [line for line in said if line.startswith(("Laget", "Created", "Changed"))]
    assert len([line for line in said if line.startswith("Unchanged")]) == 24
    assert said[-1] == "Nothing to do: 24 unchanged. Left to you: 4, see above."


def test_speaks_the_active_language(catalogues, home):
    with translation.override("nb"):
        said = run("--parent", str(home.pk))
    assert any(line.startswith("Laget: ") for line in said)


def test_says_nothing_when_told_to(home):
    assert run("--parent", str(home.pk), verbosity=0) == []
    assert HelpFrontPage.objects.exists()


def test_dry_run_says_what_a_run_would_and_changes_nothing(home):
    pages, groups = Page.objects.count(), Group.objects.count()
    said = run("--parent", str(home.pk), "--dry-run")
    assert (Page.objects.count(), Group.objects.count()) == (pages, groups)
    assert not Topic.objects.exists()
    assert said[-1].endswith("This was a dry run: nothing was changed.")
    assert [line for line in said if line.startswith("Created")] == [
        line for line in run("--parent", str(home.pk)) if line.startswith("Created")
    ]


def test_slug(home):
    run("--parent", "/nb/", "--slug", "faa-hjelp")
    assert HelpFrontPage.objects.get(locale=home.locale).slug == "faa-hjelp"


def test_without_a_parent_the_possible_ones_are_named(home):
    article = home.add_child(instance=ArticlePage(title="Om oss", slug="om-oss"))
    with pytest.raises(CommandError) as error:
        run()
    assert f"--parent {home.pk}  “{home.title}” (/nb/)" in str(error.value)
    assert f"--parent {article.pk}  “Om oss” (/nb/om-oss/)" in str(error.value)
    assert not HelpFrontPage.objects.exists()


def test_without_a_possible_parent_the_mend_is_named(home, monkeypatch):
    monkeypatch.setattr(HelpFrontPage, "is_creatable", False)
    with pytest.raises(CommandError, match="subpage_types"):
        run()


@pytest.mark.parametrize("given", ["4711", "/nb/finnes-ikke/", "finnes/ikke", "https://x.test/"])
def test_unknown_parent_is_refused_with_the_possible_ones(home, given):
    with pytest.raises(CommandError, match=f"There is no page {given}") as error:
        run("--parent", given)
    assert f"--parent {home.pk}" in str(error.value)


def test_errors_of_set_up_are_the_commands(home):
    with pytest.raises(CommandError, match="root of all pages"):
        run("--parent", str(Page.objects.get(depth=1).pk))


@pytest.mark.parametrize("given", ["/nb/", "/nb", "nb", "/", "http://localhost/nb/", " /nb/ "])
def test_root_page_by_address(home, given):
    assert find_parent(given).pk == home.pk


@pytest.mark.parametrize("given", ["/nb/om-oss/helse/", "nb/om-oss/helse", "om-oss/helse"])
def test_page_by_address_and_by_slugs(home, given):
    article = home.add_child(instance=ArticlePage(title="Om oss", slug="om-oss"))
    below = article.add_child(instance=ArticlePage(title="Helse", slug="helse"))
    home.add_child(instance=ArticlePage(title="Helse", slug="helse"))
    assert find_parent(given).pk == below.pk


def test_address_that_two_sites_have_is_refused_with_both(home, other_site):
    with pytest.raises(SetUpError) as error:
        find_parent("/nb/")
    assert f"--parent {home.pk}" in str(error.value)
    assert f"--parent {other_site.root_page.pk}" in str(error.value)
    assert find_parent("http://skole.test/nb/").pk == other_site.root_page.pk
