"""What the editor asks of argmap and is answered, and what its page lets in."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import argmap
from argmap.page import EDITOR_SCRIPTS, Part, answer_editor, format_editor_page, worker_program
from tests.browser import node_module
from tests.case import Case
from tests.conftest import ROOT
from tests.hostile_case import files_of
from tests.test_hostile import CORPUS, written_or_soak

MAP = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, main: true, premises: [healthy], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey}
  rain: It will rain.
sources: {survey: {title: A survey}}
"""


def answered(**message: object) -> dict[str, Any]:
    written = answer_editor(json.dumps(message))
    assert written.isascii()
    answer: dict[str, Any] = json.loads(written)
    return answer


def test_a_text_is_answered_with_all_that_is_shown_of_it() -> None:
    answer = answered(revision=7, text=MAP)
    assert (answer["revision"], answer["title"]) == (7, "Should we go by bike?")
    assert (answer["language"], answer["is_rtl"]) == ("en", False)
    assert [claim["id"] for claim in answer["map"]["claims"]] == ["go", "healthy", "rain"]
    assert answer["verdicts"]["claims"]["go"]["verdict"] == "stands"
    codes = [finding["code"] for finding in answer["findings"]]
    found = argmap.check(argmap.loads(MAP))
    assert codes == [finding.code for finding in found]
    assert "unsupported-claim" in codes
    assert {finding["place"]["file"] for finding in answer["findings"]} == {"map.yaml"}
    lines = MAP.splitlines()
    texts = []
    for place in answer["places"]:
        assert place["line"] == place["end_line"]
        texts.append(lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1])
    assert texts == ["We should go by bike.", "Cycling is healthy.", "It will rain."]


def test_its_picture_is_that_of_a_page() -> None:
    page = argmap.render(argmap.loads(MAP), "page").decode()
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    answer = answered(revision=1, text=MAP)
    assert answer["map"] == json.loads(data)
    assert answer["legend"] in page
    assert answer["patterns"] in page


def test_a_broken_text_has_findings_alone() -> None:
    answer = answered(revision=2, text="claims: {a: {text: A., premises: [b]}}")
    assert (answer["verdicts"], answer["map"]) == (None, None)
    [finding] = answer["findings"]
    assert (finding["code"], finding["severity"]) == ("unknown-claim", "error")
    assert (finding["place"]["line"], finding["place"]["column"]) == (1, 35)


def test_a_list_can_be_edited_too() -> None:
    text = "- We should go by bike.\n  - Pro: Cycling is healthy.\n"
    answer = answered(revision=1, text=text, name="map.md", format="markdown")
    assert [claim["text"] for claim in answer["map"]["claims"]] == [
        "We should go by bike.", "Cycling is healthy.",
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["svg", "page", "text", "native", "opml", "docx"])
def test_a_map_is_saved_as_the_command_writes_it(format: str) -> None:
    answer = answered(revision=1, text=MAP, save_as=format, name="bike.yaml")
    assert b64decode(answer["data"]) == argmap.convert(argmap.loads(MAP), format).data
    ending = {"page": "html", "text": "txt", "native": "yaml"}.get(format, format)
    assert answer["name"] == f"bike.{ending}"


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("", "a message to the editor must be JSON"),
        ("[" * 100_000, "a message to the editor must be JSON"),
        ("[]", "a message to the editor must be a JSON object"),
        ("{}", "a message to the editor needs a whole number as its `revision`"),
        (
            '{"revision": Infinity}',
            "a message to the editor needs a whole number as its `revision`",
        ),
        ('{"revision": "<b>"}', "a message to the editor needs a whole number as its `revision`"),
        ('{"revision": 1}', "a message to the editor needs a text as its `text`"),
        ('{"revision": 1, "text": 3}', "a message to the editor needs a text as its `text`"),
        (
            '{"revision": 1, "text": "", "format": "nativ"}',
            "unknown format `nativ`: did you mean `native`?",
        ),
        (
            '{"revision": 1, "text": "claims: {a: A.}", "save_as": "sgv"}',
            "unknown format `sgv`: did you mean `svg`?",
        ),
        (
            '{"revision": 1, "text": "", "operation": "add_reason", "arguments": {}}',
            "this editor can only read texts; edit the text itself",
        ),
        (
            json.dumps({"revision": 1, "text": "#" * 5_000_001}),
            "the text is too long: 5,000,001 characters, and the editor takes 5,000,000",
        ),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(message: str, problem: str) -> None:
    answer = json.loads(answer_editor(message))
    assert answer["problem"] == problem
    assert answer["revision"] == (1 if '"revision": 1' in message else None)


def test_a_map_that_is_too_large_is_refused_with_the_limit() -> None:
    text = "claims:\n" + "".join(f"  c{number}: Claim {number}.\n" for number in range(5001))
    assert answered(revision=1, text=text)["problem"] == (
        "the map is too large: 5,001 claims, and the editor takes 5,000"
    )


def test_a_broken_text_cannot_be_saved() -> None:
    answer = answered(revision=1, text="claims: [", save_as="svg")
    assert answer["problem"] == "the text has errors; fix them before you save it as svg"


