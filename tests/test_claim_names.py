"""A claim is named by its id, its number in the outline, its line or words of it, on every surface alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import argmap
from argmap.documents import find_claim, outline_of
from argmap.integrations import ServedFolder, use_tool
from tests.run import argmap as run
from tests.strategies import maps

SCHOOL = """\
claims:
  nine:
    text: School should start at nine.
    premises: [sleep, [Lying is wrong., Nobody lies.]]
    rebuttals:
      - Buses come at eight.
  sleep: Teenagers sleep more.
  "2": {text: This id is a number., premises: [Lying is easy.]}
  other: {text: Something else is true., label: Else}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sleep", "Teenagers sleep more."),
        ("1.1", "Teenagers sleep more."),
        ("1.2b", "Nobody lies."),
        (":3", "School should start at nine."),
        (":6", "Buses come at eight."),
        ("map.yaml:7", "Teenagers sleep more."),
        ("buses come", "Buses come at eight."),
        ("LYING is WRONG", "Lying is wrong."),
        ("else", "Something else is true."),
        ("1.1.", "Teenagers sleep more."),
        ("line 7", "Teenagers sleep more."),
        ("But buses come", "Buses come at eight."),
        ("Objection: Buses come at eight.", "Buses come at eight."),
        ("2", "This id is a number."),
    ],
)
def test_a_claim_has_four_names(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(SCHOOL)
    map = argmap.load(tmp_path / "map.yaml")
    # Spans name the file as it was given.
    named = name.replace("map.yaml", str(tmp_path / "map.yaml"))
    assert map.claims[find_claim(map, named)].text == text
    by_command = run("why", name, "map.yaml", "-q", cwd=tmp_path).out.splitlines()[0]
    assert by_command.startswith(f"“{text.rstrip('.')}”")
    by_api = argmap.explain(argmap.evaluate(map), named)
    assert str(by_api).splitlines()[0] == by_command
    by_tool = use_tool("why", {"text": SCHOOL, "claim": name.rpartition("/")[2]}, ServedFolder())
    if ".yaml" not in name:
        assert str(by_tool.content["explanation"]).splitlines()[0] == by_command


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("slep", "unknown claim `slep`: did you mean `sleep`?"),
        ("nobody lied", "unknown claim `nobody lied`: did you mean “Nobody lies.”?"),
        (
            "lying is",
            "“lying is” is in 2 claims: 1.2a “Lying is wrong.”, 2.1 “Lying is easy.”; give the number, or more words",
        ),
        ("slee", "unknown claim `slee`: did you mean `sleep`?"),
        (
            "1.2",
            "`1.2` is for linked premises: 1.2a “Lying is wrong.”, 1.2b “Nobody lies.”; add the letter",
        ),
        (
            ":99",
            "there is no claim on line 99; the nearest one is on line 9: “Something else is true.”",
        ),
        ("part.yaml:1", "there is no claim on line 1 of part.yaml"),
        (
            "7.7",
            "unknown claim `7.7`; name a claim by its id, its number in the outline, its line (`:12`), or words of it"
            ": 1 “School should start at nine.”, 1.1 “Teenagers sleep more.”, 1.2a “Lying is wrong.”, 1.2b “Nobody lies.”, 1.3 “Buses come at eight.” and 3 more claims",
        ),
        (
            "14",
            "unknown claim `14`; name a claim by its id, its number in the outline, its line (`:14`), or words of it"
            ": 1 “School should start at nine.”, 1.1 “Teenagers sleep more.”, 1.2a “Lying is wrong.”, 1.2b “Nobody lies.”, 1.3 “Buses come at eight.” and 3 more claims",
        ),
    ],
)
def test_what_names_no_claim_is_answered_with_the_nearest(
    name: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(SCHOOL)
    assert run("why", name, "map.yaml", cwd=tmp_path) == (2, "", f"argmap: {message}\n")
    assert run("evaluate", "map.yaml", "--accept", name, cwd=tmp_path).err == f"argmap: {message}\n"
    assert run("outline", "map.yaml", "--focus", name, cwd=tmp_path).err == f"argmap: {message}\n"


def test_an_id_that_is_also_a_number_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text('claims: {"2": {text: A., premises: [b]}, b: B., c: C.}\n')
    found = run("why", "2", "map.yaml", cwd=tmp_path)
    assert found.err == (
        "`2` is taken for the id of “A.”; the claim with this number in the outline is “C.”\n"
    )


def test_an_empty_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(SCHOOL)
    message = "name a claim by its id, its number in the outline, its line (`:12`), or words of it"
    assert run("why", "", "map.yaml", cwd=tmp_path).err == f"argmap: {message}\n"
    for option in ("--focus CLAIM", "--side SIDE"):
        flag = option.split()[0]
        found = run("outline", "map.yaml", flag, "", cwd=tmp_path)
        assert found == (
            2,
            "",
            f"argmap: {flag} needs a name, such as {option}\n",
        )


SIDES = """\
# Phones

## For the ban

- Our school should ban phones.
  - Phones distract pupils.

## Against the ban

- Our school should allow phones.
  - Parents must reach their children.
    - But: The office can pass on a message.
"""


@pytest.mark.parametrize("name", ["for-the-ban", "for", "FOR the ban"])
def test_a_side_is_named_by_its_id_or_words_of_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "sides.md").write_text(SIDES)
    assert run("outline", "sides.md", "--side", name, cwd=tmp_path).out == (
        "Phones\n\nFor the ban\n===========\n\n1 Our school should ban phones.\n"
        "  1.1 Phones distract pupils. [unsupported]\n"
    )


