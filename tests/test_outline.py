"""Outlines: numbers, marks, references, in text, Markdown and OPML."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given

from argmap import ArgmapError, ArgumentMap, Claim, Inferences, Kind, evaluate, outline
from argmap.api import OutlineFormat
from argmap.documents import OutlineEntry, format_description, outline_of
from argmap.util import width
from tests.case import Case, cases
from tests.conftest import a_map
from tests.strategies import maps


@pytest.mark.parametrize("case", cases("outline.txt"))
def test_whole_outlines(case: Case, settle: Callable[[Case, str], None]) -> None:
    words = case.title.split()
    map = a_map(case.text)
    verdicts = evaluate(map) if "verdicts" in words else None
    settle(case, outline(map, words[0], sources="sources" in words, verdicts=verdicts).rstrip("\n"))  # type: ignore[arg-type]


@given(maps())
def test_every_claim_is_reported_exactly_once_and_every_reference_leads_there(
    map: ArgumentMap,
) -> None:
    entries = [entry for section in outline_of(map).sections for entry in section.entries]
    homes = {entry.claim.id: entry.number for entry in entries if not entry.see}
    assert set(homes) == set(map.claims)
    assert len([entry for entry in entries if not entry.see]) == len(map.claims)
    assert all(entry.see == homes[entry.claim.id] for entry in entries if entry.see)
    numbers = [entry.number for entry in entries]
    assert len(set(numbers)) == len(numbers)


@given(maps())
def test_every_inference_stands_below_what_it_bears_on(map: ArgumentMap) -> None:
    inferences_seen: set[str] = set()
    for section in outline_of(map).sections:
        above: dict[int, OutlineEntry] = {}
        for entry in section.entries:
            above[entry.depth] = entry
            if entry.inference is None:
                continue
            inferences_seen.add(entry.inference.id)
            parent = above[entry.depth - 1]
            if entry.inference.kind is not Kind.UNDERCUTTER:
                assert parent.claim.id == entry.inference.target
                continue
            undercut = map.inferences[entry.inference.target]
            assert parent.inference is undercut
            assert parent.claim.id == undercut.premises[-1]
            assert len(entry.attacked) == (
                len(undercut.premises) if len(undercut.premises) > 1 else 0
            )
    assert inferences_seen == set(map.inferences)


def test_a_doubt_reported_under_a_number_of_its_own_says_which_inference_it_is_against() -> None:
    links = chain(25)
    inferences = Inferences()
    for inference in links.inferences.values():
        inferences.add(inference.kind, inference.premises, inference.target)
    undercut = inferences.all[-1]
    inferences.add(Kind.UNDERCUTTER, ["doubt"], undercut.id)
    inferences.add(Kind.SUPPORT, ["below"], undercut.premises[0])
    # A claim told elsewhere, at the same depth, whose step is undercut.
    inferences.add(Kind.SUPPORT, ["c1"], undercut.target)
    inferences.add(Kind.UNDERCUTTER, ["below"], inferences.all[-1].id)
    claims = [*links.claims.values(), Claim("doubt", "A doubt."), Claim("below", "Below.")]
    made = outline(ArgumentMap.build(claims=claims, inferences=inferences.all))
    deep = ".".join("1" * 24)
    assert made[made.index(f"{deep}.1 ") :] == (
        f"{deep}.1 see 2: Claim 24 holds.\n"
        f"{'  ' * 16}{deep}.2 see 3: Claim 1 holds.\n\n"
        "Continued\n=========\n\n"
        f"2 Claim 24 holds.\n  2.1 Against this inference ({deep}.1): A doubt. [unsupported]\n"
        "  2.2 Below. [unsupported]\n"
        f"3 see 1.1: Claim 1 holds.\n  3.1 Against this inference ({deep}.2): see 2.2: Below.\n"
    )


def test_an_id_is_never_taken_for_a_number() -> None:
    """A chain goes on under number 2, which is also the id of a claim told elsewhere."""
    links = chain(30)
    two = Claim("2", "Two holds.")
    inferences = Inferences()
    for inference in links.inferences.values():
        inferences.add(inference.kind, inference.premises, inference.target)
    inferences.add(Kind.SUPPORT, ["2"], "c0")
    map = ArgumentMap.build(claims=[*links.claims.values(), two], inferences=inferences.all)
    entries = [entry for section in outline_of(map).sections for entry in section.entries]
    assert {entry.claim.id: entry.number for entry in entries if not entry.see}["2"] == "1.2"
    assert [(entry.claim.id, entry.see) for entry in entries if entry.see] == [("c24", "2")]


@given(maps())
def test_no_text_of_a_map_breaks_a_line_or_the_xml(map: ArgumentMap) -> None:
    entries = [entry for section in outline_of(map).sections for entry in section.entries]
    listed = [
        line for line in outline(map, "markdown").splitlines() if line.lstrip().startswith("- **")
    ]
    assert len(listed) == len(entries)
    assert ElementTree.fromstring(outline(map, "opml")).tag == "opml"  # noqa: S314 - our own output


def chain(length: int) -> ArgumentMap:
    inferences = Inferences()
    for number in range(1, length):
        inferences.add(Kind.SUPPORT, [f"c{number}"], f"c{number - 1}")
    claims = [Claim(f"c{number}", f"Claim {number} holds.") for number in range(length)]
    return ArgumentMap.build(claims=claims, inferences=inferences.all)


@pytest.mark.soak(but=["text"])
@pytest.mark.parametrize("format", ["text", "markdown", "opml"])
def test_a_chain_of_5000_claims(format: OutlineFormat) -> None:
    lines = outline(chain(5000), format).splitlines()
    assert sum("holds." in line for line in lines) >= 5000
    assert max(map(len, lines)) < 250


DEEP = """
title: Stay?
language: en
sides: {in: Stay in, out: Go out}
claims:
  a: {text: We should stay., side: in, premises: [It rains., {premises: [{text: It is late., rebuttals: [It is early.]}], implicit: true}]}
  b: {text: We should go., side: out, rebuttals: [{text: "We are tired.", premises: [We worked.]}]}
