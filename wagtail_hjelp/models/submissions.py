"""What an organisation has told, until somebody has said yes or no to it; and the links it goes by.

Nothing here is public. What is published is the page; these rows are how it came about, and they
are deleted when nobody needs them any more.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings as django_settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionStatus(models.TextChoices):
    """How it stands with what was told."""

    BEGUN = "begun", pgettext_lazy("status of what was told", "Begun")
    SENT = "sent", pgettext_lazy("status of what was told", "Waits for approval")
    SENT_BACK = "sent_back", pgettext_lazy("status of what was told", "Sent back")
    APPROVED = "approved", pgettext_lazy("status of what was told", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("status of what was told", "Withdrawn")
    # The page that was made of it has been deleted.
    DECLINED = "declined", pgettext_lazy("status of what was told", "Not published")


class Submission(models.Model):
    """One activity or organisation as somebody outside tells of it.

    ``record`` is what they are writing (see :mod:`wagtail_hjelp.collecting.entries`), ``proposed``
    what they sent last, which is what moderators see. ``base`` is what the page said when they
    began, ``{}`` for something new: only what differs from it is a wish for change.
    ``translation_key`` is the page's; what is new gets one when it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    site = models.ForeignKey(
        "wagtailcore.Site", editable=False, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=20, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SubmissionStatus.choices,
        default=SubmissionStatus.BEGUN,
        editable=False,
    )
    record = models.JSONField(default=dict, editable=False)
    proposed = models.JSONField(default=dict, editable=False)
    base = models.JSONField(default=dict, editable=False)
    # Which steps have been answered, by name.
    answered = models.JSONField(default=list, editable=False)
    translation_key = models.UUIDField(null=True, editable=False)
    # What a moderator publishes by approving: the draft that was made of it.
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=20, editable=False)
    sender_name = models.CharField(_("sender"), max_length=120, editable=False)
    sender_email = models.EmailField(_("e-mail of the sender"), editable=False)
    # What the sender says to the editors alone.
    message = models.TextField(_("message"), blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["status", "sent_at"], name="wagtail_hjelp_told_status")]

    def __str__(self) -> str:
        # Logs and lists of the admin name objects by this: no person is in it.
        return str(self.record.get("title", ""))

    @property
    def is_new(self) -> bool:
        """Whether it is of something that has no page that residents see."""
        return not self.base

    @property
    def is_open(self) -> bool:
        """Whether the sender may still change it."""
        return self.status in (
            SubmissionStatus.BEGUN,
            SubmissionStatus.SENT,
            SubmissionStatus.SENT_BACK,
        )


class LinkPurpose(models.TextChoices):
    """What a link is for, and for nothing else."""

    WRITE = "write", _("to write")
    FOLLOW = "follow", _("to follow")
    CONFIRM = "confirm", _("to confirm")
    WITHDRAW = "withdraw", _("to withdraw a consent")


class SecretLink(models.Model):
    """A link whose bearer may do one thing, without an account.

    The secret itself is in the address alone; here is its digest (SHA-256), so that whoever reads
    the database, or a copy of it, opens nothing.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(max_length=10, choices=LinkPurpose.choices, editable=False)
    submission = models.ForeignKey(
        Submission, null=True, editable=False, on_delete=models.CASCADE, related_name="links"
    )
    # Of which page, for a link that is about one.
    translation_key = models.UUIDField(null=True, db_index=True, editable=False)
    # Whose consent; None when the record has been deleted.
    person = models.ForeignKey(
        "wagtail_hjelp.ResourcePerson",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False, db_index=True)
    used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("secret link")
        verbose_name_plural = _("secret links")

    def __str__(self) -> str:
        return self.purpose

    def stands(self, now: Any) -> bool:
        """Whether the link still opens what it is for."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > now
