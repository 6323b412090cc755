"""The report of `argmap check` for people: what to fix first, a table for each rule, colors, widths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap import Severity, evaluate, load
from argmap.lint import MOST_TRIED, CheckedFile, Report, check, find_priorities, pieces
from argmap.model import Reading
from argmap.util import width
from argmap.verdicts import MOST_COUNTED, dependent_verdicts, resting_claims
from tests.conftest import ROOT, a_map, mostly_soak
from tests.generated import web
from tests.run import argmap

START = """\
claims:
  start: {text: School should start at nine., main: true, premises: [[sleep, health]], rebuttals: [childcare]}
  sleep: {text: Teenagers would sleep more., premises: [biology]}
  biology: Their inner clock runs late.
  health: {text: Sleep keeps teenagers healthy., common_ground: true}
  childcare: Parents must be at work by eight.
"""


@pytest.fixture
def start(tmp_path: Path) -> Path:
    (tmp_path / "start.yaml").write_text(START)
    return tmp_path


def test_the_whole_report(start: Path) -> None:
    assert argmap("check", "start.yaml", cwd=start).out == """\
5 claims (2 unsupported); 2 reasons, 1 objection; 3 warnings, 1 note

Fix these first: the most verdicts change if they fall
  1 line 4: support `biology` “Their inner clock runs late.” (2 verdicts)
  2 line 2: answer the objection `childcare` “Parents must be at work by eight.” (1 verdict)

unsupported-claim: 2 warnings. A claim without support.
  4  biology    “Their inner clock runs late.”
  6  childcare  “Parents must be at work by eight.”
  = add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it

unanswered-rebuttal: 1 warning. An unanswered objection to a main claim or to its reasons.
  2  childcare  the objection “Parents must be at work by eight.” to `start` is unanswered
  = rebut one of the objection's premises, undercut the objection, or outweigh it

rests-on-unsupported: 1 note. A claim whose reasons depend on unsupported claims.
  2  start  “School should start at nine.” depends on an unsupported claim: `biology`
  = support the unsupported claims, or add a reason that rests on evidence or common ground
"""  # fmt: skip


def test_the_report_on_the_treaty_debate_fits_one_screen_and_leaves_no_rule_out() -> None:
    lines = argmap("check", cwd=ROOT).out.splitlines()
    assert len(lines) < 35
    assert max(width(line) for line in lines) <= 100
    found = check(load(ROOT / "arguments.yaml"))
    for finding in found:
        assert any(finding.code in line for line in lines)
    warnings = [finding for finding in found if finding.severity is Severity.WARNING]
    notes = [finding for finding in found if finding.severity is Severity.NOTE]
    assert f"{len(warnings)} warnings, {len(notes)} notes" in lines[0]
    assert len(notes) <= 12


MANY_NOTES = """\
claims:
  go: {text: We should go home., main: true, premises: [late, dark, wet, cold, bus]}
  late: This is late for us.
  dark: This is dark for us.
  wet: This is wet for us.
  cold: This is cold for us.
  bus: This is our last bus.
"""


def test_many_notes_beside_warnings_are_one_table_and_no_finding_is_shown_twice(
    start: Path,
) -> None:
    (start / "notes.yaml").write_text(MANY_NOTES)
    rules = "unsupported-claim,dangling-pronoun,rests-on-unsupported"
    report = argmap("check", "notes.yaml", "--select", rules, cwd=start).out
    assert report == """\
6 claims (5 unsupported); 5 reasons; 5 warnings, 6 notes

unsupported-claim: 5 warnings. A claim without support.
  3  late  “This is late for us.”
  4  dark  “This is dark for us.”
  5  wet   “This is wet for us.”
  6  cold  “This is cold for us.”
  7  bus   “This is our last bus.”
  = add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it

6 notes, the first for each rule. For all: argmap check notes.yaml -f full
  2  rests-on-unsupported  `go` depends on unsupported claims: `late`, `dark`, `wet` and others
  3  dangling-pronoun      `late` does not say what “This” refers to (and 4 more)
