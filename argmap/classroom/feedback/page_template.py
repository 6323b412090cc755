"""Fills in the templates of pages."""

from __future__ import annotations

from argmap.classroom.feedback.hints import StudentPhrases
from argmap.util.text import safe_markup


def fill_in_page(template: str, phrases: StudentPhrases, **filled: object) -> str:
    """Return a page: a template with its words and what else is filled in, all of it escaped."""
    from markupsafe import Markup

    from argmap.util.templates import page_template

    filled["words"] = phrases.words
    filled["map_words"] = phrases.map_words
    page = page_template(
        "argmap.classroom.feedback", f"templates/{template}", keeps_last_line_end=True
    )
    return safe_markup(page.render(markup=Markup, **filled))
