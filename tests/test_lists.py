"""Lists in text and Markdown: what they are read as, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import Kind, formats
from argmap.languages import ListWords, known_languages, load_words, words_for
from argmap.lint import report
from argmap.model import CLAIM_TYPES
from tests.case import Case, cases
from tests.run import argmap


@pytest.mark.parametrize("case", cases("lists.txt"))
def test_lists(case: Case, settle: Callable[[Case, str], None]) -> None:
    name = case.title.split()[0]
    reading = formats.parse(case.text, name)
    said = report(reading.diagnostics, {name: case.text}, "text")
    made = formats.write(reading.map, "native").data.decode() if reading.map else ""
    settle(case, (said + made).strip("\n"))


def test_five_bullets_typed_in_class_make_a_picture() -> None:
    typed = (
        b"- Phones should be banned in class\n"
        b"  - Phones distract\n"
        b"  - Pupils cheat with them\n"
        b"    - But: teachers can watch\n"
        b"  - Con: they help look things up\n"
    )
    result = argmap("render", "-", "-o", "-", stdin=typed)
    assert result.code == 0
    assert "Phones distract" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("text", "note"),
    [
        # Plainly a list: items with bullets, some of them below others; or an outline.
        ("# Phones\n\n- Phones distract.\n  - They ring.\n", ""),
        ("1. Phones distract.\n   a) They ring.\n2. Phones help.\n", ""),
        ("1 Phones distract.\n2 Phones help.\n", ""),
        # One level, lines without bullets, or text around the list: the file may be anything.
        ("- Phones distract.\n- Phones help.\n", "reading map.txt as a list: 2 claims"),
        ("Phones distract.\n    They ring.\n    They buzz.\n", "reading map.txt as a list: 3 claims, 2 reasons"),
        ("- Phones distract.\n  - They ring.\n\nDone.\n", "reading map.txt as a list: 2 claims, 1 reason"),
        # What may be read differently than it is meant.
        ("Phones distract.\n\n- They ring.\n- They buzz.\n", "reading map.txt as a list: 3 claims, 2 reasons; the title counts as a claim"),
        ("- Phones distract.\n  + They ring.\n  - They help.\n", "reading map.txt as a list: 3 claims, 1 reason, 1 objection; `-` marks an objection because the list also uses `+`"),
    ],
)  # fmt: skip
def test_a_note_says_how_a_list_was_read_where_that_is_doubtful(text: str, note: str) -> None:
    reading = formats.parse(text, "map.txt")
    notes = [found.message for found in reading.diagnostics if found.code == "read-as-list"]
    assert notes == [note] * bool(note)


def test_a_new_map_and_an_outline_are_read_without_a_note(tmp_path: Path) -> None:
    assert argmap("new", "school.md", cwd=tmp_path).code == 0
    school = formats.read(tmp_path / "school.md")
    assert school.diagnostics == ()
    outline = formats.write(school.unwrap(), "markdown").text
    assert formats.parse(outline, "school.md").diagnostics == ()


def test_a_hyphen_that_objects_objects_at_every_level_of_a_list() -> None:
    text = (
        "We should go.\n  It is fun.\n  - It is far.\n    - We have bikes.\n      They are new.\n"
    )
    map = formats.parse(text, "notes.txt").unwrap()
    kinds = {map.claims[each.premises[0]].text: each.kind for each in map.inferences.values()}
    assert kinds == {
        "It is fun.": Kind.SUPPORT,
        "It is far.": Kind.REBUTTAL,
        "We have bikes.": Kind.REBUTTAL,
        "They are new.": Kind.SUPPORT,
    }


@pytest.mark.parametrize("language", known_languages())
def test_every_language_has_words_for_a_weighing(language: str) -> None:
    for word in (words_for(language).weighing, *load_words(language, ListWords).weighing):
        text = f"- Phones distract.\n  - They ring.\n    - {word}: Safety matters more.\n"
        map = formats.parse(text, "notes.txt").unwrap()
        assert [inference.weighing for inference in map.inferences.values()] == [False, True]
        assert map.claims["safety-matters-more"].text == "Safety matters more."


@pytest.mark.parametrize("language", known_languages())
@pytest.mark.parametrize("type", CLAIM_TYPES)
@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("- ", Kind.SUPPORT),
        ("+ ", Kind.SUPPORT),
        ("− ", Kind.REBUTTAL),
        ("- {objection}: ", Kind.REBUTTAL),
        ("- {reason} 2: ", Kind.SUPPORT),
    ],
)
def test_a_word_before_a_colon_says_the_type_of_a_claim_in_every_language(
    language: str, type: str, lead: str, kind: Kind
) -> None:
    words = words_for(language)
    lead = lead.format(objection=words.objection, reason=words.reason)
    word = words.claim_types[type]
    text = f"- A claim.\n  {lead}{word}: One.\n  {lead}{word.upper()} 2: {word}: Two.\n"
    reading = formats.parse(text, "map.txt")
    _, one, two = reading.unwrap().claims.values()
    assert [(claim.text, claim.type) for claim in (one, two)] == [
        ("One.", type),
        (f"{word}: Two.", type),
    ]
    assert [inference.kind for inference in reading.unwrap().inferences.values()] == [kind] * 2
    notes = [found.message for found in reading.diagnostics if found.code == "read-as-type"]
    assert notes == [f"argmap reads `{word}:` as the type of the claim, `{type}`"]


def test_front_matter_has_the_title_and_the_language() -> None:
    text = "---\ntitle: 'Téléphones en classe'\nlang: fr\n---\n\n- Il faut interdire les téléphones.\n    - Mais : ils aident.\n"
    map = formats.parse(text, "notes.md").unwrap()
    assert (map.title, map.language) == ("Téléphones en classe", "fr")
    assert [inference.kind for inference in map.inferences.values()] == [Kind.REBUTTAL]


@pytest.mark.parametrize(
    ("front_matter", "item", "kind"),
    [
        ("language: de", "But the school office can always pass on a message", Kind.REBUTTAL),
        ("language: de", "But phones help", Kind.REBUTTAL),  # the other items are in English
        ("title: Phones", "Aber das Sekretariat ist immer da", Kind.REBUTTAL),
        ("language: fr", "But de la réforme et de la loi", Kind.SUPPORT),  # "goal"
        ("title: Phones", "Car traffic is the reason", Kind.SUPPORT),  # not French "car"
    ],
)
def test_an_item_can_be_in_another_language_than_the_map(
    front_matter: str, item: str, kind: Kind
) -> None:
    text = f"---\n{front_matter}\n---\n\n- Phones are a part of the day.\n  - {item}\n"
    map = formats.parse(text, "notes.md").unwrap()
    assert [inference.kind for inference in map.inferences.values()] == [kind]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, line_end: str) -> None:
    text = line_end.join(["# Phones", "", "- They distract.", "\t- They ring.", ""])
    (tmp_path / "notes.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    map = formats.read(tmp_path / "notes.md").unwrap()
    assert map.title == "Phones"
    assert [claim.text for claim in map.claims.values()] == ["They distract.", "They ring."]


def test_text_that_is_not_utf8_is_reported_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "notizen.txt").write_bytes(b"- Handys st\x81ren.\n")
    result = argmap("outline", "notizen.txt", cwd=tmp_path)
    assert result.code == 2
    assert result.err.startswith("notizen.txt:1:12: error[not-utf8]: byte 0x81 is not UTF-8 text\n")


def test_yaml_in_a_fence_leaves_a_list_a_list() -> None:
    text = "# Maps\n\n- They help.\n\n```yaml\nclaims:\n  - They help.\n```\n"
    assert formats.parse(text, "notes.md").format == "markdown"
    assert formats.parse("claims:\n  - They help.\n", "<stdin>").format == "native"


def test_a_long_list_without_bullets_is_read() -> None:
    text = "Phones should be banned.\n" + "".join(
        f"  Reason {number} is good.\n    It is so.\n" for number in range(2_600)
    )
    map = formats.parse(text, "notes.txt").map
    assert map is not None
    assert (len(map.claims), len(map.inferences)) == (5_201, 5_200)
