"""What the page of the editor asks of argmap, and how it is answered."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import formats
from argmap.api import WritableFormat
from argmap.editing import format_reading
from argmap.languages import editor_words_for, known_languages
from argmap.page import Editor
from tests.case import Case
from tests.conftest import mostly_soak
from tests.generated import debate
from tests.hostile_case import files_of
from tests.list_styles import list_of
from tests.native_styles import styled
from tests.random_operations import choose
from tests.test_hostile import CORPUS, every_fifth_or_soak

MAP = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, main: true, premises: [healthy], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey}
  rain: It will rain.
sources: {survey: {title: A survey}}
"""
BROKEN = "claims: {a: {text: A., premises: [b]}}"
LIST = "- We should go by bike.\n  - Pro: Cycling is healthy.\n"


class Page:
    """A page of the editor: the text that it shows, and the revision that it knows."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.text = ""
        self.revision = -1
        self.take(self.ask(state=True))

    def ask(self, **message: object) -> dict[str, Any]:
        """Return the answer to a message."""
        written = self.editor.answer(json.dumps({"revision": self.revision, **message}))
        assert written.isascii()
        answer: dict[str, Any] = json.loads(written)
        return answer

    def take(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Take an answer over, as the page does."""
        self.revision = answer["revision"]
        if "text" in answer:
            self.text = answer["text"]
        for edit in reversed(answer.get("edits", [])):
            start = offset(self.text, edit["line"], edit["column"])
            end = offset(self.text, edit["end_line"], edit["end_column"])
            self.text = self.text[:start] + edit["text"] + self.text[end:]
        return answer

    def type(self, text: str) -> dict[str, Any]:
        """Type a text in the place of the one before."""
        self.text = text
        return self.take(self.ask(text=text))

    def operate(self, operation: str, **arguments: object) -> dict[str, Any]:
        """Carry out an operation."""
        return self.take(self.ask(operation=operation, arguments=arguments))


def offset(text: str, line: int, column: int) -> int:
    return sum(map(len, text.splitlines(keepends=True)[: line - 1])) + column - 1


def page_of(text: str = MAP, name: str = "map.yaml", format: str = "") -> Page:
    return Page(Editor(text, name, format))


def test_a_finding_has_the_texts_of_what_it_names() -> None:
    text = (
        "sides: {yes: We go, no: We stay, other: ''}\nclaims:\n"
        "  go: {text: We should go by bike., side: yes, main: true, rebuttals: [rain]}\n"
        "  rain: {text: It will rain in the afternoon and then again all night, side: no}\n"
    )
    answer = page_of(text).ask(state=True)
    parts = {finding["code"]: finding["parts"] for finding in answer["findings"]}
    rain = {"claim": "rain", "text": "It will rain in the afternoon and then again all night"}
    assert parts["unsupported-claim"] == [rain, " is unsupported"]
    assert parts["unused-side"] == ["the side “other” has no claims"]
    # What is wrong in the text itself is as it is there.
    answer = page_of(f"{text}expect: {{rian: stands}}\n").ask(state=True)
    assert answer["findings"][0]["parts"] == ["unknown claim `rian`"]


def test_the_state_is_all_that_is_shown_of_a_text() -> None:
    page = page_of()
    answer = page.ask(state=True)
    assert (answer["revision"], answer["title"], answer["text"]) == (
        0,
        "Should we go by bike?",
        MAP,
    )
    assert (answer["language"], answer["is_rtl"], answer["is_broken"]) == ("en", False, False)
    assert (answer["name"], answer["format"]) == ("map.yaml", "native")
    assert (answer["can_undo"], answer["can_redo"]) == (False, False)
    assert [claim["id"] for claim in answer["map"]["claims"]] == ["go", "healthy", "rain"]
    assert answer["verdicts"]["claims"]["go"]["verdict"] == "stands"
    codes = [finding["code"] for finding in answer["findings"]]
    found = argmap.check(argmap.loads(MAP))
    assert codes == [each.code for each in sorted(found, key=lambda each: each.severity.rank)]
    assert "unsupported-claim" in codes
    lines = MAP.splitlines()
    texts = []
    for place in answer["places"]:
        assert place["line"] == place["end_line"]
        texts.append(lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1])
    assert texts == ["We should go by bike.", "Cycling is healthy.", "It will rain."]


