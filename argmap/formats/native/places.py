"""What the parts of a native file are, by where they are: a claim, an inference, a source …

claims:                                            ENTRIES of claims
  nine:                                            a CLAIM
    premises:                                      INFERENCES
      - sleep                                      an INFERENCE: here, the id of a premise
      - {premises: [sleep], warrant: health}       an INFERENCE in its long form
      - [sleep, {text: Buses are late.}]           linked: a PREMISE, and a CLAIM
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from typing import NamedTuple

from argmap.formats.native.keys import INFERENCE_KEYS, MAP_KEYS, OUTWEIGHED_BY, SAME_KEYS
from argmap.formats.shared.tree import Mapping, Node, Scalar, entries_of
from argmap.model import Claim, DecisionRecord, Inference, Source
from argmap.model.fields import names_of
from argmap.model.validation import CITATION_FIELDS


class Role(StrEnum):
    """What a part of a native file is."""

    MAP = "map"
    CLAIMS = "claims"
    CLAIM = "claim"
    ID = "id"
    SOURCES = "sources"
    SOURCE = "source"
    SIDES = "sides"
    SIDE = "side"
    EXPECTED = "expected verdicts"
    RECORD = "record"
    INFERENCES = "inferences"
    INFERENCE = "inference"
    PREMISE = "premise"
    ANSWERS = "answers"
    CITATIONS = "citations"
    OTHER = "other"


_BELOW: MappingOf[Role, MappingOf[str, Role]] = {
    Role.MAP: {
        "claims": Role.CLAIMS,
        "sources": Role.SOURCES,
        "sides": Role.SIDES,
        "expect": Role.EXPECTED,
        "record": Role.RECORD,
    },
    Role.CLAIM: {
        **dict.fromkeys(("premises", "rebuttals", "objections"), Role.INFERENCES),
        **dict.fromkeys(CITATION_FIELDS[Claim], Role.CITATIONS),
        "id": Role.ID,
        "side": Role.SIDE,
    },
    Role.INFERENCE: {
        **dict.fromkeys(("premises", "warrant"), Role.PREMISE),
        **dict.fromkeys(("undercutters", OUTWEIGHED_BY), Role.INFERENCES),
        **dict.fromkeys(CITATION_FIELDS[Inference], Role.CITATIONS),
        "questions": Role.ANSWERS,
    },
    Role.RECORD: {"chosen": Role.SIDE},
}
_EACH_BELOW = {
    Role.CLAIMS: Role.CLAIM,
    Role.SOURCES: Role.SOURCE,
    Role.INFERENCES: Role.INFERENCE,
    Role.INFERENCE: Role.PREMISE,
    Role.PREMISE: Role.PREMISE,
    Role.ANSWERS: Role.PREMISE,
    Role.CITATIONS: Role.CITATIONS,
}
_KEYS: MappingOf[Role, tuple[str, ...]] = {
    Role.MAP: MAP_KEYS,
    Role.CLAIM: ("id", *names_of(Claim), "premises", "rebuttals"),
    Role.INFERENCE: INFERENCE_KEYS,
    Role.SOURCE: names_of(Source),
    Role.RECORD: names_of(DecisionRecord),
}


def is_claim(node: Node) -> bool:
    """Return whether a part is a claim with keys of its own."""
    return isinstance(node, Mapping) and node.get("text") is not None


def keys_to(*roles: Role) -> frozenset[str]:
    """Return the keys whose values have one of some roles."""
    return frozenset(key for keys in _BELOW.values() for key in keys if keys[key] in roles)


def rank_of_key(role: Role, key: str) -> int:
    """Return the place of a key among those of a part, as they are written: nested ones last."""
    keys = _KEYS.get(role, ())
    name = SAME_KEYS.get(key, key)
    return keys.index(name) if name in keys else len(keys)


def is_known_key(role: Role, key: str) -> bool:
    """Return whether a part may have a key."""
    return role not in _KEYS or rank_of_key(role, key) < len(_KEYS[role])


def role_below(role: Role, key: Scalar | None, node: Node) -> Role:
    """Return what a node is.

    Args:
        role: what it is in.
        key: its key, if that is a mapping.
        node: the node.
    """
    if key is not None and role in _BELOW:
        found = _BELOW[role].get(key.value, Role.OTHER)
    else:
        found = _EACH_BELOW.get(role, Role.OTHER)
    # What is alone may go without the brackets of a list.
    if isinstance(node, Mapping) and found in (Role.INFERENCES, Role.INFERENCE, Role.PREMISE):
        is_inference = found is not Role.PREMISE and not is_claim(node)
        return Role.INFERENCE if is_inference else Role.CLAIM
    return found


class Place(NamedTuple):
    """A text, a list or a mapping in a native file.

    Attributes:
        role: what it is.
        around: what it is in.
        key: its key, if that is a mapping.
        node: itself.
    """

    role: Role
    around: Role
    key: Scalar | None
    node: Node

    def below(self) -> Iterator[Place]:
        """Yield its entries or items."""
        for key, node in entries_of(self.node):
            yield Place(role_below(self.role, key, node), self.role, key, node)


def places_in(root: Mapping) -> Iterator[Place]:
    """Yield all texts, lists and mappings in a native file."""
    # Parts are written in place to any depth, so that a list of those to come replaces recursion.
    pending = [Place(Role.MAP, Role.MAP, None, root)]
    while pending:
        for place in pending.pop().below():
            yield place
            pending.append(place)
