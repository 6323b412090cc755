"""The model by itself: parts, what keeps them from being a map, and what is mentioned where."""

from __future__ import annotations

import sys
from dataclasses import replace
from textwrap import dedent

import pytest

import argmap
from argmap import (
    ArgumentMap,
    Claim,
    DecisionRecord,
    Inference,
    InvalidMap,
    Kind,
    Side,
    Source,
)
from argmap.model import (
    Expectation,
    Inferences,
    PartKind,
    PartName,
    Safety,
    Span,
    homes_of,
    largest_branches,
    spelling_fixes,
    support_circles,
)
from tests.conftest import a_map

# --- parts ---


def test_a_warrant_comes_after_the_other_premises() -> None:
    made = Inference("i", Kind.SUPPORT, ("w", "a", "b"), "t", warrant="w")
    assert made.premises == ("a", "b", "w")
    twice = Inference("i", Kind.SUPPORT, ("w", "a", "w", "b"), "t", warrant="w")
    assert twice.premises == ("w", "a", "w", "b")  # which is an error, reported as it was written


def test_the_id_of_an_inference_between_long_ids_is_cut_whatever_they_are_made_of() -> None:
    long = ["\ud800" * 400, "é" * 400, "a" * 399 + "b", "a" * 400]
    ids = [Inferences().add(Kind.SUPPORT, [premise], "t") for premise in long]
    assert [len(id) for id in ids] == [300] * 4
    assert len(set(ids)) == 4


# --- what keeps parts from being a map ---

A, B, C = (Claim(id, f"{id.upper()} is so.") for id in "abc")
SUPPORT = Inference("i", Kind.SUPPORT, ("b",), "a")
UNDERCUT = Inference("u", Kind.UNDERCUTTER, ("c",), "i")


def weighed(target: str, *premises: str, kind: Kind = Kind.UNDERCUTTER) -> Inference:
    return Inference("w", kind, premises, target, weighing=True)


