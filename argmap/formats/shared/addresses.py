"""Web addresses: which of them a source may have, and what is left of one without its scheme."""

from __future__ import annotations

import re

SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
"""The addresses that a source may have."""
_DOI = r"(?i)(?<![\w/.])(?:doi(?::\s?|\s)|doi\.org/)(?=10\.\d{4})"
_OF_DOI = r"(?i)https?://(?:dx\.|www\.)?doi\.org/"
_SCHEME = r"(?i)(https?://(www\.)?|mailto:)"


def write_out_dois(text: str) -> str:
    """Return a text with web addresses in place of DOIs: `doi:10.1000/182` → `https://doi.org/…`."""
    return re.sub(_DOI, "https://doi.org/", text) if "10." in text else text


def page_of(address: str) -> str:
    """Return an address as it is compared with others: all spellings of a DOI are one."""
    if not re.match(_OF_DOI, address):
        return address
    return re.sub(_OF_DOI, "https://doi.org/", address).lower()


def without_scheme(address: str) -> str:
    """Return an address as people say it: `https://www.who.int/sleep` → `who.int/sleep`."""
    scheme = re.match(_SCHEME, address)
    return address[scheme.end() :] if scheme else address
