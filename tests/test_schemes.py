"""Argumentation schemes: their names, the command that explains them, and the questions that inferences take up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from argmap import ArgumentMap, InvalidMap, dumps, loads, part
from argmap.model import OwnScheme, all_schemes, find_scheme, schemes_by_plain_name
from tests.conftest import a_map
from tests.run import argmap as run
from tests.tree import files

BY_QUESTIONS = """
    claims:
      nine:
        text: School should start at nine.
        premises:
          - premises: [doctors, studies]
            scheme: expert opinion
            undercutters: [clinics]
            questions: {evidence: studies, bias: clinics}
      doctors: Doctors advise a start at nine.
      studies: The advice rests on studies.
      clinics: Sleep clinics paid these doctors.
"""


def test_every_scheme_of_the_file_is_there() -> None:
    [file] = files("argmap/model/schemes.toml")
    names = re.findall(r'(?m)^name = "(.*)"$', file.read_text(encoding="utf-8"))
    assert [scheme.name for scheme in all_schemes()] == names != []


def test_no_two_schemes_share_a_name() -> None:
    for scheme in all_schemes():
        for name in (scheme.name, *scheme.aliases):
            assert find_scheme(name) is scheme, name


def test_each_question_of_a_scheme_has_its_own_id() -> None:
    for scheme in all_schemes():
        ids = Counter(question.id for question in scheme.questions)
        assert ids
        assert max(ids.values()) == 1, scheme.name


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("ExpertOpinion", "expert opinion"), ("Argument from Expert Opinion", "expert opinion"),
        ("expert_opinion", "expert opinion"), ("Appeal to Popular Opinion", "popular opinion"),
        ("CauseToEffect", "cause to effect"), ("Argument from Cause to Effect", "cause to effect"),
        ("CorrelationToCause", "correlation to cause"), ("VerbalClassification", "verbal classification"),
        ("definition_to_verbal_classification", "verbal classification"), ("PracticalReasoning", "practical reasoning"),
        ("practical_reasoning2", "practical reasoning"), ("ethotic1", "character"), ("sunk_costs", "waste"),
        ("slippery_slope_base_case", "slippery slope"), ("untrustworthy_due_to_bias", "bias"),
        ("credible_source", "expert opinion"), ("defeasible_modus_ponens", "deduction"), ("abduction", "best explanation"),
        ("Modus ponens (twice)", "deduction"), ("Inference to the best explanation", "best explanation"),
        ("something new, Modus ponens", "deduction"),
    ],
)  # fmt: skip
def test_other_names_are_known(name: str, scheme: str) -> None:
    found = find_scheme(name)
    assert found is not None
    assert found.name == scheme


@pytest.mark.parametrize("name", ["", "argument", "Bias in the press", "expert opinoin"])
def test_what_is_no_name_is_no_scheme(name: str) -> None:
    assert find_scheme(name) is None


def test_a_scheme_of_the_map_comes_before_one_that_is_common() -> None:
    own = {"Sign": OwnScheme(("It is written.",), {"where": "Where is it written?"})}
    found = find_scheme("argument from sign", schemes_by_plain_name(own))
    assert found is not None
    assert (found.name, found.premises) == ("Sign", ("It is written.",))
    assert [(question.id, question.text) for question in found.questions] == [
        ("where", "Where is it written?")
    ]


def test_the_command_lists_explains_and_asks_back() -> None:
    listed = run("schemes").out.splitlines()
    assert [line.partition("  ")[0].strip() for line in listed] == [
        scheme.name for scheme in all_schemes()
    ]
    assert run("schemes", "Argument from Sign").out == (
        "sign\n\nA sign indicates that something is present.\n\n"
        "Premises:\n  - A sign is present.\n  - This sign usually indicates something else.\n"
        "Conclusion:\n  The thing that the sign indicates is also present.\n\n"
        "Critical questions, most important first:\n"
        "  other-cause  Could the sign have another cause? (if so, add an undercutter)\n"
        "  strength     How reliable is the sign? (add the answer as a premise)\n"
        "  mark         Is the sign really present? (add the answer as a premise)\n\n"
        "Other names: symptom, indicator\n"
    )
    wrong = run("schemes", "sgin")
    assert (wrong.code, wrong.err) == (
        2,
        "argmap: unknown scheme `sgin`: did you mean `sign`?\n",
    )
    unlike = run("schemes", "red herring")
    assert (unlike.code, unlike.err) == (
        2,
        "argmap: unknown scheme `red herring`: run `argmap schemes` to list the schemes\n",
    )
    assert run("schemes", "-f", "html").code == 2


def test_the_document_is_made_from_the_data(golden: Callable[[str, str], None]) -> None:
    golden("docs/reference/schemes.md", run("schemes", "-f", "markdown").out)


def test_an_inference_says_which_claim_takes_up_which_question() -> None:
    map = a_map(BY_QUESTIONS)
    inference = map.inferences["doctors+studies:supports:nine"]
    assert inference.questions == {"evidence": "studies", "bias": "clinics"}


def questions_of(map: ArgumentMap) -> list[dict[str, str]]:
    return [
        dict(inference.questions) for inference in map.inferences.values() if inference.questions
    ]


@pytest.mark.parametrize("format", ["native", "json", "argdown"])
def test_questions_and_own_schemes_come_back(format: str) -> None:
    map = a_map(
        BY_QUESTIONS
        + "    schemes: {gut feeling: {premises: [It feels right., so], questions: {hungry: Hungry?}}, bare: }\n"
    )
    again = loads(dumps(map, format), format)  # type: ignore[arg-type]
    assert questions_of(again) == [{"evidence": "studies", "bias": "clinics"}]
    assert again.schemes == {
        "gut feeling": OwnScheme(("It feels right.", "so"), {"hungry": "Hungry?"}), "bare": OwnScheme(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("questions", "message", "help"),
    [
        ("{bias: clinic}", "unknown claim `clinic`", "did you mean `clinics`?"),
        (
            "{bias: nine}",
            "`nine` addresses the question `bias`, but is not a premise of this inference",
            "add the claim to the premises of the inference or of one of its `undercutters`",
        ),
    ],
)
def test_what_takes_up_a_question_is_part_of_the_inference(
    questions: str, message: str, help: str
) -> None:
    with pytest.raises(InvalidMap) as raised:
        a_map(BY_QUESTIONS.replace("{evidence: studies, bias: clinics}", questions))
    (found,) = raised.value.diagnostics
    assert (found.message, found.help) == (message, help)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (9, 27)


def test_a_part_of_a_map_leaves_questions_open_that_are_taken_up_elsewhere() -> None:
    map = a_map(BY_QUESTIONS + "      late: {text: Clocks run late., premises: [nine]}\n")
    clinics_left_out = part(map, focus="nine", depth=1)
    assert questions_of(part(map, focus="late")) == [{"evidence": "studies", "bias": "clinics"}]
    assert loads(dumps(clinics_left_out)).claims.keys() == clinics_left_out.claims.keys()


def test_what_is_no_scheme_is_reported() -> None:
    with pytest.raises(InvalidMap) as raised:
        loads("schemes: {gut: {question: {a: b}}, head: [x]}\nclaims: {a: A b.}\n")
    assert [(found.message, found.help) for found in raised.value.diagnostics] == [
        ("unknown key `question` in a scheme", "did you mean `questions`?"),
        ("a scheme must be a mapping", ""),
    ]