def test_its_picture_is_that_of_a_page() -> None:
    page = argmap.render(argmap.loads(MAP), "page").decode()
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    answer = page_of().ask(state=True)
    assert answer["map"] == json.loads(data)
    assert answer["legend"] in page
    assert answer["patterns"] in page


def test_it_has_what_the_author_wrote_of_claims() -> None:
    state = page_of(
        MAP.replace("evidence: survey", "evidence: [survey p. 2, survey p. 4], type: value")
    ).ask(state=True)
    assert state["sides"] == [["yes", "Go"], ["no", "Stay"]]
    assert state["inferences"] == ["healthy:supports:go", "rain:rebuts:go"]
    go, healthy, _ = state["written"]
    assert go == {
        "text": "We should go by bike.",
        "side": "yes",
        "main": True,
        "type": "",
        "evidence": [],
    }
    assert (healthy["side"], healthy["main"], healthy["type"]) == ("", False, "value")
    assert healthy["evidence"] == ["“A survey” n.d., p. 2", "“A survey” n.d., p. 4"]


def test_a_list_becomes_a_map_in_the_native_format() -> None:
    page = page_of()
    converted = page.ask(convert=LIST)["converted"]
    made = argmap.loads(converted, "native")
    assert [claim.text for claim in made.claims.values()] == [
        "We should go by bike.", "Cycling is healthy."
    ]  # fmt: skip
    assert "does not contain a list" in page.ask(convert="\0")["problem"]
    assert page.ask(state=True)["text"] == MAP


@pytest.mark.parametrize("name", ["map.yaml", "list.txt", "list.md"])
def test_a_pasted_text_is_what_it_is_in_any_file(name: str) -> None:
    page = page_of("", name)
    native = "claims:\n  go: {text: We go., premises: [fun]}  # why\n  fun: It is fun.\n"
    argdown = "[Go]: We go.\n  + [Fun]: It is fun.\n"
    bare = "We go.\n  It is fun.\n  It is cheap.\n"
    for text, format in ((native, "native"), (argdown, "argdown"), (bare, "text"), (LIST, "text")):
        page.ask(open={"text": page.ask(convert=text, as_list=True)["converted"], "name": name})
        claims = [claim["text"] for claim in page.ask(state=True)["map"]["claims"]]
        given = argmap.loads(text, format).claims.values()  # type: ignore[arg-type]
        assert claims == [claim.text for claim in given]
    if name == "map.yaml":
        assert page.ask(convert=native)["converted"] == native


@pytest.mark.parametrize("language", known_languages())
def test_the_example_of_a_list_is_a_map_with_all_kinds(language: str) -> None:
    example = editor_words_for(language).list_example
    reading = argmap.formats.parse(example, "list.txt")
    assert len(reading.unwrap().claims) == 5
    inferences = reading.unwrap().inferences.values()
    assert [(each.kind, len(each.premises)) for each in inferences] == [
        (argmap.Kind.SUPPORT, 1), (argmap.Kind.SUPPORT, 2), (argmap.Kind.REBUTTAL, 1)
    ]  # fmt: skip
    assert page_of().ask(convert=example)["notes"] == []


def test_others_are_marked_where_a_main_claim_by_its_place_is_to_be_none() -> None:
    text = "claims:\n  a: {text: A is., premises: [C is.]}\n  b: {text: B is., premises: [D is.]}\n"
    page = page_of(text)
    page.ask(revision=0, operation="set_main", arguments={"claim": "a", "value": False})
    state = page.ask(state=True)
    assert [state["map"]["claims"][main]["id"] for main in state["map"]["mains"]] == ["b"]
    assert [claim["text"] for claim in state["written"] if claim["main"]] == ["B is."]


def test_a_text_is_opened_anew() -> None:
    page = page_of()
    page.type(MAP.replace("rain.", "pour."))
    answer = page.take(page.ask(open={"text": LIST, "name": "bike.md", "format": ""}))
    assert (answer["revision"], answer["format"], answer["can_undo"]) == (0, "markdown", False)
    assert [claim["text"] for claim in answer["map"]["claims"]] == [
        "We should go by bike.", "Cycling is healthy.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.yaml", "", "native"), ("a.yaml", "claims: [", "native"), ("a.md", "", "markdown"),
        ("a.txt", "", "text"), ("a.md", LIST, "markdown"), ("map", MAP, "native"),
    ],
)  # fmt: skip
def test_the_format_is_that_of_the_text_or_the_name(name: str, text: str, format: str) -> None:
    assert page_of(text, name).ask(state=True)["format"] == format


