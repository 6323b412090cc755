"""What a teacher decides: which claims of students say the same as which claims of a key.

A file of decisions is YAML with one entry per claim:

    - claim: Pupils learn better after a good night.
      same as: Rested pupils learn better.
    - claim: Pupils sleep longer, so they learn better.
      same as all of: [Pupils would sleep longer., Rested pupils learn better.]
    - claim: Pupils sleep.
      partly: Pupils would sleep longer.
    - claim: Pupils would not sleep longer.
      opposite of: Pupils would sleep longer.
    - claim: The canteen is too small.
      not in the key: true

Where argmap proposes matches, `same as` is a list, of which the teacher keeps one line, or none if
the claim is not in the key. Claims are named by their texts, so that a decision serves every
student who writes the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import yaml

from argmap.classroom.feedback.decision_entries import (
    format_entries,
    read_entries,
    text_of,
    texts_of,
)
from argmap.comparison.claim_alignment import LEAST_LIKELY
from argmap.comparison.compare import Comparison
from argmap.comparison.decisions import NOT_IN_KEY, Decision, DecisionKind
from argmap.languages.lexicons import lexicon_for
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.text import plain_text, shorten

_CLAIM, _SAME = "claim", str(DecisionKind.SAME)
_SAME_AS_ALL = "same as all of"
_MOST_CANDIDATES = 3
_HEAD = """\
# Which of the key's claims match these claims? Under "same as", keep the line that means the \
same thing and delete
# the other lines. If none of the lines means the same thing, delete them all, but keep "same \
as:". If a claim says only
# a part of the line that you keep, change "same as" to "partly". If it says the opposite, change \
"same as" to
# "opposite of":
#   - claim: Pupils would not sleep longer.
#     opposite of: Pupils would sleep longer.
# "not in the key" stands where no claim of the key is left that may match; if one does, write \
"same as: …" there.
# Then use this file: argmap grade --matches FILE
"""


Proposals = dict[str, list[str]]
"""Texts of claims, each with texts of the key."""


def proposals_of(comparisons: Iterable[Comparison]) -> Proposals:
    """Return the texts of claims to decide about, each with the likeliest of the key."""
    proposals = {}
    seen = set()
    for comparison in comparisons:
        lexicon = lexicon_for(comparison.theirs.language)
        for id in comparison.claims_to_decide:
            text = _text_of(comparison.ours, id)
            wording = lexicon.plain(text)
            if wording in seen:
                continue
            seen.add(wording)
            theirs = [_text_of(comparison.theirs, other) for other in _likeliest(comparison, id)]
            proposals[text] = theirs[:_MOST_CANDIDATES]
    return proposals


def _likeliest(comparison: Comparison, claim: str) -> list[str]:
    """Return the claims of theirs that a claim of ours may be.

    The proposed match goes first: another claim may have a better right to the likeliest. If none
    is likely, it is one of those that are left, or none if there is only one left: a single one
    would count as decided.
    """
    candidates = comparison.claims.candidates.get(claim, {})
    likely = [id for id in candidates if candidates[id] >= LEAST_LIKELY]
    match = comparison.claims.matches.get(claim)
    if match is not None:
        return list(dict.fromkeys([match.theirs, *likely]))
    if likely:
        return likely
    left = list(candidates)
    left += filter(
        comparison.claims.perhaps_found.difference(left).__contains__, comparison.theirs.claims
    )
    return left if len(left) > 1 else []


def _text_of(map: ArgumentMap, claim: str) -> str:
    return " ".join(map.claims[claim].text.split())


def format_proposals(proposals: Proposals) -> str:
    """Return the file in which a teacher decides."""
    entries: list[dict[str, str | bool | list[str]]] = []
    for claim, same in proposals.items():
        choice = {_SAME: same} if same else {str(DecisionKind.NOT_IN_KEY): True}
        entries.append({_CLAIM: claim, **choice})
    return format_entries(_HEAD, entries)


class DecisionFile(NamedTuple):
    """What a file of decisions holds.

    Attributes:
        decisions: decisions by the texts of claims.
        notes: sentences on decisions that contradict each other.
        rejected: sentences on entries that cannot be read as decisions.
    """

    decisions: dict[str, Decision]
    notes: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def decisions_in(text: str, name: str) -> DecisionFile:
    """Return what a teacher decided, from the text of a file and its name for messages.

    An entry with several claims of the key is still open, and left out. So is a claim with
    decisions that contradict each other, and an entry that isn't a decision.

    Raises:
        ArgmapError: the file does not have this format.
    """
    first: dict[str, str] = {}

    def read(fields: dict[str, yaml.Node]) -> tuple[str, Decision | None]:
        claim, decision = _decision_in(fields)
        if decision is None:
            return claim, None
        return first.setdefault(plain_text(claim), claim), decision

    entries = read_entries(text, name, read)
    notes = [
        f"{place} contradicts an earlier decision on “{shorten(claim)}”, so argmap uses neither"
        for claim, place in entries.contradicted.items()
    ]
    return DecisionFile(entries.decided, tuple(notes), entries.rejected)


def _decision_in(entry: Mapping[str, yaml.Node]) -> tuple[str, Decision | None]:
    """Return the claim of an entry and the decision on it; None if it is still open.

    Raises:
        ArgmapError: it isn't a decision.
    """
    if entry.keys() == {_CLAIM, _SAME_AS_ALL}:
        theirs, *also = texts_of(entry[_SAME_AS_ALL]) or [""]
        if not theirs:
            raise ArgmapError(f"`{_SAME_AS_ALL}` must be a list of texts")
        return text_of(entry[_CLAIM], _CLAIM), Decision(DecisionKind.SAME, theirs, tuple(also))
    kinds = [kind for kind in DecisionKind if kind in entry]
    if _CLAIM not in entry or len(kinds) != 1 or len(entry) != len(kinds) + 1:
        known = ", ".join(f"`{kind}`" for kind in DecisionKind)
        raise ArgmapError(f"an entry must have `{_CLAIM}` and one of {known}")
    claim = text_of(entry[_CLAIM], _CLAIM)
    (kind,) = kinds
    texts = texts_of(entry[kind])
    if kind is DecisionKind.NOT_IN_KEY:
        if texts != ["true"]:
            raise ArgmapError(f"`{kind}` can only be `true`")
        return claim, NOT_IN_KEY
    if len(texts) > 1:
        return claim, None
    if texts:
        return claim, Decision(kind, texts[0])
    if kind is not DecisionKind.SAME:
        raise ArgmapError(f"`{kind}` must be a text")
    return claim, NOT_IN_KEY  # every line was deleted


_DECIDED_HEAD = """\
# Your decisions about claims of students; argmap grade --matches FILE uses them.
"""


def format_decisions(decisions: Mapping[str, Decision]) -> str:
    """Return the file of what a teacher decided."""
    entries: list[dict[str, object]] = []
    for claim, decision in decisions.items():
        if decision.also:
            entries.append({_CLAIM: claim, _SAME_AS_ALL: [decision.theirs, *decision.also]})
        else:
            entries.append({_CLAIM: claim, str(decision.kind): decision.theirs or True})
    return format_entries(_DECIDED_HEAD, entries)


def outdated_decisions(
    decisions: Mapping[str, Decision], keys: Iterable[ArgumentMap]
) -> dict[str, Decision]:
    """Return the decisions about a claim that is in none of the keys."""
    texts = {plain_text(claim.text) for key in keys for claim in key.claims.values()} | {""}
    return {
        claim: decision
        for claim, decision in decisions.items()
        if not texts.issuperset(map(plain_text, [decision.theirs, *decision.also]))
    }


def count_replaced(earlier: Mapping[str, Decision], later: Mapping[str, Decision]) -> int:
    """Return how many decisions differ from a later one on the same claim."""
    decided = {plain_text(claim): decision for claim, decision in later.items()}
    return sum(decided.get(plain_text(claim), each) != each for claim, each in earlier.items())
