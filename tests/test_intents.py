"""What people type who don't know argmap's commands: the line to type is printed, and nothing is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.run import argmap

MAP = "title: Lying\nclaims: {a: {text: Lying is wrong., premises: [b]}, b: Nobody likes it.}\n"
LIST = "- Lying is wrong.\n  - Nobody likes it.\n"
REFUSED = ("because it is the map itself", "the map is too small for that")
FILES = {
    "map.yaml": MAP,
    "b.yaml": MAP,
    "list.md": LIST,
    "my map.md": LIST,
    "maps/a.yaml": MAP,
    "maps/b.yaml": MAP,
    "my-key.yaml": MAP,
}


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("draw map.yaml", ["argmap render map.yaml"]),
        ("show map.yaml", ["argmap outline map.yaml", "argmap render map.yaml"]),
        ("validate map.yaml", ["argmap check map.yaml"]),
        ("lint map.yaml", ["argmap check map.yaml"]),
        (
            "history map.yaml",
            ["argmap diff map.yaml NEW", "argmap grade STUDENTS --key map.yaml"],
        ),
        ("debate map.yaml", ["argmap outline map.yaml", "argmap render map.yaml"]),
        ("pandoc map.yaml", ["argmap outline map.yaml -o map.docx"]),
        ("undo map.yaml", ["argmap edit map.yaml"]),
        (
            "highlight lying map.yaml",
            [
                "argmap outline map.yaml --focus lying",
                "argmap render map.yaml --focus lying",
            ],
        ),
        ("render map.yaml --highlight b", ["argmap render map.yaml --focus b"]),
        ("render map.yaml --width 800", ["argmap render map.yaml --paper 297x210mm"]),
        ("render map.yaml --scale 2", ["argmap render map.yaml --paper 297x210mm"]),
        (
            "check map.yaml -f html",
            ["argmap edit map.yaml", "argmap check map.yaml -f full"],
        ),
        ("quiz map.yaml -f kahoot", ["argmap quiz map.yaml -f gift"]),
        ("export-pdf map.yaml", ["argmap render map.yaml -o map.pdf"]),
        ("check map.yaml -f junit", ["argmap check map.yaml -f sarif"]),
        ("exam map.yaml", ["argmap quiz map.yaml"]),
        ("test-questions map.yaml --amount 6", ["argmap quiz map.yaml --count 6"]),
        ("fill-gaps map.yaml", ["argmap worksheet map.yaml"]),
        ("solution map.yaml", ["argmap worksheet map.yaml"]),
        ("report-cards maps --key map.yaml", ["argmap grade maps --key map.yaml"]),
        ("anonymize maps", ["argmap review maps -o reviews"]),
        ("validate-schema map.yaml", ["argmap check map.yaml"]),
        ("list-tools", ["argmap help"]),
        ("weak-points list.md", ["argmap check list.md"]),
        ("gapfill map.yaml --amount 5", ["argmap worksheet map.yaml"]),
        ("gap-puzzle map.yaml --amount 5", ["argmap worksheet map.yaml"]),
        ("feedback-pages maps --key map.yaml", ["argmap grade maps --key map.yaml"]),
        ("ci map.yaml --reporter=sarif", ["argmap check map.yaml -f sarif"]),
        ("render map.yaml --out-file x.png", ["argmap render map.yaml -o x.png"]),
        ("list-claims map.yaml --format json", ["argmap convert map.yaml --format json"]),
        ("jsonschema", ["argmap schema"]),
        ("list-rules", ["argmap rules"]),
        ("tidy map.yaml", ["argmap format map.yaml"]),
        ("poster map.yaml", ["argmap render map.yaml --paper poster -o map.pdf"]),
        ("schema map.yaml", ["argmap schema"]),
        # What nobody can guess leads to what the map is, and to the help.
        ("frobnicate map.yaml", ["argmap map.yaml", "argmap help"]),
        ("frobnicate", ["argmap help"]),
        ("verdicts map.yaml", ["argmap evaluate map.yaml"]),
        (
            "compare map.yaml b.yaml",
            ["argmap diff map.yaml b.yaml", "argmap grade b.yaml --key map.yaml"],
        ),
        (
            "export map.yaml",
            ["argmap convert map.yaml -o map.json", "argmap outline map.yaml -o map.docx"],
        ),
        ("why lying list.md --json", ["argmap why lying list.md -f json"]),
        ("diff map.yaml b.yaml --json", ["argmap diff map.yaml b.yaml -f json"]),
        ("needs list.md", ["argmap needs CLAIM list.md"]),
        ("winner map.yaml", ["argmap evaluate map.yaml"]),
        ("translate map.yaml", ["argmap edit map.yaml"]),
        ("merge map.yaml b.yaml", ["argmap edit map.yaml"]),
        ("join map.yaml b.yaml", ["argmap edit map.yaml"]),
        ("outline map.yaml --lang de", ["argmap edit map.yaml"]),
        ("render map.yaml --language de", ["argmap edit map.yaml"]),
        ("worksheet map.yaml --blank 3", ["argmap worksheet map.yaml --share 0.3"]),
        ("report map.yaml --pdf", ["argmap render map.yaml -o map.pdf"]),
        ("export map.yaml --csv", ["argmap outline map.yaml -o map.csv"]),
        ("count map.yaml", ["argmap map.yaml", "argmap check map.yaml --statistics"]),
        ("strongest map.yaml", ["argmap evaluate map.yaml"]),
        ("what-if b map.yaml", ["argmap evaluate map.yaml --accept b"]),
        (
            "zoom b map.yaml",
            ["argmap outline map.yaml --focus b", "argmap render map.yaml --focus b"],
        ),
        ("share map.yaml", ["argmap render map.yaml -o map.html"]),
        ("citations map.yaml", ["argmap outline map.yaml --sources"]),
        ("weaknesses map.yaml", ["argmap check map.yaml"]),
        ("spellcheck map.yaml", ["argmap check map.yaml"]),
        ("pros map.yaml", ["argmap outline map.yaml", "argmap render map.yaml"]),
        ("tutorial", ["argmap new school.md"]),
        ("evaluate map.yaml --assume b", ["argmap evaluate map.yaml --accept b"]),
        ("evaluate map.yaml --false b", ["argmap evaluate map.yaml --reject b"]),
        ("render map.yaml --size a4", ["argmap render map.yaml --paper a4"]),
        ("render map.yaml --landscape", ["argmap render map.yaml --paper 297x210mm"]),
        ("render map.yaml --dark", ["argmap render map.yaml --theme dark"]),
        ("render map.yaml --bw", ["argmap render map.yaml --theme print"]),
        ("quiz map.yaml -n 5", ["argmap quiz map.yaml --count 5"]),
        ("check map.yaml --dry-run", ["argmap check map.yaml --diff"]),
        ("create new.md", ["argmap new new.md"]),
        ("open map.yaml", ["argmap edit map.yaml", "argmap preview map.yaml --open"]),
        ("essay map.yaml", ["argmap outline map.yaml --essay"]),
        (
            "slides map.yaml",
            [
                "argmap outline map.yaml -o map.pptx",
                "argmap render map.yaml --paper slide --split -o map.pdf",
            ],
        ),
        ("word map.yaml", ["argmap outline map.yaml -o map.docx"]),
        ("pdf map.yaml", ["argmap render map.yaml -o map.pdf"]),
        ("PNG map.yaml", ["argmap render map.yaml -o map.png"]),
        ("yaml map.yaml", ["argmap convert map.yaml -o map.yaml"]),
        ("draw", ["argmap render FILE"]),
        ("render map.yaml -o x.docx", ["argmap outline map.yaml -o x.docx"]),
        ("outline map.yaml -o x.svg", ["argmap render map.yaml -o x.svg"]),
        # Words go to their places, and options are carried over.
        ("explain lying list.md", ["argmap why lying list.md"]),
        ("essay list.md -o x.docx", ["argmap outline list.md --essay -o x.docx"]),
        ("lint map.yaml --fix -q", ["argmap check map.yaml --fix -q"]),
        ("lint list.md --fix", ["argmap check list.md"]),
        ("fix list.md", ["argmap check list.md"]),
        ("lint list.md map.yaml", ["argmap check list.md map.yaml"]),
        ("validate maps", ["argmap check maps/*"]),
        ("export --format png list.md", ["argmap render list.md --format png"]),
        ("save list.md -o x.tex", ["argmap outline list.md -o x.tex"]),
        ("to yaml list.md", ["argmap convert list.md -o list.yaml"]),
        ("mv b c map.yaml", ["argmap rename b c map.yaml"]),
        ("delete b map.yaml", ["argmap edit map.yaml"]),
        ("search lying map.yaml", ["argmap outline map.yaml"]),
        ("verdict 'my map.md'", ["argmap evaluate 'my map.md'"]),
        ("help verdicts", ["argmap help evaluate"]),
        ("help pdf", ["argmap help render"]),
        # Options that a command lacks.
        ("render map.yaml --open", ["argmap preview map.yaml --open"]),
        ("render map.yaml --png", ["argmap render map.yaml -f png"]),
        ("render list.md --slides", ["argmap outline list.md -f pptx"]),
        ("render map.yaml --type=png", ["argmap render map.yaml -f png"]),
        ("check map.yaml --json", ["argmap check map.yaml -f json"]),
        ("render map.yaml --json", ["argmap convert map.yaml -f json"]),
        ("check -o r.sarif map.yaml", ["argmap check map.yaml -f sarif > r.sarif"]),
        ("check map.yaml --out r.json", ["argmap check map.yaml -f json > r.json"]),
        ("evaluate map.yaml --sarif", ["argmap check map.yaml -f sarif"]),
        ("evaluate map.yaml --rules", ["argmap rules"]),
        ("evaluate map.yaml -o v.json", ["argmap evaluate map.yaml -f json > v.json"]),
        ("check map.yaml --disable long-claim", ["argmap check map.yaml --ignore long-claim"]),
        ("check map.yaml --exit-code", ["argmap check map.yaml --fail-on warning"]),
        (
            "check map.yaml --strict",
            ["argmap check map.yaml --fail-on note", "argmap evaluate map.yaml --strict"],
        ),
        ("why map.yaml --claim b", ["argmap why b map.yaml"]),
        ("needs b map.yaml --check", ["argmap check map.yaml"]),
        ("--check map.yaml", ["argmap check map.yaml"]),
        ("--verbose map.yaml", ["argmap map.yaml --verbose"]),
        ("-i map.yaml -o x.svg", ["argmap render map.yaml -o x.svg"]),
        ("--install-completion", ["argmap completion --install"]),
        ("map.yaml -o x.png", ["argmap render map.yaml -o x.png"]),
        ("map.yaml --format png", ["argmap render map.yaml --format png"]),
        ("--force map.yaml", ["argmap map.yaml"]),
        ("check map.yaml --type", ["argmap check map.yaml -f FORMAT"]),
        ("render map.yaml --style", ["argmap render map.yaml --theme THEME"]),
        ("render --style map.yaml", ["argmap render map.yaml --theme THEME"]),
        ("render map.yaml --font Arial", ["argmap outline map.yaml -o map.pptx"]),
        ("check --help-all", ["argmap help"]),
        ("--help-all", ["argmap help"]),
        ("help standard", ["argmap help evaluate"]),
        ("check --file map.yaml --json", ["argmap check map.yaml -f json"]),
        ("evaluate --map map.yaml --output-format json", ["argmap evaluate map.yaml -f json"]),
        ("check map.yaml --explain long-claim", ["argmap rules long-claim"]),
        ("check map.yaml --disable-rule fragment", ["argmap check map.yaml --ignore fragment"]),
        ("format --check-only map.yaml", ["argmap format map.yaml --check"]),
        ("render map.yaml --highlight-weak", ["argmap check map.yaml"]),
        # Options of a file alone are those of a command.
        ("list.md --as word", ["argmap outline list.md -f word"]),
        ("list.md --phone", ["argmap render list.md --paper phone"]),
        ("list.md --theme dark", ["argmap render list.md --theme dark"]),
        ("map.yaml --warnings-as-errors", ["argmap check map.yaml --fail-on warning"]),
        # What holds for one command.
        ("outline map.yaml --no-sources", ["argmap outline map.yaml"]),
        (
            "quiz map.yaml --level easy",
            ["argmap worksheet map.yaml --share 0.5", "argmap worksheet map.yaml --word-bank"],
        ),
        (
            "worksheet map.yaml --difficulty easy",
            ["argmap worksheet map.yaml --share 0.5", "argmap worksheet map.yaml --word-bank"],
        ),
        (
            "worksheet map.yaml --number 5",
            ["argmap worksheet map.yaml --share 0.5", "argmap worksheet map.yaml --seed 2"],
        ),
        ("check map.yaml --level error", ["argmap check map.yaml --fail-on error"]),
        ("outline map.yaml --level 2", ["argmap outline map.yaml --focus 1 --depth 2"]),
        ("worksheet map.yaml --pdf", ["argmap worksheet map.yaml -f pdf"]),
        ("diff map.yaml b.yaml --html", ["argmap diff map.yaml b.yaml -o diff.svg"]),
        # A folder to write into.
        ("render list.md --outdir a/", ["argmap render list.md -o a/"]),
        (
            "outline list.md -f html --output-dir 'a b'",
            ["argmap outline list.md -f html -o 'a b/'"],
        ),
        ("outline list.md --output-dir", ["argmap outline list.md -o FOLDER/"]),
        (
            "grade maps --key map.yaml --outdir pages",
            ["argmap grade maps --key map.yaml --feedback pages"],
        ),
        # Formats that a command does not write.
        ("outline list.md --format essay", ["argmap outline list.md --essay"]),
        ("outline list.md -f svg", ["argmap render list.md -f svg"]),
        ("outline list.md --essay -o x.pdf", ["argmap outline list.md --essay -o x.docx"]),
        ("outline list.md --essay -o x.jpg", ["argmap outline list.md --essay -o x.docx"]),
        ("outline list.md --essay -f pdf", ["argmap outline list.md --essay -o list.docx"]),
        ("quiz list.md -f word", ["argmap quiz list.md -o list.txt", "argmap worksheet list.md"]),
        ("diff map.yaml b.yaml -o d.html", ["argmap diff map.yaml b.yaml -o diff.svg"]),
        ("export map.yaml --to xlsx", ["argmap outline map.yaml -f xlsx"]),
        ("argmap-check map.yaml --format=junit", ["argmap check map.yaml -f sarif"]),
        ("diff map.yaml b.yaml --format=patch", ["argmap diff map.yaml b.yaml"]),
        ("quiz map.yaml --answers-at-end", ["argmap quiz map.yaml"]),
        ("outline list.md --bullet", ["argmap outline list.md -f markdown"]),
        # Forms, parts and misspellings of words, and words of other languages.
        ("vizualise map.yaml", ["argmap render map.yaml"]),
        ("visualization map.yaml", ["argmap render map.yaml"]),
        ("what-is-wrong map.yaml", ["argmap check map.yaml"]),
        ("serve-mcp", ["argmap mcp"]),
        ("prüfe map.yaml", ["argmap check map.yaml"]),
        ("dibujar map.yaml", ["argmap render map.yaml"]),
        # Options by their choices, by a part of their name or by their value.
        ("render map.yaml --a3", ["argmap render map.yaml --paper a3"]),
        ("worksheet map.yaml --a3", ["argmap worksheet map.yaml --paper a3"]),
        ("quiz map.yaml --5", ["argmap quiz map.yaml --count 5"]),
        ("quiz map.yaml 5", ["argmap quiz map.yaml --count 5"]),
        ("render map.yaml dark", ["argmap render map.yaml --theme dark"]),
        ("outline map.yaml --only-focus b", ["argmap outline map.yaml --focus b"]),
        ("render map.yaml --no-verdicts", ["argmap render map.yaml"]),
        ("check map.yaml --reporter github", ["argmap check map.yaml -f github"]),
        ("render --input map.yaml -o x.svg", ["argmap render map.yaml -o x.svg"]),
        ("check map.yaml --force", ["argmap check map.yaml"]),
        ("check --stdin", ["argmap check -"]),
        ("grade maps --key map.yaml --csv x.csv", ["argmap grade maps --key map.yaml -o x.csv"]),
        ("lint maps --format sarif -o x.sarif", ["argmap check maps/* --format sarif > x.sarif"]),
        ("schema --out x.json", ["argmap schema > x.json"]),
        # Options before the command.
        ("--no-color check map.yaml", ["argmap check map.yaml --no-color"]),
        ("-f json check map.yaml", ["argmap check map.yaml -f json"]),
        ("--debug render map.yaml", ["argmap render map.yaml -v"]),
        # Which file is what.
        ("b", ["argmap b.yaml"]),
        ("maps", ["argmap check maps/*"]),
        ("draw maps", ["argmap render maps/a.yaml"]),
        ("map.yaml b.yaml", ["argmap diff map.yaml b.yaml", "argmap grade b.yaml --key map.yaml"]),
        ("grade map.yaml my-key.yaml", ["argmap grade map.yaml --key my-key.yaml"]),
        ("grade maps map.yaml", ["argmap grade maps --key map.yaml"]),
        # Words that are too many.
        ("convert list.md x.yaml", ["argmap convert list.md -o x.yaml"]),
        ("convert list.md yaml", ["argmap convert list.md -o list.yaml"]),
        ("map.yaml pdf", ["argmap render map.yaml -o map.pdf"]),
        ("map.yaml check", ["argmap check map.yaml"]),
        ("list.md why lying", ["argmap why lying list.md"]),
        ("evaluate list.md lying", ["argmap why lying list.md"]),
        ("why list.md Nobody likes it", ["argmap why 'Nobody likes it' list.md"]),
        ("outline list.md map.yaml", ["argmap outline list.md", "argmap outline map.yaml"]),
        # The file comes last.
        ("why list.md 'Nobody likes it'", ["argmap why 'Nobody likes it' list.md"]),
        ("needs map.yaml b", ["argmap needs b map.yaml"]),
        ("rename map.yaml b c", ["argmap rename b c map.yaml"]),
        ("why map.yaml", ["argmap why CLAIM map.yaml"]),
        ("diff map.yaml", ["argmap diff map.yaml NEW"]),
        ("rename", ["argmap rename OLD NEW [FILE]"]),
        ("new 'Is lying wrong?'", ["argmap new is-lying-wrong.md"]),
        ("new x.docx", ["argmap new x.md"]),
        ("check list.md --fix", ["argmap check list.md", "argmap convert list.md -o list.yaml"]),
    ],
)
def test_a_guess_is_answered_by_what_to_type(typed: str, lines: list[str], tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    result = argmap(*shlex.split(typed), cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    offered = re.sub(r"`argmap \w+` (does|writes)", "", result.err)
    assert re.findall("`(argmap [^`]*)`", offered) == lines
    assert [path.name for path in sorted(tmp_path.iterdir())] == sorted(
        {name.partition("/")[0] for name in FILES}
    )
    # What is printed can be typed.
    for line in lines:
        if not re.search("[A-Z]{3}|argmap (edit|preview|completion|mcp|lsp)", line):
            words = shlex.split(
                line.partition(" > ")[0].replace("maps/*", "maps/a.yaml maps/b.yaml")
            )
            again = argmap(*words[1:], cwd=tmp_path, stdin=MAP.encode())
            assert again.code in (0, 1) or any(each in again.err for each in REFUSED), again


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("convert map.yaml -f YAML", "convert map.yaml -f native"),
        ("outline map.yaml -f md", "outline map.yaml -f markdown"),
        ("outline map.yaml --from yaml", "outline map.yaml --from native"),
        ("check map.yaml -f JSON", "check map.yaml -f json"),
        ("check map.yaml --fail-on Error", "check map.yaml --fail-on error"),
        ("check map.yaml --fail-on warn", "check map.yaml --fail-on warning"),
        ("render map.yaml --theme grayscale -o -", "render map.yaml --theme print -o -"),
        ("render map.yaml --theme light -o -", "render map.yaml --theme color -o -"),
        ("render map.yaml --theme DARK -o -", "render map.yaml --theme dark -o -"),
        ("quiz map.yaml -f moodle", "quiz map.yaml -f moodle-xml"),
    ],
)
def test_common_names_of_formats_and_any_case_are_taken(
    typed: str, same: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    result = argmap(*typed.split(), cwd=tmp_path)
    assert result == argmap(*same.split(), cwd=tmp_path)
    assert result.code in (0, 1) or REFUSED[-1] in result.err


def test_a_file_alone_is_summed_up_in_six_lines_and_drawn(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    result = argmap("map.yaml", cwd=tmp_path)
    assert result == (
        0,
        "Lying (2 claims)\n"
        "  stands, asserted: Lying is wrong.\n"
        "Fix first: line 2: support `b` “Nobody likes it.” (1 verdict changes if it falls)\n"
        "Picture: output/map.svg\n"
        "Next: `argmap edit map.yaml`, `argmap check map.yaml` or `argmap evaluate map.yaml`\n",
        "",
    )
    picture = tmp_path / "output/map.svg"
    drawn = picture.read_bytes()
    assert drawn == argmap("render", "map.yaml", "-o", "-", cwd=tmp_path).out.encode()
    # It is drawn again over a picture of argmap, and over no other.
    assert argmap("map.yaml", cwd=tmp_path) == result
    picture.write_text("<svg/>")
    assert (
        "Picture: none, because output/map.svg is there already"
        in argmap("map.yaml", cwd=tmp_path).out
    )
    assert picture.read_text() == "<svg/>"


def test_a_file_called_like_a_command_is_named_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "check").write_text(MAP)
    assert argmap("./check", "--from", "yaml", cwd=tmp_path).out.startswith("Lying (2 claims)\n")


def test_a_file_that_is_no_map_is_reported_and_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: {txt: A.}}\n")
    result = argmap("map.yaml", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "did you mean `text`?" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["map.yaml"]


def test_what_to_write_in_the_map_is_said(tmp_path: Path) -> None:
    for name in ("map.yaml", "b.yaml"):
        (tmp_path / name).write_text(MAP)
    translated = argmap("outline", "map.yaml", "--lang", "de", cwd=tmp_path).err
    assert "type `argmap edit map.yaml` and write `language: de`\n" in translated
    merged = argmap("merge", "map.yaml", "b.yaml", cwd=tmp_path).err
    assert "type `argmap edit map.yaml` and write `include: [b.yaml]`\n" in merged


def test_every_line_to_type_has_a_command_and_its_options() -> None:
    helps: dict[str, str] = {}
    rows = (ROOT / "argmap/cli/intents.txt").read_text().splitlines()
    typed: list[str] = []
    for row in rows:
        words, _, lines = row.partition(" = ")
        typed += words.split() if lines else []
        for line in filter(None, lines.partition(" & ")[0].split(" | ")):
            command, *others = line.split()
            if command.startswith("-") or command in ("FILE", "THIS"):
                continue  # of the command that was typed, or of none
            if command not in helps:
                helps[command] = argmap("help", command).out
            options = [word for word in others if word.startswith("-")]
            assert [word for word in options if word not in helps[command]] == [], row
    assert [word for word in typed if typed.count(word) > 1] == []


def test_any_words_are_answered(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    for odd in ("a" * 5000, "é" * 300, "--" + "a" * 5000, "a\0b", "--=", "*", "a b", "`", "--\n"):
        for words in ((odd,), (odd, "map.yaml"), ("render", "map.yaml", odd), ("draw", odd)):
            assert argmap(*words, cwd=tmp_path).code == 2, words