# --- changes ---


def test_an_operation_is_answered_with_its_edits() -> None:
    page = page_of()
    answer = page.operate("add_reason", claim="rain", text="The sky is dark.")
    assert answer["revision"] == 1
    assert answer["focus"] in [claim["id"] for claim in answer["map"]["claims"]]
    assert "text" not in answer
    assert page.text == page.ask(state=True)["text"]
    assert argmap.loads(page.text).claims[answer["focus"]].text == "The sky is dark."


def test_typed_text_has_no_edits() -> None:
    page = page_of()
    answer = page.type(MAP.replace("rain.", "pour."))
    assert (answer["revision"], answer["edits"]) == (1, [])
    assert answer["map"]["claims"][2]["text"] == "It will pour."
    # The same text is no change.
    assert page.type(page.text)["revision"] == 1


def test_a_comment_makes_no_new_picture() -> None:
    editor = Editor(MAP)
    before = editor.answer_object({"state": True})
    answer: dict[str, Any] = editor.answer_object({"revision": 0, "text": f"# A note.\n{MAP}"})
    assert answer["map"] is before["map"]
    assert answer["verdicts"] is before["verdicts"]
    assert answer["places"][-1]["line"] == 7
    reworded = editor.answer_object({"revision": 1, "text": MAP.replace("rain.", "pour.")})
    assert reworded["map"] is not before["map"]
    # The order of claims is part of the picture.
    lines = MAP.splitlines(keepends=True)
    lines[4:6] = reversed(lines[4:6])
    turned = editor.answer_object({"revision": 2, "text": "".join(lines)})
    whole = Editor("".join(lines)).answer_object({"state": True})
    assert (turned["map"], turned["places"]) == (whole["map"], whole["places"])


def test_an_answer_says_which_id_became_which() -> None:
    page = page_of(LIST, "bike.md")
    [go, healthy] = [claim["id"] for claim in page.ask(state=True)["map"]["claims"]]
    answer = page.operate("set_text", claim=healthy, text="Bikes cost little.")
    new = answer["map"]["claims"][1]["id"]
    assert answer["ids"][healthy] == new != healthy
    assert go not in answer["ids"]
    deleted = page.operate("delete", claim=new)
    assert deleted["ids"][new] is None


def test_one_history_for_typing_and_operations() -> None:
    page = page_of()
    page.type(MAP.replace("rain.", "pour."))
    page.operate("add_reason", claim="rain", text="The sky is dark.")
    last = page.text
    assert page.take(page.ask(undo=True))["can_redo"]
    answer = page.take(page.ask(undo=True))
    assert (page.text, answer["can_undo"], answer["can_redo"]) == (MAP, False, True)
    assert page.ask(undo=True)["problem"] == "there is nothing to undo"
    page.take(page.ask(redo=True))
    answer = page.take(page.ask(redo=True))
    assert (page.text, answer["can_redo"]) == (last, False)
    assert page.ask(redo=True)["problem"] == "there is nothing to redo"


def test_while_a_text_is_broken_the_last_good_map_is_shown() -> None:
    page = page_of()
    before = page.ask(state=True)
    answer = page.type(MAP + "  - [")
    assert answer["is_broken"]
    [finding] = answer["findings"]
    assert (finding["severity"], finding["place"]["line"]) == ("error", 8)
    for shown in ("map", "verdicts", "title", "legend", "patterns"):
        assert answer[shown] == before[shown]
    refused = page.ask(operation="delete", arguments={"claim": "rain"})
    assert refused["problem"].startswith("the text cannot be read as a map at present")
    assert not page.type(MAP)["is_broken"]


def test_of_a_text_that_is_broken_from_the_start_what_can_be_read_is_shown() -> None:
    text = "claims:\n  a: School should start at nine.\n  b: {text: Sleep helps\n"
    answer = page_of(text).ask(state=True)
    assert answer["is_broken"]
    claims = [claim["text"] for claim in answer["map"]["claims"]]
    assert claims == ["School should start at nine.", "Sleep helps"]
    [finding] = answer["findings"]
    assert (finding["severity"], finding["place"]["line"]) == ("error", 3)


