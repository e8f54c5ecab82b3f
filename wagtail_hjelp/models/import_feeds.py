"""Calendars and other feeds at an address, by which the site keeps itself up to date.

Nothing here is public, and nothing here is about a person: not even who added one, which its
history says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FeedOutcome(TextChoices):
    """How the last fetching of a feed went."""

    NEVER = "never", pgettext_lazy("outcome of fetching a feed", "Added, not imported yet")
    UPDATED = "updated", pgettext_lazy("outcome of fetching a feed", "Brought up to date")
    UNCHANGED = "unchanged", pgettext_lazy("outcome of fetching a feed", "Nothing new")
    ATTENTION = (
        "attention",
        pgettext_lazy("outcome of fetching a feed", "Up to date, with something to look at"),
    )
    FAILED = "failed", pgettext_lazy("outcome of fetching a feed", "Failed, nothing changed")


class FeedFormat(TextChoices):
    """What stands at an address."""

    CALENDAR = "calendar", _("Calendar (iCalendar)")
    HSDS = "hsds", _("Open Referral (HSDS)")


class ImportFeed(models.Model):
    """A feed at an address, whose entries are activities or organisations of a site.

    ``kind`` is what its entries are ("activity", "organisation"). A calendar has nothing but
    activities.

    ``name`` is who it comes from: the ``source`` of its :class:`~.imports.ImportedKey` rows.
    Nothing is imported before a person has looked at what would be and started it: ``begun_at``.

    ``keys`` are those of the entries that the feed had when it was read last, ``missing`` those
    that it had before, whose pages still tell residents of something and of which nobody has
    decided what becomes of them. ``details`` is what an editor is told: ``error``, ``counts`` by
    state of a row, ``gone``, ``wrong``, ``locked`` and ``deleted``. ``etag``, ``last_modified`` and
    ``digest`` are of the last one of which nothing was left to be looked at: only that need not be
    read again.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("who it comes from"), max_length=100)
    address = models.CharField(_("address"), max_length=500)
    format = models.CharField(
        _("format"), max_length=10, choices=FeedFormat.choices, default=FeedFormat.CALENDAR
    )
    kind = models.CharField(_("kind"), max_length=20, default="activity")
    publish = models.BooleanField(_("publish at once"), default=False)
    is_active = models.BooleanField(_("keep up to date"), default=True)
    begun_at = models.DateTimeField(null=True, editable=False)

    last_fetched_at = models.DateTimeField(_("fetched last"), null=True, editable=False)
    # The last time that it could be read.
    last_read_at = models.DateTimeField(null=True, editable=False)
    last_outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=FeedOutcome.choices,
        default=FeedOutcome.NEVER,
        editable=False,
    )
    details = models.JSONField(default=dict, editable=False)
    keys = models.JSONField(default=list, editable=False)
    missing = models.JSONField(default=list, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # Of who fetches it just now, and how many have: whoever is overtaken writes nothing.
    fetching_since = models.DateTimeField(null=True, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("calendar or feed that is kept up to date")
        verbose_name_plural = _("calendars and feeds that are kept up to date")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "address", "kind"], name="wagtail_hjelp_feed_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def open_job(self) -> Any:
        """The import in which somebody may tick what is to be overwritten; None without one."""
        return open_jobs([self]).get(self.pk)

    def forget_tags(self) -> None:
        """Have the next fetching read it, whatever the server says of it."""
        self.etag = self.last_modified = self.digest = ""


def open_jobs(sources: Iterable[ImportFeed]) -> dict[int, Any]:
    """Return the imports that wait for somebody to tick what is to be overwritten, by feed."""
    from .imports import ImportJob, ImportStatus

    waiting = ImportJob.objects.filter(
        feed__in=list(sources),
        is_whole=False,
        status__in=[ImportStatus.CHECKED, ImportStatus.FAILED],
    )
    return {job.feed_id: job for job in waiting.defer("content", "report")}
