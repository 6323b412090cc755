"""`argmap grade`: students' maps beside a key."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

import argmap
from argmap import ArgmapError
from argmap.classroom import (
    Feedback,
    Grader,
    Hints,
    Submission,
    decisions_in,
    feedback_on,
    format_decisions,
    format_proposals,
    mark_lines,
    mark_of,
    proposals_of,
)
from argmap.comparison import NOT_IN_KEY, Decision, DecisionKind, decision_for
from argmap.languages import feedback_words_for
from tests.run import argmap as run
from tests.school_key import KEY

ANNA = """\
claims:
  a: {text: School should start at nine., premises: [b, c, d], rebuttals: [Parents would be late.]}
  b: Pupils would sleep longer.
  c: Pupils who have rested can learn better.
  d: Buses would come at the wrong time.
"""
BOB = """\
School should start at nine.
- Pupils would sleep longer.
- But: Buses come at the wrong time.
  - But: Timetables can be changed.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "anna.yaml").write_text(ANNA)
    handed_in = tmp_path / "class"
    (handed_in / "bob").mkdir(parents=True)
    (handed_in / "anna.yaml").write_text(ANNA)
    (handed_in / "bob" / "map.txt").write_text(BOB)
    (handed_in / "carl.yaml").write_text(KEY)
    (handed_in / "dora.yaml").write_text("claims:\n  a: [x}\n")
    (handed_in / "photo.jpg").write_bytes(b"\xff\xd8")
    (handed_in / ".hidden.yaml").write_text("claims: {a: b}")
    return tmp_path


DECIDE = "to decide uncertain matches, run `argmap grade {} --key={} --decide`\n"

# --- what a student is told ---


def test_a_student_reads_what_to_fix_first_and_how_much_was_found(folder: Path) -> None:
    result = run("grade", "anna.yaml", "--key", "key.yaml", cwd=folder)

    assert result == (0, """\
anna.yaml
  Good: Keep this as it is: “School should start at nine”.
  First: Decide again whether this is a reason or an objection: “Buses would come at the wrong time” as a reason for “School should start at nine”.
  Then: Go further and answer this objection: “Parents would be late” as an objection to “School should start at nine”.
  Your teacher will look at this
    “Pupils who have rested can learn better”
    “Parents would be late”
  claims found: 3 of 5; reasons and objections found: 1 of 3; correct kind: 0 of 1; in the right place: 1 of 1; linked as in the key: 0 of 1; claims that your teacher still has to check: 2
  Provisional mark: 1.5 of 5. Your teacher still has to look at some claims.
    Main claim: 1 of 1 (level 4 of 4: no mistakes)
    Reasons and objections in their place: 0.5 of 3 (level 1 of 4: some of it right)
    Linked premises: undecided
""", DECIDE.format("anna.yaml", "key.yaml"))  # fmt: skip


def test_hints_give_away_the_place_the_sort_or_the_answer() -> None:
    comparison = argmap.compare(
        argmap.loads(ANNA),
        argmap.loads(KEY),
        confirmed={"Parents would be late.": ""},
    )
    bus = "“Buses would come at the wrong time”"
    nine = "“School should start at nine”"

    assert _fixes(feedback_on(comparison, Hints.PLACE)) == [
        f"Look at {bus}: something is missing there.",
        f"Look at this again: {bus} as a reason for {nine}.",
    ]
    assert _fixes(feedback_on(comparison, Hints.SORT)) == [
        f"Find an objection to {bus} that isn't there yet.",
        f"Decide again whether this is a reason or an objection: {bus} as a reason for {nine}.",
    ]
    assert _fixes(feedback_on(comparison, Hints.ANSWER)) == [
        f"Add this: “Timetables can be changed” as an objection to {bus}.",
        f"Make this an objection: {bus} as a reason for {nine}.",
    ]
    for hints in Hints:
        reported = feedback_on(comparison, hints)
        assert reported.own == ("“Parents would be late”",)


def _fixes(report: Feedback) -> list[str]:
    """Return all that a student is asked to fix, in its order."""
    asked = [report.first, report.then, *report.to_fix]
    return [each for each in asked if not each.startswith(("Leave", "You don't", "Go further"))]


