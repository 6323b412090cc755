"""A reason or an objection whose scheme still has open critical questions.

Why: An inference that uses a scheme is only as good as the answers to the scheme's critical
questions. For example, an expert may be biased, or two cases may differ. When you ask a critical
question, you find either an answer, which becomes a premise, or an objection, which becomes an
undercutter. The rule reports the most important critical question that has no claim under
`questions`.

Fails:
    claims:
      nine:
        text: School should start at nine.
        premises: [{premises: [teachers], scheme: position to know}]
      teachers: Teachers say that students are tired at eight.

Passes:
    claims:
      nine:
        text: School should start at nine.
        premises:
          - premises: [teachers, daily]
            scheme: position to know
            undercutters: [late-risers]
            questions: {position: daily, honesty: late-risers, wording: teachers}
      teachers: Teachers say that students are tired at eight.
      daily: Teachers see their students every day.
      late-risers: Teachers like to sleep late, too.

Measured: We judged 20 findings, and 16 of them were useful. The rule flags 0.9% of all claims. The
rule flags every inference whose scheme has questions, because none of these texts records the
answers.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008); Gordon, Prakken and Walton, The
Carneades Model of Argument and Burden of Proof (2007), on the difference between premises and
undercutters.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, list_claims
from argmap.lint.vocabulary import Hint
from argmap.model import Inference
from argmap.model.diagnostics import Severity
from argmap.model.schemes import CriticalQuestion, TakenUpAs, find_scheme, schemes_by_plain_name

_ANSWERS = {
    TakenUpAs.PREMISE: "{link_a_premise} that answers the question",
    TakenUpAs.UNDERCUTTER: (
        "if the answer is yes, undercut the inference with a claim that says so"
    ),
    TakenUpAs.EITHER: (
        "{link_a_premise} that answers the question, or undercut the inference with the answer"
    ),
}


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each inference that uses a known scheme and has an open question."""
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
    premises = list_claims(inference.premises)
    message = (
        f"open critical question about the inference from {premises} ({scheme}): “{question.text}”"
    )
    keys = f", and name that claim in `questions: {{{question.id}: …}}`"
    help = Hint(_ANSWERS[question.taken_up_as], keys)
    return Finding.about(inference, message, help, place=inference.at("scheme"))


RULE = Rule("open-question", Severity.NOTE, find)
