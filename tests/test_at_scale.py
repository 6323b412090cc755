"""A corpus on a cluster: the program in `docs/at-scale.md` runs, and finds what is found without a cluster."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from argmap import InvalidMap, check, convert, evaluate, loads
from tests.conftest import ROOT
from tests.generated import debate

DOCUMENT = (ROOT / "docs/at-scale.md").read_text(encoding="utf-8")
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
    pytest.importorskip("distributed", reason="needs dask[distributed], which the extra `test` has")
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
