"""Operations on the text of a map: what they give, and what they leave as it was."""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import unified_diff
from itertools import product
from pathlib import Path
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Citation, Claim, Inference, Kind, Source, formats
from argmap.api import OutlineFormat
from argmap.editing import EDITABLE, OPERATIONS, Edited, EditRefused, EvidenceWords, Session
from argmap.languages import words_for
from argmap.lint import ALL_RULES, check
from argmap.model import edit_text, fields_of
from argmap.util import one_line
from tests.case import Case, all_cases, cases
from tests.conftest import ROOT
from tests.generated import debate, web
from tests.hostile_case import FOLDER, files_of
from tests.list_styles import list_of
from tests.native_styles import styled
from tests.random_operations import Chosen, choose
from tests.strategies import maps
from tests.test_hostile import CORPUS, LARGE
from tests.tree import files, functions, signature

LARGEST = 70
"""How many claims a map has at most that is edited here."""
FORMAT_OF_ENDING = {"yaml": "native", "txt": "text", "md": "markdown"}


def _maps_of_the_repository() -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in files("arguments.yaml", "docs/**/*.yaml", "tests/maps/**/*.yaml"):
        text = path.read_bytes().decode()
        map = Session(text).reading.map
        if map is not None and len(map.claims) <= LARGEST:
            texts[str(path.relative_to(ROOT))] = text
    return texts


NATIVE = _maps_of_the_repository()
SMALL_MAPS = [name for name, text in sorted(NATIVE.items()) if len(text) < 3000]


# --- cases ---


def show(session: Session, operation: dict[str, object]) -> str:
    """Return what an operation changes: the lines of the text, and the ids."""
    before = session.text
    try:
        edited = session.apply(**operation)  # type: ignore[arg-type]
    except EditRefused as refused:
        confirm = f" (confirm with {refused.confirm})" if refused.confirm else ""
        assert session.text == before
        return f"refused{confirm}: {one_line(str(refused))}"
    must_be_edited(session, before, edited)
    lines = unified_diff(before.splitlines(), session.text.splitlines(), n=0, lineterm="")
    shown = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    shown += [f"{old} → {new or 'deleted'}" for old, new in edited.ids.items()]
    if edited.focus:
        shown.append(f"focus: {edited.focus}")
    return "\n".join(map(_visible, shown))


def _visible(line: str) -> str:
    """Return a line with its indentation; one with characters that can't be seen is made visible."""
    return line if line.replace("\t", "").isprintable() else one_line(line)


@pytest.mark.parametrize("case", [*cases("editing.txt"), *cases(f"{FOLDER}/edits.txt")])
def test_an_operation_changes_these_lines(case: Case, settle: Callable[[Case, str], None]) -> None:
    file, operation = files_of(case)
    format = FORMAT_OF_ENDING[file.name.rpartition(".")[2]]
    session = Session(file.data.decode(), format)
    settle(case, show(session, json.loads(operation.data)))


@pytest.mark.parametrize("end", ["", "\n"])
def test_one_blank_line_is_above_the_heading_of_a_new_side(end: str) -> None:
    session = Session(
        f"# School\n\n- School should start at nine.\n  - Sleep helps.{end}", "markdown"
    )
    session.apply("add_side", name="Later", claim="school-should-start-at-nine")
    assert session.text == (
        f"# School\n\n## Later\n\n- School should start at nine.\n  - Sleep helps.{end}"
    )


# --- the two guarantees ---


def meaning(map: ArgumentMap, format: str) -> tuple[Counter[object], Counter[object]]:
    """Return what a map says without its ids: its claims, and its inferences between texts.

    In a list, what is at the top is a main claim of the side above it. The ids of its sides and
    sources are made of words, as are those of claims.
    """
    texts = {claim.id: claim.text for claim in map.claims.values()}
    claims: Counter[object] = Counter()
    for claim in map.claims.values():
        said = claim
        if format != "native":
            side = map.sides[claim.side].name if claim.side else ""
            evidence = sorted(cited(map, citation) for citation in claim.evidence)
            said = replace(claim, main=False, side=side, evidence=tuple(evidence))
        claims[repr([getattr(said, field.name) for field in fields_of(Claim)])] += 1
    inferences: Counter[object] = Counter()
    for inference in map.inferences.values():
        way = [inference]
        while way[-1].target in map.inferences:
            way.append(map.inferences[way[-1].target])
        said_of_each = [
            (sorted(texts[id] for id in each.premises), each.kind, each.weighing, each.implicit)
            for each in way
        ]
        inferences[repr((said_of_each, texts[way[-1].target], texts.get(inference.warrant)))] += 1
    return claims, inferences


def names(map: ArgumentMap) -> set[str]:
    """Return the names of the sides of a map."""
    return {side.name for side in map.sides.values()}


def cited(map: ArgumentMap, citation: Citation) -> Citation:
    """Return a citation that has its source in place of the id."""
    return Citation(repr(replace(map.sources[citation.source], id="", places={})), citation.locator)


def comments(text: str) -> Counter[str]:
    """Return the comments of a text, as far as they are on lines of their own."""
    lines = (line.strip() for line in text.splitlines())
    return Counter(line for line in lines if line.startswith("# comment "))


def must_be_edited(session: Session, before: str, edited: Edited) -> None:
    """Test that edits make the present text of an earlier one, and change no line end."""
    assert edited.revision == session.revision
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    assert mark + edit_text(before.removeprefix(mark), edited.edits) == session.text
    if "\n" in before.replace("\r\n", "") or "\r\n" not in before:
        return
    assert "\n" not in session.text.replace("\r\n", "")