WRONG: list[tuple[str, dict[str, object]]] = [
    ("error[duplicate-id]: two sides have the id `s`", {"sides": [Side("s"), Side("s")]}),
    ("error[duplicate-id]: two sources have the id `s`", {"sources": [Source("s"), Source("s")]}),
    ("error[duplicate-id]: two claims have the id `a`", {"claims": [A, replace(A, text="Again.")]}),
    ("error[duplicate-id]: two inferences have the id `i`", {"inferences": [SUPPORT, replace(SUPPORT, premises=("c",))]}),
    (
        "error[duplicate-id]: `b` is already a claim id, so it cannot be an inference id",
        {"inferences": [replace(SUPPORT, id="b")]},
    ),
    ("error[missing-text]: the claim `d` has no text", {"claims": [A, B, C, Claim("d", " ")]}),
    (
        "error[unknown-side]: unknown side `us`\n  = help: declare the side under `sides:`",
        {"claims": [A, B, replace(C, side="us")]},
    ),
    (
        "error[unknown-side]: `US` is the name of the side `us`, not its id\n  = help: write `side: us`",
        {"sides": [Side("us", label="Us")], "claims": [A, B, replace(C, side="US")]},
    ),
    (
        "error[unknown-claim]: unknown claim `d`",
        {"expect": {"d": Expectation.FALLS}},
    ),
    (
        "error[unknown-side]: unknown side `then`\n  = help: did you mean `them`?",
        {"sides": [Side("them")], "record": DecisionRecord(chosen="then")},
    ),
    (
        "error[no-premises]: this inference has no premises",
        {"inferences": [replace(SUPPORT, premises=())]},
    ),
    (
        "error[duplicate-premise]: this inference lists the same premise twice",
        {"inferences": [replace(SUPPORT, premises=("b", "b"))]},
    ),
    (
        "error[bad-warrant]: the warrant `c` is not a premise of its inference",
        {"inferences": [replace(SUPPORT, warrant="c")]},
    ),
    (
        "error[bad-warrant]: the warrant `b` is the only premise of this inference\n"
        "  = help: add the premise that the warrant connects to the target, or make the warrant an ordinary premise",
        {"inferences": [replace(SUPPORT, warrant="b")]},
    ),
    (
        "error[bad-weighing]: only an undercutter can be a weighing, and this is a reason\n"
        "  = help: the target of a weighing is the reason or objection that it outweighs",
        {"inferences": [weighed("a", "b", kind=Kind.SUPPORT)]},
    ),
    (
        "error[bad-weighing]: only a reason or an objection can be outweighed, not an undercutter\n"
        "  = help: to answer an undercutter, rebut its premise, or undercut the undercutter itself",
        {"inferences": [SUPPORT, UNDERCUT, weighed("u", "a")]},
    ),
    (
        "error[bad-weighing]: an inference cannot be outweighed by its own premise `b`\n"
        "  = help: instead of `b`, name a claim that says why the inference counts for less",
        {"inferences": [SUPPORT, weighed("i", "c", "b")]},
    ),
    (
        "error[circular-undercutter]: this undercutter attacks itself, directly or through other undercutters,"
        " so it has no effect",
        {"inferences": [replace(UNDERCUT, target="v"), replace(UNDERCUT, id="v", target="u")]},
    ),
    (
        "error[idle-question]: `c` addresses the question `bias`, but is not a premise of this inference\n"
        "  = help: add the claim to the premises of the inference or of one of its `undercutters`",
        {"inferences": [replace(SUPPORT, questions={"bias": "c"})]},
    ),
    (
        "error[invalid-id]: `i i` is not a valid inference id\n"
        "  = help: an inference id cannot contain whitespace or control characters",
        {"inferences": [replace(SUPPORT, id="i i")]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("report", "parts"), WRONG, ids=[report for report, _ in WRONG])
def test_parts_that_are_no_map_are_refused_or_left_out(
    report: str, parts: dict[str, object]
) -> None:
    given = {"claims": [A, B, C], **parts}
    with pytest.raises(InvalidMap) as caught:
        ArgumentMap.build(**given)  # type: ignore[arg-type]
    assert str(caught.value) == report
    assert caught.value.texts == {}
    found: list[argmap.Diagnostic] = []
    made = ArgumentMap.build_valid(found, **given)  # type: ignore[arg-type]
    assert [str(each) for each in found] == [report]
    assert "a" in made.claims


def test_a_question_may_be_taken_up_by_an_undercutter_beside_one_of_nothing() -> None:
    lost = Inference("v", Kind.UNDERCUTTER, ("c",), "gone")
    asked = replace(SUPPORT, questions={"bias": "c", "expertise": "a"})
    with pytest.raises(InvalidMap) as caught:
        ArgumentMap.build(claims=[A, B, C], inferences=[asked, UNDERCUT, lost])
    assert [found.code for found in caught.value.diagnostics] == [
        "idle-question",
        "unknown-inference",
    ]


def test_a_reading_with_errors_raises_them_with_the_texts_of_its_files() -> None:
    with pytest.raises(InvalidMap) as caught:
        argmap.read("claims: {a: {text: A b., premises: [b]}}", "map.yaml").unwrap()
    assert caught.value.texts == {"map.yaml": "claims: {a: {text: A b., premises: [b]}}"}


# --- citations in words ---

SOURCES = "{who: {author: 'WHO, Geneva', title: Clean Air, date: 2021}, law: {title: Street Law}, old: {date: 1999}}"


@pytest.mark.parametrize(
    ("cited", "message", "help", "safety"),
    [
        ("Clean Air, p. 4", "cite a source by its id, not as “Clean Air”", "write `who p. 4`", ["safe"]),
        ("clean air ,; page 4", "cite a source by its id, not as “clean air”", "write `who page 4`", ["safe"]),
        ("WHO, Clean Air 2021", "cite a source by its id, not as “WHO, Clean Air 2021”", "write `who`", ["safe"]),
        ("The WHO in 2021.", "cite a source by its id, not as “The WHO in 2021”", "write `who`", ["unsafe"]),
        ("Clean Air and Street Law", "cite a source by its id, not as “Clean Air and Street Law”", "write `who`", ["unsafe", "unsafe"]),
        ("Street Law", "cite a source by its id, not as “Street Law”", "write `law`", ["safe"]),
        ("Clean Air., p. 4", "cite a source by its id, not as “Clean Air”", "write `who p. 4`", ["safe"]),
        ("Report of 1999", "unknown source `Report`",
         "declare the source under `sources:`, as `report: {title: …}`, and cite it as `report` or `report p. 3`", []),
        ("laws 3", "unknown source `laws`", "did you mean `law`?", ["safe"]),
        ("https://example.org/a", "unknown source `https://example.org/a`",
         "declare the source under `sources:`, as `name: {url: …}`, and cite it as `name`", []),
    ],
)  # fmt: skip
def test_a_citation_in_words_names_what_it_may_mean(
    cited: str, message: str, help: str, safety: list[str]
) -> None:
    text = f"sources: {SOURCES}\nclaims: {{a: {{text: A b., evidence: '{cited}'}}}}"
    [found] = argmap.read(text, "map.yaml").diagnostics
    assert (found.message, found.help, [fix.safety.value for fix in found.fixes]) == (
        message,
        help,
        safety,
    )


# --- spelling ---


@pytest.mark.parametrize(
    ("word", "known", "safe"),
    [
        (
            "chidcare",
            ["childcare", "childcares"],
            ["childcare"],
        ),  # a letter is missing in the middle
        ("hildcare", ["childcare", "childcares"], ["childcare"]),
        ("childdcare", ["childcare", "childcares"], ["childcare"]),
        ("hcildcare", ["childcare", "childcares"], ["childcare"]),
    ],
)
def test_one_typo_is_a_letter_too_few_too_many_wrong_or_swapped(
    word: str, known: list[str], safe: list[str]
) -> None:
    fixes = spelling_fixes(word, known, Span.on_line("map.yaml", 1, 1))
    assert [fix.edits[0].text for fix in fixes if fix.safety is Safety.SAFE] == safe


# --- mentions ---

MENTIONS = dedent("""\
    sides: {us: {label: Us}}
    sources: {law: {title: A law}, book: {title: A book}}
    claims:
      a: {text: A is so., side: us, stated_in: [law p. 3, book], premises: [{premises: [b], scheme: expert opinion, questions: {bias: b}}]}
      b: {text: B is so., evidence: law}
    expect: {a: stands}
    record: {chosen: us}
""")


@pytest.mark.parametrize(
    ("kind", "id", "written"),
    [
        (PartKind.SIDE, "us", ["1: us", "4: us", "7: us"]),
        (PartKind.SOURCE, "law", ["2: law", "4: law p. 3", "5: law"]),
        (PartKind.SOURCE, "book", ["2: book", "4: book"]),
        (PartKind.CLAIM, "a", ["4: a", "6: a"]),
        (PartKind.CLAIM, "b", ["5: b", "4: b", "4: b"]),
    ],
)
def test_a_part_is_mentioned_where_it_is_declared_and_where_others_name_it(
    kind: PartKind, id: str, written: list[str]
) -> None:
    lines = MENTIONS.splitlines()
    map = argmap.read(MENTIONS, "map.yaml").unwrap()
    mentions = map.mentions(PartName(kind, id))
    assert [
        f"{each.span.line}: {lines[each.span.line - 1][each.span.column - 1 : each.span.end_column - 1]}"
        for each in mentions
    ] == written


def test_behind_its_last_letter_a_word_is_still_at_the_cursor() -> None:
    map = argmap.read(
        "claims: {a: {text: It rains., side: us}}\nsides: {us: Us}\n", "m.yaml"
    ).unwrap()
    behind_us = len("claims: {a: {text: It rains., side: us") + 1
    there = map.at(1, behind_us)
    assert there is not None
    assert (there.field, there.refers_to) == ("side", PartName(PartKind.SIDE, "us"))


# --- homes ---


def test_of_two_attacks_the_one_with_fewer_steps_is_home() -> None:
    map = a_map("""
        claims:
          m: {text: M., premises: [{premises: [r], undercutters: [x]}], rebuttals: [x]}
          r: R.
          x: X.
    """)
    assert homes_of(map).inference_of["x"] == "x:rebuts:m"


@pytest.mark.parametrize(
    ("sizes", "largest"),
    [({"p": 4, "q": 7, "r": 3, "s": 5, "t": 6}, ["q", "t", "s"]), ({"p": 4, "r": 3}, ["p"])],
)
def test_the_largest_branches_come_first_and_small_ones_are_none(
    sizes: dict[str, int], largest: list[str]
) -> None:
    claims = {"m": sizes, **{name: range(1, size) for name, size in sizes.items()}}
    lines = ["claims:"]
    for name, below in claims.items():
        premises = [f"{each}" if name == "m" else f"{name}{each}" for each in below]
        lines.append(f"  {name}: {{text: {name} is so., premises: [{', '.join(premises)}]}}")
        if name != "m":
            lines += [f"  {each}: {each} is so." for each in premises]
    assert largest_branches(argmap.loads("\n".join(lines))) == largest


def test_a_claim_that_is_not_in_the_part_of_a_side_is_named_in_words() -> None:
    map = a_map(
        "sides: {us: Us, them: Them}\nclaims: {a: {text: A b., side: us, main: true}, c: {text: C d., side: them, main: true}}"
    )
    message = "“C d.” is not in the part of the side `us`; leave out one of them"
    with pytest.raises(argmap.ArgmapError, match=message):
        argmap.part(map, side="us", focus="c")


def test_a_map_without_circles_does_not_pay_for_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    map = a_map(
        "claims: {a: {text: A., premises: [[b, c], b]}, b: {text: B., premises: [c]}, c: {text: C., rebuttals: [a]}}"
    )
    monkeypatch.setitem(sys.modules, "networkx", None)
    assert support_circles(map) == []


def test_circles_are_in_reading_order() -> None:
    map = a_map("""
        claims:
          z: {text: Z., premises: [y]}
          y: {text: Y., premises: [z]}
          b: {text: B., premises: [a]}
          a: {text: A., premises: [b]}
    """)
    assert support_circles(map) == [["z", "y"], ["b", "a"]]


def test_the_graph_says_what_each_node_is() -> None:
    map = a_map(
        "title: T\nsides: {us: Us}\nclaims: {a: {text: A b., side: us, rebuttals: [c]}, c: C d.}"
    )
    assert map.graph.graph == {"title": "T"}
    assert {node: map.graph.nodes[node] for node in map.graph} == {
        "a": {"type": "claim", "text": "A b.", "side": "us"},
        "c": {"type": "claim", "text": "C d.", "side": ""},
        "c:rebuts:a": {"type": "inference", "kind": "rebuttal"},
    }
