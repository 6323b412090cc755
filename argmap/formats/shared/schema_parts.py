"""What the JSON Schemas of several forms share."""

from __future__ import annotations

from argmap.model.parts import LONGEST_ID

_ID_PATTERN = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
"""An id, in what Python and JavaScript both understand: by the ASCII characters that it cannot
have.
"""

ID_SCHEMA: dict[str, object] = {"pattern": _ID_PATTERN, "maxLength": LONGEST_ID}
"""What names of properties that are ids are held to."""
