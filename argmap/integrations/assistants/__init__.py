"""argmap for assistants: `argmap mcp` serves tools, pages and prompts about argument maps.

`tool_table` is what each tool does, takes and answers. The tools themselves are functions of plain
data: `map_findings`, `map_views`, `map_verdicts` and `quotation_lookup`. What they may read and
write is in `served_folder`. `guidance` has the pages and prompts, whose texts are in Markdown.
`mcp_server` speaks the protocol, and gives each call a process of its own (`tool_process`).
"""
