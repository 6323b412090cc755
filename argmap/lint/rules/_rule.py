"""The types that all rules use, and functions that several rules share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argmap.lint.rules._wording import language_of
from argmap.lint.vocabulary import Hint, Surface, in_words
from argmap.model import ArgumentMap, Claim, Inference, Kind, Side
from argmap.model.diagnostics import Diagnostic, Fix, LateText, Related, Severity, Span
from argmap.model.graph import main_claims, side_of
from argmap.model.messages import name_claim
from argmap.util.text import one_line, plain_text, shorten
from argmap.verdicts.evaluate import Verdicts, evaluate

if TYPE_CHECKING:
    from argmap.quotations.searchable_text import SearchableText
    from argmap.util.same import RelatedTexts, Table


class Context:
    """The map to check, with facts about it that several rules need, each computed once.

    `source_texts` maps the id of each source whose `file` could be read to the text of that file.
    `has_read_sources` says whether argmap tried to read the files. `checked_quotes` remembers the
    quotes that were compared with sources, by claim, for all rules about quotes.
    """

    def __init__(self, map: ArgumentMap, source_texts: Mapping[str, str] | None = None) -> None:
        self.map = map
        self.source_texts = source_texts or {}
        self.has_read_sources = source_texts is not None
        self.checked_quotes: dict[str, CheckedQuote] = {}
        self._searchable_texts: dict[str, SearchableText] = {}

    def searchable_text(self, source: str) -> SearchableText | None:
        """Return the text of a source for searching, or None if it is unknown.

        Many claims may cite a source, so its text is simplified only once.
        """
        from argmap.quotations.searchable_text import SearchableText

        if source in self.source_texts and source not in self._searchable_texts:
            self._searchable_texts[source] = SearchableText(self.source_texts[source])
        return self._searchable_texts.get(source)

    @cached_property
    def language(self) -> str:
        """The language of the claims, or "" if it is unknown (see
        `argmap.lint.rules._wording.language_of`).
        """
        return language_of(self.map)

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The side of every claim, or "" if it has none (see `argmap.model.graph.side_of`)."""
        return side_of(self.map)

    @cached_property
    def verdicts(self) -> Verdicts:
        """The verdicts. Computing them takes time, so only the rules that need them use them."""
        return evaluate(self.map)

    @cached_property
    def main_claims(self) -> list[Claim]:
        """The main claims of the sides (see `argmap.model.graph.main_claims`)."""
        return main_claims(self.map)

    @cached_property
    def same_words(self) -> Table | None:
        """The words by which to tell whether claims say the same, with the map's own synonyms; None
        in a language that argmap doesn't know well enough.
        """
        from argmap.languages.same_words import same_words_for

        table = same_words_for(self.language) if self.language else None
        if table is not None and self.map.synonyms:
            return table.with_synonyms(self.map.synonyms)
        return table

    @cached_property
    def related(self) -> list[RelatedTexts]:
        """The pairs of claims of which one says the same as the other, denies it, or says less or
        more, in reading order.
        """
        from argmap.util.same import find_related

        if self.same_words is None:
            return []
        texts = {id: claim.text for id, claim in self.map.claims.items()}
        return list(find_related(texts, self.same_words))

    @cached_property
    def contraries(self) -> list[tuple[str, str]]:
        """The pairs of claims of which one says the opposite of the other, in reading order."""
        return [
            (earlier, later)
            for earlier, later, relation in self.related
            if relation.kind == "denies"
        ]

    def silencers_of(self, finding: Finding) -> tuple[str, ...]:
        """Return the claims whose `ignore` can silence a finding.

        That is the claim that it is about. If it is about an inference, these are the premises of
        the inference and the claim that it bears on; an undercutter bears on the claim below the
        inference that it attacks.
        """
        inference = self.map.inferences.get(finding.subject)
        if inference is None:
            return finding.claims or (finding.subject,)
        under = self.map.claim_under(inference.id)
        return tuple(dict.fromkeys((*finding.claims, *inference.premises, under)))

    @cached_property
    def claims_that_ignore(self) -> Mapping[str, set[str]]:
        """For the id of each ignored rule, the claims that `ignore` it."""
        ignoring: dict[str, set[str]] = {}
        for claim in self.map.claims.values():
            for rule in claim.ignore:
                ignoring.setdefault(rule, set()).add(claim.id)
        return ignoring

    @cached_property
    def plain_texts(self) -> dict[str, str]:
        """The text of every claim, simplified for comparisons (see
        `argmap.util.text.plain_text`).
        """
        return {claim.id: plain_text(claim.text) for claim in self.map.claims.values()}


class Rule(NamedTuple):
    """A rule: its id, the severity of its findings, and the function that finds them.

    `languages` are the languages whose words the rule knows, such as `en`. The rule is not applied
    to maps in other languages. For a rule that does not depend on words, `languages` is (). The
    docstring of the rule's module is its documentation. `is_for_pages` says whether the findings
    matter on a page, where one moves in a picture of any size. `remedies` are the operations of
    `editing` that answer a finding, the best first; that of an inference is answered by what its
    first premise gets.
    """

    id: str
    severity: Severity
    find: Callable[[Context], Iterator[Finding]]
    languages: tuple[str, ...] = ()
    is_for_pages: bool = True
    remedies: tuple[str, ...] = ()

    def knows(self, language: str) -> bool:
        """Return whether the rule can be applied to claims in a language."""
        return not self.languages or language in self.languages


