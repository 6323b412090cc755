"""Maps in the pages of MkDocs and Zensical, as an extension of Python-Markdown.

    markdown_extensions:
      - argmap.integrations.mkdocs

SuperFences finds the fences, also in lists, quotes and tabs, and leaves those alone that another
fence shows as an example. It does not say where a fence is, so that is looked for in the page.
"""

from __future__ import annotations

import logging
import re
import sys
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from argmap.integrations.fences import (
    OPTIONS,
    Fence,
    FencedMap,
    Lines,
    flags_in,
    html_of,
    log_lines,
    path_in_log,
    read_fence,
)
from argmap.util.errors import ArgmapError, describe_bug, missing_package
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from markdown import Markdown

_LOG = logging.getLogger("mkdocs.argmap")
"""MkDocs shows what is logged below its name, and counts warnings if it is strict."""

_SUPERFENCES = "fenced_code_block"
"""The name of the preprocessor of SuperFences."""

_IDS_OF_MKDOCS = "mkdocs_raw_html"
"""The name of the preprocessor that knows where links can lead, but does not see what is drawn."""

_BEFORE_SUPERFENCES = 26
_AFTER_EVERYTHING = -10

_HOW_TO_WRITE = (
    'put the values of its options in quotation marks, such as side="…", and close the fence'
)
_BEFORE_UNREAD = ("<code>", "<p>```", "<p>~~~", "\n```", "\n~~~")
"""What is before the words that open a fence which Python-Markdown takes for text."""


class ArgmapExtension(Extension):
    """Draws the maps in the fences of a page.

    The configuration holds options of all fences, such as `theme`, and `strict`: whether a map with
    errors stops the build, where the tool has no such mode of its own.
    """

    def __init__(self, **config: object) -> None:
        super().__init__()
        self.is_strict = bool(config.pop("strict", False))
        self.defaults: dict[str, str] = {}
        for name, value in config.items():
            if name not in OPTIONS:
                raise ArgmapError(no_such("option", name, [*OPTIONS, "strict"]))
            # YAML has `true` as a value of its own, which options write in small letters.
            self.defaults[name] = str(value).lower() if isinstance(value, bool) else str(value)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it so
        """Add what prepares a page, and what reports on it."""
        if find_spec("pymdownx") is None:
            raise missing_package("maps in MkDocs", "pymdown-extensions")
        if not _has_superfences(md):
            md.registerExtensions(["pymdownx.superfences"], {})
        drawing = _Drawing(md, self)
        md.preprocessors.register(drawing, "argmap", _BEFORE_SUPERFENCES)
        md.postprocessors.register(_Reporting(md, drawing), "argmap", _AFTER_EVERYTHING)


def makeExtension(**config: object) -> ArgmapExtension:  # noqa: N802 - Python-Markdown calls it so
    """Return the extension."""
    return ArgmapExtension(**config)


def _has_superfences(md: Markdown) -> bool:
    return _SUPERFENCES in md.preprocessors and hasattr(md.preprocessors[_SUPERFENCES], "extension")


class _Drawing(Preprocessor):
    """Has SuperFences draw the maps of a page, and remembers what is wrong with them."""

    def __init__(self, md: Markdown, extension: ArgmapExtension) -> None:
        super().__init__(md)
        self.extension = extension
        self.lines = Lines(Path(), "")
        self.drawn: list[FencedMap] = []

    def run(self, lines: list[str]) -> list[str]:
        """Prepare a page."""
        # Most pages have no maps, and need not be read again.
        path = _path_of_page(self.md)
        self.lines = Lines.of(path) if "argmap" in "\n".join(lines) else Lines(path, "")
        self.drawn = []
        # It may have been configured after this extension.
        preprocessor: Any = self.md.preprocessors[_SUPERFENCES]
        superfences = preprocessor.extension
        if all(fence["name"] != "argmap" for fence in superfences.superfences):
            superfences.extend_super_fences("argmap", self.draw, _take_options, None)
        return lines

    def draw(
        self, src: str, options: dict[str, str | None], id_value: str, classes: list[str], **_: Any
    ) -> str:
        """Return the HTML of a fence; SuperFences calls it with these names."""
        # In braces, an option without a value has none: `{.argmap verdicts}`.
        written = {name: value or "" for name, value in options.items()}
        options_and_flags = {**flags_in(classes), **written}
        number = len(self.drawn) + 1
        fence = self.lines.placed(src, options_and_flags, number, id_value or "")
        if fence is None:
            # Another file was brought into the page: the lines are those of the fence.
            file = f"{path_in_log(self.lines.path)}, map {number}"
            fence = Fence(src, options_and_flags, file, 0, number=number, name=id_value or "")
        try:
            fenced = read_fence(fence, self.extension.defaults)
            html = html_of(fenced)
        except Exception as bug:
            from pymdownx.superfences import SuperFencesException

            # It would pass over any other exception, and leave the fence in the text.
            raise SuperFencesException(describe_bug(bug)) from bug
        self.drawn.append(fenced)
        return html


class _Reporting(Postprocessor):
    """Reports what is wrong with the maps of a page."""

    def __init__(self, md: Markdown, drawing: _Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, text: str) -> str:
        """Log the findings of the maps that are in the page in the end, and know their ids."""
        problems: list[str] = []
        for fenced in self.drawing.drawn:
            # What SuperFences takes for a fence may turn out to be code that is indented.
            if f'id="{fenced.fence.id}"' in text:
                problems += log_lines(fenced)
        # What another fence, or the indentation, shows as an example is in `pre`.
        shown = re.sub(r"<pre\b.*?</pre>", "", text, flags=re.DOTALL)

        def is_in_text(opening: str, _: str) -> bool:
            written = escape(opening, quote=False)
            return any(f"{before}{written}\n" in shown for before in _BEFORE_UNREAD)

        problems += self.drawing.lines.unread(is_in_text, _HOW_TO_WRITE)
        for problem in problems:
            _LOG.warning("%s", problem)
        if problems and self.drawing.extension.is_strict:
            raise _stop(problems)
        if self.drawing.drawn and _IDS_OF_MKDOCS in self.md.preprocessors:
            collector: Any = self.md.preprocessors[_IDS_OF_MKDOCS]
            collector.present_anchor_ids.update(re.findall(r' id="([^"]*)"', text))
        return text


def _stop(problems: list[str]) -> Exception:
    """Return what stops the build."""
    message = "\n".join(problems)
    mkdocs = sys.modules.get("mkdocs.exceptions")
    if mkdocs is None:
        return ArgmapError(message)
    stop: Exception = mkdocs.BuildError(message)
    return stop


def _take_options(
    _language: str, inputs: dict[str, str], options: dict[str, str], _attrs: object, _md: object
) -> bool:
    """Have SuperFences hand all options on, so that an unknown one can be reported."""
    options.update(inputs)
    return True


def _path_of_page(md: Markdown) -> Path:
    """Return the file of the page that is being built, as MkDocs or Zensical know it."""
    if "relpath" in md.treeprocessors:
        links: Any = md.treeprocessors["relpath"]
        return Path(links.file.abs_src_path or "")
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        return Path(context.config.get("docs_dir", ""), context.page.path)
    return Path()
