"""`argmap check` as a stranger and a CI job meet it: settings, exit codes, suppression, quotations."""

from __future__ import annotations

import gc
import json
import pickle
import sys
import weakref
from pathlib import Path

import pytest

from argmap import ArgmapError, CheckSettings, Diagnostic, Severity, Span, check, evaluate, loads
from argmap.lint import (
    ALL_RULES,
    DEFAULT_RULES,
    NEVER,
    combine,
    fails,
    select_rules,
    settings_of,
)
from argmap.model import Reading
from tests.run import argmap

QUESTION = "claims: {a: {text: Should we go home?, common_ground: true}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "question.yaml").write_text(QUESTION)
    (tmp_path / "weak.yaml").write_text("claims: {a: {text: We should go home.}}\n")
    (tmp_path / "good.yaml").write_text(
        "claims: {a: {text: We should go home., common_ground: true}}\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("good.yaml", 0),
        ("weak.yaml", 1),
        ("good.yaml weak.yaml", 1),
        ("weak.yaml --fail-on error", 0),
        ("question.yaml --fail-on error", 1),
        ("question.yaml --fail-on never", 0),
        ("question.yaml --ignore wording", 0),
        ("question.yaml --select structure,attack", 0),
        ("question.yaml --select question", 1),
        ("weak.yaml none.yaml --fail-on never", 2),
    ],
)
def test_exit_codes(folder: Path, words: str, code: int) -> None:
    assert argmap("check", *words.split(), cwd=folder).code == code


def test_settings_of_the_file_the_project_and_the_command_line(folder: Path) -> None:
    (folder / "own.yaml").write_text(QUESTION + "check: {ignore: [question]}\n")
    assert argmap("check", "own.yaml", cwd=folder).code == 0
    assert argmap("check", "own.yaml", "--ignore", "attack", cwd=folder).code == 1
    (folder / "pyproject.toml").write_text('[tool.argmap]\nfail-on = "never"\n')
    assert argmap("check", "question.yaml", cwd=folder).code == 0
    (folder / "pyproject.toml").write_text('[tool.argmap]\nfailon = "never"\n')
    result = argmap("check", "question.yaml", cwd=folder)
    assert result.code == 2
    assert "in [tool.argmap], unknown key `failon`: did you mean `fail-on`?" in result.err


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[tool\nargmap]", "pyproject.toml: Expected"),
        ("tool = 3", "pyproject.toml: "),
        ("[tool]\nargmap = 3", "pyproject.toml: [tool.argmap] must be a table"),
        (
            "[tool.argmap]\nignore = 'question'",
            " `select` and `ignore` must be lists of names, and `fail-on` must be a name",
        ),
        (
            "[tool.argmap]\nselect = [3]",
            " `select` and `ignore` must be lists of names, and `fail-on` must be a name",
        ),
    ],
)
def test_malformed_settings_of_a_project_are_reported(
    folder: Path, settings: str, message: str
) -> None:
    (folder / "pyproject.toml").write_text(settings)
    result = argmap("check", "good.yaml", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_unknown_names_in_the_file_are_reported_with_their_place(folder: Path) -> None:
    (folder / "own.yaml").write_text(
        "claims: [We should go.]\ncheck: {select: [questoin], ignore: [several-sentence], fail_on: bad}\n"
    )
    assert argmap(
        "check", "own.yaml", "-f", "concise", "--select", "question", cwd=folder
    ).out.splitlines()[:3] == [
        "own.yaml:2:18: error[unknown-rule]: unknown rule or group `questoin`: did you mean `question`?",
        "own.yaml:2:38: error[unknown-rule]: unknown rule or group `several-sentence`: did you mean `several-sentences`?",
        "own.yaml:2:66: error[unknown-severity]: unknown severity `bad`; choose from error, warning, note, never",
    ]


def test_questions_about_inferences_are_asked_on_request_and_all_shown(folder: Path) -> None:
    reasons = ", ".join(f"Reason {number} holds." for number in range(12))
    text = f"claims:\n  go: {{text: We should go home., premises: [{reasons}]}}\n"
    (folder / "own.yaml").write_text(text)
    asked = argmap("check", "own.yaml", "--questions", cwd=folder).out
    assert (
        " ".join(asked.split()).count("is true, why does `go` “We should go home.” follow?") == 10
    )
    assert "follow?" not in argmap("check", "own.yaml", "--select", "all", cwd=folder).out
    codes = {finding.code for finding in check(loads(text), ["question"], questions=True)}
    assert codes == {"unquestioned-inference"}


def test_a_rule_that_was_removed_may_still_be_named(folder: Path) -> None:
    (folder / "own.yaml").write_text(
        "claims:\n"
        "  a: {text: We should go home., common_ground: true, ignore: {off-topic-premise: asked}}\n"
        "check: {select: [default, off-topic-premise], ignore: [off-topic-premise]}\n"
    )
    result = argmap("check", "own.yaml", "-f", "concise", cwd=folder)
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        "own.yaml:2:63: note[unused-ignore]: the rule `off-topic-premise` was removed, so this"
        " entry has no effect",
    )
    assert argmap("check", "own.yaml", "--ignore", "off-topic-premise", cwd=folder).code == 0


