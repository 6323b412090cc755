"""The colours and weights of reports in a terminal."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model.diagnostics import Severity
from argmap.model.text import SafeText, safe_lines

# ECMA-48, "Select Graphic Rendition". The colours are from the fixed part of xterm's palette of
# 256, so that they are the same in every terminal: dark enough for a light background, and light
# enough for a dark one.
BOLD = "1"
GRAY = "38;5;243"
BLUE = "38;5;63"
COLORS = {Severity.ERROR: "38;5;161", Severity.WARNING: "38;5;130", Severity.INFO: "38;5;30"}


class Painter(NamedTuple):
    """Paints text in colours and weights, if that is wanted."""

    in_color: bool

    def paint(self, text: str, *styles: str) -> str:
        """Return text in these styles."""
        if not self.in_color:
            return text
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


_PAINT = re.compile(r"(\x1b\[(?:0|1|38;5;\d{1,3})(?:;(?:1|38;5;\d{1,3}))*m)")
"""What a painter writes besides text."""


def safe_in_color(text: str) -> SafeText:
    """Return text that is safe to print, with what a painter wrote in it."""
    pieces = _PAINT.split(text)
    # Every second piece is paint.
    for place in range(0, len(pieces), 2):
        pieces[place] = safe_lines(pieces[place])
    return SafeText("".join(pieces))
