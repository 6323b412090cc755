"""Lines above lists: which are titles, sides, claims, or only introduce the list below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Kind, Severity, formats
from argmap.languages import ListWords, known_languages, load_words
from argmap.model import Diagnostic, Reading
from tests.case import Case, cases
from tests.conftest import ROOT

_SIGNS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "-", Kind.UNDERCUTTER: "~"}


ASKED = "asked.txt"
FILES = ["list_sides.txt", "hand_ins.txt", "by_hand.txt", ASKED]


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_cases_has_many(name: str) -> None:
    assert len(cases(name)) >= 30


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(name)])
def test_lines_above_lists(case: Case, settle: Callable[[Case, str], None]) -> None:
    name = case.title.split()[0]
    text = case.text.replace("⟦CR⟧", "\r").replace("⟦NB⟧", "\u00a0")
    reading = formats.parse(text, name)
    lines = list(shown(reading))
    if case.file == ASKED:
        lines += [f"? {each.message}" for each in reading.diagnostics if is_question(each)]
    settle(case, "\n".join(lines))


def is_question(diagnostic: Diagnostic) -> bool:
    """Return whether a note asks about something, instead of only saying how a list was read."""
    is_note = diagnostic.severity is Severity.NOTE
    return is_note and diagnostic.code not in ("read-as-list", "read-as-source", "mixed-bullets")


def shown(reading: Reading) -> Iterator[str]:
    """Yield the title, the claims that bear on nothing with what bears on them, and warnings."""
    map = reading.map
    if map is not None:
        if map.title:
            yield f"= {map.title}"
        premises = {id for inference in map.inferences.values() for id in inference.premises}
        for id in map.claims:
            if id not in premises:
                yield from claim_shown(map, (id,), "", "")
    for diagnostic in reading.diagnostics:
        if diagnostic.severity is not Severity.NOTE:
            yield f"! {diagnostic.code}"


def claim_shown(map: ArgumentMap, ids: tuple[str, ...], before: str, indent: str) -> Iterator[str]:
    """Yield a line for the premises of one inference, or for a claim, and what bears on them."""
    claims = [map.claims[id] for id in ids]
    first = claims[0]
    line = indent + before
    if first.side and not before:
        line += f"[{map.sides[first.side].name}] "
    line += " & ".join(claim.text for claim in claims)
    if first.group:
        line += f" {{{first.group}}}"
    for citation in first.evidence:
        line += f" ({citation})"
    yield line
    for inference in map.inferences.values():
        if inference.target in ids:
            yield from inference_shown(map, inference.id, f"{indent}    ")


def inference_shown(map: ArgumentMap, id: str, indent: str) -> Iterator[str]:
    """Yield the lines of an inference and of those against it."""
    inference = map.inferences[id]
    yield from claim_shown(map, inference.premises, f"{_SIGNS[inference.kind]} ", indent)
    for other in map.inferences.values():
        if other.target == id:
            yield from inference_shown(map, other.id, f"{indent}    ")


_LINES = st.sampled_from(
    [
        "",
        "",
        "Should it be banned #?",
        "Pro",
        "Contra:",
        "Side #",
        "Yes #, because:",
        "They ring # times.",
        "They ring # times",
        "It should go, # say, because:",
        "Here are my reasons:",
        "Name: Ann #",
        "- They ring # times.",
        "- They ring # times",
        "– They ring # times.",
        "+ They ring # times.",
        "-They ring # times.",
        "  - They ring # times.",
        "\t- They ring # times.",
        "    They ring # times.",
        "1. They ring # times.",
        "   a) They ring # times.",
        "But: they ring # times.",
        "  Because they ring # times.",
        "- BUT they ring # times.",
        "- Reason 1: they ring # times.",
        "- Pros",
        "*** They ring # times.",
        "I asked # friends. They had no view.",
        "so they rang # times",
    ]
)


@given(lines=st.lists(_LINES, max_size=14), ending=st.sampled_from([".txt", ".md"]))
def test_nothing_is_lost_without_a_warning(lines: list[str], ending: str) -> None:
    """What is left out of the map is reported, whatever order lines are in."""
    text = ""
    for number, line in enumerate(lines):
        text += line.replace("#", f"n{number}n") + "\n"
    reading = formats.parse(text, f"hand-in{ending}")
    if any(diagnostic.severity is not Severity.NOTE for diagnostic in reading.diagnostics):
        return
    written = formats.write(reading.unwrap(), "native").text
    for word in text.split():
        if word.startswith("n") and word.strip(".?,")[1:-1].isdigit():
            assert word.strip(".?,") in written


@pytest.mark.parametrize(
    ("page", "sides"),
    [
        ("docs/guides/teaching.md", ["Keep the treaty"]),
        ("docs/reference/lists.md", ["Ban them", "Allow them"]),
    ],
)
def test_the_samples_of_the_documentation_keep_their_sides(page: str, sides: list[str]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    sample = text.split("```text\n")[1].split("```")[0]
    map = formats.parse(sample, "sample.txt").unwrap()
    assert [side.name for side in map.sides.values()] == sides
    assert all(claim.side for claim in map.claims.values() if claim.main)
    assert map.title.endswith("?")


@pytest.mark.parametrize("name", ["BM.txt", "CD.txt"])
def test_the_maps_of_the_class_keep_their_sides(name: str) -> None:
    map = formats.read(ROOT / "docs/class/maps" / name).unwrap()
    assert len(map.sides) == 2
    assert [claim.side for claim in map.claims.values() if claim.main] == list(map.sides)


@pytest.mark.parametrize("language", known_languages())
def test_words_that_introduce_a_list_are_neither_titles_nor_sides(language: str) -> None:
    words = load_words(language, ListWords)
    for word in words.introducing.split():
        lists = f"{word}:\n- They ring.\n- They distract.\n"
        map = formats.parse(f"Phones should go.\n\n{lists}", "list.txt").unwrap()
        assert (map.title, dict(map.sides)) == ("Phones should go.", {})
        assert [inference.kind for inference in map.inferences.values()] == [Kind.SUPPORT] * 2
        map = formats.parse(lists, "list.txt").unwrap()
        assert (map.title, dict(map.sides)) == ("", {})


@pytest.mark.parametrize("language", known_languages())
def test_a_line_that_ends_with_because_is_a_claim(language: str) -> None:
    words = load_words(language, ListWords)
    separator = "" if language in ("ja", "zh") else " "
    claim = {"ja": "携帯電話は高い", "zh": "手机很贵很贵"}.get(language, "Xxx yyy zzz")
    for phrase in words.before_reasons:
        text = f"Phones?\n\n{claim},{separator}{phrase}:\n- They ring.\n- They distract.\n"
        map = formats.parse(text, "list.txt").unwrap()
        assert dict(map.sides) == {}
        top = next(iter(map.claims.values()))
        assert top.text == claim
        assert [inference.target for inference in map.inferences.values()] == [top.id] * 2


@pytest.mark.parametrize("language", known_languages())
def test_words_that_need_no_colon_say_the_same_without_one(language: str) -> None:
    separator = "" if language in ("ja", "zh") else " "
    words = load_words(language, ListWords)
    for word in words.without_colon:
        name = word.rstrip(",")
        text = f"---\nlang: {language}\n---\n- Xxx yyy.\n  - {word}{separator}zzz qqq.\n"
        map = formats.parse(text, "list.md").unwrap()
        kind = Kind.REBUTTAL if name in words.objection else Kind.SUPPORT
        assert [inference.kind for inference in map.inferences.values()] == [kind]
        if name in words.objection + words.reason:
            assert "zzz qqq." in [claim.text for claim in map.claims.values()]
