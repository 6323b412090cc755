"""The class page of `argmap grade`: the key as a heat map, who needs a conversation, and the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pypdf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import ArgumentMap, Kind
from argmap.classroom import Grader, Submission, format_class_page
from argmap.diagrams import SHADED_DARK, SHADED_LIGHT, Theme
from argmap.languages import class_words_for, feedback_words_for, known_languages
from tests.browser import violations_of_axe
from tests.conftest import mostly_soak
from tests.run import argmap as run
from tests.strategies import maps
from tests.test_marks import keys
from tests.test_picture import contrast, luminance

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY = """\
title: Should schools abolish homework?
sides: {end: Abolish it, keep: Keep it}
claims:
  end: {text: Schools should abolish homework., side: end, main: true, premises: [tired, [home, unfair]], rebuttals: [practice]}
  tired: {text: Homework keeps pupils from sleeping., premises: [late, study]}
  late: Many pupils sit at their desks after ten in the evening.
  study: {text: A survey found that pupils sleep an hour less., rebuttals: [small]}
  small: The survey asked only sixty of them.
  home: Not every flat has a quiet room.
  unfair: What depends on rooms is unjust.
  practice: {text: Practice makes perfect., premises: [piano], rebuttals: [school]}
  piano: Nobody learns the piano in lessons alone.
  school: There is time to practise at school.
"""


def swapped(key: str = KEY) -> str:
    """Return a key in which each reason is an objection, and each objection is a reason."""
    return key.replace("premises", "@").replace("rebuttals", "premises").replace("@", "rebuttals")


FLAT = KEY.replace(", premises: [late, study]", "").replace(", rebuttals: [small]", "")
FLAT = FLAT.replace(", premises: [piano], rebuttals: [school]", "")
FLAT = FLAT.replace("premises: [tired,", "premises: [late, study, piano, tired,")
FLAT = FLAT.replace("rebuttals: [practice", "rebuttals: [small, school, practice")
LITTLE = KEY[: KEY.index("  tired:")].replace("[tired, [home, unfair]]", "[tired]")
LITTLE = (
    LITTLE.replace(", rebuttals: [practice]", "")
    + "  tired: Homework keeps pupils from sleeping.\n"
)
NO_MAIN = KEY[: KEY.index("  end: {")] + KEY[KEY.index("  tired:") :]
UNDER = KEY.replace(
    "small: The survey asked only sixty of them.",
    "small: {text: The survey asked only sixty of them., premises: [end]}",
)
UNDECIDED = re.sub(
    r"(Many|Nobody|There|Practice|What|Not|The survey) ([^.]*)\.", r"\2 \1 I think.", KEY
)


class _Tables(HTMLParser):
    """The cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._is_in_cell = False

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            self.tables[-1][-1][-1] += data


def tables_of(page: str) -> list[list[list[str]]]:
    parser = _Tables()
    parser.feed(page)
    return parser.tables


def talks_of(page: str) -> list[str]:
    """Return whom to talk to, each with the reason."""
    found = re.search(r'<ol class="talks">(.*?)</ol>', page, re.DOTALL)
    if found is None:
        return []
    return [re.sub("<[^>]+>", "", line) for line in found[1].strip().splitlines()]


def class_page(folder: Path, handed_in: Mapping[str, str], *words: str, key: str = KEY) -> str:
    """Return the class page for some files."""
    (folder / "key.yaml").write_text(key)
    (folder / "class").mkdir(exist_ok=True)
    for name, text in handed_in.items():
        (folder / "class" / name).write_text(text)
    result = run("grade", "class", "--key", "key.yaml", "-f", "html", *words, cwd=folder)
    assert result.out, result.err
    return result.out


# --- the key ---


