"""What a program can ask of the library."""

from __future__ import annotations

import inspect
import pydoc
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import argmap
from argmap import Inference, Kind
from argmap.classroom import Choice
from tests.conftest import ROOT
from tests.tools import tool

SMALL = "claims: {a: {text: We should go., premises: [b]}, b: {text: It is late.}}"


def small() -> argmap.ArgumentMap:
    return argmap.loads(SMALL)


PUBLIC = [name for name in dir(argmap) if not name.startswith("__")]


def test_every_public_name_is_there_and_shown() -> None:
    assert all(getattr(argmap, name) for name in PUBLIC)
    assert set(argmap.__all__) <= set(PUBLIC)
    described = set(re.findall(r"\w+", argmap.__doc__ or ""))
    assert set(PUBLIC) - described == set()
    with pytest.raises(AttributeError, match="module `argmap` has no `nonsense`"):
        argmap.nonsense  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match=r"`argmap` has no `diff`; use `argmap\.compare`"):
        argmap.diff  # type: ignore[attr-defined]  # noqa: B018


CALLS: dict[str, Callable[[Path], object]] = {
    "load": lambda _: argmap.load(ROOT / "arguments.yaml").title,
    "loads": lambda _: argmap.loads(SMALL),
    "read": lambda _: argmap.read(SMALL + "  [").map,
    "rename": lambda _: argmap.rename(argmap.read(SMALL), "a", "c"),
    "dumps": lambda _: argmap.loads(argmap.dumps(small(), "argdown"), "argdown"),
    "save": lambda folder: argmap.save(small(), folder / "map.argdown"),
    "convert": lambda _: argmap.convert(small(), "aif"),
    "outline": lambda _: argmap.outline(small(), "markdown", sources=True),
    "render": lambda _: argmap.render(small(), "svg", paper="none", theme="print"),
    "render_pages": lambda _: argmap.render_pages(small(), "svg", theme="print"),
    "part": lambda _: argmap.part(small(), focus="b"),
    "check": lambda folder: argmap.check(small(), ["support"], folder=folder),
    "compare": lambda _: argmap.compare(small(), argmap.load(ROOT / "arguments.yaml")),
    "evaluate": lambda _: dict(argmap.evaluate(small(), reject=["b"])),
    "explain": lambda _: argmap.explain(argmap.evaluate(small()), "a"),
    "find_quotation": lambda _: argmap.find_quotation("It is late.", "Go, for it is late."),
    "cruxes": lambda _: argmap.cruxes(small()),
    "needs": lambda _: argmap.needs(small(), "a"),
    "stated_only": lambda _: argmap.stated_only(small()),
    "quiz": lambda _: argmap.quiz(argmap.load(ROOT / "docs/school.yaml"), 3, seed=2),
    "worksheet": lambda _: argmap.worksheet(
        argmap.load(ROOT / "docs/school.yaml"), "yaml", share=0.5, word_bank=True
    ),
    "positions": lambda _: argmap.positions(small()).number,
    "to_dict": lambda _: argmap.to_dict(small()),
    "from_dict": lambda _: argmap.from_dict(argmap.to_dict(small())),
    "to_networkx": lambda _: list(argmap.to_networkx(small()).nodes(data=True)),
    "from_networkx": lambda _: argmap.from_networkx(argmap.to_networkx(small())),
    "to_records": lambda _: argmap.to_records(small()),
    "from_records": lambda _: argmap.from_records(argmap.to_records(small())),
    "to_frame": lambda _: str(argmap.to_frame(small()).to_csv()),
}
NEED_PACKAGES = {"to_frame"}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.tools] if name in NEED_PACKAGES else [])
        for name in PUBLIC
        if inspect.isfunction(getattr(argmap, name))
    ],
)
def test_every_public_function_answers_the_same_twice(name: str, tmp_path: Path) -> None:
    if name in NEED_PACKAGES:
        tool("packages")
    first = CALLS[name](tmp_path)
    assert CALLS[name](tmp_path) == first


def test_the_main_functions(tmp_path: Path) -> None:
    map = small()
    assert argmap.outline(map) == "1 We should go.\n  1.1 It is late. [unsupported]\n"
    assert argmap.render(map, "svg", paper="none").startswith(b"<svg ")
    assert [found.code for found in argmap.check(map, ["unsupported-claim"])] == [
        "unsupported-claim"
    ]
    assert sorted(map.graph) == ["a", "b", "b:supports:a"]
    argmap.save(map, tmp_path / "map.json")
    assert argmap.load(tmp_path / "map.json") == map


