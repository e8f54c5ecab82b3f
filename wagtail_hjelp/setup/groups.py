"""Who may do what: editors, administrators, per language translators and reviewers, and those
who keep the register of resource persons.

Permissions are added where they are missing and never taken away: what an administrator has
given a group stays.

A group is known by its name, in whichever of the site's languages set-up once gave it, or the
English one from before there was a translation. Of groups by that name, the one with rights on
this section is ours; next, one with rights on no section is taken into use; one with rights on
another site's section is never touched. A group that was renamed is no longer known: set-up
leaves it alone and makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf.locale import LANG_INFO
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.coreutils import get_content_languages
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from wagtail_hjelp.translation.languages import name_in_itself

from .report import Report, SetUpError, text_in
from .sections import Section, front_models

EDITORS = gettext_lazy("Help: editors")
ADMINISTRATORS = gettext_lazy("Help: administrators")
TRANSLATORS = gettext_lazy("Help: translators (%(language)s)")
REVIEWERS = gettext_lazy("Help: reviewers (%(language)s)")
RESOURCE_PERSONS = gettext_lazy("Help: resource persons")

# What each may do with the pages of the section in a language.
EDIT = ("add", "change", "publish", "lock", "unlock")
TRANSLATE = ("add", "change")
REVIEW = ("change", "publish")

ACCESS = "wagtailadmin.access_admin"
# What words are called in each language: whoever answers for a language keeps it, whoever
# translates reads it.
GLOSSARY = tuple(
    f"wagtail_hjelp.{action}_glossaryterm" for action in ("view", "add", "change", "delete")
)
TRANSLATORS_MAY = (ACCESS, "wagtail_hjelp.view_glossaryterm")
REVIEWERS_MAY = (ACCESS, *GLOSSARY)
EDITORS_MAY = (
    ACCESS,
    # wagtail-localize asks for this one, whatever the page, before it sends a page for translation.
    "wagtail_localize.submit_translation",
    "wagtail_hjelp.view_topic",
    "wagtail_hjelp.view_synonym",
    "wagtail_hjelp.add_synonym",
    "wagtail_hjelp.change_synonym",
    "wagtail_hjelp.delete_synonym",
    # Whoever enters offers and activities keeps what many of them share.
    *(
        f"wagtail_hjelp.{action}_{model}"
        for model in ("sharedhours", "specialday", "season", "helpline", "crisisword")
        for action in ("view", "add", "change", "delete")
    ),
    *GLOSSARY,
)
ADMINISTRATORS_MAY = (
    *EDITORS_MAY,
    "wagtail_hjelp.add_topic",
    "wagtail_hjelp.change_topic",
    "wagtail_hjelp.delete_topic",
    "wagtailcore.add_locale",
    "wagtailcore.change_locale",
    "wagtailcore.delete_locale",
)
# The register is nobody else's business: no other role, administrators included, may look at it.
RESOURCE_PERSONS_MAY = (
    ACCESS,
    *(f"wagtail_hjelp.{action}_resourceperson" for action in ("view", "add", "change", "delete")),
    "wagtail_hjelp.view_consenttext",
    "wagtail_hjelp.add_consenttext",
)
# On the root collection, so in all collections. Wagtail asks for its own model's permissions,
# also where the host has an image model of its own.
IN_COLLECTIONS = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)

NAME_LENGTH: int = Group._meta.get_field("name").max_length or 150


@dataclass(frozen=True, slots=True)
class Role:
    """What one group is for; ``pages`` says by language code what it may do in the section.

    ``everywhere`` is for what belongs to no site: there is one group, whichever site asks for it.
    """

    key: str
    name: Any
    language: str = ""
    permissions: tuple[str, ...] = (ACCESS,)
    collections: tuple[str, ...] = ()
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    everywhere: bool = False


def make_groups(section: Section, report: Report) -> dict[str, Group]:
    """Find or make the groups of a section and give them what they lack.

    Returns them by key: ``editors``, ``administrators``, for each other language that the section
    is in ``translators:en`` and ``reviewers:en``, and ``resource_persons``.
    """
    held = _Permissions()
    return {role.key: _make_group(role, section, held, report) for role in roles(section)}


def roles(section: Section) -> list[Role]:
    """Return the roles of a section, in the order in which they are made."""
    source = section.source.language_code
    # A language that the section has not come to yet gets its groups when it does: without rights
    # on any page, nothing would say which site's group it is.
    languages = [code for code in section.roots if code != source]
    found = [
        Role(
            "editors",
            EDITORS,
            permissions=EDITORS_MAY,
            collections=IN_COLLECTIONS,
            pages={source: EDIT},
        ),
        Role(
            "administrators",
            ADMINISTRATORS,
            permissions=ADMINISTRATORS_MAY,
            collections=IN_COLLECTIONS,
            pages=dict.fromkeys((source, *languages), EDIT),
        ),
    ]
    for code in languages:
        found.append(
            Role(
                f"translators:{code}",
                TRANSLATORS,
                code,
                permissions=TRANSLATORS_MAY,
                pages={code: TRANSLATE},
            )
        )
        found.append(
            Role(
                f"reviewers:{code}",
                REVIEWERS,
                code,
                permissions=REVIEWERS_MAY,
                pages={code: REVIEW},
            )
        )
    found.append(
        Role(
            "resource_persons",
            RESOURCE_PERSONS,
            permissions=RESOURCE_PERSONS_MAY,
            everywhere=True,
        )
    )
    return found


def group_name(role: Role, language_code: str, site: Site | None = None) -> str:
    """Return what a role's group is called in a language, of a site that is not the default one."""
    name = text_in(language_code, role.name)
    if role.language:
        name = name % {"language": _language_label(role.language)}
    if site is not None:
        name = f"{name} – {_site_label(site)}"
    return name[:NAME_LENGTH]


