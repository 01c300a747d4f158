"""Who counts as one caller, where nothing but an internet address is known."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address


def home_of(address: str | None) -> str:
    """The line behind an address: IPv4 as it is, IPv6 by its /64, which one home has to itself.

    What is no address, such as that of a local socket, stays as it is.
    """
    return _block(address, 32, 64)


def network_of(address: str | None) -> str:
    """The network around an address, of which nobody gets many cheaply: IPv4 /24, IPv6 /48."""
    return _block(address, 24, 48)


def _block(address: str | None, bits4: int, bits6: int) -> str:
    try:
        read = _plain(ipaddress.ip_address((address or "").partition("%")[0]))
    except ValueError:
        return address or ""
    bits = bits4 if isinstance(read, IPv4Address) else bits6
    return str(ipaddress.ip_network((read, bits), strict=False))


def _plain(read: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """IPv4 as IPv6 writes it (RFC 4291 §2.5.5.2) is IPv4."""
    return read.ipv4_mapped or read if isinstance(read, IPv6Address) else read
