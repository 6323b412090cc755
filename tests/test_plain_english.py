"""All texts that people see are plain English: words and phrases that argmap does not use, each with a better one.

The texts are taken as users get them: the help of every command, the pages of the documentation, the rules and
schemes, what assistants read, the words of `en.toml`, and every message that the cases in `tests/cases` provoke.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from argmap.integrations import ServedFolder, tools_for
from tests.command_reference import command_reference
from tests.conftest import ROOT
from tests.run import argmap
from tests.tree import files


class Refused(NamedTuple):
    """A pattern that no text matches, and what to write instead."""

    pattern: str
    better: str


REFUSED = [
    Refused(r"\b(?:is|are|was|be) told\b|\btold\b|(?<!to )\btells?\b(?! (?:\*?asserted|the class|each other))|\btelling\b", "report, warn, show, list, explain"),
    Refused(r"\bmend(?:s|ed|ing)?\b", "fix"),
    Refused(r"\bslips?\b(?! away)", "typo, mistake"),
    Refused(r"\bmap-?makers?\b", "the map's author"),
    Refused(r"(?<!-)\bmisspelt\b", "misspelled"),
    Refused(r"\bforms?\b(?= (?:of|to|that|can|is|are) (?:read|written|a map|be))|\banother form\b|\bin the form `", "format"),
    Refused(r"(?<!there )\bis no (?!longer\b|more\b|reason\b)\w|(?<!there )\bare no (?!longer\b)\w+s\b", "is not a …"),
    Refused(r"\bnothing supports\b", "is unsupported"),
    Refused(r"\bnobody answers\b", "is unanswered"),
    Refused(r"\bstands? (?:in|below|above|beside|here|there|under|behind|twice)\b", "is in, goes in, is listed under"),
    Refused(r"\bthe usual\b", "default"),
    Refused(r"\bso many\b", "the number of, at most"),
    Refused(r"\bat the most\b", "at most"),
    Refused(r"\bby all cores\b", "on all cores"),
    Refused(r"\bat Ctrl-C\b", "on Ctrl-C"),
    Refused(r"\ba row a\b|\ba line a\b|\ba page a\b", "one row per …"),
    Refused(r"\botherwise than\b|\blinked otherwise\b|\bis other\b|\bare other\b", "differently, changed"),
    Refused(r"\bthe like\b(?! that)", "similar …"),
    Refused(r"\bin place of the default\b", "instead of the default"),
    Refused(r"\bwhoever\b", "anyone who, you"),
    Refused(r"\b(?:implicit|this|that) steps?\b|\b(?:against|undercuts?) (?:a|the) step\b", "inference, reason, objection"),
    Refused(r"\bcolou?red alike\b|\bcolours?\b|\bneighbours?\b|\bfavour\b|\blicences?\b|\bbehaviours?\b|\bjudgements?\b", "American spelling"),
]  # fmt: skip


@cache
def texts() -> list[tuple[str, str]]:
    """Return all texts, each with the place where it comes from."""
    return [*_texts()]


def _texts() -> Iterator[tuple[str, str]]:
    yield "help of all commands", command_reference()
    yield "help of argmap", argmap("help").out
    for page in files("*.md", "docs/**/*.md", "argmap/integrations/**/*.md"):
        yield page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8")
    for name, tool in tools_for(ServedFolder(".", may_write=True)).items():
        yield f"tool {name}", json.dumps([tool.description, tool.parameters, tool.output_schema])
    words = tomllib.loads((ROOT / "argmap/languages/en.toml").read_text(encoding="utf-8"))
    for section, keys in words.items():
        if section not in ("lists", "essay"):  # words that people write, or that essays are made of
            for key, text in keys.items():
                yield f"en.toml: {section}.{key}", text if isinstance(text, str) else ""
    for path in files("tests/cases/**/*.txt"):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            # A case is its input, a line `---`, and what is printed.
            yield path.relative_to(ROOT).as_posix(), part.rpartition("\n---\n")[2]


@pytest.mark.parametrize("refused", REFUSED, ids=[each.better for each in REFUSED])
def test_no_text_has_a_word_that_argmap_does_not_use(refused: Refused) -> None:
    pattern = re.compile(refused.pattern, re.IGNORECASE)
    found: list[str] = []
    for place, text in texts():
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 40) : match.end() + 30].replace("\n", " ")
            found.append(f"{place}: … {around} … ({refused.better})")
    assert found == []