def _make_group(role: Role, section: Section, held: _Permissions, report: Report) -> Group:
    group = _find_group(role, section)
    created = group is None
    if group is None:
        group = Group.objects.create(name=_free_name(role, section))
    added = [
        *_add_permissions(group, held.get(role.permissions)),
        *_add_page_permissions(group, role, section, held),
        *_add_collection_permissions(group, held.get(role.collections)),
    ]
    named = _("group “%(name)s”") % {"name": group.name}
    if created:
        report.created(
            ngettext(
                "%(group)s with %(count)d permission",
                "%(group)s with %(count)d permissions",
                len(added),
            )
            % {"group": named, "count": len(added)}
        )
    elif added:
        report.changed(
            _("%(group)s may now: %(permissions)s")
            % {"group": named, "permissions": ", ".join(added)}
        )
    else:
        report.unchanged(named)
    return group


# --- which group is whose ----------------------------------------------------------------


def _find_group(role: Role, section: Section) -> Group | None:
    own, others = _names(role, section)
    order = {name.casefold(): place for place, name in enumerate([*own, *others])}
    found = sorted(
        Group.objects.filter(name__in=[*own, *others]),
        key=lambda group: order.get(group.name.casefold(), len(order)),
    )
    served = {group.pk: _fronts_served(group) for group in found}
    key = section.front.translation_key
    mine = next((group for group in found if key in served[group.pk]), None)
    if mine is not None:
        return mine
    if role.everywhere:
        return next(iter(found), None)
    own_names = {name.casefold() for name in own}
    return next(
        (group for group in found if not served[group.pk] and group.name.casefold() in own_names),
        None,
    )


def _names(role: Role, section: Section) -> tuple[list[str], list[str]]:
    """Return the names that a new group may have, and those that an old one may have too.

    The old ones are from a time when the section's site was, or was not, the default site.
    """
    codes = list(dict.fromkeys([section.source.language_code, *get_content_languages(), "en"]))
    plain = [group_name(role, code) for code in codes]
    if role.everywhere:
        return plain, []
    with_site = [group_name(role, code, section.site) for code in codes]
    return (plain, with_site) if section.site.is_default_site else (with_site, plain)


