"""The words of a language that show whether two texts say the same.

    [quantity]
    no none | hardly-any | few little || some several | many | most | ? | all every

    [antonyms]
    cheap affordable | expensive costly

    [complements]
    true correct | false

A table is a text with a section for each sort of words. It is whole, or it is refused. On a scale,
the words of a higher place say more; those before `||` deny what those after it say. `.` is the
place of a text without such a word. `?` is the same, but what stands above it can't be compared.
What is not cheap need not be expensive, unlike what is not true: of complements, the denial of one
is the other. In a language with `verb-endings`, verbs may stand at the end of a clause, or behind a
phrase that begins with a preposition, an article that shows the case, or one of the `adverbs`.

    [irregular]
    fahren: fährt | fuhr gefahren        after | are forms of the past
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.util.text import plain_text

SCALES = ("quantity", "frequency", "possibility", "obligation", "degree", "restriction")
_WORDS = (
    "free",
    "weak",
    "links",
    "conjunctions",
    "and",
    "negations",
    "past",
    "auxiliaries",
    "by",
    "than",
    "also",
    "perfect",
    "articles",
    "adverbs",
)
_LISTS = ("gradable", "comparatives", "superlatives", "numbers", "bounds", "phrases", "synonyms")
_MORE = (
    "complements",
    "antonyms",
    "opposites",
    "ranks",
    "exclusive",
    "irregular",
    "endings",
    "past-endings",
    "participles",
    "verb-endings",
    "prefixes",
)
SECTIONS = (*SCALES, *_WORDS, *_LISTS, *_MORE)
_SHORTEST_STEM = 3
_SHORTEST_OPPOSED = 4


class InvalidTable(ValueError):
    """A section is missing or unknown."""


class Scale(NamedTuple):
    """A scale of words.

    Attributes:
        places: the place of each word.
        lowest: the lowest place that doesn't deny.
        absent: the place of a text without such a word.
        is_open: whether a text without such a word can't be compared with one of a higher place.
    """

    places: dict[str, int]
    lowest: int
    absent: int
    is_open: bool


class Phrase(NamedTuple):
    """Words that stand for others; "…" are one to four words, which stay."""

    words: tuple[str, ...]
    instead: tuple[str, ...]


class Sense(NamedTuple):
    """What a word is in every text.

    Attributes:
        units: the kind, stem and value of each unit; none of words that may be left out.
        is_past: whether it places a text in the past.
        may_be_past: whether it may be a verb in the past, or its participle.
        opens: whether it is a preposition that may be left out.
    """

    units: tuple[tuple[str, str, int], ...]
    is_past: bool
    may_be_past: bool
    opens: bool


class Table:
    """The words of a language.

    Attributes:
        scales: a scale for each of `SCALES`.
        sections: the words of the other sections that are sets.
        numbers: words for numbers, each with its digits.
        phrases: by their first two words.
        bounds: the same, of those that stand only before a number.
        comparatives: words such as "less", each with a sign and the word that it compares, or "".
        superlatives: the same for words such as "least".
        gradable: stems of words that have such forms.
        has_final_verbs: whether a verb may stand at the end of a clause.
    """

    def __init__(self, sections: dict[str, list[str]]) -> None:
        """Take the lines of each section.

        Raises:
            InvalidTable: a section is missing or unknown.
        """
        wrong = sorted(set(SECTIONS) ^ set(sections))
        if wrong:
            raise InvalidTable(f"sections that are missing or unknown: {', '.join(wrong)}")
        self._sections = sections
        self._irregular: dict[str, str] = {}
        self._irregular_past: set[str] = set()
        for line in sections["irregular"]:
            word, _, variants = line.partition(": ")
            present, bar, past = variants.partition("|")
            if bar:
                self._irregular_past.update(past.split())
            else:
                past = present
                has_ending = [each for each in past.split() if each.endswith(("s", "ing"))]
                self._irregular_past.update(set(past.split()) - set(has_ending))
            self._irregular.update(dict.fromkeys([word, *present.split(), *past.split()], word))
        self._endings = []
        for ending in " ".join(sections["endings"]).split():
            cut, _, instead = ending.partition(":")
            self._endings.append((cut, instead))
        self._prefixes = tuple(" ".join(sections["prefixes"]).split())
        self._past = tuple(" ".join(sections["past-endings"]).split())
        self._participles = tuple(" ".join(sections["participles"]).split())
        self._verb_endings = tuple(" ".join(sections["verb-endings"]).split())
        self.has_final_verbs = bool(self._verb_endings)
        self._stems: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self._senses: dict[str, Sense] = {}
        self.sections = {name: frozenset(" ".join(sections[name]).split()) for name in _WORDS}
        self.scales = {name: _scale(sections[name]) for name in SCALES}
        self.numbers: dict[str, str] = {}
        for line in sections["numbers"]:
            digits, _, words = line.partition(": ")
            self.numbers.update(dict.fromkeys(words.split(), digits))
        self.phrases = _phrases(sections["phrases"])
        self.bounds = _phrases(sections["bounds"])
        self.comparatives = _compared(sections["comparatives"])
        self.superlatives = _compared(sections["superlatives"])
        self.gradable = frozenset(map(self.stem, " ".join(sections["gradable"]).split()))
        self._synonyms: defaultdict[str, set[str]] = defaultdict(set)
        self._opposites: defaultdict[str, set[str]] = defaultdict(set)
        self._complements: defaultdict[str, set[str]] = defaultdict(set)
        self._loose: defaultdict[str, set[str]] = defaultdict(set)
        self._ranks: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._excluding: defaultdict[str, set[int]] = defaultdict(set)
        self._add_lists(sections)

    def _add_lists(self, sections: Mapping[str, Iterable[str]]) -> None:
        """Add which words mean the same, the opposite, or more or less."""
        for line in sections["synonyms"]:
            self._add_synonyms(line)
        for name in ("complements", "antonyms"):
            for line in sections[name]:
                sides = line.split("|")
                for side in sides:
                    self._add_synonyms(side)
                self._add_opposites(self._opposites, *sides)
                if name == "complements":
                    self._add_opposites(self._complements, *sides)
        for line in sections["opposites"]:
            self._add_opposites(self._loose, *line.split("|"))
        for number, line in enumerate(sections["ranks"]):
            for rank, words in enumerate(line.split("<")):
                self._add_synonyms(words)
                for stem in self._all_stems(words):
                    self._ranks[stem][number] = rank
        for number, line in enumerate(sections["exclusive"]):
            for stem in self._all_stems(line):
                self._excluding[stem].add(number)

    def stem(self, word: str) -> str:
        """Return a word without endings, or the word that an irregular one is of."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = self._find_stem(word)
        return stem

    def sense(self, word: str) -> Sense:
        """Return what a word is in every text."""
        sense = self._senses.get(word)
        if sense is None:
            sections = self.sections
            has_no_unit = any(word in sections[name] for name in ("free", "weak", "also"))
            units = () if has_no_unit else tuple(self._units_of(word))
            is_past, opens = word in sections["past"], word in sections["weak"]
            is_content = any(kind == "content" for kind, _, _ in units)
            may_be_past = is_content and self._may_be_past(word)
            sense = self._senses[word] = Sense(units, is_past, may_be_past, opens)
        return sense

    def turns(self, word: str) -> bool:
        """Return whether a word may turn or weaken what a text says, or is a number."""
        return any(kind not in ("content", "link") for kind, _, _ in self.sense(word).units)

    def _units_of(self, word: str) -> Iterator[tuple[str, str, int]]:
        """Yield the kinds, stems and values of the units that a word is."""
        if word[0].isdigit() or word in self.numbers:
            yield "number", self.numbers.get(word, word), 0
            return
        if word in self.sections["negations"]:
            yield "not", word, 0
            return
        for name, scale in self.scales.items():
            if word in scale.places:
                yield name, word, scale.places[word]
                return
        for kind, known in (("compared", self.comparatives), ("superlative", self.superlatives)):
            if word in known:
                sign, of = known[word]
                yield kind, kind, sign
                if of:
                    yield "content", self.stem(of), 0
                return
        for kind in ("links", "conjunctions", "and", "by", "than"):
            if word in self.sections[kind]:
                yield "link", self.stem(word), 0
                return
        if word.startswith("@"):
            yield "bound", word, 0
            return
        for ending, kind in (("er", "compared"), ("est", "superlative")):
            stem = self._compared_stem(word, ending)
            if stem:
                yield kind, kind, 1
                yield "content", stem, 0
                return
        yield "content", self.stem(word), 0

    def _compared_stem(self, word: str, ending: str) -> str:
        """Return the stem of the word that one with this ending is a comparison of, "" if none."""
        if not word.endswith(ending):
            return ""
        rest = word.removesuffix(ending)
        for short in (rest, f"{rest}e", f"{rest.removesuffix('i')}y"):
            stem = self.stem(short)
            if stem in self.gradable:
                return stem
        return ""

    def _may_be_past(self, word: str) -> bool:
        """Return whether a word may be a verb in the past, or its participle."""
        if word in self._irregular:
            return word in self._irregular_past
        if word.startswith(self._participles) and word.endswith(self._verb_endings):
            return True
        return word.endswith(self._past) and self.stem(word) != word

    def may_be_last(self, word: str) -> bool:
        """Return whether a word may be a verb that stands at the end of its clause."""
        return word.endswith(self._verb_endings) or word in self._irregular

    def _find_stem(self, word: str) -> str:
        word = self._irregular.get(word, word)
        for prefix in self._participles:
            rest = word.removeprefix(prefix)
            if rest != word and rest.endswith("t") and len(rest) > _SHORTEST_STEM:
                word = prefix.removesuffix(self._participles[0]) + rest
        for ending, instead in self._endings:
            rest = word.removesuffix(ending)
            if rest != word and len(rest) >= _SHORTEST_STEM:
                word = rest + instead
                break
        if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sl":
            word = word[:-1]
        return word.removesuffix("e")

    def are_synonyms(self, stem: str, other: str) -> bool:
        """Return whether two stems mean the same."""
        return other in self._synonyms.get(stem, ())

    def first_synonym(self, stem: str) -> str:
        """Return the one word for a stem and its synonyms."""
        if stem not in self._first:
            self._first[stem] = min(self._synonyms.get(stem, ()), default=stem)
        return self._first[stem]

    def with_synonyms(self, groups: Iterable[Iterable[str]]) -> Table:
        """Return a table with further groups of words and phrases that mean the same."""
        synonyms, phrases = list(self._sections["synonyms"]), list(self._sections["phrases"])
        for group in groups:
            texts = [plain_text(text).split() for text in group]
            synonyms.append(" ".join("-".join(words) for words in texts))
            phrases += [f"{'-'.join(words)}: {' '.join(words)}" for words in texts if words[1:]]
        return Table({**self._sections, "synonyms": synonyms, "phrases": phrases})

    def are_opposites(self, stem: str, other: str) -> bool:
        """Return whether what is one of two is not the other: "cheap", "expensive"."""
        return other in self._opposites.get(stem, ()) or self.are_complements(stem, other)

    def are_complements(self, stem: str, other: str) -> bool:
        """Return whether what isn't one of two is the other: "legal", "illegal"."""
        return (
            other in self._complements.get(stem, ())
            or self._is_negated(stem, other)
            or self._is_negated(other, stem)
        )

    def may_be_opposites(self, stem: str, other: str) -> bool:
        """Return whether a list has two stems as opposites."""
        return other in self._loose.get(stem, ())

    def have_opposites(self, stem: str, other: str) -> bool:
        """Return whether two stems, or synonyms of theirs, may be opposites."""
        return any(
            self.are_opposites(word, other_word) or self.may_be_opposites(word, other_word)
            for word in self._synonyms.get(stem, {stem})
            for other_word in self._synonyms.get(other, {other})
        )

    def rank_apart(self, stem: str, other: str) -> int:
        """Return how much more the first of two stems says, 0 if they are on no common scale."""
        ranks = self._ranks[stem]
        for number, rank in self._ranks[other].items():
            if number in ranks:
                return ranks[number] - rank
        return 0

    def exclude_each_other(self, stem: str, other: str) -> bool:
        """Return whether what is one of two is not the other: "monday", "tuesday"."""
        return not self._excluding[stem].isdisjoint(self._excluding[other])

    def _is_negated(self, stem: str, other: str) -> bool:
        if len(other) < _SHORTEST_OPPOSED or not stem.endswith(other):
            return False
        return stem.removesuffix(other) in self._prefixes

    def _all_stems(self, words: str) -> list[str]:
        return [self.stem(word) for word in words.split()]

    def _add_synonyms(self, words: str) -> None:
        stems = self._all_stems(words)
        for stem in stems:
            self._synonyms[stem].update(stems)

    def _add_opposites(self, known: defaultdict[str, set[str]], side: str, other: str) -> None:
        stems, others = self._all_stems(side), self._all_stems(other)
        for stem in stems:
            known[stem].update(others)
        for stem in others:
            known[stem].update(stems)


