"""Kialo's exports of both generations, and files that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Citation, Kind, formats
from argmap.model import Reading
from tests.case import FOLDER


def sample(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def read(text: str) -> ArgumentMap:
    return formats.parse(text, "debate.txt", "kialo").unwrap()


def inferences(map: ArgumentMap) -> list[tuple[Kind, str, str]]:
    return [
        (inference.kind, inference.premises[0], inference.target)
        for inference in map.inferences.values()
    ]


def said(reading: Reading) -> list[tuple[int, str, str]]:
    return [
        (found.span.line if found.span else 0, found.code, found.message)
        for found in reading.diagnostics
    ]


def test_an_older_export() -> None:
    map = read(sample("kialo_older.txt"))
    sleep = next(id for id in map.claims if id.startswith("teenagers-would-sleep-more"))
    root, bed = "school-should-start-at-nine", "they-would-go-to-bed-later"
    assert map.title == "Should school start at nine?"
    assert map.claims[root].main
    assert map.claims[root].note == "Pro: See discussion #63570: Sleep"
    assert map.claims[sleep].text == (
        "Teenagers would sleep more (a survey, notes).\n1. This goes on,\n\nover a blank line [1]."
    )
    assert map.claims[sleep].evidence == (Citation("example-org-a-b"),)
    assert map.sources["example-org-a-b"].url == "https://www.example.org/a_(b)"
    assert inferences(map) == [
        (Kind.SUPPORT, sleep, root),
        (Kind.SUPPORT, sleep, root),  # 1.4 links to 1.1
        (Kind.REBUTTAL, bed, root),  # 1.2 links to 1.1.1
        (Kind.REBUTTAL, sleep, root),  # 1.3 links to 1.4, which links to 1.1
        (Kind.REBUTTAL, bed, sleep),
    ]


def test_what_is_wrong_with_the_older_export() -> None:
    assert said(formats.parse(sample("kialo_older.txt"), "debate.txt", "kialo")) == [
        (4, "not-carried-over", "argmap ignores 1 unsafe link (lines 4–7)"),
        (
            12,
            "unknown-claim",
            "`1.6.` is not a claim in this discussion, or its links form a cycle",
        ),
        (
            13,
            "unknown-claim",
            "`1.5.` is not a claim in this discussion, or its links form a cycle",
        ),
        (15, "unknown-claim", "this belongs under the claim `1.9.`, which does not exist"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_newer_export(line_end: str) -> None:
    reading = formats.parse(
        sample("kialo_newer.txt").replace("\n", line_end), "debate.txt", "kialo"
    )
    map = reading.unwrap()
    sleep = next(id for id in map.claims if id.startswith("teenagers-would-sleep-more"))
    assert map.title == "Should school start at nine?"
    assert {side.id: side.label for side in map.sides.values()} == {
        "at-nine": "At nine.",
        "at-eight": "At eight.",
    }
    assert [claim.side for claim in map.claims.values()] == ["at-nine", "", "at-eight"]
    assert map.claims["at-nine"].note == "Question: When should school start?"
    assert map.claims[sleep].text == (
        "Teenagers would sleep more.\n\nThat is what counts, as note [7] says."
    )
    assert map.claims[sleep].evidence == (
        Citation("example-org-sleep"),
        Citation("example-org-counts"),
    )
    assert map.claims[sleep].quote == "would obtain more sleep\n\non school nights"
    assert inferences(map) == [(Kind.SUPPORT, sleep, "at-nine"), (Kind.REBUTTAL, sleep, "at-eight")]
    assert said(reading) == [
        (27, "not-carried-over", "argmap ignores 1 unsafe link (line 27)"),
        (28, "not-carried-over", "argmap ignores 1 uncited quotation (line 28)"),
    ]


def newer(*texts: str, sources: str = "") -> str:
    claims = [f"  1.{number}. Pro:\n  {text}\n\n" for number, text in enumerate(texts, 1)]
    return f"Discussion Name:\nX\n\n1. Thesis:\nIt is so.\n\n{''.join(claims)}{sources}"


def test_one_thesis_makes_no_sides() -> None:
    assert not read(newer("Because.")).sides


def test_a_footnote_that_may_be_the_writers_own_is_doubted() -> None:
    reading = formats.parse(
        newer("First [1].", "Then [1].", sources="Sources:\n[1] https://a.org\n"), "d.txt", "kialo"
    )
    assert [claim.text for claim in reading.unwrap().claims.values()] == [
        "It is so.",
        "First.",
        "Then [1].",
    ]
    assert [found.code for found in reading.diagnostics] == ["ambiguous-footnote"]


BY_NUMBER = """\
Discussion Name:
Should phones be banned? [1]

1. Question:
Should phones be banned? [1]

  1.1. Thesis:
  Yes [4], they should.

    1.1.1. Pro:
    They distract [2] and annoy [5].

    1.1.2. Con:
    As [9] says, no [7] [8].

