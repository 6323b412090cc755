r"""A text with characters that cannot be seen or that reorder what is seen.

Why: What is read is then not what is stored: a search misses it, two ids or texts look alike and differ,
and a sentence can be shown in another order than it was written. Joiners within a script or an emoji
that needs them pass, as do direction marks in Hebrew and Arabic text.

Fails:
    claims:
      nine: "School should start \u202eat nine."

Passes:
    claims:
      nine: "School should start at nine. 👩‍🏫 می‌خواهم"

Source: Unicode Technical Report 36, Unicode Security Considerations; Boucher and Anderson, Trojan Source (2021).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.model.diagnostics import Severity, Span
from argmap.rules._rule import Context, Found, Rule
from argmap.rules._wording import place_of

_CONFUSABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0001]"
    "|(?<![\u0590-\u1dff\u2190-\U0010ffff])[\u200c\u200d]"  # joins nothing that a script or an emoji would
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]"  # tags are for flags
)
_MARK = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HELP = "delete it, or type the passage anew"


def find(context: Context) -> Iterator[Found]:
    """Yield a finding for each text and for the title, where it holds such a character."""
    title = _first(context.map.title)
    if title:
        yield _found("", "the title", context.map.places.get("title"), title)
    for claim in context.map.claims.values():
        match = None if claim.text.isascii() and claim.text.isprintable() else _first(claim.text)
        if match:
            yield _found(claim.id, f"`{claim.id}`", place_of(claim, match), match)


def _first(text: str) -> re.Match[str] | None:
    return _CONFUSABLE.search(text) or (None if _RIGHT_TO_LEFT.search(text) else _MARK.search(text))


def _found(subject: str, what: str, place: Span | None, match: re.Match[str]) -> Found:
    sign = match[0]
    name = unicodedata.name(sign, "a control character")
    return Found(subject, f"{what} holds the hidden character U+{ord(sign):04X} ({name})", place, help=_HELP)


RULE = Rule("confusable-text", Severity.WARNING, find)
