"""What can be wrong with a map, as data: a code, a severity, a place, a message and a help line.

Readers and rules return diagnostics; `argmap.lint.reports` turns them into text. Nothing here
prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, takewhile
from typing import NamedTuple, TypeAlias

from argmap.model.messages import plain_message
from argmap.util.errors import ArgmapError
from argmap.util.exports import html_on_demand
from argmap.util.spelling import near_words

_SHORTEST_WITH_TYPO = 5
"""Letters of the shortest word in which a typo can be distinguished from another word."""


class Severity(StrEnum):
    """The severity of a finding. The most severe value comes first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The place in the order from worst to mildest; an error has 0."""
        return list(Severity).index(self)


class Span(NamedTuple):
    """A passage in a file.

    Lines and columns start at 1, and columns count characters. The end is exclusive.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def on_line(cls, file: str, line: int, column: int, length: int = 1) -> Span:
        """Return the place of one or more characters on one line."""
        return cls(file, line, column, line, column + length)

    @classmethod
    def start_of(cls, file: str) -> Span:
        """Return the empty place at the start of a file: for what is wrong with the file as a
        whole.
        """
        return cls(file, 1, 1, 1, 1)


class Related(NamedTuple):
    """A second place that a finding refers to, such as the other end of a relation."""

    span: Span | None
    message: str


class Edit(NamedTuple):
    """A change to a file: `text` replaces the text at `span`.

    Only while argmap looks for fixes, `old` can be set. Then `old` is the text to replace, and
    `span` can be a longer passage that starts with it, such as a citation (see
    `argmap.model.edits`).
    """

    span: Span
    text: str
    old: str = ""


class Safety(StrEnum):
    """How certain it is that a fix is what the author means."""

    SAFE = "safe"
    """Exactly one fix is possible, no word of the author is lost, and no verdict changes.
    """
    UNSAFE = "unsafe"
    """The author may mean something else."""
    OPEN = "open"
    """It leaves a `PLACEHOLDER` for words that only the author can write."""


PLACEHOLDER = "…"
"""The text in a fix that the author replaces with their own words."""


class Fix(NamedTuple):
    """A possible fix for a finding: what it does, its edits, and how safe it is."""

    message: str
    edits: tuple[Edit, ...]
    safety: Safety


class LateText(NamedTuple):
    """A text that a function writes about some things when it is read.

    Of the many findings in a large map, few are shown, and the others are only counted.
    """

    write: Callable[..., str]
    about: tuple[object, ...]


class CommandHelp(str):
    """A help that names a command or an option, which only people with a command line have.

    Attributes:
        elsewhere: what is read on a page and by assistants; "" if nothing else helps.
    """

    elsewhere: str = ""

    @classmethod
    def after(cls, elsewhere: str, command: str, joined: str = "; ") -> CommandHelp:
        """Return a help of two parts, the second of which needs a command line."""
        help = cls(f"{elsewhere}{joined}{command}")
        help.elsewhere = elsewhere
        return help


def help_elsewhere(help: str) -> str:
    """Return a help for people without a command line."""
    return help.elsewhere if isinstance(help, CommandHelp) else help


@dataclass(frozen=True, slots=True, repr=False)
class Diagnostic:
    """One finding, such as an error in a file or a problem that a rule found.

    `code` is the kind of finding, such as `unknown-claim`. `wording` is the `message`, or a
    function that writes it. `label` is the text next to the caret in
    a report, and `help` explains what to do. `subject` is the id of the claim, inference, source or
    side that has the problem. It stays the same when lines move, so that a code host can recognize
    the finding. `fixes` contains alternative fixes, the best fix first. `silencers` contains the
    ids of the claims whose `ignore` key can silence the finding.
    """

    code: str
    severity: Severity
    wording: str | LateText
    span: Span | None = None
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    subject: str = ""
    fixes: tuple[Fix, ...] = ()
    silencers: tuple[str, ...] = ()

    _repr_html_ = html_on_demand

    def __str__(self) -> str:
        """Return the finding as compilers write it, so that editors find the place, and its help.

        map.yaml:3:5: error[unknown-claim]: unknown claim `slep`
          = help: did you mean `sleep`?
        """
        description = f"{self.severity}[{self.code}]: {self.message}"
        if self.span is not None:
            description = f"{self.span.file}:{self.span.line}:{self.span.column}: {description}"
        if self.help:
            description += f"\n  = help: {self.help}"
        return description

    def __repr__(self) -> str:
        first_line = str(self).partition("\n")[0]
        return f"<Diagnostic {first_line}>"

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return plain_message(marked_message(self))

    @property
    def recognized_by(self) -> tuple[str, str]:
        """The finding's code and subject (or message), which stay the same when lines move."""
        return self.code, self.subject or self.message

    def to_dict(self) -> dict[str, object]:
        """Return the finding as plain data, as in the report `argmap check -f json`.

        `argmap schema --findings` prints the report's JSON Schema.
        """
        others: list[dict[str, object]] = []
        for related in self.related:
            others.append({"message": related.message, "place": _place_object(related.span)})
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "help": self.help,
            "subject": self.subject,
            "place": _place_object(self.span),
            "related": others,
            "fixes": list(map(_fix_object, self.fixes)),
        }


