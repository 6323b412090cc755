"""The page on which a teacher decides which claims of students match the key.

It holds words alone: what it shows it asks for, with the token that its address brings.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from argmap.languages import decision_words_for, page_words_for, words_for
from argmap.page.interactive_html import join_files
from argmap.page.server import TOKEN_HEADER
from argmap.util.templates import page_template
from argmap.util.web_pages import policy

DECISIONS = "/decisions"
"""Where the page reads and saves decisions."""

DECISION_SCRIPTS = ("scripts/decision_list.js", "scripts/decisions.js")
"""The files of the program of the page, in the order in which they are joined."""


def format_decision_page(language: str, title: str, file: str, class_file: str) -> bytes:
    """Return the page.

    Args:
        language: the language of the key, as BCP 47 names it.
        title: the title of the key; may be empty.
        file: the name of the file in which decisions on wordings are saved.
        class_file: that of those on students and places.
    """
    words = decision_words_for(language)
    map_words = words_for(language)
    script = join_files(*DECISION_SCRIPTS)
    style = join_files("styles/decisions.css", "styles/decision_list.css")
    data = {
        "words": words.by_key(),
        "quotes": map_words.quotes,
        "file": file,
        "class_file": class_file,
        "path": DECISIONS,
        "header": TOKEN_HEADER,
    }
    page = page_template("argmap.page", "decision_page.html.jinja").render(
        map_words=map_words,
        words=words,
        undo=page_words_for(language).undo,
        title=title,
        # No text ends the element that it is in.
        data=Markup(json.dumps(data).replace("<", "\\u003c")),  # noqa: S704 - see above
        script=Markup(script),  # noqa: S704 - a file of argmap
        style=Markup(style),  # noqa: S704 - a file of argmap
        policy=policy(script, style, reloads=True),
    )
    return page.encode()
