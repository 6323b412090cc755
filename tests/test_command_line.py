"""How the command line helps the hand: help, near names, completion, the manual page."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from argmap.formats import readable_formats, writable_formats
from argmap.lint import DEFAULT_RULES
from tests.conftest import ROOT
from tests.run import argmap, argmap_started
from tests.tree import functions

MAP = (
    "sides: {late: Start at nine}\nsources: {study: A study}\n"
    "claims:\n  start: {text: School should start at nine., side: late, premises: [sleep]}\n"
    "  sleep: {text: Teenagers would sleep more., evidence: study}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAP)
    return tmp_path


def test_help_on_a_command_is_that_of_its_option() -> None:
    assert argmap("help") == argmap("--help")
    for command in ("check", "rename", "help"):
        assert argmap("help", command) == argmap(command, "--help")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("rendr", "there is no command `rendr`; type `argmap render FILE`"),
        ("help chekc", "there is no command `chekc`; type `argmap help check`"),
        (
            "render --them dark",
            "there is no option `--them` here; type `argmap render map.yaml --theme dark`",
        ),
        ("render --theme drak", "unknown theme `drak`: did you mean `dark`?"),
        ("render --paper slied", "unknown paper size `slied`: did you mean `slide`?"),
        ("rename", "missing argument 'OLD'; type `argmap rename OLD NEW [FILE]`"),
        (
            "outline map.yaml other.yaml",
            "`other.yaml` is one word too many; type `argmap convert map.yaml -o other.yaml`",
        ),
        ("rules wordign", "unknown rule or group `wordign`: did you mean `wording`?"),
    ],
)
def test_every_message_begins_alike_and_names_what_is_near(
    folder: Path, words: str, message: str
) -> None:
    if words.startswith("render -"):
        words += " map.yaml"
    assert argmap(*words.split(), cwd=folder) == (2, "", f"argmap: {message}\n")


def test_rules_of_a_group() -> None:
    whole = argmap("rules").out.splitlines()
    assert [line.split()[0] for line in argmap("rules", "sources").out.splitlines()] == [
        line.split()[0] for line in whole if line.split()[1] == "sources"
    ]


def test_an_outline_is_written_to_a_file_in_the_format_of_its_ending(folder: Path) -> None:
    result = argmap("outline", "map.yaml", "-o", "map.md", cwd=folder)
    assert result == (0, "", "wrote map.md\n")
    assert (folder / "map.md").read_text() == argmap(
        "outline", "map.yaml", "-f", "markdown", cwd=folder
    ).out
    (folder / "map.txt").write_text(MAP)
    assert argmap("outline", "map.txt", "--from", "yaml", "-o", "map.txt", cwd=folder).err == (
        "argmap: cannot write to map.txt, because it is the map itself; choose a different output file\n"
    )
    assert (folder / "map.txt").read_text() == MAP


def test_the_help_lists_every_format_that_an_option_takes() -> None:
    for command, formats in (
        ("render --from", readable_formats()),
        ("convert --format", writable_formats()),
    ):
        name, option = command.split()
        report = " ".join(argmap("help", name).out.split())
        help = report.partition(f"{option} FORMAT")[2].partition(" --")[0]
        assert [
            format.name
            for format in formats
            if format.name not in help.replace(",", "").replace(".", "").split()
        ] == []


def commands() -> dict[str, str]:
    """Return the commands, each with its module: functions with the name of their file, or whose help has an example."""
    found: dict[str, str] = {}
    for module, function in functions("argmap/cli/[!_]*.py"):
        is_named_as_file = module == f"argmap.cli.{function.name}"
        if is_named_as_file or "Example:" in (ast.get_docstring(function) or ""):
            found[function.name] = module
    # The command without a name, and those that the help hides.
    for name in ("argmap", "summary"):
        del found[name]
    return found


COMMANDS = commands()


def test_the_help_of_argmap_lists_all_commands_in_groups() -> None:
    groups = re.findall(r"^(\w[\w ]*):\n((?:  .*\n)+)", argmap("help").out, re.MULTILINE)
    listed = {name: re.findall(r"^  (\w+) ", rows, re.MULTILINE) for name, rows in groups}
    del listed["Options"]
    assert [*listed] == ["Write", "Show", "Check", "Judge", "In class", "Connect"]
    assert sorted(chain.from_iterable(listed.values())) == sorted(COMMANDS), (
        "each command needs a row in `GROUPS` in argmap/cli/app.py"
    )
    assert not any("..." in rows for _, rows in groups)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_shows_an_example_first_and_every_option_its_meaning(command: str) -> None:
    help = argmap(command, "--help").out
    assert help.index("Example:") < help.index("Options:")
    for option in ("-q, --quiet", "-v, --verbose", "--color / --no-color", "-h, --help"):
        assert option in help
    assert "<str>" not in help
    assert "<int" not in help


@pytest.mark.parametrize(
    "words",
    [
        "quiz map.yaml -o x.pdf",
        "diff map.yaml map.yaml -o x.docx",
        "grade map.yaml --key map.yaml -o x.pdf",
        "outline map.yaml -o x.svg",
        "worksheet map.yaml -o x.svg",
        "render map.yaml -o x.docx",
        "convert map.yaml -o x.xyz",
        "new x.docx",
    ],
)
def test_an_ending_that_a_command_does_not_write_is_refused(folder: Path, words: str) -> None:
    result = argmap(*words.split(), cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert not (folder / words.rsplit(maxsplit=1)[-1]).exists()


def test_quiet_prints_results_and_errors_alone(folder: Path) -> None:
    (folder / "list.md").write_text("- It is late.\n  - It is dark.\n")
    assert argmap("outline", "list.md", "-q", cwd=folder).err == ""
    assert argmap("render", "list.md", "--quiet", cwd=folder) == (0, "", "")
    assert "no such file" in argmap("outline", "none.md", "-q", cwd=folder).err


@pytest.mark.parametrize("command", ["rules", "schemes", "formats"])
def test_lists_of_what_argmap_has_are_printed_as_json(command: str) -> None:
    rows = json.loads(argmap(command, "-f", "json").out)
    assert len(rows) > 10
    assert all(isinstance(row, dict) for row in rows)


def completed(words: str, cwd: Path) -> list[str]:
    """Return what bash is offered after these words."""
    environment = {
        "_ARGMAP_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "argmap"], cwd=cwd, env=os.environ | environment, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("argmap ren", ["rename", "render"]),
        ("argmap render map.yaml --focus s", ["start", "sleep"]),
        ("argmap render map.yaml --side ", ["late"]),
        ("argmap rename ", []),
        ("argmap check --select unsupported-claim,unused-", ["unsupported-claim,unused-side", "unsupported-claim,unused-source", "unsupported-claim,unused-ignore"]),
        ("argmap rules sour", ["sources", "source-file-missing"]),
        ("argmap convert map.yaml --to argd", ["argdown"]),
        ("argmap outline map.yaml --from kia", ["kialo"]),
        ("argmap outline broken.yaml --focus ", []),
    ],
)  # fmt: skip
def test_completion_knows_the_file_at_hand(folder: Path, words: str, expected: list[str]) -> None:
    (folder / "broken.yaml").write_text("claims: [")
    assert completed(words, folder) == expected


def test_completion_of_a_rename_takes_the_default_file(folder: Path) -> None:
    (folder / "map.yaml").rename(folder / "arguments.yaml")
    assert completed("argmap rename s", folder) == ["start", "sleep", "study"]
    assert completed("argmap why sl", folder) == ["sleep"]


def test_completion_reads_the_file_in_the_format_that_is_named(folder: Path) -> None:
    (folder / "map.txt").write_text("[sleep]: Teenagers would sleep more.\n")
    assert completed("argmap render map.txt --from argdown --focus sl", folder) == ["sleep"]


@pytest.mark.skipif(os.name != "posix", reason="shells of POSIX")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_or_installed_for_a_shell(tmp_path: Path, shell: str) -> None:
    home, started_by = str(tmp_path), f"/bin/{shell}"
    printed = argmap_started("completion", HOME=home, SHELL=started_by).out
    assert f"_ARGMAP_COMPLETE=complete_{shell} " in printed
    installed = argmap_started("completion", "--install", HOME=home, SHELL=started_by)
    assert installed.err.startswith(f"wrote {tmp_path}")
    assert any(shell in path.name or "argmap" in path.name for path in tmp_path.rglob("*"))


def test_completion_needs_a_shell_that_it_knows() -> None:
    assert argmap_started("completion", "csh") == (
        2,
        "",
        "argmap: name your shell, for example `argmap completion bash`; choose from bash, zsh, fish, powershell, pwsh\n",
    )


LOADED = """
import json, re, sys, typer, yaml
before, patterns_before = set(sys.modules), len(re._cache)
from argmap.cli import run
run()
loaded = set(sys.modules) - before
modules = sorted(name for name in loaded if name.partition(".")[0] == "argmap")
packages = sorted({name.partition(".")[0] for name in loaded} - {"argmap", "typer"} - sys.stdlib_module_names)
print(json.dumps([modules, packages, len(re._cache) - patterns_before]), file=sys.stderr)
"""
"""Runs a command, and prints which modules and packages it needs besides typer and YAML, and how many patterns."""


@pytest.mark.parametrize(
    ("words", "most_modules", "most_patterns"),
    [
        ("--help", len({*COMMANDS.values()}) + 15, 6),
        ("outline docs/school.yaml", 73, 24),
        ("render docs/school.yaml -o -", 115, 55),
        ("evaluate docs/school.yaml", 68, 16),
        ("check docs/school.yaml", 100 + len(DEFAULT_RULES), 52),
    ],
)
def test_a_start_loads_what_its_command_needs(
    words: str, most_modules: int, most_patterns: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words.split()],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    modules, packages, patterns = json.loads(done.stderr.splitlines()[-1])
    what_to_do = (
        "do it in the function that needs it (see “Start-up” in CONTRIBUTING.md);"
        " if each start needs it, raise the number in this test"
    )
    assert packages == [], f"`argmap {words}` imports {packages}: {what_to_do}"
    assert len(modules) <= most_modules, (
        f"`argmap {words}` imports {len(modules)} modules of argmap, and may import {most_modules}:"
        f" {what_to_do}. These are {modules}"
    )
    assert patterns <= most_patterns, (
        f"`argmap {words}` compiles {patterns} patterns, and may compile {most_patterns}: {what_to_do}"
    )
