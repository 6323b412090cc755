"""Reader of Carneades 4 argument graphs in YAML.

    meta: {title: School hours}
    statements:
      nine: School should start at nine.
      sleep: {text: Teenagers would sleep more., assumed: true}
    arguments: {a1: {conclusion: nine, premises: [sleep], undercutter: biased}}
    assumptions: [sleep]
    issues: {i1: {positions: [nine, eight], standard: PE}}
    tests: {in: [nine], out: [biased]}

Carneades grants nothing but what is assumed, so that the map is strict. Arguments are reasons; the
statement named as an undercutter attacks the inference. A premise in the role of `warrant` is the
warrant. The positions of one issue exclude each other: each rebuts the others. Tests become the
verdicts that are expected.

A proof standard compares the weights of the best arguments for the positions of an issue: by
preponderance (PE) and dialectical validity (DV) the winner's is greater than any other; if clear
and convincing (CCE) or beyond reasonable doubt (BRD), greater by a margin. An argument without a
weight or a scheme weighs 1 if it holds and else 0. Among such arguments all four ask for the same:
an argument for this position holds, and none for another. That is argmap's standard `shown`: the
claim is backed, and no objection to it is. Where arguments have weights, which argmap does not
know, a standard is lost; so is scintilla of evidence (SE), which does not look at the other
positions. As the map is strict, the standards change no verdict; they count once `strict` is taken
out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import permutations
from typing import TypeAlias

from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Entry, Mapping, Node, Scalar, Sequence
from argmap.formats.shared.tree_reader import Places, TreeReader, read_tree
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import ID, ArgumentMap, Claim, Expectation, Inferences, Kind, Source, unknown
from argmap.model.diagnostics import Diagnostics, Severity, Span
from argmap.model.losses import Ledger
from argmap.model.reading import Reading
from argmap.util.spelling import Names

_VERDICT_OF_TEST = {
    "in": Expectation.STANDS,
    "out": Expectation.FALLS,
    "undecided": Expectation.CONTESTED,
}
_PARTS = {
    "meta", "title", "statements", "arguments", "assumptions", "issues", "tests", "references"
}  # fmt: skip
_LOST_PARTS = {"weighing_functions": "weighing function", "argument_schemes": "scheme definition"}
_WORDS_OF_FIELDS = {"weight": "weight", "note": "note", "standard": "proof standard"}
# The names of proof standards that mean `shown` among arguments without weights.
_SHOWN = {
    "dv", "dialectical validity", "pe", "preponderance", "preponderance of the evidence", "cce",
    "clear and convincing", "clear and convincing evidence", "brd", "beyond reasonable doubt",
}  # fmt: skip
_OF_ARGUMENTS = ("conclusion", "premises", "undercutter", "scheme")
_OF_SOURCES = ("title", "publisher", "date", "author", "creator", "url", "source")
_MOST_REBUTTALS = 10_000
"""Between the positions of all issues: their number grows with the square of that of the positions.
"""

Reference: TypeAlias = tuple[str, Span]
"""The id of a statement, and where it is named."""


def parse_carneades(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a Carneades 4 file; `name` is what its diagnostics call the file."""
    return read_tree(text, name, parse_tree, lambda root, found: _CarneadesReader(found).read(root))


