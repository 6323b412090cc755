"""Writer of the native format: every claim by itself under `claims`, to be edited by hand.

claims:
  nine:
    text: School should start at nine.
    premises:
      - sleep
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.formats.native.keys import CHECK, INFERENCE_ID, OUTWEIGHED_BY
from argmap.formats.native.layout import (
    Group,
    Part,
    Text,
    group_of_texts,
    lay_out_all,
    write_scalar,
)
from argmap.formats.shared.yaml_tree import MAX_DEPTH
from argmap.model import (
    ArgumentMap,
    Claim,
    Inference,
    OwnScheme,
    RecordLink,
    Side,
    Source,
)
from argmap.model.fields import Field, Shape, fields_of, names_of
from argmap.model.parts import inferences_with_own_ids
from argmap.model.writing import Result, WritingOptions
from argmap.util.errors import ArgmapError

_DEEPEST = (2 * MAX_DEPTH - 16) // 4
"""How deep undercutters can be: each takes four columns, of which the map and its claims take
some, at two columns a level.
"""
_SPELLED_BY_GRAMMAR = ("kind", "premises", "target", "warrant", "weighing")


def format_native(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as a native file; nothing is lost: reading it gives an equal map."""
    group = _mapping(_NativeWriter(map).parts())
    return Result("\n".join(lay_out_all(group)) + "\n")


class _NativeWriter:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.own_ids = inferences_with_own_ids(map.inferences.values())

    def parts(self) -> Iterator[Part]:
        map = self.map
        for field in fields_of(ArgumentMap):
            match field.name:
                case "sides" if map.sides:
                    yield Part(
                        "sides",
                        _mapping(part_in_short(side, "label") for side in map.sides.values()),
                    )
                case "sources" if map.sources:
                    sources = map.sources.values()
                    yield Part(
                        "sources", _mapping(part_with_fields(each.id, each) for each in sources)
                    )
                case "record" if map.record:
                    yield part_with_fields("record", map.record)
                case "claims":
                    claims = _mapping(self.claim(claim) for claim in map.claims.values())
                    claims.are_apart = True
                    yield Part("claims", claims)
                case "settings":
                    settings = fields_as_parts(map.settings)
                    if settings:
                        yield Part(CHECK, _mapping(settings))
                case name if field.shape not in (Shape.PARTS, Shape.RECORD):
                    yield from field_as_parts(field, getattr(map, name))

    def claim(self, claim: Claim) -> Part:
        parts = fields_as_parts(claim)
        for key, inferences in (
            ("premises", self.map.supports(claim.id)),
            ("rebuttals", self.map.rebuttals(claim.id)),
        ):
            if inferences:
                parts.append(Part(key, self.inferences(inferences)))
        return Part(claim.id, _mapping(parts))

    def inferences(self, inferences: list[Inference]) -> Group:
        """Return the inferences onto a claim and, in each, its undercutters, to any depth."""
        whole = Group([], is_list=True)
        # A stack, since undercutters can be deeper than Python lets functions call each other.
        pending = [(inference, whole, 0) for inference in reversed(inferences)]
        while pending:
            inference, listed, depth = pending.pop()
            if depth > _DEEPEST:
                raise ArgmapError(
                    "the undercutters are nested too deeply for the native format; write JSON"
                    " instead"
                )
            by_key: dict[str, list[Inference]] = {"undercutters": [], OUTWEIGHED_BY: []}
            for undercutter in self.map.undercutters(inference.id):
                key = OUTWEIGHED_BY if undercutter.weighing else "undercutters"
                by_key[key].append(undercutter)
            attacks: list[Part] = []
            for key, undercutters in by_key.items():
                if undercutters:
                    group = Group([], is_list=True)
                    attacks.append(Part(key, group))
                    pending += [(each, group, depth + 1) for each in reversed(undercutters)]
            listed.parts.append(self.inference(inference, attacks))
        return whole

    def inference(self, inference: Inference, attacks: list[Part]) -> Part:
        premises = inference.premises
        warrant = inference.warrant
        details = fields_as_parts(inference)
        if inference.id in self.own_ids:
            details.append(Part(INFERENCE_ID, Text(inference.id)))
        details += attacks
        if not warrant and not details:
            # The short way: an id, or a list of linked premises.
            first, *linked = premises
            return Part("", group_of_texts(premises) if linked else Text(first, first))
        others = [premise for premise in premises if premise != warrant]
        parts = [Part("premises", group_of_texts(others))]
        if warrant:
            parts.append(Part("warrant", Text(warrant)))
        return Part("", _mapping([*parts, *details]))


# --- fields ---


def _mapping(parts: Iterable[Part]) -> Group:
    return Group(list(parts), is_list=False)


def fields_as_parts(part: object) -> list[Part]:
    """Return the fields of a part as entries, but those that the place of an inference shows."""
    part_type: type = type(part)
    parts: list[Part] = []
    for field in fields_of(part_type):
        if part_type is not Inference or field.name not in _SPELLED_BY_GRAMMAR:
            parts += field_as_parts(
                field, getattr(part, field.name), in_part=part_type is not ArgumentMap
            )
    return parts


def field_as_parts(field: Field, value: object, *, in_part: bool = False) -> Iterator[Part]:
    """Yield a field as an entry, none if it holds nothing."""
    if not value:
        return
    key = field.name
    match value:
        case str():
            yield Part(key, Text(value))
        case bool():
            yield Part(key, Text("true", "true"))
        case dict():
            yield Part(key, _mapping(_entry(name, each) for name, each in value.items()))
        case tuple() if field.shape is Shape.GROUPS:
            groups = [Part("", group_of_texts(group)) for group in value]
            yield Part(key, Group(groups, is_list=True))
        case tuple() if field.shape is Shape.LINKS:
            links = [Part("", _link(link)) for link in value]
            yield Part(key, Group(links, is_list=True))
        # In a claim, a list of one may go without brackets; where lists are the rule they stay.
        case (only,) if in_part and field.shape in (Shape.CITATIONS, Shape.TEXTS):
            yield Part(key, Text(str(only)))
        case tuple():
            yield Part(key, group_of_texts(str(item) for item in value))


def _link(link: RecordLink) -> Group:
    """Return a link as a mapping, on one line if it fits."""
    texts = {name: getattr(link, name) for name in names_of(RecordLink)}
    parts = [Part(name, Text(text)) for name, text in texts.items() if text]
    return Group(parts, is_list=False, in_brackets=True)


def _entry(name: str, content: object) -> Part:
    key = write_scalar(name, inside_brackets=True)
    return (
        part_with_fields(key, content)
        if isinstance(content, OwnScheme)
        else Part(key, Text(str(content)))
    )


def part_in_short(part: Side | Source, name: str) -> Part:
    """Return a side or a source, on one line if it has nothing but this field."""
    text = getattr(part, name)
    if part == type(part)(part.id, **{name: text}):
        return Part(part.id, Text(text))
    return part_with_fields(part.id, part)


def part_with_fields(key: str, part: object) -> Part:
    """Return a part with its fields below its key."""
    return Part(key, _mapping(fields_as_parts(part)))
