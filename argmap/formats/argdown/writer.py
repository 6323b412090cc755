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
undercutter, or is a weighing (`-- {weighing: true} --`). Where it rebuts or undercuts, its
conclusion is not a claim: it says so in its data, and carries the relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from typing import TypeAlias

from argmap.formats.argdown.claims import CHECK, STANDS_FOR
from argmap.formats.argdown.inline_markup import (
    escape,
    is_plain_line,
    mapping,
    one_line,
    scalar,
    tag,
)
from argmap.formats.argdown.titles import Titles, label_in
from argmap.formats.shared.ids import Ids
from argmap.model import ID, ArgumentMap, Citation, Claim, Inference, Kind, Side
from argmap.model.fields import names_of
from argmap.model.parts import GROUP_SEPARATOR, group_path, inferences_with_own_ids
from argmap.model.writing import Result, WritingOptions

_MARKS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "-", Kind.UNDERCUTTER: "_"}
# What the title of an inference begins with, before that of the claim that it bears on.
_ABOUT = {Kind.SUPPORT: "For", Kind.REBUTTAL: "Against"}
_NO_DATA = "----"
_content = attrgetter("kind", "premises", "target")


def format_argdown(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return a map as Argdown: data and front matter have room for all of it."""
    return Result("\n\n".join(_Writer(map).blocks()) + "\n")


class _Writer:
    """Writes a map; `mentions` has what refers to its parts, by their ids.

    A claim is `[title]`, and an inference that needs a structure `<title>`.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        inferences = map.inferences.values()
        self.own_ids = inferences_with_own_ids(inferences)
        self.alike = Counter(_content(inference) for inference in inferences)
        self.mentions: dict[str, str] = {}
        titles = Titles()
        for claim in map.claims.values():
            self.mentions[claim.id] = f"[{titles.give(claim)}]"
        numbers: Counter[str] = Counter()
        for inference in inferences:
            if self.is_simple(inference):
                continue
            about = "Undercutter"
            kind = inference.kind
            if kind in _ABOUT:
                title = self.mentions[inference.target].strip("[]")
                about = f"{_ABOUT[kind]} {title}"
            numbers[about] += 1
            self.mentions[inference.id] = f"<{about} {numbers[about]}>"

    def is_simple(self, inference: Inference) -> bool:
        """Return whether a mark below its target says all of an inference."""
        if len(inference.premises) > 1 or self.inference_line(inference) != _NO_DATA:
            return False
        kind, premises, target = content = _content(inference)
        if self.alike[content] > 1 or self.map.onto(inference.id):
            return False
        return kind is not Kind.SUPPORT or target not in premises

    def blocks(self) -> Iterator[str]:
        front = list(_front_matter(self.map))
        if front:
            yield "\n".join(["===", *front, "==="])
        opened: list[str] = []
        for claim in self.map.claims.values():
            group = claim.group
            path = list(group_path(group))
            is_path = group == GROUP_SEPARATOR.join(path)
            # Some groups can be in no headings.
            if path and path != opened and is_path and all(is_plain_line(name) for name in path):
                for level, heading in enumerate(path, 1):
                    # A heading ends those of its own level and deeper; where none is new, the last
                    # is said again.
                    if level == len(path) or path[:level] != opened[:level]:
                        yield f"{'#' * level} {escape(heading)}"
                opened = path
            statement = self.statement(claim, GROUP_SEPARATOR.join(opened))
            below, others = self.split_marks(claim.id)
            yield "\n".join([statement, *below])
            yield from self.others(others)

    def split_marks(self, target: str) -> tuple[list[str], list[Inference]]:
        """Return the marks of what can be below a target, and the inferences that cannot.

        A simple one comes later, too, where it is behind one that is not, so as to keep the order.
        """
        late = set()
        below = []
        others = []
        for inference in self.map.onto(target):
            kind = inference.kind
            if inference.id in self.mentions or kind in late:
                late.add(kind)
                others.append(inference)
            else:
                premise = self.mentions[inference.premises[0]]
                below.append(f"  {_MARKS[kind]} {premise}")
        return below, others

    def others(self, inferences: list[Inference]) -> Iterator[str]:
        """Yield what inferences are written as that are not below their targets."""
        mentions = self.mentions
        pending = inferences[::-1]
        while pending:
            inference = pending.pop()
            id = inference.id
            kind = inference.kind
            target = mentions[inference.target]
            relation = f"  {_MARKS[kind]}> {target}"
            premises = [mentions[premise] for premise in inference.premises]
            if id not in mentions:
                yield f"{premises[0]}\n{relation}"
                continue
            yield mentions[id]
            number = len(premises) + 1
            conclusion = [f"({number}) {target}"]
            if kind is not Kind.SUPPORT:
                data = mapping({STANDS_FOR: kind.value})
                conclusion = [f"({number}) Against @{target} {data}", relation]
            below, others = self.split_marks(id)
            lines = [f"({number}) {premise}" for number, premise in enumerate(premises, 1)]
            lines.append(self.inference_line(inference))
            yield "\n".join(lines + below + conclusion)
            pending += others[::-1]

    def inference_line(self, inference: Inference) -> str:
        """Return the line between the premises of an inference and its conclusion."""
        data = {}
        if inference.id in self.own_ids:
            data["id"] = scalar(inference.id)
        warrant = inference.warrant
        scheme = inference.scheme
        if warrant:
            data["warrant"] = str(inference.premises.index(warrant) + 1)
        data |= _filled_fields(inference, ("kind", "premises", "target", "warrant"))
        words = []
        # A scheme in plain words is the name of the rule, as Argdown has it; any other stays data.
        if scheme and data["scheme"] == scheme and is_plain_line(scheme):
            words.append(data.pop("scheme"))
        if data:
            words.append(mapping(data))
        if not words:
            return _NO_DATA
        return f"-- {' '.join(words)} --"

    def statement(self, claim: Claim, group_above: str) -> str:
        """Return the statement of a claim: `[title]: text #tag {key: value}`."""
        text = claim.text
        label = claim.label
        mention = self.mentions[claim.id]
        parts = [f"{mention}:", escape(one_line(text))]
        data = {}
        id = title = mention[1:-1]
        if not ID.fullmatch(title):
            id = Ids().give(title)
        if id != claim.id:
            data["id"] = claim.id
        if not is_plain_line(text):
            data["text"] = scalar(text)
        # What title, text, tags and headings say already.
        said = ["text", "group"]
        tags = [tag(words) for words in claim.tags]
        if all(tags) and len(set(tags)) == len(tags):
            parts += tags
            said.append("tags")
        if label_in(title, text) == label:
            said.append("label")
        elif not label:
            data["label"] = scalar("")
        data |= _filled_fields(claim, said)
        if claim.group != group_above:
            data["group"] = scalar(claim.group)  # an empty one, too
        if data:
            parts.append(mapping(data))
        return " ".join(parts)


# --- fields ---

Yaml: TypeAlias = dict[str, str]
"""Keys, each with its value as YAML that may be in Argdown's data."""


def _front_matter(map: ArgumentMap) -> Iterator[str]:
    has_headings = any(claim.group for claim in map.claims.values())
    if has_headings and not map.title:
        yield f"title: {scalar('')}"  # or the first heading would be read as the title
    for name in names_of(ArgumentMap):
        value = getattr(map, name)
        if not value or name in ("claims", "inferences"):
            continue
        if name in ("sides", "sources", "expect"):
            yield f"{name}:"
            for id, part in value.items():
                written = _yaml(part)
                if name == "sides" and part == Side(id, label=part.label):
                    written = scalar(part.label)
                yield f"  {id}: {written}"
        else:
            yield f"{CHECK if name == 'settings' else name}: {_yaml(value)}"


def _filled_fields(part: object, but: Collection[str] = ()) -> Yaml:
    """Return the fields of a part of the model that are not empty, but for some, as YAML."""
    part_type: type = type(part)
    contents = {name: getattr(part, name) for name in names_of(part_type) if name not in but}
    return {name: _yaml(content) for name, content in contents.items() if content}


def _yaml(value: object) -> str:
    """Return a value, or a part of the model, as YAML that may be in Argdown's data."""
    match value:
        case True:
            return "true"
        case str() | Citation():
            return scalar(str(value))
        case tuple():
            return f"[{', '.join(_yaml(each) for each in value)}]"
        case Mapping():
            return mapping({key: _yaml(each) for key, each in value.items()})
    return mapping(_filled_fields(value))
