"""The form of an offer: panels in the order in which a person thinks of what they ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from wagtail_hjelp.panels import ConfirmPanel, HoursPreviewPanel, OwnerPanel
from wagtail_hjelp.widgets import TopicCheckboxes

from .organised import organisation_panel
from .sensitive import sensitive_panel


def offer_panels(accessibility: tuple[str, ...]) -> list[Any]:
    """Return the panels of an offer; ``accessibility`` names its fields about getting in."""
    return [
        MultiFieldPanel(
            [
                TitleFieldPanel(
                    "title", help_text=_("What people call it: “Crisis centre”, not its unit code.")
                ),
                FieldPanel(
                    "summary",
                    help_text=_(
                        "What it is and who it is for, in one or two plain sentences. "
                        "Shown in lists. At most 300 characters."
                    ),
                ),
                FieldPanel(
                    "urgency",
                    help_text=_(
                        "Acute help is marked as such, and stands on the page of acute help, on "
                        "the step you choose here: all by itself, in every language. Give it a "
                        "telephone number below."
                    ),
                ),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "contact_points",
                    heading=_("Ways in"),
                    help_text=_(
                        "The best first. A telephone number is the safest start. "
                        "Each may have opening hours of its own."
                    ),
                ),
                HoursPreviewPanel("contact_points"),
            ],
            heading=_("Contact points"),
            classname="hjelp-hours-panel",
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "opening_hours",
                    heading=_("Rows"),
                    help_text=_(
                        "When the offer is open. No rows means that nobody knows, and is shown so."
                    ),
                ),
                HoursPreviewPanel("opening_hours"),
            ],
            heading=_("Opening hours"),
            classname="hjelp-hours-panel",
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "topics",
                    widget=TopicCheckboxes,
                    help_text=_("What people need when they look for this."),
                ),
                FieldPanel("audiences"),
                FieldPanel("access"),
                FieldPanel(
                    "service_languages",
                    help_text=_("Languages that somebody who works there speaks."),
                ),
                FieldPanel("interpreter", help_text=_("Whether they book an interpreter.")),
            ],
            heading=_("Who it is for and how to get it"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("cost"),
                        FieldPanel("cost_amount", help_text=_("Only if it is one fixed price.")),
                    ]
                ),
                organisation_panel(
                    "organisation",
                    _("If it has a page here: that page then lists this offer by itself."),
                ),
                FieldPanel(
                    "provider",
                    help_text=_("The unit or organisation, by its own name. Not translated."),
                ),
            ],
            heading=_("Cost and provider"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in accessibility])],
            heading=_("Getting in"),
        ),
        FieldPanel(
            "body",
            help_text=_("Questions as headings work best: “What happens when I call?”"),
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
        sensitive_panel(),
        FieldPanel(
            "keywords",
            heading=_("Words that people search with"),
            help_text=_(
                "Never shown. Everyday words, other spellings, what it used to be called, "
                "with commas between."
            ),
        ),
    ]
