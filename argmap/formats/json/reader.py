"""Reader of the model as JSON (see `writer`): the map that a tree spells out, and every mistake
with its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from argmap.formats.json.writer import VERSION
from argmap.formats.shared.beside import Beside, FileBeside
from argmap.formats.shared.json_tree import parse_json_tree
from argmap.formats.shared.language import warn_of_unknown_language
from argmap.formats.shared.reading import Reading, ReadingOptions
from argmap.formats.shared.several_files import FILE_KEYS, INCLUDE, SeveralFiles
from argmap.formats.shared.tree_reader import TreeReader, read_tree
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence
from argmap.model import ArgumentMap, CheckSettings, Citation, Claim, Inference, Side, Source
from argmap.model.diagnostics import Diagnostic, Severity, Span, error, has_errors
from argmap.model.fields import names_of

REQUIRED_IN_INFERENCES = ("kind", "premises", "target")


_OF_EVERY_FILE = ("sides", "sources", "claims", "inferences")
_MAP_KEYS = ("argmap", *FILE_KEYS, *names_of(ArgumentMap))
_OF_THE_FILE_ASKED_FOR = tuple(name for name in names_of(ArgumentMap) if name not in _OF_EVERY_FILE)


def parse_json(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in a JSON text; `name` is what its diagnostics call the file."""
    beside = options.beside
    texts_beside = {file.name: file.text for file in beside.files} if beside else {}

    def read_map(root: Node, diagnostics: list[Diagnostic]) -> ArgumentMap | None:
        return _JsonReader(diagnostics).read(root, beside)

    return read_tree(text, name, _parse_tree, read_map, texts_beside=texts_beside)


def _parse_tree(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    root, diagnostics = parse_json_tree(text, name)
    # Of a key that stands twice one value would be lost, which a map of our own need not suffer.
    for index, diagnostic in enumerate(diagnostics):
        if diagnostic.code == "duplicate-key":
            diagnostics[index] = replace(diagnostic, severity=Severity.ERROR)
    return root, diagnostics


class JsonTreeReader(TreeReader):
    """Reads values that have types, as JSON has them: a number is no text, and a list is written as
    one.
    """

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, Scalar) and not node.plain:
            return node.value
        self.wrong(node, "a string was expected here")
        return "?"

    def flag(self, node: Node, name: str) -> bool:  # noqa: ARG002 - the message is the same for every field
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        self.wrong(node, "this is true or false")
        return False

    def items(self, node: Node | None) -> Iterable[Node]:
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.wrong(node, "a list was expected here")
        return ()

    def entries(self, node: Node | None, expected: str = "") -> list[tuple[Scalar, Node]]:  # noqa: ARG002
        if node is None:
            return []
        if isinstance(node, Mapping):
            return node.entries
        self.wrong(node, "an object was expected here")
        return []

    def unknown_key_help(self, key: str, known: Collection[str], what: str) -> str:  # noqa: ARG002
        return f"{what} has {', '.join(known)}"

    def place(self, node: Node) -> Span:
        return self.head(node)

    def head(self, node: Node) -> Span:
        """Return the place of a scalar, or of the bracket that begins a list or object."""
        if isinstance(node, Scalar):
            return node.span
        file, line, column, _, _ = node.span
        return Span(file, line, column, line, column + 1)


