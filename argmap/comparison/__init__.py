"""What differs between two maps: which claims and steps match, and how those that do are alike.

What is certain is told as a difference; what is only probable is a question that a person answers.
"""

from __future__ import annotations
