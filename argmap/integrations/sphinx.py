"""Maps in the pages of Sphinx: a directive for reStructuredText and MyST.

    extensions = ["argmap.integrations.sphinx"]

    .. argmap::                           ```{argmap}
       :verdicts:                         :verdicts:

       Homework should be abolished.      Homework should be abolished.
       - Children need time to play.      - Children need time to play.
                                          ```

    .. argmap:: maps/homework.yaml

A map is read with its page, which reports what is wrong. It is drawn when the page is written, as
the builder needs it: inside of HTML, as a file for LaTeX and EPUB, and as an outline where there
are no pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from argmap.formats import FORMATS_OF_WORD, OPTIONS, Fence, words_in
from argmap.integrations.fences import (
    FencedMap,
    alternative_of,
    html_of,
    options_in,
    path_in_log,
    picture_of,
    place_of,
    problems_of,
    read_fence,
    sentence_of,
    text_of,
)
from argmap.model.diagnostics import Severity
from argmap.util.files import write_file
from argmap.util.spelling import no_such

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_LOG = logging.getLogger(__name__)

_FENCE = "argmap-fence"
"""The attribute of a node in whose place a map is to be drawn."""

_PICTURES = {"application/pdf": "pdf", "image/svg+xml": "svg", "image/png": "png"}
"""What builders call the formats of pictures, the best for paper first."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive to Sphinx, and what draws its maps."""
    app.add_config_value("argmap_options", {}, "env", [dict])
    for word in FORMATS_OF_WORD:
        app.add_directive(word, ArgmapDirective)
    app.connect("config-inited", _check_configuration)
    app.connect("doctree-resolved", _draw_maps)
    return {"version": version("argmap"), "parallel_read_safe": True, "parallel_write_safe": True}


def _check_configuration(_: Sphinx, config: Config) -> None:
    for name in config.argmap_options:
        if name not in OPTIONS:
            raise ConfigError(f"argmap_options: {no_such('option', name, OPTIONS)}")


def _read(fence: Fence, config: Config) -> FencedMap:
    """Return the map in a fence, with the options that the configuration has for all maps."""
    defaults = options_in(config.argmap_options)
    # A page that is kept may be written from another folder than it was read from.
    path = Path(path_in_log(fence.path)) if fence.path else None
    folder = Path(path_in_log(Path(fence.file))).parent
    return read_fence(fence._replace(path=path), defaults, folder)


class _OptionSpec(dict[str, Callable[[str], object]]):
    """The options of Sphinx itself; any other is one of the map, which looks at it itself."""

    def __missing__(self, name: str) -> Callable[[str], object]:
        as_written: Callable[[str], object] = directives.unchanged
        return as_written


