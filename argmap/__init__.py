"""argmap: argument maps from a text file, as diagrams, outlines, checks and verdicts.

    import argmap

    debate = argmap.load("arguments.yaml")
    print(argmap.outline(debate))
    svg = argmap.render(debate, "svg")

`help(argmap.load)` and so on tell what each function takes; `argmap --help` is the command line.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
"""As type checkers know it; `typing` takes a while to load."""

if TYPE_CHECKING:
    from argmap.api.analysis import (
        check,
        compare,
        cruxes,
        evaluate,
        explain,
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
        render,
        render_pages,
        save,
        stated_only,
    )
    from argmap.model import (
        ArgumentMap,
        Basis,
        Cause,
        CheckSettings,
        Citation,
        Claim,
        Expectation,
        Inference,
        Inferences,
        Kind,
        Side,
        Source,
        Verdict,
    )
    from argmap.model.diagnostics import Diagnostic, InvalidMap, Severity, Span
    from argmap.util.errors import ArgmapError

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "Basis",
    "Cause",
    "CheckSettings",
    "Citation",
    "Claim",
    "Diagnostic",
    "Expectation",
    "Inference",
    "Inferences",
    "InvalidMap",
    "Kind",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Verdict",
    "check",
    "compare",
    "convert",
    "cruxes",
    "dumps",
    "evaluate",
    "explain",
    "load",
    "loads",
    "needs",
    "outline",
    "part",
    "positions",
    "quiz",
    "render",
    "render_pages",
    "save",
    "stated_only",
    "worksheet",
]  # fmt: skip

if "IPython" in sys.modules:
    from argmap.api import notebook

    notebook.register()

if not TYPE_CHECKING:
    # Names are imported when first asked for, so that a command pays only for what it uses. (Hidden
    # from type checkers, for which any name would be there otherwise.)

    def __getattr__(name):
        """Return a public name, importing the module that holds it."""
        from importlib import import_module

        if name in __all__:
            for module in (
                "argmap.model",
                "argmap.model.diagnostics",
                "argmap.util.errors",
                "argmap.api.maps",
                "argmap.api.analysis",
            ):
                found = getattr(import_module(module), name, None)
                if found is not None:
                    return found
        raise AttributeError(f"module `argmap` has no `{name}`")

    def __dir__():
        """Return the public names."""
        return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
