"""Writer of Argdown: every claim as a statement with a title for people; what else it says, its id
too, as data.

The group of a claim is the headings that it stands under.

A reason or objection of one premise stands below its target (`+ [Title]`, `- [Title]`). An
inference that has linked premises, a warrant, a scheme or an undercutter is an argument with a
premise-conclusion structure. Where it rebuts or undercuts, its conclusion is no claim: it says so
in its data, and carries the relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from argmap.formats.argdown.claims import CHECK
from argmap.formats.argdown.inline_markup import (
    escape,
    is_plain_line,
    mapping,
    one_line,
    scalar,
    sequence,
    tag,
)
from argmap.formats.argdown.titles import Titles, id_from, label_in
from argmap.model import (
    ID,
    ArgumentMap,
    CheckSettings,
    Claim,
    Inference,
    Kind,
    OwnScheme,
    Side,
    Source,
)
from argmap.model.fields import Field, Shape, fields_of
from argmap.model.parts import GROUP_SEPARATOR, group_path, inferences_with_own_ids
from argmap.model.writing import Result, WritingOptions

_MARKS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "-", Kind.UNDERCUTTER: "_"}


def format_argdown(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as Argdown: data and front matter have room for all of it."""
    return Result("\n\n".join(_Writer(map).blocks()) + "\n")


class _Writer:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.own_ids = inferences_with_own_ids(map.inferences.values())
        self.alike = Counter(_content(inference) for inference in map.inferences.values())
        titles = Titles()
        self.claim_titles = {claim.id: titles.give(claim) for claim in map.claims.values()}
        self.titles: dict[str, str] = {}  # of the inferences that need a structure
        numbers: Counter[str] = Counter()
        for inference in map.inferences.values():
            if not self.is_simple(inference):
                about = self.about(inference)
                numbers[about] += 1
                self.titles[inference.id] = f"{about} {numbers[about]}"

    def is_simple(self, inference: Inference) -> bool:
        """Return whether a mark below its target says all of an inference."""
        is_bare = len(inference.premises) == 1 and not (
            inference.warrant or _inference_data(inference)
        )
        is_alone = self.alike[_content(inference)] == 1 and not self.map.undercutters(inference.id)
        has_own_id = inference.id in self.own_ids
        supports_itself = inference.kind is Kind.SUPPORT and inference.target in inference.premises
        return is_bare and is_alone and not has_own_id and not supports_itself

    def blocks(self) -> Iterator[str]:
        front = list(_front_matter(self.map))
        if front:
            yield "\n".join(["===", *front, "==="])
        open_headings: list[str] = []
        for claim in self.map.claims.values():
            headings = _headings_of(claim.group)
            if headings:
                yield from _headings_to_open(open_headings, headings)
                open_headings = headings
            is_given = claim.group == GROUP_SEPARATOR.join(open_headings)
            statement = _statement(claim, self.claim_titles[claim.id], with_group=not is_given)
            below, others = self.split_marks(self.map.onto(claim.id))
            yield "\n".join([statement, *below])
            yield from self.others(others)

    def split_marks(self, inferences: list[Inference]) -> tuple[list[str], list[Inference]]:
        """Return the marks of what can stand below its target, and the steps that cannot: these
        come later.

        A step that is simple follows them too where it comes behind one that is not, so as to keep
        the order.
        """
        late: set[Kind] = set()
        below: list[str] = []
        others: list[Inference] = []
        for inference in inferences:
            if inference.id in self.titles or inference.kind in late:
                late.add(inference.kind)
                others.append(inference)
            else:
                below.append(f"  {_MARKS[inference.kind]} {self.statement(inference.premises[0])}")
        return below, others

    def others(self, inferences: list[Inference]) -> Iterator[str]:
        pending = inferences[::-1]
        while pending:
            inference = pending.pop()
            if inference.id not in self.titles:
                yield (
                    f"{self.statement(inference.premises[0])}\n  {_MARKS[inference.kind]}>"
                    f" {self.target(inference)}"
                )
                continue
            below, others = self.split_marks(self.map.undercutters(inference.id))
            yield f"<{self.titles[inference.id]}>"
            premises = [self.statement(premise) for premise in inference.premises]
            lines = [f"({number}) {premise}" for number, premise in enumerate(premises, 1)]
            yield "\n".join(
                [*lines, self.inference_line(inference), *below, *self.conclusion(inference)]
            )
            pending += others[::-1]

    def target(self, inference: Inference) -> str:
        if inference.kind is Kind.UNDERCUTTER:
            return f"<{self.titles[inference.target]}>"
        return self.statement(inference.target)

    def statement(self, claim: str) -> str:
        """Return what refers to a claim."""
        return f"[{self.claim_titles[claim]}]"

    def about(self, inference: Inference) -> str:
        """Return what the title of an inference begins with, before its number."""
        if inference.kind is Kind.UNDERCUTTER:
            return "Undercutter"
        if inference.kind is Kind.SUPPORT:
            return f"For {self.claim_titles[inference.target]}"
        return f"Against {self.claim_titles[inference.target]}"

    def inference_line(self, inference: Inference) -> str:
        """Return the line between the premises of a step and its conclusion."""
        data: dict[str, str] = {}
        if inference.id in self.own_ids:
            data["id"] = scalar(inference.id)
        if inference.warrant:
            data["warrant"] = str(inference.premises.index(inference.warrant) + 1)
        data |= _inference_data(inference)
        # A scheme in plain words is the name of the rule, as Argdown has it; any other stays data.
        words: list[str] = []
        if data.get("scheme") == inference.scheme and is_plain_line(inference.scheme):
            words.append(data.pop("scheme"))
        if data:
            words.append(mapping(data))
        if words:
            return f"-- {' '.join(words)} --"
        return "----"

    def conclusion(self, inference: Inference) -> Iterator[str]:
        number = len(inference.premises) + 1
        if inference.kind is Kind.SUPPORT:
            yield f"({number}) {self.statement(inference.target)}"
            return
        data = mapping({"stands_for": inference.kind.value})
        yield f"({number}) Against @{self.target(inference)} {data}"
        yield f"  {_MARKS[inference.kind]}> {self.target(inference)}"


