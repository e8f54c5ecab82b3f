"""One page in one language: how it stands, what has changed, what waits, and what to do about it.

The way on from the board, from a notice and from the translation editor: translators send to
review here, reviewers approve or send back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from wagtail_hjelp.models import HelpPageMixin, LanguageVersion, TranslationRequest
from wagtail_hjelp.translation import gate, review
from wagtail_hjelp.translation.changes import changes
from wagtail_hjelp.translation.languages import direction, name_translated
from wagtail_hjelp.translation.people import may_review, may_translate
from wagtail_hjelp.translation.sharing import source_version
from wagtail_hjelp.translation.status import Standing, Status, standing_of
from wagtail_hjelp.translation.versions import is_source
from wagtail_hjelp.translation.words import bring_up_to_date, said_in, segments_of, translation_of

from .sentences import SentencePair, sentence_pairs

TITLE = _("Translation")


class LanguagePageView(WagtailAdminTemplateMixin, TemplateView):
    """Seen by whoever may edit or publish the page, or edit its source."""

    template_name = "wagtail_hjelp/admin/language_page.html"
    page_title = TITLE
    header_icon = "wagtail-localize-language"
    _show_breadcrumbs = True

    @cached_property
    def version(self) -> Any:
        page: Any = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, HelpPageMixin) or is_source(page):
            raise Http404
        return page

    @cached_property
    def source(self) -> Any:
        return source_version(self.version)

    @cached_property
    def translates(self) -> bool:
        return may_translate(self.version, self.request.user)

    @cached_property
    def reviews(self) -> bool:
        return may_review(self.version, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (self.translates or self.reviews or may_translate(self.source, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        language = name_translated(self.version.locale.language_code)
        return f"{self.source.title} – {language}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        board = {"url": reverse("wagtail_hjelp:translations"), "label": gettext("Translations")}
        here = {"url": "", "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), board, here]

    # --- what is done -----------------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions = {
            "send": (self.translates, self.send),
            "approve": (self.reviews, self.approve),
            "send-back": (self.reviews, self.send_back),
            "approve-machine": (self.reviews, self.approve_machine),
            "accept": (self.reviews, self.accept),
        }
        may, act = actions.get(request.POST.get("action", ""), (False, None))
        if act is None or not may:
            raise PermissionDenied
        try:
            messages.success(request, act())
        except review.ReviewRefused as refusal:
            messages.error(request, str(refusal))
            # What was written is not lost.
            return self.get(request, *args, **kwargs)
        return redirect("wagtail_hjelp:language_page", self.version.pk)

    def send(self) -> str:
        if (translation := translation_of(self.version)) is not None:
            bring_up_to_date(translation)
        review.send_to_review(self.version, self.request.user)
        return gettext("Sent to review. The reviewers of the language are told.")

    def approve(self) -> str:
        said = self.request.POST
        review.approve(
            self.version, self.request.user, said.get("comment", ""), read=said.get("read", "")
        )
        self.version.refresh_from_db()
        if not self.version.live:
            return gettext("Approved. It is published when the source is.")
        return gettext("Approved. Residents read it now.")

    def send_back(self) -> str:
        review.send_back(self.version, self.request.user, self.request.POST.get("comment", ""))
        return gettext("Sent back, with your words to whoever sent it.")

    def approve_machine(self) -> str:
        review.approve_machine(self.version, self.request.user)
        return gettext("Approved. Readers are no longer told that a machine wrote it.")

    def accept(self) -> str:
        sentence = StringTranslation.objects.filter(
            pk=_number(self.request.POST.get("sentence")),
            context__object_id=self.version.translation_key,
            locale_id=self.version.locale_id,
            has_error=True,
        ).first()
        if sentence is None:
            raise review.ReviewRefused(gettext("That sentence has been changed meanwhile."))
        gate.accept(sentence, self.request.user)
        return gettext("The sentence is accepted as it is.")

    # --- what is shown ----------------------------------------------------------------------

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        translation = translation_of(self.version)
        if translation is not None and self.translates:
            bring_up_to_date(translation)
        pairs = sentence_pairs(translation, self.source) if translation is not None else []
        segments = segments_of(translation) if translation is not None else []
        standing = standing_of(self.version)
        place = {
            "translation_key": self.version.translation_key,
            "locale_id": self.version.locale_id,
        }
        return {
            **context,
            "version": self.version,
            "source": self.source,
            "language": name_translated(self.version.locale.language_code),
            "standing": standing,
            "status_label": standing.status.label if standing else "",
            "explanation": explanation(standing),
            "known": LanguageVersion.objects.filter(**place).select_related("translator").first(),
            "asked": TranslationRequest.objects.filter(**place)
            .select_related("assignee", "requested_by")
            .first(),
            "changes": changes(self.source, self.version),
            "pairs": pairs,
            "waiting": [pair for pair in pairs if pair.waits],
            "waiting_text": waiting_text(pairs),
            "doubted": [pair for pair in pairs if pair.doubts and not pair.waits],
            "in_review": review.review_of(self.version),
            "sent_back": review.sent_back(self.version),
            "read": review.wording(segments) if translation is not None else "",
            "comment": self.request.POST.get("comment", ""),
            "translates": self.translates,
            "reviews": self.reviews,
            "may_send": self.may_send(
                standing, pairs, said_in(segments) if translation is not None else None
            ),
            "is_machine": standing is not None and standing.status is Status.MACHINE,
            "links": list(self.links(translation)),
            "source_marks": _marks(self.source),
            "marks": _marks(self.version),
        }

    def may_send(self, standing: Standing | None, pairs: list[SentencePair], said: Any) -> bool:
        """Whether there is something to send: a whole translation that says something else than
        what was published, or a draft that was written by hand."""
        if not self.translates or self.version.alias_of_id is not None:
            return False
        if any(pair.waits for pair in pairs):
            return False
        known = LanguageVersion.objects.filter(
            translation_key=self.version.translation_key, locale=self.version.locale_id
        ).first()
        if said is not None:
            is_draft = standing is not None and standing.status is Status.IN_TRANSLATION
            return is_draft or known is None or known.made_words != said
        return bool(self.version.has_unpublished_changes)

    def links(self, translation: Any) -> Iterator[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.version.pk])
        if self.translates:
            yield {"url": edit, "text": gettext("Open in the translation editor"), "main": "yes"}
        if self.source.live and self.source.full_url:
            yield {"url": self.source.full_url, "text": gettext("See the source")}
        if translation is not None and self.translates:
            url = reverse("wagtail_localize:preview_translation", args=[translation.pk])
            yield {"url": url, "text": gettext("Preview the translation")}
        if self.version.live and self.version.full_url:
            yield {"url": self.version.full_url, "text": gettext("See what residents see")}


def explanation(standing: Standing | None) -> str:
    """Say what a status means, to somebody who sees it for the first time."""
    if standing is None:
        return ""
    return {
        Status.MISSING: gettext("Readers of this language do not find the page."),
        Status.FALLBACK: gettext("Readers see the source's words, and are told so."),
        Status.OUTDATED: gettext(
            "The source says something else now. Readers see the translation that was approved, "
            "and are told so."
        ),
        Status.IN_TRANSLATION: gettext("Readers see the source's words until it is approved."),
        Status.IN_REVIEW: gettext("Somebody has sent it to review, and it is not published yet."),
        Status.MACHINE: gettext("A machine wrote it, readers are told so, and nobody has read it."),
        Status.UP_TO_DATE: gettext("It says what the source says."),
    }[standing.status]


def waiting_text(pairs: list[SentencePair]) -> str:
    """Say how much is left to do."""
    left = sum(1 for pair in pairs if pair.waits)
    if not left:
        return gettext("All sentences are translated.") if pairs else ""
    return ngettext(
        "%(left)d of %(all)d sentences waits.", "%(left)d of %(all)d sentences wait.", left
    ) % {"left": left, "all": len(pairs)}


def _marks(page: Any) -> dict[str, str]:
    code = page.locale.language_code
    return {"lang": code, "dir": direction(code)}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


# --- beside the translation editor --------------------------------------------------------------


def language_page_buttons(page: Any, user: Any) -> Iterator[Button]:
    """Yield the way from a page in another language than the source's to what is said of it."""
    model = page.specific_class
    if model is None or not issubclass(model, HelpPageMixin) or page.alias_of_id is not None:
        return
    if not is_source(page) and (may_translate(page, user) or may_review(page, user)):
        yield Button(
            _("Changes and review"),
            reverse("wagtail_hjelp:language_page", args=[page.pk]),
            icon_name="clipboard-list",
            priority=14,
        )