def carry_out_at_random(session: Session, random: Random) -> None:
    """Carry out an operation chosen at random, and test what an operation promises."""
    assert session.map is not None
    chosen = choose(session.map, random)
    carry_out(session, chosen, with_comments=random.random() < 0.3)


def carry_out(session: Session, chosen: Chosen, *, with_comments: bool) -> None:
    """Carry out an operation, and test what an operation promises."""
    map = session.map
    assert map is not None
    before = session.text
    revision = session.revision
    try:
        edited = session.apply(chosen.name, with_comments=with_comments, **chosen.arguments)
    except EditRefused:
        assert (session.text, session.map, session.revision) == (before, map, revision)
        return
    expected = OPERATIONS[chosen.name](map, **chosen.arguments)
    must_be_edited(session, before, edited)
    read_again = argmap.loads(session.text, session.format)  # type: ignore[arg-type]
    assert read_again == session.map
    assert meaning(read_again, session.format) == meaning(expected, session.format)
    if session.format == "native":
        assert (read_again.sides, read_again.sources) == (expected.sides, expected.sources)
    assert names(read_again) <= names(expected)
    follows_claim = session.format != "native" and chosen.name == "set_text"
    assert read_again.title == expected.title or follows_claim
    for old, new in edited.ids.items():
        assert old in {**map.claims, **map.inferences}
        assert new is None or new in {**read_again.claims, **read_again.inferences}
    renamed = {chosen.arguments["old"]: chosen.arguments["new"]} if chosen.name == "rename" else {}
    for claim in map.claims.values():
        new_id = edited.ids.get(claim.id, claim.id)
        id = renamed.get(claim.id, claim.id)
        assert (new_id is None) == (id not in expected.claims)
        assert new_id is None or read_again.claims[new_id].text == expected.claims[id].text
    if not with_comments:
        assert not comments(before) - comments(session.text)


def play(session: Session, random: Random, operations: int = 3) -> None:
    """Carry out operations, undo them all and make them again."""
    first = session.text
    for _ in range(operations):
        carry_out_at_random(session, random)
    last = session.text
    while session.can_undo:
        before = session.text
        must_be_edited(session, before, session.undo())
    assert session.text == first
    while session.can_redo:
        session.redo()
    assert session.text == last


RANDOM = st.randoms(use_true_random=False)
LISTS = st.sampled_from(["text", "markdown"])


@pytest.mark.soak
@given(name=st.sampled_from(sorted(NATIVE)), random=RANDOM)
def test_native_texts_through_many_operations(name: str, random: Random) -> None:
    play(Session(NATIVE[name]), random, 12)


@pytest.mark.soak
@given(random=RANDOM)
@settings(max_examples=3)
def test_the_treaty(random: Random) -> None:
    play(Session(NATIVE["arguments.yaml"]), random)


@given(name=st.sampled_from(SMALL_MAPS), random=RANDOM)
def test_native_texts_are_edited_as_their_maps_are(name: str, random: Random) -> None:
    play(Session(NATIVE[name]), random)


@given(seed=st.integers(0, 10_000), random=RANDOM)
def test_native_texts_of_any_style(seed: int, random: Random) -> None:
    map = debate(10 + seed % 8, seed) if seed % 2 else web(seed)
    play(Session(styled(map, random)), random)


@given(map=maps(), random=RANDOM)
def test_maps_with_any_text_in_any_field(map: ArgumentMap, random: Random) -> None:
    play(Session(argmap.dumps(map)), random)


@pytest.mark.soak
@given(name=st.sampled_from(sorted(NATIVE)), format=LISTS, random=RANDOM)
def test_outlines_through_many_operations(name: str, format: OutlineFormat, random: Random) -> None:
    text = argmap.outline(argmap.loads(NATIVE[name]), format, sources=True)
    play(Session(text, format), random, 12)


@given(name=st.sampled_from(SMALL_MAPS), format=LISTS, random=RANDOM)
def test_outlines_are_edited_as_their_maps_are(
    name: str, format: OutlineFormat, random: Random
) -> None:
    text = argmap.outline(argmap.loads(NATIVE[name]), format, sources=True)
    play(Session(text, format), random)


@given(seed=st.integers(0, 10_000), format=LISTS, random=RANDOM)
def test_outlines_of_generated_maps(seed: int, format: OutlineFormat, random: Random) -> None:
    map = debate(10 + seed % 8, seed) if seed % 2 else web(seed)
    play(Session(argmap.outline(map, format, sources=True), format), random)


@given(seed=st.integers(0, 10_000), random=RANDOM)
def test_an_edited_outline_is_the_outline_of_its_map(seed: int, random: Random) -> None:
    session = Session(argmap.outline(debate(10, seed), sources=True), "text")
    session.apply("add_reason", claim=next(iter(session.reading.unwrap().claims)), text="It is so.")
    carry_out_at_random(session, random)
    assert session.text == argmap.outline(session.reading.unwrap(), sources=True)


@given(format=LISTS, random=RANDOM)
def test_lists_of_any_style(format: str, random: Random) -> None:
    play(Session(list_of(random, is_markdown=format == "markdown"), format), random)


def editable_cases() -> list[object]:
    """Return the hostile files that can be edited; all of them with `--all`."""
    parameters: list[object] = []
    for case in CORPUS:
        name = case.text.partition("\n")[0]
        if name.rpartition(".")[2] in FORMAT_OF_ENDING and case.title not in LARGE:
            marks = [] if len(parameters) % 5 == 0 else [pytest.mark.soak]
            parameters.append(pytest.param(case, id=case.title, marks=marks))
    return parameters


