"""What all tests share: the switches of a run, a map from a few lines, a browser."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from inspect import isfunction, signature
from os.path import normpath
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from argmap import ArgumentMap, loads
from argmap.options import Look, group_of
from tests import tree
from tests.browser import Tabs, chromium
from tests.case import Case
from tests.tools import LEFT_OUT, TOOLS

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet
    from playwright.sync_api import Browser, Page

ROOT = tree.ROOT

# A slow machine must not fail a test. The same examples are tried each time, so that a change is what makes a test
# fail; `--all` tries a hundred times as many, and other ones each time.
settings.register_profile(
    "same",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=3,
    derandomize=True,
)
settings.register_profile("all", settings.get_profile("same"), max_examples=300, derandomize=False)
settings.load_profile("same")

BROWSER_FIXTURES = {"browser", "tabs", "page", "phone"}
"""The fixtures that make a test one of the tests of tools."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write the golden files anew; read the difference"
    )
    parser.addoption(
        "--tools",
        action="store_true",
        help="run the tests that need a browser or other programs, and only these",
    )
    parser.addoption(
        "--without",
        default="",
        metavar="TOOLS",
        help=f"skip tests that need these tools, with commas between them: {', '.join(TOOLS)}",
    )
    parser.addoption(
        "--all",
        action="store_true",
        help="run all tests, also those marked `soak`, with a hundred times as many examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tools: needs more than Python and the extra `test`")
    config.addinivalue_line(
        "markers", "soak: takes long, and shows more of what another test or case shows"
    )
    os.environ[LEFT_OUT] = config.getoption("--without")
    # All tests stay in memory until the end, and to look through them takes a tenth of the time.
    gc.set_threshold(20_000, 20, 50)
    if config.getoption("--all"):
        settings.load_profile("all")
    if config.getoption("--renew") and config.getoption("numprocesses", None):
        raise pytest.UsageError(
            "--renew writes files that several tests have a part in: run it without -n"
        )


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Look for garbage, whose faults are reported, before pytest does so ten times among all tests and modules."""
    gc.collect()
    gc.collect()  # what the first one has left
    gc.freeze()


def takes_long(marks: Iterable[pytest.Mark], case: str | None) -> bool:
    """Whether a test is marked `soak`: as a whole, in these cases (`only=[…]`), or in all cases but these (`but=[…]`)."""
    for mark in marks:
        if mark.name != "soak":
            continue
        if "only" in mark.kwargs:
            return case in mark.kwargs["only"]
        return case not in mark.kwargs.get("but", ())
    return False


def is_chosen(
    config: pytest.Config, marks: list[pytest.Mark], fixtures: Iterable[str], case: str | None
) -> bool:
    """Whether a case of a test belongs to the tier that is run."""
    if config.getoption("--all"):
        return True
    needs_tools = any(mark.name == "tools" for mark in marks) or bool(
        BROWSER_FIXTURES & {*fixtures}
    )
    return needs_tools is bool(config.getoption("--tools")) and not takes_long(marks, case)


def names_tests(config: pytest.Config) -> bool:
    """Whether the command line names single tests, so that not all cases of all tests are there."""
    return any("::" in argument for argument in config.args)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files that are marked `tools` as a whole: they import packages that only this tier has."""
    if config.getoption("--tools") or config.getoption("--all") or names_tests(config):
        return None
    is_module = collection_path.suffix == ".py"
    if is_module and "\npytestmark = pytest.mark.tools\n" in collection_path.read_text("utf-8"):
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> list[pytest.Item] | None:
    """Leave out tests that belong to another tier as a whole: to make their cases takes longer than all else here."""
    config = collector.config
    if not (name.startswith("test_") and isfunction(obj)) or names_tests(config):
        return None
    if config.getoption("--all"):
        return None
    own: list[pytest.Mark] = getattr(obj, "pytestmark", [])
    names = {mark.name for mark in [*own, *collector.iter_markers()] if not mark.kwargs}
    needs_tools = "tools" in names or BROWSER_FIXTURES & {*signature(obj).parameters}
    if config.getoption("--tools"):
        may_be_chosen = needs_tools or any(mark.name == "parametrize" for mark in own)
    else:
        may_be_chosen = not needs_tools
    return None if may_be_chosen and "soak" not in names else []


