"""Worksheets: maps with blanks and cards to arrange, on paper or as files, each with its key."""

from __future__ import annotations
