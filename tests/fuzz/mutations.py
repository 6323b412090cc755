"""Inputs that are nearly right: files of the corpus, cut, doubled, spliced and sown with what means something."""

from __future__ import annotations

from pathlib import Path
from random import Random

from argmap import formats
from tests.case import all_cases
from tests.fuzz.property import BIBTEX
from tests.hostile_case import FOLDER, files_of
from tests.office_files import MAIN_PARTS, main_part
from tests.tree import files

_LARGEST_SEED = 20_000
_TOKENS = [
    "\x00",
    "\x1b[",
    "\u202e",
    "\ufeff",
    "\u2028",
    "\ud7ff",
    "\U0010ffff",
    "é",
    "学",
    "{}",
    "[]",
    "()",
    "<>",
    '"',
    "'",
    "`",
    "\\",
    "/",
    ":",
    "::",
    ";",
    ",",
    ".",
    "!",
    "?",
    "-",
    "--",
    "---",
    "_",
    "*",
    "+",
    "=",
    "==",
    "===",
    "#",
    "##",
    "##[",
    "::error::",
    "&",
    "&amp;",
    "|",
    "%",
    "~",
    "^",
    "$",
    "@",
    "<!--",
    "-->",
    "]]>",
    "\\u0000",
    "\\x1b",
    "null",
    "true",
    "1e999",
    "-1",
    "__proto__",
    "constructor",
    "claims:",
    "premises:",
    "rebuttals:",
    "undercutters:",
    "text:",
    "id:",
    "+>",
    "->",
    "_>",
    "><",
    "(1)",
    "----",
    "<node>",
    "</node>",
    "<edu>",
    "nodeID",
    "Pro:",
    "Con:",
    "Source",
]


def seeds(reader: str) -> list[bytes]:
    """Return the files to begin with: those of the hostile corpus and of the tests that this reader reads."""
    endings: tuple[str, ...] = (".bib",)
    if reader != BIBTEX:
        endings = formats.format_named(reader, formats.readable_formats()).read_endings
    found: list[bytes] = []
    for topic in files("tests/hostile/*.txt"):
        for case in all_cases(f"{FOLDER}/{topic.name}"):
            found += [file.data for file in files_of(case) if file.name.lower().endswith(endings)]
    for path in files("*.yaml", "tests/maps/**/*"):
        if path.name.lower().endswith(endings):
            found.append(path.read_bytes())
    if reader in MAIN_PARTS:
        found = [main_part(reader, data) for data in found]
    return [seed for seed in found if len(seed) <= _LARGEST_SEED] or [b""]


def mutate(some: list[bytes], random: Random) -> bytes:
    """Return one of some files after a few changes."""
    data = bytearray(random.choice(some))
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 1, 2, 5, 20, 200)))
        change = random.randrange(6)
        if change == 0:
            del data[start:end]
        elif change == 1:
            data[start:end] = data[start:end] * random.choice((2, 2, 3, 50))
        elif change == 2:
            data[start:end] = random.choice(_TOKENS).encode()
        elif change == 3:
            data[start:start] = random.choice(_TOKENS).encode() * random.choice((1, 1, 2, 100))
        elif change == 4:
            other = random.choice(some)
            cut = random.randint(0, len(other))
            data[start:end] = other[cut : cut + random.choice((5, 50, 500))]
        else:
            data[start:end] = bytes(random.randrange(256) for _ in range(end - start))
    return bytes(data[: 4 * _LARGEST_SEED])


def keep(folder: Path, data: bytes, number: int) -> Path:
    """Write an input that breaks something, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"input-{number}"
    path.write_bytes(data)
    return path
