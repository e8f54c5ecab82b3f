"""The services of a site: the package's, corrected, hidden and ordered as it likes, and its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.models import Site

from .loader import shipped
from .service import Service

if TYPE_CHECKING:
    from wagtail_hjelp.models import Helpline

# Between two rows of the list.
STEP = 10


def services_of(site: Site | None) -> dict[str, Service]:
    """Return the services of a site by code, in its order: three queries, for any number.

    A service that has no row yet, as after an upgrade, stands behind the one that it follows in the
    package. The numbers of the ladder (113, 112, 110, 116 117) are there whatever a row says.
    Without a site, nothing is hidden, and what one site alone has is left out.
    """
    found = {}
    for row in in_order(_rows()):
        service = row.as_service()
        if service is not None and _is_shown(row, service, site):
            found[service.code] = service
    return found


def all_services() -> dict[str, Service]:
    """Return the services of all sites by code, what one of them hides among them."""
    services = (row.as_service() for row in in_order(_rows()))
    return {service.code: service for service in services if service is not None}


def in_order(rows: Iterable[Helpline]) -> list[Helpline]:
    """Return rows as the list has them, with an unsaved one for each service that has none."""
    from wagtail_hjelp.models import Helpline

    ordered = list(rows)
    there = {row.code for row in ordered}
    before = None
    for code in shipped():
        if code not in there:
            behind = (place for place, row in enumerate(ordered, start=1) if row.code == before)
            ordered.insert(next(behind, 0) if before else 0, Helpline(code=code))
        before = code
    return ordered


def make_rows(using: str = "default") -> int:
    """Give each of the package's services a row, for the list in the admin; return how many.

    A new one gets its place (see :func:`services_of`); the others stay in their order.
    """
    from wagtail_hjelp.models import Helpline

    ordered = in_order(Helpline.objects.using(using))
    new = [row for row in ordered if row.pk is None]
    if new:
        old = [row for row in ordered if row.pk is not None]
        for number, row in enumerate(ordered, start=1):
            row.sort_order = number * STEP
        Helpline.objects.using(using).bulk_create(new)
        Helpline.objects.using(using).bulk_update(old, ["sort_order"])
    return len(new)


def choices() -> list[tuple[str, str]]:
    """Return all helplines for an editor to pick from, by code, with what would keep one away.

    Also what one site alone has, what is hidden, and what the package has dropped: a page that
    names it can still be edited.
    """
    found = []
    for row in in_order(_rows().select_related("site")):
        service = row.as_service()
        code = service.code if service else str(row.code)
        found.append((code, " – ".join(filter(None, (str(row), _reservation(row, service))))))
    return found


def site_name(site: Site) -> str:
    """Return what editors call a site."""
    return site.site_name or site.hostname


def hidden_on(row: Helpline) -> list[Site]:
    """Return the sites that a row is hidden on; none for a number of the ladder."""
    service = row.shipped
    if row.pk is None or (service is not None and service.is_essential):
        return []
    return list(row.hidden_on.all())


def _rows() -> QuerySet[Helpline]:
    from wagtail_hjelp.models import Helpline

    return Helpline.objects.prefetch_related("descriptions", "hidden_on")


def _is_shown(row: Helpline, service: Service, site: Site | None) -> bool:
    if service.own and row.site_id is not None and (site is None or row.site_id != site.pk):
        return False
    return site is None or site not in hidden_on(row)


def _reservation(row: Helpline, service: Service | None) -> str:
    if service is None:
        return gettext("no longer in the package")
    if row.site is not None:
        return gettext("only on %(sites)s") % {"sites": site_name(row.site)}
    if names := ", ".join(site_name(site) for site in hidden_on(row)):
        return gettext("hidden on %(sites)s") % {"sites": names}
    return ""
