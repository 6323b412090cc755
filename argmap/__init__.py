"""argmap: draw, outline, check and evaluate argument maps written as text.

    import argmap

    debate = argmap.load("arguments.yaml")
    print(argmap.outline(debate))
    svg = argmap.render(debate, "svg")

`help(argmap.load)` explains a function and its parameters. `argmap --help` shows the command line.
"""

from __future__ import annotations

import sys

from argmap.util.exports import on_demand

TYPE_CHECKING = False
"""As type checkers know it; `typing` takes a while to load."""

if TYPE_CHECKING:
    from argmap.api.analysis import (
        check,
        compare,
        cruxes,
        evaluate,
        explain,
        find_quotation,
        needs,
        positions,
        quiz,
        worksheet,
    )
    from argmap.api.maps import (
        convert,
        dumps,
        load,
        loads,
        outline,
        part,
        read,
        rename,
        render,
        render_pages,
        save,
        stated_only,
    )
    from argmap.integrations.jupyter import load_ipython_extension as load_ipython_extension
    from argmap.model import (
        ArgumentMap,
        Basis,
        Cause,
        CheckSettings,
        Citation,
        Claim,
        Diagnostic,
        Edit,
        Expectation,
        Fix,
        Inference,
        Inferences,
        InvalidMap,
        Kind,
        Mention,
        PartKind,
        PartName,
        Quotation,
        Reading,
        Related,
        Safety,
        Severity,
        Side,
        Source,
        SourcePassage,
        Span,
        Verdict,
    )
    from argmap.util import ArgmapError

__all__ = [
    "ArgmapError", "ArgumentMap", "Basis", "Cause", "CheckSettings", "Citation", "Claim",
    "Diagnostic", "Edit", "Expectation", "Fix", "Inference", "Inferences", "InvalidMap", "Kind",
    "Mention", "PartKind", "PartName", "Quotation", "Reading", "Related", "Safety", "Severity",
    "Side", "Source", "SourcePassage", "Span", "Verdict", "check", "compare", "convert", "cruxes",
    "dumps", "evaluate", "explain", "find_quotation", "load", "loads", "needs", "outline", "part",
    "positions", "quiz", "read", "rename", "render", "render_pages", "save", "stated_only",
    "worksheet",
]  # fmt: skip

if not TYPE_CHECKING:
    __getattr__ = on_demand(
        __name__,
        {
            "api.analysis": """
                check compare cruxes evaluate explain find_quotation needs
                positions quiz worksheet
            """,
            "integrations.jupyter": "load_ipython_extension",
            "api.maps": """
                convert dumps load loads outline part read rename render
                render_pages save stated_only
            """,
            "model": """
                ArgumentMap Basis Cause CheckSettings Citation Claim Diagnostic Edit Expectation
                Fix Inference Inferences InvalidMap Kind Mention PartKind PartName Quotation
                Reading Related Safety Severity Side Source SourcePassage Span Verdict
            """,
            "util": "ArgmapError",
        },
    )


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])


if "IPython" in sys.modules:
    from argmap.api import notebook

    notebook.register()
