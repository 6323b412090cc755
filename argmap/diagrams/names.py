"""What the parts of an SVG are called, for style sheets and programs that build on it.

Each claim and step has an `id` of letters, digits, `-` and `_`, which a style sheet can name as it
stands; its id in the map is `data-claim` or `data-step`. What kind it is, on which side and what
becomes of it are classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.diagrams.marks import FALLS
from argmap.diagrams.scene import Scene
from argmap.model import Claim, Inference

_NOT_PLAIN = re.compile(r"[^\w-]")


def plain_ids(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Return names made of ids, by id: other characters become `_`, and names that come out alike
    are numbered.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        name = prefix + _NOT_PLAIN.sub("_", id)
        unnumbered = name
        number = 1
        while name in taken:
            number += 1
            name = f"{unnumbered}_{number}"
        taken.add(name)
        names[id] = name
    return names


def classes_of_claim(scene: Scene, claim: Claim) -> list[str]:
    """Return the classes of the box of a claim."""
    classes = ["claim"]
    if scene.sides[claim.id]:
        classes.append("side-" + _NOT_PLAIN.sub("_", scene.sides[claim.id]))
    if claim.id in scene.main_ids:
        classes.append("main")
    if claim.implicit:
        classes.append("implicit")
    if scene.map.is_unsupported(claim.id):
        classes.append("unsupported")
    return classes + _verdict_classes(scene, claim.id)


def classes_of_inference(scene: Scene, inference: Inference) -> list[str]:
    """Return the classes of a step."""
    classes = ["step", inference.kind.value, *_verdict_classes(scene, inference.id)]
    if inference.implicit:
        classes.append("implicit")
    return classes


def _verdict_classes(scene: Scene, id: str) -> list[str]:
    verdict = scene.verdicts.get(id)
    if verdict is None:
        return []
    classes = [verdict.word.replace(" ", "-")]
    if verdict.falls and verdict.word != FALLS:
        classes.append("falls")
    return classes
