"""The outline of a map: sides, their main claims, and below each claim its reasons and objections.

    1      School should start at nine.
    1.1    Teenagers would sleep more.
    1.2a   Buses are cheaper after nine.          linked premises: a number, and a letter each
    1.2b   The town pays for the buses.
    1.2.1  Against this inference: …              it follows the last premise of the inference
    1.2.2  Granted, but outweighed, because: …    a weighing is an undercutter with another heading
    1.3    Objection: see 2.1                     a claim is written once, and referred to elsewhere

Below a certain depth an outline goes on under a number of its own, so that numbers stay short
however long a chain is.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from argmap.documents.citations import Citations, Reference
from argmap.documents.text_runs import Link, Look, Run, Runs, Target, fill_runs, join_runs, plain
from argmap.languages import words_for
from argmap.languages.roles import spoken_role
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.graph import main_claims, whole_of
from argmap.model.spanning_tree import author_connections, homes_of, noun_of
from argmap.model.writing import MapVerdicts, OutlineOptions
from argmap.util.text import lettering, shorten

# A level adds two characters or more to a number: at this depth it fills about half a line of a
# page.
MAX_DEPTH = 24

# A reference can be made before its claim has a number: it is filled in when the outline is
# complete.
_NUMBER_TO_COME = "?"

Numbers: TypeAlias = tuple[str, ...]
"""The numbers of some lines, as `1.2a` and `1.2b` are those of linked premises."""

VerdictWords: TypeAlias = Mapping[str, Sequence[str]]
"""The verdicts of claims and inferences, by their ids: `("falls", "not shown")`."""


def _to_number(number: str) -> Run:
    return Run(number, link=Link(Target.PLACE, number))


class OutlineEntry(NamedTuple):
    """One line of an outline.

    Attributes:
        number: the number of the line.
        depth: how far below a root, such as a main claim, which has the depth 0.
        claim: the claim that is written, or referred to.
        inference: the inference in which it bears on what is above it; `None` at depth 0.
        attacked: the numbers of the premises of the inference that `inference` undercuts, where the
            place of the line does not show them: the inference has several, or is elsewhere.
        see: the number where the claim is written instead of here, if anywhere.
    """

    number: str
    depth: int
    claim: Claim
    inference: Inference | None = None
    attacked: Numbers = ()
    see: str = ""


class OutlineSection(NamedTuple):
    """A heading and the entries below it; the heading may be empty."""

    heading: str
    entries: tuple[OutlineEntry, ...]


class Outline(NamedTuple):
    """A map in reading order, in the words of its language.

    `verdict_words`, if any, are shown with each claim and inference; they are those of `verdicts`.
    `sources` are shown on request, cited as `citations` do it. `columns` is the width that text
    wraps to, 0 for none. `repeated` are the numbers of the lines whose attribution is that of the
    line above.
    """

    map: ArgumentMap
    sections: tuple[OutlineSection, ...]
    sources: bool
    verdict_words: VerdictWords
    columns: int
    citations: Citations
    repeated: frozenset[str] = frozenset()
    verdicts: MapVerdicts | None = None

    @property
    def words(self) -> Words:
        """The words of the map's language."""
        return words_for(self.map.language)

    @property
    def entries(self) -> Iterator[OutlineEntry]:
        """The entries of all sections."""
        return itertools.chain.from_iterable(section.entries for section in self.sections)

    @property
    def numbers_of_claims(self) -> dict[str, str]:
        """The number under which each claim is written, by its id."""
        numbers = {}
        for entry in self.entries:
            if not entry.see:
                numbers[entry.claim.id] = entry.number
        return numbers

    @property
    def claims_by_number(self) -> dict[str, Claim]:
        """The claim that is written, or referred to, under each number."""
        return {entry.number: entry.claim for entry in self.entries}

    def role(self, entry: OutlineEntry) -> Runs:
        """Return how an entry bears on what is above it: "Objection", "Reason (warrant)".

        What has no role is a main claim, or a reason like any other.
        """
        inference = entry.inference
        if inference is None:
            return ()
        words = self.words
        kind = inference.kind
        texts = []
        if entry.claim.id == inference.warrant:
            texts.append(words.warrant)
        if inference.scheme:
            texts.append(inference.scheme)
        if inference.implicit:
            texts.append(words.inference_is_implicit)
        texts += self.describe(inference.id)
        together: Runs = ()
        if texts or entry.attacked:
            attacked = join_runs(" + ", [(_to_number(number),) for number in entry.attacked])
            details = [(Run(text),) for text in texts]
            together = join_runs(words.comma, [attacked, *details])
        role = Run(words.reason)
        if kind is Kind.REBUTTAL:
            is_rebuttal = noun_of(self.map, inference) == "rebuttal"
            role = Run(words.rebuttal if is_rebuttal else words.objection)
        elif inference.weighing:
            role = Run(words.weighing)
        elif kind is Kind.UNDERCUTTER:
            role = Run(words.against_this_inference)
        elif not together and (entry.see or spoken_role(entry.claim.text) is None):
            return ()  # "Objection: it is dear" as the text of a reason needs the word "Reason"
        if not together:
            return (role,)
        before, after = words.brackets
        return (role, Run(before), *together, Run(after))

    def describe(self, id: str) -> list[str]:
        """Return what becomes of a claim or inference, in the words of the map's language."""
        if id not in self.verdict_words:
            return []
        return [self.words.verdict_word(word) for word in self.verdict_words[id]]

    def reference(self, entry: OutlineEntry) -> Runs:
        """Return where a claim is that is not here: "see 1.2: Teenagers would sleep more."."""
        words = self.words
        where = fill_runs(words.see, "number", [_to_number(entry.see)])
        text = Run(shorten(entry.claim.text), Look.CLAIM)
        return (*where, Run(words.colon), text)

    def marks(self, entry: OutlineEntry) -> str:
        """Return what must be known of a claim besides its text: "stands, backed; implicit"."""
        if entry.see:
            return ""
        words = self.words
        claim = entry.claim
        marks = []
        if claim.type:
            marks.append(words.claim_types[claim.type])
        if claim.implicit:
            marks.append(words.implicit)
        if claim.common_ground:
            marks.append(words.common_ground)
        if claim.standard:
            marks.append(words.must_be_shown)
        # Where sources are shown, what documents a claim is written in full below it.
        if claim.evidence and not self.sources:
            marks.append(words.documented)
        if self.map.is_unsupported(claim.id):
            marks.append(words.unsupported)
        home = entry.inference.id if entry.inference else claim.id
        if author_connections(self.map).get(home) == claim.id:
            marks.append(words.connected_by_author)
        verdict = self.describe(claim.id)
        if not marks and not verdict:
            return ""
        groups = [words.join_list(verdict), words.join_list(marks)]
        return words.semicolon.join(filter(None, groups))

    def plain_entry(self, entry: OutlineEntry) -> str:
        """Return an entry without its number, as text: "Objection: It is dear. [implicit]"."""
        text = entry.claim.text
        if entry.see:
            text = plain(self.reference(entry))
        role = plain(self.role(entry))
        if role:
            text = role + self.words.colon + text
        marks = self.marks(entry)
        if marks:
            text += f" [{marks}]"
        return text

    def attribution(self, entry: OutlineEntry) -> Runs:
        """Return who holds a claim, where it is stated and what documents it, if sources are shown.

        Who draws an inference, and where, is given with the last of its premises. What repeats
        itself is said once.
        """
        if not self.sources:
            return ()
        words = self.words
        if entry.number in self.repeated:
            return (Run(words.ibidem),)
        claim = entry.claim
        inference = entry.inference
        parts = []
        if not entry.see:
            parts += self.holders(claim, words.held_by, words.stated_in)
            if claim.evidence:
                evidence = Run(words.evidence + words.colon)
                parts.append((evidence, *self.citations.cite_all(claim.evidence)))
        if inference is None:
            return join_runs(words.semicolon, parts)
        *_, last_premise = inference.premises
        if claim.id == last_premise:
            drawn = self.holders(inference, words.inference_held_by, words.inference_stated_in)
            # Who holds the premise often draws the inference, too, and in the same place.
            if drawn and parts == self.holders(inference, words.held_by, words.stated_in):
                drawn = [(Run(words.inference_likewise),)]
            parts += drawn
        return join_runs(words.semicolon, parts)

    def holders(self, stated: Claim | Inference, by: str, where: str) -> list[Runs]:
        """Return who says a thing and where it is said, filled into the words `by` and `where`."""
        said: list[Runs] = []
        if stated.held_by:
            names = Run(self.words.join_list(stated.held_by))
            said.append(fill_runs(by, "names", [names]))
        if stated.stated_in:
            places = self.citations.cite_all(stated.stated_in)
            said.append(fill_runs(where, "places", places))
        return said

    def notes(self) -> list[str]:
        """Return what has to be explained of the words of this outline, a sentence each."""
        words = self.words
        inferences = [entry.inference for entry in self.entries if entry.inference is not None]
        notes = []
        if any(inference.implicit for inference in inferences):
            notes.append(words.implicit_inference_explained)
        if not self.verdict_words:
            return notes
        for inference in inferences:
            if words.takes_its_backing in self.describe(inference.id):
                return [*notes, words.takes_its_backing_explained]
        return notes

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
    """Return the outline of a map, which has every claim once, with verdicts if given."""
    options = options or OutlineOptions()
    verdict_words: VerdictWords = {}
    if verdicts is not None:
        verdict_words = verdicts.words_by_id()
    sections = tuple(section for section in _sections(map) if section.entries)
    whole = whole_of(map)
    if whole is not map:
        sections = _numbered_as_in(whole, sections)
    citations = Citations(map.sources.values(), words_for(map.language))
    result = Outline(map, sections, options.sources, verdict_words, options.columns, citations)
    # Lines of which the same is said, of the claim and its inference, as of the line above. The
    # attributions are those of the outline itself, so it is made first.
    repeated = set()
    for section in sections if options.sources else ():
        attribution_above: Runs = ()
        for entry in section.entries:
            attribution = result.attribution(entry)
            if attribution and attribution == attribution_above:
                repeated.add(entry.number)
            attribution_above = attribution
    return result._replace(repeated=frozenset(repeated), verdicts=verdicts)


