"""Addresses in the admin, included by :mod:`.wagtail_hooks`; a host's ``urls.py`` needs nothing."""

from django.urls import path

from .desk.hours_preview import hours_preview
from .views import confirm

app_name = "wagtail_hjelp"

urlpatterns = [
    path("hours/preview/", hours_preview, name="hours_preview"),
    path("confirm/<int:page_id>/", confirm, name="confirm"),
]
