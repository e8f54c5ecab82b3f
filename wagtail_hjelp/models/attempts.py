"""How often somebody has done something lately, without saying who it was."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempts(models.Model):
    """A count that begins again when its time is over.

    ``who`` is a keyed digest (see :mod:`wagtail_hjelp.collecting.limits`): neither an address nor
    a name can be read out of it, and the same person is another digest in another scope.
    """

    scope = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("attempts")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["scope", "who"], name="wagtail_hjelp_attempts_of_one")
        ]

    def __str__(self) -> str:
        return f"{self.scope}: {self.count}"
