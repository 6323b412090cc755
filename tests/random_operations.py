"""Operations on a map, chosen at random among those that may make sense."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from argmap import ArgumentMap, Kind
from argmap.editing import ROLES
from argmap.model import CLAIM_TYPES

_OPENINGS = ("Few people", "Most trains", "Some birds", "All rivers", "No bell")
_ENDS = (
    "sing at night.",
    "cost less, and more often: see below.",
    "are #1 in town.",
    "“win”, don't they [not]?",
    "{never} stop.",
    "- or else they turn back again and again until every one of them has come home at last.",
    "are 100% sure\\n.",
)
_ODD = ("Nevertheless.", "没有人来。", "لا أحد", "yes", "- a", "1.", "'", '"', "a: b", "#")


_NAMES = ("Perhaps", "It depends", "Nein", "Yes: now", "#1", "A *side*", "也许")
_DESCRIBED = (
    "Smith 2020, p. 4",
    "Lee, Ann (2019): Phones at school, p. 7",
    "https://example.org/phones",
    "A survey of our class",
    "Wikipedia",
    "Ministry of *Health*, 12 May",
)


class Chosen(NamedTuple):
    """An operation and its arguments."""

    name: str
    arguments: dict[str, Any]


def new_text(random: Random) -> str:
    """Return the text of a claim, an odd one now and then."""
    if random.random() < 0.15:
        return random.choice(_ODD)
    return f"{random.choice(_OPENINGS)} {random.choice(_ENDS)}"


def choose(map: ArgumentMap, random: Random) -> Chosen:
    """Choose an operation on a map, and arguments that it may have."""
    claim = random.choice(list(map.claims))
    inferences = list(map.inferences)
    inference = random.choice(inferences) if inferences else ""
    of_claims: list[tuple[str, dict[str, Any]]] = [
        ("set_text", {"text": new_text(random)}),
        ("set_side", {"side": random.choice([*map.sides, ""])}),
        ("set_main", {"value": random.random() < 0.5}),
        ("set_common_ground", {"value": random.random() < 0.5}),
        ("set_type", {"type": random.choice(["", *CLAIM_TYPES])}),
        ("set_implicit", {"value": random.random() < 0.5}),
        ("set_evidence", {"evidence": _evidence(map, random)}),
        ("add_side", {"name": _name(random)}),
        ("delete", {}),
        ("add_reason", {"text": _texts(random), "position": random.randrange(-1, 3)}),
        ("add_objection", {"text": _texts(random), "position": random.randrange(-1, 3)}),
        (
            "link",
            {"to": random.choice([*map.claims]), "role": random.choice(["reason", "objection"])},
        ),
    ]
    of_inferences: list[tuple[str, dict[str, Any]]] = [
        ("add_undercutter", {"text": _texts(random)}),
        ("outweigh", {"text": _texts(random)}),
        ("add_premise", {"text": new_text(random)}),
        ("unlink", {}),
        ("set_implicit", {"value": random.random() < 0.5}),
    ]
    if inference:
        premises = map.inferences[inference].premises
        of_inferences += [
            ("unlink", {"claim": random.choice(premises)}),
            ("link", {"claim": claim, "to": inference, "role": random.choice(["premise", "undercutter", "weighing"])}),
            ("move", _move(map, inference, random)),
            ("move", _move(map, inference, random)),
            ("move", {"to": inferences[inferences.index(inference) - 1], "role": "premise"}),
            ("undercut_instead", {"to": [each.id for each in map.uses(map.inferences[inference].target)]}),
        ]  # fmt: skip
    if random.random() < 0.1:
        return _of_the_map(map, claim, random)
    if not inference or random.random() < 0.6:
        side = random.choice([*map.sides, ""])
        added = {"text": new_text(random), "side": side, "main": bool(side)}
        name, others = random.choice([*of_claims, ("add_claim", added)])
        arguments = others if name == "add_claim" else {"claim": claim, **others}
        return Chosen(name, arguments)
    name, others = random.choice(of_inferences)
    arguments = others if name == "link" else {"inference": inference, **others}
    return Chosen(name, arguments)


def _of_the_map(map: ArgumentMap, claim: str, random: Random) -> Chosen:
    """Choose an operation on the title, a side or an id."""
    operations = [
        Chosen("set_title", {"text": random.choice([f"{new_text(random)[:-1]}?", _name(random)])}),
        Chosen("rename", {"old": random.choice([claim, *map.sources]), "new": _id(random)}),
    ]
    if map.sides:
        side = random.choice(list(map.sides))
        operations.append(Chosen("set_side_name", {"side": side, "name": _name(random)}))
    return random.choice(operations)


def _name(random: Random) -> str:
    return random.choice(_NAMES)


def _id(random: Random) -> str:
    return random.choice(["new-id", "x2", "a.b", "claim", "2020"])


def _texts(random: Random) -> str | list[str]:
    if random.random() < 0.2:
        return [new_text(random), new_text(random)]
    return new_text(random)


def _evidence(map: ArgumentMap, random: Random) -> str | list[str]:
    sources = list(map.sources)
    if random.random() < 0.3:
        return random.choice(_DESCRIBED)
    if not sources or random.random() < 0.2:
        return []
    cited = f"{random.choice(sources)} p. {random.randrange(9)}"
    return [cited, random.choice(sources)] if random.random() < 0.5 else cited


def _move(map: ArgumentMap, inference: str, random: Random) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    if random.random() < 0.7:
        role = random.choice(list(ROLES))
        to_inference = ROLES[role].kind is Kind.UNDERCUTTER
        arguments["to"] = random.choice(list(map.inferences if to_inference else map.claims))
        arguments["role"] = role
    if random.random() < 0.5:
        arguments["position"] = random.randrange(3)
    if random.random() < 0.3:
        arguments["claim"] = random.choice(map.inferences[inference].premises)
    return arguments
