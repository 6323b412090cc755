"""`argmap mcp`: what an assistant can ask, and what it reads in answer.

`cases/assistants.txt` has calls of tools with whole answers. The protocol is spoken by the client
of the package `mcp`, with a server in a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import jsonschema
import mcp_types as protocol
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import ClientSession, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

import argmap
from argmap import ArgmapError, ArgumentMap, Claim, Inference, Source, loads
from argmap.integrations import (
    PAGES,
    PROMPTS,
    ServedFolder,
    ToolAnswer,
    fill_in,
    read,
    tools_for,
    use_tool,
)
from argmap.model import fields_of
from tests.case import Case, all_cases, cases
from tests.conftest import ROOT, mostly_soak
from tests.hostile_case import FOLDER as HOSTILE
from tests.hostile_case import files_of
from tests.office_files import docx
from tests.run import LAUNCHER, PATIENCE
from tests.run import argmap as run
from tests.tree import files, functions, signature

pytestmark = pytest.mark.tools

POOL = """\
title: The pool
claims:
  pool:
    text: The town should build a pool.
    main: true
    premises: [health, [jobs, need]]
    rebuttals: [cost]
  health: {text: Swimming keeps people healthy., rebuttals: [The lake is free.]}
  jobs: A pool creates jobs.
  need: The town needs jobs.
  cost: {text: A pool costs money., common_ground: true}
"""
SIDES = """\
# The pool

## For the pool

- The town should build a pool.
  - Swimming keeps people healthy.

## Against it

- The town should not build a pool.
  - A pool costs money.
    - But: The county pays for it.
"""
MISSPELLED = """\
claims:
  pool: {text: The town should build a pool., premises: [healht], rebutals: [cost]}
  health: Swimming keeps people healthy.
  cost: A pool costs money.
