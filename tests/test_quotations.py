"""Quotations found in their sources, and the passages around them, in the sources' own signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.quotations import Passage, Piece, SearchableText, occurs, passage_around, plain_words

TREATY = """\
The treaty of 1961 is the only one of its kind. Whether Beijing would   come to
Pyongyang\u2019s aid \u2013 it has \u201cnever said\u201d so \u2013 is uncertain; the of\ufb01cial line is si\u00adlence.
"""
CANTEEN = (Path(__file__).parents[1] / "docs" / "canteen.txt").read_text(encoding="utf-8")
CHINESE = "学校九点开始上课。孩子会睡得更多，成绩也会更好。老师们还没有表决，家长们也还没有被问到。"
LONG = " ".join(f"Sentence {number} says nothing." for number in range(1000))


def marked(passage: Passage | None) -> str:
    """Return a passage with its quotation in double brackets."""
    if passage is None:
        return "not found"
    pieces = [f"[[{piece.text}]]" if piece.is_quoted else piece.text for piece in passage.pieces]
    before = "<… " if passage.goes_on_before else "<"
    after = " …>" if passage.goes_on_after else ">"
    return f"{before}{''.join(pieces)}{after}"


def around(quote: str, text: str, most: int = 300) -> str:
    return marked(passage_around(quote, SearchableText(text), most, most))


def test_a_passage_is_its_pieces_in_order() -> None:
    assert passage_around(
        "the bakery …. more than nineteen", SearchableText(CANTEEN), 58, 70
    ) == Passage(
        (
            Piece("nineteen said that they would rather buy something at ", False),
            Piece("the bakery", True),
            Piece(". He thinks that it may be ", False),
            Piece("more than nineteen", True),
            Piece(" once the first Monday comes.\nThe council did not vote.", False),
        ),
        goes_on_before=True,
        goes_on_after=True,
    )


@pytest.mark.parametrize(
    ("quote", "text", "passage"),
    [
        ("is", "So it is.", "<So it [[is]].>"),
        ("So it is.", " So it is.\n", "<[[So it is.]]>"),
        # The words are those of the quote, the signs those of the source.
        ("would come to Pyongyang's aid", TREATY, "<The treaty of 1961 is the only one of its kind. Whether Beijing [[would come to Pyongyang’s aid]] – it has “never said” so – is uncertain; the ofﬁcial line is si\u00adlence.>"),
        ("aid - it has 'never said' so—is", "Pyongyang’s aid – it has “never said” so – is uncertain.", "<Pyongyang’s [[aid – it has “never said” so – is]] uncertain.>"),
        ("'never said'", "It has “never said” so.", "<It has “[[never said]]” so.>"),
        ("official", "The of\ufb01cial line.", "<The [[of\ufb01cial]] line.>"),
        ("silence", "Is si\u00adlence.", "<Is [[si\u00adlence]].>"),
        ("café", "The cafe\u0301 is.", "<The [[cafe\u0301]] is.>"),
        ("cafe\u0301", "The café is.", "<The [[café]] is.>"),
        ("it's so", "Yes, it´s so.", "<Yes, [[it´s so]].>"),
        ("学", "The 学 ゛ is.", "<The [[学]] ゛ is.>"),
        ("so - it", "And so -- it is.", "<And [[so -- it]] is.>"),
        ("so it", "And so\n \t it is.\r\n\r\nIndeed.", "<And [[so it]] is.\nIndeed.>"),
        # A ligature is marked if one of its letters is, and by the first quoted part alone.
        ("of[fice]", "An oﬀer.", "<An [[oﬀ]]er.>"),
        ("o[f]fer", "An oﬀer.", "<An [[o]][[ﬀer]].>"),
        # Of the first words, those are marked that stand near what follows.
        ("the … ends", "In the night the day of the last one ends.", "<In the night the day of [[the]] last one [[ends]].>"),
        ("[...] the last … ends ...", "In the night the last one ends.", "<In the night [[the last]] one [[ends]].>"),
        ("last … first", "the first and the last", "not found"),
        ("So it was", "So it is.", "not found"),
        ("so it is", "So it is.", "not found"),
        ("…", "So it is.", "not found"),
        ("", "So it is.", "not found"),
        ("x", "", "not found"),
    ],
)  # fmt: skip
def test_words_are_marked(quote: str, text: str, passage: str) -> None:
    assert around(quote, text) == passage


@pytest.mark.parametrize(
    ("quote", "text", "most", "passage"),
    [
        # At the end of a sentence or a paragraph, where one is near the limit …
        ("Sentence 500", LONG, 60, "<… Sentence 498 says nothing. Sentence 499 says nothing. [[Sentence 500]] says nothing. Sentence 501 says nothing. …>"),
        ("a like", "A title\nin two lines\n\nThe same and a like one has a long end\n\nA title", 20, "<… The same and [[a like]] one has a long end …>"),
        ("more", "“Nobody must.” He said no more. “Why?” It ends.", 20, "<… He said no [[more]]. “Why?” It ends.>"),
        # … else at a word. A stop within a sentence is no end.
        ("three", "See p. 643 and e.g. this: one two three four five six", 16, "<… this: one two [[three]] four five six>"),
        ("three", "one two three four five six seven", 10, "<one two [[three]] four five …>"),
        ("three", "one two three four five six seven", 7, "<… two [[three]] four …>"),
        ("three", "one two three four five", 0, "<… [[three]] …>"),
        ("three", "three", 0, "<[[three]]>"),
        # Scripts without spaces
        ("成绩", CHINESE, 9, "<… 孩子会睡得更多，[[成绩]]也会更好。 …>"),
        ("成绩", CHINESE, 5, "<… 得更多，[[成绩]]也会更好。 …>"),
        ("这", "一👨\u200d👩\u200d👧二这三👨\u200d👩\u200d👧四", 4, "<… 二[[这]]三 …>"),
        # White space is not counted by the character.
        ("three", "one" + " " * 50 + "two" + "\n" * 20 + "three", 9, "<one two\n[[three]]>"),
        ("three", "one" + " " * 5000 + "two three", 9, "<… two [[three]]>"),
    ],
)  # fmt: skip
def test_passages_are_cut(quote: str, text: str, most: int, passage: str) -> None:
    assert around(quote, text, most) == passage


def test_what_lies_between_two_parts_is_shortened_in_its_middle() -> None:
    between = " ".join(f"Sentence {number} says nothing." for number in range(30))
    text = f"It begins on a cold morning. {between} It ends on a cold morning."
    assert around("It begins on a cold morning …. It ends on a cold morning", text) == (
        "<[[It begins on a cold morning]]. Sentence 0 says nothing. Sentence 1 says nothing. Sentence 2 says nothing. Sentence 3 says nothing."
        " Sentence 4 says nothing. Sentence 5 says nothing. Sentence 6 says nothing. …"
        " Sentence 23 says nothing. Sentence 24 says nothing. Sentence 25 says nothing. Sentence 26 says nothing."
        " Sentence 27 says nothing. Sentence 28 says nothing. Sentence 29 says nothing. [[It ends on a cold morning]].>"
    )


@pytest.mark.soak
@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("a" + "\u0301\u0323" * 300_000 + " The end", "<… The [[end]]>"),
        ("a" + "\uff9e\u0301\u0323" * 200_000 + " The end", "<… The [[end]]>"),
        ("a " + "\u2013" * 500_000 + "\n\nThe end", "<… The [[end]]>"),
        ("a" + "\u00ad" * 500_000 + " The end", "<… The [[end]]>"),
        ("a" + " \n" * 500_000 + " The end", "<… The [[end]]>"),
        ("a" + "\x00" * 500_000 + " The end", "<… The [[end]]>"),
        ("a" * 500_000 + " The end", "<… The [[end]]>"),
        ("\u202e</script>\x1b[31m The end", "<\u202e</script>\x1b[31m The [[end]]>"),
    ],
)
def test_no_text_takes_long(text: str, passage: str) -> None:
    assert around("end", text, 30) == passage


LETTERS = [
    "a",
    "b",
    "é",
    "e\u0301",
    "\u0323",
    "ﬁ",
    "ß",
    "½",
    "学",
    "は\u3099",
    "ﾊﾞ",
    "각",
    "\u1100\u1161",
    "ͺ",
    "´",
    "a\u00ada",
    "“",
    "'",
    "€",
]
WORDS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=5).map("".join).filter(plain_words)
DASHES = st.sampled_from(["-", "–", "—", "--"])
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\r\n\r\n", "\u2009\t"])
QUOTATION_MARKS = st.sampled_from("\"'“”‘’„")


@st.composite
def typeset(draw: st.DrawFn, words: list[str]) -> str:
    """Draw a text of the words given, with any white space, and with any quotation marks and dashes for theirs."""
    text = ""
    for word in words:
        for sign in word:
            if sign in "'“":
                text += draw(QUOTATION_MARKS)
            elif sign == "-":
                text += draw(DASHES)
            else:
                text += sign
        text += draw(SPACES)
    return text


@st.composite
def quotes_and_texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw a text of several stretches, and the parts of a quote from it, in its order."""
    words = draw(st.lists(st.one_of(WORDS, st.just("-")), min_size=1, max_size=30))
    words *= draw(st.sampled_from([1, 60]))
    text = draw(typeset(words[:60])) + " ".join(words[60:])
    cuts = sorted(draw(st.lists(st.integers(0, len(words)), min_size=2, max_size=6)))
    parts = [words[start:end][:60] for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    quotes = [draw(typeset(part)) for part in parts]
    quotes = [quote for quote in quotes if any(map(str.isalnum, plain_words(quote)))]
    # What is left out is at most a page.
    return quotes[: 6 if len(text) < 2000 else 1], text


@given(quotes_and_texts())
@example((["bb"], "a " + "b\u00adb " * 600))
@example((["a a 学 "], "a a 学 ͺ "))
def test_what_is_marked_are_the_words_of_the_quote(drawn: tuple[list[str], str]) -> None:
    quotes, text = drawn
    source = SearchableText(text)
    quote = " … ".join(quotes)
    assert occurs(quote, source) == bool(quotes)
    passage = passage_around(quote, source)
    if not quotes:
        assert passage is None
        return
    assert passage is not None
    found = [plain_words(piece.text) for piece in passage.pieces if piece.is_quoted]
    assert [words.strip("' -") for words in found] == [
        plain_words(words).strip("' -") for words in quotes
    ]


@given(quotes_and_texts())
def test_a_passage_without_limits_is_the_text(drawn: tuple[list[str], str]) -> None:
    quotes, text = drawn
    passage = passage_around(" ".join(quotes[:1]), SearchableText(text), len(text), len(text))
    if passage is not None:
        assert "".join(piece.text for piece in passage.pieces).split() == text.split()
        assert (passage.goes_on_before, passage.goes_on_after) == (False, False)


@given(
    st.lists(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("a -\u00ad\u0301ﾞ")), max_size=20), max_size=8),
    st.integers(0, 40),
)  # fmt: skip
@example(["a \u00ad", "b"], 0)
@example(["a –", " ", "b"], 1)
@example(["\u00ad ", "b"], 7)
@example(["ㄱ", "ㅏ"], 3)
def test_a_text_is_as_plain_by_stretches_as_at_once(parts: list[str], shift: int) -> None:
    text = "x" * shift + "".join(part * 60 for part in parts)
    assert SearchableText(text).plain == plain_words(text)


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=4), st.integers(0, 20))
def test_any_text_and_any_quote(text: str, parts: list[str], most: int) -> None:
    source = SearchableText(text)
    quote = "…".join([*parts, text[2:6]])
    passage = passage_around(quote, source, most, most)
    if passage is None:
        assert not (occurs(quote, source) and plain_words(quote).strip("'. "))
        return
    outer = [piece.text for piece in (passage.pieces[0], passage.pieces[-1]) if not piece.is_quoted]
    assert all(len(words) <= most for words in outer)
