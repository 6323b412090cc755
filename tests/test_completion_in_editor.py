"""What the editor offers while one types: keys and ids, by the place of the cursor."""

from __future__ import annotations

import json
from functools import cache

import pytest

import argmap
from argmap.editing import complete
from argmap.page import Editor

MAP = """\
title: Should we go by bike?
sides: {yes: Go, no: Stay}
claims:
  go: {text: We should go by bike., side: yes, premises: [healthy], rebuttals: [rain]}
  healthy: {text: Cycling is healthy., evidence: survey, group: free time, tags: [physical]}
  rain: It will rain.
sources: {survey: {title: A survey}, study: {title: A study}}
schemes: {word of mouth: {questions: {seen: Who saw it?}}}
"""


@cache
def editor_of(text: str, name: str) -> Editor:
    """Return an editor of a text, for many questions: what can come next is asked of other texts."""
    return Editor(text, name)


def offered_with_details(typed: str) -> dict[str, str]:
    """Return what is offered where `|` is in a text that is typed after a whole map, and details."""
    before, _, after = typed.partition("|")
    place = {"line": before.count("\n") + 1, "column": len(before.rpartition("\n")[2]) + 1}
    message = {"revision": 0, "complete": {**place, "text": before + after}}
    answer = json.loads(editor_of(MAP, "map.yaml").answer(json.dumps(message)))
    word_length = len(before) - len(before.rstrip("abcdefghijklmnopqrstuvwxyz-_"))
    for item in answer["items"]:
        assert item["from"] == {**place, "column": place["column"] - word_length}
    return {item["text"]: item["detail"] for item in answer["items"]}


def offered(typed: str) -> list[str]:
    return list(offered_with_details(typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ti|", ["title: "]),
        ("claims:\n  go:\n    prem|", ["premises: "]),
        ("claims:\n  go: {text: We go., prem|", ["premises: "]),
        ("claims:\n  go: {text: We go., premises: [hea|", ["healthy"]),
        ("claims:\n  go: {premises: [[rain, hea|", ["healthy"]),
        ("claims:\n  go:\n    premises: hea|", ["healthy"]),
        ("claims:\n  go:\n    premises:\n      - hea|", ["healthy"]),
        ("claims:\n  go:\n    premises:\n    - hea|", ["healthy"]),
        (
            "claims:\n  go:\n    premises:\n      - rain\n\n      # a note\n      - hea|",
            ["healthy"],
        ),
        ("claims:\n  go:\n    premises:\n      - premises: [rain]\n        sch|", ["scheme: "]),
        ("claims:\n  go:\n    premises:\n      - premises: [rain, hea|", ["healthy"]),
        ("claims:\n  go:\n    objections: [ra|", ["rain"]),
        ("claims:\n  go:\n    premises: [rain,\n      hea|", ["healthy"]),
        ("claims:\n  - text: We go.\n    premises: [hea|", ["healthy"]),
        ("claims:\n  go:\n    side: n|", ["no"]),
        ("claims:\n  go:\n    evidence: st|", ["study"]),
        ("claims:\n  go:\n    evidence: [survey, st|", ["study"]),
        ("claims:\n  go:\n    main: t|", ["true"]),
        ("language: d|", ["de"]),
        ("sources:\n  a:\n    titl|", ["title: "]),
        ("expect:\n  hea|", ["healthy: "]),
        ("expect:\n  go: st|", ["stands"]),
        ("claims:\n  - te|", ["text: "]),
        ("claims:\n  - text: We go.\n    prem|", ["premises: "]),
        ("claims:\n- text: We go.\n  prem|", ["premises: "]),
        ("claims:\n  go:\n    group: f|", ["free time"]),
        ("claims:\n  go:\n    tags: [ph|", ["physical"]),
    ],
)
def test_what_can_come_next_is_offered(typed: str, first: list[str]) -> None:
    assert offered(typed)[: len(first)] == first


UNSUPPORTED = "A claim without support."


