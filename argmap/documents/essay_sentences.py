"""Sentences of an essay: claims in full, in one sentence or several, and claims named again.

    One reason is that teenagers would sleep more, according to the AAP (AAP 2014, p. 643).
    Against “Teenagers would sleep…” it can be objected: Parents must be at work by eight.

A claim is written in its own words, with who holds it and what it cites behind it. What was said of
that just before, in the same paragraph, is not said again. Whether a claim can go on in a sentence,
and how its first letter is then written, is found out from all texts of the map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from argmap.documents.citations import Citations
from argmap.documents.manuscript import ManuscriptSection, Paragraph, show_runs, show_text
from argmap.documents.text_runs import Link, Look, Run, Runs, Target, fill_runs, join_runs
from argmap.languages.essay_words import EssayWords
from argmap.languages.words import Pattern, Words, in_any_place
from argmap.model import ArgumentMap, Claim, Inference
from argmap.util.text import one_line, shorten

_WORD = r"[^\W\d_]+"
_INNER_STOP = r"[.!?…][\"”“»’')]*\s"
_LAST_STOP = r"([!?…。！？][\"”“»’')]*|\.[\"”“»’')]+)$"

_FEWEST_WORDS = 2
"""Of a name, before it is cut so that it ends in a word with a meaning."""


class SentenceCase:
    """How words begin inside a sentence, by the words of a language and the texts of a map.

    A name is written as it is, "China"; a word that some text of the map has in small letters is
    written small, "teenagers". Of any other word it is not known, and so its claim has to be a
    sentence of its own.
    """

    def __init__(self, texts: Iterable[str], phrases: EssayWords) -> None:
        self._openings = (*phrases.because_words, *phrases.but_words, *phrases.and_words)
        self._always_small = set(phrases.small_words.split())
        self._small: set[str] = set()
        self._capital: set[str] = set()
        for text in texts:
            for previous, word in pairwise(re.finditer(_WORD, text)):
                # What follows a stop or a quotation mark may be written large for that alone.
                before = text[previous.end() - 1 : word.start()].rstrip()[-1:]
                if before in '.!?:…“”"«»„(':
                    continue
                if word[0][0].islower():
                    self._small.add(word[0])
                else:
                    self._capital.add(word[0])

    def run_on(self, text: str) -> str:
        """Return a text as it goes on in a sentence, without its last stop; "" if it cannot."""
        bare = without_stop(text)
        if re.search(_LAST_STOP, bare) or re.search(_INNER_STOP, bare) or self.own_opening(text):
            return ""
        if text[:1].isdigit():
            return bare
        word = re.match(_WORD, text)
        if word is None:
            return ""
        first = word[0]
        small = first.lower()
        if first == small or any(letter.isupper() for letter in first[1:]):
            return bare  # it is small already, or an abbreviation
        if small in self._always_small:
            return small + bare[len(first) :]
        if first in self._capital and small not in self._small:
            return bare
        if small in self._small and first not in self._capital:
            return small + bare[len(first) :]
        return ""

    def own_opening(self, text: str) -> str:
        """Return the word with which a text joins what is before it, in small letters, or ""."""
        start = text.lower()
        for word in self._openings:
            if start.startswith(word) and not start[len(word) : len(word) + 1].isalpha():
                return word
        return ""

    def name(self, text: str, columns: int) -> str:
        """Return the first words of a text, never all of them, by which it can be named."""
        bare = without_stop(text)
        opening = self.own_opening(bare)
        if opening and bare[len(opening) :].strip(" ,"):
            bare = bare[len(opening) :].strip(" ,")
        words = shorten(bare, columns).rstrip("…").split()
        if " ".join(words) == bare:
            words.pop()
        # "Parents must be at work by…" breaks off where nobody would.
        while len(words) > _FEWEST_WORDS and words[-1].lower() in self._always_small:
            words.pop()
        if not words:
            return bare[: max(1, len(bare) // 2)] + "…"
        return " ".join(words).rstrip(",;:.") + "…"


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end."""
    if text.endswith(".") and not text.endswith(".."):
        return text[:-1].rstrip()
    return text


_LONGEST_NAME = 44
"""In columns: as much of a claim's text as names it."""

