"""What was imported from where, and the imports themselves while somebody decides about them.

Nothing here is public. What an import makes are pages; these rows know from which row of a file
each came, so that the next file changes it instead of telling of it twice.
"""

from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportedKey(models.Model):
    """A row of a source, by its own key, and the page that was made of it.

    ``said`` is the row as it was imported last, ``record`` what the page said after that: a part in
    which the page says something else has been changed by hand. A part that is not in ``record``
    has never been imported.
    """

    source = models.CharField(max_length=100, editable=False)
    kind = models.CharField(max_length=20, editable=False)
    key = models.CharField(max_length=200, editable=False)
    translation_key = models.UUIDField(db_index=True, editable=False)
    said = models.JSONField(default=dict, editable=False)
    record = models.JSONField(default=dict, editable=False)
    imported_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "key"], name="wagtail_hjelp_imported_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class ImportStatus(models.TextChoices):
    """How it stands with an import."""

    CHECKED = "checked", pgettext_lazy("status of an import", "Checked, not imported yet")
    RUNNING = "running", pgettext_lazy("status of an import", "Being imported")
    DONE = "done", pgettext_lazy("status of an import", "Imported")
    FAILED = "failed", pgettext_lazy("status of an import", "Nothing was imported")


class ImportJob(models.Model):
    """A file that somebody has sent, from when it is checked until it is imported.

    ``content`` is what was read of the file, as JSON
    (:class:`~wagtail_hjelp.collecting.files.reading.ReadFile`), and is emptied when it has been
    imported; ``report`` is what becomes of each row, and ``overwrite`` the changes by hand that
    somebody has ticked. Who counts the attempts knows whether a run that comes to its end is still
    the one that counts.

    Of a ``feed`` that is kept up to date it is either all that is in it (``is_whole``), or the
    entries in which something has been changed by hand.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", editable=False, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    source = models.CharField(_("source"), max_length=100, editable=False)
    file_name = models.CharField(_("file"), max_length=255, editable=False)
    publish = models.BooleanField(_("publish at once"), default=False, editable=False)
    feed = models.ForeignKey(
        "wagtail_hjelp.ImportFeed",
        null=True,
        editable=False,
        # What it would import is the feed's, and follows other rules than a file.
        on_delete=models.CASCADE,
        related_name="jobs",
    )
    is_whole = models.BooleanField(default=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ImportStatus.choices,
        default=ImportStatus.CHECKED,
        editable=False,
    )
    total = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    done = models.PositiveIntegerField(_("rows imported"), default=0, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    content = models.JSONField(default=dict, editable=False)
    overwrite = models.JSONField(default=list, editable=False)
    report = models.JSONField(default=dict, editable=False)
    error = models.TextField(_("error"), blank=True, editable=False)
    user = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
