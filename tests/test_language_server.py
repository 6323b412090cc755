"""`argmap lsp`, asked by a real client over standard streams, as an editor asks it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

import argmap
from argmap import formats
from argmap.editing import format_reading
from tests.conftest import ROOT, mostly_soak
from tests.language_client import EditorClient, File, editor, position
from tests.run import argmap as run
from tests.run import argmap_started

pytestmark = pytest.mark.tools

SCHOOL = (ROOT / "docs/school.yaml").read_text(encoding="utf-8")
NINE = """\
title: Should school start at nine?
sides: {later: Start at nine, now: Keep eight}
sources:
  lee: {author: Lee, title: Sleep, date: 2019}
claims:
  nine:
    text: School should start at nine.
    side: later
    main: true
    premises:
      - sleep
      - Buses are cheaper after nine.
    rebuttals: [parents]
  sleep: {text: Teenagers would sleep more., evidence: lee p. 3}
  parents:
    text: Parents work at eight.
    ignore: {unsupported-claim: everybody knows}
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorClient]:
    with editor(folder=tmp_path_factory.mktemp("maps")) as started:
        yield started


@pytest.fixture
def client(started: EditorClient) -> Iterator[EditorClient]:
    yield started
    started.close_all()


@pytest.fixture
def nine(client: EditorClient) -> File:
    return client.open("nine.yaml", NINE, "yaml")


# --- findings ---


def test_findings_are_those_of_a_check(client: EditorClient) -> None:
    file = client.open("school.yaml", SCHOOL)
    findings = argmap.check(argmap.loads(SCHOOL))
    expected = [(each.code, each.span and each.span.line) for each in findings]
    assert [(each.code, each.range.start.line + 1) for each in file.diagnostics()] == expected
    messages = [each.message.partition("\n")[0] for each in file.diagnostics()]
    assert messages[:2] == [
        "“Buses are cheaper after nine.” is unsupported",
        "`keep-eight` depends on an unsupported claim: `sports`",
    ]


def test_findings_follow_the_text_while_it_is_typed(nine: File) -> None:
    nine.type("- sleep\n", "- slep\n")
    assert nine.findings() == ["11:9-11:13 error unknown-claim"]
    nine.type("- slep\n", "- sleep\n")
    nine.type("ignore:", "ignroe:")
    [diagnostic] = nine.diagnostics()
    assert diagnostic.source == "argmap"
    assert diagnostic.message == "unknown key `ignroe` in a claim\ndid you mean `ignore`?"


def test_a_finding_names_the_other_place(client: EditorClient) -> None:
    file = client.open("two.yaml", "claims:\n  a: We go.\n  b: We stay.\n  a: We go by bike.\n")
    [finding] = file.diagnostics()
    assert finding.code == "duplicate-key"
    assert finding.related_information is not None
    [other] = finding.related_information
    assert (other.location.uri, other.location.range.start.line) == (file.uri, 1)
    assert other.message == "first here"


