"""Sentences of an essay: claims in full, in one sentence or several, and claims named again.

    One reason is that (1) teenagers would sleep more, according to the AAP (AAP 2014, p. 643).
    As for claim 1, one objection is this: Parents must be at work by eight.

A claim is written in its own words, with who holds it and what it cites behind it. Who was named
just before, in the same paragraph, is not named again; nor is a source until another has been
cited. Whether a claim can go on in a sentence, and how its first letter is then written, is found
out from all texts of the map.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

from argmap.documents.manuscript import ManuscriptSection, Paragraph, show_runs, show_text
from argmap.documents.outline import Outline
from argmap.documents.text_runs import Link, Look, Run, Runs, Target, fill_runs, join_runs, plain
from argmap.languages.section import Pattern, in_any_place
from argmap.languages.section_types import EssayWords
from argmap.languages.words import number_in_words
from argmap.model import Citation, Claim, Inference
from argmap.model.spanning_tree import author_connections
from argmap.util.text import one_line

_WORD = r"[^\W\d_]+"
_INNER_STOP = r"[.!?…][\"”“»’')]*\s"
_LAST_STOP = r"([!?…。！？][\"”“»’')]*|\.[\"”“»’')]+)$"

_MARKS_BEFORE_CAPITALS = tuple('.!?:…“”"«»„(')


class SentenceCase:
    """How words begin inside a sentence, by the words of a language and the texts of a map.

    A name is written as it is, "China"; a word that some text of the map has in small letters is
    written small, "teenagers". Of any other word it is not known, and so its claim has to be a
    sentence of its own.
    """

    def __init__(self, texts: Iterable[str], phrases: EssayWords) -> None:
        self._openings = phrases.because_words + phrases.but_words + phrases.and_words
        self._always_small = set(phrases.small_words.split())
        # The words of the texts, but for those that begin a sentence.
        inner_words = set()
        for text in texts:
            for previous, word in pairwise(re.finditer(_WORD, text)):
                # What follows a stop or a quotation mark may be written large for that alone.
                start = previous.end() - 1
                before = text[start : word.start()].rstrip()
                if not before.endswith(_MARKS_BEFORE_CAPITALS):
                    inner_words.add(word[0])
        self._inner_words = inner_words

    def run_on(self, text: str) -> str:
        """Return a text as it goes on in a sentence, without its last stop; "" if it cannot."""
        bare = without_stop(text)
        if _ends_in_stop(text) or re.search(_INNER_STOP, bare) or self.own_opening(text):
            return ""
        if text[:1].isdigit():
            return bare
        word = re.match(_WORD, text)
        if word is None:
            return ""
        first = word[0]
        small = first.lower()
        rest = first[1:]
        if first == small or rest != rest.lower():
            return bare  # it is small already, or an abbreviation
        is_small = small in self._inner_words
        is_capital = first in self._inner_words
        if small in self._always_small or (is_small and not is_capital):
            return small + bare[len(first) :]
        if is_capital and not is_small:
            return bare
        return ""

    def own_opening(self, text: str) -> str:
        """Return the word with which a text joins what is before it, in small letters, or ""."""
        start = text.lower()
        for word in self._openings:
            if start.startswith(word) and not start[len(word) : len(word) + 1].isalpha():
                return word
        return ""


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end."""
    if text.endswith(".") and not text.endswith(".."):
        return text[:-1].rstrip()
    return text


def _ends_in_stop(text: str) -> bool:
    """Return whether a text ends in another stop than a full one, as a question does."""
    return re.search(_LAST_STOP, without_stop(text)) is not None


_MOST_NAMES = 5
"""How many claims are named one after the other; others are counted."""

Way = TypeVar("Way")

Ids: TypeAlias = Sequence[str]
"""The ids of claims."""

NO_TOPIC = Run("")
"""The topic of a sentence without one."""