def test_a_perfect_map_is_reported(folder: Path) -> None:
    result = run("grade", "class/carl.yaml", "--key", "key.yaml", cwd=folder)

    assert (
        result.out
        == """\
class/carl.yaml
  Good: Keep this as it is: “Pupils would sleep longer” + “Rested pupils learn better” as a reason for “School should start at nine”.
  First: You don't need to fix anything: your map has everything that is in the key.
  Then: Go further: write down an objection to “Pupils would sleep longer”, and answer it.
  claims found: 5 of 5; reasons and objections found: 3 of 3; correct kind: 3 of 3; in the right place: 3 of 3; linked as in the key: 1 of 1
  Mark: 5 of 5
    Main claim: 1 of 1 (level 4 of 4: no mistakes)
    Reasons and objections in their place: 3 of 3 (level 4 of 4: no mistakes)
    Linked premises: 1 of 1 (level 4 of 4: no mistakes)
"""
    )


def test_a_main_claim_by_its_place_needs_no_word_for_it() -> None:
    key = argmap.loads(
        KEY.replace("{text: School", "{main: true, text: School").replace(
            "[[sleep, learn]]", "[sleep]"
        )
    )
    reported = feedback_on(
        argmap.compare(argmap.loads(f"{BOB}  - Rested pupils learn better.\n", "text"), key)
    )
    assert not [each for each in _fixes(reported) if "main" in each]

    upside_down = "claims: {a: {text: Pupils would sleep longer., premises: [b]}, b: School should start at nine.}"
    reported = feedback_on(argmap.compare(argmap.loads(upside_down), key))
    assert "Check whether this is a main claim: “School should start at nine”." in reported.to_fix


def test_a_premise_that_is_missing_in_an_inference_is_no_other_reason() -> None:
    comparison = argmap.compare(
        argmap.loads("School should start at nine.\n- Pupils would sleep longer.\n", "text"),
        argmap.loads(KEY),
    )
    inference = "“Pupils would sleep longer” as a reason for “School should start at nine”"

    assert [feedback_on(comparison, hints).first for hints in Hints] == [
        f"Look at this again: {inference}.",
        f"Find one more premise that this needs: {inference}.",
        f"Link “Rested pupils learn better” to this, because it's needed too: {inference}.",
    ]


def test_an_inference_that_is_wrong_in_two_ways_has_one_answer() -> None:
    text = "claims:\n  a: {text: Buses would come at the wrong time., premises: [b]}\n  b: School should start at nine.\n"
    comparison = argmap.compare(argmap.loads(text), argmap.loads(KEY))
    bus, nine = "“Buses would come at the wrong time”", "“School should start at nine”"

    assert _fixes(feedback_on(comparison, Hints.SORT)) == [
        f"Find a reason for {nine} that isn't there yet.",
        f"Turn this around: {nine} as a reason for {bus}.",
        f"Find an objection to {bus} that isn't there yet.",
    ]
    assert _fixes(feedback_on(comparison, Hints.ANSWER)) == [
        f"Add this: “Pupils would sleep longer” + “Rested pupils learn better” as a reason for {nine}.",
        f"Instead of {nine} as a reason for {bus}, put {bus} as an objection to {nine}.",
        f"Add this: “Timetables can be changed” as an objection to {bus}.",
    ]


def test_what_is_missing_beside_an_open_claim_is_no_mistake_yet() -> None:
    # The second premise, and the target of the third, are only probably those of the key.
    open_maps = (
        "School should start at nine.\n- Pupils would surely sleep so much longer.\n",
        "The schools should start their day at nine.\n- Pupils would sleep longer.\n- Rested pupils learn better.\n",
    )
    for text in open_maps:
        comparison = argmap.compare(argmap.loads(text, "text"), argmap.loads(KEY))
        assert comparison.proposals
        reported = [_fixes(feedback_on(comparison, hints)) for hints in (Hints.PLACE, Hints.SORT)]
        assert not any("Pupils" in fix or "schools" in fix for fixes in reported for fix in fixes)


