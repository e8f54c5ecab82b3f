"""Who translates into a language, and who reviews: read from Wagtail's page permissions.

Whoever may edit pages of a language, and may not edit the source, translates; of these, whoever
may publish reviews. A site that has given nobody but its editors the right to a language gets
them as both.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import page_permission_policy

from wagtail_hjelp.directory.querysets import source_locale

EDIT, PUBLISH = "change_page", "publish_page"


def pages_to_edit(user: Any) -> QuerySet[Page]:
    """Return the pages that somebody may edit."""
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def pages_to_publish(user: Any) -> QuerySet[Page]:
    """Return the pages that somebody may publish."""
    return page_permission_policy.instances_user_has_permission_for(user, "publish")


def may_translate(version: Any, user: Any) -> bool:
    """Whether somebody may write the words of a page in its language."""
    return bool(version.permissions_for_user(user).can_edit())


def may_review(version: Any, user: Any) -> bool:
    """Whether somebody may approve the words of a page in its language."""
    return bool(version.permissions_for_user(user).can_publish())


def translators(version: Any) -> list[Any]:
    """Return the active users who translate into the language of a page, by name."""
    editing = _groups(version, EDIT)
    return _users(version, editing - _groups(version, PUBLISH) or editing)


def reviewers(version: Any) -> list[Any]:
    """Return the active users who review translations of a page in its language, by name."""
    return _users(version, _groups(version, PUBLISH))


def _groups(page: Any, permission: str) -> set[int]:
    found = GroupPagePermission.objects.filter(
        page__in=page.get_ancestors(inclusive=True), permission__codename=permission
    )
    return set(found.values_list("group_id", flat=True))


def _users(version: Any, groups: set[int]) -> list[Any]:
    """Return the members of groups, without those who edit the source if others are left."""
    source = (
        Page.objects.filter(translation_key=version.translation_key, locale=source_locale())
        .exclude(pk=version.pk)
        .first()
    )
    own = groups - _groups(source, EDIT) if source is not None else groups
    members = get_user_model().objects.filter(Q(groups__in=own or groups), is_active=True)
    return list(members.distinct().order_by("pk"))
