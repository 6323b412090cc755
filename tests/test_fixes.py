"""Fixes: which are offered, that they do what they promise, and `argmap check --fix`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap import ArgmapError, Diagnostic, Span, formats, read
from argmap.lint import ALL_RULES, check, fix_map, fix_maps
from argmap.model import (
    PLACEHOLDER,
    Edit,
    Fix,
    OverlappingEdits,
    Reading,
    Safety,
    Severity,
    edit_text,
    spelling_fixes,
)
from argmap.util import MOST_COMPARED, Names, near_words
from tests.conftest import ROOT
from tests.run import argmap


def findings(reading: Reading) -> list[Diagnostic]:
    """Return what all rules find in a file, or what keeps it from being read."""
    if reading.map is None:
        return list(reading.diagnostics)
    return [*reading.diagnostics, *check(reading.map, ALL_RULES)]


def offered(text: str) -> Iterator[tuple[Diagnostic, Fix, str]]:
    """Yield each fix that is offered for a file, with the finding that it fixes and the file after it."""
    reading = formats.parse(text, "map.yaml", "native")
    for diagnostic in formats.with_fixes(reading, findings(reading), ALL_RULES):
        for fix in diagnostic.fixes:
            yield diagnostic, fix, edit_text(text, fix.edits)


def report(text: str) -> list[str]:
    """Return each fix that is offered but those that ignore a rule, and the lines that it changes."""
    lines: list[str] = []
    before = text.splitlines()
    for diagnostic, fix, after in offered(text):
        if fix.message.startswith("ignore"):
            continue
        lines.append(f"{diagnostic.code}: {fix.safety}: {fix.message}")
        lines += [f"  - {line.strip()}" for line in before if line not in after.splitlines()]
        lines += [f"  + {line.strip()}" for line in after.splitlines() if line not in before]
    return lines


BROKEN = """\
claims:
  war:
    text: "War is near.
    premises: [peace]
  weapons: {text: Weapons are sold., premises: [deals]}
  peace: Peace is made.
