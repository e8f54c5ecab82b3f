"""What every public form of ours has: traps for programs, clean text, and limits.

A form is a :class:`GuardedForm`. Its view asks, in this order: :func:`too_large` (before anything
of the request is read), ``form.is_valid()``, and :func:`allowed`. What is refused is shown again as
it was typed, with a word about what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import MaxLengthValidator
from django.forms import BoundField
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from .cleaning import check_address, one_line, several_lines
from .visitors import address_of, allowed, limit_size, too_large, too_many

__all__ = ["GuardedForm", "address_of", "allowed", "limit_size", "too_large", "too_many"]

# Nobody reads, thinks and writes in less.
QUICKEST = 3
# As long as a form may stand open before it is sent, in seconds.
LONGEST_OPEN = 24 * 60 * 60

# As long as a text may be where the field does not say.
LINE_LENGTH = 200
TEXT_LENGTH = 5000

_SALT = "wagtail_hjelp.collecting.guard"
_REQUIRED = _("This must be filled in.")
_LEFT_TO_RIGHT = (forms.EmailField, forms.URLField, forms.IntegerField)


class GuardedForm(forms.Form):
    """A form that anybody may send.

    ``hjelp_more`` is a field that people do not see and programs fill in; ``hjelp_stamp`` says,
    signed, when the form was opened. Both are in ``parts/form_fields.html``; the fields that people
    fill in are :attr:`shown_fields`.
    """

    hjelp_stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=100)
    hjelp_more = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        for field in self.fields.values():
            _limit(field)
        self.fields["hjelp_stamp"].initial = _stamp
        if self.is_bound:
            self.data = self._cleaned(self.data)

    @property
    def shown_fields(self) -> list[BoundField]:
        """The fields that people fill in, in their order."""
        return [field for field in self.visible_fields() if field.name != "hjelp_more"]

    @property
    def fields_with_errors(self) -> list[BoundField]:
        """The fields that people fill in and that have to be mended, in their order."""
        return [field for field in self.shown_fields if field.errors]

    def clean_hjelp_more(self) -> str:
        if self.cleaned_data["hjelp_more"]:
            self._put("hjelp_more", "")
            self.add_error(
                None,
                _(
                    "A field that is not for people was filled in, perhaps by your browser. It is "
                    "empty again. Send the form once more."
                ),
            )
        return ""

    def clean_hjelp_stamp(self) -> str:
        opened = _opened(self.cleaned_data["hjelp_stamp"])
        open_for = None if opened is None else timezone.now().timestamp() - opened
        if open_for is None or not 0 <= open_for <= LONGEST_OPEN:
            self._put("hjelp_stamp", _stamp())
            self.add_error(
                None,
                _("The form had been open for a long time. Look through it, and send it again."),
            )
        elif open_for < QUICKEST:
            self.add_error(
                None,
                _("That was quicker than we expect of people. Wait a moment, and send it again."),
            )
        return ""

    def _cleaned(self, data: Any) -> Any:
        """Return what was sent with each text in it cleaned: only this is looked at from here."""
        several = {
            self.add_prefix(name)
            for name, field in self.fields.items()
            if isinstance(field.widget, forms.Textarea)
        }
        cleaned: MultiValueDict[str, Any] = MultiValueDict()
        for key in data:
            clean = several_lines if key in several else one_line
            cleaned.setlist(
                key,
                [clean(value) if isinstance(value, str) else value for value in _values(data, key)],
            )
        return cleaned

    def _put(self, name: str, value: str) -> None:
        """Change what the form shows in a field when it is shown again."""
        self.data[self.add_prefix(name)] = value  # type: ignore[index]


def _values(data: Any, key: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(key))
    return list(data[key]) if isinstance(data[key], list | tuple) else [data[key]]


def _limit(field: forms.Field) -> None:
    """Limit the length of a field of text, and let it say in our words what is wrong."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _REQUIRED
    if field.widget.attrs.get("inputmode") or isinstance(field, _LEFT_TO_RIGHT):
        # Between letters from the right, "70 00 01 10" would be read as "10 01 00 70".
        field.widget.attrs["dir"] = "ltr"
    if not isinstance(field, forms.CharField):
        return
    if field.max_length is None:
        has_lines = isinstance(field.widget, forms.Textarea)
        field.max_length = TEXT_LENGTH if has_lines else LINE_LENGTH
        field.validators.append(MaxLengthValidator(field.max_length))
        field.widget.attrs.update(field.widget_attrs(field.widget))
    if isinstance(field, forms.EmailField):
        # In the place of Django's, which takes more for an address than we would write to.
        field.validators = [
            check_address,
            *(one for one in field.validators if isinstance(one, MaxLengthValidator)),
        ]


def _stamp() -> str:
    return signing.dumps(int(timezone.now().timestamp()), salt=_SALT)


def _opened(stamp: str) -> int | None:
    try:
        found = signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