def read_table(text: str) -> Table:
    """Return the table in a text, with a line such as `[synonyms]` before each section.

    Raises:
        InvalidTable: a section is missing or unknown.
    """
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return Table(sections)


def _scale(lines: Iterable[str]) -> Scale:
    places: dict[str, int] = {}
    lowest = 0
    denying, _, others = " ".join(lines).rpartition("||")
    sets = denying.split("|") if denying else []
    lowest = len(sets)
    for place, words in enumerate([*sets, *others.split("|")]):
        places.update(dict.fromkeys(words.split(), place))
    is_open = "?" in places
    absent = places.pop("?" if is_open else ".")
    return Scale(places, lowest, absent, is_open)


def _phrases(lines: Iterable[str]) -> dict[tuple[str, str], list[Phrase]]:
    """Return phrases by their first two words; by the first and "" if the second may be any."""
    found: defaultdict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for line in lines:
        instead, _, phrases = line.partition(": ")
        for phrase in phrases.split(", "):
            words = tuple(phrase.split())
            second = words[1] if words[1:2] not in ((), ("…",)) else ""
            found[words[0], second].append(Phrase(words, tuple(instead.split())))
    return dict(found)


def _compared(lines: Iterable[str]) -> dict[str, tuple[int, str]]:
    compared = {}
    for line in lines:
        sign, _, words = line.partition(": ")
        for word in words.split():
            comparison, _, of = word.partition("=")
            compared[comparison] = (1 if sign == "more" else -1, of)
    return compared
