"""Each word of a text is in the map that is read from it, or on a line that a diagnostic names as left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from random import Random
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import dumps, formats
from argmap.languages import LIST_WORDS, OUTLINE_WORDS
from argmap.model import LOSS, Reading
from tests.case import all_cases
from tests.damage import KINDS
from tests.marked_texts import MAKERS, marked_words
from tests.office_files import main_part

SEEDS = st.integers(0, 2**32)
_USUAL = settings.default.max_examples if settings.default else 1
MORE = settings(max_examples=15 * _USUAL)
"""A text takes a few milliseconds."""
_NAMES_LINES = (LOSS, "unknown-line")
_BEGINNING_OF_WORD = re.compile(r"[ \n]\w")
_FRONT_MATTER_OF_ARGDOWN = re.compile(r"===\n.*?^===$", re.DOTALL | re.MULTILINE)
_COMMENT_OF_YAML = re.compile(r"^ *#.*|(?<= )#.*", re.MULTILINE)
_LINES = re.compile(r"\(lines? ([^()]*)\)\Z")


def lines_left_out(reading: Reading) -> Iterator[int]:
    """Yield the numbers of the lines that diagnostics name as left out."""
    for finding in reading.diagnostics:
        named = _LINES.search(finding.message)
        if finding.code not in _NAMES_LINES:
            continue
        if named and " more" in named[1]:
            # A message names eight groups of lines at most.
            yield from range(1, reading.text.count("\n") + 2)
        elif named:
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", named[1]):
                yield from range(int(first), int(last or first) + 1)
        elif finding.span:
            yield from range(finding.span.line, finding.span.end_line + 1)


def unaccounted(reading: Reading, text: str) -> set[str]:
    """Return the marked words of a text that are neither in its map nor named as left out."""
    if reading.map is None:
        return set()
    front_matter = _FRONT_MATTER_OF_ARGDOWN.match(text)
    if front_matter:
        text = _COMMENT_OF_YAML.sub("", front_matter[0]) + text[front_matter.end() :]
    lines = reading.text.split("\n")
    left_out = " ".join(lines[number - 1] for number in lines_left_out(reading))
    return marked_words(text) - marked_words(dumps(reading.map, "json")) - marked_words(left_out)


@pytest.mark.parametrize("name", MAKERS)
@MORE
@given(SEEDS)
def test_each_word_is_in_the_map_or_named(name: str, seed: int) -> None:
    format, make = MAKERS[name]
    text = make(Random(seed))  # noqa: S311 - a seed makes the same text again
    if isinstance(text, bytes):
        reading = formats.read_data(text, name, format)
        text = main_part(format, text).decode()
    else:
        reading = formats.parse(text, name, format)
    assert unaccounted(reading, text) == set(), text


@pytest.mark.parametrize(
    "name", [name for name in MAKERS if not name.endswith((".html", ".docx", ".odt"))]
)
@MORE
@given(SEEDS)
def test_each_word_of_a_damaged_text_is_in_the_map_or_named(name: str, seed: int) -> None:
    format, make = MAKERS[name]
    random = Random(seed)  # noqa: S311 - a seed makes the same text again
    text = make(random)
    assert isinstance(text, str)
    for _ in range(random.randint(1, 3)):
        if _BEGINNING_OF_WORD.search(text):
            text = random.choice(KINDS)(random, text)
    assert unaccounted(formats.parse(text, name, format), text) == set(), text


_ANY_WORD = re.compile(r"[^\W_]+")
_NUMBERS = re.compile(r"\d{1,3}[a-zº]?|[a-z]\d?|[ivx]{2,4}")
"""What numbers the items of a list."""


def all_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _ANY_WORD.findall(text.casefold())}


def strings_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from strings_in([*value, *value.values()])
        case list() | tuple():
            for item in value:
                yield from strings_in(item)


def words_in_table() -> set[str]:
    """Return the words that lists are read by: they say what an item is, and are no part of it."""
    table = [words.by_key() for words in (*LIST_WORDS.values(), *OUTLINE_WORDS.values())]
    # Japanese has no spaces between the words of a line that introduces a list.
    # "Option" is above the names of options in a table, and `<br>` is a line break in one.
    others = {"x", "title", "lang", "option", "br", "理由は以下のとおりです"}
    return all_words(strings_in(table)) | others


@pytest.mark.parametrize(
    "file", ["lists.txt", "list_sides.txt", "hand_ins.txt", "by_hand.txt", "asked.txt"]
)
def test_no_word_of_a_case_is_lost(file: str) -> None:
    lost: dict[str, set[str]] = {}
    for case in all_cases(file):
        name = case.title.partition(" ")[0]
        reading = formats.parse(case.text, name if "." in name else "list.txt")
        if reading.map is None or name.endswith((".opml", ".mm")):
            continue
        lines = reading.text.split("\n")
        found = all_words(strings_in(json.loads(dumps(reading.map, "json"))))
        found |= all_words(lines[number - 1] for number in lines_left_out(reading))
        missing = all_words(lines) - found - words_in_table()
        lost[case.title] = {word for word in missing if _NUMBERS.fullmatch(word) is None}
    assert lost == {title: set() for title in lost}


def messages(text: str, name: str) -> list[str]:
    return [finding.message for finding in formats.parse(dedent(text), name).diagnostics]


def test_what_is_left_out_of_a_list_is_named_by_kind() -> None:
    text = """\
        ---
        title: Phones
        author: Ann Lee
        ---
        - Phones ~~always~~ distract. ![A phone](phone.png)
          - ~~They ring.~~
            - Everybody has heard one.
          - They buzz. <!-- check this -->
          - See [the rules](#rules).
        ## Nothing is below this
        """
    assert messages(text, "phones.md") == [
        "argmap ignores 1 line of front matter (line 3)",
        "argmap ignores 1 image (line 5)",
        "argmap ignores 2 struck-out texts (lines 5–6)",
        "argmap ignores 1 item below struck-out text (line 7)",
        "argmap ignores 1 comment (line 8)",
        "argmap ignores 1 link within the text (line 9)",
        "argmap ignores 1 heading (line 10)",
    ]
    map = formats.parse(dedent(text), "phones.md").unwrap()
    assert [claim.text for claim in map.claims.values()] == [
        "Phones distract.",
        "They buzz.",
        "See the rules.",
    ]


def test_a_line_break_in_a_claim_is_kept() -> None:
    for name, text in (
        ("a.md", "- Phones distract,  \n  and they ring.\n"),
        ("a.md", "- Phones distract,<br>and they ring.\n"),
        ("a.html", "<ul><li>Phones distract,<br>and they ring.</li></ul>"),
        ("a.opml", '<opml><body><outline text="Phones distract,&#10;and they ring."/></body></opml>'),
        ("a.mm", '<map><node TEXT="Phones distract,&#10;and they ring."/></map>'),
    ):  # fmt: skip
        (claim,) = formats.parse(text, name).unwrap().claims.values()
        assert claim.text == "Phones distract,\nand they ring."


def test_the_word_claim_is_no_part_of_an_objection() -> None:
    map = formats.parse("- Phones distract.\n  - But: Claim 1: They help.\n", "a.txt").unwrap()
    assert [claim.text for claim in map.claims.values()] == ["Phones distract.", "They help."]


def test_a_linked_premise_with_nothing_before_it_is_named() -> None:
    assert messages("- Phones distract.\n  - And: They ring.\n", "a.txt") == [
        "no reason is above `And:`, so argmap reads this item as a reason"
    ]


def test_attributes_that_a_reader_could_show_are_named() -> None:
    text = """\
        <opml version="2.0"><head><ownerName>Ann Lee</ownerName></head><body>
        <outline text="Phones distract." category="school" created="today"/>
        </body></opml>
        """
    assert messages(text, "a.opml") == [
        "reading a.opml as a list: 1 claim",
        "argmap ignores 1 `ownerName` element (line 1)",
        "argmap ignores 1 `category` attribute (line 2)",
    ]


@pytest.mark.parametrize("address", ["https://example.org/a", "htps://a", "(ftp://b"])
def test_an_address_in_argdown_ends_in_a_comment(address: str) -> None:
    assert messages(f"[A]: See {address}.\n", "a.argdown") == [
        "`//` begins a comment in Argdown, so argmap ignores the rest of this line"
    ]


def test_a_link_of_an_outline_to_no_line_of_it_is_named() -> None:
    text = """\
        - **1** <a id="claim-a"></a>Phones distract, as [the rules](#rules) say.
          - **1.1** Objection: see [1](#claim-a): Phones distract, as the rules say.
        """
    assert messages(text, "a.md") == ["argmap ignores 1 link within the text (line 1)"]


def test_a_link_beside_an_attribution_is_named() -> None:
    text = "- **1** Phones distract.\n  (according to Lee) [who](https://example.org) *says so*\n"
    reading = formats.parse(text, "a.md")
    assert [finding.message for finding in reading.diagnostics] == [
        "argmap ignores 1 link (lines 1–2)"
    ]
    (claim,) = reading.unwrap().claims.values()
    assert claim.note == "(according to Lee) who says so"


def test_what_html_leaves_out_of_an_item_is_named() -> None:
    text = "- Phones <!distract> ring. <?php ring ?>\n  - They buzz.\n"
    assert messages(text, "a.md") == ["argmap ignores 2 comments (line 1)"]


def test_a_word_behind_the_word_of_a_role_is_kept() -> None:
    map = formats.parse("- Phones distract.\n  - But: Because: They ring:\n", "a.txt").unwrap()
    texts = [claim.text for claim in map.claims.values()]
    assert texts == ["Phones distract.", "Because: They ring:"]
