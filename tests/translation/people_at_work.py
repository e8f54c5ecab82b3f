"""Who works with translations in tests: a group to a language, as set-up makes them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import TestCase
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from wagtail_hjelp.models import HelpOfferPage, Notice

TRANSLATE = ("add_page", "change_page")
REVIEW = ("change_page", "publish_page")


def group(page: Page, *rights: str) -> Group:
    """The group with these rights on a page and below."""
    made, created = Group.objects.get_or_create(name=f"{page.pk} {' '.join(rights)}")
    if created:
        made.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in rights:
            permission = Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
            made.page_permissions.create(page=page, permission=permission)
    return made


def person(name: str, page: Page, *rights: str, language: str = "", **fields: Any) -> Any:
    """A user with rights on a page and below, and a language of the admin."""
    fields.setdefault("email", f"{name}@kommune.test")
    user = get_user_model().objects.create_user(name, password="x", **fields)
    user.groups.add(group(page, *rights))
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


def sent(page: Page, locale: Any) -> Any:
    """The page in a language, sent for translation and not published."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation.get_target_instance()


def translate(page: Page, locale: Any, prefix: str = "In English: ") -> Any:
    """The page in a language, all of it translated as it reads now, and published."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": prefix + segment.string.data},
        )
    # wagtail-localize publishes when the transaction is through.
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return translation.get_target_instance()


def front(index: Page, locales: Any, code: str) -> Any:
    """The front page above a directory, in a language."""
    return index.get_parent().get_translation(locales[code])


def change(page: Any, **words: Any) -> HelpOfferPage:
    """The page, as it is now, with other words."""
    page = HelpOfferPage.objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    page.save_revision().publish()
    return page


def told() -> list[tuple[Any, ...]]:
    """All that waits, and for whom."""
    return sorted(
        (one.user.username, one.kind, one.locale.language_code, one.urgent)
        for one in Notice.objects.select_related("user", "locale")
    )