"""


def test_a_fix_is_offered_while_another_line_is_broken() -> None:
    reading = read(BROKEN, format="native")
    [diagnostic] = (found for found in reading.diagnostics if found.code == "unknown-claim")
    [diagnostic] = formats.with_fixes(reading, [diagnostic])
    assert [edit_text(BROKEN, fix.edits) for fix in diagnostic.fixes] == [BROKEN + "  deals: …\n"]


def test_no_fix_changes_what_is_broken() -> None:
    reading = read(BROKEN + '  late:\n    text: "It is late.\n    note: So.\n', format="native")
    [diagnostic] = (found for found in reading.diagnostics if found.code == "unknown-claim")
    [diagnostic] = formats.with_fixes(reading, [diagnostic])
    assert diagnostic.fixes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "claims:\n  war: {text: War is near., premises: ['deterence']}\n  deterrence: Deterrence works.\n",
            [
                "unknown-claim: safe: write `deterrence`",
                "  - war: {text: War is near., premises: ['deterence']}",
                "  + war: {text: War is near., premises: ['deterrence']}",
                "unknown-claim: open: add the claim `deterence`",
                "  + deterence: …",
            ],
            id="an id",
        ),
        pytest.param(
            "claims:\n  war: {text: War is near., premises: [peaces]}\n  peace1: It is.\n  peace2: It was.",
            [
                "unknown-claim: unsafe: write `peace2`",
                "  - war: {text: War is near., premises: [peaces]}",
                "  + war: {text: War is near., premises: [peace2]}",
                "unknown-claim: unsafe: write `peace1`",
                "  - war: {text: War is near., premises: [peaces]}",
                "  + war: {text: War is near., premises: [peace1]}",
                "unknown-claim: open: add the claim `peaces`",
                "  + peaces: …",
            ],
            id="an id that may be one of two; the file ends without a line end",
        ),
        pytest.param(
            "sources: {boc2019: Book}\nclaims:\n  war: {text: War is near., evidence: boc2018 p. 3}\n",
            [
                "unknown-source: unsafe: write `boc2019`",
                "  - war: {text: War is near., evidence: boc2018 p. 3}",
                "  + war: {text: War is near., evidence: boc2019 p. 3}",
            ],
            id="a source of another year may be meant",
        ),
        pytest.param(
            'sources: {survey: Book}\nclaims:\n  war: {text: War is near., evidence: ["survay p. 3, 4"]}\n',
            [
                "unknown-source: safe: write `survey`",
                '  - war: {text: War is near., evidence: ["survay p. 3, 4"]}',
                '  + war: {text: War is near., evidence: ["survey p. 3, 4"]}',
            ],
            id="a source in quotes",
        ),
        pytest.param(
            "sides: {peace: Peace}\nclaims:\n  war: {txt: War is near., side: peas}\nexpect: {war: stand}\n",
            [
                "unknown-key: safe: write `text`",
                "  - war: {txt: War is near., side: peas}",
                "  + war: {text: War is near., side: peas}",
                "unknown-side: safe: write `peace`",
                "  - war: {txt: War is near., side: peas}",
                "  + war: {txt: War is near., side: peace}",
                "unknown-verdict: safe: write `stands`",
                "  - expect: {war: stand}",
                "  + expect: {war: stands}",
            ],
            id="a key, a side and a verdict",
        ),
        pytest.param(
            "claims:\n  war: {text: War is near., common_ground: true}\ncheck: {select: [sevral-sentences]}\n",
            [
                "unknown-rule: safe: write `several-sentences`",
                "  - check: {select: [sevral-sentences]}",
                "  + check: {select: [several-sentences]}",
            ],
            id="a rule",
        ),
        pytest.param(
            "claims:\n  war:\n    text: War is very near.\n    ignore: {sevral-sentences: asked, long-claim: quoted}\n    common_ground: true\n",
            [
                "unused-ignore: safe: write `several-sentences`",
                "  - ignore: {sevral-sentences: asked, long-claim: quoted}",
                "  + ignore: {several-sentences: asked, long-claim: quoted}",
                "unused-ignore: unsafe: remove `sevral-sentences`",
                "  - ignore: {sevral-sentences: asked, long-claim: quoted}",
                "  + ignore: {long-claim: quoted}",
                "unused-ignore: unsafe: remove `long-claim`",
                "  - ignore: {sevral-sentences: asked, long-claim: quoted}",
                "  + ignore: {sevral-sentences: asked}",
            ],
            id="two that are ignored in vain",
        ),
        pytest.param(
            "claims:\n  war:\n    text: War is very near.\n    ignore:\n      long-claim: quoted\n    # it is\n    common_ground: true\n",
            [
                "unused-ignore: unsafe: remove `long-claim`",
                "  - ignore:",
                "  - long-claim: quoted",
            ],
            id="the last that is ignored goes with its key, and comments stay",
        ),
        pytest.param(
            "sources:\n  a: {title: Book, # new\n    date: 1999}\n  b:\n    title: >-\n      Another\n      book\n  # the end\n"
            "claims:\n  war: {text: War is near by., common_ground: true}\n",
            [
                "unused-source: unsafe: remove `b`",
                "  - b:",
                "  - title: >-",
                "  - Another",
                "  - book",
            ],
            id="a source without the comment in another, which would go with it",
        ),
        pytest.param(
            "claims:\n  go: {text: We should go now., premises: [{premises: [late], scheme: expert opinoin}]}\n  late: It is very late.\n",
            [
                "unknown-scheme: safe: write `expert opinion`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: expert opinoin}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: expert opinion}]}",
                "unknown-scheme: unsafe: write `popular opinion`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: expert opinoin}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: popular opinion}]}",
                "unknown-scheme: unsafe: write `majority opinion`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: expert opinoin}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: majority opinion}]}",
            ],
            id="a scheme that is a slip away from one alone",
        ),
        pytest.param(
            "claims:\n  go: {text: We should go now., premises: [{premises: [late], scheme: argument from consequenses}]}\n  late: It is very late.\n",
            [
                "unknown-scheme: safe: write `consequences`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: argument from consequenses}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: consequences}]}",
                "unknown-scheme: unsafe: write `bad consequences`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: argument from consequenses}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: bad consequences}]}",
                "unknown-scheme: unsafe: write `good consequences`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: argument from consequenses}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: good consequences}]}",
            ],
            id="an alias of a scheme, with words around it",
        ),
        pytest.param(
            "claims:\n  go: {text: We should go now., premises: [{premises: [late], scheme: expert opinion, questions: {bies: late}}]}\n"
            "  late: It is very late.\n",
            [
                "unknown-scheme: safe: write `bias`",
                "  - go: {text: We should go now., premises: [{premises: [late], scheme: expert opinion, questions: {bies: late}}]}",
                "  + go: {text: We should go now., premises: [{premises: [late], scheme: expert opinion, questions: {bias: late}}]}",
            ],
            id="a question of a scheme",
        ),
        pytest.param(
            "claims:\n  go: {text: We should go now., premises: ['late, dark']}\n  late: It is very late.\n  dark: It is quite dark.\n",
            [
                "listed-in-one-string: unsafe: put the list in brackets",
                "  - go: {text: We should go now., premises: ['late, dark']}",
                "  + go: {text: We should go now., premises: [[late, dark]]}",
            ],
            id="a list of ids without its brackets",
        ),
        pytest.param(
            "claims:\n  go:\n    text: We should go now.\n    premises:\n      - late and dark   # both\n  late: It is very late.\n  dark: It is quite dark.\n",
            [
                "listed-in-one-string: unsafe: put the list in brackets",
                "  - - late and dark   # both",
                "  + - [late, dark]   # both",
            ],
            id="the same in a line of its own",
        ),
    ],
)
def test_the_fixes_that_are_offered(text: str, expected: list[str]) -> None:
    made = report(text)
    assert made[: len(expected)] == expected
    assert [line for line in made[len(expected) :] if line[:1] != " "] == []


@pytest.mark.parametrize(
    ("word", "known", "safe"),
    [
        ("chidlcare", ["childcare", "childcares"], ["childcare"]),
        ("childcar", ["childcare", "childcares"], ["childcare"]),
        ("childcarre", ["childcare", "childcare-2"], ["childcare"]),
        ("chilbcare", ["childcare", "childcares"], ["childcare"]),
        ("chilbcaer", ["childcare", "childcares"], []),
        ("childcar", ["childcare", "childcart"], []),
        ("childcar1", ["childcar2", "childcare"], []),
        ("cas", ["case", "cases"], []),
        ("chilbcaer", ["childcare"], ["childcare"]),
    ],
)
def test_a_spelling_is_safe_where_one_alone_fits(
    word: str, known: list[str], safe: list[str]
) -> None:
    fixes = spelling_fixes(word, known, Span.on_line("map.yaml", 1, 1))
    assert [fix.edits[0].text for fix in fixes if fix.safety is Safety.SAFE] == safe


def test_among_very_many_names_those_one_typo_away_are_found() -> None:
    many = [f"claim-{number}" for number in range(MOST_COMPARED)]
    names = Names([*many, "childcare"])
    assert [name for name in ("chldcare", "chidlcare", "childkare", "childcares") if "childcare" in names.candidates(name)] == [
        "chldcare", "chidlcare", "childkare", "childcares",
    ]  # fmt: skip
    assert names.candidates("chilcaer") == []
    assert len(Names(many).candidates("chilcaer")) == MOST_COMPARED


@given(st.text("abc1-", max_size=9), st.lists(st.text("abc1-", max_size=9)))
@example(
    "b" + "a" * 250, ["a" * 250, "a" * 249, "ab" * 125]
)  # difflib takes frequent letters of long words for noise
@example("", ["", "a"])
def test_near_words_are_those_of_difflib(word: str, known: list[str]) -> None:
    assert near_words(word, known) == get_close_matches(word, known, n=3, cutoff=0.6)


def test_names_that_a_single_typo_makes_alike_are_compared_up_to_a_limit() -> None:
    alike = [f"claim{chr(0x4E00 + number)}" for number in range(2 * MOST_COMPARED)]
    names = Names(alike)
    assert len(names.candidates("claim")) == MOST_COMPARED
    assert names.near("claim") == alike[MOST_COMPARED - 1 : MOST_COMPARED - 4 : -1]


MAPS = {
    "the treaty debate": (ROOT / "arguments.yaml").read_text(encoding="utf-8"),
    "the example": (ROOT / "argmap/formats/native/example.yaml").read_text(encoding="utf-8"),
    "in brackets": "claims: {a: 'Should we go home?', b: {text: It is late., premises: [a], ignore: {short-claim: so}}, c: {text: Go}}",
    "in place": "claims:\n  a:\n    text: Should we go home?\n    premises:\n      - It is late.  # clearly\n      - text: It is dark.\n        rebuttals: It is not dark.\n      - [Home is near by., It is cold.]\n",
    "a list of claims": "claims:\n  - Should we go home?\n  - text: It is late.\n    premises: {text: It is ten o'clock., rebuttals: [It is nine.]}\n",
    "in lines": 'claims:\r\n  a: Should we go home?\r\n  b:\r\n    text: "It is late."\r\n    ignore:\r\n      short-claim: so\r\n  c:\r\n    text: |\r\n      Go\r\n',
}  # fmt: skip


@pytest.mark.soak(but=["the example", "in place", "in brackets", "a list of claims", "in lines"])
@pytest.mark.parametrize("name", MAPS)
def test_every_fix_leaves_a_file_that_reads_and_fixes_what_it_says(name: str) -> None:
    text = MAPS[name]
    number = 0
    for diagnostic, fix, after in offered(text):
        number += 1
        reading = formats.parse(after, "map.yaml", "native")
        assert reading.map is not None, (fix, reading.diagnostics)
        assert ("\r\n" in text) == ("\r\n" in after.replace(text[:40], ""))
        if fix.message.startswith("ignore"):
            assert PLACEHOLDER in after
            # One step can have several findings, each to be ignored on another premise.
            again = [(found.code, found.message) for found in findings(reading)]
            assert (diagnostic.code, diagnostic.message) not in again, fix
    assert number


# --- the command ---

WRONG = """\
# A map with mistakes.
sides: {ban: Ban phones}
claims:
  phones:
    text: Phones should be banned in schools.   # the motion
    sde: ban
    premises: [distarct]
  distract: Phones distract those who carry them.
