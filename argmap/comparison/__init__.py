"""What differs between two maps: which claims and inferences match, and how these differ.

What is certain is reported as a difference; what is only probable is a question for a person.
"""

from __future__ import annotations
