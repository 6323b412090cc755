"""A step by a scheme whose critical questions nobody takes up.

Why: A scheme is as good as the answers to its questions. An expert may be biased, and a case may
differ: whoever asks finds either an objection, which belongs among the undercutters of the step, or
an answer, which belongs among its premises. Of the questions that `questions` names no claim for,
the most important is asked here.

Fails:
    claims:
      nine:
        text: School should start at nine.
        premises: [{premises: [teachers], scheme: position to know}]
      teachers: Teachers say that pupils are tired at eight.

Passes:
    claims:
      nine:
        text: School should start at nine.
        premises:
          - premises: [teachers, daily]
            scheme: position to know
            undercutters: [late-risers]
            questions: {position: daily, honesty: late-risers, wording: teachers}
      teachers: Teachers say that pupils are tired at eight.
      daily: Teachers see their pupils every day.
      late-risers: Teachers like to sleep long, too.

Measured: 16 of 20 findings useful; on 0.9 % of the claims, which is every step with a scheme that
asks something: none of these texts says who takes up a question.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008); for what is a premise and what an
undercutter, Gordon, Prakken and Walton, The Carneades Model of Argument and Burden of Proof (2007).
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_ids
from argmap.model import Inference
from argmap.model.diagnostics import Severity
from argmap.model.schemes import CriticalQuestion, TakenUpAs, find_scheme, schemes_by_plain_name

_WHERE = {
    TakenUpAs.PREMISE: "the answer belongs among the premises of the step",
    TakenUpAs.UNDERCUTTER: "if so, that belongs among the `undercutters` of the step",
    TakenUpAs.EITHER: (
        "the answer belongs among the premises of the step, or among its `undercutters`"
    ),
}


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each step by a known scheme, one question of which at least is open."""
    own = schemes_by_plain_name(context.map.schemes)
    for inference in context.map.inferences.values():
        scheme = find_scheme(inference.scheme, own)
        if scheme is None:
            continue
        open_questions = [
            question for question in scheme.questions if question.id not in inference.questions
        ]
        if open_questions:
            yield _finding(inference, scheme.name, open_questions[0])


def _finding(inference: Inference, scheme: str, question: CriticalQuestion) -> Finding:
    message = (
        f"nobody takes up “{question.text}” about the step from {list_ids(inference.premises)}, by"
        f" {scheme}"
    )
    help = f"{_WHERE[question.taken_up_as]}; name the claim: `questions: {{{question.id}: …}}`"
    return Finding(
        inference.id, message, inference.at("scheme"), help=help, claims=inference.premises
    )


RULE = Rule("open-question", Severity.INFO, find)
