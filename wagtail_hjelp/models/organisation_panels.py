"""The form of an organisation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from wagtail_hjelp.panels import ConfirmPanel, OwnerPanel
from wagtail_hjelp.widgets import TopicCheckboxes


def organisation_panels() -> list[Any]:
    """Return the panels of an organisation, in the order in which a person thinks."""
    return [
        MultiFieldPanel(
            [
                TitleFieldPanel("title", help_text=_("The name as they write it themselves.")),
                FieldPanel("kind"),
                FieldPanel(
                    "summary",
                    help_text=_(
                        "What they do and for whom, in one or two plain sentences. "
                        "Shown in lists. At most 300 characters."
                    ),
                ),
            ],
            heading=_("What it is"),
        ),
        FieldPanel(
            "contact_points",
            heading=_("Contact points"),
            help_text=_("The best first. A role rather than a person: “the board”, not a name."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audiences"),
                FieldPanel(
                    "service_languages", help_text=_("Languages in which one can talk with them.")
                ),
                FieldPanel("topics", widget=TopicCheckboxes),
            ],
            heading=_("Who it is for"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("volunteers_wanted"),
                FieldPanel(
                    "volunteers_how",
                    help_text=_("What they need help with and how to say yes, in plain words."),
                ),
            ],
            heading=_("Volunteers wanted"),
        ),
        FieldPanel(
            "body",
            help_text=_("Their offers and activities are listed by themselves, below this."),
        ),
        FieldRowPanel(
            [
                FieldPanel("number", help_text=_("Nine digits, as at brreg.no.")),
                FieldPanel("logo"),
            ],
            heading=_("Number and logo"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "responsible",
                    help_text=_("A unit or role, not a person. Shown to the public."),
                ),
                FieldPanel(
                    "confirm_every_months",
                    help_text=_("Empty for the site's usual period."),
                ),
                ConfirmPanel(),
            ],
            heading=_("Last confirmed"),
        ),
        MultiFieldPanel([OwnerPanel()], heading=_("Whom we ask")),
    ]