def test_standard_input_and_several_files(folder: Path) -> None:
    made = argmap("check", "-", "good.yaml", "-f", "json", cwd=folder, stdin=QUESTION.encode())
    assert [(each["code"], each["place"]["file"]) for each in json.loads(made.out)["findings"]] == [
        ("question", "<stdin>")
    ]


def test_teaching_is_opt_in() -> None:
    opt_in = select_rules(["teaching", "experimental"])
    assert set(ALL_RULES) - set(DEFAULT_RULES) == {
        *opt_in,
        "ungrounded-claim",
        "unquestioned-inference",
    }
    assert select_rules(["default", "missing-norm"]) == [*DEFAULT_RULES, "missing-norm"]


def test_a_rule_that_there_is_not() -> None:
    with pytest.raises(
        ArgmapError, match=r"^unknown rule or group `atack`: did you mean `attack`\?$"
    ):
        select_rules(["question"], ["atack"])
    groups = "all, default, support, attack, structure, wording, sources, expectations, teaching, experimental"
    with pytest.raises(ArgmapError, match=f"^unknown rule or group `zebra`; choose from {groups}$"):
        select_rules(["zebra"])


def test_what_an_earlier_setting_says_counts_and_what_is_unknown_in_a_file_is_passed_over() -> None:
    map = loads(
        "claims: {a: A.}\ncheck: {select: [attack, atack], ignore: [question, qestion], fail_on: eror}\n"
    )
    own = settings_of(map)
    assert own == CheckSettings(("attack",), ("question",), "")
    assert settings_of(loads("claims: {a: A.}\ncheck: {fail_on: error}\n")) == CheckSettings(
        fail_on="error"
    )
    assert combine() == CheckSettings((), (), "warning")
    assert combine(own, CheckSettings(("structure",), ("support",), "note")) == CheckSettings(
        ("attack",), ("question",), "note"
    )
    assert combine(
        CheckSettings(), CheckSettings(("structure",), ("support",), "error"), own
    ) == CheckSettings(("structure",), ("support",), "error")


@pytest.mark.parametrize(("fail_on", "failing"), [
    ("error", ["error"]), ("warning", ["error", "warning"]), ("note", ["error", "warning", "note"]), (NEVER, []),
])  # fmt: skip
def test_what_is_as_bad_as_was_asked_about_fails(fail_on: str, failing: list[str]) -> None:
    assert [
        each.value for each in Severity if fails([Diagnostic("x", each, "X.")], fail_on)
    ] == failing
    assert not fails([], fail_on)


def test_synonyms_and_key_terms_reach_the_teaching_rules() -> None:
    text = "claims: {a: {text: Cars should be banned., premises: [[b, c]]}, b: Automobiles should be banned., c: So we think.}\n"
    assert [found.code for found in check(loads(text), ["rabbit-rule"])] == ["rabbit-rule"]
    assert check(loads(text + "synonyms: [[cars, automobiles]]\n"), ["rabbit-rule"]) == []
    assert check(loads(text + "key_terms: [banned]\n"), ["rabbit-rule"]) == []


def test_ignore_silences_with_a_reason_and_is_missed_when_it_does_nothing() -> None:
    silenced = "claims: {a: {text: Should we go home?, common_ground: true, ignore: {question: asked in the motion}}}"
    assert check(loads(silenced)) == []
    idle = "claims: {a: {text: We should go home., common_ground: true, ignore: {question: asked, qestion: asked}}}"
    assert [(found.code, found.span.column if found.span else 0) for found in check(loads(idle))] == [
        ("unused-ignore", 70), ("unused-ignore", 87),
    ]  # fmt: skip


