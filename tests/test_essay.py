"""Essays: whole ones in four languages, and that each tells every claim once, in its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgmapError, ArgumentMap, evaluate, load, outline, part
from argmap.api import OutlineFormat
from argmap.documents import Look, Run, Target, essay_of, outline_of, show_text
from argmap.languages import (
    EssayWords,
    Section,
    essay_words_for,
    known_languages,
    words_for,
)
from argmap.util import one_line
from tests.case import Case, cases
from tests.conftest import ROOT, a_map
from tests.run import argmap
from tests.strategies import maps

LANGUAGES = [tag for tag in known_languages() if essay_words_for(tag)]
*OTHERS, LAST = sorted(words_for(tag).english_name for tag in LANGUAGES)
NAMES = f"{', '.join(OTHERS)} or {LAST}"


def phrases_of(tag: str) -> EssayWords:
    phrases = essay_words_for(tag)
    assert phrases is not None
    return phrases


@pytest.mark.parametrize("case", cases("essays.txt"))
def test_whole_essays(case: Case, settle: Callable[[Case, str], None]) -> None:
    words = case.title.split()
    map = a_map(case.text)
    verdicts = evaluate(map) if "verdicts" in words else None
    settle(case, outline(map, words[0], essay=True, columns=100, verdicts=verdicts).rstrip("\n"))  # type: ignore[arg-type]


def test_the_debate_as_an_essay(golden: Callable[[str, str], None]) -> None:
    map = load(ROOT / "arguments.yaml")
    golden(
        "tests/cases/essay_on_the_debate.txt",
        outline(map, essay=True, columns=100, verdicts=evaluate(map)),
    )


def runs_of(map: ArgumentMap, language: str = "en") -> list[Run]:
    manuscript = essay_of(outline_of(map), phrases_of(language))
    return [
        run
        for section in manuscript.sections
        for paragraph in section.paragraphs
        for run in paragraph.runs
    ]


@given(st.sampled_from(LANGUAGES), maps())
def test_every_claim_is_reported_once_in_its_own_words_and_every_reference_leads_there(
    language: str, map: ArgumentMap
) -> None:
    runs = runs_of(map, language)
    texts = {
        f"claim-{id}": show_text(re.sub(r"\s*(?<!\.)\.$", "", one_line(claim.text)))
        for id, claim in map.claims.items()
    }
    assert Counter(run.place for run in runs if run.place) == Counter(list(texts))
    for run in runs:
        if run.place:
            text = texts[run.place]
            assert run.text[1:] == text[1:]
            assert run.text[:1].lower() == text[:1].lower()
        if run.link is not None and run.link.target is Target.PLACE:
            before, after = words_for(language).quotes
            assert run.text.removeprefix(before).removesuffix(after) != texts[run.link.to]


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_no_text_of_a_map_is_a_place_to_fill_in(format: OutlineFormat) -> None:
    map = a_map("""
        title: "{n}"
        sides: {a: "{claim}", b: "{topic}"}
        claims:
          x: {text: "{refs} is {topic}.", side: a, main: true, held_by: ["{names}"], premises: ["{claim} is {n}."]}
          y: {text: "{0} is {}.", side: b, main: true, rebuttals: [x], label: "{refs}"}
        """)
    essay = outline(map, format, essay=True, verdicts=evaluate(map)).replace("\\", "")
    for text in (
        "{refs} is {topic}",
        "{claim} is {n}",
        "{0} is {}",
        "“{claim}”",
        "“{topic}”",
        "({names})",
    ):
        assert text in essay


def test_text_is_no_markup() -> None:
    map = a_map("""
        title: "# <b>"
        claims: {a: {text: "1. `code` <script>.", premises: ["- a *star*."]}, b: {text: "1. A list.", premises: [c]}, c: "+ A plus."}
        """)
    lines = outline(map, "markdown", essay=True).splitlines()
    assert lines[0] == "# \\# \\<b\\>"
    assert not any(line.startswith(("1. ", "- ", "+ ")) for line in lines[1:])
    assert "<script>" not in "".join(lines)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("The treaty is old.", "that the treaty is old."),
        # A name: the other claims have it so inside a sentence.
        ("China should end it.", "that China should end it."),
        # No name: they have it in small letters.
        ("Alliances have costs.", "that alliances have costs."),
        ("UNESCO warns.", "that UNESCO warns."),
        ("2017 was worse.", "that 2017 was worse."),
        # It may be a name.
        ("Parents work.", "this: Parents work."),
        ("It is so. It is.", "this: It is so. It is."),
        ("Is it so?", "this: Is it so?"),
        ("But it is so.", "this: But it is so."),
        ("“It” is so.", "this: “It” is so."),
    ],
)
def test_how_a_claim_goes_on_in_a_sentence(reason: str, said: str) -> None:
    map = a_map(f"claims: [{{text: It says that China has alliances., premises: ['{reason}']}}]")
    essay = outline(map, essay=True).replace("(1.1) ", "")
    assert f"The reason given for this position is {said}\n" in essay


def test_a_claim_that_joins_itself_to_the_sentence_before_needs_no_other_beginning() -> None:
    map = a_map("""
        claims:
          nine: {text: School should start at nine., premises: [more, [and-more]], rebuttals: [costs]}
          more: Because teenagers would sleep more.
          and-more: And they would learn more.
          costs: {text: But it costs a lot., rebuttals: [little]}
          little: Because it costs little.
        """)
    assert "".join(run.text for run in runs_of(map)).startswith(
        "The claim at issue is this: School should start at nine."
        "There are two reasons for this position. Why? (1.1) Because teenagers would sleep more."
        "(1.2) And they would learn more."
        "But it costs a lot. There is an answer to this point: Because it costs little."
    )


def test_a_sentence_ends_once() -> None:
    map = a_map("""
        claims:
          a: {text: "It is so. (It is.)", premises: [b], rebuttals: [d]}
          b: {text: Is it?, premises: [c], held_by: Ann}
          c: She said “it is so.”
          d: {text: It is not…, held_by: Ann}
        """)
    essay = re.sub(r"\([\d.]+\) ", "", outline(map, essay=True))
    assert "The claim at issue is this: It is so. (It is.)\n" in essay
    assert "is this: Is it? (according to Ann). One reason is that" not in essay
    assert (
        "Is it? (according to Ann). One reason for this claim is this: She said “it is so.”\n"
        in essay
    )
    assert "One objection to this position is this: It is not… (according to Ann).\n" in essay


def test_attributions_that_repeat_are_said_once() -> None:
    map = a_map("""
        sources: {s: {author: UNESCO, date: 2023}}
        claims:
          a: {text: The school is good., premises: [[b, c], d]}
          b: {text: The pupils are happy., held_by: Ann, stated_in: s p. 1}
          c: {text: The teachers are happy., held_by: Ann, stated_in: s p. 1, evidence: s p. 2}
          d: {text: The parents are happy., held_by: Ann, stated_in: s p. 1}
        """)
    assert "".join(run.text for run in runs_of(map)).startswith(
        "The claim at issue is that the school is good."
        "There are two reasons for this position. First, (1.1a) the pupils are happy, according to Ann (see UNESCO 2023, p. 1),"
        # What was cited just before is cited by its place alone.
        " and (1.1b) the teachers are happy (p. 2)."
        # A new paragraph says again who holds a claim.
        "Second, (1.2) the parents are happy, according to Ann (see p. 1)."
    )


def test_evidence_is_cited_each_time_and_whoever_was_named_last_holds_what_is_not_marked() -> None:
    map = a_map("""
        sources: {s: {author: UNESCO, date: 2023}, lee: {author: Ann Lee, date: 2020}}
        claims:
          a: {text: The school is good., premises: [b, e]}
          b:
            text: The pupils are happy.
            held_by: Ann
            stated_in: s p. 1
            premises: [c, {premises: [d], implicit: true}, f, g]
          c: {text: The pupils are singing., evidence: s p. 2}
          d: {text: The pupils are smiling., implicit: true}
          f: {text: The pupils are calm., held_by: Ann, stated_in: s p. 1}
          g: {text: The pupils are well.}
          e: {text: The teachers are happy., held_by: Ann Lee, premises: [h]}
          h: {text: The teachers are paid., evidence: s p. 9}
        """)
    assert " ".join(outline(map, essay=True).split()) == (
        "Argument map The claim at issue is that the school is good. There are two reasons for this"
        " position. First, (1.1) the pupils are happy, according to Ann (see UNESCO 2023, p. 1)."
        " Several reasons support this claim. The pupils are singing (p. 2)."
        # What is inferred from an implicit claim is plainly implicit.
        " (1.1.2) The pupils are smiling (implicit). (1.1.3) The pupils are calm."
        " Finally, (1.1.4) the pupils are well."
        # "p. 9" would be a page of Ann Lee's.
        " Second, (1.2) the teachers are happy, according to Ann Lee."
        " One reason is that the teachers are paid (UNESCO 2023, p. 9)."
        " What is missing =============== No support is given for claim 1.1.2, claim 1.1.3 and claim 1.1.4."
        " The map's author added some inferences that no source draws."
        " Conclusion ========== The claim at issue stands, and it is backed. This verdict rests on"
        " claim 1.1 and claim 1.2."
        " Sources ======= UNESCO (2023)."
    )


def test_whoever_holds_a_position_is_named_in_brackets_behind_what_a_side_holds() -> None:
    map = a_map("""
        sides: {yes: Stay, no: Go}
        sources: {lee: {author: Ann Lee, date: 2020}}
        claims:
          a: {text: The bridge should stay., side: yes, main: true, held_by: Ann Lee, stated_in: lee p. 1}
          b: {text: The bridge should go., side: no, main: true, held_by: Bo Chan, stated_in: lee p. 2}
        """)
    essay = " ".join(outline(map, essay=True).split())
    assert "holds that the bridge should stay (Ann Lee, 2020, p. 1)." in essay
    assert "holds that the bridge should go (Bo Chan; see p. 2)." in essay


def test_the_objections_after_the_first_are_no_answers_where_the_first_was_none() -> None:
    map = a_map("""
        claims:
          a: {text: The bridge should stay., label: keeping it, main: true, rebuttals: [b]}
          b: {text: The bridge is old., label: its age, premises: [[c, g]], rebuttals: [d, e]}
          c: {text: The bridge is worn.}
          g: {text: The bridge is grey.}
          d: {text: The bridge is tested., premises: [f]}
          e: {text: The bridge is new.}
          f: {text: The bridge is safe.}
        """)
    essay = " ".join(outline(map, essay=True).split())
    assert (
        "One reason is that the bridge is worn, and the bridge is grey. On the other hand, the bridge"
        " is tested. After all, the bridge is safe. Another objection is that the bridge is new."
    ) in essay


@pytest.mark.parametrize("author", ["Ann Lee", "Lee, Ann"])
def test_authors_are_cited_behind_their_names(author: str) -> None:
    map = a_map(f"""
        sources: {{lee: {{author: "{author}", date: 2023}}}}
        claims:
          a:
            text: The school is good.
            premises: [{{premises: [b], stated_in: lee p. 3, held_by: Ann Lee}}]
          b: {{text: The pupils are happy., held_by: Ann Lee, stated_in: lee p. 1, implicit: true}}
        """)
    assert (
        "that (1.1) the pupils are happy, according to Ann Lee (2023, p. 1; implicit;"
        " inference: p. 3)."
    ) in outline(map, essay=True)


def test_a_claim_is_named_by_its_label_or_by_a_number_that_is_shown_where_it_is_argued() -> None:
    map = a_map("""
        claims:
          stay: {text: The bridge should stay., main: true, label: keeping the bridge, premises: [safe, old]}
          go: {text: The bridge should go., main: true, rebuttals: [old, used]}
          safe: {text: The bridge is safe., common_ground: true}
          old: {text: The bridge is old., common_ground: true, label: Age}
          used: {text: The bridge is used., common_ground: true}
        """)
    essay = outline(map, essay=True, verdicts=evaluate(map))
    assert (
        "One claim is that the bridge should stay. Another claim is that (2) the bridge should go."
        in essay
    )
    # A label with a small letter is a part of the sentence, and begins it with a capital.
    assert "two reasons for keeping the bridge. First, (1.1) the bridge is safe" in essay
    assert (
        "Keeping the bridge stands, and it is backed. This verdict rests on claim 1.1 and “Age”."
        in essay
    )
    assert "One objection to claim 2 is “Age”." in essay
    assert "Another objection to claim 2 is that (2.2) the bridge is used (common ground)." in essay
    assert "Claim 2 falls" in essay


@given(st.sampled_from(LANGUAGES), maps())
def test_every_number_that_names_a_claim_is_shown_once(language: str, map: ArgumentMap) -> None:
    runs = runs_of(map, language)
    before, _, after = phrases_of(language).claim_by_number.partition("{n}")
    numbers: dict[str, str] = {}
    for number, claim in pairwise(runs):
        shown = re.search(r"\((\d+)\) $", number.text)
        if claim.place and shown and number.look is Look.PLAIN:
            numbers[claim.place] = before + shown[1] + after
    assert len(set(numbers.values())) == len(numbers)
    for run in runs:
        if run.link and run.link.target is Target.PLACE and run.link.to in numbers:
            assert run.text.casefold() == numbers[run.link.to].casefold()


def test_a_shared_point_is_explained_where_it_first_matters_but_the_reasons_of_a_main_claim_wait() -> (
    None
):
    map = a_map("""
        sides: {yes: Stay, no: Go}
        claims:
          a: {text: The bridge should stay., side: yes, main: true, premises: [b], rebuttals: [z]}
          b: {text: The bridge is safe., premises: [c], rebuttals: [y]}
          c: {text: The bridge is tested., premises: [d]}
          d: The bridge has a stamp.
          y: {text: The bridge shakes., premises: [c2]}
          c2: The bridge is light.
          z: {text: The bridge should go., side: no, main: true, premises: [y, e], rebuttals: [a]}
          e: {text: The bridge is ugly., premises: [c]}
        """)
    essay = " ".join(outline(map, essay=True).split())
    assert "The bridge is tested" in essay or "the bridge is tested" in essay
    assert essay.count("the bridge has a stamp") == 1
    stay, go = essay.split("Go ==")
    assert "the bridge has a stamp" in stay
    assert "the bridge shakes (more below)." in stay
    assert "the bridge is light" in go
    # That the sides oppose each other was said at the beginning.
    assert "objection to this position" not in essay


@pytest.mark.parametrize(
    ("language", "claims", "said"),
    [
        ("de", "[b]", "Noch keine Begründung gibt es für Aussage 1.1."),
        ("de", "[b, c]", "Noch keine Begründung gibt es für Aussage 1.1 und Aussage 1.2."),
    ],
)
def test_unsupported_claims_are_named_in_a_sentence_that_fits_one_and_several(
    language: str, claims: str, said: str
) -> None:
    map = a_map(f"""
        language: {language}
        claims:
          a: {{text: Äpfel sind rot., main: true, premises: {claims}}}
          b: Bienen summen.
          c: {{text: Katzen sind flink., common_ground: {"c" not in claims}}}
        """)
    assert said in outline(map, essay=True)


def test_a_conflict_is_written_once() -> None:
    map = a_map("""
        claims:
          a: {text: The bridge should stay., main: true, premises: [b]}
          b: {text: The bridge is safe., rebuttals: [c]}
          c: {text: The bridge shakes., rebuttals: [b]}
        """)
    essay = outline(map, essay=True)
    assert "One objection is that (1.1.1) the bridge shakes.\n\nWhat" in essay


def test_the_essay_of_the_debate_is_short_and_names_no_claim_by_its_first_words() -> None:
    map = load(ROOT / "arguments.yaml")
    essay = outline(map, essay=True, verdicts=evaluate(map))
    assert 900 <= len(essay.split()) <= 1450
    assert "…" not in essay
    assert not re.search(r"\bclaim \d", essay)


def test_an_essay_on_a_part_cites_what_it_shows_and_knows_the_names_of_the_whole() -> None:
    debate = load(ROOT / "arguments.yaml")
    essay = outline(part(debate, focus="breach"), essay=True)
    assert "important international questions of common interest" in essay
    assert (
        "One side (“End the treaty”) holds that Pyongyang has violated Article 4 of the treaty"
        in essay
    )
    assert "Vienna" not in essay


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_sentence_ends_with_its_claim(tag: str) -> None:
    for name, phrase in phrases_of(tag).by_key().items():
        for text in texts_in(phrase):
            assert "{claim}" not in text or text.endswith("{claim}."), (
                f"{tag}.toml, [essay]: {name}"
            )


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_sentence_names_its_topic_before_the_claims_that_it_refers_to(tag: str) -> None:
    for name, phrase in phrases_of(tag).by_key().items():
        for text in texts_in(phrase):
            assert "{topic}" not in text.partition("{refs}")[2], f"{tag}.toml, [essay]: {name}"


def texts_in(value: object) -> list[str]:
    """Return the texts in a phrase, whatever holds them; where a claim can only stand apart, its other form is left out."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, Section):
        value = (*value.by_key().values(),)
    if isinstance(value, tuple):
        return [text for item in value for text in texts_in(item)]
    return []


