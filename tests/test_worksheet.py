"""`argmap worksheet`: a map with blanks that show nothing of their answers, and its key."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

import argmap
from argmap import ArgumentMap, Claim, Inference, Kind
from argmap.api import BlankName
from argmap.classroom import (
    BLANK_KINDS,
    LEAST_TEXT,
    Blanks,
    Handout,
    Worksheet,
    bank_of,
    cards_of,
    choose_blanks,
    fill_in_of,
    format_key,
    format_sheet,
    make_sheet,
    worksheet_of,
)
from argmap.comparison import DifferenceKind
from argmap.diagrams import MM, SIGN_RADIUS, Contour, Drawing, Rectangle, overlap, take_out_texts
from argmap.languages import known_languages, worksheet_words_for
from argmap.model import PLACEHOLDER, main_claims
from argmap.options import SheetOptions
from tests.conftest import ROOT
from tests.run import argmap as run
from tests.strategies import bare_maps, maps

SCHOOL = argmap.load(ROOT / "docs/school.yaml")
TREATY = argmap.load(ROOT / "arguments.yaml")
ALL = BLANK_KINDS

SLEEP = """\
title: When should school start?
language: en
claims:
  nine:
    text: School should start at nine.
    label: Nine
    note: Ask the bus company first.
    premises: [[sleep, learn]]
    rebuttals: [bus]
  sleep: {text: Pupils would sleep longer., evidence: study p. 3, quote: an hour more}
  learn: {text: Rested pupils learn better., common_ground: true, implicit: true}
  bus:
    text: Buses would come at the wrong time.
    rebuttals: [tables]
  tables: Timetables can be changed.
sources: {study: A study}
expect: {nine: stands}
"""


def all_blank(map: ArgumentMap) -> Blanks:
    return choose_blanks(map, ALL, share=1)


def filled_in(sheet: Worksheet) -> str:
    """Return the file of a sheet in which every blank says what it says in the key, as a student would type it."""
    blocks = dict(re.findall(r"^  (c\d+):\n((?:    .*\n)+)", format_key(sheet), re.MULTILINE))
    blank = re.compile(rf'^  (c\d+):\n    text: "{PLACEHOLDER}"\n((?:    .*\n)*)', re.MULTILINE)
    return blank.sub(lambda found: f"  {found[1]}:\n{blocks[found[1]]}", format_sheet(sheet))


# --- the file ---


def test_a_sheet_is_a_file_that_says_what_to_do_and_its_key_has_the_same_ids(
    tmp_path: Path,
) -> None:
    (tmp_path / "sleep.yaml").write_text(SLEEP)

    result = run(
        "worksheet", "sleep.yaml", "--ids", "sleep", "--word-bank", "--distractors", "1",
        "-o", "sheet.yaml", cwd=tmp_path,
    )  # fmt: skip

    assert (result.code, result.out) == (0, "")
    assert result.err == "wrote sheet.yaml, and its key sheet-key.yaml\n"
    sheet = (tmp_path / "sheet.yaml").read_text(encoding="utf-8")
    assert (
        sheet
        == """\
# Replace each “…” with the missing claim. Keep the quotation marks.
# Claims to choose from:
#   - Timetables can be changed.
#   - Pupils would sleep longer.
# You will not need all of these claims.
title: When should school start?
language: en
worksheet: 797e16ac67c0-1
claims:
  # c1 + “Rested pupils learn better.” — supports — “School should start at nine.”
  c1:
    text: "…"

  c2:
    text: School should start at nine.
    main: true
    premises:
      - [c1, c3]
    rebuttals:
      - c4

  c3:
    text: Rested pupils learn better.

  c4:
    text: Buses would come at the wrong time.