def test_a_side_that_is_meant_by_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sides.md").write_text(SIDES)
    found = run("outline", "sides.md", "--side", "the ban", cwd=tmp_path)
    assert found.err == "argmap: unknown side `the ban`; choose from for-the-ban, against-the-ban\n"


def test_a_claim_outside_the_part_of_a_side_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sides.md").write_text(SIDES)
    message = (
        "“Our school should ban phones.” is not in the part of the side `against-the-ban`; leave"
        " out one of them"
    )
    for command in ("outline", "render", "worksheet"):
        found = run(command, "sides.md", "--focus", "1", "--side", "against", cwd=tmp_path)
        assert found == (2, "", f"argmap: {message}\n")
    for tool in ("outline", "render"):
        answer = use_tool(
            tool, {"text": SIDES, "focus": "1", "side": "against-the-ban"}, ServedFolder()
        )
        assert answer.content == {"problem": message}
    with pytest.raises(argmap.ArgmapError, match="is not in the part of the side"):
        argmap.part(argmap.loads(SIDES, format="markdown"), focus="1", side="against-the-ban")


def test_reasons_for_one_of_several_linked_premises_have_numbers_after_its_letter() -> None:
    map = argmap.loads(
        "claims:\n"
        "  a: {text: A is so., premises: [[b, c]]}\n"
        "  c: {text: C is so., premises: [D is so., [E is so., F is so.]]}\n"
        "  b: B is so.\n"
    )
    for number, text in (("1.1b.1", "D"), ("1.1b.2a", "E"), ("1.1b.2b.", "F")):
        assert map.claims[find_claim(map, number)].text == f"{text} is so."
    with pytest.raises(
        argmap.ArgmapError, match=r"`1\.1b\.2` is for linked premises: 1\.1b\.2a “E"
    ):
        find_claim(map, "1.1b.2")


@given(maps(most_claims=6), st.data())
def test_the_outline_of_a_part_has_the_numbers_of_the_whole_map(
    map: argmap.ArgumentMap, data: st.DataObject
) -> None:
    focus = data.draw(st.sampled_from(sorted(map.claims)))
    part = argmap.part(map, focus=focus)
    assume(not part.uses(focus))  # what bears on itself would have two lines with one number
    whole = outline_of(map).claims_by_number
    for number, claim in outline_of(part).claims_by_number.items():
        assert whole[number].id == claim.id


@given(maps(most_claims=6), st.data())
def test_every_claim_is_found_by_its_id_its_number_and_its_whole_text(
    map: argmap.ArgumentMap, data: st.DataObject
) -> None:
    id = data.draw(st.sampled_from(sorted(map.claims)))
    assert find_claim(map, id) == id
    number = outline_of(map).numbers_of_claims[id]
    if number not in map.claims:
        assert find_claim(map, number) == id