def _free_name(role: Role, section: Section) -> str:
    code = section.source.language_code
    names = [] if role.everywhere else [group_name(role, code, section.site)]
    if section.site.is_default_site or role.everywhere:
        names.insert(0, group_name(role, code))
    for name in names:
        if not Group.objects.filter(name=name).exists():
            return name
    raise SetUpError(
        _("The group “%(name)s” belongs to another site's help section. Give it another name.")
        % {"name": names[-1]}
    )


def _fronts_served(group: Group) -> set[Any]:
    """Return the translation keys of the sections that a group has rights on."""
    pages = GroupPagePermission.objects.filter(group=group).values("page")
    return set(
        Page.objects.type(*front_models())
        .filter(pk__in=pages)
        .values_list("translation_key", flat=True)
    )


def _language_label(code: str) -> str:
    """Return a language's name in itself, the same on every run and for no other language."""
    name = name_in_itself(code).replace(" (", ", ").replace(")", "")
    # Django answers "Deutsch" for de-at too.
    return name if code.lower() in LANG_INFO or name == code else f"{name}, {code}"


def _site_label(site: Site) -> str:
    shared = Site.objects.filter(hostname=site.hostname).exclude(pk=site.pk).exists()
    return f"{site.hostname}:{site.port}" if shared else site.hostname


# --- what a group lacks ------------------------------------------------------------------


class _Permissions:
    """All permissions that set-up may give, read once. Those of apps not installed are left out."""

    def __init__(self) -> None:
        names = {
            *ADMINISTRATORS_MAY,
            *RESOURCE_PERSONS_MAY,
            *IN_COLLECTIONS,
            *(f"wagtailcore.{action}_page" for action in (*EDIT, *TRANSLATE, *REVIEW)),
        }
        self._found: dict[str, Permission] = {}
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in=[name.split(".")[1] for name in names]
        ):
            name = f"{permission.content_type.app_label}.{permission.codename}"
            if name in names:
                self._found[name] = permission
        missing = [
            name
            for name in sorted(names - self._found.keys())
            if apps.is_installed(_APPS.get(name.split(".")[0], name.split(".")[0]))
        ]
        if missing:
            raise SetUpError(
                _("Run “manage.py migrate” first: these permissions are missing: %(names)s")
                % {"names": ", ".join(missing)}
            )

    def get(self, names: Iterable[str]) -> list[Permission]:
        return [self._found[name] for name in names if name in self._found]

    def on_pages(self, actions: Iterable[str]) -> list[Permission]:
        return self.get(f"wagtailcore.{action}_page" for action in actions)


# Labels of apps whose package is called otherwise.
_APPS = {
    "wagtailadmin": "wagtail.admin",
    "wagtailcore": "wagtail",
    "wagtaildocs": "wagtail.documents",
    "wagtailimages": "wagtail.images",
}


def _add_permissions(group: Group, wanted: list[Permission]) -> list[str]:
    there = set(group.permissions.values_list("pk", flat=True))
    lacking = [permission for permission in wanted if permission.pk not in there]
    group.permissions.add(*lacking)
    return [permission.codename for permission in lacking]


def _add_page_permissions(
    group: Group, role: Role, section: Section, held: _Permissions
) -> list[str]:
    there = set(
        GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission_id")
    )
    added = []
    for code, actions in role.pages.items():
        for page in section.roots.get(code, ()):
            for permission in held.on_pages(actions):
                if (page.pk, permission.pk) not in there:
                    GroupPagePermission.objects.create(
                        group=group, page_id=page.pk, permission=permission
                    )
                    added.append(f"{permission.codename} ({code})")
    return added


def _add_collection_permissions(group: Group, wanted: list[Permission]) -> list[str]:
    root = Collection.get_first_root_node()
    if root is None:
        return []
    there = set(
        GroupCollectionPermission.objects.filter(group=group, collection=root).values_list(
            "permission_id", flat=True
        )
    )
    lacking = [permission for permission in wanted if permission.pk not in there]
    for permission in lacking:
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=permission
        )
    return [permission.codename for permission in lacking]