def test_paper_can_have_any_size() -> None:
    drawn = argmap.render(small(), paper=(210, 297.5))
    assert drawn == argmap.render(small(), paper="210x297.5mm")  # type: ignore[arg-type]
    assert drawn != argmap.render(small(), paper="a4")


def test_a_misspelled_option_or_name_is_reported_with_the_nearest() -> None:
    with pytest.raises(
        TypeError, match=r"argmap.render: unknown option `papr`: did you mean `paper`\?"
    ):
        argmap.render(small(), papr="a4")  # type: ignore[call-arg]
    with pytest.raises(
        argmap.ArgmapError, match="unknown picture format `sgv`: did you mean `svg`"
    ):
        argmap.render(small(), "sgv")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="unknown format `natve`: did you mean `native`"):
        argmap.dumps(small(), "natve")  # type: ignore[arg-type]
    with pytest.raises(argmap.ArgmapError, match="png is not a text format"):
        argmap.dumps(small(), "png")  # type: ignore[arg-type]
    with pytest.raises(
        argmap.ArgmapError, match="unknown kind of blank `tex`: did you mean `text`"
    ):
        argmap.worksheet(small(), blank=["tex"])  # type: ignore[list-item]
    with pytest.raises(
        argmap.ArgmapError,
        match="a worksheet to fill in on a computer can contain only blank texts",
    ):
        argmap.worksheet(small(), "yaml", cards=True)
    with pytest.raises(
        argmap.ArgmapError, match=r"the file extension of x.docs does not belong to a known format"
    ):
        argmap.save(small(), "x.docs")


def test_help_is_short_enough_to_be_read() -> None:
    assert len(pydoc.render_doc(argmap).splitlines()) <= 400


def test_all_names_come_with_a_star() -> None:
    names: dict[str, object] = {}
    exec("from argmap import *", names)  # noqa: S102
    assert [names[name] for name in argmap.__all__] == [
        getattr(argmap, name) for name in argmap.__all__
    ]


def school() -> argmap.ArgumentMap:
    return argmap.load(ROOT / "docs/school.yaml")


LESS = argmap.loads("claims: {a: {text: Is 1 < 2?, premises: [b]}, b: {text: It is late.}}")
RIVALS = argmap.loads("claims: {a: {text: A < B., rebuttals: [b]}, b: {text: B., rebuttals: [a]}}")


def being_built(side: str) -> argmap.Map:
    new = argmap.Map("A title")
    new.claim("Is 1 < 2?", side=side).because("It is late.")
    return new


RETURNED: dict[str, Callable[[], object]] = {
    "a map": lambda: LESS,
    "a map that is being built": lambda: being_built(side=""),
    "a claim": lambda: school().claims["start-later"],
    "an inference": lambda: next(iter(school().inferences.values())),
    "a side": lambda: school().sides["now"],
    "findings": lambda: argmap.check(LESS, ["question"]),
    "no findings": lambda: argmap.check(LESS, ["long-claim"]),
    "a finding": lambda: argmap.check(LESS, ["unsupported-claim"])[0],
    "verdicts": lambda: argmap.evaluate(RIVALS, accept=["b"]),
    "an explanation": lambda: argmap.explain(argmap.evaluate(LESS), "a"),
    "positions": lambda: argmap.positions(RIVALS),
    "one position": lambda: argmap.positions(RIVALS, limit=1),
    "no position": lambda: argmap.positions(LESS),
    "a comparison": lambda: argmap.compare(argmap.loads("claims: {a: Is 1 < 2?}"), LESS),
    "no difference": lambda: argmap.compare(LESS, LESS),
    "cruxes": lambda: argmap.cruxes(LESS)[0],
    "needs": lambda: argmap.needs(RIVALS, "a"),
    "a question": lambda: argmap.quiz(school(), 1)[0],
    "a result": lambda: argmap.convert(LESS, "json"),
    "a result with losses": lambda: argmap.convert(school(), "aif"),
    "a worksheet": lambda: argmap.worksheet(school(), "yaml"),
    "a reading": lambda: argmap.read("claims: {a: {text: A., lable: red}}"),
    "a reading without a map": lambda: argmap.read("claims: [}"),
}
"""What functions return, and parts of it."""


def test_what_is_returned_prints_in_a_line(golden: Callable[[str, str], None]) -> None:
    lines = [f"{name}: {make()!r}\n" for name, make in RETURNED.items()]
    golden("tests/cases/printed.txt", "".join(lines))


