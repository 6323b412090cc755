"""The native reader: what it makes of good files, and what it says of bad ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from argmap import (
    ArgumentMap,
    Citation,
    Claim,
    Expectation,
    Inference,
    InvalidMap,
    Kind,
    Side,
    Source,
    dumps,
    formats,
    load,
    loads,
)
from argmap.lint import report
from tests.case import Case, cases
from tests.conftest import ROOT, a_map


def complaints(text: str) -> str:
    reading = formats.parse(text, "map.yaml", "native")
    return report(reading.diagnostics, {"map.yaml": text}).rstrip("\n")


@pytest.mark.parametrize("case", cases("reading.txt"))
def test_every_mistake_is_named_with_its_place(
    case: Case, settle: Callable[[Case, str], None]
) -> None:
    settle(case, complaints(case.text))


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("native", "claims: {a: It rains.}\nexpect: {a: merely asserted}"),
        ("json", '{"argmap": 1, "claims": {"a": {"text": "It rains."}}, "expect": {"a": "merely asserted"}}'),
        ("argdown", "===\nexpect: {a: merely asserted}\n===\n\n[a]: It rains."),
    ],
)  # fmt: skip
def test_a_synonym_of_asserted_is_read(format: str, text: str) -> None:
    reading = formats.parse(text, "map", format)
    assert reading.diagnostics == ()
    assert reading.unwrap().expect == {"a": Expectation.ASSERTED}


def test_weighings_come_after_other_undercutters_whatever_the_order_of_the_keys() -> None:
    map = a_map("""
        claims:
          pool:
            text: The town should build a pool.
            standard: shown
            rebuttals:
              - premises: [A pool costs money.]
                outweighed_by:
                  - health
                  - [Money is not scarce., rich]
                  - premises: [health, rich]
                    scheme: practical reasoning
                undercutters: [The state pays.]
          health: Health matters more than money.
          rich: The town is rich.
        """)
    objection = "a-pool-costs-money:rebuts:pool"
    assert map.claims["pool"].standard == "shown"
    assert [
        (inference.premises, inference.weighing, inference.scheme)
        for inference in map.undercutters(objection)
    ] == [
        (("the-state-pays",), False, ""),
        (("health",), True, ""),
        (("money-is-not-scarce", "rich"), True, ""),
        (("health", "rich"), True, "practical reasoning"),
    ]


def test_the_whole_grammar() -> None:
    made = a_map("""
        title: Should school start at nine?
        sides:
          later: Start at nine
          now: Keep eight o'clock
        sources:
          aap2014: {author: AAP, title: School Start Times, date: 2014, file: aap.txt}
        claims:
          start-later:
            text: School should start at nine.
            side: later
            main: true
            premises:
              - more-sleep
              - [sleep-helps, Teenagers sleep too little.]
              - text: Parents prefer it.
                evidence: aap2014 p. 4
              - premises: [sleep-helps]
                warrant: more-sleep
                scheme: expert opinion
                undercutters: [childcare]
            rebuttals:
              - childcare
          more-sleep:
            text: Teenagers would sleep more.
            stated_in: [aap2014 p. 641, aap2014]
            held_by: American Academy of Pediatrics
            quote: sleep more
            note: "on school nights: too"
            tags: [health, no]
            ignore: {long-claim: quoted}
          sleep-helps: {text: Sleep helps learning., common_ground: true}
          childcare: {text: 12:30, implicit: true}
        expect:
          start-later: contested
        """)
    support = [
        Inference("more-sleep:supports:start-later", Kind.SUPPORT, ("more-sleep",), "start-later"),
        Inference(
            "sleep-helps+teenagers-sleep-too-little:supports:start-later",
            Kind.SUPPORT, ("sleep-helps", "teenagers-sleep-too-little"), "start-later",
        ),
        Inference("parents-prefer-it:supports:start-later", Kind.SUPPORT, ("parents-prefer-it",), "start-later"),
        Inference(
            "sleep-helps+more-sleep:supports:start-later",
            Kind.SUPPORT, ("sleep-helps", "more-sleep"), "start-later", "more-sleep", "expert opinion",
        ),
        Inference(
            "childcare:undercuts:sleep-helps+more-sleep:supports:start-later",
            Kind.UNDERCUTTER, ("childcare",), "sleep-helps+more-sleep:supports:start-later",
        ),
        Inference("childcare:rebuts:start-later", Kind.REBUTTAL, ("childcare",), "start-later"),
    ]  # fmt: skip
    claims = [
        Claim("start-later", "School should start at nine.", side="later", main=True),
        Claim("teenagers-sleep-too-little", "Teenagers sleep too little."),
        Claim("parents-prefer-it", "Parents prefer it.", evidence=(Citation("aap2014", "p. 4"),)),
        Claim(
            "more-sleep", "Teenagers would sleep more.",
            stated_in=(Citation("aap2014", "p. 641"), Citation("aap2014")),
            held_by=("American Academy of Pediatrics",), quote="sleep more", note="on school nights: too",
            tags=("health", "no"), ignore={"long-claim": "quoted"},
        ),
        Claim("sleep-helps", "Sleep helps learning.", common_ground=True),
        Claim("childcare", "12:30", implicit=True),
    ]  # fmt: skip
    assert made == ArgumentMap.build(
        title="Should school start at nine?",
        sides=[Side("later", "Start at nine"), Side("now", "Keep eight o'clock")],
        sources=[
            Source("aap2014", author="AAP", title="School Start Times", date="2014", file="aap.txt")
        ],
        claims=claims,
        inferences=support,
        expect={"start-later": Expectation.CONTESTED},
    )
    assert list(made.claims) == [claim.id for claim in claims]
    assert list(made.inferences) == [inference.id for inference in support]


def test_claims_may_be_a_list_and_written_in_place_to_any_depth() -> None:
    text = "claims:\n- text: The claim number 0.\n"
    for depth in range(400):
        text += (
            f"{'  ' * depth}  premises:\n{'  ' * depth}  - text: The claim number {depth + 1}.\n"
        )
    assert list(loads(text).claims)[:3] == [
        "the-claim-number-0",
        "the-claim-number-1",
        "the-claim-number-2",
    ]
    assert len(loads(text).claims) == 401


def test_an_id_made_from_words_does_not_change_with_what_stands_elsewhere() -> None:
    long = "Buses that run after nine o'clock in the morning cost the town less than those before."
    alone = loads(f"claims: [{long}]")
    among = loads(f"claims: [Something else entirely., {long}, {long} Much less.]")
    assert next(iter(alone.claims)) == "buses-that-run-after-nine-oclock-in-the-711bf"
    assert set(alone.claims) < set(among.claims)


def test_claims_alike_in_all_their_words_are_distinguished() -> None:
    ids = loads("claims: [Sleep helps., Sleep helps!, Sleep helps., '?!']").claims
    assert list(ids) == ["sleep-helps", "sleep-helps-666d9", "sleep-helps-04a55", "claim-545f9"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "error[empty-file]: this file does not contain a map"),
        (b"\xfe\xff\x00c\x00", "error[not-utf8]: this file starts like UTF-16 text"),
        (b"title: \x81t\x81\n", "error[not-utf8]: byte 0x81 is not UTF-8 text"),
        (
            b"\x7fFLE\x00\x01",
            "error[control-character]: the character U+007F is not allowed in a text file",
        ),
        (
            b"\xef\xbb\xbfclaims:\r\n  w: {text: War., side: x}\r\n",
            "error[unknown-side]: unknown side `x`",
        ),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "map.yaml"
    file.write_bytes(data)
    with pytest.raises(InvalidMap, match=re.escape(message)):
        load(file)


def test_a_bom_and_windows_line_ends_are_fine() -> None:
    from argmap.formats import decode

    text, problem, _, _ = decode(b"\xef\xbb\xbfclaims:\r\n  war: War is near.\r\n", "map.yaml")
    assert problem is None
    assert loads(text).claims["war"].text == "War is near."


def test_a_python_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = load(ROOT / "arguments.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert load(ROOT / "arguments.yaml") == with_libyaml
    (found,) = formats.parse("claims: " + "[\n" * 2_000, "map.yaml", "native").diagnostics
    assert (found.code, found.span and found.span.line) == ("too-deep", 1_000)


@pytest.mark.parametrize(
    "text",
    [
        "claims: {a: {text: Should we go?, note: why?}, b: Really? Yes.}\n",
        "claims: {a: {text: A?B., premises: [Is it so?, Who knows ? I do.]}}\n",
        "claims: {? a : Is it?}\n",
        "claims: {a: {text: Should we go?, premises: [?b]}}\n",
    ],
)
def test_a_python_without_libyaml_reads_questions(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = formats.parse(text, "map.yaml", "native")
    monkeypatch.delattr(yaml, "CSafeLoader")
    again = formats.parse(text, "map.yaml", "native")
    assert again.map == read.map
    assert (read.map is None) == ("[?b]" in text)


def test_a_claim_has_one_id() -> None:
    said = complaints("claims: {war: {text: War is near., id: peace}}")
    assert said.startswith(
        "map.yaml:1:40: error[wrong-shape]: this claim already has an id, which is the key above it\n"
    )


def test_a_sentence_without_white_space_is_a_new_claim_where_no_id_can_have_its_marks() -> None:
    made = a_map("""
        language: zh
        claims:
          九点:
            text: 学校应该九点开始。
            premises: [睡眠, [为什么？, 太贵了！], {premises: 睡眠, warrant: 休息好才学得好。}]
            rebuttals: [نعم؟, ہاں۔]
          睡眠: 孩子会睡得更多。
    """)
    assert made.language == "zh"
    texts = [claim.text for claim in made.claims.values()]
    assert texts == [
        "学校应该九点开始。",
        "为什么？",
        "太贵了！",
        "休息好才学得好。",
        "نعم؟",
        "ہاں۔",
        "孩子会睡得更多。",
    ]
    assert [len(inference.premises) for inference in made.supports("九点")] == [1, 2, 2]


def test_two_keys_are_read_as_others() -> None:
    older = loads("claims: {a: {text: A b., objections: [{text: C d., assumed: true}]}}")
    newer = loads("claims: {a: {text: A b., rebuttals: [{text: C d., common_ground: true}]}}")
    assert older == newer
    assert dumps(older) == dumps(newer)
    for format in ("json", "argdown"):
        text = dumps(newer, format).replace("common_ground", "assumed")
        assert loads(text, format) == newer


def test_a_key_that_is_another_one_counts_once() -> None:
    with pytest.raises(InvalidMap) as invalid:
        loads("claims: {a: {text: A b., rebuttals: [c], objections: [c]}, c: C d.}")
    [diagnostic] = invalid.value.diagnostics
    assert diagnostic.message == "`objections` is the same key as `rebuttals`"
