"""What happens, on any page: activities picked by hand, by rule, or both, at their next dates."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.vocabularies import Audience, ServiceLanguage

from .base import PublicBlock, VocabularyBlock, VocabularySetBlock
from .choosers import (
    ActivityChooserBlock,
    OrganisationChooserBlock,
    PlaceSetBlock,
    SeasonChoiceBlock,
    TopicSetBlock,
)


class ActivityLayout(TextChoices):
    """How dates are shown."""

    CARDS = "cards", _("Cards side by side, each with its date")
    DAYS = "days", _("Day by day, under headings")


class ActivitiesBlock(PublicBlock):
    """A list of what happens, always as it is now, in the reader's language."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    activities = blocks.ListBlock(
        ActivityChooserBlock(label=_("Activity")),
        default=[],
        min_num=0,
        label=_("Picked by hand"),
        help_text=_(
            "Each is shown at its next date. With nothing chosen below, these and no others."
        ),
    )
    topics = TopicSetBlock(
        required=False,
        label=_("All with one of these topics"),
        help_text=_("New activities with the topic appear by themselves."),
    )
    season = SeasonChoiceBlock(
        label=_("… in this season"),
        help_text=_("All dates, while it lasts, of the activities that belong to it."),
    )
    days_ahead = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=365,
        label=_("… within the next days"),
        help_text=_("7 is today and the six days after it: all dates within them."),
    )
    audiences = VocabularySetBlock(Audience, required=False, label=_("… for one of these"))
    organisations = blocks.ListBlock(
        OrganisationChooserBlock(label=_("Organisation")),
        default=[],
        min_num=0,
        label=_("… arranged by one of these"),
    )
    languages = VocabularySetBlock(
        ServiceLanguage, required=False, label=_("… in one of these languages")
    )
    places = PlaceSetBlock(required=False, label=_("… in one of these towns"))
    online_only = blocks.BooleanBlock(required=False, label=_("… only what one joins online"))
    layout = VocabularyBlock(ActivityLayout, default=ActivityLayout.CARDS, label=_("How"))
    limit = blocks.IntegerBlock(
        default=6, min_value=1, max_value=60, label=_("At most how many dates")
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        both = result["online_only"] and result["places"]
        if both and not getattr(self, "is_deferred_validation", False):
            text = _("Choose towns, or only what is online, not both.")
            raise blocks.StructBlockValidationError(
                block_errors={"online_only": ValidationError(text)}
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from wagtail_hjelp.activities.cards import make_cards
        from wagtail_hjelp.activities.chosen import Chosen, by_day, kept_calendar_url
        from wagtail_hjelp.activities.snapshot import activity_snapshot
        from wagtail_hjelp.directory.places import site_scope

        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        day_level = context["heading_level"] + (1 if context["heading"] else 0)
        context.update(days=[], cards=[], day_level=day_level, calendar_url="", more_url="")
        scope = site_scope(request, page)
        if scope is None:
            return context
        held = activity_snapshot(scope, request)
        moment = context.get("hjelp_moment") or moment_of(request)
        chosen = Chosen.of(value, page, held, moment)
        rows = chosen.rows(held, moment)
        cards = make_cards([row for _day, row in rows], held, request)
        if value["layout"] == ActivityLayout.DAYS:
            context["days"] = by_day(rows, cards, moment, day_level + 1)
        else:
            context["cards"] = [card.render(day_level, moment, dated=True) for card in cards]
        url = kept_calendar_url(held, request, page)
        context.update(calendar_url=url, more_url=chosen.url(url) if rows else "")
        return context

    class Meta:
        icon = "calendar-alt"
        label = _("What happens")
        description = _("Activities at their next dates, picked by hand or by topic or season.")
        template = "wagtail_hjelp/blocks/activities.html"
        preview_value = {"heading": _("What happens"), "season": "", "limit": 2}
        label_format = "{heading}"
        form_layout = blocks.BlockGroup(
            [
                "heading",
                "activities",
                "topics",
                "season",
                "days_ahead",
                blocks.BlockGroup(
                    ["audiences", "organisations", "languages", "places", "online_only"],
                    heading=_("Only some of them"),
                    classname="collapsed",
                    label_format="{audiences} {languages} {places}",
                ),
                "layout",
                "limit",
            ]
        )
