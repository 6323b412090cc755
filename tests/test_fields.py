"""One line in the model is all that a new field needs: a copy of the package with one line more per part proves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from argmap import ArgumentMap, Claim, Inference, Source
from argmap.formats import table_of_keys
from tests.conftest import ROOT

NEW_FIELDS = {
    "Claim": ("parts.py", "note"),
    "Inference": ("parts.py", "implicit"),
    "Source": ("parts.py", "author"),
    "Side": ("parts.py", "label"),
    "ArgumentMap": ("argument_map.py", "synonyms"),
}
"""A part of the model -> its file, and the field before which another is added."""

LINE = '    mood: str = field(default="", metadata=describe(Shape.TEXT, "{part} mood", "how it feels"))\n'

PROOF = """
    import json
    from hypothesis import HealthCheck, given, settings
    import jsonschema
    import argmap
    from argmap import formats
    from argmap.formats import json_schema
    from tests.run import argmap as run
    from tests.strategies import maps

    seen = {part: set() for part in ("Claim", "Inference", "Source", "Side", "ArgumentMap")}

    def moods(map):
        parts = {
            "Claim": map.claims.values(), "Inference": map.inferences.values(), "Source": map.sources.values(),
            "Side": map.sides.values(), "ArgumentMap": [map],
        }
        return {part: sorted(each.mood for each in some) for part, some in parts.items()}

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(maps(most_claims=4, most_inferences=4))
    def it_comes_back(map):
        for part, some in moods(map).items():
            seen[part].update(some)
        for form in ("native", "json", "argdown"):
            again = argmap.loads(argmap.dumps(map, form), form)
            if form != "argdown":
                assert again == map
            assert moods(again) == moods(map), form
        jsonschema.validate(json.loads(argmap.dumps(map, "json")), json_schema())
        for form in formats.writable_formats(formats.FormatKind.MAP):
            if form.name in ("native", "json", "argdown"):
                continue
            said = " ".join(loss.message for loss in argmap.convert(map, form.name).losses)
            for part, some in moods(map).items():
                has_no_place_at_all = {"Source": "source", "Side": "side"}.get(part, f"{part} mood")
                if any(some):
                    assert f"{part} mood" in said or has_no_place_at_all in said, (form.name, part, said)

    it_comes_back()
    assert [part for part, some in seen.items() if len(some) < 2] == []
    assert run("schema").out.count('"mood": {') == len(seen)
    assert json.dumps(json_schema()).count('"mood": {') == len(seen)
    print("proven")
"""


@pytest.mark.tools
def test_a_field_added_to_the_model_alone_is_read_written_and_reported_where_it_has_no_place(
    tmp_path: Path,
) -> None:
    for folder in ("argmap", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for part, (file, field) in NEW_FIELDS.items():
        source = tmp_path / "argmap" / "model" / file
        text = source.read_text(encoding="utf-8")
        before, class_line, inside = re.split(rf"(\nclass {part}\b)", text, maxsplit=1)
        ahead, line, behind = inside.partition(f"    {field}: ")
        assert class_line
        assert line
        source.write_text(
            before + class_line + ahead + LINE.format(part=part) + line + behind, encoding="utf-8"
        )
    # Nobody asks which lines of the copy have run, and to follow them takes twice the time.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")
    }
    done = subprocess.run(
        [sys.executable, "-c", dedent(PROOF)],
        cwd=tmp_path, env=environment | {"PYTHONPATH": str(tmp_path)}, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.stdout == "proven\n", done.stderr


@pytest.mark.parametrize("part", [ArgumentMap, Claim, Inference, Source])
def test_the_tables_of_the_format_are_those_of_the_model(
    part: type, golden_part: Callable[[str, str, str], None]
) -> None:
    golden_part("docs/reference/format.md", f"keys of {part.__name__}", table_of_keys(part))
