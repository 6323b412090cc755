"""A map as a worksheet: what students see of it, and the key.

Nothing on a sheet gives away what is blank: of `a + b supports c`, where the text of `a`, the kind
and the link are blank, students see

    [ … ]  ──?──> [c]
    [ b ]  ──?──> [c]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from argmap.classroom.shuffle import shuffle
from argmap.diagrams.box_tree import answers
from argmap.model import ArgumentMap, Claim, Inference, Inferences, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims, side_of
from argmap.model.spanning_tree import homes_of
from argmap.options.names import BlankName
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such
from argmap.util.text import count

USUAL_SHARE = 0.3
"""The default share of what can be blank."""


BLANK_KINDS: tuple[BlankName, ...] = ("text", "kind", "link")
"""What can be blank: the text of a claim, whether an inference is a reason or an objection, and
which premises are linked.
"""


Ids = frozenset[str]
_NOTHING = Ids()

Names = Mapping[str, str]
"""Ids, each with the id that takes its place, or the text that is missing."""


class Blanks(NamedTuple):
    """What is left blank of a map: `texts` are ids of claims, `kinds` and `links` of inferences."""

    texts: Ids = _NOTHING
    kinds: Ids = _NOTHING
    links: Ids = _NOTHING


def parse_kinds(names: Collection[BlankName]) -> tuple[BlankName, ...]:
    """Return the kinds of blanks with these names, `text` if there is none."""
    chosen = names or ("text",)
    # In the order of their table, each of them once.
    return tuple(kind for kind in BLANK_KINDS if kind in chosen)


def choose_blanks(
    map: ArgumentMap,
    kinds: Collection[BlankName],
    *,
    share: float | None = None,
    ids: Collection[str] = (),
    seed: int = 0,
) -> Blanks:
    """Return what to leave blank of a map.

    Args:
        map: the map.
        kinds: what can be blank.
        share: how much of what can be blank is, from 0 to 1, `USUAL_SHARE` if None; of each kind at
            least one. Main claims are given.
        ids: claims that are blank, and whose inferences are, instead of a share; main claims may
            be among them.
        seed: what the choice follows from.

    Raises:
        ArgmapError: there is no such claim, or nothing can be left blank.
    """
    for id in ids:
        if id not in map.claims:
            raise ArgmapError(no_such("claim", id, map.claims))
    chosen: list[Ids] = []
    for kind in BLANK_KINDS:
        parts = _candidates(map, kind, has_mains=bool(ids))
        named: Iterable[str] = ()
        if kind in kinds and ids:
            named = [part for part, claims in parts.items() if not set(ids).isdisjoint(claims)]
        elif kind in kinds:
            number = int((USUAL_SHARE if share is None else share) * len(parts) + 0.5)
            named = shuffle(parts, seed, kind)[: max(number, 1)]
        chosen.append(frozenset(named))
    if not any(chosen):
        where = "for these claims, " if ids else ""
        why = "; ".join(WHY_NONE[kind] for kind in kinds)
        raise ArgmapError(f"nothing can be left blank: {where}{why}")
    return Blanks(*chosen)


WHY_NONE = {
    "text": "there are only main claims, which stay on the sheet unless you choose them",
    "kind": "there are no reasons or objections",
    "link": "there are no linked premises",
}
"""Why nothing of a kind is blank in a map."""


def _candidates(
    map: ArgumentMap, kind: BlankName, *, has_mains: bool
) -> Mapping[str, Collection[str]]:
    """Return what can be blank, claims or inferences, each with the claims that it is part of."""
    if kind == "text":
        mains = () if has_mains else {claim.id for claim in main_claims(map)}
        return {claim: (claim,) for claim in map.claims if claim not in mains}
    # Two claims that answer each other have one line, whose kind cannot be marked.
    pairs = answers(map)
    answering = {*pairs, *pairs.values()}
    candidates = {}
    for id, inference in map.inferences.items():
        if kind == "link":
            # The line of an undercutter leads to the bracket of linked premises, so it stays.
            is_given = len(inference.premises) == 1 or bool(map.undercutters(id))
        else:
            # What leads to an inference can only be an undercutter.
            is_given = inference.kind is Kind.UNDERCUTTER or id in answering
        if not is_given:
            candidates[id] = inference.premises
    return candidates


@dataclass(frozen=True)
class Worksheet:
    """A worksheet; all ids are those of `map`, in which blanks are first: `c1`, `c2` …

    Attributes:
        map: what students see: the texts of blanks are `…`, inferences whose kind is blank are
            supports, and linked premises whose link is blank are inferences of their own.
        key: the same map with all that is missing in `map`; its claims have the same ids.
        texts: the claims that are blank -> what they say.
        kinds: the inferences whose kind is blank -> their kind.
        sets: for each link that is blank, the inferences in its place.
        questions: the blanks of a review, which are in no map -> what is asked there.
    """

    map: ArgumentMap
    key: ArgumentMap
    texts: Names
    kinds: Mapping[str, Kind]
    sets: tuple[tuple[str, ...], ...]
    questions: Names = field(default_factory=dict)


def worksheet_of(map: ArgumentMap, blanks: Blanks, seed: int = 0) -> Worksheet:
    """Return a map as a worksheet with these blanks.

    It has texts, sides, main claims and inferences; notes, evidence and all else that could give
    away an answer are left out. Where kinds of inferences are blank, sides are left out, too, and
    what bears on a claim is in a random order.
    """
    inferences = _bare_inferences(map)
    if blanks.kinds:
        # In a map reasons precede objections, and a random order must not depend on that either.
        inferences.sort(key=attrgetter("target", "premises"))
        inferences = _targets_first(shuffle(inferences, seed, "order"))
    shown = []
    for inference in inferences:
        shown += _parts_shown(inference, blanks)
    claims_only = _bare(map, with_sides=not blanks.kinds)
    seen = replace(claims_only, inferences=_by_id(shown))
    names = _names(seen, blanks.texts)
    seen, new_ids = _rename(seen, names)
    key, _ = _rename(replace(claims_only, inferences=_by_id(inferences)), names)
    digest = f"{_digest(key)}-{len(blanks.texts)}"
    key = replace(key, worksheet=digest)
    kinds: dict[str, Kind] = {}
    sets = []
    for inference in inferences:
        # One part, or one for each of the premises whose link is blank.
        parts = [new_ids[part.id] for part in _parts_shown(inference, blanks)]
        if inference.id in blanks.kinds:
            kinds |= dict.fromkeys(parts, inference.kind)
        if inference.id in blanks.links:
            sets.append(tuple(parts))
    blank_ids = {names[claim] for claim in blanks.texts}
    texts = {id: claim.text for id, claim in key.claims.items() if id in blank_ids}
    claims = dict(seen.claims)
    for id in texts:
        claims[id] = replace(key.claims[id], text=PLACEHOLDER)
    sheet = replace(seen, claims=claims, worksheet=digest)
    return Worksheet(sheet, key, texts, kinds, tuple(sets))


def map_for_review(map: ArgumentMap, title: str) -> ArgumentMap:
    """Return a map as its reviewers see it: claims `m1`, `m2` … in reading order, with evidence.

    Notes, names of files and all else that could name its author are left out.
    """
    claims_only = _bare(map, with_sides=True)
    claims = {}
    for id, claim in claims_only.claims.items():
        whole = map.claims[id]
        claims[id] = replace(
            claim, type=whole.type, evidence=whole.evidence, common_ground=whole.common_ground
        )
    sources = {id: replace(source, file="") for id, source in map.sources.items()}
    inferences = _by_id(_bare_inferences(map))
    bare = replace(claims_only, title=title, claims=claims, sources=sources, inferences=inferences)
    renamed, _ = _rename(bare, _names(bare, (), "m"))
    return renamed


_DIGEST = re.compile(r"[0-9a-f]{12}-(\d{1,4})")
_CLAIM_ID = re.compile(r"c\d+")


def boxes_of(map: ArgumentMap) -> list[str]:
    """Return the ids of the blanks of a worksheet, or of its key; none if a map is neither.

    The id of a worksheet ends with the number of its blanks, which are the first claims:
    `0f3a5c7e9b1d-3` has `c1`, `c2` and `c3`.
    """
    digest = _DIGEST.fullmatch(map.worksheet)
    if digest is None:
        return []
    return [f"c{number + 1}" for number in range(int(digest[1]))]


def is_unfilled(map: ArgumentMap) -> bool:
    """Return whether a map is a worksheet in which no blank is filled in, and nothing is added.

    A blank that is not filled in adds no claim to the map.
    """
    boxes = boxes_of(map)
    is_empty = bool(boxes) and map.claims.keys().isdisjoint(boxes)
    return is_empty and all(_CLAIM_ID.fullmatch(id) for id in map.claims)


def _by_id(inferences: Iterable[Inference]) -> dict[str, Inference]:
    return {inference.id: inference for inference in inferences}


def _digest(key: ArgumentMap) -> str:
    """Return a hash of a key, which shows that a file is this sheet filled in."""
    text = "\n".join(f"{id} {claim.text}" for id, claim in key.claims.items())
    # A text may hold half a character.
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


def _bare_inferences(map: ArgumentMap) -> list[Inference]:
    """Return the inferences of a map with nothing but their ends, warrants and what they do."""
    return [
        Inference(id, each.kind, each.premises, each.target, each.warrant, weighing=each.weighing)
        for id, each in map.inferences.items()
        # Undercutters that only undercut each other lead to no claim, so that nothing shows them.
        if map.claim_under(id)
    ]


def _bare(map: ArgumentMap, *, with_sides: bool) -> ArgumentMap:
    """Return the texts of a map, with sides and main claims, and without its inferences."""
    mains = {claim.id for claim in main_claims(map)}
    claims = []
    for id, claim in map.claims.items():
        # In a part of a map, the claim that gives another its side may be left out.
        side = claim.side if map.part_of is None else side_of(map)[id]
        claims.append(Claim(id, claim.text, side=side if with_sides else "", main=id in mains))
    sides = map.sides.values() if with_sides else ()
    return ArgumentMap.build(title=map.title, language=map.language, sides=sides, claims=claims)


def _parts_shown(inference: Inference, blanks: Blanks) -> list[Inference]:
    """Return an inference as students see it.

    If its kind is blank, it is a support; if its link is blank, one inference per premise.
    """
    shown = inference
    if inference.id in blanks.kinds:
        shown = replace(inference, kind=Kind.SUPPORT)
    if inference.id not in blanks.links:
        return [shown]
    return [
        replace(shown, id=f"{inference.id}~{number}", premises=(premise,), warrant="")
        for number, premise in enumerate(inference.premises, start=1)
    ]


def _targets_first(inferences: Iterable[Inference]) -> list[Inference]:
    """Return inferences in their order, but for undercutters, which follow their targets."""
    against: defaultdict[str, list[Inference]] = defaultdict(list)
    in_order = []
    for inference in inferences:
        if inference.kind is Kind.UNDERCUTTER:
            against[inference.target].append(inference)
        else:
            in_order.append(inference)
    # The list grows while it is read.
    for inference in in_order:
        in_order += against[inference.id]
    return in_order


def _names(map: ArgumentMap, blanks: Collection[str], letter: str = "c") -> Names:
    """Return new ids of claims, `c1`, `c2` …: blanks first, else in reading order."""
    homes = homes_of(map)
    order: dict[str, None] = {}
    waiting = [*homes.mains_in_order, *homes.loose][::-1]
    while waiting:
        claim = waiting.pop()
        order[claim] = None
        below = []
        inferences = map.onto(claim)
        # The list grows while it is read.
        for inference in inferences:
            inferences += map.undercutters(inference.id)
            for premise in inference.premises:
                home = homes.inference_of[premise]
                if home == inference.id and premise not in order:
                    below.append(premise)
        # The first of them is the next.
        waiting += reversed(below)
    # Sorting keeps the order of what is alike.
    numbered = sorted(order, key=lambda claim: claim not in blanks)
    return {id: f"{letter}{number}" for number, id in enumerate(numbered, start=1)}


def numbers_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the numbers that claims have on paper: 1 for c1, or for m1 in a map to review."""
    return {id: id[1:] for id in ids}


def _rename(map: ArgumentMap, names: Names) -> tuple[ArgumentMap, Names]:
    """Return a map with other ids of its claims, in their order, and all new ids."""
    inferences = Inferences()
    new_ids = dict(names)
    # In a map, an inference precedes its undercutters.
    for id, inference in map.inferences.items():
        new_ids[id] = inferences.add(
            inference.kind,
            [names[premise] for premise in inference.premises],
            new_ids[inference.target],
            warrant=names.get(inference.warrant, ""),
            weighing=inference.weighing,
        )
    claims = {name: replace(map.claims[id], id=name) for id, name in names.items()}
    return replace(map, claims=claims, inferences=_by_id(inferences.all)), new_ids


class SheetFiles(NamedTuple):
    """A worksheet for students, and its key.

    Attributes:
        sheet, key: the files.
        pages, key_pages: the numbers of pages, or 0 for files without pages.
        notes: notes for the teacher.
    """

    sheet: bytes
    key: bytes
    pages: int = 0
    key_pages: int = 0
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        sheet = count(len(self.sheet), "byte")
        key = count(len(self.key), "byte")
        return f"<SheetFiles: a sheet of {sheet}, a key of {key}>"
