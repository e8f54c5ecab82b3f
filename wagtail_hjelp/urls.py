"""Addresses in the admin, included by :mod:`.wagtail_hooks`; a host's ``urls.py`` needs nothing."""

from django.urls import path

from .desk.hours_preview import hours_preview
from .desk.red_days_report import RedDaysReportView
from .desk.special_days import SuggestView
from .views import confirm

app_name = "wagtail_hjelp"

urlpatterns = [
    path("hours/preview/", hours_preview, name="hours_preview"),
    path("hours/red-days/", RedDaysReportView.as_view(), name="red_days"),
    path(
        "hours/red-days/results/",
        RedDaysReportView.as_view(results_only=True),
        name="red_days_results",
    ),
    path("special-days/suggest/", SuggestView.as_view(), name="suggest_special_days"),
    path("confirm/<int:page_id>/", confirm, name="confirm"),
]
