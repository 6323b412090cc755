"""Citations by author and year, and bibliographies."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import ArgumentMap, Citation, Claim, Source, evaluate, explain, formats
from argmap.documents import Citations, plain
from argmap.languages import words_for
from argmap.model import EnglishWords, OutlineOptions, PictureOptions, WritingOptions
from argmap.options import Look
from tests.strategies import maps

ENGLISH = words_for("en")


@pytest.mark.parametrize(
    ("id", "author", "cited"),
    [
        ("s", "UNESCO", "UNESCO"),
        ("s", "United Nations", "United Nations"),
        ("s", "American Academy of Pediatrics", "American Academy of Pediatrics"),
        ("s", "Ministry of Health and Welfare", "Ministry of Health and Welfare"),
        ("s", "Organisation for Growth, Trade and Jobs", "Organisation for Growth, Trade and Jobs"),
        ("s", "China and North Korea (governments)", "China and North Korea"),
        ("s", "(anonymous)", "(anonymous)"),
        ("s", " ;", " ;"),
        ("s", "Ann Lee", "Ann Lee"),
        ("lee2019", "Ann Lee", "Lee"),
        ("s", "Lee, Ann", "Lee"),
        ("s", "A. B. Lee", "Lee"),
        ("s", "J.-P. de la Tour", "de la Tour"),
        ("s", "García Márquez, Gabriel", "García Márquez"),
        ("s", "van der Berg, Jan", "van der Berg"),
        ("s", "Lee, Ann and Smith, Bo", "Lee and Smith"),
        ("s", "Lee, Ann; Smith, Bo", "Lee and Smith"),
        ("s", "A. Lee & Bo Smith", "Lee and Smith"),
        ("lee2019", "Ann Lee und Bo Smith", "Lee and Smith"),
        ("s", "Ann Lee, Bo Smith and Cy Chan", "Ann Lee et al."),
        ("s", "Lee, A., Smith, B., and Chan, C.", "Lee et al."),
        ("s", "Lee, A., Smith, B.", "Lee and Smith"),
        ("s", "Lee et al.", "Lee et al."),
    ],
)
def test_whom_a_citation_names(id: str, author: str, cited: str) -> None:
    source = Source(id, author=author, date="2019")
    assert Citations([source], ENGLISH).cite(Citation(id, "p. 4")) == f"{cited} 2019, p. 4"


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (Source("s", author="UNESCO", date="12 May 2023"), "UNESCO 2023"),
        (Source("s", author="UNESCO", date="forthcoming"), "UNESCO forthcoming"),
        (Source("s", author="UNESCO"), "UNESCO n.d."),
        (Source("s", title="School Start Times", date="2014"), "“School Start Times” 2014"),
        (Source("s", publisher="BBC", date="2014"), "BBC 2014"),
        (Source("s", url="https://example.org"), "s"),
    ],
)
def test_how_a_source_is_called(source: Source, label: str) -> None:
    citations = Citations([source], ENGLISH)
    assert citations.label("s") == citations.cite(Citation("s")) == label


def test_sources_alike_in_author_and_year_are_distinguished_by_letters() -> None:
    sources = [
        Source("first", author="UNESCO", title="One", date="2023"),
        Source("other", author="WHO", date="2023"),
        Source("second", author="UNESCO", title="Two", date="2023-05"),
        Source("third", author="UNESCO", title="Three"),
        Source("fourth", author="UNESCO", title="Four"),
    ]
    citations = Citations(sources, ENGLISH)
    assert [citations.label(source.id) for source in sources] == [
        "UNESCO 2023a",
        "WHO 2023",
        "UNESCO 2023b",
        "UNESCO n.d.-a",
        "UNESCO n.d.-b",
    ]


def test_what_is_no_declared_source_stays_as_it_is_written() -> None:
    citations = Citations([Source("s", author="WHO", date="2023")], ENGLISH)
    assert (
        plain(citations.cite_all([Citation("survey", "p. 4"), Citation("s", "p. 5")]))
        == "survey p. 4; WHO 2023, p. 5"
    )


def test_a_bibliography_is_in_the_order_of_its_labels() -> None:
    sources = [
        Source(
            "w",
            author="WHO",
            title="Health for all?",
            publisher="WHO Press",
            date="2023-05",
            url="https://who.int",
        ),
        Source("lee1", author="Ann Lee", title="Sleep", date="2019"),
        Source("b", title="School Start Times", publisher="BBC"),
        Source("a"),
    ]
    references = Citations(sources, ENGLISH).bibliography()
    assert [(reference.label, reference.text) for reference in references] == [
        ("a", "a (n.d.)."),
        ("Lee 2019", "Ann Lee (2019). Sleep."),
        ("WHO 2023", "WHO (2023). Health for all? WHO Press, 2023-05. https://who.int"),
        ("“School Start Times” n.d.", "School Start Times (n.d.). BBC."),
    ]
    assert references[1].line(ENGLISH) == "Lee 2019 (lee1): Ann Lee, “Sleep”, 2019"


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("de", "Lee und Chan o. J., S. 4"),
        ("fr", "Lee et Chan s. d., S. 4"),
        ("zh", "Lee和Chan 无日期、S. 4"),
    ],
)
def test_citations_speak_the_language_of_the_map(language: str, cited: str) -> None:
    source = Source("s", author="Lee, Ann; Chan, Bo")
    assert Citations([source], words_for(language)).cite(Citation("s", "S. 4")) == cited


@given(maps())
def test_no_two_sources_are_cited_alike(map: ArgumentMap) -> None:
    citations = Citations(map.sources.values(), ENGLISH)
    labels = [citations.label(source) for source in map.sources]
    assert len(set(labels)) == len(labels)
    assert len(citations.bibliography()) == len(labels)


def test_english_sentences_name_sources_as_english_maps_do() -> None:
    words = EnglishWords()
    for name in EnglishWords._fields:
        assert getattr(words, name) == getattr(ENGLISH, name)
    assert words.quote("Sleep") == ENGLISH.quote("Sleep")


_AUTHORS = (
    "Lee, Ann",
    "A. Lee",
    "Lee, Ann; Chan, Bo",
    "UNESCO",
    "Ann Lee, Bo Smith and Cy Chan",
    "",
)
_SOURCES = st.lists(
    st.tuples(
        st.sampled_from(_AUTHORS),
        st.sampled_from(("", "Sleep", "School Start Times")),
        st.sampled_from(("", "2019", "May 2019", "2020")),
        st.sampled_from(("", "p. 4", "art. 2")),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15)
@given(_SOURCES)
def test_all_that_is_written_names_a_source_alike(drawn: list[tuple[str, str, str, str]]) -> None:
    sources = [
        Source(f"s{number}", author=author, title=title, date=date)
        for number, (author, title, date, _) in enumerate(drawn)
    ]
    cited = [Citation(f"s{number}", each[3]) for number, each in enumerate(drawn)]
    claims = [
        Claim(f"c{number}", f"It is so in case {number}.", evidence=(citation,))
        for number, citation in enumerate(cited)
    ]
    map = ArgumentMap.build(claims=claims, sources=sources)
    verdicts = evaluate(map)
    names = Citations(sources, ENGLISH)
    written = {
        "outline": _written(map, "text", WritingOptions()),
        "essay": _written(map, "text", WritingOptions(outline=OutlineOptions(essay=True))),
        "document": _written(map, "latex", WritingOptions()),
        "picture": _written(
            map, "svg", WritingOptions(picture=PictureOptions(Look(marks=("evidence",))))
        ),
        "page": _written(map, "page", WritingOptions()),
        "why": _words(" ".join(str(explain(verdicts, claim.id)) for claim in claims)),
    }
    for citation in cited:
        name = _words(names.cite(citation))
        assert {kind: text.count(name) > 0 for kind, text in written.items()} == dict.fromkeys(
            written, True
        )


def _written(map: ArgumentMap, format: str, options: WritingOptions) -> str:
    return _words(formats.write(map, format, options).text)


def _words(text: str) -> str:
    """Return a text without markup and spaces: lines break in each format in its own way."""
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    text = re.sub(r"\\\w+|[{}~\\]", "", text).replace("``", "“").replace("''", "”")
    return re.sub(r"\s+", "", text)
