"""The Argdown reader and writer: whole texts, the round trip, and Argdown's own program as an oracle."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Claim, Inferences, Kind, dumps, formats, load
from argmap.formats import ArgdownElement, ArgdownInference, read_argdown_document
from argmap.lint import report
from argmap.util import UNSAFE
from tests.argdown_nodes import json_of, nodes_in_document, nodes_in_json, trimmed
from tests.argdown_texts import argdown_texts
from tests.case import Case, cases
from tests.conftest import ROOT, a_map
from tests.strategies import maps
from tests.tools import tool
from tests.tree import corpus_files, files

KEPT = Path(__file__).parent / "argdown"
HOSTILE = st.text("[]<>#@*_{}\\/.:=-+()1 \n\t!Av,|~^?\u202e\u2028\xa0é", min_size=1, max_size=20)


def read(text: str) -> ArgumentMap:
    return formats.parse(text, "map.argdown", "argdown").unwrap()


def written(map: ArgumentMap) -> str:
    made = formats.write(map, "argdown")
    assert not made.losses
    return made.text


# --- reading ---


@pytest.mark.parametrize("case", cases("argdown.txt"))
def test_whole_texts(case: Case, settle: Callable[[Case, str], None]) -> None:
    reading = formats.parse(case.text, "map.argdown", "argdown")
    said = report(reading.diagnostics, {"map.argdown": case.text})
    settle(case, (said + (dumps(reading.map) if reading.map else "")).strip("\n"))


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_the_line_break_does_not_matter(line_break: str) -> None:
    text = "[A]: It is\n  so.\n  + [B]: Because.\n\n<C>\n\n(1) [B]\n----\n(2) [A]\n"
    other = formats.parse(text.replace("\n", line_break), "map.argdown", "argdown")
    assert other.map == read(text)
    assert other.unwrap().claims["B"].at("text") == read(text).claims["B"].at("text")


def test_every_part_knows_its_place() -> None:
    made = read("[A]: It is so. {side: x}\n  - [B]: It is not.\n\n(1) [B]\n-- rule --\n(2) [A]\n")
    claim, (reason, objection) = made.claims["A"], made.onto("A")
    assert claim.at("text") == ("map.argdown", 1, 6, 1, 15)
    assert claim.at("id") == claim.at() == ("map.argdown", 1, 1, 1, 5)
    assert claim.at("side") == ("map.argdown", 1, 23, 1, 24)
    assert reason.at() == ("map.argdown", 5, 1, 5, 11)
    assert reason.at("premise", "B") == ("map.argdown", 4, 5, 4, 8)
    assert objection.at() == ("map.argdown", 2, 3, 2, 20)


@pytest.mark.parametrize("mark", ["+", "-", "_"])
def test_a_thousand_levels(mark: str) -> None:
    lines = [f"{' ' * level}{mark} [c{level}]: Claim {level}." for level in range(1, 1001)]
    made = read("\n".join(["[c0]: Claim 0.", *lines]))
    assert len(made.claims) == 1001
    assert len(made.inferences) == 1000


ONLY_PROSE = "this file has no statements, only prose"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 9000, ONLY_PROSE),
        ("{a " * 9000, ONLY_PROSE),
        ("<!-- " * 9000, "this comment is never closed"),
        ("#(" * 9000, ONLY_PROSE),
        ("*a" * 9000, ONLY_PROSE),
        ("[a](" * 9000, "a colon is missing between this title and the text"),
        ("<" * 9000, ONLY_PROSE),
        ("===\n" * 9000, ONLY_PROSE),
        ("\n" * 9000, "this file has no statements"),
        ("_ " * 9000, "expected a statement above this line"),
        ("a." * 9000, ONLY_PROSE),
        (".a\\" * 9000, ONLY_PROSE),
        ("--a\n" * 2000, "this inference is never closed"),
        ("x {" + "[" * 2000 + "}", "this is nested more than 1000 levels deep"),
        ("\\", ONLY_PROSE),
        ("[A]:", "`A` has no text, so argmap uses its title as the text"),
        ("- ", "expected a statement above this line"),
    ],
    ids=lambda text: repr(text[:6]),
)
def test_what_is_built_to_be_slow_or_to_break_is_read_all_the_same(text: str, message: str) -> None:
    assert formats.parse(text, "map.argdown", "argdown").diagnostics[0].message == message


@given(HOSTILE)
def test_any_text_is_read_or_complained_of(text: str) -> None:
    reading = formats.parse(text, "map.argdown", "argdown")
    assert reading.map is not None or reading.diagnostics


# --- writing ---


@given(maps())
def test_reading_what_was_written_gives_the_same_map(map: ArgumentMap) -> None:
    again = read(text := written(map))
    assert again == map
    assert list(again.claims) == list(map.claims)
    assert list(again.inferences) == list(map.inferences)
    assert written(again) == text


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        (Claim("start-later", "It should."), "[It should]: It should. {id: start-later}"),
        (Claim("it-should", "It should."), "[It should]: It should."),
        (Claim("start-later", "It should.", label="Start later"), "[Start later]: It should."),
        (
            Claim("x", "It should.", label="It should"),
            "[It should]: It should. {id: x, label: It should}",
        ),
        (
            Claim("x", "It should.", label="-- [A]:  b"),
            '[A : b]: It should. {id: x, label: "-- [A]:  b"}',
        ),
        (Claim("x", "?!"), "[?!]: ?! {id: x}"),
        (Claim("x", "#*"), '[x]: \\#\\* {label: ""}'),
        (
            Claim("long", "A text that is far too long for a title is cut at a word."),
            "[A text that is far too long for a title…]: A text that is far too long for a title is cut at a word."
            " {id: long}",
        ),
    ],
)
def test_a_title_is_for_people_and_the_id_is_kept(claim: Claim, statement: str) -> None:
    map = ArgumentMap.build(claims=[claim])
    assert written(map) == f"{statement}\n"
    assert read(written(map)) == map


def test_titles_that_would_be_the_same_have_numbers() -> None:
    texts = ["So it is.", "So it is;", "So it is (2)", "So it is,"]
    map = ArgumentMap.build(claims=[Claim(f"c{number}", text) for number, text in enumerate(texts)])
    assert [statement.partition(":")[0] for statement in written(map).split("\n\n")] == [
        "[So it is]", "[So it is (2)]", "[So it is (2) (2)]", "[So it is (3)]",
    ]  # fmt: skip
    assert read(written(map)) == map


@given(HOSTILE.filter(str.strip), HOSTILE)
def test_no_text_is_taken_for_markup(text: str, note: str) -> None:
    claims = [Claim("a", text, note=note, tags=(text,), quote=text), Claim("b", text + "x")]
    inferences = Inferences()
    inferences.add(Kind.REBUTTAL, ["b"], "a", scheme=text)
    map = ArgumentMap.build(title=note, claims=claims, inferences=inferences.all)
    assert read(written(map)) == map


def test_argdown_includes_no_file_that_a_text_names() -> None:
    text = "Read @include(/etc/passwd)."
    map = ArgumentMap.build(
        title=text, claims=[Claim("a", text, label=text, note=text, tags=(text,))]
    )
    assert "@include(" not in written(map)
    assert read(written(map)) == map


def test_the_treaty_debate_survives() -> None:
    debate = load(ROOT / "arguments.yaml")
    reading = formats.parse(written(debate), "map.argdown", "argdown")
    assert reading.map == debate
    assert not reading.diagnostics


def test_it_reads_as_if_written_by_hand() -> None:
    made = a_map("""
        title: Start at nine
        sides: {later: Start at nine}
        claims:
          nine:
            text: School should start at nine (see https://example.org/a_b).
            label: Start later
            side: later
            premises:
              - sleep
              - premises: [tired]
                warrant: learning
                scheme: practical reasoning
                undercutters: [sport]
              - sport
            rebuttals:
              - [sport, sleep]
          sleep: {text: Teenagers would sleep more., tags: [health, two words], note: "no"}
          tired: Tired pupils learn little.
          learning: School is for learning.
          sport: Sport wakes them.
        """)
    assert written(made) == EXPECTED


EXPECTED = """\
===
title: Start at nine
sides:
  later: Start at nine
===

[Start later]: School should start at nine (see https:/\\/example\\.org/a\\_b). {id: nine, side: later}
  + [Teenagers would sleep more]

<For Start later 1>

(1) [Tired pupils learn little]
(2) [School is for learning]
-- practical reasoning {warrant: 2} --
  _ [Sport wakes them]
(3) [Start later]

[Sport wakes them]
  +> [Start later]

<Against Start later 1>

(1) [Sport wakes them]
(2) [Teenagers would sleep more]
----
(3) Against @[Start later] {stands_for: rebuttal}
  -> [Start later]

[Teenagers would sleep more]: Teenagers would sleep more. #health #(two words) {id: sleep, note: "no"}

[Tired pupils learn little]: Tired pupils learn little. {id: tired}

[School is for learning]: School is for learning. {id: learning}

[Sport wakes them]: Sport wakes them. {id: sport}
"""


# --- Argdown's own program ---


EACH_FILE = pytest.mark.parametrize(
    "path", files("tests/argdown/*.argdown"), ids=lambda path: path.stem
)


@EACH_FILE
def test_a_file_has_in_it_what_argdown_finds(
    path: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    kept = path.with_suffix(".json")
    if request.config.getoption("--renew"):
        found = json_of({"map": text}, tmp_path)["map"]
        kept.write_text(json.dumps(trimmed(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
    check(text, json.loads(kept.read_text(encoding="utf-8")))


@pytest.mark.tools
def test_real_files_have_in_them_what_argdown_finds(tmp_path: Path) -> None:
    tool("corpus")
    texts = {path.stem: path.read_text("utf-8") for path in corpus_files("argdown/*.argdown")}
    found = json_of(texts, tmp_path)
    for name, text in texts.items():
        check(text, found[name])
        survives(text, name)


@EACH_FILE
def test_a_file_survives(path: Path) -> None:
    survives(path.read_text(encoding="utf-8"), path.name)


def survives(text: str, name: str) -> None:
    map = formats.parse(text, name, "argdown").unwrap()
    assert read(written(map)) == map


def check(text: str, theirs: dict[str, Any]) -> None:
    """Compare what Argdown finds in a text with what is found here, node by node."""
    ours = nodes_in_document(read_argdown_document(text, "map.argdown", []))
    assert ours._asdict() == nodes_in_json(theirs)._asdict()


@pytest.mark.tools
def test_argdown_reads_the_treaty_debate(tmp_path: Path) -> None:
    text = written(load(ROOT / "arguments.yaml"))
    check(text, json_of({"map": text}, tmp_path)["map"])


@pytest.mark.tools
def test_argdown_reads_hostile_texts_as_they_are_meant(tmp_path: Path) -> None:
    texts: list[str] = []

    @settings(max_examples=200, database=None, derandomize=True)
    @given(HOSTILE.filter(str.strip))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    claims = [
        Claim(f"c{number}", text, texts[number // 2], note=text)
        for number, text in enumerate(texts)
    ]
    text = written(ArgumentMap.build(title=texts[-1], claims=claims))
    theirs = json_of({"map": text}, tmp_path)["map"]
    statements = {}
    for title, statement in theirs["statements"].items():
        statements[statement.get("data", {}).get("id", title)] = statement
    for claim in claims:
        shown = " ".join(re.sub(UNSAFE, " ", claim.text).split()) or "?"
        assert statements[claim.id]["members"][0]["text"].strip() == shown
        assert statements[claim.id]["data"]["note"] == claim.note


@pytest.mark.tools
def test_argdown_finds_the_same_in_texts_made_at_random(tmp_path: Path) -> None:
    texts: dict[str, str] = {}

    @settings(max_examples=60, database=None, derandomize=True)
    @given(argdown_texts())
    def collect(text: str) -> None:
        texts[str(len(texts))] = text

    collect()
    for name, found in json_of(texts, tmp_path).items():
        check(texts[name], found)


@given(argdown_texts())
def test_a_map_has_every_relation_and_inference_of_a_text(text: str) -> None:
    document = read_argdown_document(text, "map.argdown", [], keeps_prose=False)
    assume(document.elements)
    map = read(text)
    ids = {claim.label or claim.text: claim.id for claim in map.claims.values()}

    def id_of(element: ArgdownElement) -> str:
        shown = element.conclusion or element
        return ids[shown.title or shown.main_member.text]

    def premises_of(inference: ArgdownInference) -> frozenset[str]:
        return frozenset(id_of(premise) for premise, _ in inference.premises)

    found = set()
    for inference in map.inferences.values():
        undercut = map.inferences.get(inference.target)
        against = undercut and frozenset(undercut.premises)
        found.add((inference.kind, frozenset(inference.premises), against or inference.target))
    for argument in document.arguments:
        for stated in argument.inferences:
            expected = Kind.SUPPORT, premises_of(stated), id_of(stated.conclusion)
            assert expected in found
    for kind, source, target, _ in document.relations:
        premise = frozenset([id_of(source)])
        if isinstance(target, ArgdownInference):
            assert (Kind.UNDERCUTTER, premise, premises_of(target)) in found
        elif kind in ("support", "entails"):
            supported = {id_of(target)}
            for stated in target.inferences:
                supported |= premises_of(stated)
            if target.conclusion is not source:
                assert any((Kind.SUPPORT, premise, id) in found for id in supported)
        elif kind == "attack" and target.inferences:
            last = premises_of(target.inferences[-1])
            assert (Kind.UNDERCUTTER, premise, last) in found
        elif kind == "undercut":
            attacked = (Kind.REBUTTAL, premise, id_of(target))
            assert (
                attacked in found
                or (Kind.UNDERCUTTER, premise, frozenset([id_of(target)])) in found
            )
        else:
            assert (Kind.REBUTTAL, premise, id_of(target)) in found
            if kind != "attack":
                assert (Kind.REBUTTAL, frozenset([id_of(target)]), id_of(source)) in found
