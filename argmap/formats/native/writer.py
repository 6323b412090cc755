"""Writer of the native format: every claim by itself under `claims`, to be edited by hand.

claims:
  nine:
    text: School should start at nine.
    premises:
      - sleep
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from argmap.formats.native.keys import CHECK, INFERENCE_ID, OUTWEIGHED_BY
from argmap.formats.shared.yaml_tree import MAX_DEPTH
from argmap.model import (
    ArgumentMap,
    Claim,
    Inference,
    OwnScheme,
    RecordLink,
    Side,
)
from argmap.model.fields import Field, Shape, fields_of, names_of
from argmap.model.parts import LONGEST_ID, inferences_with_own_ids
from argmap.model.writing import Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.text import UNSAFE

_DEEPEST_INDENT = 2 * MAX_DEPTH - 10
"""Two columns a level, of which the map and its claims take some."""
_WIDTH = 100  # longer lines are folded where they can be
# What YAML takes for plain text in any place: other first characters begin lists, quotes, comments
# and the like.
_STARTS_PLAIN = re.compile(r"[^\W_]")
# Characters that YAML does not know in plain text or breaks lines at, such as nobody could see, and
# what a log obeys.
_SPECIAL = re.compile(f"{UNSAFE}|[\xa0\ufffe\uffff]|##\\[")
# What would end plain text, and words that other programs take for something else than text.
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|\s\Z|\A(true|false|null|yes|no|on|off)\Z", re.IGNORECASE)
# What a folded text would lose, and what would be a command to a CI log at the start of a line.
_NOT_TO_FOLD = re.compile(r"  | ::| \Z")
# What would end it inside brackets.
_ENDS_IN_BRACKETS = re.compile(r"[,\[\]{}]|:\?|\s:")
_SPELLED_BY_GRAMMAR = ("kind", "premises", "target", "warrant", "weighing")


def format_native(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as a native file; nothing is lost: reading it gives an equal map."""
    return Result("\n".join(_NativeWriter(map).lines()) + "\n")


class _NativeWriter:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.own_ids = inferences_with_own_ids(map.inferences.values())

    def lines(self) -> Iterator[str]:
        map = self.map
        for field in fields_of(ArgumentMap):
            match field.name:
                case "sides" if map.sides:
                    yield "sides:"
                    for side in map.sides.values():
                        yield from _side(side)
                case "sources" if map.sources:
                    yield "sources:"
                    for source in map.sources.values():
                        yield from _part(source.id, source, "  ")
                case "record" if map.record:
                    yield from _part("record", map.record, "")
                case "claims":
                    yield "claims:"
                    for claim in map.claims.values():
                        yield from self.claim(claim)
                case "settings":
                    lines = list(_fields(map.settings, "  "))
                    if lines:
                        yield f"{CHECK}:"
                        yield from lines
                case name if field.shape not in (Shape.PARTS, Shape.RECORD):
                    yield from _field(field, getattr(map, name), "")

    def claim(self, claim: Claim) -> Iterator[str]:
        id = claim.id
        yield f"  {id}:"
        yield from _fields(claim, "    ")
        yield from self.inferences("premises", self.map.supports(id))
        yield from self.inferences("rebuttals", self.map.rebuttals(id))

    def inferences(self, key: str, inferences: list[Inference]) -> Iterator[str]:
        """Yield the inferences onto a claim and, below each, its undercutters, to any depth."""
        if inferences:
            yield f"    {key}:"
        # A stack, since undercutters can be deeper than Python lets functions call each other. A
        # text on it is the key of those above it.
        pending: list[tuple[Inference | str, str]] = []
        for inference in reversed(inferences):
            pending.append((inference, "      "))
        while pending:
            part, indent = pending.pop()
            if isinstance(part, str):
                yield f"{indent}{part}:"
                continue
            if len(indent) > _DEEPEST_INDENT:
                raise ArgmapError(
                    "the undercutters are nested too deeply for the native format; write JSON"
                    " instead"
                )
            # In reading order, weighings are last.
            undercutters = self.map.undercutters(part.id)
            yield from self.inference(part, indent, has_undercutters=bool(undercutters))
            by_key: dict[str, list[Inference]] = {OUTWEIGHED_BY: [], "undercutters": []}
            for undercutter in reversed(undercutters):
                key = OUTWEIGHED_BY if undercutter.weighing else "undercutters"
                by_key[key].append(undercutter)
            for key, of_key in by_key.items():
                for undercutter in of_key:
                    pending.append((undercutter, indent + "    "))
                if of_key:
                    pending.append((key, indent + "  "))

    def inference(
        self, inference: Inference, indent: str, *, has_undercutters: bool
    ) -> Iterator[str]:
        premises = inference.premises
        warrant = inference.warrant
        details = list(_fields(inference, indent + "  "))
        if inference.id in self.own_ids:
            details += _text_line(INFERENCE_ID, inference.id, indent + "  ")
        if not warrant and not details and not has_undercutters:
            # The short way: an id, or a list of linked premises.
            first, *linked = premises
            yield f"{indent}- {write_list(premises) if linked else first}"
            return
        others = [premise for premise in premises if premise != warrant]
        yield f"{indent}- premises: {write_list(others)}"
        if warrant:
            yield f"{indent}  warrant: {warrant}"
        yield from details