class Finding(NamedTuple):
    """A finding of a rule: a diagnostic without the rule's id and severity.

    `subject` is the id of the claim, inference, side, or source that the finding is about. A rule
    that flags many claims gives its `message` as a `late` text. `help` is a `Hint` if it differs
    between formats or surfaces. `claims` are other claims whose `ignore` can silence the finding;
    see `Context.silencers_of`.
    `fixes` are changes to the text of the file, with the best one first. `severity` is given where
    it is not the rule's.
    """

    subject: str
    message: str | LateText
    span: Span | None
    label: str = ""
    help: str | Hint = ""
    related: tuple[Related, ...] = ()
    claims: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None

    @classmethod
    def about(
        cls,
        inference: Inference,
        message: str,
        help: str | Hint,
        claims: Iterable[str] = (),
        related: Iterable[Related] = (),
        place: Span | None = None,
        fixes: Iterable[Fix] = (),
    ) -> Finding:
        """Return a finding about an inference, which these claims can silence, too."""
        span = place or inference.at()
        return cls(
            inference.id, message, span, "", help, tuple(related), tuple(claims), tuple(fixes)
        )

    @classmethod
    def about_premise(
        cls,
        inference: Inference,
        premise: str,
        message: str,
        help: str | Hint,
        related: tuple[Related, ...] = (),
        label: str = "",
    ) -> Finding:
        """Return a finding at a premise."""
        place = inference.at("premise", premise)
        return cls(inference.id, message, place, label, help, related, (premise,))

    def as_diagnostic(self, rule: Rule, context: Context, surface: Surface) -> Diagnostic:
        """Return this finding of a rule in a map, for people who read it somewhere."""
        subject, message, span, label, help, related, _, fixes, severity = self
        return Diagnostic(
            rule.id,
            severity or rule.severity,
            message,
            span,
            label,
            help if isinstance(help, str) else in_words(help, context.map.format, surface),
            related,
            subject,
            fixes,
            context.silencers_of(self),
        )


class CheckedQuote(NamedTuple):
    """The result of looking for the quote of a claim in the sources that the claim cites.

    `is_found` says whether one of the sources has its words. `unread` are the cited sources whose
    texts are unknown. `finding` is about a quote that is in none of the sources. `replaced` are its
    words in brackets, each with those of the source.
    """

    is_found: bool
    unread: tuple[str, ...]
    finding: Finding | None
    replaced: tuple[tuple[str, str], ...] = ()


def late(write: Callable[..., str], *about: object) -> LateText:
    """Return a message that a function writes about these things if the finding is shown."""
    return LateText(write, about)


def quote_claim(claim: Claim) -> str:
    """Return the name of a claim in a message: the claim's id and the beginning of its text."""
    return name_claim(claim.id, f" ({shorten(claim.text, 50)})")


def quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the names of the claims with these ids in a message: `a` (…) and `b` (…)."""
    return in_series([quote_claim(map.claims[claim]) for claim in claims])


def claims_with_verb(map: ArgumentMap, claims: Sequence[str], verb: str) -> str:
    """Return a subject and its verb, `rebuts`: "`a` (…) rebuts", "`a` (…) and `b` (…) rebut"."""
    return f"{quote_claims(map, claims)} {verb if len(claims) == 1 else verb.removesuffix('s')}"


def quote_side(side: Side) -> str:
    """Return the name of a side as messages have it, in quotation marks."""
    return f"“{one_line(side.name)}”"


def list_claims(ids: Iterable[str], joint: str = "") -> str:
    """Return the ids of claims as a message lists them: `a` and `b`, or with a different joint."""
    names = [name_claim(id) for id in ids]
    return joint.join(names) if joint else in_series(names)


def in_series(names: list[str]) -> str:
    """Return names as a sentence lists them: "a", "a and b", or "a, b, and c"."""
    if len(names) > 2:
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return " and ".join(names)


_Item = TypeVar("_Item")


def spread(
    map: ArgumentMap,
    start: Iterable[tuple[str, _Item]],
    takes: Callable[[list[_Item], _Item], bool],
    *,
    through_warrants: bool = True,
) -> dict[str, list[_Item]]:
    """Return the items that reach each claim when items spread from premises to conclusions.

    The items that start nearest to a claim come first. `start` pairs each item with the claim at
    which it starts. `takes` says whether a claim that already holds some items takes another item.
    If each claim takes only a few items, the time is linear in the size of the map.
    `through_warrants` says whether an item that reaches a warrant also reaches the claim that the
    inference supports.
    """
    held: dict[str, list[_Item]] = {}
    # First in, first out: near items arrive before distant ones.
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