def _numbered_as_in(
    whole: ArgumentMap, sections: tuple[OutlineSection, ...]
) -> tuple[OutlineSection, ...]:
    """Return the outline of a part with the numbers of the whole map, since people type these.

    If two lines would have the same number, as in a circle around a focus, all keep their own.
    """
    numbers: dict[tuple[str, str], str] = {}
    for section in _sections(whole):
        for entry in section.entries:
            numbers.setdefault(_place(entry), entry.number)
            if not entry.see:
                numbers["", entry.claim.id] = entry.number
    entries = [entry for section in sections for entry in section.entries]
    new = {entry.number: numbers.get(_place(entry), "") for entry in entries}
    if len({*new.values(), ""}) <= len(entries):
        return sections
    renumbered = []
    for section in sections:
        lines = []
        for entry in section.entries:
            see = new[entry.see] if entry.see else ""
            attacked = tuple(new[number] for number in entry.attacked)
            lines.append(entry._replace(number=new[entry.number], see=see, attacked=attacked))
        renumbered.append(section._replace(entries=tuple(lines)))
    return tuple(renumbered)


def _place(entry: OutlineEntry) -> tuple[str, str]:
    """Return what distinguishes a line in a map and its parts: its inference and its claim."""
    return (entry.inference.id if entry.inference else "", entry.claim.id)


