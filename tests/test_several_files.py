"""A map in several files: what is joined and what is passed over, and that every report and change names the right file."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given

import argmap as library
from argmap import ArgumentMap, InvalidMap, dumps, formats, loads
from argmap.formats import Beside, FileBeside, Purpose, ReadingOptions
from argmap.lint import report
from argmap.util import Failure, write_files
from tests.run import argmap
from tests.strategies import maps

DEBATE = """\
title: Should phones be banned?
include: [economy.yaml, law/law.yaml]
sides: {ban: Ban phones, keep: Keep them}
claims:
  ban-phones:
    text: Schools should ban phones.
    side: ban
    premises: [distract, costs]
    rebuttals: [rights]
  distract: Phones distract pupils.
"""
ECONOMY = """\
title: Economy   # of interest where this file is read by itself
expect: {costs: stands}
sides: {ban: Ban phones}
sources: {oecd: A report}
claims:
  costs: {text: Phones cost schools money., evidence: oecd p. 3, side: ban}
"""
LAW = """\
include: act.yaml
claims:
  rights: {text: Pupils may call home., evidence: act art. 3, premises: [A distraction is no harm., distract]}
"""
ACT = "sources: {act: {title: An act, file: act.txt}}\n"


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    (tmp_path / "law").mkdir()
    (tmp_path / "debate.yaml").write_text(DEBATE)
    (tmp_path / "economy.yaml").write_text(ECONOMY)
    (tmp_path / "law" / "law.yaml").write_text(LAW)
    (tmp_path / "law" / "act.yaml").write_text(ACT)
    (tmp_path / "law" / "act.txt").write_text("Pupils may call home.")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_claims_sources_and_sides_are_joined_and_the_rest_is_passed_over(debate: Path) -> None:
    result = argmap("outline", "debate.yaml", "--sources", cwd=debate)
    assert result.code == 0
    assert (
        result.out
        == """\
Should phones be banned?

Ban phones
==========

1 Schools should ban phones.
  1.1 Phones distract pupils. [unsupported]
  1.2 Phones cost schools money.
      (evidence: “A report” n.d., p. 3)
  1.3 Objection: Pupils may call home.
      (evidence: “An act” n.d., art. 3)
    1.3.1 A distraction is no harm. [unsupported]
    1.3.2 see 1.1: Phones distract pupils.

Sources
=======

  “A report” n.d. (oecd): “A report”
  “An act” n.d. (act): “An act”
"""
    )
    assert (
        result.err
        == """\
economy.yaml:1:1: note[passed-over]: argmap ignores these keys, because another file includes this file: `title`, `expect`
  |
1 | title: Economy   # of interest where this file is read by itself
  | ^^^^^
  = help: the keys take effect only if you run argmap on this file itself