@pytest.mark.parametrize("case", editable_cases())
def test_hostile_texts_are_edited_or_refused(case: Case) -> None:
    file = files_of(case)[0]
    reading = formats.read_data(file.data, file.name)
    if reading.format not in EDITABLE or reading.map is None or len(reading.map.claims) > LARGEST:
        return
    session = Session(reading.text, reading.format)
    random = Random(case.title)  # noqa: S311
    for _ in range(3):
        if session.map is not None:
            carry_out_at_random(session, random)


# --- every operation, on every part ---

SIDED = """\
sides: {ban: Ban them}
sources: {s: A study}
claims:
  phones:
    text: Phones distract.
    side: ban
    premises: [games, {premises: [rings, They glow.], undercutters: [Few do.]}]
  games: {text: Pupils play games., evidence: s p. 4}
  rings: They ring.
"""


def values_of(map: ArgumentMap) -> dict[str, list[object]]:
    """Return what is tried for the arguments of operations, by their names."""
    return {
        "claim": [*map.claims],
        "inference": [*map.inferences],
        "to": [*map.inferences, "phones"],
        "side": [*map.sides],
        "old": ["phones", "ban", "s"],
        "new": ["other"],
        "text": ["It is so."],
        "name": ["Perhaps"],
    }


def all_of_an_operation(operation: str, map: ArgumentMap) -> Iterator[Chosen]:
    """Yield an operation on each claim and each inference of a map."""
    values = values_of(map)
    parameters = inspect.signature(OPERATIONS[operation]).parameters.values()
    needed = [each.name for each in parameters if each.default is each.empty and each.name != "map"]
    assert {*needed} <= {*values}, "tests/test_editing.py: say in `values_of` what to try"
    # Without a part to work on, it works on either.
    parts = [each.name for each in parameters if each.name in ("claim", "inference")]
    ways = [needed] if needed else [[part] for part in parts]
    for names in ways:
        for chosen in product(*(values[name] for name in names)):
            yield Chosen(operation, dict(zip(names, chosen, strict=True)))


@pytest.mark.soak(but=["native"])
@pytest.mark.parametrize("format", EDITABLE)
def test_every_operation_is_done_or_refused_on_every_part(format: str) -> None:
    map = argmap.loads(SIDED)
    text = SIDED if format == "native" else argmap.outline(map, format, sources=True)  # type: ignore[arg-type]
    session = Session(text, format)
    for operation in OPERATIONS:
        for chosen in all_of_an_operation(operation, session.reading.unwrap()):
            carry_out(session, chosen, with_comments=False)
            if session.text != text:
                session.undo()


# --- most operations are possible ---


def share_refused(sessions: list[Session], seed: int) -> float:
    """Return which share of random operations is refused because of how a text is laid out."""
    random = Random(seed)  # noqa: S311
    refused = 0
    for session in sessions:
        assert session.map is not None
        chosen = choose(session.map, random)
        try:
            session.apply(chosen.name, with_comments=True, **chosen.arguments)
        except EditRefused as problem:
            refused += "argmap cannot make this change" in str(problem)
    return refused / len(sessions)


def test_no_layout_of_native_text_is_in_the_way() -> None:
    texts = [styled(debate(12, seed), Random(seed)) for seed in range(40)]  # noqa: S311
    assert share_refused([Session(text) for text in texts], 1) == 0


@pytest.mark.soak
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_few_layouts_of_lists_are_in_the_way(format: OutlineFormat) -> None:
    texts = [list_of(Random(seed), is_markdown=format == "markdown") for seed in range(30)]  # noqa: S311
    texts += [argmap.outline(debate(12, seed), format, sources=True) for seed in range(30)]
    assert share_refused([Session(text, format) for text in texts], 1) <= 0.03


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("set_main", {}),
        ("set_implicit", {}),
        ("set_type", {"type": "value"}),
        ("set_evidence", {"evidence": "study p. 3"}),
        ("add_reason", {"text": "It is so."}),
        ("add_objection", {"text": "It is not so."}),
    ],
)
def test_few_lines_change(operation: str, arguments: dict[str, str]) -> None:
    for seed in range(20):
        session = Session(styled(debate(12, seed), Random(seed)))  # noqa: S311
        before = session.text.splitlines()
        session.apply(operation, claim=f"c{seed % 12}", **arguments)  # type: ignore[arg-type]
        after = session.text.splitlines()
        changed = list(unified_diff(before, after, n=0, lineterm=""))[2:]
        lines = [line[:1] for line in changed]
        # A text on two lines gets a key of its own.
        assert lines.count("-") <= 3
        # Brackets that become nested unfold.
        assert lines.count("+") <= 6 or any(line[0] == "-" and "{" in line for line in changed)


# --- a session ---

SMALL = "claims:\n  nine: School should start at nine.  # the motion\n  sleep: Sleep helps.\n"


def test_an_operation_at_a_stale_revision_is_refused() -> None:
    session = Session(SMALL)
    session.apply("add_reason", revision=0, claim="nine", text="Buses are cheaper.")
    with pytest.raises(EditRefused, match="has changed since revision 0: it is now at revision 1"):
        session.apply("add_reason", revision=0, claim="nine", text="It is light.")
    with pytest.raises(EditRefused, match="revision 0"):
        session.undo(revision=0)
    with pytest.raises(EditRefused, match="revision 0"):
        session.replace_text("", revision=0)
    assert session.revision == 1


