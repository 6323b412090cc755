"""A quiz about a map: what is asked, that one choice alone is right, and that Moodle reads what was meant."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import networkx
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

import argmap.classroom
from argmap import ArgumentMap, Inference, Kind, Verdict
from argmap.classroom import (
    MOST_WRONG,
    Choice,
    Question,
    QuestionKind,
    format_gift,
    format_moodle_xml,
    format_quiz,
    questions,
)
from argmap.languages import QuizWords, known_languages, quiz_words_for, words_for
from argmap.util import UNSAFE_IN_LINES, one_line, plain_text, spell_out
from tests import run
from tests.conftest import ROOT, a_map
from tests.oracles import nothing_unsafe
from tests.strategies import bare_maps, maps
from tests.test_languages import gaps
from tests.tools import node_module, tool
from tests.tree import files

WALK = """
title: "A walk: now?"
{language}
sources: {{radar: Radar}}
claims:
  walk: {{text: We should go for a walk., main: true, premises: [dry], rebuttals: [late]}}
  dry:
    text: It will stay dry.
    premises:
      - premises: [sky, wind]
        undercutters: [turns]
  sky: {{text: The sky is clear., evidence: radar}}
  wind: {{text: No wind brings clouds., common_ground: true}}
  turns: {{text: The wind can turn., rebuttals: [steady]}}
  steady: The forecast knows of no other wind.
  late: {{text: "It is 5 o'clock.", rebuttals: [summer]}}
  summer: It is summer.
"""

WALK_AS_TEXT = """\
A walk: now?
============

Each question has one correct answer: the one that matches the map, even if you disagree with the map.

1. “The forecast knows of no other wind.”
   According to the map, which of the claims below does this claim support or oppose?
   a) No wind brings clouds.
   b) The wind can turn.
   c) It is 5 o'clock.
   d) It is summer.

2. (1) “The wind can turn.”
   (2) “It will stay dry.”
   According to the map, how is (1) related to (2)?
   a) (1) is a reason for (2), on its own or together with other claims.
   b) (1) is an objection to (2), on its own or together with other claims.
   c) (1) is an objection to an inference: it questions whether another claim really supports or opposes (2).

3. According to the map, which of these claims is unsupported? (An unsupported claim has no reasons and no evidence, and is not common ground.)
   a) We should go for a walk.
   b) It will stay dry.
   c) It is 5 o'clock.
   d) The sky is clear.

4. “No wind brings clouds.”
   Suppose that this claim is rejected. According to the map, which of the claims below would then fall? (All of these claims currently stand.)
   a) We should go for a walk.
   b) It is summer.
   c) The forecast knows of no other wind.
   d) The sky is clear.

Answers
=======

1. b) The wind can turn.
   According to the map, “The forecast knows of no other wind” is an objection to “The wind can turn.”

2. c) (1) is an objection to an inference: it questions whether another claim really supports or opposes (2).
   According to the map, “The wind can turn” is an objection to the inference from “The sky is clear” + “No wind brings clouds” to “It will stay dry.”

3. c) It is 5 o'clock.
   According to the map, this claim has no reasons or evidence and is not common ground: “It is 5 o'clock.”

4. a) We should go for a walk.
   According to the map, “We should go for a walk” falls if you reject “No wind brings clouds.”
   This claim would fall because what it depends on would no longer stand: “It will stay dry.”
"""

WALK_AS_GIFT = """\
[plain]“The forecast knows of no other wind.”\\nAccording to the map, which of the claims below does this claim support or oppose?{
~[plain]No wind brings clouds.
=[plain]The wind can turn.
~[plain]It is 5 o'clock.
~[plain]It is summer.
####[plain]According to the map, “The forecast knows of no other wind” is an objection to “The wind can turn.”
}

[plain](1) “The wind can turn.”\\n(2) “It will stay dry.”\\nAccording to the map, how is (1) related to (2)?{
~[plain](1) is a reason for (2), on its own or together with other claims.
~[plain](1) is an objection to (2), on its own or together with other claims.
=[plain](1) is an objection to an inference\\: it questions whether another claim really supports or opposes (2).
####[plain]According to the map, “The wind can turn” is an objection to the inference from “The sky is clear” + “No wind brings clouds” to “It will stay dry.”
}

