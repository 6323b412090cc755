"""The DOT of small maps as a whole, and texts that try to be code."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.diagrams.dot import For, Layout, label, to_dot
from argmap.diagrams.font_metrics import COLUMN, clean, width, wrap
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap, Claim, Kind, Steps


def scene(*steps: tuple[Kind, list[str], str], text: str = "") -> Scene:
    """Return a scene of claims named by single letters; a target may be the number of a step."""
    added = Steps()
    names: list[str] = []
    for kind, premises, target in steps:
        names.append(added.add(kind, premises, names[int(target)] if target.isdigit() else target))
    letters = sorted({letter for _, premises, target in steps for letter in [*premises, target]} - set("0123"))
    claims = [Claim(letter, text or f"Claim {letter}.") for letter in letters or ["a"]]
    return Scene(ArgumentMap.build(claims=claims, inferences=added.all), THEMES["print"])


def lines_of(drawn: Scene, layout: Layout | None = None) -> list[str]:
    dot = to_dot(drawn, layout or Layout(), For.MEASURE)
    return [line for line in dot.splitlines() if "->" in line or "shape=point" in line]


def test_a_map_as_a_whole() -> None:
    drawn = scene((Kind.SUPPORT, ["b"], "a"), (Kind.REBUTTAL, ["c"], "a"))
    assert to_dot(drawn, Layout(), For.READER) == (
        "digraph G {\n"
        "rankdir=BT;\nnodesep=0.25;\nranksep=0.18;\npad=0;\n"
        'bgcolor="#ffffff";\n'
        'node [shape=box, fixedsize=false, label="", fontname=Arial, fontsize=12, fontcolor="#000000"];\n'
        "edge [arrowsize=0.7, penwidth=1.3];\n"
        'c0 [width=0.819, height=0.283, id=c0, style="filled", color="#707070", fillcolor="#ffffff", '
        'penwidth=3.5, label="Claim a."];\n'
        'c1 [width=1.172, height=0.467, id=c1, style="filled", color="#707070", fillcolor="#ffffff", '
        'penwidth=1.3, label="Claim b.\\n[unsupported]"];\n'
        'c2 [width=1.172, height=0.467, id=c2, style="filled", color="#707070", fillcolor="#ffffff", '
        'penwidth=1.3, label="Claim c.\\n[unsupported]"];\n'
        'c1 -> c0 [minlen=2, id=s0, color="#000000", style=solid, arrowhead=normal];\n'
        'c2 -> c0 [minlen=2, id=s1, color="#000000", style=dashed, arrowhead=tee];\n'
        "}\n"
    )


def test_linked_premises_meet_in_a_point() -> None:
    assert lines_of(scene((Kind.SUPPORT, ["b", "c"], "a"))) == [
        's0 [id=s0, shape=point, width=0.1, height=0.1, color="#000000"];',
        "c1 -> s0;",
        "c2 -> s0;",
        "s0 -> c0 [minlen=1];",
    ]


def test_an_undercutter_strikes_the_point_of_a_step() -> None:
    undercut_twice = scene((Kind.SUPPORT, ["b"], "a"), (Kind.UNDERCUTTER, ["c"], "0"), (Kind.UNDERCUTTER, ["d"], "1"))
    assert [line for line in lines_of(undercut_twice) if "->" in line] == [
        "c1 -> s0;",
        "s0 -> c0 [minlen=1];",
        "c2 -> s1;",
        "s1 -> s0 [minlen=2];",
        "c3 -> s1 [minlen=1];",
    ]


def test_rebuttals_that_answer_each_other_are_one_line() -> None:
    drawn = scene((Kind.REBUTTAL, ["a"], "b"), (Kind.REBUTTAL, ["b"], "a"))
    assert [line for line in to_dot(drawn, Layout()).splitlines() if "tee" in line] == [
        'c1 -> c0 [minlen=2, constraint=false, id=s0, color="#000000", style=dashed, arrowhead=tee, '
        "dir=both, arrowtail=tee];"
    ]


def test_a_stack_puts_each_reason_behind_the_one_before() -> None:
    drawn = scene(*[(Kind.SUPPORT, [letter], "a") for letter in "bcde"])
    invisible = [line for line in lines_of(drawn, Layout(stack=2)) if "invis" in line]
    assert invisible == [
        "c2 -> c1 [style=invis, minlen=2, weight=0];",
        "c4 -> c3 [style=invis, minlen=2, weight=0];",
    ]


def test_every_direction_has_its_rankdir() -> None:
    found = [
        re.findall("rankdir=(..)", to_dot(scene((Kind.SUPPORT, ["b"], "a")), Layout(direction=way)))[0]
        for way in ("up", "down", "left", "right")
    ]
    assert found == ["BT", "TB", "RL", "LR"]


@given(st.lists(st.text(st.characters(exclude_characters="\n\r")), min_size=1))
def test_a_label_cannot_be_left(lines: list[str]) -> None:
    quoted = label(lines)
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted, re.DOTALL)
    decoded = re.sub(r"\\(.)", lambda code: "\n" if code[1] == "n" else code[1], quoted[1:-1])
    assert decoded.replace("&amp;", "&") == "\n".join(lines)


@given(st.text())
def test_clean_text_can_be_written_and_is_one_line(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert cleaned.isprintable() or not set(cleaned) & set(map(chr, [*range(32), *range(127, 160)]))


@given(st.text(min_size=1), st.integers(10, 40))
def test_lines_keep_every_letter_and_their_width(text: str, columns: int) -> None:
    lines = wrap(clean(text), columns)
    kept = "".join("".join(lines).split())
    assert kept == ("".join(clean(text).split()) or "…")
    assert all(width(line) <= columns * COLUMN + 0.001 for line in lines)


def test_lines_are_even() -> None:
    assert wrap("one two three four five six", 22) == ["one two three", "four five six"]


def test_wide_letters_count_twice() -> None:
    assert wrap("漢字漢字漢字漢字", 10) == ["漢字漢字漢", "字漢字"]
