"""Files that are read again when they change: what no person at a keyboard is quick enough for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from argmap.util import read_again


def test_a_change_is_seen_that_came_before_anybody_waited(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("one")
    texts = read_again(file, lambda: (file.read_text(), [file]))
    assert next(texts) == "one"
    file.write_text("three")
    assert next(texts) == "three"


def test_a_file_that_changes_while_it_becomes_known_is_read_once_more(tmp_path: Path) -> None:
    file, part = tmp_path / "map.yaml", tmp_path / "part.yaml"
    file.write_text("map")
    part.write_text("old")
    readings: list[str] = []

    def read() -> tuple[str, Iterable[Path]]:
        readings.append(part.read_text())
        part.write_text("new, and longer")  # behind the back of who has read it
        return readings[-1], [file, part]

    assert next(read_again(file, read)) == "new, and longer"
    assert readings == ["old", "new, and longer"]


def test_without_notices_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("one")
    texts = read_again(file, lambda: (file.read_text(), [file]))
    next(texts)

    def watch(*_: object, **__: object) -> Iterator[object]:
        file.write_text("three")
        raise OSError("too many watches")

    monkeypatch.setattr("watchfiles.watch", watch)
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert next(texts) == "three"


@pytest.mark.parametrize("name", ["gone/and/gone.yaml", "nul\0.yaml"])
def test_a_file_need_not_be_there(tmp_path: Path, name: str) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("one")
    texts = read_again(file, lambda: (file.read_text(), [file, tmp_path / name]))
    assert next(texts) == "one"
    file.write_text("three")
    assert next(texts) == "three"
