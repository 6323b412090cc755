"""Declared limits: each is told with what raises it."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import ArgmapError, cruxes, loads, positions
from argmap.util import Limit
from tests.run import argmap


def test_a_file_that_is_too_large_is_refused_before_all_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {m: It is so.}\n" + "# " + "x" * 1_000_000 + "\n")
    refused = argmap("outline", "map.yaml", cwd=tmp_path, ARGMAP_MAX_INPUT_MB="1")
    said = "map.yaml: the file is too large: the limit is 1 MB (to raise the limit, set ARGMAP_MAX_INPUT_MB=2)"
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert argmap("outline", "map.yaml", cwd=tmp_path, ARGMAP_MAX_INPUT_MB="2").code == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices of POSIX")
def test_endless_input_comes_to_an_end(tmp_path: Path) -> None:
    refused = argmap("outline", "/dev/zero", cwd=tmp_path, ARGMAP_MAX_INPUT_MB="1")
    assert (refused.code, "the file is too large" in refused.err) == (2, True)


@pytest.mark.parametrize("said", ["0", "-1", "1.5", "many", "9" * 30])
def test_a_limit_that_is_no_number_is_reported(tmp_path: Path, said: str) -> None:
    (tmp_path / "map.yaml").write_text("claims: {m: It is so.}\n")
    refused = argmap("outline", "map.yaml", cwd=tmp_path, ARGMAP_MAX_INPUT_MB=said)
    message = (
        f"argmap: ARGMAP_MAX_INPUT_MB must be a whole number of MB, at least 1, not `{said}`\n"
    )
    assert refused == (2, "", message)


def test_every_limit_has_a_variable_of_its_own() -> None:
    variables = [limit.value.variable for limit in Limit]
    assert len(set(variables)) == len(variables)
    assert all(limit.most == limit.value.usual for limit in Limit)


class NeverDone:
    """A solver that goes on for ever."""

    def __init__(self, _options: list[str]) -> None:
        pass

    def add(self, *_: object) -> None:
        pass

    def ground(self, *_: object) -> None:
        pass

    def __enter__(self) -> NeverDone:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def resume(self) -> None:
        pass

    def wait(self, _seconds: float) -> bool:
        return False

    def cancel(self) -> None:
        pass

    def solve(self, **_: bool) -> NeverDone:
        return self


def test_a_search_that_takes_too_long_is_given_up_and_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clingo.Control", NeverDone)
    with pytest.raises(ArgmapError) as refused:
        positions(loads("claims: {a: {text: A., rebuttals: [b]}, b: {text: B., rebuttals: [a]}}"))
    assert str(refused.value) == (
        "the search for positions takes too long: the limit is 60 s (to raise the limit, set ARGMAP_MAX_SEARCH_SECONDS=120)"
    )


def test_a_search_for_cruxes_that_takes_too_long_is_given_up_and_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Limit, "most", -1)  # it is over before it begins
    map = loads("claims: {a: {text: A., main: true, premises: [b], rebuttals: [c]}, b: B., c: C.}")
    with pytest.raises(ArgmapError) as refused:
        cruxes(map, size=2)
    assert str(refused.value) == f"the search takes too long: {Limit.SEARCH.in_words()}"