def before_editing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Before wagtail-localize's editor: it has the source's sentences as they are now, says how
    the translation stands, and does not publish what is not whole."""
    page = page.specific
    is_ours = issubclass(type(page), HelpPageMixin)
    if not is_ours or page.alias_of_id is not None or is_source(page):
        return None
    translation = translation_of(page)
    if translation is None:
        return None
    bring_up_to_date(translation)
    waiting = sum(1 for one in segments_of(translation) if one.kept is None or one.kept.has_error)
    wants_to_publish = request.method == "POST" and request.POST.get("action") == "publish"
    # Others than reviewers are refused by the editor itself.
    if wants_to_publish and waiting and may_review(page, request.user):
        messages.error(request, _not_published(waiting))
        return redirect(request.path)
    if request.method == "GET":
        _say_how_it_stands(request, page)
    return None


def _name(user: Any) -> str:
    return (user.get_full_name() or str(user)) if user is not None else ""


def _not_published(waiting: int) -> str:
    return ngettext(
        "Not published: %(count)d sentence is not translated, or says other numbers than the "
        "source. Residents read what they read before.",
        "Not published: %(count)d sentences are not translated, or say other numbers than the "
        "source. Residents read what they read before.",
        waiting,
    ) % {"count": waiting}


def _say_how_it_stands(request: HttpRequest, page: Any) -> None:
    # The editor has no room for buttons of others: a message is the way on.
    standing = standing_of(page)
    if standing is None:
        return
    text = f"{standing.status.label}. {explanation(standing)}"
    if (state := review.sent_back(page)) is not None:
        text = gettext("Sent back by %(name)s: “%(comment)s”") % {
            "name": _name(state.finished_by),
            "comment": state.comment,
        }
    url = reverse("wagtail_hjelp:language_page", args=[page.pk])
    button = messages.button(url, gettext("Changes and review"))
    messages.info(request, text, buttons=[button])
