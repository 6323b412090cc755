"""`argmap convert`, and that any command reads any format."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest

from argmap import ArgmapError, dumps, formats, load, loads
from argmap.formats import FormatKind
from argmap.model import OutlineOptions, WritingOptions
from tests.conftest import ROOT
from tests.run import argmap
from tests.tools import tool
from tests.tree import corpus_files

SMALL = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late., note: by now}}\n"
KIALO = "Discussion Title: Going\n\n1. We should go.\n1.1. Pro: It is late.\n1.2. Con: It rains.\n"
AIF = """{"nodes": [{"nodeID": "1", "text": "We should go.", "type": "I"}, {"nodeID": "2", "text": "It is late.", "type": "I"},
 {"nodeID": "3", "text": "RA", "type": "RA"}], "edges": [{"edgeID": "1", "fromID": "2", "toID": "3", "formEdgeID": null},
 {"edgeID": "2", "fromID": "3", "toID": "1", "formEdgeID": null}]}"""
MICROTEXT = """<arggraph id="a"><edu id="e1">We should go.</edu><edu id="e2">It is late.</edu><adu id="a1" type="pro"/>
<adu id="a2" type="pro"/><edge id="c1" src="e1" trg="a1" type="seg"/><edge id="c2" src="e2" trg="a2" type="seg"/>
<edge id="c3" src="a2" trg="a1" type="sup"/></arggraph>"""
CARNEADES = "statements: {a: We should go., b: It is late.}\narguments: {x: {conclusion: a, premises: [b]}}\n"
SADFACE = """{"nodes": [{"id": "a", "text": "We should go.", "type": "atom"}, {"id": "b", "text": "It is late.", "type": "atom"},
 {"id": "c", "name": "support", "type": "inference"}], "edges": [{"id": "1", "source_id": "b", "target_id": "c"},
 {"id": "2", "source_id": "c", "target_id": "a"}]}"""
FOREIGN = {
    "map.argdown": "[A]: We should go.\n  + [B]: It is late.\n",
    "map.txt": KIALO,
    "map.json": AIF,
    "map.xml": MICROTEXT,
    "map.yml": CARNEADES,
    "map2.json": SADFACE,
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(SMALL)
    return tmp_path


@pytest.mark.parametrize("name", FOREIGN)
def test_any_command_reads_any_format(small: Path, name: str) -> None:
    (small / name).write_text(FOREIGN[name])
    report = argmap("outline", name, cwd=small)
    assert report.code == 0
    assert "We should go." in report.out
    assert "1.1 It is late." in report.out
    assert argmap("check", name, "--fail-on", "never", cwd=small).code == 0
    assert argmap("render", name, "--paper", "none", "-o", "x.svg", cwd=small).code == 0
    assert argmap("evaluate", name, cwd=small).code == 0


def test_the_content_decides_where_the_ending_does_not() -> None:
    assert [
        formats.parse(text, "<stdin>").map is not None
        for text in (KIALO, AIF, MICROTEXT, CARNEADES, SADFACE, SMALL)
    ] == [True] * 6
    assert formats.parse(dumps(loads(SMALL), "json"), "map.json").map == loads(SMALL)


WRITTEN_AS_TEXT = [
    format.name
    for format in formats.writable_formats()
    if not format.is_binary and format.name not in ("apx", "af", "tgf")
]

WRITE_ALL = """
import argmap, json, sys
map = argmap.load("arguments.yaml")
print(json.dumps({form: argmap.convert(map, form).data.decode() for form in sys.argv[1:]}))
"""


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    """Return the debate in each format that is text, as it is written by Pythons of two hash seeds."""
    words = [sys.executable, "-c", WRITE_ALL, *WRITTEN_AS_TEXT]
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    return [
        json.loads(subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=True).stdout)
        for env in seeds
    ]


@pytest.mark.soak
@pytest.mark.parametrize("format", WRITTEN_AS_TEXT)
def test_every_format_is_the_same_for_every_hash_seed(
    written: list[dict[str, str]], format: str
) -> None:
    assert written[0][format] == written[1][format]
    assert len(written[0][format]) > 800


@pytest.mark.parametrize("format", formats.writable_formats(), ids=lambda row: row.name)
def test_the_ending_of_a_file_decides_its_format(format: formats.Format) -> None:
    # A page is a picture, and has the ending of a document.
    of_this_kind = formats.writable_formats(format.kind)
    for ending in format.endings:
        assert formats.format_of_path(f"x{ending}", of_this_kind) == format


@pytest.mark.parametrize("name", ["map.svg", "map.dot", "map.md", "map.mmd"])
def test_what_render_and_outline_write_convert_writes_too(small: Path, name: str) -> None:
    assert argmap("convert", "map.yaml", "-o", name, cwd=small).code == 0
    other = argmap("outline", "map.yaml", "-f", "markdown", "--sources", cwd=small).out.encode()
    if name != "map.md":
        argmap("render", "map.yaml", "-o", f"other-{name}", cwd=small)
        other = (small / f"other-{name}").read_bytes()
    assert (small / name).read_bytes() == other


def test_the_table_of_formats_is_printed_and_is_that_of_the_readme() -> None:
    lines = argmap("formats").out.splitlines()
    assert len(lines) == len(formats.FORMATS)
    assert lines[3].startswith("aif         map           .aif.json, .aif, .json")


def test_what_is_lost_is_reported_and_strict_conversion_fails(small: Path) -> None:
    result = argmap("convert", "map.yaml", "-o", "map.aif.json", cwd=small)
    assert result == (
        0,
        "",
        "warning[not-carried-over]: 1 note cannot be represented in AIF\nwrote map.aif.json\n",
    )
    assert argmap("convert", "map.yaml", "--to", "aif", "--strict-conversion", cwd=small).code == 1
    assert argmap("convert", "map.yaml", "--to", "json", "--strict-conversion", cwd=small).code == 0
    assert load(small / "map.aif.json").claims.keys() == {"a", "b"}


INFERENCE = """
sources: {s: A book}
claims:
  a: {text: We should go., premises: [{premises: [b], implicit: true, stated_in: s p. 9, held_by: Ann Bee}]}
  b: It is late.
