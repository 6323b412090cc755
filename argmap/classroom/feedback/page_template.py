"""Fills in the templates of pages."""

from __future__ import annotations

from argmap.classroom.feedback.hints import StudentPhrases
from argmap.util.text import safe_markup


def fill_in_page(template: str, phrases: StudentPhrases, **filled: object) -> str:
    """Return a page: a template with its words and what else is filled in, all of it escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    loader = PackageLoader("argmap.classroom.feedback")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    filled["words"] = phrases.words
    filled["map_words"] = phrases.map_words
    page = environment.get_template(template)
    return safe_markup(page.render(markup=Markup, **filled))
