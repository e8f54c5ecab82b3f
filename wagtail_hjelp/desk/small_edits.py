"""The button "Publish a small edit" in the page editor, beside "Publish"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from wagtail_hjelp.models import HelpPageMixin
from wagtail_hjelp.translation import small_edits
from wagtail_hjelp.translation.versions import is_source

# Wagtail publishes whatever the value of this button is, and asks the same before it does.
NAME, VALUE = "action-publish", "small-edit"


class SmallEditMenuItem(ActionMenuItem):
    """Shown to whoever may publish a live source page that has been translated."""

    name = NAME
    label = _("Publish a small edit")
    icon_name = "check"
    template_name = "wagtail_hjelp/admin/small_edit_menu_item.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        page = context["page"]
        may_publish = self.get_user_page_permissions_tester(context).can_publish()
        return bool(may_publish and is_translated_source(page))

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "value": VALUE}


def is_translated_source(page: Any) -> bool:
    """Whether a page of ours is live in the source language and has a translation."""
    if not issubclass(type(page), HelpPageMixin) or not page.live or not is_source(page):
        return False
    own: Any = type(page)
    versions = own._base_manager.filter(translation_key=page.translation_key, alias_of=None)
    return bool(versions.exclude(pk=page.pk).exists())


def begin_small_edit(request: HttpRequest, page: Any) -> None:
    """Hook ``before_publish_page``."""
    if request.POST.get(NAME) == VALUE:
        small_edits.begin(page, page.latest_revision_id)


def end_small_edit(request: HttpRequest, page: Any) -> None:
    """Hook ``after_publish_page``: say what has become of the translations."""
    edit = small_edits.end(page)
    if edit is None:
        return
    if edit.carried:
        messages.success(request, gettext("The translations stay valid."))
    elif edit.carried is False:
        messages.warning(
            request,
            gettext(
                "Some of it was no small edit: a number was changed, or a sentence was added, "
                "removed or rewritten. Translations of these sentences are out of date."
            ),
        )
    elif page.approved_schedule:
        messages.warning(
            request,
            gettext(
                "What is published later is no small edit: translators will be told of it then."
            ),
        )
