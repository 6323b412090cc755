"""Where the boxes of a picture lead: to the page of whoever shows it, or to
what documents a claim.
"""

from __future__ import annotations

import re

from argmap.model import ArgumentMap, Claim
from argmap.model.errors import ArgmapError

_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?!//)[\w.~/-]*(\?[\w.~/=&%-]*)?")


def links_of(map: ArgumentMap, base: str) -> dict[str, str]:
    """Return the address that the box of a claim leads to, by the claim's id.

    Args:
        map: the map.
        base: what an id is put behind, after `#`; without it, a claim leads to its evidence on the
            web, if any.

    Raises:
        ArgmapError: the base is neither a web address nor a path, or has a `#`.
    """
    if base:
        if not (_WEB.fullmatch(base) or _RELATIVE.fullmatch(base)):
            raise ArgmapError(
                f"`{base}` cannot be linked to: an address begins with https:// or http://, or is a"
                " path"
            )
        if "#" in base:
            raise ArgmapError(f"`{base}` has a `#` already: the id of each claim goes behind one")
        return {id: f"{base}#{id}" for id in map.claims}
    links: dict[str, str] = {}
    for claim in map.claims.values():
        address = _evidence_address(map, claim)
        if address:
            links[claim.id] = address
    return links


def _evidence_address(map: ArgumentMap, claim: Claim) -> str:
    for citation in claim.evidence:
        source = map.sources.get(citation.source)
        if source is not None and _WEB.fullmatch(source.url):
            return source.url
    return ""
