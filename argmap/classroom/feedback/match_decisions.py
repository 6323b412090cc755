"""What a teacher decides: which claims of students say the same as which claims of a key.

A file of decisions is YAML with one entry per claim, of which the teacher keeps one line, or none,
under `same as`:

    - claim: Pupils learn better after a good night.
      same as:
      - Rested pupils learn better.
      - Pupils should sleep longer.

Claims are named by their texts, so that a decision serves every student who writes the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from argmap.comparison.compare import Comparison
from argmap.util.errors import ArgmapError
from argmap.util.text import plain_text

_CLAIM, _SAME = "claim", "same as"
_MOST_CANDIDATES = 3
_HEAD = """\
# Which claims of the key are these? Under "same as", keep the one line that says the same and \
delete the others;
# delete all of them where none does. Then give this file to `argmap grade` with --matches.
"""


def proposals_of(comparisons: Iterable[Comparison]) -> dict[str, list[str]]:
    """Return the texts of claims that are uncertain, each with the likeliest of the key."""
    proposals = {}
    seen = set()
    for comparison in comparisons:
        for match in comparison.proposals:
            text = " ".join(comparison.ours.claims[match.ours].text.split())
            if plain_text(text) in seen:
                continue
            seen.add(plain_text(text))
            # The proposed match goes first: another claim may have a better right to the likeliest.
            candidates = dict.fromkeys((match.theirs, *comparison.claims.candidates[match.ours]))
            texts = []
            for id in list(candidates)[:_MOST_CANDIDATES]:
                texts.append(" ".join(comparison.theirs.claims[id].text.split()))
            proposals[text] = texts
    return proposals


def format_proposals(proposals: Mapping[str, list[str]]) -> str:
    """Return the file in which a teacher decides."""
    entries = [{_CLAIM: claim, _SAME: same} for claim, same in proposals.items()]
    if not entries:
        return _HEAD + "[]\n"
    return _HEAD + str(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=100))


def decisions_in(text: str, name: str) -> dict[str, str]:
    """Return what a teacher decided: texts of claims, each with that of the key, or "" for none.

    An entry with several claims of the key is still open, and left out.

    Raises:
        ArgmapError: the file does not have this format.
    """
    decisions = {}
    for number, entry in enumerate(_entries(text, name), 1):
        if not isinstance(entry, dict) or not isinstance(entry.get(_CLAIM), str):
            raise ArgmapError(
                f"{name}: entry {number} is to be a mapping with `{_CLAIM}` and `{_SAME}`"
            )
        same = entry.get(_SAME) or []
        kept = [same] if isinstance(same, str) else same
        if not isinstance(kept, list) or not all(isinstance(each, str) for each in kept):
            raise ArgmapError(f"{name}: entry {number}: `{_SAME}` is to be a list of texts")
        if len(kept) <= 1:
            decisions[entry[_CLAIM]] = "".join(kept)
    return decisions


def _entries(text: str, name: str) -> list[object]:
    try:
        entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts, lists, mappings
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = "" if mark is None else f", line {mark.line + 1}"
        reason = getattr(problem, "problem", None) or "this is not YAML"
        raise ArgmapError(f"{name}{place}: {reason}") from None
    if not entries:
        return []  # every entry was deleted
    if not isinstance(entries, list):
        raise ArgmapError(f"{name} must be a list with one entry per claim, as --propose-matches writes it")
    return entries
