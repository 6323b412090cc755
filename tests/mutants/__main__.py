"""Whether the tests notice faults: `python -m tests.mutants rules --sample 50 --seed 7`.

Makes mutants of a part, functions with one small fault each. Asks mypy about all of the sample; what it refuses needs
no test, and isn't counted. Tries each of the others in a process of its own on the tests that call its function, those
that call the fewest functions first, until one fails. Prints the mutants that survive, each with the line before and
after, and fails if they are more than the goal allows.
"""

from __future__ import annotations

import ast
import gc
import os
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from cProfile import Profile
from functools import _lru_cache_wrapper
from hashlib import sha256
from traceback import print_exc
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.faults import Mutant, mutants
from tests.mutants.typing_errors import refused_by_mypy
from tests.tree import files

PARTS = {
    "editing": (
        "editing/*.py",
        "editing completion_in_editor refused_edits edited_file edited_files editor_answers rename"
        " format",
    ),
    "lint": (
        "lint/*.py",
        "check report fixes findings_json hints baseline ranked_report find_quotation rules"
        " schemes jobs api slips docs generated intents same_answers",
    ),
    "model": (
        "model/*.py",
        "model graph connections schemes quotations find_quotation reading builder api native"
        " native_write json_map stated_only groups check rules verdicts report lists fixes"
        " findings_json editor_tools slips hints citations rename several_files outline",
    ),
    "native": (
        "formats/native/*.py",
        "native native_write slips schema citations groups schemes several_files fixes check"
        " rename findings_json worksheet reading format",
    ),
    "rules": ("lint/rules/*.py", "rules check quotes quotations schemes fixes findings_json"),
    "verdicts": (
        "verdicts/*.py",
        "verdicts frameworks components debate ranked_report evaluate small_maps lists api limits"
        " conclusions connections stated_only",
    ),
}
"""The files of each part, and the tests of it: such as run what is mutated in this process."""
_SLOW = "treaty 100_000 clingo_is_needed bounded_time floats libyaml cited_alike every_box thousands bank"
"""Words in the names of tests that are left out, since they take longer than all the others."""
_WITH_THREADS = "typst_output.py"
"""A file that starts threads when it runs. A process that was forked waits for them for ever."""
_SECONDS = 15
"""How long a test may compute: what goes on for ever is noticed, too."""
_GOAL = 95
"""How many of a hundred mutants that mypy accepts the tests are to notice."""


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
            "mutants", settings.get_profile("same"), phases=[Phase.explicit, Phase.generate]
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
    """Return the functions that a test calls, by file, line and name: none if it can't be used."""
    _forget_answers()  # else only the first test of an answer seems to call what gives it
    with Profile(builtins=False) as profile:  # faster than a trace function
        reports = runtestprotocol(item, log=False)
    codes = {entry.code for entry in profile.getstats() if isinstance(entry.code, CodeType)}
    if any(report.failed for report in reports):
        print("fails without a mutant:", item.nodeid, file=sys.__stdout__)
        return {}
    if any(code.co_filename.endswith(_WITH_THREADS) for code in codes):
        return {}
    return {
        (code.co_filename, code.co_firstlineno, code.co_name): code
        for code in codes
        if "argmap" in code.co_filename
    }


def _all_pass(mutant: Mutant, code: CodeType, tests: Sequence[pytest.Item]) -> bool:
    """Tell whether the tests pass with the mutant in the place of its function."""
    if code.co_freevars:  # `super` needs its class, also where the fault is that it isn't called
        mutant.function.body.append(ast.parse("__class__").body[0])
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
    _forget_answers()
    for test in tests:
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(
            resource.RLIMIT_CPU,
            (int(used.ru_utime + used.ru_stime) + _SECONDS, resource.RLIM_INFINITY),
        )
        if any(report.failed for report in runtestprotocol(test, log=False)):
            return False
    return True


def _forget_answers() -> None:
    """Empty the caches of argmap's functions, so that they are asked again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("argmap"):
            for value in vars(module).values():
                if type(value) is _lru_cache_wrapper:
                    value.cache_clear()


def _sample(all_mutants: Iterable[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """Return mutants chosen at random; most of them stay the same where code and tests change."""

    def rank(mutant: Mutant) -> str:
        _, difference = mutant.fault.split("\n", 1)
        words = f"{seed} {mutant.file.name} {mutant.function.name} {difference}"
        return sha256(words.encode()).hexdigest()

    return sorted(all_mutants, key=rank)[:size]


def main() -> None:
    parser = ArgumentParser(
        prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("part", choices=["all", *PARTS])
    parser.add_argument(
        "--sample", type=int, help="how many mutants are tried, chosen at random; default: all"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="other seeds choose other samples; default: 0"
    )
    chosen = parser.parse_args()
    parts = list(PARTS.values()) if chosen.part == "all" else [PARTS[chosen.part]]
    all_mutants = [
        mutant
        for pattern, _ in parts
        for file in files(f"argmap/{pattern}")
        for mutant in mutants(file)
    ]
    sample = _sample(all_mutants, chosen.sample, chosen.seed)
    refused = refused_by_mypy(sample)
    trial = Trial([mutant for number, mutant in enumerate(sample) if number not in refused])
    tests = sorted({f"tests/test_{test}.py" for _, names in parts for test in names.split()})
    pytest.main(
        [
            "-q",
            "--capture=sys",
            "-p",
            "no:cacheprovider",
            "-k",
            f"not ({' or '.join(_SLOW.split())})",
            *map(str, files(*tests)),
        ],
        plugins=[trial],
    )
    killed, survive = trial.outcomes["killed"], trial.outcomes["survive"]
    if killed + survive < len(trial.tried):
        raise SystemExit("pytest ended before all mutants were tried; see its messages")
    noticed = 100 * killed / max(len(trial.tried), 1)
    print(f"{chosen.part}: of {len(all_mutants):,} mutants {len(sample)} tried,", end=" ")
    print(f"{len(refused)} refused by mypy, {killed} killed, {survive} survive", end=" ")
    print(f"({noticed:.1f} % of those that mypy accepts; the goal is {_GOAL} %)")
    if 100 * survive > (100 - _GOAL) * len(trial.tried):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
