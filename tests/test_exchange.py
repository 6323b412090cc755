"""Maps as dictionaries, graphs and tables: nothing is lost, and what is wrong is named."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent
from typing import Any

import networkx
import pytest
from hypothesis import given

import argmap
from argmap import ArgumentMap, Claim, Inference, from_dict, from_networkx, from_records
from argmap.model import fields_of
from tests.conftest import ROOT
from tests.strategies import maps
from tests.tools import tool

TREATY = argmap.load(ROOT / "arguments.yaml")
SCHOOL = argmap.load(ROOT / "docs/school.yaml")


def order_of(map: ArgumentMap) -> list[list[str]]:
    return [list(parts) for parts in (map.sides, map.sources, map.claims, map.inferences)]


def as_it_was(made: ArgumentMap, map: ArgumentMap) -> None:
    assert (made, order_of(made)) == (map, order_of(map))


# --- dictionaries ---


@given(maps())
def test_dictionaries_lose_nothing(map: ArgumentMap) -> None:
    plain = argmap.to_dict(map)
    as_it_was(from_dict(plain), map)
    assert plain == json.loads(argmap.dumps(map, "json"))


def test_a_dictionary_needs_no_version() -> None:
    assert from_dict({"claims": {"a": {"text": "It is late."}}}).claims["a"].text == "It is late."


def test_a_map_from_a_dictionary_comes_from_no_file() -> None:
    [finding] = argmap.check(from_dict({"claims": {"a": {"text": "It is late."}}}), ["support"])
    assert finding.span is None


DEEP: list[Any] = []
DEEP.append(DEEP)

WRONG_DICTIONARIES: list[tuple[Any, str]] = [
    ({}, """\
        error[missing-key]: the map: a map needs `claims`"""),
    ({"claims": {"a": {"txt": "A."}, "b": {"text": 3, "main": "yes", "tags": None}}}, """\
        error[unknown-key]: claims.a.txt: unknown key `txt` in a claim
          = help: did you mean `text`?
        error[missing-key]: claims.a: a claim needs `text`
        error[wrong-shape]: claims.b.text: this must be a string
        error[wrong-shape]: claims.b.main: this must be true or false
        error[wrong-shape]: claims.b.tags: this must be a list"""),
    ({"claims": {"a": {"text": "A.", "side": "c", "evidence": [{"source": "s"}, 4]}}}, """\
        error[wrong-shape]: claims.a.evidence[1]: this must be an object
        error[unknown-side]: claims.a.side: unknown side `c`
          = help: declare the side under `sides:`
        error[unknown-source]: claims.a.evidence[0].source: unknown source `s`
          = help: declare the source under `sources:`, as `s: {title: …}`, and cite it as `s`"""),
    ({"claims": {"a": {"text": "A."}}, "inferences": {
        "i": {"kind": "suport", "premises": ["b"], "target": "a"}}}, """\
        error[unknown-kind]: inferences.i.kind: unknown kind of inference `suport`
          = help: did you mean `support`?"""),
    ({"claims": {"a": {"text": "A.", "note": DEEP}}}, """\
        error[wrong-shape]: claims.a.note: this must be a string"""),
    ({"claims": {"a": {"text": "A."}}, "include": "b.json"}, """\
        error[cannot-read]: include: cannot find `b.json`: this map does not come from a file, so it has no folder
          = help: save the map in a file, and run argmap on that file"""),
]  # fmt: skip


@pytest.mark.parametrize(("data", "errors"), WRONG_DICTIONARIES)
def test_a_wrong_value_is_named_by_its_path(data: Any, errors: str) -> None:
    with pytest.raises(argmap.InvalidMap) as caught:
        from_dict(data)
    assert str(caught.value) == dedent(errors)


@pytest.mark.parametrize(
    ("read", "data", "message"),
    [
        (from_dict, "{}", "argmap.from_dict: `data` takes a dictionary, not '{}'; for a text, use `argmap.loads`"),
        (from_networkx, SCHOOL, "argmap.from_networkx: `graph` takes a graph of networkx, not <ArgumentMap 'Should school start at nine?', 11 claims, 10 i"),
        (from_records, "text", "argmap.from_records: `records` takes rows, such as `csv.DictReader(file)` or a data frame, not 'text'"),
        (from_records, {"text": "A."}, "argmap.from_records: `records` takes rows, such as `csv.DictReader(file)` or a data frame, not {'text': 'A.'}"),
        (from_records, None, "argmap.from_records: `records` takes rows, such as `csv.DictReader(file)` or a data frame, not None"),
    ],
)  # fmt: skip
def test_other_data_is_refused(read: Callable[[Any], ArgumentMap], data: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        read(data)
    assert str(caught.value) == message


# --- graphs ---


@given(maps())
def test_graphs_lose_nothing(map: ArgumentMap) -> None:
    graph = argmap.to_networkx(map)
    as_it_was(from_networkx(graph), map)
    as_it_was(from_networkx(graph.copy()), map)


def test_a_graph_has_the_fields_of_the_json_format() -> None:
    graph = argmap.to_networkx(SCHOOL)
    assert graph.nodes["start-later"] == {
        "type": "claim", "text": "School should start at nine.", "side": "later", "main": True,
    }  # fmt: skip
    assert graph.nodes["more-sleep:supports:start-later"] == {
        "type": "inference",
        "kind": "support",
    }
    assert graph.edges["more-sleep:supports:start-later", "start-later"] == {"role": "support"}
    assert graph.graph["title"] == "Should school start at nine?"


def test_a_graph_of_claims_alone_is_a_map() -> None:
    graph: networkx.DiGraph[Any] = networkx.DiGraph(title="Nine?")
    graph.add_edge("Teenagers would sleep more.", "nine", kind="support", weight=0.5)
    graph.add_edge("Parents work at eight.", "nine", kind="objection")
    graph.add_node("nine", text="School should start at nine.", pos=(0, 1))
    made = from_networkx(graph)
    assert argmap.outline(made) == dedent("""\
        Nine?

        1 School should start at nine.
          1.1 Teenagers would sleep more. [unsupported]
          1.2 Objection: Parents work at eight. [unsupported]
        """)
    assert list(made.claims) == ["teenagers-would-sleep-more", "nine", "parents-work-at-eight"]


def test_several_edges_between_two_claims_are_several_inferences() -> None:
    graph: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    graph.add_edge("It is late.", "We go.", kind="support")
    graph.add_edge("It is late.", "We go.", kind="support")
    graph.add_edge("It is late.", "We go.", kind="rebuttal")
    assert list(from_networkx(graph).inferences) == [
        "it-is-late:supports:we-go",
        "it-is-late:supports#2:we-go",
        "it-is-late:rebuts:we-go",
    ]


def test_a_graph_that_is_not_a_map_is_refused() -> None:
    with pytest.raises(argmap.ArgmapError, match="an undirected graph does not show"):
        from_networkx(networkx.Graph())  # type: ignore[arg-type]
    graph: networkx.DiGraph[Any] = networkx.DiGraph()
    graph.add_node(1, txt="It is late.")
    graph.add_edge("It is late.", "We go.")
    graph.add_edge("We go.", "It is late.", kind="attack")
    graph.add_node("because", type="inference", kind="support")
    with pytest.raises(argmap.InvalidMap) as caught:
        from_networkx(graph)
    assert str(caught.value) == dedent("""\
        error[missing-text]: the node 1 has no text
          = help: `txt` may be a misspelling of `text`
        error[wrong-target]: the inference 'because' has 0 targets instead of one
          = help: draw one edge from it to what it bears on
        error[missing-kind]: the edge from 'It is late.' to 'We go.' has no kind
          = help: set `kind` to `support` or `rebuttal`
        error[missing-kind]: the edge from 'We go.' to 'It is late.' has the unknown kind `attack`
          = help: set `kind` to `support` or `rebuttal`""")


# --- tables ---


def as_csv(rows: list[dict[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def test_the_treaty_comes_back_from_a_table(golden: Callable[[str, str], None]) -> None:
    rows = argmap.to_records(TREATY)
    golden("docs/treaty.csv", as_csv(rows))
    as_it_was(from_records(rows, title=TREATY.title), TREATY)


@given(maps())
def test_a_table_loses_nothing_but_the_fields_of_the_map(map: ArgumentMap) -> None:
    rows = argmap.to_records(map)
    if not rows:
        return
    made = from_records(csv.DictReader(io.StringIO(as_csv(rows))))
    expected = ArgumentMap.build(
        sides=map.sides.values(), sources=map.sources.values(), claims=map.claims.values(),
        inferences=map.inferences.values(), expect=map.expect,
    )  # fmt: skip
    assert made == expected


def test_a_table_as_a_teacher_writes_it() -> None:
    table = """\
        text,side,supports,rebuts,evidence,id
        School should start at nine.,Later,,,,nine
        Teenagers would sleep more.,,nine,,AAP p. 643,
        Parents work at eight.,Now,,School should start at nine.,,
        Breakfast clubs open; at seven.,,,Parents work at eight.,,
        """
    rows: list[dict[str, object]] = [*csv.DictReader(io.StringIO(dedent(table)))]
    rows += [
        {"type": "source", "id": "AAP", "date": 2014.0, "title": float("nan")},
        {"premises": "nine; Breakfast clubs open; at seven.", "supports": ""},
        {"premises": ["nine", "Breakfast clubs open; at seven."], "supports": "Parents work at eight."},
        {},
    ]  # fmt: skip
    del rows[-3]
    made = from_records(rows, title="Nine?")
    assert argmap.dumps(made) == dedent("""\
        title: Nine?
        sides:
          later: Later
          now: Now
        sources:
          AAP:
            date: 2014
        claims:
          nine:
            text: School should start at nine.
            side: later
            premises:
              - teenagers-would-sleep-more
            rebuttals:
              - parents-work-at-eight

          teenagers-would-sleep-more:
            text: Teenagers would sleep more.
            evidence: AAP p. 643

          parents-work-at-eight:
            text: Parents work at eight.
            side: now
            premises:
              - [nine, breakfast-clubs-open-at-seven]
            rebuttals:
              - breakfast-clubs-open-at-seven

          breakfast-clubs-open-at-seven:
            text: Breakfast clubs open; at seven.
        """)


WRONG_TABLES: list[tuple[list[Any], str]] = [
    ([{"text": "It is late.", "sid": "x", "main": "maybe"}, 3], """\
        error[wrong-record]: row 1: `main`: `maybe` must be true or false
        error[wrong-record]: row 1: a claim has no column `sid`
          = help: did you mean `side`?
        error[wrong-record]: row 2: a row must map columns to cells, unlike 3"""),
    ([{"txt": "It is late."}, {"type": "clam", "text": "We go."}], """\
        error[wrong-record]: row 1: a row needs a `text` (for a claim) or `premises` (for an inference)
          = help: `txt` may be a misspelling of `text`
        error[wrong-record]: row 2: unknown type `clam`: did you mean `claim`?"""),
    ([{"text": "It is late.", "id": "late"}, {"text": "We go.", "rebuts": "lete", "evidence": "Smith"}], """\
        error[unknown-claim]: row 2: unknown claim `lete`
          = help: did you mean `late`?
        error[unknown-source]: row 2: unknown source `Smith`
          = help: add a row with the `type` `source` and this `id`"""),
    ([{"text": "It is late.", "expect": "stand"}, {"premises": "it-is-late", "kind": "suport"}], """\
        error[wrong-record]: row 1: `expect`: unknown verdict `stand`: did you mean `stands`?
        error[wrong-record]: row 2: `kind`: unknown kind `suport`: did you mean `support`?
        error[wrong-record]: row 2: an inference needs a target, in one of `supports`, `rebuts`, `undercuts`"""),
    ([{"text": "It is late.", "id": "a"}, {"text": "We go.", "id": "a", "ignore": "long-claim"}], """\
        error[duplicate-id]: row 2: two claims have the id `a`
        error[wrong-record]: row 2: `ignore`: `long-claim` must be a name and a text, with a colon between them"""),
    ([{"text": "It is late.", "side": "now"}, {"type": "side", "id": "nwo"}], """\
        error[unknown-side]: row 1: unknown side `now`
          = help: did you mean `nwo`?"""),
    ([{"text": "It is late.", "claim_type": "norm"}, {"text": "We go.", "claim_type": "plicy"}], """\
        error[unknown-type]: row 1: `norm` is not a claim type
          = help: write fact, value or policy
        error[unknown-type]: row 2: `plicy` is not a claim type
          = help: write fact, value or policy"""),
    # What is wrong with a column is reported once.
    ([{"": 0, "text": "It is late.", "author": "Kim"}, {"": 1, "text": "We go.", "author": "Lee"},
      {"premises": "it-is-late", "supports": "we-go", "author": "Lee"}], """\
        error[wrong-record]: rows 1–2: a claim has no column ``
          = help: this may be the index of a data frame: write the file with `to_csv(…, index=False)`
        error[wrong-record]: rows 1–2: a claim has no column `author`
          = help: known columns: type, id, {claim}, expect, supports, rebuts, undercuts
        error[wrong-record]: row 3: an inference has no column `author`
          = help: known columns: type, id, {inference}, supports, rebuts, undercuts"""),
    ([{"claim": "It is late.", "by": ""}, {"claim": "We go.", "by": "Kim"}], """\
        error[wrong-record]: rows 1–2: a row needs a `text` (for a claim) or `premises` (for an inference)
          = help: its columns are `claim`, `by`"""),
    # A text that no claim has is not taken for an id.
    ([{"text": "It is late.", "supports": "We  go."}, {"text": "We go."}, {"type": "inference"},
      {"premises": "It is early.", "supports": "We go."}], """\
        error[unknown-claim]: row 1: unknown claim `We  go.`
          = help: did you mean `We go.`?
        error[wrong-record]: row 3: an inference needs a target, in one of `supports`, `rebuts`, `undercuts`
        error[unknown-claim]: row 4: unknown claim `It is early.`
          = help: did you mean `It is late.`?"""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "errors"), WRONG_TABLES)
def test_a_wrong_row_is_named_by_its_number(rows: list[Any], errors: str) -> None:
    with pytest.raises(argmap.InvalidMap) as caught:
        from_records(rows)
    columns = {
        part.__name__.lower(): ", ".join(field.name for field in fields_of(part))
        for part in (Claim, Inference)
    }
    # The column `type` says what a row is.
    columns["claim"] = columns["claim"].replace(" type,", " claim_type,")
    assert str(caught.value) == dedent(errors).format(**columns)


def test_the_type_of_a_claim_can_be_in_capitals_in_a_table() -> None:
    rows = [
        {"text": "We go.", "claim_type": "Policy"},
        {"text": "It is late.", "claim_type": "FACT"},
    ]
    assert [claim.type for claim in from_records(rows).claims.values()] == ["policy", "fact"]


def test_a_table_of_excel_starts_with_a_byte_order_mark() -> None:
    made = from_records(csv.DictReader(io.StringIO("\ufefftext , side\nIt is late.,Now\n")))
    assert made == from_records([{"text": "It is late.", "side": "Now"}])


def test_a_row_with_too_many_cells_is_named() -> None:
    rows = csv.DictReader(io.StringIO("text\nIt is late.\nWe go, now.\n"))
    with pytest.raises(argmap.InvalidMap, match="row 2: this row has more cells than the table"):
        from_records(rows)


def test_findings_name_the_row_of_a_table() -> None:
    made = from_records([{}, {"text": "It is late."}])
    assert [finding.span for finding in argmap.check(made, ["support"])] == [
        argmap.Span("<records>", 2, 1, 2, 1)
    ]


@pytest.mark.tools
def test_data_frames_come_back() -> None:
    tool("packages")
    import pandas

    frame = argmap.to_frame(TREATY)
    assert list(frame.columns[:3]) == ["type", "id", "label"]
    assert from_records(frame, title=TREATY.title) == TREATY
    # Read again, what is empty is no number, and what is true is no text.
    again = pandas.read_csv(io.StringIO(frame.to_csv(index=False)))
    assert from_records(again, title=TREATY.title) == TREATY


def test_without_pandas_there_are_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(argmap.ArgmapError) as caught:
        argmap.to_frame(SCHOOL)
    assert str(caught.value) == (
        "data frames need pandas, which is not installed: run `pip install pandas`, or use"
        " `argmap.to_records`"
    )
    assert from_records(argmap.to_records(SCHOOL), title=SCHOOL.title) == replace(SCHOOL)
