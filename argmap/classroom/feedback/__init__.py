"""What students, and their class, are told of maps that were compared with a key."""

from __future__ import annotations
