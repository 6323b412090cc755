"""The extension for VS Code: built, and driven in Node.js with the real language client and the real server.

The module `vscode` is a stand-in (`vscode_stub.cjs`), and all else is what runs in VS Code.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap import formats
from tests.browser import Tabs
from tests.conftest import ROOT
from tests.run import PATIENCE
from tests.tools import tool

pytestmark = pytest.mark.tools

SOURCES = ROOT / "editors/vscode"
MANIFEST: dict[str, Any] = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
CONTRIBUTES: dict[str, Any] = MANIFEST["contributes"]

NEEDED = {
    "esbuild": "bin/esbuild",
    "oxlint": "bin/oxlint",
    "typescript": "bin/tsc",
    "vscode-languageclient": "package.json",
    "@types/node": "index.d.ts",
    "@types/vscode": "index.d.ts",
}

MAP = """\
title: Should school start at nine?
claims:
  nine: {text: School should start at nine., main: true, premises: [sleep]}
  sleep: {text: Teenagers would sleep more., common_ground: true}
"""
BROKEN = MAP.replace("[sleep]", "[slep]")

SERVER = [sys.executable, "-m", "argmap"]

SCENARIO = """
const {{ commands, findings, goTo, messages, open, panel, save, set, start, stop, type, until }} = editor;
(async () => {{
  const seen = [];
  {actions}
  await stop();
  process.stdout.write(JSON.stringify(seen), () => process.exit()); // without waiting for a timer of the client
}})();
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the extension, in which it was built."""
    root = tmp_path_factory.mktemp("argmap")
    shutil.copy(ROOT / "LICENSE", root)
    folder = root / "editors" / "vscode"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules", "out"))
    (folder / "node_modules").symlink_to(tool("npm"))
    assert run_script(folder, "build") == ""
    return folder


def run_script(folder: Path, name: str) -> str:
    """Return what a script of `package.json` prints."""
    npm = Path(tool("node")).with_name("npm")
    done = subprocess.run(
        [npm, "run", "--silent", name], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


class Editor:
    """VS Code with the extension, in a folder with maps."""

    def __init__(self, extension: Path, folder: Path) -> None:
        self._extension = extension
        self._folder = folder

    def write(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8")

    def run(self, actions: str, command: list[str] = SERVER) -> list[Any]:
        """Return what a person has seen who did all this in JavaScript, with `editor` of the stand-in."""
        scenario = self._folder / "scenario.cjs"
        scenario.write_text(SCENARIO.format(actions=actions), encoding="utf-8")
        environment = {
            **os.environ,
            "ARGMAP_COMMAND": json.dumps(command),
            "ARGMAP_EXTENSION": str(self._extension),
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [tool("node"), "--require", ROOT / "tests/vscode_stub.cjs", scenario],
            cwd=self._folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert done.stderr[-500:] == ""
        seen: list[Any] = json.loads(done.stdout)
        return seen


@pytest.fixture
def editor(folder: Path, tmp_path: Path) -> Editor:
    return Editor(folder / MANIFEST["main"], tmp_path)


# --- what it is made of ---


def test_its_types_are_right(folder: Path) -> None:
    assert run_script(folder, "types") == ""


def test_a_linter_finds_nothing(folder: Path) -> None:
    assert "Found 0 warnings and 0 errors." in run_script(folder, "lint")


def test_it_contains_the_licenses_of_all_that_is_in_it(folder: Path) -> None:
    licenses = (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert licenses.startswith((ROOT / "LICENSE").read_text(encoding="utf-8"))
    assert re.findall(r"^This extension contains (.*)\.$", licenses, re.MULTILINE) == [
        "balanced-match", "brace-expansion", "minimatch", "semver", "vscode-jsonrpc", "vscode-languageclient",
        "vscode-languageserver-protocol", "vscode-languageserver-textdocument", "vscode-languageserver-types",
    ]  # fmt: skip


def test_its_version_is_that_of_argmap() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert MANIFEST["version"] == project["version"]


def test_it_asks_for_the_version_of_vs_code_that_its_types_are_of() -> None:
    asked = MANIFEST["engines"]["vscode"].removeprefix("^")
    assert MANIFEST["devDependencies"]["@types/vscode"] == f"~{asked}"


def test_all_files_that_it_names_are_there_and_are_packed(folder: Path) -> None:
    named = [MANIFEST["main"], "package.json", "README.md", "LICENSE.txt"]
    named += [each["configuration"] for each in CONTRIBUTES["languages"]]
    named += [each["path"] for each in CONTRIBUTES["grammars"]]
    packed = (folder / ".vscodeignore").read_text(encoding="utf-8").split()
    assert sorted(packed) == sorted(["**", *(f"!{name}" for name in named)])
    assert [name for name in named if not (folder / name).is_file()] == []


def test_it_reads_what_argmap_reads() -> None:
    [language] = CONTRIBUTES["languages"]
    readable = {ending for format in formats.readable_formats() for ending in format.read_endings}
    endings = [ending.removeprefix(".argmap") for ending in language["extensions"]]
    assert endings
    assert [ending for ending in endings if ending not in readable] == []


def test_its_source_and_its_manifest_name_the_same_settings_and_menus() -> None:
    source = (SOURCES / "src/extension.ts").read_text(encoding="utf-8")
    commands = [each["command"] for each in CONTRIBUTES["commands"]]
    settings = list(CONTRIBUTES["configuration"]["properties"])
    own = {"argmap.map", "argmap.page"}  # a kind of panel, and a command of the server
    read_by_client = {"argmap.trace.server"}
    assert (
        set(re.findall(r'"(argmap\.\w+)"', source)) == {*commands, *settings, *own} - read_by_client
    )
    [menu] = CONTRIBUTES["menus"].values()
    assert [entry["command"] for entry in menu if entry["command"] not in commands] == []


# --- what it does ---


def test_commands_are_those_of_the_manifest_and_of_the_server(editor: Editor) -> None:
    editor.write("map.argmap.yaml", MAP)
    before, after = editor.run("""
      start();
      seen.push([...commands.keys()]);
      open("map.argmap.yaml", "argmap");
      await until(() => commands.has("argmap.page"));
      seen.push([...commands.keys()]);
    """)
    assert before == [each["command"] for each in CONTRIBUTES["commands"]]
    assert after == [*before, "argmap.page"]


def test_findings_follow_the_text(editor: Editor) -> None:
    editor.write("map.yaml", BROKEN)
    assert editor.run("""
      open("map.yaml", "yaml");
      start();
      await until(() => findings("map.yaml"));
      seen.push(findings("map.yaml"));
      type("slep", "sleep");
      await until(() => `${findings("map.yaml")}`.includes("info"));
      seen.push(findings("map.yaml"));
    """) == [["3 error unknown-claim"], ["3 info one-sided"]]


def test_files_that_are_no_maps_start_nothing(editor: Editor) -> None:
    editor.write("compose.yaml", "services:\n  app: {image: app}\n")
    editor.write("notes.md", "# Notes\n")
    editor.write("notes.txt", "- A note\n")
    nothing = ["no-such-program"]
    assert (
        editor.run(
            """
      start();
      open("compose.yaml", "yaml");
      open("notes.md", "markdown");
      open("notes.txt", "plaintext");
      await new Promise(setImmediate);
      seen.push(...messages);
    """,
            nothing,
        )
        == []
    )


def test_a_server_that_does_not_start_is_reported_and_can_be_named(editor: Editor) -> None:
    editor.write("map.yaml", MAP)
    ready = f'set("argmap.command", {json.dumps(SERVER)});'
    assert editor.run(
        """
      open("map.yaml", "yaml");
      start();
      await until(() => messages.length);
      open("map.yaml", "yaml");
    """
        + ready
        + """
      await until(() => findings("map.yaml"));
      seen.push(messages, findings("map.yaml"));
    """,
        ["no-such-program"],
    ) == [
        [
            "`no-such-program lsp` didn't start. Install argmap with the extra `lsp`, "
            "or change the setting `argmap.command`."
        ],
        ["3 info one-sided"],
    ]


# --- the map beside the text ---


def without_frame(page: str) -> str:
    """Return a page without what the extension adds, as argmap writes it."""
    head = "<head>\n"
    start = page.index(head) + len(head)
    return page[:start] + page[page.index('<meta charset="utf-8">') :]


def test_the_map_is_the_page_of_argmap_with_its_policy(editor: Editor) -> None:
    editor.write("map.yaml", MAP)
    page, options = editor.run("""
      open("map.yaml", "yaml");
      start();
      commands.get("argmap.showMap")();
      await until(() => panel("map.yaml").webview.html.includes("<title>Should school"));
      seen.push(panel("map.yaml").webview.html, panel("map.yaml").options);
    """)
    assert without_frame(page) == argmap.render(argmap.loads(MAP), "page").decode()
    assert options == {"enableScripts": True, "localResourceRoots": []}
    # A script runs if it comes before the policy, or if the policy names it. Nothing is loaded.
    policy = r"""content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'">"""
    before, after = re.split(policy, page.replace("&#39;", "'"))
    assert "Should school start at nine?" in after
    assert "school" not in before.lower()