[plain]According to the map, which of these claims is unsupported? (An unsupported claim has no reasons and no evidence, and is not common ground.){
~[plain]We should go for a walk.#[plain]The map gives a reason for this claim\\: “It will stay dry.”
~[plain]It will stay dry.#[plain]The map gives a reason for this claim\\: “The sky is clear”, “No wind brings clouds.”
=[plain]It is 5 o'clock.
~[plain]The sky is clear.#[plain]The map gives evidence for this claim.
####[plain]According to the map, this claim has no reasons or evidence and is not common ground\\: “It is 5 o'clock.”
}

[plain]“No wind brings clouds.”\\nSuppose that this claim is rejected. According to the map, which of the claims below would then fall? (All of these claims currently stand.){
=[plain]We should go for a walk.
~[plain]It is summer.#[plain]This claim would still stand.
~[plain]The forecast knows of no other wind.#[plain]This claim would still stand.
~[plain]The sky is clear.#[plain]This claim would still stand.
####[plain]According to the map, “We should go for a walk” falls if you reject “No wind brings clouds.”\\nThis claim would fall because what it depends on would no longer stand\\: “It will stay dry.”
}
"""


def test_a_quiz_as_text() -> None:
    map = a_map(WALK.format(language=""))
    assert format_quiz(map, questions(map, 4)) == WALK_AS_TEXT


def test_a_quiz_for_moodle() -> None:
    map = a_map(WALK.format(language=""))
    assert format_gift(questions(map, 4)) == WALK_AS_GIFT


def test_there_is_one_of_each_kind_in_turn() -> None:
    asked = questions(a_map(WALK.format(language="")), 8)
    assert [question.kind for question in asked[: len(QuestionKind)]] == list(QuestionKind)
    assert len({question.about for question in asked}) == 8


def test_relations_take_turns() -> None:
    asked = [
        question
        for question in questions(argmap.load("arguments.yaml"), 6 * len(QuestionKind))
        if len(question.choices) == 3
    ]
    right = [
        next(number for number, choice in enumerate(question.choices) if choice.is_right)
        for question in asked
    ]
    assert sorted(right) == [0, 0, 1, 1, 2, 2]


def test_no_choice_without_support_or_with_it_is_met_twice() -> None:
    asked = questions(argmap.load("arguments.yaml"), 40)
    shown: list[str] = []
    for question in asked:
        if question.kind is QuestionKind.NO_SUPPORT:
            shown += [choice.text for choice in question.choices]
    assert len(shown) == len(set(shown)) >= 20


# --- one choice alone is right ---


@st.composite
def maps_with_texts_twice(draw: st.DrawFn) -> ArgumentMap:
    """A map in which several claims may read the same, but for case and marks."""
    map = draw(bare_maps(8, 12))
    texts = st.sampled_from(
        ["It rains.", "It rains!", "it RAINS", "It is wet.", "Pipes leak.", "A", "B", "C", "D", "E"]
    )
    return ArgumentMap.build(
        sources=map.sources.values(),
        claims=[replace(claim, text=draw(texts)) for claim in map.claims.values()],
        inferences=map.inferences.values(),
    )


def test_the_right_choice_of_each_kind_is_right_and_no_other() -> None:
    map = argmap.load(ROOT / "docs/trams.yaml")
    assert {question.kind for question in questions(map, 20)} == {*QuestionKind}
    check_right_choices(map, 20, 0)


@given(st.one_of(bare_maps(9, 12), maps_with_texts_twice(), maps()), st.integers(0, 3))
def test_the_right_choice_is_right_and_no_other(map: ArgumentMap, seed: int) -> None:
    check_right_choices(map, 8, seed)


def check_right_choices(map: ArgumentMap, number: int, seed: int) -> None:
    for question in questions(map, number, seed):
        (right,) = [choice for choice in question.choices if choice.is_right]
        wrong = [choice for choice in question.choices if not choice.is_right]
        assert question.kind is QuestionKind.RELATION or 2 <= len(wrong) <= MOST_WRONG
        assert len({plain_text(choice.text) for choice in question.choices}) == len(
            question.choices
        )
        if question.kind is QuestionKind.RELATION:
            asked, target = question.about
            found = relations(map, asked, target)
            # Nobody can choose what no inference of the map is.
            drawn = {"weighing" if each.weighing else each.kind for each in map.inferences.values()}
            names = [name for name in (*Kind, "weighing") if name in drawn]
            assert len(names) > 1
            assert [choice.is_right for choice in question.choices] == [
                name in found for name in names
            ]
            continue
        assert right.claim == question.about[-1]
        if question.kind is QuestionKind.BEARS_ON:
            assert relations(map, *question.about) - {Kind.UNDERCUTTER, "weighing"}
        holds = {
            choice.claim: stands_in_the_relation(map, question, choice.claim)
            for choice in question.choices
        }
        assert holds == {choice.claim: {choice.is_right} for choice in question.choices}


def stands_in_the_relation(map: ArgumentMap, question: Question, chosen: str) -> set[bool]:
    """Return whether each claim that reads like the chosen one stands in the relation that is asked for."""
    graph = map.graph
    asked = question.about[0]
    found: set[bool] = set()
    for claim in alike(map, chosen):
        match question.kind:
            case QuestionKind.BEARS_ON:
                found.add(
                    any(claim in networkx.descendants(graph, like) for like in alike(map, asked))
                )
            case QuestionKind.NO_SUPPORT:
                found.add(map.is_unsupported(claim))
            case QuestionKind.WOULD_FALL:
                now, then = argmap.evaluate(map), argmap.evaluate(map, reject=[asked])
                assert now[claim] is Verdict.STANDS
                assert then[claim] is not Verdict.CONTESTED
                found.add(then[claim] is Verdict.FALLS)
            case kind:
                raise NotImplementedError(f"say here when a choice is right for {kind}")
    # One of those that read alike makes a claim the right answer.
    return {True} if question.kind is QuestionKind.BEARS_ON and True in found else found


def relations(map: ArgumentMap, asked: str, target: str) -> set[str]:
    """Return how claims that read like one bear on claims that read like another."""
    kinds: set[str] = set()
    for inference in map.inferences.values():
        onto: Inference | None = map.inferences.get(inference.target)
        aim = onto.target if onto else inference.target
        if set(inference.premises) & alike(map, asked) and aim in alike(map, target):
            kinds.add("weighing" if inference.weighing else inference.kind)
    return kinds


def alike(map: ArgumentMap, claim: str) -> set[str]:
    wording = plain_text(map.claims[claim].text)
    return {other.id for other in map.claims.values() if plain_text(other.text) == wording}


WEIGHED = """
sources: {s: {title: Court File}, w: {title: Water Report}}
claims:
  pool:
    text: The school should build a pool.
    premises: [health]
    rebuttals: [{premises: [cost], outweighed_by: [life]}]
  health: Swimming is healthy.
  cost: A pool is expensive.
  life: Health matters more than money.
  knew:
    text: The caretaker knew of the leak.
    standard: shown
    premises: [{premises: [keys], undercutters: [{premises: [others], undercutters: [sole]}]}]
  keys: {text: The caretaker has the keys., evidence: s p. 5}
  others: Others may have keys.
  sole: {text: The caretaker had the only key., evidence: s p. 6}
