"""The model itself as JSON: claims and inferences side by side, for programs.

    {"argmap": 1,
     "claims": {"nine": {"text": "School should start at nine."},
                "sleep": {"text": "Teenagers would sleep more.",
                          "evidence": [{"source": "s", "locator": "p. 4"}]}},
     "inferences": {"sleep:supports:nine":
                      {"kind": "support", "premises": ["sleep"], "target": "nine"}}}

Nothing of a map is lost either way. Fields that are empty are left out. The JSON Schema (2020-12)
is made from the model's fields.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeVar

from argmap.formats.includes import FILE_KEYS, INCLUDE, Beside, SeveralFilesReader
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.schema_template import Schema, fill_in
from argmap.formats.shared.tree import (
    Mapping,
    Node,
    Parsed,
    Scalar,
    Sequence,
    items_of,
    parse_json_tree,
    tree_of,
)
from argmap.formats.shared.tree_reader import Places, Values, read_tree
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Citation,
    Claim,
    Inference,
    Side,
    Source,
)
from argmap.model.diagnostics import Diagnostics, Severity, Span, has_errors
from argmap.model.fields import SYNONYMS, names_of
from argmap.model.reading import Reading
from argmap.model.writing import Result, WritingOptions
from argmap.util.json_text import to_json
from argmap.util.memory import pause_garbage_collection

VERSION = 1

_HELP_ON_MISSING_KEY = {"argmap": f'write `"argmap": {VERSION}`, the format version, at the top'}
_REQUIRED_IN_INFERENCES = ("kind", "premises", "target")
_OF_EVERY_FILE = ("sides", "sources", "claims", "inferences")
_MAP_KEYS = ("argmap", *FILE_KEYS, *names_of(ArgumentMap))
_OF_THE_FILE_ASKED_FOR = tuple(name for name in names_of(ArgumentMap) if name not in _OF_EVERY_FILE)

Keys: TypeAlias = Collection[str]
Part = TypeVar("Part", Side, Source, Claim)


def format_json(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as JSON: reading it gives an equal map."""
    return Result(to_json(plain_map(map)))


def plain_map(map: ArgumentMap) -> dict[str, object]:
    """Return a map as dictionaries, lists, strings and booleans."""
    whole: dict[str, object] = {"argmap": VERSION}
    for name in names_of(ArgumentMap):
        value = _plain(getattr(map, name))
        # Claims are there even where there are none: the reader needs the key.
        if value or name == "claims":
            whole[name] = value
    return whole


def _plain(value: object) -> object:
    """Return the value of a field as JSON has it."""
    match value:
        case str() | bool():
            return value
        # A side that has but a name is that name.
        case Side() if value == Side(value.id, label=value.label):
            return value.label
        case Citation(source, locator):
            return {"source": source, "locator": locator} if locator else {"source": source}
        case tuple():
            return [_plain(each) for each in value]
        case AbstractMapping():
            return {key: _plain(item) for key, item in value.items()}
    part: type = type(value)
    contents = {name: getattr(value, name) for name in names_of(part)}
    return {name: _plain(content) for name, content in contents.items() if content}


