"""The findings on the page of the editor, where one has buttons instead of keys and commands.

The hints of the rules name keys of a file, such as `premises`, and commands. These hints explain
the same changes in words that fit every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from argmap.model.diagnostics import Diagnostic

NOT_ON_PAGES = frozenset({"crowded-map"})
"""What does not matter on a page: there, one moves in a picture of any size."""

_SAME_WORD = (
    "link a premise that mentions the term, or use the same word in a premise and the conclusion"
)
_AS_PREMISE_OR_UNDERCUTTER = (
    "add a claim that answers the question, as a linked premise or as an objection to the inference"
)

HINTS = {
    "assumed-but-argued": (
        "take the common ground mark away if the claim is in dispute; otherwise, remove the claim's"
        " reasons"
    ),
    "attacks-own-side": (
        "correct the side of one of the claims, or attack a claim on the other side"
    ),
    "but-in-claim": (
        "write two claims, and if one of them is an objection to the other, add it as an objection"
    ),
    "common-ground-disputed": (
        "take the common ground mark away from the claim that a side would reject, and add support"
        " for that claim"
    ),
    "common-ground-opposed": (
        "take the common ground mark away and support the claim, or answer the objection"
    ),
    "crosses-sides": (
        "choose the side that the claim supports, or use the claim as a reason for a different"
        " claim"
    ),
    "disconnected-claim": (
        "make the claim a reason for another claim or an objection to it, or mark it as a main"
        " claim"
    ),
    "duplicate-claim": "keep only one of the two claims",
    "evidence-is-attribution": (
        "as evidence, cite sources that show that the claims are true, not just who makes them"
    ),
    "expectation-failed": "to see why, show the verdicts and select the claim",
    "holding-hands": _SAME_WORD,
    "independent-premises": "if each premise counts alone, make each a reason of its own",
    "listed-in-one-string": (
        "if these are claims of their own, write them as premises, and not as one text"
    ),
    "loaded-words": "add a reason, or mark the claim as common ground if every side accepts it",
    "long-claim": "keep only the main point, and move the rest to reasons or to a note",
    "missing-locator": "add the page or section to the evidence",
    "missing-norm": (
        "link a premise that says what should be done or what is good or bad, and mark it as"
        " implicit if no source states it"
    ),
    "no-main-claim": "select the main claim, and mark it as the main claim",
    "one-sided": ("ask how a well-informed opponent would object, and add that as an objection"),
    "one-way-rebuttal": (
        "make each of the two claims an objection to the other, or say why only one of them is"
    ),
    "open-question": _AS_PREMISE_OR_UNDERCUTTER,
    "quote-not-found": "cite the source of the quote",
    "rabbit-rule": _SAME_WORD,
    "reason-speaks-against": (
        "if this is an objection, turn the reason into an objection; otherwise, link a premise that"
        " says why"
    ),
    "reasoning-in-claim": "make the reason a claim of its own, below the conclusion",
    "rebuts-common-ground": (
        "support the objection with evidence or with reasons that rest on evidence, or answer it;"
        " if a side does not accept the claim, take its common ground mark away"
    ),
    "repeated-step": "remove the repetition, or choose the claim that you meant",
    "reported-claim": (
        "make what is said the claim, and cite evidence that it is true and not only who says it"
    ),
    "rests-on-unsupported": "if a source draws the inference, cite it; otherwise, add a reason",
    "self-attack": "choose the claim that you meant, or remove the objection",
    "serves-both-sides": (
        "if all sides accept the claim, mark it as common ground; if each side understands it"
        " differently, write a separate claim for each side"
    ),
    "several-main-claims": (
        "make one main claim a reason for another, or remove the main claim mark from one of them"
    ),
    "several-sentences": (
        "write one claim for each sentence, or keep the main sentence and move the rest to a note"
    ),
    "source-file-missing": "correct the file name of the source, or remove it",
    "ungrounded-claim": (
        "quote the exact words of a source, cite it, and give it a text file, or mark the claim as"
        " implicit if it is your own"
    ),
    "uneven-undercutter": "object to every inference from these premises",
    "unknown-scheme": "correct the name of the scheme",
    "unsupported-claim": (
        "add a reason or evidence, or mark the claim as common ground if every side accepts it"
    ),
    "unused-ignore": "correct the name of the rule, or remove it",
    "unused-side": "put a claim on this side, or remove the side",
    "unused-source": "cite the source as evidence for a claim, or remove it",
    "weak-pattern": "answer in a linked premise what the pattern leaves open",
}
"""The hint of each finding whose own hint names a key, a command or an id: code → hint."""

_ABOUT_A_FILE = re.compile(r"`| ids?\b|\bbrackets\b")
"""What shows that a hint is about how a file is written, or a command."""

_ABOUT_A_NAME = re.compile(r"did you mean `|the closest passages? in `")
"""Hints with a name that is wrong in the text itself, or with a source: they stay."""

_ABOUT_COMMANDS = re.compile(r"`(?:argmap|argdown|pip) |`--")
_RULES_NOT_APPLIED = re.compile(r"(?:^|; )not applied: .*")


def findings_on_page(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that matter on a page, worst first, with hints that fit it."""
    shown = [_with_page_hint(each) for each in findings if each.code not in NOT_ON_PAGES]
    return sorted(shown, key=lambda finding: finding.severity.rank)


def _with_page_hint(finding: Diagnostic) -> Diagnostic:
    """Return a finding with a hint that fits a page; "" if its own is about a command."""
    own = finding.help
    if not own or _ABOUT_A_NAME.search(own):
        return finding
    help = _RULES_NOT_APPLIED.sub("", own)
    if _ABOUT_A_FILE.search(own):
        help = HINTS.get(finding.code, "" if _ABOUT_COMMANDS.search(own) else help)
    return finding if help == own else replace(finding, help=help)
