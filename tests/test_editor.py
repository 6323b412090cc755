"""The page of the editor: what it lets in, and the libraries in it."""

from __future__ import annotations

import filecmp
import gzip
import json
import re
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest

import argmap
from argmap.page import (
    EDITOR_SCRIPTS,
    SERVED_SCRIPTS,
    Part,
    format_editor_page,
    worker_program,
)
from tests.conftest import ROOT
from tests.tools import tool
from tests.tree import files

MAP = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, main: true, premises: [healthy], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey}
  rain: It will rain.
sources: {survey: {title: A survey}}
"""


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
            f" worker-src blob:; img-src blob:; base-uri 'none'; form-action 'none'{asks}"
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


@pytest.mark.parametrize("scripts", [EDITOR_SCRIPTS, SERVED_SCRIPTS])
def test_no_name_is_declared_by_two_scripts_of_a_page(scripts: tuple[str, ...]) -> None:
    names: dict[str, str] = {}
    for script in scripts:
        text = (ROOT / "argmap" / "page" / script).read_text(encoding="utf-8")
        declared = re.findall(r"(?m)^(?:async )?(?:function\*?|const|let|class) (\w+)", text)
        assert declared, script
        for name in declared:
            assert names.setdefault(name, script) == script, name


# --- the text field ---

EDITOR = ROOT / "argmap" / "page" / "editor"


def test_the_text_field_is_small_and_nothing_else_loads_it() -> None:
    script = (EDITOR / "text_field.min.js").read_bytes()
    assert len(gzip.compress(script)) <= 150_000
    assert b"http://" not in script.replace(b"http://www.w3.org/", b"")
    naming = []
    for path in files("argmap/**/*.*"):
        if path.suffix in {".py", ".js", ".jinja"} and "text_field.min" in path.read_text("utf-8"):
            naming.append(path.relative_to(ROOT / "argmap").as_posix())
    assert naming == ["page/editor/editor_page.py"]


@pytest.mark.tools
def test_the_text_field_is_what_its_source_makes(tmp_path: Path) -> None:
    tool("node")
    words = ["--node-modules", tool("npm"), "--output", str(tmp_path)]
    command = [sys.executable, str(ROOT / ".ci" / "site" / "build_text_field.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    # Compared by pytest, two long lines take minutes.
    names = ["text_field.min.js", "text_field.LICENSE.txt"]
    assert filecmp.cmpfiles(tmp_path, EDITOR, names, shallow=False) == (names, [], [])


def test_versions_are_exact_and_come_from_any_registry() -> None:
    folder = ROOT / ".ci" / "site"
    wished = json.loads((folder / "package.json").read_bytes())["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_bytes())["packages"]
    assert wished
    for name, version in wished.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name
