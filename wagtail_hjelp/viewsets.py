"""Snippets in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .desk import special_days
from .models import SharedHours, SpecialDay, Synonym, Topic


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


class HelpViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Help offers")
    menu_icon = "group"
    menu_order = 250
    items = (SharedHoursViewSet, SpecialDayViewSet, TopicViewSet, SynonymViewSet)


help_viewset_group = HelpViewSetGroup()
