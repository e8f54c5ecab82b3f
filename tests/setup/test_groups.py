"""The groups: which, with which permissions, and whose."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from wagtail_hjelp.setup import set_up
from wagtail_hjelp.setup.groups import _language_label


def page_rights(group: Group) -> set[tuple[str, str]]:
    """``(language, action)`` for each right on a page."""
    return {
        (right.page.locale.language_code, right.permission.codename.removesuffix("_page"))
        for right in group.page_permissions.select_related("page__locale", "permission")
    }


def rights(group: Group) -> set[str]:
    return set(group.permissions.values_list("codename", flat=True))


def state() -> list[list[tuple]]:
    """Everything that set-up may write about groups."""
    through = Group.permissions.through.objects
    return [
        list(Group.objects.order_by("pk").values_list("pk", "name")),
        list(through.order_by("pk").values_list("group_id", "permission_id")),
        list(GroupPagePermission.objects.order_by("pk").values_list()),
        list(GroupCollectionPermission.objects.order_by("pk").values_list()),
    ]


def test_names(section):
    assert {key: group.name for key, group in section.groups.items()} == {
        "editors": "Hjelp: redaktører",
        "administrators": "Hjelp: administratorer",
        "translators:en": "Hjelp: oversettere (English)",
        "reviewers:en": "Hjelp: språkkontroll (English)",
        "translators:nn": "Hjelp: oversettere (norsk, nynorsk)",
        "reviewers:nn": "Hjelp: språkkontroll (norsk, nynorsk)",
        "resource_persons": "Hjelp: ressurspersoner",
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "editors",
            {("nb", action) for action in ("add", "change", "publish", "lock", "unlock")},
        ),
        (
            "administrators",
            {
                (code, action)
                for code in ("nb", "nn", "en")
                for action in ("add", "change", "publish", "lock", "unlock")
            },
        ),
        ("translators:nn", {("nn", "add"), ("nn", "change")}),
        ("reviewers:nn", {("nn", "change"), ("nn", "publish")}),
        ("resource_persons", set()),
    ],
)
def test_rights_on_pages(section, key, expected):
    assert page_rights(section.groups[key]) == expected


def test_rights_lie_on_the_section_alone(section):
    for group in section.groups.values():
        for right in group.page_permissions.all():
            assert right.page.translation_key == section.front.translation_key


def test_other_rights(section):
    lists = {
        f"{action}_{model}"
        for action in ("view", "add", "change", "delete")
        for model in ("synonym", "crisisword", "sharedhours", "specialday", "season", "helpline")
    }
    glossary = {f"{action}_glossaryterm" for action in ("view", "add", "change", "delete")}
    editors = {"access_admin", "submit_translation", "view_topic", *lists, *glossary}
    assert rights(section.groups["editors"]) == editors
    assert rights(section.groups["administrators"]) == {
        *editors,
        *(f"{action}_topic" for action in ("add", "change", "delete")),
        *(f"{action}_locale" for action in ("add", "change", "delete")),
    }
    assert rights(section.groups["translators:en"]) == {"access_admin", "view_glossaryterm"}
    assert rights(section.groups["reviewers:en"]) == {"access_admin", *glossary}
    assert rights(section.groups["resource_persons"]) == {
        "access_admin",
        *(f"{action}_resourceperson" for action in ("view", "add", "change", "delete")),
        "view_consenttext",
        "add_consenttext",
    }


def test_rights_in_collections(section):
    expected = {"add_image", "choose_image", "add_document", "choose_document"}
    for key, found in (("editors", expected), ("administrators", expected)):
        permissions = section.groups[key].collection_permissions.filter(
            collection=Collection.get_first_root_node()
        )
        assert set(permissions.values_list("permission__codename", flat=True)) == found
    assert not section.groups["translators:en"].collection_permissions.exists()


def test_second_run_changes_no_group(section, home):
    before = state()
    lines: list[str] = []
    set_up(home, report=lines.append)
    assert state() == before
    assert "Unchanged: group “Hjelp: redaktører”" in lines


def test_what_an_administrator_gave_stays_and_what_is_missing_comes_back(section, home):
    editors = section.groups["editors"]
    editors.permissions.add(Permission.objects.get(codename="delete_topic"))
    editors.permissions.remove(Permission.objects.get(codename="view_topic"))
    lines: list[str] = []
    set_up(home, report=lines.append)
    assert {"delete_topic", "view_topic"} <= rights(editors)
    assert "Changed: group “Hjelp: redaktører” may now: view_topic" in lines


def test_group_made_before_its_name_was_translated_is_known(section, home):
    Group.objects.filter(name="Hjelp: redaktører").update(name="Help: editors")
    again = set_up(home)
    assert again.groups["editors"] == section.groups["editors"]
    assert again.counts["created"] == again.counts["changed"] == 0


def test_renamed_group_is_left_alone(section, home):
    Group.objects.filter(name="Hjelp: redaktører").update(name="Nettredaksjonen")
    again = set_up(home)
    assert again.groups["editors"].name == "Hjelp: redaktører"
    assert Group.objects.filter(name="Nettredaksjonen").exists()


def test_group_that_waits_under_the_name_is_taken_into_use(catalogues, home):
    waiting = Group.objects.create(name="Hjelp: redaktører")
    assert set_up(home).groups["editors"] == waiting


def test_each_site_has_its_own_groups(section, other_site):
    before = state()
    other = set_up(other_site.root_page)
    assert other.groups["editors"].name == "Hjelp: redaktører – skole.test"
    assert other.groups["reviewers:en"].name == "Hjelp: språkkontroll (English) – skole.test"
    shared = {group.pk for group in other.groups.values()} & {
        group.pk for group in section.groups.values()
    }
    # The register is the installation's, and so are those who keep it.
    assert shared == {section.groups["resource_persons"].pk}
    for group in other.groups.values():
        for right in group.page_permissions.all():
            assert right.page.get_site() == other_site
    own = {pk for pk, _name in before[0]}
    assert [row for row in state()[2] if row[1] in own] == before[2]


def test_group_of_the_register_is_found_again_whatever_rights_on_pages_it_was_given(
    section, other_site
):
    group = section.groups["resource_persons"]
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=section.front, permission=change)
    assert set_up(other_site.root_page).groups["resource_persons"] == group


def test_groups_stay_with_their_section_when_another_site_becomes_the_default(
    section, home, site, other_site
):
    other = set_up(other_site.root_page)
    site.is_default_site = False
    site.save()
    other_site.is_default_site = True
    other_site.save()
    assert set_up(home).groups == section.groups
    assert set_up(other_site.root_page).groups == other.groups


def test_new_default_site_does_not_take_over_the_old_ones_groups(section, home, site, other_site):
    site.is_default_site = False
    site.save()
    other_site.is_default_site = True
    other_site.save()
    other = set_up(other_site.root_page)
    assert other.groups["editors"] != section.groups["editors"]
    assert page_rights(section.groups["editors"]) == {
        ("nb", action) for action in ("add", "change", "publish", "lock", "unlock")
    }
    assert section.groups["editors"].page_permissions.count() == 5


def test_languages_that_django_calls_the_same_are_told_apart():
    assert _language_label("de") == "Deutsch"
    assert _language_label("de-at") == "Deutsch, de-at"
    assert _language_label("xx-unknown") == "xx-unknown"
