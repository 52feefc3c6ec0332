"""The device at the other end: its network, for counting tries, and whether it is held in the hand; nothing more."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar import Request

    from api.accounts.answers import Device
    from api.accounts.wiring import Accounts
    from api.settings import Network

# What one subscriber commonly has: counting single addresses of it would count nothing.
PREFIX = {4: 32, 6: 56}
UNKNOWN = "unknown"


def network_of(accounts: Accounts, request: Request[Any, Any, Any]) -> bytes:
    """The client's network as a keyed hash: an IPv4 address, or the first 56 bits of an IPv6 one."""
    return accounts.keyed("network", network(_peer(request), _forwarded(request), accounts.settings.proxy_networks))


def network(peer: str, forwarded: tuple[str, ...], ours: Iterable[Network]) -> str:
    """The network behind a chain of hops, the nearest last: the first hop from our side that is not a proxy of ours."""
    proxies = tuple(ours)
    for hop in (peer, *reversed(forwarded)):
        address = _address(hop)
        if address is None:
            return UNKNOWN
        if not any(address in one for one in proxies):
            return str(ipaddress.ip_network(f"{address}/{PREFIX[address.version]}", strict=False))
    return UNKNOWN


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _peer(request: Request[Any, Any, Any]) -> str:
    return request.client.host if request.client else ""


def _forwarded(request: Request[Any, Any, Any]) -> tuple[str, ...]:
    said = ",".join(request.headers.getall("x-forwarded-for", []))
    return tuple(hop for hop in said.split(",") if hop.strip())


def device_of(request: Request[Any, Any, Any]) -> Device:
    """Telephone or tablet, or computer, as far as the browser says (RFC 9110 section 10.1.5); no more is kept."""
    hint = request.headers.get("sec-ch-ua-mobile")
    agent = request.headers.get("user-agent", "")
    held = hint == "?1" or any(word in agent for word in ("Mobi", "Android", "iPad", "Tablet"))
    return "hand_held" if held else "computer"
