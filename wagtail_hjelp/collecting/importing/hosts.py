"""Where a feed may be fetched from: which hosts, and which machines.

An address that somebody has typed makes our server ask another one, and our server stands inside:
beside databases and printers that trust whoever asks from there. So a host is fetched from only if
whoever runs the site has named it (``IMPORT_HOSTS``), and a machine only if it stands on the open
internet, whatever its name says.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from django.utils.translation import gettext

from wagtail_hjelp.conf import HOST_NAME, settings

LONGEST = 500
# Of IPv6, what is given out for the open internet.
_GLOBAL = ipaddress.IPv6Network("2000::/3")
# IPv4 behind a gateway of the network that we stand in.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What has a meaning in a path or a query; the rest is written as bytes.
_AS_IT_IS = "/%:@!$&'()*+,;=~?"


class NotFetched(Exception):
    """A feed that was not fetched; its text says why and what to do, to an editor."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked: ``host`` in ASCII, ``target`` the path and the query."""

    host: str
    target: str

    def __str__(self) -> str:
        return f"https://{self.host}{self.target}"


def read_address(text: str) -> Address:
    """Return an address if it is one of a host that may be fetched from, else say why it is not.

    What programs call ``webcal://`` is ``https://``. Raises :class:`NotFetched`.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise NotFetched(gettext("The address is too long."))
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotFetched(gettext("This is not an address of the web.")) from None
    if parts.scheme not in ("https", "webcal"):
        raise NotFetched(gettext("The address must begin with https:// or webcal://."))
    if parts.username is not None or parts.password is not None:
        raise NotFetched(gettext("The address must not have a user name or a password in it."))
    if port not in (None, 443):
        raise NotFetched(gettext("The address must not have a port number in it."))
    host = _in_ascii(host)
    if not may_fetch_from(host):
        text = gettext(
            "Nothing may be fetched from “%(host)s”. Whoever runs the site has to allow it "
            "first (the setting IMPORT_HOSTS)."
        )
        raise NotFetched(text % {"host": host})
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    # A path that begins with two slashes would be read as a host.
    return Address(host, "/" + quote(target.lstrip("/"), safe=_AS_IT_IS))


def _in_ascii(host: str) -> str:
    try:
        found = host.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        found = ""
    if not HOST_NAME.fullmatch(found):
        raise NotFetched(gettext("This is not an address of the web."))
    return found


def may_fetch_from(host: str) -> bool:
    """Whether the site's settings name a host, or with ``".example.org"`` one above it."""
    return any(
        host.endswith(allowed.lower()) if allowed.startswith(".") else host == allowed.lower()
        for allowed in settings.IMPORT_HOSTS
    )


def check_machines(found: Iterable[str], host: str) -> list[str]:
    """Return the numbers of the machines that a name leads to, if each is on the open internet.

    One that is not, and none is asked: whoever answers for the name is not to be believed. Raises
    :class:`NotFetched`.
    """
    numbers = list(dict.fromkeys(found))
    if not numbers:
        raise NotFetched(
            gettext("There is no “%(host)s”. Look for a slip in the address.") % {"host": host}
        )
    if not all(is_open(number) for number in numbers):
        text = gettext("“%(host)s” leads to a machine that is not on the open internet.")
        raise NotFetched(text % {"host": host})
    return numbers


def is_open(number: str) -> bool:
    """Whether an IP address is one of the open internet, and hides no other in it."""
    try:
        found = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not (
            found.is_multicast or found.is_reserved or found.is_unspecified
        )
    if found in _NAT64:
        return is_open(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    # 6to4 and Teredo carry an IPv4 address, which may be anybody's.
    hides = found.ipv4_mapped or found.sixtofour or found.teredo or found.scope_id
    return found in _GLOBAL and found.is_global and not found.is_multicast and not hides
