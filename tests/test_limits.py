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


def pigeons(number: int) -> str:
    """Return a map that a solver has to guess at for long: more pigeons than holes, and each wants one."""
    claims: dict[str, list[str]] = {}
    for pigeon in range(number):
        holes = [f"p{pigeon}h{hole}" for hole in range(number - 1)]
        for hole, id in enumerate(holes):
            others = [other for other in holes if other != id]
            rivals = [f"p{other}h{hole}" for other in range(number) if other != pigeon]
            claims[id] = [*others, *rivals]
        # No position leaves a pigeon without a hole: then this one would rebut itself.
        claims[f"p{pigeon}"] = [*holes, f"p{pigeon}"]
    lines = [
        f"  {id}: {{text: So it is., rebuttals: [{', '.join(by)}]}}" for id, by in claims.items()
    ]
    return "\n".join(["claims:", *lines])


def test_a_search_for_positions_that_is_too_much_work_is_given_up_and_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_SEARCH", "1")
    with pytest.raises(ArgmapError) as refused:
        positions(loads(pigeons(10)))
    assert str(refused.value) == (
        "the search for positions takes too long: the limit is 1 billion steps (to raise the limit, set ARGMAP_MAX_SEARCH=2)"
    )


@pytest.mark.soak
def test_a_search_for_cruxes_that_is_too_much_work_is_given_up_and_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_SEARCH", "1")
    # Three of a thousand claims at once, of which no two are enough.
    reasons = [f"r{number}" for number in range(1000)]
    claims = "\n".join(f"  {id}: It is so." for id in reasons)
    text = f"claims:\n  a: {{text: A., main: true, premises: [{', '.join(reasons)}]}}\n{claims}\n"
    with pytest.raises(ArgmapError) as refused:
        cruxes(loads(text), size=3)
    assert str(refused.value) == (
        "the search takes too long: the limit is 1 billion steps (to raise the limit, set ARGMAP_MAX_SEARCH=2)"
    )


@pytest.mark.parametrize("size", [1, 3])
def test_a_search_that_finds_or_combines_too_many_cruxes_is_given_up(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    # Of an even ring of attacks, any one decides all the others.
    ring = [
        f"  c{number}: {{text: So it is., rebuttals: [c{(number + 1) % 240}]}}"
        for number in range(240)
    ]
    map = loads("\n".join(["claims:", *ring]))
    [search] = cruxes(map, ["c0"])
    assert len(search.found) == 478
    monkeypatch.setenv("ARGMAP_MAX_SEARCH", "2")
    with pytest.raises(ArgmapError, match="the search takes too long: the limit is 2 billion"):
        cruxes(map, list(map.claims), size=size)
