"""What keeps a map from being built: lost references, malformed ids, empty texts, no premises.

Besides, what a citation may mean whose first word is the id of no source: a title, or an author and
a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from argmap.model.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Related,
    Safety,
    Severity,
    Span,
    error,
    spelling_fixes,
)
from argmap.model.fields import Field, Shape, fields_of
from argmap.model.parts import (
    ID,
    LONGEST_ID,
    Citation,
    Claim,
    Inference,
    Kind,
    Side,
    Source,
)
from argmap.util.citation_patterns import PLACE
from argmap.util.spelling import MOST_COMPARED, Names, did_you_mean
from argmap.util.text import UNSAFE, listed, shorten, with_article

_LOCATOR = rf"[\s,;]+({PLACE}\s*\d.*)$"
_WORD = r"\w+"


class CitedWords(NamedTuple):
    """A citation in words: what it calls its source, and the place there ("" if it names none)."""

    source: str
    locator: str


def parse_cited_words(text: str) -> CitedWords:
    """Return the parts of a citation such as `UNESCO report, page 84`."""
    match = re.search(_LOCATOR, text)
    if match is None:
        return CitedWords(text.strip(" ,;."), "")
    return CitedWords(text[: match.start()].strip(" ,;."), match[1].strip())


def find_sources_called(words: str, sources: Iterable[Source]) -> list[Source]:
    """Return the sources that words call by the title, or by the author and the year."""
    called: list[Source] = []
    plain = words.casefold()
    for source in sources:
        has_title = bool(source.title) and source.title.casefold() in plain
        author = source.author.partition(",")[0].casefold()
        year = source.date[:4]
        has_author_and_year = bool(author and year) and author in plain and year in plain
        if has_title or has_author_and_year:
            called.append(source)
    return called


def adds_nothing(words: str, source: Source) -> bool:
    """Return whether all that words say of a source is declared of it, too."""
    declared = re.findall(_WORD, source.reference.casefold())
    return set(re.findall(_WORD, words.casefold())) <= set(declared)


AnyPart: TypeAlias = Side | Source | Claim | Inference


class Validator:
    """Finds everything that is wrong with the parts of a map, in their order."""

    def __init__(
        self,
        sides: Mapping[str, Side],
        sources: Mapping[str, Source],
        claims: Mapping[str, Claim],
        inferences: Mapping[str, Inference],
    ) -> None:
        self.sides = sides
        self.sources = sources
        self._names = {
            "side": Names(sides),
            "source": Names(sources),
            "claim": Names(claims),
            "inference": Names(inferences),
        }
        self.claims = claims
        self.inferences = inferences

    def problems(self) -> Iterator[Diagnostic]:
        """Yield an error for each thing that is wrong."""
        for claim in self.claims.values():
            yield from self.claim_problems(claim)
        for inference in self.inferences.values():
            yield from self.inference_problems(inference)
        yield from self.groundless_undercutters()
        for side in self.sides.values():
            if not ID.fullmatch(side.id):
                yield _bad_id("side", side, _RULE_OF_IDS)
            yield from _choice_problems(side)
        for source in self.sources.values():
            if not ID.fullmatch(source.id):
                yield _bad_id("source", source, _RULE_OF_IDS)
            yield from _choice_problems(source)

    def claim_problems(self, claim: Claim) -> Iterator[Diagnostic]:
        if not ID.fullmatch(claim.id):
            yield _bad_id("claim", claim, _RULE_OF_IDS)
        if not claim.text.strip():
            message = f"the claim `{claim.id}` has no text"
            yield error("missing-text", message, claim.at("text"))
        if claim.side and claim.side not in self.sides:
            yield self.unknown_side(claim)
        yield from _choice_problems(claim)
        yield from self.citation_problems(claim)

    def unknown_side(self, claim: Claim) -> Diagnostic:
        """Return the error that a claim's side is none, or is named by its name."""
        place = claim.at("side")
        side = self._sides_by_label.get(claim.side.casefold())
        if side is not None:
            message = f"`{claim.side}` is the name of the side `{side.id}`, not its id"
            fixes: tuple[Fix, ...] = ()
            if place:
                fixes = (
                    Fix(f"write `{side.id}`", (Edit(place, side.id, claim.side),), Safety.SAFE),
                )
            return error("unknown-side", message, place, f"write `side: {side.id}`", fixes=fixes)
        return self.unknown("side", claim.side, place)

    def citation_problems(self, part: Claim | Inference) -> Iterator[Diagnostic]:
        for name in CITATION_FIELDS[type(part)]:
            for citation in getattr(part, name):
                if citation.source not in self.sources:
                    yield self.unknown_source(citation, part.at(name, str(citation)))

    def unknown_source(self, citation: Citation, place: Span | None) -> Diagnostic:
        """Return the error that a citation names no source.

        A title in place of an id gets a message of its own.
        """
        diagnostic = self.unknown("source", citation.source, place)
        if diagnostic.fixes:
            return diagnostic
        words, locator = parse_cited_words(str(citation))
        called: list[Source] = []
        if len(self.sources) <= MOST_COMPARED:
            called = find_sources_called(words, self.sources.values())
        if called:
            return _cited_by_words(diagnostic, str(citation), called)
        first_word = words.partition(" ")[0].lower().strip(",.;:")
        id = first_word if ID.fullmatch(first_word) else "name"
        named = "url" if "://" in words else "title"
        help = (
            f"declare the source under `sources:`, as `{id}: {{{named}: …}}`, and cite it as `{id}`"
        )
        if citation.locator:
            help += f" or `{id} {locator or 'p. 3'}`"
        return replace(diagnostic, help=help)

    def inference_problems(self, inference: Inference) -> Iterator[Diagnostic]:
        if not inference.premises:
            yield error("no-premises", "this inference has no premises", inference.at())
        for premise in inference.premises:
            if premise not in self.claims:
                place = inference.at("premise", premise)
                yield self.unknown("claim", premise, place)
        if len(inference.premises) > 1 and len(set(inference.premises)) < len(inference.premises):
            yield error(
                "duplicate-premise", "this inference lists the same premise twice", inference.at()
            )
        yield from self.warrant_problems(inference)
        yield from _choice_problems(inference)
        # An undercutter bears on a step; what bears on a claim is a support or a rebuttal.
        if inference.kind is Kind.UNDERCUTTER:
            if inference.target not in self.inferences:
                yield self.unknown("inference", inference.target, inference.at())
        elif inference.target not in self.claims:
            yield self.unknown("claim", inference.target, inference.at())
        yield from self.citation_problems(inference)
        yield from self.weighing_problems(inference)
        if inference.questions:
            yield from self.question_problems(inference)
        # An id made from premises that are none is not what is wrong.
        if not can_be_inference_id(inference.id) and all(
            premise in self.claims for premise in inference.premises
        ):
            yield _bad_id("inference", inference, _RULE_OF_INFERENCE_IDS)
        elif inference.id in self.claims:
            # Verdicts, outlines and pictures know claims and steps by their ids alike.
            message = f"`{inference.id}` is already a claim id, so it cannot be an inference id"
            yield error("duplicate-id", message, inference.at("id"))

    def warrant_problems(self, inference: Inference) -> Iterator[Diagnostic]:
        warrant = inference.warrant
        if not warrant:
            return
        if warrant not in inference.premises:
            # The model keeps the warrant among the premises, with a role of its own.
            message = f"the warrant `{warrant}` is not a premise of its inference"
            yield error("bad-warrant", message, inference.at())
        elif inference.premises == (warrant,):
            message = f"the warrant `{warrant}` is the only premise of this inference"
            help = (
                "add the premise that the warrant connects to the target, or make the warrant an"
                " ordinary premise"
            )
            yield error("bad-warrant", message, inference.at("warrant"), help)

    def weighing_problems(self, weighing: Inference) -> Iterator[Diagnostic]:
        """Yield what is wrong with a weighing: it must say of a reason or an objection that it
        counts for less, and by something else than what is weighed.
        """
        if not weighing.weighing:
            return
        place = weighing.at("weighing")
        if weighing.kind is not Kind.UNDERCUTTER:
            noun = with_article(weighing.kind.noun)
            message = f"only an undercutter can be a weighing, and this is {noun}"
            help = "the target of a weighing is the reason or objection that it outweighs"
            yield error("bad-weighing", message, place, help)
            return
        weighed = self.inferences.get(weighing.target)
        if weighed is None:
            return  # reported already
        if weighed.kind is Kind.UNDERCUTTER:
            message = "only a reason or an objection can be outweighed, not an undercutter"
            help = "to answer an undercutter, rebut its premise, or undercut the undercutter itself"
            yield error("bad-weighing", message, place, help)
        for premise in weighing.premises:
            if premise in weighed.premises:
                message = f"an inference cannot be outweighed by its own premise `{premise}`"
                help = (
                    f"instead of `{premise}`, name a claim that says why the inference counts for"
                    " less"
                )
                yield error("bad-weighing", message, weighing.at("premise", premise), help)

    def groundless_undercutters(self) -> Iterator[Diagnostic]:
        """Yield an error for the first undercutter of each circle of them, none of which bears on a
        claim.
        """
        seen: set[str] = set()
        for first in self.inferences.values():
            inference = first
            way: dict[str, Inference] = {}
            while (
                inference.kind is Kind.UNDERCUTTER
                and inference.id not in seen
                and inference.target in self.inferences
            ):
                seen.add(inference.id)
                way[inference.id] = inference
                inference = self.inferences[inference.target]
            if inference.id in way:
                message = (
                    "this undercutter attacks itself, directly or through other undercutters, so it"
                    " has no effect"
                )
                yield error("circular-undercutter", message, inference.at())

    def question_problems(self, inference: Inference) -> Iterator[Diagnostic]:
        for question, claim in inference.questions.items():
            place = inference.at("questions", question, claim)
            if claim not in self.claims:
                yield self.unknown("claim", claim, place)
            elif claim not in self._possible_answers[inference.id]:
                taken_up = f"`{claim}` addresses the question `{question}`"
                message = f"{taken_up}, but is not a premise of this inference"
                help = (
                    "add the claim to the premises of the inference or of one of its `undercutters`"
                )
                yield error("idle-question", message, place, help)

    def unknown(self, word: str, name: str, place: Span | None) -> Diagnostic:
        """Return the error that `name` is no `word` of this map, with the nearest that is."""
        return unknown(word, name, self._names[word], place)

    @cached_property
    def _sides_by_label(self) -> Mapping[str, Side]:
        """The first side of each label, in which case does not count."""
        sides: dict[str, Side] = {}
        for side in self.sides.values():
            sides.setdefault(side.label.casefold(), side)
        return sides

    @cached_property
    def _possible_answers(self) -> Mapping[str, set[str]]:
        return claims_that_may_answer(self.inferences)


