"""Feedback for students, and their class, on maps that were compared with a key."""

from __future__ import annotations
