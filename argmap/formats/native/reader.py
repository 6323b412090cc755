"""Reader of the native format: a YAML file of claims, their premises and their rebuttals.

The grammar is in `docs/format.md`. Everything wrong that can be found is reported in one pass, each
with its place. A claim can be written in place to any depth, so reading descends without recursion:
a method that has to descend yields the method call for the inner part, and `_run` drives it.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TypeAlias

from argmap.formats.native.drafts import Draft, DraftStep, Ref, settle_ids, settled
from argmap.formats.native.values import ITEM, Values, head
from argmap.formats.shared.reading import Reading
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from argmap.model import ArgumentMap, CheckSettings, Claim, Kind, Side, Source, Verdict
from argmap.model.diagnostics import Diagnostic, Span, did_you_mean, error
from argmap.model.errors import InvalidMap
from argmap.model.garbage_collection import garbage_collection_paused

Descent: TypeAlias = Generator["Descent", None, None]

MAP_KEYS = ("title", "sides", "sources", "claims", "expect", "check", "synonyms", "key_terms")
CHECK_KEYS = ("select", "ignore", "fail_on")
SOURCE_KEYS = ("author", "title", "publisher", "date", "url", "file")
CLAIM_KEYS = (
    "text", "id", "side", "main", "premises", "rebuttals", "evidence", "stated_in", "held_by", "quote",
    "assumed", "implicit", "note", "tags", "ignore",
)  # fmt: skip
STEP_KEYS = ("premises", "warrant", "scheme", "undercutters")


def parse_native(text: str, name: str) -> Reading:
    """Return the map in a native file; `name` is what its diagnostics call the file."""
    with garbage_collection_paused():
        return _parse(text, name)


def _parse(text: str, name: str) -> Reading:
    root, found = parse_tree(text, name)
    if root is None and not found:
        found.append(error("empty-file", "there is no map in this file", Span(name, 1, 1, 1, 1), _START))
    if root is None:
        return Reading.of(name, text, None, found)
    reader = _NativeReader(found)
    return Reading.of(name, text, reader.read(root), reader.found)


_START = "`argmap new` writes one to start from"


class _NativeReader(Values):
    def __init__(self, found: list[Diagnostic]) -> None:
        super().__init__(found)
        self.drafts: list[Draft] = []
        self.steps: list[DraftStep] = []

    def read(self, root: Node) -> ArgumentMap | None:
        if not isinstance(root, Mapping):
            self.wrong(root, "a map is a mapping with `title` and `claims`", _START)
            return None
        parts = self.parts(root, MAP_KEYS, "a map")
        places = {key.value: key.span for key, _ in root.entries}
        sides = self.sides(parts.get("sides"))
        sources = self.sources(parts.get("sources"))
        self.claims(root, parts.get("claims"))
        expect = self.expect(parts.get("expect"), places)
        settings = self.settings(parts.get("check"), places)
        settle_ids(self.drafts)
        title = self.text(parts.get("title"))
        try:
            return ArgumentMap.build(
                title=title,
                sides=sides,
                sources=sources,
                claims=[Claim(draft.id, places=draft.places, **draft.fields) for draft in self.drafts],
                inferences=settled(self.steps),
                expect=expect,
                settings=settings,
                synonyms=[self.texts(group) for group in self.items(parts.get("synonyms"))],
                key_terms=self.texts(parts.get("key_terms")),
                places=places,
            )
        except InvalidMap as invalid:
            self.found += invalid.diagnostics
            return None

    # --- the parts of a map ---

    def sides(self, node: Node | None) -> list[Side]:
        return [
            Side(key.value, self.text(value), places={"": key.span, "id": key.span})
            for key, value in self.entries(node, "sides: a mapping from ids to names")
        ]

    def sources(self, node: Node | None) -> list[Source]:
        return [
            self.source(key, value)
            for key, value in self.entries(node, "sources: a mapping from ids to what is known of each")
        ]

    def source(self, key: Scalar, node: Node) -> Source:
        places = {"": key.span, "id": key.span}
        if isinstance(node, Scalar):
            return Source(key.value, title=node.value, places=places)
        parts = self.parts(node, SOURCE_KEYS, "a source")
        places |= {name: value.span for name, value in parts.items()}
        return Source(key.value, **{name: self.text(value) for name, value in parts.items()}, places=places)

    def expect(self, node: Node | None, places: dict[str, Span]) -> dict[str, Verdict]:
        expected = {}
        for key, value in self.entries(node, "expect: a mapping from ids of claims to verdicts"):
            word = self.text(value)
            places[f"expect:{key.value}"] = key.span
            if word in list(Verdict):
                expected[key.value] = Verdict(word)
            else:
                known = ", ".join(Verdict)
                help = did_you_mean(word, Verdict) or f"a verdict is one of {known}"
                self.found.append(error("unknown-verdict", f"`{word}` is no verdict", value.span, help))
        return expected

    def settings(self, node: Node | None, places: dict[str, Span]) -> CheckSettings:
        parts = self.parts(node, CHECK_KEYS, "check") if node else {}
        for key in ("select", "ignore"):
            for item in self.items(parts.get(key)):
                places[f"check:{self.text(item)}"] = item.span
        if "fail_on" in parts:
            places["check:fail_on"] = parts["fail_on"].span
        select, ignore = self.texts(parts.get("select")), self.texts(parts.get("ignore"))
        return CheckSettings(select, ignore, self.text(parts.get("fail_on")))

    def claims(self, root: Mapping, node: Node | None) -> None:
        if node is None or (isinstance(node, Scalar) and not node.value):
            if not any(problem.code == "unknown-key" for problem in self.found):
                place = node.span if node else head(root)
                self.found.append(error("no-claims", "this map has no claims", place, _START))
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                _run(self.claim(value, key))
        elif isinstance(node, Sequence):
            for item in node.items:
                _run(self.claim(item, None))
        else:
            self.wrong(node, "claims: a mapping from ids to claims, or a list of claims")

    # --- claims and steps ---

    def claim(self, node: Node, key: Scalar | None) -> Descent:
        if isinstance(node, Sequence):
            self.wrong(node, "a claim is its text, or a mapping with `text`")
            return
        draft = self.draft(node, key)
        yield self.inside(draft, node)

    def draft(self, node: Scalar | Mapping, key: Scalar | None) -> Draft:
        """Read what a claim says of itself, without its premises and rebuttals."""
        places = {"": key.span if key else head(node)}
        draft = Draft(places, key.value if key else "")
        if key:
            places["id"] = key.span
        if isinstance(node, Scalar):
            draft.fields["text"], places["text"] = node.value, node.span
            return draft
        parts = self.parts(node, CLAIM_KEYS, "a claim")
        for name, value in parts.items():
            if name == "id":
                self.explicit_id(draft, value, key)
            elif name not in ("premises", "rebuttals"):
                places[name] = value.span
                draft.fields[name] = self.field(name, value, places)
        if "text" not in parts:
            self.found.append(error("missing-text", "this claim has no `text`", places[""]))
            draft.fields["text"] = "?"
        return draft

    def explicit_id(self, draft: Draft, node: Node, key: Scalar | None) -> None:
        if key is not None:
            self.wrong(node, "this claim has its id already: the key before it")
            return
        draft.id = self.text(node)
        draft.places["id"] = node.span

    def inside(self, draft: Draft, node: Node) -> Descent:
        self.drafts.append(draft)
        if isinstance(node, Mapping):
            for key, kind in (("premises", Kind.SUPPORT), ("rebuttals", Kind.REBUTTAL)):
                for item in self.items(node.get(key)):
                    yield self.step(item, kind, draft)

    def step(self, node: Node, kind: Kind, target: Draft | DraftStep) -> Descent:
        step = DraftStep(kind, target, {"": head(node)})
        self.steps.append(step)
        if isinstance(node, Mapping) and node.get("text") is None and node.get("premises") is not None:
            yield self.long_form(step, node)
        elif isinstance(node, Sequence):
            yield self.linked(step, node)
        else:
            yield self.premise(step, node)

    def long_form(self, step: DraftStep, node: Mapping) -> Descent:
        parts = self.parts(node, STEP_KEYS, "a step")
        step.scheme = self.text(parts.get("scheme"))
        if "scheme" in parts:
            step.places["scheme"] = parts["scheme"].span
        yield self.linked(step, parts["premises"])
        if "warrant" in parts:
            yield self.premise(step, parts["warrant"], warrant=True)
        for item in self.items(parts.get("undercutters")):
            yield self.step(item, Kind.UNDERCUTTER, step)

    def linked(self, step: DraftStep, node: Node) -> Descent:
        items = list(self.items(node))
        if not items:
            self.wrong(node, "this step has no premises", ITEM)
        for item in items:
            yield self.premise(step, item)

    def premise(self, step: DraftStep, node: Node, *, warrant: bool = False) -> Descent:
        if isinstance(node, Sequence) or (isinstance(node, Mapping) and node.get("text") is None):
            self.wrong_item(node)
            return
        ref: Ref
        if isinstance(node, Scalar) and not re.search(r"\s", node.value):
            ref = node.value
            if not ref:
                self.wrong(node, "an empty item", ITEM)
                return
        else:
            ref = self.draft(node, None)
            yield self.inside(ref, node)
        if warrant:
            step.warrant = (ref, head(node))
        else:
            step.premises.append((ref, head(node)))


def _run(first: Descent) -> None:
    stack = [first]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        else:
            stack.append(inner)
