"""`argmap diff`: two versions of a map, in words and as a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap
from argmap.comparison import union_of
from argmap.model import Change, main_claims
from tests.run import argmap as run

OLD = """\
title: When should school start?
claims:
  nine:
    text: School should start at nine.
    premises: [[sleep, learn]]
    rebuttals: [bus]
  sleep: {text: Pupils would sleep longer., note: A guess.}
  learn: {text: Rested pupils learn better., common_ground: true}
  bus: Buses would come at the wrong time.
"""
NEW = """\
title: When should school start?
claims:
  nine:
    text: School should begin at nine.
    premises: [sleep, learn]
    rebuttals: [bus]
  sleep: {text: Pupils would sleep longer., note: Measured., evidence: study}
  learn: {text: Rested pupils learn better., common_ground: true}
  bus:
    text: Buses would come at the wrong time.
    rebuttals: [Timetables can be changed.]
sources: {study: A study}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path


def test_what_is_other_is_reported_with_its_place_and_what_it_changes(folder: Path) -> None:
    result = run("diff", "old.yaml", "new.yaml", cwd=folder)

    assert (
        result.out
        == """\
Claims
  “Pupils would sleep longer.”: evidence citation none → study (new.yaml:7)
  “Pupils would sleep longer.”: note “A guess.” → “Measured.” (new.yaml:7)
  “School should start at nine.” is now “School should begin at nine.” (new.yaml:3)
  added: “Timetables can be changed.” (new.yaml:11)
    added: “Timetables can be changed.” opposes “Buses would come at the wrong time.” (new.yaml:11)

Inferences
  “Pupils would sleep longer.” and “Rested pupils learn better.” are independent, not linked premises of a reason for “School should begin at nine.” (new.yaml:5)

Sources
  added: the source `study` (new.yaml:12)

Verdicts
  “School should begin at nine.”: contested → stands, backed
    because: “Pupils would sleep longer.” and “Rested pupils learn better.” are independent, not linked premises of a reason for “School should begin at nine.”
    through “Pupils would sleep longer.”
    through “Buses would come at the wrong time.”
  “Pupils would sleep longer.”: stands, asserted → stands, backed
    because: “Pupils would sleep longer.”: evidence citation none → study
  “Buses would come at the wrong time.”: stands, asserted → falls, rebutted
    because: added: “Timetables can be changed.” opposes “Buses would come at the wrong time.”
"""
    )
    assert (result.code, result.err) == (1, "")


def test_the_type_of_a_premise_explains_the_verdict_of_its_target(folder: Path) -> None:
    norm = "{text: Health should be protected., type: value}"
    old = f"claims:\n  nine: {{text: We should go., premises: [[late, norm]]}}\n  late: {{text: It is late., common_ground: true}}\n  norm: {norm}\n"
    (folder / "old.yaml").write_text(old)
    (folder / "new.yaml").write_text(old.replace("value", "fact"))
    assert run("diff", "old.yaml", "new.yaml", cwd=folder).out == (
        "Claims\n"
        "  “Health should be protected.”: claim type “value” → “fact” (new.yaml:4)\n"
        "\n"
        "Verdicts\n"
        "  “We should go.”: stands, backed → stands, asserted\n"
        "    because: “Health should be protected.”: claim type “value” → “fact”\n"
    )


LONG = "Pupils who may sleep until half past seven would come to their first lesson of the day"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("Apples are red.", "Apples are ripe.", "“Apples are red.” is now “Apples are ripe.”"),
        (f"Rested, {LONG}.", f"Hungry, {LONG}.",
         "“Rested, Pupils who may sleep until half past…” is now “Hungry, Pupils who may sleep until half past…”"),
        (f"{LONG} rested.", f"{LONG} hungry.",
         "“…lesson of the day rested.” is now “…lesson of the day hungry.”"),
        ("睡眠" * 40 + "長", "睡眠" * 40 + "短", f"“…{'睡眠' * 10}長” is now “…{'睡眠' * 10}短”"),
    ],
)  # fmt: skip
def test_where_two_texts_begin_to_differ_is_shown(
    folder: Path, was: str, now: str, expected: str
) -> None:
    for name, text in {"old.yaml": was, "new.yaml": now}.items():
        (folder / name).write_text(
            f"claims:\n  a: {{text: '{text}', note: '{text}'}}\n", encoding="utf-8"
        )
    lines = run("diff", "old.yaml", "new.yaml", cwd=folder).out.splitlines()

    assert lines[2] == f"  {expected} (new.yaml:2)"
    assert lines[1].endswith(f": note {expected.replace(' is now ', ' → ')} (new.yaml:2)")