# --- fields ---


def _fields(part: object, indent: str) -> Iterator[str]:
    """Yield the lines of the fields of a part, but those that the place of an inference shows."""
    part_type: type = type(part)
    for field in fields_of(part_type):
        if part_type is not Inference or field.name not in _SPELLED_BY_GRAMMAR:
            yield from _field(field, getattr(part, field.name), indent)


def _field(field: Field, value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a field, none if it holds nothing."""
    if not value:
        return
    key = indent + field.name
    match value:
        case str():
            yield from _text_line(field.name, value, indent)
        case bool():
            yield f"{key}: true"
        case dict():
            yield f"{key}:"
            for name, content in value.items():
                if isinstance(content, OwnScheme):
                    yield from _part(write_scalar(name), content, indent + "  ")
                else:
                    yield from _entry(name, str(content), indent + "  ")
        case tuple() if field.shape in (Shape.GROUPS, Shape.LINKS):
            yield f"{key}:"
            for item in value:
                written = _link(item) if isinstance(item, RecordLink) else write_list(item)
                yield f"{indent}  - {written}"
        # In a claim, a list of one may go without brackets; where lists are the rule they stay.
        case (only,) if indent and field.shape in (Shape.CITATIONS, Shape.TEXTS):
            yield f"{key}: {write_scalar(str(only))}"
        case tuple():
            texts = [str(item) for item in value]
            yield f"{key}: {write_list(texts)}"


def _link(link: RecordLink) -> str:
    """Return a link as a mapping on one line."""
    texts = {name: getattr(link, name) for name in names_of(RecordLink)}
    entries = [
        f"{name}: {write_scalar(text, inside_brackets=True)}"
        for name, text in texts.items()
        if text
    ]
    return f"{{{', '.join(entries)}}}"


def _side(side: Side) -> Iterator[str]:
    """Yield a side: one with but a name on one line."""
    id, label = side.id, side.label
    if side == Side(id, label=label):
        yield from _text_line(id, label, "  ")
    else:
        yield from _part(id, side, "  ")


def _part(key: str, part: object, indent: str) -> Iterator[str]:
    """Yield a part with its fields below its key, which is behind a `?` if it is long."""
    lines = list(_fields(part, indent + "  "))
    if len(key) > LONGEST_ID:
        yield f"{indent}? {key}"
        key = ""
    nothing = "" if lines else " {}"
    yield f"{indent}{key}:{nothing}"
    yield from lines


def _entry(key: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text behind a key that may be any text; a key too long for YAML is behind a `?`."""
    written = write_scalar(key)
    if len(written) <= LONGEST_ID:
        yield from _text_line(written, text, indent)
    else:
        yield f"{indent}? {written}"
        yield f"{indent}: {write_scalar(text)}"


def write_list(texts: Sequence[str]) -> str:
    """Return texts as a list on one line."""
    items = [write_scalar(text, inside_brackets=True) for text in texts]
    return f"[{', '.join(items)}]"


def _text_line(key: str, text: str, indent: str) -> Iterator[str]:
    line = f"{indent}{key}: {write_scalar(text)}"
    can_fold = _starts_plain(text) and not _NOT_TO_FOLD.search(text)
    if len(line) <= _WIDTH or not can_fold:
        yield line
        return
    # `>` folds lines into spaces, `-` takes no line break from the end.
    yield f"{indent}{key}: >-"
    indent += "  "
    first_word, *other_words = text.split(" ")
    line = indent + first_word
    for word in other_words:
        longer = f"{line} {word}"
        if len(longer) <= _WIDTH:
            line = longer
        else:
            yield line
            line = indent + word
    yield line


def _starts_plain(text: str) -> bool:
    return bool(_STARTS_PLAIN.match(text)) and not _SPECIAL.search(text)


def write_scalar(text: str, *, inside_brackets: bool = False, quoted: bool = False) -> str:
    """Return text as a scalar: plain where that is read as the same text, else in quotes."""
    is_plain = not quoted and _starts_plain(text) and not _NOT_PLAIN.search(text)
    if inside_brackets and _ENDS_IN_BRACKETS.search(text):
        is_plain = False
    if is_plain:
        return text
    # A string of JSON is one of YAML, too. Half of a surrogate pair has no bytes in UTF-8, and
    # becomes `?`.
    in_quotes = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return _SPECIAL.sub(_escape, in_quotes)


def _escape(special: re.Match[str]) -> str:
    """Return what is special with an escape in place of its last character: `##\\u005b`."""
    text = special[0]
    return f"{text[:-1]}\\u{ord(text[-1]):04x}"