"""


def test_weighings_and_claims_that_must_be_shown_are_asked_about() -> None:
    asked = {question.about: question for question in questions(argmap.loads(WEIGHED), 40)}
    relation = asked["life", "pool"]
    assert relation.text.splitlines()[-1] == "According to the map, how is (1) related to (2)?"
    assert [(choice.text, choice.is_right) for choice in relation.choices][2:] == [
        (
            "(1) is an objection to an inference: it questions whether another claim really supports or opposes (2).",
            False,
        ),
        (
            "(1) grants a reason for (2), or an objection to it, but says why that reason or objection counts for less.",
            True,
        ),
    ]
    assert relation.why == (
        "According to the map, “Health matters more than money” outweighs “A pool is expensive”"
        " in deciding whether “The school should build a pool” is true."
    )
    assert asked["sole", "knew"].why.splitlines() == [
        "According to the map, “The caretaker knew of the leak” falls if you reject “The caretaker had the only key.”",
        "This claim would fall because it carries the burden of proof and no remaining reason would support it well enough.",
    ]


def test_a_norm_without_support_is_no_wrong_choice_beside_an_unsupported_claim() -> None:
    map = argmap.loads("""
claims:
  nine: {text: School should start at nine., type: policy, premises: [{premises: [sleep, health, rule], warrant: rule}]}
  sleep: {text: Teenagers would sleep more., common_ground: true, rebuttals: [late]}
  health: {text: Schools must protect the health of teenagers., type: value}
  rule: What protects the health of teenagers should be done.
  late: Teenagers would go to bed later.
