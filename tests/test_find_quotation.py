"""Quotations looked for in texts, and maps in which each claim must have one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import argmap
from argmap.lint import ALL_RULES, DEFAULT_RULES, select_rules
from tests.planted_quotations import FALSE, TRUE
from tests.run import argmap as run
from tests.tree import files

TEXTS = {
    path.stem: path.read_text(encoding="utf-8") for path in files("tests/cases/quotations/*.txt")
}
MEMO = TEXTS["bridge"]


def test_there_are_a_hundred_of_each() -> None:
    assert len(set(TRUE)) == len(TRUE) >= 100
    assert len(set(FALSE)) == len(FALSE) >= 100


@pytest.mark.parametrize(("source", "quote"), TRUE)
def test_a_true_quotation_is_found(source: str, quote: str) -> None:
    text = TEXTS[source]
    found = argmap.find_quotation(quote, text)
    assert (found.found, found.difference, found.explanation) == (True, "", "")
    [passage] = found.passages
    assert text[passage.start : passage.end] == passage.text
    assert text.splitlines()[passage.line - 1].find(passage.text.split("\n")[0].strip()[:5]) >= 0


@pytest.mark.parametrize(("source", "difference", "quote"), FALSE)
def test_a_false_quotation_is_refused(source: str, difference: str, quote: str) -> None:
    text = TEXTS[source]
    found = argmap.find_quotation(quote, text)
    assert (found.found, found.difference) == (False, difference)
    for passage in found.passages:
        assert text[passage.start : passage.end] == passage.text
    # What is said of it is true: nothing is explained where nothing is alike.
    assert bool(found.explanation) == (difference != "fabricated")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("the number but one", "<Quotation altered (it says “the” where the source says “every”), line 6: “every number but one”>"),
        ("Speed must be held below 20", "<Quotation found, line 26: “Speed must be held below 20”>"),
        ("it was lifted, only ignored", "<Quotation altered (it leaves out “never”), line 27: “it was never lifted, only ignored”>"),
        ("It is … safe for lorries.", "<Quotation altered (it leaves out “not”), line 4: “It is not safe for lorries.”>"),
        ("The bridge is [not] safe", "<Quotation altered (it adds “not” in brackets), line 4: “The bridge is safe”>"),
        ("the bridge is safe for cars", "<Quotation altered (it says “the” where the source says “The”), line 4: “The bridge is safe for cars”>"),
        ("The bridge is safe, for cars", "<Quotation altered (its punctuation differs), line 4: “The bridge is safe for cars”>"),
        (
            "would last about ten years … The deck was laid in 1931",
            "<Quotation stitched (its parts are in a different order in the source),"
            " line 13: “would last about ten years”, line 11: “The deck was laid in 1931”>",
        ),
        ("Elephants never forget", "<Quotation fabricated>"),
        ("…", "<Quotation fabricated>"),
        ("", "<Quotation fabricated>"),
    ],
)  # fmt: skip
def test_what_differs_is_explained(quote: str, shown: str) -> None:
    assert repr(argmap.find_quotation(quote, MEMO)) == shown


def test_of_the_places_of_a_few_words_that_before_what_follows_is_meant() -> None:
    text = "There is a bus, and there is a tram. Later, the council adds: there is no free lunch."
    assert repr(argmap.find_quotation("there is … free lunch", text)) == (
        "<Quotation altered (it leaves out “no”), line 1: “there is no free lunch”>"
    )


@pytest.mark.parametrize(
    ("quote", "text", "difference"),
    [
        # Of two whole sentences, a word or two may not be joined over what is between them.
        ("Buses stop … start early", "Buses stop. They start early.", "altered"),
        ("Buses … start early", "Buses stop. They start early.", "stitched"),
        ("Buses stop … start early", f"Buses stop. {'They wait for a while. ' * 20}They start early.", "stitched"),
        # Letters in brackets complete a word; they do not replace others.
        ("It was a[n] answer", "It was a answer.", ""),
        ("It was a[n] answer", "It was a complicated answer.", "altered"),
        # Pieces of which a quotation is stitched together have three words, or six Chinese characters.
        ("旧馆没有电梯夜班的人手不够", TEXTS["xuexiao"], "stitched"),
        ("没有电梯人手不够", TEXTS["xuexiao"], "altered"),
        ("没有电梯夜班人手", TEXTS["xuexiao"], "altered"),
    ],
)  # fmt: skip
def test_what_may_be_left_out_and_joined(quote: str, text: str, difference: str) -> None:
    assert argmap.find_quotation(quote, text).difference == difference


def test_not_only_denies_nothing() -> None:
    text = "It not only costs jobs but also harms health. Es kostet nicht nur Geld."
    assert argmap.find_quotation("It … harms health", text).found
    assert argmap.find_quotation("Es kostet … Geld", text).found
    assert argmap.find_quotation("It … only costs jobs", text).explanation == "it leaves out “not”"


def test_a_passage_is_in_the_characters_of_its_source() -> None:
    text = "\n\n  The e\ufb00ect was \u201clarge\u201d.\n"
    assert argmap.find_quotation('effect was "large"', text).passages == (
        argmap.SourcePassage("e\ufb00ect was \u201clarge", 8, 24, 3),
    )


def test_numbers_of_notes_are_no_words_of_a_text() -> None:
    text = "It is the only\u00b2 one of its kind.[3] Its plot[12] has 5\u00a0m\u00b2, not 9\u00a0m\u00b2."
    found = argmap.find_quotation("the only one of its kind. Its plot has 5 m\u00b2", text)
    assert repr(found) == (
        "<Quotation found, line 1: “the only\u00b2 one of its kind.[3] Its plot[12] has 5\u00a0m\u00b2”>"
    )
    assert argmap.find_quotation("Its plot[12] has", text).passages[0].text == "Its plot[12] has"
    assert not argmap.find_quotation("has 5 m", text).found
    assert not argmap.find_quotation("has [9] m\u00b2", text).found


@contextmanager
def counted_lines() -> Iterator[list[int]]:
    """Count the lines that run in the modules about quotations."""
    counts = [0]
    names = ("searchable_text.py", "quoted_parts.py", "misquotations.py")

    def count(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.endswith(names):
            return None
        counts[0] += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        yield counts
    finally:
        sys.settrace(before)


HOSTILE = {
    "a word changed": ("and it was never lifted, but ignored", MEMO),
    "one letter": ("a" * 200, "a"),
    "one word": ("a " * 200 + "b", "a "),
    "words that the source lacks": ("zebra " * 200, MEMO),
    "hyphens at all ends of lines": ("ab" * 200 + "-c", "ab-\n"),
    "everything is left out": ("the … the … zebra", MEMO),
    "the same left out again and again": ("a … " * 200, "a b "),
    "brackets": ("[a] [" * 200, "[a [b] "),
    "denials": ("不" * 200 + "b", "不"),
    "spaces": (" \n" * 200 + "a", " \n"),
    "marks": ("a" + "\u0301" * 200 + "b", "a\u0301"),
}


@pytest.mark.soak(but=["one letter", "a word changed", "words that the source lacks"])
@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_no_faster_than_the_quotation_and_the_source(name: str) -> None:
    quote, text = HOSTILE[name]

    def work(size: int) -> int:
        with counted_lines() as counts:
            argmap.find_quotation(quote * size, text * (size * 2000 // len(text)))
        return counts[0]

    assert work(8) <= 6 * work(2) + 500


@pytest.mark.soak
def test_a_million_characters_are_searched_for_long_quotations() -> None:
    text = MEMO * 600
    most = text[: -len(MEMO)]
    assert argmap.find_quotation(most, text).found
    assert not argmap.find_quotation(most.replace("ten years", "two years"), text).found
    assert not argmap.find_quotation("zebra " * 100_000, text).found


GROUNDED = """\
sources: {memo: {title: Memo 17-b, file: memo.txt}}
claims:
  closed: {text: The bridge should be closed., premises: [[lorries, rule], water]}
  lorries: {text: Lorries are not safe on it., quote: It is not safe for lorries., stated_in: memo p. 1}
  rule: {text: What is not safe should be closed., implicit: true}
  water: {text: Nobody lives under it., quote: Nobody lives under it, evidence: memo p. 1}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.joinpath("memo.txt").write_text(MEMO, encoding="utf-8")
    tmp_path.joinpath("map.yaml").write_text(GROUNDED, encoding="utf-8")
    return tmp_path