def test_the_settings_of_the_project_of_the_file_count(
    tmp_path: Path, client: EditorClient
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["no-main-claim"]\n')
    text = "claims: {a: {text: We go., premises: [b]}, b: We are late.}\n"
    elsewhere = client.open_uri("untitled:map", text, "argmap")
    assert "unsupported-claim" in [each.code for each in elsewhere.diagnostics()]
    assert client.open_uri((tmp_path / "map.yaml").as_uri(), text, "argmap").findings() == []


def test_malformed_settings_of_the_project_are_a_finding(
    tmp_path: Path, client: EditorClient
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselct = ["support"]\n')
    file = client.open_uri((tmp_path / "map.yaml").as_uri(), "claims: {a: We go.}", "argmap")
    [finding] = file.diagnostics()
    assert finding.message.endswith(
        "pyproject.toml: in [tool.argmap], unknown key `selct`: did you mean `select`?"
    )


# --- fixes ---


def test_a_quick_fix_changes_the_text(nine: File) -> None:
    nine.type("- sleep\n", "- slep\n")
    assert [(each.title, each.is_preferred) for each in nine.actions("slep")] == [
        ("Write `sleep`", True),
        ("Add the claim `slep`", None),
        ("Apply all safe fixes", None),
    ]
    nine.carry_out("Write `sleep`")
    assert nine.text == NINE


def test_a_finding_can_be_ignored_with_a_reason(nine: File) -> None:
    nine.carry_out("Ignore `unsupported-claim` for “Buses are cheaper after nine.”, with a reason")
    assert nine.text == NINE.replace(
        "- Buses are cheaper after nine.\n",
        "- text: Buses are cheaper after nine.\n        ignore: {unsupported-claim: …}\n",
    )


LIST = """\
# Should school start at nine?

## Later

- School should start at nine.
  - Teenagers would sleep more.
    - But: They would go to bed later.
"""


def test_actions_do_something_before_they_silence(nine: File) -> None:
    titles = [each.title for each in nine.actions("Buses are cheaper")]
    assert titles == [
        "Add a reason for this claim",
        "Mark this claim as common ground",
        "Add an objection to this claim",
        "Add an objection to this inference",
        "Make this reason an objection",
        "Ignore `unsupported-claim` for “Buses are cheaper after nine.”, with a reason",
    ]


@pytest.mark.parametrize(
    ("passage", "title", "before", "after"),
    [
        (
            "They would",
            "Answer this objection",
            "bed later.\n",
            "bed later.\n      - But: …\n",
        ),
        (
            "They would",
            "Make this an objection to the inference to “School should start at nine.”",
            "- But: They",
            "- Against this inference: They",
        ),
        (
            "Teenagers",
            "Make this reason an objection",
            "- Teenagers",
            "- But: Teenagers",
        ),
    ],
)
def test_actions_change_lists(
    client: EditorClient, passage: str, title: str, before: str, after: str
) -> None:
    file = client.open("school.md", LIST)
    file.carry_out(title, passage)
    assert file.text == LIST.replace(before, after)


def test_of_linked_objections_the_one_that_is_no_reason_is_answered(client: EditorClient) -> None:
    text = """\
claims:
  nine: {text: School should start at nine., main: true, premises: [clocks], rebuttals: [[clocks, jobs]]}
  clocks: Body clocks of teenagers are late.
  jobs: Parents start their jobs at eight.
"""
    file = client.open("school.yaml", text)
    file.carry_out("Answer this objection", "[clocks, jobs]")
    assert file.text.endswith(
        '  jobs:\n    text: Parents start their jobs at eight.\n    rebuttals:\n      - text: "…"\n'
    )


def test_a_finding_offers_to_undercut_each_inference_from_what_an_objection_is_too_weak_against(
    client: EditorClient,
) -> None:
    text = """\
sources: {lab: {title: Report}}
claims:
  guilty: {text: She laid the fire., premises: [petrol]}
  liar: {text: She lied., premises: [petrol]}
  petrol: {text: Petrol was on her coat., evidence: lab, rebuttals: [mower]}
  mower: She had filled her lawn mower.
"""
    actions = client.open("fire.yaml", text).actions("mower]", only=["quickfix"])
    assert [each.title for each in actions if each.title.startswith("Make")] == [
        "Make this an objection to the inference to “She laid the fire.”",
        "Make this an objection to the inference to “She lied.”",
        "Make this an objection to all inferences from “Petrol was on her coat.”",
    ]


def test_an_action_that_cannot_be_carried_out_is_not_offered(client: EditorClient) -> None:
    file = client.open(
        "school.md", "School should start at nine\n\n+ Teenagers would sleep more.\n"
    )
    # A title has no room for marks, and this list none for objections below its title.
    assert [each.title for each in file.actions("School")] == ["Add a reason for this claim"]


def test_the_heading_of_a_side_of_a_list_is_renamed(client: EditorClient) -> None:
    file = client.open("school.md", LIST)
    file.rename("## Later", "Start at nine")
    assert file.text == LIST.replace("Later", "Start at nine")


def test_all_safe_fixes_are_one_action(nine: File) -> None:
    nine.type("- sleep\n", "- slep\n")
    nine.type("[parents]", "[prents]")
    [action] = nine.actions(only=["source.fixAll"])
    assert (action.title, action.kind) == ("Apply all safe fixes", "source.fixAll.argmap")
    nine.carry_out("Apply all safe fixes")
    assert nine.text == NINE
    assert nine.actions(only=["source.fixAll"]) == []


def test_a_fix_can_make_the_map_include_a_further_file(client: EditorClient) -> None:
    client.open("part.yaml", PART, on_disk=True)
    main = client.open("main.yaml", MAIN.replace("include:", "inclde:"))
    main.carry_out("Apply all safe fixes")
    assert main.text == MAIN


# --- what is at a place ---


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        (
            "sleep\n",
            "**Teenagers would sleep more.**\n\n"
            "stands, backed: there is evidence for it (Lee 2019, p. 3)\n\n"
            "`sleep` · Start at nine",
        ),
        (
            "School should start at nine.",
            "**School should start at nine.**\n\n"
            "stands, backed: a reason for it is backed, and no objection is strong enough\n\n"
            "`nine` · Start at nine · 2 reasons, 1 objection",
        ),
        ("lee p. 3", "source: Lee, Sleep, 2019"),
        ("later\n", "side **Start at nine** · 3 claims"),
        ("main", "`main`: if `true`, the claim is a main claim (contention) of its side."),
        ("unsupported-claim", "rule `unsupported-claim`: A claim without support."),
        ("title", "`title`: the title of the debate"),
    ],
)
def test_hovering_shows_what_is_meant(nine: File, passage: str, shown: str) -> None:
    assert nine.hover(passage).startswith(shown)


def test_hovering_shows_what_type_a_claim_has(nine: File) -> None:
    nine.type("main: true", "type: policy")
    assert nine.hover("School should").endswith(
        "`nine` · policy · Start at nine · 2 reasons, 1 objection"
    )
    assert nine.hover("type").startswith("`type`: ")


