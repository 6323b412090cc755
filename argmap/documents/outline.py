"""The outline of a map: sides, their main claims, and below each claim its reasons and objections.

A step onto claim 1 is 1.1, 1.2, …; the premises linked in one step share its number and differ by a
letter (1.2a, 1.2b). What stands against step 1.2 itself is 1.2.1: it follows the last premise of
the step, before what bears on that premise, and says that it is against the step. A claim is told
once and referred to afterwards. Below a certain depth an outline goes on under a number of its own,
so that numbers stay short however long a chain is.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.documents.citations import Citations, Reference
from argmap.documents.text_runs import Link, Look, Run, Runs, Target, fill_runs, join_runs, plain
from argmap.languages import words_for
from argmap.languages.roles import spoken_role
from argmap.languages.words import Words, lettering
from argmap.model import ArgumentMap, Citation, Claim, Inference, Kind
from argmap.model.spanning_tree import Homes, homes_of
from argmap.model.writing import MapVerdicts, OutlineOptions
from argmap.util.text import shorten

# A level adds two characters or more to a number: at this depth it fills about half a line of a
# page.
MAX_DEPTH = 24

# A reference can be made before its claim has a number: it is filled in when the outline is
# complete.
_NUMBER_TO_COME = "?"


def _to_number(number: str) -> Run:
    return Run(number, link=Link(Target.PLACE, number))


class OutlineEntry(NamedTuple):
    """One line of an outline.

    Attributes:
        number: the number of the line.
        depth: how far below a root, such as a main claim, which has the depth 0.
        claim: the claim that is told, or referred to.
        inference: the step in which it bears on what stands above it; `None` at depth 0.
        attacked: the numbers of the premises of the step that `inference` undercuts, where the
            place of the line does not show them: the step has several, or is told elsewhere.
        see: the number where the claim is told instead of here, if anywhere.
    """

    number: str
    depth: int
    claim: Claim
    inference: Inference | None = None
    attacked: tuple[str, ...] = ()
    see: str = ""


class OutlineSection(NamedTuple):
    """A heading and the entries below it; the heading may be empty."""

    heading: str
    entries: tuple[OutlineEntry, ...]


class Outline(NamedTuple):
    """A map told in order, in the words of its language.

    `verdict_words`, if any, are shown with each claim and step, `sources` on request, cited as
    `citations` do it. `columns` is the width that text wraps to, 0 for none. `repeated` are the
    numbers of the lines whose attribution is that of the line above.
    """

    map: ArgumentMap
    sections: tuple[OutlineSection, ...]
    sources: bool
    verdict_words: Mapping[str, Sequence[str]]
    columns: int
    citations: Citations
    repeated: frozenset[str] = frozenset()

    @property
    def words(self) -> Words:
        """The words of the map's language."""
        return words_for(self.map.language)

    @property
    def numbers_of_claims(self) -> dict[str, str]:
        """The number under which each claim is told, by its id."""
        entries = itertools.chain.from_iterable(section.entries for section in self.sections)
        return {entry.claim.id: entry.number for entry in entries if not entry.see}

    @property
    def claims_by_number(self) -> dict[str, Claim]:
        """The claim that is told, or referred to, under each number."""
        entries = itertools.chain.from_iterable(section.entries for section in self.sections)
        return {entry.number: entry.claim for entry in entries}

    def role(self, entry: OutlineEntry) -> Runs:
        """Return how an entry bears on what stands above it: "Rebuttal", "Support (warrant)".

        What has no role is a main claim, or a reason like any other.
        """
        words = self.words
        inference = entry.inference
        if inference is None:
            return ()
        details: list[Runs] = []
        if entry.attacked:
            details.append(join_runs(" + ", [(_to_number(number),) for number in entry.attacked]))
        if entry.claim.id == inference.warrant:
            details.append((Run(words.warrant),))
        if inference.scheme:
            details.append((Run(inference.scheme),))
        if inference.implicit:
            details.append((Run(words.inference_is_implicit),))
        details += [(Run(said),) for said in self.describe(inference.id)]
        roles = {
            Kind.SUPPORT: words.support,
            Kind.REBUTTAL: words.rebuttal,
            Kind.UNDERCUTTER: words.against_this_inference,
        }
        role = Run(roles[inference.kind])
        if not details:
            is_plain_reason = inference.kind is Kind.SUPPORT and (
                entry.see or spoken_role(entry.claim.text) is None
            )
            return () if is_plain_reason else (role,)
        before, after = words.brackets
        return (role, Run(before), *join_runs(words.comma, details), Run(after))

    def describe(self, id: str) -> list[str]:
        """Return what becomes of a claim or step, in the words of the map's language."""
        return [self.words.verdict_word(word) for word in self.verdict_words.get(id, ())]

    def reference(self, entry: OutlineEntry) -> Runs:
        """Return where a claim is told that is not told here: "see 1.2: Teenagers would sleep
        more.".
        """
        where = fill_runs(self.words.see, "number", [_to_number(entry.see)])
        return (*where, Run(self.words.colon), Run(shorten(entry.claim.text), Look.CLAIM))

    def marks(self, entry: OutlineEntry) -> str:
        """Return what must be known of a claim besides its text: "stands, merely asserted;
        implicit".
        """
        if entry.see:
            return ""
        words = self.words
        claim = entry.claim
        marks = []
        if claim.implicit:
            marks.append(words.implicit)
        if claim.common_ground:
            marks.append(words.common_ground)
        # Where sources are told, what documents a claim is said in full below it.
        if claim.evidence and not self.sources:
            marks.append(words.documented)
        if self.map.is_unsupported(claim.id):
            marks.append(words.unsupported)
        groups = [words.join_list(self.describe(claim.id)), words.join_list(marks)]
        return words.semicolon.join(group for group in groups if group)

    def plain_entry(self, entry: OutlineEntry) -> str:
        """Return an entry without its number, as plain text: "Rebuttal: It is
        dear. [unsupported]".
        """
        text = plain(self.reference(entry)) if entry.see else entry.claim.text
        role = plain(self.role(entry))
        if role:
            text = role + self.words.colon + text
        marks = self.marks(entry)
        if marks:
            text += f" [{marks}]"
        return text

    def attribution(self, entry: OutlineEntry) -> Runs:
        """Return who holds a claim, where it is stated and what documents it, if that was asked
        for.

        Who draws a step, and where, is told with the last of its premises. What repeats itself is
        said once.
        """
        if not self.sources:
            return ()
        words = self.words
        if entry.number in self.repeated:
            return (Run(words.ibidem),)
        attributions: list[Runs] = []
        claim = entry.claim
        if not entry.see:
            attributions += self.holders(
                claim.held_by, claim.stated_in, words.held_by, words.stated_in
            )
        if claim.evidence and not entry.see:
            attributions.append(
                (Run(words.evidence + words.colon), *self.citations.cite_all(claim.evidence))
            )
        inference = entry.inference
        if inference is not None and claim.id == inference.premises[-1]:
            said_of_inference = self.holders(
                inference.held_by,
                inference.stated_in,
                words.inference_held_by,
                words.inference_stated_in,
            )
            is_alike = (inference.held_by, inference.stated_in) == (claim.held_by, claim.stated_in)
            if said_of_inference and is_alike and not claim.evidence and not entry.see:
                said_of_inference = [(Run(words.inference_likewise),)]
            attributions += said_of_inference
        return join_runs(words.semicolon, attributions)

    def holders(
        self, held_by: Sequence[str], stated_in: Sequence[Citation], by: str, where: str
    ) -> list[Runs]:
        """Return who says a thing and where it is said, filled into the words `by` and `where`."""
        said: list[Runs] = []
        if held_by:
            said.append(fill_runs(by, "names", [Run(self.words.join_list(held_by))]))
        if stated_in:
            said.append(fill_runs(where, "places", self.citations.cite_all(stated_in)))
        return said

    def notes(self) -> list[str]:
        """Return what has to be explained of the words of this outline, a sentence each."""
        for section in self.sections:
            if any(
                entry.inference is not None and entry.inference.implicit
                for entry in section.entries
            ):
                return [self.words.implicit_inference_explained]
        return []

    def bibliography(self) -> list[Reference]:
        """Return the references of all sources, if sources were asked for."""
        if not self.sources:
            return []
        return self.citations.bibliography()


