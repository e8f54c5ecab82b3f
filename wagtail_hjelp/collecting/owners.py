"""Who answers for the facts of a page: its own owner, else that of the organisation behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_hjelp.models import FactOwner, PointsToOrganisation
from wagtail_hjelp.translation.sharing import source_version


def owner_of(page: Any) -> FactOwner | None:
    """Return whom to ask about a page; None if nobody has been named."""
    return owners_of([page]).get(page.translation_key)


def owners_of(pages: Iterable[Any]) -> dict[UUID, FactOwner]:
    """Return whom to ask about pages, by translation key; those without anybody are left out.

    A query for each type of page, and one more. The organisation is that of the published page.
    """
    pages = list(pages)
    if not pages:
        return {}
    behind = _organisations_behind(pages)
    keys = {page.translation_key for page in pages}
    found = {
        owner.translation_key: owner
        for owner in FactOwner.objects.filter(translation_key__in=keys | set(behind.values()))
    }
    owners = {}
    for key in keys:
        owner = found.get(key) or found.get(behind.get(key))  # type: ignore[arg-type]
        if owner is not None:
            owners[key] = owner
    return owners


def own_owner(page: Any) -> FactOwner | None:
    """Return whom an editor has named for a page itself."""
    return FactOwner.objects.filter(translation_key=page.translation_key).first()


def set_owner(
    page: Any, *, name: str, email: str, language: str, refuses_mail: bool | None = None
) -> FactOwner:
    """Name whom to ask about a page, in the place of whoever it was.

    Another address is another person, as far as anybody knows: that the mail to the old one came
    back, or that it wanted none, says nothing of them. But who has said no once has said it for
    all pages, unless an editor says otherwise (``refuses_mail``).
    """
    owner = own_owner(page) or FactOwner(translation_key=page.translation_key)
    is_same = owner.pk is not None and owner.email.casefold() == email.casefold()
    others = FactOwner.objects.filter(email__iexact=email)
    if refuses_mail is None:
        refuses_mail = others.filter(refuses_mail=True).exists()
    if not is_same:
        owner.bounced_at = None
    owner.name, owner.email, owner.language = name, email, language
    owner.refuses_mail = refuses_mail
    owner.save()
    return owner


def forget_owner(page: Any) -> None:
    """Name nobody for a page any more: the organisation's is asked, if it has one."""
    FactOwner.objects.filter(translation_key=page.translation_key).delete()


def note_bounce(email: str) -> int:
    """Note that mail to an address came back; return for how many pages it was asked."""
    of_address = FactOwner.objects.filter(email__iexact=email, bounced_at=None)
    return of_address.update(bounced_at=timezone.now(), updated_at=timezone.now())


def refuse(email: str) -> int:
    """Note that somebody wants no mail from us; return for how many pages they were asked."""
    of_address = FactOwner.objects.filter(email__iexact=email, refuses_mail=False)
    return of_address.update(refuses_mail=True, updated_at=timezone.now())


def may_change_owner(page: Any, user: Any) -> bool:
    """Whether somebody may see and change whom we ask: whoever may edit the page at its source.

    Translators may not: it is about a person, and no matter of theirs.
    """
    return bool(source_version(page).permissions_for_user(user).can_edit())


def _organisations_behind(pages: Iterable[Any]) -> dict[UUID, UUID]:
    """Return the organisations that pages point to: translation keys, by those of the pages."""
    by_model: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        model = page.specific_class
        if model is not None and issubclass(model, PointsToOrganisation):
            by_model[model].append(page.pk)
    found: dict[UUID, UUID] = {}
    for model, pks in by_model.items():
        organisation = f"{model.organisation_field}__translation_key"
        rows = model._base_manager.filter(pk__in=pks, **{f"{organisation}__isnull": False})
        found.update(rows.values_list("translation_key", organisation))
    return found
