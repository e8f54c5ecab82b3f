"""Who sends a form, as far as it is known, and how much they may send."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from wagtail.models import Site

from wagtail_hjelp.conf import settings

from .limits import spend

_HOUR = timedelta(hours=1)
# A household has so much of an IPv6 address to itself, and may take another in it at will.
_HOUSEHOLD = 64

logger = logging.getLogger(__name__)


def address_of(request: HttpRequest) -> str:
    """Return the IP address that a request comes from; "" if it is not known.

    ``X-Forwarded-For`` is what anybody likes to write, but for its last entries, which the site's
    own proxies have added: as many as ``TRUSTED_PROXIES`` says.
    """
    own = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and (told := request.META.get("HTTP_X_FORWARDED_FOR")):
        stops = told.split(",")
        # With fewer, the request has come past the proxies.
        if len(stops) >= proxies:
            return _plain(stops[-proxies])
    return _plain(own)


def allowed(request: HttpRequest, scope: str) -> bool:
    """Count a form that is sent, and say whether it may be: by its sender, and by all of a site.

    To be asked once, when all else about the form is right and before anything is stored or mailed.
    ``scope`` is the kind of form: each has limits by itself.
    """
    address = address_of(request)
    # One that is not known is everybody's: then only the limit of the site holds.
    if address and not spend(
        f"{scope}.address",
        _household(address),
        most=settings.FORMS_PER_ADDRESS_PER_HOUR,
        within=_HOUR,
    ):
        if not settings.TRUSTED_PROXIES and "HTTP_X_FORWARDED_FOR" in request.META:
            logger.warning(
                "A form was refused: too many from one address, which is that of a proxy. Set "
                "TRUSTED_PROXIES in WAGTAIL_HJELP, or all visitors share one limit."
            )
        return False
    site = Site.find_for_request(request)
    return spend(
        f"{scope}.site",
        str(site.pk) if site is not None else "",
        most=settings.FORMS_PER_SITE_PER_HOUR,
        within=_HOUR,
    )


def too_many() -> str:
    """Return what is said when a form is not :func:`allowed`."""
    return gettext(
        "We have had many messages in the last hour, and cannot take this one right now. What you "
        "have written is still here. Wait a while, and send it again."
    )


def too_large(request: HttpRequest) -> bool:
    """Whether a request says that it is larger than any of our forms. Nothing of it is read."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return False
    return bool(size > settings.FORM_MAX_BYTES)


def limit_size(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view: a request that is :func:`too_large` is answered with 413 and not read.

    Django's check of the form's token reads the request before any view. To come before that::

        csrf_exempt(limit_size(csrf_protect(view)))
    """

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if too_large(request):
            return HttpResponse(
                gettext("This is more than the form can take. Shorten it, and send it again."),
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        return view(request, *args, **kwargs)

    return limited


def _plain(text: str) -> str:
    """Return an address without a port, brackets or zone; "" if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    found = _read(text.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(found) if found is not None else ""


def _household(address: str) -> str:
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, _HOUSEHOLD), strict=False))
    return address


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
