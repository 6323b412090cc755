"""The maps that pictures are measured on, by their names in `tests/maps/sizes_before.txt`."""

from __future__ import annotations

from argmap import load
from tests.conftest import ROOT
from tests.generated import debate
from tests.shapes import (
    binary_tree,
    chain,
    half_and_half,
    many_linked,
    many_pairs,
    many_undercutters,
    nested_undercutters,
    star,
    three_ary_tree,
)
from tests.tree import files

MAPS = {
    "treaty": load(ROOT / "arguments.yaml"),
    "new": load(ROOT / "argmap" / "formats" / "native" / "example.yaml"),
    **{path.stem: load(path) for path in files("tests/maps/*.yaml")},
    **{f"debate of {size}": debate(size) for size in (15, 20, 35, 50, 120)},
    "another debate of 20": debate(20, seed=2),
    "star of 12": star(12),
    "star of 12, half of them objections": half_and_half(12),
    "chain of 10": chain(10),
    "6 pairs": many_pairs(12),
    "5 linked premises": many_linked(6),
    "4 undercutters": many_undercutters(6),
    "4 nested undercutters": nested_undercutters(6),
    "tree of 15": binary_tree(15),
    "tree of 40": three_ary_tree(40),
}