"""
GRAMMAR = PAGES["argmap://grammar"].text("")
FENCES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", GRAMMAR, flags=re.MULTILINE | re.DOTALL))
"""What the page on the grammar shows, by format: a text, and the map of it."""
FILES = {
    "pool.yaml": POOL,
    "misspelled.yaml": MISSPELLED,
    "bridge.yaml": FENCES["yaml"],
    "bridge.txt": FENCES["text"],
    "list.md": FENCES["markdown"],
    "sides.md": SIDES,
}
ALONE = ServedFolder()
PAGE = "docs/guides/assistants.md"
HOSTILE_FILES = [path.name for path in files("tests/hostile/*.txt")]


def served_in(folder: Path, *, may_write: bool = False) -> ServedFolder:
    """Return a folder that is served, with a few files."""
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return ServedFolder(str(folder), may_write)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServedFolder:
    """Return a folder that is served and may be written to; tools work in it."""
    (tmp_path / "served").mkdir()
    monkeypatch.chdir(tmp_path / "served")
    return served_in(tmp_path / "served", may_write=True)


def contents(folder: ServedFolder) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in Path(folder.root).rglob("*.*") if path.is_file()
    }


def use(tool: str, folder: ServedFolder = ALONE, **arguments: object) -> ToolAnswer:
    """Return what a tool answers, which is as it says."""
    answer = use_tool(tool, arguments, folder)
    jsonschema.validate(answer.content, tools_for(folder)[tool].output_schema)
    return answer


def problem_of(tool: str, folder: ServedFolder = ALONE, **arguments: object) -> object:
    """Return why a tool gives no answer."""
    answer = use(tool, folder, **arguments)
    assert answer.is_refused
    return answer.content["problem"]


# --- tools ---


@pytest.mark.parametrize("case", cases("assistants.txt"))
def test_an_answer(case: Case, folder: ServedFolder, settle: Callable[[Case, str], None]) -> None:
    tool, _, arguments = case.text.partition(" ")
    answer = use(tool, folder, **json.loads(arguments))
    settle(case, json.dumps(answer.content, indent=1, ensure_ascii=False))


def test_every_tool_is_in_the_table_the_cases_and_the_guide() -> None:
    written = {
        f"{module}.{function.name}"
        for module, function in functions("argmap/integrations/assistants/*.py")
        if signature(function) == (["ToolCall"], "ToolAnswer")
    }
    tools = tools_for(ServedFolder(".", may_write=True))
    in_table = [tool.function for tool in tools.values()]
    assert written == {f"{each.__module__}.{each.__name__}" for each in in_table}, (
        "describe each tool in argmap/integrations/assistants/tool_table.py"
    )
    in_cases = {case.text.partition(" ")[0] for case in all_cases("assistants.txt")}
    assert set(tools) - in_cases == set(), "add calls to tests/cases/assistants.txt"
    guide = (ROOT / PAGE).read_text(encoding="utf-8")
    rows = guide.partition("| tool |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)
    assert sorted(listed) == sorted(tools), f"add a row to the table of tools in {PAGE}"


def test_a_map_needs_no_file() -> None:
    assert (
        use("check", text=POOL).content["summary"]
        == "6 claims (4 unsupported); 2 reasons, 2 objections; 6 warnings, 1 note"
    )
    fixed = use("fix", text=MISSPELLED).content["text"]
    assert fixed == MISSPELLED.replace("healht", "health").replace("rebutals", "rebuttals")
    citing = "bibliography: refs.bib\nclaims: {a: {txt: It is so., evidence: lee2019 p. 1}}"
    assert (
        use("fix", text=citing).content["left"]
        == "1 claim (none unsupported); no inferences; 1 note"
    )


def said(answer: ToolAnswer, key: str) -> str:
    """Return a text in an answer."""
    text = answer.content[key]
    assert isinstance(text, str)
    return text


def test_a_fence_around_a_text_is_no_part_of_it() -> None:
    for language in ("", "yaml", "yml"):
        assert use("evaluate", text=f"```{language}\n{POOL}```\n") == use("evaluate", text=POOL)
    [finding, _] = _findings(use("check", text=f"```yaml\n{MISSPELLED}```"))
    assert finding["line"] == 3


def rules_found(answer: ToolAnswer) -> set[str]:
    found = answer.content["findings"]
    assert isinstance(found, list)
    return {finding["rule"] for finding in found}


def test_quotations_are_looked_up_in_what_comes_with_a_text() -> None:
    text = FENCES["yaml"].replace("9,000 cars", "8,000 cars")
    assert "quote-not-found" not in rules_found(use("check", text=text))
    altered = use("check", text=text, sources={"report": FENCES["text"]})
    assert "quote-not-found" in rules_found(altered)
    grounded = use("check", text=text, grounded=True)
    assert said(grounded, "grounded") == "0 of 4 claims with a true quotation; 1 more implicit"
    assert said(grounded, "next") == "pass the texts of these under `sources`: report"
    assert problem_of("check", text=text, sources={"raport": ""}) == (
        "unknown source `raport`: did you mean `report`?"
    )
    assert problem_of("check", text=text, sources={"report": "bridge.txt"}) == (
        "`sources` takes texts, and `bridge.txt` looks like a path; set it as the `file` of"
        " `report` in the map, or pass the text"
    )


def test_a_source_that_cannot_be_read_is_an_error(folder: ServedFolder) -> None:
    text = FENCES["yaml"].replace("bridge.txt", "brigde.txt")
    assert "source-file-missing" in rules_found(use("check", folder, text=text))
    assert problem_of("find_quotation", folder, file="brigde.txt", quote="It is so.") == (
        "unknown file `brigde.txt`: did you mean `bridge.txt`?"
    )
    Path("bytes.txt").write_bytes(bytes(range(256)))
    problem = problem_of("find_quotation", folder, file="bytes.txt", quote="It is so.")
    assert str(problem).startswith("`bytes.txt` is not a text file (")
    Path("empty").mkdir()
    assert problem_of("check", folder, file="empty") == "`empty` is a folder; it has no maps"


@pytest.mark.parametrize(
    ("quote", "next"),
    [
        ("…", "`quote` has no words to look for: give the words"),
        ("in May, she counted", "quote the passage as it is, or mark your own letter: `[i]n May, she counted`"),
        ("three out of four … The council should", "quote one of the passages, or more words of each, so that it is clear which is meant"),
    ],
)  # fmt: skip
def test_a_false_quotation_is_answered_with_what_to_do(quote: str, next: str) -> None:
    assert said(use("find_quotation", quote=quote, text=FENCES["text"]), "next") == next


def test_quotations_are_looked_up_in_the_folder(folder: ServedFolder) -> None:
    for arguments in ({"file": "altered.yaml"}, {"text": FENCES["yaml"].replace("9,000", "8,000")}):
        Path("altered.yaml").write_text(FENCES["yaml"].replace("9,000", "8,000"))
        assert "quote-not-found" in rules_found(use("check", folder, **arguments))


def test_a_source_can_be_a_document(folder: ServedFolder) -> None:
    Path("bridge.docx").write_bytes(docx(f"<w:p><w:r><w:t>{FENCES['text']}</w:t></w:r></w:p>"))
    found = use("find_quotation", folder, file="bridge.docx", quote="9,000 cars")
    assert found.content["found"]
    for count, rules in (("9,000", set()), ("8,000", {"quote-not-found"})):
        text = FENCES["yaml"].replace("bridge.txt", "bridge.docx").replace("9,000", count)
        checked = use("check", folder, text=text, rules=["quote-not-found"])
        assert rules_found(checked) == rules


def test_a_text_reads_no_file_unless_a_folder_is_served(folder: ServedFolder) -> None:
    Path("part.yaml").write_text("claims: {a: It is so.}")
    text = "include: [part.yaml]\nclaims: {b: {text: It is not so., rebuttals: [a]}}"
    [finding] = _findings(use("check", text=text))
    assert (finding["rule"], finding["message"]) == (
        "sandboxed",
        "argmap does not read `part.yaml` in a sandbox",
    )
    assert finding["help"].startswith("put the whole map into one text")
    assert said(use("check", folder, text=text), "summary").startswith("2 claims")
    assert problem_of("find_quotation", quote="It is so.", text="") == (
        "give the source: its text as `text`"
    )
    assert "file" not in tools_for(ALONE)["check"].parameters


def _findings(answer: ToolAnswer) -> list[dict[str, Any]]:
    found = answer.content["findings"]
    assert isinstance(found, list)
    return found


def test_long_answers_say_what_is_left_out_or_how_to_ask_for_less() -> None:
    text = "claims:\n" + "".join(f"  c{n}: Claim {n} {'is so ' * 20}.\n" for n in range(500))
    answer = use("check", text=text)
    assert (len(_findings(answer)), answer.content["left_out"]) == (40, 963)
    claims = use("evaluate", text=text).content
    assert isinstance(claims["claims"], dict)
    assert (len(claims["claims"]), claims["left_out"]) == (200, 300)
    assert problem_of("outline", text=text) == (
        "this outline has 74,782 characters, which is too long for an answer; ask for a part of"
        " the map with `side`, or with `focus` and `depth`"
    )


def test_a_text_that_is_too_long_is_refused() -> None:
    assert problem_of("check", text="x" * 5_000_001) == (
        "`text` has 5,000,001 characters, and this server takes at most 5,000,000; split the text"
    )


@pytest.mark.parametrize("file", mostly_soak(HOSTILE_FILES, "hostile_ids.txt"))
def test_no_text_makes_a_tool_fail(file: str) -> None:
    for case in all_cases(f"{HOSTILE}/{file}"):
        for hostile in files_of(case):
            text = hostile.data.decode("utf-8", "surrogateescape")
            use("fix", text=text or " ", unsafe=True)
            use("evaluate", text=text or " ")
            use("find_quotation", text=text or " ", quote=text[:100] or " ")


# --- files ---


def test_the_settings_in_the_folder_apply(folder: ServedFolder) -> None:
    Path("pyproject.toml").write_text('[tool.argmap]\nselect = ["unanswered-rebuttal"]\n')
    assert rules_found(use("check", folder, file="pool.yaml")) == {"unanswered-rebuttal"}
    asked = use("check", folder, file="pool.yaml", rules=["unsupported-claim"])
    assert rules_found(asked) == {"unsupported-claim"}
    Path("pyproject.toml").write_text("[tool.argmap]\nselect = 5\n")
    assert str(problem_of("check", folder, file="pool.yaml")).startswith("pyproject.toml: in [tool")


def test_nothing_outside_the_folder_is_read(folder: ServedFolder, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("claims: {a: It is secret.}")
    (tmp_path / "secret.txt").write_text("It is secret.")
    (tmp_path / "pyproject.toml").write_text("not TOML, and not to be read")
    Path("link.yaml").symlink_to(tmp_path / "secret.yaml")
    Path("link").symlink_to(tmp_path)
    Path("circle.yaml").symlink_to("circle.yaml")
    Path("link.txt").symlink_to(tmp_path / "secret.txt")
    Path("pyproject.toml").symlink_to(tmp_path / "pyproject.toml")
    outside = "is outside the folder that this server serves"
    for file in ("link.yaml", "link/secret.yaml", "x/../../secret.yaml", str(tmp_path)):
        assert outside in str(problem_of("outline", folder, file=file))
        assert outside in str(problem_of("find_quotation", folder, file=file, quote="secret"))
    assert "is not a path" in str(problem_of("outline", folder, file="circle.yaml"))
    assert "is not a path" in str(problem_of("outline", folder, file="a" * 5_000))
    including = "include: [link.yaml]\nclaims: {b: It is not so.}"
    assert rules_found(use("check", folder, text=including)) == {"outside-folder"}
    quoting = (
        "sources: {s: {title: Secrets, file: link.txt}}\n"
        "claims: {a: {text: It is secret., evidence: s p. 1, quote: It is not}}"
    )
    assert "quote-not-found" not in rules_found(use("check", folder, text=quoting))
    assert "secret" not in str(use("render", folder, text=quoting, output="page.html").content)
    assert "It is secret.\n" not in Path("page.html").read_text()
    assert use("check", folder, file=str(Path.cwd() / "pool.yaml")).content["findings"]


def test_nothing_hidden_and_no_file_of_another_kind_is_read_or_written(
    folder: ServedFolder,
) -> None:
    content = "token = ghp_secret\n"
    for name in (".env", ".env.yaml", ".git/config", ".git/notes.txt", "id_rsa", "keys.pem"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content)
    Path("open.yaml").symlink_to(".env.yaml")
    Path("in").symlink_to(".git")
    Path("there").mkdir()
    hidden = "is hidden: a part of its path begins with a dot"
    for file in (".env", ".env.yaml", ".git", ".git/config", "there/../.git/notes.txt", "open.yaml",
                 "in/notes.txt", ".git/../pool.yaml", str(Path.cwd() / ".env")):  # fmt: skip
        for answer in (
            use("outline", folder, file=file),
            use("find_quotation", folder, file=file, quote="token"),
            use("render", folder, file="pool.yaml", output=f"{file}/x.svg"),
        ):
            assert hidden in said(answer, "problem"), file
    other = "is not a file of a format that argmap reads; "
    for file in ("id_rsa", "keys.pem", "there/none"):
        assert other in str(problem_of("outline", folder, file=file))
        assert other in str(problem_of("find_quotation", folder, file=file, quote="token"))
        with pytest.raises(ArgmapError, match=other):
            fill_in("draft_map", {"article": file}, folder)
    for file in (".env", "id_rsa", "open.yaml", "in/notes.txt"):
        for text in (
            f"include: [{file}]\nclaims: {{a: It is so.}}",
            f"bibliography: {file}\nclaims: {{a: {{text: It is so., evidence: lee2019}}}}",
            f"sources: {{s: {{file: {file}}}}}\n"
            "claims: {a: {text: It is so., evidence: s, quote: token = ghp}}",
        ):
            checked = use("check", folder, text=text)
            assert not is_clean(checked), (file, text)
            assert "secret" not in json.dumps(checked.content), (file, text)
    assert not Path(".git/x.svg").exists()


def is_clean(answer: ToolAnswer) -> bool:
    """Return whether a check finds no errors."""
    return not answer.is_refused and "error" not in {each["severity"] for each in _findings(answer)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_no_pipe_and_no_device_is_read_or_written(folder: ServedFolder) -> None:
    os.mkfifo("pipe.yaml")
    os.mkfifo("pipe.svg")
    assert problem_of("check", folder, file="pipe.yaml") == "`pipe.yaml` is not a regular file"
    written = problem_of("render", folder, file="pool.yaml", output="pipe.svg")
    assert written == "`pipe.svg` is not a regular file"
    zero = problem_of("check", ServedFolder("/dev"), file="zero")
    assert zero == "`zero` is not a regular file"


def test_fixes_are_written_if_that_is_asked_for(folder: ServedFolder) -> None:
    answer = use("fix", folder, file="misspelled.yaml", write=True)
    assert answer.content["written"] == ["misspelled.yaml"]
    assert Path("misspelled.yaml").read_text() == use("fix", text=MISSPELLED).content["text"]
    assert problem_of("fix", folder, text=MISSPELLED, write=True) == (
        "`write` changes a file, so name the map by `file`"
    )


def test_pictures_are_written_if_that_is_asked_for(folder: ServedFolder, tmp_path: Path) -> None:
    answer = use("render", folder, file="pool.yaml", output="pictures/pool.svg")
    assert (answer.content["written"], answer.png) == ("pictures/pool.svg", b"")
    assert Path("pictures/pool.svg").read_bytes() == argmap.render(loads(POOL), "svg")
    Path("out").symlink_to(tmp_path)
    problems = {
        "../pool.svg": "is outside the folder",
        "out/pool.svg": "is outside the folder",
        "pool.yaml": "must end in one of .svg, .png",
        "pool": "must end in one of .svg, .png",
    }
    for output, problem in problems.items():
        assert problem in str(problem_of("render", folder, file="pool.yaml", output=output))
    Path("list.html").write_text("<ul><li>It is so.<ul><li>But: It is not so.</li></ul></li></ul>")
    assert problem_of("render", folder, file="list.html", output="list.html") == (
        "`list.html` is there already, and argmap did not make it; choose another file"
    )
    assert problem_of("render", folder, file="pool.yaml", output="a.svg", picture="png") == (
        "`a.svg` is not the name of a file in the format `png`"
    )


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf", ".html", ".dot", ".mmd"])
def test_only_what_argmap_made_is_replaced(folder: ServedFolder, ending: str) -> None:
    name = f"pool{ending}"
    own = Path("pictures", name)
    for file in ("pool.yaml", "bridge.yaml"):
        assert use("render", folder, file=file, output=str(own)).content["written"] == str(own)
    assert own.read_bytes() != b""
    Path(name).write_text("Made by hand, and quoting // Made by argmap")
    assert problem_of("render", folder, file="pool.yaml", output=name) == (
        f"`{name}` is there already, and argmap did not make it; choose another file"
    )
    assert Path(name).read_text().startswith("Made by hand")


def test_a_new_map_is_saved_and_no_file_replaced(folder: ServedFolder) -> None:
    saved = use("save_map", folder, file="new/pool.yaml", text=f"```yaml\n{POOL}```\n")
    assert Path("new/pool.yaml").read_text() == POOL
    assert saved.content["written"] == ["new/pool.yaml"]
    before = contents(folder)
    problems = {
        "pool.yaml": "pool.yaml already exists, so argmap did not change it",
        "../pool.yaml": "is outside the folder",
        ".git/pool.yaml": "is hidden",
        "pool.py": "must end in one of .yaml",
    }
    for file, problem in problems.items():
        assert problem in str(problem_of("save_map", folder, file=file, text=POOL))
    assert "has errors" in str(problem_of("save_map", folder, file="x.yaml", text=MISSPELLED))
    assert contents(folder) == before
    assert "save_map" not in tools_for(ServedFolder(folder.root))


def test_an_operation_changes_a_text_or_a_file(folder: ServedFolder) -> None:
    adding: dict[str, Any] = {
        "operation": "add_reason",
        "arguments": {"claim": "Swimming keeps", "text": "It is so."},
    }
    in_text = said(use("edit", text=POOL, **adding), "text")
    assert "It is so." in {claim.text for claim in loads(in_text).claims.values()}
    shown = use("edit", folder, file="pool.yaml", **adding)
    assert (set(shown.content), Path("pool.yaml").read_text()) == ({"focus", "diff", "next"}, POOL)
    written = use("edit", folder, file="pool.yaml", write=True, **adding)
    assert written.content["written"] == ["pool.yaml"]
    assert Path("pool.yaml").read_text() == in_text
    for name in ("revision", "fix", "with_comments", "operation", "map"):
        refused = problem_of("edit", text=POOL, operation="set_title", arguments={name: "x"})
        assert str(refused).startswith(f"`set_title` has no argument `{name}`")
    assert problem_of("edit", ServedFolder(folder.root), file="list.md", write=True, **adding) == (
        "the argument `write` of `edit` needs `--write`: start the server with `argmap mcp --root DIR --write`"
    )


@pytest.mark.parametrize(
    ("operation", "arguments", "line"),
    [
        (
            "add_undercutter",
            {"inference": "1.1", "text": "It takes years."},
            "\n    - Against this inference: It takes years.\n",
        ),
        ("rename", {"old": "2.1.1", "new": "county"}, "in a list, argmap makes ids from the words"),
        ("add_claim", {"text": "It is fun.", "side": "x"}, "unknown side `x`; choose from"),
        (
            "add_reason",
            {"claim": "1", "text": "It is fun.", "position": 9},
            "`position` must be at most 1, not 9",
        ),
        (
            "set_main",
            {"claim": "1", "value": "x"},
            "the argument `value` of `set_main` must be true",
        ),
        ("unlink", {"inference": "2"}, "“The town should not build a pool.” is not a premise"),
    ],
)
def test_an_operation_takes_names_of_claims_and_inferences(
    operation: str, arguments: dict[str, object], line: str
) -> None:
    answer = use("edit", text=SIDES, operation=operation, arguments=arguments).content
    assert line in str(answer.get("problem", answer.get("text", ""))), answer


@pytest.mark.parametrize(
    ("tool", "arguments", "problem"),
    [
        (
            "evaluate",
            {"file": "pool.yaml"},
            "the argument `file` of `evaluate` needs `--root`: start the server with `argmap mcp --root DIR`",
        ),
        (
            "evaluate",
            {"text": POOL, "colour": "x"},
            "`evaluate` has no argument `colour`; choose from text, accept, reject, strict, stated_only",
        ),
        ("why", {"text": POOL, "claim": ""}, "name a claim by its id, its number in the outline"),
        (
            "find_quotation",
            {"quote": "a", "file": "x"},
            "the argument `file` of `find_quotation` needs",
        ),
    ],
)
def test_a_call_that_cannot_be_answered_says_what_would_work(
    tool: str, arguments: dict[str, Any], problem: str
) -> None:
    assert str(problem_of(tool, **arguments)).startswith(problem)


def test_choices_are_taken_in_any_case() -> None:
    outlines = [use("outline", text=POOL, style=style) for style in ("Markdown", "markdown")]
    assert outlines[0] == outlines[1]


def test_files_that_would_be_refused_are_not_offered(folder: ServedFolder, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("- A secret.\n")
    Path("link.md").symlink_to(tmp_path / "outside.md")
    assert "link.md" not in str(problem_of("check", folder))
    assert problem_of("check", folder, file="pool.yalm") == (
        "`pool.yalm` is not a file of a format that argmap reads; did you mean `pool.yaml`?"
    )


def test_a_picture_that_is_drawn_again_is_reported(folder: ServedFolder) -> None:
    first = use("render", folder, file="pool.yaml", output="p.svg").content
    again = use("render", folder, file="pool.yaml", output="p.svg").content
    assert (first["written"], "replaced" in first, again["replaced"]) == ("p.svg", False, True)


def test_nothing_is_written_without_leave(folder: ServedFolder) -> None:
    only_reading = ServedFolder(folder.root)
    before = contents(folder)
    fixed = use("fix", only_reading, file="misspelled.yaml", write=True)
    assert said(fixed, "problem").startswith("the argument `write` of `fix` needs `--write`")
    drawn = use("render", only_reading, file="pool.yaml", output="x.svg")
    assert said(drawn, "problem").startswith("the argument `output` of `render` needs `--write`")
    diff = use("fix", only_reading, file="misspelled.yaml")
    assert "healht" in str(diff.content["diff"])
    assert (
        diff.content["next"]
        == "nothing is written; make these changes in the file, or ask its owner to"
    )
    assert contents(folder) == before
    for name, tool in tools_for(only_reading).items():
        assert not tool.writes, name


# --- pages and prompts ---


def test_the_example_in_the_grammar_is_a_map_that_argmap_finds_little_wrong_with() -> None:
    answer = use("check", text=FENCES["yaml"], sources={"report": FENCES["text"]}, grounded=True)
    # As the page says: the text does not support these.
    assert rules_found(answer) == {
        "evidence-is-attribution",
        "rests-on-unsupported",
        "unsupported-claim",
    }
    unsupported = [each for each in _findings(answer) if each["rule"] == "unsupported-claim"]
    assert [each["message"].split("`")[1] for each in unsupported] == re.findall(
        r"`([a-z-]+)`", GRAMMAR.partition("It warns that")[2].partition(" are ")[0]
    )


def test_the_list_in_the_grammar_has_the_same_argument() -> None:
    in_yaml, in_list = loads(FENCES["yaml"]), loads(FENCES["markdown"], "")
    said = {claim.text for claim in in_yaml.claims.values() if not claim.implicit}
    assert {claim.text for claim in in_list.claims.values()} == said


def test_the_grammar_names_every_key() -> None:
    # Worksheets are made by a command, inferences are written under claims, and settings as `check`.
    not_written = {"worksheet", "inferences", "settings", "kind", "target", "weighing"}
    rows = {"a map": ArgumentMap, "a source": Source, "a claim": Claim, "the long form": Inference}
    for row, part in rows.items():
        [keys] = re.findall(rf"^\| {row} \| (.*) \|$", GRAMMAR, flags=re.MULTILINE)
        named = set(re.findall(r"`(\w+)[`:]", keys))
        missing = {field.name for field in fields_of(part)} - named - not_written
        assert not missing, (
            f"argmap/integrations/assistants/grammar.md: the row “{row}” lacks {missing}"
        )


def test_pages_are_read_by_their_addresses() -> None:
    for address, page in PAGES.items():
        assert read(address) == (page, page.text(""))
    assert read("argmap://rules")[1] == run("rules").out
    assert read("argmap://schemes")[1] == run("schemes").out
    assert read("argmap://rules/unsupported-claim")[1] == run("rules", "unsupported-claim").out
    assert read("argmap://schemes/expert%20opinion")[1] == run("schemes", "expert opinion").out
    with pytest.raises(ArgmapError, match="unknown resource `argmap://rule`: did you mean"):
        read("argmap://rule")


def test_a_prompt_holds_what_it_is_about(folder: ServedFolder) -> None:
    article = FENCES["text"].strip()
    in_text = fill_in("draft_map", {"article": article}, folder)
    in_file = fill_in("draft_map", {"article": "bridge.txt"}, folder)
    for prompt in (in_text, in_file):
        assert prompt.endswith(f"<article>\n{article}\n</article>\n")
        assert GRAMMAR in prompt
        assert "{" not in prompt.partition("<grammar>")[0]
    assert "Pass the article under `sources`" in in_text
    assert "The article is in the file `bridge.txt`" in in_file
    unsupported = fill_in("find_unsupported", {"map": POOL}, ALONE)
    assert unsupported.endswith(f"<map>\n{POOL}</map>\n")
    side = fill_in("strengthen_side", {"map": "sides.md", "side": "pool"}, folder)
    assert side.endswith("The map is in the file `sides.md`: pass this path as `file`.\n")
    assert "The side to strengthen is For the pool." in side
    assert "The side to strengthen is" not in fill_in("strengthen_side", {"map": POOL}, ALONE)


@pytest.mark.parametrize(
    ("name", "arguments", "problem"),
    [
        ("draft", {}, "unknown prompt `draft`: did you mean `draft_map`?"),
        ("draft_map", {"text": "x"}, "`draft_map` has no argument `text`; choose from article"),
        ("draft_map", {"article": " "}, "`draft_map` needs the argument `article`: the text of"),
        ("draft_map", {"article": "../x"}, "`../x` is outside the folder"),
        (
            "draft_map",
            {"article": "brigde.txt"},
            "unknown file `brigde.txt`: did you mean `bridge.txt`?",
        ),
        (
            "draft_map",
            {"article": "The old bridge.html"},
            "unknown file `The old bridge.html`; choose from",
        ),
        (
            "strengthen_side",
            {"map": "sides.md", "side": "xx"},
            "unknown side `xx`; choose from for-the-pool, against-it",
        ),
        (
            "find_unsupported",
            {"map": "pol.yaml"},
            "unknown file `pol.yaml`: did you mean `pool.yaml`?",
        ),
    ],
)
def test_a_prompt_that_cannot_be_filled_in_says_why(
    name: str, arguments: dict[str, str], problem: str, folder: ServedFolder
) -> None:
    with pytest.raises(ArgmapError) as raised:
        fill_in(name, arguments, folder)
    assert str(raised.value).startswith(problem)


def test_every_tool_that_a_text_names_is_there() -> None:
    texts = [fill_in(name, {PROMPTS[name].about[0]: POOL}, ALONE) for name in PROMPTS]
    named = set(re.findall(r"[Cc]all `(\w+)`", "\n".join(texts)))
    assert named
    assert named - set(tools_for(ALONE)) == set()


PLAYED = re.compile(r"^> (\w+) (\{.*\})\n((?:.|\n)*?)^```$", flags=re.MULTILINE)
"""A call in the guide, and what the guide shows of the answer; a line `...` stands for any lines."""


def test_the_example_in_the_guide_is_real(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(ROOT / "docs")
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    served = ServedFolder(str(ROOT / "docs"))
    calls = list(PLAYED.finditer(text))
    assert calls
    for played in calls:
        answer = use(played[1], served, **json.loads(played[2]))
        made = json.dumps(answer.content, indent=1, ensure_ascii=False) + "\n"
        parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", played[3], flags=re.MULTILINE)]
        if not re.fullmatch("(.|\n)*".join(parts), made):
            assert pytestconfig.getoption("--renew")
            text = text.replace(played[0], f"> {played[1]} {played[2]}\n{made}```")
    (ROOT / PAGE).write_text(text, encoding="utf-8")


def test_the_picture_in_the_guide_is_drawn_by_the_tool(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "docs")
    served = ServedFolder(str(ROOT / "docs"))
    drawn = use("render", served, file="trams-answered.yaml", picture="svg", verdicts=True)
    golden("docs/pictures/trams.svg", said(drawn, "text"))


# --- the command ---


def test_without_the_extra_only_the_help_works(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.startswith("argmap.integrations"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert run("mcp", "--help").code == 0
    assert run("mcp") == (
        2,
        "",
        "argmap: `argmap mcp` needs the package mcp, version 2 or later: run"
        " `pip install 'argmap[mcp]'`\n",
    )


def test_what_cannot_be_served_is_refused(tmp_path: Path) -> None:
    assert run("mcp", "--write").err == (
        "argmap: --write requires a folder to write to: add --root DIR\n"
    )
    # No shell reads what is written in the settings of an assistant.
    refused = run("mcp", "--root", "~/nowhere", HOME=str(tmp_path))
    assert refused.err == f"argmap: cannot serve {tmp_path}/nowhere: this is not a folder\n"
    refused = run("mcp", "--root", str(tmp_path / "nowhere"))
    assert (refused.code, refused.err) == (
        2,
        f"argmap: cannot serve {tmp_path}/nowhere: this is not a folder\n",
    )
    wrong = run("mcp", ARGMAP_MAX_ANSWER_SECONDS="soon")
    assert wrong.err.startswith("argmap: ARGMAP_MAX_ANSWER_SECONDS must be a whole number")


# --- the protocol ---


class Assistant:
    """A client of the protocol, and a server in a process of its own."""

    def __init__(self, portal: BlockingPortal, session: ClientSession) -> None:
        self._portal = portal
        self.session = session
        self.started: protocol.InitializeResult = self.ask(session.initialize)

    def ask(self, request: Callable[..., Any], *arguments: object) -> Any:
        """Return what a method of the session returns."""
        return self._portal.call(request, *arguments)

    def call(self, tool: str, **arguments: object) -> protocol.CallToolResult:
        """Return what a tool answers; the session compares it with the schema of the tool."""
        result: protocol.CallToolResult = self.ask(self.session.call_tool, tool, arguments)
        return result


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = served_in(tmp_path_factory.mktemp("served"))
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "argmap", "mcp", "--root", folder.root],
        env={"PYTHONPATH": str(ROOT)},
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(stdio_client(server)) as streams,
        portal.wrap_async_context_manager(ClientSession(*streams)) as session,
    ):
        yield Assistant(portal, session)


def test_a_client_learns_what_there_is(assistant: Assistant) -> None:
    started = assistant.started
    assert (started.server_info.name, started.server_info.title) == (
        "argmap",
        "argmap: argument maps",
    )
    assert "This server writes no files." in (started.instructions or "")
    tools = {tool.name: tool for tool in assistant.ask(assistant.session.list_tools).tools}
    assert [*tools] == [*tools_for(ServedFolder("."))]
    for name, tool in tools.items():
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert (bool(tool.title), bool(tool.description)) == (True, True), name
        assert tool.annotations.read_only_hint, name
    resources = assistant.ask(assistant.session.list_resources).resources
    assert [resource.uri for resource in resources] == [*PAGES]
    templates = assistant.ask(assistant.session.list_resource_templates).resource_templates
    assert [template.uri_template for template in templates] == [
        "argmap://rules/{rule}",
        "argmap://schemes/{scheme}",
    ]
    prompts = assistant.ask(assistant.session.list_prompts).prompts
    assert [prompt.name for prompt in prompts] == [*PROMPTS]


def test_a_client_gets_answers_pictures_pages_and_prompts(assistant: Assistant) -> None:
    checked = assistant.call("check", file="misspelled.yaml")
    assert not checked.is_error
    assert checked.structured_content["summary"] == "not readable as a map; 2 errors"
    [text] = checked.content
    assert isinstance(text, protocol.TextContent)
    assert json.loads(text.text) == checked.structured_content
    drawn = assistant.call("render", file="pool.yaml")
    [_, picture] = drawn.content
    assert isinstance(picture, protocol.ImageContent)
    assert b64decode(picture.data).startswith(b"\x89PNG")
    [page] = assistant.ask(assistant.session.read_resource, "argmap://grammar").contents
    assert (page.mime_type, page.text) == ("text/markdown", GRAMMAR)
    prompt = assistant.ask(assistant.session.get_prompt, "find_unsupported", {"map": "pool.yaml"})
    assert prompt.messages[0].content.text.endswith("pass this path as `file`.\n")


def test_a_client_reads_why_there_is_no_answer(assistant: Assistant) -> None:
    refused = assistant.call("why", file="pool.yaml", claim="poll")
    assert refused.is_error
    assert refused.structured_content == {"problem": "unknown claim `poll`: did you mean `pool`?"}
    session = assistant.session
    for request, arguments, problem in (
        (session.call_tool, ("chek", {}), "unknown tool `chek`: did you mean `check`?"),
        (session.call_tool, ("save_map", {}), "the tool `save_map` needs `--write`"),
        (session.read_resource, ("argmap://gramar",), "unknown resource `argmap://gramar`"),
        (session.get_prompt, ("draft", {}), "unknown prompt `draft`"),
    ):
        with pytest.raises(MCPError, match=problem):
            assistant.ask(request, *arguments)


SLOW = "claims:\n" + "".join(
    f"  c{n}: {{text: Claim {n} is so., rebuttals: [c{(7 * n + 1) % 3000}, c{(13 * n + 5) % 3000}]}}\n"
    for n in range(3000)
)
"""A map that takes minutes to draw."""


class Lines:
    """A server in a process of its own, to which a test writes lines."""

    def __init__(self, *words: str, launcher: str = LAUNCHER, **env: str) -> None:
        # As a terminal would start it, so that Ctrl-C counts.
        self.process = subprocess.Popen(
            [sys.executable, "-c", launcher, "mcp", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        )  # fmt: skip
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}}
        hello["clientInfo"] = {"name": "test", "version": "1"}
        self.send(id=0, method="initialize", params=hello)
        assert self.read()["id"] == 0
        self.send(method="notifications/initialized")

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        with self.process:  # closes its pipes
            pass

    @property
    def _input(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    def write(self, line: bytes) -> None:
        self._input.write(line + b"\n")
        self._input.flush()

    def send(self, **message: object) -> None:
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def call(self, id: int, tool: str, **arguments: object) -> None:
        self.send(id=id, method="tools/call", params={"name": tool, "arguments": arguments})

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        message: dict[str, Any] = json.loads(self.process.stdout.readline())
        return message

    def ended(self) -> tuple[int, bytes]:
        """Return how the server ends, and what it writes on standard error."""
        assert self.process.stderr is not None
        return self.process.wait(PATIENCE), self.process.stderr.read()

    def wait_until_nothing_works(self) -> None:
        """Wait until no process that the server started is left, where Linux lists them."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        end = time.monotonic() + PATIENCE
        while children.exists() and children.read_text():
            assert time.monotonic() < end, "a call that was cancelled goes on"
            time.sleep(0.01)


