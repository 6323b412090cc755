"""Pictures: text stays text and in its box, files are the same everywhere, colours can be told apart."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

import pytest

import argmap
from argmap import ArgmapError, ArgumentMap, Claim, Inferences, Kind, Side, part
from argmap.api import Direction
from argmap.diagrams import (
    THEMES,
    FillIn,
    Theme,
    Trunk,
    VerdictMark,
    draw,
    grow,
    hull_of,
    lay_out,
    overlap,
    run_graphviz,
    straight,
    text_width,
    to_svg,
)
from argmap.model import Change, PictureOptions
from argmap.options import Look, choices_of
from tests.conftest import ROOT, a_map, look
from tests.generated import tangle

SVG = "{http://www.w3.org/2000/svg}"


def small(*texts: str, title: str = "Nine o'clock") -> ArgumentMap:
    """Return a map of a claim, the reasons against it and for it in turn, and an undercutter."""
    inferences = Inferences()
    for index in range(1, len(texts)):
        last = inferences.add([Kind.REBUTTAL, Kind.SUPPORT][index % 2], [f"c{index}"], "c0")
    if len(texts) > 3:
        inferences.add(Kind.UNDERCUTTER, ["c1"], last)
    claims = [
        Claim(f"c{index}", text, side="pro" if index == 0 else "")
        for index, text in enumerate(texts)
    ]
    sides = [Side("pro", "For"), Side("con", "Against")]
    return ArgumentMap.build(title=title, sides=sides, claims=claims, inferences=inferences.all)


SIGNS = Look(paper="none", relations="signs")
"""What has no words on its lines."""

SCHOOL = small(
    "School should start at nine.", "Teenagers sleep more.", "Buses cost more.", "Parents like it."
)

HOSTILE = [
    "trailing backslash \\",
    'quote \\" and "out"',
    '"quoted"',
    "<b>bold</b>",
    "<<table>>",
    "&lt; &amp; &#92; \\N \\G",
    'x" URL="javascript:alert(1)',
    "]]> <!-- --> <script>alert(1)</script>",
    "a:b->c; }",
    "1e3",
    "\u202ereversed\u202c \x1b[31m \x00 \ud800 \ufffe",
    "\u200b",
    "a\u0301\u0301\u0301 zalgo",
    "漢字と仮名 😀👨‍👩‍👧",
    "x" * 300,
    "#set page(width: 1pt)",
]


def parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - our own output


def svg(map: ArgumentMap, options: PictureOptions | None = None) -> ElementTree.Element:
    return parsed(draw(map, "svg", options or PictureOptions(Look(paper="none"))).data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    root = svg(small("Main claim.", text, title=text))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "path", "text", "circle",
    }  # fmt: skip
    assert not any(
        "href" in key or key.startswith("on") for element in root.iter() for key in element.attrib
    )
    shown = "".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    expected = "".join(root.findtext(f"{SVG}title", "").split())
    assert expected.strip("\u200b") in "".join(shown.split())


@pytest.mark.parametrize("format", ["pdf", "png", "dot"])
def test_hostile_text_can_be_drawn_in_every_format(format: str) -> None:
    assert draw(
        small("Main claim.", *HOSTILE, title=HOSTILE[1]), format, PictureOptions(Look(paper="none"))
    ).data


def test_an_svg_says_what_it_shows() -> None:
    root = svg(SCHOOL, PictureOptions(Look(paper="none"), description="1 School\n1.1 Sleep"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Nine o'clock"
    assert root.findtext(f"{SVG}desc") == "1 School\n1.1 Sleep"
    titles = [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g") if group.get("class")]
    assert "Buses cost more. — opposes — School should start at nine." in titles
    assert (
        "Teenagers sleep more. — objects to the inference — Parents like it. → School should start at nine."
        in titles
    )


@pytest.mark.parametrize("layout", ["rows", "columns"])
@pytest.mark.parametrize("texts", [["Short.", "WWWW MMMM " * 9, "漢字" * 30], HOSTILE])
def test_no_text_leaves_its_box(texts: list[str], layout: str) -> None:
    drawn = svg(small("Main claim.", *texts), PictureOptions(look(layout=layout)))
    boxes = [group for group in drawn.iter(f"{SVG}g") if "claim" in group.get("class", "").split()]
    assert len(boxes) > len(texts)
    for group in boxes:
        left, top, right, bottom = outline(group[1])
        for text in group.findall(f"{SVG}text"):
            size = float(text.get("font-size", "12"))
            half = text_width(text.text or "") * size * (1.09 if text.get("font-weight") else 1) / 2
            x, y = float(text.get("x", "0")), float(text.get("y", "0"))
            assert left <= x - half
            assert x + half <= right
            assert top + 0.6 * size < y < bottom - 0.1 * size


def outline(shape: ElementTree.Element) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the outline of a box."""
    if shape.tag == f"{SVG}rect":
        x, y, wide, high = (float(shape.get(name, "0")) for name in ("x", "y", "width", "height"))
        return x, y, x + wide, y + high
    corners = [
        tuple(map(float, corner.split(",")))
        for corner in re.findall(r"[-0-9.]+,[-0-9.]+", shape.get("d", ""))
    ]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def words_in(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def marks_in(root: ElementTree.Element) -> list[str]:
    """Return the signs in the corners of boxes, and those that the legend explains."""
    found = [group.get("class", "").partition("mark ") for group in root.iter(f"{SVG}g")]
    return [name for before, mark, name in found if mark and not before]


def test_marks_are_signs_that_the_legend_explains() -> None:
    map = argmap.loads("""
claims:
  a: {text: We should stay at home., premises: [b], rebuttals: [c]}
  b: {text: The weather will be bad., premises: [{premises: [d], undercutters: [e]}]}
  c: {text: We should go to the sea., rebuttals: [a]}
  d: The sky is grey today.
  e: Grey skies often clear.
""")
    root = parsed(draw(map, "svg", PictureOptions(SIGNS), argmap.evaluate(map)).data)
    assert marks_in(root).count("unsupported") == 4  # three claims, and the legend
    assert marks_in(root).count("not-shown") == 3
    legend = {"unsupported: no reason or evidence given", "falls: – not shown"}
    assert legend | {"opposes", "objects to the inference"} <= set(words_in(root))
    titles = [group.findtext(f"{SVG}title", "") for group in root.iter(f"{SVG}g")]
    assert {"unsupported", "not shown"} <= set(titles)


@pytest.mark.parametrize(
    ("type", "shown"),
    [
        ("fact", ["Solidarity."]),
        ("value", ["Solidarity.", "value", "value", "says what is good or right"]),
        ("policy", ["Solidarity.", "policy", "policy", "says what should be done"]),
    ],
)
def test_a_value_and_a_policy_have_a_mark_that_the_legend_explains(
    type: str, shown: list[str]
) -> None:
    map = argmap.loads(f"claims: {{a: {{text: Solidarity., type: {type}}}}}")
    for theme in ("color", "print", "dark"):
        words = words_in(svg(map, PictureOptions(look(paper="none", theme=theme, marks=("type",)))))
        assert [word for word in words if word != "main claim"] == shown


def test_what_is_contested_is_hatched_and_has_a_sign() -> None:
    map = argmap.loads(
        "claims: {a: {text: We stay., rebuttals: [b]}, b: {text: We go., rebuttals: [a]}}"
    )
    root = parsed(draw(map, "svg", PictureOptions(Look(paper="none")), argmap.evaluate(map)).data)
    assert marks_in(root).count("contested") == 3  # both, and the legend
    fills = [shape.get("fill", "") for shape in root.iter()]
    hatched = [fill for fill in fills if fill.startswith("url")]
    patterns = [f"url(#{pattern.get('id')})" for pattern in root.iter(f"{SVG}pattern")]
    assert len(hatched) == 3
    assert set(hatched) <= set(patterns)
    assert "contested: neither stands nor falls" in words_in(root)


def test_the_premise_of_a_weighing_needs_no_support() -> None:
    text = "claims: {a: {text: A., rebuttals: [{premises: [b], outweighed_by: [c]}]}, b: B., c: C.}"
    names = marks_in(svg(argmap.loads(text)))
    assert names.count("unsupported") == 3  # the claim, the objection, and the legend


def test_signs_keep_clear_of_the_text() -> None:
    words = "Whoever reads this sees that a long text is broken into lines of some length. " * 2
    claims = f"{{a: {{text: A., premises: [[b, c]]}}, b: {words!r}, c: {{text: {words!r}, common_ground: true}}}}"
    text = f"claims: {claims}"
    seen = 0
    for group in svg(argmap.loads(text)).iter(f"{SVG}g"):
        lines = group.findall(f"{SVG}text")
        signs = group.findall(f"{SVG}g/{SVG}circle") if group.get("data-claim") else []
        for circle in signs:
            seen += 1
            last = max(lines, key=lambda line: float(line.get("y", "0")))
            right = float(last.get("x", "0")) + float(last.get("textLength", "0")) / 2
            assert right < float(circle.get("cx", "0")) - float(circle.get("r", "0"))
    assert seen


@pytest.mark.parametrize("shows_verdicts", [False, True], ids=["plain", "with verdicts"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_signs_at_the_edge_are_drawn_in_full(language: str, shows_verdicts: bool) -> None:
    """Whether boxes are as wide as the page, and end at its edge on the right, or in Arabic on the left."""
    wide = "Our school should ban mobile phones during the day."
    last = (
        "{text: Parents must be able to reach their children., rebuttals: [{text: They can ring.}]}"
    )
    claims = f"{{a: {{text: {wide}, main: true, premises: [They distract.], rebuttals: [{last}]}}}}"
    school = argmap.loads(f"language: {language}\nclaims: {claims}")
    verdicts = argmap.evaluate(school) if shows_verdicts else None
    root = parsed(argmap.render(school, "svg", verdicts=verdicts))
    _, _, width, _ = map(float, root.get("viewBox", "").split())
    seen = 0
    for group in root.iter(f"{SVG}g"):
        moved = re.match(r"translate\((\S+) \S+\) ?(?:scale\((\S+)\))?", group.get("transform", ""))
        if not moved or not list(group.iter(f"{SVG}circle")):
            continue
        left, scale = float(moved[1]), float(moved[2] or 1)
        for circle in group.iter(f"{SVG}circle"):
            middle, radius = float(circle.get("cx", "")), float(circle.get("r", "")) + 0.5
            assert left + scale * (middle - radius) >= 0
            assert left + scale * (middle + radius) <= width
            seen += 1
    assert seen


def test_what_falls_is_gray_in_the_outline_of_its_side() -> None:
    map = argmap.loads(
        "sides: {x: X}\nclaims: {a: {text: A., side: x, main: true, rebuttals: [b]}, b: {text: B., common_ground: true}}"
    )
    for name, theme in THEMES.items():
        options = PictureOptions(Look(paper="none", theme=name))
        root = parsed(draw(map, "svg", options, argmap.evaluate(map)).data)
        (group,) = [group for group in root.iter(f"{SVG}g") if group.get("id") == "claim-a"]
        outline_of_it = group[1]
        assert outline_of_it.get("fill") == theme.fallen_fill
        assert outline_of_it.get("stroke") == theme.side(0).line
        assert group.get("fill") == theme.fallen_text


def test_what_falls_says_why_in_the_words_of_the_legend() -> None:
    map = argmap.loads(
        "claims: {a: {text: A., rebuttals: [b], premises: [c]}, b: B., c: {text: C., rebuttals: [b]}}"
    )
    root = parsed(draw(map, "svg", PictureOptions(Look(paper="none")), argmap.evaluate(map)).data)
    # Each in its box, and one of them in the legend.
    assert sorted(marks_in(root)) == [
        "falls", "falls", "not-shown", "unsupported", "unsupported", "unsupported",
    ]  # fmt: skip
    assert "falls: × rebutted / – not shown" in words_in(root)
    assert "falls" in classes(root, "claim-a")
    assert "falls" not in classes(root, "claim-b")


WITHOUT_EFFECT = """
claims:
  a: {text: A., common_ground: true, rebuttals: [b], premises: [{premises: [c], undercutters: [d]}, e]}
  b: B.
  c: C.
  d: D.
  e: {text: E., rebuttals: [f]}
  f: {text: F., common_ground: true}
"""
"""An objection that is too weak, a step that is undercut, and one whose premise falls."""


def signs(root: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """Return the colour of the line of each step, and what it ends in."""
    found: dict[str, tuple[str, str]] = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("data-step"):
            line, end = group[-2:]
            strokes = (end.get("d") or "ring").count("M")
            sign = "cross" if strokes == 2 else "head"
            if end.tag == f"{SVG}circle":
                sign = "ring"
            found[group.get("data-step", "")] = (line.get("stroke", ""), sign)
    return found


def test_inferences_without_effect_end_in_signs_of_their_own() -> None:
    map = argmap.loads(WITHOUT_EFFECT)
    root = parsed(draw(map, "svg", PictureOptions(SIGNS), argmap.evaluate(map)).data)
    gray, red, purple = "#8a8a8a", "#c0282d", "#7a3fa0"
    assert signs(root) == {
        "b:rebuts:a": (gray, "ring"),
        "c:supports:a": (gray, "cross"),
        "d:undercuts:c:supports:a": (purple, "head"),
        "e:supports:a": (gray, "cross"),
        "f:rebuts:e": (red, "head"),
    }
    legend = ["falls: × rebutted", "falls", "too weak", "takes its backing"]
    assert [word for word in words_in(root) if word in legend] == legend[:3]
    titles = [
        group.findtext(f"{SVG}title", "")
        for group in root.iter(f"{SVG}g")
        if group.get("data-step")
    ]
    assert [title.partition("A.")[2] for title in titles] == [
        " (falls)",
        "",
        " (falls)",
        " (too weak)",
        "",
    ]
    assert classes(root, "step-b_rebuts_a") == ["step", "rebuttal", "too-weak"]
    assert classes(root, "step-c_supports_a") == ["step", "support", "falls"]
    plain = parsed(draw(map, "svg", PictureOptions(SIGNS)).data)
    assert {sign for _, sign in signs(plain).values()} == {"head"}


WEIGHED = """
claims:
  a: {text: A., standard: shown, premises: [b], rebuttals: [{premises: [c], outweighed_by: [d]}]}
  b: {text: B., common_ground: true}
  c: {text: C., common_ground: true}
  d: {text: D., premises: [{premises: [e], undercutters: [f]}]}
  e: {text: E., common_ground: true}
  f: F.
"""


def test_a_weighing_has_a_line_of_its_own_and_what_it_outweighs_ends_in_a_ring() -> None:
    map = argmap.loads(WEIGHED)
    root = parsed(draw(map, "svg", PictureOptions(SIGNS), argmap.evaluate(map)).data)
    gray, black, purple = "#8a8a8a", "#404040", "#7a3fa0"
    assert signs(root) == {
        "b:supports:a": (black, "head"),
        "c:rebuts:a": (gray, "ring"),
        "d:undercuts:c:rebuts:a": (purple, "head"),
        "e:supports:d": (black, "head"),
        "f:undercuts:e:supports:d": (purple, "head"),
    }
    lines: dict[str | None, str | None] = {}
    titles: dict[str | None, str | None] = {}
    for group in root.iter(f"{SVG}g"):
        line = group.find(f"{SVG}path")
        if group.get("data-step") and line is not None:
            lines[group.get("data-step")] = line.get("stroke-dasharray")
            titles[group.get("data-step")] = group.findtext(f"{SVG}title")
    assert lines["d:undercuts:c:rebuts:a"] != lines["f:undercuts:e:supports:d"]
    expected = ["step", "undercutter", "takes-its-backing", "weighing"]
    assert classes(root, "step-d_undercuts_c_rebuts_a") == expected
    shown = words_in(root)
    # In the box and in the legend.
    assert shown.count("must be shown") == 2
    assert shown.count("stands only if it is backed") == shown.count("grants, but outweighs") == 1
    assert shown[-2:] == ["outweighed", "takes its backing"]
    assert titles["c:rebuts:a"] == "C. — opposes — A. (outweighed)"
    outweighs = "D. — grants, but outweighs — C. → A. (takes its backing)"
    assert titles["d:undercuts:c:rebuts:a"] == outweighs
    taken = "F. — objects to the inference — E. → D. (takes its backing)"
    assert titles["f:undercuts:e:supports:d"] == taken


def test_of_two_objections_that_answer_each_other_only_that_with_an_effect_has_a_head() -> None:
    map = argmap.loads(
        "claims: {a: {text: A., main: true, common_ground: true, rebuttals: [b]}, b: {text: B., main: true, rebuttals: [a]}}"
    )
    root = parsed(draw(map, "svg", PictureOptions(Look(paper="none")), argmap.evaluate(map)).data)
    (group,) = [group for group in root.iter(f"{SVG}g") if group.get("data-step")]
    line, into_b = group[1:]
    assert line.get("stroke") == into_b.get("fill") == "#c0282d"


def classes(root: ElementTree.Element, id: str) -> list[str]:
    (found,) = [element for element in root.iter() if element.get("id") == id]
    return found.get("class", "").split()


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), {"warrant"}),
        (("unsupported",), {"warrant", "unsupported"}),
        (("evidence", "common-ground"), {"warrant", "evidence: Li 2019", "common-ground"}),
        (("scheme", "holder"), {"warrant", "scheme: sign", "held by Anna, Bo"}),
        (("type",), {"warrant", "value", "policy"}),
    ],
)
def test_marks_can_be_chosen(marks: tuple[str, ...], expected: set[str]) -> None:
    map = argmap.loads("""
sources: {s: {author: Li, date: 2019}}
claims:
  a: {text: A., premises: [{premises: [b], warrant: w, scheme: sign}]}
  b: {text: Buses are late on most days of the week., evidence: s, held_by: [Anna, Bo]}
  w: {text: Whatever is late is bad., common_ground: true, type: value}
  c: {text: C., premises: [d], type: policy}
  d: {text: D., type: fact}
""")
    root = svg(map, PictureOptions(look(paper="none", marks=marks)))
    shown = {*words_in(root), *marks_in(root)}
    possible = {
        "warrant",
        "unsupported",
        "evidence: Li 2019",
        "common-ground",
        "scheme: sign",
        "held by Anna, Bo",
        "fact",
        "value",
        "policy",
    }
    assert shown & possible == expected