def test_boxes_lines_and_table_say_how_many_have_each_part(tmp_path: Path) -> None:
    wrong_kind = KEY.replace("premises: [tired, [home", "premises: [practice, [home").replace(
        "rebuttals: [practice]", "rebuttals: [tired]"
    )
    elsewhere = KEY.replace(
        ", premises: [late, study]", ", premises: [late, study, piano]"
    ).replace("premises: [piano], ", "")
    short = KEY.replace(", [home, unfair]]", ", home]").replace(
        "  unfair: What depends on rooms is unjust.\n", ""
    )
    page = class_page(
        tmp_path, {"a.yaml": KEY, "b.yaml": wrong_kind, "c.yaml": elsewhere, "d.yaml": short}
    )

    _, parts = tables_of(page)
    assert parts[0] == [
        "In the key", "correct", "not found", "wrong kind", "wrong way around", "wrong place", "linked differently", "undecided",
    ]  # fmt: skip
    numbers = {row[0]: [int(cell) for cell in row[1:]] for row in parts[1:]}
    assert numbers["“What depends on rooms is unjust”"] == [3, 1, 0, 0, 0, 0, 0]
    assert numbers["“Schools should abolish homework”"] == [4, 0, 0, 0, 0, 0, 0]
    assert numbers[
        "“Practice makes perfect” as an objection to “Schools should abolish homework”"
    ] == [3, 0, 1, 0, 0, 0, 0]
    assert numbers[
        "“Nobody learns the piano in lessons alone” as a reason for “Practice makes perfect”"
    ] == [3, 0, 0, 0, 1, 0, 0]
    shares = [(sum(row) - row[0]) / sum(row) for row in numbers.values()]
    assert shares == sorted(shares, reverse=True)
    # In the picture.
    svg = page[page.index("<svg") : page.index("</svg>")]
    unfair = svg[svg.index('data-claim="unfair"') :]
    unfair = unfair[: unfair.index("</g>")]
    assert 'fill="var(--map-shade2)"' in unfair
    assert ">3 of 4</text>" in unfair
    assert ">not found: 1</text>" in unfair
    assert 'fill="var(--map-shade0)"' in svg[svg.index('data-claim="end"') :][:400]
    labels = re.findall(r'<g class="label">.*?</g>', svg)
    assert len(labels) == 8
    texts = [re.findall(">([^<>]+)</text>", label) for label in labels]
    assert ["3 of 4", "wrong kind: 1"] in texts
    assert ["3 of 4", "wrong place: 1"] in texts
    assert ["4 of 4"] in texts
    # Two of the key's lines are wrong in one map of four, and one in two.
    assert svg.count('class="band"') == sum(texts[i] != ["4 of 4"] for i in range(8))


def test_a_line_from_where_it_should_lead_to_is_the_wrong_way_around(tmp_path: Path) -> None:
    key = "claims: {a: {text: Apples are red., premises: [b]}, b: {text: Bees buzz., premises: [c]}, c: Cats purr.}"
    map = "claims: {a: {text: Apples are red., premises: [c]}, b: {text: Bees buzz.}, c: {text: Cats purr., premises: [b]}}"
    page = class_page(tmp_path, {"a.yaml": map}, key=key)
    rows = {row[0]: row[1:] for row in tables_of(page)[1][1:]}
    assert rows["“Cats purr” as a reason for “Bees buzz”"] == [*"0001000"]
    assert ">wrong way around: 1</text>" in page


def test_what_is_undecided_is_not_absent(tmp_path: Path) -> None:
    reworded = KEY.replace("Practice makes perfect.", "Perfection is made by much practice.")
    page = class_page(tmp_path, {"a.yaml": KEY, "b.yaml": reworded})
    _, parts = tables_of(page)
    numbers = {row[0]: [int(cell) for cell in row[1:]] for row in parts[1:]}
    assert numbers["“Practice makes perfect”"] == [1, 0, 0, 0, 0, 0, 1]
    # So is what bears on it, and what it bears on.
    for text, row in numbers.items():
        if "Practice makes perfect" in text:
            assert row == [1, 0, 0, 0, 0, 0, 1], text
    assert ">undecided: 1</text>" in page
    # No shade: nothing is known to be wrong.
    assert 'class="band"' not in page


def test_what_bears_on_an_undecided_claim_is_undecided(tmp_path: Path) -> None:
    below = KEY.replace("rebuttals: [practice]}", "rebuttals: [stay]}\n  stay: {text: Schools should keep homework., premises: [practice]}")  # fmt: skip
    rows = {row[0]: row[1:] for row in tables_of(class_page(tmp_path, {"a.yaml": below}))[1][1:]}
    relation = "“Practice makes perfect” as an objection to “Schools should abolish homework”"
    assert rows[relation] == [*"0000001"]
    assert rows["“Practice makes perfect”"] == [*"1000000"]


