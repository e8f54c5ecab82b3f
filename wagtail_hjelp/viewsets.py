"""Snippets in the admin, and the register of resource persons, which are none."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .desk import (
    glossary,
    helplines,
    resource_person_views,
    resource_persons,
    seasons,
    special_days,
)
from .desk.board import board_menu_item
from .desk.imports import imports_menu_item
from .desk.submissions import submissions_menu_item
from .models import (
    ConsentText,
    CrisisWord,
    GlossaryTerm,
    Helpline,
    ResourcePerson,
    Season,
    SharedHours,
    SpecialDay,
    Synonym,
    Topic,
)


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "icon", "slug"]
    search_fields = ["name"]
    sort_order_field = "sort_order"
    list_per_page = 100


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "search"
    list_display = ["searched", "found", "language_code"]
    list_filter = ["language_code"]
    search_fields = ["searched", "found"]
    search_backend_name = None


class CrisisWordViewSet(SnippetViewSet):
    model = CrisisWord
    icon = "warning"
    list_display = ["words", "kind", "language_code"]
    list_filter = ["kind", "language_code"]
    search_fields = ["words"]
    search_backend_name = None


class SharedHoursViewSet(SnippetViewSet):
    model = SharedHours
    icon = "time"
    list_display = ["name", UpdatedAtColumn()]
    search_fields = ["name"]
    search_backend_name = None


class SpecialDayViewSet(SnippetViewSet):
    model = SpecialDay
    icon = "calendar-alt"
    list_display = special_days.COLUMNS
    list_per_page = 100
    filterset_class = special_days.SpecialDayFilterSet
    index_view_class = special_days.SpecialDayIndexView
    search_backend_name = None


class SeasonViewSet(SnippetViewSet):
    model = Season
    icon = "date"
    list_display = seasons.COLUMNS
    list_per_page = 100
    index_view_class = seasons.SeasonIndexView
    edit_view_class = seasons.SeasonEditView
    index_template_name = "wagtail_hjelp/admin/season_index.html"
    edit_template_name = "wagtail_hjelp/admin/season_edit.html"
    # "Repeat next year" makes one with the dates and names that it needs.
    copy_view_enabled = False
    search_fields = ["name"]
    search_backend_name = None


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    icon = "mobile-alt"
    list_display = helplines.COLUMNS
    list_per_page = 200
    sort_order_field = "sort_order"
    # In the order in which rows can be dragged, from the start.
    ordering = "sort_order"
    index_view_class = helplines.HelplineIndexView
    edit_view_class = helplines.HelplineEditView
    filterset_class = helplines.HelplineFilterSet
    # A copy of a national service would be a second one of the same code.
    copy_view_enabled = False
    search_backend_name = None


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = glossary.COLUMNS
    list_per_page = 100
    list_filter = ["language_code"]
    search_fields = ["term", "translation", "note"]
    search_backend_name = None


class HelpViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Help offers")
    menu_icon = "group"
    menu_order = 250
    items = (
        HelplineViewSet,
        SharedHoursViewSet,
        SpecialDayViewSet,
        SeasonViewSet,
        TopicViewSet,
        SynonymViewSet,
        CrisisWordViewSet,
        GlossaryTermViewSet,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        # Last: a report that translators, who see nothing else here, look for in both places.
        return [
            *super().get_submenu_items(),
            board_menu_item(order=100),
            submissions_menu_item(order=101),
            imports_menu_item(order=102),
        ]


help_viewset_group = HelpViewSetGroup()


class ResourcePersonViewSet(ModelViewSet):
    """No snippet: whatever is one can be chosen, and is found in places that nobody thinks of."""

    model = ResourcePerson
    name = "hjelp_resource_persons"
    url_prefix = "hjelp/resource-persons"
    menu_label = _("The register")
    icon = "user"
    list_display = resource_persons.COLUMNS
    list_per_page = 100
    filterset_class = resource_persons.ResourcePersonFilterSet
    search_fields = ["name", "organisation", "area", "competence"]
    search_backend_name = None
    export_filename = "resource-persons"
    index_view_class = resource_persons.ResourcePersonIndexView
    add_view_class = resource_person_views.ResourcePersonCreateView
    edit_view_class = resource_person_views.ResourcePersonEditView
    inspect_view_class = resource_person_views.ResourcePersonInspectView
    inspect_view_enabled = True
    inspect_view_fields = resource_person_views.INSPECTED
    # A consent cannot be copied.
    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "renew_url_name": self.get_url_name("renew"),
            "withdraw_url_name": self.get_url_name("withdraw"),
            "consent_text_url_name": "hjelp_consent_texts:add",
            # Nothing refers to a record.
            "usage_url_name": None,
        }
        found: dict[str, Any] = super().get_common_view_kwargs(**{**own, **kwargs})
        return found

    def get_urlpatterns(self) -> list[Any]:
        kept = [found for found in super().get_urlpatterns() if found.name != "usage"]
        renew = self.construct_view(
            resource_person_views.RenewView,
            edit_url_name=self.get_url_name("renew"),
            # They know of no record that cannot be read.
            history_url_name=None,
            inspect_url_name=None,
            delete_url_name=None,
        )
        withdraw = self.construct_view(resource_person_views.WithdrawView)
        return [
            *kept,
            path("renew/<int:pk>/", renew, name="renew"),
            path("withdraw/<int:pk>/", withdraw, name="withdraw"),
        ]


class ConsentTextViewSet(ModelViewSet):
    """Versions: made and read, neither changed nor deleted."""

    model = ConsentText
    name = "hjelp_consent_texts"
    url_prefix = "hjelp/consent-texts"
    icon = "doc-full"
    list_display = ["__str__", DateColumn("made_at", label=_("In use from"))]
    add_view_class = resource_person_views.ConsentTextCreateView
    inspect_view_class = resource_person_views.ConsentTextInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["version", "made_at", "text"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none = dict.fromkeys(
            ("edit_url_name", "delete_url_name", "history_url_name", "usage_url_name")
        )
        found: dict[str, Any] = super().get_common_view_kwargs(**{**none, **kwargs})
        return found

    def get_urlpatterns(self) -> list[Any]:
        kept = ("index", "index_results", "add", "inspect")
        return [found for found in super().get_urlpatterns() if found.name in kept]

    def register_admin_url_finder(self) -> None:
        """There is nowhere to change one."""


class PeopleViewSetGroup(ModelViewSetGroup):
    menu_label = _("Resource persons")
    menu_icon = "user"
    menu_order = 251
    items = (ResourcePersonViewSet, ConsentTextViewSet)


people_viewset_group = PeopleViewSetGroup()
