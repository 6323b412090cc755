"""What the judge of "the same" says of pairs of texts that careful readers judged first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.languages import same_words_for
from argmap.util import InvalidTable, RelationKind, read_table, relate
from tests.tree import files
from tests.wordings import topics_in

FILES = files("tests/same/*seen.txt")
TURNED = ("denies", "less", "more", "different")
INSERTED = (
    "not",
    "never",
    "hardly",
    "few",
    "no",
    "most",
    "may",
    "must",
    "should",
    "seven",
    "3",
    "only",
)


class Pair(NamedTuple):
    """Two texts, the relation that readers see, and whether they have one clause."""

    language: str
    relation: str
    text: str
    other: str
    has_one_clause: bool


def pairs_in(file: Path) -> list[Pair]:
    pairs = []
    language, has_one_clause = "en", True
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            language = line[2:].strip()
        elif line.startswith("#"):
            has_one_clause = "one clause" in line
        elif line:
            relation, _, rest = line.partition(": ")
            text, other, *_ = rest.split(" | ")
            pairs.append(Pair(language, relation, text, other, has_one_clause))
    return pairs


def judged(pair: Pair) -> str:
    return relate(pair.text, pair.other, same_words_for(pair.language)).kind.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_judge_agrees_with_readers_or_says_that_it_does_not_know(file: Path) -> None:
    pairs = pairs_in(file)
    turned = [pair for pair in pairs if pair.relation in TURNED]
    assert len(turned) >= 100
    assert sum(judged(pair) in ("equal", "wording") for pair in turned) <= 1
    english = [pair for pair in pairs if pair.language == "en"]
    same = [pair for pair in english if pair.relation in ("wording", "paraphrase", "equal")]
    assert sum(judged(pair) == "denies" for pair in same) <= 0.02 * len(same)
    right: Counter[tuple[str, bool]] = Counter()
    flagged: Counter[str] = Counter()
    there = Counter((pair.relation, pair.has_one_clause) for pair in english)
    for pair in english:
        kind = judged(pair)
        flagged[kind] += 1
        right[kind, pair.has_one_clause] += kind == pair.relation
    denials = right["denies", True] + right["denies", False]
    assert denials >= 0.93 * flagged["denies"]
    assert right["denies", True] >= 0.75 * there["denies", True]
    degrees = degrees_there = degrees_flagged = wordings = wordings_there = 0
    for has_one_clause in (True, False):
        for kind in ("less", "more"):
            degrees += right[kind, has_one_clause]
            degrees_there += there[kind, has_one_clause]
        wordings += right["wording", has_one_clause]
        wordings_there += there["wording", has_one_clause]
    degrees_flagged = flagged["less"] + flagged["more"]
    assert degrees >= 0.85 * degrees_flagged
    assert degrees >= 0.65 * degrees_there
    assert wordings >= 0.65 * wordings_there


def test_opposites_by_students_are_right_in_nine_of_ten_and_found_in_45_of_100() -> None:
    found: Counter[tuple[str, str]] = Counter()
    english = same_words_for("en")
    names = [file.stem for file in files("tests/paraphrases/*.txt") if file.stem != "german"]
    for topic in (topic for name in names for topic in topics_in(name)):
        for claim, sort, text in topic.wordings:
            found[sort, relate(text, topic.claims[claim], english).kind.value] += 1
    opposites = sum(number for (sort, _), number in found.items() if sort == "!")
    flagged = sum(number for (_, kind), number in found.items() if kind == "denies")
    assert found["!", "denies"] >= max(0.45 * opposites, 0.9 * flagged)
    for kind in ("equal", "wording"):
        assert not found["!", kind] + found["~", kind]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_judge_says_the_reverse_of_texts_in_the_other_order(file: Path) -> None:
    reverse = {"less": "more", "more": "less"}
    for pair in pairs_in(file):
        kind = judged(pair)
        other = pair._replace(text=pair.other, other=pair.text)
        assert judged(other) == reverse.get(kind, kind), pair


def test_the_judge_agrees_with_answers_that_were_given_before() -> None:
    (file,) = files("tests/same/answers.txt")
    answers: Counter[bool] = Counter()
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        meant, _, texts = line.partition(": ")
        language, answer = meant.split()
        text, other = texts.split(" | ")
        relation = relate(other, text, same_words_for(language))
        kind = "same" if relation.kind.is_same else relation.kind.value
        assert kind in (answer, "unknown"), line
        answers[kind == "unknown"] += 1
    assert answers[True] <= 0.2 * answers.total()


def test_words_that_stand_elsewhere_or_look_alike_are_never_the_same() -> None:
    language = ""
    (file,) = files("tests/same/turned.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            language = line[2:]
        elif line and not line.startswith("#"):
            text, other = line.split(" | ")
            for texts in ((text, other), (other, text)):
                assert not relate(*texts, same_words_for(language)).kind.is_same, line


@pytest.mark.parametrize(
    ("text", "other", "kind"),
    [
        ("Seit 2015 steigen die Mieten.", "Die Mieten steigen seit 2015.", "wording"),
        ("Im Mai fährt der Bus nicht.", "Der Bus fährt im Mai nicht.", "wording"),
        ("Der Rat eröffnete die Schule.", "Die Schule wurde vom Rat eröffnet.", "wording"),
        ("Ein Hund biss den Mann.", "Den Mann biss ein Hund.", "wording"),
        ("Zucker verursacht Diabetes.", "Zucker kann Diabetes verursachen.", "more"),
        ("Kein Kind fror.", "Alle Kinder froren.", "denies"),
        ("Der Hund biss den Mann.", "Den Hund biss der Mann.", "different"),
        ("Der Ort hat Geld.", "Der Ort hatte Geld.", "unknown"),
    ],
)
def test_german_words_stand_elsewhere_and_end_otherwise(text: str, other: str, kind: str) -> None:
    assert relate(text, other, same_words_for("de")).kind == kind


@pytest.mark.parametrize(
    ("text", "other", "language"),
    [
        ("A few teachers agree.", "Few teachers agree.", "en"),
        ("Dogs without owners are dangerous.", "Dogs with owners are dangerous.", "en"),
        ("The bank borrows from the state.", "The bank lends to the state.", "en"),
        ("Die Schule darf nicht werben.", "Die Schule muss nicht werben.", "de"),
        ("Die Schule darf keine Autos kaufen.", "Die Schule muss keine Autos kaufen.", "de"),
    ],
)
def test_what_is_no_certain_turn_is_unknown(text: str, other: str, language: str) -> None:
    assert relate(text, other, same_words_for(language)).kind is RelationKind.UNKNOWN


def test_a_text_with_one_word_more_is_never_the_same() -> None:
    english = same_words_for("en")
    texts = [text for topic in topics_in("opposites") for text in topic.claims.values()]
    for number, text in enumerate(texts):
        words = text.split()
        for word in INSERTED:
            place = number % len(words)
            for rest in (words[place:], words[place + 1 :]):
                mutated = " ".join([*words[:place], word, *rest])
                if mutated.casefold() != text.casefold():
                    assert not relate(text, mutated, english).kind.is_same, mutated


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("Parks should open.", "Parks should not open.", "one says “not”"),
        ("Parks should open.", "Parks shouldn't open.", "one says “shouldn’t”"),
        ("Few pupils came.", "Most pupils came.", "one says “few”, the other “most”"),
        ("It is a loud place.", "It is a quiet place.", "one says “loud”, the other “quiet”"),
        ("Dogs bite.", "Dogs bite!", ""),
    ],
)
def test_the_words_that_decide_are_shown(text: str, other: str, shown: str) -> None:
    assert str(relate(text, other, same_words_for("en"))) == shown


@pytest.mark.parametrize(
    ("text", "other", "kind"),
    [
        ("Selling the drug is not legal.", "Selling the drug is illegal.", "wording"),
        ("Prices do not rise.", "Prices fall.", "unknown"),
        ("The town does not support the plan.", "The town opposes the plan.", "unknown"),
        ("Trains are not safer than cars.", "Trains are more dangerous than cars.", "unknown"),
        ("Trains are safer than cars.", "Cars are more dangerous than trains.", "wording"),
        ("Trains are cheap.", "Trains are very expensive.", "denies"),
        ("Trains are very cheap.", "Trains are not expensive.", "unknown"),
        ("Bridges should not carry trucks.", "Bridges carry trucks.", "unknown"),
        ("A pool creates many jobs.", "A pool creates jobs.", "unknown"),
        ("A lack of vitamin A is harmful.", "A lack of a vitamin is harmful.", "unknown"),
        ("Most have.", "Towns have a library.", "unknown"),
        ("Towns have a library.", "Most have.", "unknown"),
    ],
)
def test_what_looks_like_a_turn_and_is_none_is_unknown(text: str, other: str, kind: str) -> None:
    assert relate(text, other, same_words_for("en")).kind == kind


@pytest.mark.parametrize("text", ["…" * 50_000, "кот cat 猫 " * 10_000, "not " * 25_000, "", "猫"])
def test_texts_that_cannot_be_judged_are_equal_or_unknown(text: str) -> None:
    for tag in ("en", "ja"):
        table = same_words_for(tag)
        assert relate(text, text, table).kind is RelationKind.EQUAL
        assert relate(text, f"{text} x", table).kind is RelationKind.UNKNOWN


def test_a_table_is_whole_or_refused() -> None:
    with pytest.raises(InvalidTable, match="quantity"):
        read_table("[free]\nthe a")
