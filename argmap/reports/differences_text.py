"""The differences between two versions of a map as lines for people, with their places; and what
they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, Sort, place_in
from argmap.comparison.quoting import describe_rewording
from argmap.comparison.sentences import sentence
from argmap.comparison.verdict_changes import VerdictChange
from argmap.model.diagnostics import Span
from argmap.model.text import one_line, shorten

_HEADINGS = {
    Sort.CLAIM: "Claims",
    Sort.INFERENCE: "Steps",
    Sort.SIDE: "Sides",
    Sort.SOURCE: "Sources",
    Sort.MAP: "The map",
}
"""What is told first is what the argument consists of."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what only follows from something under it; "" if nothing does."""
    blocks: list[str] = []
    for sort, heading in _HEADINGS.items():
        lines: list[str] = []
        for difference in comparison.differences:
            if difference.sort is sort:
                lines += _lines(comparison, difference, "  ")
        if sort is Sort.CLAIM:
            lines += _list_possible_rewordings(comparison)
        blocks += _block(heading, lines)
    blocks += _block(
        "Verdicts", [line for change in changes for line in _verdict_lines(comparison, change)]
    )
    return "\n".join(blocks)


def _block(heading: str, lines: Iterable[str]) -> list[str]:
    text = "".join(f"{line}\n" for line in lines)
    return [f"{heading}\n{text}"] if text else []


def _lines(comparison: Comparison, difference: Difference, indent: str) -> Iterator[str]:
    perhaps = "" if difference.is_certain else "perhaps "
    place = _in_brackets(_place_of(comparison, difference))
    yield f"{indent}{perhaps}{sentence(comparison, difference)}{place}"
    for follower in difference.follows:
        yield from _lines(comparison, follower, f"{indent}  ")


def _place_of(comparison: Comparison, difference: Difference) -> Span | None:
    """Return where a difference stands in our file, or in theirs if ours does not have it."""
    if difference.ours:
        return place_in(comparison.ours, difference.sort, difference.ours)
    return place_in(comparison.theirs, difference.sort, difference.theirs)


def _in_brackets(span: Span | None) -> str:
    return f" ({one_line(span.file)}:{span.line})" if span is not None else ""


def _list_possible_rewordings(comparison: Comparison) -> Iterator[str]:
    for match in comparison.proposals:
        claim, other = comparison.ours.claims[match.ours], comparison.theirs.claims[match.theirs]
        yield f"  perhaps {describe_rewording(other.text, claim.text)}{_in_brackets(claim.at())}"


def _verdict_lines(comparison: Comparison, change: VerdictChange) -> Iterator[str]:
    """Yield a line that says what a verdict was and is, and below it what brought that about."""
    claim = comparison.ours.claims[change.ours]
    yield f"  “{shorten(claim.text)}”: {', '.join(change.was)} → {', '.join(change.now)}"
    for difference in change.causes:
        yield f"    for: {sentence(comparison, difference)}"
    for premise in change.through:
        yield f"    through “{shorten(comparison.ours.claims[premise].text)}”"
