"""The form of a helpline: a correction of the package's facts, or a service of the site's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from wagtail_hjelp import phone
from wagtail_hjelp.blocks.clock import DayField
from wagtail_hjelp.catalogue.service import Service, first_phone, same_facts
from wagtail_hjelp.conf import settings

# What only one of the two kinds has. A field that is not on the screen must not be in the form
# either: what is not sent is taken for empty.
ONLY_OWN = ("topics", "audiences", "languages", "urgency", "queue", "site")
ONLY_SHIPPED = ("reason", "changed_on")


class HelplineForm(WagtailAdminModelForm):
    """What a number of the ladder may not have, and what a correction and an own service need."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (old := self.fields.get("changed_on")) is not None:
            self.fields["changed_on"] = DayField(
                required=False, label=old.label, help_text=old.help_text
            )
        for name in ONLY_OWN if self.instance.code else ONLY_SHIPPED:
            self.fields.pop(name, None)
        service = self.instance.shipped
        if self.instance.code:
            self.formsets.pop("descriptions", None)
        elif "name" in self.fields:
            self.fields["name"].required = True
        if service is not None and service.is_essential:
            self.fields.pop("hidden_on", None)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if _outside(points := _stored(data.get("contact_points"))):
            self.add_error(
                "contact_points",
                _(
                    "“Whenever the offer is not open” says nothing here, where there is no offer. "
                    "Take the row away, and write the hours."
                ),
            )
        service = self.instance.shipped
        if service is not None and not self.errors:
            self._clean_correction(data, service, points)
        return data

    def _clean_correction(
        self, data: dict[str, Any], service: Service, points: list[dict[str, Any]]
    ) -> None:
        # What the package says already is no correction: kept, it would stand in the way of the
        # next upgrade.
        if points and same_facts(points, service.contact_points):
            field = self.instance._meta.get_field("contact_points")
            data["contact_points"], points = field.to_python([]), []
        if data.get("name") == service.name:
            data["name"] = ""
        if points or data.get("name"):
            self._clean_facts(data, service, points)
        elif data.get("reason") and "reason" in self.changed_data:
            self.add_error(
                "contact_points",
                _(
                    "This is what the package says already. Correct something here, or empty "
                    "the note below."
                ),
            )
        else:
            data.update(reason="", changed_on=None)

    def _clean_facts(
        self, data: dict[str, Any], service: Service, points: list[dict[str, Any]]
    ) -> None:
        today = timezone.localdate()
        facts_changed = {"contact_points", "name"} & set(self.changed_data)
        if not data.get("changed_on") or (facts_changed and "changed_on" not in self.changed_data):
            data["changed_on"] = today
        if data["changed_on"] > today:
            self.add_error("changed_on", _("This day has not come yet."))
        if not data.get("reason"):
            self.add_error(
                "reason",
                _("Write what was wrong and where you have it from, for those who come after."),
            )
        if service.is_essential and points and first_phone(points) != service.phone:
            number = phone.display(service.phone, settings.PHONE_REGION)
            self.add_error(
                "contact_points",
                ValidationError(
                    _(
                        "%(number)s must stay the first telephone number: it is part of the "
                        "ladder of acute help."
                    ),
                    params={"number": number},
                ),
            )


def _stored(value: Any) -> list[dict[str, Any]]:
    """Return contact points out of a form as they would be stored."""
    return list(value.get_prep_value()) if value else []


def _outside(points: list[dict[str, Any]]) -> bool:
    rows = (row for point in points for row in point["value"].get("hours") or ())
    return any(row["type"] == "outside" for row in rows)
