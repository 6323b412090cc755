"""The operations on a map, as functions from a map to a map.

    add_reason(map, claim="nine", text="Buses are cheaper.")

Parts that stay keep their ids, and new ones get ids of their own. `settle_ids` then gives each part
the id that it has in a file, where many ids are made of words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

from argmap.editing.cited_sources import cite_words
from argmap.editing.map_difference import place_of_inference
from argmap.editing.refusals import EditRefused
from argmap.formats.shared.ids import Ids
from argmap.model import (
    ArgumentMap,
    Citation,
    Claim,
    Expectation,
    Inference,
    Inferences,
    InvalidMap,
    Kind,
    Side,
    Source,
)
from argmap.model.graph import main_claims
from argmap.model.parts import CLAIM_TYPES
from argmap.model.validation import without_lost_questions
from argmap.util.spelling import no_such
from argmap.util.text import with_article

Texts: TypeAlias = str | Sequence[str]
"""A text, or several."""
Argument: TypeAlias = str | bool | int | Sequence[str]
"""What an operation may be given, as in JSON."""


Part = TypeVar("Part", Claim, Inference, Side)


class _Role(NamedTuple):
    kind: Kind
    weighing: bool = False


ROLES: Mapping[str, _Role] = {
    "reason": _Role(Kind.SUPPORT),
    "objection": _Role(Kind.REBUTTAL),
    "undercutter": _Role(Kind.UNDERCUTTER),
    "weighing": _Role(Kind.UNDERCUTTER, weighing=True),
}
"""What an inference can be to its target."""
_PREMISE = "premise"
"""The role of a claim that is linked with the premises of an inference."""


# --- the map ---


def set_title(map: ArgumentMap, *, text: str) -> ArgumentMap:
    """Change the title of the map; "" takes it out."""
    return replace(map, title=_on_one_line(text))


def add_side(map: ArgumentMap, *, name: str, claim: str = "") -> ArgumentMap:
    """Add a side, and put a claim on it."""
    _must_be_free(map.sides, name)
    cleaned = _clean(name, "a side needs a name")
    side = Side(Ids(map.sides).give(cleaned), cleaned)
    with_side = replace(map, sides={**map.sides, side.id: side})
    return set_side(with_side, claim=claim, side=side.id) if claim else with_side


def set_side_name(map: ArgumentMap, *, side: str, name: str) -> ArgumentMap:
    """Change the name of a side; its id stays."""
    old = _known("side", side, map.sides)
    others = {id: each for id, each in map.sides.items() if id != side}
    if name != old.name:
        _must_be_free(others, name)
    renamed = replace(old, label=_clean(name, "a side needs a name"))
    return replace(map, sides={**map.sides, side: renamed})


# --- claims ---


def set_text(map: ArgumentMap, *, claim: str, text: str) -> ArgumentMap:
    """Change the text of a claim."""
    return _with_claim(map, replace(_claim(map, claim), text=_clean(text)))


def set_side(map: ArgumentMap, *, claim: str, side: str = "") -> ArgumentMap:
    """Put a claim on a side; "" takes the mark of its side from it."""
    if side:
        _known("side", side, map.sides)
    return _with_claim(map, replace(_claim(map, claim), side=side))


def set_main(map: ArgumentMap, *, claim: str, value: bool = True) -> ArgumentMap:
    """Mark a claim as a main claim, or take the mark from it.

    A main claim without a mark is one by its place, and is none once others of its side are marked.
    So these are marked as well, unless it is the mark of such a one that is taken.
    """
    given = _claim(map, claim)
    mains = main_claims(map)
    if given.main and not value:
        return _with_claim(map, replace(given, main=False))
    if value:
        map = _with_claim(map, replace(given, main=True))
    elif given not in mains:
        return map
    sides = map.sides_of_claims
    for other in mains:
        if other.id != claim and sides[other.id] == sides[claim]:
            map = _with_claim(map, replace(other, main=True))
    return map


def set_type(map: ArgumentMap, *, claim: str, type: str = "") -> ArgumentMap:
    """Say what a claim is: a fact, a value or a policy; without a type, it counts as a fact.

    Raises:
        EditRefused: there is no such type.
    """
    if type and type not in CLAIM_TYPES:
        raise EditRefused(no_such("type of claims", type, CLAIM_TYPES))
    return _with_claim(map, replace(_claim(map, claim), type=type))


def set_common_ground(map: ArgumentMap, *, claim: str, value: bool = True) -> ArgumentMap:
    """Mark a claim as common ground, or take the mark from it."""
    return _with_claim(map, replace(_claim(map, claim), common_ground=value))


def set_implicit(
    map: ArgumentMap, *, claim: str = "", inference: str = "", value: bool = True
) -> ArgumentMap:
    """Mark a claim or an inference as added by the map's author, or take the mark from it."""
    if bool(claim) == bool(inference):
        raise EditRefused("`set_implicit` needs either a `claim` or an `inference`")
    if claim:
        return _with_claim(map, replace(_claim(map, claim), implicit=value))
    marked = replace(_inference(map, inference), implicit=value)
    return _built(map, inferences={**map.inferences, inference: marked})


