"""Addresses in the admin, included by :mod:`.wagtail_hooks`; a host's ``urls.py`` needs nothing."""

from django.urls import path

from .desk.board import BoardView
from .desk.dates_preview import dates_preview
from .desk.error_report import ErrorReportView, handle_report
from .desk.error_reports import ErrorReportsView
from .desk.feeds import (
    AddFeedView,
    ChangeFeedView,
    FeedView,
    FetchFeedView,
    LeaveGoneView,
    LookAtFeedView,
    RemoveFeedView,
)
from .desk.hours_preview import hours_preview
from .desk.imports import (
    ExportView,
    ImportReportView,
    ImportsView,
    ImportTemplateView,
    ImportView,
)
from .desk.language_page import LanguagePageView
from .desk.occurrence_changes import (
    CancelView,
    ExtraView,
    FullView,
    MoveBackView,
    MoveView,
    RemoveView,
    ReopenView,
)
from .desk.occurrences import OccurrencesView
from .desk.owner import OwnerView
from .desk.plans import PlansView
from .desk.po_files import PoDownloadView, PoFilesView
from .desk.questions import QuestionsView
from .desk.red_days_report import RedDaysReportView
from .desk.seasons import repeat_season
from .desk.special_days import SuggestView
from .desk.submissions import SubmissionsView, SubmissionView
from .views import confirm

app_name = "wagtail_hjelp"

# What an editor does with one date of an activity.
_CHANGES = {
    "cancel": CancelView,
    "full": FullView,
    "reopen": ReopenView,
    "move": MoveView,
    "move-back": MoveBackView,
    "remove": RemoveView,
}

urlpatterns = [
    path("hours/preview/", hours_preview, name="hours_preview"),
    path("dates/preview/", dates_preview, name="dates_preview"),
    path("hours/red-days/", RedDaysReportView.as_view(), name="red_days"),
    path(
        "hours/red-days/results/",
        RedDaysReportView.as_view(results_only=True),
        name="red_days_results",
    ),
    path("translations/", BoardView.as_view(), name="translations"),
    path(
        "translations/results/",
        BoardView.as_view(results_only=True),
        name="translations_results",
    ),
    path("dates/<int:page_id>/", OccurrencesView.as_view(), name="dates"),
    path("dates/<int:page_id>/extra/", ExtraView.as_view(), name="occurrence_extra"),
    *(
        path(
            f"dates/<int:page_id>/<int:pk>/{slug}/",
            view.as_view(),
            name=f"occurrence_{slug.replace('-', '_')}",
        )
        for slug, view in _CHANGES.items()
    ),
    path("translations/<int:page_id>/", LanguagePageView.as_view(), name="language_page"),
    path("translations/<str:language_code>/po/", PoFilesView.as_view(), name="po_files"),
    path(
        "translations/<str:language_code>/po/download/",
        PoDownloadView.as_view(),
        name="po_download",
    ),
    path("questions/", QuestionsView.as_view(), name="questions"),
    path(
        "questions/results/",
        QuestionsView.as_view(results_only=True),
        name="questions_results",
    ),
    path("told/", SubmissionsView.as_view(), name="submissions"),
    path(
        "told/results/",
        SubmissionsView.as_view(results_only=True),
        name="submissions_results",
    ),
    path("told/<uuid:pk>/", SubmissionView.as_view(), name="submission"),
    path("imports/", ImportsView.as_view(), name="imports"),
    path("imports/template/<str:kind>/", ImportTemplateView.as_view(), name="import_template"),
    path("imports/<int:pk>/", ImportView.as_view(), name="import"),
    path("imports/<int:pk>/report/", ImportReportView.as_view(), name="import_report"),
    path("feeds/add/", AddFeedView.as_view(), name="feed_add"),
    path("feeds/<int:pk>/", FeedView.as_view(), name="feed"),
    path("feeds/<int:pk>/change/", ChangeFeedView.as_view(), name="feed_change"),
    path("feeds/<int:pk>/fetch/", FetchFeedView.as_view(), name="feed_fetch"),
    path("feeds/<int:pk>/look/", LookAtFeedView.as_view(), name="feed_look"),
    path("feeds/<int:pk>/leave/", LeaveGoneView.as_view(), name="feed_leave"),
    path("feeds/<int:pk>/remove/", RemoveFeedView.as_view(), name="feed_remove"),
    path("exports/<str:kind>/<int:site_id>/", ExportView.as_view(), name="export"),
    path("plans/", PlansView.as_view(), name="plans"),
    path("plans/results/", PlansView.as_view(results_only=True), name="plans_results"),
    path("seasons/<int:pk>/repeat/", repeat_season, name="repeat_season"),
    path("special-days/suggest/", SuggestView.as_view(), name="suggest_special_days"),
    path("confirm/<int:page_id>/", confirm, name="confirm"),
    path("owner/<int:page_id>/", OwnerView.as_view(), name="owner"),
    path("reports/", ErrorReportsView.as_view(), name="reports"),
    path("reports/results/", ErrorReportsView.as_view(results_only=True), name="reports_results"),
    path("reports/<int:pk>/", ErrorReportView.as_view(), name="report"),
    path("reports/<int:pk>/handled/", handle_report, name="report_handled"),
]
