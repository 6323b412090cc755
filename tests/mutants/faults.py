"""Mutants: functions of argmap with one small fault each."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.Is: ast.IsNot, ast.In: ast.NotIn, ast.Lt: ast.LtE, ast.Gt: ast.GtE,
    ast.NotEq: ast.Eq, ast.IsNot: ast.Is, ast.NotIn: ast.In, ast.LtE: ast.Lt, ast.GtE: ast.Gt,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Div, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Break: ast.Return, ast.Continue: ast.Break,
}  # fmt: skip
_NOT_RUN = {"annotation", "returns", "decorator_list"}


class Mutant(NamedTuple):
    """A function with a fault.

    Attributes:
        file: where the function is.
        home: the class that it is a method of, if it is one.
        function: the whole of it, with the fault.
        fault: where the fault is, and the line before and after.
    """

    file: Path
    home: str
    function: ast.FunctionDef
    fault: str

    @property
    def first_line(self) -> int:
        """The line at which the function begins, its decorators included."""
        return min(
            [
                self.function.lineno,
                *(decorator.lineno for decorator in self.function.decorator_list),
            ]
        )


def mutants(file: Path) -> Iterator[Mutant]:
    """Yield the mutants of the functions and methods of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for home, statements in [("", tree.body), *((node.name, node.body) for node in classes)]:
        for function in statements:
            if not isinstance(function, ast.FunctionDef):
                continue
            before = ast.unparse(function).splitlines()
            for at, node in enumerate(_run(function)):
                for number in range(len(_faults(node))):
                    changed = deepcopy(function)
                    _faults(list(_run(changed))[at])[number]()
                    after = ast.unparse(ast.fix_missing_locations(changed)).splitlines()
                    if after == before:
                        continue
                    place = f"{file.relative_to(ROOT)}:{node.lineno} {function.name}"
                    yield Mutant(file, home, changed, f"{place}\n{_difference(before, after)}")


def _difference(before: list[str], after: list[str]) -> str:
    """Return the first line that differs as it was and as it is; of a long one, what is near the difference."""
    old, new = next(pair for pair in zip_longest(before, after, fillvalue="") if pair[0] != pair[1])
    differs_at = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0
    )
    start = max(0, differs_at - 60)
    return f"  - {old[start:].strip():.120}\n  + {new[start:].strip():.120}"


def _run(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield the expressions and statements that a function runs and that may have a fault.

    No docstring, no annotation, no default value, and no characters that are stripped.
    """
    for field, value in ast.iter_fields(node):
        for part in value if isinstance(value, list) else [value]:
            if (
                not isinstance(part, ast.AST)
                or field in _NOT_RUN
                or isinstance(part, ast.arguments)
            ):
                continue
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                continue
            if isinstance(part, ast.Constant) and _strips(node):
                continue
            if isinstance(part, ast.expr | ast.stmt):
                yield part
            yield from _run(part)


def _strips(node: ast.AST) -> bool:
    """Tell whether a node is a call such as `text.strip("()")`: stripping an `X`, too, changes few texts."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("strip", "lstrip", "rstrip")
    )


def _faults(node: ast.expr | ast.stmt) -> Sequence[Callable[[], object]]:
    """Return what makes one fault each in a node."""
    nothing = ast.Constant(None)
    match node:
        case ast.Compare():
            return [
                partial(node.ops.__setitem__, at, _SWAPPED[type(operator)]())
                for at, operator in enumerate(node.ops)
            ]
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in _SWAPPED:
            return [partial(setattr, node, "op", _SWAPPED[type(node.op)]())]
        case ast.UnaryOp(op=ast.Not()):
            return [partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), node.operand))]
        case ast.Constant(value=bool() as value):
            return [partial(setattr, node, "value", not value)]
        case ast.Constant(value=int() as value):
            return [partial(setattr, node, "value", value + 1)]
        case ast.Constant(value=str() as value):
            return [partial(setattr, node, "value", f"XX{value}XX")]
        case (
            ast.Assign()
            | ast.AnnAssign(value=ast.expr())
            | ast.Return(value=ast.expr())
            | ast.Expr(value=ast.Call())
        ):
            return [partial(setattr, node, "value", nothing)]
        case ast.Break() | ast.Continue():
            return [partial(setattr, node, "__class__", _SWAPPED[type(node)])]
        case (
            ast.If(test=ast.Name() | ast.Attribute() | ast.Call())
            | ast.IfExp(test=ast.Name() | ast.Attribute())
        ):
            return [partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))]
        case ast.Call():
            faults = [partial(node.args.__setitem__, at, nothing) for at in range(len(node.args))]
            faults += [
                partial(node.args.__delitem__, at)
                for at in range(len(node.args))
                if len(node.args) > 1
            ]
            faults += [partial(node.keywords.__delitem__, at) for at in range(len(node.keywords))]
            return faults
    return []
