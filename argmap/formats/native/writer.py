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
from collections.abc import Collection, Iterator, Sequence

from argmap.formats.native.keys import CHECK, INFERENCE_ID
from argmap.formats.shared.yaml_tree import MAX_DEPTH
from argmap.model import ArgumentMap, CheckSettings, Claim, Inference, OwnScheme, Side, Source
from argmap.model.fields import Field, Shape, fields_of
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
# What would end it inside brackets.
_ENDS_IN_BRACKETS = re.compile(r"[,\[\]{}]|:\?|\s:")
_SPELLED_BY_GRAMMAR = ("kind", "premises", "target", "warrant")


def format_native(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as a native file; nothing is lost: reading it gives an equal map."""
    return Result("\n".join(_lines(map)) + "\n")


def _lines(map: ArgumentMap) -> Iterator[str]:
    own_ids = inferences_with_own_ids(map.inferences.values())
    for field in fields_of(ArgumentMap):
        if field.name == "sides":
            yield from _write_named_parts("sides", map.sides.values(), "label")
        elif field.name == "sources":
            yield from _write_named_parts("sources", map.sources.values(), "title")
        elif field.name == "claims":
            yield "claims:"
            for claim in map.claims.values():
                yield from _claim(map, claim, own_ids)
        elif field.name == "settings" and map.settings != CheckSettings():
            yield f"{CHECK}:"
            for setting in fields_of(CheckSettings):
                yield from _field(setting, getattr(map.settings, setting.name), "  ")
        elif field.shape is not Shape.PARTS:
            yield from _field(field, getattr(map, field.name), "")


def _write_named_parts(
    key: str, parts: Collection[Side] | Collection[Source], name_field: str
) -> Iterator[str]:
    """Yield sides or sources: one with but a name on one line, others with a line per field."""
    if not parts:
        return
    yield f"{key}:"
    for part in parts:
        part_type: type = type(part)
        fields = [field for field in fields_of(part_type) if getattr(part, field.name)]
        if not fields and isinstance(part, Source):
            yield f"  {part.id}: {{}}"
        elif isinstance(part, Side) and all(field.name == name_field for field in fields):
            yield from _text_line(part.id, getattr(part, name_field), "  ")
        else:
            yield f"  {part.id}:"
            for field in fields:
                yield from _field(field, getattr(part, field.name), "    ")


def _claim(map: ArgumentMap, claim: Claim, own_ids: Collection[str]) -> Iterator[str]:
    yield f"  {claim.id}:"
    for field in fields_of(Claim):
        yield from _field(field, getattr(claim, field.name), "    ")
    yield from _inferences(map, "premises", map.supports(claim.id), own_ids, "    ")
    yield from _inferences(map, "rebuttals", map.rebuttals(claim.id), own_ids, "    ")


def _inferences(
    map: ArgumentMap, key: str, inferences: list[Inference], own_ids: Collection[str], indent: str
) -> Iterator[str]:
    """Yield the steps onto a claim and, below each, the undercutters against it, to any depth."""
    if not inferences:
        return
    yield f"{indent}{key}:"
    # A stack, since undercutters can be deeper than Python lets functions call each other.
    pending = [(inference, indent + "  ") for inference in reversed(inferences)]
    while pending:
        inference, indent = pending.pop()
        undercutters = map.undercutters(inference.id)
        if len(indent) > _DEEPEST_INDENT:
            raise ArgmapError(
                "steps against steps are nested here deeper than a native file can be read; write"
                " json"
            )
        has_own_id = inference.id in own_ids
        yield from _inference(
            inference, indent, has_own_id=has_own_id, has_undercutters=bool(undercutters)
        )
        # The last line of the inference was `undercutters:`, so they must come next.
        for undercutter in reversed(undercutters):
            pending.append((undercutter, indent + "    "))


def _inference(
    inference: Inference, indent: str, *, has_own_id: bool, has_undercutters: bool
) -> Iterator[str]:
    details: list[str] = []
    for field in fields_of(Inference):
        if field.name not in _SPELLED_BY_GRAMMAR:
            value = getattr(inference, field.name)
            details += _field(field, value, indent + "  ")
    if has_own_id:
        details += _text_line(INFERENCE_ID, inference.id, indent + "  ")
    if not inference.warrant and not details and not has_undercutters:
        # The short way: an id, or a list of linked premises.
        first, *linked = inference.premises
        yield f"{indent}- {_flow(inference.premises) if linked else first}"
        return
    others = [premise for premise in inference.premises if premise != inference.warrant]
    # An inference needs premises: a warrant that is alone is named as a premise, too.
    yield f"{indent}- premises: {_flow(others or inference.premises)}"
    if inference.warrant:
        yield f"{indent}  warrant: {inference.warrant}"
    yield from details
    if has_undercutters:
        yield f"{indent}  undercutters:"


# --- fields ---


def _field(field: Field, value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a field, none if it holds nothing."""
    if not value:
        return
    if isinstance(value, str):
        yield from _text_line(field.name, value, indent)
    elif field.shape is Shape.FLAG:
        yield f"{indent}{field.name}: true"
    elif field.shape is Shape.SCHEMES and isinstance(value, dict):
        yield f"{indent}{field.name}:"
        for name, scheme in value.items():
            yield from _scheme(name, scheme, indent + "  ")
    elif isinstance(value, dict):
        yield f"{indent}{field.name}:"
        for key, text in value.items():
            yield from _entry(key, str(text), indent + "  ")
    elif field.shape is Shape.GROUPS and isinstance(value, tuple):
        yield f"{indent}{field.name}:"
        for group in value:
            yield f"{indent}  - {_flow(group)}"
    elif isinstance(value, tuple):
        texts = list(map(str, value))
        # In a claim, a list of one may go without brackets; where lists are the rule they stay.
        may_be_alone = bool(indent) and field.shape in (Shape.CITATIONS, Shape.TEXTS)
        is_alone = may_be_alone and len(texts) == 1
        written = _scalar(texts[0]) if is_alone else _flow(texts)
        yield f"{indent}{field.name}: {written}"


def _scheme(name: str, scheme: OwnScheme, indent: str) -> Iterator[str]:
    lines: list[str] = []
    for field in fields_of(OwnScheme):
        lines += _field(field, getattr(scheme, field.name), indent + "  ")
    written = _scalar(name)
    if len(written) > LONGEST_ID:
        yield f"{indent}? {written}"
        written = ""
    nothing = "" if lines else " {}"
    yield f"{indent}{written}:{nothing}"
    yield from lines


def _entry(key: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text behind a key that may be any text; a key too long for YAML is behind a `?`."""
    written = _scalar(key)
    if len(written) <= LONGEST_ID:
        yield from _text_line(written, text, indent)
    else:
        yield f"{indent}? {written}"
        yield f"{indent}: {_scalar(text)}"


def _flow(texts: Sequence[str]) -> str:
    """Return texts as a list on one line."""
    items = [_scalar(text, inside_brackets=True) for text in texts]
    return f"[{', '.join(items)}]"


def _text_line(key: str, text: str, indent: str) -> Iterator[str]:
    line = f"{indent}{key}: {_scalar(text)}"
    # Folded lines must give back exactly this text, and none may be a command to a CI log.
    can_fold = _starts_plain(text) and "  " not in text and " ::" not in text and text[-1:] != " "
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


def _scalar(text: str, *, inside_brackets: bool = False) -> str:
    """Return text as a scalar: plain where that is read as the same text, else in quotes."""
    is_plain = _starts_plain(text) and not _NOT_PLAIN.search(text)
    if inside_brackets and _ENDS_IN_BRACKETS.search(text):
        is_plain = False
    if is_plain:
        return text
    # A string of JSON is one of YAML, too. Half of a surrogate pair has no bytes in UTF-8, and
    # becomes `?`.
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    # `##[`: the last character of what is special becomes an escape.
    return _SPECIAL.sub(lambda special: f"{special[0][:-1]}\\u{ord(special[0][-1]):04x}", quoted)
