"""Writer of Argdown: claims as statements with a title for people; all else as data.

    ===
    title: Should school start at nine?
    ===

    # Health                                    the group of the claims below

    [Start later]: We should start at nine. #health {side: later}
      + [Teenagers would sleep more]            a reason of one premise
      - [Buses cost more]                       an objection

    <For Start later 1>                         an inference with several premises, or data

    (1) [Sleep helps]
    (2) [Teenagers sleep late]
    -- expert opinion {warrant: 1} --
      _ [Some learn best when tired]            an undercutter
    (3) [Start later]

An inference needs such a structure where it has linked premises, a warrant, a scheme or an
undercutter. Where it rebuts or undercuts, its conclusion is no claim: it says so in its data, and
carries the relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
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
from argmap.formats.argdown.titles import Titles, label_in
from argmap.formats.shared.ids import Ids
from argmap.model import (
    ID,
    ArgumentMap,
    CheckSettings,
    Claim,
    Inference,
    Kind,
    Side,
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
        inferences = map.inferences.values()
        self.own_ids = inferences_with_own_ids(inferences)
        self.alike = Counter(_content(inference) for inference in inferences)
        titles = Titles()
        self.claim_titles = {claim.id: titles.give(claim) for claim in map.claims.values()}
        self.titles: dict[str, str] = {}  # of the inferences that need a structure
        numbers: Counter[str] = Counter()
        for inference in inferences:
            if self.is_simple(inference):
                continue
            about = "Undercutter"
            if inference.kind is Kind.SUPPORT:
                about = f"For {self.claim_titles[inference.target]}"
            elif inference.kind is Kind.REBUTTAL:
                about = f"Against {self.claim_titles[inference.target]}"
            numbers[about] += 1
            self.titles[inference.id] = f"{about} {numbers[about]}"

    def is_simple(self, inference: Inference) -> bool:
        """Return whether a mark below its target says all of an inference."""
        if len(inference.premises) > 1 or inference.warrant or inference.id in self.own_ids:
            return False
        if self.alike[_content(inference)] > 1 or self.map.undercutters(inference.id):
            return False
        supports_itself = inference.kind is Kind.SUPPORT and inference.target in inference.premises
        return not supports_itself and not _inference_data(inference)

    def blocks(self) -> Iterator[str]:
        front = list(_front_matter(self.map))
        if front:
            yield "\n".join(["===", *front, "==="])
        open_headings: list[str] = []
        for claim in self.map.claims.values():
            headings = list(group_path(claim.group))
            is_path = claim.group == GROUP_SEPARATOR.join(headings)
            # Some groups can be in no headings.
            if headings and is_path and all(map(is_plain_line, headings)):
                yield from _headings_to_open(open_headings, headings)
                open_headings = headings
            is_given = claim.group == GROUP_SEPARATOR.join(open_headings)
            statement = _statement(claim, self.claim_titles[claim.id], with_group=not is_given)
            below, others = self.split_marks(self.map.onto(claim.id))
            yield "\n".join([statement, *below])
            yield from self.others(others)

    def split_marks(self, inferences: list[Inference]) -> tuple[list[str], list[Inference]]:
        """Return the marks of what can be below its target, and the inferences that cannot.

        A simple one comes later, too, where it is behind one that is not, so as to keep the order.
        """
        late: set[Kind] = set()
        below: list[str] = []
        others: list[Inference] = []
        for inference in inferences:
            kind = inference.kind
            if inference.id in self.titles or kind in late:
                late.add(kind)
                others.append(inference)
            else:
                below.append(f"  {_MARKS[kind]} {self.statement(inference.premises[0])}")
        return below, others

    def others(self, inferences: list[Inference]) -> Iterator[str]:
        pending = inferences[::-1]
        while pending:
            inference = pending.pop()
            premises = [self.statement(premise) for premise in inference.premises]
            if inference.kind is Kind.UNDERCUTTER:
                target = f"<{self.titles[inference.target]}>"
            else:
                target = self.statement(inference.target)
            relation = f"  {_MARKS[inference.kind]}> {target}"
            if inference.id not in self.titles:
                yield f"{premises[0]}\n{relation}"
                continue
            yield f"<{self.titles[inference.id]}>"
            lines = [f"({number}) {premise}" for number, premise in enumerate(premises, 1)]
            lines.append(self.inference_line(inference))
            below, others = self.split_marks(self.map.undercutters(inference.id))
            lines += below
            number = len(premises) + 1
            if inference.kind is Kind.SUPPORT:
                lines.append(f"({number}) {target}")
            else:
                data = mapping({"stands_for": inference.kind.value})
                lines += [f"({number}) Against @{target} {data}", relation]
            yield "\n".join(lines)
            pending += others[::-1]

    def statement(self, claim: str) -> str:
        """Return what refers to a claim."""
        return f"[{self.claim_titles[claim]}]"

    def inference_line(self, inference: Inference) -> str:
        """Return the line between the premises of an inference and its conclusion."""
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


def _content(inference: Inference) -> tuple[Kind, tuple[str, ...], str]:
    return inference.kind, inference.premises, inference.target


def _inference_data(inference: Inference) -> dict[str, str]:
    """Return the fields of an inference but for its ends and its warrant, as YAML."""
    return _filled_fields(inference, ("kind", "premises", "target", "warrant"))


def _headings_to_open(opened: list[str], headings: list[str]) -> Iterator[str]:
    """Yield the headings that are needed for what follows to be under these alone."""
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
    """Return the statement of a claim: `[title]: text #tag {key: value}`."""
    tags = [tag(words) for words in claim.tags]
    parts = [f"[{title}]:", escape(one_line(claim.text))]
    data: dict[str, str] = {}
    id_of_title = title if ID.fullmatch(title) else Ids().give(title)
    if id_of_title != claim.id:
        data["id"] = claim.id
    if not is_plain_line(claim.text):
        data["text"] = scalar(claim.text)
    # What title, text, tags and headings say already.
    said = ["text", "group"]
    if all(tags) and len(set(tags)) == len(tags):
        parts += tags
        said.append("tags")
    if label_in(title, claim.text) == claim.label:
        said.append("label")
    elif not claim.label:
        data["label"] = scalar("")
    data |= _filled_fields(claim, said)
    if with_group:
        data["group"] = scalar(claim.group)  # an empty one, too: the headings above say another
    if data:
        parts.append(mapping(data))
    return " ".join(parts)


def _yaml(field: Field, value: Any) -> str:
    """Return the value of a field as YAML that may be in Argdown's data."""
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
        name, value = field.name, getattr(map, field.name)
        if name in ("sides", "sources") and value:
            yield f"{name}:"
            for part in value.values():
                fields = _filled_fields(part)
                written = mapping(fields)
                if isinstance(part, Side) and fields.keys() <= {"label"}:
                    written = fields.get("label", scalar(""))
                yield f"  {part.id}: {written}"
        elif name == "settings" and value != CheckSettings():
            yield f"{CHECK}: {mapping(_filled_fields(value))}"
        elif field.shape is Shape.EXPECTATIONS and value:
            yield f"{name}:"
            for id, verdict in value.items():
                yield f"  {id}: {verdict.value}"
        elif field.shape is not Shape.PARTS and value:
            yield f"{name}: {_yaml(field, value)}"


def _filled_fields(part: object, but: Collection[str] = ()) -> dict[str, str]:
    """Return the fields of a part of the model that are not empty, but for some, as YAML."""
    filled: dict[str, str] = {}
    part_type: type = type(part)
    for field in fields_of(part_type):
        value = getattr(part, field.name)
        if value and field.name not in but:
            filled[field.name] = _yaml(field, value)
    return filled
