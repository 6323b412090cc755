"""The tree of a JSON text → the map that it spells out, with every mistake and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from argmap.formats.json.schema import CLAIM, INFERENCE, MAP, REQUIRED, SETTINGS, SOURCE, VERSION, Shape
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence
from argmap.model import ArgumentMap, CheckSettings, Citation, Claim, Inference, Kind, Side, Source, Verdict
from argmap.model.diagnostics import Diagnostic, Severity, Span, did_you_mean, error
from argmap.model.errors import InvalidMap

_Word = TypeVar("_Word", Kind, Verdict)
_Values = tuple[dict[str, Any], dict[str, Span]]


class JsonReader:
    """Reads a map from the tree of its JSON; `found` holds everything wrong with it."""

    def __init__(self, found: list[Diagnostic]) -> None:
        # Of a key that stands twice one value would be lost, which a map of our own need not suffer.
        found[:] = [replace(one, severity=Severity.ERROR) if one.code == "duplicate-key" else one for one in found]
        self.found = found

    def read(self, root: Node) -> ArgumentMap | None:
        """Return the map, or `None` where it cannot be built."""
        if not isinstance(root, Mapping):
            self.wrong(root, "a map is an object with `argmap` and `claims`")
            return None
        parts = self.parts(root, MAP, "a map", ("argmap", "claims"))
        self.version(parts.get("argmap"))
        places = {key.value: key.span for key, _ in root.entries}
        try:
            return ArgumentMap.build(
                title=self.text(parts.get("title")),
                sides=self.sides(parts.get("sides")),
                sources=[self.source(*entry) for entry in self.entries(parts.get("sources"))],
                claims=[self.claim(*entry) for entry in self.entries(parts.get("claims"))],
                inferences=self.inferences(parts.get("inferences")),
                expect=self.expect(parts.get("expect"), places),
                settings=self.settings(parts.get("settings")),
                synonyms=[self.texts(group) for group in self.items(parts.get("synonyms"))],
                key_terms=self.texts(parts.get("key_terms")),
                places=places,
            )
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    # --- the parts of a map ---

    def version(self, node: Node | None) -> None:
        if node is not None and not (isinstance(node, Scalar) and node.plain and node.value == str(VERSION)):
            self.found.append(error("unknown-version", f"`argmap` is {VERSION} in maps of this version", _head(node)))

    def sides(self, node: Node | None) -> list[Side]:
        return [Side(key.value, self.text(value), places=_places(key)) for key, value in self.entries(node)]

    def source(self, key: Scalar, node: Node) -> Source:
        values, places = self.fields(node, SOURCE, "source")
        return Source(key.value, **values, places=_places(key) | places)

    def claim(self, key: Scalar, node: Node) -> Claim:
        values, places = self.fields(node, CLAIM, "claim")
        values.setdefault("text", "?")
        return Claim(key.value, **values, places=_places(key) | places)

    def inferences(self, node: Node | None) -> list[Inference]:
        """Return the steps that are whole; what the others lack was reported."""
        steps = []
        for key, value in self.entries(node):
            values, places = self.fields(value, INFERENCE, "inference")
            if all(values.get(name) for name in REQUIRED["inference"]):
                steps.append(Inference(key.value, **values, places=_places(key) | places))
            elif values.get("premises") == ():
                self.found.append(error("no-premises", "this step has no premises", key.span))
        return steps

    def expect(self, node: Node | None, places: dict[str, Span]) -> dict[str, Verdict]:
        expected = {}
        for key, value in self.entries(node):
            places[f"expect:{key.value}"] = key.span
            if verdict := self.word(value, Verdict, "verdict"):
                expected[key.value] = verdict
        return expected

    def settings(self, node: Node | None) -> CheckSettings:
        return CheckSettings(**self.fields(node, SETTINGS, "block of settings")[0]) if node else CheckSettings()

    # --- values ---

    def fields(self, node: Node, shapes: dict[str, Shape], what: str) -> _Values:
        """Return the values of an object's fields, and the places of their parts."""
        places: dict[str, Span] = {}
        article = "an" if what[0] in "aeiou" else "a"
        parts = self.parts(node, tuple(shapes), f"{article} {what}", REQUIRED.get(what, ()))
        values = {name: self.value(name, shapes[name], value, places) for name, value in parts.items()}
        return values, places

    def value(self, name: str, shape: Shape, node: Node, places: dict[str, Span]) -> Any:
        places[name] = _head(node)
        if shape is Shape.TEXT:
            return self.text(node)
        if shape is Shape.FLAG:
            return self.flag(node)
        if shape is Shape.KIND:
            return self.word(node, Kind, "kind of inference")
        if shape is Shape.CITATIONS:
            return tuple(self.citation(name, item, places) for item in self.items(node))
        if shape is Shape.REASONS:
            return {key.value: self.text(value) for key, value in self.entries(node)}
        items = list(self.items(node))
        places.update({f"premise:{item.value}": item.span for item in items if isinstance(item, Scalar)})
        return tuple(self.text(item) for item in items)

    def citation(self, name: str, node: Node, places: dict[str, Span]) -> Citation:
        parts = self.parts(node, ("source", "locator"), "a citation", REQUIRED["citation"])
        cited = Citation(self.text(parts.get("source")), self.text(parts.get("locator")))
        places[f"{name}:{cited}"] = _head(parts.get("source", node))
        return cited

    def word(self, node: Node, words: type[_Word], what: str) -> _Word | None:
        said = self.text(node)
        if said in list(words):
            return words(said)
        help = did_you_mean(said, words) or f"one of {', '.join(words)}"
        code = "unknown-" + what.partition(" ")[0]
        self.found.append(error(code, f"`{said}` is no {what}", _head(node), help))
        return None

    def flag(self, node: Node) -> bool:
        if not (isinstance(node, Scalar) and node.plain and node.value in ("true", "false")):
            self.wrong(node, "this is true or false")
            return False
        return node.value == "true"

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, Scalar) and not node.plain:
            return node.value
        self.wrong(node, "a string was expected here")
        return "?"

    def texts(self, node: Node | None) -> tuple[str, ...]:
        return tuple(self.text(item) for item in self.items(node))

    def items(self, node: Node | None) -> Iterable[Node]:
        if node is None or isinstance(node, Sequence):
            return node.items if node else ()
        self.wrong(node, "a list was expected here")
        return ()

    def entries(self, node: Node | None) -> list[tuple[Scalar, Node]]:
        if node is None or isinstance(node, Mapping):
            return node.entries if node else []
        self.wrong(node, "an object was expected here")
        return []

    def parts(self, node: Node, known: tuple[str, ...], what: str, required: tuple[str, ...]) -> dict[str, Node]:
        parts = {}
        for key, value in self.entries(node):
            if key.value in known:
                parts[key.value] = value
            else:
                help = did_you_mean(key.value, known) or f"{what} has {', '.join(known)}"
                self.found.append(error("unknown-key", f"{what} has no `{key.value}`", key.span, help))
        for name in required:
            if name not in parts and isinstance(node, Mapping):
                self.found.append(error("missing-key", f"{what} needs `{name}`", _head(node)))
        return parts

    def wrong(self, node: Node, message: str) -> None:
        self.found.append(error("wrong-shape", message, _head(node)))


def _places(key: Scalar) -> dict[str, Span]:
    return {"": key.span, "id": key.span}


def _head(node: Node) -> Span:
    """Return the place of a scalar, or of the bracket that begins a list or object."""
    if isinstance(node, Scalar):
        return node.span
    file, line, column, _, _ = node.span
    return Span(file, line, column, line, column + 1)
