"""The page of the editor, and the program of the worker in which argmap runs beside it.

The page has the policy of other pages, and may besides run WebAssembly in a worker of its own. What
the worker needs comes in parts (see `parts.js`): in the page itself, so that one file works
without a network, or as files beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup

from argmap import formats
from argmap.languages import (
    class_tool_words_for,
    decision_words_for,
    editor_words_for,
    known_languages,
    page_words_for,
    words_for,
)
from argmap.model import CLAIM_TYPES
from argmap.page.editor.answers import picture_of
from argmap.page.interactive_html import join_files, style_with_colors
from argmap.page.page_data import VERDICTS, page_texts
from argmap.page.server import CHANNEL, MOST_SENT, TOKEN_HEADER
from argmap.util.limits import Limit
from argmap.util.templates import page_template
from argmap.util.web_pages import json_in_page, policy

_ANYWHERE = (
    "scripts/page_data.js", "scripts/verdicts.js", "scripts/verdict_words.js",
    "scripts/box_tree.js", "scripts/layout.js", "scripts/line_words.js", "scripts/paint.js",
    "scripts/picture.js",
    "editor/parts.js", "editor/engine.js", "editor/words.js",
    "editor/store.js", "editor/outline_rows.js", "editor/changes.js", "editor/outline_pane.js",
    "editor/picture_pane.js", "editor/text_pane.js", "editor/findings_pane.js",
    "editor/verdict_pane.js", "editor/properties.js", "editor/title.js", "editor/menus.js",
    "editor/templates.js", "editor/shell.js", "editor/editor.js",
    "scripts/decision_list.js", "editor/class_tools.js",
)  # fmt: skip

EDITOR_SCRIPTS = (
    *_ANYWHERE, "editor/share_link.js", "editor/drafts.js", "editor/local_files.js",
)  # fmt: skip
"""The files of the program of the page, in the order in which they are joined."""

SERVED_SCRIPTS = (
    *(name.replace("/engine.js", "/server_engine.js") for name in _ANYWHERE),
    "editor/file_state.js",
)  # fmt: skip
"""Those of the page that a server answers."""

EDITOR = "/editor"
"""Where the server answers the page."""

_TEXT_FIELD = "editor/text_field.min.js"
"""A library that it uses; it is minified, and a script of its own."""

WORKER_SCRIPTS = ("editor/parts.js", "editor/worker.js")
"""The files of the program of the worker; Pyodide follows them."""

_STYLES = (
    "styles/frame.css", "styles/picture.css", "editor/editor.css", "editor/class_tools.css",
    "styles/decision_list.css",
)  # fmt: skip

_MOST_SENT_IN_FILES = MOST_SENT // 4 * 3 - 100_000
"""Bytes of the files in one message to the server: base64 makes four of three, and names need room.
"""

_WORDS_OF_DECISIONS = ("saved", "not_saved", "open_again")
_WORDS_OF_PAGES = (
    "close", "fit", "zoom_in", "zoom_out", "legend", "backed_means", "asserted_means",
)  # fmt: skip
_SIGNS_OF_VERDICTS = {"accepted_means": "accepted", "rejected_means": "rejected"}
"""Further words of pages, by what the editor calls them, as it has others by their names."""

_WORDS_OF_VERDICTS = (
    *VERDICTS, *(f"{verdict.replace(' ', '_')}_means" for verdict in VERDICTS),
    "comma", "quote_before", "quote_after", "bracket_before", "bracket_after", "full_stop",
    "what_if", "what_if_true", "what_if_false", "accepted", "rejected", "reset", "nothing_changes",
    "no_main_claim_changes", "others_change", "claim_was", "why_supposed", "why_nothing_offered",
    "why_common_ground", "why_documented", "why_reason_holds", "why_facts_documented",
    "why_facts_accepted", "why_objection_stands", "why_no_reason_holds", "why_not_documented",
    "why_in_doubt", "why_only_each_other", "why_only_itself", "why_contested",
    "why_backing_contested", "why_draw",
    "documented_reasons", "documented_objections", "accepted_reasons", "accepted_objections",
    "number_of_sources", "number_does_not_matter", "why_doubted", "doubted_means",
    "norm_not_shown_means", "both_stand",
)  # fmt: skip
"""What is said of verdicts: in the language of the reader, as all that the editor says."""


class Part(NamedTuple):
    """A part of what the worker needs, or the licenses; compressed.

    Attributes:
        name: `worker`, `python`, `library`, `argmap` or `licenses`.
        size: how many bytes it has.
        base64: the part itself, if it is in the page.
        file: the file beside the page that it is in, if not.
    """

    name: str
    size: int
    base64: str = ""
    file: str = ""


def worker_program() -> str:
    """Return the program of the worker, without Pyodide."""
    return join_files(*WORKER_SCRIPTS)


def format_editor_page(text: str, parts: Sequence[Part], address: str = "") -> bytes:
    """Return the page of the editor in which argmap runs in the browser.

    Args:
        text: the map that it begins with.
        parts: what the worker needs: all in the page, or all in files beside it.
        address: where the editor is a site, to which links from a page that is a file lead; "" if
            that is not known.

    Raises:
        InvalidMap: the text is not a map.
    """
    beside = {part.name: {"file": part.file, "size": part.size} for part in parts if part.file}
    most = Limit.INPUT.most * 1_000_000
    build = {"files": beside, "address": address, "most": most}
    return _format_page(text, EDITOR_SCRIPTS, build, parts)


def format_served_editor() -> bytes:
    """Return the page of the editor that a server answers; it holds no map of anybody."""
    build = {
        "path": EDITOR,
        "changes": CHANNEL,
        "header": TOKEN_HEADER,
        "most": _MOST_SENT_IN_FILES,
    }
    return _format_page(_EMPTY, SERVED_SCRIPTS, build)


_EMPTY = "claims: {a: …}"
"""The map of a page that is not answered yet."""


def _format_page(
    text: str,
    scripts: Sequence[str],
    build: Mapping[str, object],
    parts: Sequence[Part] | None = None,
) -> bytes:
    """Return the page; without `parts`, one that is served."""
    script, style = join_files(*scripts), style_with_colors(_STYLES)
    library = files("argmap.page").joinpath(_TEXT_FIELD).read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = {}
    verdict_words: dict[str, dict[str, str]] = {}
    for tag in known_languages():
        page_words = page_words_for(tag).by_key()
        decision_words = decision_words_for(tag).by_key()
        class_tool_words = class_tool_words_for(tag)
        words[tag] = {
            **editor_words_for(tag).by_key(),
            **{name: page_words[name] for name in _WORDS_OF_PAGES},
            **{name: page_words[name_there] for name, name_there in _SIGNS_OF_VERDICTS.items()},
            **{name: decision_words[name] for name in _WORDS_OF_DECISIONS},
            **words_for(tag).claim_types,
            **{f"decide_{name}": word for name, word in decision_words.items()},
            **{f"class_{name}": word for name, word in class_tool_words.by_key().items()},
            "direction": "rtl" if words_for(tag).rtl else "ltr",
        }
        texts = page_texts(words_for(tag), page_words_for(tag))
        verdict_words[tag] = {name: texts[name] for name in _WORDS_OF_VERDICTS}
    build = {**build, "words": words, "verdict_words": verdict_words}
    is_served = parts is None
    first = picture_of(formats.parse(text, "map.yaml").unwrap())
    template = page_template(
        "argmap.page",
        "editor/editor_page.html.jinja",
        trims_blocks=True,
        keeps_last_line_end=True,
    )
    page = template.render(
        # All that could end the element is escaped.
        first_text=Markup(json_in_page("" if is_served else text)),  # noqa: S704
        parts=[part for part in parts or [] if part.base64],
        is_served=is_served,
        types=CLAIM_TYPES,
        patterns=Markup(first["patterns"]),  # noqa: S704 - argmap has drawn it
        data=Markup(json_in_page(first["map"])),  # noqa: S704 - all that could end it is escaped
        build=Markup(json_in_page(build)),  # noqa: S704
        script=Markup(script),  # noqa: S704 - files of argmap
        library=Markup(library),  # noqa: S704
        style=Markup(style),  # noqa: S704
        policy=policy(
            script,
            style,
            reloads=is_served or any(part.file for part in parts or []),
            library=library,
            runs_python=not is_served,
            draws=True,
        ),
    )
    return page.encode()
