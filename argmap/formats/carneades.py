"""Reader of Carneades 4 argument graphs in YAML.

    meta: {title: School hours}
    statements:
      nine: School should start at nine.
      sleep: {text: Teenagers would sleep more., assumed: true}
    arguments: {a1: {conclusion: nine, premises: [sleep], undercutter: biased}}
    assumptions: [sleep]
    issues: {i1: {positions: [nine, eight]}}
    tests: {in: [nine], out: [biased]}

Carneades grants nothing but what is assumed, so that the map is strict. Arguments are reasons; the
statement named as an undercutter attacks the inference. A premise in the role of `warrant` is the
warrant. The positions of one issue exclude each other: each rebuts the others. Tests become the
verdicts that are expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import permutations

from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.formats.shared.tree_reader import TreeReader, read_tree
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import ID, ArgumentMap, Claim, Expectation, Inferences, Kind, Source, unknown
from argmap.model.diagnostics import Diagnostic, Severity, Span
from argmap.model.losses import losses
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
_WORDS_OF_FIELDS = {"weight": "weight", "note": "note", "standard": "standard of proof"}
_MOST_REBUTTALS = 10_000
"""Between the positions of all issues: their number grows with the square of that of the positions.
"""
_OF_SOURCES = ("title", "publisher", "date", "author", "creator", "url", "source")


def parse_carneades(text: str, name: str, _options: ReadingOptions) -> Reading:
    """Return the map in a Carneades 4 file; `name` is what its diagnostics call the file."""
    return read_tree(
        text, name, parse_tree, lambda root, diagnostics: _CarneadesReader(diagnostics).read(root)
    )


class _CarneadesReader(TreeReader):
    """Reads what can be read: a malformed statement or argument does not cost the others."""

    severity = Severity.WARNING

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.ids: dict[str, str] = {}
        self.names = Names(self.ids)
        self.inferences = Inferences()
        self.places: dict[str, Span] = {}
        self.lost: Counter[str] = Counter()

    def read(self, root: Node) -> ArgumentMap | None:
        statements = self.entries_of(root, "statements") if isinstance(root, Mapping) else []
        if not isinstance(root, Mapping) or not statements:
            self.error("no-claims", "there are no `statements` in this file", self.head(root))
            return None
        self.settle_ids(statements)
        assumed = {id for id, _ in self.references(root.get("assumptions"))}
        claims = [self.claim(key, node, assumed) for key, node in statements]
        for key, node in self.entries_of(root, "arguments"):
            self.argument(key, node)
        room_for_rebuttals = _MOST_REBUTTALS
        for key, node in self.entries_of(root, "issues"):
            room_for_rebuttals -= self.issue(key, node, room_for_rebuttals)
        expect = dict(self.tests(root))
        meta = root.get("meta")
        self.count_others(meta, "meta", ["title"])
        title = self.words(self.at(meta, "title")) or self.words(root.get("title"))
        sources = list(self.sources(root))
        for key, node in root.entries:
            if key.value in _LOST_PARTS:
                inside = node.entries if isinstance(node, Mapping) else self.items(node)
                self.lost[_LOST_PARTS[key.value]] += len(inside)
            elif key.value not in _PARTS:
                self.lost["other part"] += 1
        self.diagnostics += losses("argmap", [(number, word) for word, number in self.lost.items()])
        return ArgumentMap.build(
            title=title,
            strict=True,
            sources=sources,
            claims=claims,
            inferences=self.inferences.all,
            expect=expect,
            places=self.places,
        )

    # --- statements ---

    def settle_ids(self, statements: list[tuple[Scalar, Node]]) -> None:
        """Keep ids that may stand in a map; name the other statements by their words."""
        ids = Ids(key.value for key, _ in statements if ID.fullmatch(key.value))
        for key, node in statements:
            self.ids[key.value] = key.value
            if not ID.fullmatch(key.value):
                self.ids[key.value] = ids.give(self.words(node) or key.value)

    def claim(self, key: Scalar, node: Node, assumed: Collection[str]) -> Claim:
        id = self.ids[key.value]
        text = self.words(node)
        if not text.strip():
            self.warn("missing-text", f"the statement `{key.value}` has no text", key.span)
            text = "?"
        mark = self.at(node, "assumed")
        is_marked = isinstance(mark, Scalar) and mark.value.lower() == "true"
        self.count_others(node, "statement", ["text", "assumed"])
        places = {"": key.span, "id": key.span, "text": key.span}
        return Claim(id, text, common_ground=is_marked or id in assumed, places=places)

    # --- arguments ---

    def argument(self, key: Scalar, node: Node) -> None:
        if not isinstance(node, Mapping):
            self.wrong(node, "an argument is a mapping with `conclusion` and `premises`")
            return
        conclusions = [id for id, _ in self.references(node.get("conclusion"))]
        premises, warrant = self.premises(node.get("premises"))
        known = ["conclusion", "premises", "undercutter", "scheme"]
        self.count_others(node, "argument", known)
        if len(conclusions) != 1 or not premises:
            lacks = "premises" if conclusions else "a conclusion"
            message = f"the argument `{key.value}` is no step without {lacks}"
            self.warn("incomplete-step", message, key.span)
            return
        inference = self.inferences.add(
            Kind.SUPPORT,
            premises,
            conclusions[0],
            warrant=warrant,
            scheme=self.words(node.get("scheme")),
            places={"": key.span},
        )
        for id, span in self.references(node.get("undercutter")):
            self.inferences.add(Kind.UNDERCUTTER, [id], inference, places={"": span})

    def issue(self, key: Scalar, node: Node, room: int) -> int:
        """Let the positions of an issue rebut each other; return by how many inferences."""
        self.count_others(node, "issue", ["positions"])
        positions = node.get("positions") if isinstance(node, Mapping) else node
        # Each once, where it is named first.
        places: dict[str, Span] = {}
        for id, span in self.references(positions):
            places.setdefault(id, span)
        number = len(places) * (len(places) - 1)
        if number > room:
            message = (
                f"the issue `{key.value}` has too many positions for each to rebut every other: it"
                " is passed over"
            )
            self.warn("too-large", message, key.span)
            return 0
        for position, other in permutations(places, 2):
            span = places[position]
            of_rebuttal = {"": span, f"premise:{position}": span}
            self.inferences.add(Kind.REBUTTAL, [position], other, places=of_rebuttal)
        return number

    def premises(self, node: Node | None) -> tuple[list[str], str]:
        """Return the premises of an argument, each once, and its warrant; other roles are lost."""
        if not isinstance(node, Mapping):
            return self.each_once(self.references(node)), ""
        premises = []
        warrant = ""
        for role, value in node.entries:
            references = list(self.references(value))
            premises += references
            if role.value.lower() == "warrant" and references:
                warrant, _ = references[0]
            else:
                self.lost["premise role"] += 1
        return self.each_once(premises), warrant

    def each_once(self, references: Iterable[tuple[str, Span]]) -> list[str]:
        """Return the ids of the premises of an argument, and report those that occur twice."""
        ids = []
        for id, span in references:
            if id in ids:
                message = f"`{id}` occurs twice among the premises of one argument; once counts"
                self.warn("duplicate-premise", message, span)
            else:
                ids.append(id)
        return ids

    def references(self, node: Node | None) -> Iterator[tuple[str, Span]]:
        """Yield the ids of the statements that a value names, and report names of none."""
        for item in self.items(node):
            if not isinstance(item, Scalar):
                self.wrong(item, "the id of a statement was expected here")
            elif item.value in self.ids:
                yield self.ids[item.value], item.span
            else:
                problem = unknown("statement", item.value, self.names, item.span)
                self.warn(problem.code, problem.message, item.span, problem.help)

    # --- the rest ---

    def tests(self, root: Mapping) -> Iterator[tuple[str, Expectation]]:
        for key, node in self.entries_of(root, "tests"):
            if key.value not in _VERDICT_OF_TEST:
                self.lost["other test"] += 1
                continue
            for id, span in self.references(node):
                self.places[f"expect:{id}"] = span
                yield id, _VERDICT_OF_TEST[key.value]

    def sources(self, root: Mapping) -> Iterator[Source]:
        for key, node in self.entries_of(root, "references"):
            if not ID.fullmatch(key.value) or not isinstance(node, Mapping):
                self.lost["reference"] += 1
                continue
            self.count_others(node, "reference", _OF_SOURCES)
            fields = {name: self.words(node.get(name)) for name in _OF_SOURCES}
            # Carneades has the names of Dublin Core, people write those of BibTeX.
            creator, source = fields.pop("creator"), fields.pop("source")
            fields["author"] = fields["author"] or creator
            fields["url"] = fields["url"] or source
            yield Source(key.value, **fields, places={"": key.span, "id": key.span})

    # --- what has no place ---

    def count_others(self, node: Node | None, part: str, known: Collection[str]) -> None:
        """Count the keys of a mapping that are not known; `part` is what it is, for people."""
        if isinstance(node, Mapping):
            for key, _ in node.entries:
                if key.value not in known:
                    self.lost[_WORDS_OF_FIELDS.get(key.value, f"other {part} field")] += 1

    # --- values ---

    def words(self, node: Node | None) -> str:
        """Return text that may stand alone or as the `text` of a mapping; "" for anything else."""
        if isinstance(node, Mapping):
            node = node.get("text")
        return node.value.strip() if isinstance(node, Scalar) else ""

    def items(self, node: Node | None) -> list[Node]:
        if node is None or (isinstance(node, Scalar) and not node.value):
            return []
        return node.items if isinstance(node, Sequence) else [node]

    def entries_of(self, root: Mapping, key: str) -> list[tuple[Scalar, Node]]:
        """Return the entries of a part of the file; an empty one has none."""
        node = root.get(key)
        if isinstance(node, Sequence) and not node.items:
            return []
        return self.entries(node, f"`{key}` is a mapping")