def set_evidence(map: ArgumentMap, *, claim: str, evidence: Texts = ()) -> ArgumentMap:
    """Replace the evidence of a claim.

    Each item is a source's id and a place in that source, or describes a source, such as "Smith
    2020, p. 4". A source that the map does not have is added.
    """
    sources: dict[str, Source] = dict(map.sources)
    citations: list[Citation] = []
    for item in _as_texts(evidence):
        citation, source = cite_words(_on_one_line(item), sources)
        sources[source.id] = source
        citations.append(citation)
    changed = replace(_claim(map, claim), evidence=tuple(dict.fromkeys(citations)))
    return _built(map, claims={**map.claims, claim: changed}, sources=sources)


def add_claim(
    map: ArgumentMap, *, text: str, side: str = "", main: bool = False, id: str = ""
) -> ArgumentMap:
    """Add a claim that bears on nothing yet."""
    claim = _new_claim(map, text, id)
    added = set_side(_with_claim(map, claim), claim=claim.id, side=side)
    return set_main(added, claim=claim.id) if main else added


def delete(map: ArgumentMap, *, claim: str) -> ArgumentMap:
    """Delete a claim, and what bears only on it.

    Premises that are linked with the claim keep their inference. Main claims are never deleted
    along with another claim.
    """
    _claim(map, claim)
    gone = _claims_that_go(map, claim)
    left = _inferences_without(map.inferences, gone)
    claims = {id: each for id, each in map.claims.items() if id not in gone}
    if not claims:
        raise EditRefused("a map needs at least one claim")
    return _built(map, claims=claims, inferences=left)


def _claims_that_go(map: ArgumentMap, claim: str) -> set[str]:
    """Return a claim, and those that bear only on it or on others that go; no main claims."""
    kept_anyway = {main.id for main in main_claims(map)}
    gone: set[str] = set()
    removed: set[str] = set()
    premises_left = {id: set(each.premises) for id, each in map.inferences.items()}
    pending = [claim]
    while pending:
        going = pending.pop()
        if going in gone:
            continue
        gone.add(going)
        inferences = map.onto(going)
        for use in map.uses(going):
            left = premises_left[use.id]
            left.discard(going)
            if left <= {use.warrant}:
                inferences.append(use)
        while inferences:
            inference = inferences.pop()
            if inference.id in removed:
                continue
            removed.add(inference.id)
            inferences += map.undercutters(inference.id)
            for premise in inference.premises:
                is_used = any(use.id not in removed for use in map.uses(premise))
                if premise not in kept_anyway and not is_used:
                    pending.append(premise)
    return gone


# --- inferences ---


def add_reason(
    map: ArgumentMap, *, claim: str, text: Texts, id: str = "", position: int = -1
) -> ArgumentMap:
    """Add a reason for a claim; several texts become linked premises.

    The `position` is its place among the reasons, from 0; -1 is the last.
    """
    return _with_new_inference(map, "reason", claim, text, id, position)


