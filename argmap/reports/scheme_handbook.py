"""The argumentation schemes as a table, one explained, and all of them as a document."""

from __future__ import annotations

from argmap.model.errors import ArgmapError
from argmap.model.schemes import (
    SCHEMES,
    CriticalQuestion,
    Scheme,
    TakenUpAs,
    find_scheme,
    plain_name,
    written_names,
)
from argmap.model.spelling import near_words

_PREFACE = """\
# Argumentation schemes

Made by `argmap schemes -f markdown`. A step names its scheme in `scheme`, by any of its names;
case, and words such as "argument from", make no difference. Under `questions` it says which claim
takes up which critical question:

```yaml
claims:
  nine:
    text: School should start at nine.
    premises:
      - premises: [doctors, studies]
        scheme: expert opinion
        undercutters: [clinics]
        questions: {evidence: studies, bias: clinics}
  doctors: Doctors advise a start at nine.
  studies: The advice rests on studies of sleep.
  clinics: Sleep clinics paid these doctors.
```

A map defines its own under `schemes`: a name, and for it `premises` (texts) and `questions` (id →
text). The rule `unknown-scheme` finds what is defined nowhere, and `open-question`, a rule for
teaching, asks what nobody takes up. The schemes are those of Walton, Reed and Macagno,
Argumentation Schemes (2008), retold; the questions of each stand in the order in which they
matter."""

_HOW = {
    TakenUpAs.PREMISE: "answered by a premise",
    TakenUpAs.UNDERCUTTER: "raised by an undercutter",
    None: "by a premise or an undercutter",
}


def table() -> str:
    """Return a line for each scheme: its name and how it reasons, in columns."""
    width = max(len(scheme.name) for scheme in SCHEMES)
    return "".join(f"{scheme.name.ljust(width)}  {scheme.summary}\n" for scheme in SCHEMES)


def explain_scheme(name: str) -> str:
    """Return a scheme as text.

    Raises:
        ArgmapError: there is no scheme of this name.
    """
    scheme = find_scheme(name)
    if scheme is None:
        known = written_names()
        near = near_words(plain_name(name), known)
        hint = f"did you mean `{known[near[0]]}`?" if near else "`argmap schemes` lists them"
        raise ArgmapError(f"there is no scheme `{name}`: {hint}")
    lines = [scheme.name, "", scheme.summary, "", "Premises:"]
    lines += [f"  - {premise}" for premise in scheme.premises]
    lines += [
        "Conclusion:",
        f"  {scheme.conclusion}",
        "",
        "Critical questions, the most important first:",
    ]
    width = max(len(question.id) for question in scheme.questions)
    lines += [
        f"  {question.id.ljust(width)}  {_in_words(question)}" for question in scheme.questions
    ]
    if scheme.aliases:
        lines += ["", f"Also: {', '.join(scheme.aliases)}"]
    return "\n".join(lines) + "\n"


def markdown() -> str:
    """Return all schemes as a Markdown document."""
    sections = [_section(scheme) for scheme in SCHEMES]
    return "\n\n".join([_PREFACE, *sections]) + "\n"


def _section(scheme: Scheme) -> str:
    lines = [f"{number}. {premise}" for number, premise in enumerate(scheme.premises, 1)]
    rows = [
        f"| `{question.id}` | {question.text} | {_HOW[question.taken_up_as]} |"
        for question in scheme.questions
    ]
    blocks = [
        f"## {scheme.name}",
        f"*{scheme.summary}*",
        "\n".join([*lines, "", f"So: {scheme.conclusion}"]),
        "\n".join(["| id | critical question | taken up |", "|---|---|---|", *rows]),
    ]
    if scheme.aliases:
        blocks.append(f"Also: {', '.join(scheme.aliases)}.")
    return "\n\n".join(blocks)


def _in_words(question: CriticalQuestion) -> str:
    return f"{question.text} ({_HOW[question.taken_up_as]})"
