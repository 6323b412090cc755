"""A step by a scheme that nobody defines, or a question that its scheme does not ask.

Why: The name of a scheme tells a reader how the step reasons, and argmap which critical questions test it. A name
that neither `argmap schemes` nor the map's own `schemes` has tells neither, and is often a slip of the pen. Names
are compared without case and words such as "argument from", so that those of AIF and Carneades are known.

Fails:
    claims:
      nine: {text: School should start at nine., premises: [{premises: [doctors], scheme: expert opinoin}]}
      doctors: Doctors advise a start at nine.

Passes:
    claims:
      nine: {text: School should start at nine., premises: [{premises: [doctors], scheme: expert opinion}]}
      doctors: Doctors advise a start at nine.

Measured: on 4 of 7,476 claims, all of them in Argdown's examples; 1 useful, the other 3 name a rule only to show where
it stands.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.model import Inference
from argmap.model.diagnostics import Severity, did_you_mean, spelling_fixes
from argmap.model.schemes import find_scheme, scheme_names
from argmap.model.text import one_line
from argmap.rules._rule import Context, Finding, Rule

_DEFINE = "`argmap schemes` lists the common ones; define your own under `schemes:`"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each step with an unknown scheme, and for each question that its scheme has not."""
    map = context.map
    for step in map.inferences.values():
        scheme = find_scheme(step.scheme, map.schemes)
        if step.scheme and scheme is None:
            yield _unknown_scheme(step, scheme_names(map.schemes))
        elif scheme is not None:
            yield from _unknown_questions(step, scheme.name, [question.id for question in scheme.questions])
        elif step.questions:
            message = "this step takes up critical questions, and says no scheme that asks them"
            yield Finding(step.id, message, step.at("questions"), help="name its `scheme`", claims=step.premises)


def _unknown_scheme(step: Inference, known: Sequence[str]) -> Finding:
    place = step.at("scheme")
    message = f"there is no argumentation scheme `{one_line(step.scheme)}`"
    help = did_you_mean(step.scheme.casefold(), known) or _DEFINE
    fixes = spelling_fixes(step.scheme, known, place)
    return Finding(step.id, message, place, help=help, claims=step.premises, fixes=fixes)


def _unknown_questions(step: Inference, scheme: str, known: list[str]) -> Iterator[Finding]:
    for question in step.questions:
        if question in known:
            continue
        message = f"the scheme `{scheme}` does not ask the question `{question}`"
        place = step.at("questions", question)
        help = did_you_mean(question, known) or f"it asks {', '.join(known)}"
        fixes = spelling_fixes(question, known, place)
        yield Finding(step.id, message, place, help=help, claims=step.premises, fixes=fixes)


RULE = Rule("unknown-scheme", Severity.WARNING, find)
