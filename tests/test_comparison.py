"""How two maps match, and how they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Claim, Inference, Inferences, Kind, loads
from argmap.classroom import Hints, feedback_on
from argmap.comparison import (
    Comparison,
    Difference,
    DifferenceKind,
    MatchReason,
    Where,
    compare_maps,
    format_differences,
    union_of,
    verdict_changes,
)
from argmap.model import fields_of
from tests.strategies import BY_SHAPE, WORDS, maps, values_of


def report_lines(comparison: Comparison) -> list[str]:
    """Return what differs, a line each: `inference other kind ours / theirs`, what follows indented."""
    lines: list[str] = []

    def report(difference: Difference, indent: str) -> None:
        details = [difference.field, *([difference.where.value] if difference.where else [])]
        ends = f"{', '.join(difference.ours)} / {', '.join(difference.theirs)}"
        words = [difference.sort, difference.kind, *filter(None, details), ends]
        mark = "" if difference.is_certain else "? "
        lines.append(indent + mark + " ".join(words))
        for follower in difference.follows:
            report(follower, f"{indent}  ")

    for difference in comparison.differences:
        report(difference, "")
    return lines


KEY = """
claims:
  nine: {text: School should start at nine., premises: [[sleep, learn]], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  learn: Rested pupils learn better.
  bus: {text: Buses would come at the wrong time., rebuttals: [timetable]}
  timetable: Timetables can be changed.
"""


def test_what_a_map_lacks_is_missing_and_what_hangs_from_it_is_reported_under_it() -> None:
    map = """
claims:
  - text: School should start at nine.
    premises: [[a, b]]
  - {id: a, text: Pupils would sleep longer!}
  - {id: b, text: "rested pupils learn better"}
"""
    assert report_lines(argmap.compare(loads(map), loads(KEY))) == [
        "claim missing  / bus",
        "  inference missing  / bus:rebuts:nine",
        "claim missing  / timetable",
        "  inference missing  / timetable:rebuts:bus",
    ]


def test_a_map_with_every_sort_of_mistake() -> None:
    map = """
claims:
  nine: {text: School should start at nine., premises: [sleep, learn, bus], rebuttals: [timetable]}
  sleep: Pupils would sleep longer.
  learn: Rested pupils learn better.
  bus: Buses would come at the wrong time.
  timetable: Timetables can be changed.
"""
    comparison = argmap.compare(loads(map), loads(KEY))
    assert report_lines(comparison) == [
        "inference unlinked sleep:supports:nine, learn:supports:nine / sleep+learn:supports:nine",
        "inference other kind bus:supports:nine / bus:rebuts:nine",
        "inference other target above timetable:rebuts:nine / timetable:rebuts:bus",
    ]
    assert comparison.counts._asdict() == {
        "claims": 5, "claims_found": 5, "claims_open": 0,
        "inferences": 3, "inferences_found": 3, "inferences_open": 0, "right_kind": 2, "right_target": 2,
        "linked": 1, "right_linked": 0, "right": 0,
    }  # fmt: skip


def test_an_objection_to_an_inference_taken_for_one_to_the_claim() -> None:
    key = "claims:\n  a: {text: Apples are red., premises: [{premises: b, undercutters: c}]}\n  b: Bees are busy.\n  c: Cats are calm."
    map = "claims:\n  a: {text: Apples are red., premises: [b], rebuttals: [c]}\n  b: Bees are busy.\n  c: Cats are calm."

    assert report_lines(argmap.compare(loads(map), loads(key))) == [
        "inference other kind c:rebuts:a / c:undercuts:b:supports:a"
    ]


def test_a_relation_that_runs_the_other_way_round() -> None:
    key = "claims:\n  a: {text: Apples are red., premises: [b]}\n  b: Bees are busy."
    map = "claims:\n  a: Apples are red.\n  b: {text: Bees are busy., premises: [a]}"

    assert report_lines(argmap.compare(loads(map), loads(key))) == [
        "inference reversed a:supports:b / b:supports:a"
    ]


def test_premises_missing_and_added_in_a_linked_set() -> None:
    key = "claims:\n  a: {text: Apples are red., premises: [[b, c]]}\n  b: Bees are busy.\n  c: Cats are calm.\n  d: Dogs dig."
    map = "claims:\n  a: {text: Apples are red., premises: [[b, d]]}\n  b: Bees are busy.\n  c: Cats are calm.\n  d: Dogs dig."

    assert report_lines(argmap.compare(loads(map), loads(key))) == [
        "inference premise missing b+d:supports:a / b+c:supports:a, c",
        "inference premise extra b+d:supports:a, d / b+c:supports:a",
    ]


def test_two_claims_written_as_one() -> None:
    key = "claims:\n  a: {text: Apples are red., premises: [b, c]}\n  b: Bees are busy.\n  c: Cats are calm."
    map = "claims:\n  a: {text: Apples are red., premises: [x]}\n  x: 'Bees are busy, and cats are calm.'"

    assert report_lines(argmap.compare(loads(map), loads(key))) == [
        "claim merged x / b, c",
        "  inference missing  / b:supports:a",
        "  inference missing  / c:supports:a",
        "  inference extra x:supports:a / ",
    ]
    assert report_lines(argmap.compare(loads(key), loads(map)))[0] == "claim split b, c / x"


WEIGHED = """
claims:
  pool:
    text: The school should build a pool.
    premises: [health]
    rebuttals: [{premises: [cost], outweighed_by: [life]}]
  health: Swimming is healthy.
  cost: A pool is expensive.
  life: Health matters more than money.
  knew: {text: The caretaker knew of the leak., standard: shown, premises: [keys]}
  keys: The caretaker has the keys.
"""


def test_a_weighing_and_a_standard_are_compared_shown_and_asked_for() -> None:
    key = loads(WEIGHED)
    map = loads(WEIGHED.replace("outweighed_by", "undercutters").replace("standard: shown, ", ""))
    comparison = argmap.compare(map, key)
    assert report_lines(comparison) == [
        "claim field standard knew / knew",
        "inference other kind life:undercuts:cost:rebuts:pool / life:undercuts:cost:rebuts:pool",
    ]
    assert (
        format_differences(comparison, verdict_changes(comparison))
        == """\
Claims
  “The caretaker knew of the leak.”: proof standard “shown” → none (<text>:10)

Inferences
  “Health matters more than money.” is an objection to an inference to “The school should build a pool.”, not a weighing of an inference to “The school should build a pool.” (<text>:6)

Verdicts
  “The caretaker knew of the leak.”: falls, not shown → stands, asserted
    because: “The caretaker knew of the leak.”: proof standard “shown” → none
"""
    )
    doubt = "“Health matters more than money” as an objection to the inference from “A pool is expensive” to “The school should build a pool”"
    weighing = "“Health matters more than money” as something that outweighs “A pool is expensive” in deciding whether “The school should build a pool” is true"
    knew = "“The caretaker knew of the leak”"
    reports = {hints: feedback_on(comparison, hints) for hints in Hints}
    hints = {hints: (report.first, report.then) for hints, report in reports.items()}
    assert hints == {
        Hints.PLACE: (f"Look at this again: {doubt}.", f"Look at this again: {knew}."),
        Hints.SORT: (
            f"Decide again whether this challenges the inference, or grants the point and outweighs it: {doubt}.",
            f"Check whether this must be shown to be true: {knew}.",
        ),
        Hints.ANSWER: (
            f"Instead of {doubt}, put {weighing}.",
            f"Mark that this must be shown to be true, because it carries the burden of proof: {knew}.",
        ),
    }
    not_needed = feedback_on(argmap.compare(key, map), Hints.ANSWER).then
    assert not_needed == f"Don't mark that this must be shown to be true: {knew}."
    without = loads(WEIGHED.replace(", outweighed_by: [life]", "").replace("  life:", "  # life:"))
    missing = argmap.compare(without, key)
    assert feedback_on(missing, Hints.SORT).first == (
        "Find something that outweighs “A pool is expensive” in deciding whether “The school should build a pool” is true."
    )
    assert feedback_on(missing, Hints.ANSWER).first == f"Add this: {weighing}."


def test_side_main_claim_and_ground_count_as_they_are_written() -> None:
    key = """
sides: {pro: For it, con: Against it}
claims:
  a: {text: Apples are red., side: pro, main: true, premises: [b]}
  b: {text: Bees are busy., common_ground: true}
"""
    map = """
sides: {yes: For it, no: Against it}
claims:
  a: {text: Apples are red., side: "no", premises: [b]}
  b: Bees are busy.
"""
    assert report_lines(argmap.compare(loads(map), loads(key))) == [
        "claim field side a / a",
        "claim field main a / a",
        "claim field ground b / b",
    ]


def test_what_the_author_added_to_the_key_is_not_missing() -> None:
    key = "claims:\n  a: {text: Apples are red., premises: [[b, c]]}\n  b: Bees are busy.\n  c: {text: Cats are calm., implicit: true}"
    map = "claims:\n  a: {text: Apples are red., premises: [b]}\n  b: Bees are busy."

    assert report_lines(argmap.compare(loads(map), loads(key))) == []
    assert report_lines(argmap.compare(loads(map), loads(key), count_implicit=True)) == [
        "claim missing  / c",
        "  inference premise missing b:supports:a / b+c:supports:a, c",
    ]


def test_what_rests_on_a_probable_match_is_a_question() -> None:
    map = """
claims:
  nine: {text: School should start at nine., premises: [x]}
  x: "Pupils who are rested will learn better."
"""
    comparison = argmap.compare(loads(map), loads(KEY))
    (match,) = comparison.proposals
    assert (match.ours, match.theirs, match.reason) == ("x", "learn", MatchReason.ALIKE)
    assert report_lines(comparison) == [
        "claim missing  / sleep",
        "  ? inference premise missing x:supports:nine / sleep+learn:supports:nine, sleep",
        "claim missing  / bus",
        "  inference missing  / bus:rebuts:nine",
        "claim missing  / timetable",
        "  inference missing  / timetable:rebuts:bus",
    ]
    assert comparison.counts.claims_open == comparison.counts.inferences_open == 1

    answers = {"Pupils who are rested will learn better.": "Rested pupils learn better."}
    decided = argmap.compare(loads(map), loads(KEY), confirmed=answers)
    assert not decided.proposals
    assert report_lines(decided)[:3] == [
        "claim reworded x / learn",
        "claim missing  / sleep",
        "  inference premise missing x:supports:nine / sleep+learn:supports:nine, sleep",
    ]
    refused = argmap.compare(loads(map), loads(KEY), confirmed=dict.fromkeys(answers, ""))
    assert "claim extra x / " in report_lines(refused)


@pytest.mark.parametrize(
    ("text", "other", "are_the_same"),
    [
        ("Prices will rise.", "prices will  rise", True),
        ("The treaty obliges China to help.", "The traety obligs China to help.", True),
        ("The treaty obliges China to help.", "The treaty obliges Chinna to help.", True),
        ("China is an ally.", "China is no ally.", False),
        ("The treaty ends in 2016.", "The treaty ends in 2017.", False),
        ("Growth was 5 % then.", "Growth was -5 % then.", False),
        ("Prices would increase then.", "Prices would decrease then.", False),
        ("It would be legal then.", "It would be illegal then.", False),
        ("The majority agrees.", "The minority agrees.", False),
        ("North Korea's weapons and China’s.", "North Koreas weapons and Chinas.", True),
        ("The treaty doesn't hold.", "The treaty doesnt hold.", True),
        ("The treaty doesn't hold.", "The treaty does hold.", False),
        ("The treaty doesnt hold.", "The treaty does hold.", False),
        ("应该终止条约", "不应该终止条约", False),
        ("A" * 5000, "A" * 4999 + "B", True),
    ],
)
def test_typos_of_typing_are_distinguished_from_other_claims(
    text: str, other: str, are_the_same: bool
) -> None:
    map, key = (
        ArgumentMap.build(claims=[Claim("x", text)]),
        ArgumentMap.build(claims=[Claim("y", other)]),
    )

    match = argmap.compare(map, key).claims.matches.get("x")
    assert (match is not None and match.is_certain) is are_the_same


def test_two_words_of_one_debate_are_no_typos_of_each_other() -> None:
    key = "claims: {a: Strikes hurt employers., b: Employers pay wages., c: Employees want wages.}"
    map = "claims: {a: Strikes hurt employees.}"

    claims = argmap.compare(loads(map), loads(key)).claims
    assert (claims.matches, list(claims.candidates)) == ({}, ["a"])


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The library should open at nine.", "The library should not open at nine."),
        ("Families use the old mill.", "Few families use the old mill."),
        ("The hall is a loud place.", "The hall is a quiet place."),
        ("Dredging may harm the reef.", "Dredging will harm the reef."),
        ("The tenant sued the landlord.", "The landlord sued the tenant."),
    ],
)
def test_a_claim_that_is_turned_is_a_candidate_and_never_proposed_as_the_same(
    text: str, other: str
) -> None:
    ours, theirs = loads(f"claims: {{x: {text}}}"), loads(f"claims: {{y: {other}}}")
    for one, two in ((ours, theirs), (theirs, ours)):
        comparison = argmap.compare(one, two)
        assert comparison.proposals == ()
        assert len(comparison.claims.candidates) == 1


def test_the_same_quotation_of_the_same_source_makes_the_same_claim() -> None:
    key = "sources: {s: The Report}\nclaims: {a: {text: Apples are red., quote: apples were red, evidence: s p. 3}}"
    map = "sources: {r: The report}\nclaims: {x: {text: Fruit has a colour., quote: apples  were red, evidence: r}}"

    (match,) = argmap.compare(loads(map), loads(key)).claims.matches.values()
    assert match.reason is MatchReason.SAME_QUOTATION


def test_versions_of_one_map_are_compared_by_ids_and_in_every_field() -> None:
    old = "title: Bees\nsources: {s: A book}\nclaims:\n  a: {text: Apples are red., note: n, premises: [b]}\n  b: Bees are busy."
    new = "title: Bees!\nsources: {s: The book}\nclaims:\n  a: {text: Fruit is ripe., premises: [b]}\n  b: Bees are busy."

    assert report_lines(
        argmap.compare(loads(new), loads(old), same_ids=True, every_field=True)
    ) == [
        "map field title  / ",
        "source field title s / s",
        "? claim field note a / a",
    ]


@pytest.mark.soak
def test_texts_are_compared_with_few_others() -> None:
    """Not with all: the number of pairs grows with that of the claims."""
    from argmap.comparison import likenesses
    from argmap.util import plain_text
    from tests.generated import debate

    numbers: list[int] = []
    for size in (100, 200, 400):
        texts = {claim.id: plain_text(claim.text) for claim in debate(size).claims.values()}
        reworded = {id: " ".join(text.split()[1:]) for id, text in texts.items()}
        numbers.append(len(likenesses(texts, reworded)))
    assert numbers[2] < 2.5 * numbers[1] < 2.5 * 2.5 * numbers[0]


@st.composite
def plain_maps(draw: st.DrawFn, most_claims: int = 7, most_inferences: int = 7) -> ArgumentMap:
    """A map of claims with texts that are not alike, without two steps between the same claims."""
    number = draw(st.integers(2, most_claims))
    ids = [f"c{index}" for index in range(number)]
    claims = [
        Claim(id, f"{WORDS[2 * index]} and {WORDS[2 * index + 1]}") for index, id in enumerate(ids)
    ]
    inferences = Inferences()
    taken: set[tuple[frozenset[str], str]] = set()
    for _ in range(draw(st.integers(1, most_inferences))):
        premises = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        onto = [*ids, *[inference.id for inference in inferences.all]]
        target = draw(st.sampled_from(onto))
        if target in premises or (frozenset(premises), target) in taken:
            continue
        taken.add((frozenset(premises), target))
        kind = (
            draw(st.sampled_from([Kind.SUPPORT, Kind.REBUTTAL]))
            if target in ids
            else Kind.UNDERCUTTER
        )
        inferences.add(kind, premises, target)
    assume(inferences.all)
    return ArgumentMap.build(claims=claims, inferences=inferences.all)


def with_other_ids(map: ArgumentMap) -> ArgumentMap:
    """Return the same map, in which every claim and step has another id."""
    names = {claim: f"x{place}" for place, claim in enumerate(map.claims)}
    names |= {inference: f"s{place}" for place, inference in enumerate(map.inferences)}
    return ArgumentMap.build(
        claims=[replace(claim, id=names[claim.id]) for claim in map.claims.values()],
        inferences=[
            replace(
                inference,
                id=names[inference.id],
                premises=tuple(names[premise] for premise in inference.premises),
                target=names[inference.target],
            )
            for inference in map.inferences.values()
        ],
    )


@given(plain_maps())
def test_a_map_compared_with_itself_is_perfect(map: ArgumentMap) -> None:
    comparison = compare_maps(with_other_ids(map), map)

    assert report_lines(comparison) == []
    assert comparison.is_perfect
    counts = comparison.counts
    assert counts.claims == counts.claims_found == len(map.claims)
    assert (
        counts.inferences
        == counts.inferences_found
        == counts.right_kind
        == counts.right_target
        == len(map.inferences)
    )


@given(plain_maps(), st.data())
def test_ids_and_the_order_of_claims_change_nothing_but_ids(
    map: ArgumentMap, data: st.DataObject
) -> None:
    ids = list(map.claims)
    names = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    inferences = Inferences()
    added: dict[str, str] = {}
    for each in map.inferences.values():
        premises = [names[premise] for premise in each.premises]
        target = names.get(each.target) or added[each.target]
        added[each.id] = inferences.add(each.kind, premises, target)
    renamed = [replace(claim, id=names[claim.id]) for claim in map.claims.values()]
    shuffled = ArgumentMap.build(
        claims=data.draw(st.permutations(renamed)), inferences=inferences.all
    )

    versions = compare_maps(shuffled, map, same_ids=True, every_field=True)
    assert versions.without_ids().is_perfect
    assert len(versions.differences) == (names != {id: id for id in ids})
    assert compare_maps(shuffled, map).is_perfect


@given(plain_maps(), st.data())
def test_one_relation_of_another_kind_is_all_that_is_reported(
    map: ArgumentMap, data: st.DataObject
) -> None:
    inferences = [
        inference for inference in map.inferences.values() if inference.kind is not Kind.UNDERCUTTER
    ]
    inference = data.draw(st.sampled_from(inferences))
    other = Kind.REBUTTAL if inference.kind is Kind.SUPPORT else Kind.SUPPORT
    changed = replace(
        map, inferences={**map.inferences, inference.id: replace(inference, kind=other)}
    )

    assert report_lines(compare_maps(changed, map)) == [
        f"inference other kind {inference.id} / {inference.id}"
    ]


@given(plain_maps(), st.data())
def test_one_inference_that_leads_elsewhere_is_all_that_is_reported(
    map: ArgumentMap, data: st.DataObject
) -> None:
    inferences = [
        inference for inference in map.inferences.values() if inference.kind is not Kind.UNDERCUTTER
    ]
    inference = data.draw(st.sampled_from(inferences))
    used = {(frozenset(other.premises), other.target) for other in map.inferences.values()}
    free = [
        claim for claim in map.claims
        if claim not in inference.premises and claim != inference.target and (frozenset(inference.premises), claim) not in used
    ]  # fmt: skip
    assume(free)
    target = data.draw(st.sampled_from(free))
    changed = replace(
        map, inferences={**map.inferences, inference.id: replace(inference, target=target)}
    )

    (line,) = report_lines(compare_maps(changed, map))
    assert line.startswith("inference other target ")
    assert line.endswith(f" {inference.id} / {inference.id}")


@given(plain_maps(), st.data())
def test_one_claim_taken_out_is_all_that_is_reported(map: ArgumentMap, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(list(map.claims)))
    without = without_claim(map, claim)
    ends = {
        (frozenset(inference.premises), inference.target)
        for inference in without.inferences.values()
    }
    assume(len(ends) == len(without.inferences))

    (line, *followers) = report_lines(compare_maps(without, map))
    assert line == f"claim missing  / {claim}"
    assert all(follower.startswith("  ") for follower in followers)
    # All steps that it has no more, and the premises that others lack, are told under it.
    lost = sum(
        claim in (*inference.premises, inference.target) for inference in map.inferences.values()
    )
    assert len(followers) >= lost


def without_claim(map: ArgumentMap, claim: str) -> ArgumentMap:
    """Return a map without a claim: steps go on with their other premises; what then leads nowhere goes."""
    inferences: dict[str, Inference] = {}
    for inference in map.inferences.values():
        premises = tuple(premise for premise in inference.premises if premise != claim)
        if (
            premises
            and (inference.target in inferences or inference.target in map.claims)
            and inference.target != claim
        ):
            inferences[inference.id] = replace(inference, premises=premises)
    return ArgumentMap(
        claims={id: other for id, other in map.claims.items() if id != claim}, inferences=inferences
    )


@given(plain_maps(), st.data())
def test_one_set_of_premises_parted_is_all_that_is_reported(
    map: ArgumentMap, data: st.DataObject
) -> None:
    linked = [inference for inference in map.inferences.values() if len(inference.premises) > 1]
    assume(linked)
    inference = data.draw(st.sampled_from(linked))
    used = {(frozenset(other.premises), other.target) for other in map.inferences.values()}
    assume(
        not any((frozenset([premise]), inference.target) in used for premise in inference.premises)
    )
    rest = {id: other for id, other in map.inferences.items() if id != inference.id}
    parts = {
        f"part{place}": replace(inference, id=f"part{place}", premises=(premise,))
        for place, premise in enumerate(inference.premises)
    }
    # Undercutters of the step strike its first part.
    rest = {
        id: replace(other, target="part0") if other.target == inference.id else other
        for id, other in rest.items()
    }
    changed = replace(map, inferences={**parts, **rest})

    assert report_lines(compare_maps(changed, map)) == [
        f"inference unlinked {', '.join(parts)} / {inference.id}"
    ]
    assert report_lines(compare_maps(map, changed)) == [
        f"inference linked {inference.id} / {', '.join(parts)}"
    ]


MIRRORED = {
    DifferenceKind.MISSING: DifferenceKind.EXTRA,
    DifferenceKind.MERGED: DifferenceKind.SPLIT,
    DifferenceKind.LINKED: DifferenceKind.UNLINKED,
    DifferenceKind.PREMISE_MISSING: DifferenceKind.PREMISE_EXTRA,
}
MIRRORED |= {kind: other for other, kind in MIRRORED.items()}
WHERE_MIRRORED = {
    Where.ABOVE: Where.BELOW,
    Where.BELOW: Where.ABOVE,
    Where.BESIDE: Where.BESIDE,
    None: None,
}


def mirrored(difference: Difference) -> Difference:
    return replace(
        difference,
        kind=MIRRORED.get(difference.kind, difference.kind),
        where=WHERE_MIRRORED.get(difference.where),
        ours=difference.theirs,
        theirs=difference.ours,
        follows=(),
    )


def all_of(comparison: Comparison) -> set[Difference]:
    found: set[Difference] = set()
    pending = list(comparison.differences)
    while pending:
        difference = pending.pop()
        pending += difference.follows
        found.add(replace(difference, follows=()))
    return found


def test_of_a_kind_that_differs_by_a_claim_between_only_the_target_is_reported() -> None:
    short = argmap.loads("claims:\n  a: A is so.\n  c: {text: C is so., premises: [a]}\n")
    long = argmap.loads(
        "claims:\n  a: A is so.\n  b: {text: B is so., rebuttals: [a]}\n"
        "  c: {text: C is so., rebuttals: [b]}\n"
    )
    assert report_lines(compare_maps(short, long)) == [
        "claim missing  / b",
        "  inference other target a:supports:c / a:rebuts:b",
        "  inference missing  / b:rebuts:c",
    ]
    assert report_lines(compare_maps(long, short)) == [
        "claim extra b / ",
        "  inference other target a:rebuts:b / a:supports:c",
        "  inference extra b:rebuts:c / ",
    ]


@given(plain_maps(), plain_maps())
def test_the_other_way_round_the_same_is_reported(map: ArgumentMap, other: ArgumentMap) -> None:
    there, back = compare_maps(map, other), compare_maps(other, map)

    assert {mirrored(difference) for difference in all_of(there)} == all_of(back)


@given(map=maps(), other=maps(), every_field=st.booleans())
def test_of_any_two_maps_everything_can_be_reported(
    map: ArgumentMap, other: ArgumentMap, *, every_field: bool
) -> None:
    comparison = compare_maps(map, other, same_ids=every_field, every_field=every_field)

    assert format_differences(comparison, verdict_changes(comparison)) or comparison.is_perfect
    assert set(union_of(comparison).map.claims) >= set(map.claims)
    for hints in Hints:
        feedback_on(comparison, hints)
    counts = comparison.counts
    assert counts.claims_found + counts.claims_open <= counts.claims
    assert counts.right <= counts.right_kind <= counts.inferences_found <= counts.inferences


@given(maps(), st.data())
def test_any_field_that_is_written_otherwise_is_reported(
    map: ArgumentMap, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(["claims", "sides", "sources"]))
    parts = getattr(map, kind)
    part = parts[data.draw(st.sampled_from(list(parts)))]
    part_type: type = type(part)
    fields = [
        field for field in fields_of(part_type) if field.shape in BY_SHAPE and field.name != "side"
    ]
    field = data.draw(st.sampled_from(fields))
    changed: Any = replace(part, **{field.name: data.draw(values_of(field))})
    assume(kind != "claims" or changed.text.strip())
    with_change: dict[str, Any] = {kind: {**parts, changed.id: changed}}
    other = replace(map, **with_change)

    assert compare_maps(other, map, same_ids=True, every_field=True).is_perfect == (other == map)