def _content(inference: Inference) -> tuple[Kind, tuple[str, ...], str]:
    return inference.kind, inference.premises, inference.target


def _inference_data(inference: Inference) -> dict[str, str]:
    """Return what data says of a step: the fields that are neither its ends nor its warrant, as
    YAML.
    """
    data: dict[str, str] = {}
    for field in fields_of(Inference):
        value = getattr(inference, field.name)
        if value and field.name not in ("kind", "premises", "target", "warrant"):
            data[field.name] = _yaml(field, value)
    return data


# --- headings ---


def _headings_of(group: str) -> list[str]:
    """Return the headings that say a group; none if no headings can."""
    headings = list(group_path(group))
    is_given_by_them = group == GROUP_SEPARATOR.join(headings)
    if is_given_by_them and all(is_plain_line(heading) for heading in headings):
        return headings
    return []


def _headings_to_open(opened: list[str], headings: list[str]) -> Iterator[str]:
    """Yield the headings that are needed for what follows to stand under these, and not under those
    that are open.
    """
    if opened == headings:
        return
    same = 0
    # A heading ends those of its own level and deeper; where none is new, the last is said again.
    while same < min(len(opened), len(headings) - 1) and opened[same] == headings[same]:
        same += 1
    for level in range(same, len(headings)):
        yield f"{'#' * (level + 1)} {escape(headings[level])}"


# --- statements ---


def _statement(claim: Claim, title: str, *, with_group: bool) -> str:
    tags = [tag(words) for words in claim.tags]
    are_plain = all(tags) and len(set(tags)) == len(tags)
    parts = [f"[{title}]:", escape(one_line(claim.text))]
    if are_plain:
        parts += tags
    data = _data(claim, title, with_tags=not are_plain, with_group=with_group)
    if data:
        parts.append(mapping(data))
    return " ".join(parts)


def _data(claim: Claim, title: str, *, with_tags: bool, with_group: bool) -> dict[str, str]:
    """Return what data says of a claim as YAML: the fields that title, text, tags and headings do
    not tell.
    """
    handled = {"text", "group"}
    if not with_tags:
        handled.add("tags")
    data: dict[str, str] = {}
    if id_from(title) != claim.id:
        data["id"] = claim.id
    if not is_plain_line(claim.text):
        data["text"] = scalar(claim.text)
    if label_in(title, claim.text) == claim.label:
        handled.add("label")
    elif not claim.label:
        data["label"] = scalar("")
    for field in fields_of(Claim):
        value = getattr(claim, field.name)
        if value and field.name not in handled:
            data[field.name] = _yaml(field, value)
    if with_group:
        data["group"] = scalar(claim.group)  # an empty one, too: the headings above say another
    return data


def _yaml(field: Field, value: Any) -> str:
    """Return the value of a field as YAML that may stand in Argdown's data."""
    if field.shape is Shape.FLAG:
        return "true"
    if field.shape is Shape.NAME and ID.fullmatch(value):
        return str(value)  # an id stays as it was typed
    if field.shape in (Shape.TEXT, Shape.NAME):
        return scalar(value)
    if field.shape is Shape.GROUPS:
        return f"[{', '.join(sequence(group) for group in value)}]"
    if field.shape is Shape.SCHEMES:
        return mapping({name: mapping(_filled_fields(scheme)) for name, scheme in value.items()})
    if field.shape in (Shape.REASONS, Shape.EXPECTATIONS, Shape.WORDS, Shape.QUESTIONS):
        return mapping({key: scalar(str(text)) for key, text in value.items()})
    return sequence(str(item) for item in value)


# --- front matter ---


def _front_matter(map: ArgumentMap) -> Iterator[str]:
    if not map.title and any(claim.group for claim in map.claims.values()):
        yield f"title: {scalar('')}"  # or the first heading would be read as the title
    for field in fields_of(ArgumentMap):
        value = getattr(map, field.name)
        if field.name in ("sides", "sources") and value:
            yield f"{field.name}:"
            for part in value.values():
                yield f"  {part.id}: {_name_part(part)}"
        elif field.name == "settings" and value != CheckSettings():
            yield f"{CHECK}: {mapping(_filled_fields(value))}"
        elif field.shape is Shape.EXPECTATIONS and value:
            yield f"{field.name}:"
            for name, verdict in value.items():
                yield f"  {name}: {verdict.value}"
        elif field.shape is not Shape.PARTS and value:
            yield f"{field.name}: {_yaml(field, value)}"


def _name_part(part: Side | Source) -> str:
    fields = _filled_fields(part)
    if isinstance(part, Side) and fields.keys() <= {"label"}:
        return fields.get("label", scalar(""))
    return mapping(fields)


def _filled_fields(part: Side | Source | CheckSettings | OwnScheme) -> dict[str, str]:
    part_type: type = type(part)
    filled: dict[str, str] = {}
    for field in fields_of(part_type):
        value = getattr(part, field.name)
        if value:
            filled[field.name] = _yaml(field, value)
    return filled
