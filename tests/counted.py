"""Counts the work of Python code, line by line, so that what grows too fast with its input is seen without a clock.

`count_work_of` has modules compiled, when they are imported, with a counter at each place where work is done: where a
function begins, at each turn of a loop or comprehension, and where C code runs through a text, a list or a set at one
go: `in`, a slice, `+`, `*items`, `sorted`, `str.replace`, `Pattern.search` and the like count as many as they run
through. So what is counted is the same on every machine, and quadratic work is seen at a hundred claims.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Sequence, Sized
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any, NamedTuple

COUNTS: list[int] = []
"""How often each place was passed, by its number."""
PLACES: list[Place] = []

_WHOLE = (
    list,
    tuple,
    set,
    frozenset,
    dict,
    sorted,
    sum,
    min,
    max,
    any,
    all,
    bytes,
    bytearray,
    reversed,
)
"""Functions that run through their argument; a generator counts its own turns."""
_OF_TEXT = frozenset(
    [
        "replace",
        "count",
        "find",
        "rfind",
        "index",
        "rindex",
        "split",
        "rsplit",
        "splitlines",
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "casefold",
        "translate",
        "encode",
        "decode",
        "partition",
        "rpartition",
        "title",
        "capitalize",
        "swapcase",
        "expandtabs",
        "removeprefix",
        "removesuffix",
        "isspace",
    ]
)
_OF_LIST = frozenset(["index", "remove", "insert", "count", "copy", "sort", "reverse"])
_OF_SET_AND_OTHER = frozenset(
    ["union", "update", "intersection", "extend", "join", "issuperset", "isdisjoint", "fromkeys"]
)
_OF_SET = frozenset(["copy", "difference", "issubset", "symmetric_difference"])
_OF_PATTERN = frozenset(
    ["search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"]
)
_WEIGHED_METHODS = _OF_TEXT | _OF_LIST | _OF_SET_AND_OTHER | _OF_SET | _OF_PATTERN
_WEIGHED_NAMES = frozenset(function.__name__ for function in _WHOLE)
_HASHED: tuple[type, ...] = (dict, set, frozenset, type({}.keys()), range)


class Place(NamedTuple):
    """A place in the code where work is counted."""

    file: str
    line: int
    what: str


def count_work_of(*packages: str) -> None:
    """Have the work of packages counted; none of their modules may be imported yet."""
    builtins.__dict__.update(
        work_counts=COUNTS,
        work_step=_inference,
        work_in=_contains,
        work_whole=_whole,
        work_call=_call,
        work_some=_some,
    )
    sys.meta_path.insert(0, _Finder(packages))


class _Finder(MetaPathFinder):
    """Finds modules as Python does, and has those of some packages compiled with counters."""

    def __init__(self, packages: Sequence[str]) -> None:
        self.packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in self.packages:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _CountingLoader(spec.loader.name, spec.loader.path)
        return spec


class _CountingLoader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        source = self.get_source(fullname) or ""
        tree = _WithCounters(self.path).visit(ast.parse(source))
        code = compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)
        assert isinstance(code, CodeType)
        return code


class _WithCounters(ast.NodeTransformer):
    """Puts a counter at each place of a module where work is done."""

    def __init__(self, file: str) -> None:
        self.file = file

    def number(self, node: ast.expr | ast.stmt | ast.comprehension, what: str) -> ast.Constant:
        """Return a new number for the place of a node."""
        line = node.target.lineno if isinstance(node, ast.comprehension) else node.lineno
        PLACES.append(Place(self.file, line, what))
        COUNTS.append(0)
        return ast.Constant(len(PLACES) - 1)

    def call(self, function: str, *arguments: ast.expr) -> ast.Call:
        return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])

    def one_more(self, node: ast.stmt, what: str) -> ast.stmt:
        """Return the statement that counts one more."""
        counter = ast.Subscript(
            ast.Name("work_counts", ast.Load()), self.number(node, what), ast.Store()
        )
        return ast.copy_location(ast.AugAssign(counter, ast.Add(), ast.Constant(1)), node.body[0])  # type: ignore[attr-defined]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        # What stands after a docstring; `nonlocal` and `global` may stand anywhere.
        place = 1 if ast.get_docstring(node, clean=False) is not None and len(node.body) > 1 else 0
        node.body.insert(place, self.one_more(node, node.name))
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, self.one_more(node, "for"))
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, self.one_more(node, "while"))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        step = self.call("work_step", self.number(node, "lambda"))
        node.body = ast.BoolOp(ast.And(), [step, node.body])
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, self.call("work_step", self.number(node, "for in a comprehension")))
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Compare(ops=[ast.In()]):
                return self.call("work_in", self.number(node, "in"), node.left, *node.comparators)
            case ast.Compare(ops=[ast.NotIn()]):
                found = self.call(
                    "work_in", self.number(node, "not in"), node.left, *node.comparators
                )
                return ast.UnaryOp(ast.Not(), found)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            return self.call("work_some", self.number(node, "slice"), node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add):
            return self.call("work_some", self.number(node, "+"), node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.BitOr | ast.Sub):
            node.value = self.call("work_some", self.number(node, "what is added"), node.value)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = self.call("work_some", self.number(node, "*"), node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        # What an annotation says is not run.
        self.generic_visit(node)
        match node.func:
            case ast.Name(id=name) if name in _WEIGHED_NAMES:
                node.args = [node.func, *node.args]
                node.func = self.call("work_whole", self.number(node, name))
                return ast.Call(node.func.func, [*node.func.args, *node.args], node.keywords)
            case ast.Attribute(attr=name) if name in _WEIGHED_METHODS:
                return self.call_of_method(node, name)
        return node

    def call_of_method(self, node: ast.Call, name: str) -> ast.Call:
        function = ast.Name("work_call", ast.Load())
        return ast.Call(function, [self.number(node, name), node.func, *node.args], node.keywords)


# --- what the counters call; values are of any kind, as in the code that is counted ---


def _inference(place: int) -> bool:
    COUNTS[place] += 1
    return True


def _contains(place: int, item: Any, items: Any) -> bool:
    COUNTS[place] += 1 if isinstance(items, _HASHED) or not isinstance(items, Sized) else len(items)
    return item in items


def _some(place: int, value: Any) -> Any:
    """Count the result of a slice or a sum, if it is text or holds other things."""
    if isinstance(value, Sized):
        COUNTS[place] += len(value)
    return value


def _whole(place: int, function: Any, *arguments: Any, **keywords: Any) -> Any:
    if arguments and isinstance(arguments[0], Sized):
        COUNTS[place] += len(arguments[0])
    return function(*arguments, **keywords)


def _call(place: int, method: Any, *arguments: Any, **keywords: Any) -> Any:
    """Call a method, and count what it runs through if it is one of C code."""
    owner = getattr(method, "__self__", None)
    name = getattr(method, "__name__", "")
    result = method(*arguments, **keywords)
    if isinstance(owner, re.Pattern):
        COUNTS[place] += _run_through(name, result, *arguments)
    elif isinstance(owner, str | bytes):
        COUNTS[place] += len(result) if name == "join" else len(owner)
    elif (isinstance(owner, list) and name in _OF_LIST) or (
        isinstance(owner, set | frozenset) and name in _OF_SET
    ):
        COUNTS[place] += len(owner)
    elif name in _OF_SET_AND_OTHER and arguments and isinstance(arguments[0], Sized):
        COUNTS[place] += len(arguments[0])
    return result


def _run_through(name: str, result: Any, *arguments: Any) -> int:
    """Return how many characters a regular expression ran through, as far as that can be told from outside."""
    text = arguments[-1] if name in ("sub", "subn") else arguments[0]
    start = (
        arguments[1]
        if name in ("search", "match", "fullmatch", "finditer") and len(arguments) > 1
        else 0
    )
    end = (
        min(arguments[2], len(text))
        if name in ("search", "match", "fullmatch") and len(arguments) > 2
        else len(text)
    )
    if name in ("search", "match", "fullmatch") and result is not None:
        return int(result.end()) - start
    if name in ("match", "fullmatch"):
        return 1
    return int(end - start)


def begin_anew() -> None:
    """Count from nothing again."""
    COUNTS[:] = [0] * len(COUNTS)


def work_so_far() -> dict[int, int]:
    """Return what was counted since it began anew, by place."""
    return {place: count for place, count in enumerate(COUNTS) if count}
