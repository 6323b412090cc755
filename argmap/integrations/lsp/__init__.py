"""The language server: what an editor shows of a map while somebody writes it.

`documents` has the open files, and `maps` finds the maps in them. Each feature is a module of
functions from these to values of argmap's own: `findings`, `fixes`, `hover`, `navigation`,
`completion`, `symbols` and `verdict_hints`. `server` is a thin edge around them, which speaks the
Language Server Protocol with pygls, and only it and `messages` need the extra `lsp`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.integrations.lsp.server import serve
else:
    __getattr__ = on_demand(__name__, {"server": "serve"})