def test_a_text_reaches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "part.yaml").write_text("claims: {secret: A secret.}")
    (tmp_path / "pyproject.toml").write_text("[tool.argmap.check]\nignore = ['all']\n")
    monkeypatch.chdir(tmp_path)
    claims = "claims: {a: A holds., b: B holds.}"
    [finding] = answered(revision=1, text=f"include: [part.yaml]\n{claims}")["findings"]
    assert finding["code"] == "sandboxed"
    # Settings of the folder that argmap runs in are not those of the text.
    codes = {finding["code"] for finding in answered(revision=1, text=claims)["findings"]}
    assert "unsupported-claim" in codes


@pytest.mark.parametrize("case", written_or_soak(CORPUS))
def test_hostile_texts_are_answered(case: Case) -> None:
    first, *_ = files_of(case)
    name = first.name if first.name.isprintable() else "map.yaml"
    text = first.data.decode("utf-8", "replace")
    answer = answered(revision=1, text=text, name=name)
    assert ("problem" in answer) != ("findings" in answer)


def calls_of(message: str) -> int:
    """Return how many functions of Python are called for an answer."""
    number = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        answer_editor(message)
    finally:
        sys.setprofile(None)
    return number


def test_an_edit_takes_less_work_than_the_first_picture() -> None:
    answered(revision=1, text=MAP)  # what is imported then is not counted
    claims = "".join(f"  c{n}: Sentence {n} is broken into lines only once.\n" for n in range(60))
    first = calls_of(json.dumps({"revision": 2, "text": f"claims:\n{claims}"}))
    edited = calls_of(json.dumps({"revision": 3, "text": f"claims:\n{claims}  new: A claim.\n"}))
    assert edited < 0.6 * first


# --- the page ---


def page_with(*parts: Part) -> str:
    return format_editor_page(MAP, parts).decode()


def test_the_page_may_do_what_python_needs_and_nothing_else() -> None:
    for part, asks in (
        (Part("python", 3, base64="QUJD"), ""),
        (Part("python", 3, file="a.bin"), "; connect-src 'self'"),
    ):
        page = page_with(part)
        [policy] = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
        policy = re.sub(r"sha256-[^&]+", "…", policy).replace("&#39;", "'")
        assert policy == (
            "default-src 'none'; script-src '…' '…' 'wasm-unsafe-eval'; style-src '…';"
            f" worker-src blob:; base-uri 'none'; form-action 'none'{asks}"
        )


def test_its_scripts_are_what_the_policy_allows() -> None:
    page = page_with()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    [allowed] = re.findall(r"script-src (.*?);", page.replace("&#39;", "'"))
    digests = re.findall(r"'sha256-(.*?)'", allowed)
    assert [b64decode(digest) for digest in digests] == [
        sha256(script.encode()).digest() for script in scripts
    ]


def test_a_hostile_text_ends_no_element_of_the_page() -> None:
    text = 'title: "</script></textarea><script>alert(1)</script>"\nclaims: {a: "</script>"}\n'
    page = format_editor_page(text, []).decode()
    assert page.count("</script>") == page.count("<script")
    assert "alert(1)</script>" not in page


def test_no_other_page_grows_by_the_editor() -> None:
    page = argmap.render(argmap.loads(MAP), "page").decode()
    for name in EDITOR_SCRIPTS:
        if name.startswith("editor/"):
            text = (ROOT / "argmap" / "page" / name).read_text(encoding="utf-8")
            [*_, last] = [line for line in text.splitlines() if len(line) > 30]
            assert last.strip() not in page
    assert "createTextField" not in page
    assert "importScripts" in worker_program()


# --- the text field ---

EDITOR = ROOT / "argmap" / "page" / "editor"


def test_the_text_field_is_small_and_nothing_else_loads_it() -> None:
    script = (EDITOR / "text_field.min.js").read_bytes()
    assert len(gzip.compress(script)) <= 150_000
    assert b"http://" not in script.replace(b"http://www.w3.org/", b"")
    naming = []
    for path in (ROOT / "argmap").rglob("*.*"):
        if path.suffix in {".py", ".js", ".jinja"} and "text_field.min" in path.read_text("utf-8"):
            naming.append(path.relative_to(ROOT / "argmap").as_posix())
    assert naming == ["page/editor/editor_page.py"]


def test_the_text_field_is_what_its_source_makes(tmp_path: Path) -> None:
    modules = node_module("esbuild", "package.json").parents[1]
    node_module("@codemirror/view", "package.json")
    if shutil.which("node") is None:
        pytest.skip("needs Node.js on PATH")
    words = ["--node-modules", str(modules), "--output", str(tmp_path)]
    command = [sys.executable, str(ROOT / ".ci" / "site" / "build_text_field.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "must have version" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("text_field.min.js", "text_field.LICENSE.txt"):
        assert (tmp_path / name).read_bytes() == (EDITOR / name).read_bytes()


def test_versions_are_exact_and_come_from_any_registry() -> None:
    folder = ROOT / ".ci" / "site"
    wished = json.loads((folder / "package.json").read_bytes())["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_bytes())["packages"]
    for name, version in wished.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name
