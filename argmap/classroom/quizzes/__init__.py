"""Quizzes: questions about a map, as text with a key or for Moodle's question bank."""

from __future__ import annotations