def test_a_copy_refers_to_the_number_that_its_claim_shows() -> None:
    map = argmap.loads("claims: {a: {text: A., premises: [[b, c], [d, c]]}, b: B., c: C., d: D.}")
    data = draw(map, "svg", PictureOptions(Look(paper="none"), numbers={"c": "1.1b"})).data
    root = parsed(data)
    assert [word for word in words_in(root) if "1.1b" in word] == ["1.1b", "see 1.1b"]
    copies = [group for group in root.iter(f"{SVG}g") if "copy" in group.get("class", "").split()]
    assert [
        (group.get("data-claim"), group.get("id"), group[1].get("fill")) for group in copies
    ] == [("c", None, "none")]


def test_every_claim_and_inference_can_be_found() -> None:
    map = argmap.load(Path(__file__).parent / "maps" / "ten.yaml")
    root = svg(map)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(filter(None, ids)) == sorted(
        [
            *(f"claim-{id}" for id in map.claims),
            *(
                f"step-{re.sub('[:+]', '_', id)}"
                for id in map.inferences
                if not id.startswith("keep-open:")
            ),
        ]
    )
    assert classes(root, "claim-walk-more") == ["claim", "side-close", "unsupported"]
    assert classes(root, "step-drive_supports_trade") == ["step", "support"]


