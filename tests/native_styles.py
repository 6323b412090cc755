"""Maps as native texts in the ways that people write: in place, in brackets, quoted, folded, with comments."""

from __future__ import annotations

import json
from random import Random
from typing import NamedTuple

from argmap import ArgumentMap, Inference


class _Node(NamedTuple):
    """A text, or the entries of a mapping, or the items of a list (without keys)."""

    text: str = ""
    parts: tuple[tuple[str, _Node], ...] = ()
    in_brackets: bool = False


class _StyledWriter:
    def __init__(self, map: ArgumentMap, random: Random) -> None:
        self.map = map
        self.random = random
        self.written: set[str] = set()
        self.likes_brackets = random.random()
        self.likes_comments = random.choice([0, 0, 0.2])
        self.likes_in_place = random.random()
        self.has_list_of_claims = self.maybe(0.15)

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    # --- the tree ---

    def root(self) -> _Node:
        map = self.map
        parts: list[tuple[str, _Node]] = [("title", _Node(map.title or "A map"))]
        for name, named in (("sides", map.sides), ("sources", map.sources)):
            if named:
                entries = [
                    (id, _Node(getattr(each, "label", "") or id)) for id, each in named.items()
                ]
                parts.append((name, self.mapping(entries)))
        claims: list[tuple[str, _Node]] = []
        for id in map.claims:
            if id not in self.written:
                key = "" if self.has_list_of_claims else id
                claims.append((key, self.claim(id, in_place=self.has_list_of_claims)))
        parts.append(("claims", _Node(parts=tuple(claims), in_brackets=self.maybe(0.1))))
        return _Node(parts=tuple(parts))

    def mapping(self, entries: list[tuple[str, _Node]]) -> _Node:
        return _Node(parts=tuple(entries), in_brackets=self.maybe(self.likes_brackets))

    def claim(self, id: str, *, in_place: bool = False) -> _Node:
        self.written.add(id)
        claim = self.map.claims[id]
        entries = [("text", _Node(claim.text))]
        if in_place:
            entries.insert(0, ("id", _Node(id)))
        for name in ("main", "common_ground", "implicit"):
            if getattr(claim, name):
                entries.append((name, _Node("true")))
        if claim.side:
            entries.append(("side", _Node(claim.side)))
        if claim.evidence:
            entries.append(("evidence", _Node(str(claim.evidence[0]))))
        for key, listed in (
            ("premises", self.map.supports(id)),
            ("rebuttals", self.map.rebuttals(id)),
        ):
            if listed:
                name = self.random.choice([key, "objections"]) if key == "rebuttals" else key
                entries.append((name, self.section(listed)))
        if len(entries) == 1 and self.maybe(0.5):
            return _Node(claim.text)
        return self.mapping(entries)

    def section(self, listed: list[Inference]) -> _Node:
        items = [self.inference(each) for each in listed]
        if (
            len(items) == 1
            and self.maybe(0.3)
            and not (items[0].parts and not items[0].parts[0][0])
        ):
            return items[0]
        return self.mapping([("", item) for item in items])

    def inference(self, inference: Inference) -> _Node:
        undercutters = self.map.undercutters(inference.id)
        premises = [
            self.premise(premise) for premise in inference.premises if premise != inference.warrant
        ]
        is_long = inference.implicit or inference.warrant or undercutters or self.maybe(0.2)
        listed = self.mapping([("", premise) for premise in premises])
        if not is_long:
            return premises[0] if len(premises) == 1 else listed
        is_alone = len(premises) == 1 and self.maybe(0.5)
        entries = [("premises", premises[0] if is_alone else listed)]
        if inference.warrant:
            entries.append(("warrant", self.premise(inference.warrant)))
        if inference.implicit:
            entries.append(("implicit", _Node("true")))
        for key, weighing in (("undercutters", False), ("outweighed_by", True)):
            attacks = [each for each in undercutters if each.weighing is weighing]
            if attacks:
                entries.append((key, self.section(attacks)))
        return self.mapping(entries)

    def premise(self, id: str) -> _Node:
        if id in self.written or not self.maybe(self.likes_in_place):
            return _Node(id)
        return self.claim(id, in_place=True)

    # --- the text ---

    def scalar(self, text: str, indent: str, *, in_brackets: bool) -> str:
        random = self.random
        is_word = " " not in text
        style = random.choice(["plain", "plain", "double", "single", "folded"])
        if is_word:
            style = "plain"
        if style == "folded" and not in_brackets and not text.startswith((" ", "-", "#")):
            words = text.split(" ")
            middle = len(words) // 2
            lines = [" ".join(words[:middle]), " ".join(words[middle:])]
            return f"{random.choice(['>-', '>', '|-'])}\n{indent}  {' '.join(words)}" if not middle else (
                ">-\n" + "\n".join(f"{indent}  {line}" for line in lines)
            )  # fmt: skip
        if style == "single":
            doubled = text.replace("'", "''")
            return f"'{doubled}'"
        if style == "double" or any(sign in text for sign in ":#[]{},\"'") or not text[0].isalnum():
            return json.dumps(text, ensure_ascii=False)
        return text

    def in_brackets(self, node: _Node) -> str:
        if not node.parts:
            return self.scalar(node.text, "", in_brackets=True)
        parts = [
            f"{key}: {self.in_brackets(part)}" if key else self.in_brackets(part)
            for key, part in node.parts
        ]
        between = self.random.choice([", ", ", ", ",  "])
        return f"{{{between.join(parts)}}}" if node.parts[0][0] else f"[{between.join(parts)}]"

    def comment(self, indent: str) -> list[str]:
        number = self.random.randrange(1000)
        return [f"{indent}# comment {number}"] if self.maybe(self.likes_comments) else []

    def lines(self, node: _Node, indent: str) -> list[str]:
        lines: list[str] = []
        for key, part in node.parts:
            lines += self.comment(indent)
            head = f"{indent}{key}:" if key else f"{indent}-"
            if not part.parts or part.in_brackets:
                written = (
                    self.in_brackets(part)
                    if part.parts
                    else self.scalar(part.text, indent, in_brackets=False)
                )
                is_block = written.startswith((">", "|"))
                behind = self.comment("  ") if not is_block else []
                lines += f"{head} {written}{''.join(behind)}".split("\n")
            elif key:
                lines.append(head)
                lines += self.lines(part, indent + "  ")
            else:
                inner = self.lines(part, indent + "  ")
                if inner[0].lstrip().startswith("#"):
                    lines.append(head)
                    lines += inner
                else:
                    lines += [f"{head} {inner[0].lstrip()}", *inner[1:]]
            if indent == "  " and self.maybe(0.2):
                lines.append("")
        return lines


def styled(map: ArgumentMap, random: Random) -> str:
    """Return a map, as far as these styles can write it, as a native text in a style of its own."""
    writer = _StyledWriter(map, random)
    text = "\n".join(writer.lines(writer.root(), ""))
    text += random.choice(["\n", "\n", "", "\n# the end\n", "\n\n"])
    if random.random() < 0.25:
        text = text.replace("\n", "\r\n")
    if random.random() < 0.15:
        text = "\ufeff" + text
    return text
