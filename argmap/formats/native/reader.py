"""Reader of the native format: a YAML file of claims, their premises and their rebuttals.

The grammar is in `docs/reference/format.md`. Everything wrong that can be found is reported in one
pass, each with its place. A claim can be written in place to any depth, so reading descends without
recursion: a method that has to descend yields the method call for the inner part, and `_run` drives
it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator
from collections.abc import Mapping as MappingOf
from functools import partial
from typing import TypeAlias, TypeGuard, TypeVar

from argmap.formats.includes import (
    FILE_KEYS,
    INCLUDE,
    Beside,
    SeveralFilesReader,
    find_files_named,
)
from argmap.formats.native.common_mistakes import (
    OPENING_QUOTES,
    curly_quotes,
    edits_of_sure_mistakes,
    mistake_in_claim,
    mistake_in_item,
    nested_list,
    newline_of,
    parse_tree_of_mistakes,
)
from argmap.formats.native.drafts import (
    DraftClaim,
    DraftInference,
    EntryDrafts,
    Reference,
    build_inferences,
    drafts_to_keep,
    settle_ids,
    without_unfilled,
)
from argmap.formats.native.entries import parse_tree
from argmap.formats.native.keys import (
    CHECK,
    CLAIM_KEYS,
    INFERENCE_ID,
    INFERENCE_KEYS,
    JOINED,
    MAP_KEYS,
    OUTWEIGHED_BY,
    SAME_KEYS,
    other_words,
    relation_meant_by,
)
from argmap.formats.native.places import is_claim
from argmap.formats.registry import ReadingOptions
from argmap.formats.shared.tree import KnownEntries, Mapping, Node, Parsed, Scalar, Sequence
from argmap.formats.shared.tree_reader import Places, TreeParser, read_tree
from argmap.model import ID, ArgumentMap, CheckSettings, Claim, Inference, Kind, Side, Source
from argmap.model.diagnostics import CommandHelp, Diagnostic, Diagnostics, Span
from argmap.model.edits import PlacesBefore, edit_text
from argmap.model.fields import fields_of, names_of
from argmap.model.parts import KEY
from argmap.model.reading import Reading
from argmap.util.memory import pause_garbage_collection
from argmap.util.text import listed, split_lines

Descent: TypeAlias = Generator["Descent", None, None]
SideOrSource = TypeVar("SideOrSource", Side, Source)

_START = CommandHelp("to create a map to start from, run `argmap new`")
_ITEM = (
    "an item must be the id of a claim, a new claim (text with whitespace, or a mapping with"
    " `text`), "
    "a list of linked premises, or a mapping with `premises`"
)
_WEIGHING = (
    "name or write a claim that says why the reason or objection counts for less:"
    " `outweighed_by: [Health matters more than money.]`"
)
NEW_CLAIM = re.compile(r"[\s。｡！？؟۔।॥]")
"""What no id can have: white space, and the marks that end sentences in scripts that may do without
spaces.
"""

_OF_THE_FILE_ASKED_FOR = tuple(key for key in MAP_KEYS if key not in JOINED)

_CLAIM_FIELDS = {field.name: field for field in fields_of(Claim)}
_OF_INFERENCES_ALONE = [key for key in INFERENCE_KEYS if key not in CLAIM_KEYS]
_OF_CLAIMS_ALONE = [key for key in CLAIM_KEYS if key not in INFERENCE_KEYS]


def parse_native(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in a native file; `name` is what its diagnostics call it."""
    known = options.entries or KnownEntries()
    known.begin()
    options = options._replace(entries=known)
    with pause_garbage_collection():
        parsed = parse_tree_of_mistakes(text, name, known)
    reading = _read_files(text, name, options, parsed)
    if reading.map is None:
        reading = _with_other_errors(reading, options, parsed)
        if options.recovers:
            reading = _with_partial_map(reading, options, parsed)
    return reading


def _with_other_errors(reading: Reading, options: ReadingOptions, parsed: Parsed) -> Reading:
    """Return a reading with what else is wrong in a file whose syntax has only sure mistakes."""
    name, text, *_ = reading
    edits = edits_of_sure_mistakes(parsed)
    meant = edit_text(text, edits)
    if not edits or find_files_named(meant, name, parse_tree):
        return reading  # which other files it names shows only when the mistakes are fixed
    # What else is wrong shows in the file as it is meant; its place is that in the file as it is.
    places = PlacesBefore(edits)
    parsed = parse_tree_of_mistakes(meant, name, options.entries)
    others = _read_files(meant, name, options, parsed).diagnostics
    diagnostics = [*reading.diagnostics, *(places.diagnostic(each) for each in others)]
    return Reading.of(name, text, None, diagnostics)