def heading_of_side(map: ArgumentMap, side: str) -> str:
    """Return the heading above what is on a side, by its id; "" is no side.

    What is on no side, or serves several, comes last; where a map has no sides this is all, under
    no heading.
    """
    if side:
        return map.sides[side].name
    return words_for(map.language).no_side if map.sides else ""


def heading_of_loose(map: ArgumentMap) -> str:
    """Return the heading above what no main claim leads to.

    Where nothing else is in the map, this is all, under no heading.
    """
    if not main_claims(map):
        return ""
    words = words_for(map.language)
    return words.not_connected_by_source if map.is_stated_only else words.not_connected


def _sections(map: ArgumentMap) -> list[OutlineSection]:
    """Return the sections of an outline in order; some may be empty."""
    words = words_for(map.language)
    builder = _OutlineBuilder(map)
    homes = builder.homes
    for side, mains in homes.mains.items():
        for main in mains:
            builder.add_root(main)
        builder.end_section(heading_of_side(map, side))
    builder.add_postponed()
    builder.end_section(words.continued)
    for claim in homes.loose:
        builder.number_of_claim[claim] = builder.new_root_number()
        builder.add_root(claim)
        builder.add_postponed()
    if homes.loose:
        builder.end_section(heading_of_loose(map))
    return builder.complete_sections()


class _Postponed(NamedTuple):
    """A claim written later, under a number of its own, with the inferences below it.

    `attacked` are the numbers of the premises of the inference that undercutters among these are
    against.
    """

    entry: OutlineEntry
    inferences: list[Inference]
    attacked: Numbers