@pytest.mark.parametrize(
    ("typed", "all_of_them"),
    [
        ("check:\n  select: unsupported|", {"unsupported-claim": UNSUPPORTED, "rests-on-unsupported": "A claim whose reasons depend on unsupported claims."}),
        ("check: {ignore: [teach|", {"teaching": ""}),
        ("check: {fail_on: |", {"error": "", "warning": "", "note": "", "never": ""}),
        ("check:\n  |", {"select: ": "rules or groups to apply instead of the defaults", "ignore: ": "rules or groups to leave out", "fail_on: ": "the lowest severity that makes argmap check exit with 1: error, warning, note or never"}),
        ("claims:\n  go: {ignore: {unsupported-|", {"unsupported-claim: ": UNSUPPORTED}),
        ("claims:\n  go:\n    ignore:\n      unsupported-|", {"unsupported-claim: ": UNSUPPORTED}),
        ("claims:\n  go:\n    standard: |", {"shown": ""}),
        ("claims:\n  go: {premises: [{premises: [rain], scheme: wor|", {"word of mouth": "a scheme of this map"}),
        ("claims:\n  go: {premises: [cyc|", {"healthy": "Cycling is healthy."}),
        ("claims:\n  go: {premises: [雨|", {}),
        ("claims:\n  go: {side: |", {"yes": "Go", "no": "Stay"}),
        ("claims:\n  go: {evidence: |", {"survey": "A survey", "study": "A study"}),
        ("claims:\n  go: {main: |", {"true": "", "false": ""}),
        ("claims:\n  go: {side: yes}, |", {}),
        ("claims:\n  go:\n    text: We go.\n\n    # a note\n    te|", {}),
        ("claims:\n  go:\n    te|\n\n    # a note\n    text: We go.", {}),
        ("sides: {yes: {|", {"label: ": "its name"}),
        ("expect: {go: |", {"stands": "", "falls": "", "contested": "", "backed": "", "asserted": "", "open": "", "rebutted": "", "not shown": ""}),
        ("expect:\n  |", {"go: ": "We should go by bike.", "healthy: ": "Cycling is healthy.", "rain: ": "It will rain."}),
    ],
)  # fmt: skip
def test_all_that_can_come_next_is_offered_with_its_meaning(
    typed: str, all_of_them: dict[str, str]
) -> None:
    assert offered_with_details(typed) == all_of_them


@pytest.mark.parametrize(
    ("typed", "all_of_them"),
    [
        ("claims:\n  go:\n    premises: [|", ["healthy", "rain"]),
        ("claims:\n  go: {premises: [healthy], rebuttals: [|", ["healthy", "rain"]),
        ("claims:\n  rain:\n    rebuttals: |", ["go", "healthy"]),
    ],
)
def test_keys_and_a_claim_itself_are_not_offered_as_premises(
    typed: str, all_of_them: list[str]
) -> None:
    assert offered(typed) == all_of_them


def test_a_premise_that_begins_a_line_may_be_a_reason_of_its_own() -> None:
    assert offered("claims:\n  go:\n    premises:\n      - |")[:3] == [
        "healthy",
        "rain",
        "premises: ",
    ]


def test_keys_that_a_claim_has_are_not_offered_again() -> None:
    typed = "claims:\n  go:\n    text: We go.\n    |\n    premises:\n      - id: a\n    side: yes\n"
    keys = offered(typed + "  rain:\n    label: Rain")
    assert [key for key in ("text: ", "premises: ", "side: ") if key in keys] == []
    assert [key for key in ("id: ", "label: ") if key in keys] == ["id: ", "label: "]


def test_keys_that_the_next_claim_of_a_list_has_are_offered() -> None:
    keys = offered("claims:\n  - label: Go\n    |\n    side: yes\n  - text: It will rain.")
    assert [key for key in ("text: ", "label: ", "side: ") if key in keys] == ["text: "]


def test_a_key_is_found_by_the_beginning_of_a_word_of_its_meaning() -> None:
    assert offered("claims:\n  go:\n    te|") == ["text: "]


def test_a_scheme_is_offered_by_its_name() -> None:
    typed = "claims:\n  go:\n    premises:\n      - premises: [rain]\n        scheme: expert|"
    assert any("expert" in name for name in offered(typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("|", ["title: ", "language: "]),
        ("claims: |", []),
        ("claims:\n  g|", []),
        ("# no|", ["note: ", "expect: "]),
        ("a: [}{|", []),
        ("\n\n\n|", ["title: ", "language: "]),
        ("claims:\n- |", ["text: ", "id: "]),
    ],
)
def test_any_place_is_answered(typed: str, first: list[str]) -> None:
    assert offered(typed)[:2] == first


