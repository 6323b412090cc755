"""Mermaid flowcharts: what is written, and whether Mermaid itself takes it, hostile text included."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from hypothesis import assume, given

from argmap import ArgumentMap, Claim, Inference, Kind, Side, evaluate, formats, load
from argmap.model import PictureOptions, WritingOptions
from argmap.options import Look
from argmap.util import one_line
from tests.conftest import ROOT, a_map
from tests.strategies import maps
from tests.test_picture import contrast
from tests.tools import tool

PARSE = """
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
const require = createRequire(process.argv[2] + "/");
const { JSDOM } = require("jsdom");
const dom = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const mermaid = (await import(pathToFileURL(require.resolve("mermaid")).href)).default;
await mermaid.parse("flowchart BT\\n  a");
const answers = [];
for (const chart of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
    const all = db.getVertices();
    const vertices = all instanceof Map ? [...all.values()] : Object.values(all);
    answers.push({ labels: vertices.map((vertex) => vertex.text), edges: db.getEdges().length });
  } catch (problem) { answers.push({ problem: problem.message }); }
}
console.log(JSON.stringify(answers));
"""

HOSTILE = [
    'He said "no" & <b>left</b>', "`code` **bold** _it_", "end", "#quot; #35; #", "a;b%%c", "click c1 call alert()",
    "1. A list", "- item", "+ item", "> quote", "`markdown`", "</script><script>alert(1)</script>", "\\", '"]', "a\nb\n%%{init: {}}%%",
    "---\ntitle: x\n---", "https://example.org www.example.org", "javascript:alert(1)", "{}[]()|", "\u202eא\x1b[0m", "ﬂ°°35¶ß", "日本語 😀", "%%", "::",
    "@{ shape: x }", "-->", "o--o x--x", "subgraph", "accTitle: x", "$$x^2$$", "fa:fa-car", "&amp;", "\ufffd", "~~~",
]  # fmt: skip


def hostile_map() -> ArgumentMap:
    claims = [
        Claim(f"c{n}", text, main=n == 0, implicit=n % 2 == 1) for n, text in enumerate(HOSTILE)
    ]
    inferences = [
        Inference(
            f"s{n}",
            Kind.SUPPORT if n % 2 else Kind.REBUTTAL,
            (f"c{n}",),
            "c0",
            scheme=HOSTILE[n],
            implicit=n % 3 == 0,
        )
        for n in range(1, len(HOSTILE))
    ]
    return ArgumentMap.build(
        title=" ".join(HOSTILE),
        sides=[Side("end", HOSTILE[0]), Side("b", HOSTILE[-4])],
        claims=claims,
        inferences=inferences,
    )


def test_a_whole_chart() -> None:
    map = a_map("""
        title: "School: at #9?"
        sides: {later: Start at nine}
        claims:
          a:
            text: School starts at "nine".
            side: later
            premises:
              - {premises: [b], warrant: c, scheme: sign, undercutters: [d]}
            rebuttals: [d]
          b: {text: Sleep helps., implicit: true}
          c: {text: Sleep decides., common_ground: true}
          d: {text: 1. Buses cost., note: x}
        """)
    written = formats.write(map, "mermaid")
    assert (
        written.text
        == """\
%% Made by argmap
flowchart BT
  accTitle: School at 9?
  accDescr: Main claim. School starts at nine .
  k0["Side#58; Start at nine"]
  c1["School starts at #34;nine#34;."]
  c2["Sleep helps.<br/>#91;unsupported#93;"]
  c3["Sleep decides.<br/>#91;common ground#93;"]
  c4["1#46; Buses cost.<br/>#91;unsupported#93;"]
  c1 ~~~ k0
  s1(["sign"])
  c2 --- s1
  c3 -- "warrant" --- s1
  s1 --> c1
  s2((" "))
  s2 --- c4
  s2 -. "objects to the inference" .-o s1
  s3((" "))
  c4 --- s3
  s3 -. "opposes" .-x c1
  classDef side0 fill:#fdeadb,stroke:#b34700,color:#1a1a1a
  class k0,c1,c2,c3 side0
  classDef neutral fill:#f4f4f4,stroke:#6b6b6b,color:#1a1a1a
  class c4 neutral
  classDef main stroke-width:4px
  class c1 main
  classDef implicit stroke-dasharray:6 4
  class c2 implicit
  classDef junction fill:#6b6b6b,stroke:#6b6b6b,font-size:1px
  class s2,s3 junction
