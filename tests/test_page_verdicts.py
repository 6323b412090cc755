"""The verdicts of a page: those of argmap, whatever one supposes, and for the reasons that it gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import pytest

import argmap
from argmap import ArgumentMap, Inference, Verdict
from argmap.model import InferenceStatus
from argmap.page import verdict_data_of
from argmap.verdicts import Verdicts, format_verdicts, said_of
from tests.conftest import a_map, mostly_soak
from tests.generated import tree, web
from tests.opened import open_page
from tests.test_verdicts import TEXTBOOK, textbook_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAPS = 10_000
AT_ONCE = 250

ANSWERS = """maps => JSON.stringify(JSON.parse(maps).map(({data, supposed}) => {
  const verdicts = new Verdicts(data);
  return supposed.map(claims => {
    verdicts.suppose(new Map(claims));
    return {
      words: data.claims.map((_, claim) => verdicts.words(claim)),
      details: data.claims.map((_, claim) => verdicts.detail(claim)),
      statuses: data.inferences.map((_, step) => verdicts.status(step)),
      reasons: data.claims.map((_, claim) => verdicts.reasons(claim)),
      draws: data.claims.map((_, claim) => verdicts.drawAt(claim)),
      ranks: verdicts.places.map(({stands}) => stands.rank),
      circles: verdicts.places.map(({stands}) => stands.circle),
      backings: verdicts.places.map(({backed}) => backed.rank),
    };
  });
}))"""
"""What a page says of maps under one supposition after the other."""

STATUS = {InferenceStatus.PREMISE_FAILS: "falls", InferenceStatus.LEFT_OUT: "falls"}
"""What a page calls what becomes of a step, where it does not use the same word."""


class Answer(TypedDict):
    """What a page says of a map: of each claim, of each step, and of claims and then steps when that was derived."""

    words: list[list[str]]
    details: list[str]
    statuses: list[str]
    reasons: list[list[Reason]]
    draws: list[list[Counted]]
    ranks: list[int]
    circles: list[int]
    backings: list[int]


class Reason(TypedDict):
    why: str
    inferences: list[int]
    claims: list[int]


class Counted(TypedDict):
    """How much is documented on one side of a draw."""

    number: int
    sources: int


class Question(NamedTuple):
    """A map, and what is supposed of its claims, one after the other."""

    map: ArgumentMap
    supposed: list[dict[str, bool]]

    def verdicts(self) -> Iterator[Verdicts]:
        for supposed in self.supposed:
            accept = [claim for claim, value in supposed.items() if value]
            reject = [claim for claim, value in supposed.items() if not value]
            yield argmap.evaluate(self.map, accept=accept, reject=reject)

    def for_page(self) -> dict[str, object]:
        numbers = {claim: number for number, claim in enumerate(self.map.claims)}
        supposed = [
            [(numbers[claim], value) for claim, value in claims.items()] for claims in self.supposed
        ]
        return {"data": verdict_data_of(self.map), "supposed": supposed}


def question(seed: int) -> Question:
    """Return a random map, with nothing supposed at first and then this and that of its claims."""
    map = web(seed)
    random = Random(seed)  # noqa: S311
    supposed: list[dict[str, bool]] = [{}]
    for _ in range(2):
        claims = random.sample(list(map.claims), min(len(map.claims), random.randint(0, 3)))
        supposed.append({claim: random.random() < 0.5 for claim in claims})
    return Question(map, supposed)


def answers(page: Page, questions: list[Question]) -> list[list[Answer]]:
    """Return what a page says to each question, under each supposition."""
    # As text: Playwright is slow to pass on what has many parts.
    asked = json.dumps([question.for_page() for question in questions])
    said: list[list[Answer]] = json.loads(page.evaluate(ANSWERS, asked))
    return said


@pytest.fixture(scope="module")
def any_page(browser: Browser) -> Iterator[Page]:
    """Yield a page of some map, whose program can be asked about others."""
    tab = browser.new_page()
    tab.set_content(argmap.convert(a_map("claims: {a: So it is.}"), "page").data.decode())
    yield tab
    tab.close()


@pytest.mark.parametrize("start", mostly_soak(range(0, MAPS, AT_ONCE), 0))
def test_a_page_says_what_argmap_says(start: int, any_page: Page) -> None:
    questions = [question(seed) for seed in range(start, start + AT_ONCE)]
    for number, (asked, answered) in enumerate(
        zip(questions, answers(any_page, questions), strict=True), start
    ):
        for supposed, verdicts, answer in zip(
            asked.supposed, asked.verdicts(), answered, strict=True
        ):
            case = f"web({number}), {supposed}"
            words = [list(verdicts.words_of(claim)) for claim in asked.map.claims]
            assert answer["words"] == words, case
            said = [
                said_of(verdicts, claim, verdicts.words_of(claim)) for claim in asked.map.claims
            ]
            assert answer["details"] == [detail for *_, detail in said], case
            statuses = [
                verdicts.status_of(inference) for inference in asked.map.inferences.values()
            ]
            assert answer["statuses"] == [
                STATUS.get(status, status.value) for status in statuses
            ], case
            assert PageReasons(verdicts, answer).unsound() == [], case
            draws = [drawn(verdicts, claim) for claim in asked.map.claims]
            assert answer["draws"] == draws, case


def drawn(verdicts: Verdicts, claim: str) -> list[Counted]:
    """Return how much is documented for and against a claim, where that is said."""
    draw = verdicts.draw_at(claim)
    if draw is None or not draw.reasons or not draw.objections:
        return []
    return [
        {"number": draw.reasons, "sources": draw.sources_of_reasons},
        {"number": draw.objections, "sources": draw.sources_of_objections},
    ]


THROUGH_THE_PAGE = """supposed => supposed.map(claims => {
  choose({supposed: new Map(claims), verdicts: true});
  const shown = part => part?.textContent ?? null;
  const outline = CLAIMS.map((_, claim) => shown(inEntry(items.get(claim), ".verdict")));
  const scores = DATA.mains.map(claim => [claim, shown(SCORES.get(claim)?.score)]);
  const boxes = all("g.claim:not(.copy)").map(box => {
    return [Number(box.dataset.claim), first("use[class='sign']", box)?.getAttribute("href"), box.classList.contains("falls")];
  });
  return {outline, scores, boxes, sentences: all("#changes span").map(shown)};
})"""
"""What a page shows under one supposition after the other: in the outline, the scoreboard, the picture, and in words."""

MAPS_THROUGH_PAGES = 1000
MAPS_A_TEST = 25


@pytest.mark.parametrize("start", mostly_soak(range(0, MAPS_THROUGH_PAGES, MAPS_A_TEST), 0))
def test_a_page_shows_what_argmap_says(start: int, page: Page) -> None:
    for seed in range(start, start + MAPS_A_TEST):
        asked = question(seed)
        map = asked.map
        page.goto("about:blank")  # an address keeps what was supposed
        page.set_content(argmap.render(map, "page").decode())
        page.evaluate("foldTo(Infinity)")
        numbers = {claim: number for number, claim in enumerate(map.claims)}
        supposed = [[(numbers[id], value) for id, value in each.items()] for each in asked.supposed]
        before: list[str] | None = None
        supposed_before: dict[str, bool] = {}
        by_map: list[str] = []
        for each, verdicts, shown in zip(
            asked.supposed,
            asked.verdicts(),
            page.evaluate(THROUGH_THE_PAGE, supposed),
            strict=True,
        ):
            case = f"web({seed}), {each}"
            words = [", ".join(verdicts.words_of(claim)) for claim in map.claims]
            by_map = by_map or words
            expected = []
            for claim, said in zip(map.claims, words, strict=True):
                ends = {None: "", True: ", assumed true", False: ", assumed false"}
                expected.append(said + ends[each.get(claim)])
            assert shown["outline"] == expected, case
            for claim, score in shown["scores"]:
                is_same = expected[claim] == by_map[claim]
                assert score == ("" if is_same else f"{by_map[claim]} → ") + expected[claim], case
            assert len(shown["boxes"]) == len(map.claims)
            for claim, sign, falls in shown["boxes"]:
                assert sign == f"#sign-{sign_of(expected[claim])}", case
                assert falls == expected[claim].startswith("falls"), case
            if before is not None and each != supposed_before:
                changed = [
                    claim
                    for number, claim in enumerate(map.claims)
                    if words[number] != before[number]
                    and each.get(claim) == supposed_before.get(claim)
                ]
                assert (shown["sentences"] == ["No other verdict changes."]) is (changed == []), (
                    case
                )
            before, supposed_before = words, each


def sign_of(words: str) -> str:
    """Return the sign of a verdict: the last of its words says most."""
    *_, last = words.split(", ")
    signs = {"open": "asserted", "assumed true": "accepted", "assumed false": "rejected"}
    return signs.get(last, last).replace(" ", "-")


WORK = """([json, claims]) => {
  const verdicts = new Verdicts(JSON.parse(json));
  return claims.map(claim => [true, false, null].map(value => {
    verdicts.suppose(new Map(value === null ? [] : [[claim, value]]));
    return verdicts.model.work;
  }));
}"""
"""How many atoms are looked at when a claim is supposed true, then false, then as the map has it."""


def test_a_what_if_looks_only_at_what_is_downstream(any_page: Page) -> None:
    claims = [999, 500, 40, 3, 0]
    works = any_page.evaluate(WORK, [json.dumps(verdict_data_of(tree(1000))), claims])
    for claim, work in zip(claims, works, strict=True):
        path = [claim]
        while path[-1]:
            path.append((path[-1] - 1) // 3)
        # Of each claim, what opposes it and the inference from it, at most that it stands and that it is backed.
        assert all(0 < atoms <= 6 * len(path) for atoms in work), (claim, work)


# --- reasons ---


class PageReasons:
    """What a page says of a map, by the ids of claims and steps."""

    def __init__(self, verdicts: Verdicts, answer: Answer) -> None:
        self.verdicts = verdicts
        self.map = verdicts.map
        self.claims = list(self.map.claims)
        self.inferences = list(self.map.inferences.values())
        self.reasons = dict(zip(self.claims, answer["reasons"], strict=True))
        ids = [*self.map.claims, *self.map.inferences]
        self.rank = dict(zip(ids, answer["ranks"], strict=True))
        self.circle = dict(zip(ids, answer["circles"], strict=True))
        self.backing = dict(zip(ids, answer["backings"], strict=True))

    def unsound(self) -> list[str]:
        """Return the claims of which the page gives a reason that is not so."""
        return [claim for claim in self.claims if not self.is_sound(claim)]

    def is_sound(self, claim: str) -> bool:
        reason, *others = self.reasons[claim]
        return self.decides(claim, reason) and all(self.is_so_too(claim, other) for other in others)

    def is_so_too(self, claim: str, reason: Reason) -> bool:
        """Return whether what is told beside what decides is so: a doubt, or an objection that stood, but not before."""
        if reason["why"] == "why_doubted":
            return "doubted" in said_of(self.verdicts, claim, self.verdicts.words_of(claim))
        [inference] = [self.inferences[number] for number in reason["inferences"]]
        is_objection = inference in self.map.rebuttals(claim) and self.stands(inference)
        return (
            reason["why"] == "why_objection_stands"
            and is_objection
            and not self.stood_before(inference, claim)
        )

    def decides(self, claim: str, reason: Reason) -> bool:
        inferences = [self.inferences[number] for number in reason["inferences"]]
        members = {self.claims[number] for number in reason["claims"]}
        verdict = self.verdicts[claim]
        stated = self.map.claims[claim]
        is_bare = not (stated.evidence or stated.common_ground or self.map.supports(claim))
        match reason["why"]:
            case "why_supposed":
                return claim in self.verdicts.fixed
            case "why_documented":
                return bool(stated.evidence) and self.verdicts.is_backed(claim) is True
            case "why_common_ground":
                return (
                    stated.common_ground
                    and not stated.evidence
                    and self.verdicts.is_backed(claim) is True
                )
            case "why_nothing_offered":
                return is_bare and verdict is Verdict.STANDS
            case "why_not_documented" | "why_in_doubt":
                is_short_of_it = self.verdicts.strict or stated.standard == "shown"
                may_be_backed = all(self.verdicts.is_backed(i.id) is not False for i in inferences)
                is_doubt = reason["why"] == "why_in_doubt"
                return (
                    is_short_of_it and verdict is Verdict.FALLS and (may_be_backed or not is_doubt)
                )
            case "why_reason_holds" | "why_facts_documented" | "why_facts_accepted":
                is_backed_norm = stated.is_norm and self.verdicts.is_backed(claim) is True
                has_sources = self.verdicts.count_sources([claim]) > 0
                how = "why_facts_documented" if has_sources else "why_facts_accepted"
                return (
                    verdict is Verdict.STANDS
                    and self.is_held_by(claim, *inferences)
                    and reason["why"] == (how if is_backed_norm else "why_reason_holds")
                )
            case "why_objection_stands":
                [inference] = inferences
                is_objection = inference in self.map.rebuttals(claim) and self.stands(inference)
                is_strong_enough = is_bare or self.verdicts.is_backed(inference.id) is True
                return (
                    verdict is Verdict.FALLS
                    and is_objection
                    and is_strong_enough
                    and self.stood_before(inference, claim)
                )
            case "why_no_reason_holds":
                return inferences == self.map.supports(claim) != [] and all(
                    self.fell_before(inference, claim) for inference in inferences
                )
            case "why_only_itself":
                return members == set() and self.is_circle(claim, {claim}, inferences)
            case "why_only_each_other":
                return self.is_circle(claim, members, inferences)
            case "why_draw":
                return verdict is Verdict.CONTESTED and self.is_draw(claim, inferences)
            case "why_contested" | "why_backing_contested":
                is_standing = reason["why"] == "why_backing_contested"
                return (
                    verdict is Verdict.CONTESTED
                    and inferences != []
                    and all(map(self.is_open, inferences))
                    and all(self.stands(inference) is is_standing for inference in inferences)
                )
        return False

    def stands(self, inference: Inference) -> bool:
        return self.verdicts[inference.id] is Verdict.STANDS

    def is_held_by(self, claim: str, inference: Inference) -> bool:
        """Return whether a claim rests on a step: backed by what was backed before, or standing by what stood before."""
        if inference not in self.map.supports(claim):
            return False
        if self.verdicts.is_backed(claim):
            return (
                self.verdicts.is_backed(inference.id) is True
                and self.backing[inference.id] < self.backing[claim]
            )
        return self.stands(inference) and self.rank[inference.id] < self.rank[claim]

    def stood_before(self, inference: Inference, claim: str) -> bool:
        if self.rank[inference.id] < self.rank[claim]:
            return True
        return (
            self.verdicts.is_backed(inference.id) is True
            and self.backing[inference.id] < self.rank[claim]
        )

    def fell_before(self, inference: Inference, claim: str) -> bool:
        """Return whether a support fell before what it supports, or with a circle that does not lead back to it."""
        if self.verdicts[inference.id] is not Verdict.FALLS:
            return False
        return (
            self.rank[inference.id] < self.rank[claim]
            or self.circle[inference.id] == self.circle[claim] != 0
        )

    def is_circle(self, claim: str, members: set[str], outside: list[Inference]) -> bool:
        """Return whether claims fall for want of support alone, and other supports than one another are told."""
        if claim not in members or any(
            self.verdicts[member] is not Verdict.FALLS for member in members
        ):
            return False
        for member in members:
            supports_fall = all(
                self.verdicts[inference.id] is Verdict.FALLS
                for inference in self.map.supports(member)
            )
            if not supports_fall:
                return False
        apart = [
            inference
            for inference in self.map.supports(claim)
            if members.isdisjoint(inference.premises)
        ]
        return outside == apart and len(apart) < len(self.map.supports(claim))

    def is_draw(self, claim: str, inferences: list[Inference]) -> bool:
        """Return whether both sides are backed, or both are asserted and nothing is backed."""
        *reasons, objection = inferences
        stated = self.map.claims[claim]
        is_objection_backed = self.verdicts.is_backed(objection.id) is True
        if objection not in self.map.rebuttals(claim) or not self.stands(objection):
            return False
        if not reasons:
            return is_objection_backed and bool(stated.evidence or stated.common_ground)
        [reason] = reasons
        is_reason_backed = self.verdicts.is_backed(reason.id) is True
        return (
            reason in self.map.supports(claim)
            and self.stands(reason)
            and is_reason_backed is is_objection_backed
        )

    def is_open(self, inference: Inference) -> bool:
        return (
            self.verdicts[inference.id] is Verdict.CONTESTED
            or self.verdicts.is_backed(inference.id) is None
        )


SAID_OUTRIGHT = {
    "why_common_ground": "it is common ground",
    "why_documented": "there is evidence for it",
    "why_nothing_offered": "nothing documents it",
    "why_only_itself": "it rests only on itself",
    "why_doubted": "the reason that could back it is doubted or outweighed",
    "why_only_each_other": "these claims rest only on one another",
}
"""Sentences of a page that say all, and what an explanation says there."""


@pytest.mark.parametrize("name", TEXTBOOK)
def test_a_page_names_what_decides_in_an_explanation(name: str, any_page: Page) -> None:
    map = textbook_map(name)
    verdicts = argmap.evaluate(map)
    [[answer]] = answers(any_page, [Question(map, [{}])])
    report = PageReasons(verdicts, answer)
    for claim in map.claims:
        explanation = argmap.explain(verdicts, claim)
        explained: set[tuple[str, ...]] = {(claim,)}
        for because in explanation.because:
            inference = map.inferences.get(because.subject)
            explained.add(
                inference.premises if inference else (because.subject,)
            )  # a plain step is told by its premise
        for reason in report.reasons[claim]:
            premises = {report.inferences[number].premises for number in reason["inferences"]}
            assert premises <= explained, (claim, reason, str(explanation))
            assert SAID_OUTRIGHT.get(reason["why"], "") in explanation.text, (
                claim,
                reason,
                str(explanation),
            )
            is_explained = premises or reason["why"] in SAID_OUTRIGHT
            assert is_explained, (claim, reason, str(explanation))


# --- what becomes of inferences ---


WEIGHED = a_map(
    """
    claims:
      pool:
        text: We should build a pool.
        main: true
        premises: [health, {premises: [rare], undercutters: [old]}, {premises: [fun], outweighed_by: [work]}]
        rebuttals: [{premises: [water], outweighed_by: [life]}, noise]
      health: {text: Swimming is healthy., common_ground: true}
      rare: {text: Pools are rare., common_ground: true}
      old: The survey is old.
      fun: Swimming is fun.
      work: Work comes first.
      water: {text: Pools need water., common_ground: true}
      life: Life matters more than water.
      noise: Pools are noisy.
    """
)

OUTLINE_LINES = (
    """() => [...document.querySelectorAll("#outline .line")].map(line => line.textContent)"""
)


def test_the_outline_shows_with_the_verdicts_what_becomes_of_inferences(
    page: Page, tmp_path: Path
) -> None:
    open_page(page, WEIGHED, tmp_path)
    plain = page.evaluate(OUTLINE_LINES)
    page.get_by_role("button", name="What if", exact=True).first.click()
    lines = [" ".join(line.split()) for line in page.evaluate(OUTLINE_LINES)]
    assert lines == [
        "1 We should build a pool.stands, backed",
        "1.1 Swimming is healthy. [common ground]stands, backed",
        "1.2 Pools are rare. [common ground]stands, backed",
        "1.2.1 Against this inference (takes its backing): The survey is old. [unsupported]stands, asserted",
        "1.3 Reason (outweighed): Swimming is fun. [unsupported]stands, asserted",
        "1.3.1 Granted, but outweighed, because: Work comes first. [unsupported]stands, asserted",
        "1.4 Objection (outweighed): Pools need water. [common ground]stands, backed",
        "1.4.1 Granted, but outweighed, because (takes its backing): Life matters more than water."
        " [unsupported]stands, asserted",
        "1.5 Objection (too weak): Pools are noisy. [unsupported]stands, asserted",
    ]
    page.get_by_role("button", name="What if", exact=True).first.click()
    assert page.evaluate(OUTLINE_LINES) == plain


def test_a_page_explains_what_takes_the_backing_of_an_inference(page: Page, tmp_path: Path) -> None:
    open_page(page, WEIGHED, tmp_path)
    note = "Takes its backing: the reason or objection still stands but counts only as asserted."
    assert page.locator("#legend li").last.text_content() == note


def test_a_claim_that_is_backed_is_contested_by_what_may_be_backed_alone(
    page: Page, tmp_path: Path
) -> None:
    map = a_map(
        """
        claims:
          pool:
            text: We should build a pool.
            main: true
            premises: [fun, health]
            rebuttals: [noise, {premises: [water], outweighed_by: [life]}]
          health: {text: Swimming is healthy., common_ground: true}
          fun: Swimming is fun.
          noise: Pools are noisy.
          water: {text: Pools need water., common_ground: true}
          life: {text: Life matters more than water., rebuttals: [thirst]}
          thirst: {text: Water is life., rebuttals: [life]}
        """
    )
    open_page(page, map, tmp_path, "at=pool")
    assert page.locator(".why").inner_text().split("\n\n") == [
        "contested. It is contested whether this claim is backed:",
        "“Pools need water.” —\xa0stands",
        "Accepted reasons: 1. Accepted objections: 1.",
    ]


DRAWN = a_map(
    """
    sources: {aap: A study, bus: A timetable, tax: A budget}
    claims:
      nine: {text: School should start at nine., main: true, premises: [sleep], rebuttals: [late, dear]}
      sleep: {text: Teenagers would sleep more., evidence: [aap p. 3, aap p. 9]}
      late: {text: Buses come at eight., evidence: bus}
      dear: {text: More buses cost money., evidence: tax}
    """
)


def test_a_page_counts_what_is_documented_on_both_sides_of_a_draw(
    page: Page, tmp_path: Path
) -> None:
    open_page(page, DRAWN, tmp_path, "at=nine")
    counted = page.locator(".why p").last
    assert counted.inner_text() == (
        "Documented reasons: 1 (sources: 1). Documented objections: 2 (sources: 2). "
        "Their number does not matter."
    )
    page.locator("#outline").get_by_role("button", name="What if false?").click()
    assert page.locator(".why").inner_text() == "falls. This verdict is your assumption."


def test_a_word_on_a_verdict_shows_what_it_means(page: Page, tmp_path: Path) -> None:
    open_page(page, DRAWN, tmp_path, "at=nine&verdicts=yes")
    meaning = page.locator("#meaning")
    assert meaning.is_hidden()
    page.locator(".why .word").first.click()
    contested = "neither stands nor falls until an objection is answered or outweighed"
    assert meaning.inner_text() == contested
    page.keyboard.press("Escape")
    assert meaning.is_hidden()
    assert page.locator("#outline .verdict").first.get_attribute("title") == contested
    # Where one claim is read at a time, too.
    page.locator("#read").click()
    page.locator("#leaf h2 .word").click()
    assert meaning.inner_text() == contested


def test_a_page_says_which_claims_of_two_sides_both_stand_as_reports_do(
    page: Page, tmp_path: Path
) -> None:
    map = a_map(
        """
        sides: {a: Bus, b: Tram}
        claims:
          bus: {text: Buses are cheap., side: a, main: true, premises: [few]}
          tram: {text: Trams are fast., side: b, main: true, premises: [{premises: [rails], undercutters: [few]}]}
          few: The town has little money.
          rails: Rails are straight.
        """
    )
    open_page(page, map, tmp_path, "verdicts=yes")
    both_stand = page.locator("#both-stand")
    assert both_stand.inner_text() == ""  # what is said for one bears on the other
    apart = replace(map, inferences=dict(list(map.inferences.items())[:2]))
    open_page(page, apart, tmp_path, "verdicts=yes")
    sentence = (
        "“Buses are cheap” and “Trams are fast” both stand, and nothing in the map says that they"
        " can't both be true."
    )
    assert both_stand.inner_text() == sentence
    assert sentence in format_verdicts(argmap.evaluate(apart))
    open_page(page, replace(apart, language="de"), tmp_path, "verdicts=yes")
    assert both_stand.inner_text() == (
        "„Buses are cheap“ und „Trams are fast“ halten beide stand, und nichts in der Karte sagt,"
        " dass nicht beides wahr sein kann."
    )
    page.evaluate("choose({supposed: new Map([[0, false]])})")
    assert both_stand.inner_text() == ""


def test_a_page_says_why_a_claim_is_only_asserted_and_that_a_norm_is_not_wrong(
    page: Page, tmp_path: Path
) -> None:
    map = a_map(
        """
        claims:
          pool: {text: We should build a pool., main: true, premises: [{premises: [rare], undercutters: [old]}]}
          rare: {text: Pools are rare., common_ground: true}
          old: The survey is old.
        """
    )
    open_page(page, map, tmp_path, "at=pool&verdicts=yes")
    assert page.locator(".why p").all_inner_texts() == [
        "stands, asserted. A reason for this claim holds up:",
        "The reason that could back this claim is doubted or outweighed.",
    ]
    assert page.locator("#outline .verdict").first.get_attribute("title") == (
        "stands, but is only asserted: the reason that could back it is doubted or outweighed"
    )
    page.evaluate("choose({supposed: new Map([[1, false]])})")
    assert page.locator("#outline .verdict").first.get_attribute("title") == (
        "falls, because no reason for it holds up, which does not make it wrong"
    )


def test_contested_boxes_are_hatched_and_a_doubt_that_takes_backing_has_half_a_head(
    page: Page, tmp_path: Path
) -> None:
    open_page(page, WEIGHED, tmp_path, "verdicts=yes")
    page.evaluate("showAll()")
    statuses = page.evaluate("INFERENCES.map((_, i) => verdicts.status(i))")
    # The head is drawn hollow, and then half of it filled.
    halves = page.evaluate(
        "[...document.querySelectorAll('.step.undercutter, .step.weighing')].filter(step => step.querySelectorAll('path[d$=Z]').length === 2).length"
    )
    assert halves == statuses.count("takes its backing") > 0
    hatched = page.locator(".claim.contested:not(.copy)")
    words = page.evaluate("CLAIMS.map((_, claim) => verdicts.words(claim)[0])")
    assert hatched.count() == words.count("contested")
