"""What keeps a map from being built: references that lead nowhere, malformed ids, empty texts and steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from argmap.model.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Related,
    Safety,
    Severity,
    Span,
    did_you_mean,
    error,
    spelling_fixes,
)
from argmap.model.fields import Shape, fields_of
from argmap.model.parts import ID, Citation, Claim, Inference, Kind, Side, Source

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
        self.sides, self.sources = sides, sources
        self.claims, self.inferences = claims, inferences

    def problems(self) -> Iterator[Diagnostic]:
        """Yield an error for each thing that is wrong."""
        for claim in self.claims.values():
            yield from self.claim_problems(claim)
        for step in self.inferences.values():
            yield from self.step_problems(step)
        for side in self.sides.values():
            yield from id_problems("side", side)
        for source in self.sources.values():
            yield from id_problems("source", source)

    def claim_problems(self, claim: Claim) -> Iterator[Diagnostic]:
        yield from id_problems("claim", claim)
        if not claim.text.strip():
            yield error("missing-text", f"the claim `{claim.id}` has no text", claim.at("text"))
        if claim.side and claim.side not in self.sides:
            yield self.unknown_side(claim)
        yield from self.citation_problems(claim)

    def unknown_side(self, claim: Claim) -> Diagnostic:
        """Return the error that a claim's side is none, or is named by its name."""
        place = claim.at("side")
        for side in self.sides.values():
            if side.label.casefold() != claim.side.casefold():
                continue
            message = f"`{claim.side}` is the name of a side; its id is `{side.id}`"
            fixes: tuple[Fix, ...] = ()
            if place:
                fixes = (Fix(f"write `{side.id}`", (Edit(place, side.id, claim.side),), Safety.SAFE),)
            return error("unknown-side", message, place, f"write `side: {side.id}`", fixes=fixes)
        return unknown("side", claim.side, self.sides, place)

    def citation_problems(self, part: Claim | Inference) -> Iterator[Diagnostic]:
        for name in CITATION_FIELDS[type(part)]:
            for citation in getattr(part, name):
                if citation.source not in self.sources:
                    yield self.unknown_source(citation, part.at(name, str(citation)))

    def unknown_source(self, citation: Citation, place: Span | None) -> Diagnostic:
        """Return the error that a citation names no source; a title in place of an id is told as such."""
        diagnostic = unknown("source", citation.source, self.sources, place)
        if diagnostic.fixes or not citation.locator:
            return diagnostic
        id = citation.source.lower().strip(",.;:")
        help = f"a citation is the id of a source and a place in it: declare `{id}: {{title: …}}` under `sources:`, and"
        return replace(diagnostic, help=f"{help} cite it as `{id} p. 3`")

    def step_problems(self, step: Inference) -> Iterator[Diagnostic]:
        if not step.premises:
            yield error("no-premises", "this step has no premises", step.at())
        for premise in step.premises:
            if premise not in self.claims:
                yield unknown("claim", premise, self.claims, step.at("premise", premise))
        if len(set(step.premises)) < len(step.premises):
            yield error("duplicate-premise", "a premise occurs twice in one step", step.at())
        if step.warrant and step.warrant not in step.premises:
            yield error("bad-warrant", f"the warrant `{step.warrant}` is not among the premises", step.at())
        if step.kind is Kind.UNDERCUTTER:
            if step.target not in self.inferences:
                yield unknown("inference", step.target, self.inferences, step.at())
        elif step.target not in self.claims:
            yield unknown("claim", step.target, self.claims, step.at())
        yield from self.citation_problems(step)


def citation_fields(part: type) -> tuple[str, ...]:
    """Return the names of the fields of a part that hold citations."""
    return tuple(field.name for field in fields_of(part) if field.shape is Shape.CITATIONS)


CITATION_FIELDS: Mapping[type, tuple[str, ...]] = {part: citation_fields(part) for part in (Claim, Inference)}
"""Looked up once: a map of 100,000 claims asks for them as often."""


def id_problems(word: str, part: Side | Source | Claim) -> Iterator[Diagnostic]:
    """Yield an error if the id of a part (a `word`, for people) is malformed."""
    if not ID.fullmatch(part.id):
        rule = "an id is letters, digits, `-`, `_` and `.`, and starts with a letter or digit"
        yield error("invalid-id", f"`{part.id}` cannot be the id of a {word}", part.at("id"), rule)


def duplicate_id(word: str, first: AnyPart, second: AnyPart) -> Diagnostic:
    """Return the error that two parts (two `word`s, for people) share an id."""
    message = f"two {word}s have the id `{second.id}`"
    related = (Related(first.at("id"), "the first"),)
    return Diagnostic("duplicate-id", Severity.ERROR, message, second.at("id"), related=related)


def unknown(word: str, name: str, known: Iterable[str], span: Span | None) -> Diagnostic:
    """Return the error that `name` is no `word` of this map, with the nearest that is."""
    candidates = list(known)
    help = did_you_mean(name, candidates)
    if not help and not candidates and word in ("side", "source"):
        help = f"declare it under `{word}s:`"
    if not help and word == "claim" and not name.isascii():
        help = "to write a new claim here, put `text: ` before it"
    fixes = spelling_fixes(name, candidates, span)
    return error(f"unknown-{word}", f"there is no {word} `{name}`", span, help, fixes=fixes)