def test_the_map_follows_the_text_and_stays_while_there_are_errors(editor: Editor) -> None:
    editor.write("map.yaml", BROKEN)
    changes = """
      open("map.yaml", "yaml");
      start();
      commands.get("argmap.showMap")();
      const { webview, ...shown } = panel("map.yaml");
      const title = () => panel("map.yaml").title;
      const heading = () => /<h1>(.*)<.h1>/.exec(webview.html)?.[1] ?? /<p>(.*)<.p>/.exec(webview.html)[1];
      const see = async isSo => { await until(isSo); seen.push([title(), heading()]); };
      await see(() => title() !== "map.yaml");
      type("[slep]", "[sleep]");
      await see(() => title() === "map.yaml");
      type("nine?", "nine, or at ten?");
      await see(() => heading().includes("ten"));
      type("[sleep]", "[slip]");
      await see(() => title() !== "map.yaml");
    """
    assert editor.run(changes) == [
        ["map.yaml (not up to date)", "There is no map to show yet. If the map has errors, the Problems view lists them."],
        ["map.yaml", "Should school start at nine?"],
        ["map.yaml", "Should school start at nine, or at ten?"],
        ["map.yaml (not up to date)", "Should school start at nine, or at ten?"],
    ]  # fmt: skip


def test_of_several_maps_in_a_file_the_one_around_the_cursor_is_shown(editor: Editor) -> None:
    editor.write(
        "notes.md",
        "```argmap\ntitle: One\nclaims: {a: A.}\n```\n\n```argmap\ntitle: Two\nclaims: {b: B.}\n```\n",
    )
    assert editor.run("""
      open("notes.md", "markdown");
      start();
      commands.get("argmap.showMap")();
      const { webview } = panel("notes.md");
      const heading = () => /<h1>(.*)<.h1>/.exec(webview.html)?.[1];
      await until(heading);
      seen.push(heading());
      goTo(8);
      await until(() => heading() !== "One");
      seen.push(heading());
    """) == ["One", "Two"]