class _CarneadesReader(TreeReader):
    """Reads what can be read: a malformed statement or argument does not cost the others."""

    severity = Severity.WARNING

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.ids: dict[str, str] = {}
        self.names = Names(self.ids)
        self.inferences = Inferences()
        self.places: Places = {}
        self.ledger = Ledger()
        self.weighted: set[str] = set()  # the conclusions of arguments with weights or schemes
        self.to_be_shown: set[str] = set()
        self.room_for_rebuttals = _MOST_REBUTTALS

    def read(self, root: Node) -> ArgumentMap | None:
        statements = self.entries_of(root, "statements")
        if not statements:
            message = "this is not a Carneades file, which maps ids to texts in `statements`"
            self.error("not-carneades", message, self.head(root))
            return None
        self.settle_ids(statements)
        assumed = dict(self.references(self.at(root, "assumptions")))
        claims = [self.claim(entry, assumed) for entry in statements]
        for entry in self.entries_of(root, "arguments"):
            self.argument(entry)
        for entry in self.entries_of(root, "issues"):
            self.issue(entry)
        meta = self.at(root, "meta")
        self.count_others(meta, "meta", ["title"])
        sources = list(self.sources(root))
        for part, node in self.entries(root, ""):
            name = part.value
            if name in _LOST_PARTS:
                # `{w1: …, w2: …}` is one value, but holds two things.
                inside = node.entries if isinstance(node, Mapping) else list(self.items(node))
                self.ledger.leave_out(_LOST_PARTS[name], part.span, len(inside))
            elif name not in _PARTS:
                self.ledger.leave_out("other part", part.span)
        for place, claim in enumerate(claims):
            if claim.id in self.to_be_shown:
                claims[place] = replace(claim, standard="shown")
        expect = self.tests(root)
        self.diagnostics += self.ledger.diagnostics()
        return ArgumentMap.build_valid(
            self.diagnostics,
            title=self.words_at(meta, "title") or self.words_at(root, "title"),
            strict=True,
            sources=sources,
            claims=claims,
            inferences=self.inferences.all,
            expect=expect,
            places=self.places,
        )

    # --- statements ---

    def settle_ids(self, statements: list[Entry]) -> None:
        """Keep ids that may stand in a map; name the other statements by their words."""
        ids = Ids(key.value for key, _ in statements if ID.fullmatch(key.value))
        for (key, _, _), node in statements:
            self.ids[key] = key
            if not ID.fullmatch(key):
                self.ids[key] = ids.give(self.words(node) or key)

    def claim(self, entry: Entry, assumed: Collection[str]) -> Claim:
        (key, span, _), node = entry
        id = self.ids[key]
        text = self.words(node)
        if not text:
            self.warn("missing-text", f"the statement `{key}` has no text", span)
            text = "?"
        mark = self.words_at(node, "assumed")
        is_assumed = id in assumed or mark.lower() == "true"
        self.count_others(node, "statement", ["text", "assumed"])
        places = {"": span, "id": span, "text": span}
        return Claim(id, text, common_ground=is_assumed, places=places)

    # --- arguments ---

    def argument(self, entry: Entry) -> None:
        (key, span, _), node = entry
        if not isinstance(node, Mapping):
            self.wrong(node, "an argument must be a mapping with `conclusion` and `premises`")
            return
        conclusions = self.references(node.get("conclusion"))
        premises, warrant = self.premises(node.get("premises"))
        self.count_others(node, "argument", _OF_ARGUMENTS)
        if len(conclusions) != 1 or not premises:
            lacks = "premises" if conclusions else "conclusion"
            self.warn(
                "incomplete-step", f"the argument `{key}` has no {lacks}, so it is ignored", span
            )
            return
        conclusion, _ = conclusions[0]
        scheme = self.words_at(node, "scheme")
        if scheme or node.get("weight") is not None:
            self.weighted.add(conclusion)
        inference = self.inferences.add(
            Kind.SUPPORT, premises, conclusion, warrant=warrant, scheme=scheme, places={"": span}
        )
        for id, place in self.references(node.get("undercutter")):
            self.inferences.add(Kind.UNDERCUTTER, [id], inference, places={"": place})

    def issue(self, entry: Entry) -> None:
        """Let the positions of an issue rebut each other, unless there are too many, and read the
        proof standard that they have to meet.
        """
        (key, span, _), node = entry
        self.count_others(node, "issue", ["positions", "standard"])
        positions: Node | None = node
        if isinstance(node, Mapping):
            positions = node.get("positions")
        # Each once, where it is named first.
        places: Places = {}
        for id, place in self.references(positions):
            places.setdefault(id, place)
        number = len(places) * (len(places) - 1)
        if number > self.room_for_rebuttals:
            self.warn(
                "too-large",
                f"the issue `{key}` has too many positions that rebut each other, so argmap"
                " ignores the issue",
                span,
            )
            return
        self.room_for_rebuttals -= number
        standard = self.words_at(node, "standard").lower().replace("-", " ").replace("_", " ")
        if standard in _SHOWN and self.weighted.isdisjoint(places):
            self.to_be_shown.update(places)
        elif standard:
            self.ledger.leave_out("proof standard", span)
        for position, other in permutations(places, 2):
            place = places[position]
            of_rebuttal = {"": place, f"premise:{position}": place}
            self.inferences.add(Kind.REBUTTAL, [position], other, places=of_rebuttal)

    def premises(self, node: Node | None) -> tuple[list[str], str]:
        """Return the premises of an argument, each once, and its warrant; other roles are lost."""
        if not isinstance(node, Mapping):
            return self.each_once(self.references(node)), ""
        references = []
        warrant = ""
        for role, value in node.entries:
            of_role = self.references(value)
            references += of_role
            if of_role and role.value.lower() == "warrant":
                warrant, _ = of_role[0]
            else:
                self.ledger.leave_out("premise role", role.span)
        ids = self.each_once(references)
        if ids == [warrant]:
            # A warrant licenses an inference from other premises.
            self.ledger.leave_out("premise role", references[0][1])
            warrant = ""
        return ids, warrant

    def each_once(self, references: list[Reference]) -> list[str]:
        """Return the ids of the premises of an argument, and report those that occur twice."""
        ids: list[str] = []
        for id, span in references:
            if id not in ids:
                ids.append(id)
                continue
            self.warn(
                "duplicate-premise",
                f"this argument lists the premise `{id}` twice, but the premise counts only once",
                span,
            )
        return ids

    def references(self, node: Node | None) -> list[Reference]:
        """Return the statements that a value names, and report names of none."""
        references = []
        for item in self.items(node):
            match item:
                case Scalar(name, span) if name in self.ids:
                    references.append((self.ids[name], span))
                case Scalar(name, span):
                    problem = unknown("statement", name, self.names, span)
                    self.warn(problem.code, problem.message, span, problem.help)
                case _:
                    self.wrong(item, "this must be the id of a statement")
        return references

    # --- the rest ---

    def tests(self, root: Node) -> dict[str, Expectation]:
        expect = {}
        for (key, span, _), node in self.entries_of(root, "tests"):
            if key not in _VERDICT_OF_TEST:
                self.ledger.leave_out("other test", span)
                continue
            verdict = _VERDICT_OF_TEST[key]
            for id, place in self.references(node):
                self.places[f"expect:{id}"] = place
                expect[id] = verdict
        return expect

    def sources(self, root: Node) -> Iterator[Source]:
        for (key, span, _), node in self.entries_of(root, "references"):
            if not isinstance(node, Mapping) or not ID.fullmatch(key):
                self.ledger.leave_out("reference", span)
                continue
            self.count_others(node, "reference", _OF_SOURCES)
            fields = {name: self.words_at(node, name) for name in _OF_SOURCES}
            # Carneades has the names of Dublin Core, people write those of BibTeX.
            for other, name in {"creator": "author", "source": "url"}.items():
                value = fields.pop(other)
                fields[name] = fields[name] or value
            yield Source(key, **fields, places={"": span, "id": span})

    def count_others(self, node: Node | None, part: str, known: Collection[str]) -> None:
        """Count the keys of a mapping that are not known; `part` is what it is, for people."""
        if isinstance(node, Mapping):
            for key, _ in node.entries:
                name = key.value
                if name not in known:
                    word = _WORDS_OF_FIELDS.get(name, f"other {part} field")
                    self.ledger.leave_out(word, key.span)

    # --- values ---

    def words(self, node: Node | None) -> str:
        """Return text that may stand alone or as the `text` of a mapping; "" for anything else."""
        if isinstance(node, Mapping):
            node = node.get("text")
        if isinstance(node, Scalar):
            return node.value.strip()
        return ""

    def words_at(self, node: Node | None, key: str) -> str:
        return self.words(self.at(node, key))

    def entries_of(self, root: Node, part: str) -> list[Entry]:
        """Return the entries of a part of the file; an empty one has none."""
        node = self.at(root, part)
        if isinstance(node, Sequence) and not node.items:
            return []
        return self.entries(node, f"`{part}` must be a mapping")