def test_a_misspelled_type_is_corrected(nine: File) -> None:
    nine.type("main: true", "type: polcy")
    nine.carry_out("Write `policy`", "polcy")
    assert nine.text == NINE.replace("main: true", "type: policy")


def test_a_value_is_linked_with_a_reason_that_has_none(client: EditorClient) -> None:
    text = """\
check: {select: [missing-norm]}
claims:
  nine:
    text: School should start at nine.
    premises: [sleep]
  sleep: Teenagers would sleep more.
"""
    file = client.open("nine.yaml", text)
    file.carry_out("Link a value with this reason", "sleep]")
    linked = text.replace("premises: [sleep]", "premises:\n      - [sleep, claim-b4935]")
    assert file.text == f'{linked}  claim-b4935:\n    text: "…"\n    type: value\n'


INFERENCES = """\
claims:
  a:
    text: We go.
    premises:
      - [b, c]
      - {premises: [d], scheme: expert opinion, undercutters: [e]}
    objections: [f]
  b: {text: We are late., common_ground: true}
  c: {text: It is far., common_ground: true}
  d: Experts say so.
  e: They err.
  f: It rains.
"""


def test_hovering_explains_a_scheme(client: EditorClient) -> None:
    file = client.open("inferences.yaml", INFERENCES)
    assert file.hover("expert opinion").startswith("**expert opinion**\n\n")
    assert "\n\nCritical questions:\n\n- `" in file.hover("expert opinion")


def test_hovering_shows_what_an_inference_leads_from_and_to(client: EditorClient) -> None:
    file = client.open("inferences.yaml", INFERENCES)
    assert file.hover("[b, c]") == "reason for “We go.”: “We are late.” and “It is far.”\n\nholds"
    assert file.hover("objections").startswith("`rebuttals`: the objections to the claim")


def test_texts_of_a_map_are_no_markup(client: EditorClient) -> None:
    file = client.open("markup.yaml", 'claims: {a: "![x](http://example.org/x.png) <b> `go`"}')
    assert file.hover("![x]").startswith(r"**!\[x\](http://example.org/x.png) \<b\> \`go\`**")


def test_a_part_is_found_where_it_is_declared_and_named(nine: File) -> None:
    assert nine.definition("sleep\n") == ["nine.yaml 14:3-14:8"]
    assert nine.definition("lee p. 3") == ["nine.yaml 4:3-4:6"]
    assert nine.definition("later\n") == ["nine.yaml 2:9-2:14"]
    assert nine.definition("title") == []
    assert nine.references("sleep\n") == ["nine.yaml 14:3-14:8", "nine.yaml 11:9-11:14"]
    assert nine.references("sleep\n", with_declaration=False) == ["nine.yaml 11:9-11:14"]


def test_an_id_is_renamed_and_all_else_stays(nine: File) -> None:
    nine.rename("sleep\n", "longer-nights")
    assert nine.text == NINE.replace("- sleep", "- longer-nights").replace(
        "  sleep:", "  longer-nights:"
    )
    nine.rename("lee p. 3", "lee2019")
    assert nine.text.count("lee2019") == 2


@pytest.mark.parametrize(
    ("passage", "new", "reason"),
    [
        ("sleep\n", "parents", "the map already has a claim `parents`"),
        ("sleep\n", "a b", "`a b` is not a valid id: use letters, digits, `-`, `_` and `.`, and"),
        ("Buses", "buses", "this claim has no id that could be changed, because argmap makes"),
        (
            "School should start at nine.",
            "ten",
            "to change the id `nine`, put the cursor on the id",
        ),
        ("title", "name", "there is no id of a claim, side or source here"),
    ],
)
def test_a_new_id_is_refused_with_the_reason(
    nine: File, passage: str, new: str, reason: str
) -> None:
    with pytest.raises(JsonRpcException) as refusal:
        nine.rename(passage, new)
    assert str(refusal.value).startswith(reason)


def test_an_id_is_renamed_while_something_else_is_wrong(nine: File) -> None:
    nine.type("ignore:", "ignroe:")
    before = nine.text
    nine.rename("sleep\n", "nights")
    assert nine.text == before.replace("- sleep", "- nights").replace("  sleep:", "  nights:")
    nine.type("premises:", "xpremises:")
    with pytest.raises(JsonRpcException) as refusal:
        nine.rename("nights:", "sleep")
    assert str(refusal.value).endswith(
        "nine.yaml hides whether line 11 uses `nights`; fix the error first"
    )


def test_a_file_is_formatted(nine: File) -> None:
    nine.type("  sleep:", "\n\n  sleep:   ")
    nine.format()
    assert nine.text == format_reading(formats.parse(NINE, "nine.yaml"))
    nine.type("ignore:", "ignroe:")
    with pytest.raises(JsonRpcException) as refusal:
        nine.format()
    assert str(refusal.value) == "argmap can format this file once its errors are fixed"


