"""The form of a request for translation, on wagtail-localize's "Translate" and "Sync" pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name
from wagtail.models import GroupPagePermission
from wagtail_localize.models import TranslationSource

from wagtail_hjelp.conf import settings

_HELP = {
    "assignee": _("Nobody chosen: anybody who translates into the language."),
    "note": _("What is hard to see from the page: who reads it, a word to use or to avoid."),
}
_HELP_WITH_UPDATE = {
    "assignee": _("Nobody chosen: it stays with whoever has it."),
    "deadline": _("Left empty: the day stays as it was."),
    "note": _("Left empty: the note stays as it was."),
}


class PersonField(forms.ModelChoiceField):
    """A choice among users, by their full names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(get_user_display_name(obj))


class TranslationRequestForm(WagtailAdminModelForm):
    """Who is asked, and until when.

    Where a page is sent for translation, the form is what is asked for. Where translations are
    brought up to date, what is left empty stays as it was asked for the last time: the form comes
    up empty there, and it is for several languages.
    """

    def __init__(
        self, *args: Any, user: Any = None, source_object_instance: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_update = isinstance(source_object_instance, TranslationSource)
        self.fields["assignee"] = PersonField(
            possible_assignees(), label=self.fields["assignee"].label, required=False
        )
        for name, text in (_HELP_WITH_UPDATE if self.is_update else _HELP).items():
            self.fields[name].help_text = text

    def clean_deadline(self) -> date | None:
        deadline: date | None = self.cleaned_data["deadline"]
        if deadline is not None and deadline < _today():
            raise ValidationError(_("This day is over. Choose today or a later one."))
        return deadline

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.is_update:
            # wagtail-localize writes what is here, and nothing else.
            for name in [name for name, value in data.items() if not value]:
                del data[name]
        if data:
            self.instance.requested_by = data["requested_by"] = self.user
        return data


def possible_assignees() -> QuerySet[Any]:
    """Return the active users who may edit or publish pages of a language that is translated to.

    Rights on the root of all pages are rights in all languages; who has them on pages of the
    source language alone writes what others translate.
    """
    # models/__init__.py comes by here.
    from wagtail_hjelp.directory.querysets import source_locale

    held = GroupPagePermission.objects.filter(
        permission__codename__in=("change_page", "publish_page")
    ).exclude(page__locale=source_locale(), page__depth__gt=1)
    users: Any = get_user_model()
    members = users._default_manager.filter(groups__in=held.values("group"))
    found = users._default_manager.filter(pk__in=members.values("pk"), is_active=True)
    return found.order_by(users.USERNAME_FIELD)


def _today() -> date:
    return timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))
