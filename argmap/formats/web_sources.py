"""The text of a source that was saved as a web page.

    <p>They are <b>warm</b>,&nbsp;quiet.<sup>3</sup></p>   →   They are warm, quiet.³

Quotations are compared with what a reader of the page sees, so tags and scripts are dropped. Lines
keep their numbers, since findings name them.
"""

from __future__ import annotations

import re
from pathlib import Path

_ENDINGS = (".html", ".htm", ".xhtml")

_MARKUP = re.compile(
    r"""(?isx)
    <!--.*?(?:-->|\Z)
    | <(?P<unseen>script|style|template)\b.*?(?:</(?P=unseen)[^<>]*>|\Z)
    | <sup\b[^<>]*>(?:<[^<>]*>|\[){0,6}(?P<raised>\d{1,3})(?:<[^<>]*>|\]){0,6}?</sup\s*>
    | </?(?P<tag>[a-z][a-z0-9]*)[^<>]*>
    | <[!?][^<>]*>"""
)
"""What a reader of a page does not see as text. Each match ends before the next tag begins, or goes
on to the end, so that no page takes long.
"""
_WITHIN_A_LINE = re.compile(
    r"""(?x) a | abbr | b | bdi | bdo | cite | code | data | del | dfn | em | font | i | ins | kbd
    | mark | q | s | samp | small | span | strong | sub | sup | time | u | var | wbr"""
)
"""These tags can stand within a word; the others separate words."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def source_text(name: str, text: str) -> str:
    """Return the text of a source as its readers see it, by the ending of its file's name."""
    if Path(name).suffix.lower() not in _ENDINGS:
        return text
    import html

    return html.unescape(_MARKUP.sub(_without_markup, text))


def _without_markup(match: re.Match[str]) -> str:
    """Return what replaces markup: its line ends, so that lines keep their numbers."""
    line_ends = "\n" * match[0].count("\n")
    if match["raised"]:
        return match["raised"].translate(_RAISED) + line_ends
    separates = match["tag"] and not _WITHIN_A_LINE.fullmatch(match["tag"].lower())
    return line_ends or (" " if separates else "")
