"""What translators and reviewers do, for tests: the same calls as their screens make."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object


def send(page: Page, *locales: Locale, user: Any = None) -> None:
    """Send a page for translation, as "Translate this page" does."""
    translate_object(page.specific_class.objects.get(pk=page.pk), list(locales), user=user)


def translation_in(page: Page, code: str) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=code
    )


def version_in(page: Page, code: str) -> Any:
    """The page in a language, as it is in the database now."""
    model: Any = page.specific_class
    return model.objects.filter(
        translation_key=page.translation_key, locale__language_code=code
    ).first()


def write(page: Page, code: str, words: dict[str, str] | None = None, **how: Any) -> None:
    """Translate sentences by path; those not named get their source with the code before it."""
    translation = translation_in(page, code)
    for segment in StringSegment.objects.filter(source=translation.source).select_related(
        "string", "context"
    ):
        said = (words or {}).get(segment.context.path, f"{code}: {segment.string.data}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": said, "translation_type": "manual", "has_error": False, **how},
        )


def sync(page: Page, code: str) -> None:
    """What opening the translation editor does first."""
    from wagtail_hjelp.translation.words import bring_up_to_date

    bring_up_to_date(translation_in(page, code))


def publish(page: Page, code: str, callbacks: Any) -> Any:
    """Publish a translation as wagtail-localize does; returns the page as it is then."""
    with callbacks(execute=True):
        translation_in(page, code).save_target(publish=True)
    return version_in(page, code)


def rewrite(page: Page, **fields: Any) -> None:
    """An editor changes a source page and publishes it."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def person(name: str, page: Page, *rights: str, email: str = "") -> Any:
    """Somebody with rights on a page and those below it: "add", "change", "publish"."""
    group = Group.objects.create(name=f"{name} {page.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        permission = Permission.objects.get(
            codename=f"{right}_page", content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user, _created = get_user_model().objects.get_or_create(
        username=name, defaults={"email": email or f"{name}@example.org"}
    )
    user.groups.add(group)
    return user
