"""Maps in the pages of MkDocs and Zensical, as an extension of Python-Markdown.

    markdown_extensions:
      - argmap.integrations.mkdocs

It finds the fences of maps before Python-Markdown, which has other rules for what is in a list, or
SuperFences does, and puts the pictures in their place.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from argmap.formats import OPTIONS, fences_in
from argmap.integrations.fences import (
    Page,
    html_of,
    log_lines,
    options_in,
    path_in_log,
    read_fence,
)
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from markdown import Markdown

_LOG = logging.getLogger("mkdocs.argmap")
"""MkDocs shows what is logged below its name, and counts warnings if it is strict."""

_IDS_OF_MKDOCS = "mkdocs_raw_html"
"""The name of the preprocessor that knows where links can lead, but does not see what is drawn."""

_BEFORE_OTHER_FENCES = 26
_AFTER_EVERYTHING = -10


class ArgmapExtension(Extension):
    """Draws the maps in the fences of a page.

    The configuration holds options of all fences, such as `theme`, and `strict`: whether a map with
    errors stops the build, where the tool has no such mode of its own.
    """

    def __init__(self, **config: object) -> None:
        super().__init__()
        self.is_strict = bool(config.pop("strict", False))
        self.defaults = options_in(config)
        for name in config:
            if name not in OPTIONS:
                raise ArgmapError(no_such("option", name, [*OPTIONS, "strict"]))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it so
        """Add what draws the maps of a page."""
        drawing = _Drawing(md, self)
        md.preprocessors.register(drawing, "argmap", _BEFORE_OTHER_FENCES)
        md.postprocessors.register(_Linking(md, drawing), "argmap", _AFTER_EVERYTHING)


def makeExtension(**config: object) -> ArgmapExtension:  # noqa: N802 - Python-Markdown calls it so
    """Return the extension."""
    return ArgmapExtension(**config)


class _Drawing(Preprocessor):
    """Draws the maps of a page, and reports what is wrong with them."""

    def __init__(self, md: Markdown, extension: ArgmapExtension) -> None:
        super().__init__(md)
        self.extension = extension
        self.ids: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a page with pictures in place of the fences."""
        self.ids = []
        fences = fences_in("\n".join(lines))
        if not fences:
            return lines
        path = _path_of_page(self.md)
        page = Page(path)
        shown: list[str] = []
        problems: list[str] = []
        end = 0
        for found in fences:
            # Where another file was brought into the page, the lines are those of the fence.
            file = f"{path_in_log(path)}, map {found.number}"
            fence = page.find(found) or found._replace(file=file, line=0, text_line=1, column=1)
            fenced = read_fence(fence, self.extension.defaults)
            problems += log_lines(fenced)
            html = html_of(fenced)
            self.ids += re.findall(r' id="([^"]*)"', html)
            picture = self.md.htmlStash.store(html)
            # What is before the signs, in a list or a quote, is before the picture, too.
            before = re.split("`{3}|~{3}", lines[found.line - 1])[0]
            shown += lines[end : found.line - 1]
            shown += [before + picture] if before else ["", picture, ""]
            end = found.last_line
        for problem in problems:
            _LOG.warning("%s", problem)
        if problems and self.extension.is_strict:
            raise _stop(problems)
        return shown + lines[end:]


class _Linking(Postprocessor):
    """Shows MkDocs the ids in pictures, to which links can lead."""

    def __init__(self, md: Markdown, drawing: _Drawing) -> None:
        super().__init__(md)
        self.drawing = drawing

    def run(self, text: str) -> str:
        """Return a page as it is."""
        if _IDS_OF_MKDOCS in self.md.preprocessors:
            collector: Any = self.md.preprocessors[_IDS_OF_MKDOCS]
            collector.present_anchor_ids.update(self.drawing.ids)
        return text


def _stop(problems: list[str]) -> Exception:
    """Return what stops the build."""
    message = "\n".join(problems)
    mkdocs = sys.modules.get("mkdocs.exceptions")
    if mkdocs is None:
        return ArgmapError(message)
    stop: Exception = mkdocs.BuildError(message)
    return stop


def _path_of_page(md: Markdown) -> Path:
    """Return the file of the page that is being built, as MkDocs or Zensical know it."""
    if "relpath" in md.treeprocessors:
        links: Any = md.treeprocessors["relpath"]
        return Path(links.file.abs_src_path or "")
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        return Path(context.config.get("docs_dir", ""), context.page.path)
    return Path()
