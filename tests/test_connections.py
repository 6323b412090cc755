"""Whose connection it is: claims that nothing but implicit inferences connects with their side."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    Claim,
    Side,
    evaluate,
    load,
    loads,
    outline,
    part,
    render,
    stated_only,
)
from argmap.documents import outline_of
from argmap.languages import known_languages, words_for
from argmap.lint import format_statistics
from argmap.model import Kind, connected_by_author, main_claims, not_connected
from argmap.verdicts import format_verdicts, verdicts_as_json
from tests.conftest import ROOT, a_map
from tests.run import argmap
from tests.strategies import inferences

WALK = """\
sides: {pro: Start at nine, con: Keep eight o'clock}
claims:
  nine:
    text: School should start at nine.
    side: pro
    main: true
    premises:
      - sleep
      - {premises: [traffic], implicit: true}
  sleep: Teenagers would sleep more.
  traffic: {text: Traffic would be lighter., premises: [[buses, roads]]}
  buses: Buses would be faster.
  roads: {text: Roads would be safer., rebuttals: [ice]}
  eight:
    text: School should start at eight.
    side: con
    main: true
    premises: [work]
    rebuttals: [nine]
  work:
    text: Parents start work at eight.
    rebuttals: [{premises: [trains], implicit: true}]
  ice: Roads are icy at eight.
  trains: Most parents work from home.
"""


@st.composite
def debates(draw: st.DrawFn) -> ArgumentMap:
    """A debate of two sides, some of whose inferences are implicit."""
    ids = [f"c{number}" for number in range(draw(st.integers(2, 8)))]
    claims = []
    for id in ids:
        side = draw(st.sampled_from(["", "", "pro", "con"]))
        main = bool(side) and draw(st.booleans())
        claims.append(Claim(id, f"Claim {id} holds.", side=side, main=main))
    made = inferences(ids, draw, 12, with_details=False)
    sides = [Side("pro", "Pro side"), Side("con", "Con side")]
    return ArgumentMap.build(sides=sides, claims=claims, inferences=made.all)


def ends_of_paths(map: ArgumentMap, claim: str, *, stated: bool) -> set[tuple[str, bool]]:
    """Return what paths from a claim lead to, and whether each is an attack on that; `stated` paths alone, or all."""
    ends = {(claim, False)}
    pending = list(ends)
    while pending:
        here, attacks = pending.pop()
        uses = [] if here in map.inferences else map.uses(here)
        steps = [(inference.id, attacks) for inference in uses]
        if here in map.inferences:
            inference = map.inferences[here]
            steps = [(inference.target, attacks != (inference.kind is not Kind.SUPPORT))]
        for step in steps:
            is_implicit = step[0] in map.inferences and map.inferences[step[0]].implicit
            if step not in ends and not (stated and is_implicit):
                ends.add(step)
                pending.append(step)
    return ends


def speaks_for_its_side(map: ArgumentMap, claim: str, *, stated: bool) -> bool:
    """Return whether a path leads from a claim to a main claim of its side, or attacks one of another side."""
    sides = map.sides_of_claims
    ends = ends_of_paths(map, claim, stated=stated)
    mains = [main.id for main in main_claims(map) if sides[main.id]]
    return any((main, sides[main] != sides[claim]) in ends for main in mains)


@given(debates())
def test_only_implicit_paths_lead_from_these_claims_to_their_side(map: ArgumentMap) -> None:
    expected = set()
    for claim, side in map.sides_of_claims.items():
        if side and not speaks_for_its_side(map, claim, stated=True):
            expected |= {claim} if speaks_for_its_side(map, claim, stated=False) else set()
    assert connected_by_author(map) == expected
    # Without what the map's author added, no connection is the author's.
    assert connected_by_author(stated_only(map)) == set()


def in_json(map: ArgumentMap) -> set[str]:
    groups = json.loads(verdicts_as_json(evaluate(map)))["connected_by_author"]
    assert list(groups) == list(map.sides)
    assert all(map.sides_of_claims[id] == side for side, ids in groups.items() for id in ids)
    return {id for ids in groups.values() for id in ids}


def in_verdicts(map: ArgumentMap) -> set[str]:
    found = set()
    text = format_verdicts(evaluate(map))
    for block in text.split("\n\n"):
        _, *groups = block.split("\n  Connected by the map's author\n")
        assert len(groups) < 2  # once for each side
        lines = "".join(groups)
        found |= {id for line in lines.splitlines() for id in re.findall(r"^    .*\((\w+)\)", line)}
    return found


def agrees_with(map: ArgumentMap, marked: set[str]) -> set[str]:
    """Return the claims of an outline's groups, by the claims at which a group is said to begin."""
    found = set()
    groups = connected_by_author(map)
    begun: set[str] = set()
    for entry in outline_of(map).entries:
        id, inference = entry.claim.id, entry.inference
        if entry.see or inference is None:
            continue
        # What is below a group belongs to it, unless it is connected elsewhere, or is on no side.
        is_below = map.claim_under(inference.id) in groups
        if id in marked:
            assert not is_below  # once for each group
            assert inference.id not in begun  # once for linked premises
            begun.add(inference.id)
        if id in groups and (is_below or inference.id in begun):
            found.add(id)
    assert marked <= found
    return found


SAYS_SO = "connected by the map's author"


def marked_in(outline: str) -> set[str]:
    """Return the claims, by their texts, behind which an outline says whose connection it is."""
    return set(re.findall(rf"Claim (\w+) holds\.[^\n]*{SAYS_SO}", outline))


@given(debates())
def test_verdicts_outlines_and_pages_agree(map: ArgumentMap) -> None:
    groups = connected_by_author(map)
    assert in_json(map) == in_verdicts(map) == groups
    page = unescape(render(map, "page").decode())
    in_page = page[page.index('<section id="outline"') :].replace("</bdi> <small>", " ")
    for made in (outline(map), outline(map, "markdown"), in_page):
        assert agrees_with(map, marked_in(made)) == groups


def test_a_side_lists_its_claims_and_then_those_that_the_author_connects() -> None:
    assert format_verdicts(evaluate(a_map(WALK))) == (
        "Start at nine\n"
        "  stands, asserted  School should start at nine. (nine)\n"
        "  stands, asserted  Teenagers would sleep more. (sleep)\n"
        "  Connected by the map's author\n"
        "    falls, not shown  Traffic would be lighter. (traffic)\n"
        "    stands, asserted  Buses would be faster. (buses)\n"
        "    falls, rebutted   Roads would be safer. (roads)\n"
        "    stands, asserted  Most parents work from home. (trains)\n"
        "\n"
        "Keep eight o'clock\n"
        "  falls, not shown  School should start at eight. (eight)\n"
        "  falls, rebutted   Parents start work at eight. (work)\n"
        "  Connected by the map's author\n"
        "    stands, asserted  Roads are icy at eight. (ice)\n"
        "\n"
        "5 claims stand (5 asserted); 4 fall (2 rebutted, 2 not shown)\n"
    )


def test_an_outline_says_it_where_a_group_begins() -> None:
    assert outline(a_map(WALK)) == (
        "Start at nine\n"
        "=============\n"
        "\n"
        "1 School should start at nine.\n"
        "  1.1 Teenagers would sleep more. [unsupported]\n"
        "  1.2 Reason (implicit inference): Traffic would be lighter. [connected by the map's author]\n"
        "    1.2.1a Buses would be faster. [unsupported]\n"
        "    1.2.1b Roads would be safer. [unsupported]\n"
        "      1.2.1b.1 Objection: Roads are icy at eight. [unsupported]\n"
        "\n"
        "Keep eight o'clock\n"
        "==================\n"
        "\n"
        "2 School should start at eight.\n"
        "  2.1 Parents start work at eight. [unsupported]\n"
        "    2.1.1 Objection (implicit inference): Most parents work from home."
        " [unsupported, connected by the map's author]\n"
        "  2.2 Objection: see 1: School should start at nine.\n"
        "\n"
        "Implicit inference: added by the map's author, not found in any source. It cannot back a claim.\n"
    )


def test_an_essay_says_it_where_a_group_begins() -> None:
    essay = outline(a_map(WALK), essay=True)
    assert "this: Traffic would be lighter (connected by the map's author)" in essay
    assert "most parents work from home (connected by the map's author)" in essay
    assert essay.count(SAYS_SO) == 2


@pytest.mark.parametrize("format", ["text", "markdown", "opml", "latex", "html", "docx"])
def test_every_document_says_it_once_for_each_group(format: str, tmp_path: Path) -> None:
    (tmp_path / "walk.yaml").write_text(WALK)
    argmap("outline", "walk.yaml", "-f", format, "-o", f"walk.{format}", cwd=tmp_path)
    data = (tmp_path / f"walk.{format}").read_bytes()
    if format == "docx":
        with ZipFile(tmp_path / "walk.docx") as archive:
            data = archive.read("word/document.xml")
    # What a picture says to a screen reader is that of the picture.
    text = (
        unescape(re.sub(r' descr="[^"]*"', "", data.decode())).replace("’", "'").replace("{'}", "'")
    )
    assert text.count(SAYS_SO) == 2


@pytest.mark.parametrize("language", known_languages())
def test_an_outline_that_says_it_is_read_again(language: str) -> None:
    map = a_map(f"language: {language}\n{WALK}")
    made = outline(map)
    assert made.count(words_for(language).connected_by_author) == 2
    read = loads(made, "text")
    assert [claim.text for claim in read.claims.values()] == [
        claim.text
        for claim in sorted(map.claims.values(), key=lambda claim: made.index(claim.text))
    ]
    assert len(connected_by_author(read)) == len(connected_by_author(map)) == 5


def test_statistics_count_them() -> None:
    assert (
        "  Start at nine: 6 (4 connected by the map's author)\n"
        "  Keep eight o'clock: 3 (1 connected by the map's author)\n"
        "  no side, or several: 0\n"
    ) in format_statistics(a_map(WALK))


def test_a_part_says_what_the_whole_map_says() -> None:
    map = a_map(WALK)
    assert connected_by_author(part(map, focus="traffic")) == {"traffic", "buses", "roads", "ice"}
    assert outline(part(map, focus="traffic")).count(SAYS_SO) == 1
    assert connected_by_author(part(map, side="con")) == {"trains"}


def test_the_debate_says_what_the_article_gives_to_neither_side() -> None:
    debate = load(ROOT / "arguments.yaml")
    groups = json.loads(verdicts_as_json(evaluate(debate)))["connected_by_author"]
    stated = {
        side: [id for id in ids if not debate.claims[id].implicit] for side, ids in groups.items()
    }
    assert {side: len(ids) for side, ids in stated.items()} == {
        "termination": 21,
        "continuation": 2,
    }
    apart = not_connected(stated_only(debate))
    assert apart.issuperset(stated["termination"] + stated["continuation"])
