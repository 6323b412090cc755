"""`argmap.read`: a text with errors keeps the map of what is right in it, with all diagnostics.

How much of a map is kept is measured on real maps, each damaged in one random place (`tests/damage.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from textwrap import dedent
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import argmap
from argmap import ArgumentMap, InvalidMap, Kind, PartKind, PartName, Reading
from argmap.formats import parse, readable_formats
from argmap.lint import findings_schema
from tests import damage
from tests.case import Case, all_cases, cases
from tests.conftest import ROOT
from tests.hostile_case import FOLDER as HOSTILE
from tests.hostile_case import files_of
from tests.strategies import maps

PHONES = """\
sides: {ban: Ban phones, keep: Keep them}
claims:
  phones:
    text: Schools should ban phones.
    side: ban
    premises: [distract]
    rebuttals:
      - Phones are useful in an emergency.
  distract:
    text: Phones distract pupils.
    premises:
      - text: They ring in class.
      - sleep
  sleep: Pupils sleep less with a phone.
"""


def read(text: str) -> Reading:
    return argmap.read(dedent(text), "map.yaml")


def map_of(text: str) -> ArgumentMap:
    """Return the map that is made of a text with errors."""
    reading = read(text)
    assert any(found.severity is argmap.Severity.ERROR for found in reading.diagnostics)
    assert reading.map is not None
    return reading.map


def relations(map: ArgumentMap) -> list[str]:
    return [
        f"{'+'.join(each.premises)} {each.kind.verb} {each.target}"
        for each in map.inferences.values()
    ]


# --- what is left out ---


def test_a_text_without_errors_is_read_as_ever() -> None:
    reading = argmap.read(PHONES, "map.yaml")
    assert reading.map == argmap.loads(PHONES) == reading.unwrap()
    assert (reading.diagnostics, reading.format, reading.name) == ((), "native", "map.yaml")
    assert argmap.read(PHONES).map == reading.map


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # An unknown key, a text that is none, an unknown side: the claim keeps the rest.
        ("    side: ban\n", "    colour: red\n", ""),
        ("    side: ban\n", "    label: [a, b]\n", ""),
        ("    side: ban\n", "    side: nobody\n", ""),
        ("    side: ban\n", "    evidence: unknown p. 3\n", ""),
        ("    side: ban\n", "    standard: high\n", ""),
        ("    side: ban\n", "    main: perhaps\n", ""),
        # A relation to a claim that is missing; of linked premises, the others stay.
        ("[distract]", "[nothing]", "-distract supports phones"),
        ("[distract]", "[[distract, nothing]]", ""),
        ("[distract]", "[*distract]", "-distract supports phones"),
        ("[distract]", "[{premises: [distract], warrant: nothing}]", ""),
        ("[distract]", "[{premises: [distract], undercutters: [nothing]}]", ""),
        ("[distract]", "[{premises: [distract], outweighed_by: [distract]}]", ""),
        # A key with a typo that can mean one key alone is that key.
        ("    premises: [distract]", "    premisses: [distract]", ""),
        # Brackets, quotation marks and keys that are not finished.
        ("[distract]", "[distract", ""),
        ("[distract]", "[distract, ", ""),
        ("Schools should ban phones.", '"Schools should ban phones.', ""),
        ("    side: ban\n", "    sid\n", ""),
        ("    side: ban\n", "    side ban\n", ""),
        ("    side: ban\n", "    - \n", ""),
        ("    side: ban\n", "   side: ban\n", ""),
        ("    side: ban\n", "       side: ban\n", ""),
        ("    side: ban\n", "\tside: ban\n", ""),
        ("    side: ban\n", "<<<<<<< HEAD\n", ""),
        ("  phones:\n", "  phones\n", ""),
        ("  phones:\n", "   phones:\n", ""),
        ("  sleep: Pupils", "  sleep: @Pupils", ""),
        ("  sleep: Pupils", "  sleep: Pupils: they", ""),
        ("  sleep: ", "  fall: [\n  sleep: ", ""),
        ("sides: {ban: Ban phones, keep: Keep them}\n", "sides: {ban: Ban phones, keep\n", ""),
        ("sides: {ban: Ban phones, keep: Keep them}\n", "]\n", ""),
        ("claims:", "clams:", ""),
        ("    side: ban\n", "    side: \0ban\n", ""),
    ],
)  # fmt: skip
def test_only_what_is_wrong_is_left_out(before: str, after: str, expected: str) -> None:
    assert before in PHONES
    whole = argmap.loads(PHONES)
    map = map_of(PHONES.replace(before, after, 1))
    kept = {claim.id for claim in map.claims.values()}
    assert set(whole.claims) <= kept | {"fall"}
    lost = [each for each in relations(whole) if each not in relations(map)]
    assert lost == ([expected.removeprefix("-")] if expected else [])


@pytest.mark.parametrize("case", cases("broken.txt"))
def test_what_is_made_of_a_file_that_is_not_yaml(
    case: Case, settle: Callable[[Case, str], None]
) -> None:
    settle(case, argmap.dumps(map_of(case.text)).removesuffix("\n"))


def test_nothing_is_invented() -> None:
    before = argmap.loads(PHONES)
    for text in (
        PHONES.replace("claims:", "claims:\n  colour: {red: Ban the phones.}", 1),
        PHONES + "  [\n",
        PHONES + "note: *x\n",
    ):
        map = map_of(text)
        assert {claim.text for claim in map.claims.values()} <= {
            *(claim.text for claim in before.claims.values()),
            "…",
        }
        assert set(relations(map)) <= set(relations(before))


def test_a_claim_without_its_text_shows_that() -> None:
    map = map_of(PHONES.replace("    text: Schools should ban phones.\n", ""))
    assert map.claims["phones"].text == "…"
    assert "distract supports phones" in relations(map)


def test_an_entry_that_has_lost_its_place_keeps_its_claims() -> None:
    # The line with the id is missing, so that the entry above has two texts.
    map = map_of(PHONES.replace("  distract:\n", ""))
    assert "phones-distract-pupils" in map.claims
    # Two claims with one id.
    map = map_of(PHONES + "  sleep:\n    text: Sleep matters.\n")
    assert [claim.text for claim in map.claims.values()][-1] == "Sleep matters."
    # The name of the whole section is not a key of a claim.
    map = map_of(PHONES.replace("claims:", "@@@:"))
    assert {"phones", "distract"} <= set(map.claims)


def test_ids_that_are_none_or_taken_come_from_the_words() -> None:
    text = "claims:\n  - {id: a b, text: It is late.}\n  - {id: c, text: We go.}\n  - {id: c, text: We stay.}\n"
    assert list(map_of(text).claims) == ["it-is-late", "c", "we-stay"]


def test_all_errors_are_reported_at_once() -> None:
    reading = read("""\
        claims:
          a:
            text: "It is late.
            premises: [b]
          b:
            text: Night falls.
            colour: dark
          c:
            text: We should go.
            premises: [a, missing
          d:
            text: Nobody waits.
            premises: [nowhere]
        """)
    codes = [(found.code, found.span and found.span.line) for found in reading.diagnostics]
    assert codes == [
        ("yaml-syntax", 3),
        ("unknown-key", 7),
        ("yaml-syntax", 10),
        ("unknown-claim", 13),
    ]
    # What may be wrong only because a line above is not read is not reported.
    reading = read("claims:\n  a: {text: It is late., premises: [b]}\n  [b: c\n")
    assert [found.code for found in reading.diagnostics] == ["yaml-syntax"]


def test_places_are_those_in_the_text_as_it_is() -> None:
    text = PHONES.replace("    side: ban\n", "    text School: a place\n    premises:[sleep]\n")
    map = read(text).map
    assert map is not None
    for claim in map.claims.values():
        span = claim.at("text")
        assert span is not None
        line = text.splitlines()[span.line - 1]
        if claim.text != "…" and not claim.text.startswith("School: "):
            assert line[span.column - 1 :].startswith(claim.text)


def test_places_behind_a_colon_that_is_missing_are_those_in_the_text() -> None:
    premises = "premises [distract, {id: ring, text: They ring.}]"
    map = map_of(PHONES.replace("premises: [distract]", premises))
    reason = map.inferences["distract:supports:phones"]
    ring = map.claims["ring"]
    spans = [
        reason.at("premise", "distract"),
        ring.at("id"),
        ring.at("text"),
        ring.at("key", "text"),
    ]
    line = PHONES.splitlines()[5].replace("premises: [distract]", premises)
    assert [line[span.column - 1 : span.end_column - 1] for span in spans if span] == [
        "distract", "ring", "They ring.", "text",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "# a comment\n", "title: A map\n", "claims:\n", "[]", "- a\n- b\n", "just text", "\0", "\ud800", "{" * 5000, "<html><p>No map.</p></html>"])  # fmt: skip
def test_there_may_be_nothing_to_make_a_map_of(text: str) -> None:
    reading = argmap.read(text, "map.yaml")
    assert reading.map is None
    assert reading.diagnostics
    with pytest.raises(InvalidMap):
        reading.unwrap()


def test_a_map_with_errors_is_not_unwrapped() -> None:
    reading = read(PHONES.replace("side: ban", "colour: red"))
    assert reading.map is not None
    with pytest.raises(InvalidMap) as raised:
        reading.unwrap()
    assert raised.value.diagnostics == reading.diagnostics


# --- other formats ---


def test_other_formats_keep_what_is_right() -> None:
    argdown = "[Late]: It is late. {id: late}\n  + [Night]\n\n[Night]: Night falls. {\n\n[Go]: We should go.\n  + [Late]\n"
    map = argmap.read(argdown, "map.argdown").map
    assert map is not None
    assert {"It is late.", "We should go."} <= {claim.text for claim in map.claims.values()}
    json_map = {
        "argmap": 1,
        "claims": {"a": {"text": "It is late."}, "b": {"text": "We go."}},
        "inferences": {"i": {"kind": "support", "premises": ["a"], "target": "b"}, "j": {"kind": "support", "premises": ["x"], "target": "b"}},
    }  # fmt: skip
    map = argmap.read(json.dumps(json_map), "map.json").map
    assert map is not None
    assert relations(map) == ["a supports b"]
    outline = argmap.outline(argmap.loads(PHONES))
    map = argmap.read(outline.replace("1 Schools", " Schools", 1), "map.txt").map
    assert map is not None
    assert damage.share_kept(argmap.loads(PHONES), map) >= 0.6


def test_a_fenced_map_is_read_with_its_places_in_the_file() -> None:
    text = "# Phones\n\n```argmap\nclaims:\n  a: {text: It is late., premises: [b\n  c: Night falls.\n```\n"
    reading = argmap.read(text, "map.md")
    assert reading.map is not None
    assert set(reading.map.claims) == {"a", "c"}
    assert reading.diagnostics[0].span == argmap.Span("map.md", 5, 36, 5, 37)


def test_what_cannot_go_on_is_refused() -> None:
    with pytest.raises(argmap.ArgmapError, match="unknown format `yamml`"):
        argmap.read(PHONES, format="yamml")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="no fenced map 2"):
        argmap.read("```argmap\nclaims: {a: It is late.}\n```\n", "map.md", fence=2)


# --- several files ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(
        "include: part.yaml\nclaims:\n  a: {text: It is late., premises: [b]}\n"
    )
    (tmp_path / "part.yaml").write_text(
        "claims:\n  b: {text: Night falls., premises: [c]}\n  c: The sun sets.\nexpect: {b: stands}\n"
    )
    return tmp_path


def test_included_files_are_read_while_the_text_is_broken(folder: Path) -> None:
    path = folder / "map.yaml"
    text = path.read_text()
    reading = argmap.read(text + "  d: [\n", path)
    assert reading.map is not None
    assert set(reading.map.claims) == {"a", "b", "c"}
    assert relations(reading.map) == ["b supports a", "c supports b"]
    # A text that is not saved yet stands for its file.
    part = str(folder / "part.yaml")
    reading = argmap.read(
        text, path, texts={part: "claims:\n  b: {text: Night has fallen.}\n  @\n"}
    )
    assert reading.map is not None
    assert reading.map.claims["b"].text == "Night has fallen."
    assert {found.span.file for found in reading.diagnostics if found.span} == {part}
    # A file that is missing takes nothing else with it.
    (folder / "part.yaml").unlink()
    reading = argmap.read(text, path)
    assert reading.map is not None
    assert list(reading.map.claims) == ["a"]


def test_no_other_file_is_read_in_a_sandbox_or_without_a_path(folder: Path) -> None:
    text = (folder / "map.yaml").read_text()
    for reading in (argmap.read(text), argmap.read(text, folder / "map.yaml", sandbox=True)):
        assert reading.map is not None
        assert list(reading.map.claims) == ["a"]
        assert reading.diagnostics
    outside = argmap.read(
        "include: ../part.yaml\nclaims: {a: It is late.}\n", folder / "below" / "map.yaml"
    )
    assert [found.code for found in outside.diagnostics] == ["outside-folder"]


# --- what stands where ---


def test_what_stands_at_a_place() -> None:
    map = argmap.read(PHONES, "map.yaml").unwrap()
    lines = PHONES.splitlines()

    def at(line: int, word: str) -> tuple[str, str, str, str, bool]:
        mention = map.at(line, lines[line - 1].index(word) + 1)
        assert mention is not None
        assert mention.span.line == line
        referred = mention.refers_to.id if mention.refers_to else ""
        return mention.part.kind.value, mention.part.id, mention.field, referred, mention.is_key

    assert at(1, "sides") == ("map", "", "sides", "", True)
    assert at(1, "keep") == ("side", "keep", "", "", False)
    assert at(3, "phones") == ("claim", "phones", "id", "", False)
    assert at(4, "text") == ("claim", "phones", "text", "", True)
    assert at(4, "ban") == ("claim", "phones", "text", "", False)
    assert at(5, "ban") == ("claim", "phones", "side", "ban", False)
    assert at(6, "distract") == (
        "inference",
        "distract:supports:phones",
        "premises",
        "distract",
        False,
    )
    assert at(8, "useful") == ("claim", "phones-are-useful-in-an-emergency", "text", "", False)
    assert at(13, "sleep") == ("inference", "sleep:supports:distract", "premises", "sleep", False)
    assert map.at(6, 3) is None
    assert map.at(100, 1) is None
    assert map.at(6, 16, "other.yaml") is None
    # A map that was not read in order to be edited does not know where keys are.
    assert argmap.loads(PHONES).at(6, 5) is None


def test_what_stands_at_a_place_while_the_text_is_broken() -> None:
    map = map_of(PHONES.replace("[distract]", "[distract, sle").replace("  sleep:", "  sleep"))
    mention = map.at(6, 18)
    assert mention is not None
    assert mention.target == PartName(PartKind.CLAIM, "distract")
    [declared, *uses] = map.mentions(mention.target)
    assert (declared.span.line, declared.is_declaration, [use.span.line for use in uses]) == (
        9,
        True,
        [6],
    )
    unknown = map.at(6, 27)
    assert unknown is not None
    assert unknown.refers_to == ("claim", "sle")


@pytest.mark.parametrize(
    ("name", "text", "declared"),
    [
        ("map.yaml", "claims:\n  - {text: Bees hum., id: bees}\n", "bees"),
        ("map.txt", "- Bees hum.\n", "Bees hum."),
    ],
)
def test_a_claim_is_declared_by_its_id_or_else_by_its_text(
    name: str, text: str, declared: str
) -> None:
    map = argmap.read(text, name).unwrap()
    [id] = map.claims
    [mention] = map.mentions(PartName(PartKind.CLAIM, id))
    _, line, start, _, end = mention.span
    assert mention.is_declaration
    assert text.splitlines()[line - 1][start - 1 : end - 1] == declared


def test_the_uses_of_an_id_in_all_files(folder: Path) -> None:
    path = folder / "map.yaml"
    reading = argmap.read(path.read_text(), path)
    map = reading.unwrap()
    part = str(folder / "part.yaml")
    places = [
        (mention.span.file, mention.span.line)
        for mention in map.mentions(PartName(PartKind.CLAIM, "b"))
    ]
    assert places == [(part, 2), (str(path), 3)]
    mention = map.at(2, "  b: {text: Night falls., premises: [c]}".index("[c") + 2, part)
    assert mention is not None
    assert mention.target.id == "c"
    edits = argmap.rename(reading, "b", "night")
    assert [Path(edit.span.file).name for edit in edits] == ["map.yaml", "part.yaml", "part.yaml"]
    texts = reading.edited(edits)
    assert "premises: [night]" in texts[str(path)]
    assert texts[part].startswith("claims:\n  night: {")
    broken = argmap.read(path.read_text() + "  [\n", path)
    assert argmap.rename(broken, "b", "night") == edits


@pytest.mark.parametrize("name", ["outline", "argdown", "json"])
def test_other_formats_know_what_stands_where(name: str) -> None:
    map = argmap.loads(PHONES)
    text = argmap.outline(map) if name == "outline" else argmap.dumps(map, name)  # type: ignore[arg-type]
    read_again = argmap.loads(text, "text" if name == "outline" else name)  # type: ignore[arg-type]
    claim = next(
        claim for claim in read_again.claims.values() if claim.text.startswith("They ring")
    )
    span = claim.at("text")
    assert span is not None
    mention = read_again.at(span.line, span.column + 2)
    assert mention is not None
    assert mention.target.id == claim.id


@given(maps())
def test_every_id_is_found_where_it_is_declared_and_used(map: ArgumentMap) -> None:
    read_again = argmap.read(argmap.dumps(map)).unwrap()
    for inference in read_again.inferences.values():
        for premise in inference.premises:
            name = PartName(PartKind.CLAIM, premise)
            place = inference.at("premise", premise)
            spans = [mention.span for mention in read_again.mentions(name)]
            is_in_place = read_again.claims[premise].places.get("") == place
            assert place in spans or is_in_place
    for claim in read_again.claims.values():
        mentions = read_again.mentions(PartName(PartKind.CLAIM, claim.id))
        assert mentions[0].is_declaration
        span = mentions[0].span
        there = read_again.at(span.line, span.column)
        assert there is not None
        assert there.target == ("claim", claim.id)


# --- findings as data ---


def test_a_finding_as_data_is_that_of_the_report() -> None:
    reading = read(PHONES.replace("premises: [distract]", "premises: [distrct]"))
    findings = [found.to_dict() for found in reading.diagnostics]
    [finding] = findings
    assert (finding["code"], finding["severity"]) == ("unknown-claim", "error")
    schema = findings_schema()
    Draft202012Validator({**schema["$defs"]["finding"], "$defs": schema["$defs"]}).validate(finding)
    assert json.loads(json.dumps(findings)) == findings


# --- how much is kept ---


def shares_kept(number: int, seed: int, texts: list[damage.Text]) -> Iterator[float]:
    """Yield the share of its claims that each of this many broken texts keeps."""
    random = Random(seed)  # noqa: S311
    while number:
        text = random.choice(texts)
        damaged = damage.broken(random, text)
        if damaged:  # some lists can be read whatever is done to them
            before = argmap.read(text.text, text.name).unwrap()
            yield damage.share_kept(before, argmap.read(damaged, text.name).map)
            number -= 1


def share_of_good(shares: Iterable[float]) -> float:
    kept = [share >= 0.9 for share in shares]
    return sum(kept) / len(kept)


@pytest.mark.soak
def test_nine_of_ten_of_two_hundred_broken_files_keep_nine_of_ten_claims() -> None:
    texts = damage.texts_of_maps() + damage.texts_of_corpus()
    shares = [share_of_good(shares_kept(200, seed, texts)) for seed in range(5)]
    assert sum(shares) / len(shares) >= 0.9, shares


def test_while_an_entry_is_typed_all_other_claims_stay() -> None:
    before = argmap.loads(PHONES)
    typed = """
  homework:
    text: "Homework: is it done at night?"
    side: keep
    premises: [sleep, distract]
    rebuttals:
      - text: Not always.
"""
    for length in range(len(typed)):
        text = PHONES.replace("claims:\n", f"claims:{typed[:length]}\n")
        map = argmap.read(text).map
        assert map is not None
        assert set(before.claims) <= set(map.claims), text
        assert set(relations(before)) <= set(relations(map)), text


# --- hostile input ---


@given(maps(), st.data())
def test_a_map_can_be_made_of_any_parts(map: ArgumentMap, data: st.DataObject) -> None:
    kept = [claim for claim in map.claims.values() if data.draw(st.booleans())]
    sources = [source for source in map.sources.values() if data.draw(st.booleans())]
    diagnostics: list[argmap.Diagnostic] = []
    partial = ArgumentMap.build_valid(
        diagnostics, sides=map.sides.values(), sources=sources, claims=[*kept, *kept[:1]],
        inferences=[*map.inferences.values(), *list(map.inferences.values())[:1]], expect=map.expect,
    )  # fmt: skip
    assert set(partial.claims) == {claim.id for claim in kept}
    assert set(partial.inferences) <= set(map.inferences)
    for inference in partial.inferences.values():
        assert set(inference.premises) <= set(map.inferences[inference.id].premises)


def test_parts_in_a_circle_and_weighings_of_nothing_are_left_out() -> None:
    claims = [argmap.Claim("a", "It is late."), argmap.Claim("b", "We go.")]
    inferences = [
        argmap.Inference("i", Kind.UNDERCUTTER, ("a",), "j"),
        argmap.Inference("j", Kind.UNDERCUTTER, ("a",), "i"),
        argmap.Inference("k", Kind.UNDERCUTTER, ("a",), "gone"),
        argmap.Inference("l", Kind.SUPPORT, ("a",), "b", weighing=True),
        argmap.Inference("m", Kind.SUPPORT, ("a",), "b"),
        argmap.Inference("n", Kind.UNDERCUTTER, ("a",), "m", weighing=True),
        argmap.Inference("o", Kind.UNDERCUTTER, ("b",), "n"),
        argmap.Inference("p", Kind.SUPPORT, ("a",), "b", warrant="a"),
    ]
    found: list[argmap.Diagnostic] = []
    map = ArgumentMap.build_valid(found, claims=claims, inferences=inferences)
    assert list(map.inferences) == ["m"]
    assert [(each.code, each.message) for each in found] == [
        ("unknown-inference", "unknown inference `gone`"),
        ("bad-weighing", "only an undercutter can be a weighing, and this is a reason"),
        ("bad-weighing", "an inference cannot be outweighed by its own premise `a`"),
        ("bad-warrant", "the warrant `a` is the only premise of this inference"),
        ("circular-undercutter", "this undercutter attacks itself, directly or through other undercutters, so it has no effect"),
    ]  # fmt: skip


PIECES = st.sampled_from(["claims:", "\n", "\n  ", "\n    ", "a", "b:", " ", "text: ", "premises:", "[", "]", "{", "}", '"', "'", "- ", ",", "#", "&x ", "*x", "!t ", "|", ">", "---\n", "\t", "\0", "include: x.yaml", "\u2028", "? ", "%", "expect:", "sides:", "rebuttals: ", "undercutters: ", "id: ", "It is late."])  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_any_text_is_answered(text: str) -> None:
    reading = argmap.read(text)
    expected = parse(text.removeprefix("\ufeff"), "<text>", "native")
    if expected.map is not None:
        assert (reading.map, reading.diagnostics) == (expected.map, expected.diagnostics)
    # What is wrong is reported as ever; more may be.
    known = {(found.code, found.span) for found in reading.diagnostics}
    assert {(found.code, found.span) for found in expected.diagnostics} <= known
    if reading.map is not None:
        assert all(claim.text.strip() for claim in reading.map.claims.values())
        reading.map.at(1, 1)
        argmap.dumps(reading.map)


@given(st.data())
def test_any_text_is_answered_in_any_format(data: st.DataObject) -> None:
    names = [format.name for format in readable_formats() if not format.is_binary]
    format = data.draw(st.sampled_from(names))
    map = argmap.loads(PHONES)
    try:
        whole = argmap.dumps(map, format)  # type: ignore[arg-type]
    except argmap.ArgmapError:
        whole = PHONES
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    text = whole[:start] + data.draw(st.text(max_size=5)) + whole[end:]
    reading = argmap.read(text, format=format)  # type: ignore[arg-type]
    assert reading.map is not None or reading.diagnostics


@pytest.mark.soak(but=["injection", "hostile_ids"])
@pytest.mark.parametrize("topic", ["control_characters", "graph_shapes", "hostile_ids", "injection", "other_forms", "shapes", "yaml_syntax", "lists", "errors"])  # fmt: skip
def test_hostile_files_are_answered(topic: str) -> None:
    for case in all_cases(f"{HOSTILE}/{topic}.txt"):
        file = files_of(case)[0]
        text = file.data.decode(errors="surrogateescape")
        reading = argmap.read(text, file.name.replace("\0", ""), sandbox=True)
        assert reading.map is not None or reading.diagnostics
        if reading.map is not None and reading.format == "native":
            for claim in reading.map.claims.values():
                first_word = claim.text.split()[0]
                assert first_word in text or claim.text == "…" or "\\" in text


GARBAGE: dict[str, Callable[[int], str]] = {
    "signs": lambda number: "".join(Random(1).choices("abc :-[]{}\"'\n  #|>&*", k=number)),  # noqa: S311
    "quotes": lambda number: "claims:\n" + '  a: "x\n\n' * (number // 10),
    "errors": lambda number: (
        "claims:\n" + "".join(f"  a{i}:\n    text: [x\n   b: c: d\n" for i in range(number // 30))
    ),
    "brackets": lambda number: "[" * number,
    "deep": lambda number: "\n".join(" " * i + "- [" for i in range(int((2 * number) ** 0.5))),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_is_answered(kind: str) -> None:
    assert argmap.read(GARBAGE[kind](4_000)).diagnostics


@pytest.mark.soak
@pytest.mark.parametrize("kind", GARBAGE)
def test_a_megabyte_of_garbage_is_answered_in_bounded_time(kind: str) -> None:
    # Compared with the time for a map of that size, on the same machine.
    start = process_time()
    claims = "".join(f"  c{i}: {{text: It is so {i}., premises: [c0]}}\n" for i in range(1, 20_000))
    assert argmap.read(f"claims:\n  c0: It is so.\n{claims}").map is not None
    usual = process_time() - start
    start = process_time()
    argmap.read(GARBAGE[kind](1_000_000))
    assert process_time() - start < 20 * usual


def test_the_map_of_this_repository_is_read_to_be_edited_as_fast_as_to_be_drawn() -> None:
    text = (ROOT / "arguments.yaml").read_text(encoding="utf-8")
    assert argmap.read(text, ROOT / "arguments.yaml").map == argmap.loads(text, folder=ROOT)
