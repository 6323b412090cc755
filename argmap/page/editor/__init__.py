"""The editor of a map: a page with its text and its picture, and what it asks of argmap.

`answers` is what it asks, wherever argmap runs; `editor_page` is the page. In a browser alone,
`worker.js` runs argmap there. `.ci/site/` puts all of that together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.page.editor.answers import answer
    from argmap.page.editor.editor_page import (
        EDITOR_SCRIPTS,
        WORKER_SCRIPTS,
        Part,
        format_editor_page,
        worker_program,
    )
else:
    __getattr__ = on_demand(
        __name__,
        {
            "answers": "answer",
            "editor_page": "EDITOR_SCRIPTS WORKER_SCRIPTS Part format_editor_page worker_program",
        },
    )
