"""Documents to hand in: what they hold, that they are safe, the same on every run, and open where they are meant to."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import given

from argmap import (
    ArgmapError,
    ArgumentMap,
    Claim,
    convert,
    evaluate,
    formats,
    load,
    loads,
    outline,
    save,
)
from argmap.documents import docx_of, essay_of, html_of, latex_of, outline_of, plain, show_text
from argmap.languages import essay_words_for
from argmap.model import WritingOptions
from tests.conftest import ROOT
from tests.documents import PNG, SVG, W, manuscript, numbers_shown, part
from tests.run import argmap, argmap_started
from tests.strategies import maps
from tests.tools import tool

Golden = Callable[[str, str | bytes], None]

CANTEEN = """
title: Should the canteen cook without meat on Mondays?
sides: {yes: Without meat, no: With meat}
sources:
  ipcc: {author: IPCC, title: Climate Change 2022, date: 2022, url: "https://www.ipcc.ch/report/ar6/wg3/?a=1&b=#p"}
  lee: {author: "Lee, Ann; Chan, Bo", title: What pupils eat, date: 2024}
claims:
  meatless:
    text: The canteen should cook without meat on Mondays.
    side: yes
    main: true
    premises:
      - [climate, {text: A school should do the climate no needless harm., common_ground: true}]
      - "Vegetables are cheaper: -10 % & less."
    rebuttals: [hungry]
  climate: {text: Meat harms the climate more., evidence: ipcc p. 12, held_by: [IPCC], note: read it}
  hungry:
    text: Pupils would stay hungry.
    side: no
    evidence: lee p. 3
    rebuttals: [{premises: [Lentils fill better.], undercutters: [Nobody measured <b>how</b> full.]}]
  keep: {text: The canteen should keep meat., side: no, main: true, premises: [hungry]}