LIST = """\
Should we go by bike?

- We should go by bike.
  - Cycling is healthy.
    - Source: Lee (2019): Bikes, p. 3
  |
"""
NOTED = """\
# Should we go by bike?

- We should go by bike.
  - Cycling is healthy [1].
  |

## Sources

[1] Lee, Ann (2019). Bikes at school.
"""
OUTLINE = """\
Should we go by bike?

1 We should go by bike.
  1.1 Cycling is healthy. [common ground]
      (evidence: Lee 2019, p. 3)
  1.2 Objection: It will rain.
    1.2.1 Rebuttal: see 1.1: Cycling is healthy.
  |

Sources
=======

  Lee 2019 (lee-2019): Lee, “Bikes”, 2019
"""
OUTLINE_IN_MARKDOWN = """\
# Should we go by bike?

- **1** We should go by bike.
  - **1.1** <a id="claim-healthy"></a>Cycling is healthy. *common ground*
  - **1.2** Objection: It will rain.
  |
"""
GERMAN = """\
Sollen wir mit dem Rad zur Schule fahren?

- Wir sollten mit dem Rad zur Schule fahren, weil es gesund ist und nichts kostet.
  - Wer sich bewegt, ist auch in der Schule wach.
  |
"""


def offered_in(text: str, typed: str) -> list[str]:
    """Return what is offered at the end of what is typed in a list, as the texts that come of it."""
    is_markdown = text.startswith(("#", "- **"))
    editor = editor_of(text.replace("  |\n", ""), "map.md" if is_markdown else "map.txt")
    assert editor.session.format == ("markdown" if is_markdown else "text")
    before, after = text.split("|")
    before += typed
    line = before.rpartition("\n")[2]
    place = {"line": before.count("\n") + 1, "column": len(line) + 1}
    message = {"revision": 0, "complete": {**place, "text": before + after}}
    answer = json.loads(editor.answer(json.dumps(message)))
    texts: list[str] = []
    for item in answer["items"]:
        assert item["from"]["line"] == place["line"]
        texts.append(line[: item["from"]["column"] - 1].lstrip() + item["text"])
    return texts


@pytest.mark.parametrize(
    ("text", "typed", "first"),
    [
        (LIST, "- obj", ["- Objection: "]),
        (LIST, "- Wa", ["- Warrant: "]),
        (LIST, "- An", ["- And: "]),
        (LIST, "- Source: L", ["- Source: Lee (2019): Bikes"]),
        (LIST, "- It is so. [co", ["- It is so. [common ground]"]),
        (LIST, "- It is so. [implicit, co", ["- It is so. [implicit, common ground]"]),
        (NOTED, "- It is so *im", ["- It is so *implicit*"]),
        (NOTED, "- It is so [", ["- It is so [1]"]),
        (OUTLINE, "1.3 heal", ["1.3 see 1.1: Cycling is healthy."]),
        (OUTLINE, "1.3 Objection: rain", ["1.3 Objection: see 1.2: It will rain."]),
        (OUTLINE, "1.3 see 1", ["1.3 see 1: We should go by bike."]),
        (OUTLINE, "    (", ["(evidence: ", "(held by ", "(stated in "]),
        (OUTLINE, "    (evidence: L", ["(evidence: Lee 2019"]),
        (OUTLINE, "    (held by Lee; evidence: L", ["(held by Lee; evidence: Lee 2019"]),
        (OUTLINE_IN_MARKDOWN, "- **1.3** heal", ["- **1.3** see 1.1: Cycling is healthy."]),
        (GERMAN, "- Ei", ["- Einwand: "]),
        (LIST, "Nothing", []),
        (LIST, "- Nothing is known of such a be", []),
    ],
)
def test_what_can_come_next_in_a_list_is_offered(text: str, typed: str, first: list[str]) -> None:
    given = offered_in(text, typed)
    assert given[: len(first)] == first
    assert given or not first


ROLES = ["Reason: ", "Objection: ", "Rebuttal: ", "Against this inference: "]
REFERENCES = [
    "see 1: We should go by bike.",
    "see 1.1: Cycling is healthy.",
    "see 1.2: It will rain.",
]
MARKS = ["common ground", "implicit", "must be shown", "documented"]
WEIGHING = "Granted, but outweighed, because: "


