"""Reader of the native format: a YAML file of claims, their premises and their rebuttals.

The grammar is in `docs/format.md`. Everything wrong that can be found is reported in one pass, each
with its place. A claim can be written in place to any depth, so reading descends without recursion:
a method that has to descend yields the method call for the inner part, and `_run` drives it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from typing import Any, TypeAlias

from argmap.collector import no_garbage_collection
from argmap.diagnostics import Diagnostic, Span, did_you_mean, error
from argmap.errors import InvalidMap
from argmap.formats.reading import Reading
from argmap.formats.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from argmap.model import ArgumentMap, CheckSettings, Citation, Claim, Inference, Kind, Side, Source, Steps, Verdict

Steps_: TypeAlias = Generator["Steps_", None, None]

MAP_KEYS = ("title", "sides", "sources", "claims", "expect", "check", "synonyms", "key_terms")
CHECK_KEYS = ("select", "ignore", "fail_on")
SOURCE_KEYS = ("author", "title", "publisher", "date", "url", "file")
CLAIM_KEYS = (
    "text", "id", "side", "main", "premises", "rebuttals", "evidence", "stated_in", "held_by", "quote",
    "assumed", "implicit", "note", "tags", "ignore",
)  # fmt: skip
STEP_KEYS = ("premises", "warrant", "scheme", "undercutters")

_ITEM = (
    "an item is the id of a claim, a new claim (text with white space, or a mapping with `text`), "
    "a list of linked premises, or a mapping with `premises`"
)


def parse_native(text: str, name: str) -> Reading:
    """Return the map in a native file; `name` is what its diagnostics call the file."""
    with no_garbage_collection():
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


class _Draft:
    """A claim as met in the file: its id is settled when all ids are known."""

    __slots__ = ("fields", "id", "places")

    def __init__(self, places: dict[str, Span], id: str) -> None:
        self.fields: dict[str, Any] = {}
        self.places = places
        self.id = id

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))


_Ref: TypeAlias = "str | _Draft"


class _DraftStep:
    """An inference as met in the file; its premises and target may be drafts too."""

    __slots__ = ("id", "kind", "places", "premises", "scheme", "target", "warrant")

    def __init__(self, kind: Kind, target: _Draft | _DraftStep, places: dict[str, Span]) -> None:
        self.kind, self.target, self.places = kind, target, places
        self.premises: list[tuple[_Ref, Span]] = []
        self.warrant: tuple[_Ref, Span] | None = None
        self.scheme = self.id = ""


class _NativeReader:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.drafts: list[_Draft] = []
        self.steps: list[_DraftStep] = []

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
        _settle_ids(self.drafts)
        title = self.text(parts.get("title"))
        try:
            return ArgumentMap.build(
                title=title,
                sides=sides,
                sources=sources,
                claims=[Claim(draft.id, places=draft.places, **draft.fields) for draft in self.drafts],
                inferences=_settled(self.steps),
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
                place = node.span if node else _head(root)
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

    def claim(self, node: Node, key: Scalar | None) -> Steps_:
        if isinstance(node, Sequence):
            self.wrong(node, "a claim is its text, or a mapping with `text`")
            return
        draft = self.draft(node, key)
        yield self.inside(draft, node)

    def draft(self, node: Scalar | Mapping, key: Scalar | None) -> _Draft:
        """Read what a claim says of itself, without its premises and rebuttals."""
        places = {"": key.span if key else _head(node)}
        draft = _Draft(places, key.value if key else "")
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

    def explicit_id(self, draft: _Draft, node: Node, key: Scalar | None) -> None:
        if key is not None:
            self.wrong(node, "this claim has its id already: the key before it")
            return
        draft.id = self.text(node)
        draft.places["id"] = node.span

    def inside(self, draft: _Draft, node: Node) -> Steps_:
        self.drafts.append(draft)
        if isinstance(node, Mapping):
            for key, kind in (("premises", Kind.SUPPORT), ("rebuttals", Kind.REBUTTAL)):
                for item in self.items(node.get(key)):
                    yield self.step(item, kind, draft)

    def step(self, node: Node, kind: Kind, target: _Draft | _DraftStep) -> Steps_:
        step = _DraftStep(kind, target, {"": _head(node)})
        self.steps.append(step)
        if isinstance(node, Mapping) and node.get("text") is None and node.get("premises") is not None:
            yield self.long_form(step, node)
        elif isinstance(node, Sequence):
            yield self.linked(step, node)
        else:
            yield self.premise(step, node)

    def long_form(self, step: _DraftStep, node: Mapping) -> Steps_:
        parts = self.parts(node, STEP_KEYS, "a step")
        step.scheme = self.text(parts.get("scheme"))
        if "scheme" in parts:
            step.places["scheme"] = parts["scheme"].span
        yield self.linked(step, parts["premises"])
        if "warrant" in parts:
            yield self.premise(step, parts["warrant"], warrant=True)
        for item in self.items(parts.get("undercutters")):
            yield self.step(item, Kind.UNDERCUTTER, step)

    def linked(self, step: _DraftStep, node: Node) -> Steps_:
        items = list(self.items(node))
        if not items:
            self.wrong(node, "this step has no premises", _ITEM)
        for item in items:
            yield self.premise(step, item)

    def premise(self, step: _DraftStep, node: Node, *, warrant: bool = False) -> Steps_:
        if isinstance(node, Sequence) or (isinstance(node, Mapping) and node.get("text") is None):
            self.wrong_item(node)
            return
        ref: _Ref
        if isinstance(node, Scalar) and not re.search(r"\s", node.value):
            ref = node.value
            if not ref:
                self.wrong(node, "an empty item", _ITEM)
                return
        else:
            ref = self.draft(node, None)
            yield self.inside(ref, node)
        if warrant:
            step.warrant = (ref, _head(node))
        else:
            step.premises.append((ref, _head(node)))

    # --- values ---

    def field(self, name: str, node: Node, places: dict[str, Span]) -> Any:
        if name in ("evidence", "stated_in"):
            return self.citations(name, node, places)
        if name in ("main", "assumed", "implicit"):
            return self.flag(name, node)
        if name in ("held_by", "tags"):
            return self.texts(node)
        if name == "ignore":
            return self.ignore(node, places)
        return self.text(node)

    def citations(self, name: str, node: Node, places: dict[str, Span]) -> tuple[Citation, ...]:
        cited = []
        for item in self.items(node):
            source, _, locator = self.text(item).strip().partition(" ")
            citation = Citation(source, locator.strip())
            places[f"{name}:{citation}"] = item.span
            cited.append(citation)
        return tuple(cited)

    def flag(self, name: str, node: Node) -> bool:
        word = self.text(node)
        if word.lower() not in ("true", "false"):
            self.wrong(node, f"`{name}` is true or false")
        return word.lower() == "true"

    def ignore(self, node: Node, places: dict[str, Span]) -> dict[str, str]:
        reasons = {}
        for key, value in self.entries(node, "ignore: a mapping from ids of rules to reasons"):
            reasons[key.value] = self.text(value)
            places[f"ignore:{key.value}"] = key.span
            if not reasons[key.value].strip():
                self.wrong(value if isinstance(value, Scalar) else key, f"say why `{key.value}` is ignored here")
        return reasons

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.value
        what = "a list" if isinstance(node, Sequence) else "a mapping"
        self.wrong(node, f"text was expected here, not {what}", "put text that holds `: ` or brackets in quotes")
        return "?"

    def texts(self, node: Node | None) -> tuple[str, ...]:
        return tuple(self.text(item) for item in self.items(node))

    def items(self, node: Node | None) -> Iterable[Node]:
        """Return the items of a list; one that stands alone may go without brackets."""
        if isinstance(node, Sequence):
            return node.items
        if node is None or (isinstance(node, Scalar) and not node.value and node.plain):
            return ()
        return (node,)

    def entries(self, node: Node | None, shape: str) -> list[tuple[Scalar, Node]]:
        if isinstance(node, Mapping):
            return node.entries
        if node is not None and not (isinstance(node, Scalar) and not node.value):
            self.wrong(node, shape)
        return []

    def parts(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
        parts = {}
        for key, value in self.entries(node, f"{what} is a mapping"):
            if key.value in known:
                parts[key.value] = value
            else:
                help = did_you_mean(key.value, known) or _unknown_key_help(key.value, known, what)
                self.found.append(error("unknown-key", f"{what} has no `{key.value}`", key.span, help))
        return parts

    def wrong(self, node: Node, message: str, help: str = "") -> None:
        self.found.append(error("wrong-shape", message, _head(node), help))

    def wrong_item(self, node: Node) -> None:
        if isinstance(node, Mapping) and len(node.entries) == 1 and " " in node.entries[0][0].value:
            self.wrong(node, "a `: ` inside text", "put the text in quotes")
        else:
            self.wrong(node, "this cannot be a premise", _ITEM)


def _unknown_key_help(key: str, known: tuple[str, ...], what: str) -> str:
    if " " in key:
        return "if this is text with a `: `, put it in quotes"
    return f"{what} has {', '.join(known)}"


def _run(first: Steps_) -> None:
    stack = [first]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        else:
            stack.append(inner)


def _head(node: Node) -> Span:
    """Return the place of a scalar, or where a list or mapping begins."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].span
    return node.span


def _settle_ids(drafts: list[_Draft]) -> None:
    """Give each claim written in place an id from its words."""
    nameless = [draft for draft in drafts if not draft.id]
    if nameless:
        from argmap.formats.ids import Ids

        ids = Ids(draft.id for draft in drafts if draft.id)
        for draft in nameless:
            draft.id = ids.give(draft.text)


def _settled(drafts: list[_DraftStep]) -> list[Inference]:
    """Return the steps that have premises, and a target that has; the others were reported."""
    steps = Steps()
    for draft in drafts:
        if not (draft.premises or draft.warrant) or not draft.target.id:
            continue
        premises = [(_id(ref), span) for ref, span in draft.premises]
        warrant = _id(draft.warrant[0]) if draft.warrant else ""
        places = draft.places | {f"premise:{ref}": span for ref, span in premises}
        if draft.warrant:
            places |= {"warrant": draft.warrant[1], f"premise:{warrant}": draft.warrant[1]}
        draft.id = steps.add(
            draft.kind, [ref for ref, _ in premises], draft.target.id,
            warrant=warrant, scheme=draft.scheme, places=places,
        )  # fmt: skip
    return steps.all


def _id(ref: _Ref) -> str:
    return ref if isinstance(ref, str) else ref.id
