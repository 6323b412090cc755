"""What all tests share: the switches of a run, a map from a few lines, a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from argmap import ArgumentMap, loads
from tests import tree
from tests.browser import Tabs, chromium, missing_for_chromium
from tests.case import Case

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet
    from playwright.sync_api import Browser, Page

ROOT = tree.ROOT

# A slow machine must not fail a test, and in CI the same examples are tried every time. Without `--all`, each
# property is tried on a thirtieth of its examples.
# The same examples each time, so that a change is what makes a test fail; `--all` looks for new ones.
settings.register_profile(
    "same",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=10,
    derandomize=True,
)
settings.register_profile("all", settings.get_profile("same"), max_examples=300, derandomize=False)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write the golden files anew; read the difference"
    )
    parser.addoption(
        "--all",
        action="store_true",
        help="run what is marked `soak`, too, and try properties on thirty times as many examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "soak: takes long, and shows more of what another test shows"
    )
    config.addinivalue_line("markers", "tools: needs other programs, or follows recipes")
    if config.getoption("--all"):
        settings.load_profile("all")
    if config.getoption("--renew") and config.getoption("numprocesses", None):
        raise pytest.UsageError(
            "--renew writes files that several tests have a part in: run it without -n"
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    left = [item for item in items if item.get_closest_marker("soak")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]


def mostly_soak(values: Iterable[Any], *always: object) -> list[ParameterSet]:
    """Return values as parameters of a test that is run with these alone, and with all with `--all`."""
    parameters: list[ParameterSet] = []
    for value in values:
        marks = [] if value in always else [pytest.mark.soak]
        parameters.append(pytest.param(value, marks=marks))
    return parameters


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
            assert made == kept.decode()
        assert data == kept, f"{name} is not what the code makes now"

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
        assert made == kept, f"{file} is not what the code makes now"

    return compare


@pytest.fixture
def settle(request: pytest.FixtureRequest) -> Callable[[Case, str], None]:
    """Compare a whole output with what its case expects."""

    def compare(case: Case, made: str) -> None:
        if request.config.getoption("--renew"):
            case.renew(made)
        else:
            assert made == case.expected

    return compare


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Yield a Chromium; skip where there is none."""
    pytest.importorskip(
        "playwright.sync_api", reason="needs playwright, which the extra `test` has"
    )
    missing = missing_for_chromium()
    if missing:
        pytest.skip(missing)
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


def a_map(text: str) -> ArgumentMap:
    """Return the map in an indented text."""
    return loads(dedent(text))