def marked_message(finding: Diagnostic) -> str:
    """Return a message in which what it names is marked (see `argmap.model.messages`)."""
    wording = finding.wording
    if isinstance(wording, str):
        return wording
    return wording.write(*wording.about)


def _fix_object(fix: Fix) -> dict[str, object]:
    edits = [{"place": _place_object(edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safety": fix.safety.value, "edits": edits}


def _place_object(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    return dict(span._asdict())


def with_more_fixes(finding: Diagnostic, fixes: Iterable[Fix]) -> Diagnostic:
    """Return a finding with more fixes, after those that it has."""
    # What `replace` does, but sooner: a report for programs asks for it at each finding.
    return Diagnostic(
        finding.code,
        finding.severity,
        finding.wording,
        finding.span,
        finding.label,
        finding.help,
        finding.related,
        finding.subject,
        (*finding.fixes, *fixes),
        finding.silencers,
    )


Diagnostics: TypeAlias = list[Diagnostic]
"""What a reader finds wrong, in the order in which it is met."""


def error(
    code: str,
    message: str,
    span: Span | None,
    help: str = "",
    *,
    fixes: Iterable[Fix] = (),
) -> Diagnostic:
    """Return a diagnostic of severity `error`."""
    return Diagnostic(code, Severity.ERROR, message, span, help=help, fixes=tuple(fixes))


def warning(
    code: str, message: str, span: Span | None, help: str = "", *, related: Iterable[Related] = ()
) -> Diagnostic:
    """Return a diagnostic of severity `warning`."""
    return Diagnostic(code, Severity.WARNING, message, span, help=help, related=tuple(related))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics by file and place; those without a place come first."""

    def place_and_code(diagnostic: Diagnostic) -> tuple[Span | tuple[()], str]:
        return diagnostic.span or (), diagnostic.code

    ordered: list[Diagnostic] = []
    for _, alike in groupby(sorted(diagnostics, key=place_and_code), key=place_and_code):
        first, *others = alike
        if others:
            # Their messages settle their order, so that it never depends on who looked first.
            ordered += sorted((first, *others), key=lambda diagnostic: diagnostic.message)
        else:
            ordered.append(first)
    return ordered


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any diagnostic is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def spelling_fixes(word: str, known: Iterable[str], span: Span | None) -> tuple[Fix, ...]:
    """Return a fix for each known word that a misspelled one may mean, the nearest first.

    Safe is the one that alone is near, or that alone is a single typo away; but not if the words
    differ in a digit: `b2018` may well be another source than `b2019`.
    """
    if span is None:
        return ()
    near = near_words(word, known)
    meant = near
    if len(near) > 1:
        meant = [candidate for candidate in near if _is_one_typo(word, candidate)]
    fixes: list[Fix] = []
    for candidate in near:
        is_safe = meant == [candidate] and _digits(candidate) == _digits(word)
        safety = Safety.SAFE if is_safe else Safety.UNSAFE
        fixes.append(Fix(f"write `{candidate}`", (Edit(span, candidate, word),), safety))
    return tuple(fixes)


def _is_one_typo(word: str, other: str) -> bool:
    """Return whether words differ in one letter, or in the order of two.

    Short words are too similar to decide.
    """
    if min(len(word), len(other)) < _SHORTEST_WITH_TYPO:
        return False
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    first_unlike = len(list(alike))
    rest, other_rest = word[first_unlike:], other[first_unlike:]
    is_one_wrong = rest[1:] == other_rest[1:]
    is_one_too_many = rest[1:] == other_rest
    is_one_missing = rest == other_rest[1:]
    are_two_swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return is_one_wrong or is_one_too_many or is_one_missing or are_two_swapped


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())


class InvalidMap(ArgmapError):
    """Raised if a map can't be read or built.

    The exception contains all diagnostics, and the texts of the map's files.

    Attributes:
        diagnostics: all problems, in file order. At least one of these problems is an error.
        texts: the text of each file, by file name. Reports use these texts to show the lines with
            problems. This mapping can be empty.
    """

    def __init__(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str] | None = None
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts = dict(texts or {})
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[InvalidMap], tuple[Sequence[Diagnostic], Mapping[str, str]]]:
        """Return what it is made of, for a copy in another process: by itself, Python would hand
        its text alone.
        """
        return type(self), (self.diagnostics, self.texts)