def test_the_key_claim_that_a_claim_may_be_besides_its_likeliest_match_is_undecided(
    tmp_path: Path,
) -> None:
    key = "claims: {a: {text: Apples are red., premises: [b, c]}, b: Bees are very busy in spring., c: Bees are very busy in summer.}"
    map = "claims: {a: {text: Apples are red., premises: [b]}, b: Bees are so busy in the season.}"
    page = class_page(tmp_path, {"a.yaml": map}, key=key)
    rows = {row[0]: row[1:] for row in tables_of(page)[1][1:]}
    assert rows["“Bees are very busy in spring”"] == [*"0000001"]
    assert rows["“Bees are very busy in summer”"] == [*"0000001"]


def test_a_relation_to_what_is_missing_for_certain_is_missing_whatever_is_decided(
    tmp_path: Path,
) -> None:
    key = (
        "claims: {a: {text: Apples are red., premises: [b]}, b: {text: Bees buzz., rebuttals: [c]},"
        " c: The cats of this town are very quick.}"
    )
    map = "claims: {a: {text: Apples are red.}, c: Cats of this town are quick enough.}"
    page = class_page(tmp_path, {"a.yaml": map}, key=key)
    rows = {row[0]: row[1:] for row in tables_of(page)[1][1:]}
    assert rows["“The cats of this town are very quick”"] == [*"0000001"]
    assert rows["“Bees buzz”"] == [*"0100000"]
    assert rows["“The cats of this town are very quick” as an objection to “Bees buzz”"] == [
        *"0100000"
    ]


def test_a_criterion_for_which_nothing_is_decided_has_no_level(tmp_path: Path) -> None:
    page = class_page(tmp_path, {"a.yaml": UNDECIDED, "b.yaml": swapped()})
    nothing_decided, all_wrong = tables_of(page)[0][1:]
    assert nothing_decided[2:5] == ["4", "1", "undecided"]
    assert all_wrong[2:5] == ["4", "1", "2"]


def test_what_is_implicit_in_the_key_has_no_numbers_unless_asked(tmp_path: Path) -> None:
    key = KEY.replace(
        "small: The survey asked only sixty of them.",
        "small: {text: The survey asked only sixty of them., implicit: true}",
    )
    page = class_page(tmp_path, {"a.yaml": KEY}, key=key)
    assert not any("sixty" in row[0] for row in tables_of(page)[1])
    page = class_page(tmp_path, {"a.yaml": KEY}, "--count-implicit", key=key)
    assert sum("sixty" in row[0] for row in tables_of(page)[1]) == 2


@given(maps(), st.lists(maps(), min_size=1, max_size=3))
def test_any_maps_beside_any_key_have_a_page_with_as_many_numbers_as_maps(
    key: ArgumentMap, handed_in: list[ArgumentMap]
) -> None:
    grader = Grader({"key": key}, {}, count_implicit=True)
    results = [grader.result_of(Submission(f"{i}", map)) for i, map in enumerate(handed_in)]
    page = format_class_page(results, grader, lambda _: ("", {}), with_names=True)
    for row in tables_of(page)[-1][1:]:
        # A map of the other side has no main claim of this one.
        assert 0 < sum(map(int, row[1:])) <= len(handed_in)


@given(keys(), st.data())
def test_the_page_and_the_marks_agree_on_what_is_right(
    key: ArgumentMap, data: st.DataObject
) -> None:
    # What is used twice, and wrong once, may be said to be at a wrong place.
    assume(all(len(key.uses(id)) < 2 for id in key.claims))
    inferences = {}
    for id, inference in key.inferences.items():
        is_wrong = inference.kind is Kind.SUPPORT and data.draw(st.booleans())
        inferences[id] = replace(inference, kind=Kind.REBUTTAL) if is_wrong else inference
    grader = Grader({"key": key}, {})
    result = grader.result_of(Submission("map", replace(key, inferences=inferences)))
    assert result.comparison is not None
    page = format_class_page([result], grader, lambda _: ("", {}), with_names=True)
    claims = [row[1:] for row in tables_of(page)[1][1:] if " as a" not in row[0]]
    relations = [row[1:] for row in tables_of(page)[1][1:] if " as a" in row[0]]
    assert sum(row[0] == "1" for row in claims) == result.comparison.counts.claims_found
    assert sum(row[0] == "1" for row in relations) == result.comparison.counts.right
    # Of what is wrong, all is of the wrong kind.
    assert all(row in ([*"1000000"], [*"0010000"]) for row in relations)


