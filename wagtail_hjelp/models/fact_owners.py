"""Rule 4: every fact has an owner. Whom the editors ask, which nobody outside is told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactOwner(models.Model):
    """Who answers for the facts of one page, in all its languages.

    A person, and so no part of the page: it is in no revision, no feed, no search and no API, and
    it goes when the page goes. What the public reads is :attr:`VerifiedMixin.responsible`.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=100)
    # They have said no, themselves or to an editor.
    refuses_mail = models.BooleanField(_("does not want mail from us"), default=False)
    # Their mail came back.
    bounced_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("whom we ask")
        verbose_name_plural = _("whom we ask")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def may_be_mailed(self) -> bool:
        """Whether a letter to them is welcome, and would arrive."""
        return bool(self.email) and not self.refuses_mail and self.bounced_at is None
