"""`argmap evaluate`: which claims stand, which fall, and which are contested."""

from __future__ import annotations

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import File, HowToJudge
from argmap.options import Suppositions


def evaluate(console: Console, *, file: File = DEFAULT_FILE, judging: HowToJudge) -> None:
    """Example:
    argmap evaluate debate.yaml
    argmap evaluate debate.yaml --reject more-sleep
    """
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    map, supposed = judging.read(console, file)
    with console.progress("evaluating the map"):
        verdicts = evaluate_map(map, supposed)
        before = None
        if supposed.accept or supposed.reject:
            # With `--strict` both are strict: the changes are those of accepting and rejecting.
            before = evaluate_map(map, Suppositions(strict=supposed.strict))
    # Each report is imported alone: to load both would be felt.
    if judging.format == "json":
        from argmap.verdicts import json_report

        console.put(json_report.format_verdicts(verdicts, before))
        return
    from argmap.verdicts import text_report

    report = text_report.format_verdicts(verdicts)
    if before is not None:
        report = text_report.format_changes(before, verdicts)
    console.put(report)