def test_quotations_are_looked_up_beside_the_map(folder: Path) -> None:
    (folder / "words.txt").write_text("He said: “Teenagers   would\nsleep more.” And then he left.")
    claim = "{a: {text: Teenagers would sleep., quote: %s, evidence: s p. 1}}"
    head = "sources: {s: {title: Book, file: words.txt}}\nclaims: "
    (folder / "right.yaml").write_text(head + claim % '"Teenagers would sleep more."')
    (folder / "wrong.yaml").write_text(head + claim % '"Teenagers will sleep less."')
    (folder / "gone.yaml").write_text(
        head.replace("words", "../words") + claim % '"Teenagers would"'
    )
    assert argmap("check", "right.yaml", cwd=folder).code == 0
    wrong = argmap("check", "wrong.yaml", "-f", "full", cwd=folder)
    assert wrong.code == 1
    assert "error[quote-not-found]" in wrong.out
    assert "Teenagers would sleep more" in wrong.out
    assert (
        "error[source-file-missing]" in argmap("check", "gone.yaml", "-f", "full", cwd=folder).out
    )
    (folder / "words.txt").write_bytes(b"caf\x81")
    assert (
        "error[source-file-missing]" in argmap("check", "right.yaml", "-f", "full", cwd=folder).out
    )


MEASURED = """
sides: {later: Start at nine, now: Keep eight o'clock}
sources: {s: A book}
claims:
  nine: {text: Start at nine., side: later, premises: [sleep, {premises: [grades], implicit: true}], rebuttals: [work]}
  sleep: {text: Teenagers would sleep more., premises: [{premises: [survey], warrant: rule}]}
  grades: {text: Grades would rise., evidence: s p. 1}
  survey: {text: A survey says so., common_ground: true}
  rule: {text: What surveys say is so., implicit: true}
  work: {text: Parents must be at work., side: now}
"""


def test_statistics() -> None:
    made = argmap("check", "-", "--statistics", "--select", "question", stdin=MEASURED.encode())
    assert made.out == (
        "6 claims (1 unsupported); 3 reasons, 1 objection; nothing found\n"
        "claims      6\n  Start at nine: 5 (1 connected by the map's author)\n"
        "  Keep eight o'clock: 1\n  no side, or several: 0\n"
        "implicit    1 of 6 claims, 1 of 4 inferences\ndepth       2\nevidenced   17%\ngrounded    67%\n"
    )


def test_sides_with_the_same_name_are_counted_one_by_one() -> None:
    text = "sides: {a: Yes, b: Yes}\nclaims:\n- {text: We should go., side: a}\n"
    made = argmap("check", "-", "--statistics", "--select", "question", stdin=text.encode())
    assert "claims      1\n  Yes: 1\n  Yes: 0\n  no side, or several: 0\n" in made.out


def test_rules_are_listed_and_explained() -> None:
    assert len(argmap("rules").out.splitlines()) == len(ALL_RULES)
    explained = argmap("rules", "unsupported-claim").out
    assert explained.startswith(
        "unsupported-claim (warning; group support)\n\nA claim without support.\n\nWhy: Readers have"
    )
    assert explained.endswith(
        "\n\nSource: Toulmin, The Uses of Argument (1958): a claim needs grounds.\n"
    )
    assert argmap("rules", "open-question").out.startswith(
        "open-question (note; group teaching; only if selected)\n"
    )
    assert argmap("rules", "unsuported-claim") == (
        2, "", "argmap: unknown rule or group `unsuported-claim`: did you mean `unsupported-claim`?\n",
    )  # fmt: skip


def test_rules_of_wording_are_off_in_a_language_that_they_do_not_know() -> None:
    text = "language: {}\nclaims: {{a: {{text: Kosten, common_ground: true, ignore: {{short-claim: ein Stichwort}}}}}}"
    german = loads(text.format("de-AT"))
    found = check(german, ["short-claim", "question", "dangling-pronoun", "unused-ignore"])
    assert found == [
        Diagnostic(
            "wording-not-checked",
            Severity.NOTE,
            "2 wording rules cannot check a map in the language `de`",
            Span("<text>", 1, 1, 1, 9),
            help="not applied: short-claim, dangling-pronoun",
        )
    ]
    assert check(loads(text.format("en-GB")), ["short-claim", "unused-ignore"]) == []