def test_ids_in_a_picture_need_no_escapes_and_are_distinguished() -> None:
    map = argmap.loads(
        "claims: {a.b: {text: A., premises: [[a_b, c.d]]}, a_b: B., c.d: {text: C., side: x.y}}\nsides: {x.y: X}"
    )
    root = svg(map)
    names = {}
    for element in root.iter():
        if element.get("id"):
            names[element.get("id")] = element.get("data-claim") or element.get("data-step")
    assert names == {
        "claim-a_b": "a.b",
        "claim-a_b_2": "a_b",
        "claim-c_d": "c.d",
        "step-a_b_c_d_supports_a_b": "a_b+c.d:supports:a.b",
    }
    assert "side-x_y" in classes(root, "claim-c_d")


def nested(depth: int) -> ArgumentMap:
    """Return a map of a reason, what undercuts it, what undercuts this, and so on."""
    inferences = Inferences()
    last = inferences.add(Kind.SUPPORT, ["c1"], "c0")
    for index in range(2, depth):
        last = inferences.add(Kind.UNDERCUTTER, [f"c{index}"], last)
    return ArgumentMap.build(
        claims=[Claim(f"c{index}", "A claim.") for index in range(depth)], inferences=inferences.all
    )


def test_deep_nests_of_undercutters_grow_with_their_depth_alone() -> None:
    shallow, deep = (len(draw(nested(depth), "svg").data) for depth in (200, 400))
    assert deep < 2.2 * shallow
    assert len(nested(400).inferences) == 399


