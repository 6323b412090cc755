"""Each recipe of CONTRIBUTING.md, followed in a copy of the checkout: the tests that it names pass, and what was added
shows in the command line and in Python.

Folders, files, tables and commands come from the guide. Only what an author has to write is here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from tests.recipe import GUIDE, Checkout, steps_of
from tests.tree import ROOT, files

RECIPES = re.findall(r"^## (How to add .*)$", (ROOT / GUIDE).read_text(encoding="utf-8"), re.M)
MAP = """\
title: Rain
sides: {us: Us}
sources: {s: {title: A look outside}}
claims:
  a: {text: It rains., side: us, premises: [b, e], rebuttals: [c]}
  b: The street is wet.
  c: {text: IT IS DRY., premises: [d]}
  d: The sun shines.
  e: {text: People carry umbrellas., evidence: [s]}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path)
    (made.work / "map.yaml").write_text(MAP, encoding="utf-8")
    return made


# --- the guide itself ---


def test_every_recipe_is_followed() -> None:
    code = Path(__file__).read_text(encoding="utf-8")
    assert RECIPES
    assert [title for title in RECIPES if f'steps_of("{title}"' not in code] == []


@pytest.mark.parametrize("title", RECIPES)
def test_everything_that_a_recipe_names_is_there(title: str) -> None:
    must_be_possible(title, ROOT)


def must_be_possible(title: str, root: Path) -> None:
    """Fail if something that a recipe names isn't there, or if it names no tests."""
    steps = steps_of(title, root)
    for step in steps:
        step.must_be_possible()
    assert any(step.commands() for step in steps), f"{GUIDE}: {title}: which tests?"


WRONG = [
    ("", "GUIDE has no section `## How to add a theme`"),
    (
        "## How to add a theme\n\nAdd a row to `THEMES` in `argmap/diagrams/themes.py`.\n",
        "GUIDE:3 names the file argmap/diagrams/themes.py, which doesn't exist",
    ),
    (
        "## How to add a theme\n\n1. Think.\n2. Add a row to `LOOKS` in\n   `argmap/diagrams/theme.py`.\n",
        "GUIDE:4: argmap/diagrams/theme.py has no table LOOKS",
    ),
    (
        "## How to add a theme\n\nLook into `argmap/diagrams/themes/`.\n",
        "GUIDE:3 names the folder argmap/diagrams/themes/, which doesn't exist",
    ),
    (
        "## How to add a theme\n\nRun `pytest --renew tests/test_themes.py`.\n",
        "GUIDE:3 runs tests/test_themes.py, which doesn't exist",
    ),
]