"""
RIGHT = WRONG.replace("sde", "side").replace("distarct", "distract")


def test_fix_writes_what_is_safe_and_checks_again(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    result = argmap(
        "check", "map.yaml", "--fix", "-f", "concise", "--select", "support", cwd=tmp_path
    )
    assert result.err == "map.yaml: 2 fixes applied\n"
    assert [line.split(" ")[1] for line in result.out.splitlines()[:-1]] == [
        "note[rests-on-unsupported]:",
        "warning[unsupported-claim]:",
    ]
    assert path.read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()
    again = argmap("check", "map.yaml", "--fix", "--fail-on", "never", cwd=tmp_path)
    assert (again.code, again.err) == (0, "there are no safe fixes to apply\n")


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(WRONG)
    result = argmap("check", "map.yaml", "--fix", "--diff", cwd=tmp_path)
    assert result == (1, dedent("""\
        --- map.yaml
        +++ map.yaml
        @@ -3,6 +3,6 @@
         claims:
           phones:
             text: Phones should be banned in schools.   # the motion
        -    sde: ban
        -    premises: [distarct]
        +    side: ban
        +    premises: [distract]
           distract: Phones distract those who carry them.
        """), "")  # fmt: skip
    assert (tmp_path / "map.yaml").read_text() == WRONG
    (tmp_path / "map.yaml").write_text(RIGHT)
    assert argmap("check", "map.yaml", "--diff", cwd=tmp_path) == (
        0,
        "",
        "there are no safe fixes to apply\n",
    )


def test_unsafe_fixes_are_made_only_if_asked_for(tmp_path: Path) -> None:
    text = "sources:\n  a: A book\nclaims:\n  war: {text: War is very near., common_ground: true}\n"
    (tmp_path / "map.yaml").write_text(text)
    argmap("check", "map.yaml", "--fix", cwd=tmp_path)
    assert (tmp_path / "map.yaml").read_text() == text
    argmap("check", "map.yaml", "--unsafe-fixes", cwd=tmp_path)
    assert (
        tmp_path / "map.yaml"
    ).read_text() == "claims:\n  war: {text: War is very near., common_ground: true}\n"


def test_what_cannot_be_fixed_is_said(tmp_path: Path) -> None:
    assert argmap("check", "-", "--fix", stdin=b"claims: [A b.]") == (
        2, "", "argmap: cannot fix standard input; give a file name instead\n",
    )  # fmt: skip
    (tmp_path / "map.argdown").write_text("[a]: It is so.\n")
    result = argmap("check", "map.argdown", "--fix", cwd=tmp_path)
    assert result == (
        2,
        "",
        "argmap: --fix changes only YAML maps; type `argmap check map.argdown` and change the lines"
        " that it lists, or `argmap convert map.argdown -o map.yaml` and fix that\n",
    )
    result = argmap("check", "nope.xyz", "--fix", cwd=tmp_path)
    assert result == (2, "", "error[cannot-read]: nope.xyz: no such file\n")


def test_a_fix_that_would_break_the_file_or_change_a_verdict_is_not_made() -> None:
    text = "claims:\n  a: {text: It is so., rebuttals: [b]}\n  b: Or not.\n"
    reading = formats.parse(text, "map.yaml", "native")
    place = Span.on_line("map.yaml", 2, text.splitlines()[1].index("b]") + 1)

    def offering(new: str, safety: Safety) -> list[Diagnostic]:
        finding = next(iter(check(reading.unwrap(), ["unsupported-claim"])))
        fix = Fix("try", (Edit(place, new),), safety)
        return [Diagnostic("trial", finding.severity, "trial", fixes=(fix,))]

    with pytest.raises(
        ArgmapError,
        match="is unchanged, because the fixed file could not be read: unknown claim",
    ):
        fix_map(reading, lambda _: offering("x", Safety.SAFE), formats.with_texts)
    with pytest.raises(
        ArgmapError, match="is unchanged, because the fixes would change the verdict of `a`"
    ):
        fix_map(
            reading,
            lambda now: offering("a", Safety.SAFE) if now is reading else [],
            formats.with_texts,
        )
    _, fixes = fix_map(
        reading,
        lambda now: offering("a", Safety.UNSAFE) if now is reading else [],
        formats.with_texts,
        unsafe=True,
    )
    assert fixes


def test_a_fix_of_one_map_that_would_break_another_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("claims: {a: It is so.}\n")
    readings = []
    for name, premise in (("first.yaml", "c"), ("second.yaml", "a")):
        own = f"claims: {{b: {{text: It is good., premises: [{premise}]}}, c: It is bad.}}"
        (tmp_path / name).write_text(f"include: shared.yaml\n{own}\n")
        readings.append(formats.read(tmp_path / name))
    first, second = readings
    [shared] = [name for name in first.texts if name.endswith("shared.yaml")]
    fix = Fix("try", (Edit(Span.on_line(shared, 1, 10), "x"),), Safety.SAFE)
    found = [Diagnostic("trial", Severity.WARNING, "trial", fixes=(fix,))]
    message = r"second\.yaml is unchanged, because the fixed file could not be read: unknown claim"

    def check(now: Reading) -> list[Diagnostic]:
        return found if now is first else []

    for both in ([first, second], [second, first]):
        with pytest.raises(ArgmapError, match=message):
            fix_maps(both, check, formats.with_texts)
    fixed = fix_maps([first], check, formats.with_texts)
    assert fixed == ({shared: "claims: {x: It is so.}\n"}, [fix])


def test_edits_that_overlap_are_refused_and_the_same_edit_is_made_once() -> None:
    edit = Edit(Span("f", 1, 1, 1, 3), "x")
    assert edit_text("abcd", [edit, edit]) == "xcd"
    with pytest.raises(OverlappingEdits):
        edit_text("abcd", [edit, Edit(Span("f", 1, 2, 1, 4), "y")])


def test_json_and_sarif_hand_fixes_on(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims:\n  war: {text: War is near by., assumd: true}\n")
    as_json = json.loads(argmap("check", "map.yaml", "-f", "json", cwd=tmp_path).out)
    place = {"file": "map.yaml", "line": 2, "column": 32, "end_line": 2, "end_column": 38}
    assert as_json["findings"][0]["fixes"] == [
        {
            "message": "write `common_ground`",
            "safety": "safe",
            "edits": [{"place": place, "text": "common_ground"}],
        }
    ]
    as_sarif = json.loads(argmap("check", "map.yaml", "-f", "sarif", cwd=tmp_path).out)
    assert as_sarif["runs"][0]["results"][0]["fixes"] == [
        {
            "description": {"text": "write `common_ground`"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "map.yaml"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 2,
                                "startColumn": 32,
                                "endLine": 2,
                                "endColumn": 38,
                            },
                            "insertedContent": {"text": "common_ground"},
                        }
                    ],
                }
            ],
        }
    ]


def test_a_file_beside_that_cannot_be_read_gets_no_fix(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("bibliography: refs.bib\nclaims: {a: It is so.}\n")
    (tmp_path / "refs.bib").write_bytes(b"\xff\xfe\x00\x01\n")
    result = argmap("check", "--fix", "map.yaml", cwd=tmp_path)
    assert "refs.bib:1:1: error[not-utf8]" in result.out
    assert result.code == 2