"""
    )
    assert [loss.message for loss in written.losses] == ["1 note cannot be represented in Mermaid"]


IMPLICIT = """
    language: {language}
    claims:
      a: {{text: A., premises: [{{premises: [b], implicit: true, undercutters: [{{premises: [c], implicit: true}}]}}],
        rebuttals: [{{premises: [c], implicit: true, held_by: Ann}}]}}
      b: B.
      c: C.
    """


def lines_between(chart: str) -> list[str]:
    """Return the lines of a chart that are drawn between boxes and junctions."""
    return [line.strip() for line in chart.splitlines() if re.match(r"  [cs]\d+ [-~]", line)]


def test_an_implicit_inference_says_so_in_the_language_of_the_map() -> None:
    written = formats.write(a_map(IMPLICIT.format(language="en")), "mermaid")
    assert [line for line in lines_between(written.text) if "implicit" in line] == [
        's1 -- "implicit inference" --> c1',
        's2 -. "objects to the inference, implicit inference" .-o s1',
        's3 -. "opposes, implicit inference" .-x c1',
    ]
    assert [loss.message for loss in written.losses] == [
        "1 inference holder cannot be represented in Mermaid"
    ]
    german = lines_between(formats.write(a_map(IMPLICIT.format(language="de")), "mermaid").text)
    assert 's3 -. "widerspricht, implizite Folgerung" .-x c1' in german


def test_what_is_above_in_the_outline_is_never_drawn_below() -> None:
    map = a_map("""
        sides: {pro: For, con: Against}
        claims:
          yes: {text: We should., side: pro, main: true, premises: [good], rebuttals: [no]}
          no: {text: We should not., side: con, main: true, premises: [bad], rebuttals: [yes]}
          good: {text: It is good., rebuttals: [bad]}
          bad: {text: It is bad., rebuttals: [good]}
        """)
    # Mermaid puts the second of two higher: the line of a rebuttal that comes from as far up starts at its junction.
    assert lines_between(formats.write(map, "mermaid").text) == [
        "c1 ~~~ k0", "c1 ~~~ k1", "c2 ~~~ k0", "c2 ~~~ k1",
        "c3 --- s1", "s1 --> c1", "s2 --- c2", 's2 -. "opposes" .-x c1',
        "c4 --- s3", "s3 --> c2", "s4 --- c1", 's4 -. "opposes" .-x c2',
        "s5 --- c4", 's5 -. "opposes" .-x c3', "s6 --- c3", 's6 -. "opposes" .-x c4',
    ]  # fmt: skip


@given(maps())
def test_lines_never_run_in_a_circle(map: ArgumentMap) -> None:
    assume(not any(inference.kind is Kind.UNDERCUTTER for inference in map.inferences.values()))
    above: dict[str, set[str]] = {}
    for line in lines_between(formats.write(map, "mermaid").text):
        below, *_, upper = line.split(" ")
        above.setdefault(below, set()).add(upper)
    graph: networkx.DiGraph[str] = networkx.DiGraph(above)  # type: ignore[arg-type]
    assert networkx.is_directed_acyclic_graph(graph)


def test_marks_and_verdicts_stand_below_the_text() -> None:
    map = a_map("""
        sources: {s: A study}
        claims:
          a: {text: A b., premises: [b], rebuttals: [c], held_by: Ann}
          b: B c.
          c: {text: C d., evidence: s p. 1}
        """)
    shown = formats.write(
        map,
        "mermaid",
        WritingOptions(
            picture=PictureOptions(Look(marks=("evidence", "holder"))), verdicts=evaluate(map)
        ),
    ).text
    for line in (
        '  c1["A b.<br/>#91;rebutted#59; held by Ann#93;"]',
        '  c2["B c."]',
        '  c3["C d.<br/>#91;evidence#58; “A study” n.d., p. 1#93;"]',
        "  classDef fallen fill:#e4e4e4,color:#616161",
        "  class c1 fallen",
    ):
        assert line in shown.splitlines()


def test_colors_can_be_seen_on_light_and_dark_pages() -> None:
    chart = formats.write(load(ROOT / "arguments.yaml"), "mermaid").text
    boxes = re.findall("fill:(#.{6}),stroke:(#.{6}),color:(#.{6})", chart)
    assert len(boxes) == 3
    for fill, stroke, text in boxes:
        assert contrast(text, fill) >= 4.5
        assert contrast(stroke, fill) >= 3
    (junction,) = re.findall("classDef junction fill:(#.{6})", chart)
    for page in ("#ffffff", "#0d1117"):  # GitHub's
        assert contrast(junction, page) >= 3


_QUOTED = re.compile(r'"(?:[^"#\n]|#\d+;)*"')


@given(maps())
def test_text_never_leaves_its_quotation_marks(map: ArgumentMap) -> None:
    lines = formats.write(map, "mermaid").text.splitlines()
    shapes = r"  [cks]\d+(\[Q\]|\(Q\)|\(\[Q\]\)|\(\(Q\)\))"
    drawn = r"---|-- Q ---|-->|-- Q -->|-\. Q \.-x|-\. Q \.-o|-\. Q \.->|~~~"
    arrows = rf"  [cs]\d+ ({drawn}) [csk]\d+"
    for line in lines[4:]:
        bare = _QUOTED.sub("Q", line.replace("<br/>", ""))
        assert re.fullmatch(rf"{shapes}|{arrows}|  class(Def)? [\w,]+ [\w:#,. -]+", bare), line
    assert not re.search(r'[";#%{}<>`\\&@]', "".join(lines[2:4]))


def test_a_map_too_large_for_mermaid_is_reported() -> None:
    map = a_map("claims: {a: {text: A b., premises: [b]}, b: B c.}")
    (inference,) = map.inferences.values()
    many = replace(map, inferences={f"s{n}": replace(inference, id=f"s{n}") for n in range(251)})
    report = [loss.message for loss in formats.write(many, "mermaid").losses]
    assert report == [
        "Mermaid rejects charts with more than 500 lines or 50,000 characters;"
        " this chart has 502 lines and 11,711 characters"
    ]


def ask_mermaid(charts: list[str], tmp_path: Path) -> list[dict[str, object]]:
    script = tmp_path / "parse.mjs"
    script.write_text(PARSE, encoding="utf-8")
    done = subprocess.run(
        [tool("node"), script, tool("npm")],
        input=json.dumps(charts).encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    answers: list[dict[str, object]] = json.loads(done.stdout)
    return answers


def labels(answer: dict[str, object]) -> list[str]:
    """Return the labels in Mermaid's own graph, in which a character given by its number has a form of its own."""
    found = answer["labels"]
    assert isinstance(found, list)
    return [str(label) for label in found]


@pytest.mark.tools
def test_mermaid_itself_takes_it(tmp_path: Path) -> None:
    debate, hostile = load(ROOT / "arguments.yaml"), hostile_map()
    treaty, odd = ask_mermaid(
        [formats.write(debate, "mermaid").text, formats.write(hostile, "mermaid").text], tmp_path
    )
    lines = sum(len(inference.premises) + 1 for inference in debate.inferences.values())
    lines += 6  # that are not seen: from three main claims to two names of sides
    assert treaty.get("edges") == lines, treaty
    assert odd.get("edges") == 2 * len(hostile.inferences), odd
    shown = [
        re.sub("ﬂ°°(\\d+)¶ß", lambda found: chr(int(found[1])), label) for label in labels(odd)
    ]
    texts = [label.partition("<br>")[0] for label in shown[2:]]  # after the names of the sides
    assert texts[: len(HOSTILE)] == [one_line(text) for text in HOSTILE]