# --- completion ---


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("\n    sta", ["standard", "stated_in"]),
        ("\n    typ", ["type"]),
        ("\n    type: ", ["fact", "value", "policy"]),
        ("\n    premises: [sl", ["sleep"]),
        ("\n    side: ", ["later", "now"]),
        ("\n    evidence: le", ["lee"]),
        ("\n    ignore: {long", ["long-claim"]),
        ("\n    premises:\n      - premises: [sleep]\n        scheme: expert", ["expert opinion"]),
        ("\ncheck: {select: [teach", ["teaching"]),
        ("\ncheck: {fail_on: w", ["warning"]),
        ("\nexpect: {nine: contes", ["contested"]),
    ],
)
def test_what_can_come_next_is_offered_while_the_text_is_broken(
    nine: File, typed: str, offered: list[str]
) -> None:
    before = f"{NINE}  next:\n    text: What is typed."
    nine.write(before + typed)
    assert nine.completions(before + typed)[: len(offered) or None] == offered


def test_a_claim_is_offered_by_its_words(nine: File) -> None:
    text = f"{NINE}  next: {{text: Next., premises: [teen"
    nine.write(text)
    assert nine.completions(text) == ["sleep"]


def test_what_is_offered_is_written_as_its_place_asks(client: EditorClient, nine: File) -> None:
    def offered(text: str) -> list[tuple[str, str | None, str | None]]:
        nine.write(text)
        place = types.CompletionParams(nine.id, nine.at("|"))
        nine.write(text.replace("|", ""))
        answer = client.ask(types.TEXT_DOCUMENT_COMPLETION, place)
        return [(each.text_edit.new_text, each.detail, each.filter_text) for each in answer.items]

    assert offered(f"{NINE}  next: {{tex|")[0] == ("text: ", None, None)
    assert offered(f"{NINE}  next: {{tex|: Next.")[0] == ("text", None, None)
    assert offered(f"{NINE}  next: {{premises: [sle|") == [
        ("sleep", "Teenagers would sleep more.", "sleep Teenagers would sleep more.")
    ]


def test_a_broken_line_does_not_hide_what_the_map_had(nine: File) -> None:
    nine.findings()
    nine.write(NINE.replace("title: Should", 'title: "Should') + "  next: {premises: [par")
    assert nine.completions("next: {premises: [par")[:1] == ["parents"]


# --- outline and verdicts ---


def test_the_outline_has_claims_in_what_they_are_written_in(nine: File) -> None:
    assert nine.symbols() == [
        "sides",
        "  Start at nine (later)",
        "  Keep eight (now)",
        "sources",
        "  Sleep (lee)",
        "claims",
        "  School should start at nine. (nine)",
        "    Buses are cheaper after nine.",
        "  Teenagers would sleep more. (sleep)",
        "  Parents work at eight. (parents)",
    ]


def test_verdicts_are_shown_behind_claims(client: EditorClient, nine: File) -> None:
    assert nine.hints() == [
        "text: School should start at nine. [stands, backed]",
        "- Buses are cheaper after nine. [stands, asserted]",
        "sleep: {text: Teenagers would sleep more. [stands, backed]",
        "text: Parents work at eight. [stands, asserted]",
    ]
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hint = client.ask(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintParams(nine.id, whole))[1]
    explained = client.ask(types.INLAY_HINT_RESOLVE, hint)
    assert explained.tooltip == "stands, asserted: nothing documents it"


def test_no_verdict_is_shown_while_the_text_is_broken(nine: File) -> None:
    nine.type("- sleep\n", "- slep\n")
    assert nine.hints() == []
    assert nine.hover("School should") == (
        "**School should start at nine.**\n\n`nine` · Start at nine · 1 reason, 1 objection"
    )


# --- the page beside the text ---


def page_of(text: str) -> str:
    return argmap.render(argmap.loads(text), "page").decode()


def test_the_page_is_that_of_the_text_in_the_editor(nine: File) -> None:
    assert nine.page() == page_of(NINE)
    nine.type("- sleep\n", "- slep\n")
    assert nine.page() is None
    nine.type("- slep\n", "- We do.\n")
    assert nine.page() == page_of(nine.text)


def test_the_page_is_that_of_the_map_around_a_line(client: EditorClient) -> None:
    one, two = "claims: {one: The first.}\n", "claims: {two: The second.}\n"
    file = client.open("two.md", f"```argmap\n{one}```\n\n```argmap\n{two}```\n", "markdown")
    assert [file.page(line) for line in (2, 6, 1000)] == [page_of(one), page_of(two), page_of(one)]
    assert client.open("notes.md", "# Notes\n", "markdown").page() is None


def test_the_page_of_a_part_is_that_of_the_whole_map(client: EditorClient) -> None:
    main = client.open("main.yaml", MAIN, on_disk=True)
    part = client.open("part.yaml", PART, on_disk=True)
    assert part.page() == main.page()
    assert "We go." in str(part.page())