def test_a_text_that_says_something_else_is_shown_with_the_words_that_decide(folder: Path) -> None:
    old = {
        "a": "Parks should open.",
        "b": "Few pupils came.",
        "c": "The town has a big debt.",
        "d": "The lesson is on Monday.",
    }
    new = {
        "a": "Parks should not open.",
        "b": "Hardly any pupils came.",
        "c": "The town has a large debt.",
        "d": "The lesson is on Tuesday.",
    }
    for name, claims in (("old", old), ("new", new)):
        (folder / f"{name}.yaml").write_text(f"claims: {json.dumps(claims)}\n")
    result = run("diff", "old.yaml", "new.yaml", cwd=folder)
    assert result.out.replace(" (new.yaml:1)", "") == (
        "Claims\n"
        "  “Parks should open.” is now “Parks should not open.”, the opposite: one says “not”\n"
        "  “Few pupils came.” is now “Hardly any pupils came.”, which says more:"
        " one says “few”, the other “hardly any”\n"
        "  “The town has a big debt.” is now “The town has a large debt.”\n"
        "  “The lesson is on Monday.” is now “The lesson is on Tuesday.”, something else:"
        " one says “monday”, the other “tuesday”\n"
    )
    result = run("diff", "old.yaml", "new.yaml", "--format", "json", cwd=folder)
    said = [(each["relation"], each["words"]) for each in json.loads(result.out)["differences"]]
    assert said == [
        ("denies", {"new": "not", "old": ""}),
        ("more", {"new": "hardly any", "old": "few"}),
        ("wording", {"new": "", "old": ""}),
        ("different", {"new": "tuesday", "old": "monday"}),
    ]


def test_sides_sources_and_repeated_texts_are_known_by_what_they_say(folder: Path) -> None:
    (folder / "old.yaml").write_text("""\
sides: {s1: Start later, s2: Stay at eight}
sources: {a: {title: Sleep survey}, b: {title: Bus report}}
claims:
  x: {text: School should start at nine., side: s1, main: true, premises: [p], rebuttals: [q]}
  p: {text: Pupils would sleep more., evidence: a}
  q: {text: Buses are late., evidence: b, side: s2, premises: [{text: It is expensive.}]}
  r: {text: Nine is best., side: s1, main: true, premises: [{text: It is expensive.}]}
""")
    (folder / "new.yaml").write_text("""\
sides: {s2: Start later, s1: Stay at eight}
sources: {b: {title: Sleep survey}, a: {title: Bus report}}
claims:
  r: {text: Nine is best., side: s2, main: true, premises: [{text: It is expensive.}]}
  x: {text: School should start at nine., side: s2, main: true, premises: [p], rebuttals: [q]}
  p: {text: Pupils would sleep more., evidence: b}
  q: {text: Buses are late., evidence: a, side: s1, premises: [{text: It is expensive.}]}
""")
    assert run("diff", "old.yaml", "new.yaml", cwd=folder).out == (
        "Sides\n"
        "  `s2`: id “s1” → “s2” (new.yaml:1)\n"
        "  `s1`: id “s2” → “s1” (new.yaml:1)\n"
        "\n"
        "Sources\n"
        "  `b`: id “a” → “b” (new.yaml:2)\n"
        "  `a`: id “b” → “a” (new.yaml:2)\n"
    )


def test_the_exit_code_is_that_of_diff(folder: Path) -> None:
    assert run("diff", "old.yaml", "old.yaml", cwd=folder) == (0, "", "nothing changed\n")
    code, out, err = run("diff", "old.yaml", "none.yaml", cwd=folder)
    assert (code, out) == (2, "")
    assert "none.yaml" in err


def test_a_name_with_a_forged_command_is_printed_safely(folder: Path) -> None:
    (folder / "evil.yaml").write_text('claims: {nine: {text: "\\e[31mSchool ##[error]"}}\n')
    result = run("diff", "old.yaml", "evil.yaml", cwd=folder)

    assert result.code == 1
    assert "\x1b" not in result.out
    assert "##[" not in result.out


