"""`argmap evaluate`: which claims stand, which fall, and which are contested."""

from __future__ import annotations

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import File, HowToJudge
from argmap.model import ArgumentMap
from argmap.options import Suppositions


def evaluate(console: Console, *, file: File = DEFAULT_FILE, judging: HowToJudge) -> None:
    """Example:
    argmap evaluate debate.yaml
    argmap evaluate debate.yaml --reject more-sleep
    """
    map, supposed = judging.read(console, file)
    with console.progress("evaluating the map"):
        report = _report(map, supposed, as_json=judging.format == "json")
    console.put(report)


def _report(map: ArgumentMap, supposed: Suppositions, *, as_json: bool) -> str:
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    verdicts = evaluate_map(map, supposed)
    before = None
    if supposed.accept or supposed.reject:
        # With `--strict` both are strict: the changes are those of accepting and rejecting alone.
        before = evaluate_map(map, Suppositions(strict=supposed.strict))
    # Each report is imported alone: to load both would be felt.
    if as_json:
        from argmap.verdicts import json_report

        return json_report.format_verdicts(verdicts, before)
    from argmap.verdicts import text_report

    if before is None:
        return text_report.format_verdicts(verdicts)
    return text_report.format_changes(before, verdicts)
