"""Citations by author and year in lists."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import argmap
from argmap import ArgumentMap, Citation
from tests.case import FOLDER


class Meaning(NamedTuple):
    """Claims of a list, the references below it, and what a person means by them."""

    claims: str
    references: str
    meant: str


def _meanings() -> list[object]:
    found: list[object] = []
    text = (FOLDER / "citations.txt").read_text(encoding="utf-8")
    _, *sections = text.split("\n## ")
    for section in sections:
        title, *blocks = section.strip().split("\n\n")
        references = ""
        for block in blocks:
            if block.startswith("* "):
                references = block
                continue
            claims, _, meant = block.partition("\n")
            meaning = Meaning(claims, references, meant or claims)
            found.append(pytest.param(meaning, id=f"{title}: {claims}"))
    return found


def _said(map: ArgumentMap) -> str:
    """Return each claim of a map with what it cites, as the cases have it."""
    lines = []
    for claim in map.claims.values():
        pieces = [claim.text]
        pieces += [f"evidence {_name(map, citation)}" for citation in claim.evidence]
        pieces += [f"stated in {_name(map, citation)}" for citation in claim.stated_in]
        lines.append(" | ".join(pieces))
    return "\n".join(lines)


def _name(map: ArgumentMap, citation: Citation) -> str:
    source = map.sources[citation.source]
    name = f"{source.author} {source.date}".strip() or source.url or source.id
    return ", ".join(filter(None, [name, citation.locator]))


def _list(meaning: Meaning) -> str:
    items = "".join(f"- {claim}\n" for claim in meaning.claims.split(" / "))
    below = f"\n## References\n\n{meaning.references}\n" if meaning.references else ""
    return f"# Phones?\n\n{items}{below}"


@pytest.mark.parametrize("meaning", _meanings())
def test_a_citation_is_read_as_people_mean_it(meaning: Meaning) -> None:
    reading = argmap.read(_list(meaning), format="markdown")
    assert reading.map is not None
    assert _said(reading.map) == meaning.meant.replace(" / ", "\n")