def test_a_bad_line_gets_a_sentence_and_the_server_lives_on() -> None:
    not_json = "each line must be a message in JSON"
    not_a_message = 'a message must be a JSON object with `"jsonrpc": "2.0"` and a `method`'
    bad: list[tuple[bytes, object, str]] = [
        (b"{not json", None, not_json),
        (b"\xff\xfe\x00", None, not_json),
        (b"[" * 100_000, None, not_json),
        (b"[1, 2]", None, not_a_message),
        (b'{"jsonrpc": "2.0", "id": 77}', 77, not_a_message),
        (b"x" * 64_100_000, None, "a message must be shorter than 64,000,000 bytes"),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "nothing"}', 1, "Method not found"),
        (b'{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "check",'
         b' "arguments": [1]}}', 2, "Invalid request parameters"),
    ]  # fmt: skip
    with Lines() as server:
        for line, id, sentence in bad:
            server.write(line)
            answer = server.read()
            assert (answer["id"], answer["error"]["message"]) == (id, sentence)
        server.write(b"")
        server.call(3, "check", text="x" * 10_000_000)
        assert "at most 5,000,000" in server.read()["result"]["structuredContent"]["problem"]
        server.send(id=4, method="ping")
        assert server.read() == {"jsonrpc": "2.0", "id": 4, "result": {}}
        server._input.close()
        assert server.ended() == (0, b"")