def test_at_most_five_things_are_to_fix_at_once_and_the_rest_is_counted() -> None:
    reasons = "\n".join(
        f"- Reason number {word} is here."
        for word in ("apple", "pear", "plum", "fig", "date", "grape")
    )
    key = argmap.loads(f"It is so.\n{reasons}\n", "text")
    reported = feedback_on(
        argmap.compare(argmap.loads("claims: {a: It is so.}"), key), Hints.ANSWER
    )

    assert (len(set(_fixes(reported))), reported.more_to_fix) == (5, 1)


# --- what a teacher decides ---


def test_what_the_teacher_keeps_of_the_proposals_counts_for_every_student(folder: Path) -> None:
    result = run(
        "grade",
        "class",
        "--key",
        "key.yaml",
        "--propose-matches",
        "pairs.yaml",
        "-f",
        "csv",
        cwd=folder,
    )
    assert result.err == (
        "wrote 3 uncertain claims to pairs.yaml; edit that file, then use it with --matches pairs.yaml\n"
        "files that could not be read: 2 of 5; see the report\n"
    )
    assert (folder / "pairs.yaml").read_text().endswith("""\
- claim: Pupils who have rested can learn better.
  same as:
  - Rested pupils learn better.
- claim: Buses come at the wrong time.
  same as:
  - Buses would come at the wrong time.
""")  # fmt: skip

    again = run(
        "grade", "class", "--key", "key.yaml", "--propose-matches", "pairs.yaml", cwd=folder
    )
    assert (again.code, again.err) == (
        2,
        "argmap: pairs.yaml already exists, so argmap did not change it\n",
    )

    decided = run(
        "grade", "class", "--key", "key.yaml", "--matches", "pairs.yaml", "-f", "json", cwd=folder
    )
    maps = json.loads(decided.out)["maps"]
    assert [map.get("counts", {}).get("claims_found") for map in maps] == [4, 4, 5, None, None]
    assert not any(map.get("proposals") for map in maps)


def test_an_entry_with_several_lines_is_open_one_with_none_is_decided_too() -> None:
    text = """
- claim: One.
  same as: [A]
- claim: Two.
  same as:
- claim: Three.
  same as: [A, B]
"""
    assert decisions_in(text, "pairs.yaml").decisions == {
        "One.": decision_for("A"),
        "Two.": NOT_IN_KEY,
    }
    assert decisions_in("", "p").decisions == decisions_in("[]", "p").decisions == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "claim: x",
            "pairs.yaml must be a list with one entry for each decision",
        ),
        ("- [", "pairs.yaml, line 2: expected a value here"),
    ],
)
def test_a_file_of_pairs_that_is_none_is_reported(text: str, message: str) -> None:
    with pytest.raises(ArgmapError) as raised:
        decisions_in(text, "pairs.yaml")
    assert str(raised.value).split(",")[0].startswith(message.split(",", maxsplit=1)[0])


def test_an_entry_that_is_no_decision_is_reported_and_the_others_are_used() -> None:
    text = "- {claim: a, partly: [[b]]}\n- x\n- {claim: B, same as: K}\n- {claim: c, alike: K}"
    decisions, notes, rejected = decisions_in(text, "p.yaml")
    assert (decisions, notes) == ({"B": decision_for("K")}, ())
    needed = (
        "an entry must have `claim` and one of `same as`, `partly`, `opposite of`, `not in the key`"
    )
    assert rejected == (
        "p.yaml, line 1 is not used: what is decided must be a text or a list of texts",
        f"p.yaml, line 2 is not used: {needed}",
        f"p.yaml, line 4 is not used: {needed}",
    )


def test_each_kind_of_decision_comes_back_from_its_file() -> None:
    decisions = {f"{kind} # claim.": Decision(kind, "K: “yes”.") for kind in DecisionKind}
    decisions["not in the key # claim."] = NOT_IN_KEY
    assert decisions_in(format_decisions(decisions), "p") == (decisions, (), ())


def test_contradictory_decisions_are_reported_and_the_others_are_used() -> None:
    text = "- {claim: A, same as: K}\n- {claim: a., opposite of: K}\n- {claim: B, partly: K}"
    decisions, notes, _ = decisions_in(text, "p.yaml")
    assert decisions == {"B": Decision(DecisionKind.PARTLY, "K")}
    assert notes == (
        "p.yaml, line 2 contradicts an earlier decision on “A”, so argmap uses neither",
    )


