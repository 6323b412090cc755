"""The web page of a class: where it fails, who needs a conversation, and all numbers in tables.

Homework                              key.yaml as a picture with shades and numbers
Who to talk to first                  Map 3: The main claim is missing.
All maps                              a row for each map, with its mark and levels
All parts of the key                  a row for each claim and inference
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from argmap.classroom.feedback.alike_maps import alike_maps
from argmap.classroom.feedback.feedback import (
    criterion_names,
    mark_in_short,
    mark_lines,
    unreadable,
)
from argmap.classroom.feedback.grading import Grader, Result
from argmap.classroom.feedback.hints import StudentPhrases
from argmap.classroom.feedback.key_picture import (
    LEVEL_SHARES,
    KeyPicture,
    color_variables,
    key_picture,
)
from argmap.classroom.feedback.marks import TOP_LEVEL, Criterion, Mark
from argmap.classroom.feedback.page_template import fill_in_page
from argmap.classroom.feedback.part_outcomes import (
    Outcome,
    Outcomes,
    PartCounts,
    counts_of,
    outcomes_of,
    share_without,
)
from argmap.classroom.feedback.root_cause import root_cause_of, root_sentence
from argmap.classroom.feedback.student_picture import Describe
from argmap.diagrams.theme import SHADED_DARK, SHADED_LIGHT
from argmap.languages import class_words_for
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError

_MOST_TALKS = 10
"""The list of conversations has at most this many; the rest is counted."""


class _Part(NamedTuple):
    """A claim or inference of a key in words, and how many maps have which outcome."""

    text: str
    is_inference: bool
    numbers: Counter[Outcome]


class _Section(NamedTuple):
    """What a page has of one key: how many maps have each part, as a picture and as a table."""

    heading: str
    picture: KeyPicture | None
    parts: list[_Part]


class _Row(NamedTuple):
    """One map in the table of maps.

    Attributes:
        name: its file, or its number.
        problem: why it could not be read; "" if it could.
        key: the heading of the key that it was compared with.
        mark: its mark; "" if it has none.
        how_certain: in a word, that the mark is provisional, or what a teacher gave; else "".
        levels: the level of each criterion; "" where its key has nothing for it, and a word where
            it is open.
        claims: how many claims it has.
        relations: how many inferences it has right.
        undecided: how many claims are to be decided.
        argues_for: its main claim, if it argues for the other side.
    """

    name: str
    problem: str = ""
    key: str = ""
    mark: str = ""
    how_certain: str = ""
    levels: Mapping[Criterion, str] = MappingProxyType({})
    claims: str = ""
    relations: str = ""
    undecided: int = 0
    argues_for: str = ""


def format_class_page(
    results: Sequence[Result], grader: Grader, describe: Describe, *, with_names: bool
) -> str:
    """Return the page of a class.

    Args:
        results: what came of the maps.
        grader: the keys, and whether what is implicit in them counts.
        describe: numbers the claims of a key.
        with_names: whether each map is named; if not, it has a number, and only files that could
            not be read are named.
    """
    return _ClassPage(results, grader, describe, with_names=with_names).fill_in()


class _ClassPage:
    def __init__(
        self, results: Sequence[Result], grader: Grader, describe: Describe, *, with_names: bool
    ) -> None:
        self._results = results
        self._grader = grader
        self._describe = describe
        self._with_names = with_names
        self._first_key = next(iter(grader.keys.values()))
        self._phrases = StudentPhrases(self._first_key.language)
        self._words = class_words_for(self._first_key.language)
        # A student counts once.
        self._compared = [
            result
            for result in results
            if result.comparison is not None and not result.is_other_version
        ]

    def fill_in(self) -> str:
        """Return the page."""
        words = self._words
        sections = list(self._sections())
        compared = self._compared
        rows, talks = list(self._rows()), list(self._talks())
        marks = [result.mark for result in compared if result.mark is not None]
        used = {each.criterion for mark in marks for each in mark.criteria}
        names = criterion_names(self._phrases.words)
        feedback_words = self._phrases.words
        levels = words.levels.format(
            lowest=feedback_words.level_0, highest=feedback_words.level_4, levels=TOP_LEVEL
        )
        up_to = [words.up_to.format(number=round(share * 100)) for share in LEVEL_SHARES]
        pictures = [section.picture for section in sections if section.picture is not None]
        return fill_in_page(
            "class.html.jinja",
            self._phrases,
            title=self._first_key.title,
            class_words=words,
            compared=len(compared),
            other_side=sum(bool(result.argues_for) for result in compared),
            undecided=sum(row.undecided for row in rows),
            sections=sections,
            shades=[words.none, *up_to[1:]],
            colors=color_variables(SHADED_LIGHT, SHADED_DARK),
            is_wide=any(picture.is_wide for picture in pictures),
            talks=talks[:_MOST_TALKS],
            alike=list(self._alike()),
            more_talks=max(0, len(talks) - _MOST_TALKS),
            is_numbered=bool(compared) and not self._with_names,
            rows=rows,
            criteria={each: names[each] for each in Criterion if each in used},
            levels=levels,
            has_several_keys=len(self._grader.keys) > 1,
            outcomes={outcome: self._name(outcome) for outcome in Outcome},
        )

    def _name(self, outcome: Outcome) -> str:
        name: str = getattr(self._phrases.words, outcome.value)
        return name

    # --- the key ---

    def _sections(self) -> Iterator[_Section]:
        outcomes: defaultdict[str, list[Outcomes]] = defaultdict(list)
        for result in self._compared:
            if result.diagnosis is not None:
                outcomes[result.key].append(outcomes_of(result.diagnosis))
        for name, key in self._grader.keys.items():
            # A key that is nearest to no map has no section.
            if name in outcomes:
                counts = counts_of(key, outcomes[name])
                picture = self._picture(key, counts)
                parts = list(self._parts(key, counts))
                # Those first that most maps do not have.
                parts.sort(key=lambda part: -share_without(part.numbers))
                yield _Section(self._heading(name), picture, parts)

    def _heading(self, key: str) -> str:
        return self._grader.keys[key].title or key

    def _picture(self, key: ArgumentMap, counts: PartCounts) -> KeyPicture | None:
        _, numbers = self._describe(key)
        try:
            return key_picture(key, counts, self._lines, numbers, self._words.same_numbers)
        except ArgmapError:
            return None  # too large to be drawn: the table is enough

    def _lines(self, numbers: Counter[Outcome]) -> tuple[str, ...]:
        """Return what is written at a part: `9 of 12`, `wrong kind: 2`, `undecided: 1`."""
        colon = self._phrases.map_words.colon
        others = [
            f"{self._name(outcome)}{colon}{numbers[outcome]}"
            for outcome in Outcome
            if outcome is not Outcome.FOUND and numbers[outcome]
        ]
        return self._share(numbers[Outcome.FOUND], numbers.total()), *others

    def _share(self, found: object, all: object) -> str:
        return self._words.share.format(found=found, all=all)

    def _parts(self, key: ArgumentMap, counts: PartCounts) -> Iterator[_Part]:
        for id, numbers in counts.items():
            if id in key.claims:
                yield _Part(self._phrases.quote(key, id), False, numbers)
            else:
                text = self._phrases.relation(key, key.inferences[id])
                yield _Part(text, True, numbers)

    # --- the maps ---

    def _names(self) -> Iterator[str]:
        """Yield what each map is called: by its file, or by its place among the files."""
        for number, result in enumerate(self._results, start=1):
            if self._with_names or result.comparison is None:
                yield result.submission.heading
            else:
                yield self._words.map_number.format(number=number)

    def _rows(self) -> Iterator[_Row]:
        for name, result in zip(self._names(), self._results, strict=True):
            if result.comparison is None:
                lines = [unreadable(result, self._phrases.words)]
                if result.mark is not None:
                    lines += mark_lines(result.mark, self._phrases.words)[:1]
                yield _Row(name, " ".join(lines))
                continue
            counts = result.comparison.counts
            undecided = result.comparison.claims.undecided
            row = _Row(
                name,
                key=self._heading(result.key),
                claims=self._share(counts.claims_found, counts.claims),
                relations=self._share(counts.right, counts.inferences),
                undecided=len(undecided) + len(result.comparison.proposals),
                argues_for=result.argues_for and self._phrases.quote_text(result.argues_for),
            )
            yield row if result.mark is None else self._with_mark(row, result.mark)

    def _with_mark(self, row: _Row, mark: Mark) -> _Row:
        levels = dict.fromkeys(Criterion, "")
        for each in mark.criteria:
            level = self._name(Outcome.UNCERTAIN) if mark.is_open(each) else str(each.level)
            levels[each.criterion] = level
        shown, how_certain = mark_in_short(mark, self._first_key.language)
        return row._replace(mark=shown, how_certain=how_certain, levels=levels)

    def _talks(self) -> Iterator[tuple[str, str]]:
        """Yield maps that need a conversation, each with its reason, the most urgent first."""
        found = []
        named = zip(self._names(), self._results, strict=True)
        for number, (name, result) in enumerate(named):
            cause = root_cause_of(result)
            if cause is not None and not result.is_other_version:
                share = 0.0
                if result.mark is not None:
                    share = float(result.mark.mark / result.mark.most)
                reason = root_sentence(result) or unreadable(result, self._phrases.words)
                found.append((cause.reason, share, number, name, reason))
        for _, _, _, name, reason in sorted(found):
            yield name, reason

    def _alike(self) -> Iterator[str]:
        """Yield the names of maps that are the same in words of their own, or nearly so."""
        names = list(self._names())
        for group in alike_maps(self._results):
            yield self._phrases.map_words.join_list([names[number] for number in group])
