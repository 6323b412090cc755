"""What `argmap outline` writes is read again as what it tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import ArgumentMap, Citation, Claim, Side, Source, formats
from argmap.documents import docx_of, html_of
from argmap.languages import known_languages, words_for
from argmap.model import OutlineOptions, WritingOptions
from argmap.util import one_line
from tests.documents import PNG, SVG, manuscript
from tests.strategies import CHOICES, TEXT, inferences

_WORDS = st.lists(
    st.sampled_from(
        [
            "Sleep",
            "helps:",
            "(a)",
            "*b*",
            "[c]",
            "`d`",
            "#e",
            "1.2",
            "–",
            "f;",
            "g,",
            "<h>",
            "\\",
            "&",
            "_i_",
            "~",
            "$x",
        ]
    ),
    min_size=1,
    max_size=6,
)
_MARKS = """
    fact value policy implicit common_ground must_be_shown documented unsupported stands falls contested backed
    asserted open rebutted not_shown too_weak outweighed takes_its_backing undercut
"""
"""The words of a language that an outline marks a claim with."""
_LANGUAGES = st.sampled_from([*known_languages()])


def _says_nothing_else(text: str, language: str) -> bool:
    """Return whether a text can be told from the marks and references of an outline."""
    words = words_for(language)
    has_marks = text.endswith("]") and any(getattr(words, mark) in text for mark in _MARKS.split())
    refers = all(around in text for around in words.see.split("{number}"))
    return not has_marks and not refers


@st.composite
def outline_maps(draw: st.DrawFn) -> ArgumentMap:
    """A map of what an outline tells, and nothing else."""
    language = draw(_LANGUAGES)
    text = st.one_of(TEXT, _WORDS.map(" ".join)).map(lambda said: " ".join(one_line(said).split()))
    text = text.filter(lambda said: bool(said) and _says_nothing_else(said, language))
    ids = [f"c{number}" for number in range(draw(st.integers(1, 6)))]
    names = st.sampled_from(["UNESCO", "Ann Lee", "critics of the treaty"])
    citations = st.lists(
        st.builds(Citation, st.sampled_from(["s1", "s2"]), st.sampled_from(["", "p. 4", "art. 2 (3)", "¶8"])),
        max_size=2, unique=True,
    ).map(tuple)  # fmt: skip
    # An outline tells a side by a main claim of it.
    has_sides = draw(st.booleans())
    claims = []
    sides = []
    if has_sides:
        sides = [Side("pro", "Start at nine"), Side("con", "Keep eight o'clock")]
        claims = [
            Claim("nine", "We should.", side="pro", main=True),
            Claim("eight", "We should not.", side="con", main=True),
        ]
    for id in ids:
        # Of other claims, an outline does not tell the side.
        is_main = draw(st.booleans())
        side = draw(st.sampled_from(["pro", "con"])) if has_sides and is_main else ""
        claim = Claim(
            id,
            draw(text),
            side=side,
            main=is_main,
            common_ground=draw(st.booleans()),
            standard=draw(CHOICES["standard"]),
            type=draw(CHOICES["type"]),
            implicit=draw(st.booleans()),
            evidence=draw(citations),
            stated_in=draw(citations),
            held_by=tuple(draw(st.lists(names, max_size=2, unique=True))),
        )
        claims.append(claim)
    schemes = st.sampled_from(["", "", "expert opinion", "sign (of a cause)"])
    made = inferences([claim.id for claim in claims], draw, 8, with_details=False)
    return ArgumentMap.build(
        title=draw(st.sampled_from(["", "Should school start at nine?", "A *title*, and more."])),
        language=language,
        sides=sides,
        sources=[
            Source("s1", author="Ann Lee", title='Sleep, "again"', publisher="Oxford", date="2019"),
            Source("s2", title="Rest", url="https://example.org/a_b"),
        ],
        claims=claims,
        inferences=[replace(inference, scheme=draw(schemes)) for inference in made.all],
    )


@pytest.mark.parametrize("format", ["text", "markdown", "opml"])
@given(map=outline_maps(), sources=st.booleans())
def test_an_outline_is_read_again_as_what_it_shows(
    map: ArgumentMap, sources: bool, format: str
) -> None:
    options = WritingOptions(outline=OutlineOptions(sources=sources))
    outline = formats.write(map, format, options).text
    reading = formats.parse(outline, "map", format)
    assert reading.map is not None
    assert formats.write(reading.map, format, options).text == outline
    assert _types_of_claims(reading.map) == _types_of_claims(map)


def _types_of_claims(map: ArgumentMap) -> Counter[tuple[str, str]]:
    return Counter((claim.text, claim.type) for claim in map.claims.values())


@pytest.mark.soak(but=["html"])
@pytest.mark.parametrize("format", ["docx", "html"])
@given(map=outline_maps())
def test_a_document_is_read_again_as_the_outline_in_it(map: ArgumentMap, format: str) -> None:
    if format == "docx":
        data = docx_of(manuscript(map), PNG)
    else:
        # A number alone may be of a list that is no outline.
        assume(len(map.claims) > 1)
        data = html_of(manuscript(map), SVG).encode()
    reading = formats.read_data(data, f"map.{format}")
    assert reading.map is not None
    assert _claims_of_outline(reading.map) == _claims_of_outline(map)
    assert _types_of_claims(reading.map) == _types_of_claims(map)


def _claims_of_outline(map: ArgumentMap) -> str:
    """Return an outline without its sources: a document describes them in other words."""
    options = WritingOptions(outline=OutlineOptions(sources=False))
    text = formats.write(map, "text", options).text
    return text.partition(f"\n{words_for(map.language).sources}\n")[0]


@pytest.mark.parametrize("language", ["de", "en", "zh"])
def test_only_marks_in_brackets_are_no_part_of_a_text(language: str) -> None:
    words = words_for(language)

    def first_text(in_brackets: str) -> str:
        outline = f"1 It is so. [{in_brackets}]\n  1.1 It rains. [{words.unsupported}]\n"
        return next(iter(formats.parse(outline, "map", "text").unwrap().claims.values())).text

    assert first_text(words.rebutted) == "It is so."
    assert first_text("sic") == "It is so. [sic]"


def test_what_an_outline_numbers_is_a_claim_whatever_it_says() -> None:
    outline = "1 Pros\n  1.1 Support: It helps.\n  1.2 Reason: But:\n  1.3 But:\n2 Premise:\n"
    map = formats.parse(outline, "map", "text").unwrap()
    texts = [claim.text for claim in map.claims.values()]
    assert texts == ["Pros", "It helps.", "But:", "Premise:"]


def test_a_bibliography_edited_by_hand_is_read_as_far_as_it_goes() -> None:
    map = formats.parse(
        """\
1 We go.
    (evidence: Lee 2019, p. 4; p. 5; WHO 2020; Meyer 1999, p. 3)
  1.1 It is late.
      (evidence: BBC n.d.)

Sources
=======

  Lee 2019 (lee2019): Ann Lee, “Sleep”, Oxford, 2019, https://example.org
  BBC n.d. (bbc): BBC
  WHO 2020 (who): WHO, Unit of Health, Geneva, 2020
  A line of somebody's own
""",
        "map",
        "text",
    ).unwrap()
    assert [
        (source.id, source.author, source.title, source.publisher, source.date, source.url)
        for source in map.sources.values()
    ] == [
        ("lee2019", "Ann Lee", "Sleep", "Oxford", "2019", "https://example.org"),
        ("bbc", "BBC", "", "", "", ""),
        ("who", "WHO, Unit of Health", "", "Geneva", "2020", ""),
        ("a-line-of-somebodys-own", "", "A line of somebody's own", "", "", ""),
        ("meyer-1999", "Meyer", "", "", "1999", ""),
    ]
    evidence = [str(citation) for claim in map.claims.values() for citation in claim.evidence]
    assert evidence == ["lee2019 p. 4", "lee2019 p. 5", "who", "meyer-1999 p. 3", "bbc"]
