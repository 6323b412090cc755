"""The dialogue in an AIF file: locutions (L), illocutions (YA) and transitions (TA).

Of all of it a map keeps who holds which claim: the speakers of the locutions that assert it.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.aif.graph import AifGraph, AifNode

_PLAIN = {"", "ya", "asserting", "arguing", "agreeing", "default illocuting"}
_UNCOMMITTED = ("question", "challeng", "disagree")


class Talk:
    """Who holds which claim, and what of the dialogue a map cannot say."""

    def __init__(self, graph: AifGraph) -> None:
        self._graph = graph
        self._holders: dict[str, list[str]] = {}
        self._kept: set[str] = set()
        self._reworded = 0
        for illocution in graph.of_type("YA"):
            self._read(illocution)

    def holders(self, claim: str) -> tuple[str, ...]:
        """Return the names of those who hold a claim, each once."""
        return tuple(dict.fromkeys(self._holders.get(claim, ())))

    def dropped(self) -> Iterator[tuple[int, str]]:
        """Yield what found no place, counted."""
        yield sum(node.id not in self._kept for node in self._graph.of_type("L")), "locution"
        yield self._reworded, "locution wording"
        yield len(self._graph.of_type("TA")), "dialogue transition"
        yield sum(_name(node) not in _PLAIN for node in self._graph.of_type("YA")), "special illocution"

    def _read(self, illocution: AifNode) -> None:
        if any(word in _name(illocution) for word in _UNCOMMITTED):
            return
        for locution in self._graph.before(illocution.id, "L"):
            speaker, words = self._spoken(locution)
            for claim in self._graph.after(illocution.id, "I") if speaker.strip() else ():
                self._holders.setdefault(claim.id, []).append(speaker)
                self._reworded += locution.id not in self._kept and _plain(words) != _plain(claim.text)
                self._kept.add(locution.id)

    def _spoken(self, locution: AifNode) -> tuple[str, str]:
        speaker = self._graph.speakers.get(locution.id, "")
        if speaker and locution.text.startswith(f"{speaker} : "):
            return speaker, locution.text[len(speaker) + 3 :]
        name, colon, words = locution.text.partition(" : ")
        if not colon:
            return speaker, locution.text
        return speaker or name.strip(), words


def _name(node: AifNode) -> str:
    return node.text.strip().lower()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
