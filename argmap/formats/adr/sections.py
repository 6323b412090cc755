"""The sections of a decision record by their headings, and the words that say what a line is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Section(StrEnum):
    """A section, by the heading that MADR has for it."""

    INTRODUCTION = ""
    """What is above the first heading that is known."""
    CONTEXT = "Context and Problem Statement"
    DRIVERS = "Decision Drivers"
    OPTIONS = "Considered Options"
    OUTCOME = "Decision Outcome"
    CONSEQUENCES = "Consequences"
    POSITIVE = "Positive Consequences"
    NEGATIVE = "Negative Consequences"
    ARGUMENTS = "Pros and Cons of the Options"
    LINKS = "Links"
    STATUS = "Status"
    DATE = "Date"
    DECIDERS = "Deciders"
    OTHER = "More Information"
    """What is below a heading that is not known."""


SECTIONS: Mapping[str, Section] = {
    **{section.lower(): section for section in Section if section not in ("", Section.OTHER)},
    "context": Section.CONTEXT,
    "problem statement": Section.CONTEXT,
    "drivers": Section.DRIVERS,
    "forces": Section.DRIVERS,
    "considered alternatives": Section.OPTIONS,
    "options considered": Section.OPTIONS,
    "alternatives considered": Section.OPTIONS,
    "options": Section.OPTIONS,
    "alternatives": Section.OPTIONS,
    "decision": Section.OUTCOME,
    "outcome": Section.OUTCOME,
    "pros and cons of the alternatives": Section.ARGUMENTS,
    "pros and cons": Section.ARGUMENTS,
    "decision makers": Section.DECIDERS,
    "decision-makers": Section.DECIDERS,
}
"""Headings in small letters, each with the section that is below it."""

_BECAUSE = r"(?:because|since|as)\b:?"
ARGUMENT = re.compile(
    rf"[*_]*(Good|Bad|Neutral)[*_]*(?:[,:][*_]*\s+(?:{_BECAUSE})?|\s+because\b:?)\s*(\S.*)"
)
"""Example: Good, because it is fast. Group 1 is the first word, group 2 the reason."""
CHOSEN = re.compile(r"[*_]*Chosen (?:option|alternative|solution)[*_]*\s*:[*_]*\s*(.+)")
"""Example: Chosen option: "Redis", because it is fast. Group 1 is behind the colon."""
NAME_AND_REASON = (
    re.compile(rf"[\"“](.+?)[,.]?[\"”][,.;:]?\s+{_BECAUSE}(.*)"),
    re.compile(r"(.+?),?\s+because\b:?(.*)"),
)
"""What is behind that colon: group 1 is the option, group 2 the reason."""
FIELD = re.compile(
    r"[*_]*(Status|Date|Deciders|Decision[- ]makers)[*_]*:[*_]*\s*(.*)", re.IGNORECASE
)
"""Example: Status: accepted"""
LINK = re.compile(r"([^\[\]<>]*?):?\s*\[((?:[^\[\]\\]|\\.)+)\]\(([^\s()<>]+)\)")
"""Example: Supersedes [ADR-3](0003-queue.md)"""
