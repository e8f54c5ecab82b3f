"""What may be wrong with a page."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportReason(TextChoices):
    """What somebody says is wrong: few enough to read them all, so that nobody has to write."""

    MOVED = "moved", _("It is closed, or has moved")
    TIMES = "times", _("The times are wrong")
    CONTACT = "contact", _("The telephone number or the address is wrong")
    GONE = "gone", _("It does not exist any more")
    UNWELCOME = "unwelcome", _("I was not welcome, or was treated worse than others")
    OTHER = "other", _("Something else")
