"""Which page the help section may stand under, and how a developer names it."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from wagtail_hjelp.translation.languages import name_translated

from .report import SetUpError, page_name
from .sections import front_models

# Enough to recognise one's own site by.
MOST_LISTED = 20


def find_parent(given: str) -> Page:
    """Return the page that ``--parent`` names.

    ``given`` is an id (``3``), an address (``/nb/``, ``https://kommune.no/nb/``) or, where no
    page has that address, a path of slugs below a site's root page (``om-oss/helse``; ``/`` for
    the root page itself).

    Raises :class:`SetUpError` if there is no such page, or more than one.
    """
    given = given.strip()
    if given.isdecimal():
        page = Page.objects.filter(pk=int(given)).first()
        found = [page] if page is not None else []
    else:
        found = _by_address(given) or _by_slugs(given)
    if not found:
        raise SetUpError(
            _("There is no page %(given)s. %(possible)s")
            % {"given": given, "possible": possible_parents_text()}
        )
    if len(found) > 1:
        raise SetUpError(
            _("Several pages are called %(given)s. Name one by its id:\n%(pages)s")
            % {"given": given, "pages": _listed(found)}
        )
    return found[0]


def check_parent(parent: Page) -> Site:
    """Return the site that a section below ``parent`` belongs to.

    Raises :class:`SetUpError` if the page is the root of the tree, belongs to no site, or is the
    translation of a page that the section should stand under instead. Whether the page may have
    such children is not asked here: a section that is already there needs no answer.
    """
    if parent.is_root():
        raise SetUpError(
            _("%(page)s is the root of all pages, not a page of a site. %(possible)s")
            % {"page": parent.pk, "possible": possible_parents_text()}
        )
    site = parent.get_site()
    if site is None:
        raise SetUpError(
            _(
                "%(page)s belongs to no site. Make a site whose root page is this page or one "
                "above it (Settings, Sites), or name another page. %(possible)s"
            )
            % {"page": page_name(parent), "possible": possible_parents_text()}
        )
    if _has_languages():
        _check_language(parent)
    return site


def possible_parents_text() -> str:
    """Return a sentence and a list of the pages that a section could stand under."""
    pages = _possible_parents()
    if not pages:
        return _(
            "No page at the top of a site may have a front page for help below it. Add "
            "“%(model)s” to the subpage_types of the page type that should."
        ) % {"model": front_models()[0]._meta.label}
    return _("These could be the parent:\n%(pages)s") % {"pages": _listed(pages)}


def _possible_parents() -> list[Page]:
    """Return root pages of sites, and pages right below them, that may hold a front page."""
    pages: dict[int, Page] = {}
    language = _source_or_error() if _has_languages() else None
    for root in Page.objects.filter(sites_rooted_here__isnull=False).order_by("path").distinct():
        below = root.get_children().exclude(sites_rooted_here__isnull=False)
        if language is not None:
            below = below.filter(locale=language)
        for page in [root, *below.not_type(*front_models())[:MOST_LISTED]]:
            specific = page.specific
            if any(model.can_create_at(specific) for model in front_models()):
                pages[page.pk] = specific
    return list(pages.values())[:MOST_LISTED]


def _check_language(parent: Page) -> None:
    # Where a parent exists only in another language, that is the section's own language.
    source = _source_or_error()
    if parent.locale_id == source.pk:
        return
    version = parent.get_translation_or_none(source)
    if version is not None:
        raise SetUpError(
            _(
                "%(page)s is in %(language)s. The section begins in %(source)s and comes to the "
                "other languages by itself: use --parent %(id)s, which is %(version)s."
            )
            % {
                "page": page_name(parent),
                "language": name_translated(parent.locale.language_code),
                "source": name_translated(source.language_code),
                "id": version.pk,
                "version": page_name(version),
            }
        )


def _has_languages() -> bool:
    return bool(getattr(django_settings, "WAGTAIL_I18N_ENABLED", False))


def _source_or_error() -> Locale:
    try:
        return Locale.get_default()
    except Locale.DoesNotExist:
        code = get_supported_content_language_variant(django_settings.LANGUAGE_CODE)
        raise SetUpError(
            _(
                "LANGUAGE_CODE is “%(code)s”, and Wagtail has no such locale. Add it, or change "
                "the language of the one that the pages have (Settings, Locales)."
            )
            % {"code": code}
        ) from None


def _by_address(given: str) -> list[Page]:
    wanted = given.rstrip("/")
    slug = wanted.rsplit("/", 1)[-1]
    roots = Site.objects.values_list("root_page__translation_key", flat=True)
    # An address may end in a slug, or in what the host's urls.py puts before a root page.
    candidates = Page.objects.filter(
        Q(slug=slug) | Q(translation_key__in=list(roots)), depth__gt=1
    ).order_by("path")
    return [page for page in candidates if wanted in _addresses(page)]


def _addresses(page: Page) -> set[str]:
    parts = page.get_url_parts()
    if parts is None or parts[2] is None:
        return set()
    _site_id, root_url, path = parts
    path = path.rstrip("/")
    # A root page without a prefix has the address "/", which names it by its slugs below.
    return {f"{root_url}{path}", path, path.lstrip("/")} - {""}


def _by_slugs(given: str) -> list[Page]:
    wanted = given.strip("/")
    paths = [
        f"{root.rstrip('/')}/{wanted}".rstrip("/") + "/"
        for root in Site.objects.values_list("root_page__url_path", flat=True)
    ]
    return list(Page.objects.filter(url_path__in=paths, depth__gt=1).order_by("path"))


def _listed(pages: list[Any]) -> str:
    return "\n".join(f"  --parent {page.pk}  {page_name(page)}" for page in pages)