""")
    [asked] = [
        question for question in questions(map, 40) if question.kind is QuestionKind.NO_SUPPORT
    ]
    wrong = {choice.text: choice.feedback for choice in asked.choices if not choice.is_right}
    assert wrong == {
        "School should start at nine.": "The map gives a reason for this claim: “Teenagers would sleep more”,"
        " “Schools must protect the health of teenagers”, “What protects the health of teenagers should be done.”",
        "Teenagers would sleep more.": "According to the map, this claim is common ground.",
    }


def test_what_a_claim_bears_on_by_others_is_no_wrong_choice() -> None:
    chain = a_map(
        "claims: {a: {text: A, premises: [b]}, b: {text: B, premises: [c]}, c: C, d: D, e: E}"
    )
    (asked,) = [question for question in questions(chain, 9) if question.about == ("c", "b")]
    assert {choice.text for choice in asked.choices} == {"B", "D", "E"}


def test_a_pair_that_is_both_reason_and_objection_is_not_asked_about() -> None:
    both = a_map(
        "claims: {a: {text: A, premises: [b], rebuttals: [c]}, b: It rains., c: it rains, d: D, e: E}"
    )
    assert QuestionKind.RELATION not in {question.kind for question in questions(both, 9)}


# --- the same every time ---


def test_a_seed_makes_the_same_quiz_in_every_run(tmp_path: Path) -> None:
    (tmp_path / "walk.yaml").write_text(WALK.format(language=""), encoding="utf-8")

    def made(seed: int, hash_seed: str) -> str:
        return run.argmap(
            "quiz", "walk.yaml", "--seed", str(seed), cwd=tmp_path, PYTHONHASHSEED=hash_seed
        ).out

    assert made(1, "1") == made(1, "2") != made(2, "1")


@given(st.integers(), st.integers(1, 12))
def test_a_shorter_quiz_is_the_beginning_of_a_longer_one(seed: int, count: int) -> None:
    debate = argmap.load("docs/school.yaml")
    assert questions(debate, count, seed) == questions(debate, 12, seed)[:count]


# --- what Moodle reads ---

HOSTILE = [
    r"~ = # { } : \ -> \n \\n \: \\",
    "::Name:: [html]<b>bold</b>",
    "// no comment",
    "$CATEGORY: other",
    "%50%half",
    "=right ~wrong #why ####all",
    "{T} {=a} }{",
    "[markdown]**bold** ![](http://x.test/a.png)",
    "[plain]",
    "[",
    r"$$\frac{1}{2}$$ and \(x^2\) and \\",
    "<script>alert(1)</script> &amp; &&058;",
    "החוק טוב: (כן)",
    "0",
]


def choice_of(text: str, *, is_right: bool) -> Choice:
    return Choice(text, is_right, feedback=text)


def parsed(gift: str) -> list[dict[str, str]]:
    """Return what the parser from npm reads: of each question all texts, in their order."""
    program = (
        "const parser = require(process.argv[1]), chunks = [];"
        "process.stdin.on('data', chunk => chunks.push(chunk)).on('end', () =>"
        " console.log(JSON.stringify(parser.parse(Buffer.concat(chunks).toString()))));"
    )
    command = [tool("node"), "-e", program, str(node_module("gift-pegjs", "pegjs-gift.js"))]
    done = subprocess.run(command, input=gift.encode(), capture_output=True, check=False)
    assert done.stderr == b""
    read: list[dict[str, str]] = json.loads(done.stdout)
    return read


def as_parsed(question: Question) -> dict[str, object]:
    def text(said: str) -> dict[str, str]:
        return {"format": "plain", "text": said.replace("&&0", "& &0")}

    choices = [
        {
            "isCorrect": choice.is_right,
            "weight": None,
            "text": text(choice.text),
            "feedback": text(choice.feedback) if choice.feedback else None,
        }
        for choice in question.choices
    ]
    return {
        "type": "MC", "title": None, "stem": text(question.text), "hasEmbeddedAnswers": False,
        "globalFeedback": text(question.why), "choices": choices, "id": None, "tags": None,
    }  # fmt: skip


@pytest.mark.tools
def test_hostile_texts_are_read_as_they_are() -> None:
    made = [
        Question(
            QuestionKind.BEARS_ON,
            (),
            f"{text}\n{text}\n\n// {text}",
            (
                choice_of(text, is_right=False),
                choice_of(text, is_right=True),
                Choice(text, is_right=False),
            ),
            f"{text}\n{text}",
        )
        for text in HOSTILE
    ]
    gift = format_gift(made)
    assert parsed(gift) == [as_parsed(question) for question in made]
    assert all(
        re.match(r"\[plain\]|[=~]\[plain\]|####\[plain\]|\}$|$", line) for line in gift.split("\n")
    )


@pytest.mark.tools
def test_a_right_choice_with_an_arrow_makes_no_pairs_of_the_choices() -> None:
    right, *wrong = (
        Choice("a -> b", is_right=True),
        Choice("c", is_right=False),
        Choice("d", is_right=False),
    )
    made = Question(QuestionKind.BEARS_ON, (), "Which?", (right, *wrong), "So it is.")
    assert parsed(format_gift([made])) == [as_parsed(replace(made, choices=(*wrong, right)))]


@pytest.mark.tools
def test_a_quiz_of_a_hostile_map_is_read_as_it_is_and_safe_to_print() -> None:
    texts = [*HOSTILE, "Line\n\nand\u202eline\x1b[2J", "##[error]x"]
    claims = [{"text": "Main", "premises": [{"text": text} for text in texts]}]
    map = argmap.loads(json.dumps({"title": "::error::", "claims": claims}))
    made = questions(map, 20)
    gift = format_gift(made)
    assert len(made) == len(texts)
    assert parsed(gift) == [as_parsed(question) for question in made]
    nothing_unsafe(gift.replace("\n####[plain]", "\n"))
    nothing_unsafe(format_quiz(map, made))


class ReadByMoodle(NamedTuple):
    """A question as Moodle's importer reads it: each text with its format."""

    text: tuple[str, str]
    choices: list[tuple[bool, tuple[str, str], tuple[str, str]]]
    why: tuple[str, str]


