"""Sources from BibTeX: what an entry becomes, and what is wrong with a bibliography."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Source, formats
from argmap.formats import parse_bibtex
from argmap.lint import report
from tests.run import argmap


def sources(text: str) -> list[Source]:
    entries, diagnostics = parse_bibtex(text, "refs.bib")
    assert diagnostics == []
    return [entry.source for entry in entries]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("@misc{a1, author = {Ann Lee}, title = {Sleep}, year = 2019}", Source("a1", "Lee, Ann", "Sleep", date="2019")),
        ("@Book(b, EDITOR = {Chan, Bo}, Title = \"A {B}ook\", publisher = {P \\& Q})", Source("b", "Chan, Bo", "A Book", "P & Q")),
        (r"@misc{c, author = {M{\"u}ller, J{\'o}zef and others}, title = {\emph{Wh}y? $x^2$~-- so}, date = {2020-05-01}}", Source("c", "Müller, Józef et al.", "Why? $x^2$ – so", date="2020-05-01")),
        ("@misc{d, author = {{World Health Organization}}, title = {T}, subtitle = {Sub}}", Source("d", "World Health Organization", "T: Sub")),
        ("@misc{e, author = {de la Vega, Jr, Ana and Lee, Bo and others}}", Source("e", "de la Vega, Jr, Ana; Lee, Bo; et al.")),
        ("@string{j = {Journal}}\n@article{f, journal = j, volume = 3, number = 4, pages = {1--2}, publisher = {Y}}", Source("f", publisher="Journal 3(4), 1–2")),
        ("@misc{g, url = {https://example.org/a_b~c%20d}}", Source("g", url="https://example.org/a_b~c%20d")),
        (r"@misc{h, doi = {10.1/x\_y}}", Source("h", url="https://doi.org/10.1/x_y")),
        ("@misc{DBLP:conf/x+1, doi = {https://doi.org/10.1/x}}", Source("DBLP-conf-x-1", url="https://doi.org/10.1/x")),
        ("@comment{no}\nfree text\n@misc{i}", Source("i")),
        ("@misc{j, author = {Lee, A, B, C, D and Chan Bo}}", Source("j", "Lee, A, B C D; Bo, Chan")),
        ("@misc{k, title = {One}, title = {Two}}", Source("k", title="One")),
    ],
)  # fmt: skip
def test_what_an_entry_becomes(text: str, source: Source) -> None:
    assert sources(text) == [source]


def test_an_entry_has_what_it_lacks_from_the_one_it_refers_to() -> None:
    text = "@inproceedings{a, title = {A}, crossref = {P}}\n@proceedings{p, title = {Proceedings}, year = 1999}"
    assert sources(text)[0] == Source("a", title="A", publisher="Proceedings", date="1999")


MAP = """\
bibliography: refs/refs.bib
sources: {own: {title: Own, date: 2020}}
claims:
  a: {text: It is so., evidence: [lee2019 p. 4, own p. 1], stated_in: undated p. 1}
"""
BIB = """\
@article{lee2019, author = {Lee, Ann}, title = {Sleep}, year = 2019}
@book{undated,
  title = {Rest}}
@misc{uncited, title = {Never cited}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "refs").mkdir()
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "refs" / "refs.bib").write_text(BIB)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(format: str = "concise") -> str:
    reading = formats.read("map.yaml")
    return report(reading.diagnostics, reading.texts, format)


def test_what_is_cited_is_a_source_and_what_has_no_year_is_reported(folder: Path) -> None:
    result = argmap("outline", "map.yaml", "--sources", cwd=folder)
    assert result.code == 0
    assert (
        result.out
        == """\
1 It is so.
    (stated in “Rest” n.d., p. 1; evidence: Lee 2019, p. 4; “Own” 2020, p. 1)

Sources
=======

  Lee 2019 (lee2019): Lee, Ann, “Sleep”, 2019
  “Own” 2020 (own): “Own”, 2020
  “Rest” n.d. (undated): “Rest”
"""
    )
    assert (
        result.err
        == """\
refs/refs.bib:2:7: note[no-year]: the entry `undated` has no year, so it is cited as “n.d.”
  |
2 | @book{undated,
  |       ^^^^^^^
"""
    )


