"""Decision records: what is read of them, how they are written, and what becomes of their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Claim, DecisionRecord, RecordLink, formats
from argmap.editing import Session, complete
from argmap.lint import report
from argmap.model import Reading
from tests.case import Case, all_cases, cases
from tests.oracles import is_decision_record
from tests.run import argmap as run


def read(text: str) -> Reading:
    return formats.parse(text, "record.md", "adr")


@pytest.mark.parametrize("case", cases("decision_records.txt"))
def test_decision_records(case: Case, settle: Callable[[Case, str], None]) -> None:
    reading = formats.parse(case.text, "record.md")
    assert reading.format == "adr"
    said = report(reading.diagnostics, {"record.md": case.text}, "text")
    made = formats.write(reading.map, "native").text if reading.map else ""
    settle(case, (said + made).strip("\n"))


FRONT_MATTER = """\
---
status: superseded by ADR-12
date: 2024-05-01
decision-makers: [Ann Lee, Bo Chen]
consulted: Cy
---
# Cache

## Decision

No cache.
"""


def test_front_matter() -> None:
    reading = read(FRONT_MATTER)
    assert reading.unwrap().record == DecisionRecord(
        "superseded by ADR-12", "2024-05-01", ("Ann Lee", "Bo Chen"), "no-cache"
    )
    [left_out] = reading.diagnostics
    assert left_out.message == "argmap ignores 1 field of front matter (line 5)"
    assert left_out.span
    assert left_out.span.line == 5


def test_front_matter_that_is_not_yaml_is_left_out() -> None:
    reading = read("---\n[a\n---\n# Cache\n\n## Decision\n\nNo cache.\n")
    assert [found.message for found in reading.diagnostics] == [
        "argmap ignores 1 line of front matter (line 2)"
    ]
    assert reading.unwrap().record.chosen == "no-cache"


ANY_MAP = """\
title: Cache?
sides: {with: Cache, without: No cache}
record: {status: proposed, chosen: with, links: [{kind: amends, to: 0002-db.md, title: Database}]}
claims:
  - text: We need a *cache*.
    side: with
    main: true
    premises:
      - It is fast.
      - [Memory is cheap., We have memory.]
      - text: It is simple.
        premises: [Ten lines are enough.]
    rebuttals: [It may be stale.]
  - text: We need none.
    side: without
    main: true
    note: So says <script>nobody</script>.
"""


def test_a_map_that_was_no_record() -> None:
    result = formats.write(argmap.loads(ANY_MAP), "adr")
    assert (
        result.text
        == """\
---
status: proposed
---

# Cache?

## Considered Options

* We need a \\*cache\\*.
* We need none.

## Decision Outcome

Chosen option: "We need a \\*cache\\*."

## Pros and Cons of the Options

### We need a \\*cache\\*.

* Good, because It is fast.
* Good, because It is simple.
* Bad, because It may be stale.

### We need none.

So says \\<script>nobody\\</script>.

## Links

