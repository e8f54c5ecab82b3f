"""Who tells it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp.collecting.fields import (
    ShortText,
)
from wagtail_hjelp.collecting.guard import GuardedForm


class SenderForm(GuardedForm):
    """Who tells it: never public."""

    name = ShortText(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("You get a receipt, and a link with which you can change or withdraw it."),
    )
    message = forms.CharField(
        label=_("Something else that we should know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only we read it."),
    )
