"""Whether the tests notice faults: `python -m tests.mutants rules --sample 50 --seed 7`.

Makes mutants of a part, functions with one small fault each. Asks mypy about all of the sample; what it refuses needs
no test. Tries each of the others in a process of its own on the tests that call its function, those that call the
fewest functions first, until one fails. Prints the mutants that survive, each with the line before and after.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import random
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy, deepcopy
from functools import partial
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from traceback import print_exc
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
PARTS = {
    "verdicts": ("verdicts/*.py", "verdicts frameworks components debate ranked_report evaluate small_maps lists"),
    "graph": ("model/graph.py", "graph check rules verdicts report lists"),
    "linter": ("linter.py", "check rules report fixes"),
    "native": (
        "formats/native/*.py",
        "native native_write slips schema citations groups schemes several_files fixes check"
        " rename fields findings_json worksheet",
    ),
    "rules": ("rules/*.py", "rules check quotes quotations schemes fixes findings_json"),
}
"""The files of each part, and the tests of it: such as run what is mutated in this process."""
_SLOW = "treaty 100_000 clingo_is_needed bounded_time floats libyaml cited_alike every_box thousands field_added bank"
"""Words in the names of tests that are left out, since they take longer than all the others."""
_SECONDS = 15
"""How long a test may compute: what goes on for ever is noticed, too."""
_MYPY = ("--output=json", "--no-warn-unused-ignores", "--disable-error-code=import-untyped", "argmap")
_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.Is: ast.IsNot, ast.In: ast.NotIn, ast.Lt: ast.LtE, ast.Gt: ast.GtE,
    ast.NotEq: ast.Eq, ast.IsNot: ast.Is, ast.NotIn: ast.In, ast.LtE: ast.Lt, ast.GtE: ast.Gt,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Div, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Break: ast.Return, ast.Continue: ast.Break,
}  # fmt: skip
_NOT_RUN = {"annotation", "returns", "decorator_list"}


class Mutant(NamedTuple):
    file: Path
    home: str
    """The class of the function, if it has one."""
    function: ast.FunctionDef
    fault: str


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
                    old = next((line for line in before if line not in after), "")
                    new = next((line for line in after if line not in before), "")
                    first = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
                    start = max(0, first - 60)
                    fault = f"{file.relative_to(ROOT)}:{node.lineno} {function.name}\n"
                    fault += f"  - {old[start:].strip():.120}\n  + {new[start:].strip():.120}"
                    yield Mutant(file, home, changed, fault)


def _run(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield the expressions and statements that a function runs: no docstring, no annotation, no default value."""
    for field, value in ast.iter_fields(node):
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, ast.AST) or field in _NOT_RUN or isinstance(part, ast.arguments):
                continue
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                continue
            if isinstance(part, ast.expr | ast.stmt):
                yield part
            yield from _run(part)


def _faults(node: ast.expr | ast.stmt) -> Sequence[Callable[[], object]]:
    """Return what makes one fault each in a node."""
    nothing = ast.Constant(None)
    match node:
        case ast.Compare():
            return [
                partial(node.ops.__setitem__, at, _SWAPPED[type(operator)]()) for at, operator in enumerate(node.ops)
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
        case ast.Assign() | ast.AnnAssign(value=ast.expr()) | ast.Return(value=ast.expr()) | ast.Expr(value=ast.Call()):
            return [partial(setattr, node, "value", nothing)]
        case ast.Break() | ast.Continue():
            return [partial(setattr, node, "__class__", _SWAPPED[type(node)])]
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()) | ast.IfExp(test=ast.Name() | ast.Attribute()):
            return [partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))]
        case ast.Call():
            faults = [partial(node.args.__setitem__, at, nothing) for at in range(len(node.args))]
            faults += [partial(node.args.__delitem__, at) for at in range(len(node.args)) if len(node.args) > 1]
            faults += [partial(node.keywords.__delitem__, at) for at in range(len(node.keywords))]
            return faults
    return []


