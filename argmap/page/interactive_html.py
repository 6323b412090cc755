"""A map as one HTML file: the picture, the outline, and the program that folds, supposes, asks and
presents.

The scripts and style sheets of this folder, as they stand in a page, and the policy that allows
them alone.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files

import rcssmin
import rjsmin
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from argmap.diagrams.interactive_svg import draw_live
from argmap.diagrams.theme import THEMES, variables_of
from argmap.documents.kept_fields import IN_PAGE
from argmap.documents.manuscript import Manuscript, manuscript_of
from argmap.documents.outline import outline
from argmap.documents.text_runs import Link, Run, Runs, Target, markup_of
from argmap.languages import page_words_for
from argmap.model import ArgumentMap
from argmap.model.graph import stated_only
from argmap.model.losses import count_dropped, losses
from argmap.model.spanning_tree import largest_branches
from argmap.model.writing import Result, WritingOptions
from argmap.page.outline_entries import page_sections
from argmap.page.page_data import PageData, page_data
from argmap.page.verdict_data import judged_map
from argmap.util.errors import ArgmapError
from argmap.util.text import UNSAFE_IN_LINES, safe_markup


def join_files(names: tuple[str, ...]) -> str:
    """Return files of this package as one text, each without comments and white space: these are
    for who reads them.
    """
    folder = files("argmap.page")
    return "\n".join(
        without_space(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names
    )


def without_space(name: str, text: str) -> str:
    """Return a script or a style sheet without comments and white space, by the name of its file.

    A script has no template within a template: it would lose spaces that are text.
    """
    shortened: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text)
    return shortened


def policy(script: str, style: str, *, reloads: bool) -> str:
    """Return a Content-Security-Policy that forbids everything but this very page.

    Source: https://www.w3.org/TR/CSP3/
    """
    directives = [
        "default-src 'none'",
        f"script-src {_hash_for_policy(script)}",
        f"style-src {_hash_for_policy(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if reloads:
        directives.append("connect-src 'self'")
    return "; ".join(directives)


def _hash_for_policy(text: str) -> str:
    """Return the hash of what stands in an element, as a policy names it: from one tag to the
    other.
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


SCRIPTS = (
    "scripts/page_data.js", "scripts/verdicts.js", "scripts/picture.js", "scripts/outline_view.js",
    "scripts/what_if.js", "scripts/search.js", "scripts/printing.js",
    "scripts/study_and_present.js", "scripts/start.js",
)  # fmt: skip
"""The files of the program, in the order in which they are joined: each may use what the ones
before it define.
"""

_STYLES = ("styles.css",)
"""The style sheets."""

_RELOAD = "scripts/reload.js"
"""What a page has besides if it is served by `argmap preview`."""

_BETWEEN_CODE = re.compile(
    r"(?:\A|(?<=</style>)|(?<=</script>)).*?(?:\Z|(?=<style)|(?=<script))", re.DOTALL
)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "##[": "##\\u005b"}
"""What could end the element that the data stands in, or what a CI log obeys, and how JSON writes
it besides.
"""

_WITHOUT_EFFECT = {
    "page": "one moves and zooms it",
    "direction": "reasons lead up",
    "theme": "its colours are light or dark as the reader's system is",
    "link_base": "a box leads to what the page says of its claim",
}
"""Options of pictures that pages do not follow, and what there is in their place."""

_MOST_IN_A_PAGE = 1000
"""The number of claims that a browser opens in two seconds."""


def format_page(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a page: its picture is that for a screen, and its colours follow the reader's
    system.

    Verdicts are those of the whole map, also where a part of it is shown.

    Raises:
        ArgmapError: an option is given that pages do not follow, or verdicts that suppose
            something.
    """
    for name, instead in _WITHOUT_EFFECT.items():
        if getattr(options.picture, name):
            raise ArgmapError(f"`--{name.replace('_', '-')}` has no effect on a page: {instead}")
    verdicts = options.verdicts
    whole = _whole_of(map)
    if verdicts is not None:
        if verdicts.fixed:
            raise ArgmapError(
                "a page begins with the verdicts of the map as it is; suppose there what is"
                " otherwise"
            )
        whole = verdicts.map
    map_outline = outline(map)
    picture = draw_live(map, options.picture._replace(numbers=map_outline.numbers_of_claims))
    page_words = page_words_for(map.language)
    sections = page_sections(map_outline, options.page.source_texts)
    data = page_data(
        map,
        judged_map(map, whole, strict=verdicts is not None and verdicts.strict),
        picture.layout,
        sections,
        page_words,
        shows_verdicts=verdicts is not None,
    )
    manuscript = manuscript_of(map_outline)
    reloads = options.page.reloads
    # It comes first: whatever becomes of the rest, the page loads itself anew.
    script = join_files(((_RELOAD,) if reloads else ()) + SCRIPTS)
    style = _style(picture.map + picture.legend)
    addresses = _addresses(manuscript)

    def line(runs: Runs) -> Markup:
        return markup_of(tuple(_link_to_the_web(run, addresses) for run in runs), _anchor_of_link)

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
        inference_numbers={inference: number for number, inference in enumerate(map.inferences)},
        map_svg=Markup(picture.map),  # noqa: S704 - argmap has drawn it
        legend_svg=Markup(picture.legend),  # noqa: S704
        data=Markup(_as_json(data)),  # noqa: S704 - all that could end it is escaped
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
        policy=policy(script, style, reloads=reloads),
        line=line,
        anchor=_anchor_of_link,
        to_source=lambda source: Link(Target.SOURCE, source),
    )
    # Between scripts and style sheets, which hold no text of the map as it is, stand texts of the
    # map.
    page = _BETWEEN_CODE.sub(lambda between: safe_markup(between[0]), html)
    notes = (*picture.notes, *_notes_on_size(map))
    return Result(page, losses("a page", count_dropped(map, IN_PAGE)), notes)


def _whole_of(map: ArgumentMap) -> ArgumentMap:
    """Return the map whose verdicts those of a part are."""
    if map.part_of is None:
        return map
    whole = stated_only(map.part_of) if map.is_stated_only else map.part_of
    # What is stated in a part may be more than what is stated in the whole: a main claim there is
    # kept.
    has_all_claims = whole.claims.keys() >= map.claims.keys()
    has_all_inferences = whole.inferences.keys() >= map.inferences.keys()
    return whole if has_all_claims and has_all_inferences else map


def _notes_on_size(map: ArgumentMap) -> Iterator[str]:
    if len(map.claims) <= _MOST_IN_A_PAGE:
        return
    branches = largest_branches(map)
    help = f"; of a branch it is at hand: --focus {' or '.join(branches)}" if branches else ""
    yield f"a page of {len(map.claims)} claims takes a browser some seconds to open{help}"


def _style(drawn: str) -> str:
    """Return the style sheet, with the colours that a picture has, as its themes have them, by day
    and by night.
    """
    sheets = join_files(_STYLES)
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


def _link_to_the_web(run: Run, addresses: Mapping[str, str]) -> Run:
    """Return a piece of a line that leads to the source itself where it would lead to the list of
    sources.
    """
    if run.link is None or run.link.target is not Target.SOURCE or run.link.to not in addresses:
        return run
    return run._replace(link=Link(Target.WEB, addresses[run.link.to]))


def _anchor_of_link(link: Link) -> str:
    """Return the id of what a link leads to; those of a picture begin with `claim-` or `step-`."""
    word = "source" if link.target is Target.SOURCE else "at"
    return f"{word}-{link.to}"
