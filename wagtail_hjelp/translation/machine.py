"""Machine translation made safe: not for acute help, and no answer of a service breaks anything.

The service is whatever ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR`` names; it may be slow, fall over in
the middle or answer with anything. :class:`CarefulTranslator` stands between it and
wagtail-localize. What it says is compared with the source in :mod:`.gate` like everybody's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext, ngettext
from wagtail.models import Page
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue
from wagtail_localize.views.edit_translation import apply_machine_translation

from wagtail_hjelp.conf import settings

from .urgency import URGENT_OFFER, urgencies
from .words import segments_of

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
# Of StringTranslation.tool_name.
_NAME_LENGTH = 255


# --- acute help --------------------------------------------------------------------------


def is_refused(translation_key: UUID | str) -> bool:
    """Whether a page is acute help, or an urgent offer, on a site that has not allowed machines to
    translate such."""
    if settings.MACHINE_TRANSLATE_ACUTE:
        return False
    # What is urgent is a fact, the same in every language.
    pages = Page.objects.filter(translation_key=translation_key).values_list("pk", flat=True)
    return min(urgencies(pages).values(), default=URGENT_OFFER + 1) <= URGENT_OFFER


def hold_back(translation: StringTranslation) -> bool:
    """Mark a string that is about to be saved, and return True, if it is a machine's and stands on
    a page for which machines are refused. wagtail-localize never shows a marked string."""
    if translation.translation_type != MACHINE or translation.context is None:
        return False
    if not is_refused(translation.context.object_id):
        return False
    translation.has_error = True
    translation.field_error = gettext(
        "Acute help is not translated by machine. Write the sentence yourself."
    )
    return True


def refusal() -> str:
    """Say why a page of acute help is not translated, in the active language."""
    return gettext("Acute help is not translated by machine. Write the translation yourself.")


# --- the service -------------------------------------------------------------------------


class MachineTranslationFailed(Exception):
    """The translation service gave no answer that could be used; nothing has been changed.

    The text says so to an editor, in the active language. It has no words of any page; those of
    ``__cause__``, which is what the service's client raised, may have some.
    """


class CarefulTranslator(BaseMachineTranslator):
    """A machine translator for wagtail-localize that gives sentences, or
    :class:`MachineTranslationFailed`, within ``MACHINE_TRANSLATION_SECONDS``.

    A sentence for which the service said nothing, or nothing that can be stored, is left out:
    wagtail-localize then leaves it to be translated.
    """

    def __init__(self, service: BaseMachineTranslator) -> None:
        super().__init__(getattr(service, "options", {}))
        self._service = service
        self.display_name = str(service.display_name)[:_NAME_LENGTH]

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        try:
            return bool(self._service.can_translate(source_locale, target_locale))
        except Exception as error:
            raise self._failed() from error

    def translate(
        self, source_locale: Any, target_locale: Any, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        wanted = list(strings)

        def ask() -> dict[StringValue, Any]:
            said = self._service.translate(source_locale, target_locale, wanted)
            return {string: said.get(string) for string in wanted}

        try:
            said = _within(settings.MACHINE_TRANSLATION_SECONDS, ask)
        except TimeoutError as error:
            raise MachineTranslationFailed(
                gettext(
                    "%(service)s did not answer in time. Nothing has been changed. Try again "
                    "later, or write the translation yourself."
                )
                % {"service": self.display_name}
            ) from error
        except Exception as error:
            raise self._failed() from error
        return {string: words for string, words in said.items() if _can_be_kept(words)}

    def _failed(self) -> MachineTranslationFailed:
        return MachineTranslationFailed(
            gettext(
                "%(service)s failed. Nothing has been changed. Try again later, or write the "
                "translation yourself."
            )
            % {"service": self.display_name}
        )


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns, or raise what it raises, or TimeoutError.

    It goes on in its thread after that: nobody can stop it, nobody listens any more, and the
    process need not wait for it in order to end.
    """
    answer: Future[Any] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)
        finally:
            # If the service's client asked the database, it got connections of this thread's own.
            connections.close_all()

    Thread(target=run, name="wagtail_hjelp.machine", daemon=True).start()
    return answer.result(timeout=seconds)


def _can_be_kept(said: Any) -> bool:
    words = getattr(said, "data", None)
    # PostgreSQL stores no NUL.
    if not isinstance(words, str) or not words.strip() or "\0" in words:
        return False
    try:
        words.encode()
        StringValue.from_translated_html(words)
    except UnicodeEncodeError:
        return False
    except ValueError:
        # A tag that may not stand there: wagtail-localize marks the sentence and says which.
        return True
    except Exception:
        # Nothing that a parser gets through; wagtail-localize would fall over it at saving.
        return False
    return True


# --- one page into one language ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the sentences of a page that were untranslated: how many are translated, were
    held back by the gate, and are as untranslated as before."""

    translated: int = 0
    held_back: int = 0
    left: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.translated + other.translated,
            self.held_back + other.held_back,
            self.left + other.left,
        )


def translate_by_machine(
    translation: Translation, user: Any, translator: CarefulTranslator
) -> Outcome:
    """Have the sentences translated that nobody has translated yet; all that can be, or none.

    Raises :class:`MachineTranslationFailed`, PermissionDenied if the user may not edit the page in
    that language, and Http404 if the service does not know the languages.
    """
    waiting = {one.pk for one in segments_of(translation) if one.kept is None}
    apply_machine_translation(translation.pk, user, translator)
    made = [one.kept for one in segments_of(translation) if one.pk in waiting]
    return Outcome(
        translated=sum(one is not None and not one.has_error for one in made),
        held_back=sum(one is not None and one.has_error for one in made),
        left=sum(one is None for one in made),
    )


def summary(outcome: Outcome, service: str) -> str:
    """Say what became of the sentences, in the active language."""
    if outcome == Outcome():
        return gettext("There was nothing left to translate.")
    said = [
        ngettext(
            "%(service)s has translated %(count)d sentence.",
            "%(service)s has translated %(count)d sentences.",
            outcome.translated,
        )
        % {"service": service, "count": outcome.translated}
    ]
    if outcome.held_back:
        said.append(
            ngettext(
                "%(count)d sentence was held back: beside it stands what is wrong. It is not "
                "shown until it is mended.",
                "%(count)d sentences were held back: beside them stands what is wrong. They are "
                "not shown until they are mended.",
                outcome.held_back,
            )
            % {"count": outcome.held_back}
        )
    if outcome.left:
        said.append(
            ngettext(
                "For %(count)d sentence there was no answer: write it yourself.",
                "For %(count)d sentences there was no answer: write them yourself.",
                outcome.left,
            )
            % {"count": outcome.left}
        )
    return " ".join(said)