def test_a_page_of_nothing_is_refused(client: EditorClient) -> None:
    closed = "file:///closed.yaml"
    wrong: list[list[object]] = [[], [closed], [1, {}], [closed, "x"], [closed, 0]]
    for arguments in wrong:
        params = types.ExecuteCommandParams("argmap.page", arguments)
        with pytest.raises(JsonRpcException) as refusal:
            client.ask(types.WORKSPACE_EXECUTE_COMMAND, params)
    assert str(refusal.value) == "file:///closed.yaml is not open"


# --- several files ---


MAIN = "include: part.yaml\ncheck: {ignore: [one-sided]}\nclaims:\n  go: {text: We go., premises: [late]}\n"
PART = "claims:\n  late: {text: We are late., common_ground: true}\n"


def test_a_map_has_the_text_of_a_part_that_is_not_saved(client: EditorClient) -> None:
    main = client.open("main.yaml", MAIN, on_disk=True)
    part = client.open("part.yaml", PART, on_disk=True)
    assert (main.findings(), part.findings()) == ([], [])
    client.forget(main)
    refreshes = client.refreshes
    part.type("late:", "early:")
    assert main.findings() == ["4:33-4:37 error unknown-claim"]
    assert client.refreshes == refreshes + 1
    client.forget(main)
    part.type("early:", "late:")
    assert main.findings() == []
    assert main.definition("late]") == ["part.yaml 2:3-2:7"]
    part.rename("late:", "hurry")
    assert (main.text, part.text) == (
        MAIN.replace("late", "hurry"), PART.replace("late:", "hurry:")
    )  # fmt: skip


def test_a_part_alone_is_read_as_a_part_of_the_map_on_disk(client: EditorClient) -> None:
    client.open("main.yaml", MAIN.replace("[late]", "[late, soon]"), on_disk=True)
    part = client.open(
        "part.yaml", "claims:\n  late: {text: We are late., premises: [go]}\n", on_disk=True
    )
    client.close_all()
    part = client.open("part.yaml", part.text)
    assert part.findings() == []
    assert part.hover("go]").startswith("**We go.**")
    main = client.uri("main.yaml")
    assert [each.code for each in client.published(main, None)] == ["unknown-claim"]


def test_what_is_wrong_in_a_part_that_is_closed_is_found_there(client: EditorClient) -> None:
    part = client.open("part.yaml", "claims:\n  late: {txt: We are late.}\n", on_disk=True)
    client.close_all()
    main = client.open("main.yaml", MAIN)
    assert main.findings() == []
    assert [each.code for each in client.published(part.uri, None)] == ["unknown-key"]
    client.forget(part)
    main.close()
    assert list(client.published(part.uri, None)) == []


def test_a_file_that_changes_on_disk_is_read_again(client: EditorClient) -> None:
    client.open("part.yaml", PART, on_disk=True)
    client.close_all()
    main = client.open("main.yaml", MAIN)
    assert main.findings() == []
    (client.folder / "part.yaml").write_text(PART.replace("late:", "early:"))
    change = types.FileEvent(client.uri("part.yaml"), types.FileChangeType.Changed)
    client.forget(main)
    client.notify(
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES, types.DidChangeWatchedFilesParams([change])
    )
    assert main.findings() == ["4:33-4:37 error unknown-claim"]


def test_quotations_are_looked_for_in_sources_that_are_not_saved(client: EditorClient) -> None:
    client.open("lee.txt", "We are late.", "plaintext", on_disk=True)
    client.close_all()
    file = client.open(
        "quote.yaml",
        "sources: {lee: {title: Lee, file: lee.txt}}\n"
        "claims: {go: {text: We go., evidence: lee p. 1, quote: We are early.}}\n",
    )
    assert [each.code for each in file.diagnostics()] == ["quote-not-found"]
    client.forget(file)
    client.open("lee.txt", "We are early.", "plaintext")
    assert file.findings() == []


# --- which texts are maps ---


def test_each_fence_of_a_page_is_a_map(client: EditorClient) -> None:
    text = dedent("""\
        # Notes

        ```argmap
        claims: {go: {text: We go., premises: [late]}}
        ```

        ````markdown
        ```argmap
        claims: {not: a map}
        ```
        ````

        ~~~argmap-yaml
        claims:
          go: {text: We go., premises: [late]}
          late: {text: We are late., common_ground: true}
        ~~~

        ```yaml
        claims: {not: a map}
        ```

        ```argmap
        - We go.
          - But: We are
        ```

        ```argdown
        [Go]: We go.
          + <Late>
        ```
        """)
    file = client.open("notes.md", text, "markdown")
    assert file.findings()[0] == "4:40-4:44 error unknown-claim"
    assert {each.range.start.line + 1 for each in file.diagnostics()} <= {4, 15, *range(23, 31)}
    assert file.definition("late]", number=2) == ["notes.md 16:3-16:7"]
    assert file.hover("We are", number=2).startswith("**We are**")
    assert file.hover("Notes") == ""
    file.rename("late: {", "delay")
    assert "premises: [delay]" in file.text
    file.rename("delay: {", "late")
    assert file.text == text
    file.type(
        "late: {text: We are late., common_ground: true}\n", "late: {text: We are late., comm"
    )
    assert file.completions("We are late., comm") == ["common_ground"]