def test_nothing_is_undone_that_was_not_done() -> None:
    session = Session(SMALL)
    with pytest.raises(EditRefused, match="nothing to undo"):
        session.undo()
    with pytest.raises(EditRefused, match="nothing to redo"):
        session.redo()


def test_ids_go_back_and_forth() -> None:
    session = Session(SMALL)
    added = session.apply("add_reason", claim="nine", text="Buses are cheaper.")
    assert (added.focus, added.ids) == ("buses-are-cheaper", {})
    reworded = session.apply("set_text", claim="buses-are-cheaper", text="Buses cost less.")
    assert reworded.ids == {
        "buses-are-cheaper": "buses-cost-less",
        "buses-are-cheaper:supports:nine": "buses-cost-less:supports:nine",
    }
    assert session.undo().ids == {new: old for old, new in reworded.ids.items()}
    assert session.undo().ids == {
        "buses-are-cheaper": None,
        "buses-are-cheaper:supports:nine": None,
    }
    assert session.redo().ids == {}
    assert session.redo().ids == reworded.ids


def test_references_follow_the_words_of_a_claim() -> None:
    text = (
        "claims:\n  a:\n    text: A is so.\n    premises: [B is so.]\n"
        "  c:\n    text: C is so.\n    rebuttals: [b-is-so]\nexpect: {b-is-so: stands}\n"
    )
    session = Session(text)
    session.apply("set_text", claim="b-is-so", text="B is not so.")
    assert session.text == text.replace("B is so.", "B is not so.").replace(
        "b-is-so", "b-is-not-so"
    )


def test_what_somebody_types_is_taken_over_and_undone_like_an_operation() -> None:
    session = Session(SMALL)
    session.apply("link", claim="sleep", to="nine")
    linked = session.text
    edited = session.replace_text(linked.replace("sleep", "rest"))
    assert edited.ids == {"sleep": "rest", "sleep:supports:nine": "rest:supports:nine"}
    must_be_edited(session, linked, edited)
    session.undo()
    assert session.text == linked
    session.undo()
    assert session.text == SMALL


def test_while_a_text_is_broken_its_last_map_stays() -> None:
    session = Session(SMALL)
    map = session.map
    session.replace_text(SMALL + "  bad: [\n")
    assert session.is_broken
    assert session.map is map
    assert [finding.code for finding in session.diagnostics] == ["yaml-syntax"]
    with pytest.raises(EditRefused, match="cannot be read as a map at present"):
        session.apply("add_reason", claim="nine", text="It is light.")
    session.replace_text(SMALL + "  good: It is light.\n")
    assert not session.is_broken
    assert list(session.map.claims if session.map else ()) == ["nine", "sleep", "good"]
    session.undo()
    assert session.is_broken
    session.undo()
    assert (session.text, session.is_broken) == (SMALL, False)


def test_the_line_ends_of_windows_and_the_mark_stay_when_somebody_types() -> None:
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    session = Session(text)
    edited = session.replace_text(SMALL + "  good: It is light.\n")
    assert session.text == text + "  good: It is light.\r\n"
    assert [edit.text for edit in edited.edits] == ["  good: It is light.\r\n"]


def test_what_changes_nothing_is_no_change() -> None:
    session = Session(SMALL)
    edited = session.apply("set_text", claim="sleep", text="Sleep helps.")
    assert (edited.revision, edited.edits, edited.focus) == (0, (), "sleep")
    assert session.replace_text(SMALL).edits == ()
    assert not session.can_undo


def test_after_an_operation_a_person_looks_at_its_claim() -> None:
    session = Session("claims: {a: {text: A is., premises: [{text: B is., premises: [C is.]}]}}")
    assert session.apply("delete", claim="c-is").focus == "b-is"
    assert session.undo().focus == "c-is"  # which is there again
    assert session.redo().focus == "b-is"
    assert session.undo().focus == "c-is"
    assert session.apply("set_text", claim="b-is", text="B was.").focus == "b-was"
    moved = session.apply("unlink", inference="c-is:supports:b-was")
    assert moved.focus == "c-is"
    assert session.apply("rename", old="a", new="top").focus == "top"


def test_an_inference_keeps_the_id_that_its_source_had() -> None:
    session = Session(
        "sources: {s: A study}\nclaims:\n"
        "  a: {text: A is., premises: [{step: s, premises: [b]}]}\n  b: {text: B is., evidence: s}\n"
    )
    edited = session.apply("rename", old="s", new="t")
    assert edited.ids == {}
    assert session.map is not None
    assert (list(session.map.inferences), list(session.map.sources)) == (["s"], ["t"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nine", "sleep", "already has a claim `sleep`"),
        ("nine", "no id", "not a valid claim id"),
        ("nin", "ten", "unknown claim, side or source `nin`: did you mean `nine`"),
        ("is-so", "so", "made from the claim's words"),
    ],
)
def test_an_id_that_cannot_be_changed(old: str, new: str, message: str) -> None:
    session = Session(SMALL + "  other: {text: Yes., premises: [Is so.]}\n")
    with pytest.raises(EditRefused, match=message):
        session.apply("rename", old=old, new=new)


def test_a_text_may_be_broken_from_the_beginning() -> None:
    session = Session("claims: [")
    assert (session.map, session.is_broken) == (None, True)
    session.replace_text(SMALL)
    assert session.map is not None


def test_a_fix_is_an_operation() -> None:
    text = "claims:\n  nine: {text: We should., premises: [slep]}\n  sleep: Sleep helps.\n"
    session = Session(text)
    [finding] = session.diagnostics
    session.apply("apply_fix", fix=finding.fixes[0])
    assert session.text == text.replace("slep]", "sleep]")
    assert not session.is_broken
    session.undo()
    assert session.text == text