def add_objection(
    map: ArgumentMap, *, claim: str, text: Texts, id: str = "", position: int = -1
) -> ArgumentMap:
    """Add an objection to a claim; several texts become linked premises."""
    return _with_new_inference(map, "objection", claim, text, id, position)


def add_undercutter(
    map: ArgumentMap, *, inference: str, text: Texts, id: str = "", position: int = -1
) -> ArgumentMap:
    """Add an objection to an inference."""
    return _with_new_inference(map, "undercutter", inference, text, id, position)


def add_premise(
    map: ArgumentMap, *, inference: str, text: str, id: str = "", type: str = ""
) -> ArgumentMap:
    """Add a claim that is linked with the premises of an inference, such as a `value`."""
    whole = _inference(map, inference)
    claim = replace(_new_claim(map, text, id), type=type)
    inferences = {**map.inferences, inference: _linked(whole, (claim.id,))}
    return _built(map, claims={**map.claims, claim.id: claim}, inferences=inferences)


def outweigh(
    map: ArgumentMap, *, inference: str, text: Texts, id: str = "", position: int = -1
) -> ArgumentMap:
    """Say why a reason or an objection counts for less."""
    return _with_new_inference(map, "weighing", inference, text, id, position)


def link(
    map: ArgumentMap, *, claim: str, to: str, role: str = "", position: int = -1
) -> ArgumentMap:
    """Let a claim bear on a claim or an inference, or link it with the premises of an inference.

    The `role` is `reason` or `objection` if `to` is a claim, and `premise`, `undercutter` or
    `weighing` if `to` is an inference. The first one of these is the default.
    """
    _claim(map, claim)
    if role == _PREMISE or (not role and to in map.inferences):
        linked = _linked(_inference(map, to), (claim,))
        return _built(map, inferences={**map.inferences, to: linked})
    role = role or "reason"
    _must_fit(map, role, to)
    return _placed(map, _made_inference(map, role, (claim,), to), position)


def unlink(map: ArgumentMap, *, inference: str, claim: str = "") -> ArgumentMap:
    """Take a premise out of an inference, or remove the whole inference; no claim is deleted.

    An inference goes with its last premise, and with it its undercutters.
    """
    whole = _inference(map, inference)
    changed = None
    if claim:
        _must_be_premise(claim, whole)
        changed = _without_premises(whole, {claim})
    if changed is None:
        left = _inferences_without(map.inferences, (), {inference})
    else:
        left = {**map.inferences, inference: changed}
    return _built(map, inferences=left)


def move(
    map: ArgumentMap,
    *,
    inference: str,
    to: str = "",
    role: str = "",
    position: int = -1,
    claim: str = "",
) -> ArgumentMap:
    """Let an inference bear on another claim or inference, in another role or another order.

    Args:
        map: the map.
        inference: the inference.
        to: what it then bears on; by default, its present target.
        role: what it then is: `reason`, `objection`, `undercutter` or `weighing`. By default, it
            stays what it is, if the target allows that. With `premise`, its premises are linked
            with those of the inference `to`.
        position: its place among the inferences of that role onto the target, from 0; -1 is the
            last.
        claim: the premise to move alone; the others keep their inference.
    """
    moved = _inference(map, inference)
    to = to or moved.target
    if role == _PREMISE:
        return _joined(map, moved, _inference(map, to), (claim,) if claim else moved.premises)
    if not role:
        role = moved.noun
        if to in map.claims and moved.kind is Kind.UNDERCUTTER:
            role = "reason"
        elif to in map.inferences and moved.kind is not Kind.UNDERCUTTER:
            role = "undercutter"
    _must_fit(map, role, to)
    kind, weighing = ROLES[role]
    if claim and moved.premises != (claim,):
        _must_be_premise(claim, moved)
        alone = _made_inference(map, role, (claim,), to)
        map = unlink(map, inference=inference, claim=claim)
    else:
        alone = replace(moved, target=to, kind=kind, weighing=weighing)
    return _placed(map, alone, position)


