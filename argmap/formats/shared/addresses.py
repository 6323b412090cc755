"""Web addresses: which of them a source may have, and what is left of one without its scheme."""

from __future__ import annotations

import re

SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
"""The addresses that a source may have."""
_SCHEME = r"(?i)(https?://(www\.)?|mailto:)"


def without_scheme(address: str) -> str:
    """Return an address as people say it: `https://www.who.int/sleep` → `who.int/sleep`."""
    scheme = re.match(_SCHEME, address)
    return address[scheme.end() :] if scheme else address