def test_the_differences_as_data(folder: Path) -> None:
    result = run("diff", "old.yaml", "new.yaml", "-f", "json", cwd=folder)
    expected = json.loads(result.out)

    assert [difference["kind"] for difference in expected["differences"]] == [
        "extra", "field", "field", "reworded", "extra", "unlinked",
    ]  # fmt: skip
    assert expected["differences"][5] == {
        "sort": "inference",
        "kind": "unlinked",
        "is": "“Pupils would sleep longer.” and “Rested pupils learn better.” are independent, not linked premises of a"
        " reason for “School should begin at nine.”",
        "certain": True,
        "new": {
            "ids": ["sleep:supports:nine", "learn:supports:nine"],
            "file": "new.yaml", "line": 5, "column": 16,
        },
        "old": {"ids": ["sleep+learn:supports:nine"], "file": "old.yaml", "line": 5, "column": 16},
    }  # fmt: skip


def test_a_side_and_a_source_that_only_the_new_version_has_are_reported_of_their_claims() -> None:
    old = "claims: {a: Apples are red.}"
    new = "sides: {x: For it}\nsources: {s: A book}\nclaims: {a: {text: Apples are red., side: x, stated_in: s}}"
    comparison = argmap.compare(
        argmap.loads(new), argmap.loads(old), same_ids=True, every_field=True
    )

    expected = [
        (difference.sort.value, difference.kind.value, difference.field)
        for difference in comparison.differences
    ]
    assert expected == [
        ("side", "extra", ""), ("source", "extra", ""), ("claim", "field", "side"), ("claim", "field", "stated_in"),
    ]  # fmt: skip