def test_boxes_lead_to_evidence_or_to_the_page_around_them() -> None:
    map = argmap.load(Path(__file__).parent / "maps" / "five.yaml")
    links = [element.get("href") for element in svg(map).iter(f"{SVG}a")]
    assert links == ["https://example.org/aap"]
    assert svg(map).get("role") == "graphics-document document"
    based = svg(map, PictureOptions(Look(link_base="https://example.org/debate")))
    assert next(based.iter(f"{SVG}a")).get("href") == "https://example.org/debate#later"
    relative = svg(map, PictureOptions(Look(link_base="debate.html")))
    assert next(relative.iter(f"{SVG}a")).get("href") == "debate.html#later"


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)", "data:text/html,x", "https://a b", "java\tscript:x", "//x"]
)
def test_no_other_links_are_made(base: str) -> None:
    with pytest.raises(ArgmapError, match="cannot link to"):
        draw(SCHOOL, "svg", PictureOptions(Look(link_base=base)))


def test_an_address_with_a_place_in_it_cannot_name_another() -> None:
    with pytest.raises(ArgmapError, match="already contains a `#`"):
        draw(SCHOOL, "svg", PictureOptions(Look(link_base="https://example.org/debate#top")))


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    map = argmap.loads(
        "sources: {s: {title: S, url: 'javascript:alert(1)'}}\nclaims: {a: {text: A., evidence: s}, b: {text: B., premises: [a]}}"
    )
    assert not list(svg(map).iter(f"{SVG}a"))