"""
    )


def test_a_part_that_needs_no_other_can_be_asked_for_by_itself(debate: Path) -> None:
    assert argmap("outline", "economy.yaml", cwd=debate).out.startswith("Economy\n")


def test_the_joined_map_can_be_written_into_one_file(debate: Path) -> None:
    assert argmap("convert", "debate.yaml", "-o", "whole.yaml", cwd=debate).code == 0
    assert library.load(debate / "whole.yaml") == library.load(debate / "debate.yaml")
    assert "include" not in (debate / "whole.yaml").read_text()


def test_no_result_is_written_over_a_file_of_the_map(debate: Path) -> None:
    before = files_in(debate)
    for words in (
        ["convert", "debate.yaml", "-o", "law/law.yaml"],
        ["render", "debate.yaml", "-o", "law/act.svg"],
    ):
        (debate / "law" / "act.svg").unlink(missing_ok=True)
        (debate / "law" / "act.svg").symlink_to("act.yaml")
        result = argmap(*words, cwd=debate)
        (debate / "law" / "act.svg").unlink()
        assert result.code == 2
        assert result.err.endswith(
            f"argmap: cannot write to {words[-1]}, because it is part of the map; choose a different output file\n"
        )
    assert files_in(debate) == before


# --- what cannot be included ---

ITEM = "claims: {a: It is so.}\ninclude: ITEM\n"


@pytest.mark.parametrize(
    ("item", "place", "message"),
    [
        ("../out.yaml", "debate.yaml:2:10", "error[outside-folder]: `../out.yaml` is outside the folder that contains debate.yaml"),
        ("[link.yaml]", "debate.yaml:2:11", "error[outside-folder]: `link.yaml` is outside the folder that contains debate.yaml"),
        ("/etc/passwd", "debate.yaml:2:10", "error[outside-folder]: `/etc/passwd` is outside the folder that contains debate.yaml"),
        (".env", "debate.yaml:2:10", "error[hidden-file]: `.env` is hidden: a part of its path begins with a dot"),
        ("there/../.git/part.yaml", "debate.yaml:2:10", "error[hidden-file]"),
        ("[open.yaml]", "debate.yaml:2:11", "error[hidden-file]"),
        ("there/../../out.yaml", "debate.yaml:2:10", "error[outside-folder]"),
        ("loop.yaml", "debate.yaml:2:10", "error[cannot-read]"),
        ("x" * 5_000, "debate.yaml:2:10", "error[cannot-read]"),
        ("fifo", "debate.yaml:2:10", "error[cannot-read]: fifo: this is not a regular file"),
        ("missing.yaml", "debate.yaml:2:10", "error[cannot-read]: missing.yaml: no such file"),
        ('""', "debate.yaml:2:10", "error[cannot-read]: .: this is a folder, not a file"),
        (".", "debate.yaml:2:10", "error[cannot-read]: .: this is a folder, not a file"),
        ('"a\\0b"', "debate.yaml:2:10", "error[cannot-read]"),
        ("debate.yaml", "debate.yaml:2:10", "error[include-circle]: debate.yaml includes itself"),
        ("ring.yaml", "ring.yaml:1:11", "error[include-circle]: files include each other in a cycle: debate.yaml, ring.yaml, and then debate.yaml again"),
        ("map.argdown", "debate.yaml:2:10", "error[other-form]: map.argdown is in the format `argdown`, but this map can include only files in the format `native`"),
        ("carneades.yaml", "debate.yaml:2:10", "error[other-form]: carneades.yaml is in the format `carneades`"),
        ("picture.png", "debate.yaml:2:10", "error[no-map]: picture.png: this is a PNG picture, not a map"),
        ("latin1.yaml", "latin1.yaml:1:14", "error[not-utf8]: byte 0x81 is not UTF-8 text"),
        ("empty.yaml", "empty.yaml:1:1", "error[empty-file]: this file is empty"),
        ("list.yaml", "list.yaml:1:1", "error[wrong-shape]: an included file must be a mapping with `claims`, `sides` or `sources`"),
        ("broken.yaml", "broken.yaml:1:9", "error[yaml-syntax]: this brace is never closed"),
        ("twice.yaml", "twice.yaml:2:3", "error[duplicate-id]: two claims have the id `a`: the first is in debate.yaml, line 1"),
        ("{a: b}", "debate.yaml:2:11", "error[wrong-shape]: this must be text, not a mapping"),
        ("[[a]]", "debate.yaml:2:11", "error[wrong-shape]: this must be text, not a list"),
        ("nothing.yaml", "nothing.yaml:1:1", "error[no-map]: this is YAML with `nothing`, not a map"),
    ],
)  # fmt: skip
def test_what_cannot_be_included_is_reported_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, item: str, place: str, message: str
) -> None:
    folder = tmp_path / "debate"
    folder.mkdir()
    (tmp_path / "out.yaml").write_text("claims: {secret: It is out.}\n")
    (folder / "debate.yaml").write_text(ITEM.replace("ITEM", item))
    (folder / "link.yaml").symlink_to(tmp_path / "out.yaml")
    (folder / ".env").write_text("TOKEN: secret\n")
    (folder / "open.yaml").symlink_to(".env")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(folder / "fifo")
    for name, text in {
        "ring.yaml": "include: [debate.yaml]\nclaims: {r: It is.}\n",
        "map.argdown": "[a]: It is so.\n",
        "carneades.yaml": "statements: {a: It is so.}\narguments: {}\n",
        "empty.yaml": "",
        "list.yaml": "[a, b]\n",
        "broken.yaml": "claims: {a: b\n",
        "twice.yaml": "claims:\n  a: It is not.\n",
        "nothing.yaml": "nothing: 1\n",
    }.items():
        (folder / name).write_text(text)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (folder / "latin1.yaml").write_bytes(b'claims: {a: "\x81"}\n')
    monkeypatch.chdir(folder)
    reading = formats.read("debate.yaml")
    assert reading.map is None
    said = report(reading.diagnostics, reading.texts, "concise")
    assert said.startswith(f"{place}: {message}")
    assert said.count("error[") == 1
    assert "secret" not in said


def test_a_file_that_is_missing_does_not_make_errors_of_what_leads_into_it(debate: Path) -> None:
    (debate / "economy.yaml").rename(debate / "econmy.yaml")
    result = argmap("outline", "debate.yaml", cwd=debate)
    assert result == (2, "", """\
