"""Carneades 4 argument graphs in YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Expectation, Source, evaluate, formats

SAMPLE = """\
meta: {title: School hours, notes: a sample}
statements:
  nine: School should start at nine.
  sleep: {text: Teenagers would sleep more., assumed: true}
  rule: Sleep decides.
  eight: School should start at eight.
  ¬app(a1): The survey is old.
issues:
  i1: {positions: [nine, eight, nine], standard: PE}
arguments:
  a1:
    conclusion: nine
    premises: {minor: sleep, warrant: rule}
    undercutter: ¬app(a1)
    scheme: expert opinion
    weight: 0.5
  a2: {conclusion: ¬app(a1), premises: [sleep]}
assumptions: [rule]
references:
  aap: {creator: AAP, title: Sleep, date: 2014}
tests:
  in: [nine]
  out: [¬app(a1)]
  undecided: [rule]
"""


def test_the_whole_grammar() -> None:
    reading = formats.parse(SAMPLE, "a.yml", "carneades")
    map = reading.unwrap()
    assert map.title == "School hours"
    assert [(claim.id, claim.common_ground) for claim in map.claims.values()] == [
        ("nine", False), ("sleep", True), ("rule", True), ("eight", False), ("the-survey-is-old", False),
    ]  # fmt: skip
    assert list(map.inferences) == [
        "sleep+rule:supports:nine",
        "the-survey-is-old:undercuts:sleep+rule:supports:nine",
        "eight:rebuts:nine",
        "nine:rebuts:eight",
        "sleep:supports:the-survey-is-old",
    ]
    assert map.strict
    inference = map.inferences["sleep+rule:supports:nine"]
    assert (inference.warrant, inference.scheme) == ("rule", "expert opinion")
    assert map.expect == {
        "nine": Expectation.STANDS, "the-survey-is-old": Expectation.FALLS, "rule": Expectation.CONTESTED,
    }  # fmt: skip
    assert map.sources == {"aap": Source("aap", author="AAP", title="Sleep", date="2014")}
    assert [found.message for found in reading.diagnostics] == [
        "argmap ignores 1 other meta field (line 1)",
        "argmap ignores 1 proof standard (line 9)",
        "argmap ignores 1 premise role (line 13)",
        "argmap ignores 1 weight (line 16)",
    ]


@pytest.mark.parametrize(
    ("standard", "arguments", "shown", "lost"),
    [
        ("PE", "{x: {conclusion: nine, premises: [b]}}", ["nine", "eight"], []),
        ("dv", "{}", ["nine", "eight"], []),
        ("clear-and-convincing", "{}", ["nine", "eight"], []),
        (
            "BRD",
            "{x: {conclusion: b, premises: [nine], weight: 0.4}}",
            ["nine", "eight"],
            ["weight"],
        ),
        (
            "PE",
            "{x: {conclusion: eight, premises: [b], weight: 0.4}}",
            [],
            ["proof standard", "weight"],
        ),
        ("PE", "{x: {conclusion: eight, premises: [b], scheme: sign}}", [], ["proof standard"]),
        ("SE", "{}", [], ["proof standard"]),
        ("", "{}", [], []),
    ],
)
def test_a_standard_is_read_where_no_weights_are_compared(
    standard: str, arguments: str, shown: list[str], lost: list[str]
) -> None:
    text = (
        "statements: {b: Because., nine: At nine., eight: At eight.}\n"
        f"arguments: {arguments}\nissues: {{i: {{positions: [nine, eight], standard: '{standard}'}}}}"
    )
    reading = formats.parse(text, "a.yml", "carneades")
    claims = reading.unwrap().claims.values()
    assert [claim.id for claim in claims if claim.standard == "shown"] == shown
    assert sorted(found.message.partition(" (")[0] for found in reading.diagnostics) == [
        f"argmap ignores 1 {word}" for word in lost
    ]


def test_a_warrant_alone_is_an_ordinary_premise() -> None:
    text = "statements: {b: Because., nine: At nine.}\narguments: {x: {conclusion: nine, premises: {warrant: b}}}"
    reading = formats.parse(text, "a.yml", "carneades")
    inference = reading.unwrap().inferences["b:supports:nine"]
    assert (inference.premises, inference.warrant) == (("b",), "")
    assert [found.message for found in reading.diagnostics] == [
        "argmap ignores 1 premise role (line 2)"
    ]


@pytest.mark.parametrize(
    ("part", "line", "code"),
    [
        ("arguments: {a: {conclusion: nien, premises: [b]}}", 2, "unknown-statement"),
        ("arguments: {a: {conclusion: b}}", 2, "incomplete-step"),
        ("arguments: {a: [b]}", 2, "wrong-shape"),
        ("arguments: [b]", 2, "wrong-shape"),
        ("arguments: {a: {conclusion: nine, premises: [b, b]}}", 2, "duplicate-premise"),
        (
            "arguments: {a: {conclusion: nine, premises: {minor: b, warrant: b}}}",
            2,
            "duplicate-premise",
        ),
        ("assumptions: [[b]]", 2, "wrong-shape"),
        ("tests: {in: [x]}", 2, "unknown-statement"),
    ],
)
def test_a_malformed_part_never_costs_the_rest(part: str, line: int, code: str) -> None:
    reading = formats.parse(
        "statements: {b: Because., nine: At nine., c: ''}\n" + part, "a.yml", "carneades"
    )
    assert list(reading.unwrap().claims) == ["b", "nine", "c"]
    assert (line, code) in [
        (found.span.line, found.code) for found in reading.diagnostics if found.span
    ]


def test_what_is_not_assumed_is_not_granted() -> None:
    text = "statements: {a: A b., b: B c., c: C d.}\narguments: {x: {conclusion: a, premises: [b]}}\nassumptions: [b]"
    verdicts = evaluate(formats.parse(text, "a.yml", "carneades").unwrap())
    assert [verdict.value for verdict in verdicts.claims.values()] == ["stands", "stands", "falls"]


@pytest.mark.parametrize(
    "issues",
    ["[[a, b]]", "{i: [a, b]}", "{i: {positions: [a, b]}}", "{i: {positions: [b, a]}, j: }"],
)
def test_the_positions_of_an_issue_rebut_each_other(issues: str) -> None:
    map = formats.parse(
        f"statements: {{a: A b., b: B c., c: C d.}}\nissues: {issues}", "a.yml", "carneades"
    ).unwrap()
    expected = [] if issues.startswith("[") else ["a:rebuts:b", "b:rebuts:a"]
    assert sorted(map.inferences) == expected


def test_an_issue_with_thousands_of_positions_is_passed_over() -> None:
    names = [f"p{number}" for number in range(200)]
    statements = "\n".join(f"  {name}: It is {name}." for name in names)
    text = f"statements:\n{statements}\nissues: {{big: [{', '.join(names)}], small: [p0, p1]}}"
    reading = formats.parse(text, "a.yml", "carneades")
    assert [found.code for found in reading.diagnostics] == ["too-large"]
    assert sorted(reading.unwrap().inferences) == ["p0:rebuts:p1", "p1:rebuts:p0"]


@pytest.mark.parametrize(
    "text",
    ["", "a", "statements:", "statements: [a]", "arguments: {}", "statements: {a: *b}", "a: ["],
)
def test_a_file_without_statements_is_refused(text: str) -> None:
    reading = formats.parse(text, "a.yml", "carneades")
    assert reading.map is None
    assert reading.diagnostics


def test_sniffing() -> None:
    assert formats.parse(SAMPLE, "a.yml").format == "carneades"
    assert formats.parse("claims: {a: A b.}", "a.yml").format == "native"


_PARTS = st.recursive(
    st.sampled_from(["a", "b", "zz", "''", "true", "3"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["text", "conclusion", "premises", "undercutter", "warrant", "in", "a"]), inner, max_size=3)
        .map(lambda made: "{" + ", ".join(f"{key}: {value}" for key, value in made.items()) + "}"),
    ),
)  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(["meta", "arguments", "tests", "assumptions", "references", "issues"]),
        _PARTS,
    )
)
def test_any_parts_at_all_can_be_read(parts: dict[str, str]) -> None:
    text = "statements: {a: A., b: B.}\n" + "".join(
        f"{key}: {value}\n" for key, value in parts.items()
    )
    assert formats.parse(text, "a.yml", "carneades").map is not None


def test_a_file_that_is_said_to_be_carneades_and_is_not() -> None:
    text = "statements:\n  - Sleep helps.\narguments: []\n"
    (found, *_) = formats.parse(text, "map.yaml", "carneades").diagnostics
    assert found.message == "this is not a Carneades file, which maps ids to texts in `statements`"
