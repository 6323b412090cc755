"""What a rule is, what it is given, and what several rules ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from argmap.lint.rules._wording import language_of
from argmap.model import ArgumentMap, Claim, Kind
from argmap.model.diagnostics import Diagnostic, Fix, Related, Severity, Span
from argmap.model.graph import main_claims, side_of
from argmap.util.text import plain_text, shorten
from argmap.verdicts.evaluate import Verdicts, evaluate


class Context:
    """A map under check, with what several rules ask of it worked out once.

    `source_texts` holds the words of each source whose `file` could be read, by the source's id;
    `has_read_sources` says whether anybody tried.
    """

    def __init__(self, map: ArgumentMap, source_texts: Mapping[str, str] | None = None) -> None:
        self.map = map
        self.source_texts = source_texts or {}
        self.has_read_sources = source_texts is not None

    @cached_property
    def language(self) -> str:
        """The language of the claims, "" where it is unknown (see
        `argmap.lint.rules._wording.language_of`).
        """
        return language_of(self.map)

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The side of every claim, "" for what is on none (see `argmap.model.graph.side_of`)."""
        return side_of(self.map)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What stands and what falls; to weigh a map takes time, so only rules that need it ask."""
        return evaluate(self.map)

    @cached_property
    def main_claims(self) -> list[Claim]:
        """What the sides finally contend (see `argmap.model.graph.main_claims`)."""
        return main_claims(self.map)

    @cached_property
    def claims_that_ignore(self) -> Mapping[str, set[str]]:
        """The claims whose authors said why a rule shall not apply to them, by
        the id of the rule.
        """
        ignoring: dict[str, set[str]] = {}
        for claim in self.map.claims.values():
            for rule in claim.ignore:
                ignoring.setdefault(rule, set()).add(claim.id)
        return ignoring

    @cached_property
    def plain_texts(self) -> dict[str, str]:
        """The text of every claim as it compares with others (see
        `argmap.util.text.plain_text`).
        """
        return {claim.id: plain_text(claim.text) for claim in self.map.claims.values()}


class Rule(NamedTuple):
    """A rule: its id, how much its findings matter, and the function that finds them.

    `languages` are those whose words it goes by (`en`), and in maps in others it is not applied; ()
    is a rule that goes by no words. The docstring of the rule's module is its documentation.
    """

    id: str
    severity: Severity
    find: Callable[[Context], Iterator[Finding]]
    languages: tuple[str, ...] = ()

    def knows(self, language: str) -> bool:
        """Return whether the rule can be applied to claims in a language."""
        return not self.languages or language in self.languages


class Finding(NamedTuple):
    """What a rule finds: a diagnostic but for the rule's id and severity.

    `subject` is the id of what it is about. `claims` are the claims whose `ignore` can silence it:
    the subject itself unless others are named. `fixes` are changes to the text of the file, the
    best one first.
    """

    subject: str
    message: str
    span: Span | None
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    claims: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def silencers(self) -> tuple[str, ...]:
        """The claims whose `ignore` can silence this."""
        return self.claims or (self.subject,)

    def as_diagnostic(self, rule: Rule) -> Diagnostic:
        """Return the diagnostic that the rule gives for this."""
        return Diagnostic(
            code=rule.id,
            severity=rule.severity,
            message=self.message,
            span=self.span,
            label=self.label,
            help=self.help,
            related=self.related,
            subject=self.subject,
            fixes=self.fixes,
            silencers=self.silencers,
        )


def quote_claim(claim: Claim) -> str:
    """Return a claim as a message names it: its id and how its text begins."""
    return f"`{claim.id}` ({shorten(claim.text, 50)})"


def quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the claims of these ids as a message names them, joined by "and"."""
    return " and ".join(quote_claim(map.claims[claim]) for claim in claims)


def list_ids(ids: Iterable[str], joint: str = " and ") -> str:
    """Return ids as a message lists them: `a` and `b`."""
    return joint.join(f"`{id}`" for id in ids)


_Item = TypeVar("_Item")


def spread(
    map: ArgumentMap,
    start: Iterable[tuple[str, _Item]],
    takes: Callable[[list[_Item], _Item], bool],
    *,
    through_warrants: bool = True,
) -> dict[str, list[_Item]]:
    """Return what reaches each claim when items spread from premises to conclusions, the nearest
    first.

    `start` says at which claims the items begin. `takes` says whether a claim that holds these
    items takes one more; where it takes only a few, the work is linear in the size of the map.
    `through_warrants` says whether what reaches a warrant reaches what its inference supports.
    """
    held: dict[str, list[_Item]] = {}
    # First in, first out: what is near arrives before what is far.
    pending = deque(start)
    while pending:
        claim, item = pending.popleft()
        held_here = held.setdefault(claim, [])
        if not takes(held_here, item):
            continue
        held_here.append(item)
        for inference in map.uses(claim):
            if inference.kind is Kind.SUPPORT and (through_warrants or claim != inference.warrant):
                pending.append((inference.target, item))
    return held