_TRIMMED = " \t\n\r\0\x0b"
_HELD = {f"\\{sign}": f"&&{ord(sign):03};" for sign in ":#={}~"} | {"\\n": "&&010"}


def read_by_moodle(lines: Iterable[str]) -> ReadByMoodle:
    """Return what Moodle makes of the lines of a question, by the rules of its `question/format/gift/format.php`."""
    text = "\n".join(
        " " if line.strip(_TRIMMED).startswith("//") else line.strip(_TRIMMED) for line in lines
    )
    text = text.strip(_TRIMMED).replace("\\\\", "&&092;")
    for escaped, placeholder in _HELD.items():
        text = text.replace(escaped, placeholder)
    text = text.replace("&&092;", "\\")
    assert not text.startswith(("::", "$CATEGORY:"))
    start, end = text.index("{"), text.index("}")
    assert text.endswith("}")
    body, _, why = text[start + 1 : end].rpartition("####")
    choices: list[tuple[bool, tuple[str, str], tuple[str, str]]] = []
    for choice in body.replace("=", "~=").strip(_TRIMMED).split("~"):
        if choice:
            is_right = choice.startswith("=")
            assert is_right or not re.match(r"%-*[0-9]{1,2}\.?[0-9]*%", choice)
            answer, _, feedback = choice.strip(_TRIMMED).removeprefix("=").partition("#")
            choices.append((is_right, with_format(answer), with_format(feedback)))
    return ReadByMoodle(with_format(text[:start] + text[end + 1 :]), choices, with_format(why))


