"""The help section: the front page and what stands below it, in every language of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, Site

from wagtail_hjelp.acute.finding import acute_models
from wagtail_hjelp.directory import places
from wagtail_hjelp.directory.page_models import (
    get_activity_model,
    get_offer_model,
    get_organisation_model,
)
from wagtail_hjelp.models import (
    ActivityIndexMixin,
    AcuteHelpPage,
    HelpFrontMixin,
    HelpFrontPage,
    OrganisationIndexMixin,
)
from wagtail_hjelp.translation.languages import name_translated

from .report import Report, SetUpError, page_name, text_in

FRONT_TITLE = gettext_lazy("Help when you need it")


@dataclass(slots=True)
class Section:
    """The pages of one site's help section, in the source language.

    ``roots`` says by language code, the source's first, which pages permissions are given on: the
    front page in that language, and each of the others too if an editor has moved it out from below
    the front page. A language that the section is not in is missing.
    """

    site: Site
    source: Locale
    front: Any
    index: Any
    acute: Any
    calendar: Any
    organisations: Any
    roots: dict[str, list[Page]] = field(default_factory=dict)

    @property
    def parts(self) -> list[Any]:
        """The pages below the front page."""
        return [getattr(self, part.name) for part in PARTS]


@dataclass(frozen=True, slots=True)
class _Part:
    """A page below the front page: its name in the section, and what it is when it is made."""

    name: str
    models: Callable[[], list[Any]]
    title: Any
    slug: str


def front_models() -> list[Any]:
    """Return the front page types there are, ours first."""
    found = [model for model in apps.get_models() if issubclass(model, HelpFrontMixin)]
    return sorted(found, key=lambda model: model is not HelpFrontPage)


def index_models() -> list[Any]:
    """Return the directory types below which the host's offers may stand.

    Raises :class:`SetUpError` if ``WAGTAIL_HJELP["OFFER_MODEL"]`` names no installed model.
    """
    _check("OFFER_MODEL", get_offer_model)
    return [model for model in places.index_models() if not model._meta.abstract]


def calendar_models() -> list[Any]:
    """Return the types of calendars below which the host's activities may stand."""
    _check("ACTIVITY_MODEL", get_activity_model)
    return _parents(get_activity_model(), ActivityIndexMixin)


def organisation_index_models() -> list[Any]:
    """Return the types of overviews below which the host's organisations may stand."""
    _check("ORGANISATION_MODEL", get_organisation_model)
    return _parents(get_organisation_model(), OrganisationIndexMixin)


def _sorted_acute_models() -> list[Any]:
    return sorted(acute_models(), key=lambda model: model is not AcuteHelpPage)


def _parents(model: Any, mixin: type) -> list[Any]:
    return [found for found in model.allowed_parent_page_models() if issubclass(found, mixin)]


def _check(option: str, get_model: Callable[[], Any]) -> None:
    try:
        get_model()
    except LookupError as error:
        raise SetUpError(
            _("WAGTAIL_HJELP['%(option)s'] names no installed page type: %(error)s")
            % {"option": option, "error": error}
        ) from error


# In the order in which they stand in the tree. Norwegian slugs: they are the same in all languages.
PARTS = (
    _Part("index", index_models, gettext_lazy("Help offers"), "tilbud"),
    _Part("acute", _sorted_acute_models, gettext_lazy("Acute help"), "akutt"),
    _Part("calendar", calendar_models, gettext_lazy("What happens"), "hva-skjer"),
    _Part(
        "organisations", organisation_index_models, gettext_lazy("Organisations"), "organisasjoner"
    ),
)


def make_section(parent: Page, site: Site, slug: str, report: Report) -> Section:
    """Find or make the section of ``site``, below ``parent`` if it has to be made.

    Raises :class:`SetUpError` if a page type or a slug stands in the way.
    """
    # A page in hand may be older than the tree, and treebeard counts children in it.
    parent = Page.objects.get(pk=parent.pk).specific
    source = parent.locale
    front = _find(front_models(), site, source, near=parent)
    if front is not None:
        report.unchanged(_described(front))
    else:
        front = _create(front_models(), parent, FRONT_TITLE, slug, report, show_in_menus=True)
    made = {}
    for part in PARTS:
        found = _find(part.models(), site, source, near=front)
        if found is not None:
            report.unchanged(_described(found))
        else:
            # Read again: the page before it has changed the tree.
            front = type(front).objects.get(pk=front.pk)
            found = _create(part.models(), front, part.title, part.slug, report)
        made[part.name] = found
    section = Section(site, source, front, **made)
    section.roots[source.language_code] = _roots(front, section.parts)
    if getattr(django_settings, "WAGTAIL_I18N_ENABLED", False):
        _into_other_languages(section, report)
    return section


