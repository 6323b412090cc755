"""New ids for claims, sides and sources, by argmap's own edits, which keep everything else.

In a list, a side has its heading for a name and no id, so that the heading is renamed.
"""

from __future__ import annotations

from argmap.api import maps
from argmap.editing import Session
from argmap.integrations.lsp.maps import Spot
from argmap.model import LISTS_IN_TEXT, Edit, InvalidMap, PartKind, Span
from argmap.model.edits import narrow_one_edit
from argmap.util.errors import ArgmapError
from argmap.util.text import split_lines

_NAMED = (PartKind.CLAIM, PartKind.SIDE, PartKind.SOURCE)


def passage_to_rename(spot: Spot) -> tuple[Span, str]:
    """Return the id at a place and its passage.

    Raises:
        ArgmapError: there is no id, or it cannot be changed.
    """
    mention = spot.mention
    if mention is None or mention.is_key or mention.target.kind not in _NAMED:
        raise ArgmapError("there is no id of a claim, side or source here")
    id = mention.target.id
    reading = spot.map.reading
    claim = reading.map.claims.get(id) if reading.map is not None else None
    if mention.target.kind is PartKind.CLAIM and claim is not None and not claim.has_own_id:
        raise ArgmapError(
            "this claim has no id that could be changed, because argmap makes its id from its words"
        )
    if reading.format in LISTS_IN_TEXT:
        if mention.target.kind is PartKind.SIDE and reading.map is not None:
            return mention.span, reading.map.sides[id].name
        return mention.span, id  # it may be written elsewhere, such as in an anchor
    lines = split_lines(reading.texts[spot.document.name])
    edit = narrow_one_edit(Edit(mention.span, id, id), lines)
    if edit is None:
        raise ArgmapError(f"to change the id `{id}`, put the cursor on the id")
    return edit.span, id


def rename(spot: Spot, new: str) -> list[Edit]:
    """Return the edits that give the part at a place another id, in all files of its map.

    Raises:
        ArgmapError: the id cannot be changed; the message says why.
    """
    _, old = passage_to_rename(spot)
    reading = spot.map.reading
    try:
        if reading.format in LISTS_IN_TEXT and spot.mention is not None:
            session = Session(reading.text, reading.format, name=reading.name, is_sandboxed=True)
            if spot.mention.target.kind is PartKind.SIDE:
                id = spot.mention.target.id
                return list(session.apply("set_side_name", side=id, name=new).edits)
            return list(session.apply("rename", old=spot.mention.target.id, new=new).edits)
        return maps.rename(reading, old, new)
    except InvalidMap:
        raise ArgmapError(
            f"`{old}` cannot be renamed while the map has errors; fix the errors first"
        ) from None
