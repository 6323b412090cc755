"""A map as one HTML file: the picture, the outline, and the program that folds, supposes, asks and
presents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from argmap.diagrams.live import LivePicture
from argmap.diagrams.theme import THEMES, variables_of
from argmap.languages import page_words_for
from argmap.model import ArgumentMap
from argmap.model.text import UNSAFE_IN_LINES, safe_markup
from argmap.outlines.manuscript import Manuscript, manuscript_of
from argmap.outlines.outline import Outline
from argmap.outlines.run_markup import markup_of
from argmap.outlines.runs import Link, Run, Runs, Target
from argmap.page.assets import joined, policy
from argmap.page.data import PageData, page_data
from argmap.page.entries import page_sections
from argmap.page.verdict_data import judged_map

SCRIPTS = (
    "elements.js", "data.js", "well_founded.js", "verdicts.js", "folding.js", "drawing.js",
    "fold_marks.js", "viewport.js", "outline.js", "state.js", "what_if.js", "search.js",
    "printing.js", "telling.js", "scenes.js", "modes.js", "phone.js", "start.js",
)  # fmt: skip
"""The files of the program, in the order in which they are joined: each may use what the ones
before it define.
"""

_STYLES = ("page.css", "modes.css", "print.css", "phone.css")
"""The style sheets, in the order in which they are joined."""

_RELOAD = "reload.js"
"""What a page has besides if it is served by `argmap preview`."""

_BETWEEN_CODE = re.compile(
    r"(?:\A|(?<=</style>)|(?<=</script>)).*?(?:\Z|(?=<style)|(?=<script))", re.DOTALL
)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "##[": "##\\u005b"}
"""What could end the element that the data stands in, or what a CI log obeys, and how JSON writes
it besides.
"""


class PageOptions(NamedTuple):
    """How to write a page.

    Attributes:
        whole: the map that decides what stands, of which the page may show a part.
        strict: whether only what is backed stands, also where the map does not say so.
        shows_verdicts: whether it begins with the verdicts shown.
        reloads: whether it asks the server that it is from for changes.
        source_texts: the texts of sources, by id, of which it shows the passages that are quoted.
    """

    whole: ArgumentMap
    strict: bool = False
    shows_verdicts: bool = False
    reloads: bool = False
    source_texts: Mapping[str, str] = MappingProxyType({})


def format_page(outline: Outline, picture: LivePicture, options: PageOptions) -> str:
    """Return a page.

    Args:
        outline: the map as it is told, with sources.
        picture: the map as it is drawn.
        options: how to write it.
    """
    map = outline.map
    page_words = page_words_for(map.language)
    sections = page_sections(outline, options.source_texts)
    judged = judged_map(map, options.whole, strict=options.strict)
    data = page_data(
        map, judged, picture.layout, sections, page_words, shows_verdicts=options.shows_verdicts
    )
    manuscript = manuscript_of(outline)
    # It comes first: whatever becomes of the rest, the page loads itself anew.
    script = joined(((_RELOAD,) if options.reloads else ()) + SCRIPTS)
    style = _style(picture.map + picture.legend)
    addresses = _addresses(manuscript)

    def line(runs: Runs) -> Markup:
        return markup_of(tuple(_led_to_the_web(run, addresses) for run in runs), _anchor)

    environment = Environment(
        loader=PackageLoader("argmap.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    html = environment.get_template("page.html.jinja").render(
        manuscript=manuscript,
        sections=sections,
        words=page_words,
        claim_numbers={claim: number for number, claim in enumerate(map.claims)},
        step_numbers={step: number for number, step in enumerate(map.inferences)},
        map_svg=Markup(picture.map),  # noqa: S704 - argmap has drawn it
        legend_svg=Markup(picture.legend),  # noqa: S704
        data=Markup(_as_json(data)),  # noqa: S704 - all that could end it is escaped
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
        policy=policy(script, style, reloads=options.reloads),
        line=line,
        anchor=_anchor,
        to_source=lambda source: Link(Target.SOURCE, source),
    )
    # Between scripts and style sheets, which hold no text of the map as it is, stand texts of the
    # map.
    return _BETWEEN_CODE.sub(lambda between: safe_markup(between[0]), html)


def _style(drawn: str) -> str:
    """Return the style sheet, with the colours that a picture has, as its themes have them, by day
    and by night.
    """
    sheets = joined(_STYLES)
    light, dark = variables_of(THEMES["color"]), variables_of(THEMES["dark"])
    declared = [
        f"{name}:light-dark({color},{dark[name]})"
        for name, color in light.items()
        if name in drawn + sheets
    ]
    return f":root{{{';'.join(declared)}}}\n{sheets}"


def _as_json(data: PageData) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return re.sub(UNSAFE_IN_LINES, lambda match: f"\\u{ord(match[0]):04x}", text)


def _addresses(manuscript: Manuscript) -> dict[str, str]:
    """Return the address of each source that can be followed safely, by the id of the source."""
    addresses: dict[str, str] = {}
    for source in manuscript.bibliography:
        for run in source.runs:
            if run.link is not None:
                addresses[source.source] = run.link.to
    return addresses


def _led_to_the_web(run: Run, addresses: Mapping[str, str]) -> Run:
    """Return a piece of a line that leads to the source itself where it would lead to the list of
    sources.
    """
    if run.link is None or run.link.target is not Target.SOURCE or run.link.to not in addresses:
        return run
    return run._replace(link=Link(Target.WEB, addresses[run.link.to]))


def _anchor(link: Link) -> str:
    """Return the id of what a link leads to; those of a picture begin with `claim-` or `step-`."""
    word = "source" if link.target is Target.SOURCE else "at"
    return f"{word}-{link.to}"
