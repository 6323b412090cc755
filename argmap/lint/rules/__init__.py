"""The rules that find weak points in a map.

To add a rule, add a file for it to this package, and add its id to a group in this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from inspect import getdoc
from textwrap import dedent
from types import ModuleType
from typing import NamedTuple

from argmap.lint.rules._rule import Rule

_NAMES_OF_GROUPS = {
    "support": """
        unsupported-claim rests-on-unsupported only-reason-falls circular-support restated-premise
        single-source assumed-but-argued evidence-is-attribution reported-claim unknown-scheme
        claim-type
    """,
    "attack": """
        unanswered-rebuttal rebuts-common-ground common-ground-disputed common-ground-opposed
        unanswered-weak-objection one-way-rebuttal contradiction
        uneven-undercutter opposing-weighings lone-weighing
        self-attack supports-and-rebuts serves-both-sides attacks-own-side crosses-sides
    """,
    "structure": """
        disconnected-claim no-main-claim several-main-claims one-sided unused-side
        redundant-support repeated-step listed-in-one-string crowded-map
    """,
    "wording": """
        question reasoning-in-claim but-in-claim and-in-claim several-sentences long-claim
        short-claim leading-connective dangling-pronoun loaded-words duplicate-claim
        confusable-text
    """,
    "sources": """
        unused-source missing-locator quote-not-found ungrounded-claim source-file-missing
    """,
    "expectations": """
        expectation-failed unused-ignore
    """,
    "teaching": """
        missing-norm missing-comparison open-question paraphrased-premise differs-from-quote
        unquestioned-inference
    """,
    "experimental": """
        rabbit-rule holding-hands weak-pattern independent-premises fragment
    """,
}
GROUPS = {group: tuple(ids.split()) for group, ids in _NAMES_OF_GROUPS.items()}
"""The ids of the rules, in the order of their documentation."""
ALL_RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
GROUNDED = "ungrounded-claim"
"""The rule for maps that are extracted from texts. It flags nearly every claim of other maps."""
BESIDE_QUOTES = "differs-from-quote"
"""The rule that compares such claims with their quotes."""
QUESTIONS = "unquestioned-inference"
"""The rule that asks about inferences, whatever their words are."""
ON_REQUEST = frozenset((GROUNDED, QUESTIONS))
"""The rules that options add, and that no name of several rules selects."""
REMOVED_RULES = frozenset(["off-topic-premise", "reason-speaks-against", "straw-objection"])
"""Rules of earlier versions, which settings and `ignore` entries may still name."""
OPT_IN = frozenset((*GROUPS["teaching"], *GROUPS["experimental"], *ON_REQUEST))
"""The rules that are applied only if somebody selects them."""


def load_rules(ids: Iterable[str]) -> list[Rule]:
    """Return the rules with these ids, importing only their modules.

    Raises:
        ModuleNotFoundError: the rule is unknown.
    """
    return [_module_of(id).RULE for id in ids]


def remedies_for(id: str) -> tuple[str, ...]:
    """Return the operations that answer a finding of a rule; none if there is no such rule."""
    return load_rules([id])[0].remedies if id in ALL_RULES else ()


def group_of(id: str) -> str:
    """Return the group of a rule, or "" if there is no such rule."""
    return next((group for group, ids in GROUPS.items() if id in ids), "")


def _module_of(id: str) -> ModuleType:
    """Return the module of a rule.

    The module's constant `RULE` is the rule, and the module's docstring is its documentation.

    Modules are imported only when they are needed. If `argmap check --select x` imported all sixty
    modules, it would start noticeably more slowly.
    """
    name = id.replace("-", "_")
    return import_module(f"argmap.lint.rules.{name}")


class Documentation(NamedTuple):
    """The documentation of a rule, taken from its docstring.

    `fails` and `passes` are complete maps. `measured` says how often the rule flags claims in real
    texts and how often its findings are useful. For rules that do not need judgment, it is "".
    """

    summary: str
    why: str
    fails: str
    passes: str
    measured: str
    source: str


def documentation(id: str) -> Documentation:
    """Return the documentation of a rule, split at the headings in its module's docstring.

    Raises:
        ModuleNotFoundError: the rule is unknown.
    """
    text = getdoc(_module_of(id)) or ""
    summary, _, rest = text.partition("\n\nWhy:")
    why, _, rest = rest.partition("\n\nFails:\n")
    fails, _, rest = rest.partition("\n\nPasses:\n")
    rest, _, source = rest.partition("\n\nSource:")
    passes, _, measured = rest.partition("\n\nMeasured:")
    # Each example is indented under its heading. Without the indentation, the example is a map.
    parts = [dedent(part).strip("\n ") for part in (summary, why, fails, passes, measured, source)]
    return Documentation(*parts)