def test_a_fix_of_a_rule_is_an_operation() -> None:
    session = Session("sources: {s: A study}\nclaims:\n  nine: We should.\n")
    assert session.map is not None
    findings = formats.with_fixes(session.reading, check(session.map, ALL_RULES))
    [unused] = [finding for finding in findings if finding.code == "unused-source"]
    session.apply("apply_fix", fix=unused.fixes[0])
    assert session.text == "claims:\n  nine: We should.\n"


def test_a_fix_for_another_text_is_refused() -> None:
    broken = Session("\n\n\nclaims:\n  nine: {text: We should., premises: [slep]}\n  sleep: Yes.\n")
    fix = broken.diagnostics[0].fixes[0]
    session = Session(SMALL)
    with pytest.raises(EditRefused, match=r"another text|could not be read"):
        session.apply("apply_fix", fix=fix)
    with pytest.raises(EditRefused, match="needs a `fix`"):
        session.apply("apply_fix")
    assert session.text == SMALL


def test_a_format_that_cannot_be_edited_is_refused() -> None:
    with pytest.raises(argmap.ArgmapError, match="convert the map to one of these: native, text"):
        Session("{}", "json")


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\n# the end", "  "])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_line_ends_and_the_end_of_a_text_stay(mark: str, line_end: str, ending: str) -> None:
    text = mark + (SMALL.rstrip("\n") + ending).replace("\n", line_end)
    session = Session(text)
    session.apply("add_reason", claim="sleep", text="Memory needs it.")
    session.apply("add_reason", claim="nine", text="It is light.")
    added = f"{line_end}      - Memory needs it."
    assert added in session.text
    assert session.text.startswith(f"{mark}claims:{line_end}  nine:{line_end}    text: School")
    behind = session.text.rpartition(added)[2]
    assert behind == ending.lstrip(" ").replace("\n", line_end)
    while session.can_undo:
        session.undo()
    assert session.text == text


# --- several files ---


INCLUDED = "a-is-not-so:supports:c"


@pytest.fixture
def parts(tmp_path: Path) -> Session:
    (tmp_path / "part.yaml").write_text(
        "claims:\n  c: {text: C is so., premises: [A is not so.]}\n", encoding="utf-8"
    )
    text = "include: [part.yaml]\nclaims:\n  a: {text: A is so., rebuttals: [c]}\n"
    return Session(text, folder=tmp_path)


def test_claims_of_an_included_file_stay(parts: Session) -> None:
    parts.apply("link", claim="c", to="a", role="reason")
    parts.apply("add_reason", claim="a", text="B is so.")
    assert parts.map is not None
    assert list(parts.map.claims) == ["a", "b-is-so", "c", "a-is-not-so"]
    parts.undo()
    parts.apply("unlink", inference="c:rebuts:a")
    assert "rebuttals" not in parts.text


@pytest.mark.parametrize(
    ("operation", "arguments", "message"),
    [
        ("set_text", {"claim": "c", "text": "D."}, "the claim `c` is in another file"),
        ("delete", {"claim": "c"}, "the claim `c` is in another file"),
        ("add_reason", {"claim": "c", "text": "D is so."}, "`c` is in another file"),
        ("unlink", {"inference": INCLUDED}, f"the inference `{INCLUDED}` is in another file"),
        ("outweigh", {"inference": INCLUDED, "text": "D."}, f"`{INCLUDED}` is in another file"),
        (
            "rename",
            {"old": "c", "new": "d"},
            "`c` is also in another file, which a session does not change",
        ),
    ],
)
def test_an_included_file_is_not_changed(
    parts: Session, operation: str, arguments: dict[str, str], message: str
) -> None:
    before = parts.text
    with pytest.raises(EditRefused) as refused:
        parts.apply(operation, **arguments)  # type: ignore[arg-type]
    assert str(refused.value) == message
    assert parts.text == before


# --- operations that somebody adds ---


def split(map: ArgumentMap, *, inference: str) -> ArgumentMap:
    """Make a reason of its own of each linked premise."""
    inferences: dict[str, Inference] = {}
    for id, each in map.inferences.items():
        parts = each.premises if id == inference else ()
        inferences |= {
            f"{one}:supports:{each.target}": Inference(
                f"{one}:supports:{each.target}", Kind.SUPPORT, (one,), each.target
            )
            for one in parts
        } or {id: each}
    return replace(map, inferences=inferences)


def add_reasons(map: ArgumentMap, *, claim: str, first: str, second: str) -> ArgumentMap:
    add_reason = OPERATIONS["add_reason"]
    return add_reason(add_reason(map, claim=claim, text=first), claim=claim, text=second)


def add_implicit_reason(map: ArgumentMap, *, claim: str, text: str) -> ArgumentMap:
    added = OPERATIONS["add_reason"](map, claim=claim, text=text)
    *others, last = added.inferences.values()
    return replace(
        added, inferences={each.id: each for each in (*others, replace(last, implicit=True))}
    )


@pytest.fixture
def more_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    for operation in (split, add_reasons, add_implicit_reason):
        monkeypatch.setitem(cast("dict[str, object]", OPERATIONS), operation.__name__, operation)


