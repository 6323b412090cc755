"""`argmap rename`: an id is changed wherever it is used, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from argmap import ArgmapError, ArgumentMap, dumps, formats, loads, read, rename
from argmap.formats import rename_id
from tests.conftest import ROOT
from tests.run import argmap
from tests.strategies import maps

DEBATE = """\
# distract is told of in this comment, and stays.
sides: {ban: Ban phones, keep: Keep them}
sources: {study: A study of distract, other: Another}
claims:
  phones:
    text: distract is a word of this text.
    side: ban   # ban
    stated_in: [study p. 1, "study p. 2, 3", other]
    premises:
      - distract
      - [distract, "more"]
      - premises: distract
        warrant: 'more'
        stated_in: study
        undercutters: [distract, [more, distract]]
      - text: It is distract, too.
        id: inner
        rebuttals: distract
    rebuttals: [{premises: [inner], undercutters: [distract], outweighed_by: [distract, more]}]
  distract: {text: Phones distract., evidence: study, tags: [distract], note: distract}
  more: There is more to it.
expect: {distract: stands}
"""


def renamed(text: str, old: str, new: str) -> str:
    """Return the text of a map in which an id is another one."""
    reading = formats.parse(text, "map.yaml")
    return reading.edited(rename_id(reading, old, new))["map.yaml"]


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    (tmp_path / "debate.yaml").write_text(DEBATE)
    return tmp_path


def test_a_claim_is_renamed_wherever_it_is_used(debate: Path) -> None:
    result = argmap("rename", "distract", "attention", "debate.yaml", cwd=debate)
    assert result == (0, "", "debate.yaml: renamed `distract` to `attention` on 8 lines\n")
    expected = DEBATE
    for before, after in (
        ("- distract\n", "- attention\n"),
        ("[distract, \"more\"]", "[attention, \"more\"]"),
        ("premises: distract", "premises: attention"),
        ("[distract, [more, distract]]", "[attention, [more, attention]]"),
        ("rebuttals: distract", "rebuttals: attention"),
        ("undercutters: [distract]", "undercutters: [attention]"),
        ("outweighed_by: [distract,", "outweighed_by: [attention,"),
        ("  distract: {", "  attention: {"),
        ("expect: {distract", "expect: {attention"),
    ):  # fmt: skip
        expected = expected.replace(before, after)
    assert (debate / "debate.yaml").read_text() == expected


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("more", "further", [("more]", "further]"), ('"more"', '"further"'), ("'more'", "'further'"), ("[more,", "[further,"), ("  more:", "  further:")]),
        ("inner", "within", [("id: inner", "id: within"), ("[inner]", "[within]")]),
        ("ban", "no-phones", [("{ban:", "{no-phones:"), ("side: ban ", "side: no-phones ")]),
        (
            "study", "s1",
            [("{study:", "{s1:"), ("[study p. 1", "[s1 p. 1"), ('"study p.', '"s1 p.'), ("in: study", "in: s1"), ("evidence: study", "evidence: s1")],
        ),
    ],
)  # fmt: skip
def test_other_ids(debate: Path, old: str, new: str, changes: list[tuple[str, str]]) -> None:
    expected = DEBATE
    for before, after in changes:
        expected = expected.replace(before, after)
    assert renamed(DEBATE, old, new) == expected
    assert argmap("rename", old, new, "debate.yaml", "--diff", cwd=debate).out.startswith(
        "--- debate.yaml\n"
    )
    assert (debate / "debate.yaml").read_text() == DEBATE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "synonyms: [[old, aged]]\nclaims: [{text: It is so., id: old, rebuttals: [{text: It is late., rebuttals: [old]}]}]\n",
            "synonyms: [[old, aged]]\nclaims: [{text: It is so., id: new, rebuttals: [{text: It is late., rebuttals: [new]}]}]\n",
        ),
        (
            "sources: {old: A, s: old}\nclaims: {a: {text: B c., evidence: old, stated_in: [s old, old p. 1, \"\\x6fld p. 2\", \"\\x6fld\"]}}\n",
            "sources: {new: A, s: old}\nclaims: {a: {text: B c., evidence: new, stated_in: [s old, new p. 1, \"new p. 2\", new]}}\n",
        ),
        (
            "claims: {old: A b., a: {text: C d., premises: [{premises: [b, old], questions: {old: old}}]}, b: E f.}\n",
            "claims: {new: A b., a: {text: C d., premises: [{premises: [b, new], questions: {old: new}}]}, b: E f.}\n",
        ),
        (
            "sources: {old: A}\nclaims:\n  a:\n    text: B c.\n    evidence: >-\n      old\n      p. 7\n    # A comment.\n",
            "sources: {new: A}\nclaims:\n  a:\n    text: B c.\n    evidence: >-\n      new\n      p. 7\n    # A comment.\n",
        ),
    ],
)  # fmt: skip
def test_ids_wherever_they_may_stand(before: str, after: str) -> None:
    assert renamed(before, "old", "new") == after


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["distract", "more"], "the map already has a claim `more`"),
        (["distract", "-x"], "`-x` is not a valid id: use letters, digits, `-`, `_` and `.`, and start with a letter or digit"),
        (["distract", "two words"], "`two words` is not a valid id"),
        (["distarct", "x"], "unknown claim, side or source `distarct`: did you mean `distract`?"),
        (["twice", "x", "twice.yaml"], "`twice` is the id of a claim and of a side; rename one of them by hand"),
        (["it-is-late", "x", "twice.yaml"], "`it-is-late` is made from the claim's words; to choose an id, write `id: x` next to the claim's text"),
        (["a", "x", "map.argdown"], "map.argdown is in the format `argdown`; argmap renames ids only in native files"),
        (["a", "x", "-"], "cannot change standard input; give a file name instead"),
        (["a", "x", "broken.yaml"], "an error in broken.yaml hides whether line 2 uses `a`; fix the error first"),
        (["a", "x", "empty.yaml"], "error[yaml-syntax]: expected a value here"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_said_and_left(
    debate: Path, words: list[str], message: str
) -> None:
    (debate / "twice.yaml").write_text(
        "sides: {twice: Two}\nclaims: {twice: {text: It is so., premises: [It is late.]}}\n"
    )
    (debate / "map.argdown").write_text("[a]: It is so.\n")
    (debate / "broken.yaml").write_text(
        "claims: {a: It is so., b: {text: It is.,\n  premissen: [a]}}\n"
    )
    (debate / "empty.yaml").write_text("claims: [\n")
    before = {path.name: path.read_bytes() for path in debate.iterdir()}
    if len(words) == 2:
        words = [*words, "debate.yaml"]
    command = ["rename", "--", *words] if words[1].startswith("-") else ["rename", *words]
    result = argmap(*command, cwd=debate, stdin=b"claims: {a: It is so.}")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert {path.name: path.read_bytes() for path in debate.iterdir()} == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line.replace(": ", ": '", 1),
        lambda line: "\t" + line.lstrip(),
        lambda line: line.replace(":", "", 1),
        lambda line: line.replace("]", "").replace("}", ""),
        lambda line: line + "\n%% ?",
        lambda line: line[1:],
        lambda line: line + "\n" + line,
        lambda line: line.replace("premises", "premisses").replace("text", "txet"),
        lambda line: line.replace("premises", "answers").replace("rebuttals", "doubts"),
    ],
)
@pytest.mark.parametrize("id", ["distract", pytest.param("study", marks=pytest.mark.soak)])
def test_while_a_line_is_wrong_all_uses_are_renamed_or_none(
    id: str, damage: Callable[[str], str], request: pytest.FixtureRequest
) -> None:
    lines, lines_after = DEBATE.splitlines(), renamed(DEBATE, id, "other-id").splitlines()
    number_of_renamed = 0
    for number in range(0, len(lines), 1 if request.config.getoption("--all") else 6):
        damaged = [*lines[:number], damage(lines[number]), *lines[number + 1 :], ""]
        expected = [
            *lines_after[:number],
            damage(lines_after[number]),
            *lines_after[number + 1 :],
            "",
        ]
        try:
            made = renamed("\n".join(damaged), id, "other-id")
        except ArgmapError:
            continue
        number_of_renamed += 1
        assert made == "\n".join(expected)
    assert number_of_renamed


BROKEN = """\
claims:
  phones: {text: Phones distract., premises: [games]}
  games:
    text: "Pupils play games.
    premises: [sleep]
  sleep: Pupils sleep less.