Sources:
[1] https://example.org/one
[2] http://no link at all
a quoted line
[4] Smith 2010, p. 4
[12] no note, but quoted
[5] https://example.org/five
[6] https://example.org/cited-nowhere
[7] javascript:alert(1)
[8]
quoted from nowhere
[9] https://example.org/nine
"""


def test_footnotes_are_matched_by_number_whatever_is_missing() -> None:
    reading = formats.parse(BY_NUMBER, "d.txt", "kialo")
    map = reading.unwrap()
    assert map.title == "Should phones be banned?"
    report = [
        (claim.text, claim.quote, [map.sources[cited.source].reference for cited in claim.evidence])
        for claim in map.claims.values()
    ]
    assert report == [
        ("Yes, they should.", "[12] no note, but quoted", ["Smith 2010, p. 4"]),
        (
            "They distract and annoy.",
            "a quoted line",
            ["http://no link at all", "https://example.org/five"],
        ),
        ("As says, no.", "", ["https://example.org/nine"]),
    ]
    assert [source.url for source in map.sources.values()] == [
        "https://example.org/one", "", "", "https://example.org/five", "https://example.org/nine", "https://example.org/cited-nowhere",
    ]  # fmt: skip
    assert [message for _, _, message in said(reading)] == [
        "argmap ignores 1 question citation (lines 4–5)",
        "argmap ignores 1 unsafe link (line 24)",
        "argmap ignores 1 uncited quotation (line 26)",
    ]


def test_a_number_that_stands_once_is_matched_wherever_it_stands() -> None:
    block = "Sources:\n[1] https://a.org\n[2] https://b.org\n[3] https://c.org\n"
    map = read(newer("First [3].", "Then [1].", sources=block))
    assert [[str(cited) for cited in claim.evidence] for claim in map.claims.values()] == [
        [],
        ["c-org"],
        ["a-org"],
    ]


def test_brackets_without_a_sources_block_are_text() -> None:
    assert "first-1" in read(newer("First [1].")).claims


def test_sources_that_a_writer_lists_in_a_claim_stay_text() -> None:
    map = read(newer("See below.\n  Sources:\n  [1] https://a.org", "And so on."))
    assert not map.sources
    assert len(map.claims) == 3


def test_quotations_of_several_sources_are_distinguished_in_the_note() -> None:
    block = "Sources:\n[1] https://a.org\none\n[2] https://b.org\ntwo\n"
    claim = read(newer("Both [1] say [2] so.", sources=block)).claims["both-say-so"]
    assert (claim.quote, claim.note) == ("", "a-org: one\nb-org: two")


def test_a_link_to_a_claim_above_may_close_a_circle() -> None:
    text = "Discussion Title: X\n\n1. Root claim.\n1.1. Pro: Some reason.\n1.1.1. Pro: -> See 1.\n"
    assert (Kind.SUPPORT, "root-claim", "some-reason") in inferences(read(text))


def test_a_claim_without_text_keeps_its_place() -> None:
    reading = formats.parse(
        "Discussion Title: X\n\n1. Root.\n1.1. Pro:\n1.1.1. Con: But.\n", "d.txt", "kialo"
    )
    assert said(reading) == [(4, "missing-text", "this claim has no text")]
    assert len(reading.unwrap().inferences) == 2


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Discussion Title: X\n", "claims: {a: A b.}", "\0\ud800"]
)
def test_a_file_without_claims_is_refused(text: str) -> None:
    reading = formats.parse(text, "d.txt", "kialo")
    assert reading.map is None
    assert [found.code for found in reading.diagnostics] == ["no-claims"]


def test_sniffing() -> None:
    assert formats.parse(sample("kialo_older.txt"), "d.txt").format == "kialo"
    assert formats.parse(sample("kialo_newer.txt"), "d.txt").format == "kialo"
    assert formats.parse("title: Discussion Title: X", "d.txt").format != "kialo"


@given(st.lists(st.sampled_from([
    "Discussion Title: X", "Discussion Name:", "1. a", "1.1. Pro: b [x](http://y) [1]", "1.1. Con: -> See 1.2.", "1.2.3. Pro:",
    "1.2. Pro: -> See 1.1.", "  1.1. Thesis:", "1. Question:", "-> See 1.", "Sources:", "[1] http://z", "[2] z", "[1]", "\\", "", "x",
])).map("\n".join))  # fmt: skip
def test_no_file_is_too_odd(text: str) -> None:
    reading = formats.parse(text, "d.txt", "kialo")
    assert reading.map or reading.diagnostics


@pytest.mark.soak
def test_large_and_deep_files_are_read() -> None:
    pairs = (
        f"1.{n}. Pro: Claim {n} with [a link](https://e.org/{n}).\n1.{n}.1. Con: But {n}.\n"
        for n in range(1, 2501)
    )
    deep = (f"1{'.1' * depth}. Pro: Claim at depth {depth}.\n" for depth in range(1, 1001))
    assert len(read("Discussion Title: X\n\n1. Root.\n" + "".join(pairs)).claims) == 5001
    assert len(read("Discussion Title: X\n\n1. Root.\n" + "".join(deep)).claims) == 1001


# What costs more than its length would have these tests never end.


@pytest.mark.parametrize(
    "line", ["Sources:", "Sources:\n", "Sources:\n[NUMBER] x", "Sources:\n[NUMBER] http://x"]
)
def test_no_number_of_sources_blocks_is_too_many(line: str) -> None:
    blocks = "\n".join(line.replace("NUMBER", str(number)) for number in range(9_000, 1, -1))
    map = formats.parse(newer("Because.") + blocks, "d.txt", "kialo").unwrap()
    assert [claim.text.split()[0] for claim in map.claims.values()] == ["It", "Because."]


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "[a](" * 20_000, "[a](" + " " * 50_000, "\\" * 50_001, "[1] " * 20_000]
)
def test_no_text_is_too_odd(text: str) -> None:
    map = read(newer(text, sources="Sources:\n[1] https://a.org\n"))
    assert len(map.claims) == 2