debate.yaml:2:11: error[cannot-read]: economy.yaml: no such file
  |
2 | include: [economy.yaml, law/law.yaml]
  |           ^^^^^^^^^^^^
  = help: did you mean `econmy.yaml`?
""")  # fmt: skip


def test_each_error_is_reported_with_its_file_and_the_place_of_the_other(debate: Path) -> None:
    (debate / "law" / "act.yaml").write_text(
        ACT + "claims: {costs: It costs much., x: {text: It is., premises: [rihgts]}}\n"
    )
    result = argmap("check", "debate.yaml", cwd=debate)
    assert (result.code, result.err) == (2, "")
    assert (
        result.out
        == """\
economy.yaml:1:1: note[passed-over]: argmap ignores these keys, because another file includes this file: `title`, `expect`
  |
1 | title: Economy   # of interest where this file is read by itself
  | ^^^^^
  = help: the keys take effect only if you run argmap on this file itself

law/act.yaml:2:10: error[duplicate-id]: two claims have the id `costs`: the first is in economy.yaml, line 6
  |
2 | claims: {costs: It costs much., x: {text: It is., premises: [rihgts]}}
  |          ^^^^^
  : economy.yaml:6:3
  |
6 |   costs: {text: Phones cost schools money., evidence: oecd p. 3, side: ban}
  |   ^^^^^ the first

law/act.yaml:2:62: error[unknown-claim]: unknown claim `rihgts`
  |
2 | claims: {costs: It costs much., x: {text: It is., premises: [rihgts]}}
  |                                                              ^^^^^^
  = help: did you mean `rights`?

debate.yaml: 2 errors, 1 note

1 of these can be fixed with --fix
"""
    )


def test_sides_and_sources_that_say_the_same_are_one_and_others_clash(debate: Path) -> None:
    (debate / "law" / "act.yaml").write_text(
        "sides: {ban: Do ban}\nsources: {act: An act, oecd: A report}\n"
    )
    result = argmap("check", "debate.yaml", "-f", "concise", cwd=debate)
    assert result.code == 2
    assert (
        "law/act.yaml:1:9: error[duplicate-id]: two sides have the id `ban`: the first is in debate.yaml, line 3\n"
        in result.out
    )
    assert result.out.count("error[") == 1


def test_a_file_that_two_others_include_is_joined_once(debate: Path) -> None:
    (debate / "economy.yaml").write_text("include: law/act.yaml\n" + ECONOMY)
    assert list(library.load(debate / "debate.yaml").sources) == ["oecd", "act"]


def test_a_map_in_json_is_made_of_files_of_json(debate: Path) -> None:
    for name in ("debate", "economy", "law/law", "law/act"):
        text = (debate / f"{name}.yaml").read_text()
        data = {"argmap": 1, **yaml.safe_load(text)}
        data["claims"] = {}
        if name == "debate":
            data["include"] = ["economy.json", "law/law.json"]
            data["inferences"] = {
                "i": {"kind": "support", "premises": ["costs"], "target": "ban-phones"}
            }
            data["claims"] = {"ban-phones": {"text": "Schools should ban phones.", "side": "ban"}}
        if name == "economy":
            data["claims"] = {
                "costs": {"text": "Phones cost schools money.", "evidence": [{"source": "oecd"}]}
            }
            data["sources"] = {"oecd": {"title": "A report"}}
        if name == "law/law":
            data["include"] = "act.json"
        (debate / f"{name}.json").write_text(json.dumps(data))
    reading = formats.read(debate / "debate.json")
    map = reading.unwrap()
    assert (list(map.claims), list(map.sources)) == (["ban-phones", "costs"], ["oecd", "act"])
    assert map.sources["act"].file == "law/act.txt"
    assert [found.code for found in reading.diagnostics] == ["passed-over"]
    (debate / "debate.json").write_text('{"argmap": 1, "include": "economy.yaml"}')
    with pytest.raises(
        InvalidMap,
        match="in the format `native`, but this map can include only files in the format `json`",
    ):
        library.load(debate / "debate.json")


@given(maps())
def test_a_map_in_two_files_is_the_same_map(map: ArgumentMap) -> None:
    head, _, tail = f"\n{dumps(map)}".partition("\nclaims:\n")
    claims, sections = re.split(r"^(?=\S)", tail + "end:", maxsplit=1, flags=re.MULTILINE)
    entries = re.split(r"^(?=  \S)", claims, flags=re.MULTILINE)[1:]
    half = len(entries) // 2
    rest = sections.removesuffix("end:")
    first = "include: part.yaml" + head + "\nclaims:\n" + "".join(entries[:half]) + rest
    second = FileBeside("part.yaml", "claims:\n" + "".join(entries[half:]), "", Purpose.PART)
    options = ReadingOptions(beside=Beside((second,)))
    joined = formats.parse(first, "map.yaml", "native", options).unwrap()
    assert joined == loads(dumps(map))
    assert list(joined.claims) == list(map.claims)


def test_a_text_that_comes_from_no_file_can_name_no_other(debate: Path) -> None:
    result = argmap("outline", "-", cwd=debate, stdin=DEBATE.encode())
    assert result == (2, "", """\
