"""The hints of findings in maps that were read from lists.

The hints of the rules name keys of the native format, such as `premises`. A list has no keys, so
these hints explain the same changes with items and headings.
"""

from __future__ import annotations

from dataclasses import replace

from argmap.model.diagnostics import Diagnostic

LISTS = frozenset({"text", "markdown", "opml", "freemind", "docx", "odt", "html"})
"""The formats that are lists."""

_AND_PREMISE = "an item that starts with `And:`"
_OBJECTION = "an item that starts with `But:`"
_SAME_WORD = (
    f"after the reason, add {_AND_PREMISE} and mentions the term, or use the same word in both"
    " claims"
)

HINTS = {
    "assumed-but-argued": (
        "remove the common ground mark if the claim is in dispute; otherwise, remove the items"
        " below the claim"
    ),
    "but-in-claim": (
        "write two items, and if one item is an objection to the other, put the objection below the"
        " other item and start it with `But:`"
    ),
    "common-ground-disputed": (
        "remove the common ground mark from the claim that a side would reject, and add support for"
        " that claim"
    ),
    "disconnected-claim": (
        "put the claim below the claim that it supports or rebuts, or under a heading that names"
        " its side"
    ),
    "duplicate-claim": "keep only one of the two claims",
    "evidence-is-attribution": (
        "add sources that show that the claims are true, not just who makes them"
    ),
    "holding-hands": _SAME_WORD,
    "loaded-words": "add a reason as an item below the claim",
    "long-claim": "keep only the main point, and move the rest to items below the claim",
    "missing-locator": "add the page or section to the citation, for example `[1, p. 3]`",
    "missing-norm": (
        f"after the reason, add {_AND_PREMISE} and says what should be done or what is good or bad"
    ),
    "one-sided": (
        "ask how a well-informed opponent would object, and add that objection below the claim as"
        f" {_OBJECTION}"
    ),
    "quote-not-found": "add the quote's source to the claim, for example as a link",
    "rabbit-rule": _SAME_WORD,
    "reasoning-in-claim": "write the conclusion as one item, and the reason as an item below it",
    "several-main-claims": (
        "put one of these claims below another as a reason, or put each claim under its own heading"
    ),
    "several-sentences": (
        "write one item for each sentence, or keep the main sentence and move the rest to a"
        " paragraph below the item"
    ),
    "ungrounded-claim": (
        "below the claim, quote the exact words of a source in a line that starts with `>`, and"
        " add the source to the claim, for example as a link"
    ),
    "unsupported-claim": "add a reason or a source as an item below the claim",
    "unused-source": "cite the source in a claim, or remove it",
}
"""The hint of each rule whose own hint names a key: rule → hint."""


def with_list_hint(diagnostic: Diagnostic) -> Diagnostic:
    """Return a finding in a list with a hint that fits lists."""
    hint = HINTS.get(diagnostic.code)
    return replace(diagnostic, help=hint) if hint else diagnostic
