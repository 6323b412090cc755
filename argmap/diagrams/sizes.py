"""How much a picture may hold."""

from __future__ import annotations

from argmap.limits import Limit
from argmap.model.errors import ArgmapError


def check_size(boxes: int) -> None:
    """Raise `ArgmapError` if a picture would hold more boxes than any layout manages in a sensible
    time.
    """
    if boxes > Limit.PICTURE.most:
        raise ArgmapError(
            f"this is too much for a picture: {Limit.PICTURE.in_words()};"
            " draw a part with --side or --focus, or tell it with `argmap outline`"
        )