NINE = "claims:\n  nine:\n    text: We should go.\n    premises:"
CLAIMS = "  a: {text: A is so.}\n  b: {text: B is so.}\n  c: {text: C is so.}\n"
SPLIT = {
    "native": (
        f"{NINE}\n      - [a, b, c]\n      - Buses are cheaper.\n{CLAIMS}",
        f"{NINE}\n      - a\n      - b\n      - c\n      - Buses are cheaper.\n{CLAIMS}",
    ),
    "native, alone": (
        f"{NINE}\n      - [a, b, c]\n{CLAIMS}",
        f"{NINE}\n      - a\n      - b\n      - c\n{CLAIMS}",
    ),
    "native, in brackets": (
        f"{NINE} [[a, b, c], Buses are cheaper.]\n{CLAIMS}",
        f"{NINE} [a, b, c, Buses are cheaper.]\n{CLAIMS}",
    ),
    "text, in an outline": (
        "1 We should go.\n  1.1a A is so.\n  1.1b B is so.\n  1.2 Buses are cheaper.\n",
        "1 We should go.\n  1.1 A is so. [unsupported]\n  1.2 B is so. [unsupported]\n  1.3 Buses are cheaper. [unsupported]\n",
    ),
    "text, in a list": (
        "- We should go.\n  - Buses are cheaper.\n  - And: A is so.\n  - The sky is blue.\n",
        "- We should go.\n  - Buses are cheaper.\n  - A is so.\n  - The sky is blue.\n",
    ),
}


@pytest.mark.usefixtures("more_operations")
@pytest.mark.parametrize("name", SPLIT)
def test_an_operation_may_write_several_inferences_in_one_place(name: str) -> None:
    text, expected = SPLIT[name]
    session = Session(text, name.partition(",")[0])
    [linked] = [each for each in session.reading.unwrap().inferences.values() if each.premises[1:]]
    session.apply("split", inference=linked.id)
    assert session.text == expected


@pytest.mark.usefixtures("more_operations")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "claims:\n  a: A is so.\n",
            "claims:\n  a:\n    text: A is so.\n    premises:\n      - B is so.\n      - C is so.\n",
        ),
        (
            "claims: {a: {text: A is so.}}\n",
            "claims:\n  a:\n    text: A is so.\n    premises: [B is so., C is so.]\n",
        ),
    ],
)
def test_several_inferences_may_be_the_first_of_a_list(text: str, expected: str) -> None:
    session = Session(text)
    session.apply("add_reasons", claim="a", first="B is so.", second="C is so.")
    assert session.text == expected


@pytest.mark.usefixtures("more_operations")
def test_a_refusal_notes_what_the_text_cannot_say() -> None:
    session = Session("claims: {a: A is so.}\n")
    with pytest.raises(EditRefused, match="without changing other parts of the map") as refused:
        session.apply("add_implicit_reason", claim="a", text="B is so.")
    reason = "Inference('b-is-so:supports:a', Kind.SUPPORT, ('b-is-so',), 'a'"
    id = "'b-is-so:supports:a'"
    assert refused.value.__notes__ == [
        f"`inferences`: expected ({id}, {reason}, implicit=True)), found ({id}, {reason}))"
    ]
    assert session.text == "claims: {a: A is so.}\n"


# --- what belongs to an operation ---


def test_every_operation_is_in_the_table_and_is_tried() -> None:
    written = {
        function.name
        for _, function in functions("argmap/editing/operations.py")
        if signature(function) == (["ArgumentMap"], "ArgumentMap")
    }
    assert written == set(OPERATIONS), (
        "add each operation to `OPERATIONS` in argmap/editing/operations.py"
    )
    in_cases = {
        json.loads(files_of(case)[1].data)["operation"]
        for case in all_cases("editing.txt")
        if not case.expected.startswith("refused")
    }
    assert written - in_cases == set(), (
        "add cases to tests/cases/editing.txt in which the operation is not refused"
    )
    random = Random(1)  # noqa: S311
    treaty = argmap.load(ROOT / "arguments.yaml")
    chosen = {choose(treaty, random).name for _ in range(500)}
    assert written - chosen == set(), "choose the operation in tests/random_operations.py"
    in_lists = {operation for operation, _, _ in IN_LISTS}
    assert written - in_lists == set(), "add the operation to `IN_LISTS` in tests/test_editing.py"


# --- the guide ---