<stdin>:2:11: error[cannot-read]: cannot find `economy.yaml`: this map does not come from a file, so it has no folder
  |
2 | include: [economy.yaml, law/law.yaml]
  |           ^^^^^^^^^^^^
  = help: save the map in a file, and run argmap on that file
""")  # fmt: skip
    with pytest.raises(InvalidMap, match=r"cannot find `economy\.yaml`"):
        library.loads(DEBATE)
    assert library.loads(DEBATE, folder=debate) == library.load(debate / "debate.yaml")


@pytest.mark.soak
def test_a_chain_of_thousands_of_files_is_read(tmp_path: Path) -> None:
    for number in range(1_500):
        (tmp_path / f"{number}.yaml").write_text(
            f"include: {number + 1}.yaml\nclaims: {{c{number}: It is so.}}\n"
        )
    (tmp_path / "1500.yaml").write_text("claims: {last: It is so.}\n")
    assert len(library.load(tmp_path / "0.yaml").claims) == 1_501


# --- reports and changes ---


def test_reports_name_the_right_file(debate: Path) -> None:
    report = json.loads(argmap("check", "debate.yaml", "-f", "json", cwd=debate).out)
    assert report["files"][0]["others"] == ["economy.yaml", "law/law.yaml", "law/act.yaml"]
    places = [
        (finding["code"], finding["place"]["file"], finding["place"]["line"])
        for finding in report["findings"]
    ]
    assert ("unsupported-claim", "law/law.yaml", 3) in places
    assert ("unsupported-claim", "debate.yaml", 10) in places
    (sarif,) = json.loads(argmap("check", "debate.yaml", "-f", "sarif", cwd=debate).out)["runs"]
    found = [
        (result["ruleId"], result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for result in sarif["results"]
    ]
    assert ("unsupported-claim", "law/law.yaml") in found
    fixes = [fix for result in sarif["results"] for fix in result.get("fixes", ())]
    changed = [
        change["artifactLocation"]["uri"] for fix in fixes for change in fix["artifactChanges"]
    ]
    assert set(changed) == {"debate.yaml", "law/law.yaml"}
    github = argmap("check", "debate.yaml", "-f", "github", cwd=debate).out
    assert "::warning file=law/law.yaml,line=3," in github
    text = argmap("check", "debate.yaml", cwd=debate).out
    assert "law/law.yaml:3            “A distraction is no harm.”" in text


def test_a_baseline_knows_a_finding_by_its_file(debate: Path) -> None:
    assert argmap("check", "debate.yaml", "--write-baseline", "known.json", cwd=debate).code == 0
    known = json.loads((debate / "known.json").read_text())["findings"]
    assert {each["file"] for each in known} == {"debate.yaml", "economy.yaml", "law/law.yaml"}
    (debate / "law" / "law.yaml").write_text("# moved\n" + LAW)
    assert argmap("check", "debate.yaml", "--baseline", "known.json", cwd=debate).code == 0


def test_rename_changes_every_file_of_the_map(debate: Path) -> None:
    result = argmap("rename", "distract", "attention", "debate.yaml", cwd=debate)
    assert result == (0, "", """\