def claims_that_may_answer(inferences: Mapping[str, Inference]) -> Mapping[str, set[str]]:
    """Return the claims that can take up a question about each step: its premises, and those of its
    undercutters.
    """
    answers = {inference.id: set(inference.premises) for inference in inferences.values()}
    for inference in inferences.values():
        if inference.target in answers:  # it is an undercutter
            answers[inference.target].update(inference.premises)
    return answers


def without_lost_questions(inferences: Mapping[str, Inference]) -> Mapping[str, Inference]:
    """Return steps without the questions that are taken up by none of their premises and
    undercutters.
    """
    if not any(inference.questions for inference in inferences.values()):
        return inferences
    answers = claims_that_may_answer(inferences)
    kept: dict[str, Inference] = {}
    for id, inference in inferences.items():
        questions = {
            question: claim
            for question, claim in inference.questions.items()
            if claim in answers[inference.id]
        }
        kept[id] = replace(inference, questions=questions)
    return kept


def _cited_by_words(diagnostic: Diagnostic, citation: str, called: list[Source]) -> Diagnostic:
    """Return the error about a citation that calls one of these sources by its title, or by author
    and year.
    """
    words, locator = parse_cited_words(citation)
    fixes: list[Fix] = []
    for source in called:
        is_certain = len(called) == 1 and adds_nothing(words, source)
        written = f"{source.id} {locator}".strip()
        if diagnostic.span is not None:
            edit = Edit(diagnostic.span, written, citation)
            fixes.append(
                Fix(f"cite `{source.id}`", (edit,), Safety.SAFE if is_certain else Safety.UNSAFE)
            )
    first = f"{called[0].id} {locator}".strip()
    message = f"cite a source by its id, not as “{words}”"
    return replace(diagnostic, wording=message, help=f"write `{first}`", fixes=tuple(fixes))


