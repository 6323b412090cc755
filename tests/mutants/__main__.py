"""Whether the tests notice faults: `python -m tests.mutants rules --sample 50 --seed 7`.

Makes mutants of a part, functions with one small fault each. Asks mypy about all of the sample; what it refuses needs
no test. Tries each of the others in a process of its own on the tests that call its function, those that call the
fewest functions first, until one fails. Prints the mutants that survive, each with the line before and after.
"""

from __future__ import annotations

import ast
import gc
import os
import random
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from traceback import print_exc
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.faults import Mutant, mutants
from tests.mutants.typing_errors import refused_by_mypy
from tests.tree import files

PARTS = {
    "verdicts": (
        "verdicts/*.py",
        "verdicts frameworks components debate ranked_report evaluate small_maps lists",
    ),
    "graph": ("model/graph.py", "graph check rules verdicts report lists"),
    "linter": ("lint/linter.py", "check rules report fixes"),
    "native": (
        "formats/native/*.py",
        "native native_write slips schema citations groups schemes several_files fixes check"
        " rename fields findings_json worksheet",
    ),
    "rules": ("lint/rules/*.py", "rules check quotes quotations schemes fixes findings_json"),
}
"""The files of each part, and the tests of it: such as run what is mutated in this process."""
_SLOW = "treaty 100_000 clingo_is_needed bounded_time floats libyaml cited_alike every_box thousands bank"
"""Words in the names of tests that are left out, since they take longer than all the others."""
_SECONDS = 15
"""How long a test may compute: what goes on for ever is noticed, too."""


class Trial:
    """Tries mutants on the tests that pytest has collected."""

    def __init__(self, tried: Sequence[Mutant]) -> None:
        self.tried = tried
        self.outcomes: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        from hypothesis import Phase, settings  # pytest must be there before it

        # The same examples for all; it is enough that one fails, which need not be the smallest.
        settings.register_profile(
            "mutants", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate]
        )
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        called = [_functions_called(item) for item in session.items]
        for mutant in self.tried:
            place = (str(mutant.file), mutant.first_line, mutant.function.name)
            tests = [number for number, functions in enumerate(called) if place in functions]
            tests.sort(key=lambda number: len(called[number]))
            code = called[tests[0]][place] if tests else None
            child = os.fork()
            if child == 0:
                try:
                    os._exit(
                        code is None
                        or _all_pass(mutant, code, [session.items[number] for number in tests])
                    )
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
        (code.co_filename, code.co_firstlineno, code.co_name): code
        for code in codes
        if "argmap" in code.co_filename
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
        resource.setrlimit(
            resource.RLIMIT_CPU,
            (int(used.ru_utime + used.ru_stime) + _SECONDS, resource.RLIM_INFINITY),
        )
        if any(report.failed for report in runtestprotocol(test, log=False)):
            return False
    return True


def main() -> None:
    parser = ArgumentParser(
        prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("part", choices=PARTS)
    parser.add_argument(
        "--sample", type=int, help="how many mutants are tried, chosen at random; default: all"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="other seeds choose other samples; default: 0"
    )
    chosen = parser.parse_args()
    pattern, tests = PARTS[chosen.part]
    all_mutants = [mutant for file in files(f"argmap/{pattern}") for mutant in mutants(file)]
    sample = random.Random(chosen.seed).sample(all_mutants, chosen.sample or len(all_mutants))  # noqa: S311
    refused = refused_by_mypy(sample)
    trial = Trial([mutant for number, mutant in enumerate(sample) if number not in refused])
    test_files = [f"tests/test_{test}.py" for test in tests.split()]
    pytest.main(
        [
            "-q",
            "--capture=sys",
            "-p",
            "no:cacheprovider",
            "-k",
            f"not ({' or '.join(_SLOW.split())})",
            *test_files,
        ],
        plugins=[trial],
    )
    print(f"{chosen.part}: of {len(all_mutants)} mutants {len(sample)} tried,", end=" ")
    print(
        f"{len(refused)} refused by mypy, {trial.outcomes['killed']} killed, {trial.outcomes['survive']} survive"
    )


if __name__ == "__main__":
    main()
