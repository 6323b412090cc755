"""Lists without numbers as people write them: bullets, signs, words such as "But:", tabs, wrapped lines, headings."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

_SUBJECTS = (
    "Phones",
    "Buses",
    "Pupils",
    "Parents",
    "Clubs",
    "Teachers",
    "Lessons",
    "Books",
    "Gardens",
    "Trains",
)
_VERBS = ("cost", "need", "help", "disturb", "replace", "improve", "delay", "please")
_OBJECTS = (
    "the school",
    "many families",
    "younger children",
    "the town",
    "sports",
    "music",
    "every teacher",
)


class _Style(NamedTuple):
    bullet: str
    signs: bool
    unit: str
    objection: str
    blank_lines: bool
    wraps: bool


def list_of(random: Random, *, is_markdown: bool, most_items: int = 12) -> str:
    """Return a random list in a random style."""
    bullet = random.choice(["-", "*", "-", "1."] if is_markdown else ["-", "*", "•", "1.", "a)"])
    style = _Style(
        bullet,
        signs=bullet == "-" and random.random() < 0.4,
        unit=random.choice(["  ", "    ", "\t"]) if bullet in "-*•" else "    ",
        objection=random.choice(["But: ", "Objection: ", "Con: ", "However: "]),
        blank_lines=random.random() < 0.15,
        wraps=random.random() < 0.2,
    )
    lines: list[str] = []
    sides = random.random() < 0.4
    if sides or random.random() < 0.5:
        lines += ["# Should it change?" if is_markdown else "Should it change?", ""]
    for heading in ("Change it", "Leave it")[: 2 if sides else 1]:
        if sides:
            lines += [f"## {heading}" if is_markdown else heading, ""]
        for number in range(random.randint(1, 2)):
            lines += _item(random, style, 0, "", number, random.randint(1, most_items))
        lines.append("")
    text = "\n".join(lines).rstrip("\n") + random.choice(["\n", "\n", ""])
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text


def _item(
    random: Random, style: _Style, depth: int, role: str, number: int, room: int
) -> list[str]:
    indent = style.unit * depth
    bullet = style.bullet
    if bullet[0].isalnum():
        bullet = f"{number + 1}." if bullet == "1." else f"{chr(ord('a') + number)})"
    word = style.objection if role == "objection" else ""
    if style.signs and depth:
        bullet = "-" if role == "objection" else "+"
        word = ""
    claim = f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)} {random.choice(_OBJECTS)} {random.randrange(999)}."
    if role == "linked":
        bullet, word = "+" if style.signs else bullet, "And: "
    lines = [f"{indent}{bullet} {word}{claim}"]
    if style.wraps and random.random() < 0.3:
        lines.append(f"{indent}  and so on, and much more of it.")
    if random.random() < 0.1:
        lines += ["", f"{indent}    A note on it."]
    if style.blank_lines:
        lines.append("")
    below = random.randint(0, min(3, room)) if depth < 4 else 0
    room -= below
    for index in range(below):
        kinds = ["reason", "reason", "objection"]
        if index and random.random() < 0.3 and not style.signs:
            kinds = ["linked"]
        lines += _item(random, style, depth + 1, random.choice(kinds), index, room // (below or 1))
    return lines