README = "# argmap\n\n- Draws maps.\n  - Note: needs Python.\n\n1. Install it.\n"
QUESTIONS = "# Questions\n\n- May I print it?\n- Answer: Yes.\n\n## Interface\n\n- Response: 200\n"
KUBERNETES = "apiVersion: v1\nkind: Pod\nspec:\n  claims: {a: b}\n"


@pytest.mark.parametrize(
    ("name", "language", "text", "is_map"),
    [
        ("README.md", "markdown", README, False),
        ("README.md", "argmap", README, True),
        ("questions.md", "markdown", QUESTIONS, False),
        ("debate.md", "markdown", "- We go.\n  - But: We are early.\n", True),
        ("debate.txt", "plaintext", "- We go.\n  - Objection: We are early.\n", True),
        ("notes.txt", "plaintext", "- We go.\n", False),
        ("notes.argmap.txt", "plaintext", "- We go.\n", True),
        ("pod.yaml", "yaml", KUBERNETES, False),
        ("pod.yaml", "argmap", KUBERNETES, True),
        ("map.yaml", "yaml", "claims: {}\n", True),
        ("arguments.yaml", "yaml", "", True),
        ("map.argdown", "argdown", "[A]: We go.\n", True),
        ("package.json", "json", '{"name": "x"}', False),
        ("map.json", "json", '{"argmap": 1, "claims": {"a": {"text": "We go."}}}', True),
    ],
)
def test_only_maps_have_findings(
    client: EditorClient, name: str, language: str, text: str, is_map: bool
) -> None:
    assert bool(client.open(name, text, language).diagnostics()) is is_map


def test_a_list_is_read_without_remarks_on_words_that_nothing_follows_yet(
    client: EditorClient,
) -> None:
    file = client.open("debate.md", "- We go by bike.\n  - But: It rains.\n", "markdown")
    file.diagnostics()
    file.type("rains.\n", "rains.\n    - But: ")
    assert {each.range.start.line + 1 for each in file.diagnostics()} == {1, 2}


def test_what_was_a_map_stays_one_while_it_is_typed(client: EditorClient) -> None:
    file = client.open("map.yaml", "claims:\n  go: {text: We go.}\n", "yaml")
    assert [each.code for each in file.diagnostics()] == ["unsupported-claim"]
    file.type("claims:", "clams:")
    client.notify(types.TEXT_DOCUMENT_DID_SAVE, types.DidSaveTextDocumentParams(file.id))
    assert file.findings() == ["1:1-1:6 error unknown-key"]
    file.close()
    assert file.text == client.open("map.yaml", file.text, "yaml").text
    assert client.files[file.uri].findings() == []


def test_a_list_has_an_outline_and_verdicts(client: EditorClient) -> None:
    file = client.open(
        "debate.md",
        "# Bikes\n\n- We go by bike.\n  - It is healthy.\n    - But: It rains.\n",
        "markdown",
    )
    assert file.symbols() == ["We go by bike.", "  It is healthy.", "    It rains."]
    assert file.hints() == [
        "- We go by bike. [falls, not shown]",
        "- It is healthy. [falls, rebutted]",
        "- But: It rains. [stands, asserted]",
    ]


# --- what editors do wrong ---


@pytest.mark.parametrize("encoding", mostly_soak(["utf-8", "utf-16", "utf-32"], "utf-8"))
def test_places_are_counted_as_the_editor_asks(tmp_path: Path, encoding: str) -> None:
    text = "claims:\n  go: {text: '𝔸é We go.', premises: [late]}\n"
    with editor([encoding, "utf-16"], tmp_path) as client:
        file = client.open("map.yaml", text)
        assert client.initialized.capabilities.position_encoding == encoding
        [finding] = file.diagnostics()
        start, end = (
            client.offset(text, each) for each in (finding.range.start, finding.range.end)
        )
        assert text[start:end] == "late"
        file.type("𝔸", "𝔹𝔹")
        assert file.text_on_server() == file.text


