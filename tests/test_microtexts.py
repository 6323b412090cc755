"""Argumentative microtexts in XML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import formats
from argmap.model import Reading

SAMPLE = """\
<?xml version='1.0' encoding='latin-1'?>
<!DOCTYPE arggraph SYSTEM "arggraph.dtd">
<arggraph id="t1" topic_id="start_at_nine" stance="pro">
  <edu id="e1"><![CDATA[School should start at nine & later.]]></edu>
  <edu id="e2">Sleep helps,</edu>
  <edu id="e3">as in Seattle.</edu>
  <joint id="j1"/>
  <edu id="e4">Buses cost more.</edu>
  <edu id="e5">They are half empty.</edu>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a4" type="opp"/>
  <adu id="a5" type="pro"/>
  <edge id="c1" src="e1" trg="a1" type="seg"/>
  <edge id="c2" src="e2" trg="j1" type="seg"/>
  <edge id="c3" src="e3" trg="j1" type="seg"/>
  <edge id="c4" src="j1" trg="a2" type="seg"/>
  <edge id="c5" src="e4" trg="a4" type="seg"/>
  <edge id="c6" src="e5" trg="a5" type="seg"/>
  EDGES
</arggraph>
"""


def read(*edges: str) -> Reading:
    """Return the sample with more edges, each written `id src type trg`."""
    parts = [edge.split() for edge in edges]
    lines = [
        f'<edge id="{id}" src="{src}" trg="{trg}" type="{type}"/>' for id, src, type, trg in parts
    ]
    return formats.parse(SAMPLE.replace("EDGES", "\n".join(lines)), "t.xml", "microtexts")


def said(reading: Reading) -> list[tuple[int, str]]:
    return [(found.span.line if found.span else 0, found.code) for found in reading.diagnostics]


def test_all_kinds_of_edges() -> None:
    reading = read("r1 a2 exa a1", "r4 a5 und r3", "r2 a5 add r1", "r3 a4 und r2", "r5 a4 reb a1")
    map = reading.unwrap()
    assert map.title == "start at nine"
    assert [(claim.id, claim.side) for claim in map.claims.values()] == [
        ("school-should-start-at-nine-later", "proponent"),
        ("sleep-helps-as-in-seattle", "proponent"),
        ("buses-cost-more", "opponent"),
        ("they-are-half-empty", "proponent"),
    ]
    example = (
        "sleep-helps-as-in-seattle+they-are-half-empty:supports:school-should-start-at-nine-later"
    )
    assert list(map.inferences) == [
        example,
        f"buses-cost-more:undercuts:{example}",
        f"they-are-half-empty:undercuts:buses-cost-more:undercuts:{example}",
        "buses-cost-more:rebuts:school-should-start-at-nine-later",
    ]
    assert map.inferences[example].scheme == "example"
    assert [found.message for found in reading.diagnostics] == ["argmap ignores 1 stance (line 3)"]


def test_a_joint_may_be_part_of_a_joint() -> None:
    text = SAMPLE.replace("EDGES", "").replace(
        '<joint id="j1"/>', '<joint id="j0"/><joint id="j1"/>'
    )
    text = text.replace('src="j1" trg="a2"', 'src="j0" trg="a2"').replace(
        "</arggraph>", '<edge id="c7" src="j1" trg="j0" type="seg"/></arggraph>'
    )
    plain = SAMPLE.replace("EDGES", "")
    nested, direct = (formats.parse(each, "t.xml", "microtexts") for each in (text, plain))
    assert (nested.unwrap(), nested.diagnostics) == (direct.unwrap(), direct.diagnostics)


def test_what_the_author_supplied_is_implicit() -> None:
    text = SAMPLE.replace('<edu id="e1">', '<edu id="e1" implicit="true">').replace("EDGES", "")
    # Of a joint, one unit that the author wrote is enough; a claim may be marked itself.
    text = text.replace('<edu id="e2">', '<edu id="e2" implicit="true">').replace(
        '"a5" type', '"a5" implicit="True" type'
    )
    map = formats.parse(text, "t.xml", "microtexts").unwrap()
    assert [claim.implicit for claim in map.claims.values()] == [True, False, False, True]


def test_a_side_that_says_nothing_is_not_declared() -> None:
    map = formats.parse(
        SAMPLE.replace('type="opp"', 'type="pro"').replace("EDGES", ""), "t.xml", "microtexts"
    ).unwrap()
    assert list(map.sides) == ["proponent"]


@pytest.mark.parametrize(
    ("edge", "code"),
    [
        ("r1 a2 sup a9", "dangling-edge"), ("r1 a2 supp a1", "unknown-edge-type"), ("c1 a2 sup a1", "duplicate-id"),
        ("r1 a2 und a1", "wrong-target"), ("r1 a2 add a1", "wrong-target"), ("r1 e1 sup a1", "incomplete-step"),
        ("r1 a2 und r1", "circular-undercutters"), ("r1 a2 add r1", "wrong-target"),
    ],
)  # fmt: skip
def test_a_malformed_edge_never_costs_the_rest(edge: str, code: str) -> None:
    reading = read("r0 a4 reb a1", edge)
    assert (21, code) in said(reading)
    assert "buses-cost-more:rebuts:school-should-start-at-nine-later" in reading.unwrap().inferences


def test_what_is_wrong_with_a_unit_is_reported_and_the_rest_is_read() -> None:
    text = """<arggraph id="t">
        <edu id="e1">We should go.</edu><adu id="a1" type="pro"/><edge id="c1" src="e1" trg="a1" type="seg"/>
        <adu id="a2" type="pro"/>
        <edu id="e3">It is late.</edu><adu id="a3" type="neutral"/><edge id="c3" src="e3" trg="a3" type="seg"/>
        <edu>Nobody can refer to this.</edu>
        <edge id="r1" src="a3" trg="a1" type="attribution"/>
    </arggraph>"""
    reading = formats.parse(text, "t.xml", "microtexts")
    report = [
        (found.span.line, found.code, found.help) for found in reading.diagnostics if found.span
    ]
    assert report == [
        (3, "missing-text", ""),
        (4, "unknown-side", "known types: pro, opp"),
        (5, "not-carried-over", ""),
        (6, "unknown-edge-type", "known types: sup, exa, reb, und, add, seg"),
    ]
    assert [claim.text for claim in reading.unwrap().claims.values()] == [
        "We should go.",
        "?",
        "It is late.",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"), ("<a>", "xml-syntax"), ("<a/>", "not-microtexts"), ("<arggraph/>", "no-claims"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml-unsafe"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "xml-unsafe"),
        ("<a>" * 20_000, "xml-syntax"), ("<a>\ud800\0</a>", "xml-syntax"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_microtext_is_refused(text: str, code: str) -> None:
    reading = formats.parse(text, "t.xml", "microtexts")
    assert reading.map is None
    assert [found.code for found in reading.diagnostics] == [code]


def test_sniffing() -> None:
    assert formats.parse(SAMPLE, "t.xml").format == "microtexts"
    assert formats.parse("<graphml/>", "t.xml").format != "microtexts"


_ENDS = st.sampled_from(["a1", "a2", "a4", "e1", "j1", "r1", "r2", "r3", "zz"])
_EDGES = st.tuples(
    st.sampled_from(["r1", "r2", "r3"]),
    _ENDS,
    st.sampled_from(["sup", "reb", "und", "add", "seg"]),
    _ENDS,
)


@given(st.lists(_EDGES.map(" ".join), max_size=8))
def test_any_edges_at_all_can_be_read(edges: list[str]) -> None:
    assert read(*edges).map is not None