def _refused(tried: Sequence[Mutant]) -> set[int]:
    """Return which mutants mypy refuses, each under a name of its own beside the original."""
    refused = set()
    with TemporaryDirectory() as folder:
        copytree(ROOT / "argmap", Path(folder, "argmap"))
        numbers: dict[tuple[str, int], int] = {}
        for file in {mutant.file for mutant in tried}:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            homes = {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)} | {"": tree.body}
            for number, mutant in enumerate(tried):
                if mutant.file == file:
                    function = copy(mutant.function)
                    function.name = f"{function.name}__{number}"
                    homes[mutant.home].append(function)
            written = ast.unparse(tree)
            name = str(file.relative_to(ROOT))
            Path(folder, name).write_text(written, encoding="utf-8")
            for node in ast.walk(ast.parse(written)):
                if isinstance(node, ast.FunctionDef) and node.name.rpartition("__")[2].isdecimal():
                    number = int(node.name.rpartition("__")[2])
                    numbers |= {(name, line): number for line in range(node.lineno, (node.end_lineno or 0) + 1)}
        options = (f"--config-file={ROOT / 'pyproject.toml'}", f"--cache-dir={ROOT / '.mypy_cache'}", *_MYPY)
        command = [sys.executable, "-m", "mypy", *options]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    for line in told.splitlines():
        error = json.loads(line)
        if error["severity"] == "error" and (error["file"], error["line"]) in numbers:
            refused.add(numbers[error["file"], error["line"]])
    return refused


class Trial:
    """Tries mutants on the tests that pytest has collected."""

    def __init__(self, tried: Sequence[Mutant]) -> None:
        self.tried = tried
        self.outcomes: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        from hypothesis import Phase, settings  # pytest must be there before it

        # The same examples for all; it is enough that one fails, which need not be the smallest.
        settings.register_profile("mutants", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        called = [_functions_called(item) for item in session.items]
        for mutant in self.tried:
            first = min([mutant.function.lineno, *(each.lineno for each in mutant.function.decorator_list)])
            place = (str(mutant.file), first, mutant.function.name)
            tests = [number for number, functions in enumerate(called) if place in functions]
            tests.sort(key=lambda number: len(called[number]))
            code = called[tests[0]][place] if tests else None
            child = os.fork()
            if child == 0:
                try:
                    os._exit(code is None or _all_pass(mutant, code, [session.items[number] for number in tests]))
                finally:
                    print_exc(file=sys.__stdout__)
                    os._exit(0)
            survives = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
            self.outcomes["survive" if survives else "killed"] += 1
            if survives:
                print(mutant.fault, f"({len(tests)} tests)", file=sys.__stdout__, flush=True)
        return True


def _functions_called(item: pytest.Item) -> dict[tuple[str, int, str], CodeType]:
    """Return the functions that a test calls, by file, line and name: none if it fails."""
    codes = set()
    sys.settrace(lambda frame, _event, _value: codes.add(frame.f_code))
    reports = runtestprotocol(item, log=False)
    sys.settrace(None)
    if any(report.failed for report in reports):
        print("fails without a mutant:", item.nodeid, file=sys.__stdout__)
        return {}
    return {
        (code.co_filename, code.co_firstlineno, code.co_name): code for code in codes if "argmap" in code.co_filename
    }


def _all_pass(mutant: Mutant, code: CodeType, tests: Sequence[pytest.Item]) -> bool:
    """Tell whether the tests pass with the mutant in the place of its function."""
    statements: list[ast.stmt] = [mutant.function]
    if mutant.home:
        statements = [ast.parse(f"class {mutant.home}: pass").body[0]]
        statements[0].body = [mutant.function]  # type: ignore[attr-defined]
    changed = compile(ast.Module(statements, []), mutant.file, "exec")
    while changed.co_name != code.co_name:
        changed = next(
            each
            for each in changed.co_consts
            if isinstance(each, CodeType) and each.co_name in (mutant.home, code.co_name)
        )
    for function in gc.get_referrers(code):
        if isinstance(function, FunctionType):
            function.__code__ = changed
    for test in tests:
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + _SECONDS, resource.RLIM_INFINITY))
        if any(report.failed for report in runtestprotocol(test, log=False)):
            return False
    return True


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--sample", type=int, help="how many mutants are tried, chosen at random; default: all")
    parser.add_argument("--seed", type=int, default=0, help="other seeds choose other samples; default: 0")
    chosen = parser.parse_args()
    pattern, tests = PARTS[chosen.part]
    all_mutants = [mutant for file in sorted(ROOT.glob(f"argmap/{pattern}")) for mutant in mutants(file)]
    sample = random.Random(chosen.seed).sample(all_mutants, chosen.sample or len(all_mutants))  # noqa: S311
    refused = _refused(sample)
    trial = Trial([mutant for number, mutant in enumerate(sample) if number not in refused])
    files = [f"tests/test_{test}.py" for test in tests.split()]
    pytest.main(
        ["-q", "--capture=sys", "-p", "no:cacheprovider", "-k", f"not ({' or '.join(_SLOW.split())})", *files],
        plugins=[trial],
    )
    print(f"{chosen.part}: of {len(all_mutants)} mutants {len(sample)} tried,", end=" ")
    print(f"{len(refused)} refused by mypy, {trial.outcomes['killed']} killed, {trial.outcomes['survive']} survive")


if __name__ == "__main__":
    main()