def test_what_is_returned_shows_itself_in_a_notebook(golden: Callable[[str, str], None]) -> None:
    blocks: list[str] = []
    for name, make in RETURNED.items():
        shown = make()
        # It asks the object itself. A list, or a pair of files, it prints.
        if hasattr(shown, "_repr_html_"):
            html = re.sub('base64,[^"]*', "base64,…", shown._repr_html_())
            blocks.append(f"<h2>{name}</h2>\n{html}\n")
    golden("tests/cases/notebook.html", "\n".join(blocks))


def test_a_list_needs_its_format() -> None:
    text = "- School should start at nine.\n  - Teenagers would sleep more."
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.loads(text)
    assert str(caught.value) == dedent("""\
        <text>:1:1: error[wrong-shape]: this is a list, but a map begins with `title:` or `claims:`
          = help: to read the text as a list, pass `format="text"`""")
    assert len(argmap.loads(text, "text").claims) == 2


def test_a_misspelled_function_is_followed_by_the_nearest() -> None:
    program = "import argmap\nargmap.evalute(None)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.stderr.endswith("module `argmap` has no `evalute`. Did you mean: 'evaluate'?\n")


def test_print_shows_what_was_found() -> None:
    assert str(argmap.check(LESS, ["long-claim"])) == "no findings"
    findings = argmap.check(LESS, ["unsupported-claim", "question"])
    assert (
        str(findings)
        .replace("“Is 1 < 2?”", "(Is 1 < 2?)")
        .replace("“It is late.”", "(It is late.)")
        == f"{findings[0]}\n{findings[1]}"
    )
    made_up = argmap.check(argmap.loads("- A is so.\n", "text"), ["unsupported-claim"])
    assert "warning[unsupported-claim]: “A is so.” is unsupported" in str(made_up)
    assert made_up._repr_html_().count("a-is-so") == 0
    assert str(argmap.evaluate(RIVALS, accept=["b"])) == dedent("""\
        falls, rebutted   A < B. (a)
        stands            B. (b)""")
    [both] = argmap.cruxes(RIVALS, ["a"])
    assert str(both) == dedent("""\
        A < B. (a) — contested
          It would stand if
            you rejected: B. (b)
          It would fall if
            you accepted: B. (b)""")
    assert (
        str(argmap.needs(RIVALS, "a"))
        == dedent("""\
        A < B. (a) — contested
          It would stand if
            this objection to “A < B” were answered: B. (b)
          (To answer an objection, rebut one of the objection's premises, undercut the objection, or outweigh it.)""")
    )
    assert (
        str(argmap.needs(LESS, "a"))
        == "Is 1 < 2? (a) — stands, asserted; it needs nothing to stand"
    )


def test_a_part_prints_as_it_is_made() -> None:
    for part in (*school().claims.values(), *school().inferences.values()):
        names = {name: getattr(argmap, name) for name in ("Claim", "Citation", "Inference", "Kind")}
        assert eval(repr(part), names) == part  # noqa: S307


def test_a_finding_prints_as_compilers_write_it() -> None:
    [finding] = argmap.check(small(), ["unsupported-claim"])
    assert (
        str(finding)
        == dedent("""\
        <text>:1:51: warning[unsupported-claim]: `b` (It is late.) is unsupported
          = help: add `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it""")
    )


def html(shown: object) -> str:
    """Return what a notebook shows: it asks the object itself."""
    return str(shown._repr_html_())  # type: ignore[attr-defined]


def test_a_map_shows_its_picture_in_a_notebook() -> None:
    shown = html(LESS)
    assert shown.startswith('<img style="max-width: 100%" alt="1 Is 1 &lt; 2?\n  1.1 It is late.')
    picture = b64decode(shown.partition("base64,")[2].partition('"')[0]).decode()
    assert picture.startswith("<svg ")
    # The text of a small map is not blown up to fill a screen.
    width = re.search(r'width="([\d.]+)pt"', picture)
    assert width is not None
    assert float(width[1]) < 400