def parse_json(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in a JSON text; `name` is what its diagnostics call the file."""
    beside = options.beside

    def read(root: Node, found: Diagnostics, *, recovers: bool = False) -> ArgumentMap | None:
        reader = _JsonReader(found)
        reader.recovers = recovers
        return reader.read(root, beside)

    beside_texts = beside.texts if beside else {}
    reading = read_tree(text, name, _parse_tree, read, texts_beside=beside_texts)
    if not options.recovers or reading.map is not None:
        return reading
    recovered = read_tree(text, name, _parse_tree, partial(read, recovers=True))
    return reading._replace(partial=recovered.partial)


def read_plain(plain: object) -> tuple[ArgumentMap | None, Diagnostics]:
    """Return the map in dictionaries and lists, and what is wrong with them.

    The file of a diagnostic's place is the path to the value: `claims.sleep.evidence[0]`.
    """
    found: Diagnostics = []
    with pause_garbage_collection():
        root = tree_of(plain, "")
        map = _JsonReader(found).read(root, None)
        if not has_errors(found):
            # Without the paths, which are no places in a file.
            map = _JsonReader(found, has_places=False).read(root, None)
    return map, found


def _parse_tree(text: str, name: str) -> Parsed:
    root, diagnostics = parse_json_tree(text, name)
    # Of a key that is there twice, one value would be lost.
    for index, found in enumerate(diagnostics):
        if found.code == "duplicate-key":
            diagnostics[index] = replace(found, severity=Severity.ERROR)
    return root, diagnostics


class _JsonReader(SeveralFilesReader):
    """Reads values that have types, as JSON has them: a number is not text, nor one item a list."""

    map_keys = _MAP_KEYS
    own_keys = _OF_THE_FILE_ASKED_FOR
    required_keys = ("argmap",)
    help_on_missing_key = _HELP_ON_MISSING_KEY

    def __init__(self, diagnostics: Diagnostics, *, has_places: bool = True) -> None:
        """Begin to read; `has_places` says whether the nodes are in their places in a file."""
        super().__init__(diagnostics)
        self.has_places = has_places
        self.all_claims: list[Claim] = []
        self.all_inferences: list[Inference] = []

    def read(self, root: Node, beside: Beside | None) -> ArgumentMap | None:
        if not isinstance(root, Mapping):
            self.wrong(root, "a map must be an object with `argmap` and `claims`")
            return None
        required = ["argmap"]
        if root.get(INCLUDE) is None:
            required.append("claims")
        parts = self.parts(root, _MAP_KEYS, "a map", required)
        places: Places = {}
        fields = self.own_fields(root, parts, places)
        if "settings" in parts:
            settings = self.fields(parts["settings"], CheckSettings, "the settings", {})
            fields["settings"] = CheckSettings(**settings)
        self.add_file(parts)
        is_whole = self.read_others(root, beside, _parse_tree)
        if not is_whole and not self.recovers:
            return None  # what leads into a missing file would be reported as leading nowhere
        claims = self.all_claims
        inferences = self.all_inferences
        node = parts.get("claims")
        is_empty = isinstance(node, Mapping) and not claims
        if node and is_empty and not has_errors(self.diagnostics):
            self.error("no-claims", "this map has no claims", self.head(node))
        return self.build(claims, inferences, self.kept(places), fields)

    def kept(self, places: Places) -> Places:
        """Return the places in a part that it keeps."""
        return places if self.has_places else {}

    def add_file(self, parts: dict[str, Node], folder: str = "") -> None:
        version = parts.get("argmap")
        is_number = isinstance(version, Scalar) and version.plain
        # That the key is missing is reported already.
        if version and (not is_number or version[0] != str(VERSION)):
            self.error(
                "unknown-version",
                f"`argmap` must be {VERSION}, the format version",
                self.head(version),
            )
        sides = self.parts_by_id(Side, "a side", parts.get("sides"))
        sources = self.parts_by_id(Source, "a source", parts.get("sources"))
        self.join(sides, sources, folder)
        self.all_claims += self.parts_by_id(Claim, "a claim", parts.get("claims"))
        self.read_inferences(parts.get("inferences"))
        for key in FILE_KEYS:
            # Only whether they are strings: which files they name was asked before.
            if key in parts:
                for item in items_of(parts[key]):
                    self.text(item)

    # --- the parts of a map ---

    def parts_by_id(self, part: type[Part], what: str, node: Node | None) -> list[Part]:
        """Return sides, sources or claims; a side may be its label alone."""
        made: list[Part] = []
        for key, value in self.entries(node):
            places = {"": key.span, "id": key.span}
            if part is Side and not isinstance(value, Mapping):
                fields: Values = {"label": self.text(value)}
            elif part is Claim:
                fields = self.fields(value, part, what, places, ["text"])
                fields.setdefault("text", "?")  # an empty text would be reported a second time
            else:
                fields = self.fields(value, part, what, places)
            made.append(part(key.value, **fields, places=self.kept(places)))
        return made

    def read_inferences(self, node: Node | None) -> None:
        """Add the inferences that are whole; what the others lack is reported."""
        for key, value in self.entries(node):
            id, span, _ = key
            places = {"": span, "id": span}
            fields = self.fields(value, Inference, "an inference", places, _REQUIRED_IN_INFERENCES)
            if all(fields.get(name) for name in _REQUIRED_IN_INFERENCES):
                self.all_inferences.append(Inference(id, **fields, places=self.kept(places)))
            elif fields.get("premises") == () and not self.items(self.at(value, "premises")):
                self.error("no-premises", "this inference has no premises", span)

    def fields(
        self, node: Node, part: type, what: str, places: Places, required: Keys = ()
    ) -> Values:
        """Return the values of an object's fields by name, and add the places of their parts."""
        parts = self.parts(node, names_of(part), what, required)
        premises = parts.get("premises")
        # Each premise has a place of its own, so that one that leads nowhere can be pointed at.
        if part is Inference and isinstance(premises, Sequence):
            for premise in premises.items:
                if isinstance(premise, Scalar):
                    places[f"premise:{premise.value}"] = premise.span
        return self.plain_fields(part, parts, places)

    # --- values that this format spells out ---

    def citation(self, node: Node, name: str, places: Places) -> Citation | None:
        parts = self.parts(node, ("source", "locator"), "a citation", ["source"])
        source = parts.get("source")
        text = self.text(source)
        if not isinstance(source, Scalar):
            return None
        citation = Citation(text, self.text(parts.get("locator")))
        places[f"{name}:{citation}"] = source.span
        return citation

    def reasons(self, node: Node, name: str, places: Places) -> dict[str, str]:  # noqa: ARG002
        return {key.value: self.text(value) for key, value in self.entries(node)}

    # --- values of one shape ---

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, Scalar) and not node.plain:
            return node.value
        self.wrong(node, "this must be a string")
        return "?"

    def flag(self, node: Node, name: str) -> bool:  # noqa: ARG002
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        self.wrong(node, "this must be true or false")
        return False

    def items(self, node: Node | None) -> Iterable[Node]:
        if isinstance(node, Sequence):
            return node.items
        if node is not None:
            self.wrong(node, "this must be a list")
        return ()

    def entries(self, node: Node | None, expected: str = "") -> list[tuple[Scalar, Node]]:  # noqa: ARG002
        if isinstance(node, Mapping):
            return node.entries
        if node is not None:
            self.wrong(node, "this must be an object")
        return []

    def unknown_key_help(self, key: str, known: Keys) -> str:  # noqa: ARG002
        return f"known keys: {', '.join(known)}"

    def place(self, node: Node) -> Span:
        return self.head(node)

    def head(self, node: Node) -> Span:
        """Return the place of a scalar, or of the bracket that begins a list or object."""
        if isinstance(node, Scalar):
            return node.span
        file, line, column, _, _ = node.span
        return Span.on_line(file, line, column)


def json_schema() -> Schema:
    """Return the JSON Schema of a map as JSON."""
    return fill_in("json_schema.json", _with_synonyms)


def _with_synonyms(_part: type, properties: Schema) -> Schema:
    synonyms = {other: properties[name] for other, name in SYNONYMS.items() if name in properties}
    return properties | synonyms
