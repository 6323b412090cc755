"""Maps in class: worksheets, quizzes, and what students are told about their maps."""

from __future__ import annotations
