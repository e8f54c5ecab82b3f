"""Calendars and feeds that are kept up to date, in the admin: added, looked at, changed, removed.

Who may import a file of activities, or of organisations, may do all of it with feeds of these. What
a feed would do is looked at where that of a file is: as an import that somebody starts.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_hjelp.collecting.entries import EntryKind
from wagtail_hjelp.collecting.files.refusing import Refused
from wagtail_hjelp.collecting.importing.feed_details import leave_gone
from wagtail_hjelp.collecting.importing.feeds import look_at
from wagtail_hjelp.collecting.importing.hosts import LONGEST, NotFetched, read_address
from wagtail_hjelp.collecting.places import NoPlace
from wagtail_hjelp.collecting.tasks import fetch_feed
from wagtail_hjelp.conf import settings
from wagtail_hjelp.models import FeedFormat, FeedOutcome, ImportFeed

from .feed_lists import CONTENTS, content_of, feeds_of, standing_of
from .imports import ImportingMixin

ADD = _("Add a calendar or a feed")
CHANGE = _("Change what is kept up to date")
REMOVE = _("Stop keeping it up to date")


# --- the form -------------------------------------------------------------------------------


class FeedForm(forms.ModelForm):
    """A feed, by its address; its name is what its entries are known by, and stays.

    ``places`` are where somebody may import: what they may choose is of these kinds and sites.
    """

    content = forms.ChoiceField(label=_("What is at the address"))
    publish = forms.ChoiceField(
        label=_("New and changed pages"),
        choices=[("", _("are drafts")), ("publish", _("are published at once"))],
        required=False,
    )

    class Meta:
        model = ImportFeed
        fields = ["name", "content", "address", "site", "publish", "is_active"]
        labels = {
            "name": _("Who it comes from"),
            "address": _("Address"),
            "site": _("Where it goes"),
            "is_active": _("Keep it up to date"),
        }

    def __init__(self, *args: Any, places: list[tuple[str, Site, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        self.places = {(kind, site.pk) for kind, site, _page in places}
        titles: dict[int, list[str]] = {}
        for _kind, one, page in places:
            titles.setdefault(one.pk, []).append(page.get_admin_display_title())
        content: Any = self.fields["content"]
        kinds = {kind for kind, _site, _page in places}
        content.choices = [
            (code, label) for code, label in CONTENTS.items() if code.split("-")[1] in kinds
        ]
        self.initial["content"] = content.choices[0][0] if is_new else content_of(self.instance)
        site: Any = self.fields["site"]
        site.queryset = Site.objects.filter(pk__in=titles)
        site.label_from_instance = lambda one: ", ".join(titles[one.pk])
        site.empty_label = None
        name: Any = self.fields["name"]
        if is_new:
            name.help_text = _(
                "Such as “Volunteer centre”. It cannot be changed later: the entries are known by "
                "it."
            )
            del self.fields["is_active"]
        else:
            name.disabled = site.disabled = content.disabled = True
            self.fields["is_active"].help_text = _("Without it, it is fetched only by hand.")
        if len(titles) == 1:
            site.widget = forms.HiddenInput()
            site.initial = self.initial["site"] = next(iter(titles))
        hosts = ", ".join(sorted(one.lstrip(".") for one in settings.IMPORT_HOSTS))
        if hosts:
            text = _("It begins with https:// or webcal://. Allowed are addresses at: %(hosts)s.")
            self.fields["address"].help_text = text % {"hosts": hosts}
        self.initial["publish"] = "publish" if self.instance.publish else ""

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_address(self) -> str:
        try:
            found = str(read_address(self.cleaned_data["address"]))
        except NotFetched as refused:
            raise forms.ValidationError(str(refused)) from None
        if len(found) > LONGEST:
            raise forms.ValidationError(gettext("The address is too long."))
        return found

    def clean_publish(self) -> bool:
        return bool(self.cleaned_data["publish"] == "publish")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        name, site, address = said.get("name"), said.get("site"), said.get("address")
        format, kind = said.get("content", "-").split("-")
        others = ImportFeed.objects.exclude(pk=self.instance.pk)
        if site and kind and (kind, site.pk) not in self.places:
            self.add_error("content", gettext("You may not import this there."))
        if site and address and others.filter(site=site, address=address, kind=kind).exists():
            self.add_error("address", gettext("This address is here already."))
        if name and site and others.filter(name=name).exclude(site=site).exists():
            # Rows are known by who they come from, whichever site they are on.
            self.add_error("name", gettext("Another site has one of this name."))
        if kind:
            self.instance.format, self.instance.kind = format, kind
        return said

    def _get_validation_exclusions(self) -> set[str]:
        # What is said of the same address twice is said above, in our words.
        return {*super()._get_validation_exclusions(), "address"}  # type: ignore[misc]


# --- views ----------------------------------------------------------------------------------


class FeedsMixin(ImportingMixin):
    """A view for those who may import somewhere, of feeds into these places."""

    header_icon = "rotate"

    @cached_property
    def source(self) -> ImportFeed:
        return get_object_or_404(feeds_of(self.places), pk=self.kwargs["pk"])

    def look(self, source: ImportFeed) -> HttpResponse | str:
        """Lead to what a feed would do, or return why that cannot be said."""
        try:
            job = look_at(source, self.request.user)
        except (NotFetched, Refused) as refused:
            return str(refused)
        except NoPlace:
            return gettext("The site has no page to put them below.")
        return redirect("wagtail_hjelp:import", job.pk)


class FeedFormView(FeedsMixin, FormView):
    """What adding and changing have in common."""

    template_name = "wagtail_hjelp/admin/feed_form.html"
    form_class = FeedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "places": self.places}

    def look_first(self, form: FeedForm, action: str, **values: Any) -> HttpResponse:
        """Save a feed if it can be read, and show what it would do."""
        source = form.save(commit=False)
        found = self.look(source)
        if isinstance(found, str):
            form.add_error("address", found)
            return self.form_invalid(form)
        with transaction.atomic():
            if values:
                ImportFeed.objects.filter(pk=source.pk).update(**values)
            log(instance=source, action=action, user=self.request.user)
        return found


class AddFeedView(FeedFormView):
    """A new feed: it is fetched, and what it would do is shown before it does anything."""

    page_title = ADD

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(ADD)}]

    def form_valid(self, form: FeedForm) -> HttpResponse:
        return self.look_first(form, "wagtail.create")


class FeedView(FeedsMixin, TemplateView):
    """One feed: how it stands, and what is to be looked at."""

    template_name = "wagtail_hjelp/admin/feed.html"

    def get_page_subtitle(self) -> str:
        return str(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.source)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        details = self.source.details
        return {
            **super().get_context_data(**kwargs),
            **standing_of(self.source),
            "gone": details.get("gone", []),
            "wrong": details.get("wrong", []),
            "deleted": details.get("deleted", []),
            "more_gone": details.get("gone_count", 0) - len(details.get("gone", [])),
            "more_wrong": details.get("wrong_count", 0) - len(details.get("wrong", [])),
            "more_deleted": details.get("deleted_count", 0) - len(details.get("deleted", [])),
            "is_begun": self.source.begun_at is not None,
            "is_activities": self.source.kind == EntryKind.ACTIVITY,
            "has_dates": self.source.format == FeedFormat.CALENDAR,
        }


class ChangeFeedView(FeedFormView):
    """Another address is looked at first, as a new one is."""

    page_title = CHANGE

    def get_page_subtitle(self) -> str:
        return str(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse("wagtail_hjelp:feed", args=[self.source.pk])
        items = [*super().get_breadcrumbs_items(), {"url": url, "label": str(self.source)}]
        return [*items, {"url": "", "label": str(CHANGE)}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.source}

    def form_valid(self, form: FeedForm) -> HttpResponse:
        source = form.instance
        if "address" in form.changed_data:
            return self.look_first(
                form,
                "wagtail.edit",
                **{name: form.cleaned_data[name] for name in ("address", "publish", "is_active")},
                **dict.fromkeys(("etag", "last_modified", "digest"), ""),
                begun_at=None,
                last_outcome=FeedOutcome.NEVER,
                # Who fetches the old address just now is overtaken.
                attempt=F("attempt") + 1,
                fetching_since=None,
            )
        # What is published and what is a draft may be otherwise from now on.
        source.forget_tags()
        names = ["publish", "is_active", "etag", "last_modified", "digest"]
        source.save(update_fields=names)
        log(instance=source, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, gettext("It has been changed."))
        return redirect("wagtail_hjelp:feed", source.pk)


class FeedActionView(FeedsMixin, View):
    """Something that is done with a feed by a button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise NotImplementedError

    def back(self) -> HttpResponse:
        return redirect("wagtail_hjelp:feed", self.source.pk)