class Prose:
    """Writes sentences into paragraphs, and paragraphs into sections.

    Attributes:
        mentioned: the ids of the claims that have been written, in order.
        named_by_number: the ids of the claims that are named by a number wherever they are named.
        side_speaks: whether a sentence says that a side holds a claim. Behind "one side holds
            that", "according to Ann Lee" would say who reports that.
        explained_later: the ids of the claims whose case comes in a later section.
        claims_in_paragraph: how many of them the running paragraph has.
        sections: the sections that are written to their end.
    """

    def __init__(
        self,
        outline: Outline,
        phrases: EssayWords,
        numbers: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        """Begin an essay.

        Args:
            outline: the map and its outline.
            phrases: the phrases of its language.
            numbers: the numbers of the claims that are named by one, by id.
            names: what other claims without a label are called, by id.
        """
        map = outline.map
        self.claims = map.claims
        self._sources = map.sources
        self.sections: list[ManuscriptSection] = []
        self.words = outline.words
        self.phrases = phrases
        self.citations = outline.citations
        self._author_connections = author_connections(map)
        # Of a part of a map, the whole knows more of how its words are written.
        whole = map.part_of or map
        texts = [claim.text for claim in whole.claims.values()]
        texts.append(whole.title)
        self.case = SentenceCase(texts, phrases)
        self.mentioned: dict[str, None] = {}
        self.named_by_number: set[str] = set()
        self.side_speaks = False
        self.explained_later: set[str] = set()
        self._numbers = numbers
        self._names_without_label = names
        self.claims_in_paragraph = 0
        self._turns: Counter[object] = Counter()
        self._paragraphs: list[Paragraph] = []
        self._runs: list[Run] = []
        self._last_said: defaultdict[str, Sequence[object]] = defaultdict(tuple)
        self._source_before = ""

    def end_section(self, heading: str) -> None:
        """Make a section of what was written since the last one, if anything was."""
        self.end_paragraph()
        paragraphs = tuple(self._paragraphs)
        if paragraphs:
            section = ManuscriptSection(show_text(heading), paragraphs)
            self.sections.append(section)
            self._paragraphs.clear()

    def end_paragraph(self) -> None:
        """Begin a new paragraph with what comes next."""
        if self._runs:
            self._paragraphs.append(Paragraph(show_runs(self._runs)))
        self._runs = []
        self.claims_in_paragraph = 0
        self._last_said.clear()

    def in_turn(self, ways: tuple[Way, ...]) -> Way:
        """Return one of the ways to say a thing, in turn."""
        turn = self._turns[ways]
        self._turns[ways] += 1
        return ways[turn % len(ways)]

    def count(self, template: str, number: int) -> str:
        """Return a template with a number in words for its `{n}`: "There are two sides."."""
        return template.replace("{n}", number_in_words(number, self.phrases))

    def begin(self, text: str, topic: Run = NO_TOPIC) -> None:
        """Write the beginning of a sentence, or all of it, with its topic if it has one."""
        if self._runs:
            self._write(" ")
        before, gap, after = text.partition("{topic}")
        self._write(before)
        if gap:
            if not before:
                topic = _capitalized(topic)
            self._runs.append(topic)
            self._write(after)

    def _write(self, text: str) -> None:
        self._runs.append(Run(text))

    def say_of(
        self,
        template: str,
        claims: Ids,
        topic: Run = NO_TOPIC,
        *,
        complete: Inference | None = None,
    ) -> None:
        """Write a sentence that names claims written before, `{refs}`, and perhaps a `{topic}`.

        `complete` is the inference, if these are the last of its premises: who draws it comes
        behind.
        """
        before, _, after = template.partition("{refs}")
        self.begin(before, topic)
        shown = claims[: _MOST_NAMES + 1]
        names = [self.name(each) for each in shown]
        if not before:
            names[0] = _capitalized(names[0])
        left_out = len(claims) - _MOST_NAMES
        # "And one further" would take the room of its name.
        if left_out > 1:
            further = self.count(self.phrases.and_further, left_out)
            names[_MOST_NAMES:] = [Run(further)]
        self._runs += self._list(names)
        drawn = () if complete is None else self._who_draws(complete)
        # A claim after this one says again who holds it.
        self._last_said.clear()
        if not drawn:
            self._write(after)
            return
        opening, closing = self.words.brackets
        end = after[len(without_stop(after)) :]
        self._write(without_stop(after) + opening)
        self._runs += drawn
        self._write(closing + end)

    def name(self, claim: str) -> Run:
        """Return what names a claim that is elsewhere: its label, or "claim 3"."""
        stated = self.claims[claim]
        phrases = self.phrases
        quote = self.words.quote
        label = without_stop(one_line(stated.label))
        # A label may be the text itself, which is written only once.
        text = without_stop(one_line(stated.text))
        name = self._names_without_label.get(claim, "")
        if label not in ("", text):
            # "the breach of Article 4" goes into a sentence as it is, "Breach" does not.
            name = quote(label)
            if phrases.small_labels_bare and label[0].islower():
                name = label
        elif name in ("", quote(text)):
            self.named_by_number.add(claim)
            name = phrases.claim_by_number.replace("{n}", self._numbers.get(claim, "0"))
        return Run(name, link=place_of(claim))

    def add_sentence(
        self,
        pattern: Pattern,
        claims: Ids,
        *,
        is_reason: bool = True,
        complete: Inference | None = None,
        topic: Run = NO_TOPIC,
    ) -> None:
        """Write claims as the premises of one inference, in one sentence if they can go on in it.

        `complete` is the inference, if the last of them is its last: who draws it comes behind.
        """
        phrases = self.phrases
        ended = True
        for id in claims:
            claim = self.claims[id]
            is_last = id == claims[-1]
            small = self.case.run_on(one_line(claim.text))
            if small and not ended:
                # "…; buses would be late, and trains are full"
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

    def _lead(self, pattern: Pattern, claim: Claim, is_reason: bool, topic: Run) -> None:
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
        # The beginning of a paragraph says what it is about.
        if pattern in (*phrases.is_both, *phrases.is_argued, *phrases.is_disputed):
            opening = ""
        joining_words = phrases.but_words
        if is_reason:
            joining_words = phrases.and_words
        if is_reason and opening in phrases.because_words:
            template = phrases.why + " {claim}."
        elif opening in joining_words:
            template = "{claim}."
        elif small and pattern.run_on:
            template = pattern.run_on
            shown = small
        elif small and phrases.small_after_colon and not template.startswith("{claim}"):
            shown = small
        before, _, _ = template.partition("{claim}")
        self.begin(before, topic)
        self._claim(claim, shown)

    def _claim(self, claim: Claim, text: str) -> None:
        id = claim.id
        place = place_of(id)
        if id in self._numbers:
            self._write(f"({self._numbers[id]}) ")
        self._runs.append(Run(text, Look.CLAIM, place=place.to))
        self.mentioned[id] = None
        self.claims_in_paragraph += 1

    def _attribute(self, claim: Claim, inference: Inference | None) -> bool:
        """Write behind a claim who holds it and what it cites, and then the same of an inference.

        Returns whether the sentence has ended.
        """
        words = self.words
        stated_in = claim.stated_in
        evidence = claim.evidence
        aside = self._say_holders(claim)
        aside += self._marks_of(claim)
        # Evidence is cited each time, so that what is not marked is theirs who were named last.
        if evidence:
            aside.append(self._cite(evidence))
        self._last_said["evidence"] = evidence
        if self._is_news("stated", stated_in):
            aside.append(fill_runs(self.phrases.see, "places", self._cite(stated_in)))
        if inference is not None:
            aside.append(self._who_draws(inference))
        if claim.id in self.explained_later:
            aside.append((Run(self.phrases.see_below),))
        together = join_runs(words.semicolon, aside)
        if not together:
            return _ends_in_stop(one_line(claim.text))
        before, after = words.brackets
        self._write(before)
        self._runs += together
        self._write(after)
        return False

    def _say_holders(self, claim: Claim) -> list[Runs]:
        """Write behind a claim who holds it; return what goes in brackets instead, or as well."""
        held_by = claim.held_by
        stated_in = claim.stated_in
        is_marked = held_by or claim.evidence or claim.implicit or claim.common_ground
        if self._last_said["holders"] and not is_marked:
            # It is not theirs, and what comes after it has to be shown to be.
            self._last_said.clear()
        if not self._is_news("holders", held_by):
            return []
        names = self._names(held_by)
        is_own_work = self._is_own_work(claim)
        if not stated_in and not claim.evidence:
            # The next "p. 3" might be taken for a page of theirs.
            self._source_before = ""
        if self.side_speaks and is_own_work and self._is_news("stated", stated_in):
            # "Ann Lee, 2019, p. 3"
            cited = self._cite(stated_in, author_is_named=True)
            return [join_runs(self.words.comma, [(Run(names),), cited])]
        if self.side_speaks:
            return [(Run(names),)]
        holders = self.phrases.according_to.format(names=names)
        # Behind a question no clause goes on.
        if _ends_in_stop(one_line(claim.text)):
            return [(Run(holders),)]
        self._write(self.words.comma + holders)
        if is_own_work and self._is_news("stated", stated_in):
            # "according to Ann Lee (2019, p. 3)"
            return [self._cite(stated_in, author_is_named=True)]
        return []

    def _marks_of(self, claim: Claim) -> list[Runs]:
        """Return what is said of a claim in brackets, apart from its sources."""
        phrases = self.phrases
        marks: list[Runs] = []
        if claim.common_ground:
            marks.append((Run(phrases.common_ground),))
        if claim.standard:
            marks.append((Run(phrases.burden_of_proof),))
        if claim.implicit:
            marks.append((Run(phrases.added),))
        return marks

    def _who_draws(self, inference: Inference) -> Runs:
        """Return who draws an inference, and where, as far as that was not said just before."""
        if inference.id in self._author_connections:
            return (Run(self.words.connected_by_author),)
        if inference.implicit:
            if self._is_plainly_implicit(inference):
                return ()
            return (Run(self.words.inference_is_implicit),)
        held_by = inference.held_by
        stated_in = inference.stated_in
        places = set(stated_in)
        said = self._last_said
        evidence = said["evidence"]
        places_are_news = not places.issubset([*evidence, *said["stated"]])
        is_said = set(held_by).issubset(said["holders"])
        is_named = places_are_news and stated_in[0].source != self._source_before
        if is_named or places.issubset(evidence):
            # "Lee 2019, p. 3" says who draws it, "p. 3" does not.
            is_said |= self._is_own_work(inference)
        parts: list[Runs] = []
        if not is_said and self._is_news("who draws", held_by):
            parts.append((Run(self._names(held_by)),))
        if places_are_news:
            parts.append(self._cite(stated_in))
        if not parts:
            return ()
        together = join_runs(self.words.comma, parts)
        return fill_runs(self.phrases.inference, "who", together)

    def _is_plainly_implicit(self, inference: Inference) -> bool:
        """Return whether a premise or the target of an implicit inference is implicit itself.

        What is inferred from a claim that the map's author added, or bears on one, is theirs.
        """
        for id in (*inference.premises, inference.target):
            claim = self.claims.get(id)
            if claim is not None and claim.implicit:
                return True
        return False

    def _is_own_work(self, part: Claim | Inference) -> bool:
        """Return whether what is said is cited from works of the one who says it."""
        held_by = part.held_by
        stated_in = part.stated_in
        if len(held_by) != 1:
            return False
        for citation in stated_in:
            source = self._sources.get(citation.source)
            author = ""
            if source is not None:
                author = source.author
            # "Lee, Ann" is Ann Lee.
            family, comma, given = author.partition(", ")
            if comma:
                author = f"{given} {family}"
            if author not in held_by:
                return False
        return bool(stated_in)

    def _cite(self, citations: Sequence[Citation], *, author_is_named: bool = False) -> Runs:
        """Return citations; of the source cited last, only places are named."""
        source = citations[0].source
        before = self._source_before
        sources = self.citations
        cited = sources.cite_all(citations, before)
        if author_is_named and source != before:
            # "2019, p. 3"
            first, *others = cited
            place = first.text.removeprefix(sources.label(source))
            year = sources.year(source)
            cited = (first._replace(text=year + place), *others)
        self._source_before = citations[-1].source
        return cited

    def _names(self, names: Iterable[str]) -> str:
        """Return names in one line: "a, b and c"."""
        return plain(self._list([Run(one_line(name)) for name in names]))

    def _list(self, items: Sequence[Run]) -> Runs:
        """Return items in one line: "a, b and c"."""
        *others, last = items
        if not others:
            return (last,)
        first = join_runs(self.words.comma, [(item,) for item in others])
        return (*first, Run(self.phrases.last_and), last)

    def _is_news(self, sort: str, attributions: Sequence[object]) -> bool:
        """Return whether attributions are not those of that sort last said in the paragraph.

        There may be none.
        """
        if not attributions or self._last_said[sort] == attributions:
            return False
        self._last_said[sort] = attributions
        return True


def _capitalized(run: Run) -> Run:
    """Return a name as it begins a sentence."""
    text = run.text
    capital = text[:1].upper()
    return run._replace(text=capital + text[1:])


def place_of(claim: str) -> Link:
    """Return where an essay has a claim, by its id."""
    return Link(Target.PLACE, f"claim-{claim}")