def test_any_text_comes_back_from_a_file_of_pairs() -> None:
    texts = ["= # { } : - 'x'", 'say "yes"', "\u2028 \x85 é", "- - -", "no", "1e3"]
    written = format_proposals({text: [text] for text in texts})
    assert decisions_in(written, "p").decisions == {text: decision_for(text) for text in texts}


def test_what_the_head_of_a_file_of_proposals_says_to_change_is_a_decision() -> None:
    written = format_proposals({"One.": ["A"], "Two.": ["B"], "Three.": []})
    one, two = written.index("same as:\n  - A"), written.index("same as:\n  - B")
    changed = written[:one] + written[one:two].replace("same as", "partly", 1)
    changed += written[two:].replace("same as", "opposite of", 1)
    assert decisions_in(changed, "p").decisions == {
        "One.": Decision(DecisionKind.PARTLY, "A"),
        "Two.": Decision(DecisionKind.OPPOSITE, "B"),
        "Three.": NOT_IN_KEY,
    }
    head = written[: written.index("- claim: One.")]
    assert '"partly"' in head
    assert '"opposite of"' in head


# --- marks ---


def test_a_rubric_changes_what_each_criterion_brings(folder: Path) -> None:
    (folder / "rubric.yaml").write_text("reasons and objections: 12\nmain claim: 2.5\n")
    out = run(
        "grade", "class/bob/map.txt", "--key", "key.yaml", "--rubric", "rubric.yaml", cwd=folder
    ).out
    assert out.endswith("""\
  Provisional mark: 3.16 of 14.5. Your teacher still has to look at some claims.
    Main claim: 2.5 of 2.5 (level 4 of 4: no mistakes)
    Reasons and objections in their place: 0.66 of 12 (level 1 of 4: some of it right)
""")


def test_a_mark_is_in_the_words_of_the_key() -> None:
    mark = mark_of(argmap.compare(argmap.loads(KEY), argmap.loads(KEY)))
    assert mark_lines(mark, feedback_words_for("es")) == [
        "Nota: 5 de 5",
        "Tesis principal: 1 de 1 (nivel 4 de 4: ningún error)",
        "Razones y objeciones en su lugar: 3 de 3 (nivel 4 de 4: ningún error)",
        "Premisas ligadas: 1 de 1 (nivel 4 de 4: ningún error)",
    ]


def test_programs_read_the_mark_and_its_criteria(folder: Path) -> None:
    result = run("grade", "class", "--key", "key.yaml", "-f", "json", cwd=folder)
    report = json.loads(result.out)
    assert report["version"] == 3
    anna, _, carl, dora, _ = report["maps"]
    assert [anna[name] for name in ("file", "mark", "most", "provisional")] == [
        "anna.yaml", 1.5, 5.0, True,
    ]  # fmt: skip
    assert anna["criteria"][1] == {
        "criterion": "reasons and objections", "level": 1, "mark": 0.5, "most": 3.0,
    }  # fmt: skip
    assert (carl["mark"], carl["most"], carl["provisional"]) == (5.0, 5.0, False)
    assert list(anna["feedback"])[:4] == ["root", "best", "first", "then"]
    assert anna["feedback"]["first"].startswith("Decide again whether this is")
    assert "mark" not in dora


def test_where_there_is_nothing_to_give_points_for_there_is_no_mark(folder: Path) -> None:
    (folder / "rubric.yaml").write_text("linked premises: 3\n")
    (folder / "flat.yaml").write_text(KEY.replace("[[sleep, learn]]", "[sleep, learn]"))
    result = run("grade", "anna.yaml", "--key", "flat.yaml", "--rubric", "rubric.yaml", cwd=folder)
    assert result.err == (
        "no marks for maps that are closest to flat.yaml: it has nothing to give points for; add reasons"
        f" or objections to it, or change the rubric\n{DECIDE.format('anna.yaml', 'flat.yaml')}"
    )
    assert "ark: " not in result.out


def test_a_text_without_end_is_no_sentence(folder: Path) -> None:
    (folder / "huge.yaml").write_text(f"claims: {{a: {'word ' * 5000}}}")
    out = run("grade", "huge.yaml", "--key", "key.yaml", cwd=folder).out

    assert "  Your teacher will look at this\n    “word" in out
    assert len(out) < 1600