def test_implicit_inferences_have_hollow_heads() -> None:
    text = "claims: {a: {text: A., premises: [{premises: [b], implicit: true}, c]}, b: B., c: C.}"
    root = svg(argmap.loads(text), PictureOptions(SIGNS))
    assert classes(root, "step-b_supports_a") == ["step", "support", "implicit"]
    heads = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("data-step"):
            heads[group.get("data-step")] = group[-1].get("fill")
    assert heads == {"b:supports:a": "#ffffff", "c:supports:a": "#404040"}
    assert "implicit inference: added by the map's author" in words_in(root)


def test_the_size_of_text_is_reported_truly() -> None:
    big = small(
        "Main claim.", *[f"Reason number {index} is a rather long one." for index in range(70)]
    )
    picture = draw(big, "svg", PictureOptions(Look(paper="slide")))
    (group,) = [
        group for group in parsed(picture.data).iter(f"{SVG}g") if group.get("font-size") == "12"
    ]
    scale = float(group.get("transform", "").rpartition("(")[2].rstrip(")"))
    assert picture.points == pytest.approx(12 * scale, rel=0.001)
    assert "pt on a slide, which is a little small; to enlarge it, use" in picture.notes[0]


def test_a_note_on_small_text_names_what_helps() -> None:
    claims = {"a": Claim("a", "The main claim.", label="Main")}
    inferences = Inferences()
    drawn = draw(
        ArgumentMap.build(claims=claims.values()), "svg", PictureOptions(Look(paper="slide"))
    )
    while not drawn.notes:
        id = f"c{len(claims)}"
        claims[id] = Claim(id, f"Reason number {len(claims)} is a rather long one.")
        inferences.add(Kind.SUPPORT, [id], "a")
        map = ArgumentMap.build(claims=claims.values(), inferences=inferences.all)
        drawn = draw(map, "svg", PictureOptions(Look(paper="slide", layout="rows")))
    little = "which is a little small; to enlarge it, use --labels label or --paper a4 or --split"
    assert drawn.notes[0].endswith(little)
    options = PictureOptions(Look(paper="slide", layout="rows", labels="label"))
    assert "--labels" not in "".join(draw(map, "svg", options).notes)