CITATION_FIELDS: Mapping[type, tuple[str, ...]] = {
    part: tuple(field.name for field in fields_of(part) if field.shape is Shape.CITATIONS)
    for part in (Claim, Inference)
}
"""Looked up once: a map of 100,000 claims asks for them as often."""
CHOICE_FIELDS: Mapping[type, tuple[Field, ...]] = {
    part: tuple(field for field in fields_of(part) if field.choices)
    for part in (Side, Source, Claim, Inference)
}


def _choice_problems(part: AnyPart) -> Iterator[Diagnostic]:
    """Yield an error for each field of a part that holds none of its choices."""
    for field in CHOICE_FIELDS[type(part)]:
        name = getattr(part, field.name)
        if name and name not in field.choices:
            place = part.at(field.name)
            message = f"`{name}` is not {with_article(field.noun)}"
            help = f"write {listed(field.choices, 'or')}"
            if field.name == "standard":
                help = "the only standard is `shown`, which lets a claim stand only if it is backed"
            fixes = spelling_fixes(name, field.choices, place)
            yield error(f"unknown-{field.name}", message, place, help, fixes=fixes)


def can_be_inference_id(id: str) -> bool:
    """Return whether a text can be the id of a step: it may hold any signs that are seen, as
    `a+b:supports:c` does.
    """
    if not 0 < len(id) <= LONGEST_ID:
        return False
    # Nearly all are printable, and to see that costs less than to search them.
    is_plain = id.isprintable() and " " not in id
    return is_plain or not re.search(_NOT_IN_INFERENCE_ID, id)