def with_format(text: str) -> tuple[str, str]:
    text = text.strip(_TRIMMED) if not text.startswith("[") else text
    marker = re.match(r"\[(html|moodle|plain|markdown)\]", text)
    format = marker[1] if marker else ""
    text = text[marker.end() :] if marker else text
    for escaped, placeholder in _HELD.items():
        text = text.replace(placeholder, "\n" if escaped == "\\n" else escaped[1:])
    return format, text.strip(_TRIMMED)


GIFT_TEXTS = st.text("~=#{}:\\[]plainhtm%n/&$01 ־א\n", min_size=1).filter(
    # `&&0` would be a placeholder of Moodle's, and is written with a space.
    lambda text: text == text.strip() and "&&" not in text
)


@given(st.lists(GIFT_TEXTS, min_size=4, max_size=8))
def test_moodle_reads_any_text_as_it_is(texts: list[str]) -> None:
    asked, why, *others = texts
    choices = tuple(choice_of(text, is_right=number == 1) for number, text in enumerate(others))
    made = [Question(QuestionKind.BEARS_ON, (), asked, choices, why)] * 2
    lines = [line.strip(_TRIMMED) for line in format_gift(made).split("\n")]
    blocks = [
        list(block)
        for is_empty, block in groupby(lines, key=lambda line: line in ("", "0"))
        if not is_empty
    ]
    plain = ReadByMoodle(
        ("plain", asked),
        [
            (choice.is_right, ("plain", choice.text), ("plain", choice.feedback))
            for choice in choices
        ],
        ("plain", why),
    )
    assert [read_by_moodle(block) for block in blocks] == [plain, plain]


# --- Moodle XML ---


class ReadAsXml(NamedTuple):
    """A question as Moodle's importer reads it from XML; a text comes with its format."""

    name: str
    text: tuple[str, str]
    why: tuple[str, str]
    choices: list[tuple[float, tuple[str, str], tuple[str, str]]]


def read_xml_by_moodle(xml: str) -> tuple[list[str], list[ReadAsXml]]:
    """Return the path of the category and the questions, as `question/format/xml/format.php` takes them."""
    root = fromstring(xml)
    assert root.tag == "quiz"
    category, *others = root
    assert category.get("type") == "category"
    path = text_at(category, "category")
    # `split_category_path`: a single slash parts, two are one.
    names = [name.replace("//", "/").strip() for name in re.split("(?<!/)/(?!/)", path)]
    read = []
    for question in others:
        assert question.get("type") == "multichoice"
        assert (question.findtext("single"), question.findtext("shuffleanswers")) == (
            "true",
            "true",
        )
        assert question.findtext("answernumbering") == "abc"
        choices = [
            (
                float(answer.get("fraction", "0")) / 100,
                formatted(answer, "."),
                formatted(answer, "feedback"),
            )
            for answer in question.findall("answer")
        ]
        read.append(
            ReadAsXml(text_at(question, "name"), formatted(question, "questiontext"), formatted(question, "generalfeedback"), choices)
        )  # fmt: skip
    return names, read


def text_at(element: ElementTree.Element, path: str) -> str:
    """Return what is in `text` below an element, as `getpath` does: trimmed, and "" by default."""
    return (element.findtext(f"{path}/text") or "").strip(_TRIMMED)


