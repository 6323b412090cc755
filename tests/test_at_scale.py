"""Much at once: a corpus on a cluster, as in `docs/guides/at-scale.md`, and searches in large maps."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import ArgumentMap, InvalidMap, Verdict, check, convert, cruxes, evaluate, loads, needs
from tests.conftest import ROOT, mostly_soak
from tests.generated import debate, rivals, tree
from tests.tools import tool

DOCUMENT = (ROOT / "docs/guides/at-scale.md").read_text(encoding="utf-8")
BROKEN = '{"nodes": [{"nodeID": "1", "text": "It is so.", "type": "I"}], "edges": [{"fromID": "1", "toID": "2"}]}'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Write maps in AIF, of which two are broken."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.json").write_bytes(
            convert(debate(5 + number, seed=number), "aif").data
        )
    for name in ("broken", "broken too"):
        (folder / f"{name}.json").write_text(BROKEN)
    return folder


@pytest.mark.soak
def test_the_program_runs_on_a_local_cluster(corpus: Path) -> None:
    tool("packages")
    (program,) = re.findall(r"```python\n# corpus\.py\n(.*?)```", DOCUMENT, re.DOTALL)
    (command,) = re.findall(r"```sh\npython (.*?)\n```", DOCUMENT)
    (corpus.parent / "corpus.py").write_text(program)
    done = subprocess.run(
        [sys.executable, *shlex.split(command)],
        cwd=corpus.parent, capture_output=True, check=False, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    rows: list[str] = []
    verdicts: Counter[str] = Counter()
    for path in sorted(corpus.iterdir()):
        try:
            map = loads(path.read_text(), "aif")
        except InvalidMap as invalid:
            rows += [f"{path.name}\t{each.code}" for each in invalid.diagnostics]
            continue
        rows += [f"{path.name}\t{each.code}" for each in check(map)]
        verdicts.update(verdict.value for verdict in evaluate(map).claims.values())
    found = "\n".join(part.read_text() for part in sorted((corpus.parent / "found").iterdir()))
    assert found.splitlines() == rows
    numbers = Counter(row.split("\t")[1] for row in rows)
    *report, last = done.stdout.splitlines()
    assert report == [f"{code} {number}" for code, number in sorted(numbers.items())]
    assert ast.literal_eval(last) == verdicts
    assert {row.split("\t")[0] for row in rows} >= {"broken.json", "broken too.json"}


# --- searches, of which none may come to a sixtieth of the work that is allowed ---


@pytest.fixture
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_SEARCH", "1")


@pytest.mark.soak
@pytest.mark.parametrize("is_ring", mostly_soak([False, True], False))
@pytest.mark.usefixtures("little_work")
def test_cruxes_among_four_thousand_that_rebut_each_other(is_ring: bool) -> None:
    number = 4000
    searches = cruxes(rivals(number, in_a_ring=is_ring))
    assert len(searches) == number
    for place, search in enumerate(searches):
        neighbours = [place - 1, place + 1] if is_ring else [place ^ 1]
        others = {f"c{other % number}" for other in neighbours}
        found = {crux.flips[0][:2]: crux.verdict for crux in search.found}
        expected = {(other, True): Verdict.FALLS for other in others}
        if not is_ring:  # in a ring another objection is left
            expected |= {(other, False): Verdict.STANDS for other in others}
        assert (found, search.is_cut) == (expected, False)


@pytest.mark.soak
@pytest.mark.parametrize("is_ring", mostly_soak([False, True], True))
@pytest.mark.usefixtures("little_work")
def test_needs_among_four_thousand_that_rebut_each_other(is_ring: bool) -> None:
    search = needs(rivals(4000, in_a_ring=is_ring), "c7")
    assert [[remedy.id for remedy in need] for need in search.found] == (
        [] if is_ring else [["c6:rebuts:c7"]]
    )


@pytest.mark.soak
@pytest.mark.parametrize("shape", mostly_soak([tree, debate], debate))
@pytest.mark.usefixtures("little_work")
def test_cruxes_and_needs_of_ten_thousand_claims(shape: Callable[[int], ArgumentMap]) -> None:
    map = shape(10_000)
    [search] = cruxes(map, ["c0"])
    for crux in search.found:
        [flip] = crux.flips
        flipped = [flip.claim]
        after = evaluate(map, accept=flipped) if flip.is_accepted else evaluate(map, reject=flipped)
        assert after["c0"] is crux.verdict is not search.verdict
    assert search.found
    assert not needs(map, "c0").is_cut