_NOT_IN_INFERENCE_ID = rf"\s|{UNSAFE}"
_RULE_OF_IDS = (
    "an id consists of letters, digits, `-`, `_` and `.`, and starts with a letter or digit"
)
_RULE_OF_INFERENCE_IDS = "an inference id cannot contain whitespace or control characters"


def _bad_id(word: str, part: AnyPart, rule: str) -> Diagnostic:
    """Return the error that a part (a `word`, for people) has no id, or a malformed one."""
    place = part.at("id")
    if not part.id:
        return error("invalid-id", f"{with_article(word)} has an empty id", place, rule)
    message = f"`{shorten(part.id)}` is not a valid {word} id"
    if len(part.id) > LONGEST_ID:
        rule = f"an id can have at most {LONGEST_ID:,} characters"
        message += f" because it has {len(part.id):,} characters"
    return error("invalid-id", message, place, rule)


def duplicate_id(word: str, first: AnyPart, second: AnyPart) -> Diagnostic:
    """Return the error that two parts (two `word`s, for people) share an id."""
    message = f"two {word}s have the id `{second.id}`"
    place, first_place = second.at("id"), first.at("id")
    if place and first_place and place.file != first_place.file:
        # Where a message stands alone on its line, it shows but one of the two files.
        message += f": the first is in {first_place.file}, line {first_place.line}"
    related = (Related(first_place, "the first"),)
    return Diagnostic("duplicate-id", Severity.ERROR, message, place, related=related)


def unknown(word: str, name: str, known: Names, span: Span | None) -> Diagnostic:
    """Return the error that `name` is no `word` of this map, with the nearest that is."""
    help = did_you_mean(name, known)
    if not help and not known.names and word in ("side", "source"):
        # The whole section is missing, as in a map that was typed claims first.
        help = f"declare the {word} under `{word}s:`"
    if not help and word == "claim" and not name.isascii():
        # Scripts that do without spaces: a sentence without a mark at its end looks like an id.
        help = "to write a new claim here, put `text: ` before it"
    fixes = spelling_fixes(name, known, span)
    return error(f"unknown-{word}", f"unknown {word} `{name}`", span, help, fixes=fixes)