# --- a class ---


def test_a_folder_gives_a_row_for_each_map(folder: Path) -> None:
    result = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))

    assert [
        (
            row["file"],
            row["claims_found"],
            row["right"],
            row["mark"],
            row["provisional"],
            row["errors"],
        )
        for row in rows
    ] == [
        ("anna.yaml", "3", "0", "1.5", "yes", ""),
        ("bob/map.txt", "3", "0", "1.16", "yes", ""),
        ("carl.yaml", "5", "3", "5", "no", ""),
        ("dora.yaml", "", "", "", "", "1"),
        ("photo.jpg", "", "", "", "", "1"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_in_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "class" / "anna.yaml").unlink()
    (folder / "class" / "anna.yaml").symlink_to(folder / "anna.yaml")
    (folder / "class" / "all").symlink_to(folder)
    (folder / "class" / "gone.yaml").symlink_to(folder / "none")
    out = run("grade", "class", "--key", "key.yaml", "-f", "csv", cwd=folder).out
    errors = {
        row["file"]: row["first_error"]
        for row in csv.DictReader(out.removeprefix("\ufeff").splitlines())
    }

    links = ["all", "anna.yaml", "gone.yaml"]
    assert sorted({*errors} - {"bob/map.txt", "carl.yaml", "dora.yaml", "photo.jpg"}) == links
    not_followed = "this is a link to another file, and argmap does not follow links"
    assert {errors[link] for link in links} == {not_followed}


def test_an_archive_is_read_like_a_folder(folder: Path) -> None:
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for name, text in {
            "carl/map.yaml": KEY,
            "anna.yaml": ANNA,
            "__MACOSX/anna.yaml": "x",
            "Ed: 1.yaml": KEY,
        }.items():
            archive.writestr(name, text)
    result = run("grade", "class.zip", "--key", "key.yaml", "-f", "json", cwd=folder)

    assert [map["file"] for map in json.loads(result.out)["maps"]] == [
        "Ed: 1.yaml",
        "anna.yaml",
        "carl/map.yaml",
    ]


def test_typos_with_one_fix_are_fixed_in_memory_and_reported(folder: Path) -> None:
    typo = "claims:\n  nine: {text: School should start at nine., premises: [slep]}\n  sleep: Pupils would sleep longer.\n"
    (folder / "slip.yaml").write_text(typo)
    result = run("grade", "slip.yaml", "--key", "key.yaml", cwd=folder)

    assert "typos corrected before the comparison: 1\n" in result.out
    assert "claims found: 2 of 5" in result.out
    assert (folder / "slip.yaml").read_text() == typo


def test_nothing_is_said_of_typos_in_what_is_still_no_map_and_it_is_said_in_the_language_of_the_key(
    folder: Path,
) -> None:
    (folder / "key.yaml").write_text("language: es\n" + KEY)
    (folder / "slip.yaml").write_text(
        "claims:\n  a: {text: Apples are red., premises: [b, none}\n  b: Bees are busy.\n"
    )
    run("grade", "slip.yaml", "--key", "key.yaml", "--feedback", "back", cwd=folder)
    reported = "Este archivo no se puede leer como mapa (errores: 1). El primer error: unknown claim `none` (line 2)"

    assert (
        run("grade", "slip.yaml", "--key", "key.yaml", cwd=folder).out
        == f"slip.yaml\n  {reported}\n"
    )
    page = (folder / "back" / "slip.html").read_text()
    assert reported in page
    assert "erratas" not in page
    as_data = json.loads(
        run("grade", "slip.yaml", "--key", "key.yaml", "-f", "json", cwd=folder).out
    )
    assert as_data["maps"][0]["repairs"] == 1


def test_of_several_keys_the_nearest_counts_and_is_named(folder: Path) -> None:
    (folder / "other.yaml").write_text(
        "claims:\n  a: {text: Apples are red., premises: [b]}\n  b: Bees are busy.\n"
    )
    result = run("grade", "class/carl.yaml", "--key", "other.yaml", "--key", "key.yaml", cwd=folder)

    assert result.out.splitlines()[1] == "  Compared with key.yaml"


def test_the_key_is_not_compared_with_itself(folder: Path) -> None:
    result = run("grade", ".", "--key", "key.yaml", "-f", "csv", cwd=folder)
    assert "key.yaml,key.yaml" not in result.out


# --- pages ---


def test_each_student_gets_a_page_with_the_map_over_the_key(folder: Path) -> None:
    # While it is open, nothing is missing for certain.
    (folder / "m.yaml").write_text("- {claim: Parents would be late., not in the key: true}\n")
    words = ["grade", "class", "--key", "key.yaml", "--matches", "m.yaml"]
    result = run(*words, "--feedback", "back", "-o", "class.html", cwd=folder)

    unread = "files that could not be read: 2 of 5; see the report\n"
    assert result == (1, "", f"wrote 5 pages to back\nwrote class.html\n{unread}")
    assert sorted(path.name for path in (folder / "back").iterdir()) == [
        "anna.html", "bob-map.html", "carl.html", "dora.html", "photo.html",
    ]  # fmt: skip
    page = (folder / "back" / "anna.html").read_text()
    assert ">missing</text>" in page
    # With hints of the second sort, no page tells what is missing.
    assert "imetable" not in page
    assert "Rested pupils" not in page
    assert '<g id="claim-missing-1"' in page
    assert "Timetables" in (folder / "back" / "carl.html").read_text()


def test_the_page_of_any_name_has_a_name_that_every_system_takes(folder: Path) -> None:
    names = (
        "a/b/c/d.yaml",
        "b/c:d.yaml",
        "Ed.yaml",
        "eD.yaml",
        '<"x>\u202e|?*\n.yaml',
        "\u6f22" * 80 + ".yaml",
    )
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for name in names:
            archive.writestr(name, KEY)
    result = run(
        "grade",
        "class.zip",
        "--key",
        "key.yaml",
        "--feedback",
        "back",
        "-o",
        "class.csv",
        cwd=folder,
    )

    assert result == (0, "", "wrote 6 pages to back\nwrote class.csv\n")
    assert {path.name for path in (folder / "back").iterdir()} == {
        "b-c-d.html", "b-c-d-2.html", "Ed.html", "eD-2.html", "--x------.html", "\u6f22" * 66 + ".html",
    }  # fmt: skip


def test_the_page_for_the_class_names_only_files_that_could_not_be_read_unless_asked(
    folder: Path,
) -> None:
    (folder / "class" / "erna.txt").write_text("This is prose, and no list. It has no claims.\n")
    without = run("grade", "class", "--key", "key.yaml", "-f", "html", cwd=folder).out
    with_names = run("grade", "class", "--key", "key.yaml", "-f", "html", "--names", cwd=folder).out

    assert "anna" not in without
    assert "<b><bdi>erna.txt</bdi></b>: This file could not be read as a map" in without
    assert "First error: this is prose without a list, not a map" in without
    assert "<p>Maps compared: 3</p>" in without  # and one that is none
    assert "Map 1" in without
    assert '<th scope="row" class="map"><bdi>anna.yaml</bdi></th>' in with_names


def test_a_page_names_a_student_and_not_a_folder_of_moodle(folder: Path) -> None:
    of_bo = folder / "class" / "Bo Lind_302_assignsubmission_file"
    of_bo.mkdir()
    (folder / "class" / "anna.yaml").rename(of_bo / "map.yaml")
    pages = ("--names", "--feedback", "pages", "-o", "class.html")
    run("grade", "class", "--key", "key.yaml", *pages, cwd=folder)
    of_class = (folder / "class.html").read_text()
    assert '<th scope="row" class="map"><bdi>Bo Lind (map.yaml)</bdi></th>' in of_class
    # The name of the page is that of the folder, by which Moodle returns it.
    (page,) = (folder / "pages").glob("Bo Lind_302_assignsubmission_file-map.html")
    for text in (of_class, page.read_text()):
        assert "Bo Lind (map.yaml)" in text
        assert "assignsubmission" not in text


def test_hostile_texts_and_names_are_text_on_every_page(folder: Path) -> None:
    evil = "<script>alert(1)</script>\\e[31m ##[error]"
    (folder / "<b>x.yaml").write_text(
        f'claims: {{a: {{text: "{evil}", premises: [b]}}, b: "{{{{ 7*7 }}}}"}}'
    )
    run(
        "grade",
        "<b>x.yaml",
        "--key",
        "key.yaml",
        "--feedback",
        "back",
        "-o",
        "c.html",
        "--names",
        cwd=folder,
    )
    for page in [*(folder / "back").iterdir(), folder / "c.html"]:
        text = page.read_text()
        assert "<script>" not in text
        assert "<b>x" not in text
        assert "\x1b" not in text
        assert "{{ 7*7 }}" in text or page.name == "c.html"


def test_a_map_in_the_language_of_its_key(folder: Path) -> None:
    (folder / "key.yaml").write_text("language: de\n" + KEY)
    result = run("grade", "class/carl.yaml", "--key", "key.yaml", cwd=folder)
    assert "Zuerst: " in result.out


# --- bad input ---


def test_bad_input_is_reported_in_a_sentence(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "nothing.yaml").write_text("")
    unread = "files that could not be read: 1 of 1; see the report\n"
    cases = {
        ("none.yaml", "--key", "key.yaml"): (1, unread),
        ("empty", "--key", "key.yaml"): (2, "argmap: there is nothing to grade in the folder empty\n"),
        ("*.nope", "--key", "key.yaml"): (2, "argmap: no file matches *.nope\n"),
        ("anna.yaml", "--key", "class/dora.yaml"): (2, None),
        ("anna.yaml", "--key", "key.yaml", "-o", "anna.yaml"): (
            2, "argmap: this command writes .txt, .json, .csv or .html files, not .yaml files\n",
        ),
        ("anna.yaml", "--key", "key.yaml", "--hints", "4"): (2, None),
        ("nothing.yaml", "--key", "key.yaml"): (1, unread),
    }  # fmt: skip
    for words, (code, err) in cases.items():
        result = run("grade", *words, cwd=folder)
        assert result.code == code, words
        assert err is None or result.err == err
    assert "no such file" in run("grade", "none.yaml", "--key", "key.yaml", cwd=folder).out


@pytest.mark.parametrize(
    "options",
    [[], ["-f", "csv"], ["-o", "class.html"], ["--feedback", "pages"], ["--propose-matches", "new.yaml"], ["--decide"]],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize(
    ("students", "where"),
    [
        (["key.yaml"], "; name a map other than the key"),
        (["./key.yaml", "same.yaml"], "; name a map other than the key"),
        (["k*.yaml"], "; name a map other than the key"),
        (["alone"], " in the folder alone"),
    ],
)
def test_a_key_alone_is_nothing_to_grade(
    tmp_path: Path, students: list[str], where: str, options: list[str]
) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone/key.yaml").write_text(KEY)
    for name in ("key.yaml", "same.yaml"):
        (tmp_path / name).hardlink_to(tmp_path / "alone/key.yaml")
    before = sorted(tmp_path.rglob("*"))
    result = run("grade", *students, "--key", "key.yaml", *options, cwd=tmp_path)
    assert result == (2, "", f"argmap: there is nothing to grade{where}\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_key_beside_maps_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(KEY)
    (tmp_path / "anna.yaml").write_text(ANNA)
    for students in (["key.yaml", "anna.yaml"], ["*.yaml"], ["."]):
        result = run("grade", *students, "--key", "key.yaml", "-f", "json", cwd=tmp_path)
        assert [map["file"] for map in json.loads(result.out)["maps"]] == ["anna.yaml"]


def test_what_is_no_map_has_no_counts() -> None:
    grader = Grader({"key": argmap.loads(KEY)}, {})
    result = grader.result_of(Submission("x", None, 3, "it is broken"))
    assert (result.comparison, result.mark, result.key) == (None, None, "")


def test_a_proposal_is_written_once_for_all_students() -> None:
    key = argmap.loads(KEY)
    comparisons = [
        argmap.compare(argmap.loads(ANNA), key),
        argmap.compare(
            argmap.loads(
                ANNA.upper()
                .replace("CLAIMS", "claims")
                .replace("TEXT", "text")
                .replace("PREMISES", "premises")
                .replace("REBUTTALS", "rebuttals")
            ),
            key,
        ),
    ]
    assert list(proposals_of(comparisons)) == [
        "Parents would be late.",
        "Pupils who have rested can learn better.",
    ]