EVIL = "\"><script>alert('1')</script> & \u202e so on."
HOSTILE = argmap.ArgumentMap.build(
    title=EVIL,
    claims=[argmap.Claim("a", EVIL, note=EVIL), argmap.Claim("b", EVIL + " Or not?")],
    inferences=[
        Inference("r", Kind.REBUTTAL, ("b",), "a", scheme=EVIL),
        Inference("s", Kind.REBUTTAL, ("a",), "b"),
    ],
)
MADE_OF_HOSTILE: list[Callable[[], object]] = [
    lambda: HOSTILE,
    lambda: HOSTILE.claims["a"],
    lambda: HOSTILE.inferences["r"],
    lambda: argmap.check(HOSTILE),
    lambda: argmap.evaluate(HOSTILE),
    lambda: argmap.explain(argmap.evaluate(HOSTILE), "a"),
    lambda: argmap.positions(HOSTILE),
    lambda: argmap.compare(HOSTILE, LESS),
    lambda: argmap.Question(
        argmap.quiz(school(), 1)[0].kind, (), EVIL, (Choice(EVIL, True),), EVIL
    ),
]


@pytest.mark.parametrize("make", MADE_OF_HOSTILE)
def test_texts_are_never_markup(make: Callable[[], object]) -> None:
    shown = html(make())
    assert "<script" not in shown
    assert "\u202e" not in shown


@pytest.mark.tools
def test_ipython_asks_the_object_itself() -> None:
    tool("packages")
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    assert shell.display_formatter
    try:
        data, _ = shell.display_formatter.format(LESS)
        assert data == {"text/plain": repr(LESS), "text/html": html(LESS)}
    finally:
        InteractiveShell.clear_instance()


def test_a_map_that_is_too_large_for_a_picture_shows_its_outline() -> None:
    claims = "".join(f"  c{number}: Claim {number} holds.\n" for number in range(20_001))
    assert html(argmap.loads(f"claims:\n{claims}")).startswith("<pre>1 Claim 0 holds.")


def test_a_map_that_cannot_be_built_shows_why() -> None:
    assert ">unknown side `latr`</td>" in html(being_built(side="latr"))


def test_a_map_that_cannot_be_built_raises_one_error_with_everything() -> None:
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.loads("claims: {a: {text: We go., premises: [b], side: c}}")
    assert [found.code for found in caught.value.diagnostics] == ["unknown-claim", "unknown-side"]
    assert (
        str(caught.value)
        == """\
<text>:1:39: error[unknown-claim]: unknown claim `b`
<text>:1:49: error[unknown-side]: unknown side `c`
  = help: declare the side under `sides:`"""
    )


def test_a_map_built_by_a_program_is_checked_too() -> None:
    inferences = argmap.Inferences()
    inferences.add(argmap.Kind.SUPPORT, ["b"], "a")
    with pytest.raises(argmap.InvalidMap, match="unknown claim `b`"):
        argmap.ArgumentMap.build(claims=[argmap.Claim("a", "We go.")], inferences=inferences.all)


@pytest.mark.parametrize(
    ("inference", "code", "message"),
    [
        (Inference("s", Kind.SUPPORT, (), "a"), "no-premises", "this inference has no premises"),
        (Inference("s", Kind.SUPPORT, ("b",), "c"), "unknown-claim", "unknown claim `c`"),
        (
            Inference("s", Kind.SUPPORT, ("b", "b"), "a"),
            "duplicate-premise",
            "this inference lists the same premise twice",
        ),
        (
            Inference("s", Kind.SUPPORT, ("b",), "a", "a"),
            "bad-warrant",
            "the warrant `a` is not a premise of its inference",
        ),
        (
            Inference("s", Kind.UNDERCUTTER, ("b",), "a"),
            "unknown-inference",
            "unknown inference `a`",
        ),
    ],
)
def test_a_malformed_inference_builds_no_map(inference: Inference, code: str, message: str) -> None:
    claims = [argmap.Claim("a", "We go."), argmap.Claim("b", "It is late.")]
    with pytest.raises(argmap.InvalidMap) as caught:
        argmap.ArgumentMap.build(claims=claims, inferences=[inference])
    assert [(found.code, found.message) for found in caught.value.diagnostics] == [(code, message)]


def test_importing_argmap_imports_nothing_slow() -> None:
    script = "import sys, argmap; print(*sorted({'networkx', 'typer', 'yaml', 'pydot'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout == "\n"


def test_the_part_of_what_is_not_there_is_reported() -> None:
    with pytest.raises(argmap.ArgmapError, match="unknown claim `aa`: did you mean `a`"):
        argmap.part(small(), focus="aa")
    with pytest.raises(
        argmap.ArgmapError,
        match="unknown side `pro`; this map has no sides: name them under `sides`, or in a list by headings such as `## For` and `## Against`",
    ):
        argmap.part(small(), side="pro")