_MOST_NAMES = 5
"""How many claims are named one after the other; others are counted."""

Way = TypeVar("Way")


def anchor_of(claim: str) -> str:
    """Return the name of the place where an essay tells a claim, by the claim's id."""
    return f"claim-{claim}"


class Prose:
    """Writes sentences into paragraphs, and paragraphs into sections.

    Attributes:
        reported: the ids of the claims that have been told.
        claims_in_paragraph: how many the running paragraph tells.
    """

    def __init__(
        self, map: ArgumentMap, words: Words, phrases: EssayWords, citations: Citations
    ) -> None:
        self.map = map
        self.words = words
        self.phrases = phrases
        self.citations = citations
        # Of a part of a map, the whole knows more of how its words are written.
        whole = map.part_of or map
        texts = [whole.title, *(claim.text for claim in whole.claims.values())]
        self.case = SentenceCase(texts, phrases)
        self.mentioned: set[str] = set()
        self.claims_in_paragraph = 0
        self._turns: Counter[object] = Counter()
        self._paragraphs: list[Paragraph] = []
        self._runs: list[Run] = []
        self._last_said: dict[str, Sequence[object]] = {}

    def take_section(self, heading: str) -> ManuscriptSection:
        """Return what was written since the last section."""
        self.end_paragraph()
        paragraphs = tuple(self._paragraphs)
        self._paragraphs = []
        return ManuscriptSection(show_text(heading), paragraphs)

    def end_paragraph(self) -> None:
        """Begin a new paragraph with what comes next."""
        if self._runs:
            self._paragraphs.append(Paragraph(show_runs(self._runs)))
        self._runs = []
        self.claims_in_paragraph = 0
        self._last_said = {}

    def in_turn(self, ways: tuple[Way, ...]) -> Way:
        """Return one of the ways to say a thing, in turn."""
        turn = self._turns[ways]
        self._turns[ways] += 1
        return ways[turn % len(ways)]

    def begin(self, text: str, topic: str | Run = "") -> None:
        """Write the beginning of a sentence, or all of it, with its topic if it has one."""
        if self._runs:
            self._write(" ")
        before, gap, after = text.partition("{topic}")
        self._write(before)
        if gap:
            self._runs.append(topic if isinstance(topic, Run) else Run(topic))
            self._write(after)

    def _write(self, text: str) -> None:
        self._runs.append(Run(text))

    def say_of(self, template: str, claims: Sequence[str], topic: str | Run = "") -> None:
        """Write a sentence that names claims written before, `{refs}`, and perhaps a `{topic}`."""
        before, _, after = template.partition("{refs}")
        self.begin(before, topic)
        shown = claims
        # "And one further" would take the room of its name.
        if len(claims) > _MOST_NAMES + 1:
            shown = claims[:_MOST_NAMES]
        parts = [self.name(claim) for claim in shown]
        left_out = len(claims) - len(shown)
        if left_out:
            parts.append(Run(self.phrases.and_further.format(n=self.phrases.number(left_out))))
        for place, part in enumerate(parts, 1):
            self._runs.append(part)
            if place < len(parts) - 1:
                self._write(self.words.comma)
            elif place < len(parts):
                self._write(self.phrases.last_and)
        self._write(after)

    def name(self, claim: str) -> Run:
        """Return what names a claim that is elsewhere: its label, or the first words of it."""
        text = one_line(self.map.claims[claim].text)
        name = without_stop(one_line(self.map.claims[claim].label))
        # A label may be the text itself, which is told only once.
        if name in ("", without_stop(text)):
            name = self.case.name(text, _LONGEST_NAME)
        return Run(self.words.quote(name), link=Link(Target.PLACE, anchor_of(claim)))

    def add_sentence(
        self,
        pattern: Pattern,
        claims: Sequence[str],
        *,
        is_reason: bool = True,
        complete: Inference | None = None,
        topic: str | Run = "",
    ) -> None:
        """Write claims as the premises of one inference, in one sentence if they can go on in it.

        `complete` is the inference, if the last of them is its last: who draws it comes behind.
        """
        phrases = self.phrases
        ended = True
        for place, id in enumerate(claims):
            claim = self.map.claims[id]
            is_last = place == len(claims) - 1
            small = self.case.run_on(one_line(claim.text))
            if small and not ended:
                self._write(phrases.and_clause if is_last else self.words.semicolon)
                self._claim(claim, small)
            else:
                if not ended:
                    self._write(".")
                self._lead(pattern, claim, is_reason, topic)
            pattern = in_any_place(phrases.and_apart)
            ended = self._attribute(claim, complete if is_last else None)
        if not ended:
            self._write(".")

    def _lead(self, pattern: Pattern, claim: Claim, is_reason: bool, topic: str | Run) -> None:
        """Write the beginning of a sentence, and the claim in it, without the last stop.

        A claim that joins itself to the sentence before in the way of its role, "But …", needs no
        other beginning.
        """
        phrases = self.phrases
        text = one_line(claim.text)
        small = self.case.run_on(text)
        shown = without_stop(text)
        template = pattern.apart
        opening = self.case.own_opening(text)
        joining_words = phrases.and_words if is_reason else phrases.but_words
        if is_reason and opening in phrases.because_words:
            template = phrases.why + " {claim}."
        elif opening in joining_words:
            template = "{claim}."
        elif small and pattern.run_on:
            template, shown = pattern.run_on, small
        elif small and phrases.small_after_colon and not template.startswith("{claim}"):
            shown = small
        before, _, _ = template.partition("{claim}")
        self.begin(before, topic)
        self._claim(claim, shown)

    def _claim(self, claim: Claim, text: str) -> None:
        self._runs.append(Run(text, Look.CLAIM, place=anchor_of(claim.id)))
        self.mentioned.add(claim.id)
        self.claims_in_paragraph += 1

    def _attribute(self, claim: Claim, inference: Inference | None) -> bool:
        """Write behind a claim who holds it and what it cites, and then the same of an inference.

        Returns whether the sentence has ended.
        """
        phrases = self.phrases
        aside: list[Runs] = []
        ends_in_stop = re.search(_LAST_STOP, without_stop(one_line(claim.text))) is not None
        if self._is_news("holders", claim.held_by):
            holders = phrases.according_to.format(names=self._listed(claim.held_by))
            # Behind a question no clause goes on.
            if ends_in_stop:
                aside.append((Run(holders),))
            else:
                self._write(self.words.comma + holders)
        if claim.common_ground:
            aside.append((Run(phrases.common_ground),))
        if claim.implicit:
            aside.append((Run(phrases.added),))
        if self._is_news("evidence", claim.evidence):
            aside.append(self.citations.cite_all(claim.evidence))
        if self._is_news("stated", claim.stated_in):
            aside.append(fill_runs(phrases.see, "places", self.citations.cite_all(claim.stated_in)))
        if inference is not None:
            aside.append(self._who_draws(inference))
        together = join_runs(self.words.semicolon, aside)
        if not together:
            return ends_in_stop
        before, after = self.words.brackets
        self._runs += [Run(before), *together, Run(after)]
        return False

    def _who_draws(self, inference: Inference) -> Runs:
        """Return who draws an inference, and where, unless that was said just before."""
        holders_are_news = self._is_news("holders", inference.held_by)
        places_are_news = self._is_news("stated", inference.stated_in)
        if not holders_are_news and not places_are_news:
            return ()
        parts: list[Runs] = []
        if inference.held_by:
            parts.append((Run(self._listed(inference.held_by)),))
        if inference.stated_in:
            parts.append(self.citations.cite_all(inference.stated_in))
        return fill_runs(self.phrases.inference, "who", join_runs(self.words.comma, parts))

    def _listed(self, names: Sequence[str]) -> str:
        """Return names in one line: "a, b and c"."""
        shown = [one_line(name) for name in names]
        if len(shown) < 2:
            return "".join(shown)
        return self.words.comma.join(shown[:-1]) + self.phrases.last_and + shown[-1]

    def _is_news(self, sort: str, attributions: Sequence[object]) -> bool:
        """Return whether there are attributions, and they are not those of that sort last said in
        the paragraph.
        """
        if not attributions or self._last_said.get(sort) == attributions:
            return False
        self._last_said[sort] = attributions
        return True
