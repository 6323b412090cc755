"""What students hand in: documents of office programs, online text of Moodle, and files that are none of these.

Documents are made in `tests/office_files.py`, of parts as Word and others write them, or by LibreOffice itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as library
from argmap import ArgmapError, formats
from tests.conftest import ROOT
from tests.office_files import docx, odt, office, paragraph, zipped
from tests.run import argmap


def text_in(data: bytes, name: str = "essay.docx") -> str:
    """Return the text of a document, as diagnostics show it."""
    reading = formats.read_data(data, name)
    assert [found.message for found in reading.diagnostics if found.severity == "error"] == []
    return reading.text


def error_in(data: bytes, name: str) -> tuple[str, str]:
    """Return the only error in a file, and the help with it."""
    reading = formats.read_data(data, name)
    assert reading.map is None
    (found,) = reading.diagnostics
    return found.message, found.help


# --- DOCX ---

TWO_SIDES = (
    paragraph("Phones at school", "Titel")
    + paragraph("Ban them", "berschrift1")
    + paragraph("Phones distract.", "Listenabsatz", 1)
    + paragraph("They ring.", "Listenabsatz", 1, 1)
    + paragraph("But: they can be muted.", "Listenabsatz", 1, 2)
    + paragraph("Allow them", "Meine")
    + paragraph("Phones help.", "Listenabsatz", 2)
    + paragraph("They have dictionaries.", "Listenabsatz", 2, 1)
)
TWO_SIDES_AS_TEXT = """\
# Phones at school

## Ban them
• Phones distract.
    • They ring.
        • But: they can be muted.

## Allow them
• Phones help.
    • They have dictionaries.
