"""Texts that are lists of ids, for the rule that reports them and for those
that leave them to it.
"""

from __future__ import annotations

import re
from collections.abc import Container

_BETWEEN = re.compile(r"\s*[,;+&]\s*|\s+and\s+|\s+")


def parse_ids(text: str, known: Container[str]) -> list[str]:
    """Return the known ids that a text is a list of; none where it says anything else, or is one id
    alone.
    """
    text = text.strip()
    first, *_ = _BETWEEN.split(text, maxsplit=1)
    if first not in known:
        return []  # nearly every text, and told at once
    ids = _BETWEEN.split(text)
    if len(ids) < 2 or not all(id in known for id in ids):
        return []
    return ids
