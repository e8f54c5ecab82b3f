"""The form of an activity: panels in the order in which a person thinks of what they ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from wagtail_hjelp.panels import ConfirmPanel, DatesPreviewPanel, OwnerPanel
from wagtail_hjelp.widgets import TopicCheckboxes

from .organised import organiser_panels
from .sensitive import sensitive_panel


def activity_panels(getting_in: tuple[str, ...]) -> list[Any]:
    """Return the panels of an activity; ``getting_in`` names its fields about getting in."""
    return [
        MultiFieldPanel(
            [
                TitleFieldPanel(
                    "title", help_text=_("What people call it: “Language café”, not “Project X”.")
                ),
                FieldPanel(
                    "summary",
                    help_text=_(
                        "What happens and who can come, in one or two plain sentences. "
                        "Shown in lists. At most 300 characters."
                    ),
                ),
                *organiser_panels(),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "dates",
                    heading=_("Rows"),
                    help_text=_(
                        "One row says “every week”. To cancel or move one date, publish first, and "
                        "then use “Dates” in the page’s menu: it is live at once in every language."
                    ),
                ),
                DatesPreviewPanel("dates"),
            ],
            heading=_("When"),
            classname="hjelp-hours-panel hjelp-dates-panel",
        ),
        MultiFieldPanel(
            [
                FieldPanel("where", heading=_("Place, or online, or both")),
                FieldPanel(
                    "getting_there",
                    help_text=_("Bus stop, which door, where to park. In plain words."),
                ),
                FieldRowPanel([FieldPanel(name) for name in getting_in]),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audiences"),
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldPanel(
                    "come_alone",
                    help_text=_(
                        "Whether somebody who knows nobody is welcome and is met by someone."
                    ),
                ),
                FieldPanel(
                    "service_languages",
                    help_text=_("Languages that somebody who is there speaks."),
                ),
                FieldPanel("interpreter", help_text=_("Whether they book an interpreter.")),
                FieldPanel("topics", widget=TopicCheckboxes),
                FieldPanel(
                    "seasons",
                    help_text=_(
                        "The activity is then listed for the season, and on its theme page."
                    ),
                ),
            ],
            heading=_("Who can come"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("cost"),
                        FieldPanel("cost_amount", help_text=_("Only if it is one fixed price.")),
                    ]
                ),
                FieldPanel("sign_up"),
                FieldPanel("sign_up_url"),
                FieldRowPanel([FieldPanel("sign_up_phone"), FieldPanel("sign_up_email")]),
                FieldRowPanel(
                    [
                        FieldPanel("sign_up_by", help_text=_("The last day to sign up.")),
                        FieldPanel("places"),
                    ]
                ),
            ],
            heading=_("Cost and sign-up"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "practical",
                    help_text=_(
                        "What to bring, food, allergies, and what you do against infection."
                    ),
                ),
                FieldPanel(
                    "body", help_text=_("Questions as headings work best: “Can I just come?”")
                ),
                FieldPanel("image"),
                FieldPanel(
                    "image_alt",
                    help_text=_("For those who cannot see it: “Two women drink coffee and laugh”."),
                ),
            ],
            heading=_("More about it"),
        ),
        FieldPanel(
            "contact_points",
            heading=_("Questions? Ways to reach those who arrange it"),
            help_text=_(
                "A role rather than a person: “the volunteer centre”, not somebody’s mobile."
            ),
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
    ]
