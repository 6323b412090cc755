"""Whether two texts say the same, and the words that decide."""

from argmap.util.same.differences import first_difference, is_in_language
from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import InvalidTable, Table, read_table

__all__ = [
    "InvalidTable",
    "Relation",
    "RelationKind",
    "Table",
    "first_difference",
    "is_in_language",
    "read_table",
    "relate",
]
