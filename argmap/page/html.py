"""A map as one HTML file: the picture, the outline, and the program that folds, supposes, asks and presents."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from argmap.diagrams.live import LivePicture
from argmap.diagrams.theme import THEMES, variables_of
from argmap.languages.pages import page_words_for
from argmap.model import ArgumentMap
from argmap.outlines.manuscript import Manuscript, manuscript_of
from argmap.outlines.outline import Outline
from argmap.outlines.run_markup import markup_of
from argmap.outlines.runs import Link, Run, Runs, Target
from argmap.page.data import PageData, page_data
from argmap.page.entries import page_sections
from argmap.page.verdict_data import judged_map

SCRIPTS = (
    "data.js", "well_founded.js", "verdicts.js", "folding.js", "drawing.js", "fold_marks.js", "viewport.js",
    "outline.js", "state.js", "what_if.js", "search.js", "printing.js", "telling.js", "study.js", "present.js",
    "stage.js", "modes.js", "phone.js", "start.js",
)  # fmt: skip
"""The files of the program, in the order in which they are joined: each may use what the ones before it define."""

_STYLES = ("page.css", "passages.css", "modes.css", "search.css", "print.css", "phone.css")
"""The style sheets, in the order in which they are joined."""

_RELOAD = "reload.js"
"""What a page has besides if it is served by `argmap preview`."""

_COMMENT = re.compile(r"/\*.*?\*/ ?", re.DOTALL)
"""A comment in a script or a style sheet: no string of theirs has these signs."""

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end the element that the data stands in, or a line of it, and how JSON writes it besides."""


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
    data = page_data(map, judged, picture.layout, sections, page_words, shows_verdicts=options.shows_verdicts)
    manuscript = manuscript_of(outline)
    script = _joined(SCRIPTS + ((_RELOAD,) if options.reloads else ()))
    style = _style()
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
    return environment.get_template("page.html.jinja").render(
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
        policy=_policy(script, style, reloads=options.reloads),
        line=line,
        anchor=_anchor,
        to_source=lambda source: Link(Target.SOURCE, source),
    )


def _joined(names: tuple[str, ...]) -> str:
    """Return files of this package as one text, without their comments and indents: these are for who reads them."""
    folder = files("argmap.page")
    lines: list[str] = []
    for name in names:
        text = _COMMENT.sub("", folder.joinpath(name).read_text(encoding="utf-8"))
        stripped = map(str.strip, text.splitlines())
        lines += [line for line in stripped if line and not line.startswith("//")]
    return "\n".join(lines)


def _style() -> str:
    """Return the style sheet, with the colours of the picture as its themes have them, by day and by night."""
    light, dark = variables_of(THEMES["color"]), variables_of(THEMES["dark"])
    declared = [f"  {name}: light-dark({color}, {dark[name]});" for name, color in light.items()]
    return "\n".join([":root {", *declared, "}", _joined(_STYLES)])


def _policy(script: str, style: str, *, reloads: bool) -> str:
    """Return a Content-Security-Policy that forbids everything but this very page.

    Source: https://www.w3.org/TR/CSP3/
    """
    directives = [
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if reloads:
        directives.append("connect-src 'self'")
    return "; ".join(directives)


def _hash(text: str) -> str:
    """Return the hash of what stands in an element, as a policy names it: from one tag to the other."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _as_json(data: PageData) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _addresses(manuscript: Manuscript) -> dict[str, str]:
    """Return the address of each source that can be followed safely, by the id of the source."""
    addresses: dict[str, str] = {}
    for source in manuscript.bibliography:
        for run in source.runs:
            if run.link is not None:
                addresses[source.source] = run.link.to
    return addresses


def _led_to_the_web(run: Run, addresses: Mapping[str, str]) -> Run:
    """Return a piece of a line that leads to the source itself where it would lead to the list of sources."""
    if run.link is None or run.link.target is not Target.SOURCE or run.link.to not in addresses:
        return run
    return run._replace(link=Link(Target.WEB, addresses[run.link.to]))


def _anchor(link: Link) -> str:
    """Return the id of what a link leads to; those of a picture begin with `claim-` or `step-`."""
    word = "source" if link.target is Target.SOURCE else "at"
    return f"{word}-{link.to}"
