"""Findings on pages and in lists: names of claims as data, and hints in words that fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from argmap import formats
from argmap.formats import read_sources
from argmap.lint import ALL_RULES, Surface, check
from argmap.model import (
    LISTS,
    ArgumentMap,
    Diagnostic,
    MessagePart,
    Severity,
    marked_message,
    message_parts,
    name_claim,
    name_source,
    plain_message,
)
from argmap.page import Editor
from tests.case import FOLDER, all_cases
from tests.conftest import a_map
from tests.run import argmap as command

SOURCES = FOLDER / "rules" / "sources"

ABOUT_NAMES = {"unknown-scheme", "unused-ignore", "quote-not-found", "ungrounded-claim"}
"""Rules whose hints may name what is wrong in the text itself, or a source."""

SIGNS_OF_LISTS = {"But:", "And:", ">", "Value:", "Undercut:"}


def found_by(
    rule: str, format: str = "", surface: Surface = Surface.COMMAND_LINE
) -> Iterator[tuple[ArgumentMap, Diagnostic]]:
    """Yield each finding of a rule in its cases, with the map, as if that were in a format."""
    for case in all_cases(f"rules/{rule}.txt"):
        map = formats.parse(case.text, "map.yaml", "native").unwrap()
        map = replace(map, format=format or map.format)
        for finding in check(map, [rule], read_sources(map, SOURCES), surface=surface):
            yield map, finding


@pytest.mark.parametrize("rule", ALL_RULES)
def test_a_message_has_names_as_data(rule: str) -> None:
    found = list(found_by(rule))
    assert found
    for map, finding in found:
        parts = message_parts(marked_message(finding))
        for kind, text, _ in parts:
            # What is named is there; and no id of a claim is in what is not a name.
            if kind is MessagePart.WORDS:
                for id in re.findall(r"`([^`]*)`", text):
                    assert id not in map.claims or rule in ABOUT_NAMES, finding.message
            elif kind is MessagePart.CLAIM:
                assert text in map.claims, finding.message
            else:
                assert text in map.sources, finding.message
        assert plain_message(marked_message(finding)) == finding.message


@pytest.mark.parametrize("rule", ALL_RULES)
def test_a_hint_names_only_what_its_readers_have(rule: str) -> None:
    for _, finding in found_by(rule, surface=Surface.PAGE):
        assert finding.help
        assert not re.search(r"--|argmap|\bids?\b|brackets|[{}\x02\x03]", finding.help), (
            finding.help
        )
        assert "`" not in finding.help or rule in ABOUT_NAMES, finding.help
    for format in ("markdown", "argdown"):
        for _, finding in found_by(rule, format, Surface.ASSISTANT):
            named = set(re.findall(r"`([^`]*)`", finding.help))
            signs = SIGNS_OF_LISTS if format == "markdown" else set()
            assert named <= signs or rule in ABOUT_NAMES, finding.help


def test_lists_are_formats_that_argmap_reads() -> None:
    assert {format.name for format in formats.readable_formats()} >= set(LISTS)


def test_the_size_of_a_picture_is_none_of_a_page() -> None:
    assert list(found_by("crowded-map"))
    assert not list(found_by("crowded-map", surface=Surface.PAGE))


def test_a_key_is_no_claim_though_a_claim_has_its_name() -> None:
    map = a_map("claims: {main: {text: We should go., main: true}, b: {text: No., main: true}}")
    [finding] = check(map, ["several-main-claims"])
    assert message_parts(marked_message(finding)) == [
        (MessagePart.WORDS, "this map has 2 main claims, including ", False),
        (MessagePart.CLAIM, "b", True),
    ]
    assert finding.message == "this map has 2 main claims, including `b` (No.)"


def test_names_in_messages() -> None:
    message = f"{name_claim('a', ' (A.)')} and {name_source('s')} are wrong"
    assert plain_message(message) == "`a` (A.) and `s` are wrong"
    assert message_parts(message) == [
        (MessagePart.CLAIM, "a", True),
        (MessagePart.WORDS, " and ", False),
        (MessagePart.SOURCE, "s", False),
        (MessagePart.WORDS, " are wrong", False),
    ]
    assert message_parts("") == []


@pytest.mark.parametrize("id", ["\x02c", "\x03", "a\x1fb", "`", "\x02cx\x1fy\x03"])
def test_an_id_that_looks_like_a_name_does_no_harm(id: str) -> None:
    message = f"{name_claim(id)} is unsupported"
    assert "is unsupported" in plain_message(message)
    assert message_parts(message)[-1].text.endswith("is unsupported")


def test_hints_about_quotes() -> None:
    shown = {
        finding.subject: finding.help
        for _, finding in found_by("ungrounded-claim", surface=Surface.PAGE)
    }
    without_quote = (
        "quote the exact words of a source, and cite the source; mark a claim of your own as"
        " implicit"
    )
    meant = "make sure that the source means what your words say"
    assert shown == {
        "friend": meant,
        "this": meant,
        "bound": without_quote,
        "aid": "the closest passage in `treaty` is “shall immediately render military and other assistance” (line 5)",
        "force": "the closest passage in `treaty` is “The treaty will remain in force” (line 7)",
        "both": (
            "the closest passages in `treaty` are “the other party shall immediately render” (line 4)"
            " and “The treaty will remain in force” (line 7)"
        ),
        "war": "copy the exact words from the source",
        "a": "cite the source of the quote",
        "b": "save the source's text next to the map, and set the file name of the source",
        "c": (
            "set the file name of the source to the path of a text file (UTF-8), a web page or a document (DOCX, ODT) in the map's folder,"
            " or remove the file name"
        ),
        "word": "quote the words of the source that make the claim",
        "paper": (
            "save the text of the source as a text file, and correct the file name of the source"
        ),
    }


@pytest.mark.parametrize("text", ["", "claims: {a: A., b: B.}\n"])
def test_an_editor_shows_the_worst_first_and_hints_without_commands(text: str) -> None:
    findings = json.loads(Editor(text).answer('{"state": true}'))["findings"]
    assert findings
    ranks = [Severity(finding["severity"]).rank for finding in findings]
    assert ranks == sorted(ranks)
    assert not any("argmap" in finding["help"] for finding in findings)


@pytest.mark.parametrize(
    ("name", "text", "how"),
    [
        (
            "map.yaml",
            "claims: {a: {text: Dogs are fine., rebuttals: [b]}, b: They bite.}\n",
            "rebut one of the objection's premises, undercut the objection, or outweigh it",
        ),
        (
            "map.md",
            "- Dogs are fine.\n  - But: They bite.\n",
            "write the answer below the objection, in an item that starts with `But:`",
        ),
    ],
)
def test_check_and_needs_say_the_same_of_how_to_answer_an_objection(
    tmp_path: Path, name: str, text: str, how: str
) -> None:
    (tmp_path / name).write_text(text)
    checked = command("check", name, "--select", "unanswered-rebuttal", "-f", "full", cwd=tmp_path)
    assert f"  = help: {how}\n" in checked.out
    needed = command("needs", "Dogs are fine.", name, cwd=tmp_path)
    assert needed.out.endswith(f"  (To answer an objection, {how}.)\n")
