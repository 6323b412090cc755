"""Weaknesses of a map: rules, their findings and fixes, and reports for people and programs.

Each file in `rules/` is a rule. `linter` applies the rules, and `fixes` makes the changes that they
suggest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.lint.fixes import fix_map, fix_maps
    from argmap.lint.json_report import findings_schema
    from argmap.lint.linter import (
        DEFAULT_RULES,
        NEVER,
        CheckedFile,
        CheckOptions,
        CheckResult,
        check,
        check_reading,
        combine,
        fails,
        select_rules,
        settings_of,
    )
    from argmap.lint.priorities import MOST_TRIED, find_priorities
    from argmap.lint.reports import FORMATS, Report, pieces, report, safe_report
    from argmap.lint.rules import ALL_RULES, documentation, load_rules, remedies_for
    from argmap.lint.rules._objections import inferences_from_target
    from argmap.lint.statistics import figures, format_statistics
    from argmap.lint.vocabulary import Surface
else:
    __getattr__ = on_demand(
        __name__,
        {
            "fixes": "fix_map fix_maps",
            "json_report": "findings_schema",
            "linter": """
                DEFAULT_RULES NEVER CheckResult CheckOptions CheckedFile check check_reading combine
                fails select_rules settings_of
            """,
            "priorities": "MOST_TRIED find_priorities",
            "reports": "FORMATS Report pieces report safe_report",
            "rules": "ALL_RULES documentation load_rules remedies_for",
            "rules._objections": "inferences_from_target",
            "statistics": "figures format_statistics",
            "vocabulary": "Surface",
        },
    )
