"""Texts in other encodings than UTF-8: which is chosen, what is said of it, and that no file is changed to another.

A wrong choice is worse than a refusal, so that each sample is tried in each encoding, and may be refused only where
two readings make sense.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap as library
from argmap import InvalidMap, formats
from argmap.formats import decode
from tests.run import argmap

SAMPLES = {
    "en": [
        "It’s so.", "The students don’t like it – and “they” said so… Café naïve.", "“Yes,” she said, “it’s fine.”",
        "He said ‘no’ to it.", "— a dash", "• Phones distract and they ring", "Zoë Müller’s résumé", "the phone’s use is not that good",
        "It costs £5 and €7, i.e. 20 °C.", "1990–2000 is the range", "so—that is it and the end", "5 m² and ½ cup", "Brontë’s",
    ],
    "de": [
        "Schüler üben öfter.", "Über die Straße gehen größere Kinder – und „das“ ist gut.", "Es geht’s nicht…", "ÄRGER und ÖL",
        "Handys stören den Unterricht und die Schüler", "§ 5 Absatz 2: 20 €", "»Das« ist ‚so‘", "Österreich ist schön",
        "Übung macht den Meister", "Die Straße", "Ärzte",
    ],
    "fr": [
        "L’école est fermée.", "« Ça va », dit-il à l’élève ; où est le cœur ?", "Noël, haïr, août, forêt, dû, À bas l’État",
        "Où est-ce que c’est ?", "L’œuvre d’un génie", "C’est l’été à Paris", "ÉCOLE FERMÉE", "Être ou ne pas être",
    ],
    "es": [
        "¿Qué pasa con el niño? ¡Ánimo!", "La canción española es más bella que la otra.", "él y tú — así — sí",
        "Los niños del señor son una familia y el resto", "—No sé —dijo—, es así.", "pingüino",
    ],
    "it": [
        "È vero che la città è più bella.", "Perché no? Così è, però.", "L’università è qui.", "Lunedì c’è lezione",
        "Questo è vero e non si può dire di più",
    ],
    "pt": [
        "A educação não é só isso; você está.", "Não há solução; é bom para as crianças.", "Avô e avó, português, coração",
        "Às vezes há órgãos.", "À noite",
    ],
}  # fmt: skip
OF_ONE_BYTE = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman"}


ENCODED = [(text, codec) for texts in SAMPLES.values() for text in texts for codec in OF_ONE_BYTE]
ENCODED.remove(("5 m² and ½ cup", "mac-roman"))


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_every_sample_is_read_in_its_encoding(text: str, codec: str) -> None:
    for written in (text, f"- {text}\n  - {text}\n"):
        decoded = decode(written.encode(codec), "notes.txt")
        assert decoded.problem is None, decoded.problem
        assert decoded.text == written
        assert decoded.note is not None
        assert (decoded.note.code, decoded.note.message) == (
            "other-encoding",
            f"reading notes.txt as {OF_ONE_BYTE[codec]}, because it is not UTF-8",
        )


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        # A letter inside a word, or an apostrophe or dash between letters.
        (b"les c\x9curs", "Windows-1252 (`cœurs`) or Mac Roman (`cúurs`)"),
        (b"El pa\x92s", "Windows-1252 (`pa’s`) or Mac Roman (`país`)"),
        (b"a\n- ma\x96ana", "Windows-1252 (`ma–ana`) or Mac Roman (`mañana`)"),
        # The first word that differs is shown.
        (b"\xa9 2020 Acme\x99", "Windows-1252 (`Acme™`) or Mac Roman (`Acmeô`)"),
    ],
)
def test_a_tie_is_refused_and_shows_both_readings(data: bytes, shown: str) -> None:
    decoded = decode(data, "notes.txt")
    assert decoded.text == ""
    assert decoded.problem is not None
    assert decoded.problem.code == "ambiguous-encoding"
    assert decoded.problem.message == f"this file is not UTF-8; it could be {shown}"
    assert decoded.problem.help == "save the file as UTF-8"
    assert decoded.problem.span is not None
    assert decoded.problem.span.line == data.count(b"\n") + 1


@pytest.mark.parametrize(
    ("data", "right"),
    [
        # The language of the other words decides.
        (b"the phone\x92s use is not good", "the phone’s use is not good"),
        ("Los niños son una familia".encode("mac-roman"), "Los niños son una familia"),
        (b"the team is bigger\x97and it is better", "the team is bigger—and it is better"),
        # A letter with a diaeresis is inside a word, a quotation mark at its edge.
        (b"na\x95ve", "naïve"),
        (b"\x95 Phones ring.", "• Phones ring."),
        (b"Zo\x91 said so.", "Zoë said so."),
        (b"\x91No\x92, he said.", "‘No’, he said."),
        (b"It\xd5s so.", "It’s so."),
        (b"It\x92s so.", "It’s so."),
    ],
)
def test_letters_and_signs_are_in_their_places(data: bytes, right: str) -> None:
    assert decode(data, "notes.txt").text == right


@pytest.mark.parametrize(
    "data",
    [b"A \x81 b.", b"caf\xf8 is open", b"\xff\xfe\xfd", b"x\xd7\xf7x", b"a\xf0\xf1b", b"\x80\x81\x82", b"\xe2\x28\xa1"],
)  # fmt: skip
def test_what_fits_no_encoding_is_refused_with_its_place(data: bytes) -> None:
    decoded = decode(data, "notes.txt")
    assert decoded.text == ""
    assert decoded.problem is not None
    assert decoded.problem.code == "not-utf8"
    assert decoded.problem.help == "save the file as UTF-8"


TEXTS = [
    "claims: ",
    "- 学校应该九点开始。\n- 是。",
    "- 學校應該九點開始。\n",
    "- مدرسة\n",
    "- בית\n",
    "- 学校は九時に始まるべきだ。\n  - はい\n",
    "- It’s Sørensen’s 😀\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8-sig", ""),
        ("utf-8", ""),
        ("utf-16", "UTF-16, because it starts with a byte order mark"),
        ("utf-32", "UTF-32, because it starts with a byte order mark"),
        ("utf-16-le", "UTF-16 (little-endian), because it is not UTF-8"),
        ("utf-16-be", "UTF-16 (big-endian), because it is not UTF-8"),
    ],
)
def test_unicode_in_any_order_with_a_mark_and_without(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), "notes.txt")
    assert (decoded.text, decoded.problem) == (text, None)
    said = "" if decoded.note is None else decoded.note.message
    assert said == (f"reading notes.txt as {name}" if name else "")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"])
def test_a_mark_with_something_else_behind_it_is_refused(mark: bytes) -> None:
    decoded = decode(mark + b"\0\xd8x", "notes.txt")
    assert decoded.text == ""
    assert decoded.problem is not None
    assert "starts like UTF-" in decoded.problem.message


# --- wherever texts come from ---

MAPS = {
    "map.yaml": "claims: {schüler: {text: Schüler schlafen zu wenig., premises: [Übermüdung ist häufig.]}}\n",
    "map.json": '{"argmap": 1, "claims": {"a": {"text": "Schüler schlafen zu wenig."}}}\n',
    "map.argdown": "[Schüler]: Schüler schlafen zu wenig.\n  + Übermüdung ist häufig.\n",
    "map.md": "# Schüler\n\n- Schüler schlafen zu wenig.\n  - Übermüdung ist häufig.\n",
    "map.txt": "- Schüler schlafen zu wenig.\n  - Übermüdung ist häufig.\n",
    "map.opml": '<opml version="2.0"><body><outline text="Schüler schlafen zu wenig."/></body></opml>\n',
    "map.html": "<ul><li>Schüler schlafen zu wenig.</li></ul>\n",
}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "utf-16", "utf-16-le"])
def test_every_text_format_is_read_and_the_encoding_is_reported(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = tmp_path / name
    path.write_text(MAPS[name], encoding="utf-8")
    right = library.load(path)
    path.write_bytes(MAPS[name].encode(codec))
    assert library.load(path) == right
    reading = formats.read(path)
    assert reading.diagnostics[0].code == "other-encoding"
    if codec != "cp1252":
        return  # the command and the library read by the same function
    result = argmap("outline", name, cwd=tmp_path)
    assert result.code == 0
    assert result.err.startswith(f"note[other-encoding]: reading {name} as ")
    assert "because" not in argmap("outline", name, "--quiet", cwd=tmp_path).err
    # What a check finds is about the map, and the encoding is no fault of it.
    assert argmap("check", name, "-f", "concise", cwd=tmp_path).code in (0, 1)


def test_what_cannot_be_decided_is_an_error_of_the_api_too(tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_bytes(b"- les c\x9curs\n")
    with pytest.raises(InvalidMap, match="it could be Windows-1252"):
        library.load(tmp_path / "map.txt")


def test_parts_and_bibliographies_and_sources_may_be_in_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "include: part.yaml\nbibliography: refs.bib\nsources: {s: {title: S, file: s.txt}}\n"
        "claims:\n  a: {text: Schlaf hilft., premises: [b], evidence: [müller p. 1, s p. 2], quote: Schüler schlafen}\n",
        encoding="utf-8",
    )
    (tmp_path / "part.yaml").write_text("claims: {b: Schüler üben.}\n", encoding="cp1252")
    (tmp_path / "refs.bib").write_text(
        "@book{müller, title={Müde Schüler}, author={Müller}, year={2019}}", encoding="mac-roman"
    )
    (tmp_path / "s.txt").write_text("Alle Schüler schlafen.", encoding="cp1252")
    reading = formats.read(tmp_path / "map.yaml")
    map = reading.unwrap()
    assert map.claims["b"].text == "Schüler üben."
    assert map.sources["müller"].title == "Müde Schüler"
    assert formats.read_sources(map, tmp_path) == {"s": "Alle Schüler schlafen."}
    notes = [found.message for found in reading.diagnostics if found.code == "other-encoding"]
    assert notes == [
        f"reading {tmp_path / 'part.yaml'} as Windows-1252, because it is not UTF-8",
        f"reading {tmp_path / 'refs.bib'} as Mac Roman, because it is not UTF-8",
    ]


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "utf-16", "utf-16-le"])
def test_a_file_in_another_encoding_is_never_changed(tmp_path: Path, codec: str) -> None:
    text = "claims: {schüler: {text: Schüler schlafen., premises: [slepe]}, sleep: Übermüdung ist häufig.}\n"
    path = tmp_path / "map.yaml"
    path.write_bytes(text.encode(codec))
    refused = (
        "map.yaml is not UTF-8, so argmap did not change it; save the file as UTF-8, and try again"
    )
    for words in (("rename", "sleep", "schlaf", "map.yaml"), ("check", "--fix", "map.yaml")):
        path.write_bytes(
            text.replace("slepe", "sleep").encode(codec)
            if words[0] == "rename"
            else text.encode(codec)
        )
        before = path.read_bytes()
        result = argmap(*words, cwd=tmp_path)
        assert result.code == 2, result
        assert refused in result.err
        assert path.read_bytes() == before
