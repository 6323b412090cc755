"""Reader of Carneades 4 argument graphs in YAML.

    meta: {title: School hours}
    statements:
      nine: School should start at nine.
      sleep: {text: Teenagers would sleep more., assumed: true}
    arguments: {a1: {conclusion: nine, premises: [sleep], scheme: expert opinion, undercutter: biased}}
    assumptions: [sleep]
    tests: {in: [nine], out: [biased]}

Arguments are steps of support; the statement named as an undercutter attacks the step. A premise in
the role of `warrant` is the warrant. Tests become the verdicts that are expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.formats.shared.ids import Ids
from argmap.formats.shared.reading import Reading
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from argmap.model import ID, ArgumentMap, Claim, Kind, Source, Steps, Verdict, unknown
from argmap.model.diagnostics import Diagnostic, Span, error, warning
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused
from argmap.model.losses import losses

_STATEMENTS = re.compile(r"^(statements|arguments)\s*:", re.MULTILINE)
_NATIVE = re.compile(r"^claims\s*:", re.MULTILINE)
_TESTS = {"in": Verdict.STANDS, "out": Verdict.FALLS, "undecided": Verdict.CONTESTED}
_PARTS = ("meta", "title", "statements", "arguments", "assumptions", "tests", "references")
_LOST = {"issues": "issue", "weighing_functions": "weighing function", "argument_schemes": "scheme definition"}
_OF_STATEMENTS = ("text", "assumed")
_OF_ARGUMENTS = ("conclusion", "premises", "undercutter", "scheme")
_OF_SOURCES = ("title", "publisher", "date")


def looks_like_carneades(text: str) -> bool:
    """Return whether a YAML text is a Carneades argument graph rather than a map of our own."""
    return bool(_STATEMENTS.search(text)) and not _NATIVE.search(text)


def parse_carneades(text: str, name: str) -> Reading:
    """Return the map in a Carneades 4 file; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        root, found = parse_tree(text, name)
        if root is None and not found:
            found.append(error("empty-file", "there is no map in this file", Span(name, 1, 1, 1, 1)))
        map = _CarneadesReader(found).read(root) if root else None
        return Reading.of(name, text, map, found)


