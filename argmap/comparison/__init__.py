"""What differs between two maps: which claims and inferences match, and how these differ.

What is certain is reported as a difference; what is only probable is a question for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.comparison.assignment import assign
    from argmap.comparison.claim_alignment import MatchReason
    from argmap.comparison.compare import Comparison, verdict_changes
    from argmap.comparison.compare import compare as compare_maps
    from argmap.comparison.decisions import (
        NOT_IN_KEY,
        Decision,
        DecisionBook,
        DecisionKind,
        decision_for,
    )
    from argmap.comparison.differences import Difference, DifferenceKind, Where
    from argmap.comparison.map_union import union_of
    from argmap.comparison.text_report import format_differences
    from argmap.comparison.text_similarity import likenesses
else:
    __getattr__ = on_demand(
        __name__,
        {
            "assignment": "assign",
            "claim_alignment": "MatchReason",
            "compare": "Comparison compare_maps=compare verdict_changes",
            "decisions": "NOT_IN_KEY Decision DecisionBook DecisionKind decision_for",
            "differences": "Difference DifferenceKind Where",
            "map_union": "union_of",
            "text_report": "format_differences",
            "text_similarity": "likenesses",
        },
    )
