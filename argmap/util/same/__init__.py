"""Whether two texts say the same, and the words that decide."""

from argmap.util.same.candidates import RelatedTexts, find_related
from argmap.util.same.parsed_text import parse_text
from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import InvalidTable, Table, read_table

__all__ = [
    "InvalidTable",
    "RelatedTexts",
    "Relation",
    "RelationKind",
    "Table",
    "find_related",
    "parse_text",
    "read_table",
    "relate",
]
