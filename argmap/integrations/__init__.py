"""argmap where people write: in editors, beside assistants, in websites and in notebooks.

Nothing else in argmap needs this package, and the commands that use it import it when they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.integrations.fences import OPTIONS, Fence, html_of, log_lines, read_fence
else:
    __getattr__ = on_demand(
        __name__,
        {
            "fences": "OPTIONS Fence html_of log_lines read_fence",
        },
    )
