"""How large text is now and in the layouts before, rows and hanging: `python -m tests.text_sizes` prints a table.

map              paper    before   now  now / before
treaty-54        a4          7.9   8.4          1.06
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import exp, log
from typing import NamedTuple

from argmap.diagrams import THEMES, Scene, draw_scene, find_page
from argmap.documents import outline_of
from argmap.options import Look
from tests.conftest import ROOT
from tests.picture_maps import MAPS

BEFORE = ROOT / "tests" / "maps" / "sizes_before.txt"


class TextSize(NamedTuple):
    """The size of a map's text on a paper, in points: now, and in the better layout before."""

    name: str
    paper: str
    before: float
    now: float

    @property
    def share(self) -> float:
        return self.now / self.before


def sizes_before() -> dict[tuple[str, str], float]:
    """Return the sizes before, by the name of a map and a paper."""
    sizes = {}
    for line in BEFORE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, paper, points = (field.strip() for field in line.split("|"))
            sizes[name, paper] = float(points)
    return sizes


def text_sizes(names: Collection[str] = MAPS) -> list[TextSize]:
    """Measure maps on all papers on which their sizes before are known."""
    sizes = []
    for (name, paper), before in sizes_before().items():
        if name in names:
            sizes.append(TextSize(name, paper, before, size_of(name, paper)))
    return sizes


def size_of(name: str, paper: str) -> float:
    """Return the size of a map's text on a paper, in the layout that argmap chooses."""
    map = MAPS[name]
    scene = Scene(map, THEMES["color"], numbers=outline_of(map).numbers_of_claims)
    return draw_scene(scene, find_page(paper), Look()).points


def mean_share(sizes: Iterable[TextSize]) -> float:
    """Return the geometric mean of how much larger text is."""
    logarithms = [log(size.share) for size in sizes]
    return exp(sum(logarithms) / len(logarithms))


def table(sizes: Iterable[TextSize]) -> str:
    """Return sizes as a table, what shrank most first, with the means below."""
    sizes = sorted(sizes, key=lambda size: size.share)
    width = max(len(size.name) for size in sizes)
    lines = [f"{'map':<{width}}  {'paper':<6}  {'before':>6}  {'now':>6}  now / before"]
    for size in sizes:
        name = f"{size.name:<{width}}"
        lines.append(
            f"{name}  {size.paper:<6}  {size.before:6.2f}  {size.now:6.2f}  {size.share:12.3f}"
        )
    for paper in dict.fromkeys(size.paper for size in sizes):
        mean = mean_share(size for size in sizes if size.paper == paper)
        lines.append(f"geometric mean on {paper}: {mean:.3f}")
    lines.append(f"geometric mean: {mean_share(sizes):.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(text_sizes()))