@pytest.mark.parametrize(
    ("map", "bib", "message"),
    [
        (MAP, BIB + "@misc{own, title = {Another}}\n", "refs/refs.bib:5:7: error[duplicate-id]: two sources have the id `own`: the first is in map.yaml, line 2\n"),
        (MAP.replace("lee2019", "lee2918"), BIB, "map.yaml:4:35: error[unknown-source]: unknown source `lee2918`\n"),
        (MAP, BIB + "@misc{lee2019, title = {Another}}\n", "refs/refs.bib:5:7: warning[duplicate-key]: the entry `lee2019` is already on line 1, so argmap ignores this entry\n"),
        (MAP, BIB + "@misc{open, title = {x}\n", "refs/refs.bib:5:1: warning[bibtex-syntax]: this entry is malformed or not closed, so argmap ignores the entry\n"),
        (MAP, BIB + "@misc{, title = {x}}\n", "refs/refs.bib:5:1: warning[bibtex-syntax]: this entry has no key, so argmap ignores the entry\n"),
        (MAP, "nothing\n", "refs/refs.bib:1:1: error[empty-file]: this file has no BibTeX entries\n"),
        (MAP.replace("refs/", "../"), BIB, "map.yaml:1:15: error[outside-folder]: `../refs.bib` is outside the folder that contains map.yaml\n"),
        (MAP.replace("refs.bib", "ref.bib"), BIB, "map.yaml:1:15: error[cannot-read]: refs/ref.bib: no such file\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_with_its_file(
    folder: Path, map: str, bib: str, message: str
) -> None:
    (folder / "map.yaml").write_text(map)
    (folder / "refs" / "refs.bib").write_text(bib)
    kept_lines = [line for line in said().splitlines(keepends=True) if "no-year" not in line]
    assert kept_lines == [message]


def test_a_bibliography_in_another_place_is_reported_where_it_belongs(folder: Path) -> None:
    (folder / "map.yaml").write_text("sources: refs.bib\nclaims: {a: It is so.}\n")
    assert said("full").endswith("= help: for a BibTeX file, write `bibliography: refs.bib`\n\n")
    (folder / "map.yaml").write_text("include: refs/refs.bib\nclaims: {a: It is so.}\n")
    assert "error[no-map]: refs/refs.bib: this is a BibTeX bibliography, not a map\n" in said()
    assert (
        "help: to cite its entries, name the file in a map, for example `bibliography: refs.bib`"
        in argmap("outline", "refs/refs.bib", cwd=folder).err
    )


def test_a_missing_bibliography_is_reported_with_the_near_one(folder: Path) -> None:
    (folder / "map.yaml").write_text(MAP.replace("refs.bib", "ref.bib"))
    assert "help: did you mean `refs/refs.bib`?" in said("full")


def test_an_included_file_may_have_a_bibliography_and_two_may_have_the_same(folder: Path) -> None:
    (folder / "map.yaml").write_text("include: [refs/part.yaml, refs/other.yaml]\n" + MAP)
    (folder / "refs" / "part.yaml").write_text("bibliography: [refs.bib, more.bib]\n")
    (folder / "refs" / "other.yaml").write_text(
        "bibliography: more.bib\nclaims: {b: {text: So it is., evidence: more p. 1}}\n"
    )
    (folder / "refs" / "more.bib").write_text(
        "@misc{more, title = {More}, year = 1}\n" + BIB.splitlines()[0]
    )
    assert list(formats.read("map.yaml").unwrap().sources) == ["own", "lee2019", "undated", "more"]


def test_a_bibliography_is_not_changed(folder: Path) -> None:
    assert argmap("rename", "lee2019", "lee", "map.yaml", cwd=folder) == (
        2, "", "argmap: `lee2019` is an entry in refs/refs.bib, which other documents may cite, so argmap does not rename it\n",
    )  # fmt: skip
    assert argmap("rename", "own", "mine", "map.yaml", cwd=folder).code == 0
    assert (folder / "refs" / "refs.bib").read_text() == BIB


@given(st.lists(st.sampled_from(["@misc{a", "}", "{", '"', ",", "=", "#", "\n", "title", "author", "@", "\\", "$", "%", "and", " ", "2019", "@string(", ")", "é", "\\'"]), max_size=40).map("".join))  # fmt: skip
def test_any_text_is_read_or_reported(text: str) -> None:
    entries, _ = parse_bibtex(text, "refs.bib")
    for entry in entries:
        assert entry.source.reference


def test_braces_to_any_depth_are_read() -> None:
    deep = "{" * 5_000 + "x" + "}" * 5_000
    assert sources(f"@misc{{a, title = {{{deep}}}, author = {{{deep}}}}}")[0].id == "a"
