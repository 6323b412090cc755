"""A claim with more than one sentence.

Why: Each sentence can have its own reasons and objections. If a claim contains two sentences,
readers do not know which of the sentences a premise supports. For this rule, a sentence does not
end at an abbreviation, an initial, a decimal point, a name with a punctuation mark ("Yahoo! Inc."),
or punctuation inside a quotation. A reference in brackets at the end of the claim does not count as
a sentence.

Fails:
    claims:
      nine: Teenagers would sleep more. Their grades would rise.

Passes:
    claims:
      nine: The U.S. Dept. of Education, in No. 5, vol. 2.1, agrees with Dr. J. Carter etc.

Measured: We judged 20 findings, and all of them were useful. The rule flags 10% of all claims:
nearly half of the claims from Kialo, which are whole paragraphs, and 1.7% of the other claims.

Source: propositional analysis, in which each box contains one statement (Twardy, Argument maps
improve critical thinking, 2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, quote_claim
from argmap.lint.rules._wording import place_in_text, without_quotations, words_in
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity

_MARKS = ".!?।۔؟。！？"
# A sentence ends with a mark, closing brackets or quotes, white space, and the next sentence; a
# blanked-out quotation (\0) may be on either side. Chinese and Japanese do not put a space after
# the mark.
_END = (
    r"(?P<mark>[.!?।۔؟]{1,9})[)\]’”»\"\0]{0,9}\s+[(\[¿¡]{0,9}(?P<next>[^\W_]|\0)|(?P<wide>[。"
    r"！？])(?=[^\W_])"
)
_ABBREVIATIONS = words_in("abbreviations.txt")
_NAMES_WITH_MARKS = frozenset(("yahoo", "jeopardy", "oklahoma", "kahoot", "joomla", "yum"))
_REFERENCE = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]\s*$")
"""What may be in brackets after the sentence: `(4.1, 4.9)`, `(Smith 2004)`."""
_HELP = Hint(
    "write one claim for each sentence, or keep the main sentence and move the rest to {note}"
)


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim in which the first sentence ends before the text ends."""
    for claim in context.map.claims.values():
        second = _second_sentence(claim.text)
        if second is None:
            continue
        message = f"{quote_claim(claim)} has more than one sentence"
        place = place_in_text(claim, second, len(claim.text.rstrip()))
        yield Finding(claim.id, message, place, "the second sentence", _HELP)


def _second_sentence(text: str) -> int | None:
    """Return the index at which the second sentence of a text begins, if it has one."""
    # Most texts are one sentence, and checking for that is faster than blanking out quotations.
    if not any(mark in text[:-1] for mark in _MARKS) or not re.search(_END, text):
        return None
    for match in re.finditer(_END, without_quotations(text)):
        if match["wide"]:
            return match.end()
        if (
            match["next"].islower()
            or _goes_on(match)
            or _REFERENCE.match(text, match.start("next") - 1)
        ):
            continue
        return match.start("next")
    return None


def _goes_on(match: re.Match[str]) -> bool:
    """Return whether the mark belongs to an abbreviation, an initial, a number, a name, or an
    ellipsis.
    """
    # No abbreviation is longer than twenty letters.
    before = match.string[max(0, match.start() - 20) : match.start()]
    word = re.split(r"[\s([\"'“‘«]", before)[-1].lower()
    is_initial = len(word) < 2
    if match["mark"] != ".":
        is_ellipsis = match["mark"].startswith("..")
        return is_ellipsis or is_initial or word in _NAMES_WITH_MARKS
    is_abbreviation = "." in word or word in _ABBREVIATIONS
    is_numbering = word.isdigit() and match.start() == len(word)  # "1." at the start of the text
    return is_initial or is_abbreviation or is_numbering


RULE = Rule("several-sentences", Severity.NOTE, find)