"""


def test_the_command_renames_while_another_line_is_broken(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(BROKEN)
    result = argmap("rename", "games", "play", "map.yaml", cwd=tmp_path)
    assert result == (0, "", "map.yaml: renamed `games` to `play` on 2 lines\n")
    after = BROKEN.replace("[games]", "[play]").replace("  games:", "  play:")
    assert (tmp_path / "map.yaml").read_text() == after


def test_the_library_renames_while_another_line_is_broken() -> None:
    reading = read(BROKEN, format="native")
    edits = rename(reading, "sleep", "rest")
    after = BROKEN.replace("[sleep]", "[rest]").replace("  sleep:", "  rest:")
    assert reading.edited(edits) == {reading.name: after}


@pytest.mark.soak
def test_every_id_of_the_treaty_debate_can_be_renamed_and_back() -> None:
    text = (ROOT / "arguments.yaml").read_text(encoding="utf-8")
    map = loads(text)
    for id in [*map.claims, *map.sides, *map.sources]:
        there = renamed(text, id, "quite-another")
        assert there.count("quite-another") >= 1
        assert renamed(there, "quite-another", id) == text


@given(maps())
def test_renaming_changes_the_map_in_one_id_alone(map: ArgumentMap) -> None:
    before = dumps(map)
    claim = next(iter(map.claims), "")
    in_use = {*map.claims, *map.sides, *map.sources}
    if not claim or claim in {*map.sides, *map.sources} or "new-id" in in_use:
        return
    after = loads(renamed(before, claim, "new-id"))
    assert list(after.claims) == ["new-id" if id == claim else id for id in map.claims]
    assert [each.text for each in after.claims.values()] == [
        each.text for each in map.claims.values()
    ]
    assert [each.kind for each in after.inferences.values()] == [
        each.kind for each in map.inferences.values()
    ]
