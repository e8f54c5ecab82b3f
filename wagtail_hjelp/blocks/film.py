"""Film: a picture and a title; nothing is asked of who shows it before the reader asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_hjelp.vocabularies import Answer, ServiceLanguage

from .base import FactURLBlock, PublicBlock, VocabularyBlock, VocabularySetBlock
from .choosers import FactImageChooserBlock

YOUTUBE = "YouTube"
VIMEO = "Vimeo"

_PROVIDERS = {
    "youtube.com": YOUTUBE,
    "www.youtube.com": YOUTUBE,
    "m.youtube.com": YOUTUBE,
    "youtu.be": YOUTUBE,
    "vimeo.com": VIMEO,
    "www.vimeo.com": VIMEO,
}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:shorts|live)/([^/]+)/?")
# What is not listed has a link that its owner made, with a second part.
_VIMEO_PATH = re.compile(r"/([0-9]{1,12})(?:/([0-9a-f]{6,40}))?/?")


@dataclass(frozen=True, slots=True)
class FilmAddress:
    """Where a film is shown.

    ``provider`` is a name that people know, or else the host. ``url`` is the film's page there; for
    YouTube and Vimeo it is made anew out of the film's id, without what tells who shared it.
    ``embed_url`` is what may be shown within our page: of those two, and empty for all others.
    """

    provider: str
    url: str
    embed_url: str = ""


def film_address(url: str) -> FilmAddress | None:
    """Return where an address leads, or None if it is no address of a web page."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not host:
        return None
    provider = _PROVIDERS.get(host, "")
    if provider == YOUTUBE and port is None and (found := _youtube(host, parts)):
        return found
    if provider == VIMEO and port is None and (found := _vimeo(parts)):
        return found
    return FilmAddress(provider or host.removeprefix("www."), url)


def names_no_film(url: str) -> bool:
    """Whether an address is YouTube's or Vimeo's, and not that of one film."""
    found = film_address(url)
    return found is not None and found.provider in (YOUTUBE, VIMEO) and not found.embed_url


def _youtube(host: str, parts: SplitResult) -> FilmAddress | None:
    """``youtu.be/ID``; on YouTube's other hosts ``/watch?v=ID``, ``/shorts/ID``, ``/live/ID``."""
    if host == "youtu.be":
        ids = [parts.path.removeprefix("/").removesuffix("/")]
    elif parts.path == "/watch":
        ids = parse_qs(parts.query).get("v", [])
    else:
        ids = _YOUTUBE_PATH.findall(parts.path) if _YOUTUBE_PATH.fullmatch(parts.path) else []
    if len(ids) != 1 or not _YOUTUBE_ID.fullmatch(ids[0]):
        return None
    return FilmAddress(
        YOUTUBE,
        f"https://www.youtube.com/watch?v={ids[0]}",
        f"https://www.youtube-nocookie.com/embed/{ids[0]}?autoplay=1",
    )


def _vimeo(parts: SplitResult) -> FilmAddress | None:
    """``/ID``, or ``/ID/HASH`` for a film that is shown only to those who have the link."""
    found = _VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    number, unlisted = found.groups()
    return FilmAddress(
        VIMEO,
        f"https://vimeo.com/{number}" + (f"/{unlisted}" if unlisted else ""),
        f"https://player.vimeo.com/video/{number}?"
        + (f"h={unlisted}&" if unlisted else "")
        + "dnt=1&autoplay=1",
    )


class FilmURLBlock(FactURLBlock):
    """The address of one film: at YouTube or Vimeo, or of any other page on the web."""

    def clean(self, value: Any) -> str:
        url: str = super().clean(value)
        if not url:
            return url
        if urlsplit(url).scheme != "https":
            raise ValidationError(_("The address must begin with https://"), code="not_https")
        if names_no_film(url):
            text = _(
                "This is not the address of one film. Open the film, press “Share”, and copy the"
                " address."
            )
            raise ValidationError(text, code="no_film")
        return url


def _example() -> dict[str, Any]:
    # Rich text takes nothing lazy.
    said = _("A woman picks up the telephone and says: “You have come to the right place.”")
    return {
        "heading": _("See how it is"),
        "title": _("What happens when you call the crisis centre"),
        "url": "https://vimeo.com/0",
        "captions": Answer.YES,
        "transcript": f"<p>{said}</p>",
        "minutes": 3,
        "languages": [ServiceLanguage.NB, ServiceLanguage.NSL],
    }


class FilmBlock(PublicBlock):
    """A film that is shown elsewhere: a picture of ours, and the film when somebody asks for it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    title = blocks.CharBlock(
        label=_("What the film is about"),
        max_length=120,
        help_text=_("Stands on the button: “What happens when you call the crisis centre”."),
    )
    url = FilmURLBlock(
        label=_("Address of the film"),
        help_text=_(
            "At YouTube or Vimeo the film is shown on this page, once somebody presses the button."
            " Anything else becomes a link."
        ),
    )
    poster = FactImageChooserBlock(
        label=_("Picture"),
        help_text=_(
            "Shown until the film is started. It is kept here, so that nobody is asked for it."
        ),
    )
    captions = VocabularyBlock(
        Answer,
        default=Answer.UNKNOWN,
        label=_("Does the film have captions?"),
        help_text=_("Written by people. Captions made by a machine do not count."),
    )
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "ol", "ul", "link"],
        label=_("What is said and shown"),
        help_text=_("The film as text, folded below it. It is translated as all other text is."),
    )
    minutes = blocks.IntegerBlock(
        required=False, min_value=1, max_value=600, label=_("Length in minutes")
    )
    languages = VocabularySetBlock(
        ServiceLanguage, required=False, label=_("Languages spoken or signed in it")
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return result
        if result["captions"] != Answer.YES and not _has_words(result["transcript"]):
            text = _(
                "Write what is said and shown, if the film has no captions. Some cannot hear it,"
                " some have no sound on, and some read only their own language."
            )
            raise blocks.StructBlockValidationError(
                block_errors={"transcript": ValidationError(text)}
            )
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        chosen = value["languages"] or ()
        context.update(
            title=value["title"],
            film=film_address(value["url"] or ""),
            poster=value["poster"],
            captions=value["captions"],
            transcript=value["transcript"] if _has_words(value["transcript"]) else "",
            minutes=value["minutes"],
            languages=[str(label) for code, label in ServiceLanguage.choices if code in chosen],
        )
        return context

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film with its text. Nobody is asked for it before it is started.")
        template = "wagtail_hjelp/blocks/film.html"
        preview_value = staticmethod(_example)
        label_format = "{title}"


def _has_words(text: Any) -> bool:
    """Whether there is more in a rich text than the empty paragraph that an editor leaves."""
    return bool(strip_tags(text.source if text else "").replace("\N{NO-BREAK SPACE}", " ").strip())