def check_named_cases(items: list[pytest.Item]) -> None:
    """Fail if a mark `soak` names a case that its test doesn't have."""
    cases: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items:
        mark = item.get_closest_marker("soak")
        if mark and mark.kwargs and isinstance(item, pytest.Function):
            [named] = mark.kwargs.values()
            cases[item.originalname, *named].add(item.callspec.id)
    for (test, *named), ids in cases.items():
        if unknown := set(named) - ids:
            raise pytest.UsageError(f"{test} is marked `soak`, but has no case {sorted(unknown)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not names_tests(config):
        check_named_cases(items)
    chosen: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        assert isinstance(item, pytest.Function)
        case = item.callspec.id if hasattr(item, "callspec") else None
        is_of_tier = is_chosen(config, [*item.iter_markers()], item.fixturenames, case)
        (chosen if is_of_tier else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = chosen


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and not config.getoption("--all"):
        terminalreporter.line(
            "If there are such tests, they belong to another tier: try --tools or --all."
        )


def mostly_soak(values: Iterable[Any], *always: object) -> list[ParameterSet]:
    """Return values as parameters of a test that is run with these alone, and with all with `--all`."""
    parameters: list[ParameterSet] = []
    for value in values:
        marks = [] if value in always else [pytest.mark.soak]
        parameters.append(pytest.param(value, marks=marks))
    return parameters


def _outdated(file: str, request: pytest.FixtureRequest) -> str:
    """Return what is wrong with a file that isn't what the code makes now, and what to run."""
    tests = request.path.relative_to(ROOT)
    tools = "--tools " if request.node.get_closest_marker("tools") else ""
    return f"{file} is not what the code makes now: run `pytest {tools}--renew {tests}`, and read the difference"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare a whole output with the file of that name under the project's root."""

    def compare(name: str, made: str | bytes) -> None:
        path = ROOT / name
        data = made.encode() if isinstance(made, str) else made
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        kept = path.read_bytes()
        if isinstance(made, str):
            assert made == kept.decode(), _outdated(name, request)
        assert data == kept, _outdated(name, request)

    return compare


@pytest.fixture
def golden_part(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Compare a whole output with what stands between `<!-- NAME -->` and `<!-- end -->` in a document."""

    def compare(file: str, name: str, made: str) -> None:
        path = ROOT / file
        text = path.read_text(encoding="utf-8")
        start, end = f"<!-- {name} -->\n", "<!-- end -->"
        before, found, rest = text.partition(start)
        assert found, f"{file} has no part `{name}`"
        kept, _, after = rest.partition(end)
        if request.config.getoption("--renew"):
            path.write_text(before + start + made + end + after, encoding="utf-8")
            kept = made
        assert made == kept, _outdated(file, request)

    return compare


@pytest.fixture
def settle(request: pytest.FixtureRequest) -> Callable[[Case, str], None]:
    """Compare a whole output with what its case expects."""

    def compare(case: Case, made: str) -> None:
        if request.config.getoption("--renew"):
            case.renew(made)
        else:
            assert made == case.expected, _outdated(normpath(f"tests/cases/{case.file}"), request)

    return compare


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Yield a Chromium, the only one of this process."""
    with chromium(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Return the tabs of the browser."""
    return Tabs(browser)


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """Yield a tab as large as a laptop's screen."""
    with tabs.tab() as tab:
        yield tab


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    """Yield a tab as large as a phone's, in which axe-core may run whatever a page forbids."""
    with tabs.tab(360, 740, bypass_csp=True) as tab:
        yield tab


def look(**options: object) -> Look:
    """Return how a picture is to look, with names that are only known when the test runs."""
    return group_of(Look, options)


def a_map(text: str) -> ArgumentMap:
    """Return the map in an indented text."""
    return loads(dedent(text))
