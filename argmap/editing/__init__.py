"""Operations on the text of a map, which keep every other character of the text.

    session = Session(text)
    session.apply("add_reason", claim="nine", text="Buses are cheaper after nine.")

The text stays first class: it is never written anew from a map. An operation is done twice, and the
results are compared:

1. `operations` has each operation as a function from a map to a map. What stays keeps its id.
2. `native_edits` or `list_edits` compares the two maps, and changes the text where they differ. The
   changes (`changes`) are stretches of the text, so that every byte outside them is the same.
   References in the text follow the ids that change, since many ids are made of words.
3. `session` reads the changed text. If its map is not the one of the function, then the operation
   is refused, and the text is unchanged. So is an operation for which a format has no room.

A session has one history: operations and typed text are undone alike, by the inverse changes. Typed
text may be broken; then only typing, fixes, undo and redo are possible until it can be read again.

`merging` joins the changes of two people. What somebody else has changed is taken over, and is not
part of the history: undo leaves it alone.

`formatting` writes a text in its canonical layout.

`completion` and `list_completion` suggest what can come next in a text that somebody types.

Nothing here writes a file, starts a thread or prints, and only a session with a folder reads the
files that a text names, so that it also runs in a browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.editing.cited_sources import EvidenceWords
    from argmap.editing.completion import Item, complete
    from argmap.editing.formatting import format_reading
    from argmap.editing.list_completion import complete_list
    from argmap.editing.map_difference import is_same_map
    from argmap.editing.merging import is_about_the_same, merge_texts, with_line_ends_of
    from argmap.editing.operations import OPERATIONS, ROLES
    from argmap.editing.refusals import EditRefused
    from argmap.editing.session import EDITABLE, Edited, Session
else:
    __getattr__ = on_demand(
        __name__,
        {
            "cited_sources": "EvidenceWords",
            "completion": "Item complete",
            "formatting": "format_reading",
            "list_completion": "complete_list",
            "map_difference": "is_same_map",
            "merging": "is_about_the_same merge_texts with_line_ends_of",
            "operations": "OPERATIONS ROLES",
            "refusals": "EditRefused",
            "session": "EDITABLE Edited Session",
        },
    )
