"""What an editor does with one date in the admin: for each change a page that asks, and a post.

The list's one-click buttons post straight away; the same address asks first when it is only
opened, as from "Undo" in a message.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_hjelp.activities import changes
from wagtail_hjelp.activities.changes import AlreadyThere, Change
from wagtail_hjelp.models.occurrences import Occurrence
from wagtail_hjelp.vocabularies import OccurrenceStatus

from .occurrence_forms import MoveForm, WhenForm, WordForm, initial_when
from .occurrence_words import when_text
from .occurrences import ActivityViewMixin


class ChangeView(ActivityViewMixin, WagtailAdminTemplateMixin, FormView):
    """Abstract: one change. ``change`` makes it and returns the date as it then is."""

    template_name = "wagtail_hjelp/admin/occurrence_form.html"
    form_class: Any = forms.Form
    explanation: Any = ""
    submit_label: Any = ""
    is_grave = False
    # What is said when it is done; %(date)s is when the date then is.
    done: Any = ""
    # The name of the address that takes it back.
    undone_by = ""

    occurrence: Occurrence

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.activity.may_change:
            raise PermissionDenied
        if (refusal := self.find()) is not None:
            messages.warning(request, refusal)
            return redirect(self.after)
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> str | None:
        """Look up the date that is to be changed; return why it cannot be."""
        found = self.activity.occurrences().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return gone()
        self.occurrence = found
        if found.over_at <= self.activity.now:
            return gettext("That date is over, and stays as it was.")
        return None

    def change(self, form: Any) -> Occurrence:
        raise NotImplementedError

    @cached_property
    def after(self) -> str:
        """Where to go then: back to the list as it was."""
        return str(get_valid_next_url_from_request(self.request) or self.activity.url())

    def by(self, **words: str) -> Change:
        return Change(self.activity.source, self.request.user, **words)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            changed = self.change(form)
        except Occurrence.DoesNotExist:
            # The page was published anew while this one stood open.
            messages.warning(self.request, gone())
            return redirect(self.after)
        except AlreadyThere:
            form.add_error("day", _("The activity has a date at that time already."))
            return self.form_invalid(form)
        self.tell(changed)
        return redirect(self.after)

    def tell(self, changed: Occurrence) -> None:
        """Say what was done and where it is seen, with the way back."""
        text = str(self.done) % {"date": when_text(changed, self.activity.today)}
        buttons = []
        if self.activity.is_live:
            seen = gettext("It is shown in all languages now.")
        else:
            seen = gettext("The activity is not published: nobody sees it yet.")
        text = f"{text} {seen}"
        if self.activity.page.live and (url := self.activity.page.full_url):
            buttons.append(messages.button(url, gettext("See the page"), new_window=True))
        if self.undone_by:
            url = self.activity.url(self.undone_by, changed)
            buttons.append(messages.button(url, gettext("Undo")))
        messages.success(self.request, text, buttons=buttons)

    def own_breadcrumb(self) -> dict[str, Any]:
        return {"label": self.get_page_title()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        occurrence = getattr(self, "occurrence", None)
        return {
            **context,
            "when": when_text(occurrence, self.activity.today) if occurrence else "",
            "after": self.after,
        }


def gone() -> str:
    return gettext(
        "That date is not there any more: the activity has been published with other dates since. "
        "Nothing was changed."
    )


class CancelView(ChangeView):
    """Cancel, or change what is said about a date that is cancelled already."""

    form_class = WordForm
    is_grave = True
    done = _("Cancelled: %(date)s.")
    undone_by = "occurrence_reopen"

    @property
    def is_cancelled(self) -> bool:
        return self.occurrence.is_cancelled

    @property
    def explanation(self) -> Any:
        return _(
            "It stays in lists and calendars, marked as cancelled, so that nobody comes in vain."
        )

    @property
    def submit_label(self) -> Any:
        return _("Save") if self.is_cancelled else _("Cancel this date")

    def get_page_title(self) -> Any:
        return _("Change the reason") if self.is_cancelled else _("Cancel a date")

    def get_initial(self) -> dict[str, Any]:
        if not self.is_cancelled:
            return {}
        return {"reason": self.occurrence.reason, "note": self.occurrence.note}

    def change(self, form: Any) -> Occurrence:
        return changes.cancel(self.occurrence, self.by(**form.cleaned_data))


class MoveView(ChangeView):
    form_class = MoveForm
    page_title = _("Move a date")
    submit_label = _("Move this date")
    done = _("Moved to: %(date)s.")
    undone_by = "occurrence_move_back"

    @property
    def explanation(self) -> Any:
        if self.occurrence.status == OccurrenceStatus.CANCELLED:
            return _("It then takes place after all: it is not marked as cancelled any more.")
        if self.occurrence.status == OccurrenceStatus.FULL:
            return _("It is then not marked as full any more. If it is, mark it again.")
        return _("Those who read it see the new time, and what it was.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "activity_key": self.activity.key,
            "occurrence": self.occurrence,
        }

    def get_initial(self) -> dict[str, Any]:
        return initial_when(self.occurrence)

    def change(self, form: Any) -> Occurrence:
        words = {name: form.cleaned_data[name] for name in ("reason", "note")}
        day, last, times = form.when()
        return changes.move(self.occurrence, day, last, times, self.by(**words))


class FullView(ChangeView):
    page_title = _("No place left")
    explanation = _("It stays in lists and calendars, marked as full.")
    submit_label = _("Mark this date as full")
    done = _("Full: %(date)s.")
    undone_by = "occurrence_reopen"

    def change(self, form: Any) -> Occurrence:
        if self.occurrence.status == OccurrenceStatus.FULL:
            return self.occurrence
        return changes.mark_full(self.occurrence, self.by())


class ReopenView(ChangeView):
    """Neither cancelled nor full any more. If it was moved, it stays moved."""

    page_title = _("Restore a date")
    explanation = _("It takes place, and there is room: nothing is said about it any more.")
    submit_label = _("Restore this date")
    done = _("Takes place: %(date)s.")

    def change(self, form: Any) -> Occurrence:
        if self.occurrence.status == OccurrenceStatus.SCHEDULED:
            return self.occurrence
        return changes.reopen(self.occurrence, self.by())


class MoveBackView(ChangeView):
    page_title = _("Move a date back")
    explanation = _("It takes place when the activity’s rows say, as if nobody had changed it.")
    submit_label = _("Move this date back")
    done = _("Moved back to: %(date)s.")

    def change(self, form: Any) -> Occurrence:
        return (
            changes.restore(self.occurrence, self.by())
            if self.occurrence.moved
            else self.occurrence
        )


class RemoveView(ChangeView):
    """Take an extra date away; one that the rows give can only be cancelled."""

    page_title = _("Remove an extra date")
    explanation = _(
        "It disappears as if it had never been told. If people may have seen it, cancel it instead."
    )
    submit_label = pgettext_lazy("extra date", "Remove it")
    is_grave = True
    done = _("Removed: %(date)s.")

    def find(self) -> str | None:
        refusal = super().find()
        if refusal is None and not self.occurrence.is_extra:
            return gettext("Only a date that was added by hand can be removed. Cancel it instead.")
        return refusal

    def change(self, form: Any) -> Occurrence:
        changes.remove_extra(self.occurrence, self.by())
        return self.occurrence


class ExtraView(ChangeView):
    form_class = WhenForm
    page_title = _("Add an extra date")
    explanation = _("Beside the dates that the activity’s rows give. It is live at once.")
    submit_label = _("Add this date")
    done = _("Added: %(date)s.")
    undone_by = "occurrence_remove"

    def find(self) -> str | None:
        if self.activity.series is None:
            return gettext("Publish the activity first. Then you can add single dates to it.")
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "activity_key": self.activity.key}

    def get_initial(self) -> dict[str, Any]:
        """The times of the next date: an extra one is most often at the usual time."""
        coming = self.activity.occurrences().not_over(self.activity.now).order_by("starts_at")
        found = coming.first()
        if found is None:
            return {}
        usual = initial_when(found)
        return {name: usual[name] for name in ("starts", "ends", "all_day")}

    def change(self, form: Any) -> Occurrence:
        day, last, times = form.when()
        return changes.add_extra(day, last, times, self.by())