"""
    )
    key = (tmp_path / "sheet-key.yaml").read_text(encoding="utf-8")
    reported = re.sub(r"^ *#.*\n", "", sheet, flags=re.MULTILINE)
    reported = reported.replace('"…"', "Pupils would sleep longer.")
    assert key == "# Key\n" + reported


@given(maps())
def test_filled_in_from_its_key_a_sheet_is_perfect(map: ArgumentMap) -> None:
    sheet = worksheet_of(map, Blanks(texts=frozenset(map.claims)))
    filled, key = argmap.loads(filled_in(sheet)), argmap.loads(format_key(sheet))
    assert argmap.compare(filled, key, same_ids=True).is_perfect
    assert filled == key
    assert filled.worksheet == sheet.map.worksheet != ""


def test_what_stands_in_a_blank_is_asked_about_and_what_stands_in_the_wrong_one_is_reported() -> (
    None
):
    sheet = worksheet_of(SCHOOL, Blanks(texts=frozenset(["sports", "childcare"])))
    key = argmap.loads(format_key(sheet))
    first, second = key.claims["c1"], key.claims["c2"]
    own_words = replace(
        key, claims={**key.claims, "c1": replace(first, text="Mum has no time later.")}
    )
    swapped = {"c1": replace(first, text=second.text), "c2": replace(second, text=first.text)}
    in_wrong_blanks = replace(key, claims={**key.claims, **swapped})

    asked = argmap.compare(own_words, key)
    reported = argmap.compare(in_wrong_blanks, key)

    assert [(match.ours, match.theirs) for match in asked.proposals] == [("c1", "c1")]
    assert not [each for each in asked.differences if each.is_certain]
    assert not reported.proposals
    assert [each.kind for each in reported.differences].count(DifferenceKind.OTHER_TARGET) >= 2
    # The same ids mean nothing in a map that is not the sheet of this key.
    others = argmap.compare(replace(own_words, worksheet="another"), key).proposals
    assert asked.proposals[0] not in others


def test_a_blank_that_is_not_filled_in_is_reported_and_is_no_claim() -> None:
    from argmap import formats

    text = """\
worksheet: 0a1b2c3d4e5f
claims:
  c1: {text: "…"}
  c2: " ___ "
  c3:
  c4: Filled in.
  c5:
    text: School should start at nine.
    premises:
      - [c1, c4]
      - c2
      - premises: [c4]
        warrant: c3
        undercutters: [c2, c4]
      - premises: [c3]
        undercutters: [c4]
    rebuttals:
      - c1
      - premises: [c1]
        warrant: c4
        outweighed_by: [c6]
      - premises: [c6]
        outweighed_by: [c2, [c1, c4]]
  c6: Filled in, too.
