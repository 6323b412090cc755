"""What a teacher hands out: worksheets made of a map, each with its key."""

from __future__ import annotations