* amends [Database](0002-db.md)
"""
    )
    assert [loss.message for loss in result.losses] == [
        "3 indirect claims cannot be represented in adr",
        "2 indirect or linked inferences cannot be represented in adr",
        "2 side names cannot be represented in adr",
    ]


IN_NOTE = """\
claims:
  - text: We use Redis.
    main: true
    note: |
      See ![Sketch](img/a-b.png), ![Count](https://example.org/count.png), [docs](https://example.org:80/a) and
      [db](0001-db.md). \\<b>
"""


def below_option(map: ArgumentMap) -> str:
    return argmap.dumps(map, "adr").partition("### We use Redis.\n\n")[2]


def test_a_note_loads_nothing_from_elsewhere() -> None:
    assert (
        below_option(argmap.loads(IN_NOTE))
        == """\
See ![Sketch](img/a-b.png), \\![Count](https://example.org/count.png), [docs](https://example.org:80/a) and
[db](0001-db.md). \\<b>
"""
    )


def test_a_note_with_a_link_that_runs_something_has_no_links() -> None:
    assert (
        below_option(argmap.loads(IN_NOTE.replace("0001-db.md", "vscode:x")))
        == """\
See !\\[Sketch](img/a-b.png), \\!\\[Count](https://example.org/count.png), \\[docs](https://example.org:80/a) and
\\[db](vscode:x). \\<b>
"""
    )


def test_the_notes_of_a_record_stay_as_they_are() -> None:
    text = (
        "# Cache\n\n## Context\n\n![Load](https://example.org/load.png) <b>\n\n## Decision\n\nNo.\n"
    )
    assert "![Load](https://example.org/load.png) <b>" in argmap.dumps(read(text).unwrap(), "adr")


# --- properties ---

MARKUP = [
    "\\",
    "!",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "`",
    "a",
    "//",
    "x:",
    "https:",
    "\n",
    "\n\n",
    "]: ",
    "b>",
    "&",
    "script",
    " ",
]
NOTES = st.lists(st.sampled_from([*MARKUP, "![a](b)", "![a](x:b)", "[a](x:b)", "<b>"]), max_size=16)


@given(NOTES.map("".join))
def test_a_note_that_was_not_markdown_is_never_more_than_text(note: str) -> None:
    map = ArgumentMap.build(claims=[Claim("a", "We use Redis.", main=True, note=note)])
    is_decision_record(argmap.dumps(map, "adr"))


WORD = st.sampled_from(["fast", "It", "costs", "1.", "a*b", "`x`", "_so_", "List<T>", "[see", "#"])
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ODD = st.sampled_from(
    [
        "## Decision Outcome", "### Consequences", "## Considered Options", "### Redis", "#### More",
        "## Pros and Cons of the Options", "## Links", "## Status", "## Decision Drivers", "Title\n===",
        '* Redis', '* Postgres', 'Chosen option: "Redis", because it is fast.', "Chosen option: Redis",
        "Chosen option: “Redis”, because", "* Good, because fast", "* Bad, because slow", "* Good, because",
        "* Neutral, because known", "  below it", "    code", "```\n# code\n```", "```", "<!-- hidden -->",
        "<b>", "| a | b |\n|---|---|\n| c | d |", "> quoted", "* [A](0001-a.md)", "Amends [B](https://b.org)",
        "* x ([y](https://y.org))", "* https://z.org/a%20b", "1. one", "2. two", "- dash", "***", "\t* tab",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(ODD, LINE, LINE.map("* ".__add__), st.just("")), max_size=24).map(
    lambda lines: "# T\n\n## Considered Options\n\n* Redis\n* Postgres\n\n" + "\n".join(lines)
)


def parts(map: ArgumentMap) -> list[object]:
    """Return all of a map that a record has, with the order of its claims."""
    return [map, list(map.claims), list(map.sides), list(map.inferences)]


@given(TEXTS)
def test_what_was_read_is_read_again_from_what_is_written(text: str) -> None:
    map = read(text).unwrap()
    written = formats.write(map, "adr")
    assert written.losses == ()
    assert parts(read(written.text).unwrap()) == parts(map), written.text


STRUCTURE = """
    good bad neutral because since as chosen option alternative solution status date deciders
    decision makers decision-makers
"""


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"[`*\\]", "", text.casefold()))


def words_of(map: ArgumentMap) -> set[str]:
    return set(words(formats.write(map, "json").text.replace("\\n", "\n")))


@given(TEXTS)
def test_every_word_is_in_the_map_or_is_named(text: str) -> None:
    reading = read(text)
    known = words_of(reading.unwrap()) | set(words(STRUCTURE))
    headings = {word for line in re.findall("(?m)^#+ (.*)", text) for word in words(line)}
    # Numbers of items and tags are not words: argmap ignores them without a warning.
    unmarked = re.sub(r"(?m)^\s*\d+[.)]|<b>", "", text)
    lines = [line for line in unmarked.split("\n") if set(words(line)) - known - headings]
    named = sum(
        int(found.message.split()[2])
        for found in reading.diagnostics
        if found.code == "not-carried-over"
    )
    assert len(lines) <= named, (lines, reading.diagnostics)


@pytest.mark.parametrize("case", all_cases("decision_records.txt"), ids=lambda case: case.title)
def test_the_cases_are_read_again(case: Case) -> None:
    map = read(case.text).map
    if map is not None:
        assert parts(read(formats.write(map, "adr").text).unwrap()) == parts(map)


# --- the field `record` ---

NATIVE = """\
sides: {a: Redis}
record: {status: accepted, deciders: Ann, chosen: a, links: {to: 1.md}}
claims: [{text: We use Redis., side: a, main: true}]
"""


def test_a_record_in_a_native_file() -> None:
    map = argmap.loads(NATIVE)
    assert map.record == DecisionRecord("accepted", "", ("Ann",), "a", (RecordLink("", "1.md"),))
    assert not argmap.loads(NATIVE.replace("record: {", "# ")).record


def test_an_option_that_is_chosen_and_missing() -> None:
    wrong = argmap.read(NATIVE.replace("chosen: a", "chosen: b"))
    [found] = wrong.diagnostics
    assert (found.code, found.span and found.span.line) == ("unknown-side", 2)
    assert wrong.map
    assert wrong.map.record.chosen == ""


def test_a_renamed_side_is_renamed_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(NATIVE)
    assert run("rename", "a", "redis", "map.yaml", cwd=tmp_path).code == 0
    renamed = (tmp_path / "map.yaml").read_text()
    assert renamed == NATIVE.replace("{a:", "{redis:").replace(": a,", ": redis,")
    session = Session(NATIVE)
    session.apply("rename", old="a", new="redis")
    assert session.text == renamed


@pytest.mark.parametrize(
    ("typed", "offered"), [("chosen: ", ["a"]), ("st", ["status: "]), ("links: [{k", ["kind: "])]
)
def test_keys_and_the_chosen_side_are_completed(typed: str, offered: list[str]) -> None:
    text = f"sides: {{a: Redis}}\nclaims: [We use Redis.]\nrecord:\n  {typed}"
    line = text.count("\n") + 1
    found = complete(text, line, len(typed) + 3, argmap.read(text).map).items
    assert [item.text for item in found] == offered