"""
    reading = formats.parse(text, "sheet.yaml")

    reported = [
        (each.code, each.severity, each.message, each.span and each.span.line)
        for each in reading.diagnostics
    ]
    assert reported == [
        ("blank", "warning", "the blank `c1` is not filled in", 3),
        ("blank", "warning", "the blank `c2` is not filled in", 4),
        ("blank", "warning", "the blank `c3` is not filled in", 5),
    ]
    read = reading.unwrap()
    assert list(read.claims) == ["c4", "c5", "c6"]
    assert list(read.inferences) == [
        "c4:supports:c5",
        "c4:supports#2:c5",
        "c4:undercuts:c4:supports#2:c5",
        "c6:rebuts:c5",
        "c4:undercuts:c6:rebuts:c5",
    ]
    assert read.inferences["c4:undercuts:c6:rebuts:c5"].weighing
    # In a map that is no worksheet this is a claim like any other.
    assert list(argmap.loads('claims: {c1: "…"}').claims) == ["c1"]


# --- what it shows ---


def strings(pdf: bytes) -> str:
    """Return all text that a PDF holds anywhere: on its pages, in bookmarks, descriptions and properties."""
    reader = PdfReader(BytesIO(pdf))
    found = [page.extract_text() for page in reader.pages]
    for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
        waiting: list[Any] = [reader.get_object(IndirectObject(number, 0, reader))]
        while waiting:
            held = waiting.pop()
            if isinstance(held, DictionaryObject):
                waiting += list(held.values())
            elif isinstance(held, ArrayObject):
                waiting += list(held)
            elif not isinstance(held, IndirectObject):
                found.append(str(held))
    return " ".join(" ".join(found).split())


@pytest.mark.soak(but=["options2"])
@pytest.mark.parametrize(
    "options",
    [SheetOptions(share=1), SheetOptions(blank=ALL, share=1), SheetOptions(share=0.5, seed=4)],
)
def test_nothing_in_a_sheet_holds_what_is_missing_and_its_key_holds_it(
    options: SheetOptions,
) -> None:
    claims = {
        id: replace(claim, text=f"Word{number}x")
        for number, (id, claim) in enumerate(SCHOOL.claims.items())
    }
    map = replace(SCHOOL, claims=claims)
    made = make_sheet(map, "pdf", options)
    sheet = worksheet_of(
        map, choose_blanks(map, options.blank or ("text",), share=options.share, seed=options.seed)
    )

    assert len(sheet.texts) >= 4
    for id, claim in sheet.key.claims.items():
        assert (claim.text in strings(made.sheet)) is (id not in sheet.texts)
        assert claim.text in strings(made.key)


@given(bare_maps(), st.integers(0, 3))
def test_a_sheet_is_the_same_whatever_its_answers_are(drawn: ArgumentMap, seed: int) -> None:
    claims = {id: replace(claim, main=id == "c0") for id, claim in drawn.claims.items()}
    map = replace(drawn, claims=claims, inferences=with_ends_of_their_own(drawn))
    blanks = choose_blanks(map, ALL, ids=tuple(claims))
    others = {id: replace(claim, text=f"{claim.text} Or not.") for id, claim in claims.items()}
    inferences = {
        inference.id: turned(inference) if inference.id in blanks.kinds else inference
        for inference in map.inferences.values()
    }
    other = replace(map, claims=others, inferences=inferences)

    sheet, other_sheet = worksheet_of(map, blanks, seed), worksheet_of(other, blanks, seed)

    assert replace(sheet.map, worksheet="") == replace(other_sheet.map, worksheet="")
    assert list(sheet.map.inferences) == list(other_sheet.map.inferences)
    assert (sheet.sets, list(sheet.kinds)) == (other_sheet.sets, list(other_sheet.kinds))


def with_ends_of_their_own(map: ArgumentMap) -> dict[str, Inference]:
    """Return the steps of a map but for those that begin and end where another does.

    Of a reason and an objection with the same ends, what undercuts them would tell which is which.
    """
    kept: dict[str, Inference] = {}
    ends: set[tuple[tuple[str, ...], str]] = set()
    for inference in map.inferences.values():
        if (inference.premises, inference.target) not in ends and (
            inference.target in map.claims or inference.target in kept
        ):
            ends.add((inference.premises, inference.target))
            kept[inference.id] = inference
    return kept


def turned(inference: Inference) -> Inference:
    return replace(
        inference, kind=Kind.REBUTTAL if inference.kind is Kind.SUPPORT else Kind.SUPPORT
    )


def test_where_kinds_are_blank_neither_side_nor_order_shows_them() -> None:
    sheet = worksheet_of(SCHOOL, Blanks(kinds=all_blank(SCHOOL).kinds), seed=1)

    (later,) = [
        id for id, claim in sheet.map.claims.items() if claim.text == "School should start at nine."
    ]
    kinds = [sheet.kinds.get(inference.id) for inference in sheet.map.onto(later)]
    assert kinds == [Kind.SUPPORT, Kind.REBUTTAL, Kind.SUPPORT, Kind.SUPPORT, None]
    assert not sheet.map.sides
    assert {
        inference.kind for inference in sheet.map.inferences.values() if inference.id in sheet.kinds
    } == {Kind.SUPPORT}
    for drawing in drawings_of(sheet):
        assert {
            drawing.scene.look(claim).contour for claim in drawing.scene.map.claims.values()
        } == {Contour.CUT}


def test_notes_labels_evidence_and_what_is_expected_go() -> None:
    sheet = worksheet_of(argmap.loads(SLEEP), Blanks(texts=frozenset(["bus"])))

    for claim in [*sheet.map.claims.values(), *sheet.key.claims.values()]:
        assert claim == Claim(claim.id, claim.text, side=claim.side, main=claim.main)
    assert (sheet.map.sources, sheet.map.expect, sheet.map.note) == ({}, {}, "")


# --- the picture ---


def drawings_of(sheet: Worksheet) -> list[Drawing]:
    handout = Handout(sheet, "a4")
    return handout.drawings(
        sheet.map, fill_in_of(sheet), handout.head_height(["One.", "Two.", "Three."])
    )


@pytest.mark.soak(but=["kinds1"])
@pytest.mark.parametrize("kinds", [("text",), ALL])
def test_blank_boxes_are_alike_and_large_enough_to_write_in(kinds: tuple[BlankName, ...]) -> None:
    sheet = worksheet_of(TREATY, choose_blanks(TREATY, kinds, share=0.3))

    drawings = drawings_of(sheet)
    seen: set[str] = set()
    sizes: set[tuple[int, int]] = set()
    for drawing in drawings:
        assert drawing.points >= LEAST_TEXT
        placement, scale = drawing.layout, drawing.scale
        for placed in placement.boxes:
            if placed.box.claim in sheet.texts and not placed.box.is_copy:
                seen.add(placed.box.claim)
                strip = 13 * len(placed.shape.strip)
                sizes.add((round(placed.area.width), round(placed.area.height - strip)))
                assert placed.area.width * scale >= 45 * MM
                assert placed.area.height * scale >= 18 * MM
    assert seen == set(sheet.texts)
    assert len(sizes) == 1


@pytest.mark.parametrize("share", [0.5, 1])
def test_circles_have_room_and_stand_on_their_lines(share: float) -> None:
    sheet = worksheet_of(TREATY, choose_blanks(TREATY, ALL, share=share))
    with_circle: set[str] = set()
    for drawing in drawings_of(sheet):
        fill_in = drawing.scene.fill_in
        assert fill_in is not None
        placement = drawing.layout
        taken = [placed.area for placed in placement.boxes]
        for line in placement.lines:
            if line.inference not in sheet.kinds:
                continue
            x, y = fill_in.place_of_sign(line.path)
            circle = Rectangle(x - SIGN_RADIUS, y - SIGN_RADIUS, x + SIGN_RADIUS, y + SIGN_RADIUS)
            assert not any(overlap(circle, other) for other in taken)
            taken.append(circle)
            with_circle.add(line.inference)
    assert with_circle == set(sheet.kinds)


def test_premises_whose_link_is_blank_stay_on_one_page_side_by_side() -> None:
    sheet = worksheet_of(TREATY, choose_blanks(TREATY, ["link"], share=1))
    drawings = drawings_of(sheet)

    assert len(drawings) > 2
    assert len(sheet.sets) > 9
    for together in sheet.sets:
        (drawing,) = [each for each in drawings if together[0] in each.scene.map.inferences]
        areas = {placed.box.inference: placed.area for placed in drawing.layout.boxes}
        tops = {areas[inference].top for inference in together}
        assert len(tops) == 1
        between = [
            area for area in areas.values()
            if area.top in tops and areas[together[0]].left <= area.left <= areas[together[-1]].left
        ]  # fmt: skip
        assert len(between) == len(together)
    # What is left is undercut: there the bracket is what a line leads to.
    for drawing in drawings:
        for bracket in drawing.layout.brackets:
            assert sheet.map.undercutters(bracket.inference)


def test_no_room_shows_which_premises_are_to_be_joined() -> None:
    sheet = worksheet_of(SCHOOL, all_blank(SCHOOL)._replace(texts=frozenset()))
    handout, fill_in = Handout(sheet, "a4"), fill_in_of(sheet)
    others = tuple(inference for inference in sheet.kinds if inference not in sheet.sets[0])

    (drawing,) = handout.drawings(sheet.map, fill_in, 90.0)
    (other,) = handout.drawings(sheet.map, replace(fill_in, sets=(others[:2],)), 90.0)

    assert len(others) >= 2
    assert printed(handout, drawing) == printed(handout, other)


def printed(handout: Handout, drawing: Drawing) -> str:
    paper = handout.page_with_head([])
    paper.add_picture(drawing, 90.0)
    return paper.print_pages("").svg


def test_a_key_has_each_box_where_the_sheet_has_it() -> None:
    sheet = worksheet_of(SCHOOL, choose_blanks(SCHOOL, ALL, share=0.5))
    handout = Handout(sheet, "a4")
    fill_in = fill_in_of(sheet)
    texts = {
        id: replace(claim, text=sheet.key.claims[id].text) for id, claim in sheet.map.claims.items()
    }
    (shown,) = handout.drawings(sheet.map, fill_in, 90.0)
    (key,) = handout.drawings(
        replace(sheet.map, claims=texts), replace(fill_in, is_done=True), 90.0
    )

    assert [placed.area for placed in key.layout.boxes] == [
        placed.area for placed in shown.layout.boxes
    ]


# --- bank and cards ---


def test_a_bank_has_the_missing_claims_and_others_that_are_nowhere_on_the_sheet() -> None:
    part = argmap.part(SCHOOL, focus="keep-eight", depth=1)
    sheet = worksheet_of(part, Blanks(texts=frozenset(["sports"])))

    bank = bank_of(sheet, part, distractors=4, seed=2)

    texts = [entry.text for entry in bank]
    assert [entry.label for entry in bank] == ["A", "B", "C", "D", "E"]
    assert [entry.claim for entry in bank if entry.text == "Sports clubs need the afternoon."] == [
        "c1"
    ]
    assert not {claim.text for claim in sheet.map.claims.values()} & set(texts)
    assert [entry.text for entry in bank_of(sheet, part, distractors=4, seed=3)] != texts


def test_cards_are_all_claims_and_their_key_is_the_map() -> None:
    sheet = worksheet_of(SCHOOL, Blanks())
    cards = cards_of(sheet, SCHOOL, seed=1)

    assert sorted(card.text for card in cards) == sorted(
        claim.text for claim in SCHOOL.claims.values()
    )
    assert [card.label for card in cards] == [str(number) for number in range(1, 12)]
    made = make_sheet(SCHOOL, "pdf", SheetOptions(cards=True, seed=1))
    for card in cards:
        assert sheet.key.claims[card.claim].text == card.text
        assert f"{card.label} {card.text}" in strings(made.sheet)
        assert card.text in strings(made.key)


@pytest.mark.soak
def test_a_bank_stands_above_a_map_of_one_page_and_behind_a_larger_one() -> None:
    heading = worksheet_words_for("en").bank
    small = make_sheet(SCHOOL, "pdf", SheetOptions(word_bank=True))
    large = make_sheet(TREATY, "pdf", SheetOptions(word_bank=True, distractors=2))

    assert small.pages == small.key_pages == 1
    # The key has the same pages: letters are in its boxes, and the claims are where the sheet has them.
    assert large.pages == large.key_pages > 2
    *maps_of_treaty, last = [page.extract_text() for page in PdfReader(BytesIO(large.sheet)).pages]
    assert not any(heading in page for page in maps_of_treaty)
    assert heading in last
    assert worksheet_words_for("en").some_are_wrong in last


def test_cards_are_as_large_as_the_longest_claim_needs_and_others_go_among_them() -> None:
    long = replace(
        SCHOOL.claims["sports"], text="Sports clubs need the afternoon, and so on. " * 40
    )
    map = replace(SCHOOL, claims={**SCHOOL.claims, "sports": long})
    part = argmap.part(map, focus="keep-eight", depth=1)

    made = make_sheet(part, "pdf", SheetOptions(cards=True, distractors=2))

    words = worksheet_words_for("en")
    assert made.pages > 1
    assert words.some_are_wrong in strings(made.sheet)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made.sheet)).pages]
    assert sum(page.count("need the afternoon") for page in pages) == 40


def test_what_is_read_from_right_to_left_begins_at_the_right() -> None:
    for tag, anchor, side in (("he", "end", 782.9), ("de", "start", 59.0)):
        sheet = worksheet_of(replace(SCHOOL, language=tag), Blanks())
        paper = Handout(sheet, "a4").page_with_head([])
        paper.add_lines(42.0, 100.0, ["שלום", "ABC"], 10.0)

        _, placed = take_out_texts(paper.print_pages("").svg)

        assert [text.text for text in placed[-2:]] == ["שלום", "ABC"]
        assert {text.anchor for text in placed} == {anchor}
        assert [round(text.x, 1) for text in placed[-2:]] == [side, side]
        # The lines of a text run the same way, whatever letter each begins with.
        assert [text.runs_right_to_left for text in placed[-2:]] == [True, True]


def test_a_sheet_can_be_read_aloud() -> None:
    made = make_sheet(SCHOOL, "pdf", SheetOptions(blank=ALL, share=0.5, word_bank=True))
    for pdf in (made.sheet, made.key, make_sheet(SCHOOL, "pdf", SheetOptions(cards=True)).sheet):
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    bank = bank_of(worksheet_of(SCHOOL, choose_blanks(SCHOOL, ALL, share=0.5)), SCHOOL)
    reported = strings(made.sheet)
    for entry in bank:
        assert f"{entry.label} {entry.text}" in reported
    assert worksheet_words_for("en").mark_kinds in reported


@pytest.mark.parametrize("tag", known_languages())
def test_a_sheet_speaks_the_language_of_its_map(tag: str) -> None:
    words = worksheet_words_for(tag)
    made = make_sheet(replace(SCHOOL, language=tag), "yaml", SheetOptions())
    first, *_ = made.sheet.decode().splitlines()
    assert first == "# " + words.fill_in_file.format(blank=argmap_quoted(tag))
    assert made.key.decode().startswith(f"# {words.key}\n")


def argmap_quoted(tag: str) -> str:
    from argmap.languages import words_for

    return words_for(tag).quote(PLACEHOLDER)


# --- chance ---


@pytest.mark.parametrize("format", ["pdf", "yaml"])
def test_the_same_seed_gives_the_same_bytes_and_another_another_sheet(format: str) -> None:
    options = SheetOptions(word_bank=True, distractors=1, seed=5)

    made = make_sheet(SCHOOL, format, options)

    assert make_sheet(SCHOOL, format, options) == made
    assert make_sheet(SCHOOL, format, options._replace(seed=6)).sheet != made.sheet


@given(bare_maps(), st.floats(0.01, 1))
def test_a_share_is_of_what_can_be_blank_and_main_claims_are_given(
    map: ArgumentMap, share: float
) -> None:
    mains = {claim.id for claim in main_claims(map)}
    others = len(map.claims) - len(mains)
    if not others:
        with pytest.raises(argmap.ArgmapError, match="only main claims"):
            choose_blanks(map, ["text"], share=share)
        return
    blanks = choose_blanks(map, ["text"], share=share)
    assert len(blanks.texts) == max(1, int(share * others + 0.5))
    assert not blanks.texts & mains


# --- the command ---


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--share 2", "--share must be a number above 0 and at most 1, such as 0.3, not 2"),
        ("--share nan", "--share must be a number above 0 and at most 1, such as 0.3, not nan"),
        ("--share 0.5 --ids sleep", "use --share or --ids, not both"),
        ("--ids slep", "unknown claim `slep`: did you mean `sleep`?"),
        ("--blank tex", "unknown kind of blank `tex`: did you mean `text`?"),
        (
            "--word-bank --distractors 9",
            "too many wrong claims (9): only 3 claims of the map can be left off the sheet",
        ),
        (
            "--distractors 1",
            "--distractors needs --word-bank or --cards",
        ),
        (
            "--blank kind --word-bank",
            "--word-bank needs --blank text, because it lists the missing texts",
        ),
        (
            "--cards --word-bank",
            "--word-bank has no effect with --cards, because all claims are on cards",
        ),
        (
            "--cards --distractors 1",
            "too many wrong claims (1): no claim of the map can be left off the cards; to make cards of part of the map, use --focus, --depth or --side",
        ),
        (
            "--blank kind -f yaml",
            "a worksheet to fill in on a computer can contain only blank texts; for cards, or for blank kinds and links, make a PDF",
        ),
        (
            "--blank link --ids bus",
            "nothing can be left blank: for these claims, there are no linked premises",
        ),
        ("-o -", "a worksheet and its key are two files, so name the worksheet with -o PATH"),
        (
            "-o sheet.svg",
            "this command writes .pdf, .html, .htm, .docx, .yaml or .yml files, not .svg files",
        ),
        (
            "-f yaml -o sheet.pdf",
            "`-f yaml` does not match the file extension in `-o sheet.pdf`",
        ),
        (
            "-o sleep.yaml",
            "cannot write to sleep.yaml, because it is the map itself; choose a different output file",
        ),
        ("--paper a5", "unknown paper size `a5`; choose from a4, a3, letter"),
    ],
)
def test_what_cannot_be_made_is_reported_in_a_sentence(
    words: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "sleep.yaml").write_text(SLEEP)

    result = run("worksheet", "sleep.yaml", *words.split(), cwd=tmp_path)

    assert result == (2, "", f"argmap: {message}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["sleep.yaml"]


def test_what_is_asked_for_and_is_not_there_is_reported() -> None:
    part = argmap.part(SCHOOL, focus="more-sleep")
    made = make_sheet(part, "pdf", SheetOptions(blank=ALL, share=1))
    assert made.notes == ("no `link` is blank, because there are no linked premises",)
    assert worksheet_words_for("en").mark_links not in strings(made.sheet)


def test_a_map_without_claims_is_reported_as_everywhere(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("title: Nothing\nclaims: {}\n")
    result = run("worksheet", "empty.yaml", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "this map has no claims" in result.err


def test_a_sheet_goes_to_the_output_folder_if_nobody_says_where(tmp_path: Path) -> None:
    (tmp_path / "sleep.yaml").write_text(SLEEP)
    result = run("worksheet", "sleep.yaml", "--focus", "bus", cwd=tmp_path)
    assert result.err == (
        "wrote output/sleep-bus-sheet.pdf with 1 page, and its key output/sleep-bus-sheet-key.pdf\n"
    )
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        "sleep-bus-sheet-key.pdf", "sleep-bus-sheet.pdf",
    ]  # fmt: skip
