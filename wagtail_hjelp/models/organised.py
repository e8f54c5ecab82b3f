"""Who is behind something: an organisation that has a page of its own, or just a name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import Field
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from wagtail_hjelp.conf import settings
from wagtail_hjelp.directory.page_models import get_organisation_model


class PointsToOrganisation(models.Model):
    """Mixin: a page with a foreign key to an organisation, called :attr:`organisation_field`.

    The organisation cannot be deleted while such a row points to it (``RESTRICT``).
    """

    organisation_field: str

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        # An older revision, or a translation's source as it was, may point to one that is gone
        # since. django-modelcluster knows not what RESTRICT means for that, and would not open it.
        pk = data.get(cls.organisation_field)
        if pk is not None and not Page.objects.filter(pk=pk).exists():
            data = {**data, cls.organisation_field: None}
        return super().from_serializable_data(data, check_fks, strict_fks)


class OrganisationSerializer(Field):
    """An organisation in the API: its name and where its page is; None if it is not public."""

    def to_representation(self, page: Page) -> dict[str, Any] | None:
        if not page.live or page.get_view_restrictions().exists():
            return None
        return {"id": page.pk, "title": page.title, "html_url": page.full_url}


class OrganisedMixin(PointsToOrganisation):
    """The organisation behind a page.

    ``organiser`` is the source-language page; readers are led to the one in their language. It
    cannot be deleted while something points at it, but with all that does (a whole site) it can.
    """

    organiser = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
    )
    organiser_name = models.CharField(_("or its name"), max_length=120, blank=True)

    organisation_field = "organiser"
    organised_facts = ("organiser", "organiser_name")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.organiser_id and self.organiser_name:
            raise ValidationError(
                {"organiser_name": _("Choose an organisation or write a name, not both.")}
            )
        check_organisation(self.organiser, "organiser")


def organiser_panels() -> list[Any]:
    """Return the two fields of a form."""
    return [
        organisation_panel(
            "organiser", _("Its page then lists this by itself, in every language.")
        ),
        FieldPanel(
            "organiser_name",
            help_text=_("Only if it has no page here: the name, as they write it themselves."),
        ),
    ]


def organisation_panel(name: str, help_text: Any) -> PageChooserPanel:
    """Return a chooser of organisations, of whichever page type the host's settings name."""
    return PageChooserPanel(name, page_type=settings.ORGANISATION_MODEL, help_text=help_text)


def check_organisation(page: Any, field_name: str) -> None:
    """Raise ``ValidationError`` beside the field if a page is no organisation."""
    if page is not None and not issubclass(
        page.specific_class or type(page), get_organisation_model()
    ):
        raise ValidationError({field_name: _("This page is not an organisation. Choose another.")})