def test_rules_of_wording_are_off_where_claims_do_not_look_like_english() -> None:
    texts = [
        "Tiere haben ein Recht auf Leben und Freiheit.",
        "Wer Fleisch isst, schadet dem Klima.",
        "Gemüse kostet heute weniger als Fleisch.",
        "Die meisten Menschen essen gern Fleisch.",
        "In der Stadt gibt es viele gute Lokale.",
    ]
    german = {"claims": {f"claim-{number}": text for number, text in enumerate(texts)}}
    found = check(loads(json.dumps(german)), ["fragment"])
    assert [(each.code, each.message, each.help) for each in found] == [
        (
            "wording-not-checked",
            "1 wording rule cannot check this map, because the claims do not look like English",
            "set the map's language, for example `language: de` or `language: en`; not applied: fragment",
        )
    ]
    assert all(
        each.code == "fragment"
        for each in check(loads(json.dumps({"language": "en", **german})), ["fragment"])
    )


WEAK_LIST = """\
# Nine

- School starts at eight, but buses are late.
- Teenagers sleep late because they do. They also read.
  - Sleep is good [1].

## Sources

[1] Lee, Ann (2019). Sleep.
[2] Mo, Ben (2020). Buses.
"""


def test_hints_on_a_list_name_items_instead_of_keys() -> None:
    reports = argmap("check", "-", "--select", "all", "-f", "full", stdin=WEAK_LIST.encode()).out
    assert "in an item that starts with `But:`" in reports
    assert "add a reason or a source as an item below the claim" in reports
    assert "add the page or section to the citation" in reports
    for key in ("premises", "rebuttals", "evidence", "common_ground", "note", "main", "synonyms"):
        assert f"`{key}" not in reports


def test_a_message_is_written_when_it_is_read() -> None:
    map = loads(
        "claims: {a: {text: We should go., premises: [b, c]}, b: It is late., c: It is dark.}"
    )
    written: list[str] = []

    def note(frame: object, event: str, _argument: object) -> None:
        name = getattr(getattr(frame, "f_code", None), "co_name", "")
        if event == "call" and name == "quote_claim":
            written.append(name)

    sys.setprofile(note)
    try:
        found = check(map, ["unsupported-claim"])
        number = len(found)
        severities = [finding.severity for finding in found]
    finally:
        sys.setprofile(None)
    assert (number, severities) == (2, [Severity.WARNING] * 2)
    assert written == []
    assert [finding.message for finding in found] == [
        "`b` (It is late.) is unsupported",
        "`c` (It is dark.) is unsupported",
    ]
    assert check(map, ["unsupported-claim"]) == found
    assert pickle.loads(pickle.dumps(list(found))) == found  # noqa: S301


def test_findings_at_one_place_are_in_the_order_of_their_messages() -> None:
    findings = [
        Diagnostic("b", Severity.NOTE, "second", Span("x", 1, 1, 1, 2)),
        Diagnostic("a", Severity.NOTE, "later", Span("x", 1, 1, 1, 2)),
        Diagnostic("a", Severity.NOTE, "first", Span("x", 1, 1, 1, 2)),
        Diagnostic("c", Severity.NOTE, "nowhere"),
    ]
    ordered = Reading.of("x", "", None, findings).diagnostics
    assert [finding.message for finding in ordered] == ["nowhere", "first", "later", "second"]


def test_verdicts_are_computed_once_for_a_map() -> None:
    map = loads("claims: {a: {text: We should go., premises: [b]}, b: It is late.}")
    assert evaluate(map).model is evaluate(map).model
    assert evaluate(map) == evaluate(map)
    assert evaluate(map, reject=["b"])["a"] != evaluate(map)["a"]
    assert evaluate(map, strict=True)["a"] != evaluate(map)["a"]
    small = len(
        pickle.dumps(loads("claims: {a: {text: We should go., premises: [b]}, b: It is late.}"))
    )
    assert len(pickle.dumps(map)) == small
    again = pickle.loads(pickle.dumps(map))  # noqa: S301
    assert evaluate(again).claims == evaluate(map).claims
    # The map is gone with its last user, without a search for garbage.
    gc.disable()
    try:
        reference = weakref.ref(map)
        del map
        assert reference() is None
    finally:
        gc.enable()