def _with_partial_map(reading: Reading, options: ReadingOptions, parsed: Parsed) -> Reading:
    """Return a reading with the map of what is right in its files, and with the errors that show
    only once the syntax of the file is passed over.
    """
    from argmap.formats.native.recovery import recover, recovered_tree  # few files need it

    name, text, *_ = reading
    with pause_garbage_collection():
        recovered = recover(text, name, parsed, options.entries)
        if recovered.root is None:
            return reading
        found: Diagnostics = []
        texts_beside = options.beside.texts if options.beside else {}
        texts = {**texts_beside, name: text}
        reader = NativeReader(found, texts, options.entries, with_keys=True)
        reader.recovers = True
        reader.parse = recovered_tree
        reader.loose = [*recovered.loose]
        map = reader.read(recovered.root, options.beside)
    diagnostics = list(reading.diagnostics)
    if recovered.blocks:
        reported = {(diagnostic.code, diagnostic.span) for diagnostic in diagnostics}
        found = [diagnostic for diagnostic in found if not recovered.explains(diagnostic)]
        for diagnostic in (*recovered.diagnostics, *found):
            if (diagnostic.code, diagnostic.span) not in reported:
                diagnostics.append(diagnostic)
    return Reading.of(name, text, map, diagnostics, texts_beside)


def _read_files(text: str, name: str, options: ReadingOptions, parsed: Parsed) -> Reading:
    beside = options.beside
    texts_beside = beside.texts if beside else {}
    texts = {**texts_beside, name: text}
    root, diagnostics = parsed
    known, with_keys = options.entries, options.recovers

    def read_map(root: Node, found: Diagnostics) -> ArgumentMap | None:
        return NativeReader(found, texts, known, with_keys=with_keys).read(root, beside)

    return read_tree(
        text, name, lambda _text, _name: (root, [*diagnostics]), read_map, _START, texts_beside
    )


