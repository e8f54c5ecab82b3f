"""The form of a resource person, in the order in which one asks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from wagtail_hjelp.panels import ConsentTextPanel


def resource_person_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel(
                    [
                        FieldPanel("phone", help_text=_("A number or an e-mail address, or both.")),
                        FieldPanel("email"),
                    ]
                ),
                FieldPanel(
                    "organisation",
                    help_text=_("If the person is called on as one of an organisation."),
                ),
                FieldPanel("area", help_text=_("A village or a part of town. Not an address.")),
            ],
            heading=_("Who it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("languages", help_text=_("Those that the person speaks well.")),
                FieldPanel(
                    "competence",
                    help_text=_(
                        "Which cultures, countries or communities the person knows, in the "
                        "person’s own words. Nothing of faith, health or family that the person "
                        "has not asked you to write."
                    ),
                ),
            ],
            heading=_("Language and culture"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("tasks", help_text=_("Only what the person has said yes to.")),
                FieldPanel("availability"),
                FieldPanel(
                    "availability_note", help_text=_("“Not during Ramadan”, “send a text first”.")
                ),
            ],
            heading=_("What for, and when"),
        ),
        consent_panel(),
        FieldPanel(
            "notes",
            heading=_("Notes"),
            help_text=_(
                "What those who call need to know. The person has a right to read it: write "
                "nothing that you would not say."
            ),
        ),
    ]


def consent_panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            ConsentTextPanel(),
            FieldPanel("consent_text", help_text=_("The version that the person heard or read.")),
            FieldPanel(
                "consent_how",
                help_text=_(
                    "Keep what was signed or written, with the number of the record on it."
                ),
            ),
            FieldRowPanel(
                [
                    FieldPanel("consent_given_on"),
                    FieldPanel(
                        "consent_until",
                        help_text=_(
                            "The last day. After it, nobody can read the record, and some time "
                            "later it is deleted."
                        ),
                    ),
                ]
            ),
        ],
        heading=_("Consent"),
    )


def consent_text_panels() -> list[Any]:
    return [
        FieldPanel(
            "text",
            help_text=_(
                "What is said to somebody who is asked: what is written down, what for, who reads "
                "it, for how long, and that it can be withdrawn at any time. Once saved, it is "
                "never changed: a new text is a new version."
            ),
        )
    ]