@pytest.mark.parametrize("theme", [SHADED_LIGHT, SHADED_DARK], ids=["light", "dark"])
def test_shades_are_of_one_hue_and_each_is_stronger_than_the_last(theme: Theme) -> None:
    for shade in theme.shades:
        for text in (theme.text, *([theme.quiet] if shade == theme.shades[0] else [])):
            assert contrast(text, shade) >= 4.5
        for look in theme.lines.values():
            assert contrast(look.color, shade) >= 3
    for pale, strong in zip(theme.shades, theme.shades[1:], strict=False):
        assert contrast(pale, strong) >= 1.15
    lights = [luminance(shade) for shade in theme.shades]
    assert lights in (sorted(lights), sorted(lights, reverse=True))
    assert len({look.fill for look in (*theme.sides, theme.neutral)}) == 1


# --- who needs a conversation ---


@pytest.mark.parametrize(
    ("map", "reason"),
    [
        ("claims: [", "This file could not be read as a map (errors: 1). First error: "),
        (LITTLE, "This map has little of the key (claims found: 2 of 10)."),
        (NO_MAIN, "The main claim is missing."),
        (swapped(), "Most reasons are drawn as objections, or objections as reasons: 8 of 8."),
        (FLAT, "The map is flat. Directly under the main claim, but farther down in the key: 5 of 5."),
        (UNDER, "The main claim is under another claim."),
    ],
    ids=["unreadable", "little", "no-main", "exchanged", "flat", "under"],
)  # fmt: skip
def test_who_needs_a_conversation_is_listed_with_the_reason(
    tmp_path: Path, map: str, reason: str
) -> None:
    page = class_page(tmp_path, {"a.yaml": KEY, "b.yaml": map, "c.yaml": KEY})
    (talk,) = talks_of(page)
    name = "b.yaml" if "could not be read" in reason else "Map 2"
    assert talk.startswith(f"{name}: {reason}")
    # The student reads the same, above the details that remain.
    (tmp_path / "map.yaml").write_text(map)
    text = run("grade", "map.yaml", "--key", "key.yaml", cwd=tmp_path).out
    assert text.splitlines()[1].strip().startswith(reason)
    assert "No map needs a conversation." not in page


def test_who_argues_for_the_other_side_is_listed_and_has_it_in_the_table(tmp_path: Path) -> None:
    other_side = swapped().replace("abolish", "keep")
    other_side = other_side.replace("rebuttals: [late, study]", "premises: [late, study]")
    other_side = other_side.replace("premises: [small]", "rebuttals: [small]")
    other_side = other_side.replace(
        "rebuttals: [piano], premises: [school]", "premises: [piano], rebuttals: [school]"
    )
    (tmp_path / "matches.yaml").write_text(
        "- {claim: Schools should keep homework., opposite of: Schools should abolish homework.}\n"
    )
    handed_in = {"a.yaml": KEY, "b.yaml": other_side}
    page = class_page(tmp_path, handed_in, "--matches", "matches.yaml")
    claim = "“Schools should keep homework”"
    assert talks_of(page) == [f"Map 2: The map argues for {claim}, so the key was turned around."]
    maps = tables_of(page)[0]
    assert maps[0][-1] == "Argues for"
    assert [row[-1] for row in maps[1:]] == ["", claim]
    assert maps[2][1] == "5 of 5"
    assert "Maps for which the key was turned around: 1." in page
    assert "Argues for" not in class_page(tmp_path, {"b.yaml": KEY})


def test_nobody_who_is_right_or_has_a_few_mistakes_needs_a_conversation(tmp_path: Path) -> None:
    one_wrong = KEY.replace("premises: [late, study]", "premises: [late], rebuttals: [study]")
    one_flat = KEY.replace(", rebuttals: [small]", "").replace("[practice]", "[practice, small]")
    page = class_page(tmp_path, {"a.yaml": KEY, "b.yaml": one_wrong, "c.yaml": one_flat})
    assert talks_of(page) == []
    assert "<p>No map needs a conversation.</p>" in page


