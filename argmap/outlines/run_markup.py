"""Pieces of a line as HTML that is safe whatever they say."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from argmap.outlines.addresses import plain_address
from argmap.outlines.runs import Link, Look, Run, Runs, Target

_LOOKS = {
    Look.PLAIN: Markup("{}"),
    # A claim runs in its own direction, whatever stands beside it.
    Look.CLAIM: Markup("<bdi>{}</bdi>"),
    Look.ROLE: Markup("<b>{}</b>"),
    Look.MARK: Markup('<span class="mark">{}</span>'),
}


def markup_of(runs: Runs, anchor_of: Callable[[Link], str]) -> Markup:
    """Return pieces of a line as HTML.

    Args:
        runs: the pieces.
        anchor_of: a link -> the id of the element that it leads to; "" where the page has none.
    """
    return Markup().join(_markup_of_run(run, anchor_of) for run in runs)


def _markup_of_run(run: Run, anchor_of: Callable[[Link], str]) -> Markup:
    piece = escape(run.text)
    link = run.link
    if link is not None and link.target is Target.WEB:
        piece = Markup('<a href="{}">{}</a>').format(plain_address(link.to), piece)
    elif link is not None and anchor_of(link):
        piece = Markup('<a href="#{}">{}</a>').format(anchor_of(link), piece)
        if link.target is Target.SOURCE:
            piece = Markup("<cite>{}</cite>").format(piece)
    piece = _LOOKS[run.look].format(piece)
    if run.place:
        piece = Markup('<span id="{}">{}</span>').format(
            anchor_of(Link(Target.PLACE, run.place)), piece
        )
    return piece
