"""A rubric: how many points each criterion of a mark can bring, as a teacher writes it in YAML.

main claim: 1
reasons and objections: 3
linked premises: 1
"""

from __future__ import annotations

from decimal import Decimal

import yaml

from argmap.classroom.feedback.marks import Criterion, Rubric, parse_points
from argmap.util.errors import ArgmapError
from argmap.util.spelling import no_such
from argmap.util.text import shorten


def parse_rubric(text: str, name: str) -> Rubric:
    """Return a rubric, from the text of a file and its name for messages.

    Raises:
        ArgmapError: it is not a mapping, or a criterion is unknown or named twice, or its points
            are no number in range, or all are 0.
    """
    rubric: dict[Criterion, Decimal] = {}
    for criterion_node, points_node in _entries(text, name):
        place = f"{name}, line {criterion_node.start_mark.line + 1}"
        criterion = _scalar(criterion_node)
        if not criterion:
            raise ArgmapError(f"{place}: a line must begin with the name of a criterion")
        if criterion not in list(Criterion):
            problem = no_such("criterion", shorten(criterion), list(Criterion))
            raise ArgmapError(f"{place}: {problem}")
        if Criterion(criterion) in rubric:
            raise ArgmapError(f"{place}: the criterion `{criterion}` is given twice")
        points = _scalar(points_node)
        rubric[Criterion(criterion)] = parse_points(
            points, f"{place}: the points for `{criterion}`"
        )
    if not any(rubric.values()):
        raise ArgmapError(f"{name} gives no points, so there would be no marks")
    return rubric


def _entries(text: str, name: str) -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = name if mark is None else f"{name}, line {mark.line + 1}"
        reasons = [getattr(problem, name, None) for name in ("context", "problem")]
        reason = ", ".join(filter(None, reasons)) or "this is not valid YAML"
        raise ArgmapError(f"{place}: {reason}") from None
    if not isinstance(root, yaml.MappingNode):
        example = f"`{Criterion.PLACE}: 3`"
        raise ArgmapError(f"{name} must have a line with points for each criterion, like {example}")
    return list(root.value)


def _scalar(node: yaml.Node) -> str:
    """Return the text of a node; "" for a list or a mapping."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
