"""A map in words: its outline and its essay, in the formats of documents.

map → `outline` → text, OPML, Markdown; or `manuscript` or `essay` → DOCX, HTML, LaTeX
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.documents.citations import Citations
    from argmap.documents.claim_names import find_claim, with_ids
    from argmap.documents.docx import docx_of
    from argmap.documents.essay import essay_of
    from argmap.documents.html import html_of
    from argmap.documents.latex import latex_of
    from argmap.documents.manuscript import Manuscript, manuscript_of, show_text
    from argmap.documents.outline import OutlineEntry
    from argmap.documents.outline import outline as outline_of
    from argmap.documents.outline_text import describe, format_description
    from argmap.documents.picture import DocumentPicture
    from argmap.documents.text_runs import Look, Run, Target, plain
else:
    __getattr__ = on_demand(
        __name__,
        {
            "citations": "Citations",
            "claim_names": "find_claim with_ids",
            "docx": "docx_of",
            "essay": "essay_of",
            "html": "html_of",
            "latex": "latex_of",
            "manuscript": "Manuscript manuscript_of show_text",
            "outline": "OutlineEntry outline_of=outline",
            "outline_text": "describe format_description",
            "picture": "DocumentPicture",
            "text_runs": "Look Run Target plain",
        },
    )
