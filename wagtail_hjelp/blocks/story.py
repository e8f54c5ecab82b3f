"""Story: what somebody who has been there says, with leave to say it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import FactCharBlock, PublicBlock
from .choosers import FactImageChooserBlock
from .clock import FactDateBlock


class ConsentBlock(FactDateBlock):
    """The date on which somebody agreed to be shown. For those who edit, and nobody else."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This date is yet to come."), code="future")
        return day


def _example() -> dict[str, Any]:
    # Rich text takes nothing lazy.
    told = _("She called on a Sunday. On Monday she had somebody to talk to.")
    return {
        "quote": _("I was afraid to call. I wish I had done it long before."),
        "person": "Amina",
        "pseudonym": True,
        "who": _("mother of two"),
        "text": f"<p>{told}</p>",
    }


class StoryBlock(PublicBlock):
    """A person, what they say, and in short who they are."""

    quote = blocks.TextBlock(
        label=_("Quote"),
        max_length=300,
        rows=3,
        help_text=_("In their own words, without quotation marks."),
    )
    person = FactCharBlock(
        label=_("Name"), max_length=60, help_text=_("A first name, or one that they chose.")
    )
    pseudonym = blocks.BooleanBlock(
        required=False,
        label=_("The name is not the real one"),
        help_text=_("This is said below it. A picture must then show nobody who can be known."),
    )
    who = blocks.CharBlock(
        label=_("Who it is"),
        max_length=80,
        required=False,
        help_text=_("In a few words: “mother of two”."),
    )
    picture = FactImageChooserBlock(required=False, label=_("Picture"))
    picture_alt = blocks.CharBlock(
        label=_("What the picture shows"),
        max_length=160,
        required=False,
        help_text=_("For those who do not see it: “Amina in her kitchen, laughing”."),
    )
    text = blocks.RichTextBlock(
        required=False, features=["bold", "ol", "ul", "link"], label=_("The story")
    )
    consent = ConsentBlock(
        label=_("Agreed on"),
        help_text=_(
            "The date on which the person agreed to this. Keep the signed form. The date is shown"
            " to nobody who visits the page."
        ),
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if result["picture"] and not result["picture_alt"]:
            text = _("Say what the picture shows, for those who do not see it.")
            raise blocks.StructBlockValidationError(
                block_errors={"picture_alt": ValidationError(text)}
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        names = ("quote", "person", "pseudonym", "who", "picture", "picture_alt", "text")
        context.update({name: value[name] for name in names})
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = super().get_api_representation(value, context=context)
        # Between the person and the municipality.
        found.pop("consent", None)
        return found

    class Meta:
        icon = "openquote"
        label = _("Story")
        description = _("Somebody who has been there says how it was, in a few words.")
        template = "wagtail_hjelp/blocks/story.html"
        preview_value = staticmethod(_example)
        label_format = "{person}"