"""


@pytest.mark.parametrize(
    ("most_characters", "expected"),
    [
        (
            1000,
            """
Stay?
Stay in
1 We should stay.
1.1 It rains. [unsupported]
1.2 Reason (implicit inference): It is late. [unsupported, connected by the map's author]
1.2.1 Objection: It is early. [unsupported]
Go out
2 We should go. [unsupported]
2.1 Objection: We are tired.
2.1.1 We worked. [unsupported]
Implicit inference: added by the map's author, not found in any source. It cannot back a claim.
""",
        ),
        (
            330,
            """
Stay?
Stay in
1 We should stay.
1.1 It rains. [unsupported]
1.2 Reason (implicit inference): It is late. [unsupported, connected by the map's author]
…
Go out
2 We should go. [unsupported]
2.1 Objection: We are tired.
…
Implicit inference: added by the map's author, not found in any source. It cannot back a claim.
""",
        ),
        (32, "\nStay?\nStay in\n1 We should stay.\n…\n"),
        (10, "\nStay?\n…\n"),
    ],
)
def test_a_description_is_as_deep_as_there_is_time_to_listen(
    most_characters: int, expected: str
) -> None:
    assert format_description(outline_of(a_map(DEEP)), most_characters) == expected.strip()


def test_text_wraps_to_the_terminal_and_never_to_a_pipe() -> None:
    long = (
        "Teenagers need "
        + "very " * 40
        + "much sleep, 孩子需要睡得更多更多更多更多更多更多更多更多更多更多更多."
    )
    map = a_map(f'claims: {{a: {{text: "{long}", premises: ["{long} "]}}}}')
    assert max(width(line) for line in outline(map, columns=50).splitlines()) <= 50
    assert outline(map).count("\n") == 2


def test_an_unknown_format_is_named_with_the_nearest() -> None:
    with pytest.raises(
        ArgmapError, match="unknown outline format `markdwon`: did you mean `markdown`"
    ):
        outline(chain(1), "markdwon")  # type: ignore[arg-type]