GUIDE = (ROOT / "docs/guides/editing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("operation", [*OPERATIONS, "apply_fix"])
def test_the_guide_has_each_operation_with_its_arguments(operation: str) -> None:
    table, _, _ = GUIDE.partition("## Results")
    rows = [line.split("|") for line in table.splitlines() if line.startswith("|")]
    [arguments] = [cells[2] for cells in rows if f"`{operation}`" in cells[1]]
    named = set(re.findall("`(.*?)`", arguments))
    if operation in OPERATIONS:
        assert named == {*inspect.signature(OPERATIONS[operation]).parameters} - {"map"}


@pytest.mark.parametrize("operation", [*OPERATIONS, "apply_fix"])
def test_the_guide_says_what_lists_can_express(operation: str) -> None:
    _, _, table = GUIDE.partition("## Operations on lists")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    assert len([row for row in rows if f"`{operation}`" in row]) == 1


PLAIN = """\
Should phones be banned?

Ban them
- Phones distract.
  - Pupils play games.
    - Source: Lee (2019): Phones, p. 3
  - But: Phones can be silent.
  - Phones are loud.
    - But: Few phones are.

Allow them
- Phones are useful.
"""
PLAIN_LISTS = {
    "text": PLAIN,
    "markdown": PLAIN.replace("Should", "# Should").replace("Ban", "## Ban").replace("Al", "## Al"),
}
MAP_OF_LISTS = argmap.loads(PLAIN, "text")
OUTLINES = {
    format: argmap.outline(MAP_OF_LISTS, format, sources=True) for format in ("text", "markdown")
}
OF_ALL = PLAIN_LISTS, OUTLINES
GAMES, SILENT = "pupils-play-games", "phones-can-be-silent"
DISTRACT, USEFUL = "phones-distract", "phones-are-useful"
LOUD_BUT = "few-phones-are:rebuts:phones-are-loud"
OBJECTION = f"{SILENT}:rebuts:{DISTRACT}"
IN_LISTS: list[tuple[str, dict[str, object], tuple[dict[str, str], ...]]] = [
    ("set_title", {"text": "Should phones go?"}, OF_ALL),
    ("add_side", {"name": "It depends", "claim": DISTRACT}, OF_ALL),
    ("add_side", {"name": "It depends", "claim": USEFUL}, OF_ALL),
    ("set_side_name", {"side": "ban-them", "name": "Forbid them"}, OF_ALL),
    ("set_text", {"claim": DISTRACT, "text": "Phones ring."}, OF_ALL),
    ("add_claim", {"text": "Buses cost less."}, OF_ALL),
    ("add_claim", {"text": "Buses cost less.", "main": True, "side": "ban-them"}, OF_ALL),
    ("add_reason", {"claim": DISTRACT, "text": "They ring."}, OF_ALL),
    ("add_reason", {"claim": DISTRACT, "text": ["They ring.", "It is loud."]}, OF_ALL),
    ("add_objection", {"claim": GAMES, "text": "Few do."}, OF_ALL),
    ("add_undercutter", {"inference": OBJECTION, "text": "Silent ones glow."}, OF_ALL),
    ("add_premise", {"inference": OBJECTION, "text": "Silence is enough."}, OF_ALL),
    ("add_premise", {"inference": OBJECTION, "text": "Quiet is good.", "type": "value"}, OF_ALL),
    ("outweigh", {"inference": OBJECTION, "text": "Games are worse."}, OF_ALL),
    ("link", {"claim": GAMES, "to": USEFUL}, (OUTLINES,)),
    ("link", {"claim": USEFUL, "to": DISTRACT}, (OUTLINES,)),
    ("unlink", {"inference": OBJECTION}, OF_ALL),
    ("move", {"inference": OBJECTION, "to": USEFUL}, OF_ALL),
    ("move", {"inference": OBJECTION, "role": "reason", "position": 0}, OF_ALL),
    ("undercut_instead", {"inference": LOUD_BUT, "to": "phones-are-loud:supports:phones-distract"}, OF_ALL),
    ("delete", {"claim": DISTRACT}, OF_ALL),
    ("delete", {"claim": GAMES}, OF_ALL),
    ("set_side", {"claim": DISTRACT, "side": "allow-them"}, OF_ALL),
    ("set_side", {"claim": DISTRACT, "side": ""}, OF_ALL),
    ("set_side", {"claim": GAMES, "side": "ban-them"}, ()),
    ("set_main", {"claim": DISTRACT}, OF_ALL),
    ("set_main", {"claim": GAMES}, ()),
    ("set_common_ground", {"claim": GAMES}, OF_ALL),
    ("set_type", {"claim": GAMES, "type": "value"}, OF_ALL),
    ("set_type", {"claim": DISTRACT, "type": "fact"}, OF_ALL),
    ("set_implicit", {"claim": GAMES}, OF_ALL),
    ("set_implicit", {"inference": OBJECTION}, OF_ALL),
    ("set_evidence", {"claim": GAMES, "evidence": []}, OF_ALL),
    ("set_evidence", {"claim": GAMES, "evidence": "lee-2019 p. 9"}, OF_ALL),
    ("set_evidence", {"claim": USEFUL, "evidence": ["lee-2019", "Smith 2020, p. 4"]}, OF_ALL),
    ("set_evidence", {"claim": USEFUL, "evidence": ["https://example.org/a", "Wikipedia"]}, OF_ALL),
    ("rename", {"old": "lee-2019", "new": "lee"}, (OUTLINES,)),
    ("rename", {"old": GAMES, "new": "games"}, ({"markdown": OUTLINES["markdown"]},)),
    ("rename", {"old": "ban-them", "new": "ban"}, ()),
    ("add_reason", {"claim": GAMES, "text": "So.", "id": "so"}, ({"markdown": OUTLINES["markdown"]},)),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "arguments", "lists"), IN_LISTS)
def test_what_a_list_can_express_is_done(
    operation: str, arguments: dict[str, object], lists: tuple[dict[str, str], ...]
) -> None:
    for texts in OF_ALL:
        for format, text in texts.items():
            session = Session(text, format)
            if any(each.get(format) == text for each in lists):
                edited = session.apply(operation, **arguments)  # type: ignore[arg-type]
                must_be_edited(session, text, edited)
                assert session.map is not None
                expected = OPERATIONS[operation](argmap.loads(text, format), **arguments)  # type: ignore[arg-type]
                assert meaning(session.map, format) == meaning(expected, format)
                continue
            with pytest.raises(EditRefused, match=r"\b(a|this) list\b") as refusal:
                session.apply(operation, **arguments)  # type: ignore[arg-type]
            _, _, remedy = str(refusal.value).partition("; ")
            assert remedy
            assert session.text == text


