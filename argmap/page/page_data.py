"""What the program of a page knows of a map, with numbers in the place of ids.

Claims and inferences are numbered from 0 in the order of the map. No text of a map is a name in
this data: names that mean something to JavaScript, such as `constructor`, are values as any others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

from argmap.diagrams.box_contents import needs_support
from argmap.diagrams.box_tree import answers
from argmap.diagrams.live_picture import LivePicture, PictureData, live_table
from argmap.documents.manuscript import show_text
from argmap.documents.outline import Outline, outline
from argmap.languages import page_words_for, words_for
from argmap.languages.section_types import PageWords
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims, side_of
from argmap.model.schemes import Scheme, find_scheme, schemes_by_plain_name
from argmap.model.writing import PictureOptions
from argmap.page.verdict_data import (
    NONE,
    GroundData,
    InferenceEnds,
    ProgramData,
    judged_map,
    verdict_data,
)
from argmap.util.text import shorten
from argmap.verdicts.conclusions import both_stand
from argmap.verdicts.evaluate import evaluate


class ClaimData(GroundData):
    """A claim.

    Attributes:
        id, text, name: its id, its text, and a short name; "" is its text.
        number: that in the outline, or "".
        side: its side, by its place among the looks of the picture; 0 is none, or several.
        box: its own box, or -1 where the page shows a part of the map without it.
        unsupported, is_main, implicit: what is to be said of it besides.
    """

    id: str
    text: str
    name: str
    number: str
    side: int
    box: int
    unsupported: bool
    is_main: bool
    implicit: bool


class InferenceData(InferenceEnds):
    """An inference.

    Attributes:
        answer: the inference that answers it and shares its line, or -1.
        question: what it answers, where one studies the map: a word of pages by its name, or a
            critical question; "" where the page shows a part of the map without it.
    """

    answer: int
    question: str


class PageData(TypedDict):
    """All of a map that the program of a page needs.

    Attributes:
        claims, inferences: those of the whole map, first those that are shown, each without what
            is as usual.
        usual_claim, usual_inference: what is left out there.
        mains: the numbers of the main claims.
        both_stand: those that stand side by side, though nothing connects them (see `both_stand`).
        course: the inferences that are shown, in the order of the outline.
        picture: what its picture is made of.
        strict: whether only what is backed stands.
        program: the rules of the verdicts.
        shows_verdicts: whether the page begins with them.
        words: what the program says; verdicts by their English word.
    """

    claims: list[dict[str, object]]
    inferences: list[dict[str, object]]
    usual_claim: ClaimData
    usual_inference: InferenceData
    mains: list[int]
    both_stand: list[int]
    course: list[int]
    picture: PictureData
    strict: bool
    program: ProgramData
    shows_verdicts: bool
    words: dict[str, str]


_USUAL_CLAIM: ClaimData = {
    "id": "", "text": "", "name": "", "number": "", "side": 0, "box": NONE,
    "common_ground": False, "sources": [], "must_be_shown": False, "is_norm": False,
    "should_be": False,
    "unsupported": False, "is_main": False, "implicit": False,
}  # fmt: skip

_USUAL_INFERENCE: InferenceData = {
    "kind": 0, "premises": [], "warrant": NONE, "norms": [], "target": 0, "weighing": False,
    "implicit": False, "answer": NONE, "question": "",
}  # fmt: skip

_QUESTIONS = {
    Kind.SUPPORT: ("what_holds_this_up", "what_else_holds_this_up"),
    Kind.REBUTTAL: ("what_speaks_against", "what_else_speaks_against"),
}
"""What is asked before the first reason or objection, and before a further one."""

VERDICTS = (
    "stands", "falls", "contested", "backed", "asserted", "open", "rebutted", "not shown",
    "too weak", "takes its backing", "outweighed", "undercut",
)  # fmt: skip


class PageContents(NamedTuple):
    """What a page and the editor show of a map.

    Attributes:
        outline: its outline.
        judged: the map whose verdicts they show (see `judged_map`).
        picture: what its picture is made of.
        words: those of pages, in its language.
        data: what their program knows of it.
    """

    outline: Outline
    judged: ArgumentMap
    picture: LivePicture
    words: PageWords
    data: PageData


def page_contents(
    map: ArgumentMap,
    whole: ArgumentMap,
    options: PictureOptions,
    *,
    strict: bool = False,
    shows_verdicts: bool = False,
) -> PageContents:
    """Return what a page and the editor show of a map.

    Args:
        map: the whole map, or a part of it.
        whole: the whole map.
        options: how its picture is drawn.
        strict: whether only what is backed stands, also where the map does not say so.
        shows_verdicts: whether the page begins with the verdicts shown.

    Raises:
        ArgmapError: an option has an unknown value, or the map is too large.
    """
    map_outline = outline(map)
    judged = judged_map(map, whole, strict=strict)
    numbered = options._replace(numbers=map_outline.numbers_of_claims)
    picture = live_table(map, numbered, show_text, judged)
    words = page_words_for(map.language)
    data = page_data(map, judged, picture, map_outline, words, shows_verdicts=shows_verdicts)
    return PageContents(map_outline, judged, picture, words, data)


def page_data(
    map: ArgumentMap,
    judged: ArgumentMap,
    picture: LivePicture,
    outline: Outline,
    page_words: PageWords,
    *,
    shows_verdicts: bool,
) -> PageData:
    """Return what the program of a page knows of a map.

    Args:
        map: what the page shows.
        judged: the map whose verdicts it shows (see `judged_map`).
        picture: what its picture is made of.
        outline: its outline.
        page_words: those of the map's language.
        shows_verdicts: whether the page begins with the verdicts shown.
    """
    numbers = {id: number for number, id in enumerate(judged.claims)}
    inference_numbers = {id: number for number, id in enumerate(judged.inferences)}
    verdicts = verdict_data(judged)
    # Each inference once, in the order of the outline.
    course: dict[str, None] = {}
    for entry in outline.entries:
        if entry.inference is not None:
            course[entry.inference.id] = None
    return {
        "claims": _claims(map, judged, verdicts["claims"], picture, outline),
        "inferences": _inferences(map, inference_numbers, verdicts["inferences"], [*course]),
        "usual_claim": _USUAL_CLAIM,
        "usual_inference": _USUAL_INFERENCE,
        "mains": [numbers[claim.id] for claim in main_claims(map)],
        "both_stand": [numbers[claim] for claim in both_stand(evaluate(judged))],
        "course": [inference_numbers[id] for id in course],
        "picture": picture.data,
        "strict": judged.strict,
        "program": verdicts["program"],
        "shows_verdicts": shows_verdicts,
        "words": page_texts(words_for(map.language), page_words),
    }


def _claims(
    map: ArgumentMap,
    judged: ArgumentMap,
    grounds: Sequence[GroundData],
    picture: LivePicture,
    outline: Outline,
) -> list[dict[str, object]]:
    """Return the claims of the whole map, each without what is as usual."""
    claims: list[dict[str, object]] = []
    mains = {claim.id for claim in main_claims(map)}
    numbers = outline.numbers_of_claims
    sides = side_of(map)
    side_numbers = {side: place for place, side in enumerate(map.sides, start=1)}
    for each, ground in zip(judged.claims.values(), grounds, strict=True):
        id = each.id
        text = show_text(each.text)
        name = show_text(each.label) or shorten(each.text)
        claim: ClaimData = {
            **ground,
            "id": id,
            "text": text,
            "name": "" if name == text else name,
            "number": numbers.get(id, ""),
            "side": side_numbers.get(sides.get(id, ""), 0),
            "box": picture.trees.home[id].number if id in map.claims else NONE,
            "unsupported": needs_support(judged, id),
            "is_main": id in mains,
            "implicit": each.implicit,
        }
        claims.append(_what_differs(claim, _USUAL_CLAIM))
    return claims


def _inferences(
    map: ArgumentMap,
    numbers: Mapping[str, int],
    all_ends: Sequence[InferenceEnds],
    course: list[str],
) -> list[dict[str, object]]:
    """Return the inferences of the whole map, each without what is as usual.

    Args:
        map: what the page shows.
        numbers: an inference of the whole map -> its number.
        all_ends: what each leads from and to.
        course: those that are shown, in the order of the outline.
    """
    inferences: list[dict[str, object]] = []
    questions = _questions(map, course)
    answered = answers(map)
    for id, ends in zip(numbers, all_ends, strict=True):
        inference: InferenceData = {
            **ends,
            "answer": numbers[answered[id]] if id in answered else NONE,
            "question": questions.get(id, ""),
        }
        inferences.append(_what_differs(inference, _USUAL_INFERENCE))
    return inferences


def _what_differs(values: Mapping[str, object], usual: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value != usual[name]}


def _questions(map: ArgumentMap, course: list[str]) -> dict[str, str]:
    """Return what each inference answers: a critical question of the scheme of the inference that
    it strikes, or what one asks of any claim.
    """
    questions: dict[str, str] = {}
    own_schemes = schemes_by_plain_name(map.schemes)
    asked: set[tuple[str, Kind]] = set()
    for id in course:
        inference = map.inferences[id]
        is_asked_again = (inference.target, inference.kind) in asked
        asked.add((inference.target, inference.kind))
        if inference.kind is Kind.UNDERCUTTER:
            question = "why_not_follow"
            if inference.weighing:
                question = "why_count_for_less"
            question = _critical_question(map, inference, own_schemes) or question
        else:
            first, further = _QUESTIONS[inference.kind]
            question = further if is_asked_again else first
        questions[id] = question
    return questions


def _critical_question(
    map: ArgumentMap, undercutter: Inference, own_schemes: Mapping[str, Scheme]
) -> str:
    """Return the critical question that an undercutter takes up; "" if it takes up none in the
    map's language.
    """
    struck = map.inferences[undercutter.target]
    scheme = find_scheme(struck.scheme, own_schemes)
    if scheme is None:
        return ""
    is_own = scheme.name in map.schemes
    if not is_own and words_for(map.language).tag != "en":
        return ""  # the common schemes ask in English
    for question in scheme.questions:
        if struck.questions.get(question.id) in undercutter.premises:
            return question.text
    return ""


def page_texts(words: Words, page_words: PageWords) -> dict[str, str]:
    """Return what the program of a page says in a language; verdicts by their English word."""
    texts = page_words.by_key()
    for verdict in VERDICTS:
        texts[verdict] = words.verdict_word(verdict)
    texts["takes_its_backing_means"] = words.takes_its_backing_explained
    texts["against_this_inference"] = words.against_this_inference
    texts["outweighs"] = words.outweighs
    texts["quote_before"], texts["quote_after"] = words.quotes
    texts["bracket_before"], texts["bracket_after"] = words.brackets
    texts["both_stand"] = words.both_stand
    texts |= {"comma": words.comma, "colon": words.colon, "reason": words.reason}
    return texts
