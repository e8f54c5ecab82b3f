"""Snippets in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .desk import glossary, helplines, seasons, special_days
from .desk.board import board_menu_item
from .desk.submissions import submissions_menu_item
from .models import (
    CrisisWord,
    GlossaryTerm,
    Helpline,
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
        ]


help_viewset_group = HelpViewSetGroup()