def test_wrong_changes_leave_a_text_that_can_be_changed(client: EditorClient) -> None:
    file = client.open("map.yaml", "claims:\n  𝔸: We go.\n")

    def change(start: tuple[int, int], end: tuple[int, int], text: str, version: int = 0) -> str:
        places = types.Range(types.Position(*start), types.Position(*end))
        file.send(types.TextDocumentContentChangePartial(places, text), version=version)
        return file.text_on_server()

    assert change((1, 99), (1, 99), "!") == "claims:\n  𝔸: We go.!\n"  # behind the end of the line
    assert change((1, 12), (0, 99), "?") == "claims:\n  𝔸: We go.?!\n"  # the end before the start
    assert change((99, 0), (99, 9), "#") == "claims:\n  𝔸: We go.?!\n#"  # behind the last line
    assert change((1, 3), (1, 4), "b") == "claims:\n  b: We go.?!\n#"  # within a character
    assert change((0, 0), (0, 6), "x", version=1) == "claims:\n  b: We go.?!\n#"  # of an old text
    file.write("claims: {a: We go.}")
    assert file.text_on_server() == "claims: {a: We go.}"


def test_a_file_that_is_not_open_is_refused_and_the_server_lives_on(client: EditorClient) -> None:
    file = client.open("map.yaml", NINE)
    file.close()
    file.send(types.TextDocumentContentChangeWholeDocument("claims: {}"))
    file.close()
    with pytest.raises(JsonRpcException) as refusal:
        file.hover("nine")
    assert str(refusal.value) == f"{file.uri} is not open"
    client.files.clear()
    assert client.open("map.yaml", NINE).findings()[0] == "12:9-12:38 warning unsupported-claim"