def outline(
    map: ArgumentMap,
    options: OutlineOptions | None = None,
    verdicts: MapVerdicts | None = None,
) -> Outline:
    """Return the outline of a map, in which every claim is told once, with verdicts if given."""
    options = options or OutlineOptions()
    verdict_words: Mapping[str, Sequence[str]] = {}
    if verdicts is not None:
        verdict_words = verdicts.words_by_id()
    sections = tuple(section for section in _sections(map) if section.entries)
    citations = Citations(map.sources.values(), words_for(map.language))
    result = Outline(map, sections, options.sources, verdict_words, options.columns, citations)
    return result._replace(repeated=frozenset(_find_repeated(result)))


def _find_repeated(result: Outline) -> Iterator[str]:
    """Yield the numbers of lines of which the same is said, of the claim and its step, as of the
    line above.
    """
    for section in result.sections:
        said_above: Runs = ()
        for entry in section.entries:
            said = result.attribution(entry)
            if said and said == said_above:
                yield entry.number
            said_above = said


def _sections(map: ArgumentMap) -> list[OutlineSection]:
    """Return the sections of an outline in order; some may be empty."""
    words = words_for(map.language)
    headings = {side.id: side.name for side in map.sides.values()}
    # What is on no side, or serves several, comes last; where a map has no sides this is all, under
    # no heading.
    headings[""] = words.no_side if map.sides else ""

    homes = homes_of(map)
    builder = _OutlineBuilder(map, homes, words.letters)
    sections = []
    for side, heading in headings.items():
        entries: list[OutlineEntry] = []
        for main in homes.mains[side]:
            entries += builder.root_entries(main)
        sections.append(OutlineSection(heading, tuple(entries)))

    postponed = tuple(builder.postponed_entries())
    sections.append(OutlineSection(words.continued, postponed))

    unconnected = tuple(builder.unconnected_entries())
    heading = words.not_connected if homes.mains_in_order else ""
    sections.append(OutlineSection(heading, unconnected))
    return [builder.with_references(section) for section in sections]


