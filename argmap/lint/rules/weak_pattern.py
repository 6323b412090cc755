"""A reason or an objection that looks like a pattern that often misleads.

Why: Some patterns of reasoning convince at first sight and often fail: most people think so, a
friend has seen it, it will end in disaster, only a fool would deny it. Such an inference can be
good, too, so the rule asks the first critical question of the pattern's scheme. Answer the question
in a linked premise, give a better reason, or name the `scheme` of the inference: the rule
`open-question` then asks its critical questions. The rule looks for an appeal to popular opinion, a
conclusion from a single case, a slippery slope, and an answer that attacks a person. If a claim has
several reasons with the same pattern, the rule is silent, because several cases may show something.

Fails:
    claims:
      tired: {text: Teenagers are tired in the morning., premises: [cousin]}
      cousin: My cousin falls asleep in every lesson.

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      tired: {text: Teenagers are tired in the morning., premises: [study]}
      study: {text: Most of 9000 pupils fell asleep in lessons., evidence: aap2014 p. 4}

Measured: Of all 41 findings in the essays and microtexts, 30 were useful; of the 8 in the maps of
the project, none, and 6 of these were corrected after that. Most of the findings are about single
cases. The rule flags 0.6% of the claims in the essays and microtexts, and finds 11 of 14 weak
patterns in the maps with mistakes.

Source: Walton, Reed and Macagno, Argumentation Schemes (2008).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import ENGLISH, any_of, without_quotations
from argmap.lint.vocabulary import Hint
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Severity
from argmap.model.schemes import find_scheme


class _Pattern(NamedTuple):
    """A pattern of reasoning: see `weak_patterns.toml`."""

    scheme: str
    name: str
    words: list[str]
    conclusion: str = ""
    unless: str = ""
    is_attack: bool = False
    distance: int = 200


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the patterns in `weak_patterns.toml`."""
    import tomllib

    text = Path(__file__).with_name("weak_patterns.toml").read_text(encoding="utf-8")
    return tuple(_Pattern(**row) for row in tomllib.loads(text)["pattern"])


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each inference without a scheme from a premise with such a pattern."""
    map = context.map
    with_pattern: dict[tuple[str, str], list[Finding]] = {}
    for inference in map.inferences.values():
        if inference.scheme:
            continue
        target = map.claims[map.claim_under(inference.id)]
        for premise in inference.premises:
            text = without_quotations(map.claims[premise].text)
            for pattern in _patterns():
                if _has_pattern(pattern, text, target.text, inference):
                    key = inference.target, pattern.scheme
                    finding = _finding(map, inference, premise, pattern)
                    with_pattern.setdefault(key, []).append(finding)
                    break
    for findings in with_pattern.values():
        if len(findings) == 1:
            yield findings[0]


def _has_pattern(pattern: _Pattern, text: str, target: str, inference: Inference) -> bool:
    if pattern.is_attack and inference.kind is Kind.SUPPORT:
        return False
    if pattern.unless and any_of(pattern.unless).search(target):
        return False
    if pattern.conclusion and not any_of(pattern.conclusion).search(target):
        return False
    start, end = 0, len(text)
    for words in pattern.words:
        match = any_of(words).search(text, start, end)
        if match is None:
            return False
        start, end = match.start(), match.end() + pattern.distance
    return True


def _finding(map: ArgumentMap, inference: Inference, premise: str, pattern: _Pattern) -> Finding:
    scheme = find_scheme(pattern.scheme)
    claim = map.claims[premise]
    message = f"{quote_claim(claim)} looks like {pattern.name}"
    keys = f", or add `scheme: {pattern.scheme}` to the inference if you mean this pattern"
    help = Hint("answer the question in a linked premise", keys)
    if scheme is not None:
        message += f": “{scheme.questions[0].text}”"
    return Finding.about(inference, message, help, place=inference.at("premise", premise))


RULE = Rule("weak-pattern", Severity.NOTE, find, ENGLISH)
