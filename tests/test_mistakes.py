"""The mistakes that teachers look for: a map for each, in which one was made on purpose.

`mistakes/mistakes.tsv` lists the maps with the claims that each mistake is about, `mistakes/clean`
has maps without mistakes, and `mistakes/sentences.txt` plain sentences. `mistakes/found.txt` shows
what the rules say of them: read the difference whenever a rule changes.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from argmap import Diagnostic, load, loads
from argmap.lint import ALL_RULES, check, select_rules
from tests.conftest import ROOT
from tests.tree import files

_FOLDER = Path(__file__).parent / "mistakes"
_FOUND_BY = {
    "01": ("a paraphrase as a premise", "paraphrased-premise"),
    "02": ("a contradiction on one side", "contradiction"),
    "03": ("an objection as a reason", ""),
    "04": ("independent reasons that are linked", "independent-premises"),
    "05": ("a straw objection", ""),
    "06": ("an unanswered objection", "rebuts-common-ground unanswered-rebuttal"),
    "07": ("two claims joined by and", "and-in-claim"),
    "08": ("evidence for a saying only", "reported-claim"),
    "09": ("popularity", "weak-pattern"),
    "10": ("a hasty generalization", "weak-pattern"),
    "11": ("a slippery slope", "weak-pattern"),
    "12": ("an irrelevant premise", "holding-hands"),
    "13": ("a circle", "circular-support"),
    "14": ("an unsupported key claim", "unsupported-claim"),
    "15": ("a question", "question"),
    "16": ("a fragment", "fragment short-claim"),
    "17": ("reasoning in a claim", "reasoning-in-claim"),
    "18": ("several sentences", "several-sentences"),
    "19": ("a dangling pronoun", "dangling-pronoun"),
    "20": ("linked premises that are separate", ""),
    "21": ("a duplicate", "duplicate-claim"),
    "22": ("no main claim, or several", "several-main-claims no-main-claim"),
    "23": ("one side only", "one-sided"),
    "24": ("an objection to the inference", ""),
    "25": ("a missing norm", "missing-norm"),
    "26": ("an attack on a person", "weak-pattern"),
    "27": ("a claim for both sides", "serves-both-sides"),
    "28": ("evidence that does not fit", "missing-locator"),
    "29": ("loaded words", "loaded-words"),
}
"""The kinds of mistakes, and the rules whose findings name them."""
_TWELVE = tuple(f"{number:02}" for number in range(1, 13))
"""The kinds that no rule can recognize for certain."""
_SUPPORT = ("unsupported-claim", "rests-on-unsupported", "wording-not-checked")
"""What is said of most maps, and not of their mistakes."""


class _Mistake(NamedTuple):
    file: str
    kind: str
    claims: frozenset[str]
    findings: list[Diagnostic]

    @property
    def finding(self) -> str:
        """The rule that names the mistake at one of its claims, or ""."""
        about_the_map = self.kind in ("22", "23")
        for finding in self.findings:
            is_there = about_the_map or not self.claims.isdisjoint(finding.silencers)
            if is_there and finding.code in _FOUND_BY[self.kind][1].split():
                return finding.code
        return ""


@cache
def _mistakes() -> list[_Mistake]:
    return list(_read_mistakes())


def _read_mistakes() -> Iterator[_Mistake]:
    with (_FOLDER / "mistakes.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            map = load(_FOLDER / "maps" / row["file"])
            claims = frozenset(row["claims"].split(", "))
            assert claims <= set(map.claims), row["file"]
            yield _Mistake(row["file"], row["kind"], claims, check(map, select_rules(["all"])))


def test_which_mistakes_are_found(golden: Callable[[str, str], None]) -> None:
    """At least half of those that only a reader can be sure of, and two thirds of the others."""
    lines: list[str] = []
    found: defaultdict[bool, list[bool]] = defaultdict(list)
    for mistake in _mistakes():
        name, _ = _FOUND_BY[mistake.kind]
        lines.append(f"{mistake.file:9} {name:36} {mistake.finding or '-'}".rstrip())
        found[mistake.kind in _TWELVE].append(bool(mistake.finding))
    golden("tests/mistakes/found.txt", "\n".join(lines) + "\n")
    hard, plain = found[True], found[False]
    assert sum(hard) >= 0.6 * len(hard)
    assert sum(plain) >= 0.6 * len(plain)


def test_maps_without_mistakes_raise_few_questions() -> None:
    """At most one question of the teaching rules per ten claims."""
    claims = 0
    questions: list[str] = []
    others: list[str] = []
    for path in files("tests/mistakes/clean/*.yaml"):
        map = load(path)
        claims += len(map.claims)
        for finding in check(map, select_rules(["all"])):
            if finding.code in select_rules(["teaching", "experimental"]):
                questions.append(finding.message)
            elif finding.code not in _SUPPORT:
                others.append(f"{path.name}: {finding.code}: {finding.message}")
    assert len(questions) <= claims / 10
    assert len(others) <= claims / 20, others


def test_plain_sentences_are_not_called_faulty() -> None:
    """At most one in sixty; all of them are correct, single claims."""
    sentences = (_FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
    lines = ["language: en", "claims:"]
    for number, sentence in enumerate(sentences):
        lines.append(f"  c{number}: {json.dumps(sentence)}")
    rules = select_rules(["wording"], ["duplicate-claim"])
    findings = check(loads("\n".join(lines)), rules)
    assert len(findings) <= len(sentences) / 60, [finding.message for finding in findings]


def test_every_kind_has_a_map() -> None:
    """The table above has the kinds of the maps, and its rules exist."""
    kinds = {mistake.kind for mistake in _mistakes()}
    assert kinds == set(_FOUND_BY)
    for _, rules in _FOUND_BY.values():
        assert set(rules.split()) <= set(ALL_RULES)
    assert (ROOT / "tests/mistakes/sentences.txt").exists()
