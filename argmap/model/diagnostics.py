"""What can be wrong with a map, as data: a code, a severity, a place, a message and a help line.

Readers and rules return diagnostics; `argmap.reports.findings` turns them into text. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_MOST_SHOWN = 20
"""How many names a message lists at the most."""


class Severity(StrEnum):
    """How much a finding matters; `rank` orders them, 0 being the worst."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Span(NamedTuple):
    """A stretch of a file: lines and columns count characters from 1, and the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """A second place that a finding speaks of, such as the other end of a relation."""

    span: Span | None
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` names its kind (`unknown-claim`), `label` stands beside the caret, `help` says what to do.
    `subject` is the id of the claim, inference, source or side that it is about: it stays the same
    while lines move, so that a code host can recognise a finding.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    subject: str = ""


def error(code: str, message: str, span: Span | None, help: str = "") -> Diagnostic:
    """Return a diagnostic of severity `error`."""
    return Diagnostic(code, Severity.ERROR, message, span, help=help)


def warning(code: str, message: str, span: Span | None, help: str = "") -> Diagnostic:
    """Return a diagnostic of severity `warning`."""
    return Diagnostic(code, Severity.WARNING, message, span, help=help)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics by file and place; those without a place come first."""
    nowhere = Span("", 0, 0, 0, 0)
    return sorted(diagnostics, key=lambda found: (found.span or nowhere, found.code, found.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any diagnostic is an error."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a help line that names the nearest known word, or an empty text if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def no_such(word: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence that there is no `word` of this name, with the nearest that is, or with those that are."""
    names = list(known)
    help = did_you_mean(name, names)
    if help:
        return f"there is no {word} `{name}`: {help}"
    if not names:
        return f"there is no {word} `{name}`, and no other {word}"
    shown = ", ".join(names[:_MOST_SHOWN])
    more = "" if len(names) <= _MOST_SHOWN else f" … ({len(names)} in all)"
    return f"there is no {word} `{name}`; there are: {shown}{more}"
