"""What all readers of trees share: text, flags, lists and mappings, each mistake with its place.

`TreeReader` reads values as YAML files of people hold them: every scalar is text, and what is alone
may go without brackets (`evidence: lee2019`). Formats with other habits override what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar

from argmap.formats.shared.tree import Entry, Mapping, Node, Parsed, Scalar, Sequence
from argmap.model import (
    ArgumentMap,
    Citation,
    Claim,
    DecisionRecord,
    Expectation,
    Inference,
    Kind,
    OwnScheme,
    RecordLink,
    Source,
)
from argmap.model.diagnostics import (
    Diagnostic,
    Diagnostics,
    Edit,
    Fix,
    Related,
    Safety,
    Severity,
    Span,
    error,
    spelling_fixes,
    warning,
)
from argmap.model.fields import SYNONYMS, Field, Shape, choice_named, fields_of, names_of
from argmap.model.reading import Reading
from argmap.util.spelling import did_you_mean, near_words

Word = TypeVar("Word", bound=StrEnum)
TreeParser = Callable[[str, str], Parsed]
Places: TypeAlias = dict[str, Span]
"""What parts are called → where they are."""


Values: TypeAlias = dict[str, Any]
"""What the fields of a part hold, by their names."""


Keys: TypeAlias = Collection[str]
"""The keys of a part."""
MapReader = Callable[[Node, Diagnostics], ArgumentMap | None]

# What people write for `true` and `false`; YAML 1.1 read most of these so.
_FLAG_WORDS = {
    **dict.fromkeys(("yes", "y", "on", "1"), "true"),
    **dict.fromkeys(("no", "n", "off", "0"), "false"),
}


_SYNONYMS = {"merely asserted": Expectation.ASSERTED.value}
"""Words for verdicts that are read as another."""

# What the mappings of a shape lead from and to.
_FROM_AND_TO = {
    Shape.WORDS: "ids to texts",
    Shape.QUESTIONS: "ids to texts",
    Shape.SCHEMES: "names to schemes",
    Shape.EXPECTATIONS: "ids of claims to verdicts",
}


def read_tree(
    text: str,
    name: str,
    parse: TreeParser,
    read_map: MapReader,
    empty_help: str = "",
    texts_beside: MappingOf[str, str] | None = None,
) -> Reading:
    """Return the map in a text that is a tree.

    Args:
        text: the text.
        name: what its diagnostics call the file.
        parse: makes a tree of a text and a name; what is wrong with its syntax is returned beside
            it.
        read_map: makes a map of the tree and adds what is wrong to the list; `None` where there can
            be none.
        empty_help: what to do if the file is empty.
        texts_beside: the other files that diagnostics can point into, by name.
    """
    root, diagnostics = parse(text, name)
    if root is None and not diagnostics:
        message = "this file does not contain a map"
        diagnostics.append(error("empty-file", message, Span.start_of(name), empty_help))
    map = None
    if root is not None:
        # A map may be built in spite of errors on the way, so that those of the map are shown
        # beside them; of a reading with an error it is but a partial map.
        map = read_map(root, diagnostics)
    return Reading.of(name, text, map, diagnostics, texts_beside)


@cache
def _plain_fields_of(part: type) -> dict[str, Field]:
    """Return the fields of a part that are not parts themselves, by name."""
    return {field.name: field for field in fields_of(part) if field.shape is not Shape.PARTS}


@cache
def _keys_of_single_values() -> frozenset[str]:
    """Return the keys that take a single text, word or flag, in whichever part they are."""
    fields = [
        field for part in (ArgumentMap, Claim, Inference, Source) for field in fields_of(part)
    ]
    shapes = (Shape.TEXT, Shape.NAME, Shape.KIND, Shape.FLAG)
    return frozenset(field.name for field in fields if field.shape in shapes)


class TreeReader:
    """Reads the values of a tree and collects what is wrong with them in `diagnostics`.

    Attributes:
        severity: how much it matters that a value has another shape than expected.
        same_keys: keys that are read as another one of the same part, such as `assumed`.
        help_on_missing_key: what to do if a required key is missing.
        recovers: whether a map is made of what is right, once all that is wrong has been reported.
        loose: the entries that have no place in what is read then.
    """

    severity = Severity.ERROR
    recovers = False
    same_keys: MappingOf[str, str] = SYNONYMS
    help_on_missing_key: MappingOf[str, str] = {}

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self.loose: list[Entry] = []

    @property
    def no_text(self) -> str:
        """What stands for a text that is missing: an empty one would be reported once more."""
        return "" if self.recovers else "?"

    # --- values of one shape ---

    def text(self, node: Node | None) -> str:
        """Return text; anything else is wrong."""
        match node:
            case None:
                return ""
            case Scalar():
                return node.value
            case Sequence():
                message = "this must be text, not a list"
            case Mapping():
                message = "this must be text, not a mapping"
        self.wrong(node, message, "put text that contains `: ` or brackets in quotation marks")
        return self.no_text

    def at(self, node: Node | None, key: str) -> Node | None:
        """Return the value under a key, `None` where the node is no mapping or has no such key."""
        if isinstance(node, Mapping):
            return node.get(key)
        return None

    def flag(self, node: Node, name: str) -> bool:
        """Return whether a value is true; `name` is the field's, for the message."""
        message = f"`{name}` must be true or false"
        word = node.value.lower() if isinstance(node, Scalar) else ""
        if word in ("true", "false"):
            return word == "true"
        if isinstance(node, Scalar) and word in _FLAG_WORDS:
            meant = _FLAG_WORDS[word]
            value, span, _ = node
            message = f"{message}, not `{value}`"
            help = f"write `{meant}`"
            fix = Fix(help, (Edit(span, meant),), Safety.SAFE)
            self.error("wrong-shape", message, span, help, [fix])
        else:
            self.wrong(node, message)
        return False

    def word(self, node: Node, words: type[Word], what: str, say_all: str) -> Word | None:
        """Return a word of an enumeration; `what` it is for people, and a help line with all."""
        said = self.text(node)
        said = _SYNONYMS.get(said, said)
        try:
            return words(said)
        except ValueError:
            pass
        noun, _, _ = what.partition(" ")
        message = f"unknown {what} `{said}`"
        help = did_you_mean(said, words) or say_all
        place = self.head(node)
        fixes = spelling_fixes(said, words, place)
        self.error(f"unknown-{noun}", message, place, help, fixes)
        return None

    def items(self, node: Node | None) -> Iterable[Node]:
        """Return the items of a list; one that is alone may go without brackets."""
        match node:
            case None:
                return ()
            case Sequence():
                return node.items
            # `premises:` with nothing after it is an empty list; `""` is an empty item, which is
            # reported.
            case Scalar("", _, True):
                return ()
        return (node,)

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """Return the texts of a list; what is none is wrong, and left out."""
        texts = []
        for item in self.items(node):
            text = self.text(item)
            if isinstance(item, Scalar):
                texts.append(text)
        return tuple(texts)

    def entries(self, node: Node | None, expected: str) -> list[tuple[Scalar, Node]]:
        """Return the entries of a mapping; `expected` is the message where it is none."""
        match node:
            case Mapping():
                return node.entries
            case None | Scalar(""):
                return []
        self.wrong(node, expected)
        return []

    def parts(self, node: Node, known: Keys, what: str, required: Keys = ()) -> dict[str, Node]:
        """Return the values of a mapping by known keys; `what` it is, for people."""
        if isinstance(node, Mapping):
            parts = {key.value: value for key, value in node.entries}
            # Most are as they should be, and their keys are distinct.
            if all(map(known.__contains__, parts)) and all(map(parts.__contains__, required)):
                return parts
        parts = {}
        unknown: list[tuple[Scalar, Node]] = []
        first_keys: dict[str, Scalar] = {}
        for key, value in self.entries(node, f"{what} must be a mapping"):
            name = self.same_keys.get(key.value, key.value)
            if name not in known:
                unknown.append((key, value))
                continue
            first_key = first_keys.setdefault(name, key)
            if first_key is key:
                parts[name] = value
                continue
            # `assumed` beside `common_ground`, which are the same key.
            message = f"`{key.value}` is the same key as `{first_key.value}`"
            related = (Related(first_key.span, "put everything under one of these keys"),)
            self.diagnostics.append(
                Diagnostic("duplicate-key", self.severity, message, key.span, related=related)
            )
        # A key that is there already, or that another is taken for, is not what is meant.
        written = set(parts)
        for key, value in unknown:
            # What is no single text is not meant for a key that takes one.
            barred = () if isinstance(value, Scalar) else _keys_of_single_values()
            fitting = [each for each in known if each not in barred]
            missing = [each for each in fitting if each not in written]
            likely = self.unknown_key(key, fitting, missing, what)
            written.add(likely)
            fixes = self.diagnostics[-1].fixes
            # An id is never a misspelled key, even if it resembles one.
            is_claim = isinstance(value, Mapping) and value.get("text") is not None
            is_sure = fixes and fixes[0].safety is Safety.SAFE and not is_claim
            if self.recovers and is_sure:
                parts[likely] = value
            elif self.recovers:
                self.loose.append((key, value))
        if not isinstance(node, Mapping):
            return parts  # reported already: it lacks no key, it is not a mapping
        for name in required:
            if name not in parts:
                help = self.help_on_missing_key.get(name, "")
                self.error("missing-key", f"{what} needs `{name}`", self.head(node), help)
        return parts

    def unknown_key(self, key: Scalar, known: Keys, missing: Keys, what: str) -> str:
        """Report an unknown key; return the likeliest of the `missing` keys that may be meant."""
        name, span, _ = key
        fixes = []
        help = self.help_on_key(name, what)
        meant = self.meant_by(name, missing, what)
        if meant and not help:
            words = " or ".join(f"`{each}`" for each in meant)
            help = f"did you mean {words}?"
            safety = Safety.SAFE
            if len(meant) > 1:
                safety = Safety.UNSAFE
            for each in meant:
                edit = Edit(span, each, name)
                fixes.append(Fix(f"write `{each}`", (edit,), safety))
        elif not help:
            help = did_you_mean(name, missing)
            taken = self.meant_by(name, known, what)
            if not help and taken:
                help = f"`{taken[0]}` is already set here"
            help = help or self.unknown_key_help(name, known)
            fixes += spelling_fixes(name, missing, span)
        self.error("unknown-key", f"unknown key `{name}` in {what}", span, help, fixes)
        if fixes:
            return fixes[0].edits[0].text
        return ""

    def help_on_key(self, key: str, what: str) -> str:  # noqa: ARG002
        """Return what to do about an unknown key that is not meant for another key of its part."""
        return ""

    def meant_by(self, key: str, missing: Keys, what: str) -> list[str]:  # noqa: ARG002
        """Return the keys of a part that another word, or another case, stands for."""
        small = key.lower()
        if small in missing:
            return [small]
        names = {other: name for other, name in self.same_keys.items() if name in missing}
        return [names[other] for other in near_words(key, names)]

    def unknown_key_help(self, key: str, known: Keys) -> str:
        if " " in key:
            return "if this is text that contains `: `, put it in quotation marks"
        return f"known keys: {', '.join(known)}"

    # --- values of the model's fields ---

    def name(self, field: Field, node: Node) -> str:
        """Return a name; a choice is read in capitals, too."""
        number_before = len(self.diagnostics)
        said = self.text(node)
        # What is not text has been reported, and would be reported again as unknown.
        if len(self.diagnostics) != number_before:
            return ""
        return choice_named(said, field.choices)

    def value(self, field: Field, node: Node, places: Places) -> Any:
        """Return the value of a field of the model; the places of its parts go into `places`."""
        name = field.name
        match field.shape:
            case Shape.TEXT:
                return self.text(node)
            case Shape.NAME:
                return self.name(field, node)
            case Shape.KIND:
                return self.word(
                    node, Kind, "kind of inference", f"choose one of these kinds: {', '.join(Kind)}"
                )
            case Shape.FLAG:
                return self.flag(node, name)
            case Shape.TEXTS | Shape.NAMES:
                return self.texts(node)
            case Shape.GROUPS:
                return tuple(self.texts(item) for item in self.items(node))
            case Shape.CITATIONS:
                citations = (self.citation(item, name, places) for item in self.items(node))
                return tuple(filter(None, citations))
            case Shape.REASONS:
                return self.reasons(node, name, places)
            case Shape.RECORD:
                return self.record(node, places)
            case Shape.LINKS:
                links = []
                for item in self.items(node):
                    parts = self.parts(item, names_of(RecordLink), "a link")
                    links.append(RecordLink(**self.plain_fields(RecordLink, parts, {})))
                return tuple(links)
        return self.by_name(field, node, places)

    def record(self, node: Node, places: Places) -> DecisionRecord:
        """Return what a record says of a decision; the place of the option has that in its name."""
        parts = self.parts(node, names_of(DecisionRecord), "`record`")
        places_in_record: Places = {}
        fields = self.plain_fields(DecisionRecord, parts, places_in_record)
        record = DecisionRecord(**fields)
        if record.chosen:
            places[f"record:{record.chosen}"] = places_in_record["chosen"]
        return record

    def citation(self, node: Node, name: str, places: Places) -> Citation | None:
        """Return a citation, and keep its place; `None` for what is wrong."""
        text = self.text(node)
        if not isinstance(node, Scalar):
            return None
        citation = Citation.of(text)
        places[f"{name}:{citation}"] = node.span
        return citation

    def reasons(self, node: Node, name: str, places: Places) -> dict[str, str]:
        """Return names, each with a reason that must be given."""
        reasons = {}
        for key, value in self.entries(
            node, f"`{name}` must be a mapping from rule ids to reasons"
        ):
            rule, span, _ = key
            reason = self.text(value)
            reasons[rule] = reason
            places[f"{name}:{rule}"] = span
            if not reason.strip():
                place = value if isinstance(value, Scalar) else key
                self.wrong(place, f"give a reason for ignoring `{rule}`")
        return reasons

    def by_name(self, field: Field, node: Node, places: Places) -> Values:
        """Return schemes, expected verdicts or texts by name, and add the places of the names."""
        shape = field.shape
        values: Values = {}
        expected = f"`{field.name}` must be a mapping from {_FROM_AND_TO[shape]}"
        for key, value in self.entries(node, expected):
            name = key.value
            place = f"{field.name}:{name}"
            places[place] = key.span
            if shape is Shape.SCHEMES:
                parts = self.parts(value, names_of(OwnScheme), "a scheme")
                values[name] = OwnScheme(**self.plain_fields(OwnScheme, parts, {}))
            elif shape is Shape.EXPECTATIONS:
                say_all = f"choose one of these verdicts: {', '.join(Expectation)}"
                verdict = self.word(value, Expectation, "verdict", say_all)
                if verdict:
                    values[name] = verdict
            else:
                text = self.text(value)
                values[name] = text
                places[f"{place}:{text}"] = self.place(value)
        return values

    def plain_fields(self, part: type, parts: dict[str, Node], places: Places) -> Values:
        """Return the values of the fields of a part that are not parts themselves."""
        values = {}
        plain_fields = _plain_fields_of(part)
        for name, node in parts.items():
            if name in plain_fields:
                field = plain_fields[name]
                places[name] = self.place(node)
                values[name] = self.value(field, node, places)
        return values

    # --- places ---

    def place(self, node: Node) -> Span:
        """Return the place of a value."""
        return node.span

    def head(self, node: Node) -> Span:
        """Return the place of a scalar, or where a list or mapping begins."""
        if isinstance(node, Mapping) and node.entries:
            first_key, _ = node.entries[0]
            return first_key.span  # the whole mapping can be half the file
        return node.span

    def wrong(self, node: Node, message: str, help: str = "") -> None:
        """Report a value that has another shape than expected."""
        diagnostic = Diagnostic("wrong-shape", self.severity, message, self.head(node), help=help)
        self.diagnostics.append(diagnostic)

    def error(
        self, code: str, message: str, span: Span | None, help: str = "", fixes: Iterable[Fix] = ()
    ) -> None:
        """Report what a map cannot have."""
        self.diagnostics.append(error(code, message, span, help, fixes=fixes))

    def warn(
        self,
        code: str,
        message: str,
        span: Span | None,
        help: str = "",
        *,
        related: Iterable[Related] = (),
    ) -> None:
        """Report what is passed over, or read in a way that may not be meant."""
        self.diagnostics.append(warning(code, message, span, help, related=related))