def test_the_most_urgent_is_first_and_a_long_list_is_cut(tmp_path: Path) -> None:
    handed_in = {
        "a.yaml": UNDECIDED,
        "b.yaml": FLAT,
        "c.yaml": swapped(),
        "d.yaml": NO_MAIN,
        "e.yaml": LITTLE,
    }
    handed_in["f.yaml"] = "claims: ["
    page = class_page(tmp_path, handed_in)
    assert [talk.partition(":")[0] for talk in talks_of(page)] == [
        "f.yaml",
        "Map 5",
        "Map 4",
        "Map 3",
        "Map 2",
    ]
    # Of those with the same reason, the one with the lowest mark is first.
    half = swapped().replace("rebuttals: [late, study]", "premises: [late, study]")
    page = class_page(
        tmp_path,
        {
            "a.yaml": half,
            "b.yaml": swapped(),
            **dict.fromkeys(("c.yaml", "d.yaml", "e.yaml", "f.yaml"), KEY),
        },
    )
    assert [talk.partition(":")[0] for talk in talks_of(page)] == ["Map 2", "Map 1"]
    page = class_page(tmp_path, {f"m{number}.yaml": swapped() for number in range(9)})
    assert len(talks_of(page)) == 10
    assert ">and 1 more<" in page


def test_maps_are_named_only_when_asked(tmp_path: Path) -> None:
    handed_in = {"anna.yaml": KEY, "bo.yaml": swapped(), "cem.yaml": "claims: ["}
    page = class_page(tmp_path, handed_in)
    assert "anna" not in page
    assert "bo.yaml" not in page
    assert "To see the names of the files, add --names." in page
    assert [row[0] for row in tables_of(page)[0]] == ["Map", "Map 1", "Map 2", "cem.yaml"]
    page = class_page(tmp_path, handed_in, "--names")
    assert [row[0] for row in tables_of(page)[0]] == ["Map", "anna.yaml", "bo.yaml", "cem.yaml"]
    assert "--names" not in page
    assert talks_of(page)[1].startswith(
        "bo.yaml: Most reasons are drawn as objections, or objections as reasons"
    )


# --- the maps ---


def test_each_map_has_a_row(tmp_path: Path) -> None:
    page = class_page(
        tmp_path, {"a.yaml": KEY, "b.yaml": FLAT, "c.yaml": UNDECIDED, "d.yaml": "claims: ["}
    )
    maps, _ = tables_of(page)
    assert maps[:3] == [
        [
            "Map", "Mark", "Main claim", "Reasons and objections in their place", "Linked premises",
            "Claims found", "Correct reasons and objections", "Undecided claims",
        ],
        ["Map 1", "5 of 5", "4", "4", "4", "10 of 10", "8 of 8", "0"],
        ["Map 2", "3.75 of 5", "4", "2", "4", "10 of 10", "3 of 8", "0"],
    ]  # fmt: skip
    assert maps[3][0] == "Map 3"
    assert maps[3][1].endswith(" (provisional)")
    assert maps[3][5:] == ["3 of 10", "2 of 8", "7"]
    assert maps[4][0] == "d.yaml"
    assert maps[4][1].startswith("This file could not be read as a map")
    assert "Claims that you still have to decide about: 7." in page


def test_each_key_has_a_section_and_each_map_its_key(tmp_path: Path) -> None:
    other = "title: Apples\nclaims: {a: {text: Apples are red., premises: [b]}, b: Bees are busy.}"
    (tmp_path / "other.yaml").write_text(other)
    page = class_page(tmp_path, {"a.yaml": KEY, "b.yaml": other}, "--key", "other.yaml")
    assert page.count("<figure") == 2
    maps, parts, other_parts = tables_of(page)
    assert [row[:2] for row in maps[1:]] == [
        ["Map 1", "Should schools abolish homework?"],
        ["Map 2", "Apples"],
    ]
    assert len(parts) == 1 + 10 + 8
    assert len(other_parts) == 1 + 2 + 1
    # That key has no linked premises.
    assert maps[2][5] == ""


def test_a_key_that_is_too_large_for_a_picture_has_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_PICTURE", "5")
    page = class_page(tmp_path, {"a.yaml": KEY})
    assert "<figure" not in page
    assert "<p>This key is too large for a picture." in page
    assert len(tables_of(page)[1]) == 1 + 10 + 8


def test_a_class_in_which_no_file_can_be_read_has_a_page(tmp_path: Path) -> None:
    page = class_page(tmp_path, {"a.yaml": "claims: [", "b.yaml": ""})
    assert "<p>Maps compared: 0</p>" in page
    assert [talk.partition(":")[0] for talk in talks_of(page)] == ["a.yaml", "b.yaml"]
    assert "--names" not in page