class LookAtFeedView(FeedActionView):
    """Show what it would do; nothing is imported before somebody starts it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.look(self.source)
        if isinstance(found, str):
            messages.error(request, found)
            return self.back()
        return found


class FetchFeedView(FeedActionView):
    """Bring it up to date now, in the background if the site has one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.source
        if source.begun_at is None:
            text = gettext("Look at what it would do, and start it, before it is kept up to date.")
            messages.error(request, text)
            return self.back()
        before = source.attempt
        transaction.on_commit(lambda: fetch_feed.enqueue(source.pk))
        source.refresh_from_db()
        if source.attempt == before or source.fetching_since is not None:
            messages.info(request, gettext("It is being fetched. Look again in a moment."))
        elif source.last_outcome == FeedOutcome.FAILED:
            messages.error(request, source.get_last_outcome_display())
        else:
            messages.success(request, source.get_last_outcome_display())
        return self.back()


class LeaveGoneView(FeedActionView):
    """Say that the pages of what is gone from it stay as they are."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        leave_gone(self.source)
        messages.success(request, gettext("The pages stay as they are."))
        return self.back()


class RemoveFeedView(FeedsMixin, TemplateView):
    """Stop keeping it up to date; its pages stay."""

    template_name = "wagtail_hjelp/admin/feed_remove.html"
    page_title = REMOVE

    def get_page_subtitle(self) -> str:
        return str(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse("wagtail_hjelp:feed", args=[self.source.pk])
        items = [*super().get_breadcrumbs_items(), {"url": url, "label": str(self.source)}]
        return [*items, {"url": "", "label": str(REMOVE)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "source": self.source}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.source
        with transaction.atomic():
            log(instance=source, action="wagtail.delete", user=request.user, deleted=True)
            source.delete()
        text = gettext("“%(name)s” is not kept up to date any more. Its pages stay.")
        messages.success(request, text % {"name": source.name})
        return redirect("wagtail_hjelp:imports")
