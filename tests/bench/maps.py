"""The maps that are measured, written by processes of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random

from argmap import ArgumentMap, Claim, Inferences, Kind, dumps
from tests.generated import debate, rivals, tree
from tests.shapes import chain, dense_attacks, dense_linked, dense_separate, star


def apart(write: Callable[..., None], *arguments: object) -> None:
    """Write files in another process: the memory that it takes would count for each process that is begun after it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pool.submit(write, *arguments).result()


def write_tree(folder: Path, size: int, formats: tuple[str, ...]) -> None:
    endings = {"native": "yaml", "argdown": "argdown", "json": "json"}
    map = tree(size)
    for format in formats:
        (folder / f"tree.{endings[format]}").write_text(dumps(map, format))  # type: ignore[arg-type]


def write_attacks(folder: Path) -> None:
    random = Random(1)  # noqa: S311
    inferences = Inferences()
    facts = [f"arg({number})." for number in range(10_000)]
    for number in range(10_000):
        for other in random.sample(range(10_000), 2):
            inferences.add(Kind.REBUTTAL, [f"c{number}"], f"c{other}")
            facts.append(f"att({number},{other}).")
    claims = [Claim(f"c{number}", f"It is so for {number}.") for number in range(10_000)]
    (folder / "attacks.json").write_text(
        dumps(ArgumentMap.build(claims=claims, inferences=inferences.all), "json")
    )
    (folder / "attacks.lp").write_text("\n".join(facts))


def write_searched(folder: Path) -> None:
    """Write maps whose cruxes and needs are searched."""
    (folder / "debate.yaml").write_text(dumps(debate(10_000)))
    (folder / "pairs.yaml").write_text(dumps(rivals(4_000)))
    (folder / "ring.yaml").write_text(dumps(rivals(4_000, in_a_ring=True)))


def write_comparisons(folder: Path) -> None:
    (folder / "key.yaml").write_text(dumps(debate(1_000)))
    (folder / "reworded.yaml").write_text(dumps(reworded(debate(1_000), seed=0)))
    (folder / "class-key.yaml").write_text(dumps(debate(30)))
    (folder / "class").mkdir()
    for number in range(200):
        (folder / "class" / f"{number:03}.yaml").write_text(
            dumps(reworded(debate(30), seed=number))
        )


def reworded(map: ArgumentMap, seed: int) -> ArgumentMap:
    """Return a map in which a word of each claim is another one."""
    random = Random(seed)  # noqa: S311
    claims: dict[str, Claim] = {}
    for claim in map.claims.values():
        words = claim.text.split()
        words[random.randrange(len(words))] = random.choice(("really", "perhaps", "now", "there"))
        claims[claim.id] = replace(claim, text=" ".join(words))
    return replace(map, claims=claims)


SHAPES: dict[str, Callable[[int], ArgumentMap]] = {
    "tree": tree,
    "star": star,
    "chain": chain,
    "dense, separate reasons": dense_separate,
    "dense, linked reasons": dense_linked,
    "dense, with attacks": dense_attacks,
}


def write_shape(folder: Path, name: str, size: int) -> None:
    (folder / "shape.yaml").write_text(dumps(SHAPES[name](size)))
