"""Facts that offers and activities have in common, each group as a mixin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.fields import ChoiceSetField, VocabularyField
from wagtail_hjelp.vocabularies import Answer, Cost, ServiceLanguage


def answer_field(verbose_name: Any) -> VocabularyField:
    """Return a field for yes, no or not known."""
    return VocabularyField(
        verbose_name=verbose_name, vocabulary=Answer, default=Answer.UNKNOWN, max_length=10
    )


class InterpretedMixin(models.Model):
    """In which languages one is met, and whether there is an interpreter."""

    service_languages = ChoiceSetField(
        verbose_name=_("languages of the service"), vocabulary=ServiceLanguage
    )
    interpreter = answer_field(_("interpreter"))

    interpreter_facts = ("service_languages", "interpreter")

    class Meta:
        abstract = True

    def interpreter_texts(self) -> list[str]:
        """Return what is known about an interpreter, in the active language."""
        if self.interpreter == Answer.UNKNOWN:
            return []
        if self.interpreter == Answer.YES:
            return [gettext("They book an interpreter, free of charge")]
        return [gettext("No interpreter")]


class PaidMixin(models.Model):
    """What it costs."""

    cost = VocabularyField(
        verbose_name=_("cost"), vocabulary=Cost, default=Cost.UNKNOWN, max_length=20
    )
    cost_amount = models.PositiveIntegerField(_("price in kroner"), null=True, blank=True)

    cost_facts = ("cost", "cost_amount")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.cost_amount is not None and self.cost == Cost.FREE:
            raise ValidationError(
                {"cost_amount": _("It is free: leave the price empty, or choose another cost.")}
            )

    def cost_texts(self) -> list[str]:
        """Return what is known about the cost, in the active language."""
        if self.cost_amount is not None:
            kroner = gettext("%(amount)s kroner") % {"amount": self.cost_amount}
            return [kroner] if self.cost == Cost.UNKNOWN else [str(Cost(self.cost).label), kroner]
        return [] if self.cost == Cost.UNKNOWN else [str(Cost(self.cost).label)]


class GettingInMixin(models.Model):
    """What somebody must know who cannot use stairs, or does not hear well."""

    wheelchair = answer_field(_("step-free access"))
    accessible_toilet = answer_field(_("accessible toilet"))
    hearing_loop = answer_field(_("hearing loop"))
    accessible_parking = answer_field(_("accessible parking"))

    getting_in_facts = ("wheelchair", "accessible_toilet", "hearing_loop", "accessible_parking")

    class Meta:
        abstract = True

    def getting_in_texts(self) -> list[str]:
        """Return what is known about getting in, in the active language."""
        yes_and_no = {
            "wheelchair": (gettext("Step-free access"), gettext("No step-free access")),
            "accessible_toilet": (gettext("Accessible toilet"), gettext("No accessible toilet")),
            "hearing_loop": (gettext("Hearing loop"), gettext("No hearing loop")),
            "accessible_parking": (
                gettext("Accessible parking"),
                gettext("No accessible parking"),
            ),
        }
        return [
            texts[0] if getattr(self, name) == Answer.YES else texts[1]
            for name, texts in yes_and_no.items()
            if getattr(self, name) != Answer.UNKNOWN
        ]


class VolunteersMixin(models.Model):
    """Whether they look for volunteers, and how one becomes one."""

    volunteers_wanted = models.BooleanField(_("volunteers wanted"), default=False)
    volunteers_how = models.TextField(_("how to become a volunteer"), max_length=300, blank=True)

    volunteers_facts = ("volunteers_wanted",)
    volunteers_words = ("volunteers_how",)

    class Meta:
        abstract = True
