"""Each rule finds a mistake put into the debate, at its place, and nothing of the kind before.

A seed replaces passages of `arguments.yaml`; `«` in a new passage marks where the finding is due.
"""

from __future__ import annotations

from collections import Counter

import pytest

from argmap import check, loads
from argmap.linter import ALL_RULES
from tests.conftest import ROOT

TEXT = (ROOT / "arguments.yaml").read_text(encoding="utf-8")

Change = tuple[str, str]

PAPER = "text: The alliance exists only on paper."
LAST = "  hurdle-only:\n"
SIDES = "  continuation: Keep"
LEVERAGE = "      - never-consulted\n      - ignores-china\n"

SEEDS: dict[str, list[Change]] = {
    # support
    "unsupported-claim": [(LAST, "  «bare:\n    text: Nothing is behind this claim.\n" + LAST)],
    "rests-on-unsupported": [
        (LAST, "  «hung:\n    text: This claim hangs on nothing.\n    premises: [hurdle-only]\n" + LAST)
    ],
    "circular-support": [
        ("  no-longer-serves:\n", "  «no-longer-serves:\n"),
        ("      - alliance-costs\n", "      - alliance-costs\n      - no-longer-serves\n"),
    ],
    "restated-premise": [
        (
            "      - [rivalry-grows, peninsula-arena]\n",
            "      - «text: the treaty matters in China's contest with the United States\n",
        )
    ],
    "single-source": [
        ("  keep-treaty:\n", "  «keep-treaty:\n"),
        ("evidence: [treaty art. 2, boc2019 ¶1]", "evidence: boc2019 ¶1"),
    ],
    "assumed-but-argued": [("  no-ally:\n", "  no-ally:\n    assumed: «true\n")],
    "evidence-is-attribution": [
        (SIDES, "  «third: Wait and see\n" + SIDES),
        (LAST, "  wait:\n    text: One should wait and see.\n    side: third\n    stated_in: boc2019 ¶1\n" + LAST),
    ],
    # attack
    "unanswered-rebuttal": [
        ("      - end-treaty\n", "      - end-treaty\n      - «text: Nobody would notice its end.\n")
    ],
    "self-attack": [(LEVERAGE, "      - «leverage\n")],
    "supports-and-rebuts": [("    rebuttals:\n      - steady-support\n", "    rebuttals:\n      - «symbolic\n")],
    "serves-both-sides": [
        ("  interests-decide:\n", "  «interests-decide:\n"),
        ("    assumed: true\n    note: Common", "    note: Common"),
    ],
    "attacks-own-side": [("      - no-longer-serves\n\n", "      - no-longer-serves\n      - «leverage\n\n")],
    "crosses-sides": [("      - deters-us\n", "      - deters-us\n      - «hurdle-only\n")],
    # structure
    "disconnected-claim": [(LAST, "  «adrift:\n    text: This bears on nothing here.\n" + LAST)],
    "no-main-claim": [
        (SIDES, "  «third: Wait and see\n" + SIDES),
        (LAST, "  wait:\n    text: One should wait and see.\n    side: third\n" + LAST),
        ("      - end-treaty\n", "      - end-treaty\n      - wait\n"),
    ],
    "several-main-claims": [(LAST, "  «hurdle-only:\n    main: true\n")],
    "one-sided": [
        (
            LAST,
            "  «lasts:\n    text: The treaty will last for long.\n    side: continuation\n    main: true\n"
            "    premises: [renews-itself]\n" + LAST,
        )
    ],
    "unused-side": [(SIDES, "  «third: Wait and see\n" + SIDES)],
    "redundant-support": [("      - validity-open\n", "      - validity-open\n      - «breach\n")],
    # wording
    "question": [(PAPER, "text: Does the alliance exist only on paper«?")],
    "reasoning-in-claim": [(PAPER, "text: The alliance exists only on paper «because nobody cares.")],
    "but-in-claim": [(PAPER, "text: The alliance exists on paper, «but it is empty.")],
    "several-sentences": [(PAPER, "text: The alliance exists on paper. «It is empty.")],
    "long-claim": [(PAPER, f"text: «The alliance is {40 * 'very '}weak.")],
    "short-claim": [(PAPER, "text: «Paper only.")],
    "dangling-pronoun": [(PAPER, "text: «It is only on paper.")],
    "duplicate-claim": [
        ("text: The treaty is a symbol with little substance.", "text: «The alliance exists only on paper.")
    ],
    "confusable-text": [(PAPER, "text: The alliance exists only on «\u202epaper.")],
    # sources
    "unused-source": [("  treaty:\n    author", "  «film: {title: A film}\n  treaty:\n    author")],
    "missing-locator": [("    evidence: boc2019 ¶5\n", "    evidence: «boc2019\n")],
    "quote-not-found": [(LAST, LAST + "    quote: «a dead letter\n")],
    "source-file-missing": [("    author: Anny Boc\n", "    author: Anny Boc\n    file: «nowhere.txt\n")],
    # expectations
    "expectation-failed": [("  breach: stands\n", "  «breach: falls\n")],
    "unused-ignore": [(LAST, LAST + "    ignore: {«question: it is none}\n")],
    # teaching
    "rabbit-rule": [("      - deters-us\n", "      - deters-us\n      - «text: Zebras graze without hurry.\n")],
    "holding-hands": [("      - deters-us\n", "      - deters-us\n      - «text: Zebras graze without hurry.\n")],
    "lone-premise": [("[rivalry-grows, peninsula-arena]", "«rivalry-grows")],
}

ELSEWHERE = {"crowded-map"}
"""Not seeded: the debate is crowded as it is."""


def found(text: str, rule: str) -> list[tuple[int, int]]:
    """Return the lines and columns at which a rule finds something."""
    spans = [finding.span for finding in check(loads(text), [rule])]
    return [(span.line, span.column) for span in spans if span]


def seeded(changes: list[Change]) -> tuple[str, tuple[int, int]]:
    """Return the debate with its mistake, and the line and column where that is."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, f"`arguments.yaml` should hold this once: {old}"
        text = text.replace(old, new)
    before = text[: text.index("«")]
    return text.replace("«", ""), (before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize("rule", SEEDS)
def test_a_seeded_mistake_is_found_where_it_is(rule: str) -> None:
    text, place = seeded(SEEDS[rule])
    after = Counter(found(text, rule))
    assert after[place] == 1
    assert after.total() == len(found(TEXT, rule)) + 1


def test_every_rule_has_a_seed() -> None:
    assert set(SEEDS) == set(ALL_RULES) - ELSEWHERE
