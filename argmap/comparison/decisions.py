"""What a person decided about a claim of ours: whether it is a claim of theirs, and which one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from argmap.comparison.text_similarity import Vocabulary, spaced_words
from argmap.util.lexicon import NO_WORDS, Lexicon


class DecisionKind(StrEnum):
    """What a claim is to a claim of the key, in the words of a file of decisions."""

    SAME = "same as"
    PARTLY = "partly"
    """It says a part of it, or says it less clearly."""
    OPPOSITE = "opposite of"
    NOT_IN_KEY = "not in the key"


class Decision(NamedTuple):
    """A decision about a claim: its kind, and the text of theirs that it is about.

    The text is kept, so that a claim that has another text by now is asked about again; what is not
    in the key has none. `also` are texts of theirs that it says besides.
    """

    kind: DecisionKind
    theirs: str = ""
    also: tuple[str, ...] = ()


NOT_IN_KEY = Decision(DecisionKind.NOT_IN_KEY)


def decision_for(text: str) -> Decision:
    """Return the decision that a claim is the same as one with this text, or as none for ""."""
    return Decision(DecisionKind.SAME, text) if text else NOT_IN_KEY


class Decided(NamedTuple):
    """A decision that holds for a text, and the text that it was made about."""

    decision: Decision
    about: str


class DecisionBook:
    """Decisions by the texts that they are about, which also hold for variants of these texts.

    A variant has the same words after case, punctuation, contractions and typos: "It isnt fair" and
    "It is not fair." A text that certainly says something else is none.
    """

    def __init__(
        self,
        decisions: Mapping[str, Decision],
        lexicon: Lexicon = NO_WORDS,
        known_texts: Iterable[str] = (),
    ) -> None:
        """Take decisions by texts; `known_texts` are others, whose words are no typos."""
        self.lexicon = lexicon
        self._exact: dict[str, Decided] = {}
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._vocabulary = Vocabulary(lexicon)
        for text, decision in decisions.items():
            plain = lexicon.plain(text)
            # The last decision counts.
            self._exact[plain] = Decided(decision, text)
        for plain in self._exact:
            self._by_length[len(spaced_words(plain))].append(plain)
        self._vocabulary.add(self._exact)
        self._vocabulary.add(map(lexicon.plain, known_texts))

    def on(self, plain: str) -> Decided | None:
        """Return the decision on a plain text; None if there is none, or if variants disagree.

        Args:
            plain: a text as `Lexicon.plain` returns it.
        """
        exact = self._exact.get(plain)
        if exact is not None:
            return exact
        found: Decided | None = None
        for other in self._by_length.get(len(spaced_words(plain)), ()):
            if not self._vocabulary.differ_by_typos(plain, other):
                continue
            if self.lexicon.relation(plain, other).kind.is_turned:
                continue
            decided = self._exact[other]
            if found is not None and decided.decision != found.decision:
                return None
            found = found or decided
        return found
