"""What the base template shows on every page: name and menu."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page, Site

from wagtail_hjelp.translation.languages import direction


def site(request: HttpRequest) -> dict[str, object]:
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": "Havnesund kommune",
        "page_lang": language,
        "page_dir": direction(language),
        # Lazy: the admin's templates run through here too and show none of it.
        "nav_items": SimpleLazyObject(lambda: _nav_items(request, language)),
        "home_url": f"/{language}/",
        "help_url": f"/{language}/hjelp/",
    }


def _nav_items(request: HttpRequest, language: str) -> list[dict[str, object]]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = (
        Page.objects.live()
        .in_menu()
        .filter(
            locale__language_code=language,
            depth=site.root_page.depth + 1,
            url_path__startswith=_home_path(site, language),
        )
        .order_by("path")
    )
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "current": request.path.startswith(page.get_url(request) or "-"),
        }
        for page in pages
    ]


def _home_path(site: Site, language: str) -> str:
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return site.root_page.url_path