class ArgmapDirective(SphinxDirective):
    """A map in a page."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[_OptionSpec] = _OptionSpec(
        dict.fromkeys(("caption", "name"), directives.unchanged),
        **{"class": directives.class_option},
    )

    def run(self) -> list[nodes.Node]:
        """Return a node in whose place the map is drawn later, or what is wrong with it."""
        fence = self._fence()
        fenced = _read(fence, self.config)
        if fence.path is not None:
            self.env.note_dependency(str(fence.path))
        for path in fenced.paths:
            self.env.note_dependency(str(path))
        self._report(fenced)
        if fenced.map is None:
            box = _problem_box(fenced)
            self.add_name(box)
            return [box]
        node = nodes.container(**{_FENCE: fence, "classes": self.options.get("class", [])})
        self.set_source_info(node)
        if "caption" not in self.options:
            self.add_name(node)
            return [node]
        texts, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
        figure = nodes.figure("", node, nodes.caption("", "", *texts), *messages)
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure]

    def _fence(self) -> Fence:
        source, line = self.get_source_info()
        options = {
            name: value for name, value in self.options.items() if name not in self.option_spec
        }
        path = None
        if self.arguments and self.content:
            # What is beside a directive with a map are options, as for other tools.
            options |= words_in(f"{self.name} {self.arguments[0]}")[1]
        elif self.arguments:
            _, file = self.env.relfn2path(self.arguments[0], self.env.docname)
            path = Path(file)
        return Fence(
            "\n".join(self.content),
            options,
            source,
            line,
            text_line=self._line_of_text(line),
            number=self.env.new_serialno("argmap") + 1,
            formats=FORMATS_OF_WORD[self.name.lower()],
            path=path,
        )

    def _line_of_text(self, line: int) -> int:
        """Return the line of a page at which the text of the map begins, below the options."""
        if not self.content:
            return line
        if isinstance(self.state, RSTState):
            lines_above: int = self.content.info(0)[1]
            return lines_above + 1
        # In MyST, lines are counted from the one that opens the fence.
        lines_inside: int = self.content_offset
        return line + lines_inside + 1

    def _report(self, fenced: FencedMap) -> None:
        for finding in fenced.findings:
            span = place_of(finding)
            log = _LOG.error if finding.severity is Severity.ERROR else _LOG.warning
            place, sentence = f"{span.file}:{span.line}", sentence_of(finding)
            log("%s", sentence, location=place, type="argmap", subtype=finding.code)


def _problem_box(fenced: FencedMap) -> nodes.admonition:
    """Return what is wrong with a map, in its place in the page."""
    heading, problems = problems_of(fenced)
    box = nodes.admonition(classes=["danger", "argmap-error"])
    box += nodes.title(heading, heading)
    listed = nodes.bullet_list()
    for problem in problems:
        paragraph = nodes.paragraph("", f"{problem.place}: ")
        for index, text in enumerate(problem.message):
            # Every second one is a name.
            paragraph += nodes.literal(text, text) if index % 2 else nodes.Text(text)
        listed += nodes.list_item("", paragraph)
    box += listed
    if fenced.fence.text:
        box += nodes.literal_block(fenced.fence.text, fenced.fence.text, language="none")
    return box


def _draw_maps(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Draw the maps of a page as its builder needs them."""
    waiting = [node for node in doctree.findall(nodes.container) if _FENCE in node]
    for number, node in enumerate(waiting, start=1):
        # Some builders join pages, in which maps have the same numbers.
        fence: Fence = node[_FENCE]._replace(name=f"argmap-{number}")
        fenced = _read(fence, app.config)
        if fenced.map is None:
            node.replace_self(_problem_box(fenced))  # a file of it has changed meanwhile
            continue
        shown = _shown(fenced, app, docname)
        shown[0]["classes"] += node["classes"]
        # LaTeX has no ids at pictures.
        target = nodes.target("", "", ids=node["ids"])
        node.replace_self([target, *shown] if node["ids"] else shown)


def _shown(fenced: FencedMap, app: Sphinx, docname: str) -> list[nodes.Element]:
    """Return a map as nodes: HTML, a picture, an outline, or both of these."""
    # A reader of EPUB shows a picture inside of HTML only if its table of files announces that.
    if app.builder.format == "html" and app.builder.name != "epub":
        return [nodes.raw("", html_of(fenced), format="html")]
    shown: list[nodes.Element] = []
    supported = app.builder.supported_image_types
    mimetype = next((each for each in _PICTURES if each in supported), "")
    if mimetype and fenced.options.get("outline") != "only":
        shown.append(_image(fenced, mimetype, app, docname))
    if not shown or fenced.has("outline"):
        lines = [nodes.line(line, line) for line in text_of(fenced).splitlines()]
        shown.append(nodes.line_block("", *lines))
    return shown


def _image(fenced: FencedMap, mimetype: str, app: Sphinx, docname: str) -> nodes.image:
    """Return the picture of a map as a file, which Sphinx copies beside the page."""
    ending = _PICTURES[mimetype]
    data = picture_of(fenced, ending).data
    # The same picture has the same name, in whatever order pages are built.
    name = f"argmap-{sha256(data).hexdigest()[:16]}.{ending}"
    file = Path(app.doctreedir, "argmap", name)
    write_file(file, data)
    app.env.images.add_file(docname, str(file))
    return nodes.image(uri=str(file), candidates={mimetype: str(file)}, alt=alternative_of(fenced))