class _Postponed(NamedTuple):
    """A claim told later, under a number of its own, with the steps below it.

    `attacked` are the numbers of the premises of the step that undercutters among these are
    against.
    """

    entry: OutlineEntry
    inferences: list[Inference]
    attacked: tuple[str, ...]


class _OutlineBuilder:
    """Makes the entries of an outline, in the order in which they are told.

    A claim is told below the number of the step in which it is at home; elsewhere it is referred
    to.
    """

    def __init__(self, map: ArgumentMap, homes: Homes, alphabet: str) -> None:
        self.map = map
        self.homes = homes
        self.alphabet = alphabet
        mains = homes.mains_in_order
        self.root_count = len(mains)
        # Main claims are numbered before anything is told, so that those of the first side can
        # refer to the others.
        self.number_of_claim = {claim: str(place) for place, claim in enumerate(mains, 1)}
        self.postponed: deque[_Postponed] = deque()

    def root_entries(self, claim: str) -> Iterator[OutlineEntry]:
        """Yield the entry of a root and those below it."""
        number = self.number_of_claim[claim]
        yield OutlineEntry(number, 0, self.map.claims[claim])
        yield from self.inference_entries(self.map.onto(claim), number, 1)

    def inference_entries(
        self,
        inferences: Iterable[Inference],
        number_above: str,
        depth: int,
        attacked: tuple[str, ...] = (),
    ) -> Iterator[OutlineEntry]:
        """Yield the entries of the steps onto what has the number above, and those below them.

        `attacked` are the numbers of the premises of the step that undercutters among these steps
        are against, where their place does not show it.
        """
        for place, inference in enumerate(inferences, 1):
            number = f"{number_above}.{place}"
            numbers = _numbers_of_premises(number, len(inference.premises), self.alphabet)
            undercut = attacked if inference.kind is Kind.UNDERCUTTER else ()
            for premise, own_number in zip(inference.premises, numbers, strict=True):
                entry = OutlineEntry(
                    own_number, depth, self.map.claims[premise], inference, undercut
                )
                yield from self.premise_entries(entry, inference, number, numbers)

    def premise_entries(
        self,
        entry: OutlineEntry,
        inference: Inference,
        inference_number: str,
        numbers: tuple[str, ...],
    ) -> Iterator[OutlineEntry]:
        """Yield the entry of a premise, and what stands below it.

        That is first, below the last premise of a step, what undercuts the step; then, where the
        claim is at home, the steps onto it. `numbers` are those of all premises of the step.
        """
        claim, depth = entry.claim, entry.depth
        undercutters = self.map.undercutters(inference.id) if entry.number == numbers[-1] else []
        is_home = self.homes.inference_of[claim.id] == inference.id
        own_inferences = self.map.onto(claim.id) if is_home else []
        see = "" if is_home else _NUMBER_TO_COME
        placed_entry = entry._replace(see=see)
        if depth == MAX_DEPTH and (undercutters or own_inferences):
            later = self.new_root_number()
            self.postponed.append(
                _Postponed(
                    OutlineEntry(later, 0, claim, see=see), undercutters + own_inferences, numbers
                )
            )
            placed_entry = entry._replace(see=later)
            undercutters, own_inferences = [], []
        if is_home:
            self.number_of_claim[claim.id] = placed_entry.see or entry.number
        yield placed_entry
        if len(numbers) == 1:
            # Premise and step have the same number, so what bears on either is counted on.
            yield from self.inference_entries(
                undercutters + own_inferences, inference_number, depth + 1
            )
        else:
            yield from self.inference_entries(undercutters, inference_number, depth + 1, numbers)
            yield from self.inference_entries(own_inferences, entry.number, depth + 1)

    def new_root_number(self) -> str:
        self.root_count += 1
        return str(self.root_count)

    def postponed_entries(self) -> Iterator[OutlineEntry]:
        """Yield the entries of all that was postponed, and of what is postponed meanwhile."""
        while self.postponed:
            later = self.postponed.popleft()
            yield later.entry
            yield from self.inference_entries(
                later.inferences, later.entry.number, 1, later.attacked
            )

    def unconnected_entries(self) -> Iterator[OutlineEntry]:
        """Yield the entries of what no main claim leads to."""
        for claim in self.homes.loose:
            self.number_of_claim[claim] = self.new_root_number()
            yield from self.root_entries(claim)
            yield from self.postponed_entries()

    def with_references(self, section: OutlineSection) -> OutlineSection:
        """Return a section with the numbers that were to come."""
        entries = []
        for entry in section.entries:
            if entry.see != _NUMBER_TO_COME:
                entries.append(entry)
                continue
            number = self.number_of_claim[entry.claim.id]
            entries.append(entry._replace(see=number))
        return OutlineSection(section.heading, tuple(entries))


def _numbers_of_premises(number: str, how_many: int, alphabet: str) -> tuple[str, ...]:
    """Return the numbers of the premises of a step: its own, where it has one,
    else with letters.
    """
    if how_many == 1:
        return (number,)
    return tuple(number + letter for letter in itertools.islice(lettering(alphabet), how_many))