"""  # fmt: skip
    only_notes = argmap("check", "notes.yaml", "--select", "dangling-pronoun", cwd=start).out
    assert "  = replace the pronoun with a noun" in only_notes
    four_notes = MANY_NOTES.replace("This is wet", "Rain is wet").replace("This is our", "It was a")
    (start / "notes.yaml").write_text(four_notes)
    with_their_help = argmap("check", "notes.yaml", "--select", rules, cwd=start).out
    assert "  = replace the pronoun with a noun" in with_their_help


def test_a_note_in_the_table_of_notes_names_each_claim_by_its_id(start: Path) -> None:
    weighed = MANY_NOTES.replace("[late,", "[{premises: [late], outweighed_by: [rest]},")
    weighed = weighed.replace(
        "bus]}", "bus], rebuttals: [{premises: [fun], outweighed_by: [rest]}]}"
    )
    (start / "notes.yaml").write_text(
        f"{weighed}  fun: Parties are fun.\n  rest: Rest matters more than fun.\n"
    )
    rules = "unsupported-claim,dangling-pronoun,opposing-weighings"
    lines = argmap("check", "notes.yaml", "--select", rules, cwd=start).out.splitlines()
    assert lines[-3:] == [
        "6 notes, the first for each rule. For all: argmap check notes.yaml -f full",
        "  2  opposing-weighings  `rest` outweighs an objection to `go`, but `rest` outweighs a reason for it",
        "  3  dangling-pronoun    `late` does not say what “This” refers to (and 4 more)",
    ]


@pytest.mark.parametrize(
    ("number", "below"),
    [
        (7, "… and 5 listed above. All: argmap check many.yaml --select unsupported-claim -f full"),
        (
            8,
            "… and 1 more and 5 listed above. All: argmap check many.yaml --select unsupported-claim -f full",
        ),
    ],
)
def test_a_finding_to_fix_first_is_not_in_the_table_again(
    start: Path, number: int, below: str
) -> None:
    claims = "".join(f"  c{each}: Reason {each} is good.\n" for each in range(number))
    linked = ", ".join(f"c{each}" for each in range(number))
    (start / "many.yaml").write_text(
        f"claims:\n  go: {{text: We should go home., main: true, premises: [[{linked}]]}}\n{claims}"
    )
    lines = argmap(
        "check", "many.yaml", "--select", "unsupported-claim", cwd=start
    ).out.splitlines()
    assert [line.strip() for line in lines[3:]] == [
        *(
            f"{n + 1} line {n + 3}: support `c{n}` “Reason {n} is good.” (1 verdict)"
            for n in range(5)
        ),
        "",
        f"unsupported-claim: {number} warnings. A claim without support.",
        "8  c5  “Reason 5 is good.”",
        "9  c6  “Reason 6 is good.”",
        below,
        "= add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it",
    ]


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_a_report_is_no_wider_than_the_terminal(columns: int) -> None:
    map = a_map((ROOT / "arguments.yaml").read_text(encoding="utf-8"))
    findings = check(map)
    shown = Report(
        findings, {}, CheckedFile(Reading.of("<text>", "", map, []), findings), columns=columns
    )
    lines = "".join(pieces(shown, "text")).splitlines()
    assert max(width(line) for line in lines) <= columns


def test_several_files_each_with_its_name_and_one_that_cannot_be_read(start: Path) -> None:
    (start / "bad.yaml").write_text("claims: {a: {text: We should go., premises: [x]}}\n")
    (start / "good.yaml").write_text(
        "claims: {a: {text: We should go home., common_ground: true}}\n"
    )
    result = argmap("check", "good.yaml", "bad.yaml", "--select", "support", cwd=start)
    assert (result.code, result.err) == (2, "")
    assert result.out == """\
good.yaml: 1 claim (none unsupported); no inferences; nothing found

bad.yaml:1:46: error[unknown-claim]: unknown claim `x`
  |
1 | claims: {a: {text: We should go., premises: [x]}}
  |                                              ^

bad.yaml: 1 error

