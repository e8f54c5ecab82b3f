"""Only registrations; what they register lives in its own module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from . import urls
from .desk.board import board_menu_item
from .desk.board_panels import board_panels
from .desk.error_reports import error_reports_menu_item, error_reports_panels
from .desk.guards import convert_to_alias, stop_translation
from .desk.helplines import keep_shipped
from .desk.language_page import before_editing, language_page_buttons
from .desk.machine import UpdateTranslations, machine_translate
from .desk.occurrence_words import occurrence_message
from .desk.occurrences import dates_buttons
from .desk.organisations import (
    keep_organisations,
    keep_organisations_in_bulk,
    tell_of_names,
    tell_of_names_in_bulk,
)
from .desk.plans import plans_menu_item
from .desk.questions import AskBulkAction, questions_menu_item
from .desk.red_days_report import red_days_menu_item, red_days_panels
from .desk.resource_persons import register_log_actions as register_people_actions
from .desk.small_edits import SmallEditMenuItem, begin_small_edit, end_small_edit
from .desk.submissions import submission_buttons, submissions_menu_item, submissions_panels
from .hours.moment import bound_cache
from .models import VerifiedMixin
from .translation.lifecycle import deleted_with
from .views import may_confirm
from .viewsets import help_viewset_group, people_viewset_group

register_snippet(help_viewset_group)
hooks.register("register_log_actions", register_people_actions)


@hooks.register("register_admin_viewset")
def register_people() -> Any:
    return people_viewset_group


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    return [path("hjelp/", include(urls, namespace="wagtail_hjelp"))]


# Before wagtail-localize's own views, at their addresses; its names lead here.
@hooks.register("register_admin_urls", order=-1)
def register_urls_before_localize() -> list[Any]:
    return [
        path("localize/translate/<int:translation_id>/machine_translate/", machine_translate),
        path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
        path("localize/translate/<int:translation_id>/disable/", stop_translation),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_to_alias),
    ]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("wagtail_hjelp/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html('<script type="module" src="{}"></script>', static("wagtail_hjelp/admin.js"))


@hooks.register("on_serve_page")
def bound_caches(next_serve: Any) -> Any:
    def serve(page: Any, request: Any, args: Any, kwargs: Any) -> Any:
        response = next_serve(page, request, args, kwargs)
        # A host's page with one of our blocks on it says "open now" too.
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(lambda made: bound_cache(request, made))
            return response
        return bound_cache(request, response)

    return serve


@hooks.register("register_page_header_buttons")
def page_header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _confirm_buttons(page, user, next_url)
    yield from dates_buttons(page, user)
    yield from language_page_buttons(page, user)
    yield from submission_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_listing_more_buttons(
    page: Any, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    yield from _confirm_buttons(page, user, next_url)
    yield from dates_buttons(page, user)


def _confirm_buttons(page: Any, user: Any, next_url: str | None) -> Iterator[Button]:
    if issubclass(page.specific_class or type(page), VerifiedMixin) and may_confirm(page, user):
        url = reverse("wagtail_hjelp:confirm", args=[page.pk])
        yield Button(
            _("Confirm that it is right"),
            f"{url}?{urlencode({'next': next_url})}" if next_url else url,
            icon_name="calendar-check",
            attrs={"data-hjelp-confirm": ""},
            priority=15,
        )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action("wagtail_hjelp.confirm")
    class ConfirmFormatter(LogFormatter):
        label = _("Confirm facts")

        def format_message(self, log_entry: Any) -> str:
            return _("Confirmed that the facts are right")  # type: ignore[return-value]

    @actions.register_action("wagtail_hjelp.not_whole")
    class NotWholeFormatter(LogFormatter):
        label = _("Keep a translation unpublished")

        def format_message(self, log_entry: Any) -> str:
            waiting = int(log_entry.data.get("waiting", 0))
            return ngettext(
                "Not published: %(count)d sentence waits to be translated or mended",
                "Not published: %(count)d sentences wait to be translated or mended",
                waiting,
            ) % {"count": waiting}

    @actions.register_action("wagtail_hjelp.waits_for_source")
    class WaitsForSourceFormatter(LogFormatter):
        label = _("Publish with the source")

        def format_message(self, log_entry: Any) -> str:
            return _("To be published when the source is")  # type: ignore[return-value]

    @actions.register_action("wagtail_hjelp.occurrence")
    class OccurrenceFormatter(LogFormatter):
        label = _("Change a date")

        def format_message(self, log_entry: Any) -> str:
            return occurrence_message(log_entry.data)


@hooks.register("register_permissions")
def register_permissions() -> Any:
    return Permission.objects.filter(
        content_type__app_label="wagtail_hjelp",
        content_type__model__in=[
            "topic",
            "synonym",
            "crisisword",
            "sharedhours",
            "specialday",
            "helpline",
            "season",
            "glossaryterm",
        ],
    )


@hooks.register("before_delete_snippet")
def keep_national_services(request: Any, instances: Any) -> Any:
    return keep_shipped(request, instances)


# Before wagtail-localize's own, which shows its editor instead of Wagtail's.
hooks.register("before_edit_page", before_editing, order=-10)
hooks.register("before_publish_page", begin_small_edit)
hooks.register("after_publish_page", end_small_edit)
hooks.register("construct_translated_pages_to_cascade_actions", deleted_with)
hooks.register("before_delete_page", keep_organisations)
hooks.register("before_bulk_action", keep_organisations_in_bulk)
hooks.register("after_unpublish_page", tell_of_names)
hooks.register("after_bulk_action", tell_of_names_in_bulk)


@hooks.register("register_page_action_menu_item")
def register_small_edit() -> SmallEditMenuItem:
    # Below "Publish".
    return SmallEditMenuItem(order=31)


@hooks.register("register_reports_menu_item")
def register_red_days_report() -> MenuItem:
    return red_days_menu_item()


@hooks.register("register_reports_menu_item")
def register_translations() -> MenuItem:
    return board_menu_item()


hooks.register("register_bulk_action", AskBulkAction)


@hooks.register("register_reports_menu_item")
def register_questions() -> MenuItem:
    return questions_menu_item()


@hooks.register("register_reports_menu_item")
def register_plans() -> MenuItem:
    return plans_menu_item()


@hooks.register("register_reports_menu_item")
def register_submissions() -> MenuItem:
    return submissions_menu_item(order=840)


@hooks.register("construct_homepage_panels")
def add_submissions(request: Any, panels: list[Any]) -> None:
    panels += submissions_panels(request)


@hooks.register("construct_homepage_panels")
def add_translations(request: Any, panels: list[Any]) -> None:
    panels += board_panels(request)


@hooks.register("construct_homepage_panels")
def add_red_days(request: Any, panels: list[Any]) -> None:
    panels += red_days_panels(request)


@hooks.register("register_reports_menu_item")
def register_error_reports() -> MenuItem:
    return error_reports_menu_item()


@hooks.register("construct_homepage_panels")
def add_error_reports(request: Any, panels: list[Any]) -> None:
    panels += error_reports_panels(request)