def undercut_instead(map: ArgumentMap, *, inference: str, to: Texts) -> ArgumentMap:
    """Let an objection to a premise speak against inferences from this premise instead.

    Raises:
        EditRefused: one of the inferences is not from the claim that the objection is against.
    """
    objection = _inference(map, inference)
    doubted = _as_texts(to)
    if not doubted:
        raise EditRefused("`to` names no inference")
    for id in doubted:
        if objection.target not in _inference(map, id).premises:
            raise EditRefused(f"`{objection.target}` is not a premise of `{id}`")
    first, *others = doubted
    map = move(map, inference=inference, to=first, role="undercutter")
    for id in others:
        copy = _made_inference(map, "undercutter", objection.premises, id)
        map = _placed(map, replace(copy, warrant=objection.warrant), -1)
    return map


def _joined(
    map: ArgumentMap, moved: Inference, to: Inference, premises: tuple[str, ...]
) -> ArgumentMap:
    """Return a map in which premises of an inference are linked with those of another instead.

    If none is left, what attacked the inference attacks the other one.
    """
    linked = _linked(to, premises)
    for premise in premises:
        _must_be_premise(premise, moved)
    under = to
    while under.target in map.inferences:
        under = map.inferences[under.target]
        if under.id == moved.id:
            raise EditRefused("premises cannot be linked with what objects to their inference")
    inferences = {**map.inferences, to.id: linked}
    left = _without_premises(moved, premises)
    if left is not None:
        return _built(map, inferences={**inferences, moved.id: left})
    del inferences[moved.id]
    for undercutter in map.undercutters(moved.id):
        inferences[undercutter.id] = replace(undercutter, target=to.id)
    return _built(map, inferences=inferences)


# --- ids ---