def formatted(element: ElementTree.Element, path: str) -> tuple[str, str]:
    found = element.find(path)
    format = "html" if found is None else found.get("format", "html")
    text = text_at(element, path)
    return (format if text else "", text)


def plain(text: str) -> tuple[str, str]:
    return ("plain_text" if text else "", text)


def shown(text: str) -> str:
    """Return a text in which XML can hold every character."""
    return re.sub(UNSAFE_IN_LINES, lambda match: spell_out(match[0]), text)


@given(maps())
def test_moodle_reads_questions_with_names_and_a_category_from_xml(map: ArgumentMap) -> None:
    made = questions(map, 12)
    names, read = read_xml_by_moodle(format_moodle_xml(map, made))
    assert names[:2] == ["$course$", "top"]
    assert names[2] == (one_line(map.title)[:200].strip() or quiz_words_for(map.language).quiz)
    assert len(names) == 3
    assert [each.name for each in read] == sorted({each.name for each in read})
    for question, found in zip(made, read, strict=True):
        assert 0 < len(found.name) < 255
        assert found.text == plain(shown(question.text).strip(_TRIMMED))
        assert found.why == plain(shown(question.why).strip(_TRIMMED))
        for choice, (fraction, text, feedback) in zip(question.choices, found.choices, strict=True):
            assert fraction == choice.is_right
            assert text == plain(shown(choice.text).strip(_TRIMMED))
            assert feedback == plain(shown(choice.feedback).strip(_TRIMMED))


@given(
    st.lists(st.text("<>&\"']$/%@:;\\ ־א\n#[", min_size=1).map(str.strip).filter(bool), min_size=4)
)
def test_moodle_reads_any_text_from_xml_as_it_is(texts: list[str]) -> None:
    asked, why, *others = texts
    choices = tuple(choice_of(text, is_right=number == 1) for number, text in enumerate(others))
    made = [Question(QuestionKind.BEARS_ON, (), asked, choices, why)]
    _, (read,) = read_xml_by_moodle(format_moodle_xml(a_map("claims: {a: A}"), made))
    assert (read.text, read.why) == (plain(asked), plain(why))
    assert [each[1] for each in read.choices] == [plain(choice.text) for choice in choices]


@pytest.mark.parametrize("title", ["Cats/dogs // both", "/r/cats or /r/dogs/"])
def test_a_category_keeps_its_slashes(title: str) -> None:
    map = a_map(
        f"title: {title}\nclaims: {{a: {{text: A, premises: [b], rebuttals: [c]}}, b: B, c: C}}"
    )
    names, (read, *_) = read_xml_by_moodle(format_moodle_xml(map, questions(map, 4)))
    assert names == ["$course$", "top", title]
    assert read.name.startswith("1 (1) “")


# --- the words ---

TEXTS = tuple(QuizWords.types)


@pytest.mark.parametrize("tag", known_languages())
def test_no_word_of_a_quiz_is_left_in_english_and_all_refer_to_the_same_numbers(tag: str) -> None:
    words, english = quiz_words_for(tag), quiz_words_for("en")
    for name in TEXTS:
        word: str = getattr(words, name)
        assert sorted(re.findall(r"\(\d\)", word)) == sorted(
            re.findall(r"\(\d\)", getattr(english, name))
        ), name
        assert word != getattr(english, name) or tag == "en" or name == "quiz", name
        if words_for(tag).rtl:
            assert not re.search("[A-Za-z]", re.sub(r"{\w+}", "", word)), name


@pytest.mark.parametrize("tag", known_languages())
def test_a_sentence_of_a_quiz_ends_with_a_claim_or_with_its_own_stop(tag: str) -> None:
    for word in quiz_words_for(tag).by_key().values():
        assert not gaps(word) or word.endswith(("}", ".", "。")), word


def test_every_word_of_a_quiz_is_used() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in files("argmap/classroom/quiz_*.py")
    )
    assert [name for name in TEXTS if not re.search(rf"words\.{name}\b", code)] == []


