"""Citations by author and year in lists."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import argmap
from argmap import ArgumentMap, Citation, formats
from tests.case import FOLDER
from tests.office_files import docx, paragraph


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


def test_footnotes_cite_in_short() -> None:
    text = """# Lie?

- It is wrong.[^1]
- It breaks trust.[^2]
- It harms.[^3]
- It hurts (ibid., p. 3).

[^1]: Korsgaard, Christine (1986). The Right to Lie.
[^2]: See Korsgaard 1986, p. 330.
[^3]: Ibid., p. 331
"""
    map = argmap.loads(text, format="markdown")
    assert _said(map) == "\n".join([
        "It is wrong. | evidence Korsgaard, Christine 1986",
        "It breaks trust. | evidence Korsgaard, Christine 1986, p. 330",
        "It harms. | evidence Korsgaard, Christine 1986, p. 331",
        "It hurts. | evidence Korsgaard, Christine 1986, p. 3",
    ])  # fmt: skip


@pytest.mark.parametrize(
    "remark",
    [
        "I owe this point to my sister.",
        "Hier ist nur die Stadt gemeint.",
        "But see Lee 2018.",
        "This was doubted by Baker 2020, 12.",
        "Dagegen Lee 2018.",
        "Contra Lee 2018, 4.",
    ],
)
def test_a_footnote_that_names_no_source_is_a_note(remark: str) -> None:
    text = f"# Lie?\n\n- It is wrong.[^1]\n\n[^1]: {remark}\n"
    reading = argmap.read(text, format="markdown")
    assert reading.map is not None
    [claim] = reading.map.claims.values()
    assert (claim.text, claim.note, claim.evidence) == ("It is wrong.", remark, ())
    assert not reading.map.sources
    assert [found.code for found in reading.diagnostics] == ["read-as-list"]


@pytest.mark.parametrize(
    "described",
    [
        "Lee 2018",
        "See Lee 2018.",
        "Lee, Ann (2018). Sleep.",
        "Lee, Ann: Sleep. Oxford 2018.",
        "Own count, see https://example.org",
        "Source: own count",
        "GG, Art. 5",
    ],
)
def test_a_footnote_that_names_a_source_is_evidence(described: str) -> None:
    map = argmap.loads(f"# Lie?\n\n- It is wrong.[^1]\n\n[^1]: {described}\n", format="markdown")
    [claim] = map.claims.values()
    assert (len(claim.evidence), claim.note) == (1, "")


def test_a_source_is_one_wherever_it_is_described() -> None:
    text = """Lie?

- It is wrong.
  Source: Korsgaard 1986, p. 330
- It breaks trust.
  Source: Korsgaard, Christine (1986). The Right to Lie.
- It harms.
  Source: ibid., p. 331

References
- Korsgaard, Christine (1986). The Right to Lie. Philosophy & Public Affairs.
"""
    map = argmap.loads(text, format="text")
    assert _said(map) == (
        "It is wrong. | evidence Korsgaard, Christine 1986, p. 330\n"
        "It breaks trust. | evidence Korsgaard, Christine 1986\n"
        "It harms. | evidence Korsgaard, Christine 1986, p. 331"
    )


def test_a_document_cites_as_a_list_does() -> None:
    body = (
        paragraph("Phones?", "Title")
        + paragraph("They ring (Miller 2019, 44).", "", 1)
        + paragraph("They were in Paris (Paris 2015).", "", 1)
        + paragraph("They distract (ebd., S. 46).", "", 1)
    )
    map = formats.read_data(docx(body), "essay.docx").unwrap()
    assert _said(map) == "\n".join([
        "They ring. | evidence Miller 2019, 44",
        "They were in Paris (Paris 2015).",
        "They distract (ebd., S. 46).",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "message", "help"),
    [
        (
            "- They ring (Miller 2019, 44).\n",
            "argmap made a source from a citation without an entry: Miller 2019",
            "Miller 2019: did you mean Miller, Anna (2018): Sleep?",
        ),
        (
            "- They ring (Miler 2018, 44; Lee 2020).\n- They do (Miller 2018; Lee 2020, 3).\n",
            "argmap made 2 sources from citations without an entry: Miler 2018 and Lee 2020",
            "Miler 2018: did you mean Miller, Anna (2018): Sleep?",
        ),
        (
            "- They ring (Kim 2019, 44).\n",
            "argmap made a source from a citation without an entry: Kim 2019",
            "list what you cite under a heading such as `References`",
        ),
    ],
)
def test_a_source_that_only_citations_name_is_noted(claims: str, message: str, help: str) -> None:
    text = f"# Phones?\n\n{claims}\n## References\n- Miller, Anna (2018). Sleep.\n"
    found = argmap.read(text, format="markdown").diagnostics
    notes = [note for note in found if note.code == "read-as-source"]
    assert [(note.message, note.help) for note in notes] == [(message, help)]
