"""Pictures: text stays text and in its box, files are the same everywhere, colours can be told apart."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

import argmap
from argmap.diagrams import engines
from argmap.diagrams.draw import FORMATS, Options, draw
from argmap.diagrams.font_metrics import width
from argmap.diagrams.svg import map_points
from argmap.diagrams.theme import THEMES, Theme
from argmap.model import ArgumentMap, Claim, Kind, Side, Steps, Verdict
from argmap.model.errors import ArgmapError
from argmap.model.graph import part

SVG = "{http://www.w3.org/2000/svg}"


def small(*texts: str, title: str = "Nine o'clock") -> ArgumentMap:
    """Return a map of a claim, the reasons against it and for it in turn, and an undercutter."""
    steps = Steps()
    for index in range(1, len(texts)):
        last = steps.add([Kind.REBUTTAL, Kind.SUPPORT][index % 2], [f"c{index}"], "c0")
    if len(texts) > 3:
        steps.add(Kind.UNDERCUTTER, ["c1"], last)
    claims = [Claim(f"c{index}", text, side="pro" if index == 0 else "") for index, text in enumerate(texts)]
    sides = [Side("pro", "For"), Side("con", "Against")]
    return ArgumentMap.build(title=title, sides=sides, claims=claims, inferences=steps.all)


SCHOOL = small("School should start at nine.", "Teenagers sleep more.", "Buses cost more.", "Parents like it.")

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


def svg(map: ArgumentMap, options: Options | None = None) -> ElementTree.Element:
    return parsed(draw(map, "svg", options or Options(page="none")).data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    root = svg(small("Main claim.", text, title=text))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "polygon", "path", "text", "polyline", "ellipse", "circle",
    }  # fmt: skip
    assert not any("href" in key or key.startswith("on") for element in root.iter() for key in element.attrib)
    shown = "".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    expected = "".join(root.findtext(f"{SVG}title", "").split())
    assert expected.strip("\u200b") in "".join(shown.split())


@pytest.mark.parametrize("format", ["pdf", "png", "dot"])
def test_hostile_text_can_be_drawn_in_every_format(format: str) -> None:
    assert draw(small("Main claim.", *HOSTILE, title=HOSTILE[1]), format, Options(page="none")).data


def test_an_svg_says_what_it_shows() -> None:
    root = svg(SCHOOL)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Nine o'clock"
    assert root.findtext(f"{SVG}desc") == (
        "A map of 4 claims, 2 support steps, 1 rebuttal step, 1 undercutter step. Main: School should start at nine."
    )
    titles = [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g") if group.get("class")]
    assert "Buses cost more. — rebuts — School should start at nine." in titles
    assert "Teenagers sleep more. — undercuts — the step from Parents like it." in titles


@pytest.mark.parametrize("texts", [["Short.", "WWWW MMMM " * 9, "漢字" * 30], HOSTILE])
def test_no_text_leaves_its_box(texts: list[str]) -> None:
    for group in svg(small("Main claim.", *texts)).iter(f"{SVG}g"):
        lines = [text for text in group.findall(f"{SVG}text") if text.get("text-anchor") == "middle"]
        for line in lines:
            across = [x for x, _ in map_points(group[1])]
            down = [y for _, y in map_points(group[1])]
            half = width(line.text or "") * 6 * (1.09 if line.get("font-weight") else 1)
            assert min(across) <= float(line.get("x", 0)) - half
            assert float(line.get("x", 0)) + half <= max(across)
            assert min(down) + 8 < float(line.get("y", 0)) < max(down)


def test_marks_are_words() -> None:
    verdicts = {"c0": Verdict.STANDS, "c1": Verdict.FALLS, "c2": Verdict.CONTESTED}
    root = parsed(draw(SCHOOL, "svg", Options(page="none"), verdicts).data)
    shown = [element.text for element in root.iter(f"{SVG}text")]
    assert shown.count("unsupported") == 4  # three reasons, and the legend
    assert {"+ stands", "× falls", "? contested", "rebuts", "undercuts the step"} <= set(shown)


def test_the_size_of_text_is_told_truly() -> None:
    big = small("Main claim.", *[f"Reason number {index} is a rather long one." for index in range(70)])
    picture = draw(big, "svg", Options(page="slide"))
    root = parsed(picture.data)
    wide, high = (float(root.get(key, "0").removesuffix("pt")) for key in ("width", "height"))
    assert picture.points == pytest.approx(12 * min((13.333 * 72 - 24) / wide, (7.5 * 72 - 24) / high))
    assert "below 12 pt: split the map" in picture.notes[0]


def test_a_large_map_is_drawn_without_a_search() -> None:
    big = small("Main claim.", *[f"Reason {index}." for index in range(200)])
    assert draw(big, "svg").notes[0] == "the search for the best layout was skipped: 201 claims"


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_the_same_bytes_whatever_the_hash_seed(format: str, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_picture import SCHOOL; "
        "from argmap.diagrams.draw import *; sys.stdout.buffer.write(draw(SCHOOL, sys.argv[2]).data)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), format],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    "options", [Options(page="a5"), Options(direction="north"), Options(theme="pink"), Options(engine="x")]
)
def test_unknown_options_are_refused(options: Options) -> None:
    with pytest.raises(ArgmapError, match=r"there is no .* `.*`(; there are:|: did you mean)"):
        draw(SCHOOL, "svg", options)


def test_without_any_engine_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_places", lambda: iter(()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ArgmapError, match="no Graphviz on this system"):
        draw(SCHOOL, "svg", Options(page="none"))


@pytest.mark.parametrize("options", [Options(), Options(page="none", theme="dark"), Options(page="a4")])
def test_pdf_and_png_are_what_they_claim(options: Options) -> None:
    assert draw(SCHOOL, "pdf", options).data.startswith(b"%PDF-")
    png = draw(SCHOOL, "png", options).data
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") >= 1600


def luminance(color: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_has_enough_contrast(theme: Theme) -> None:
    boxes = [*theme.sides, theme.neutral]
    for text, ground in product([theme.text, theme.alarm], [theme.paper]):
        assert contrast(text, ground) >= 4.5
    for box in boxes:
        assert contrast(theme.text, box.fill) >= 4.5
        assert min(contrast(box.line, box.fill), contrast(box.line, theme.paper)) >= 3
    for line in theme.lines.values():
        assert contrast(line.color, theme.paper) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_relations_and_sides_differ_without_colour(theme: Theme) -> None:
    assert len({(line.style, line.head) for line in theme.lines.values()}) == 3
    assert len({box.corner for box in theme.sides[:3]}) == 3


def test_a_claim_whose_reasons_are_left_out_is_not_drawn_as_unsupported() -> None:
    whole = argmap.loads(
        "claims: {a: {text: A., premises: [b]}, b: {text: B., premises: [c]}, c: {text: C., assumed: true}}"
    )
    assert b"unsupported" not in draw(part(whole, focus="a", depth=1), "svg").data
