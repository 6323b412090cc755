"""An inference with an unknown scheme or with a critical question that its scheme does not have.

Why: The name of a scheme shows readers how an inference works. The name also determines which
critical questions test the inference. A name that is neither listed by `argmap schemes` nor defined
in the map's own `schemes` is often a typo. When argmap looks up a name, it ignores case and words
such as "argument from". argmap also recognizes the names that AIF and Carneades use.

Fails:
    claims:
      nine:
        text: School should start at nine.
        premises: [{premises: [doctors], scheme: expert opinoin}]
      doctors: Doctors recommend a start at nine.

Passes:
    claims:
      nine:
        text: School should start at nine.
        premises: [{premises: [doctors], scheme: expert opinion}]
      doctors: Doctors recommend a start at nine.

Measured: The rule flags 4 of 7,476 claims, all of them in Argdown's examples. One finding is
useful. The other 3 are placeholders that only show where the name of a rule goes.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.vocabulary import Hint
from argmap.model import Inference
from argmap.model.diagnostics import Edit, Fix, Severity, spelling_fixes
from argmap.util.spelling import Names, did_you_mean
from argmap.util.text import one_line

_DEFINE = Hint(
    "correct the name of the scheme",
    keys=", or define your own scheme under `schemes`",
    command="`argmap schemes` lists the known schemes",
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each unknown scheme, and for each question that its scheme does not
    have.
    """
    map = context.map
    inferences = [each for each in map.inferences.values() if each.scheme or each.questions]
    if not inferences:
        return
    from argmap.model.schemes import find_scheme, schemes_by_plain_name, written_names

    known = written_names(map.schemes)
    names = Names(known)
    own = schemes_by_plain_name(map.schemes)
    for inference in inferences:
        scheme = find_scheme(inference.scheme, own)
        if inference.scheme and scheme is None:
            yield _unknown_scheme(inference, known, names)
        elif scheme is not None:
            yield from _unknown_questions(
                inference, scheme.name, [question.id for question in scheme.questions]
            )
        else:
            message = "this inference has critical questions but no scheme"
            place = inference.at("questions")
            yield Finding.about(inference, message, "add a scheme to the inference", place=place)


def _unknown_scheme(inference: Inference, known: Mapping[str, str], names: Names) -> Finding:
    """Return the finding that a scheme is unknown.

    `known` contains the names from `written_names`, and `names` is an index of these names.
    """
    from argmap.model.schemes import plain_name

    place = inference.at("scheme")
    wanted = plain_name(inference.scheme)
    message = f"unknown argumentation scheme `{one_line(inference.scheme)}`"
    help: str | Hint = _DEFINE
    fixes: list[Fix] = []
    for fix in spelling_fixes(wanted, names, place):
        (edit,) = fix.edits
        name = known[edit.text]
        fixes.append(Fix(f"write `{name}`", (Edit(edit.span, name, inference.scheme),), fix.safety))
    near = names.near(wanted)
    if near:
        help = f"did you mean `{known[near[0]]}`?"
    return Finding.about(inference, message, help, place=place, fixes=fixes)


def _unknown_questions(inference: Inference, scheme: str, known: list[str]) -> Iterator[Finding]:
    for question in inference.questions:
        if question in known:
            continue
        message = f"unknown question `{question}` for the scheme `{scheme}`"
        place = inference.at("questions", question)
        help = (
            did_you_mean(question, known)
            or f"choose one of the scheme's questions: {', '.join(known)}"
        )
        fixes = spelling_fixes(question, known, place)
        yield Finding.about(inference, message, help, place=place, fixes=fixes)


RULE = Rule("unknown-scheme", Severity.WARNING, find)