def test_a_text_in_which_nothing_can_be_read_has_no_map() -> None:
    answer = page_of("claims: [").ask(state=True)
    assert (answer["verdicts"], answer["map"], answer["is_broken"]) == (None, None, True)


def test_a_finding_is_fixed() -> None:
    page = page_of(MAP.replace("[healthy]", "[helthy]"))
    state = page.ask(state=True)
    [number] = [n for n, finding in enumerate(state["findings"]) if finding["fixes"]]
    answer = page.take(page.ask(fix=number))
    assert (page.text, answer["is_broken"]) == (MAP, False)
    assert page.take(page.ask(undo=True))["is_broken"]
    for wrong in (99, -1, True, "0", None):
        assert page.ask(fix=wrong)["problem"] == "there is no finding with this number"
    assert page.ask(fix=number, choice=99)["problem"] == "this finding has no such fix"


def test_an_objection_beside_the_point_is_moved_to_the_inference_that_it_doubts() -> None:
    page = page_of(
        "sources: {lab: {title: Report}}\n"
        "claims:\n"
        "  guilty: {text: She laid the fire., premises: [petrol]}\n"
        "  petrol: {text: Petrol was on her coat., evidence: lab, rebuttals: [mower]}\n"
        "  mower: She had filled her lawn mower.\n"
    )
    findings = page.ask(state=True)["findings"]
    [finding] = [each for each in findings if each["moves"]]
    [move] = finding["moves"]
    assert (finding["code"], move["text"]) == ("rebuts-common-ground", "She laid the fire.")
    arguments = {"inference": finding["subject"], "to": [move["to"]]}
    answer = page.take(page.ask(operation="undercut_instead", arguments=arguments))
    assert not any(each["moves"] for each in answer["findings"])
    assert "      - premises: [petrol]\n        undercutters: [mower]\n" in page.text


def test_a_refusal_says_which_argument_allows_it() -> None:
    page = page_of(MAP.replace("  rain: It will rain.", "  # so they say\n  rain: It will rain."))
    refused = page.ask(operation="delete", arguments={"claim": "rain"})
    assert (refused["revision"], refused["confirm"]) == (0, "with_comments")
    assert "text" not in refused
    answer = page.take(
        page.ask(operation="delete", arguments={"claim": "rain"}, with_comments=True)
    )
    assert "rain" not in [claim["id"] for claim in answer["map"]["claims"]]
    assert "so they say" not in page.text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_the_ends_of_lines_are_kept(end: str) -> None:
    text = MAP.replace("\n", end)
    page = page_of(text)
    # A browser has one character at the end of each line.
    typed = page.text.replace(end, "\n").replace("rain.", "pour.") + "# one\n# two\n"
    page.ask(text=typed)
    expected = text.replace("rain.", "pour.") + f"# one{end}# two{end}"
    assert page.ask(state=True)["text"] == expected


def test_mixed_ends_of_lines_are_kept() -> None:
    text = "claims:\r\n  a: A.\n  b: B.\r\n  c: C.\r\n"
    page = page_of(text)
    page.ask(text="claims:\n  a: A.\n  b: B.\n  x: X.\n  c: C.\n")
    assert page.ask(state=True)["text"] == text.replace("  c", "  x: X.\r\n  c")


def random_changes(page: Page, random: Random, number: int) -> None:
    """Change a text in any way; the page has what the editor has, whatever is refused."""
    for _ in range(number):
        map = page.editor.session.reading.map
        what = random.random()
        if what < 0.15:
            answer = page.take(page.ask(undo=True))
        elif what < 0.25:
            answer = page.take(page.ask(redo=True))
        elif what < 0.35 or map is None:
            place = random.randrange(len(page.text) + 1)
            typed = random.choice(["x", "\n", "- ", "[", "# "])
            answer = page.type(page.text[:place] + typed + page.text[place:])
        elif what < 0.45:
            answer = page.take(page.ask(fix=random.randrange(3)))
        else:
            chosen = choose(map, random)
            answer = page.take(
                page.ask(
                    operation=chosen.name,
                    arguments=chosen.arguments,
                    with_comments=random.random() < 0.5,
                )
            )
        assert page.text == page.editor.session.text.removeprefix("\ufeff")
        assert "edits" in answer or answer["problem"]
        assert answer["revision"] == page.editor.session.revision