"""


def test_bullets_and_numbers_of_word_are_a_list_below_headings() -> None:
    assert text_in(docx(TWO_SIDES)) == TWO_SIDES_AS_TEXT
    reading = formats.read_data(docx(TWO_SIDES), "essay.docx")
    assert reading.format == "docx"
    assert reading.map == library.loads(TWO_SIDES_AS_TEXT, "text")
    assert reading.map is not None
    assert [side.name for side in reading.map.sides.values()] == ["Ban them", "Allow them"]


def test_a_document_is_read_whatever_it_is_called_and_wherever_it_comes_from(
    tmp_path: Path,
) -> None:
    data = docx(TWO_SIDES)
    for name in ("essay.docx", "essay", "essay.txt", "essay.yaml"):
        assert formats.read_data(data, name).format == "docx"
    (tmp_path / "essay.docx").write_bytes(data)
    as_file = argmap("outline", "essay.docx", cwd=tmp_path)
    assert (as_file.code, as_file.err) == (0, "")
    assert argmap("outline", "-", stdin=data).out == as_file.out
    assert argmap("outline", "-", "--from", "docx", stdin=data).out == as_file.out
    assert library.load(tmp_path / "essay.docx") == library.loads(TWO_SIDES_AS_TEXT, "text")


def test_a_document_is_not_read_as_another_format(tmp_path: Path) -> None:
    (tmp_path / "essay.docx").write_bytes(docx(TWO_SIDES))
    (tmp_path / "note.docx").write_bytes(b"- Phones distract.\n  - They ring.\n")
    wrong = argmap("outline", "essay.docx", "--from", "markdown", cwd=tmp_path)
    assert (wrong.code, wrong.out) == (2, "")
    assert "essay.docx: this is a Word document, not a map" in wrong.err
    for words in (("note.docx",), ("note.docx", "--from", "docx")):
        no_document = argmap("outline", *words, cwd=tmp_path)
        assert (no_document.code, no_document.out) == (2, "")
        assert "note.docx: this is not a DOCX file" in no_document.err
    with pytest.raises(ArgmapError, match="docx is not a text format"):
        library.loads("- Phones distract.\n", "docx")  # type: ignore[arg-type]


def test_a_map_cannot_include_a_document(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_bytes(docx(TWO_SIDES))
    (tmp_path / "map.yaml").write_text("include: part.yaml\nclaims: {a: A b.}\n")
    found = argmap("outline", "map.yaml", cwd=tmp_path).err
    assert "part.yaml is in the format `docx`, but this map can include only" in found


def test_lists_by_styles_alone() -> None:
    body = (
        paragraph("Phones distract.", "Aufzhlungszeichen")
        + paragraph("They ring.", "Aufzhlungszeichen2")
        + paragraph("They buzz.", "Erbe")
        + paragraph("Phones help.", "Aufzhlungszeichen")
    )
    assert (
        text_in(docx(body))
        == "• Phones distract.\n    • They ring.\n    • They buzz.\n• Phones help.\n"
    )
    # The level that a list gives to a style.
    body = paragraph("Phones distract.", "Listenabsatz", 1) + paragraph("They ring.", "Stufe2")
    assert text_in(docx(body)) == "• Phones distract.\n    • They ring.\n"


def test_a_style_that_is_based_on_itself_ends() -> None:
    styles = (
        '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = paragraph("Phones distract.", "A", 1)
    assert text_in(docx(body, styles_xml=styles)) == "• Phones distract.\n"


def test_what_is_taken_out_of_a_list_goes_on_with_the_item_above() -> None:
    body = (
        paragraph("Phones distract.", "Listenabsatz", 1)
        + paragraph("A study of 2019 shows this.", "Listenabsatz", 0)
        + paragraph("They ring.", "Listenabsatz", 1, 1)
    )
    assert text_in(docx(body)) == (
        "• Phones distract.\n\n    A study of 2019 shows this.\n    • They ring.\n"
    )
    reading = formats.read_data(docx(body), "essay.docx")
    assert reading.map is not None
    assert reading.map.claims["phones-distract"].note == "A study of 2019 shows this."


def test_plus_and_hyphen_as_bullets_are_reasons_and_objections() -> None:
    body = (
        paragraph("School should start at nine.", num=4)
        + paragraph("Teenagers would sleep more.", num=3, level=1)
        + paragraph("Parents start at eight.", num=4, level=1)
    )
    reading = formats.read_data(docx(body), "essay.docx")
    assert reading.map is not None
    assert [inference.kind for inference in reading.map.inferences.values()] == [
        "support",
        "rebuttal",
    ]


def test_headings_are_sides_where_there_are_several_and_no_title() -> None:
    body = (
        paragraph("Phones at school")
        + paragraph("For", "berschrift1")
        + paragraph("They help.", num=1)
        + paragraph("Against", "berschrift1")
        + paragraph("They ring.", num=1)
    )
    assert (
        text_in(docx(body))
        == "Phones at school\n\n## For\n• They help.\n\n## Against\n• They ring.\n"
    )


def test_links_notes_breaks_and_signs() -> None:
    runs = (
        '<w:r><w:t>Phones distract</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:t xml:space="preserve"> (</w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:rPr><w:b/></w:rPr><w:t>WHO</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>)</w:t><w:noBreakHyphen/><w:t>so</w:t><w:tab/><w:t>it is.</w:t><w:br/><w:t>They ring.</w:t></w:r>"
    )
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Lee (2019). Phones.</w:t></w:r></w:p></w:footnote>'
    made = docx(paragraph(runs, num=1), {"rId9": "https://who.int/a_(b)"}, note)
    assert text_in(made) == (
        "• Phones distract[^1] ([WHO](https://who.int/a_%28b%29))-so\tit is.  \n  They ring.\n\n[^1]: Lee (2019). Phones.\n"
    )
    map = formats.read_data(made, "essay.docx").unwrap()
    assert sorted(source.url or source.author for source in map.sources.values()) == [
        "Lee",
        "https://who.int/a_%28b%29",
    ]


def test_a_link_may_be_a_field() -> None:
    def mark(type: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://</w:instrText></w:r><w:r><w:instrText>who.int" \\o "x" </w:instrText></w:r>'
    runs = (
        f'<w:r><w:t xml:space="preserve">Phones distract (</w:t></w:r>{mark("begin")}{code}{mark("separate")}'
        f"<w:r><w:t>WHO</w:t></w:r>{mark('end')}<w:r><w:t>).</w:t></w:r>{mark('end')}{mark('separate')}"
    )
    assert text_in(docx(paragraph(runs, num=1))) == "• Phones distract ([WHO](https://who.int)).\n"


def test_what_is_not_part_of_the_text_is_passed_over() -> None:
    body = (
        paragraph("Contents", "Verzeichnis1")
        + paragraph(
            "<w:del><w:r><w:delText>Not </w:delText><w:t>this </w:t></w:r></w:del><w:ins><w:r><w:t>Phones</w:t></w:r></w:ins>"
            '<w:r><w:rPr><w:vanish/></w:rPr><w:t> never</w:t></w:r><w:r><w:instrText>PAGE</w:instrText><w:t xml:space="preserve"> distract.</w:t></w:r>'
            "<w:r><w:drawing><w:p><w:r><w:t>A box</w:t></w:r></w:p></w:drawing></w:r>",
            num=1,
            more='<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="3"/><w:numId w:val="2"/></w:numPr></w:pPr></w:pPrChange>',
        )
        + paragraph(
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>They ring.</w:t></w:r>', num=1, level=1
        )
        + paragraph("", num=1)
    )
    made = docx(body)
    assert text_in(made) == (
        "• <!-- deleted text: Not this -->Phones<!-- hidden text: never --> distract.<!-- image: A box -->\n"
        "    • They ring.\n"
    )
    reading = formats.read_data(made, "essay.docx")
    assert [claim.text for claim in reading.unwrap().claims.values()] == [
        "Phones distract.",
        "They ring.",
    ]
    assert [finding.message for finding in reading.diagnostics] == [
        "argmap ignores 1 deleted text (line 1)",
        "argmap ignores 1 hidden text (line 1)",
        "argmap ignores 1 image (line 1)",
    ]


def test_a_table_with_lists_is_read_by_its_columns_and_another_is_left_out() -> None:
    def cell(*paragraphs: str) -> str:
        return f"<w:tc>{''.join(paragraphs)}</w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell(paragraph('For'))}{cell(paragraph('Against'))}</w:tr>"
        f"<w:tr>{cell(paragraph('They help.', num=1))}{cell(paragraph('They ring.', num=1), paragraph('They buzz.', num=1, level=1))}</w:tr></w:tbl>"
    )
    made = docx(paragraph("Phones at school", "Titel") + table)
    assert text_in(made) == (
        "# Phones at school\n\n## For\n• They help.\n\n## Against\n• They ring.\n    • They buzz.\n"
    )
    plain = f"<w:tbl><w:tr>{cell(paragraph('a'))}{cell(paragraph('b'))}</w:tr></w:tbl>"
    reading = formats.read_data(docx(plain + paragraph("They help.", num=1)), "essay.docx")
    assert reading.text == "| a | b |\n• They help.\n"


WORDS = st.from_regex(r"[A-Z][a-z]{2,9} (rings|helps|costs)", fullmatch=True)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4)


@pytest.mark.parametrize("heads", [("Pros", "Cons"), ("Contra", "Pro"), ("Option", "Pros", "Cons")])
@given(rows=ROWS, last=WORDS)
@settings(max_examples=10)
def test_a_table_gives_one_map_in_markdown_html_and_docx(
    heads: tuple[str, ...], rows: list[tuple[str, ...]], last: str
) -> None:
    table = [heads, *(row[: len(heads)] for row in rows)]
    lines = [f"| {' | '.join(row)} |" for row in table]
    lines.insert(1, "|---" * len(heads) + "|")
    markdown = "\n".join(["# Is it good?", "", *lines, "", f"- {last}", ""])
    as_html = ""
    as_docx = ""
    for row in table:
        as_html += f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
        as_docx += f"<w:tr>{cells}</w:tr>"
    html = f"<html><h1>Is it good?</h1><table>{as_html}</table><ul><li>{last}</ul></html>"
    document = docx(
        paragraph("Is it good?", "berschrift1")
        + f"<w:tbl>{as_docx}</w:tbl>"
        + paragraph(last, num=1)
    )
    map = formats.parse(markdown, "a.md").map
    texts = {cell for row in rows for cell in row[: len(heads)]} | {last}
    assert map is not None
    assert {claim.text for claim in map.claims.values()} == texts
    assert formats.parse(html, "a.html").map == map
    assert formats.read_data(document, "a.docx").map == map


def test_a_list_that_was_typed_is_read_as_in_plain_text() -> None:
    body = (
        paragraph("- Phones distract.")
        + paragraph("+ They ring.", more='<w:ind w:left="720"/>')
        + paragraph("- They can be muted.", more='<w:ind w:left="720"/>')
    )
    assert text_in(docx(body)) == "- Phones distract.\n    + They ring.\n    - They can be muted.\n"


def test_parts_may_have_other_names_and_be_missing() -> None:
    made = docx(paragraph("Phones distract.", "Gone", 1) + paragraph("They ring.", "Gone", 1, 1), styles_xml=None, numbering_xml=None, footnotes_xml=None)  # fmt: skip
    assert text_in(made) == "• Phones distract.\n    • They ring.\n"
    import io
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(docx(TWO_SIDES)))
    parts: dict[str, str | bytes] = {
        name.replace("document.xml", "document2.xml"): source.read(name).replace(
            b"document.xml", b"document2.xml"
        )
        for name in source.namelist()
    }
    assert text_in(zipped(parts)) == TWO_SIDES_AS_TEXT


def test_a_document_of_google_docs() -> None:
    """Its styles have English ids and no outline levels, and its bullets are letters of no symbol font."""
    styles = (
        '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, bullet in enumerate("●○■")
    )
    numbering = (
        f'<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    indent = '<w:ind w:left="{}" w:hanging="360" w:firstLine="0"/>'
    body = (
        paragraph("Phones at school", "Title")
        + paragraph("Ban them", "Heading1")
        + paragraph("Phones distract.", num=1, more=indent.format(720))
        + paragraph("They ring.", num=1, level=1, more=indent.format(1440))
        + paragraph("But: they can be muted.", num=1, level=2, more=indent.format(2160))
        + paragraph("Allow them", "Heading1")
        + paragraph("Phones help.", num=1, more=indent.format(720))
        + paragraph("They have dictionaries.", num=1, level=1, more=indent.format(1440))
    )
    assert text_in(docx(body, styles_xml=styles, numbering_xml=numbering)) == TWO_SIDES_AS_TEXT


# --- documents of argmap's own ---


@pytest.mark.soak(but=["docs/school.yaml"])
@pytest.mark.parametrize("name", ["docs/school.yaml", "arguments.yaml"])
def test_a_document_of_argmap_is_read_again_as_what_it_was_made_of(
    tmp_path: Path, name: str
) -> None:
    argmap("outline", str(ROOT / name), "-f", "docx", "--sources", "-o", "map.docx", cwd=tmp_path)
    argmap("outline", str(ROOT / name), "-o", "map.txt", "--sources", cwd=tmp_path)
    from_text, from_docx = (library.load(tmp_path / f"map.{ending}") for ending in ("txt", "docx"))
    assert [claim.text for claim in from_docx.claims.values()] == [
        claim.text for claim in from_text.claims.values()
    ]
    assert list(from_docx.inferences.values()) != []
    assert [
        (inference.kind, inference.premises, inference.target, inference.scheme, inference.weighing, inference.warrant, inference.implicit)
        for inference in from_docx.inferences.values()
    ] == [
        (inference.kind, inference.premises, inference.target, inference.scheme, inference.weighing, inference.warrant, inference.implicit)
        for inference in from_text.inferences.values()
    ]  # fmt: skip
    for claim, other in zip(from_docx.claims.values(), from_text.claims.values(), strict=True):
        assert (claim.id, claim.side, claim.main, claim.common_ground, claim.implicit, claim.held_by) == (
            other.id, other.side, other.main, other.common_ground, other.implicit, other.held_by,
        )  # fmt: skip
        assert len(claim.evidence) == len(other.evidence)


def test_a_map_without_a_title_gets_none_from_its_document(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: [{text: Phones distract., premises: [They ring.]}]")
    argmap("outline", "map.yaml", "-f", "docx", "-o", "map.docx", cwd=tmp_path)
    assert library.load(tmp_path / "map.docx").title == ""


@pytest.mark.parametrize(
    ("language", "ending"), [("de", "docx"), ("fr", "html"), ("ja", "html"), ("ar", "docx")]
)
def test_outlines_in_other_languages_are_read_again(
    tmp_path: Path, language: str, ending: str
) -> None:
    school = (ROOT / "docs/school.yaml").read_text(encoding="utf-8")
    (tmp_path / "map.yaml").write_text(f"language: {language}\n{school}", encoding="utf-8")
    for name in ("map.txt", f"map.{ending}"):
        argmap("outline", "map.yaml", "--sources", "-o", name, cwd=tmp_path)
    from_text, from_document = (
        library.load(tmp_path / "map.txt"),
        library.load(tmp_path / f"map.{ending}"),
    )
    assert from_document.language == from_text.language == language
    assert from_document.inferences == from_text.inferences
    assert [
        (claim.text, claim.held_by, len(claim.evidence)) for claim in from_document.claims.values()
    ] == [(claim.text, claim.held_by, len(claim.evidence)) for claim in from_text.claims.values()]


def test_a_line_that_somebody_adds_to_an_outline_is_no_attribution() -> None:
    body = (
        paragraph("1 School should start at nine.", num=1)
        + paragraph(
            "<w:r><w:t>1.1 Sleep helps.</w:t><w:br/><w:t>held by Ann Lee</w:t></w:r>",
            num=1,
            level=1,
        )
        + paragraph(
            "<w:r><w:t>1.2 Teenagers sleep</w:t><w:br/><w:t>too little.</w:t></w:r>", num=1, level=1
        )
        + paragraph("Check this.", more='<w:ind w:left="1440"/>')
    )
    claims = list(formats.read_data(docx(body), "essay.docx").unwrap().claims.values())
    assert [(claim.text, claim.held_by, claim.note) for claim in claims] == [
        ("School should start at nine.", (), ""),
        ("Sleep helps.", ("Ann Lee",), ""),
        ("Teenagers sleep\ntoo little.", (), "Check this."),
    ]


def test_sources_of_a_document_are_those_that_its_outline_cites(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "sources:\n  lee: {author: 'Lee, Ann; Kim, Bo', title: Phones, publisher: Oxford, date: 2019}\n"
        "  un: {author: United Nations (UN), title: Treaty, date: 1969}\n"
        "claims: [{text: Phones distract., evidence: [lee p. 3, un art. 4]}, {text: Phones ring., evidence: lee p. 5}]\n"
    )
    argmap("outline", "map.yaml", "-f", "docx", "--sources", "-o", "map.docx", cwd=tmp_path)
    map = library.load(tmp_path / "map.docx")
    assert [source.author for source in map.sources.values()] == [
        "Lee, Ann; Kim, Bo",
        "United Nations (UN)",
    ]
    lee, un = map.sources
    assert [
        [(each.source, each.locator) for each in claim.evidence] for claim in map.claims.values()
    ] == [
        [(lee, "p. 3"), (un, "art. 4")],
        [(lee, "p. 5")],
    ]


def test_numbers_that_are_typed_into_a_list_are_those_of_an_outline() -> None:
    body = (
        paragraph("1 School should start at nine.", num=1)
        + paragraph("1.1a Sleep helps.", num=1, level=1)
        + paragraph("1.1b Teenagers sleep too little.", num=1, level=1)
    )
    map = formats.read_data(docx(body), "essay.docx").unwrap()
    assert [len(inference.premises) for inference in map.inferences.values()] == [2]
    years = paragraph("2 pupils in 3 agree.", num=1) + paragraph("1 pupil in 3 does not.", num=1)
    assert text_in(docx(years)) == "• 2 pupils in 3 agree.\n• 1 pupil in 3 does not.\n"


@pytest.mark.soak(but=["docs/school.yaml"])
@pytest.mark.parametrize("name", ["docs/school.yaml", "arguments.yaml"])
def test_a_page_for_reading_is_read_again_and_an_interactive_one_is_named(
    tmp_path: Path, name: str
) -> None:
    argmap("outline", str(ROOT / name), "-o", "map.html", "--sources", cwd=tmp_path)
    argmap("outline", str(ROOT / name), "-o", "map.txt", "--sources", cwd=tmp_path)
    from_text, from_page = (library.load(tmp_path / f"map.{ending}") for ending in ("txt", "html"))
    for parts in ("claims", "inferences"):
        assert list(getattr(from_page, parts)) == list(getattr(from_text, parts))
    assert [claim.held_by for claim in from_page.claims.values()] == [
        claim.held_by for claim in from_text.claims.values()
    ]
    argmap("render", str(ROOT / name), "-f", "page", "-o", "page.html", cwd=tmp_path)
    refused = argmap("outline", "page.html", cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert "page.html: this is an interactive page that argmap made, not a map" in refused.err


def test_an_essay_has_no_list(tmp_path: Path) -> None:
    argmap(
        "outline",
        str(ROOT / "docs/school.yaml"),
        "-f",
        "docx",
        "--essay",
        "-o",
        "essay.docx",
        cwd=tmp_path,
    )
    refused = argmap("outline", "essay.docx", cwd=tmp_path)
    assert refused.code == 2
    assert "error[no-claims]: this file does not contain a list" in refused.err


# --- ODT ---

BULLETS = "".join(
    f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
    for level in (1, 2, 3)
)
ODT_STYLES = (
    f'<text:list-style style:name="L1">{BULLETS}</text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P2"/>'
)


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def test_lists_of_an_odt_are_read_by_their_nesting() -> None:
    text = (
        '<text:p text:style-name="P1">Phones at school</text:p><text:h text:outline-level="1">Ban them</text:h>'
        '<text:list text:style-name="L1">'
        + item(
            '<text:p text:style-name="P2">Phones <text:span>distract</text:span>.</text:p>',
            "<text:list>" + item("<text:p>They ring.</text:p>", "<text:p>Often.</text:p>") + "</text:list>",
        )
        # LibreOffice begins an item with a list where a list goes on below another.
        + item("<text:list>" + item("<text:list>" + item("<text:p>But: they can be muted.</text:p>") + "</text:list>") + "</text:list>")
        + '</text:list><text:h text:outline-level="1">Allow them</text:h><text:list text:style-name="L2">'
        + item("<text:p>Phones help.</text:p>")
        + "</text:list>"
    )  # fmt: skip
    assert text_in(odt(text, ODT_STYLES), "essay.odt") == (
        "# Phones at school\n\n## Ban them\n• Phones distract.\n    • They ring.\n\n      Often.\n        • But: they can be muted.\n"
        "\n## Allow them\n• Phones help.\n"
    )


def test_links_notes_and_spaces_of_an_odt() -> None:
    text = (
        '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:table-of-content><text:p>1 Contents</text:p></text:table-of-content>'
        '<text:list text:style-name="L1">'
        + item(
            '<text:p>Phones<text:s text:c="2"/>distract<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>Lee (2019). Phones.</text:p></text:note-body></text:note>\n'
            '  (<text:a xlink:href="https://who.int">WHO</text:a>).<office:annotation><text:p>why?</text:p></office:annotation><text:line-break/>Yes.</text:p>'
        )
        + "</text:list>"
    )  # fmt: skip
    assert text_in(odt(text, ODT_STYLES), "essay.odt") == (
        "• Phones  distract[^1] ([WHO](https://who.int)).<!-- comment: why? -->  \n  Yes.\n\n[^1]: Lee (2019). Phones.\n"
    )


# --- what LibreOffice itself writes ---

PAGE = (
    "<html><body><h1>Phones at school</h1><h2>Ban them</h2><ul><li>Phones distract.<ul><li>They ring.</li>"
    "<li>But: they can be muted.</li></ul></li></ul><h2>Allow them</h2><ol><li>Phones help.<ol><li>They have dictionaries.</li>"
    "</ol></li></ol></body></html>"
)


@pytest.mark.tools
@pytest.mark.parametrize("ending", ["docx", pytest.param("odt", marks=pytest.mark.soak)])
def test_what_libreoffice_writes_is_read(tmp_path: Path, ending: str) -> None:
    (tmp_path / "essay.html").write_text(PAGE)
    made = office(tmp_path, "essay.html", ending)
    map = library.load(made)
    assert map == library.load(tmp_path / "essay.html")
    assert [side.name for side in map.sides.values()] == ["Ban them", "Allow them"]
    assert [inference.kind for inference in map.inferences.values()] == [
        "support",
        "rebuttal",
        "support",
    ]


@pytest.mark.tools
@pytest.mark.parametrize("ending", ["odt", pytest.param("docx", marks=pytest.mark.soak)])
def test_a_document_of_argmap_survives_libreoffice(tmp_path: Path, ending: str) -> None:
    school = str(ROOT / "docs/school.yaml")
    argmap("outline", school, "-f", "docx", "--sources", "-o", "map.docx", cwd=tmp_path)
    assert library.load(office(tmp_path, "map.docx", ending)) == library.load(tmp_path / "map.docx")


# --- documents that cannot be read ---


def test_a_damaged_document_says_what_to_do() -> None:
    whole = docx(TWO_SIDES)
    again = "open the document where it was made, and save it again"
    damaged = "essay.docx: this is a damaged or incomplete document or archive, not a map"
    assert error_in(whole[:-30], "essay.docx") == (damaged, again)
    message = "essay.docx: this document is damaged or incomplete"
    for part in ("", "<w:document>", "no XML", b"\xff\xfe\x00"):
        found = formats.read_data(docx("", document_xml=part), "essay.docx").diagnostics
        assert [(each.message, each.help) for each in found] in (
            [(message, again)],
            [("this file does not contain a list", found[0].help)],
        )
    assert error_in(docx("", document_xml="<w:document>"), "essay.docx") == (message, again)
    # A checksum that is wrong.
    start = whole.index(b"word/document.xml") + 40
    broken = whole[:start] + bytes(60) + whole[start + 60 :]
    assert error_in(broken, "essay.docx") == (message, again)


def test_a_document_with_a_password_says_so() -> None:
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    parts: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest}  # fmt: skip
    assert error_in(zipped(parts), "essay.odt") == (
        "essay.odt: this document is protected by a password",
        "save it without a password, and try again",
    )


def test_entities_and_relations_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<w:styles/>")
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    )
    message, _ = error_in(docx("", document_xml=laughs), "essay.docx")
    assert (
        message
        == "essay.docx: this XML file declares entities or refers to other files, so argmap does not read it"
    )
    outside = f'<!DOCTYPE w [<!ENTITY a SYSTEM "{(tmp_path / "secret.xml").as_uri()}">]><w:document>&a;</w:document>'
    assert "declares entities" in error_in(docx("", document_xml=outside), "essay.docx")[0]


def test_a_document_unpacks_to_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx("<w:p/>" * 3_000_000)
    assert len(bomb) < 100_000
    message, help = error_in(bomb, "essay.docx")
    assert message == (
        "essay.docx: this document is too large when unpacked: the limit is 100 times the size of the file"
    )
    assert help == "copy the list into a new document"
    monkeypatch.setenv("ARGMAP_MAX_INPUT_MB", "1")
    message, _ = error_in(docx("<w:p/>" * 200_000), "essay.docx")
    assert "the limit is 1 MB (to raise the limit, set ARGMAP_MAX_INPUT_MB=2)" in message


def test_an_archive_with_too_many_files_is_not_looked_at() -> None:
    parts = {f"{number}.xml": "" for number in range(10_001)}
    message, _ = error_in(zipped({"word/document.xml": "", **parts}), "essay.docx")
    assert message == "essay.docx: this is a damaged or incomplete document or archive, not a map"


def test_nesting_has_no_end() -> None:
    deep = (
        "<w:sdt><w:sdtContent>" * 20_000
        + paragraph("Phones distract.", num=1)
        + "</w:sdtContent></w:sdt>" * 20_000
    )
    assert text_in(docx(deep)) == "• Phones distract.\n"
    lists = '<text:list text:style-name="L1"><text:list-item>' * 20_000
    ends = "</text:list-item></text:list>" * 20_000
    text = text_in(odt(f"{lists}<text:p>Phones distract.</text:p>{ends}", ODT_STYLES), "essay.odt")
    assert text.strip() == "• Phones distract."


# --- online text of Moodle ---

ONLINE = """<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body><h3>Phones at school</h3>
<p>Ban them:</p><ul dir="ltr"><li><p dir="ltr">Phones&nbsp;distract.</p><ul><li>They ring. (<a href="https://who.int">WHO</a>)</li>
<li>But: they can be<br>muted.</li></ul></li></ul><p><strong>Allow them:</strong></p><ol><li>Phones help.</li><ul><li>They have dictionaries.</li></ul></ol>
</body></html>"""


def test_online_text_is_a_list() -> None:
    reading = formats.read_data(
        ONLINE.encode(), "Anna_7_assignsubmission_onlinetext/onlinetext.html"
    )
    assert reading.format == "html"
    assert reading.text == (
        "### Phones at school\n\nBan them:\n• Phones distract.\n    • They ring. ([WHO](https://who.int))\n"
        "    • But: they can be  \n      muted.\n\nAllow them:\n• Phones help.\n    • They have dictionaries.\n"
    )
    map = reading.unwrap()
    assert [claim.text for claim in map.claims.values()] == [
        "Phones distract.", "They ring.", "they can be\nmuted.", "Phones help.", "They have dictionaries.",
    ]  # fmt: skip
    assert [inference.kind for inference in map.inferences.values()] == [
        "support",
        "rebuttal",
        "support",
    ]
    assert argmap("outline", "-", stdin=ONLINE.encode()).out != ""


def test_a_list_that_was_copied_from_word_into_moodle() -> None:
    def pasted(bullet: str, text: str, style: str) -> str:
        return (
            f'<p class="MsoListParagraphCxSpMiddle" style="{style}"><!--[if !supportLists]--><span style="font-family:Symbol;">{bullet}'
            f'<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span></span><!--[endif]-->{text}<o:p></o:p></p>'
        )

    for styles in (
        (
            "text-indent:-18.0pt;mso-list:l0 level1 lfo1",
            "margin-left:72.0pt;mso-list:l0 level2 lfo1",
        ),
        ("margin-left: 36pt;", "margin-left: 72pt;"),
        ("", ""),
    ):
        page = (
            pasted("·", "Phones distract.", styles[0])
            + pasted("o", "They ring.", styles[1])
            + pasted("o", "They buzz.", styles[1])
            + pasted("·", "Phones help.", styles[0])
        )
        map = formats.read_data(page.encode(), "onlinetext.html").unwrap()
        assert [claim.text for claim in map.claims.values()] == ["Phones distract.", "They ring.", "They buzz.", "Phones help."]  # fmt: skip
        assert [
            (inference.premises, inference.target) for inference in map.inferences.values()
        ] == [
            (("they-ring",), "phones-distract"),
            (("they-buzz",), "phones-distract"),
        ]


def test_what_a_page_does_not_show_is_not_read() -> None:
    page = (
        "<html><head><title>T</title><style>- a</style><script>'- b'</script></head><body><!-- - c --><ul><li>Phones distract.</li></ul>"
        "<template><ul><li>d</li></ul></template></body></html>"
    )
    assert formats.read_data(page.encode(), "page.html").text == "• Phones distract.\n"


def test_online_text_without_a_list_says_what_to_do() -> None:
    page = "<!DOCTYPE html><html><body><p>See my file.</p></body></html>"
    message, help = error_in(page.encode(), "onlinetext.html")
    assert message == "this file does not contain a list"
    assert help.startswith("write each claim after a `-`")


@pytest.mark.soak(but=["page1", "page2", "page8"])
@pytest.mark.parametrize(
    "page",
    ["<!--" * 100_000, "<![" * 100_000, "<?" * 100_000, "<a b='" * 50_000, "</li>" * 50_000, "<table><tr><td>" * 3_000 + "- x",
     "<p>" * 50_000, "&" * 100_000, "<" * 100_000, "<![CDATA[" * 10_000 + ">", "<!doctype" * 50_000],
)  # fmt: skip
def test_pages_that_are_hard_to_read_have_no_list(page: str) -> None:
    message, _ = error_in(page.encode(), "page.html")
    assert message == "this file does not contain a list"


def test_a_list_in_many_lists_is_read() -> None:
    reading = formats.read_data(b"<ul>" * 50_000 + b"<li>It rains.", "page.html")
    assert [claim.text for claim in reading.unwrap().claims.values()] == ["It rains."]


def test_moodles_archive_of_online_texts_and_documents(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("- Phones distract.\n  - They ring.\n")
    text = (
        "<html><body><ul><li>Phones distract.<ul><li>They ring.</li></ul></li></ul></body></html>"
    )
    word = docx(paragraph("Phones distract.", num=1) + paragraph("They ring.", num=1, level=1))
    archive = zipped(
        {
            "Anna_7_assignsubmission_onlinetext/onlinetext.html": text,
            "Bo_8_assignsubmission_file/essay.docx": word,
        }
    )
    (tmp_path / "class.zip").write_bytes(archive)
    (tmp_path / "alone.docx").write_bytes(word)
    result = argmap("grade", "class.zip", "alone.docx", "--key", "key.txt", cwd=tmp_path)
    assert result.code in (0, 1), result.err
    assert result.out.count("2 of 2") >= 3


def test_pages_of_an_earlier_run_are_no_submissions(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("- Phones distract.\n  - They ring.\n")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "anna.txt").write_text("- Phones distract.\n  - They ring.\n")
    words = ("grade", "maps", "--key", "key.txt", "--feedback", "maps/feedback")
    first = argmap(*words, cwd=tmp_path)
    assert (tmp_path / "maps/feedback/anna.html").is_file()
    assert argmap(*words, cwd=tmp_path).out == first.out
    refused = argmap("outline", "maps/feedback/anna.html", cwd=tmp_path).err
    assert "anna.html: this is a feedback page that argmap made, not a map" in refused


# --- files that are no maps ---


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("essay.pdf", b"%PDF-1.7\n", "this is a PDF document, not a map"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "this is a JPEG picture, not a map"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00", "this is a HEIC picture, not a map"),
        ("essay.rtf", b"{\\rtf1\\ansi}", "this is an RTF document, not a map"),
        ("essay.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "this is an old Office document, or one with a password, not a map"),
        ("essay.pages", zipped({"Index/Document.iwa": "x"}), "this is a Pages, Numbers or Keynote document, not a map"),
        ("map.odg", odt("", kind="graphics"), "this is an OpenDocument drawing, not a map"),
        ("map.ods", odt("", kind="spreadsheet"), "this is an OpenDocument spreadsheet, not a map"),
        ("map.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "this is an Excel workbook, not a map"),
        ("map.pptx", zipped({"ppt/presentation.xml": ""}), "this is a PowerPoint presentation, not a map"),
        ("map.yaml", b"<!DOCTYPE html>\n<html><ul><li>a</ul></html>", "this is a web page, not a map"),
        ("link.url", b"[InternetShortcut]\r\nURL=https://docs.google.com/d/1\r\n", "this is a link to a web page, not a map"),
        ("essay.gdoc", b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "this is a link to a Google document, not a map"),
        ("map.yaml", b"\x7fELF\x02\x01\x01\x00", "this is a program, not a map"),
        ("map.exe", b"MZ\x90\x00\x03\x00\x00\x00", "this is a program, not a map"),
        ("talk.mp3", b"ID3\x04\x00", "this is a sound file, not a map"),
        ("map.txt", b"", "this is an empty file, not a map"),
        ("map.docx", b"", "this is an empty file, not a map"),
        ("map.odt", b"", "this is an empty file, not a map"),
        ("map.html", b" \n", "this is an empty file, not a map"),
    ],
)  # fmt: skip
def test_what_a_file_is_and_what_to_do(name: str, data: bytes, said: str) -> None:
    message, help = error_in(data, name)
    assert message == f"{name}: {said}"
    assert help