2 files: 1 error
"""  # fmt: skip


def test_an_error_comes_first_and_a_claim_without_an_id_is_named_by_its_words(start: Path) -> None:
    (start / "a.yaml").write_text(
        "claims: [{text: Shall we go home?, premises: [It is late and dark.], ignore: {long-claim: so}}]\n"
        "check: {select: [question, unused-ignore, unsupported-claim, nonsense]}\n"
    )
    assert argmap("check", "a.yaml", cwd=start).out == """\
2 claims (1 unsupported); 1 reason; 2 errors, 2 warnings

Fix these first: the most verdicts change if they fall
  1 line 1: “Shall we go home?” is a question, not a claim
  2 line 2: unknown rule or group `nonsense`; choose from all, default, support, attack, structure,
    wording, sources, expectations, teaching, experimental
  3 line 1: support “It is late and dark.” (1 verdict)

unknown-rule: 1 error.
  2  unknown rule or group `nonsense`; choose from all, default, support, attack, structure,
     wording, sources, expectations, teaching, experimental

question: 1 error. A claim that is a question.
  1  “Shall we go home?” is a question, not a claim
  = replace the question with the answer that you argue for

unsupported-claim: 1 warning. A claim without support.
  1  “It is late and dark.” is unsupported
  = add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it

unused-ignore: 1 warning. An `ignore` entry that has no effect.
  1  `long-claim` does not flag “Shall we go home?”, so this entry has no effect
  = remove the entry

1 of these can be fixed with --unsafe-fixes
"""  # fmt: skip


def test_what_is_wrong_with_a_claim_is_reported_once_and_claims_are_quoted(start: Path) -> None:
    (start / "b.yaml").write_text(
        "claims:\n"
        "  go:\n"
        "    text: We should go home.\n"
        "    premises: ['late, dark']\n"
        "    rebuttals: [[Friends would miss us., stay]]\n"
        "  late: It is very late.\n"
        "  dark: It is quite dark.\n"
        "  stay: {text: It is warm in here., ignore: {unsupported-claim: everyone feels it}}\n"
    )
    result = argmap(
        "check", "b.yaml", "--select", "support,attack,structure,short-claim", cwd=start
    )
    assert result.out == """\
6 claims (5 unsupported); 1 reason, 1 objection; 1 error, 7 warnings, 1 note

Fix these first: the most verdicts change if they fall
  1 line 4: “late, dark” is a new claim, but its text is a list of claim ids
  2 line 5: answer the objection “Friends would miss us.” and `stay` (1 verdict)

listed-in-one-string: 1 error. A claim whose text is a list of ids.
  4  “late, dark” is a new claim, but its text is a list of claim ids
  = write each of these claims as a premise of its own; for linked premises, write `[late, dark]`

unsupported-claim: 4 warnings. A claim without support.
  4        “late, dark”
  5        “Friends would miss us.”
  6  late  “It is very late.”
  7  dark  “It is quite dark.”
  = add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it

unanswered-rebuttal: 1 warning. An unanswered objection to a main claim or to its reasons.
  5  the objection to `go` from “Friends would miss…” and `stay` “It is warm in here.” is unanswered
  = rebut one of the objection's premises, undercut the objection, or outweigh it

disconnected-claim: 2 warnings. A claim with no connection to a main claim.
  6  late  “It is very late.”
  7  dark  “It is quite dark.”
  = add the claim to another claim's `premises` or `rebuttals`, or mark it `main: true`

rests-on-unsupported: 1 note. A claim whose reasons depend on unsupported claims.
  2  go  “We should go home.” depends on an unsupported claim: “late, dark”
  = support the unsupported claims, or add a reason that rests on evidence or common ground

