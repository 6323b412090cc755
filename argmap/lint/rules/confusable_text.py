"""Text that contains invisible characters or characters that change the order of the text on the
screen.

Why: If a text contains such characters, what you see is not what the file contains. A search may
miss the text, two different ids may look the same, or the words of a sentence may appear in a
different order. The rule ignores joiners that a script or an emoji needs. The rule also ignores
direction marks in Hebrew and Arabic text.

Fails:
    claims:
      nine: "School should start \u202eat nine."

Passes:
    claims:
      nine: "School should start at nine. 👩‍🏫 می‌خواهم"

Source: Unicode Technical Report 36, Unicode Security Considerations; Boucher and Anderson, Trojan
Source (2021).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.rules._wording import place_of_match
from argmap.model.diagnostics import Severity, Span
from argmap.model.messages import name_claim

_CONFUSABLE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001]"
    # A joiner that neither a script nor an emoji needs.
    "|(?<![\u0590-\u1dff\u2190-\U0010ffff])[\u200c\u200d]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]"  # tags are for flags
)
_DIRECTION_MARK = "[\u061c\u200e\u200f]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_HELP = "delete the character, or type the text again"


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim that contains a hidden character, and for such a title."""
    map = context.map
    match = _first_hidden_character(map.title)
    if match:
        yield _finding("", "the title", match, map.places.get("title"))
    for claim in map.claims.values():
        match = _first_hidden_character(claim.text)
        if match:
            yield _finding(claim.id, name_claim(claim.id), match, place_of_match(claim, match))


def _first_hidden_character(text: str) -> re.Match[str] | None:
    # Most texts are plain, and checking for that is faster than searching them.
    if text.isascii() and text.isprintable():
        return None
    match = re.search(_CONFUSABLE, text)
    if match:
        return match
    # Hebrew and Arabic text needs direction marks; elsewhere nobody types them on purpose.
    if re.search(_RIGHT_TO_LEFT, text):
        return None
    return re.search(_DIRECTION_MARK, text)


def _finding(subject: str, holder: str, match: re.Match[str], place: Span | None) -> Finding:
    character = match[0]
    # Only control characters do not have a name in Unicode.
    name = unicodedata.name(character, "a control character")
    message = f"{holder} contains the hidden character U+{ord(character):04X} ({name})"
    return Finding(subject, message, place, help=_HELP)


RULE = Rule("confusable-text", Severity.WARNING, find)