def test_what_the_author_adds_is_reported_too(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(
        "claims: {a: {text: Apples are red., premises: [b]}, b: Bees are busy.}"
    )
    (tmp_path / "new.yaml").write_text("""\
claims:
  a: {text: Apples are red., premises: [b], rebuttals: [{premises: c, implicit: true}]}
  b: Bees are busy.
  c: {text: Cats are calm., implicit: true}
""")
    result = run("diff", "old.yaml", "new.yaml", cwd=tmp_path)

    assert result.code == 1
    assert result.out.startswith("""\
Claims
  added: “Cats are calm.” (new.yaml:4)
    added: “Cats are calm.” opposes “Apples are red.” (new.yaml:2)
""")


def test_both_versions_in_one_map() -> None:
    comparison = argmap.compare(
        argmap.loads(NEW), argmap.loads(OLD), same_ids=True, every_field=True
    )
    union = union_of(comparison)

    assert {id: change.value for id, change in union.changes.items()} == {
        "nine": "reworded",
        "timetables-can-be-changed": "new",
        "sleep:supports:nine": "new",
        "learn:supports:nine": "new",
        "timetables-can-be-changed:rebuts:bus": "new",
        "sleep+learn:supports:nine": "gone",
    }
    back = union_of(
        argmap.compare(argmap.loads(OLD), argmap.loads(NEW), same_ids=True, every_field=True)
    )
    assert back.changes["timetables-can-be-changed"] is Change.GONE
    assert list(back.map.claims) == ["nine", "sleep", "learn", "bus", "timetables-can-be-changed"]


def test_the_picture_says_what_is_new_and_what_is_gone(folder: Path) -> None:
    assert (
        run("diff", "old.yaml", "new.yaml", "-o", "there.svg", cwd=folder).err
        == "wrote there.svg\n"
    )
    assert run("diff", "new.yaml", "old.yaml", "-o", "back.svg", cwd=folder).code == 1

    there = (folder / "there.svg").read_text()
    assert ">reworded</text>" in there
    assert there.count(">new</text>") == 2  # the claim, and its line in the legend
    back = (folder / "back.svg").read_text()
    assert back.count(">removed</text>") == 3  # the claim, and in the legend a box and a line


def test_a_claim_stays_a_main_claim_where_an_inference_from_it_is_gone() -> None:
    text = "claims:\n  town: The town should wake later.\n  nine: {text: School should start at nine., premises: [sleep]}\n"
    text += "  sleep: Pupils would sleep longer.\n"
    old = argmap.loads(
        text.replace(
            "The town should wake later.", "{text: The town should wake later., premises: [nine]}"
        )
    )
    union = union_of(argmap.compare(argmap.loads(text), old, same_ids=True, every_field=True))

    assert union.changes == {"nine:supports:town": Change.GONE}
    assert [claim.id for claim in main_claims(union.map)] == ["nine"]


def test_a_side_or_a_source_with_another_id_is_the_same_by_its_name_or_by_what_has_it(
    folder: Path,
) -> None:
    old = """\
sides: {pro: Later, con: As it is}
sources: {a: {title: A study}, b: {title: A survey}}
claims:
  nine: {text: School should start at nine., side: pro, main: true, evidence: a p. 3}
  eight: {text: School should start at eight., side: con, main: true, evidence: b}
"""
    (folder / "old.yaml").write_text(old)
    new = (
        old.replace("pro", "later")
        .replace("con:", "now:")
        .replace("side: con", "side: now")
        .replace("As it is", "Now")
    )
    new = (
        new.replace("a: {", "aap: {")
        .replace("a p. 3", "aap p. 3")
        .replace("b: {", "c: {")
        .replace(": b}", ": c}")
    )
    (folder / "new.yaml").write_text(new.replace("A survey", "The survey"))

    assert run("diff", "old.yaml", "new.yaml", cwd=folder).out == """\
Sides
  `later`: id “pro” → “later” (new.yaml:1)
  `now`: id “con” → “now” (new.yaml:1)
  `now`: side name “As it is” → “Now” (new.yaml:1)

Sources
  `aap`: id “a” → “aap” (new.yaml:2)
  `c`: id “b” → “c” (new.yaml:2)
  `c`: source title “A survey” → “The survey” (new.yaml:2)
"""  # fmt: skip


def test_standard_input_is_no_two_maps(folder: Path) -> None:
    expected = (
        2,
        "",
        "argmap: standard input can be read only once; give a file name for the other input\n",
    )
    assert run("diff", "-", "-", cwd=folder) == expected
    assert run("grade", "-", "--key", "-", cwd=folder) == expected


def test_an_unknown_format_is_reported(folder: Path) -> None:
    assert run("diff", "old.yaml", "new.yaml", "-f", "sgv", cwd=folder) == (
        2, "", "argmap: unknown format `sgv`: did you mean `svg`?\n",
    )  # fmt: skip
    result = run("diff", "old.yaml", "new.yaml", "-f", "json", "-o", "x.svg", cwd=folder)
    assert result.err == "argmap: `-f json` does not match the file extension in `-o x.svg`\n"


RENUMBERED = """\
title: When should school start?
claims:
  c1: {text: School should start at nine., premises: [c2, c3], rebuttals: [c4]}
  c2: Pupils would sleep longer.
  c3: Rested pupils learn better.
  c4: Buses would come at the wrong time.
expect: {c4: stands}
"""


def test_a_claim_is_known_by_its_text_before_its_id(folder: Path) -> None:
    one_more = RENUMBERED.replace("c4", "c5").replace("c3", "c4").replace("c2", "c3")
    one_more = one_more.replace("[c3, c4]", "[c2, c3, c4]").replace(
        "  c3: Pupils", "  c2: Parents could drive slowly.\n  c3: Pupils"
    )
    exchanged = RENUMBERED.replace("  c2: ", "  x: ").replace("  c4: ", "  c2: ")
    exchanged = exchanged.replace("  x: ", "  c4: ").replace("[c2, c3]", "[c4, c3]")
    exchanged = exchanged.replace("rebuttals: [c4]", "rebuttals: [c2]").replace("{c4: ", "{c2: ")
    for name, text in (("1", RENUMBERED), ("2", one_more), ("3", exchanged)):
        (folder / f"{name}.yaml").write_text(text)

    assert (
        run("diff", "1.yaml", "2.yaml", cwd=folder).out
        == """\
Claims
  other ids: c2 → c3, c3 → c4, c4 → c5 (2.yaml:5)
  added: “Parents could drive slowly.” (2.yaml:4)
    added: “Parents could drive slowly.” supports “School should start at nine.” (2.yaml:3)
"""
    )
    assert (
        run("diff", "1.yaml", "3.yaml", cwd=folder).out
        == "Claims\n  other ids: c2 → c4, c4 → c2 (3.yaml:4)\n"
    )
    without = run("diff", "1.yaml", "3.yaml", "--ids", "no", cwd=folder)
    assert (without.code, without.out, without.err) == (0, "", "nothing changed\n")
