"""Findings on a page: names of claims as data, and hints without keys, commands and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from argmap import formats
from argmap.formats import read_sources
from argmap.lint import ALL_RULES, PAGE_HINTS, check, findings_on_page
from argmap.model import (
    ArgumentMap,
    Diagnostic,
    MessagePart,
    Severity,
    marked_message,
    message_parts,
    name_claim,
    name_side,
    plain_message,
)
from tests.case import FOLDER, all_cases
from tests.conftest import a_map

SOURCES = FOLDER / "rules" / "sources"

ABOUT_NAMES = {"unknown-scheme", "unused-ignore", "quote-not-found", "ungrounded-claim"}
"""Rules whose hints may name what is wrong in the text itself, or a source."""


def found_by(rule: str) -> Iterator[tuple[ArgumentMap, Diagnostic]]:
    """Yield each finding of a rule in its cases, with the map."""
    for case in all_cases(f"rules/{rule}.txt"):
        map = formats.parse(case.text, "map.yaml", "native").unwrap()
        for finding in check(map, [rule], read_sources(map, SOURCES)):
            yield map, finding


@pytest.mark.parametrize("rule", ALL_RULES)
def test_a_finding_on_a_page_needs_no_file_and_no_command(rule: str) -> None:
    found = list(found_by(rule))
    assert found
    for map, finding in found:
        parts = message_parts(marked_message(finding))
        for kind, text in parts:
            # What is named is there; and no id of a claim is in what is not a name.
            if kind is MessagePart.WORDS:
                for id in re.findall(r"`([^`]*)`", text):
                    assert id not in map.claims or rule in ABOUT_NAMES, finding.message
            elif kind is MessagePart.CLAIM:
                assert text in map.claims, finding.message
            elif kind is MessagePart.SIDE:
                assert text in map.sides, finding.message
            else:
                assert text in map.sources, finding.message
        assert plain_message(marked_message(finding)) == finding.message
        for shown in findings_on_page([finding]):
            assert not re.search(r"--|\bargmap\b|\bids?\b|brackets|\x02|\x03", shown.help), (
                shown.help
            )
            assert "`" not in shown.help or rule in ABOUT_NAMES, shown.help


def test_each_hint_is_of_a_rule_that_needs_one() -> None:
    assert PAGE_HINTS.keys() <= set(ALL_RULES)
    for rule in PAGE_HINTS:
        assert any(
            re.search(r"`| ids?\b|brackets", finding.help) for _, finding in found_by(rule)
        ), rule


def test_a_key_is_no_claim_though_a_claim_has_its_name() -> None:
    map = a_map("claims: {main: {text: We should go., main: true}, b: {text: No., main: true}}")
    [finding] = check(map, ["several-main-claims"])
    assert message_parts(marked_message(finding)) == [
        (MessagePart.WORDS, "this map has 2 main claims, including "),
        (MessagePart.CLAIM, "b"),
    ]
    assert finding.message == "this map has 2 main claims, including `b` (No.)"


def test_names_in_messages() -> None:
    message = f"{name_claim('a', ' (A.)')} and {name_side('s')} are wrong"
    assert plain_message(message) == "`a` (A.) and `s` are wrong"
    assert message_parts(message) == [
        (MessagePart.CLAIM, "a"),
        (MessagePart.WORDS, " and "),
        (MessagePart.SIDE, "s"),
        (MessagePart.WORDS, " are wrong"),
    ]
    assert message_parts("") == []


@pytest.mark.parametrize("id", ["\x02c", "\x03", "a\x1fb", "`", "\x02cx\x1fy\x03"])
def test_an_id_that_looks_like_a_name_does_no_harm(id: str) -> None:
    message = f"{name_claim(id)} is unsupported"
    assert "is unsupported" in plain_message(message)
    assert message_parts(message)[-1].text.endswith("is unsupported")


def test_the_worst_comes_first_and_the_size_of_a_picture_is_none() -> None:
    def finding(code: str, severity: Severity) -> Diagnostic:
        return Diagnostic(code, severity, "…")

    given = [
        finding("a", Severity.INFO),
        finding("crowded-map", Severity.INFO),
        finding("b", Severity.ERROR),
        finding("c", Severity.WARNING),
        finding("d", Severity.ERROR),
    ]
    assert [each.code for each in findings_on_page(given)] == ["b", "d", "c", "a"]


def test_hints_about_quotes() -> None:
    findings = [finding for _, finding in found_by("ungrounded-claim")]
    shown = {finding.subject: finding.help for finding in findings_on_page(findings)}
    in_general = (
        "quote the exact words of a source, cite it, and give it a text file, or mark the claim as"
        " implicit if it is your own"
    )
    assert shown == {
        "bound": in_general,
        "aid": "the closest passage in `treaty` is “shall immediately render military and other assistance” (line 5)",
        "force": "the closest passage in `treaty` is “The treaty will remain in force” (line 7)",
        "both": (
            "the closest passages in `treaty` are “the other party shall immediately render” (line 4)"
            " and “The treaty will remain in force” (line 7)"
        ),
        "war": "copy the exact words from the source",
        "a": in_general,
        "b": in_general,
        "c": in_general,
        "word": "quote the words of the source that make the claim",
        "paper": in_general,
    }


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("to create a map, run `argmap new`", ""),
        ("to read the second map, use `--fence 2`", ""),
        ("write `- text`", "write `- text`"),
        ("not applied: a, b", ""),
        ("set the `language`; not applied: a, b", "set the `language`"),
        ("", ""),
    ],
)
def test_what_is_about_commands_is_left_out(own: str, shown: str) -> None:
    [finding] = findings_on_page([Diagnostic("any", Severity.ERROR, "…", help=own)])
    assert finding.help == shown