class _JsonReader(JsonTreeReader):
    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.files = SeveralFiles(diagnostics)
        self.all_claims: list[Claim] = []
        self.all_inferences: list[Inference] = []

    def read(self, root: Node, beside: Beside | None) -> ArgumentMap | None:
        if not isinstance(root, Mapping):
            self.wrong(root, "a map is an object with `argmap` and `claims`")
            return None
        required = ("argmap",) if root.get(INCLUDE) is not None else ("argmap", "claims")
        parts = self.parts(root, _MAP_KEYS, "a map", required)
        self.version(parts.get("argmap"))
        places: dict[str, Span] = {}
        fields = self.plain_fields(ArgumentMap, parts, places)
        # Asked before the next lines, which let each name stand for its key: this is about the
        # value.
        warn_of_unknown_language(
            fields.get("language", ""), places.get("language"), self.diagnostics
        )
        for key, _ in root.entries:
            places[key.value] = key.span
        if "settings" in parts:
            settings = self.fields(parts["settings"], CheckSettings, "a block of settings", {})
            fields["settings"] = CheckSettings(**settings)
        self.add_file(parts)
        if not self.files.read_others(root, beside, _parse_tree, self.join):
            return None  # what leads into a file that is missing would be told as leading nowhere
        claims = parts.get("claims")
        if isinstance(claims, Mapping) and not self.all_claims and not has_errors(self.diagnostics):
            self.diagnostics.append(error("no-claims", "this map has no claims", self.head(claims)))
        return ArgumentMap.build(
            sides=self.files.sides,
            sources=self.files.all_sources(self.all_claims, self.all_inferences),
            claims=self.all_claims,
            inferences=self.all_inferences,
            places=places,
            **fields,
        )

    def join(self, root: Mapping, file: FileBeside) -> None:
        """Add an included file to the map."""
        parts = self.parts(root, _MAP_KEYS, "a map", ("argmap",))
        self.version(parts.get("argmap"))
        self.add_file(parts, file.folder)
        self.files.pass_over(root, _OF_THE_FILE_ASKED_FOR)

    def add_file(self, parts: dict[str, Node], folder: str = "") -> None:
        """Add what counts in every file of a map; `folder` is the way to the file."""
        sides = [self.side(*entry) for entry in self.entries(parts.get("sides"))]
        sources = [self.source(*entry) for entry in self.entries(parts.get("sources"))]
        self.files.add(sides, sources, folder)
        self.all_claims += [self.claim(*entry) for entry in self.entries(parts.get("claims"))]
        self.all_inferences += self.inferences(parts.get("inferences"))
        for key in FILE_KEYS:
            node = parts.get(key)
            for item in node.items if isinstance(node, Sequence) else [node]:
                self.text(
                    item
                )  # only whether they are strings: which files they name was asked before

    def version(self, node: Node | None) -> None:
        if node is None:
            return  # that the key is missing was told
        is_known = isinstance(node, Scalar) and node.plain and node.value == str(VERSION)
        if not is_known:
            message = f"`argmap` is {VERSION} in maps of this version"
            self.diagnostics.append(error("unknown-version", message, self.head(node)))

    # --- the parts of a map ---

    def side(self, key: Scalar, node: Node) -> Side:
        places = {"": key.span, "id": key.span}
        if isinstance(node, Mapping):
            fields = self.fields(node, Side, "a side", places)
            return Side(key.value, **fields, places=places)
        return Side(key.value, label=self.text(node), places=places)

    def source(self, key: Scalar, node: Node) -> Source:
        places = {"": key.span, "id": key.span}
        fields = self.fields(node, Source, "a source", places)
        return Source(key.value, **fields, places=places)

    def claim(self, key: Scalar, node: Node) -> Claim:
        places = {"": key.span, "id": key.span}
        fields = self.fields(node, Claim, "a claim", places, ("text",))
        fields.setdefault("text", "?")  # an empty text would be told a second time
        return Claim(key.value, **fields, places=places)

    def inferences(self, node: Node | None) -> list[Inference]:
        """Return the steps that are whole; what the others lack was reported."""
        all_inferences: list[Inference] = []
        for key, value in self.entries(node):
            places = {"": key.span, "id": key.span}
            fields = self.fields(value, Inference, "an inference", places, REQUIRED_IN_INFERENCES)
            is_whole = all(fields.get(name) for name in REQUIRED_IN_INFERENCES)
            if is_whole:
                all_inferences.append(Inference(key.value, **fields, places=places))
            elif fields.get("premises") == () and not self.items(self.at(value, "premises")):
                self.diagnostics.append(error("no-premises", "this step has no premises", key.span))
        return all_inferences

    def fields(
        self,
        node: Node,
        part: type,
        what: str,
        places: dict[str, Span],
        required: Collection[str] = (),
    ) -> dict[str, Any]:
        """Return the values of an object's fields by name; the places of their parts go into
        `places`.
        """
        parts = self.parts(node, names_of(part), what, required)
        # Each premise has a place of its own, so that one that leads nowhere can be pointed at.
        if part is Inference and isinstance(parts.get("premises"), Sequence):
            for premise in self.items(parts["premises"]):
                if isinstance(premise, Scalar):
                    places[f"premise:{premise.value}"] = premise.span
        return self.plain_fields(part, parts, places)

    # --- values that this form spells out ---

    def citation(self, node: Node, name: str, places: dict[str, Span]) -> Citation | None:
        parts = self.parts(node, ("source", "locator"), "a citation", ("source",))
        source = self.text(parts.get("source"))
        if not isinstance(parts.get("source"), Scalar):
            return None
        locator = self.text(parts.get("locator"))
        citation = Citation(source, locator)
        places[f"{name}:{citation}"] = self.head(parts.get("source", node))
        return citation

    def reasons(self, node: Node, name: str, places: dict[str, Span]) -> dict[str, str]:  # noqa: ARG002
        return {key.value: self.text(value) for key, value in self.entries(node)}
