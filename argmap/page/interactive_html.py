"""A map as one HTML file: the outline, and the program that draws it, folds, supposes and asks.

The parts of a page, from above to below:

    +--------------------------------------+
    | title, tools                         |
    | what becomes of the main claims      |
    +-----------------------+--------------+
    | picture               | outline      |    or one claim at a time, over both
    | legend                | sources      |
    +-----------------------+--------------+

Its scripts and style sheets are files of this folder, and its policy allows these alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib.resources import files

from markupsafe import Markup

from argmap.diagrams.theme import THEMES, variables_of
from argmap.documents.kept_fields import IN_PAGE
from argmap.documents.manuscript import Manuscript, manuscript_of
from argmap.documents.text_runs import Link, Run, Runs, Target, markup_of
from argmap.model import ArgumentMap, Kind
from argmap.model.graph import whole_of
from argmap.model.losses import count_dropped, losses
from argmap.model.spanning_tree import largest_branches
from argmap.model.writing import Result, WritingOptions
from argmap.page.outline_entries import page_sections
from argmap.page.page_data import page_contents
from argmap.util.errors import ArgmapError
from argmap.util.templates import page_template
from argmap.util.text import safe_markup
from argmap.util.web_pages import json_in_page, policy, strip_code


def join_files(*names: str) -> str:
    """Return files of this package as one text, as a page has them."""
    folder = files("argmap.page")
    return "".join(strip_code(folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


SCRIPTS = (
    "scripts/page_data.js", "scripts/verdicts.js", "scripts/verdict_words.js",
    "scripts/box_tree.js", "scripts/layout.js", "scripts/line_words.js", "scripts/paint.js",
    "scripts/picture.js",
    "scripts/outline_view.js", "scripts/what_if.js", "scripts/search.js", "scripts/printing.js",
    "scripts/reading.js", "scripts/start.js",
)  # fmt: skip
"""The files of the program, in the order in which they are joined: each may use what the ones
before it define.
"""

STYLES = ("styles/frame.css", "styles/picture.css", "styles/reading.css", "styles/printing.css")
"""The style sheets, in the order in which they are joined."""

_BETWEEN_CODE = r"(?s)(?:\A|(?<=</style>)|(?<=</script>)).*?(?:\Z|(?=<style)|(?=<script))"
_WITHOUT_EFFECT = {
    "paper": "readers can move and zoom the map",
    "direction": "on a page, reasons always point up",
    "layout": "a page always draws columns",
    "engine": "a page always draws columns",
    "theme": "a page follows the reader's light or dark setting",
    "link_base": "each box on a page links to the text of its claim",
}
"""Options of pictures that pages do not use, each with what a page does instead."""

_MOST_IN_A_PAGE = 5000
"""The number of claims that a browser opens in three seconds."""


def format_page(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a page; its colors are light or dark as the reader's system is.

    Verdicts are those of the whole map, also where a part of it is shown.

    Raises:
        ArgmapError: an option is given that pages do not follow, or verdicts that suppose
            something.
    """
    for name, instead in _WITHOUT_EFFECT.items():
        # The one layout that a page has may be asked for.
        if getattr(options.picture.look, name) not in ("", "columns"):
            raise ArgmapError(f"the option `{name}` does not apply to a page: {instead}")
    if options.picture.id_prefix:
        raise ArgmapError("the option `id_prefix` does not apply to a page: a page shows one map")
    verdicts = options.verdicts
    whole, is_strict = whole_of(map), False
    if verdicts is not None:
        if verdicts.fixed:
            raise ArgmapError(
                "a page cannot start with accepted or rejected claims; readers can accept and"
                " reject claims on the page"
            )
        whole, is_strict = verdicts.map, verdicts.strict
    contents = page_contents(
        map, whole, options.picture, strict=is_strict, shows_verdicts=verdicts is not None
    )
    judged, picture = contents.judged, contents.picture
    sections = page_sections(contents.outline, options.page.source_texts)
    data_json = json_in_page(contents.data)
    manuscript = manuscript_of(contents.outline)
    reloads = options.page.reloads
    # It comes first: whatever becomes of the rest, the page loads itself anew.
    first = ["scripts/reload.js"] if reloads else []
    script = join_files(*first, *SCRIPTS)
    style = style_with_colors(STYLES, picture.legend + data_json)
    template = page_template(
        "argmap.page", "page.html.jinja", trims_blocks=True, keeps_last_line_end=True
    )
    html = template.render(
        manuscript=manuscript,
        sections=sections,
        words=contents.words,
        has_undercutters=any(each.kind is Kind.UNDERCUTTER for each in map.inferences.values()),
        claim_numbers={claim: number for number, claim in enumerate(judged.claims)},
        inference_numbers={inference: number for number, inference in enumerate(judged.inferences)},
        patterns=Markup(picture.patterns),  # noqa: S704 - argmap has drawn it
        legend_svg=Markup(picture.legend),  # noqa: S704
        data=Markup(data_json),  # noqa: S704 - all that could end it is escaped
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
        policy=policy(script, style, reloads=reloads),
        line=_line_writer(manuscript),
    )
    # Scripts and style sheets have no text of the map as it is; what is between them has.
    page = re.sub(_BETWEEN_CODE, lambda between: safe_markup(between[0]), html)
    notes = picture.notes
    if len(map.claims) > _MOST_IN_A_PAGE:
        note = f"a page with {len(map.claims)} claims takes a few seconds to open in a browser"
        branches = largest_branches(map)
        if branches:
            note += (
                f"; for a faster page, draw only one branch with --focus {' or '.join(branches)}"
            )
        notes = (*notes, note)
    return Result(page, losses("a page", count_dropped(map, IN_PAGE)), notes)


def style_with_colors(names: Iterable[str], drawn: str | None = None) -> str:
    """Return style sheets with the colors that a picture has, by day and by night.

    Args:
        names: the files of the sheets.
        drawn: what is drawn besides; if it is not known yet, there are all colors.
    """
    sheet = join_files(*names)
    dark = variables_of(THEMES["dark"])
    declared: list[str] = []
    for name, color in variables_of(THEMES["color"]).items():
        if drawn is None or name in drawn + sheet:
            declared.append(f"{name}:light-dark({color},{dark[name]})")
    return f":root{{{';'.join(declared)}}}\n{sheet}"


def _line_writer(manuscript: Manuscript) -> Callable[[Runs], Markup]:
    """Return what writes a line as HTML.

    A citation leads to the source itself where that can be followed safely, else to the list of
    sources.
    """
    addresses: dict[str, Link] = {}
    for source in manuscript.bibliography:
        for run in source.runs:
            if run.link is not None:
                addresses[source.source] = run.link

    def anchor_of(link: Link) -> str:
        # The ids of a picture begin with `claim-` or `step-`.
        return f"{'source' if link.target is Target.SOURCE else 'at'}-{link.to}"

    def line(runs: Runs) -> Markup:
        linked: list[Run] = []
        for run in runs:
            link = run.link
            if link is not None and link.target is Target.SOURCE:
                link = addresses.get(link.to, link)
            linked.append(run._replace(link=link))
        return markup_of(tuple(linked), anchor_of)

    return line