@pytest.mark.soak
def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from tests.test_picture import SCHOOL; from argmap import render\n"
        "for format in sys.argv[2:]: sys.stdout.buffer.write(render(SCHOOL, format))"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT), "dot", "pdf", "png", "svg"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert len(found[0]) > 10_000
    assert found[0] == found[1]


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ArgmapError, match=r"unknown paper size `a5x`;"):
        draw(SCHOOL, "svg", PictureOptions(Look("a5x")))


@pytest.mark.parametrize("size", ["0x0mm", "1x1000mm", "9999x9999cm", "29x20mm"])
def test_a_page_has_to_have_a_size_that_can_be_drawn_on(size: str) -> None:
    with pytest.raises(ArgmapError, match="each side must be 30 to 5000 mm long"):
        draw(SCHOOL, "svg", PictureOptions(Look(paper=size)))


def hide_embedded_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have graphviz-pure look as if it were not installed."""
    monkeypatch.setattr(sys, "executable", "/none/python")
    monkeypatch.setattr("importlib.metadata.files", lambda _: None)


def test_an_engine_that_is_not_installed_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hide_embedded_graphviz(monkeypatch)
    monkeypatch.setenv("PATH", "")
    assert draw(
        tangle(30), "svg", PictureOptions(Look(layout="graph"))
    ).data  # we place it ourselves
    with pytest.raises(ArgmapError, match=r"run `pip install 'argmap\[graphviz\]'`"):
        draw(SCHOOL, "svg", PictureOptions(Look(engine="graphviz")))
    with pytest.raises(ArgmapError, match="the program `dot` was not found: install Graphviz"):
        draw(SCHOOL, "svg", PictureOptions(Look(engine="dot")))


def test_an_engine_draws_graphs_alone() -> None:
    with pytest.raises(ArgmapError, match="`engine` draws each claim once, so leave out `layout`"):
        argmap.render(SCHOOL, layout="rows", engine="dot")


@pytest.mark.parametrize(
    ("page", "pixels"),
    [
        ("slide", (1920, 1080)),
        ("screen", (1920, 1200)),
        ("a4", (2339, 1654)),
        ("phone", (794, 1678)),
        ("100x80mm", (787, 630)),
    ],
)
def test_a_png_has_the_shape_of_its_page(page: str, pixels: tuple[int, int]) -> None:
    png = draw(SCHOOL, "png", PictureOptions(Look(paper=page))).data
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == pixels


def luminance(color: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def change_of_hue(one: str, other: str) -> int:
    """Return by how much more some parts of a color differ than others: 0 if all differ alike."""
    changes = [int(other[i : i + 2], 16) - int(one[i : i + 2], 16) for i in (1, 3, 5)]
    return max(changes) - min(changes)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_has_enough_contrast(theme: Theme) -> None:
    boxes = [*theme.sides, theme.neutral]
    for text in (theme.text, theme.quiet, theme.alarm, theme.fallen_text):
        assert contrast(text, theme.paper) >= 4.5
    assert contrast(theme.fallen_text, theme.fallen_fill) >= 4.5
    assert contrast(theme.fallen_text, theme.field) >= 4.5
    assert contrast(theme.fallen, theme.paper) >= 3
    # A field is the paper, a little darker or lighter: a color of its own would look like a side.
    assert change_of_hue(theme.paper, theme.field) <= 16
    assert 1.05 <= contrast(theme.field, theme.paper) <= 1.25
    for box in boxes:
        for text in (theme.text, theme.quiet, theme.alarm):
            assert contrast(text, box.fill) >= 4.5
        assert min(contrast(box.line, box.fill), contrast(box.line, theme.paper)) >= 3
        assert contrast(box.line, theme.field) >= 3
        assert contrast(box.line, theme.fallen_fill) >= 3
    for line in theme.lines.values():
        for ground in (theme.paper, theme.field):
            assert contrast(line.color, ground) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_relations_and_sides_differ_without_color(theme: Theme) -> None:
    assert len({line.dashes for line in theme.lines.values()}) == 4
    assert len({box.contour for box in (*theme.sides, theme.neutral)}) == 5


def test_the_ground_of_a_tag_is_that_of_its_box() -> None:
    root = svg(argmap.load(ROOT / "arguments.yaml"), PictureOptions(Look(theme="dark")))
    tagged = [box for box in root.iter(f"{SVG}g") if box.find(f"{SVG}g[@class='tag']") is not None]
    assert tagged
    for box in tagged:
        _, shape, *_ = box
        [ground] = box.findall(f"{SVG}g[@class='tag']/{SVG}rect")
        assert ground.get("fill") == shape.get("fill")


def test_a_claim_whose_reasons_are_left_out_is_not_drawn_as_unsupported() -> None:
    whole = argmap.loads(
        "claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [c]}, c: {text: C., common_ground: true}}"
    )
    assert b"unsupported" not in draw(part(whole, focus="a", depth=1), "svg").data


def program(folder: Path, *lines: str) -> Path:
    """Return a program that the system runs in place of Graphviz."""
    folder.mkdir(exist_ok=True)
    path = folder / "dot"
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


@pytest.mark.soak(but=["up"])
@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("direction", choices_of(Direction))
def test_graphviz_lays_out_where_it_is_asked_for_and_that_is_said(
    direction: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    map = tangle(12)
    embedded = draw(map, "svg", PictureOptions(look(engine="graphviz", direction=direction)))
    assert (
        "laid out by Graphviz (graphviz-pure); without --engine, argmap lays out the map"
        in embedded.notes
    )
    [engine] = [file for file in files("graphviz-pure") or [] if file.name == "graphviz-pure"]
    program(tmp_path / "bin", f'exec "{engine.locate()}" "$@"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    by_dot = draw(map, "svg", PictureOptions(look(engine="dot", direction=direction)))
    assert by_dot.data == embedded.data
    assert "laid out by Graphviz; without --engine, argmap lays out the map" in by_dot.notes
    assert draw(map, "svg", PictureOptions(look(direction=direction))).data != by_dot.data


def test_a_child_that_computes_too_long_is_ended() -> None:
    endless = "digraph {" + "".join(f"a{n}->b{m};" for n in range(300) for m in range(300)) + "}"
    with pytest.raises(ArgmapError, match="Graphviz took more than 1 s; leave out --engine"):
        run_graphviz(endless, "graphviz", 1)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["echo 'Error: out of memory' >&2", "exit 1"], "dot: Error: out of memory"),
        (["exit 3"], "dot: exit 3"),
    ],
)
def test_what_an_engine_says_when_it_fails_is_reported(
    lines: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", *lines)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    with pytest.raises(ArgmapError, match=said):
        draw(tangle(12), "svg", PictureOptions(Look(engine="dot")))


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_an_engine_that_cannot_be_run_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin").write_bytes(b"\x7fELF")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    with pytest.raises(ArgmapError, match="dot could not be run: "):
        draw(tangle(12), "svg", PictureOptions(Look(engine="dot")))


def test_each_of_four_sides_has_an_outline_of_its_own() -> None:
    claims = "".join(
        f"  c{n}: {{text: A claim., side: s{n}, main: true, common_ground: true}}\n"
        for n in range(4)
    )
    map = a_map("sides: {s0: One, s1: Two, s2: Three, s3: Four}\nclaims:\n" + claims)
    svg = draw(map, "svg", PictureOptions(Look(theme="print"))).data.decode()
    outlines = re.findall(
        r'class="claim side-s\d[^>]*><title>[^<]*</title><(rect|path) ([^>]*)>', svg
    )
    # What an outline is made of, without its numbers: a rectangle, with round corners, and the commands of two paths.
    kinds = {
        (tag, " rx=" in style, re.sub("[-0-9.,# ]+|fill=.*", "", style)) for tag, style in outlines
    }
    assert (len(outlines), len(kinds)) == (4, 4)


# --- trunks and fields ---


def with_trunk(
    map: ArgumentMap,
    verdicts: Mapping[str, VerdictMark] = MappingProxyType({}),
    changes: Mapping[str, Change] = MappingProxyType({}),
    *,
    by_hand: bool = False,
) -> ElementTree.Element:
    """Return a picture of four reasons, all of whose lines end in one trunk."""
    drawing = lay_out(map, PictureOptions(SIGNS._replace(layout="rows")))
    layout = drawing.layout
    ids = [line.inference for line in layout.lines if ":supports:a" in line.inference]
    lines = []
    for line in layout.lines:
        x, y = line.path[0]
        stub = straight((x, y), (x, y - 4.5)) if line.inference in ids else None
        lines.append(replace(line, stub=stub))
    bar, rise = straight((0, 40), (90, 40)), straight((45, 40), (45, 20))
    trunk = Trunk(tuple(ids), [bar, rise])
    fill_in = FillIn(signs={ids[0]: ""}) if by_hand else FillIn()
    drawn = replace(
        drawing,
        scene=replace(drawing.scene, fill_in=fill_in, verdicts=verdicts, changes=changes),
        layout=replace(layout, lines=lines, trunks=[trunk]),
    )
    return parsed(to_svg(drawn, {}).encode())


FOUR = """
claims:
  a: {text: A., premises: [b, {premises: [c], implicit: true}, d, e]}
  b: B.
  c: C.
  d: D.
  e: E.
