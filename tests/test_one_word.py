"""In each language, one thing has one word: an inference is not called a step a few lines below."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from argmap.languages import known_languages
from tests.conftest import ROOT


class Concept(NamedTuple):
    """A thing that many texts speak of.

    Attributes:
        keys: the sections and keys of these texts; a language may lack `essay`.
        words: what each language calls it, as a pattern that covers its endings.
        refused: what a language does not call it in these texts, as a pattern.
    """

    keys: str
    words: Mapping[str, str]
    refused: Mapping[str, str] = MappingProxyType({})


CONCEPTS = {
    "inference": Concept(
        """
        map.against_this_inference map.undercuts_the_inference map.licenses_the_inference map.implicit_inference
        map.inference_is_implicit map.implicit_inference_explained map.inference_held_by map.inference_stated_in
        map.inference_likewise quiz.is_an_objection_to_an_inference quiz.objection_to_inference feedback.as_doubt
        feedback.doubt_missing feedback.other_kind_or_doubt essay.inference essay.inferences_added
        feedback.weighing_differs
        """,
        {
            "ar": "استدلال", "de": "folgerung", "en": "inference", "es": "inferencia", "fr": "inférence",
            "he": "היסק", "it": "inferenz[ae]", "ja": "推論", "pt": "inferência", "zh": "推理",
        },
    ),
    "reason": Concept(
        """
        map.reason page.bears_on page.why_reason_holds page.why_no_reason_holds page.reason_for
        page.reasons page.nothing_bears
        worksheets.mark_kinds worksheets.cut_out quiz.is_a_reason quiz.reason_for quiz.has_reason
        quiz.no_reason_would_hold feedback.as_reason feedback.reason_missing feedback.claim_missing
        feedback.too_high feedback.inferences_found essay.number_of_reasons essay.no_reasons essay.a_reason
        essay.reasons essay.verdicts.falls_not_shown
        """,
        {
            "ar": "حجج|حجة", "de": "gr[uü]nd", "en": "reason", "es": "raz[oó]n", "fr": "raison", "he": "נימוק",
            "it": "ragion", "ja": "理由", "pt": "raz[ãõ]", "zh": "理由",
        },
        {"de": "stützung|stütze", "en": "support", "fr": "appui$", "pt": "apoio"},
    ),
    "objection": Concept(
        """
        map.objection page.bears_on page.why_nothing_offered page.why_objection_stands page.objection_to
        page.objections page.nothing_bears
        worksheets.mark_kinds worksheets.cut_out quiz.is_an_objection quiz.is_an_objection_to_an_inference
        quiz.objection_to quiz.objection_to_inference quiz.objection_would_stand feedback.as_objection
        feedback.as_doubt feedback.objection_missing feedback.doubt_missing feedback.claim_missing
        feedback.too_high feedback.inferences_found essay.one_unanswered essay.unanswered essay.nothing_open
        essay.no_objections essay.an_objection essay.objections essay.verdicts.falls_rebutted essay.too_weak
        essay.too_weak_implicit essay.outweighed quiz.is_a_weighing
        """,
        {
            "ar": "اعتراض", "de": "einw[aä]nd", "en": "objection", "es": "objeci[oó]n", "fr": "objection",
            "he": "התנגדו", "it": "obiezion", "ja": "反論", "pt": "objeç", "zh": "异议",
        },
    ),
    "an answer to an objection": Concept(
        "map.rebuttal",
        {
            "ar": "رد على", "de": "erwiderung", "en": "rebuttal", "es": "réplica", "fr": "réponse à",
            "he": "מענה", "it": "replica", "ja": "再反論", "pt": "réplica", "zh": "反驳",
        },
    ),
    "outweighing an inference": Concept(
        "map.outweighs quiz.outweighs_inference feedback.as_weighing feedback.weighing_missing",
        {
            "ar": "أرجح", "de": "schwerer", "en": "outweigh|counts for less", "es": "pes[ae] más", "fr": "pèse plus", "he": "שוקל",
            "it": "pes[ai] (di )?più", "ja": "より重", "pt": "pes[ae] mais", "zh": "重",
        },
    ),
    "showing a claim": Concept(
        "map.must_be_shown map.not_shown feedback.standard_differs feedback.has_standard feedback.no_standard",
        {
            "ar": "إثبات|مُثبَت", "de": "gezeigt", "en": "shown", "es": "demostr", "fr": "établi", "he": "הוכח|להוכיח",
            "it": "dimostr", "ja": "立証", "pt": "demonstrad", "zh": "得证",
        },
    ),
    "evidence": Concept(
        """
        map.evidence map.no_reason_or_evidence page.why_documented page.why_not_documented page.backed_means
        quiz.which_has_no_support quiz.nothing_offered quiz.has_evidence
        """,
        {
            "ar": "دليل", "de": "beleg", "en": "evidence", "es": "prueba", "fr": "preuve", "he": "ראיה",
            "it": "prov[ae]", "ja": "証拠", "pt": "prova", "zh": "证据",
        },
    ),
    "documented": Concept(
        "map.documented",
        {
            "ar": "موثق", "de": "belegt", "en": "documented", "es": "documentada", "fr": "documentée",
            "he": "מתועדת", "it": "documentata", "ja": "資料あり", "pt": "documentada", "zh": "有据可查",
        },
    ),
    "backed": Concept(
        "map.backed page.backed_means essay.verdicts.stands_open",
        {
            "ar": "مسنود", "de": "gesichert", "en": "backed", "es": "respaldad", "fr": "étayé", "he": "מבוססת",
            "it": "comprovata", "ja": "裏付け", "pt": "fundamentada", "zh": "有依据",
        },
        {"de": "belegt"},
    ),
    "added by the map's author": Concept(
        "map.implicit_supplied_by_the_map map.implicit_inference map.implicit_inference_explained",
        {
            "ar": "صاحب الخريطة", "de": "beim erstellen der karte", "en": "by the map's author",
            "es": "por el autor del mapa", "fr": "par l’auteur de la carte", "he": "מחבר המפה",
            "it": "dall’autore della mappa", "ja": "図の作成者", "pt": "pelo autor do mapa", "zh": "由论证图作者",
        },
    ),
    "common ground": Concept(
        "map.common_ground quiz.which_has_no_support quiz.is_common_ground feedback.no_ground essay.common_ground",
        {
            "ar": "مسلَّم", "de": "unstrittig", "en": "common ground", "es": "admit", "fr": "admise? par tous",
            "he": "מוסכ", "it": "ammess|ammett", "ja": "共通の前提", "pt": "aceit", "zh": "共识",
        },
        {"fr": "admise? de tous"},
    ),
    "claim": Concept(
        """
        worksheets.fill_in worksheets.fill_in_letters worksheets.cut_out worksheets.bank quiz.what_it_bears_on
        quiz.which_has_no_support feedback.claim_missing feedback.merged feedback.split feedback.claims_found
        feedback.elsewhere page.start_with page.showing page.gone
        """,
        {
            "ar": "ادعاء", "de": "aussage", "en": "claim", "es": "afirmaci", "fr": "affirmation", "he": "טענ",
            "it": "affermazion", "ja": "主張", "pt": "afirmaç", "zh": "主张",
        },
    ),
    "main claim": Concept(
        """
        map.main_claim map.not_connected page.scoreboard page.no_main_claim_changes
        feedback.main_differs feedback.is_main feedback.is_not_main
        """,
        {
            "ar": "ادعاء(ات)? (ال)?رئيس", "de": "hauptthese", "en": "main claim",
            "es": "tesis principal", "fr": "thèses? principale", "he": "טענ(ה|ות) ה?מרכזי", "it": "tesi principal",
            "ja": "主たる主張", "pt": "teses? principa", "zh": "主要主张",
        },
    ),
    "key": Concept(
        """
        worksheets.key map.as_in_key feedback.nothing_to_fix feedback.has_ground
        feedback.right_linking feedback.in_the_key
        """,
        {
            "ar": "نموذج الإجابة", "de": "musterlösung", "en": "key", "es": "solución", "fr": "corrigé",
            "he": "פתרון", "it": "soluzione", "ja": "模範解答", "pt": "solução", "zh": "参考答案",
        },
    ),
}  # fmt: skip

REFUSED = {
    "ar": r"خطوة|راسم|دحض",
    "de": r"\bSchritt|Stützung|Widerleg",
    "en": r"\bsteps?\b|map-?maker|\bmend|\bslips?\b|\btells?\b|\btold\b|refut",
    "es": r"\bpasos?\b|\brefuta",
    "fr": r"\bétapes?\b|\bpassages?\b|franchi|\bréfut|'",
    "he": r"צעד|הפרכה|מפריך",
    "it": r"\bpass[oi]\b|passaggi|\bconfuta",
    "ja": r"ステップ|マップ|作図者",
    "pt": r"\bpassos?\b|\brefuta",
    "zh": r"步骤|制图者|反驳",
}
"""What no text of a language has: a second word for an inference, and for an objection a word that says that it
succeeds."""

ALLOWED = {"map.rebutted", "map.rebuttal"}
"""A claim that falls by an objection is refuted; and an answer to an objection may well be called so."""


def texts_of(tag: str) -> dict[str, str]:
    """Return all that a language says, by section and key; of lists, only what outlines write counts."""
    document = tomllib.loads((ROOT / f"argmap/languages/{tag}.toml").read_text(encoding="utf-8"))
    del document["lists"]
    return dict(_texts(document, ""))


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        yield key, "\n".join(text for _, text in _all_texts(value))
    elif isinstance(value, str):
        yield key, value


def _all_texts(values: list[Any]) -> Iterator[tuple[str, str]]:
    for value in values:
        yield from _texts(value, "")


@pytest.mark.parametrize("tag", known_languages())
@pytest.mark.parametrize("name", CONCEPTS)
def test_a_thing_has_the_same_word_in_every_text_about_it(name: str, tag: str) -> None:
    concept = CONCEPTS[name]
    assert tag in concept.words, f"what is the word for {name} in {tag}?"
    word = re.compile(concept.words[tag], re.IGNORECASE)
    refused = re.compile(concept.refused.get(tag, "(?!)"), re.IGNORECASE)
    texts = texts_of(tag)
    wrong: list[str] = []
    for key in concept.keys.split():
        if key.startswith("essay.") and not any(each.startswith("essay.") for each in texts):
            continue
        if not word.search(texts[key]) or refused.search(texts[key]):
            wrong.append(f"{key}: {texts[key]} (the word for {name} is {concept.words[tag]})")
    assert wrong == []


@pytest.mark.parametrize("tag", known_languages())
def test_no_text_has_a_second_word_or_a_word_for_success(tag: str) -> None:
    refused = re.compile(REFUSED.get(tag, "(?!)"), re.IGNORECASE)
    wrong: list[str] = []
    for key, text in texts_of(tag).items():
        if key not in ALLOWED and refused.search(text):
            wrong.append(f"{key}: {text}")
    assert wrong == []


@pytest.mark.parametrize("tag", known_languages())
def test_what_differs_has_different_words(tag: str) -> None:
    texts = texts_of(tag)
    names = "reason objection rebuttal documented backed evidence rebutted against_this_inference"
    words = [texts[f"map.{name}"] for name in names.split()]
    assert len(set(words)) == len(words)
