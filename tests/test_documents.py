"""Documents to hand in: what they hold, that they are safe, the same on every run, and open where they are meant to."""

from __future__ import annotations

from pathlib import Path

from tests.run import argmap

SMALL = "title: Going\nclaims: {a: {text: We should go., premises: [b]}, b: It is late.}\n"


def test_what_is_binary_goes_to_a_file_unless_standard_output_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(SMALL)
    made = argmap("outline", "map.yaml", "-f", "docx", cwd=tmp_path)
    assert made == (0, "", "wrote output/map.docx\n")
    assert argmap("convert", "map.yaml", "-o", "other.docx", cwd=tmp_path).code == 0
    data = (tmp_path / "output/map.docx").read_bytes()
    assert data[:2] == b"PK"