class _CarneadesReader:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.ids: dict[str, str] = {}
        self.statements: list[tuple[Scalar, Node]] = []
        self.steps = Steps()
        self.places: dict[str, Span] = {}
        self.lost: dict[str, int] = {}

    def read(self, root: Node) -> ArgumentMap | None:
        if not isinstance(root, Mapping) or not self.entries(root.get("statements"), "statements"):
            place = _head(root)
            self.found.append(error("no-claims", "there are no `statements` in this file", place))
            return None
        self.statements = self.entries(root.get("statements"), "statements")
        self.settle_ids()
        assumed = {id for id, _ in self.references(root.get("assumptions"))}
        claims = [self.claim(key, value, assumed) for key, value in self.statements]
        for key, value in self.entries(root.get("arguments"), "arguments"):
            self.argument(key, value)
        expect, title, sources = dict(self.tests(root)), self.title(root), list(self.sources(root))
        self.others(root)
        self.found += losses("argmap", [(number, word) for word, number in self.lost.items()])
        try:
            return ArgumentMap.build(
                title=title, sources=sources, claims=claims, inferences=self.steps.all,
                expect=expect, places=self.places,
            )  # fmt: skip
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    def settle_ids(self) -> None:
        """Keep ids that may stand in a map; name the other statements by their words."""
        names = [key.value for key, _ in self.statements]
        ids = Ids(name for name in names if ID.fullmatch(name))
        for key, value in self.statements:
            good = ID.fullmatch(key.value)
            self.ids[key.value] = key.value if good else ids.give(self.text(value) or key.value)

    def claim(self, key: Scalar, node: Node, assumed: set[str]) -> Claim:
        id, text = self.ids[key.value], self.text(node)
        if not text.strip():
            self.found.append(warning("missing-text", f"the statement `{key.value}` has no text", key.span))
            text = "?"
        flag = node.get("assumed") if isinstance(node, Mapping) else None
        told = isinstance(flag, Scalar) and flag.value.lower() == "true"
        self.count_others(node, _OF_STATEMENTS, "statement")
        return Claim(id, text, assumed=told or id in assumed, places={"": key.span, "id": key.span, "text": key.span})

    # --- arguments ---

    def argument(self, key: Scalar, node: Node) -> None:
        if not isinstance(node, Mapping):
            self.wrong(node, "an argument is a mapping with `conclusion` and `premises`")
            return
        conclusion = [id for id, _ in self.references(node.get("conclusion"))]
        premises, warrant = self.premises(node.get("premises"))
        self.count_others(node, _OF_ARGUMENTS, "argument")
        if len(conclusion) != 1 or not premises:
            lacks = "premises" if conclusion else "a conclusion"
            message = f"the argument `{key.value}` is no step without {lacks}"
            self.found.append(warning("incomplete-step", message, key.span))
            return
        scheme, places = self.text(node.get("scheme")), {"": key.span}
        step = self.steps.add(Kind.SUPPORT, premises, conclusion[0], warrant=warrant, scheme=scheme, places=places)
        for id, span in self.references(node.get("undercutter")):
            self.steps.add(Kind.UNDERCUTTER, [id], step, places={"": span})

    def premises(self, node: Node | None) -> tuple[list[str], str]:
        """Return the premises of an argument and its warrant; other roles have no place."""
        if not isinstance(node, Mapping):
            return list(dict.fromkeys(id for id, _ in self.references(node))), ""
        premises, warrant = [], ""
        for role, value in node.entries:
            ids = [id for id, _ in self.references(value)]
            premises += ids
            if role.value.lower() == "warrant" and ids:
                warrant = ids[0]
            else:
                self.lose("premise role")
        return list(dict.fromkeys(premises)), warrant

    def references(self, node: Node | None) -> Iterator[tuple[str, Span]]:
        """Yield the ids of the statements that a value names, and report names of none."""
        for item in self.items(node):
            if isinstance(item, Scalar) and item.value in self.ids:
                yield self.ids[item.value], item.span
            elif isinstance(item, Scalar):
                problem = unknown("statement", item.value, self.ids, item.span)
                self.found.append(warning(problem.code, problem.message, item.span, problem.help))
            else:
                self.wrong(item, "the id of a statement was expected here")

    # --- the rest ---

    def tests(self, root: Mapping) -> Iterator[tuple[str, Verdict]]:
        for key, value in self.entries(root.get("tests"), "tests"):
            if key.value not in _TESTS:
                self.lose("other test")
                continue
            for id, span in self.references(value):
                self.places[f"expect:{id}"] = span
                yield id, _TESTS[key.value]

    def title(self, root: Mapping) -> str:
        meta = root.get("meta")
        self.count_others(meta, ("title",), "meta")
        return self.text(meta.get("title") if isinstance(meta, Mapping) else None) or self.text(root.get("title"))

    def sources(self, root: Mapping) -> Iterator[Source]:
        for key, value in self.entries(root.get("references"), "references"):
            if not ID.fullmatch(key.value) or not isinstance(value, Mapping):
                self.lose("reference")
                continue
            fields = {name: self.text(value.get(name)) for name in _OF_SOURCES}
            author = self.text(value.get("author")) or self.text(value.get("creator"))
            url = self.text(value.get("url")) or self.text(value.get("source"))
            self.count_others(value, (*_OF_SOURCES, "author", "creator", "url", "source"), "reference")
            yield Source(key.value, author=author, url=url, **fields, places={"": key.span, "id": key.span})

    def others(self, root: Mapping) -> None:
        for key, value in root.entries:
            if key.value in _LOST:
                self.lose(_LOST[key.value], len(self.items_or_entries(value)))
            elif key.value not in _PARTS:
                self.lose("other part")

    def count_others(self, node: Node | None, known: Iterable[str], of: str) -> None:
        for key, _ in node.entries if isinstance(node, Mapping) else ():
            if key.value not in known:
                self.lose(key.value if key.value in ("weight", "note") else f"other {of} field")

    def lose(self, word: str, number: int = 1) -> None:
        self.lost[word] = self.lost.get(word, 0) + number

    def text(self, node: Node | None) -> str:
        if isinstance(node, Mapping):
            node = node.get("text")
        return node.value.strip() if isinstance(node, Scalar) else ""

    def items(self, node: Node | None) -> list[Node]:
        if node is None or (isinstance(node, Scalar) and not node.value):
            return []
        return node.items if isinstance(node, Sequence) else [node]

    def items_or_entries(self, node: Node) -> list[Node]:
        return [value for _, value in node.entries] if isinstance(node, Mapping) else self.items(node)

    def entries(self, node: Node | None, key: str) -> list[tuple[Scalar, Node]]:
        if isinstance(node, Mapping):
            return node.entries
        if self.items(node):
            self.wrong(node, f"`{key}` is a mapping")  # type: ignore[arg-type]
        return []

    def wrong(self, node: Node, message: str) -> None:
        self.found.append(warning("wrong-shape", message, _head(node)))


def _head(node: Node) -> Span:
    return node.entries[0][0].span if isinstance(node, Mapping) and node.entries else node.span
