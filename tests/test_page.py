"""The page of a map: one file that needs nothing else, from the command line and from Python."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import argmap
from argmap.model import LOSS
from argmap.page import SCRIPTS
from argmap.util import strip_code
from tests.conftest import ROOT, a_map
from tests.generated import debate, tree
from tests.run import argmap as run
from tests.tree import files

if TYPE_CHECKING:
    from playwright.sync_api import Page

TREATY = argmap.load(ROOT / "arguments.yaml")

SMALL = a_map("""
    title: Should school start at nine?
    claims:
      nine:
        text: School should start at nine.
        premises: [sleep]
        rebuttals: [work]
      sleep: {text: Teenagers would sleep more., common_ground: true}
      work: Parents must be at work by eight.
""")

ONLY_IN_OTHERS = {
    "reload.js", "error_page.css",
    "decisions.js", "decisions.css", "decision_list.js", "decision_list.css",
}  # fmt: skip
"""What `argmap preview` adds to a page or shows where there is none, and the page for decisions."""

HOSTILE = '</script><script>alert(1)</script><!-- " \u2028 &amp; {{ 7 * 7 }} javascript:alert(1)'


def page_of(map: argmap.ArgumentMap) -> str:
    return argmap.render(map, "page").decode()


def element(html: str, name: str) -> str:
    """Return what stands in the only element of this name that has no attributes."""
    [content] = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
    return str(content)


def data_of(html: str) -> Any:
    [data] = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL
    )
    return json.loads(data)


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


# --- one file, and nothing else ---


@pytest.mark.parametrize("map", [SMALL, TREATY], ids=["small", "treaty"])
def test_the_policy_lets_in_the_page_itself_and_nothing_else(map: argmap.ArgumentMap) -> None:
    html = page_of(map)
    [policy] = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert policy.replace("&#39;", "'").split("; ") == [
        "default-src 'none'",
        f"script-src {hash_of(element(html, 'script'))}",
        f"style-src {hash_of(element(html, 'style'))}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_loads_nothing_and_has_no_script_in_an_attribute() -> None:
    html = page_of(TREATY)
    assert re.findall(r'\s(?:src|srcset|action|data|poster|style|on\w+)="', html) == []
    assert re.findall(r"<(?:link|img|iframe|object|embed|base|form)\b", html) == []
    assert re.findall(r"@import|url\(", element(html, "style")) == []
    assert (
        re.findall(
            r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|eval|import)\(",
            element(html, "script"),
        )
        == []
    )
    # Only links go elsewhere, and they say so.
    addresses = re.findall(r'href="([^"#][^"]*)"', html)
    assert {address.partition(":")[0] for address in addresses} <= {"https"}


def test_its_code_is_small() -> None:
    html = page_of(a_map("claims: {a: A.}"))
    of_the_map = [
        *re.findall(r"<svg xmlns=.*?</svg>", html, re.DOTALL),
        *re.findall(r"<pattern.*?</pattern>", html, re.DOTALL),
        *re.findall(r"<li class=.*?</li>", html, re.DOTALL),
        *re.findall(r'<script type="application/json".*?</script>', html, re.DOTALL),
    ]
    assert len(of_the_map) == 8, "five rows of the legend, what fills it, the claim, the data"
    code = len(html.encode()) - sum(len(part.encode()) for part in of_the_map)
    # As it is written, but for indents and comments: a tenth more than it would be without the spaces between words,
    # for which argmap would need two more libraries. A quarter of it lays the map out, and a fifteenth places words.
    assert code < 138_000


def test_every_file_of_its_code_is_in_it() -> None:
    html = page_of(SMALL)
    scripts = files("argmap/page/scripts/*")
    for file in scripts + files("argmap/page/styles/*"):
        if file.name in ONLY_IN_OTHERS:
            continue
        part = element(html, "style" if file.name.endswith(".css") else "script")
        assert strip_code(file.read_text(encoding="utf-8")) in part, file.name
    names = {file.name for file in scripts} - ONLY_IN_OTHERS
    assert sorted(SCRIPTS) == sorted(f"scripts/{name}" for name in names)


def test_style_sheets_lose_comments_and_indents_alone(page: Page) -> None:
    rules = "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return [...sheet.cssRules].map(rule => rule.cssText); }"
    for file in files("argmap/page/styles/*"):
        text = file.read_text(encoding="utf-8")
        assert page.evaluate(rules, text) == page.evaluate(rules, strip_code(text)) != []
    assert strip_code("  /* A\n * note */\n  a { b: c; } /* d */\n\n") == "a { b: c; }\n"


def test_text_is_never_markup() -> None:
    claims = {
        "constructor": argmap.Claim(
            "constructor", HOSTILE, held_by=(HOSTILE,), note=HOSTILE, group=HOSTILE
        ),
        "toString": argmap.Claim("toString", "__proto__", tags=("__proto__", HOSTILE)),
    }
    inferences = argmap.Inferences()
    inferences.add(argmap.Kind.SUPPORT, ["toString"], "constructor")
    map = argmap.ArgumentMap.build(title=HOSTILE, claims=claims.values(), inferences=inferences.all)
    html = page_of(map)
    assert html.count("<script") == 2
    assert html.count("</script>") == 2
    assert "<!--" not in html
    assert html.partition("<title>")[2].startswith("&lt;/script&gt;&lt;script&gt;alert(1)")
    report = data_of(html)["claims"]
    assert [claim["id"] for claim in report] == ["constructor", "toString"]
    assert report[1]["text"] == "__proto__"


# --- what it shows ---


@pytest.mark.soak
def test_it_is_small_beside_its_text() -> None:
    assert len(page_of(TREATY).encode()) < 250_000
    large = debate(1000)
    text = sum(len(claim.text.encode()) for claim in large.claims.values())
    beyond_code = len(page_of(large).encode()) - len(page_of(SMALL).encode())
    assert beyond_code - text < 1000 * len(large.claims)


def test_verdicts_are_shown_from_the_start_if_asked_for() -> None:
    assert data_of(page_of(SMALL))["shows_verdicts"] is False
    with_verdicts = argmap.render(SMALL, "page", verdicts=argmap.evaluate(SMALL))
    assert data_of(with_verdicts.decode())["shows_verdicts"] is True


def test_a_part_is_judged_by_the_whole() -> None:
    part = argmap.part(TREATY, side="continuation")
    of_part, of_whole = data_of(page_of(part)), data_of(page_of(TREATY))
    drawn = [claim["id"] for claim in of_part["claims"] if "box" in claim]
    assert drawn == list(part.claims)
    assert len(of_part["claims"]) == len(TREATY.claims)
    assert len(of_part["program"]["rules"]) == len(of_whole["program"]["rules"])


@pytest.mark.parametrize("side", ["continuation", "termination"])
def test_a_part_shows_the_verdicts_of_the_whole(side: str, page: Page, tmp_path: Path) -> None:
    part = argmap.part(TREATY, side=side)
    (tmp_path / "page.html").write_bytes(argmap.render(part, "page"))
    rejected = next(claim for claim in part.claims if not TREATY.onto(claim))
    page.goto(f"{(tmp_path / 'page.html').as_uri()}#reject={rejected}")
    shown = page.evaluate("DATA.claims.map((claim, number) => [claim.id, verdicts.words(number)])")
    verdicts = argmap.evaluate(TREATY, reject=[rejected])
    assert dict(shown) == {claim: list(verdicts.words_of(claim)) for claim in TREATY.claims}
    assert page.locator("g.claim").count() > 0


def test_strict_maps_and_strict_verdicts_have_strict_rules() -> None:
    strict = argmap.loads("strict: true\nclaims: {bare: Nothing is offered for this.}")
    assert data_of(page_of(strict))["strict"] is True
    verdicts = argmap.evaluate(SMALL, strict=True)
    data = data_of(argmap.render(SMALL, "page", verdicts=verdicts).decode())
    work = list(SMALL.claims).index("work")
    stands, backed = data["program"]["stands"][work], data["program"]["backed"][work]
    assert data["strict"] is True
    assert [rule for rule in data["program"]["rules"] if rule[0] == stands] == [
        [stands, [backed], []]
    ]


def test_what_it_does_not_show_is_a_loss() -> None:
    map = a_map("""
        claims:
          a: {text: A claim with a name., label: Name, note: A note., tags: [b], ignore: {long-claim: quoted}}
    """)
    losses = argmap.convert(map, "page").losses
    assert [(loss.code, loss.message) for loss in losses] == [
        (LOSS, "1 ignored rule cannot be represented in a page"),
    ]


# --- where quoted words stand ---


def passages_of(html: str) -> list[str]:
    return re.findall(r'<figure class="passage">\n(.*?)\n</figure>', html, re.DOTALL)


def test_a_quotation_is_shown_in_the_passage_of_its_source() -> None:
    map = argmap.load(ROOT / "docs" / "canteen.yaml")
    html = argmap.render(map, "page", folder=ROOT / "docs").decode()
    # The other quotation is not exact: it stands by itself.
    assert passages_of(html) == [
        '<figcaption>In the source: <cite><a href="#source-council">“Notes from the school council” 12 March, ¶2</a>'
        "</cite></figcaption>\n"
        '<blockquote dir="auto">… &#34;Nobody has to go hungry,&#34; she added, &#34;and nobody has to like it.&#34;\n'
        "Jonas asked eighty pupils at the door. Fifty-one of them would come on a Monday without meat;"
        " <mark>nineteen said</mark> that they would rather buy <mark>something at the bakery</mark>."
        " He thinks that it may be more than nineteen once the first Monday comes.\n"
        "The council did not vote. It will ask the parents first.</blockquote>"
    ]
    assert "<p>“lentils cost half of what chicken does”</p>" in html
    without_texts = page_of(map)
    assert passages_of(without_texts) == []
    assert "<p>“nineteen said … something at the bakery”</p>" in without_texts


def test_the_command_reads_the_sources_beside_the_map(tmp_path: Path) -> None:
    shown = passages_of(
        argmap.render(
            argmap.load(ROOT / "docs/canteen.yaml"), "page", folder=ROOT / "docs"
        ).decode()
    )
    for words in (("render", "-f", "page", "-o", "-"), ("convert", "--to", "page")):
        command, *options = words
        made = run(command, str(ROOT / "docs" / "canteen.yaml"), *options, cwd=tmp_path)
        assert passages_of(made.out) == shown


def test_a_source_is_never_markup(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text(
        f"{HOSTILE} They said <b>so</b> \u202e{{{{ 7 * 7 }}}}\x1b[31m. {HOSTILE}"
    )
    (tmp_path / "map.yaml").write_text(
        f"sources: {{s: {{title: {json.dumps(HOSTILE)}, file: source.txt}}}}\n"
        "claims: {a: {text: A claim., quote: 'said <b>so</b>', stated_in: s}}\n"
    )
    made = run("render", "map.yaml", "-f", "page", "-o", "-", cwd=tmp_path).out
    [passage] = passages_of(made)
    assert "<mark>said &lt;b&gt;so&lt;/b&gt;</mark>" in passage
    assert re.findall(r"</?(\w+)", passage) == [
        "figcaption", "cite", "a", "a", "cite", "figcaption", "blockquote", "mark", "mark", "blockquote",
    ]  # fmt: skip
    assert ("\u202e" in made, "\x1b" in made, made.count("<script")) == (False, False, 2)


# --- from the command line ---


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--split",),
            "argmap cannot split the format page across several pages, but it can split svg, png and pdf",
        ),
        (
            ("--paper", "screen"),
            "the option `paper` does not apply to a page: readers can move and zoom the map",
        ),
        (
            ("--direction", "up"),
            "the option `direction` does not apply to a page: on a page, reasons always point up",
        ),
        (
            ("--theme", "color"),
            "the option `theme` does not apply to a page: a page follows the reader's light or dark setting",
        ),
        (
            ("--link-base", "https://example.org"),
            "the option `link_base` does not apply to a page: each box on a page links to the text of its claim",
        ),
        (
            ("--layout", "rows"),
            "the option `layout` does not apply to a page: a page always draws columns",
        ),
        (
            ("--engine", "dot"),
            "the option `engine` does not apply to a page: a page always draws columns",
        ),
    ],
)
def test_what_has_no_effect_is_refused(
    words: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text(argmap.dumps(SMALL))
    assert run("render", "map.yaml", "-o", "page.html", *words, cwd=tmp_path) == (
        2,
        "",
        f"argmap: {message}\n",
    )
    assert not (tmp_path / "page.html").exists()


def test_it_is_written_where_pictures_are(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(argmap.dumps(SMALL))
    assert run("render", "map.yaml", "-f", "page", cwd=tmp_path) == (
        0,
        "",
        "wrote output/map.html\n",
    )
    written = (tmp_path / "output" / "map.html").read_text()
    assert run("render", "map.yaml", "-f", "page", "-o", "-", cwd=tmp_path) == (0, written, "")
    assert run("render", "map.yaml", "-o", "page.htm", cwd=tmp_path).err == "wrote page.htm\n"
    assert run("convert", "map.yaml", "--to", "page", cwd=tmp_path) == (0, written, "")


def test_options_of_pictures_that_it_follows(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "claims:\n  a: {text: A claim that has a name., label: Name, group: Law, premises: [b]}\n"
        "  b: {text: A reason for it., held_by: Somebody}\n"
    )
    words = (
        "--labels",
        "label",
        "--groups",
        "--marks",
        "holder",
        "--layout",
        "columns",
        "--verdicts",
    )
    assert run("render", "map.yaml", "-o", "page.html", *words, cwd=tmp_path) == (
        0,
        "",
        "wrote page.html\n",
    )
    html = (tmp_path / "page.html").read_text()
    data = data_of(html)
    name, reason = data["picture"]["boxes"]
    assert (data["shows_verdicts"], name["text"]) == (True, "Name")
    # A group has no frame on a page: its name is in the boxes.
    assert name["strips"] == [[[["Law", 156, 1]]]]
    assert reason["strips"][0] == [[["held by", 274, 1]], [["Somebody", 406, 1]]]


def test_every_map_in_a_markdown_file(tmp_path: Path) -> None:
    fence = "```argmap\nclaims: {a: %s}\n```\n"
    (tmp_path / "essay.md").write_text(fence % "The first claim." + fence % "The second claim.")
    assert (
        run(
            "render", "essay.md", "--fence", "all", "-f", "page", "-o", "maps.html", cwd=tmp_path
        ).code
        == 0
    )
    first, second = ((tmp_path / f"maps-{number}.html").read_text() for number in (1, 2))
    assert ("The first claim." in first, "The second claim." in second) == (True, True)


def test_the_format_is_named_where_an_ending_has_two(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(argmap.dumps(SMALL))
    message = (
        "the file extension of x.html belongs to more than one format; use --to page or --to html"
    )
    assert run("convert", "map.yaml", "-o", "x.html", cwd=tmp_path) == (
        2,
        "",
        f"argmap: {message}\n",
    )
    assert run("outline", "map.yaml", "-o", "x.html", cwd=tmp_path).code == 0
    assert "<script" not in (tmp_path / "x.html").read_text()


def test_a_large_map_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.page.interactive_html._MOST_IN_A_PAGE", 40)
    map = tree(41)
    [note] = argmap.convert(map, "page").notes
    branches = re.fullmatch(
        r"a page with 41 claims takes a few seconds to open in a browser; for a faster page, draw only one branch with --focus (.*)",
        note,
    )
    assert branches is not None
    assert map.claims.keys() >= set(branches[1].split(" or "))
    assert argmap.convert(SMALL, "page").notes == ()


# --- from Python ---


def test_python_writes_what_the_command_writes(tmp_path: Path) -> None:
    argmap.save(SMALL, tmp_path / "page.html", format="page")
    html = (tmp_path / "page.html").read_bytes()
    assert html == argmap.render(SMALL, "page") == argmap.convert(SMALL, "page").data
    with pytest.raises(
        argmap.ArgmapError, match='more than one format; use format="page" or format="html"'
    ):
        argmap.save(SMALL, tmp_path / "page.html")


def test_python_refuses_what_has_no_effect() -> None:
    with pytest.raises(argmap.ArgmapError, match="the option `theme` does not apply to a page"):
        argmap.render(SMALL, "page", theme="dark")
    with pytest.raises(argmap.ArgmapError, match="cannot start with accepted or rejected claims"):
        argmap.render(SMALL, "page", verdicts=argmap.evaluate(SMALL, reject=["work"]))