"""
FIELDS_OF_THE_INFERENCE = {
    "implicit": "implicit inference mark",
    "s p. 9": "inference attribution",
    "Ann Bee": "inference holder",
}
TEXT_FORMATS = [
    format.name for format in formats.writable_formats(FormatKind.MAP, FormatKind.OUTLINE)
]


@pytest.mark.parametrize("format", [*TEXT_FORMATS, "mermaid"])
def test_what_an_inference_says_of_itself_is_kept_or_reported_as_lost(format: str) -> None:
    written = formats.write(loads(INFERENCE), format)
    report = " ".join(loss.message for loss in written.losses)
    for value, noun in FIELDS_OF_THE_INFERENCE.items():
        is_kept = value.replace("s p. 9", "p. 9") in written.data.decode()
        assert is_kept is not (noun in report), noun


TYPED = """
claims:
  pool: {text: The town should build a pool., type: policy, premises: [[safe, swim]]}
  safe: {text: Children should be safe., type: value}
  swim: {text: Few children can swim., type: fact}
"""
KINDS_WITH_TEXTS = (FormatKind.MAP, FormatKind.OUTLINE, FormatKind.DOCUMENT)


@pytest.mark.parametrize(
    "format", formats.writable_formats(*KINDS_WITH_TEXTS), ids=attrgetter("name")
)
def test_the_type_of_a_claim_is_kept_or_reported_as_lost(format: formats.Format) -> None:
    map = loads(TYPED)
    written = formats.write(map, format.name)
    lost = [loss.message for loss in written.losses if "claim type" in loss.message]
    if format.reader:
        found = formats.read_data(written.data, f"map{format.endings[0]}").unwrap()
        types = [claim.type for claim in found.claims.values() if claim.type]
        assert types == ([] if lost else ["policy", "value", "fact"])
    elif not format.is_binary:
        assert ("policy" in written.text) is not bool(lost)
    assert [message.split(" cannot")[0] for message in lost] in ([], ["3 claim types"])


def test_an_essay_reports_the_types_of_claims_as_lost() -> None:
    options = WritingOptions(outline=OutlineOptions(essay=True))
    losses = formats.write(loads(TYPED), "text", options).losses
    assert [loss.message for loss in losses] == [
        "3 claim types cannot be represented in an essay in text"
    ]


@pytest.mark.parametrize("name", ["map.argdown", "map.json", "map2.yaml"])
def test_there_and_back(small: Path, name: str) -> None:
    assert argmap("convert", "map.yaml", "-o", name, cwd=small) == (0, "", f"wrote {name}\n")
    assert load(small / name) == loads(SMALL)
    again = argmap("convert", "map.yaml", "-o", name, cwd=small)
    assert again == (0, "", f"overwrote {name}\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "argmap: choose a format with --to: native, json, argdown, aif, "),
        (["--to", "mermiad"], "argmap: unknown format `mermiad`: did you mean `mermaid`?"),
        (
            ["-o", "x.unknown"],
            "argmap: the file extension of x.unknown does not belong to a known format; choose from native",
        ),
        (
            ["-o", "x.argdwn"],
            "argmap: the file extension of x.argdwn does not belong to a known format; did you mean `.argdown`?",
        ),
        (
            ["-o", "map.yaml"],
            "argmap: cannot write to map.yaml, because it is the map itself; choose a different output file",
        ),
        (
            ["--to", "apx"],
            "argmap: map.yaml:1:46: an argumentation framework contains only attacks, but b supports a; write the logic program",
        ),
    ],
)
def test_wrong_requests(small: Path, words: list[str], message: str) -> None:
    result = argmap("convert", "map.yaml", *words, cwd=small)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(message)
    assert (small / "map.yaml").read_text() == SMALL


def test_frameworks_for_solvers(small: Path) -> None:
    attacks = loads(
        "claims: {a: {text: A., rebuttals: [b, [c, d]]}, b: {text: B., rebuttals: [a]}, c: C., d: D.}"
    )
    assert dumps(attacks, "af") == (
        "p af 7\n# 1 a\n# 2 b\n# 3 c\n# 4 d\n# 5 c+d:rebuts:a\n# 6 not c\n# 7 not d\n2 1\n5 1\n6 5\n3 6\n7 5\n4 7\n1 2\n"
    )
    assert "att(a2_b,a1_a)." in dumps(attacks, "apx").splitlines()
    with pytest.raises(ArgmapError, match="b supports a"):
        dumps(loads(SMALL), "apx")
    assert argmap("convert", "map.yaml", "-f", "lp", cwd=small).out.startswith("% 0 stands: a\n")


@pytest.mark.tools
def test_every_file_of_the_corpus_reads() -> None:
    tool("corpus")
    files = corpus_files("argdown/*.argdown") + corpus_files("aif/*.json")
    assert len(files) == 12
    assert all(load(file).claims for file in files)
