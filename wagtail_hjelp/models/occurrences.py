"""The dates of activities as rows: one row is one time that an activity happens.

Rows are made from the dates of the live source page when it is published, and as time passes; see
:mod:`wagtail_hjelp.activities`. All languages of an activity share them, by its translation key.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings as django_settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.fields import VocabularyField
from wagtail_hjelp.vocabularies import ChangeReason, OccurrenceStatus


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Occurrences by time. Each verb compares a column itself, which has an index."""

    def of(self, activity_keys: Any) -> OccurrenceQuerySet:
        """Occurrences of activities, by translation key."""
        return self.filter(activity_key__in=activity_keys)

    def not_over(self, now: datetime) -> OccurrenceQuerySet:
        """What is to come or still goes on."""
        return self.filter(over_at__gt=now)

    def over(self, now: datetime) -> OccurrenceQuerySet:
        """What is over."""
        return self.filter(over_at__lte=now)

    def between(self, first: date, last: date) -> OccurrenceQuerySet:
        """What happens on at least one of these local dates, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def changed(self) -> OccurrenceQuerySet:
        """What somebody has changed by hand."""
        return self.exclude(status=OccurrenceStatus.SCHEDULED, moved=False)


class Occurrence(models.Model):
    """One time that an activity happens.

    ``activity_key``, ``row`` and ``day`` say which one it is and never change: the row of the
    activity's dates that gives it (its id in the StreamField), and the local date that the row
    gives. So a cancelled Tuesday stays cancelled when the time of day is corrected. An extra one,
    added by hand, has a row of its own that begins with ``extra-``.
    """

    activity_key = models.UUIDField(editable=False)
    row = models.CharField(max_length=40, editable=False)
    day = models.DateField(editable=False)

    starts_at = models.DateTimeField(_("starts"))
    # Empty: nobody has said when it ends.
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    # When it drops out of lists.
    over_at = models.DateTimeField(editable=False)
    all_day = models.BooleanField(_("all day"), default=False)
    # The local dates that it is listed on.
    first_day = models.DateField(editable=False)
    last_day = models.DateField(editable=False)

    status = VocabularyField(
        verbose_name=_("how it stands"),
        vocabulary=OccurrenceStatus,
        default=OccurrenceStatus.SCHEDULED,
        max_length=12,
    )
    reason = VocabularyField(
        verbose_name=_("why"), vocabulary=ChangeReason, blank=True, default="", max_length=20
    )
    # In the language of the source: other languages show it marked as such.
    note = models.CharField(_("a word to those who wanted to come"), max_length=200, blank=True)

    # Given another time by hand. What the row says is kept: calendars know the date by it.
    moved = models.BooleanField(default=False, editable=False)
    rule_starts_at = models.DateTimeField(editable=False)
    # RFC 5545: how often what is published of it has changed, and when.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an activity")
        verbose_name_plural = _("dates of activities")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity_key", "row", "day"], name="wagtail_hjelp_occurrence_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="wagtail_hjelp_occurrence_ends_after",
            ),
        ]
        indexes = [
            models.Index(fields=["first_day", "last_day"], name="wagtail_hjelp_occ_days"),
            models.Index(fields=["activity_key", "over_at"], name="wagtail_hjelp_occ_next"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_status_display()}"

    @property
    def is_extra(self) -> bool:
        """Whether somebody has added it beside the activity's dates."""
        return self.row.startswith(EXTRA)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.status == OccurrenceStatus.CANCELLED)

    @property
    def key(self) -> str:
        """What the date is called in addresses: its day and the start of its row's id."""
        return f"{self.day.isoformat()}-{self.row.removeprefix(EXTRA)[:8]}"


# Rows of occurrences that no row of the activity's dates gives.
EXTRA = "extra-"


class DateSeries(models.Model):
    """From which dates the occurrences of an activity were made, and how far.

    There is one for each activity that has been published. It is what heals by itself: a row that
    goes on, "every Wednesday", is written further as time passes.
    """

    activity_key = models.UUIDField(primary_key=True, editable=False)
    # The raw rows of the live source's field of dates.
    rows = models.JSONField(default=list)
    # Whether there may be dates after ``written_until``.
    endless = models.BooleanField(default=False)
    # The last local date up to which all occurrences have been written.
    written_until = models.DateField()

    class Meta:
        verbose_name = _("dates of an activity")
        indexes = [
            models.Index(fields=["endless", "written_until"], name="wagtail_hjelp_series_until")
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} – {self.written_until}"

    @classmethod
    def of(cls, activity_key: UUID) -> DateSeries | None:
        """Return the series of an activity; None if it has never been published."""
        return cls.objects.filter(pk=activity_key).first()
