"""The two places where an editor starts machine translation.

They stand at the addresses of wagtail-localize's own views, before them, and do the same; but
acute help is refused, and a service that fails gives a message and no error page.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from wagtail_hjelp.translation.languages import name_translated
from wagtail_hjelp.translation.machine import (
    CarefulTranslator,
    MachineTranslationFailed,
    Outcome,
    is_refused,
    refusal,
    summary,
    translate_by_machine,
)

_BOX = "use_machine_translation"

logger = logging.getLogger(__name__)


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Translate the sentences of a page that nobody has translated: the editor's button."""
    translator = _translator()
    translation = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id
    )
    # First: whoever may not edit the page is not told what it is about.
    _check_may_edit(request.user, translation)
    if is_refused(translation.source.object_id):
        messages.error(request, refusal())
    else:
        try:
            outcome = translate_by_machine(translation, request.user, translator)
        except MachineTranslationFailed as error:
            _tell_failure(request, error)
        else:
            _tell(request, outcome, translator)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


class UpdateTranslations(UpdateTranslationsView):
    """Bring the translations of a page up to date, by machine if the box is ticked."""

    def get_form(self) -> Any:
        form = super().get_form()
        if _BOX in form.fields and self._is_refused():
            del form.fields[_BOX]
            form.fields["publish_translations"].help_text = gettext(
                "Where no sentence waits to be translated. Acute help is not translated by machine."
            )
        return form

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # From a form that was opened before the page became acute help.
        if _BOX in request.POST and self._is_refused():
            messages.error(request, refusal())
            return self.render_to_response(self.get_context_data(**kwargs))
        try:
            return super().post(request, **kwargs)
        except MachineTranslationFailed as error:
            _tell_failure(request, error)
            self.object.refresh_from_db()
            return self.render_to_response(self.get_context_data(**kwargs))

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        if not form.cleaned_data.pop(_BOX, False):
            return super().form_valid(form)
        translator = _translator()
        # Before wagtail-localize publishes; it then does the same again, which changes nothing.
        self.object.update_from_db()
        outcome = Outcome()
        unknown = []
        for translation in self.object.translations.filter(enabled=True).select_related(
            "source", "target_locale"
        ):
            if translator.can_translate(translation.source.locale, translation.target_locale):
                outcome += translate_by_machine(translation, self.request.user, translator)
            else:
                unknown.append(translation.target_locale.language_code)
        response = super().form_valid(form)
        _tell(self.request, outcome, translator, unknown)
        return response

    def _is_refused(self) -> bool:
        return is_refused(self.object.object_id)


def _translator() -> CarefulTranslator:
    found = edit_translation.get_machine_translator()
    if found is None:
        raise Http404
    return CarefulTranslator(found)


def _check_may_edit(user: Any, translation: Translation) -> None:
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not edit_translation.user_can_edit_instance(user, target):
        raise PermissionDenied


def _tell(
    request: HttpRequest,
    outcome: Outcome,
    translator: CarefulTranslator,
    unknown: list[str] | None = None,
) -> None:
    said = [summary(outcome, translator.display_name)]
    if unknown:
        said.append(
            gettext("%(service)s does not know: %(languages)s.")
            % {
                "service": translator.display_name,
                "languages": ", ".join(name_translated(code) for code in unknown),
            }
        )
    is_whole = outcome.translated and not (outcome.held_back or outcome.left or unknown)
    (messages.success if is_whole else messages.warning)(request, " ".join(said))


def _tell_failure(request: HttpRequest, error: MachineTranslationFailed) -> None:
    # Not what the service's client says: it may quote the page.
    logger.warning(
        "Machine translation failed at %s: %s", request.path, type(error.__cause__).__name__
    )
    messages.error(request, str(error))
