"""The edits that let a claim of a native file ignore a rule, for a reason that its author is to
write.
"""

from __future__ import annotations

from argmap.formats.native.layout import Layout
from argmap.formats.native.places import ClaimPlace
from argmap.formats.shared.tree import Mapping, Scalar
from argmap.model.diagnostics import PLACEHOLDER, Edit

IGNORE = "ignore"


def ignoring(place: ClaimPlace, rule: str, layout: Layout) -> tuple[Edit, ...]:
    """Return the edits that add a rule to what a claim ignores; none where its layout has no room
    for them.
    """
    reason = f"{rule}: {PLACEHOLDER}"
    if isinstance(place.node, Scalar):
        return _with_keys(place, place.node, reason, layout)
    edit = _in_mapping(place.node, reason, layout)
    if edit is None:
        return ()
    return (edit,)


def _in_mapping(claim: Mapping, reason: str, layout: Layout) -> Edit | None:
    """Return the edit that adds a reason to a claim that has keys of its own."""
    ignored = claim.get(IGNORE)
    if isinstance(ignored, Mapping) and ignored.entries:
        first, _ = ignored.entries[0]
        between = ", " if layout.is_flow(ignored) else layout.newline + layout.indent_of(first)
        return layout.insert_text(layout.start_of(first), reason + between)
    if ignored is not None:
        return None
    entry = f"{IGNORE}: {{{reason}}}"
    first_key, _ = claim.entries[0]
    if layout.is_flow(claim):
        _, last_value = claim.entries[-1]
        return layout.insert_text(layout.end_of(last_value), f", {entry}")
    text = claim.get("text")
    if text is None:
        return None
    return layout.below(text, [layout.indent_of(first_key) + entry])


def _with_keys(place: ClaimPlace, text: Scalar, reason: str, layout: Layout) -> tuple[Edit, ...]:
    """Return the edits that make a claim of a mere text one with the keys `text` and `ignore`."""
    entry = f"{IGNORE}: {{{reason}}}"
    start = layout.start_of(text)
    if place.is_in_brackets:
        end = layout.end_of(text)
        return (layout.insert_text(start, "{text: "), layout.insert_text(end, f", {entry}}}"))
    # The lines of a text would have to be indented anew.
    if text.span.line != text.span.end_line:
        return ()
    key = place.key
    if key is None:
        # An item of a list: its keys begin where its text did.
        indent = layout.indent_of(text)
        text_edit = layout.insert_text(start, "text: ")
    elif key.span.line == text.span.line:
        indent = layout.indent_of(key) + "  "
        after_colon = layout.text.rindex(":", layout.end_of(key), start) + 1
        text_edit = layout.replace_text(after_colon, start, f"{layout.newline}{indent}text: ")
    else:
        return ()
    ignore_edit = layout.below(text, [indent + entry])
    if ignore_edit is None:
        return ()
    return (text_edit, ignore_edit)