"""

LANGUAGES = {
    "he": "language: he\ntitle: האם להתחיל בתשע?\nclaims: {m: {text: יש להתחיל בתשע., premises: [[a, b]]}, a: ישנים יותר., b: שינה עוזרת.}",
    "ar": "language: ar\ntitle: هل نبدأ في التاسعة؟\nclaims: {m: {text: يجب أن نبدأ في التاسعة., premises: [a]}, a: النوم يساعد.}",
    "zh": "language: zh\ntitle: 应该九点开始吗？\nclaims: {m: {text: 学校应该九点开始。, premises: [a]}, a: 学生睡得更多。}",
}


def many_levels(depth: int) -> ArgumentMap:
    """Return a map of one chain of reasons, so deep."""
    claims = ["m: {text: Claim m., premises: [c1]}"]
    claims += [
        f"c{place}: {{text: Claim {place}., premises: [c{place + 1}]}}" for place in range(1, depth)
    ]
    return loads("claims:\n  " + "\n  ".join([*claims, f"c{depth}: The last one."]))


# --- the command ---


def test_what_is_binary_goes_to_a_file_unless_standard_output_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(CANTEEN)
    made = argmap("outline", "map.yaml", "-f", "docx", cwd=tmp_path)
    assert made == (
        0,
        "",
        "warning[not-carried-over]: 1 note cannot be represented in an outline in docx\nwrote output/map.docx\n",
    )
    assert argmap("convert", "map.yaml", "-o", "other.docx", cwd=tmp_path).code == 0
    data = (tmp_path / "output/map.docx").read_bytes()
    assert data[:2] == b"PK"


@pytest.mark.parametrize("name", ["x.html", "x.tex", "x.csv"])
def test_what_is_text_goes_to_standard_output_or_where_it_is_sent(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "map.yaml").write_text(CANTEEN)
    format = formats.format_of_path(
        name, formats.writable_formats(formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT)
    )
    assert format is not None
    printed = argmap("outline", "map.yaml", "-f", format.name, cwd=tmp_path)
    assert argmap("outline", "map.yaml", "-o", name, cwd=tmp_path).err.endswith(f"wrote {name}\n")
    assert printed.out.encode() == (tmp_path / name).read_bytes()


def test_an_ending_that_may_mean_a_page_asks_for_the_name(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(CANTEEN)
    refused = argmap("convert", "map.yaml", "-o", "x.html", cwd=tmp_path)
    assert refused == (
        2,
        "",
        "argmap: the file extension of x.html belongs to more than one format; use --to page or --to html\n",
    )
    assert argmap("convert", "map.yaml", "-o", "x.html", "--to", "html", cwd=tmp_path).code == 0


def test_a_program_is_asked_for_the_name_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(
        ArgmapError,
        match=r'the file extension of .*x\.html belongs to more than one format; use format="page" or format="html"',
    ):
        save(loads(CANTEEN), tmp_path / "x.html")
    save(loads(CANTEEN), tmp_path / "x.html", format="html")
    assert (tmp_path / "x.html").read_bytes() == convert(loads(CANTEEN), "html").data


def test_a_name_and_an_ending_that_differ_are_refused(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(CANTEEN)
    refused = argmap("outline", "map.yaml", "-f", "html", "-o", "x.docx", cwd=tmp_path)
    assert refused == (
        2,
        "",
        "argmap: `-f html` does not match the file extension in `-o x.docx`\n",
    )
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("words", [["outline", "-f", "docx"], ["convert", "-o", "x.docx"]])
def test_a_missing_library_is_reported_with_what_installs_it_and_nothing_is_written(
    tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "map.yaml").write_text(CANTEEN)
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['docx'] = None\n")
    refused = argmap_started(
        words[0], "map.yaml", *words[1:], cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}"
    )
    said = (
        "argmap: docx needs a library that is not installed: run `pip install 'argmap[office]'`\n"
    )
    assert refused == (2, "", said)
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "x.docx").exists()


# --- whole documents ---


def test_html(golden: Golden) -> None:
    golden("tests/cases/canteen.html", html_of(manuscript(loads(CANTEEN)), SVG))


def test_latex(golden: Golden) -> None:
    golden("tests/cases/canteen.tex", latex_of(manuscript(loads(CANTEEN))))


def test_csv(golden: Golden) -> None:
    debate = loads(CANTEEN)
    golden(
        "tests/cases/canteen.csv",
        formats.write(debate, "csv", WritingOptions(verdicts=evaluate(debate))).data,
    )


# --- DOCX ---


def test_docx_has_headings_a_list_and_properties() -> None:
    data = docx_of(manuscript(loads(CANTEEN)), PNG)
    document = docx.Document(io.BytesIO(data))
    content = [each for each in document.paragraphs if each.text]
    assert [(each.style and each.style.name, each.text) for each in content] == [
        ("Title", "Should the canteen cook without meat on Mondays?"),
        ("Heading 1", "Without meat"),
        ("List Paragraph", "The canteen should cook without meat on Mondays."),
        (
            "List Paragraph",
            "Meat harms the climate more.\nheld by IPCC; evidence: IPCC 2022, p. 12",
        ),
        ("List Paragraph", "A school should do the climate no needless harm. [common ground]"),
        ("List Paragraph", "Vegetables are cheaper: -10 % & less. [unsupported]"),
        ("List Paragraph", "Objection: see 2.1: Pupils would stay hungry."),
        ("Heading 1", "With meat"),
        ("List Paragraph", "The canteen should keep meat."),
        ("List Paragraph", "Pupils would stay hungry.\nevidence: Lee and Chan 2024, p. 3"),
        ("List Paragraph", "Objection: Lentils fill better. [unsupported]"),
        (
            "List Paragraph",
            "Against this inference: Nobody measured <b>how</b> full. [unsupported]",
        ),
        ("Heading 1", "Sources"),
        (
            "Bibliography",
            "IPCC (2022). Climate Change 2022. https://www.ipcc.ch/report/ar6/wg3/?a=1&b=#p",
        ),
        ("Bibliography", "Lee, Ann; Chan, Bo (2024). What pupils eat."),
    ]
    assert numbers_shown(data) == [
        "1",
        "1.1a",
        "1.1b",
        "1.2",
        "1.3",
        "2",
        "2.1",
        "2.1.1",
        "2.1.1.1",
    ]
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == (
        "Should the canteen cook without meat on Mondays?", "en", "",
    )  # fmt: skip
    (picture,) = document.inline_shapes
    assert (
        picture._inline.docPr.get("descr")
        == "Argument map: Should the canteen cook without meat on Mondays?"
    )


def test_docx_holds_nothing_of_a_template_that_file_managers_would_show() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(manuscript(loads(CANTEEN)), PNG))) as archive:
        assert [name for name in archive.namelist() if "thumbnail" in name] == []


def test_links_of_docx_lead_to_places_in_it_or_to_the_web() -> None:
    data = docx_of(manuscript(loads(CANTEEN)), PNG)
    root = part(data, "word/document.xml")
    bookmarks = [each.attrib[f"{W}name"] for each in root.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks)) == 9 + 2
    texts = {}
    for link in root.iter(f"{W}hyperlink"):
        text = "".join(each.text or "" for each in link.iter(f"{W}t"))
        texts[text] = link.get(f"{W}anchor", "the web")
    assert texts == {
        "IPCC 2022, p. 12": "source10",
        "2.1": "place7",
        "Lee and Chan 2024, p. 3": "source11",
        "https://www.ipcc.ch/report/ar6/wg3/?a=1&b=#p": "the web",
    }
    assert {"source10", "place7", "source11"} <= set(bookmarks)
    targets = [each.get("Target") for each in part(data, "word/_rels/document.xml.rels")]
    assert "https://www.ipcc.ch/report/ar6/wg3/?a=1&b=#p" in targets


@given(maps())
def test_word_counts_as_the_outline_does(map: ArgumentMap) -> None:
    content = manuscript(map)
    numbers = [paragraph.number for section in content.sections for paragraph in section.paragraphs]
    assert numbers_shown(docx_of(content, PNG)) == numbers


def test_numbers_that_are_too_deep_for_word_are_shown_all_the_same() -> None:
    content = manuscript(many_levels(15))
    numbers = [paragraph.number for section in content.sections for paragraph in section.paragraphs]
    assert numbers[-1] == "1" + ".1" * 15
    assert numbers_shown(docx_of(content, PNG)) == numbers


def test_only_where_word_would_count_another_number_is_it_given_where_to_go_on() -> None:
    content = manuscript(
        loads("""
        claims:
          a: {text: A., main: true, premises: [b, {premises: [c, {text: D., premises: [e]}], undercutters: [f]}, g]}
          b: B.
          c: C.
          e: E.
          f: F.
          g: G.
          h: {text: H., main: true, premises: [i]}
          i: I.
        """)
    )
    document = docx_of(content, PNG)
    assert numbers_shown(document) == (
        ["1", "1.1", "1.2a", "1.2b", "1.2.1", "1.2b.1", "1.3", "2", "2.1"]
    )
    overrides = list(part(document, "word/numbering.xml").iter(f"{W}startOverride"))
    # After 1.2a Word would go on with 1.3, and after 1.2.1 with 1.2b.2.
    assert [start.attrib[f"{W}val"] for start in overrides] == ["2", "1"]


@pytest.mark.parametrize(
    ("language", "script"), [("he", "bidi"), ("ar", "bidi"), ("zh", "eastAsia"), ("de", "val")]
)
def test_docx_says_its_language_and_direction(language: str, script: str) -> None:
    data = docx_of(
        manuscript(loads(LANGUAGES.get(language, f"language: {language}\nclaims: [Es ist spät.]"))),
        PNG,
    )
    styles = part(data, "word/styles.xml")
    (default,) = styles.iterfind(f"./{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(f"{W}{script}") == language
    assert (styles.find(f"./{W}style/{W}pPr/{W}bidi") is not None) == (script == "bidi")
    assert (part(data, "word/document.xml").find(f".//{W}sectPr/{W}bidi") is not None) == (
        script == "bidi"
    )


def test_every_line_of_hebrew_runs_from_right_to_left() -> None:
    document = part(docx_of(manuscript(loads(LANGUAGES["he"])), PNG), "word/document.xml")
    in_hebrew: list[bool] = []
    for run in document.iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.iter(f"{W}t"))
        in_hebrew.append(bool(re.search("[א-ת]", text)))
        assert (run.find(f"{W}rPr/{W}rtl") is not None) == in_hebrew[-1]
    assert set(in_hebrew) == {True, False}


def test_a_document_is_the_same_on_every_run() -> None:
    debate = load(ROOT / "docs" / "canteen.yaml")
    assert convert(debate, "docx").data == convert(debate, "docx").data


def test_pictures_that_need_it_have_lying_pages_behind_the_text() -> None:
    pages = [PNG[0]._replace(is_page=True)] * 2
    root = part(docx_of(manuscript(loads(CANTEEN)), pages), "word/document.xml")
    widths = [int(each.attrib[f"{W}w"]) for each in root.iter(f"{W}pgSz")]
    assert [round(width / 1440 * 25.4) for width in widths] == [210, 297]
    content = [each.get("descr", "") for each in root.iter() if each.tag.endswith("}docPr")]
    assert content == [
        f"Argument map: Should the canteen cook without meat on Mondays? ({page}/2)"
        for page in (1, 2)
    ]


def test_a_picture_is_sharp_and_says_what_the_map_contends() -> None:
    data = convert(loads(CANTEEN), "docx").data
    assert part(data, "word/media/map1.svg").tag == "{http://www.w3.org/2000/svg}svg"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/media/image1.png").startswith(b"\x89PNG")
    [picture] = [each for each in part(data, "word/document.xml").iter() if "docPr" in each.tag]
    assert picture.attrib["descr"].splitlines() == [
        "Argument map: Should the canteen cook without meat on Mondays?",
        "Without meat",
        "1 The canteen should cook without meat on Mondays.",
        "1.1a Meat harms the climate more. [documented]",
        "1.1b A school should do the climate no needless harm. [common ground]",
        "1.2 Vegetables are cheaper: -10 % & less. [unsupported]",
        "1.3 Objection: see 2.1: Pupils would stay hungry.",
        "With meat",
        "2 The canteen should keep meat.",
        "2.1 Pupils would stay hungry. [documented]",
        "2.1.1 Objection: Lentils fill better. [unsupported]",
        "2.1.1.1 Against this inference: Nobody measured <b>how</b> full. [unsupported]",
    ]


@pytest.mark.soak
def test_a_picture_that_would_be_too_small_is_drawn_over_pages() -> None:
    small = convert(loads(CANTEEN), "docx")
    large = convert(load(ROOT / "arguments.yaml"), "docx")
    assert len(list(part(small.data, "word/document.xml").iter(f"{W}pgSz"))) == 1
    document = part(large.data, "word/document.xml")
    pictures = [each for each in document.iter() if each.tag.endswith("}docPr")]
    widths = [int(each.attrib[f"{W}w"]) for each in document.iter(f"{W}pgSz")]
    assert len(pictures) > 1
    assert widths[1] > widths[0]
    assert [note for note in large.notes if "when printed" in note] == []


@pytest.mark.tools
def test_libreoffice_opens_docx_and_shows_the_numbers(tmp_path: Path) -> None:
    soffice, pdftotext = tool("libreoffice"), tool("pdftotext")
    debates = {"canteen": CANTEEN, **LANGUAGES}
    for name, text in debates.items():
        (tmp_path / f"{name}.docx").write_bytes(docx_of(manuscript(loads(text)), PNG))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [f"{name}.docx" for name in debates]
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", *files],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shown_in = {}
    for name in debates:
        done = subprocess.run(
            [pdftotext, f"{name}.pdf", "-"], cwd=tmp_path, check=True, capture_output=True
        )
        shown_in[name] = done.stdout.decode()
    numbers = re.findall(r"^([\d.]+[a-z]?) ", shown_in["canteen"], re.MULTILINE)
    assert numbers == ["1", "1.1a", "1.1b", "1.2", "1.3", "2", "2.1", "2.1.1", "2.1.1.1"]
    assert "学生睡得更多。" in shown_in["zh"]
    assert "עוזרת" in shown_in["he"]
    assert "النوم" in shown_in["ar"]


# --- essays ---


@given(maps())
def test_an_essay_is_written_in_every_document(map: ArgumentMap) -> None:
    phrases = essay_words_for("en")
    assert phrases is not None
    content = essay_of(outline_of(map), phrases)
    read = read_html(html_of(content, SVG))
    assert len(read.ids) == len(set(read.ids))
    assert not [link for link in read.links if link.startswith("#") and link[1:] not in read.ids]
    document = part(docx_of(content, PNG), "word/document.xml")
    bookmarks = {each.attrib[f"{W}name"] for each in document.iter(f"{W}bookmarkStart")}
    assert {
        each.attrib[f"{W}anchor"]
        for each in document.iter(f"{W}hyperlink")
        if f"{W}anchor" in each.attrib
    } <= bookmarks
    assert list(document.iter(f"{W}numPr")) == []
    assert r"\begin{claims}" not in latex_of(content)


def test_a_table_holds_no_essay() -> None:
    with pytest.raises(ArgmapError, match="a table cannot contain an essay"):
        outline(loads(CANTEEN), "csv", essay=True)


def test_what_is_text_is_returned_as_text_and_what_is_not_is_reported() -> None:
    assert outline(loads(CANTEEN), "latex").startswith("% Compile with ")
    with pytest.raises(ArgmapError, match="docx is not a text format"):
        outline(loads(CANTEEN), "docx")  # type: ignore[arg-type]


# --- HTML ---

_TAGS_OF_HTML = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "figure", "svg", "section", "ol",
    "ul", "li", "p", "b", "span", "bdi", "cite", "a",
}  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_html(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_links_of_html_lead_to_places_in_it_or_to_the_web() -> None:
    read = read_html(html_of(manuscript(loads(CANTEEN)), SVG))
    assert read.links == [
        "#source-ipcc",
        "#at-2.1",
        "#source-lee",
        "https://www.ipcc.ch/report/ar6/wg3/?a=1&b=#p",
    ]
    assert len(read.ids) == len(set(read.ids))
    assert {"source-ipcc", "at-2.1", "source-lee"} <= set(read.ids)


@given(maps())
def test_no_text_of_a_map_is_html(map: ArgumentMap) -> None:
    content = manuscript(map)
    read = read_html(html_of(content, SVG))
    assert read.tags <= _TAGS_OF_HTML
    assert not [name for name in read.attributes if name.startswith("on") or name == "style"]
    text = "".join(read.texts)
    for section in content.sections:
        for paragraph in section.paragraphs:
            assert plain(paragraph.runs) in text


def test_what_is_hard_to_read_on_paper_alone_is_reported() -> None:
    (note,) = convert(load(ROOT / "arguments.yaml"), "html").notes
    assert re.fullmatch(
        r"the text in the picture is \d\.\d pt when printed; to draw the picture on several pages, use `argmap render --split`",
        note,
    )


def test_the_picture_of_html_has_links_and_ids_beside_those_of_the_text() -> None:
    read = read_html(convert(load(ROOT / "docs" / "canteen.yaml"), "html").data.decode())
    assert len(read.ids) == len(set(read.ids))
    assert not [link for link in read.links if link.startswith("#") and link[1:] not in read.ids]


# --- LaTeX ---


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"100 % of \LaTeX{}", r"100 \% of \textbackslash{}LaTeX\{\}"),
        ("a_b^c & #1 ~ $5$", r"a\_b\textasciicircum{}c \& \#1 \textasciitilde{} \$5\$"),
        (
            "so -- 'it' ''is'' --- ,,x``",
            "so -{}- 'it' '{}'is'{}' -{}-{}- ,{},x\\textasciigrave{}\\textasciigrave{}",
        ),
        ('"a [b] <c> |', r"\textquotedbl{}a {[}b{]} \textless{}c\textgreater{} \textbar{}"),
    ],
)
def test_latex_shows_text_as_it_is(text: str, latex: str) -> None:
    written = outline(ArgumentMap.build(claims=[Claim("a", text)]), "latex")
    assert rf"{{}}{latex} {{\small {{[}}unsupported{{]}}}}" in " ".join(written.split())


@given(maps())
def test_no_text_of_a_map_is_a_command_of_latex(map: ArgumentMap) -> None:
    lines = latex_of(manuscript(map)).splitlines()
    body = "\n".join(lines[lines.index(r"\begin{document}") :])
    commands = set(re.findall(r"\\([a-zA-Z]+\*?|.)", body))
    assert commands <= {
        "begin", "end", "maketitle", "includegraphics", "textwidth", "section*", "item", "textbf", "small", "par",
        "bigskip", "newline", "hyperlink", "hypertarget", "href", "allowbreak", "textbackslash", "textasciicircum",
        "textasciitilde", "textless", "textgreater", "textbar", "textquotedbl", "textasciigrave",
        *"{}$&#%_~-,",
    }  # fmt: skip
    bare = re.sub(r"\\[{}]", "", body)
    assert bare.count("{") == bare.count("}")


def test_what_pdflatex_cannot_show_asks_for_another_engine() -> None:
    first_lines = [
        latex_of(manuscript(loads(f"claims: ['{text}']"))).splitlines()[0]
        for text in ("é ß", "α > β")
    ]
    assert first_lines == [
        "% Compile with pdflatex, lualatex or xelatex.",
        "% Compile with lualatex.",
    ]


@pytest.mark.tools
def test_latex_compiles(tmp_path: Path) -> None:
    pdflatex, pdftotext = tool("pdflatex"), tool("pdftotext")
    letters = "".join(
        map(
            chr,
            [*range(0xA1, 0x126), *range(0x128, 0x138), *range(0x139, 0x13F), *range(0x141, 0x149)],
        )
    )
    signs = " ".join(map(chr, range(0x21, 0x7F)))
    claims = [Claim("a", text=f"{letters} {signs}"), Claim("b", text="“–” ‚a‘ 5\u202f€ ←↓ …")]
    files = {
        "canteen": latex_of(manuscript(loads(CANTEEN))),
        "signs": latex_of(manuscript(ArgumentMap.build(claims=claims))),
        "deep": latex_of(manuscript(many_levels(24))),
        "essay": outline(loads(CANTEEN), "latex", essay=True),
    }
    for name, text in files.items():
        (tmp_path / f"{name}.tex").write_text(text, encoding="utf-8")
        compile = [pdflatex, "-interaction=nonstopmode", "-halt-on-error", name]
        done = subprocess.run(compile, cwd=tmp_path, check=False, capture_output=True)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    done = subprocess.run(
        [pdftotext, "signs.pdf", "-"], cwd=tmp_path, check=True, capture_output=True
    )
    shown_by_tex = done.stdout.decode()
    assert '! "#$%&’()*+,-. /' in shown_by_tex
    assert "[\\]^_`abc" in shown_by_tex


# --- CSV ---


def rows(map: ArgumentMap) -> list[dict[str, str]]:
    return list(
        csv.DictReader(
            io.StringIO(formats.write(map, "csv").text.removeprefix("\ufeff"), newline="")
        )
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 is more", "'+1 is more"),
        ("-1; =2", "'-1; '=2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        (" =1", " '=1"),
        ("one - two = three", "one - two = three"),
    ],
)
def test_a_cell_is_no_formula(text: str, cell: str) -> None:
    assert rows(ArgumentMap.build(claims=[Claim("a", text=text)]))[0]["text"] == cell


@given(maps())
def test_no_cell_of_any_map_is_a_formula_and_none_is_lost(map: ArgumentMap) -> None:
    table = rows(map)
    assert len(table) == len(map.claims) + len(map.inferences) + len(map.sources)
    for row in table:
        assert not [cell for cell in row.values() if re.match(r"[=+\-@\t\r\n]", cell)]
    for claim, row in zip(map.claims.values(), table, strict=False):
        assert row["text"].replace("'", "") == show_text(claim.text).replace("'", "")


# --- hostile text ---

HOSTILE = (
    "\x00\x07\x1b[31m", "\u202eevil\u202c", "\ud800", "\ufffe\uffff", "<script>alert(1)</script>", "]]>", "&amp;",
    "\\input{/etc/passwd}", "^^5c", "{{ 7 * 7 }}", "{% raw %}", "=cmd|' /C calc'!A0", "a\r\nb\tc", "x" * 100_000,
    "word " * 20_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_text_in_every_document(text: str) -> None:
    claims = [Claim("a", text=f"It is {text}", held_by=(text,)), Claim("b", text="So")]
    content = manuscript(ArgumentMap.build(title=text, claims=claims))
    said = show_text(f"It is {text}")
    assert said.isprintable()
    document = part(docx_of(content, PNG), "word/document.xml")
    assert said in "".join(each.text or "" for each in document.iter(f"{W}t"))
    assert said in "".join(read_html(html_of(content, SVG)).texts)
    assert re.sub(r"\W", "", said) in re.sub(r"\\text[a-z]+|\W", "", latex_of(content))
    assert said in [row["text"] for row in rows(ArgumentMap.build(claims=claims))]
