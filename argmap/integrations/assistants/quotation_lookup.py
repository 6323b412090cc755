"""The tool that looks a quotation up in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.integrations.assistants.served_folder import must_be_short
from argmap.integrations.assistants.tool_call import Content, ToolAnswer, ToolCall
from argmap.util.errors import Failure
from argmap.util.text import shorten

if TYPE_CHECKING:
    from argmap.quotations import Quotation

_LONGEST_PASSAGE = 600

_WHAT_TO_DO = {
    "": "the words are in the source",
    "altered": "quote the passage as it is, letter for letter; if it does not make the claim,"
    " change the claim",
    "stitched": "quote one of the passages, or mark what is left out with `…` if it is near and"
    " nothing in between changes the meaning",
    "fabricated": "the source does not say this: do not quote it; if you need the claim, mark it"
    " as `implicit`",
}
"""What to do now, by how a quotation differs from its source."""


def find_quotation(call: ToolCall) -> ToolAnswer:
    """Look a quotation up.

    Find out whether words are in a source, word for word (quotation marks, hyphens and line breaks
    may differ). If not, you get the closest passages, and what differs. Use it to find the true
    words for a `quote`.
    """
    from argmap.quotations.misquotations import compare_quotation
    from argmap.quotations.searchable_text import SearchableText

    quote, text, file = call.text("quote"), call.text("text"), call.text("file")
    must_be_short("quote", quote)
    if bool(text) == bool(file):
        if file:
            raise Failure("give either `file` or `text`, not both")
        or_path = " or its path as `file`" if call.folder.root else ""
        raise Failure(f"give the source: its text as `text`{or_path}")
    if file:
        text = call.folder.read_text(file)
    must_be_short("text", text)
    quotation = compare_quotation(quote, SearchableText(text))
    passages = [
        {"line": passage.line, "text": shorten(passage.text, _LONGEST_PASSAGE)}
        for passage in quotation.passages
    ]
    content: Content = {"found": quotation.found, "passages": passages}
    if quotation.difference:
        content["difference"] = quotation.difference
    if quotation.explanation:
        content["explanation"] = quotation.explanation
    content["next"] = _what_to_do(quote, quotation)
    return ToolAnswer(content)


def _what_to_do(quote: str, quotation: Quotation) -> str:
    """Return what to do now that a quotation is found, or not."""
    from argmap.quotations.quoted_parts import parts_of
    from argmap.quotations.searchable_text import plain_words, quoted_words

    parts = parts_of(quote)
    if not parts:
        return "`quote` has no words to look for: give the words"
    if quotation.difference == "stitched" and len(parts) > 1:
        return (
            "quote one of the passages, or more words of each, so that it is clear which is meant"
        )
    passages = quotation.passages
    if quotation.difference == "altered" and len(passages) == 1:
        theirs, ours = plain_words(passages[0].text), quoted_words(quote)
        if theirs[:1] != ours[:1] and theirs[1:] == ours[1:] and theirs.lower() == ours.lower():
            return f"quote the passage as it is, or mark your own letter: `[{ours[0]}]{ours[1:]}`"
    return _WHAT_TO_DO[quotation.difference]
