"""The DOT of small maps as a whole, and texts that try to be code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, loads
from argmap.diagrams import clean, dot_label, draw, run_graphviz
from argmap.model import PictureOptions
from argmap.util import UNSAFE_IN_LINES
from tests.conftest import a_map, look


def dot_of(map: ArgumentMap, **options: str) -> str:
    chosen = look(theme="print", paper="none", **options)
    return draw(map, "dot", PictureOptions(chosen)).data.decode()


def a_small_map() -> ArgumentMap:
    return a_map("""
        claims:
          a: {text: A., main: true, premises: [{premises: [b, c], undercutters: [d]}], rebuttals: [e]}
          b: B.
          c: {text: C., common_ground: true}
          d: D.
          e: {text: "\\"E\\".", implicit: true}
        """)


def test_a_map_as_a_whole(golden: Callable[[str, str | bytes], None]) -> None:
    golden("tests/cases/small.dot", dot_of(a_small_map()))


def test_plain_dot_keeps_levels_and_order() -> None:
    places = laid_out(dot_of(a_small_map()))
    names = {claim: f"c{number}" for number, claim in enumerate("abcde")}
    x = {claim: places[name][0] for claim, name in names.items()}
    y = {claim: places[name][1] for claim, name in names.items()}
    assert x["b"] < x["c"] < x["e"]
    assert y["b"] == y["c"] < y["a"]


def laid_out(dot: str) -> dict[str, tuple[float, float]]:
    """Return where plain `dot` puts each node."""
    nodes = json.loads(run_graphviz(dot, "graphviz"))["objects"]
    places = {}
    for node in nodes:
        if "pos" in node:
            x, y = node["pos"].split(",")
            places[node["name"]] = (float(x), float(y))
    return places


def test_rebuttals_that_answer_each_other_are_one_line() -> None:
    dot = dot_of(
        a_map(
            "claims: {a: {text: A., main: true, rebuttals: [b]}, b: {text: B., main: true, rebuttals: [a]}}"
        )
    )
    (line,) = [line for line in dot.splitlines() if "tee" in line]
    assert "dir=both" in line


@pytest.mark.parametrize(
    ("direction", "rankdir"), [("up", "TB"), ("down", "BT"), ("left", "LR"), ("right", "RL")]
)
def test_every_direction_has_its_rankdir(direction: str, rankdir: str) -> None:
    assert f"rankdir={rankdir};" in dot_of(a_small_map(), direction=direction)


@given(st.lists(st.text(st.characters(exclude_characters="\n\r")), min_size=1))
def test_a_label_cannot_be_left(lines: list[str]) -> None:
    quoted = dot_label(lines)
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted, re.DOTALL)
    decoded = re.sub(r"\\(.)", lambda code: "\n" if code[1] == "n" else code[1], quoted[1:-1])
    # What shows nothing is left out, and what a CI log obeys is parted.
    shown = re.sub(UNSAFE_IN_LINES, "", "\n".join(lines).replace("##[", "## ["))
    assert decoded.replace("&amp;", "&") == shown


@pytest.mark.parametrize("text", ["y", "\\", '"', "é", "😀", "&"])
@pytest.mark.parametrize("start", ["", "x", "xy", "xyz"])
def test_a_string_that_is_too_long_is_cut_into_joined_strings(start: str, text: str) -> None:
    """Graphviz 2.42 refuses strings of more than 16,384 bytes."""
    claim = start + text * 20_000
    joined = dot_label([claim])
    strings = re.findall(r'"((?:[^"\\]|\\["\\])*)"', joined)
    assert joined == " + ".join(f'"{string}"' for string in strings)
    assert max(len(string.encode()) for string in strings) < 16_384
    decoded = re.sub(r"\\(.)", r"\1", "".join(strings)).replace("&amp;", "&")
    assert decoded == claim


LONG = 'So “it” is: \\ & "quoted" 😀.' * 500


def a_long_claim() -> str:
    return dot_of(loads(json.dumps({"claims": {"a": LONG}}, ensure_ascii=False)))


def test_graphviz_reads_a_claim_of_any_length() -> None:
    dot = a_long_claim()
    assert '" + "' in dot
    objects = json.loads(run_graphviz(dot, "graphviz"))["objects"]
    (tooltip,) = [node["tooltip"] for node in objects if node["name"] == "c0"]
    assert tooltip == f"{LONG} (unsupported)".replace("\\", "\\\\").replace("&", "&amp;")


@pytest.mark.soak
# What pydot's reader of DOT calls has another name in newer versions of pyparsing.
@pytest.mark.filterwarnings("ignore:.* deprecated:DeprecationWarning")
def test_pydot_reads_a_claim_of_any_length() -> None:
    dot = a_long_claim()
    assert '" + "' in dot
    ((read,),) = [graph.get_node("c0") for graph in pydot.graph_from_dot_data(dot) or []]
    assert read.get("tooltip") == dot_label([f"{LONG} (unsupported)"]).replace('" + "', "")


@given(st.text())
def test_clean_text_can_be_written_and_is_one_line(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert cleaned.isprintable() or not set(cleaned) & set(map(chr, [*range(32), *range(127, 160)]))
