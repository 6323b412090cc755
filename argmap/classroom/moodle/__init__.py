"""Moodle's grading worksheets, read and filled in."""

from __future__ import annotations
