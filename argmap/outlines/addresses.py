"""Web addresses, as every reader of documents and pages understands them."""

from __future__ import annotations

from urllib.parse import quote

_SIGNS = "%/:=&?~#+!$,;'@()*"
"""What may stand in an address as it is (RFC 3986), besides letters, digits and `-._~`."""


def plain_address(address: str) -> str:
    """Return an address in which everything but plain letters, digits and the signs of addresses is
    encoded.
    """
    return quote(address, safe=_SIGNS, errors="replace")
