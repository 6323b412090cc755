"""What stands and what is backed: verdicts, coherent positions, cruxes, needs, and why.

A map is a normal logic program of two levels (see `verdict_rules`): what is merely asserted, and
what is backed, that is, rests on evidence or common ground by inferences that hold. What is backed
yields only to what is backed, and where a reason and an objection of equal strength meet, a claim
is contested. The verdicts are the well-founded model of that program: what is true stands, what is
false falls, and the rest is contested. With bare claims and rebuttals alone, this is Dung's
grounded labeling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.verdicts.change_search import (
        MOST_COUNTED,
        dependent_verdicts,
        resting_claims,
        upstream_of,
    )
    from argmap.verdicts.conclusions import conclude, said_of
    from argmap.verdicts.cruxes import CruxSearch, Flip
    from argmap.verdicts.cruxes import cruxes as find_cruxes
    from argmap.verdicts.evaluate import Verdicts
    from argmap.verdicts.explain import Explanation, format_explanation
    from argmap.verdicts.json_report import format_explanation as explanation_as_json
    from argmap.verdicts.json_report import format_verdicts as verdicts_as_json
    from argmap.verdicts.justification import deciding_inferences
    from argmap.verdicts.needs import NeedSearch, Remedy
    from argmap.verdicts.needs import needs as find_needs
    from argmap.verdicts.positions import Positions, stands_in
    from argmap.verdicts.program import components_of
    from argmap.verdicts.text_report import format_changes, format_verdicts
    from argmap.verdicts.verdict_rules import MapProgram
    from argmap.verdicts.worlds import AtomWorlds, SplitProgram, Work, Worlds
else:
    __getattr__ = on_demand(
        __name__,
        {
            "change_search": "MOST_COUNTED dependent_verdicts resting_claims upstream_of",
            "conclusions": "conclude said_of",
            "cruxes": "CruxSearch Flip find_cruxes=cruxes",
            "evaluate": "Verdicts",
            "explain": "Explanation format_explanation",
            "json_report": """
                explanation_as_json=format_explanation verdicts_as_json=format_verdicts
            """,
            "justification": "deciding_inferences",
            "needs": "NeedSearch Remedy find_needs=needs",
            "positions": "Positions stands_in",
            "text_report": "format_changes format_verdicts",
            "verdict_rules": "MapProgram",
            "program": "components_of",
            "worlds": "AtomWorlds SplitProgram Work Worlds",
        },
    )
