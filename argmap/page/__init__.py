"""The interactive page: a map as one HTML file that needs no network and no server.

`page_data` is what its program knows of a map, `outline_entries` its outline, and
`interactive_html` puts them into the template. The program is in `scripts/`, whose files are joined
in the order of `interactive_html.SCRIPTS`, and its looks are in `styles/`.
While its file is edited, `server` serves it, `reload.js` listens to that, and `error_page` shows
what is wrong. `decision_page` is another page that is served: it reads and saves decisions.
`editor/` is the page on which a map is edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.page.decision_page import DECISION_SCRIPTS, DECISIONS, format_decision_page
    from argmap.page.editor.answers import Editor
    from argmap.page.editor.edited_file import EditedFile, FileState
    from argmap.page.editor.editor_page import (
        EDITOR,
        EDITOR_SCRIPTS,
        SERVED_SCRIPTS,
        WORKER_SCRIPTS,
        Part,
        format_editor_page,
        format_served_editor,
        worker_program,
    )
    from argmap.page.error_page import Problem, format_broken_page, problems_of
    from argmap.page.interactive_html import SCRIPTS
    from argmap.page.server import TOKEN_HEADER, PageServer, Service
    from argmap.page.verdict_data import verdict_data as verdict_data_of
else:
    __getattr__ = on_demand(
        __name__,
        {
            "decision_page": "DECISION_SCRIPTS DECISIONS format_decision_page",
            "editor.answers": "Editor",
            "editor.edited_file": "EditedFile FileState",
            "editor.editor_page": """
                EDITOR EDITOR_SCRIPTS SERVED_SCRIPTS WORKER_SCRIPTS Part format_editor_page
                format_served_editor worker_program
            """,
            "error_page": "Problem format_broken_page problems_of",
            "interactive_html": "SCRIPTS",
            "server": "TOKEN_HEADER PageServer Service",
            "verdict_data": "verdict_data_of=verdict_data",
        },
    )