def test_a_map_that_nobody_sees_is_drawn_when_it_is_seen_again(editor: Editor) -> None:
    editor.write("map.yaml", MAP)
    assert editor.run("""
      open("map.yaml", "yaml");
      start();
      await commands.get("argmap.showMap")();
      const map = panel("map.yaml");
      const heading = () => /<h1>(.*)<.h1>/.exec(map.webview.html)[1];
      map.turn(false);
      type("nine?", "ten?");
      type("[sleep]", "[slip]");
      await until(() => `${findings("map.yaml")}`.includes("error"));
      type("[slip]", "[sleep]");
      await until(() => `${findings("map.yaml")}`.includes("info"));
      seen.push(heading());
      map.turn(true);
      await until(() => heading().includes("ten"));
      seen.push(heading());
    """) == ["Should school start at nine?", "Should school start at ten?"]


def test_the_map_follows_a_part_that_another_program_saves(editor: Editor) -> None:
    editor.write("part.yaml", "claims: {sleep: Teenagers sleep too little.}\n")
    editor.write("map.yaml", f"include: part.yaml\n{MAP[: MAP.index('  sleep:')]}")
    assert editor.run("""
      open("map.yaml", "yaml");
      start();
      await commands.get("argmap.showMap")();
      const hasText = text => panel("map.yaml").webview.html.includes(text);
      seen.push(hasText("too little"), hasText("at night"));
      save("part.yaml", "claims: {sleep: Teenagers sleep at night.}\\n");
      await until(() => hasText("at night"));
      seen.push(hasText("too little"));
    """) == [True, False, False]


def test_a_map_that_was_closed_can_be_shown_again(editor: Editor) -> None:
    editor.write("map.yaml", MAP)
    assert editor.run("""
      open("map.yaml", "yaml");
      start();
      const show = commands.get("argmap.showMap");
      await show();
      const first = panel("map.yaml");
      await show();
      seen.push(panel("map.yaml") === first);
      first.close();
      await show();
      seen.push(panel("map.yaml") === first, panel("map.yaml").webview.html === first.webview.html);
    """) == [True, False, True]


STAND_IN = """
const kept = [];
window.acquireVsCodeApi = () => ({ getState: () => kept.at(-1), setState: state => kept.push(state) });
"""


def test_in_a_browser_the_page_has_the_colors_of_the_theme_and_keeps_what_was_chosen(
    editor: Editor, tabs: Tabs, tmp_path: Path
) -> None:
    editor.write("map.yaml", MAP)
    [page] = editor.run("""
      open("map.yaml", "yaml");
      start();
      await commands.get("argmap.showMap")();
      seen.push(panel("map.yaml").webview.html);
    """)
    file = tmp_path / "page.html"
    # As VS Code does, before anything of the page.
    file.write_text(page.replace("<head>", f"<head><script>{STAND_IN}</script>"), encoding="utf-8")
    with tabs.tab(width=500) as tab:
        problems: list[str] = []
        tab.on("console", lambda message: problems.append(message.text))
        tab.goto(file.as_uri())
        assert tab.url.endswith("page.html#mode=map")
        assert tab.locator("#start").is_hidden()
        tab.click("#what-if")
        assert tab.evaluate("kept.at(-1)") == "#at=nine&verdicts=yes&mode=map"
        assert problems == []
        dark, light = "rgb(21, 24, 29)", "rgb(255, 255, 255)"
        for theme, color in [
            ("vscode-dark", dark),
            ("vscode-light", light),
            ("vscode-high-contrast", dark),
            ("vscode-high-contrast vscode-high-contrast-light", light),
        ]:
            tab.evaluate("theme => { document.body.className = theme; }", theme)
            assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == color