def texts_for_changes(random: Random) -> Iterator[tuple[str, str]]:
    """Yield texts of maps with the names of their files."""
    yield MAP, "map.yaml"
    yield styled(debate(8, random.randrange(1000)), random), "map.yaml"
    yield list_of(random, is_markdown=True), "map.md"
    yield list_of(random, is_markdown=False), "map.txt"


@pytest.mark.soak(but=["0"])
@pytest.mark.parametrize("seed", mostly_soak(range(200), 0, 1, 2, 3))
def test_the_page_has_what_the_editor_has(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    for text, name in texts_for_changes(random):
        format = {"md": "markdown", "txt": "text"}.get(name.rpartition(".")[2], "native")
        random_changes(page_of(text, name, format), random, 12)


# --- two pages of one editor ---


def test_typing_on_two_pages_is_joined() -> None:
    one = page_of()
    two = Page(one.editor)
    one.type(MAP.replace("rain.", "pour."))
    answer = two.take(two.ask(text=MAP.replace("Should we", "Shall we")))
    assert "problem" not in answer
    expected = MAP.replace("rain.", "pour.").replace("Should we", "Shall we")
    assert answer["text"] == expected
    assert one.take(one.ask(state=True))["text"] == expected


def test_two_pages_may_type_the_same() -> None:
    one = page_of()
    two = Page(one.editor)
    one.type(MAP.replace("rain.", "pour."))
    answer = two.ask(text=one.text)
    assert "problem" not in answer
    assert (answer["revision"], answer["text"]) == (1, one.text)


def test_an_operation_is_carried_out_though_another_page_was_faster() -> None:
    one = page_of()
    two = Page(one.editor)
    one.operate("add_reason", claim="rain", text="The sky is dark.")
    answer = two.take(
        two.ask(operation="add_reason", arguments={"claim": "go", "text": "It is cheap."})
    )
    assert "problem" not in answer
    assert answer["focus"] in argmap.loads(answer["text"]).claims
    assert one.take(one.ask(state=True))["text"] == two.text
    assert {"It is cheap.", "The sky is dark."} <= {
        claim.text for claim in argmap.loads(two.text).claims.values()
    }


def test_the_text_gets_its_canonical_layout_which_can_be_undone() -> None:
    page = page_of()
    page.type(MAP.replace(": ", ":   "))
    answer = page.take(page.ask(format=True))
    assert answer["can_undo"]
    assert page.text == format_reading(formats.parse(MAP, "map.yaml"))
    assert page.take(page.ask(undo=True))["revision"] == 3
    assert page.text == MAP.replace(": ", ":   ")


@pytest.mark.parametrize(
    "message",
    [
        {"text": MAP.replace("rain.", "snow.")},
        {"text": MAP.replace("Cycling is", "Bikes are")},  # the line above
        {"text": MAP.replace("A survey", "Our survey")},  # the line below
        {"operation": "add_reason", "arguments": {"claim": "rain", "text": "Why."}},
        {"operation": "delete", "arguments": {"claim": "rain"}},
        {"undo": True},
        {"redo": True},
        {"fix": 0},
    ],
)
def test_what_meets_the_change_of_another_page_is_refused(message: dict[str, object]) -> None:
    one = page_of()
    two = Page(one.editor)
    one.type(MAP.replace("rain.", "pour."))
    answer = two.ask(**message)
    assert answer["problem"] == (
        "the text has changed since revision 0, so this was not done; look at the text, and do it"
        " again"
    )
    # The page takes over all of it.
    assert (answer["revision"], answer["text"]) == (1, one.text)
    assert answer["map"]["claims"][2]["text"] == "It will pour."


def test_a_revision_that_never_was_is_refused() -> None:
    page = page_of()
    for revision in (5, -1):
        assert page.ask(revision=revision, undo=True)["text"] == MAP


# --- saving, and what cannot be answered ---


@pytest.mark.parametrize("format", ["svg", "page", "text", "native", "opml", "docx"])
def test_a_map_is_saved_as_the_command_writes_it(format: WritableFormat) -> None:
    answer = page_of(name="bike.yaml").ask(save_as=format)
    assert b64decode(answer["data"]) == argmap.convert(argmap.loads(MAP), format).data
    ending = {"page": "html", "text": "txt", "native": "yaml"}.get(format, format)
    assert answer["name"] == f"bike.{ending}"


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("", "a message to the editor must be a JSON object"),
        ("[" * 100_000, "a message to the editor must be a JSON object"),
        ("[]", "a message to the editor must be a JSON object"),
        ('{"revision": Infinity}', "a message to the editor needs a whole number as its `revision`"),
        ("{}", "a message to the editor needs a whole number as its `revision`"),
        ('{"revision": true, "undo": true}',
         "a message to the editor needs a whole number as its `revision`"),
        ('{"revision": 0}', "a message to the editor must say what to do"),
        ('{"revision": 0, "text": 3}', "a message to the editor needs a text as its `text`"),
        ('{"open": 3}', "a message to the editor needs an object as its `open`"),
        ('{"open": {}}', "a message to the editor needs a text as its `text`"),
        ('{"open": {"text": "", "format": "nativ"}}',
         "unknown format `nativ`: did you mean `native`?"),
        ('{"revision": 0, "save_as": "sgv"}', "unknown format `sgv`: did you mean `svg`?"),
        ('{"revision": 0, "operation": "add_reason"}',
         "a message to the editor needs an object as its `arguments`"),
        ('{"revision": 0, "operation": "add_raeson", "arguments": {}}',
         "unknown operation `add_raeson`: did you mean `add_reason`?"),
        ('{"revision": 0, "operation": "add_reason", "arguments": {"claim": "rian", "text": "R."}}',
         "unknown claim `rian`: did you mean `rain`?"),
        ('{"revision": 0, "operation": "add_reason", "arguments": {"revision": 3}}',
         "an operation has no argument `revision`"),
        ('{"revision": 0, "operation": "add_reason", "arguments": {"self": 3}}',
         "an operation has no argument `self`"),
        (json.dumps({"revision": 0, "text": "#" * 5_000_001}),
         "the text is too long: 5,000,001 characters, and the editor takes 5,000,000"),
        (json.dumps({"open": {"text": "#" * 5_000_001}}),
         "the text is too long: 5,000,001 characters, and the editor takes 5,000,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_sentence(message: str, problem: str) -> None:
    editor = Editor(MAP)
    answer = json.loads(editor.answer(message))
    assert answer == {"revision": 0, "problem": problem}
    assert editor.session.text == MAP


KEYS = st.sampled_from(
    [
        "revision",
        "text",
        "operation",
        "arguments",
        "undo",
        "redo",
        "fix",
        "choice",
        "complete",
        "line",
        "column",
        "state",
        "open",
        "name",
        "format",
        "save_as",
        "with_comments",
        "keep",
        "save",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | st.floats() | st.text(max_size=5)
    | st.sampled_from(["add_reason", "delete", "rename", "go", "rain", "svg", MAP, BROKEN, LIST]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@given(messages=st.lists(st.dictionaries(KEYS, VALUES, max_size=5) | VALUES, max_size=4))
def test_any_message_is_answered(messages: list[object]) -> None:
    editor = Editor(MAP)
    for message in messages:
        if isinstance(message, dict) and message.get("revision") in (0, 1):
            message["revision"] = editor.session.revision
        answer = json.loads(editor.answer(json.dumps(message)))
        assert answer["revision"] == editor.session.revision
        assert len(answer) > 1


def test_an_operation_on_a_claim_that_is_gone_is_refused() -> None:
    page = page_of()
    page.operate("delete", claim="rain")
    answer = page.ask(operation="set_text", arguments={"claim": "rain", "text": "R."})
    assert answer["problem"].startswith("unknown claim `rain`")


@pytest.mark.parametrize("format", ["json", "argdown", "sadface", "docx"])
def test_a_format_that_cannot_be_edited_is_refused(format: str) -> None:
    with pytest.raises(
        argmap.ArgmapError, match=f"cannot edit files in the format `{format}`.*argmap convert"
    ):
        Editor("{}", "map", format)


def test_a_broken_text_cannot_be_saved() -> None:
    problem = page_of("claims: [").ask(save_as="svg")["problem"]
    assert problem == "the text has errors; fix them before you save it as svg"


def test_a_map_with_too_many_claims_is_refused() -> None:
    page = page_of()
    before = page.ask(state=True)["map"]
    claims = "".join(f"  c{number}: Claim {number}.\n" for number in range(5001))
    problem = (
        "map.yaml is too large to edit: it has 5,001 claims, and the limit is 5,000; split it into"
        " several files"
    )
    with pytest.raises(argmap.ArgmapError, match=re.escape(problem)):
        Editor(f"claims:\n{claims}")
    # What is typed is never lost.
    answer = page.type(f"claims:\n{claims}")
    assert answer["findings"][0]["message"] == problem
    assert answer["map"] == before


def test_a_text_reaches_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "part.yaml").write_text("claims: {secret: A secret.}")
    (tmp_path / "pyproject.toml").write_text("[tool.argmap.check]\nignore = ['all']\n")
    monkeypatch.chdir(tmp_path)
    claims = "claims: {a: A holds., b: B holds.}"
    [finding] = page_of(f"include: [part.yaml]\n{claims}").ask(state=True)["findings"]
    assert finding["code"] == "sandboxed"
    # Settings of the folder that argmap runs in are not those of the text.
    codes = {finding["code"] for finding in page_of(claims).ask(state=True)["findings"]}
    assert "unsupported-claim" in codes


def calls_of(editor: Editor, message: dict[str, object]) -> int:
    """Return how many functions of Python are called for an answer."""
    number = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        editor.answer(json.dumps(message))
    finally:
        sys.setprofile(None)
    return number


def test_an_edit_takes_less_work_than_the_first_picture() -> None:
    Editor(MAP).answer('{"state": true}')  # what is imported then is not counted
    editor = Editor()
    claims = "".join(f"  c{n}: Sentence {n} is broken into lines only once.\n" for n in range(60))
    first = calls_of(editor, {"open": {"text": f"claims:\n{claims}"}})
    edited = calls_of(editor, {"revision": 0, "text": f"claims:\n{claims}  new: A claim.\n"})
    assert edited < 0.6 * first


@pytest.mark.parametrize("case", every_fifth_or_soak(CORPUS, 1))
def test_hostile_texts_are_answered(case: Case) -> None:
    first, *_ = files_of(case)
    name = first.name if first.name.isprintable() else "map.yaml"
    text = first.data.decode("utf-8", "replace")
    editor = Editor()
    answer = json.loads(editor.answer(json.dumps({"open": {"text": text, "name": name}})))
    assert ("problem" in answer) != ("findings" in answer)
    converted = json.loads(editor.answer(json.dumps({"revision": 0, "convert": text})))
    assert ("problem" in converted) != ("converted" in converted)
    answer = json.loads(editor.answer(json.dumps({"revision": answer["revision"], "text": text})))
    assert "findings" in answer


def test_what_is_typed_in_one_field_is_one_step() -> None:
    page = page_of(LIST, "list.md")
    [_, claim] = page.ask(state=True)["map"]["claims"]
    id = claim["id"]
    for text in ("Cycling is", "Cycling is good", "Cycling is good for you."):
        answer = page.take(
            page.ask(operation="set_text", arguments={"claim": id, "text": text}, field="f1")
        )
        assert answer["ids"][id] == page.ask(state=True)["map"]["claims"][1]["id"]
        id = answer["ids"][id]
        assert page.text == LIST.replace("Cycling is healthy.", text)
        assert page.editor.session.text == page.text
    refused = page.ask(operation="set_text", arguments={"claim": id, "text": ""}, field="f1")
    assert "empty" in refused["problem"]
    assert page.ask(state=True)["text"] == page.text
    page.take(page.ask(state=True))
    page.take(page.ask(undo=True))
    assert page.text == LIST
    # Another field is another step.
    for number, text in enumerate(("One.", "Two.")):
        [_, claim] = page.ask(state=True)["map"]["claims"]
        arguments = {"claim": claim["id"], "text": text}
        page.take(page.ask(operation="set_text", arguments=arguments, field=f"g{number}"))
    page.take(page.ask(undo=True))
    assert page.text == LIST.replace("Cycling is healthy.", "One.")