@pytest.mark.parametrize(
    "uri",
    [
        "file:///a%00b.yaml",
        "file:///a\x00b.yaml",
        "file://[x/y.yaml",
        "file:///%ff.yaml",
        "file:///\ud800.yaml",
        "file:///x\udcff.yaml",
        f"file:///{'a' * 5_000}.yaml",
        "file:",
        "file:y.yaml",
        "",
        "no address",
    ],
    ids=repr,
)
def test_a_broken_address_leaves_other_files_as_they_are(client: EditorClient, uri: str) -> None:
    text = "claims: {a: {text: We go., premises: [b]}}"
    item = types.TextDocumentItem(uri, "yaml", 1, text)
    client.notify(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
    broken = File(client, uri, text)
    file = client.open("map.yaml", text)
    try:
        assert file.findings() == ["1:39-1:40 error unknown-claim"]
        assert broken.text_on_server() == text
    finally:
        broken.close()
    file.type("b", "c")
    assert file.findings() == ["1:39-1:40 error unknown-claim"]


PIECES = [
    *(
        "\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
        "|\n",
        "&a ",
        "*a",
    ),
    *("é", "𝔸", "\u2028", "\x85", "\x0c", "\x00", "\ufeff", "\ud800", "…", "主張"),
    *("claims:\n", "  go: We go.\n", "premises: [", "include: part.yaml\n", "```argmap\n", "```\n"),
    *("- But: It rains.\n", "[Go]: We go.\n  - <Rain>\n", '{"argmap": 1, "claims": {', "a" * 300),
]
TEXTS = {
    "main.yaml": MAIN,
    "part.yaml": PART,
    "nine.yaml": NINE,
    "debate.md": "# Bikes\n\n- We go by bike.\n  - It is healthy.\n    - But: It rains.\n",
    "page.md": f"# Maps\n\n```argmap\n{NINE}```\n\n```argdown\n[Go]: We go.\n  + <Late>\n```\n",
    "map.argdown": "[Go]: We go.\n  + <Late>: We are late.\n  - [Stay]: We stay.\n",
    "map.json": argmap.dumps(argmap.loads(NINE), "json"),
}
LONGEST = 3_000


@pytest.mark.parametrize("number", mostly_soak([150, 20_000], 150))
def test_random_changes_leave_both_sides_with_the_same_text(
    client: EditorClient, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(29)  # noqa: S311 - nothing is kept secret by it
    for name, text in TEXTS.items():
        client.open(name, text)
    for step in range(number):
        uri = random.choice(list(client.files))
        change_at_random(client, client.files[uri], random)
        file = client.files[uri]
        assert ask_at_random(client, file, random) in REFUSALS
        assert file.text_on_server() == file.text, step
        if step % 100 == 0:
            file.diagnostics()
    log = capsys.readouterr().err
    assert "argmap lsp: " in log
    assert "bug" not in log


def change_at_random(client: EditorClient, file: File, random: Random) -> None:
    """Change a file in some way, right or wrong."""
    kind = random.random()
    start, end = sorted(random.choices(range(len(file.text) + 1), k=2))
    if kind < 0.02:
        file.close()
        file.send(types.TextDocumentContentChangeWholeDocument("of a closed file"))
        client.open_uri(file.uri, file.text, "argmap")
    elif kind < 0.04:
        file.send(types.TextDocumentContentChangePartial(RANGE, "of an old text"), version=-1)
    elif kind < 0.06:
        client.notify("no/method", {"uri": file.uri})
    elif kind < 0.1 or len(file.text) > LONGEST:
        file.write(random.choice(list(TEXTS.values())))
    elif kind < 0.7:
        file.replace(*outside_of_line_ends(file.text, start, start), random.choice(PIECES))
    else:
        end = min(end, start + 40)
        piece = random.choice(["", "", file.text[start:end] * 2, random.choice(PIECES)])
        file.replace(*outside_of_line_ends(file.text, start, end), piece)


RANGE = types.Range(types.Position(0, 0), types.Position(0, 1))


def outside_of_line_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Return offsets without those between CR and LF, which no editor can name."""
    start -= text[start - 1 : start + 1] == "\r\n"
    end += text[end - 1 : end + 1] == "\r\n"
    return start, end


REFUSALS = (0, -32803, -32601)
"""The codes of no refusal, of one with a reason, and of one of a method that is not known."""


def ask_at_random(client: EditorClient, file: File, random: Random) -> int:
    """Ask something about a place that the file has, or does not have; return how it is refused."""
    place = position(file.text, random.randrange(len(file.text) + 1), client.encoding)
    if random.random() < 0.1:
        place = types.Position(random.randrange(80), random.randrange(80))
    places = types.Range(place, types.Position(place.line + random.randrange(9), place.character))
    question = random.choice([
        (types.TEXT_DOCUMENT_HOVER, types.HoverParams(file.id, place)),
        (types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(file.id, place)),
        (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, types.DocumentHighlightParams(file.id, place)),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, types.PrepareRenameParams(file.id, place)),
        (types.TEXT_DOCUMENT_RENAME, types.RenameParams(file.id, place, "other")),
        (types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(file.id, place)),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(file.id)),
        (types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintParams(file.id, places)),
        (
            types.TEXT_DOCUMENT_CODE_ACTION,
            types.CodeActionParams(file.id, places, types.CodeActionContext([])),
        ),
        ("no/method", {"uri": file.uri}),
    ])  # fmt: skip
    try:
        client.ask(*question)
    except JsonRpcException as refusal:
        return refusal.code
    return 0


def message(content: object) -> bytes:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(data), data)


def request(id: object, method: str, **params: object) -> bytes:
    return message({"jsonrpc": "2.0", "id": id, "method": method, "params": params})


PLACE = {"textDocument": {"uri": "file:///map.yaml"}, "position": {"line": 0, "character": 0}}


def test_what_cannot_be_understood_is_a_sentence_in_the_log() -> None:
    sent = [
        request(1, "textDocument/hover", **PLACE),
        request(2, "initialize", processId=None, rootUri=None, capabilities={}),
        message(b"not JSON"),
        message([]),
        b"Content-Length: many\r\n\r\n",
        request(3, "textDocument/hover", textDocument=5),
        request(4, "no/method"),
        request(5, "textDocument/hover", **PLACE),
        message({"jsonrpc": "2.0", "method": "textDocument/didClose", "params": PLACE}),
        *(request(id, "textDocument/hover", **PLACE) for id in ({"a": 1}, [1], None, 1.5, True)),
        message({"jsonrpc": "2.0", "id": {"a": 1}, "result": None}),
        request(6, "shutdown"),
        request(7, "textDocument/hover", **PLACE),
        message({"jsonrpc": "2.0", "method": "exit"}),
    ]
    code, out, err = argmap_started("lsp", stdin=b"".join(sent))
    answers = [
        json.loads(each.partition("\r\n\r\n")[2]) for each in out.split("Content-Length: ")[1:]
    ]
    assert code == 0
    assert {each["id"]: each.get("error", {}).get("message", "") for each in answers} == {
        1: "`initialize` must be the first request",
        2: "",
        3: "Invalid Params",
        4: "Method Not Found: no/method",
        5: "file:///map.yaml is not open",
        6: "",
        7: "the server was shut down",
    }
    assert err.splitlines() == [
        "argmap lsp: textDocument/hover: `initialize` must be the first request",
        "argmap lsp: Unable to handle message: Expecting value: line 1 column 1 (char 0)",
        "argmap lsp: Unable to handle message: 'list' object has no attribute 'jsonrpc'",
        "argmap lsp: the parameters of `textDocument/hover` are wrong",
        "argmap lsp: Failed to handle request 4, unknown method 'no/method'",
        "argmap lsp: file:///map.yaml is not open",
        "argmap lsp: file:///map.yaml is not open",
        *["argmap lsp: the id of a message must be a whole number or a text"] * 6,
        "argmap lsp: textDocument/hover: the server was shut down",
    ]


def test_a_page_that_was_asked_for_before_the_end_is_answered(tmp_path: Path) -> None:
    with editor(folder=tmp_path) as started:
        file = started.open("map.yaml", NINE)
        page = started.ask_later(types.WORKSPACE_EXECUTE_COMMAND, file.command_for_page())
    assert page.result() == page_of(NINE)


def test_a_server_that_is_left_alone_ends() -> None:
    assert argmap_started("lsp", "--stdio") == (1, "", "")


def test_the_command_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert run("lsp", "--help").code == 0
    assert run("lsp") == (
        2,
        "",
        "argmap: `argmap lsp` needs the package pygls, which is not installed: run"
        " `pip install 'argmap[lsp]'`\n",
    )