1 of these can be fixed with --unsafe-fixes
"""  # fmt: skip


def test_how_many_findings_can_be_fixed_is_said_for_a_file_but_not_for_standard_input(
    tmp_path: Path,
) -> None:
    wrong = "sides: {ban: Ban them}\nclaims: {a: {text: We should go., side: Ban them, premises: [b]}, b: {txt: It is late.}}\n"
    (tmp_path / "wrong.yaml").write_text(wrong)
    (tmp_path / "late.yaml").write_text("sources: {b: Book}\nclaims: {a: We should go home.}\n")
    unreadable = argmap("check", "wrong.yaml", cwd=tmp_path).out.splitlines()
    assert unreadable[-3:] == ["wrong.yaml: 2 errors", "", "2 of these can be fixed with --fix"]
    several = argmap(
        "check", "wrong.yaml", "late.yaml", "--select", "sources", cwd=tmp_path
    ).out.splitlines()
    assert several[-2:] == [
        "2 files: 2 errors, 1 warning",
        "2 of these can be fixed with --fix, 1 more with --unsafe-fixes",
    ]
    concise = argmap("check", "wrong.yaml", "-f", "concise", cwd=tmp_path).out.splitlines()
    assert concise[-2:] == ["2 errors", "2 of these can be fixed with --fix"]
    assert "can be fixed" not in argmap("check", "-", stdin=wrong.encode(), cwd=tmp_path).out


# --- what depends on a claim ---


def test_verdicts_that_depend_on_a_claim_and_on_an_objection() -> None:
    map = a_map(START)
    objection = map.rebuttals("start")[0].id
    # As the map is, `start` is contested. Without the objection it stands; without `biology`, it and
    # `sleep` fall.
    assert dependent_verdicts(map, ["biology", "childcare"], [objection]) == {
        "biology": 2,
        "childcare": 1,
        objection: 1,
    }


@pytest.mark.parametrize("seeds", mostly_soak([range(40), range(40, 3000)], range(40)))
def test_as_many_verdicts_depend_on_a_claim_as_differ_where_it_is_rejected(seeds: range) -> None:
    for seed in seeds:
        map = web(seed)
        before = evaluate(map).claims
        for id, number in dependent_verdicts(map, list(map.claims), []).items():
            after = evaluate(map, reject=[id]).claims
            changed = [each for each in map.claims if each != id and after[each] != before[each]]
            assert len(changed) == number, (seed, id)


def test_a_burden_that_is_not_met_anyway_does_not_depend_on_another_objection() -> None:
    map = a_map("""
        sources: {s: {title: S}}
        claims:
          liable: {text: Liable., main: true, standard: shown, premises: [seen], rebuttals: [mopped, phone]}
          seen: {text: Seen., evidence: s}
          mopped: {text: Mopped., evidence: s, rebuttals: [forged]}
          forged: {text: Forged., evidence: s}
          phone: {text: She looked at her phone., standard: shown}
    """)
    assert dependent_verdicts(map, ["phone", "mopped"], []) == {"phone": 0, "mopped": 1}


def test_many_candidates_are_ranked_by_the_claims_that_rest_on_them() -> None:
    chains = [
        f"  c{n}: {{text: Claim number {n} is true., premises: [d{n}]}}\n  d{n}: Reason number {n} holds.\n"
        for n in range(MOST_TRIED + 1)
    ]
    map = a_map("claims:\n" + "".join(chains) + "  top: {text: All of it holds., premises: [c7]}\n")
    found = find_priorities(map, check(map, ["unsupported-claim"]), 2)
    assert [(priority.diagnostic.subject, priority.dependents) for priority in found.first] == [
        ("d7", 2),
        ("d0", 1),
    ]
    assert (found.candidates, found.by_verdicts) == (MOST_TRIED + 1, False)
    reading = Reading.of("<text>", "", map, [])
    shown = Report([], {}, CheckedFile(reading, check(map, ["unsupported-claim"])))
    assert (
        "Fix these first: they affect the most claims (201 candidates are too many for counting verdicts)"
        in "".join(pieces(shown, "text"))
    )


def test_many_unanswered_objections_weigh_as_much_as_what_they_attack() -> None:
    reasons = ", ".join(f"r{n}" for n in range(MOST_TRIED))
    bare = "".join(f"  r{n}: Reason number {n} holds.\n" for n in range(MOST_TRIED))
    map = a_map(
        f"claims:\n  top: {{text: All holds., main: true, premises: [{reasons}, {{premises: [x], undercutters: [u]}}]}}\n"
        f"{bare}  x: {{text: X holds., common_ground: true}}\n  u: {{text: It does not bear on it., common_ground: true}}\n"
    )
    found = find_priorities(map, check(map, ["unsupported-claim", "unanswered-rebuttal"]), 1)
    assert [(priority.diagnostic.code, priority.dependents) for priority in found.first] == [
        ("unanswered-rebuttal", 1)
    ]


def test_claims_that_rest_on_one_are_counted_to_a_limit_and_not_round_a_circle() -> None:
    circle = a_map(
        "claims: {a: {text: A holds., premises: [b]}, b: {text: B holds., premises: [a]}}"
    )
    assert resting_claims(circle, "a") == 1
    chain = "".join(
        f"  c{n}: {{text: Claim {n} is true., premises: [c{n + 1}]}}\n" for n in range(200)
    )
    assert (
        resting_claims(a_map("claims:\n" + chain + "  c200: The last holds.\n"), "c200")
        == MOST_COUNTED
    )


# --- colors ---


@pytest.mark.parametrize(
    ("words", "environment", "is_colored"),
    [
        ("", {}, False),
        ("", {"FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ("--no-color", {"FORCE_COLOR": "1"}, False),
        ("--color", {"NO_COLOR": "1"}, True),
    ],
)
def test_colors_as_asked_for(
    start: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    environment: dict[str, str],
    is_colored: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, environment.get(name, ""))
    made = argmap("check", "start.yaml", *words.split(), cwd=start)
    assert ("\x1b[" in made.out) is is_colored
    plain = argmap("check", "start.yaml", "--no-color", cwd=start)
    assert re.sub(r"\x1b\[[0-9;]+m", "", made.out) == plain.out


def luminance(style: str) -> float:
    """Return the relative luminance (WCAG 2) of a colour of xterm's palette of 256, 0 to 1."""
    number = int(style.removeprefix("38;5;"))
    if number >= 232:
        levels = [8 + 10 * (number - 232)] * 3
    else:
        inferences = (0, 95, 135, 175, 215, 255)
        levels = [
            inferences[(number - 16) // 36],
            inferences[(number - 16) // 6 % 6],
            inferences[(number - 16) % 6],
        ]
    red, green, blue = ((level / 255 + 0.055) / 1.055 if level > 10 else 0.0 for level in levels)
    return float(0.2126 * red**2.4 + 0.7152 * green**2.4 + 0.0722 * blue**2.4)


def test_headings_are_in_the_color_of_their_severity_and_what_is_left_out_is_gray(
    start: Path,
) -> None:
    claims = "".join(f"  c{number}: Reason {number} is good.\n" for number in range(7))
    (start / "loose.yaml").write_text(
        f"claims:\n  go: {{text: We should go home., premises: [c0]}}\n{claims}"
    )
    rules = ("--select", "unsupported-claim", "--color")
    lines = argmap("check", "loose.yaml", *rules, cwd=start).out.splitlines()
    assert [line for line in lines if "\x1b" in line] == [
        "\x1b[1m8 claims (7 unsupported); 1 reason; 7 warnings\x1b[0m",
        "\x1b[1mFix these first: the most verdicts change if they fall\x1b[0m",
        "  \x1b[1;38;5;130m1\x1b[0m line 3: support `c0` “Reason 0 is good.” (1 verdict)",
        "\x1b[1;38;5;130munsupported-claim: 7 warnings. A claim without support.\x1b[0m",
        "  \x1b[38;5;243m… and 2 more and 1 listed above. All: argmap check loose.yaml --select unsupported-claim -f full\x1b[0m",
    ]


def test_colors_are_readable_on_light_and_on_dark_and_tell_severities_apart(start: Path) -> None:
    (start / "bad.yaml").write_text("claims: {a: {text: We should go., premises: [x]}}\n")
    made = argmap(
        "check", "start.yaml", "bad.yaml", *["-f", "full", "--color", "always"], cwd=start
    )
    heads = dict(re.findall(r"(38;5;\d+)m(error|warning|note)\[", made.out))
    assert sorted(heads.values()) == ["error", "note", "warning"]
    styles = set(re.findall(r"38;5;\d+", made.out))
    assert len(styles - set(heads)) == 2  # what else a finding is about, and the lines around it
    for style in styles:
        light = luminance(style)
        assert (light + 0.05) / 0.05 >= 4
        assert 1.05 / (light + 0.05) >= 4
