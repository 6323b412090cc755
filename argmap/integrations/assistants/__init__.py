"""argmap for assistants: `argmap mcp` serves tools, pages and prompts about argument maps.

    tool_table   what each tool does, takes and answers
    map_…        the tools themselves: functions of plain data
    guidance     pages and prompts
    mcp_server   the protocol, over standard input and output
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.integrations.assistants.guidance import fill_in, instructions, read
    from argmap.integrations.assistants.mcp_server import serve
    from argmap.integrations.assistants.served_folder import ServedFolder
    from argmap.integrations.assistants.tool_call import ToolAnswer
    from argmap.integrations.assistants.tool_table import tools_for, use_tool
else:
    __getattr__ = on_demand(
        __name__,
        {
            "guidance": "fill_in instructions read",
            "mcp_server": "serve",
            "served_folder": "ServedFolder",
            "tool_call": "ToolAnswer",
            "tool_table": "tools_for use_tool",
        },
    )
