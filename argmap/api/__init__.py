"""The Python API: `maps` reads, writes, draws and outlines maps; `analysis` checks, evaluates and
compares them; `notebook` shows them in a notebook. `import argmap` has all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.api.notebook import findings_as_html, map_as_html, register, verdicts_as_html
else:
    __getattr__ = on_demand(
        __name__,
        {
            "notebook": "findings_as_html map_as_html register verdicts_as_html",
        },
    )