def codes(folder: Path, *options: str) -> list[str]:
    """Return the codes and claims of the findings about quotes of the map in a folder."""
    made = run("check", "map.yaml", "-f", "json", *options, cwd=folder)
    findings = json.loads(made.out)["findings"]
    about = ("ungrounded-claim", "quote-not-found")
    return [f"{each['code']} {each['subject']}" for each in findings if each["code"] in about]


def test_no_claim_is_reported_twice(folder: Path) -> None:
    assert codes(folder) == ["quote-not-found water"]
    assert codes(folder, "--grounded") == ["ungrounded-claim closed", "ungrounded-claim water"]
    ignoring = GROUNDED.replace("evidence: memo p. 1", "evidence: memo p. 1, ignore: {%s: said so}")
    folder.joinpath("map.yaml").write_text(ignoring % "ungrounded-claim", encoding="utf-8")
    assert codes(folder, "--grounded") == ["ungrounded-claim closed", "quote-not-found water"]
    folder.joinpath("map.yaml").write_text(ignoring % "quote-not-found", encoding="utf-8")
    assert codes(folder, "--grounded") == ["ungrounded-claim closed", "ungrounded-claim water"]
    assert run("check", "map.yaml", "--select", "unused-ignore", "--grounded", cwd=folder).code == 1


