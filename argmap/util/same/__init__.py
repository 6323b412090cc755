"""Whether two texts say the same, and the words that decide."""

from argmap.util.same.relation import Relation, RelationKind, relate
from argmap.util.same.table import InvalidTable, Table, read_table

__all__ = ["InvalidTable", "Relation", "RelationKind", "Table", "read_table", "relate"]