class _OutlineBuilder:
    """Makes the entries of an outline, in its order.

    A claim is written below the number of the inference in which it is at home; elsewhere it is
    referred to.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.homes = homes_of(map)
        self.alphabet = words_for(map.language).letters
        self.root_count = 0
        # Main claims are numbered first, so that those of the first side can refer to the others.
        self.number_of_claim: dict[str, str] = {}
        for main in self.homes.mains_in_order:
            self.number_of_claim[main] = self.new_root_number()
        self.sections: list[OutlineSection] = []
        self.entries: list[OutlineEntry] = []
        self.postponed: deque[_Postponed] = deque()

    def end_section(self, heading: str) -> None:
        """Put the entries since the last section under a heading."""
        self.sections.append(OutlineSection(heading, tuple(self.entries)))
        self.entries.clear()

    def complete_sections(self) -> list[OutlineSection]:
        """Return the sections, now that the numbers that they refer to are known."""
        sections = []
        for heading, section in self.sections:
            entries = []
            for entry in section:
                if entry.see == _NUMBER_TO_COME:
                    number = self.number_of_claim[entry.claim.id]
                    entry = entry._replace(see=number)  # noqa: PLW2901
                entries.append(entry)
            sections.append(OutlineSection(heading, tuple(entries)))
        return sections

    def add_root(self, claim: str) -> None:
        """Add the entry of a root and those below it."""
        map = self.map
        number = self.number_of_claim[claim]
        self.entries.append(OutlineEntry(number, 0, map.claims[claim]))
        self.add_inferences(map.onto(claim), number, 1)

    def add_inferences(
        self,
        inferences: Iterable[Inference],
        number_above: str,
        depth: int,
        attacked: Numbers = (),
    ) -> None:
        """Add the entries of the inferences onto what has the number above, and those below them.

        `attacked` are the numbers of the premises of the inference that undercutters among these
        are against, where their place does not show it.
        """
        claims = self.map.claims
        for place, inference in enumerate(inferences, 1):
            number = f"{number_above}.{place}"
            premises = inference.premises
            numbers: Numbers = (number,)
            if len(premises) > 1:
                letters = itertools.islice(lettering(self.alphabet), len(premises))
                numbers = tuple(number + letter for letter in letters)
            undercut: Numbers = ()
            if inference.kind is Kind.UNDERCUTTER:
                undercut = attacked
            for premise, own_number in zip(premises, numbers, strict=True):
                claim = claims[premise]
                entry = OutlineEntry(own_number, depth, claim, inference, undercut)
                self.add_premise(entry, inference, number, numbers)

    def add_premise(
        self, entry: OutlineEntry, inference: Inference, inference_number: str, numbers: Numbers
    ) -> None:
        """Add the entry of a premise, and what is below it.

        That is first, below the last premise of an inference, what undercuts it; then, where the
        claim is at home, the inferences onto it. `numbers` are those of all premises.
        """
        claim = entry.claim
        number = entry.number
        undercutters = []
        if number == numbers[-1]:
            undercutters = self.map.undercutters(inference.id)
        onto_claim = []
        see = _NUMBER_TO_COME
        is_home = self.homes.inference_of[claim.id] == inference.id
        if is_home:
            onto_claim = self.map.onto(claim.id)
            see = ""
            self.number_of_claim[claim.id] = number
        below = undercutters + onto_claim
        if below and entry.depth == MAX_DEPTH:
            root = OutlineEntry(self.new_root_number(), 0, claim, see=see)
            self.entries.append(entry._replace(see=root.number))
            self.postponed.append(_Postponed(root, below, numbers))
            if is_home:
                self.number_of_claim[claim.id] = root.number
            return
        self.entries.append(entry._replace(see=see) if see else entry)
        depth = entry.depth + 1
        if len(numbers) == 1:
            # Premise and inference have the same number: what bears on either is counted on.
            self.add_inferences(below, number, depth)
        else:
            self.add_inferences(undercutters, inference_number, depth, numbers)
            self.add_inferences(onto_claim, number, depth)

    def new_root_number(self) -> str:
        self.root_count += 1
        return str(self.root_count)

    def add_postponed(self) -> None:
        """Add the entries of all that was postponed, and of what is postponed meanwhile."""
        while self.postponed:
            root, inferences, attacked = self.postponed.popleft()
            self.entries.append(root)
            self.add_inferences(inferences, root.number, 1, attacked)
