"""argmap where people write: in editors, beside assistants, in websites and in notebooks.

Nothing else in argmap needs this package, and the commands that use it import it when they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.integrations.assistants.guidance import PAGES, PROMPTS, fill_in, read
    from argmap.integrations.assistants.mcp_server import serve
    from argmap.integrations.assistants.served_folder import ServedFolder
    from argmap.integrations.assistants.tool_call import ToolAnswer
    from argmap.integrations.assistants.tool_table import tools_for, use_tool
    from argmap.integrations.fences import html_of, log_lines, read_fence
    from argmap.integrations.lsp.actions import OFFERED
    from argmap.integrations.lsp.documents import Document, OpenDocuments
    from argmap.integrations.lsp.maps import Maps
    from argmap.integrations.lsp.positions import Encoding
else:
    __getattr__ = on_demand(
        __name__,
        {
            "fences": "html_of log_lines read_fence",
            "assistants.guidance": "PAGES PROMPTS fill_in read",
            "assistants.mcp_server": "serve",
            "assistants.served_folder": "ServedFolder",
            "assistants.tool_call": "ToolAnswer",
            "assistants.tool_table": "tools_for use_tool",
            "lsp.actions": "OFFERED",
            "lsp.documents": "Document OpenDocuments",
            "lsp.maps": "Maps",
            "lsp.positions": "Encoding",
        },
    )