def _find(models: list[Any], site: Site, locale: Locale, near: Page) -> Any:
    # By kind and site alone: titles, slugs and places are the editors' to change. A site may lie
    # inside another's tree, so each page is asked which of them it belongs to.
    in_site = [
        page
        for page in Page.objects.type(*models).filter(locale=locale).order_by("path")
        if page.get_site() == site
    ]
    found = next(
        (page for page in in_site if page.path.startswith(near.path)), next(iter(in_site), None)
    )
    return found.specific if found is not None else None


def _create(
    models: list[Any], parent: Any, title: Any, slug: str, report: Report, **fields: Any
) -> Any:
    model = next((model for model in models if model.can_create_at(parent)), None)
    if model is None:
        raise SetUpError(
            _(
                "%(page)s cannot have a %(kind)s below it. Add “%(model)s” to the subpage_types "
                "of %(parent_type)s, or name another parent."
            )
            % {
                "page": page_name(parent),
                "kind": models[0]._meta.verbose_name,
                "model": models[0]._meta.label,
                "parent_type": type(parent)._meta.label,
            }
        )
    taken = parent.get_children().filter(slug=slug).first()
    if taken is not None:
        raise SetUpError(
            _(
                "%(page)s has the slug “%(slug)s” already. Choose another with --slug, or change "
                "that page's."
            )
            % {"page": page_name(taken), "slug": slug}
        )
    page = model(
        title=text_in(parent.locale.language_code, title), slug=slug, locale=parent.locale, **fields
    )
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise SetUpError(
            _("The %(kind)s cannot be made: %(error)s")
            % {"kind": model._meta.verbose_name, "error": " ".join(error.messages)}
        ) from error
    page.save_revision().publish()
    page = model.objects.get(pk=page.pk)
    report.new_pages.add(page.translation_key)
    report.created(_described(page))
    return page


def _into_other_languages(section: Section, report: Report) -> None:
    languages = get_content_languages()
    # A locale may outlive its language in the settings.
    locales = (
        Locale.objects.filter(language_code__in=languages)
        .exclude(pk=section.source.pk)
        .order_by("language_code")
    )
    present = {section.source.language_code, *(locale.language_code for locale in locales)}
    for code in sorted(set(languages) - present):
        report.left(
            _(
                "%(language)s has no locale yet. Add it (Settings, Locales) and run hjelp_setup "
                "again."
            )
            % {"language": name_translated(code)}
        )
    for locale in locales:
        front = _version(section.front, locale, report)
        if front is not None:
            parts = [_version(part, locale, report) for part in section.parts]
            section.roots[locale.language_code] = _roots(front, parts)


def _version(page: Any, locale: Locale, report: Report) -> Any:
    """Return the page in a language, made as an alias if need be; None if it has no place there."""
    found = page.get_translation_or_none(locale)
    if found is not None:
        # A new page gets its aliases with itself.
        is_new = page.translation_key in report.new_pages
        (report.created if is_new else report.unchanged)(_described(found, locale))
        return found
    # Read again: making the front page's alias has changed the tree.
    page = type(page).objects.get(pk=page.pk)
    parent = page.get_parent().specific
    if parent.get_translation_or_none(locale) is None:
        report.left(
            _(
                "%(language)s: %(page)s has no version in this language. Translate it, or "
                "synchronise the language (Settings, Locales), and run hjelp_setup again."
            )
            % {"language": name_translated(locale.language_code), "page": page_name(parent)}
        )
        return None
    made = page.copy_for_translation(locale, copy_parents=False, alias=True)
    report.created(_described(made, locale))
    return made


def _roots(front: Any, parts: list[Any]) -> list[Page]:
    """Return the front page, and the parts that stand elsewhere."""
    outside = [part for part in parts if part is not None and not part.path.startswith(front.path)]
    return [front, *outside]


def _described(page: Any, locale: Locale | None = None) -> str:
    kind = page.specific_class._meta.verbose_name
    if locale is None:
        return f"{kind} {page_name(page)}"
    return f"{kind} {page_name(page)}, {name_translated(locale.language_code)}"