def test_grounded_adds_to_what_is_selected(folder: Path) -> None:
    grounded = ["ungrounded-claim closed", "ungrounded-claim water"]
    assert codes(folder, "--grounded", "--select", "question") == grounded
    assert codes(folder, "--select", "ungrounded-claim") == grounded
    assert codes(folder, "--select", "sources") == ["quote-not-found water"]
    assert codes(folder, "--select", "all") == ["quote-not-found water"]
    assert codes(folder, "--grounded", "--ignore", "sources") == grounded
    assert codes(folder, "--grounded", "--ignore", "ungrounded-claim") == ["quote-not-found water"]
    # A map may ask for the rule in its own file, but not switch it off.
    own = GROUNDED + "check: {select: [default, ungrounded-claim]}\n"
    folder.joinpath("map.yaml").write_text(own, encoding="utf-8")
    assert codes(folder) == grounded
    own = GROUNDED + "check: {ignore: [ungrounded-claim]}\n"
    folder.joinpath("map.yaml").write_text(own, encoding="utf-8")
    assert codes(folder, "--grounded") == grounded


def test_only_its_name_selects_the_rule() -> None:
    assert "ungrounded-claim" in ALL_RULES
    assert "ungrounded-claim" not in DEFAULT_RULES
    assert "ungrounded-claim" not in select_rules(["all", "default", "sources"])


@pytest.mark.parametrize("format", ["github", "sarif", "concise"])
def test_reports_include_it(folder: Path, format: str) -> None:
    made = run("check", "map.yaml", "--grounded", "--select", "question", "-f", format, cwd=folder)
    assert made.code == 1
    assert "ungrounded-claim" in made.out
    assert "the quote in `water`" in made.out


def test_a_program_can_give_the_texts(folder: Path) -> None:
    map = argmap.loads(GROUNDED)
    in_files = argmap.check(map, ["question"], grounded=True, folder=folder)
    assert [(each.code, each.subject, each.severity.value) for each in in_files] == [
        ("ungrounded-claim", "closed", "warning"),
        ("ungrounded-claim", "water", "error"),
    ]
    assert argmap.check(map, ["question"], grounded=True, source_texts={"memo": MEMO}) == in_files
    unread = argmap.check(map, ["question"], grounded=True)
    assert [(each.subject, each.severity.value) for each in unread] == [
        ("closed", "warning"),
        ("lorries", "warning"),
        ("water", "warning"),
    ]