debate.yaml: renamed `distract` to `attention` on 2 lines
law/law.yaml: renamed `distract` to `attention` on 1 line
""")  # fmt: skip
    assert argmap("rename", "costs", "price", "debate.yaml", cwd=debate).code == 0
    assert (debate / "debate.yaml").read_text() == DEBATE.replace(
        "distract,", "attention,"
    ).replace("distract:", "attention:").replace("costs]", "price]")
    assert (debate / "economy.yaml").read_text() == ECONOMY.replace("{costs:", "{price:").replace(
        "  costs:", "  price:"
    )
    assert (debate / "law" / "law.yaml").read_text() == LAW.replace("distract]", "attention]")
    (debate / "sub").mkdir()
    assert (
        argmap("rename", "ban", "no-phones", str(debate / "debate.yaml"), cwd=debate / "sub").code
        == 0
    )
    assert "{no-phones: Ban phones}" in (debate / "economy.yaml").read_text()


def test_fixes_go_to_the_file_that_is_wrong(debate: Path) -> None:
    (debate / "debate.yaml").write_text(DEBATE.replace("distract, costs", "distrct, costs"))
    (debate / "law" / "law.yaml").write_text(LAW.replace("evidence", "evidense"))
    shown = argmap("check", "debate.yaml", "--diff", cwd=debate).out
    assert "--- debate.yaml\n" in shown
    assert "--- law/law.yaml\n" in shown
    assert (
        "debate.yaml: 1 fix applied\nlaw/law.yaml: 1 fix applied\n"
        in argmap("check", "debate.yaml", "--fix", cwd=debate).err
    )
    assert (debate / "debate.yaml").read_text() == DEBATE
    assert (debate / "law" / "law.yaml").read_text() == LAW


def test_fixes_of_two_maps_that_share_a_file_are_all_made(debate: Path) -> None:
    (debate / "law" / "law.yaml").write_text(
        LAW.replace("evidence", "evidense").replace(", distract]", "]")
    )
    (debate / "other.yaml").write_text("titel: Other\ninclude: law/law.yaml\n")
    result = argmap("check", "debate.yaml", "other.yaml", "--fix", cwd=debate)
    assert "law/law.yaml: 1 fix applied\nother.yaml: 1 fix applied\n" in result.err
    assert (debate / "other.yaml").read_text() == "title: Other\ninclude: law/law.yaml\n"


def test_a_misspelled_include_is_fixed_and_then_followed(debate: Path) -> None:
    (debate / "debate.yaml").write_text(DEBATE.replace("include", "inclde"))
    assert argmap("check", "debate.yaml", "--fix", cwd=debate).code == 1
    assert (debate / "debate.yaml").read_text() == DEBATE


def test_texts_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("before")
    (tmp_path / "b.yaml").mkdir()
    with pytest.raises(Failure, match="cannot write"):
        write_files({str(tmp_path / "a.yaml"): b"after", str(tmp_path / "b.yaml"): b"after"})
    assert (tmp_path / "a.yaml").read_text() == "before"


def test_what_is_written_already_is_put_back_when_a_later_file_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    for path in paths:
        Path(path).write_text("before")
    moved: list[str] = []

    def replace(source: Path, target: Path) -> None:
        moved.append(str(target))
        if str(target) == paths[1]:
            raise OSError(28, "No space left on device")
        source.rename(target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Failure, match="No space left on device"):
        write_files(dict.fromkeys(paths, b"after"))
    assert moved == [*paths, paths[0]]
    assert [Path(path).read_text() for path in paths] == ["before", "before"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_a_reading_knows_its_files(debate: Path) -> None:
    reading = formats.read(debate / "debate.yaml")
    assert list(reading.texts) == [
        str(debate / name)
        for name in ("debate.yaml", "economy.yaml", "law/law.yaml", "law/act.yaml")
    ]
    assert reading.unwrap().sources["act"].file == "law/act.txt"