# --- in a browser ---

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("g.claim")].map(claim =>
    ["box " + claim.dataset.claim, claim.querySelector(":scope > rect, :scope > path")]);
  const labels = [...document.querySelectorAll("g.label")].map((label, number) =>
    ["label " + number + " " + label.textContent, label.querySelector("rect")]);
  const found = [];
  for (const [name, label] of labels) {
    const one = label.getBoundingClientRect();
    for (const [other, element] of [...boxes, ...labels]) {
      const two = element.getBoundingClientRect();
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      if (element !== label && across > 0.5 && down > 0.5) found.push(name + " on " + other);
    }
  }
  // What several lines share would look like that of one.
  const trunks = [...document.querySelectorAll("g.trunk path")];
  for (const [name, label] of labels) {
    const {x, y, width, height} = label.getBBox();
    for (let part = 0; part <= 1; part += 0.01) {
      const across = new DOMPoint(x + width * part, y + height / 4);
      const down = new DOMPoint(x + width / 4, y + height * part);
      if (trunks.some(trunk => trunk.isPointInStroke(across) || trunk.isPointInStroke(down))) {
        found.push(name + " on a trunk");
        break;
      }
    }
  }
  return found;
}"""

DEEP = """\
claims:
  a: {text: Schools should abolish homework., premises: [{premises: [b, c], undercutters: [d]}, {premises: e, undercutters: [f, {premises: [g, k], undercutters: [h]}]}]}
  b: Homework keeps pupils from sleeping.
  c: Sleep is needed.
  d: Pupils who sleep little would play instead.
  e: Teachers do not read it.
  f: Some do.
  g: {text: Nobody has to read it., premises: [x, y, z], rebuttals: [v, w]}
  k: It helps.
  h: Reading is the point.
  x: It is for practice alone.
  y: Yes.
  z: {text: No., premises: [u]}
  v: Not so.
  w: Why?
  u: {text: Well., rebuttals: [e]}
"""
WIDE = (
    "claims:\n  a: {text: A., premises: ["
    + ", ".join(f"c{number}" for number in range(24))
    + "]}\n"
)
WIDE += "".join(f"  c{number}: Claim {number}.\n" for number in range(24))
WIDE_ELSEWHERE = WIDE.replace(
    "a: {text: A., premises: [c0, c1,",
    "a: {text: A., premises: [c0]}\n  b: {text: B., premises: [c0, c1,",
)


FULL = "claims:\n  a: {text: Schools should abolish homework for all pupils., premises: [r0, r1, r2]}\n"
for reason in range(3):
    names = ", ".join(f"s{reason}{number}" for number in range(4))
    FULL += f"  r{reason}: {{text: Reason {reason} of the many reasons for this., premises: [{names}]}}\n"
    for name in names.split(", "):
        FULL += f"  {name}: Support {name} is a long sentence about homework and sleep.\n"


@pytest.mark.parametrize("key", [KEY, DEEP, WIDE, FULL], ids=["key", "deep", "wide", "full"])
def test_labels_are_on_no_box_and_no_other_label(key: str, tmp_path: Path, page: Page) -> None:
    # French has long words for short claims.
    key = f"language: fr\n{key}"
    first, second = re.findall(r"^  (\w+):", key, re.MULTILINE)[-2:]
    elsewhere = re.sub(r"(premises|rebuttals): \[[\w, ]*\]", f"\\1: [{first}, {second}]", key)
    handed_in = {
        "a.yaml": key,
        "b.yaml": swapped(key),
        "c.yaml": elsewhere,
        "d.yaml": "claims: {q: {text: Zebras., premises: [r]}, r: Lions.}",
        "e.yaml": WIDE_ELSEWHERE,
    }
    (tmp_path / "class.html").write_text(class_page(tmp_path, handed_in, key=key))
    page.goto((tmp_path / "class.html").as_uri())
    assert page.locator("g.label").count() > 5
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", mostly_soak(known_languages(), "ar", "de"))
def test_axe_finds_nothing_and_nothing_is_cut_off_on_a_phone(
    tag: str, scheme: Literal["light", "dark"], tmp_path: Path, phone: Page
) -> None:
    handed_in = {
        "a.yaml": KEY,
        "b.yaml": swapped(),
        "c.yaml": "claims: [",
        "d.yaml": UNDECIDED,
        "e.yaml": LITTLE,
    }
    text = class_page(tmp_path, handed_in, key=f"language: {tag}\n{KEY}")
    words, feedback = class_words_for(tag), feedback_words_for(tag)
    for sentence in (
        words.picture,
        words.talk_to,
        words.all_maps,
        words.all_parts,
        feedback.wrong_kind,
    ):
        assert sentence.replace("'", "&#39;") in text
    (tmp_path / "class.html").write_text(text)
    phone.emulate_media(color_scheme=scheme)
    phone.goto((tmp_path / "class.html").as_uri())
    assert violations_of_axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


NEARLY_SQUARE = """\
title: Should the town put cameras in the park?
claims:
  cameras: {text: The town should put cameras in the park., premises: [safer, cheaper], rebuttals: [free, keeper]}
  safer: {text: The park would be safer in the evening., premises: [[caught, afraid]]}
  caught: Someone who is filmed during a crime is usually caught.
  afraid: Thieves who expect to be caught stay away.
  cheaper: {text: The town would save money on repairs., premises: [swings]}
  swings: Last year the swings were broken four times.
  free: {text: Visitors would no longer feel free in the park., premises: [watched], rebuttals: [deleted]}
  watched: Many people behave differently when they are watched.
  deleted: The pictures are deleted after two days.
  keeper: A park keeper helps people more than a camera does.