@pytest.mark.parametrize("tag", known_languages())
def test_a_quiz_speaks_the_language_of_the_map(tag: str) -> None:
    map = a_map(WALK.format(language=f"language: {tag}"))
    asked = questions(map, 4)
    words = quiz_words_for(tag)
    assert [question.text.split("\n")[-1] for question in asked] == [
        words.what_it_bears_on,
        words.what_one_is_to_the_other,
        words.which_has_no_support,
        words.what_would_fall,
    ]
    report = format_quiz(map, asked)
    assert words.answers in report
    assert f"{words_for(tag).letters[0]}) " in report
    assert "{" not in report


# --- the command ---


def quiz(tmp_path: Path, map: str, *words: str) -> run.Result:
    (tmp_path / "map.yaml").write_text(map, encoding="utf-8")
    return run.argmap("quiz", "map.yaml", *words, cwd=tmp_path)


@pytest.mark.parametrize(
    ("map", "words", "said"),
    [
        (
            "claims: {a: A.}",
            [],
            "argmap: the map has no reasons or objections to ask about\n",
        ),
        (
            "claims: {a: {text: It rains., premises: [It is so.], rebuttals: [It is so.]}}",
            [],
            "argmap: each question needs a right answer and wrong ones, but the map is too small for that\n",
        ),
        (
            "claims: {a: {text: A, premises: [b]}, b: B}",
            ["-f", "gft"],
            "argmap: unknown format `gft`: did you mean `gift`?\n",
        ),
        (
            "claims: {a: {text: A, premises: [b]}, b: B}",
            ["--count", "0"],
            "argmap: --count must be at least 1, not 0\n",
        ),
        (
            "claims: {a: {text: A, premises: [b]}, b: B}",
            ["-f", "text", "-o", "map.yaml"],
            "argmap: `-f text` does not match the file extension in `-o map.yaml`\n",
        ),
    ],
)
def test_what_cannot_be_asked_is_reported(
    map: str, words: list[str], said: str, tmp_path: Path
) -> None:
    assert quiz(tmp_path, map, *words) == run.Result(2, "", said)


def test_the_ending_of_a_file_shows_its_format(tmp_path: Path) -> None:
    map = WALK.format(language="")
    assert quiz(tmp_path, map, "-o", "quiz.gift", "--count", "4") == run.Result(
        0, "", "wrote quiz.gift: 4 questions\n"
    )
    assert (tmp_path / "quiz.gift").read_text(encoding="utf-8") == WALK_AS_GIFT
    assert quiz(tmp_path, map, "-o", "quiz.txt", "-f", "gift", "--count", "4").code == 0
    assert (tmp_path / "quiz.txt").read_text(encoding="utf-8") == WALK_AS_GIFT
    assert quiz(tmp_path, map, "--count", "4") == run.Result(0, WALK_AS_TEXT, "")
    made = questions(argmap.loads(map), 4)
    assert (
        quiz(tmp_path, map, "-o", "quiz.xml", "--count", "4").err == "wrote quiz.xml: 4 questions\n"
    )
    assert (tmp_path / "quiz.xml").read_text(encoding="utf-8") == format_moodle_xml(
        argmap.loads(map), made
    )
    printed = quiz(tmp_path, map, "-f", "moodle-xml", "--count", "4")
    assert printed.out == format_moodle_xml(argmap.loads(map), made)


def test_it_says_where_a_map_has_no_more_questions(tmp_path: Path) -> None:
    done = quiz(tmp_path, "claims: {a: {text: A, premises: [b], rebuttals: [c]}, b: B, c: C}")
    assert done.code == 0
    number = len(re.findall(r"^\d+\. ", done.out, re.MULTILINE)) // 2
    assert done.err == f"made {number} questions; the map is too small for more\n"
    done = quiz(tmp_path, "claims: {a: {text: A, premises: [b]}, b: B}")
    assert done.code == 2  # whether that is a reason is no question in a map without objections