def rename(map: ArgumentMap, *, old: str, new: str) -> ArgumentMap:
    """Change the id of a claim, side or source wherever it is used."""
    parts = {"claim": map.claims, "side": map.sides, "source": map.sources}
    kinds = [kind for kind, by_id in parts.items() if old in by_id]
    if not kinds:
        raise EditRefused(
            no_such("claim, side or source", old, [*map.claims, *map.sides, *map.sources])
        )
    for kind in kinds:
        if new in parts[kind]:
            raise EditRefused(f"the map already has a {kind} `{new}`")

    def named(id: str) -> str:
        return new if id == old else id

    def cited(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(Citation(named(each.source), each.locator) for each in citations)

    claims: dict[str, Claim] = {}
    for claim in map.claims.values():
        claims[named(claim.id)] = replace(
            claim,
            id=named(claim.id),
            side=named(claim.side),
            evidence=cited(claim.evidence),
            stated_in=cited(claim.stated_in),
        )
    inferences: dict[str, Inference] = {}
    for inference in map.inferences.values():
        references = _references(inference, named)
        stated_in = cited(inference.stated_in)
        inferences[inference.id] = replace(inference, **references, stated_in=stated_in)
    try:
        return replace(
            map,
            record=replace(map.record, chosen=named(map.record.chosen)),
            sides={named(id): replace(side, id=named(id)) for id, side in map.sides.items()},
            sources={named(id): replace(each, id=named(id)) for id, each in map.sources.items()},
            claims=claims,
            inferences=inferences,
            expect={named(id): verdict for id, verdict in map.expect.items()},
        )
    except InvalidMap as invalid:
        raise EditRefused(invalid.diagnostics[0].message) from None


def _references(inference: Inference, named: Callable[[str], str]) -> dict[str, Any]:
    """Return the fields of an inference that refer to others, with other ids."""
    return {
        "premises": tuple(named(premise) for premise in inference.premises),
        "warrant": named(inference.warrant),
        "target": named(inference.target),
        "questions": {key: named(value) for key, value in inference.questions.items()},
    }


class Settled(NamedTuple):
    """A map with the ids of its file.

    Attributes:
        map: the map.
        ids: the ids before → those in the file, of all claims and inferences.
    """

    map: ArgumentMap
    ids: dict[str, str]


def settle_ids(
    map: ArgumentMap,
    order: Iterable[str],
    own_ids: Collection[str],
    own_inference_ids: Collection[str],
) -> Settled:
    """Return a map with the ids that its parts have in a file.

    Args:
        map: the map.
        order: the ids of its claims in the order of the file.
        own_ids: the ids of claims that are written in the file.
        own_inference_ids: the ids of inferences that are.
    """
    made = Ids(own_ids)
    ids: dict[str, str] = {}
    claims: dict[str, Claim] = {}
    for old in order:
        claim = map.claims[old]
        ids[old] = old if old in own_ids else made.give(claim.text)
        claims[ids[old]] = replace(claim, id=ids[old])
    collected = Inferences()
    inferences: dict[str, Inference] = {}
    # In the order of reading, an inference precedes its undercutters.
    for inference in map.inferences.values():
        renamed = replace(inference, **_references(inference, lambda old: ids.get(old, old)))
        id = collected.add(
            renamed.kind,
            renamed.premises,
            renamed.target,
            warrant=renamed.warrant,
            own_id=inference.id if inference.id in own_inference_ids else "",
        )
        ids[inference.id] = id
        inferences[id] = replace(renamed, id=id)
    expect = {ids[id]: verdict for id, verdict in map.expect.items()}
    return Settled(_built(map, claims=claims, inferences=inferences, expect=expect), ids)


# --- what they share ---


def _known(what: str, id: str, parts: Mapping[str, Part]) -> Part:
    """Return a part by its id."""
    if id not in parts:
        raise EditRefused(no_such(what, id, parts))
    return parts[id]


def _claim(map: ArgumentMap, id: str) -> Claim:
    return _known("claim", id, map.claims)


def _inference(map: ArgumentMap, id: str) -> Inference:
    return _known("inference", id, map.inferences)


def _must_be_premise(claim: str, inference: Inference) -> None:
    if claim not in inference.premises:
        raise EditRefused(f"`{claim}` is not a premise of this inference")


def _linked(inference: Inference, claims: Sequence[str]) -> Inference:
    """Return an inference with more premises."""
    for claim in claims:
        if claim in inference.premises:
            raise EditRefused(f"`{claim}` is already a premise of this inference")
    return replace(inference, premises=(*inference.premises, *claims))


def _clean(text: str, if_empty: str = "a claim cannot be empty") -> str:
    """Return the text of a claim or the name of a side on one line; it is refused if empty."""
    cleaned = _on_one_line(text)
    if not cleaned:
        raise EditRefused(if_empty)
    return cleaned


def _on_one_line(text: str) -> str:
    cleaned = " ".join(text.split())
    if any("\ud800" <= character <= "\udfff" for character in cleaned):
        raise EditRefused("a text cannot contain half of a surrogate pair")
    return cleaned


def _must_be_free(sides: Mapping[str, Side], name: str) -> None:
    """Refuse the name that a side already has."""
    for side in sides.values():
        if side.name.casefold() == _on_one_line(name).casefold():
            raise EditRefused(f"the map already has a side “{side.name}”")


def _as_texts(texts: Texts) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def _new_claim(map: ArgumentMap, text: str, id: str) -> Claim:
    taken = [*map.claims, *map.inferences]
    if id in taken:
        raise EditRefused(f"the map already has a claim or an inference `{id}`")
    return Claim(id or Ids(taken).give(text), _clean(text))


def _with_claim(map: ArgumentMap, claim: Claim) -> ArgumentMap:
    return _built(map, claims={**map.claims, claim.id: claim})


def _must_fit(map: ArgumentMap, role: str, target: str) -> None:
    """Refuse a role that an inference onto this target cannot have."""
    if role not in ROLES:
        raise EditRefused(no_such("role", role, [*ROLES, _PREMISE]))
    attacks_inference = ROLES[role].kind is Kind.UNDERCUTTER
    if attacks_inference:
        _inference(map, target)
    elif target in map.inferences:
        raise EditRefused(f"only a claim can have {with_article(role)}, and this is an inference")
    else:
        _claim(map, target)


def _made_inference(
    map: ArgumentMap, role: str, premises: tuple[str, ...], target: str
) -> Inference:
    kind, weighing = ROLES[role]
    id = f"{'+'.join(premises)}:{kind.verb}:{target}"
    while id in map.inferences:
        id += "#"
    return Inference(id, kind, premises, target, weighing=weighing)


def _placed(map: ArgumentMap, inference: Inference, position: int) -> ArgumentMap:
    """Return a map with an inference in front of those of its place, by their number from 0.

    Without such a number, it is the last.
    """
    place = place_of_inference(inference)
    others = {id: each for id, each in map.inferences.items() if id != inference.id}
    siblings = [id for id, each in others.items() if place_of_inference(each) == place]
    if position > len(siblings):
        raise EditRefused(
            f"`position` must be at most {len(siblings)}, not {position}; without it, the new one"
            " is the last"
        )
    if not 0 <= position < len(siblings):
        return _built(map, inferences={**others, inference.id: inference})
    in_order: dict[str, Inference] = {}
    for id, each in others.items():
        if id == siblings[position]:
            in_order[inference.id] = inference
        in_order[id] = each
    return _built(map, inferences=in_order)


def _with_new_inference(
    map: ArgumentMap, role: str, target: str, text: Texts, id: str, position: int
) -> ArgumentMap:
    """Return a map with an inference whose premises are new claims."""
    _must_fit(map, role, target)
    texts = _as_texts(text)
    if not texts:
        raise EditRefused("a claim cannot be empty")
    if id and len(texts) > 1:
        raise EditRefused("only a single new claim can be given an id")
    premises: list[str] = []
    for each in texts:
        claim = _new_claim(map, each, id)
        premises.append(claim.id)
        map = _with_claim(map, claim)
    return _placed(map, _made_inference(map, role, tuple(premises), target), position)


def _without_premises(inference: Inference, gone: Collection[str]) -> Inference | None:
    """Return an inference without some premises; `None` if no premise but a warrant is left."""
    left = tuple(premise for premise in inference.premises if premise not in gone)
    warrant = "" if inference.warrant in gone else inference.warrant
    if not left or left == (warrant,):
        return None
    return replace(inference, premises=left, warrant=warrant)


def _inferences_without(
    inferences: Mapping[str, Inference], claims: Collection[str], removed: Collection[str] = ()
) -> dict[str, Inference]:
    """Return the inferences that are left without some claims and some inferences."""
    left: dict[str, Inference] = {}
    # In the order of reading, an inference precedes its undercutters.
    for id, inference in inferences.items():
        target = inference.target
        if id in removed or target in claims:
            continue
        if inference.kind is Kind.UNDERCUTTER and target not in left:
            continue
        shortened = _without_premises(inference, claims)
        if shortened is not None:
            left[id] = shortened
    return left


def _built(
    map: ArgumentMap,
    *,
    claims: Mapping[str, Claim] | None = None,
    inferences: Mapping[str, Inference] | None = None,
    sources: Mapping[str, Source] | None = None,
    expect: Mapping[str, Expectation] | None = None,
) -> ArgumentMap:
    """Return a map with other parts; what leads nowhere any more is left out.

    Raises:
        EditRefused: the parts do not make a map.
    """
    new_claims = map.claims if claims is None else claims
    new_inferences = map.inferences if inferences is None else inferences
    asked = map.expect if expect is None else expect
    try:
        return replace(
            map,
            claims=new_claims,
            inferences=without_lost_questions(new_inferences),
            sources=map.sources if sources is None else sources,
            expect={id: verdict for id, verdict in asked.items() if id in new_claims},
        )
    except InvalidMap as invalid:
        raise EditRefused(invalid.diagnostics[0].message) from None


Operation: TypeAlias = Callable[..., ArgumentMap]
OPERATIONS: Mapping[str, Operation] = {
    operation.__name__: operation
    for operation in (
        set_title, add_side, set_side_name, set_text, add_claim, add_reason, add_objection,
        add_undercutter, add_premise, link, unlink, move, undercut_instead, delete, set_side,
        set_main, set_evidence, set_type, set_common_ground, set_implicit, outweigh, rename,
    )
}  # fmt: skip
"""The operations by name; `apply_fix` is one of a session, because it changes a text."""