"""


@pytest.mark.parametrize("key", [KEY, NEARLY_SQUARE], ids=["wide", "nearly-square"])
def test_a_picture_is_printed_as_large_as_it_was_drawn(key: str, tmp_path: Path) -> None:
    page = class_page(tmp_path, {"a.yaml": key, "b.yaml": swapped(key)}, key=key)
    width, height = re.findall(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"', page)[0]
    (orientation,) = re.findall(r"size: a4 (\w+)", page)
    # The margins are 12 mm, and 120 or 195 mm are left for the picture.
    most = {"landscape": (775, 341), "portrait": (530, 553)}[orientation]
    assert float(width) <= most[0]
    assert float(height) <= most[1]


def test_in_print_the_picture_is_on_the_first_page_and_as_wide_as_the_paper(
    tmp_path: Path, page: Page
) -> None:
    handed_in = {f"m{number}.yaml": swapped() for number in range(28)}
    (tmp_path / "class.html").write_text(class_page(tmp_path, handed_in))
    page.goto((tmp_path / "class.html").as_uri())
    page.emulate_media(color_scheme="dark")
    reader = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Should schools abolish homework?" in first
    assert "keeps pupils" in first
    assert "opposes" in first  # its legend
    sizes = {tuple(map(round, sheet.mediabox[2:])) for sheet in reader.pages}
    assert sizes <= {(595, 842), (842, 595)}
    assert len(reader.pages) <= 5


OWN = """\
claims:
  a: {text: Schools should abolish homework., premises: [b, c, d, e]}
  b: Kids would play outside.
  c: Dads would argue less.
  d: The evenings would be calm.
  e: ONE
"""


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # Equal, or all but one wording of four.
        ((OWN, KEY, OWN), ["1.yaml, 3.yaml"]),
        ((OWN, OWN.replace("ONE", "It is fun"), OWN.replace("ONE", "It is cheap")), ["1.yaml, 2.yaml, 3.yaml"]),
        # Half of the wordings.
        ((OWN, OWN.replace("calm", "long").replace("Dads", "Mums")), []),
        # In the words of the key, as on a worksheet or with cards, right maps are all the same.
        ((KEY, KEY), []),
        ((KEY.replace("piano alone", "harp"), KEY.replace("lessons alone", "class"), KEY), []),
        ((KEY.replace("piano", "harp"), KEY.replace("piano", "harp")), ["1.yaml, 2.yaml"]),
    ],
)  # fmt: skip
def test_maps_in_nearly_the_same_words_are_named(
    tmp_path: Path, texts: tuple[str, ...], expected: list[str]
) -> None:
    handed_in = {f"{number}.yaml": text for number, text in enumerate(texts, start=1)}
    page = class_page(tmp_path, handed_in, "--names")
    found = re.search(
        r"<h2>Maps in the same words, or nearly the same</h2>\n<ul>(.*?)</ul>", page, re.DOTALL
    )
    names = [] if found is None else re.findall('<li dir="auto">(.*)</li>', found[1])
    assert names == expected