"""


def trunk_and_stubs(root: ElementTree.Element) -> tuple[list[str], dict[str, list[str]]]:
    """Return the looks of the parts of the trunk, and of the line of each step: stroke or fill."""
    looks: dict[str, list[str]] = {}
    for group in root.iter(f"{SVG}g"):
        name = group.get("data-step") or group.get("data-steps")
        if name:
            looks[name] = [
                f"{part.get('fill')} {part.get('stroke')} {part.get('stroke-width')}"
                for part in group
                if part.tag != f"{SVG}title"
            ]
    trunk = looks.pop(next(name for name in looks if " " in name))
    return trunk, looks


def test_lines_with_a_trunk_are_drawn_to_it_and_it_has_the_head_of_all() -> None:
    trunk, stubs = trunk_and_stubs(with_trunk(argmap.loads(FOUR)))
    assert trunk == ["none #404040 1.5", "#404040 None None"]
    hollow = ["none #404040 3.38", "none #ffffff 1.46"]
    usual = ["none #404040 1.5"]
    assert [*stubs.values()] == [usual, hollow, usual, usual]
    all_implicit = FOUR.replace("[b, {premises: [c], implicit: true}, d, e]", "[b, c, d, e]")
    for name in "bcde":
        one = f"{{premises: [{name}], implicit: true}}"
        all_implicit = re.sub(rf"(?<=[\[ ]){name}(?=[\],])", one, all_implicit, count=1)
    trunk, _ = trunk_and_stubs(with_trunk(argmap.loads(all_implicit)))
    assert trunk == ["none #404040 1.12", "#ffffff #404040 1.2"]


def test_a_trunk_is_gray_if_all_its_lines_are_and_else_the_stub_has_the_sign() -> None:
    map = argmap.loads(FOUR)
    falls = VerdictMark.FALLS
    ids = [inference.id for inference in map.supports("a")]
    trunk, stubs = trunk_and_stubs(with_trunk(map, verdicts={ids[0]: falls}))
    assert trunk == ["none #404040 1.5", "#404040 None None"]
    assert stubs[ids[0]] == ["none #8a8a8a 1.5", "none #8a8a8a 1.8"]
    assert len(stubs[ids[2]]) == 1
    trunk, _ = trunk_and_stubs(with_trunk(map, verdicts=dict.fromkeys(ids, falls)))
    assert trunk == ["none #8a8a8a 1.5", "none #8a8a8a 1.8"]
    held_down = VerdictMark.OUTWEIGHED
    some_stand = {**dict.fromkeys(ids, falls), ids[1]: held_down}
    trunk, _ = trunk_and_stubs(with_trunk(map, verdicts=some_stand))
    assert trunk == ["none #8a8a8a 1.5", "#ffffff #8a8a8a 1.2"]


def test_what_became_of_an_inference_shows_in_its_stub() -> None:
    map = argmap.loads(FOUR)
    ids = [inference.id for inference in map.supports("a")]
    trunk, stubs = trunk_and_stubs(with_trunk(map, changes={ids[0]: Change.NEW}))
    assert trunk[0] == "none #404040 1.5"
    assert stubs[ids[0]] == ["none #404040 3"]
    trunk, _ = trunk_and_stubs(with_trunk(map, changes=dict.fromkeys(ids, Change.GONE)))
    assert trunk == ["none #8a8a8a 0.7", "#8a8a8a None None"]


def test_a_trunk_of_what_is_to_be_marked_has_no_head_and_the_circle_is_on_the_stub() -> None:
    root = with_trunk(argmap.loads(FOUR), by_hand=True)
    trunk, stubs = trunk_and_stubs(root)
    assert trunk == ["none #404040 1.5"]
    assert [len(parts) for parts in stubs.values()] == [2, 2, 1, 1]


def test_a_field_is_behind_linked_premises_and_what_undercuts_them() -> None:
    text = "claims: {a: {text: A., premises: [{premises: [b, c], undercutters: [d]}, e]}, b: B., c: C., d: D., e: E.}"
    layout = lay_out(argmap.loads(text), PictureOptions(Look(layout="rows", paper="none"))).layout
    (field,) = layout.fields
    areas = {placed.box.claim: placed.area for placed in layout.boxes}
    on_it = [claim for claim, area in areas.items() if overlap(area, field)]
    assert sorted(on_it) == ["b", "c", "d"]
    assert field == grow(hull_of(areas[claim] for claim in on_it), 3.0)
    root = svg(argmap.loads(text))
    drawn = [group.get("class", "") for group in root.iter(f"{SVG}g") if group.get("class")]
    assert drawn[0] == "field"  # behind all else