@pytest.mark.parametrize(("guide", "message"), WRONG)
def test_a_recipe_that_breaks_says_where_and_what_it_looked_for(
    guide: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / GUIDE).write_text(guide, encoding="utf-8")
    (tmp_path / "argmap/diagrams").mkdir(parents=True)
    (tmp_path / "argmap/diagrams/theme.py").write_text("THEMES = {}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=re.escape(message.replace("GUIDE", GUIDE))):
        must_be_possible("How to add a theme", tmp_path)


# --- the recipes ---

RULE = '''\
"""A claim in capital letters only.

Why: Capital letters are hard to read, and look like shouting.

Fails:
    claims:
      nine: SCHOOL SHOULD START AT NINE.

Passes:
    claims:
      nine: School should start at nine.

Source: style guides for the web.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule, late, quote_claim
from argmap.model import Claim
from argmap.model.diagnostics import Severity


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each claim in capital letters."""
    for claim in context.map.claims.values():
        if claim.text.isupper() and len(claim.text.split()) > 2:
            message = late(_message, claim)
            yield Finding(claim.id, message, claim.at("text"), help="use small letters")


def _message(claim: Claim) -> str:
    return f"{quote_claim(claim)} is in capital letters"


RULE = Rule("shouted-claim", Severity.NOTE, find)
'''
RULE_CASES = """\
=== all in capitals
claims: {a: IT RAINS A LOT.}
---

=== one of two claims
claims:
  a: It rains.
  b: THE STREET IS WET.
---

=== an abbreviation
claims: {a: The EU has 27 members.}
---

=== two words
claims: {a: IT RAINS.}
---

"""


@pytest.mark.tools
def test_a_rule(checkout: Checkout) -> None:
    copy, _, _, register, cases, run, _ = steps_of("How to add a rule", checkout.root)
    assert copy.file().parent == copy.folder()
    copy.write(copy.folder() / "shouted_claim.py", RULE)
    register.add_row("shouted-claim", group="wording")
    cases.write(cases.folder() / "shouted-claim.txt", RULE_CASES)
    checkout.run(run)
    filled_in = (cases.folder() / "shouted-claim.txt").read_text(encoding="utf-8")
    assert filled_in.count("is in capital letters") == 2
    assert "A claim in capital letters only." in checkout.argmap("rules", "shouted-claim")
    assert "“IT IS DRY.” is in capital letters" in checkout.argmap(
        "check", "--select", "shouted-claim", "map.yaml"
    )
    found = "[found.code for found in argmap.check(argmap.load('map.yaml'), ['shouted-claim'])]"
    assert checkout.evaluate(f"import argmap; print({found})") == "['shouted-claim']\n"


FORMAT = '''\
"""Reader and writer of claims in lines: an id, a tab, and a text."""

from __future__ import annotations

from argmap.formats.registry import ReadingOptions
from argmap.model import ArgumentMap, Claim
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.reading import Reading
from argmap.model.writing import Result, WritingOptions
from argmap.util import one_line

_KEPT: Kept = {Claim: ()}


def parse_tabbed(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the claims in a text."""
    rows = [line.partition("\\t") for line in text.splitlines()[1:]]
    claims = [Claim(id, text) for id, _, text in rows]
    diagnostics = []
    map = ArgumentMap.build_valid(diagnostics, claims=claims)
    return Reading.of(name, text, map, diagnostics)


def format_tabbed(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return the claims of a map, a line for each."""
    lines = ["claims\\ttabbed"]
    lines += [f"{claim.id}\\t{one_line(claim.text)}" for claim in map.claims.values()]
    dropped = [*count_dropped(map, kept=_KEPT), ("inference", len(map.inferences))]
    return Result("\\n".join(lines) + "\\n", losses("tabs", dropped))
'''
FORMAT_ROW = """\
    Format("tabbed", FormatKind.MAP, "claims, without what relates them",
        endings=(".tabbed",), read_endings=(".tabbed",),
        recognize=lambda text: text.startswith("claims\\ttabbed"),
        reader="argmap.formats.tabbed:parse_tabbed",
        writer="argmap.formats.tabbed:format_tabbed"),
"""
FORMAT_TESTS = """\
from hypothesis import given

from argmap import ArgumentMap, dumps, loads
from tests.strategies import bare_maps


@given(bare_maps())
def test_claims_come_back(map: ArgumentMap) -> None:
    again = loads(dumps(map, "tabbed"), "tabbed")
    assert [claim.text for claim in again.claims.values()] == [claim.text for claim in map.claims.values()]
"""


@pytest.mark.tools
def test_a_format(checkout: Checkout) -> None:
    add, _, register, begin, test, run = steps_of("How to add a format", checkout.root)
    assert add.file().parent == add.folder()
    add.write(add.folder() / "tabbed.py", FORMAT)
    # After the other formats of the same kind.
    register.insert(FORMAT_ROW, before='    Format("apx"')
    checkout.run(register)
    (checkout.work / "plain.yaml").write_text("claims: {a: It rains.}\n", encoding="utf-8")
    convert = ("convert", "plain.yaml", "--to", "tabbed", "-o", "-")
    assert checkout.argmap(*convert) == "claims\ttabbed\na\tIt rains.\n"
    text = r"claims\ttabbed\na\tSchool should start at nine.\nb\tTeenagers would sleep more.\n"
    begin.add_row(f'"tabbed": (".tabbed", ["{text}"])')
    test.add_row('"tabbed": accept_any', table="TEXT_ORACLES")
    test.write(test.file().with_name("test_tabbed.py"), FORMAT_TESTS)
    checkout.run(run)
    checkout.run_tests("tests/test_tabbed.py")
    assert re.search(r"^tabbed +map +\.tabbed +read, written", checkout.argmap("formats"), re.M)
    assert "tabbed" in checkout.argmap("convert", "--help")
    (checkout.work / "map.tabbed").write_text("claims\ttabbed\na\tIt rains.\n", encoding="utf-8")
    assert "It rains." in checkout.argmap("outline", "map.tabbed")
    dump = "import argmap; print(argmap.dumps(argmap.load('map.tabbed'), 'tabbed'), end='')"
    assert checkout.evaluate(dump) == "claims\ttabbed\na\tIt rains.\n"
    types = "ReadableTextFormat, WritableTextFormat"
    typed = f"from argmap.api import {types}; from typing import get_args; print(*['tabbed' in get_args(each) for each in ({types})])"
    assert checkout.evaluate(typed) == "True True\n"


@pytest.mark.tools
def test_a_theme(checkout: Checkout) -> None:
    step, test, _, run = steps_of("How to add a theme", checkout.root)
    step.add_row('"sepia"', table="ThemeName")
    step.add_row('"sepia": replace(_COLOR, paper="#fbf5e6", field="#ece4d0")', table="THEMES")
    checkout.run(test)
    checkout.run(run)
    assert "sepia" in checkout.argmap("render", "--help")
    picture = checkout.argmap("render", "map.yaml", "--theme", "sepia", "-o", "map.svg")
    assert 'fill="#fbf5e6"' in picture
    drawn = "argmap.render(argmap.load('map.yaml'), theme='sepia')"
    assert "#fbf5e6" in checkout.evaluate(f"import argmap; print({drawn}.decode())")
    typed = (
        "from argmap.api import ThemeName; from typing import get_args; print(get_args(ThemeName))"
    )
    assert checkout.evaluate(typed) == "('color', 'print', 'dark', 'auto', 'sepia')\n"


COMMAND = '''\
"""`argmap tally`: how many claims a map has."""

from __future__ import annotations

from argmap.cli.console import DEFAULT_FILE, Console
from argmap.cli.options import File, HowToRead


def tally(console: Console, *, file: File = DEFAULT_FILE, how: HowToRead) -> None:
    """Example:
    argmap tally debate.yaml
    """
    map = how.read_map(console, file)
    console.put(f"{len(map.claims)}\\n")
'''
COMMAND_TESTS = """\
from pathlib import Path

from tests.run import argmap


def test_claims_are_counted(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("claims: {a: It rains.}")
    assert argmap("tally", "map.yaml", cwd=tmp_path) == (0, "1\\n", "")
"""


@pytest.mark.tools
def test_a_command(checkout: Checkout) -> None:
    add, register, test, run = steps_of("How to add a command", checkout.root)
    assert add.file().parent == add.folder()
    add.write(add.folder() / "tally.py", COMMAND)
    register.add_row('"tally": "Count the claims of a map."', group="Judge")
    test.write(test.file().with_name("test_tally.py"), COMMAND_TESTS)
    checkout.run(run)
    checkout.run_tests("tests/test_tally.py")
    assert re.search(r"^  tally +Count the claims of a map\.$", checkout.argmap("--help"), re.M)
    assert checkout.argmap("tally", "map.yaml") == "5\n"
    run_it = "from argmap.cli import run; import sys; sys.argv[1:] = ['tally', 'map.yaml']; run()"
    assert checkout.evaluate(run_it) == "5\n"


KEPT = {
    "rtl", "quotes", "letters", "colon", "comma", "semicolon", "brackets", "decimal_mark", "first_letter", "last_letter",
    "letters_of_others", "full_stop",
}  # fmt: skip
"""The keys of a language that hold no words."""
# Tags such as `qaa` are for private use: no language will ever have it.
NAMES = {"name": "Proeftaal", "english_name": "Trialese", "babel": "dutch"}


def translated(text: str) -> str:
    """Return an English text in what stands for another language; names of gaps, and `\\n`, stay."""
    return re.sub(
        r"\\.|\{\w*\}|[^\W\d_][\w'’]*",
        lambda word: word[0] + "oe" * (word[0][0] not in "{\\"),
        text,
    )


def translation(section: str, words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a section of the file of a language."""
    yield f"[{section}]"
    for key, value in words.items():
        if not isinstance(value, dict):
            made = value if key in KEPT else NAMES.get(key) if section == "map" else None
            written = json.dumps(value, ensure_ascii=False)
            if made is None:
                strings = r'"((?:[^"\\]|\\.)*)"'
                written = re.sub(strings, lambda string: f'"{translated(string[1])}"', written)
            else:
                written = json.dumps(made, ensure_ascii=False)
            yield f"{key} = {written}"
    for key, value in words.items():
        if isinstance(value, dict):
            yield from translation(f"{section}.{key}", value)


SPOKEN = [
    ("outline qaa.yaml --sources", ["Objection", "n.d."]),
    ("outline qaa.yaml --essay", ["Conclusion"]),
    ("outline qaa.yaml -f latex", ["Objection"]),
    ("outline qaa.md", ["Objection"]),
    ("render qaa.yaml -f svg -o -", ["opposes"]),
    ("render qaa.yaml -f page -o -", ["Legend", "opposes"]),
    ("quiz qaa.yaml", ["Answers"]),
    ("worksheet qaa.yaml -f yaml --word-bank -o sheet.yaml", ["Claims to choose from"]),
    ("grade map.yaml --key qaa.yaml", ["You don't need to fix anything"]),
]
"""A command, and words that the language has to be heard by."""
LIST = """\
---
language: qaa
---
- It rains.
  - Becauseoe: The street is wet.
  - Butoe: It is dry.
"""


@pytest.mark.tools
def test_a_language(checkout: Checkout) -> None:
    copy, terms, run, _ = steps_of("How to add a language", checkout.root)
    english = tomllib.loads(copy.file().read_text(encoding="utf-8"))
    lines = [line for name, words in english.items() for line in translation(name, words)]
    copy.write(copy.file().with_name("qaa.toml"), "\n".join(lines) + "\n")
    section = ["", "[qaa]"]
    for name, word in tomllib.loads(terms.file().read_text(encoding="utf-8"))["en"].items():
        if isinstance(word, str):
            section.append(f"{json.dumps(name)} = {json.dumps(word.replace(' ', 'oe '))}")
    terms.append("\n".join(section) + "\n")
    checkout.run(run)
    (checkout.work / "qaa.yaml").write_text(f"language: qaa\n{MAP}", encoding="utf-8")
    (checkout.work / "qaa.md").write_text(LIST, encoding="utf-8")
    for command, heard in SPOKEN:
        said = checkout.argmap(*command.split())
        for text in heard:
            assert translated(text) in said, command
    outline = checkout.argmap("outline", "qaa.yaml", "-f", "markdown")
    (checkout.work / "outline.md").write_text(outline, encoding="utf-8")
    read = checkout.argmap("convert", "outline.md", "--to", "native", "-o", "-")
    assert "language: qaa" in read
    assert "rebuttals:" in read
    assert "Trialese" in checkout.argmap("outline", "--help")
    outline_of = "argmap.outline(argmap.load('qaa.yaml'))"
    assert "Objectionoe: IT IS DRY." in checkout.evaluate(f"import argmap; print({outline_of})")


FIELD = """mood: tuple[str, ...] = field(default=(), metadata=describe(Shape.TEXTS, "{part} mood", "how it feels"))"""
FIELD_PROOF = """
    import json
    from hypothesis import HealthCheck, given, settings
    import jsonschema
    import argmap
    from argmap import formats
    from argmap.formats import json_schema
    from tests.run import argmap as run
    from tests.strategies import maps

    seen = {part: set() for part in ("Claim", "Inference", "Source", "Side", "ArgumentMap")}

    def moods(map):
        parts = {
            "Claim": map.claims.values(), "Inference": map.inferences.values(), "Source": map.sources.values(),
            "Side": map.sides.values(), "ArgumentMap": [map],
        }
        return {part: sorted(each.mood for each in some) for part, some in parts.items()}

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(maps(most_claims=4, most_inferences=4))
    def it_comes_back(map):
        for part, some in moods(map).items():
            seen[part].update(some)
        for form in ("native", "json", "argdown"):
            again = argmap.loads(argmap.dumps(map, form), form)
            if form != "argdown":
                assert again == map
            assert moods(again) == moods(map), form
        jsonschema.validate(json.loads(argmap.dumps(map, "json")), json_schema())
        for form in formats.writable_formats(formats.FormatKind.MAP):
            if form.name in ("native", "json", "argdown"):
                continue
            said = " ".join(loss.message for loss in argmap.convert(map, form.name).losses)
            for part, some in moods(map).items():
                has_no_place_at_all = {"Source": "source", "Side": "side"}.get(part, f"{part} mood")
                if any(some):
                    assert f"{part} mood" in said or has_no_place_at_all in said, (form.name, part, said)

    it_comes_back()
    assert [part for part, some in seen.items() if len(some) < 2] == []
    assert run("schema").out.count('"mood": {') == len(seen)
    assert json.dumps(json_schema()).count('"mood": {') == len(seen)
    new = argmap.Map()
    new.claim("It rains.", mood="wet")
    print(next(iter(new.build().claims.values())).mood)
"""


@pytest.mark.tools
def test_a_field(checkout: Checkout) -> None:
    add, build, explain, run, _ = steps_of("How to add a field", checkout.root)
    add.add_row(FIELD.format(part="Claim"), table="Claim")
    build.insert("        mood: Texts = (),\n", before="        evidence: Citations = (),")
    build.insert("            mood: how it feels.\n", before="            evidence: what documents")
    build.insert('            "mood": mood,\n', before='            "group": group')
    grammar = explain.file().read_text(encoding="utf-8")
    explain.file().write_text(grammar.replace("`tags`", "`mood`, `tags`"), encoding="utf-8")
    checkout.run(run)
    (checkout.work / "map.yaml").write_text("claims: {a: {text: It rains., mood: wet}}\n")
    assert "mood: wet" in checkout.argmap("convert", "map.yaml", "--to", "native", "-o", "-")
    # The same step is enough for the other parts.
    for part in ("Inference", "Source", "Side", "ArgumentMap"):
        add.add_row(FIELD.format(part=part), table=part)
    assert checkout.evaluate(dedent(FIELD_PROOF)) == "('wet',)\n"


FIELD_OF_FEW_VALUES = """weather: str = field(default="", metadata=describe(Shape.NAME, "{part} weather", "how the sky is", ("wet", "dry")))"""
WEATHER = """\
sides: {us: {weather: Wet}}
claims:
  a: {text: It rains., weather: dri, rebuttals: [{premises: [b], weather: sun}]}
  b: {text: It is dry., weather: dry}
"""
WEATHER_PROOF = """
    import argmap
    from argmap.editing import complete
    from argmap.formats import json_schema

    reading = argmap.read(open("map.yaml").read())
    for found in reading.diagnostics:
        print(f"{found.code}: {found.message}; {found.help}")
    print(reading.map.sides["us"].weather, reading.map.claims["b"].weather)
    print([item.text for item in complete("claims: {a: {weather: ", 1, 23, None).items])
    print(json_schema()["$defs"]["claim"]["properties"]["weather"])
"""
WEATHER_PROVED = """\
unknown-weather: `dri` is not a claim weather; write wet or dry
unknown-weather: `sun` is not an inference weather; write wet or dry
wet dry
['wet', 'dry']
{'enum': ['wet', 'dry']}
"""


@pytest.mark.tools
def test_a_field_of_few_values(checkout: Checkout) -> None:
    add, build, explain, run, _ = steps_of("How to add a field", checkout.root)
    add.add_row(FIELD_OF_FEW_VALUES.format(part="claim"), table="Claim")
    build.insert('        weather: str = "",\n', before="        evidence: Citations = (),")
    build.insert(
        "            weather: wet or dry.\n", before="            evidence: what documents"
    )
    build.insert('            "weather": weather,\n', before='            "group": group')
    grammar = explain.file().read_text(encoding="utf-8")
    explain.file().write_text(grammar.replace("`tags`", "`weather`, `tags`"), encoding="utf-8")
    checkout.run(run)
    # The same step is enough for the other parts.
    for part in ("Inference", "Source", "Side"):
        add.add_row(FIELD_OF_FEW_VALUES.format(part=part.lower()), table=part)
    (checkout.work / "map.yaml").write_text(WEATHER, encoding="utf-8")
    assert checkout.evaluate(dedent(WEATHER_PROOF)) == WEATHER_PROVED
    schema = re.sub(r"\s", "", checkout.argmap("schema"))
    assert schema.count('"enum":["wet","dry"]}') == 4


QUESTIONS = '''\
    def has_objection(self) -> _Questions:
        """Yield questions which of some claims has an objection."""
        wordings = self._wordings
        objected = [claim for claim in self._map.claims if self._map.rebuttals(claim)]
        others = wordings.only_of([claim for claim in self._map.claims if claim not in objected])
        for wording in self._some_of(wordings.only_of(objected), "has objection"):
            right = wordings.claims[wording][0]
            choices = self._choices("", right, (), others, {})
            if choices:
                why = self._answers.objection_of(right)
                text = self._words.which_has_objection
                yield Question(QuestionKind.HAS_OBJECTION, (right,), text, choices, why)

'''
ANSWER = '''\
    def objection_of(self, claim: str) -> str:
        """Return an objection to a claim."""
        objection, *_ = self._map.rebuttals(claim)
        return self._fill_in(self._words.objection_to, claim=objection.premises, target=[claim])

'''


@pytest.mark.tools
def test_a_question_type(checkout: Checkout) -> None:
    add, answer, words, test = steps_of("How to add a question type", checkout.root)
    add.add_row('HAS_OBJECTION = "has objection"')
    add.insert("        author.fresh(author.has_objection()),\n", before="    ]\n    found = []")
    add.insert(QUESTIONS, before="    def _may_matter(")
    answer.insert(ANSWER, before="    def support_of(")
    for language in files("argmap/languages/*.toml"):
        path = words.folder() / language.name
        text = path.read_text(encoding="utf-8")
        asked = tomllib.loads(text)["quiz"]["which_has_no_support"]
        asked = "Which claim has an objection?" if path.stem == "en" else asked
        key = f"which_has_objection = {json.dumps(asked, ensure_ascii=False)}\n"
        path.write_text(text.replace("[quiz]\n", f"[quiz]\n{key}"), encoding="utf-8")
    proof = "            case QuestionKind.HAS_OBJECTION:\n                found.add(bool(map.rebuttals(claim)))\n"
    checkout.run(words)
    test.insert(proof, before="            case kind:")
    checkout.run(test)
    (checkout.work / "map.yaml").write_text(MAP, encoding="utf-8")
    assert "Which claim has an objection?" in checkout.argmap("quiz", "map.yaml", "--count", "9")
    kinds = "{question.kind.value for question in argmap.quiz(argmap.load('map.yaml'), 9)}"
    assert "has objection" in checkout.evaluate(f"import argmap; print({kinds})")


OPERATION = '''\
def end_text(map: ArgumentMap, *, claim: str) -> ArgumentMap:
    """Put a full stop at the end of a claim."""
    given = _claim(map, claim)
    return _with_claim(map, replace(given, text=given.text.rstrip(".") + "."))


'''
OPERATION_CASE = """
=== a full stop at the end
map.yaml
claims: {a: It rains}
+++ operation
{"operation": "end_text", "claim": "a"}
---

"""


@pytest.mark.tools
def test_an_operation(checkout: Checkout) -> None:
    add, _, test, document, run, _ = steps_of("How to add an operation", checkout.root)
    add.insert(OPERATION, before="# --- claims ---")
    add.add_row("end_text")
    test.append(OPERATION_CASE)
    test.insert('        ("end_text", {}),\n', before='        ("delete", {}),', number=1)
    row = "| `end_text` | `claim` | puts a full stop at the end of a claim |\n"
    document.insert(row, before="| `add_claim`")
    document.insert(
        "| `end_text` | yes | yes |\n", before="| `add_reason`, `add_objection`, `add_und"
    )
    document.add_row('("end_text", {"claim": GAMES}, OF_ALL)')
    checkout.run(run)
    assert "+  a: It rains.\n" in test.file().read_text(encoding="utf-8")
    session = "session = Session('claims: {a: It rains}'); session.apply('end_text', claim='a')"
    edit = f"from argmap.editing import Session; {session}; print(session.text)"
    assert checkout.evaluate(edit) == "claims:\n  a: It rains.\n"


TOOL = '''

def sides(call: ToolCall) -> ToolAnswer:
    """List the sides.

    List the names of the sides of a map.
    """
    return ToolAnswer({"sides": [side.name for side in call.read_map().sides.values()]})
'''
TOOL_ROW = """\
        "sides": Tool(
            function=map_views.sides,
            parameters=the_map,
        ),
"""
TOOL_ANSWER = """
[sides]
always = ["sides"]
keys.sides = ["the names"]
"""
TOOL_CASE = """
=== the sides of a map
sides {"file": "bridge.yaml"}
---

"""


@pytest.mark.tools
def test_a_tool(checkout: Checkout) -> None:
    add, describe, test, run = steps_of("How to add a tool for assistants", checkout.root)
    add.append(TOOL)
    describe.insert(TOOL_ROW, before='        "diff": Tool(')
    describe.append(TOOL_ANSWER, number=1)
    test.append(TOOL_CASE)
    test.insert("| `sides` | lists the sides |\n", before="| `diff`", number=1)
    checkout.run(run)
    call = "use_tool('sides', {'text': open('map.yaml').read()}, ServedFolder())"
    ask = f"from argmap.integrations import ServedFolder, use_tool; print({call}.content)"
    assert checkout.evaluate(ask) == "{'sides': ['Us']}\n"