def test_a_language_without_essays_gets_the_outline_and_one_line_says_so() -> None:
    text = "language: it\nclaims: {a: {text: È così., premises: [b]}, b: È vero.}"
    asked = argmap("outline", "-", "--essay", stdin=text.encode())
    plain = argmap("outline", "-", stdin=text.encode())
    assert (asked.code, asked.out) == (0, plain.out)
    assert asked.err == (
        f"argmap can write essays in {NAMES}, but not in `it`, the language of this map;"
        " this is the map's outline instead\n"
    )


def test_the_help_names_the_languages_of_essays() -> None:
    shown_help = argmap("outline", "--help").out
    assert f"in {NAMES}." in " ".join(shown_help.replace("│", " ").split())


def test_opml_holds_no_essay() -> None:
    with pytest.raises(ArgmapError, match="OPML cannot contain an essay"):
        outline(a_map("claims: {a: A b.}"), "opml", essay=True)


def test_links_in_an_essay_in_markdown_lead_to_anchors() -> None:
    essay = argmap("outline", str(ROOT / "arguments.yaml"), "--essay", "-f", "markdown").out
    anchors = re.findall(r'<a id="([^"]+)"></a>', essay)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\(#([^)]+)\)", essay)) == set(anchors)
    assert '## Sources\n\n- <a id="source-boc2019"></a>Anny Boc (2019). ' in essay
