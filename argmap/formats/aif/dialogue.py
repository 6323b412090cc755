"""The dialogue in an AIF file: locutions (L), illocutions (YA) and transitions (TA).

Of all of it a map keeps who holds which claim: the speakers of the locutions that assert it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.aif.graph import AifGraph, AifNode

_COMMITTING = {"", "ya", "asserting", "arguing", "agreeing", "default illocuting"}
"""Illocutions that say no more than that the speaker holds the claim."""

_UNCOMMITTED = ("question", "challeng", "disagree")
"""Parts of the names of illocutions whose speaker does not hold the claim."""

_AFTER_SPEAKER = " : "
"""Stands between the speaker and the words in the text of a locution, by AIFdb's custom."""


class Dialogue:
    """Who holds which claim, and what of the dialogue a map cannot say."""

    def __init__(self, graph: AifGraph) -> None:
        self._graph = graph
        self._holders: dict[str, list[str]] = {}
        self._kept_locutions: set[str] = set()
        self._reworded_locutions = 0
        for illocution in graph.of_type("YA"):
            name = _name(illocution)
            if not any(word in name for word in _UNCOMMITTED):
                self._add_holders(illocution)

    def holders(self, claim: str) -> tuple[str, ...]:
        """Return the names of those who hold a claim, each once; `claim` is the id of its node."""
        names = self._holders.get(claim, [])
        return tuple(dict.fromkeys(names))

    def count_dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        locutions = self._graph.of_type("L")
        yield len(locutions) - len(self._kept_locutions), "locution"
        yield self._reworded_locutions, "locution wording"
        yield len(self._graph.of_type("TA")), "dialogue transition"
        names = [_name(illocution) for illocution in self._graph.of_type("YA")]
        yield sum(name not in _COMMITTING for name in names), "special illocution"

    def _add_holders(self, illocution: AifNode) -> None:
        """Make the speakers of the locutions before an illocution the holders of the claims after
        it.
        """
        claims = self._graph.after(illocution.id, "I")
        for locution in self._graph.before(illocution.id, "L"):
            speaker, words = self._split_locution(locution)
            if not speaker.strip():
                continue
            for claim in claims:
                self._holders.setdefault(claim.id, []).append(speaker)
                # A locution has one wording: it counts by the first claim that the locution
                # asserts.
                if locution.id in self._kept_locutions:
                    continue
                self._kept_locutions.add(locution.id)
                if _normalize_text(words) != _normalize_text(claim.text):
                    self._reworded_locutions += 1

    def _split_locution(self, locution: AifNode) -> tuple[str, str]:
        """Return the speaker of a locution, empty if nothing tells, and the words without the
        speaker.
        """
        speaker = self._graph.speakers.get(locution.id, "")
        # The name that is known goes first: it can hold a ` : ` itself.
        opening = f"{speaker}{_AFTER_SPEAKER}"
        if speaker and locution.text.startswith(opening):
            return speaker, locution.text.removeprefix(opening)
        name, colon, words = locution.text.partition(_AFTER_SPEAKER)
        if not colon:
            return speaker, locution.text
        return speaker or name.strip(), words


def _name(node: AifNode) -> str:
    return node.text.strip().lower()


def _normalize_text(text: str) -> str:
    """Return a text without what makes no other wording: spaces, capitals and final full stops."""
    on_one_line = " ".join(text.split())
    return on_one_line.casefold().rstrip(".")