def test_a_slow_tool_holds_nobody_up_and_ends_by_itself_or_when_it_is_cancelled() -> None:
    with Lines(ARGMAP_MAX_ANSWER_SECONDS="1") as server:
        server.call(1, "render", text=SLOW)
        server.send(id=2, method="ping")
        assert server.read()["id"] == 2
        server.send(method="notifications/cancelled", params={"requestId": 1})
        server.wait_until_nothing_works()
        server.call(3, "render", text=SLOW)
        # The one that was cancelled gets no answer.
        answer = server.read()
        assert answer["id"] == 3
        assert answer["result"]["structuredContent"] == {
            "problem": "this takes too long; ask about a part of the map (the limit is 1 seconds"
            " (to raise the limit, set ARGMAP_MAX_ANSWER_SECONDS=2))"
        }
        server.call(4, "render", text=SLOW)
        server.process.send_signal(signal.SIGINT)
        assert server.ended() == (130, b"")


INTERRUPTED_WHEN_A_TOOL_STARTS = """
import os, signal, sys, time
def interrupt(event, details):
    if event == "subprocess.Popen" and details[0] == sys.executable:
        os.kill(os.getpid(), signal.SIGINT)
def waitpid(process, options, wait=os.waitpid):
    if options == os.WNOHANG:
        return wait(process, options)
    time.sleep(0.3)  # a server that doesn't wait ends in the meantime
    ended = wait(process, options)
    os.write(2, b"the tool has ended\\n")
    return ended
os.waitpid = waitpid
sys.addaudithook(interrupt)
"""


def test_an_interrupted_server_waits_for_a_tool_that_starts_just_then() -> None:
    with Lines(launcher=INTERRUPTED_WHEN_A_TOOL_STARTS + LAUNCHER) as server:
        server.call(1, "check", text=POOL)
        assert server.ended() == (130, b"the tool has ended\n")
