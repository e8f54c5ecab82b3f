"""Panels of our own in the page form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import MultiFieldPanel, Panel


class ConfirmPanel(Panel):
    """When the facts were last confirmed, by whom, and when they must be again.

    Read-only: the confirmation is no part of the page's text. The button that confirms posts
    by itself and stands in the page's header and in the list of pages.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/confirm_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), **confirm_context(self.instance)}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", "")
        super().__init__(**kwargs)


def confirm_context(page: Any) -> dict[str, Any]:
    """Return what the panel's template needs; the page may be one that is not saved yet."""
    verification = page.get_verification() if page.pk else None
    return {
        "verification": verification,
        "due": page.confirmation_due(verification.confirmed_on) if verification else None,
        "confirm_url": reverse("wagtail_hjelp:confirm", args=[page.pk]) if page.pk else None,
    }


class OwnerPanel(Panel):
    """Whom we ask about the facts: read-only, with the way to change it.

    Only for those who may edit the page at its source: it is about a person.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/owner_panel.html"

        def is_shown(self) -> bool:
            # The rooms above this one.
            from wagtail_hjelp.collecting.owners import may_change_owner

            if not super().is_shown() or self.request is None:
                return False
            # A page that is not saved yet is its author's own.
            return not self.instance.pk or may_change_owner(self.instance, self.request.user)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from wagtail_hjelp.desk.owner import owner_summary, owner_url

            page = self.instance
            return {
                **super().get_context_data(parent_context),
                **(owner_summary(page) if page.pk else {}),
                "owner_url": owner_url(page) if page.pk else "",
            }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", "")
        super().__init__(**kwargs)


class HoursPreviewPanel(Panel):
    """The next days as computed from the hours in the form beside it, and what is doubtful.

    Filled by ``admin.js``, anew while somebody types; ``field_name`` is the field of hours, or of
    contact points that have hours of their own.
    """

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        self.field_name = field_name
        kwargs.setdefault("heading", "")
        super().__init__(**kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "field_name": self.field_name}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/hours_preview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # The room above this one.
            from wagtail_hjelp.desk.hours_preview import hours_field_name, hours_fields

            label = self.panel.model._meta.label
            own = hours_field_name(hours_fields(label))
            return {
                **super().get_context_data(parent_context),
                "field_name": self.panel.field_name,
                # A way in may be open whenever the offer is not: the offer's rows go with it.
                "sent_names": " ".join(dict.fromkeys([self.panel.field_name, own or ""])).strip(),
                "model_label": label,
                "page_id": self.instance.pk or "",
                "preview_url": reverse("wagtail_hjelp:hours_preview"),
            }


class DatesPreviewPanel(Panel):
    """The next dates as computed from the rows in the form beside it.

    Filled by ``admin.js``, anew while somebody types; ``field_name`` is the field of dates.
    """

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        self.field_name = field_name
        kwargs.setdefault("heading", "")
        super().__init__(**kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "field_name": self.field_name}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/dates_preview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # The room above this one.
            from wagtail_hjelp.models.occurrences import DateSeries

            page = self.instance
            # There is nothing to cancel before somebody has published it.
            has_dates = page.pk and DateSeries.of(page.translation_key) is not None
            return {
                **super().get_context_data(parent_context),
                "field_name": self.panel.field_name,
                "sent_names": self.panel.field_name,
                "model_label": self.panel.model._meta.label,
                "page_id": self.instance.pk or "",
                "preview_url": reverse("wagtail_hjelp:dates_preview"),
                "dates_url": reverse("wagtail_hjelp:dates", args=[page.pk]) if has_dates else "",
            }


class ShippedServicePanel(Panel):
    """What the package says of a national service: read-only, with its source and its date."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/shipped_service.html"

        def is_shown(self) -> bool:
            return bool(self.instance.code)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # The rooms above this one.
            from wagtail_hjelp.desk.helplines import shipped_context

            return {
                **super().get_context_data(parent_context),
                **shipped_context(self.instance, self.request),
            }


class OnlyForShippedPanel(MultiFieldPanel):
    """Fields about a national service of the package's."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.code) and super().is_shown()


class OnlyForOwnPanel(MultiFieldPanel):
    """Fields of a service that the site has added itself."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return not self.instance.code and super().is_shown()


class ConsentTextPanel(Panel):
    """What a resource person is to be told, to read aloud: the version in use."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_hjelp/admin/consent_text_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # The room above this one.
            from wagtail_hjelp.models import ConsentText

            return {
                **super().get_context_data(parent_context),
                "latest": ConsentText.objects.latest_version(),
            }
