"""No identifier of argmap is a word of its old dialect, and no module is named after what was done.

A word that a reader of the field would not look for costs more than it saves: `report`, not `told`; `fix`, not
`mend`; `typo`, not `slip`; the map's author, not its map-maker; a format, not a form. `form` stays where a word's
form is meant, or a form that somebody fills in.
"""

from __future__ import annotations

import keyword
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tree import files

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""The words of an identifier: `_StepDraft2` has two, `HTMLWriter` two, `map_maker` two."""

REFUSED = {
    "told": "report, list, show",
    "mend": "fix",
    "mends": "fixes",
    "mended": "fixed",
    "mending": "fixing",
    "slip": "typo",
    "slips": "typos",
    "mapmaker": "the map's author",
    "form": "format",
    "forms": "formats",
}
"""A word that no identifier has -> what argmap says instead."""

REFUSED_PAIRS = {("map", "maker"): "the map's author", ("map", "makers"): "the maps' authors"}

IDENTIFIERS_WITH_FORM = {
    "is_base_form": "of a verb",
    "_BASE_FORMS": "of verbs",
    "_forms": "of a verb",
    "long_form": "of an inference in the file",
}
"""An identifier in which `form` is no format -> what has the form."""

ADJECTIVES = {
    "shared": "what several readers use",
}
"""A module whose name ends like a participle and names no result -> why it is named so. Rules have the names that
their findings have: `expectation_failed`."""

IRREGULAR = {
    "bound", "broken", "built", "chosen", "done", "drawn", "found", "given", "held", "hidden",
    "kept", "known", "left", "lost", "made", "meant", "said", "seen", "sent", "shown", "spoken",
    "taken", "told", "understood", "written",
}  # fmt: skip
"""Participles that do not end in `ed`; those that are verbs or nouns as well, such as `read` and `set`, are not here."""


def words_of(identifier: str) -> list[str]:
    return [word.lower() for word in WORDS.findall(identifier)]


@cache
def refused(identifier: str) -> tuple[str, ...]:
    """Return what is wrong with an identifier: a word of it, and the word to use."""
    return tuple(_refused(identifier, words_of(identifier)))


def _refused(identifier: str, words: list[str]) -> Iterator[str]:
    for word in words:
        is_form_of_a_word = word in ("form", "forms") and identifier in IDENTIFIERS_WITH_FORM
        if word in REFUSED and not is_form_of_a_word:
            yield f"{word} (say {REFUSED[word]})"
    for pair in pairwise(words):
        if pair in REFUSED_PAIRS:
            yield f"{'_'.join(pair)} (say {REFUSED_PAIRS[pair]})"


def modules() -> list[Path]:
    return files("argmap/**/*.py")


def name_of(path: Path) -> str:
    """Return the name of a module, or of the folder that an `__init__` makes one."""
    return path.parent.name if path.name == "__init__.py" else path.stem


@cache
def identifiers() -> list[tuple[Path, int, str]]:
    """Return the identifiers of modules that have a refused word, each with its file and line."""
    found: list[tuple[Path, int, str]] = []
    for path in modules():
        # Most files have no refused word, and to find their identifiers takes ten times as long.
        if not any(map(refused, set(re.findall(r"[^\W\d]\w*", path.read_text("utf-8"))))):
            continue
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                    found.append((path, token.start[0], token.string))
    return found


def is_participle(name: str) -> bool:
    """Return whether a module is named after what was done: `told`, `checked`, `known_and_checked`."""
    head = words_of(name)[-1]
    if head in ADJECTIVES:
        return False
    return head in IRREGULAR or (head.endswith("ed") and not head.endswith("eed"))


def test_no_identifier_is_of_the_old_dialect() -> None:
    wrong: list[str] = []
    for path, line, identifier in identifiers():
        for what in refused(identifier):
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {identifier}: {what}")
    assert wrong == []


def test_every_exception_is_in_use() -> None:
    used = {identifier for _, _, identifier in identifiers()}
    assert [name for name in IDENTIFIERS_WITH_FORM if name not in used] == []
    named = {name_of(path) for path in modules()}
    assert [name for name in ADJECTIVES if name not in named] == []


def test_no_module_or_folder_is_named_after_what_was_done_or_by_the_old_dialect() -> None:
    wrong: list[str] = []
    for path in modules():
        name = name_of(path)
        place = path.relative_to(ROOT)
        wrong += [f"{place}: {what}" for what in refused(name)]
        if path.parent.name != "rules" and words_of(name) and is_participle(name):
            wrong.append(f"{place}: a module is named after what it holds or does")
    assert wrong == []


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("mended", ["mended"]),
        ("_ToldClaim", ["told"]),
        ("SLIPS", ["slips"]),
        ("MapMaker", ["map_maker"]),
        ("form_of_path", ["form"]),
        ("WritingForm", ["form"]),
        ("long_form", []),
        ("formatted", []),
        ("perform", []),
        ("amendment", []),
        ("a_map_and_its_maker", []),
    ],
)
def test_words_are_found_in_every_spelling(identifier: str, words: list[str]) -> None:
    assert [what.partition(" ")[0] for what in refused(identifier)] == words


def test_participles_are_not_nouns_or_verbs() -> None:
    participles = ["told", "checked", "stated", "matched", "shown", "written", "drawn", "as_stated"]
    others = ["feed", "read", "seeds", "spread", "shed_light", "tree", "check"]
    assert [name for name in participles if not is_participle(name)] == []
    assert [name for name in others if is_participle(name)] == []