@pytest.mark.parametrize(
    ("text", "typed", "all_of_them"),
    [
        (
            LIST,
            "- ",
            [*ROLES, WEIGHING, "Warrant: ", "And: ", "Source: ", "Fact: ", "Value: ", "Policy: "],
        ),
        (LIST, "- It is so. [", [f"{mark}]" for mark in MARKS]),
        (f"{LIST}\n[1] Lee, Ann.\n", "- It is so. [", [*(f"{mark}]" for mark in MARKS), "1]"]),
        (LIST, "- Source: ", ["Lee (2019): Bikes"]),
        (NOTED, "- It is so. *", [f"{mark}*" for mark in MARKS]),
        (NOTED, "- It is so. [", ["1]"]),
        (OUTLINE, "1.3 ", [*ROLES, WEIGHING, *REFERENCES]),
        (OUTLINE, "1.3 Objection: ", REFERENCES),
        (OUTLINE, "1.3 It is so. [", [f"{mark}]" for mark in (*MARKS, "fact", "value", "policy")]),
        (OUTLINE, "    (evidence: ", ["Lee 2019"]),
        (OUTLINE_IN_MARKDOWN, "- **1.3** ", [*ROLES, WEIGHING, *REFERENCES]),
    ],
)
def test_all_that_can_come_next_in_a_list_is_offered(
    text: str, typed: str, all_of_them: list[str]
) -> None:
    expected = [typed.lstrip() + each for each in all_of_them]
    assert offered_in(text, typed) == expected


def test_what_is_offered_in_a_list_is_read_as_what_it_says() -> None:
    kinds = {}
    text = LIST.replace("  |", "    |")
    for typed in offered_in(text, "- "):
        map = argmap.loads(text.replace("|", f"{typed}It is so."), "text")
        kinds[typed] = [map.inferences[id].noun for id in map.inferences][1:]
    assert kinds["- Objection: "] == ["objection"]
    assert kinds["- Against this inference: "] == ["undercutter"]
    assert kinds["- Granted, but outweighed, because: "] == ["weighing"]
    assert kinds["- Source: "] == []


def test_a_bracket_that_is_closed_is_not_closed_again() -> None:
    assert offered_in(LIST.replace("|\n", "|]\n"), "- It is so. [co") == [
        "- It is so. [common ground"
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", [[], [], [], [], []]),
        ("- ", [["- Reason: "]] * 4 + [["- Grund: "]]),
        ("1. ", [["1. Reason: "]] * 4 + [["1. Grund: "]]),
        ("# ", [[], [], [], [], []]),
        ("- [", [[], ["- [1]"], [], [], []]),
        ("(", [[], [], ["(evidence: "], ["(evidence: "], []]),
        ("- *", [[], [], [], [], []]),
        ("1.1 ", [["1.1 Reason: "]] * 4 + [["1.1 Grund: "]]),
        ("[1] ", [[], [], [], [], []]),
    ],
)
def test_any_place_in_a_list_is_answered(typed: str, first: list[list[str]]) -> None:
    texts = (LIST, NOTED, OUTLINE, OUTLINE_IN_MARKDOWN, GERMAN)
    assert [offered_in(text, typed)[:1] for text in texts] == first


@pytest.mark.parametrize("place", [{}, {"line": 0, "column": 1}, {"line": True, "column": 1}])
def test_a_wrong_place_is_a_sentence(place: dict[str, object]) -> None:
    answer = Editor(MAP).answer_object({"revision": 0, "complete": place})
    assert answer["problem"] == "to complete a text, the editor needs a `line` and a `column`"


@pytest.mark.soak
def test_a_long_line_is_answered_at_once() -> None:
    lines = {
        "a" * 400_000 + " ": ["title: "],
        "- " * 200_000: [],
        "{" * 400_000: ["title: "],
        "a: " * 100_000: [],
    }
    for line, first in lines.items():
        assert offered(f"{line}|")[:1] == first
        brackets = f"- {line} [" + " [" * 100_000
        for text in (LIST, OUTLINE, OUTLINE_IN_MARKDOWN):
            assert offered_in(text, line) == []
            marks = [made.removeprefix(brackets) for made in offered_in(text, brackets)]
            assert marks == (
                []
                if text is OUTLINE_IN_MARKDOWN
                else ["common ground]", "implicit]", "must be shown]", "documented]"]
            )


def test_a_place_beyond_the_text_is_answered() -> None:
    place = {"line": 10**9, "column": 10**9}
    answer = Editor(MAP).answer_object({"revision": 0, "complete": place})
    assert "items" in answer


@pytest.mark.parametrize(("number", "is_cut"), [(50, False), (51, True)])
def test_of_many_claims_fifty_are_offered(number: int, is_cut: bool) -> None:
    claims = {f"c{place:02}": "It is so." for place in range(number)}
    map = argmap.loads(json.dumps({"claims": claims}))
    typed = "claims:\n  go: {premises: ["
    found = complete(typed, 2, len(typed) - len("claims:\n") + 1, map)
    assert [item.text for item in found.items] == list(claims)[:50]
    assert found.is_cut is is_cut