def test_the_programs_of_the_guide_run(capsys: pytest.CaptureFixture[str]) -> None:
    programs = re.findall("```python\n(.*?)```", GUIDE, re.DOTALL)
    names: dict[str, object] = {"ask_the_user": bool, "text": NATIVE["docs/school.yaml"]}
    for program in programs:
        exec(program, names)  # noqa: S102
    comment = re.findall(r"print\(refused\)  # (.*);", GUIDE)[0]
    assert capsys.readouterr().out.startswith(comment)


def test_lists_of_which_some_lines_have_a_bullet_stay_so() -> None:
    text = "We should go.\n  It is fun.\n  It is healthy.\n  - It is far.\n"
    session = Session(text, "text", name="list.txt")
    session.apply("add_reason", claim="we-should-go", text="It is cheap.")
    session.apply("add_objection", claim="we-should-go", text="It will rain.")
    session.apply("add_reason", claim="it-is-far", text="It takes an hour.")
    session.apply("delete", claim="it-is-fun")
    assert session.text == (
        "We should go.\n  It is healthy.\n  - It is far.\n    It takes an hour.\n"
        "  It is cheap.\n  - It will rain.\n"
    )
    kinds = [each.kind for each in session.reading.unwrap().inferences.values()]
    assert kinds.count(argmap.Kind.REBUTTAL) == 2


@pytest.mark.parametrize(
    ("words", "citation", "source"),
    [
        ("Smith 2020, p. 4", "smith-2020 p. 4", Source("smith-2020", author="Smith", date="2020")),
        ("Smith 2020, page 4", "smith-2020 page 4", Source("smith-2020", author="Smith", date="2020")),
        (
            "City of Freiburg, report on the pedestrian zone 2019, pages 14–15",
            "city-of-freiburg-report-2019 pages 14–15",
            Source("city-of-freiburg-report-2019", title="City of Freiburg, report on the pedestrian zone 2019"),
        ),
    ],
)  # fmt: skip
def test_a_source_in_words_has_a_short_id(words: str, citation: str, source: Source) -> None:
    session = Session("claims: {a: It is so.}\n")
    session.apply("set_evidence", claim="a", evidence=[words])
    assert session.map is not None
    assert [str(each) for each in session.map.claims["a"].evidence] == [citation]
    assert session.map.sources == {source.id: source}


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        ("(Korsgaard 1986: 330)", "k 330"),
        ("Korsgaard 1986, p. 330", "k p. 330"),
        ("see Korsgaard 1986, 330", "k 330"),
        ("[@k, p. 330]", "k p. 330"),
        ("[@korsgaard1986]", "k"),
        ("(Miller 2019, 44)", "miller-2019 44"),
    ],
)
def test_evidence_is_cited_by_author_and_year(words: str, citation: str) -> None:
    session = Session(
        "claims: {a: It is so., b: {text: So., evidence: k}}\n"
        'sources: {k: {author: "Korsgaard, Christine", title: The Right to Lie, date: 1986}}\n'
    )
    session.apply("set_evidence", claim="a", evidence=[words])
    assert session.map is not None
    assert [str(each) for each in session.map.claims["a"].evidence] == [citation]


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("k p. 330", "Korsgaard 1986, p. 330"),
        ("lee-1 p. 3", "lee-1 p. 3"),  # the letter in "Lee 2019a" is nowhere in the map
        ("lee-2 see there", "lee-2 see there"),
        ("survey", "survey"),
        ("title p. 3", "“Sleep” 2020, p. 3"),
    ],
)
def test_evidence_is_shown_by_author_and_year_where_it_is_read_so(
    citation: str, words: str
) -> None:
    session = Session(
        "claims: {a: It is so., b: {text: So., evidence: [k, lee-1, lee-2, survey, title]}}\n"
        "sources:\n"
        '  k: {author: "Korsgaard, Christine", title: The Right to Lie, date: 1986}\n'
        '  lee-1: {author: "Lee, Ann", title: One, date: 2019}\n'
        '  lee-2: {author: "Lee, Ann", title: Two, date: 2019}\n'
        "  survey: {url: https://example.org}\n"
        "  title: {title: Sleep, date: 2020}\n"
    )
    assert session.map is not None
    shown = EvidenceWords(session.map.sources, words_for("en")).write(Citation.of(citation))
    assert shown == words
    session.apply("set_evidence", claim="a", evidence=[shown])
    assert [str(each) for each in session.map.claims["a"].evidence] == [citation]


def test_a_citation_behind_a_claim_of_a_list_can_be_changed() -> None:
    start = "# Phones?\n\n- They ring (Miller 2019, 44).\n- They break.\n"
    session = Session(start, "markdown")
    session.apply("set_text", claim="they-ring", text="They beep.")
    assert session.text == start.replace("ring", "beep")
    session.apply("set_evidence", claim="they-beep", evidence=["(Miller 2019: 45)"])
    assert session.text == (
        "# Phones?\n\n- They beep.\n  - Source: Miller 2019, 45\n- They break.\n"
    )


# --- spaces ---


@pytest.mark.parametrize(
    "moved",
    [
        "Pupils are tired.  # as they say  ",
        ">-\n        Pupils are tired.  ",
        "text: >-\n          Pupils are tired.  ",
    ],
)
def test_spaces_at_the_end_of_a_line_move_with_a_claim(moved: str) -> None:
    start = "claims:\n  nine:\n    text: School should start at nine.\n    "
    session = Session(f"{start}premises:\n      - {moved}\n      - Sleep helps.\n", "native")
    session.apply("move", inference="pupils-are-tired:supports:nine", to="nine", role="objection")
    assert (
        session.text == f"{start}premises:\n      - Sleep helps.\n    rebuttals:\n      - {moved}\n"
    )