class NativeReader(SeveralFilesReader):
    """Reads a map from the tree of a native file.

    Attributes:
        drafts: the claims in the order of reading.
        inferences: the inferences.
    """

    same_keys = SAME_KEYS
    map_keys = MAP_KEYS
    own_keys = _OF_THE_FILE_ASKED_FOR

    def __init__(
        self,
        diagnostics: Diagnostics,
        texts: MappingOf[str, str],
        known: KnownEntries | None = None,
        *,
        with_keys: bool,
    ) -> None:
        super().__init__(diagnostics)
        self.known = known or KnownEntries()
        self.with_keys = with_keys
        self.texts_of_files = texts
        self.lines_of_files: dict[str, list[str]] = {}
        self.newlines_of_files: dict[str, str] = {}
        self.drafts: list[DraftClaim] = []
        self.inferences: list[DraftInference] = []
        self.parse: TreeParser = partial(parse_tree_of_mistakes, known=known)

    def read(self, root: Node, beside: Beside | None) -> ArgumentMap | None:
        if not isinstance(root, Mapping):
            what = "a list" if isinstance(root, Sequence) else "text"
            self.wrong(root, f"this is {what}, but a map begins with `title:` or `claims:`", _START)
            return None
        parts = self.parts(root, MAP_KEYS, "a map")
        places: Places = {}
        fields = self.own_fields(root, parts, places)
        fields["settings"] = self.settings(parts.get(CHECK), places)
        if fields.get("worksheet"):
            self.known = KnownEntries()  # its inferences lose the blanks among their premises
        self.add_file(parts)
        is_whole = self.read_others(root, beside, self.parse)
        if not is_whole and not self.recovers:
            return None  # what leads into a missing file would be reported as leading nowhere
        self.must_have_claims(root)
        if self.recovers:
            self.add_loose_claims()
            self.drafts = drafts_to_keep(self.drafts)
        inferences = self.settle(is_worksheet=bool(fields.get("worksheet")))
        claims = [draft.build() for draft in self.drafts]
        return self.build(claims, inferences, places, fields)

    def settle(self, *, is_worksheet: bool) -> list[Inference]:
        """Give all claims and inferences their ids, and return the inferences.

        Only now, since an id from a claim's words must differ from all others in the file.
        """
        settle_ids(self.drafts)
        if is_worksheet:
            self.drafts, self.inferences = without_unfilled(
                self.drafts, self.inferences, self.diagnostics
            )
        return build_inferences(self.inferences)

    def lines_around(self, node: Node) -> list[str]:
        """Return the lines of the file that a node is in, where mistakes are looked for."""
        file = node.span.file
        if file not in self.lines_of_files:
            self.lines_of_files[file] = split_lines(self.texts_of_files[file])
        return self.lines_of_files[file]

    def newline_around(self, node: Node) -> str:
        """Return what ends the lines of the file that a node is in."""
        file = node.span.file
        if file not in self.newlines_of_files:
            self.newlines_of_files[file] = newline_of(self.texts_of_files[file])
        return self.newlines_of_files[file]

    # --- the files of a map ---

    def add_file(self, parts: dict[str, Node], folder: str = "") -> None:
        sides = self.shorthand(
            Side, parts.get("sides"), "`sides` must be a mapping from ids to names"
        )
        sources = self.shorthand(
            Source,
            parts.get("sources"),
            "`sources` must be a mapping from ids to titles or mappings",
        )
        self.join(sides, sources, folder)
        self.claims(parts.get("claims"))
        # Only whether they are texts: which files they name was asked before.
        for key in FILE_KEYS:
            self.texts(parts.get(key))

    # --- the parts of a map ---

    def shorthand(
        self, part: type[SideOrSource], node: Node | None, expected: str
    ) -> list[SideOrSource]:
        """Return sides or sources by id: each is a mapping of its fields, or its name alone."""
        made: list[SideOrSource] = []
        name_field = "label" if part is Side else "title"
        file = node.value if isinstance(node, Scalar) else ""
        if node and part is Source and file.endswith(".bib"):
            self.wrong(node, expected, f"for a BibTeX file, write `bibliography: {file}`")
            return made
        for key, value in self.entries(node, expected):
            places = {"": key.span}
            if isinstance(value, Scalar):
                fields = {name_field: value.value}
            else:
                self.note_keys(value, places)
                parts = self.parts(value, names_of(part), f"a {part.__name__.lower()}")
                fields = self.plain_fields(part, parts, places)
            made.append(part(key.value, places=places, **fields))
        return made

    def settings(self, node: Node | None, places: Places) -> CheckSettings:
        if node is None:
            return CheckSettings()
        parts = self.parts(node, names_of(CheckSettings), f"`{CHECK}`")
        # Whether there are such rules is for the linter to say, and it points here.
        for key in ("select", "ignore"):
            for item in self.items(parts.get(key)):
                places[f"{CHECK}:{self.text(item)}"] = item.span
        if "fail_on" in parts:
            places[f"{CHECK}:fail_on"] = parts["fail_on"].span
        return CheckSettings(**self.plain_fields(CheckSettings, parts, {}))

    def claims(self, node: Node | None) -> None:
        claims: list[tuple[Scalar | None, Node]] = []
        match node:
            case None | Scalar(""):
                return  # whether another file has claims shows when all are read
            case Mapping(entries):
                claims += entries
            case Sequence(items):
                claims += [(None, item) for item in items]
            case _:
                self.wrong(
                    node, "`claims` must be a mapping from ids to claims, or a list of claims"
                )
                return
        alone: list[Scalar] = []
        for key, value in claims:
            keys = [] if self.recovers else _reasons_alone(key, value)
            alone += keys
            if not keys:
                self.entry(value, key)
        self.report_reasons_alone(alone)

    def entry(self, node: Node, key: Scalar | None) -> None:
        """Read a claim and all that is written in place in it, unless that is known."""
        # An entry that is the same in the same place is the same node.
        kept_by = (id(node), self.with_keys, self.recovers, self.newline_around(node))
        if self.known.has(kept_by):
            kept: EntryDrafts = self.known.get(kept_by)
            kept.reset()
            self.drafts += kept.claims
            self.inferences += kept.inferences
            self.diagnostics += kept.diagnostics
            self.loose += kept.loose
            return
        drafts, inferences = len(self.drafts), len(self.inferences)
        diagnostics, loose = len(self.diagnostics), len(self.loose)
        _run(self.claim(node, key))
        kept = EntryDrafts(
            node,
            self.drafts[drafts:],
            [draft.id for draft in self.drafts[drafts:]],
            self.inferences[inferences:],
            self.diagnostics[diagnostics:],
            self.loose[loose:],
        )
        self.known.keep(kept_by, kept)

    def report_reasons_alone(self, keys: list[Scalar]) -> None:
        """Report the words for reasons and objections that stand in the place of a claim."""
        if not keys:
            return
        words = list(dict.fromkeys(key.value for key in keys))
        named = listed([f"`{word}`" for word in words], "and")
        renamed = listed([f"`{word}` as `{relation_meant_by(word)}`" for word in words], "and")
        self.wrong(
            keys[0],
            f"reasons or objections without the claim that they are about: {named}",
            f"write the claim that they are about below `claims`, with {renamed}",
        )

    def add_loose_claims(self) -> None:
        """Add the claims that stand where none can be, bearing on nothing."""
        from argmap.formats.native.recovery import claims_in

        while self.loose:
            for id, node in claims_in(self.loose.pop(0)):
                _run(self.claim(node, id))

    def must_have_claims(self, root: Mapping) -> None:
        """Report that there are no claims, neither in the first file nor in one it includes."""
        node = root.get("claims")
        # `claims:`, `claims: {}` and `claims: []` hold no text, no entries, no items.
        is_there = node is not None and bool(node[0])
        # Where a key is misspelled it may be `claims`, and one mistake is reported once.
        is_misspelled = any(diagnostic.code == "unknown-key" for diagnostic in self.diagnostics)
        if self.drafts or is_there or is_misspelled:
            return
        message = "this map has no claims"
        if root.get(INCLUDE) is not None:
            message += ", and the files that it includes have none either"
        place = node.span if node else self.head(root)
        self.error("no-claims", message, place, _START)

    # --- claims and inferences ---

    def claim(self, node: Node, key: Scalar | None) -> Descent:
        if isinstance(node, Sequence):
            self.wrong(node, "a claim must be text or a mapping with `text`")
            return
        draft = self.draft(node, key)
        yield self.inside(draft)

    def draft(self, node: Scalar | Mapping, key: Scalar | None) -> DraftClaim:
        """Read what a claim says of itself, without its premises and rebuttals."""
        if key:
            places = {"": key.span, "id": key.span}
            draft = DraftClaim(node, places, key.value)
            self.must_not_be_empty(key)
        else:
            places = {"": self.head(node)}
            draft = DraftClaim(node, places, "")
        if isinstance(node, Scalar):
            draft.fields["text"] = node.value
            places["text"] = node.span
            self.report(mistake_in_claim(node))
            if node.span.line != node.span.end_line:
                newline = self.newline_around(node)
                self.report(nested_list(node, self.lines_around(node), newline))
            self.report_curly_quotes(node)
            return draft
        number_before = len(self.diagnostics)
        self.note_keys(node, places)
        parts = self.parts(node, CLAIM_KEYS, "a claim")
        key_diagnostics = self.diagnostics[number_before:]
        for name, value in parts.items():
            if name == "id":
                self.explicit_id(draft, value, key)
            elif name not in _CLAIM_FIELDS:
                draft.relations[name] = value
            else:
                places[name] = value.span
                draft.fields[name] = self.value(_CLAIM_FIELDS[name], value, places)
                self.report_curly_quotes(value)
        if "text" not in parts:
            may_be_text = any(
                fix.edits[0].text == "text" for finding in key_diagnostics for fix in finding.fixes
            )
            if not may_be_text:  # else one mistake is reported twice
                self.error("missing-text", "this claim has no `text`", places[""])
            draft.fields["text"] = self.no_text
        return draft

    def note_keys(self, node: Node, places: Places) -> None:
        """Note where the keys of a part are, if somebody may ask."""
        if self.with_keys and isinstance(node, Mapping):
            for key, _ in node.entries:
                places[f"{KEY}:{self.same_keys.get(key.value, key.value)}"] = key.span

    def explicit_id(self, draft: DraftClaim, node: Node, key: Scalar | None) -> None:
        if key is not None:
            self.wrong(node, "this claim already has an id, which is the key above it")
            return
        draft.id = self.text(node)
        draft.places["id"] = node.span
        self.must_not_be_empty(node)

    def must_not_be_empty(self, id: Node) -> None:
        """Report an id without a character, which would be read as none."""
        if not isinstance(id, Scalar) or id.value:
            return
        # A key that is not text is reported already, and is an empty one here.
        if not any(finding.span == id.span for finding in self.diagnostics):
            self.error("invalid-id", "this id is empty", id.span, "write an id, or remove the key")

    def inside(self, draft: DraftClaim) -> Descent:
        # The reading order: a claim comes before what is written in place below it.
        self.drafts.append(draft)
        for kind, key in ((Kind.SUPPORT, "premises"), (Kind.REBUTTAL, "rebuttals")):
            for item in self.items(draft.relations.get(key)):
                if _is_id(item):
                    # As most are: there is nothing to descend into.
                    place = item.span
                    premises: list[tuple[Reference, Span]] = [(item.value, place)]
                    self.inferences.append(DraftInference(item, kind, draft, {"": place}, premises))
                else:
                    yield self.inference(item, kind, draft)

    def inference(
        self,
        node: Node,
        kind: Kind,
        target: DraftClaim | DraftInference,
        *,
        is_weighing: bool = False,
    ) -> Descent:
        inference = DraftInference(node, kind, target, {"": self.head(node)})
        if is_weighing:
            inference.fields["weighing"] = True
            inference.places["weighing"] = inference.places[""]
        self.inferences.append(inference)
        match node:
            # A mapping with `text` is a claim, which may have `premises` of its own.
            case Mapping() if node.get("premises") is not None and not is_claim(node):
                yield self.long_form(inference, node)
            case Sequence():
                yield self.linked(inference, node)
            case Scalar(_, span) if span.line != span.end_line:
                mistake = mistake_in_item(node, self.lines_around(node))
                self.report(mistake)
                if mistake is not None and self.recovers:
                    return  # several ids are not a new claim
                yield self.premise(inference, node)
            case _:
                yield self.premise(inference, node)

    def long_form(self, inference: DraftInference, node: Mapping) -> Descent:
        self.note_keys(node, inference.places)
        parts = self.parts(node, INFERENCE_KEYS, "an inference")
        # Premises and warrant are plain fields in the model, but here they can be claims written in
        # place.
        premises = parts.pop("premises")
        warrant = parts.pop("warrant", None)
        own_id = parts.pop(INFERENCE_ID, None)
        if own_id is not None:
            inference.own_id = self.text(own_id)
            inference.places["id"] = own_id.span
            self.must_not_be_empty(own_id)
        inference.fields |= self.plain_fields(Inference, parts, inference.places)
        yield self.linked(inference, premises)
        if warrant is not None:
            yield self.premise(inference, warrant, is_warrant=True)
        for item in self.items(parts.get("undercutters")):
            yield self.inference(item, Kind.UNDERCUTTER, inference)
        if OUTWEIGHED_BY in parts:
            items = list(self.items(parts[OUTWEIGHED_BY]))
            if not items:
                place = next(key for key, value in node.entries if value is parts[OUTWEIGHED_BY])
                message = f"`{OUTWEIGHED_BY}` does not name a claim"
                self.error("wrong-shape", message, place.span, _WEIGHING)
            for item in items:
                yield self.inference(item, Kind.UNDERCUTTER, inference, is_weighing=True)

    def linked(self, inference: DraftInference, node: Node) -> Descent:
        items = list(self.items(node))
        if not items:
            self.wrong(node, "this inference has no premises", _ITEM)
        for item in items:
            yield self.premise(inference, item)

    def premise(
        self, inference: DraftInference, node: Node, *, is_warrant: bool = False
    ) -> Descent:
        reference: Reference
        match node:
            case Sequence():
                self.wrong(node, "this cannot be a premise", _ITEM)
                return
            case Mapping() if node.get("text") is None:
                self.wrong_mapping(node)
                return
            case Scalar(""):
                self.wrong(node, "this item is empty", _ITEM)
                return
            case Scalar(id) if not NEW_CLAIM.search(id):
                reference = id
            case _:
                reference = self.draft(node, None)
                yield self.inside(reference)
        place = self.head(node)
        if is_warrant:
            inference.warrant = (reference, place)
        else:
            inference.premises.append((reference, place))

    def help_on_key(self, key: str, what: str) -> str:
        if what == "a map" and key in names_of(CheckSettings):
            return f"`{key}` goes in the section `{CHECK}`: write `{CHECK}: {{{key}: …}}`"
        lists = relation_meant_by(key)
        if what == "a map" and lists and not self.meant_by(key, MAP_KEYS, what):
            return f"list these under the claim that they are about, as `{lists}`"
        if what == "a claim":
            # `supports: nine` is said the other way round.
            for other_key, words in other_words("the other claim").items():
                if key.lower() in words:
                    return f"list this claim under the other claim's `{other_key}`"
            if key in _OF_INFERENCES_ALONE:
                # It says something of a reason, which has no keys in its short form.
                return (
                    f"`{key}` goes in the long form of a reason or an objection: write"
                    f" `- premises: […]` with `{key}` below it"
                )
        elif what == "an inference":
            if key == "weighing":
                return (
                    f"list the claim under `{OUTWEIGHED_BY}` in the reason or objection that it"
                    " outweighs"
                )
            if key in _OF_CLAIMS_ALONE and not self.meant_by(key, INFERENCE_KEYS, what):
                return f"`{key}` goes in a claim, not in a reason or an objection"
        return ""

    def meant_by(self, key: str, missing: Collection[str], what: str) -> list[str]:
        meant = super().meant_by(key, missing, what)
        if meant:
            return meant
        words = other_words(what)
        key = key.lower()
        return [each for each in missing if key in words.get(each, ())]

    def report(self, diagnostic: Diagnostic | None) -> None:
        """Add what is wrong, if anything is."""
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)

    def report_curly_quotes(self, node: Node) -> None:
        if isinstance(node, Scalar) and node.value.startswith(OPENING_QUOTES):
            self.report(curly_quotes(node, self.lines_around(node)))

    def wrong_mapping(self, node: Mapping) -> None:
        """Report a mapping that is not a claim: most often a sentence with a colon."""
        help = _ITEM
        for key, value in node.entries:
            if isinstance(value, Scalar) and key.value.lower() in other_words("an item")["text"]:
                self.unknown_key(key, (), ["text"], "an item")
                return
        keys = [key.value for key, _ in node.entries]
        of_inference = [key for key in keys if key in _OF_INFERENCES_ALONE]
        if of_inference:
            id = keys[0] if ID.fullmatch(keys[0]) and keys[0] not in INFERENCE_KEYS else "…"
            help = f"write `- premises: [{id}]` with `{of_inference[0]}` below it"
            self.wrong(node, "this inference has no `premises`", help)
            return
        for key, text in node.entries[:1]:
            id = key.value
            if " " in id and len(node.entries) == 1:
                self.wrong(
                    node,
                    "text that contains `: ` must be in quotation marks",
                    "add quotation marks",
                )
                return
            if isinstance(text, Scalar) and id not in (*INFERENCE_KEYS, *CLAIM_KEYS):
                # A claim with its id, as under `claims`.
                there = f"write `- {id}` here and `{id}: …` under `claims`"
                help = f"{there}, or write only the claim's text after the dash"
        self.wrong(node, "this cannot be a premise", help)


def _reasons_alone(key: Scalar | None, node: Node) -> list[Scalar]:
    """Return the words for reasons and objections that stand in the place of a claim:
    `pro: […]` below `claims`, or the item `- pro: …`.
    """
    words: list[Scalar] = []
    if key is not None and isinstance(node, Sequence):
        words = [key]
    if key is None and isinstance(node, Mapping):
        words = [each for each, _ in node.entries]
    is_meant = all(relation_meant_by(each.value) not in ("", each.value) for each in words)
    return words if is_meant else []


def _is_id(node: Node) -> TypeGuard[Scalar]:
    """Return whether an item is the id of a claim, on one line."""
    if not isinstance(node, Scalar):
        return False
    value, span, _ = node
    return bool(value) and span.line == span.end_line and not NEW_CLAIM.search(value)


def _run(first: Descent) -> None:
    """Carry out a descent, and all descents that it yields, without recursion."""
    stack = [first]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        else:
            stack.append(inner)
