"""Texts of maps, each damaged in one place as it is while somebody types: what `argmap.read` reads all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from argmap import ArgumentMap, InvalidMap, dumps, load, loads, outline
from tests.tree import corpus_files, files

_PUNCTUATION = "\"'[]{}:,-#&*!|>%@`\t"


class Text(NamedTuple):
    """A text of a map, with the name of a file that may hold it."""

    name: str
    text: str


def texts_of_maps() -> list[Text]:
    """Return the maps of this repository as they are, as lists and as Argdown."""
    texts: list[Text] = []
    for path in files("arguments.yaml", "docs/**/*.yaml", "tests/maps/*.yaml"):
        try:
            map = load(path)
        except InvalidMap:
            continue  # a rubric, or a table of matches
        if "include" in path.read_text():
            continue
        texts.append(Text(path.name, path.read_text()))
        texts += written(path.stem, map)
    return texts


def texts_of_corpus() -> list[Text]:
    """Return maps of others, of Argdown and AIF, in all formats that people type; none where they are not there."""
    texts: list[Text] = []
    for path in corpus_files("aif/*.json") + corpus_files("argdown/*.argdown"):
        texts += written(path.stem, load(path))
    return texts


def written(stem: str, map: ArgumentMap) -> list[Text]:
    """Return a map in the formats that people type."""
    return [
        Text(f"{stem}.yaml", dumps(map)),
        Text(f"{stem}.txt", outline(map, "text")),
        Text(f"{stem}.md", outline(map, "markdown")),
        Text(f"{stem}.argdown", dumps(map, "argdown")),
    ]


def _place(random: Random, text: str) -> int:
    return random.randrange(len(text))


def _line(random: Random, lines: list[str]) -> int:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return random.choice(filled)


def delete_character(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + text[place + 1 :]


def insert_character(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + random.choice(_PUNCTUATION + "ax ") + text[place:]


def delete_line(random: Random, text: str) -> str:
    lines = text.split("\n")
    del lines[_line(random, lines)]
    return "\n".join(lines)


def indent_line(random: Random, text: str) -> str:
    lines = text.split("\n")
    number = _line(random, lines)
    line = lines[number]
    by = random.choice([-4, -2, -1, 1, 2, 3])
    lines[number] = " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :]
    return "\n".join(lines)


def open_quote_or_bracket(random: Random, text: str) -> str:
    """Begin a quotation or a bracket before a word, or leave out the end of one."""
    closing = [match.start() for match in re.finditer(r"[\"'\]}]", text)]
    if closing and random.random() < 0.5:
        place = random.choice(closing)
        return text[:place] + text[place + 1 :]
    words = [match.start() for match in re.finditer(r"(?<=[ \n])\w", text)]
    place = random.choice(words)
    return text[:place] + random.choice("\"'[{(") + text[place:]


def half_type_key(random: Random, text: str) -> str:
    """Begin a key, on a line of its own or in the place of one that is there."""
    keys = list(re.finditer(r"^([ ]*(?:- )?)(\w[\w-]*):", text, re.MULTILINE))
    if not keys:
        return text
    match = random.choice(keys)
    key = match[2]
    half = key[: random.randint(1, len(key))]
    if random.random() < 0.5:
        return text[: match.start(2)] + half + text[match.end(2) :]
    indent = " " * len(match[1])
    return (
        text[: match.start()]
        + indent
        + half
        + random.choice(["", ":", ": "])
        + "\n"
        + text[match.start() :]
    )


def duplicate_id(random: Random, text: str) -> str:
    """Give an entry the id of another."""
    ids = list(re.finditer(r"^(?:  |\[)([\w-]+)(?=:|\])", text, re.MULTILINE))
    if len(ids) < 2:
        return text
    first, second = random.sample(ids, 2)
    return text[: first.start(1)] + second[1] + text[first.end(1) :]


def leave_entry_unfinished(random: Random, text: str) -> str:
    """Begin a line below another, or leave one where it is half written."""
    lines = text.split("\n")
    number = _line(random, lines)
    line = lines[number]
    if random.random() < 0.5:
        lines[number] = line[: random.randint(1, len(line))]
    else:
        indent = line[: len(line) - len(line.lstrip())]
        begun = random.choice(
            [
                "- ",
                "-",
                "- [",
                "new",
                "new:",
                "new: ",
                'new: "',
                "- text:",
                "premises: [",
                "[New]: ",
                "+ ",
            ]
        )
        lines.insert(number + 1, indent + begun)
    return "\n".join(lines)


KINDS: tuple[Callable[[Random, str], str], ...] = (
    delete_character,
    insert_character,
    delete_line,
    indent_line,
    open_quote_or_bracket,
    half_type_key,
    duplicate_id,
    leave_entry_unfinished,
)  # fmt: skip


def share_kept(before: ArgumentMap, after: ArgumentMap | None) -> float:
    """Return the share of the claims of a map that another one has: as they were, or with their id and other words."""
    if after is None:
        return 0
    texts = {claim.text for claim in after.claims.values()}
    kept = 0
    for claim in before.claims.values():
        same = after.claims.get(claim.id)
        kept += claim.text in texts or (claim.has_own_id and same is not None and same.text != "…")
    return kept / len(before.claims)


def broken(random: Random, text: Text) -> str:
    """Return a text that is damaged in one place, so that it can no longer be read as a map; "" if none of many tries does that."""
    format = "" if not text.name.endswith(".yaml") else "native"
    for _ in range(12):
        damaged = random.choice(KINDS)(random, text.text)
        try:
            loads(damaged, format)  # type: ignore[arg-type]
        except InvalidMap:
            return damaged
    return ""
