"""Addresses in the admin, included by :mod:`.wagtail_hooks`; a host's ``urls.py`` needs nothing."""

from django.urls import path

from .views import confirm

app_name = "wagtail_hjelp"

urlpatterns = [
    path("confirm/<int:page_id>/", confirm, name="confirm"),
]
