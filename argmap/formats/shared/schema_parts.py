"""What the JSON Schemas of several forms share."""

from __future__ import annotations

ID_PATTERN = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$"
"""An id, in what Python and JavaScript both understand: by the ASCII characters that it cannot have."""
