"""Texts of each format with marked words: whatever a reader makes of a text, it has to account for each of them.

A marked word, such as `zqadz`, occurs once in a text, and says nothing to any reader. What is around it says a lot:
bullets, headings, words such as "But:", links, notes, and what a reader leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.office_files import docx, odt, paragraph

_MARKED = re.compile("zq[a-p]+z", re.IGNORECASE)
_LETTERS = "abcdefghijklmnop"


def marked_words(text: str) -> set[str]:
    """Return the marked words of a text."""
    return {word.lower() for word in _MARKED.findall(text)}


class Marker:
    """Gives words: each call another one."""

    def __init__(self) -> None:
        self._given = 0

    def word(self) -> str:
        """Return a word that was not given yet."""
        self._given += 1
        rest = self._given
        letters = ""
        while rest:
            rest, digit = divmod(rest, len(_LETTERS))
            letters += _LETTERS[digit]
        return f"zq{letters}z"

    def words(self, template: str) -> str:
        """Return a text with a word of its own for each `W`."""
        return re.sub(r"\bW\b", lambda _: self.word(), template)


_WORDS_ON_ITEMS = (
    "", "", "", "", "But: ", "Con: ", "Pro: ", "Because: ", "Because ", "But ", "However, ", "Reason 2: ", "And: ",
    "Warrant: ", "Source: ", "Claim 1: ", "Thesis: ", "But: Claim 1: ", "Reply: ", "Undercut: ", "Outweighed: ",
    "Objection (W): ", "Reason (expert W, W): ", "W: ", "Aber: ", "[x] ", "[ ] ", "CON ", "Against this inference: ",
)  # fmt: skip
_TEXTS_OF_ITEMS = (
    "W should W.", "W are W and W.", "**W** *W* `W` W.", "W *W*", "*W W*", "W ~~W W~~ W.", "~~W~~", "W [W](https://example.org/W).",
    "W ([W](https://example.org/W))", "W (source: https://example.org/W)", "W https://example.org/W", "https://example.org/W",
    "W ![W](https://example.org/W.png)", "W [W](W.html) W", "W [W](#W)", "W [W][ref]", "W [^note]", "W [1, p. W].", "W [3]", "W (con)",
    "W <b>W</b> W", "W<br>W", "Lee 2019, p. W", "W? W!", "W: W", "W – W", '"W" (W W)', "W (W W: https://example.org/W)",
    'W [W](https://example.org/W "W")', "[W](https://example.org/same) W", "W <!-- W --> W", "W (more at W: [W](https://example.org/W))",
    "Pros", "Arguments against W", "Reasons:", "But:", "W <del>W</del>", "", "W \\*W\\* &amp; W", "<https://example.org/W> W", "W [W]",
)  # fmt: skip
_LINES = (
    "# W W?", "# W *W*", "## W", "## W [W](https://example.org/W)", "### W W", "## Pros", "## Contra", "## Arguments against W", "W W\n===",
    "W should W:", "Should W W?", "W:", "W W W.", "Here are my reasons:", "Yes, W, because:", "W W. W W. W W.", "Rebuttals", "Thesis: W",
    "Reason 1: W", "Name: W W", "| W | W |\n|---|---|\n| W | W |", "```W\nW\n```", "<!-- W -->", "<!-- W --> W", "---", "> W W",
    "[^note]: W (2019). W. https://example.org/W", "[1]: Lee, W (2019): *W*", "[1] W", "[ref]: https://example.org/W \"W\"", "", "", "",
    "Sources", "## References", "1. W, W (2019): W. https://example.org/W", "- W 2019 (w-W): W, “W”, W, 2019, https://example.org/W",
    "But: W", "*W W*", "**W:**", "W,", "(W W)", "W (2019). *W*. https://example.org/W https://example.org/W",
)  # fmt: skip
_FRONT_MATTERS = (
    "---\ntitle: W W\nlang: en\n---", "---\ntitle: W\nauthor: W W\ntags: [W, W]\n---", "---\ndate: W\n---", ""
)  # fmt: skip
_BULLETS = ("- ", "- ", "* ", "+ ", "1. ", "a) ", "• ", "– ", "− ", "-", "", "✗ ", "> - ")


def list_text(random: Random, *, is_markdown: bool) -> str:
    """Return a list with what people write around lists."""
    lines: list[str] = []
    if random.random() < 0.15:
        lines.append(random.choice(_FRONT_MATTERS if is_markdown else ("",)))
    depth = 0
    bullets = random.sample(_BULLETS, 2)
    unit = random.choice(["  ", "    ", "\t"])
    for _ in range(random.randint(1, 9)):
        chance = random.random()
        if chance < 0.3:
            lines.append(random.choice(_LINES))
            depth = 0
            continue
        if chance < 0.4:
            lines.append(
                random.choice(["", "\n"])
                + unit * depth
                + random.choice(["  ", "", "  > "])
                + random.choice(_TEXTS_OF_ITEMS)
            )
            continue
        depth = max(0, depth + random.choice([-2, -1, 0, 0, 1, 1]))
        item = random.choice(_WORDS_ON_ITEMS) + random.choice(_TEXTS_OF_ITEMS)
        lines.append(unit * depth + random.choice(bullets) + item)
    return Marker().words("\n".join(lines) + "\n")


def outline_text(random: Random, *, is_markdown: bool) -> str:
    """Return an outline with numbers, as argmap writes it and people edit it."""
    lines = [random.choice(["# W W", "W W", "W W?", ""]), ""]
    numbers = ["1"]
    for _ in range(random.randint(2, 8)):
        number = random.choice(
            [*numbers, f"{len([each for each in numbers if '.' not in each]) + 1}"]
        )
        if number in numbers:
            number = f"{number}.{1 + sum(each.startswith(f'{number}.') for each in numbers)}"
        if len(numbers) == 1 and random.random() < 0.8:
            number = "1.1"
        lines.append(
            "  " * number.count(".")
            + _outline_item(random, number if len(lines) > 2 else "1", is_markdown=is_markdown)
        )
        numbers.append(number)
        if random.random() < 0.3:
            lines.append("  " * number.count(".") + "  " + random.choice(
                ["(according to W; stated in W 2019, p. W)", "(held by W, W)", "(W W)", "(evidence: W 2019, p. 4)", "(ibid.)", "W W", "> W"]
            ))  # fmt: skip
        if random.random() < 0.15:
            lines += [
                "",
                random.choice(
                    [
                        "W W",
                        "W\n---",
                        "## W",
                        "W W. W W.",
                        "Sources",
                        "  W 2019 (w-W): W, “W”, W, 2019",
                    ]
                ),
            ]
    return Marker().words("\n".join(lines) + "\n")


def _outline_item(random: Random, number: str, *, is_markdown: bool) -> str:
    shown = f"- **{number}** " if is_markdown else f"{number} "
    role = random.choice(
        [
            "",
            "",
            "Objection: ",
            "Reason (warrant, W W): ",
            "Against this inference (1.1): ",
            "Objection (W): ",
            "see 1.1: ",
            "see 9.9: ",
        ]
    )
    return (
        shown
        + role
        + random.choice(
            [
                "W W.",
                "W [implicit, documented]",
                "W [W]",
                "W *unsupported*",
                "W [W](https://example.org/W)",
            ]
        )
    )


_ATTRIBUTES = ("_note", "url", "htmlUrl", "category", "description", "title", "W", "_W", "LINK")


def opml_text(random: Random) -> str:
    """Return an OPML outline with attributes of all kinds."""
    head = random.choice(
        [
            "",
            "<title>W W</title>",
            "<title>W?</title><ownerName>W W</ownerName><dateCreated>today</dateCreated>",
        ]
    )
    body = _xml_below(random, _opml_line, 0)
    stray = random.choice(["", "", "W"])
    return Marker().words(
        f'<?xml version="1.0"?>\n<opml version="2.0">\n<head>{head}</head>\n<body>{stray}\n{body}</body></opml>\n'
    )


def mind_map_text(random: Random) -> str:
    """Return a mind map of FreeMind with notes, links, icons and arrows."""
    text = random.choice(["W W?", "W should W.", "W"])
    more = _parts_of_node(random)
    body = _xml_below(random, _mind_map_line, 0)
    return Marker().words(
        f'<map version="1.0.1">\n<node TEXT="{text}">{more}\n{body}</node></map>\n'
    )


def _xml_below(random: Random, line: Callable[[Random, str], str], depth: int) -> str:
    inner = ""
    for _ in range(random.randint(1 if depth == 0 else 0, 2)):
        below = _xml_below(random, line, depth + 1) if depth < 2 else ""
        inner += line(random, below)
    return inner


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _xml_text(random: Random) -> str:
    text = random.choice(_WORDS_ON_ITEMS) + random.choice(_TEXTS_OF_ITEMS)
    return _escaped(text) + random.choice(["", "", "", "&#10;W"])


def _opml_line(random: Random, below: str) -> str:
    attributes = f' text="{_xml_text(random)}"'
    for name in random.sample(_ATTRIBUTES, random.randint(0, 2)):
        attributes += f' {name}="{random.choice(["W W", "https://example.org/W", "W&#10;W"])}"'
    attributes = attributes.replace(" W=", " status=").replace(" _W=", " _status=")
    return f"<outline{attributes}>\n{below}</outline>\n"


def _mind_map_line(random: Random, below: str) -> str:
    link = random.choice(["", "", ' LINK="https://example.org/W"', ' LINK="W.mm"', ' STYLE="fork"'])
    return f'<node TEXT="{_xml_text(random)}"{link}>{_parts_of_node(random)}\n{below}</node>\n'


def _parts_of_node(random: Random) -> str:
    parts = [
        '<icon BUILTIN="button_ok"/>', '<icon BUILTIN="button_cancel"/>', '<icon BUILTIN="idea"/>', '<arrowlink DESTINATION="b" MIDDLE_LABEL="W"/>',
        '<richcontent TYPE="NOTE"><html><body><p>W <b>W</b></p><p>W</p></body></html></richcontent>',
        '<richcontent TYPE="DETAILS"><html><body><p>W</p></body></html></richcontent>',
        '<richcontent TYPE="NODE"><html><body><p>W <a href="https://example.org/W">W</a></p></body></html></richcontent>',
        '<attribute NAME="W" VALUE="W"/>', '<hook NAME="accessories/plugins/NodeNote.properties"><text>W W</text></hook>', "<font SIZE=\"12\"/>",
    ]  # fmt: skip
    return "".join(random.sample(parts, random.choice([0, 0, 1, 2])))


def html_text(random: Random) -> str:
    """Return a web page with lists, and what is shown on a page besides."""
    blocks = [
        "<h1>W W?</h1>", "<h2>W</h2>", "<p>W W.</p>", "<p>W W:</p>", "<table><tr><td>W</td><td>W</td></tr></table>", "<p>- W</p><p>- But: W</p>",
        '<p><img src="a.png" alt="W W"></p>', "<button>W</button>", "<select><option>W</option></select>", "<pre>W\n  W</pre>", "<blockquote>W</blockquote>",
        "<script>var w</script>", "<del>W W</del>", '<a href="https://example.org/W"><img alt="W"></a>', "<svg><text>W</text></svg>", "<noscript>W</noscript>",
    ]  # fmt: skip
    text = ""
    for _ in range(random.randint(1, 2)):
        text += random.choice(blocks) + "\n"
        text += f"<ul>\n{_xml_below(random, _html_item, 0)}</ul>\n"
    text += random.choice(blocks)
    return Marker().words(f"<html><head><title>page</title></head><body>\n{text}\n</body></html>\n")


def _html_item(random: Random, below: str) -> str:
    text = random.choice(_WORDS_ON_ITEMS) + random.choice(
        ["W should W.", "W <b>W</b> <em>W</em>", "W <s>W</s> W", "W<br>W", 'W <a href="https://example.org/W">W</a>', 'W <a href="W.html">W</a>', "<del>W</del>",
         '<a href="https://example.org/W">https://example.org/W</a>', '<img alt="W"> W', "W <p>W</p>", 'W <a href="mailto:W@example.org">W</a>', "W<br>- W", "W<br>But: W",
         "W &lt;W&gt;", "<strike>W</strike> W", "W <button>W</button>", 'W <a href="javascript:W()">W</a>', "W <!-- comment -->W"]
    )  # fmt: skip
    inner = f"<ul>\n{below}</ul>" if below else ""
    return f"<li>{text}{inner}</li>\n"


def argdown_text(random: Random) -> str:
    """Return an Argdown text with data, headings, structures, links and tags."""
    blocks = []
    if random.random() < 0.4:
        blocks.append(random.choice([
            "===\ntitle: W W\nauthor: W\n===", "===\ntitle: W\nsides: {a: {label: W, W: W}}\nsources: {s1: W, s2: {title: W, W: W}}\n===",
            "===\nsubtitle: W\nnote: W W\nmodel: {mode: strict}\n===", "===\nmodel: {removeTagsFromText: W}\ncheck: {W: W}\n===",
        ]))  # fmt: skip
    for number in range(random.randint(1, 6)):
        tail = random.choice(["", "#W", "{isGroup: false}", "{W: W}", "[W](https://example.org/W)"])
        title = f"<A{number}>{random.choice(['', ': W W {W: W}'])}"
        steps = "(1) W #W\n(2) [W]: W {W: W}\n-- W, W {uses: [1], W: W} --\n(3) W"
        tree = [_argdown_statement(random, depth) for depth in range(random.randint(1, 4))]
        kinds = [
            f"# W W {tail}",
            f"{title}\n\n{steps}",
            "W W.",
            "* W\n* W #W",
            "// comment",
            "\n".join(tree),
        ]
        blocks.append(random.choice(kinds))
    return Marker().words("\n\n".join(blocks) + "\n")


def _argdown_statement(random: Random, depth: int) -> str:
    mark = (
        "  " * depth + random.choice(["+ ", "- ", "_ ", "+> ", "-> ", "<+ ", "<- "])
        if depth
        else ""
    )
    head = random.choice(["[S1]: ", "[S2]: ", "<A1>: ", "[W W]: ", "<W>: ", "", ""])
    text = random.choice(
        [
            "W W.",
            "W *W* W [W](https://example.org/W).",
            "W #W",
            "W @[S1] W",
            "W :smile: W",
            "W\nW",
        ]
    )
    data = random.choice(
        [
            "",
            "",
            " {side: W}",
            " {source: W}",
            ' {W: "W"}',
            " {proponent: W, label: W}",
            " {held_by: [W, W], W: [W, {W: W}]}",
            " {evidence: W, tags: [W]}",
        ]
    )
    return mark + head + text + data


def kialo_text(random: Random) -> str:
    """Return an export of Kialo with links, notes and questions."""
    lines = [
        random.choice(["Discussion Title: W W?", "Discussion Title: W [9]", ""]),
        random.choice(["", "", "W W W."]),
        "",
    ]
    lines.append(random.choice(["1. W W.", "1. Thesis: W", "1. Question: W?"]))
    addresses = ["1"]
    for _ in range(random.randint(1, 6)):
        above = random.choice([*addresses, "1.9"] if random.random() < 0.1 else addresses)
        address = f"{above}.{1 + sum(each.startswith(f'{above}.') for each in addresses)}"
        addresses.append(address)
        text = random.choice(["W W.", "W [W](https://example.org/W) W", "W [1]", "W [2] W", "-> See 1.", "-> See 1.1.", "-> See discussion #4: W W?",
                              "W\nW", "W\n\nW", "W [W](W)", "W [W](ftp://example.org/W)", r"W \*W\* [W]", ""])  # fmt: skip
        lines.append(
            f"{address}. {random.choice(['Pro', 'Con', 'Pro', 'Con', 'Thesis', 'Question'])}: {text}"
        )
    if random.random() < 0.6:
        lines += [
            "",
            "Sources:",
            "[1] https://example.org/W",
            "W W",
            *random.choice([[], ["[2] W W", "W"], ["[2] ftp://example.org/W", "W"]]),
        ]
    return Marker().words("\n".join(lines) + "\n")


_BLOCKS_OF_RECORD = (
    "## Considered Options", "## Decision Outcome", "## Decision Drivers", "### Consequences", "## Links", "## W W", "## W Decision",
    "## Pros and Cons of the Options", "### W", "### W W W", "#### W", "* W", "* W W", "* Good, because W W", "* Bad, because W",
    "* Neutral, because [W](https://example.org/W)", "* Good, because ~~W~~ W", "* Bad, because ![W](W.png) W <b>W</b>", "* Good, because",
    'Chosen option: "W", because W.', "Chosen option: W", "Status: W", "* Date: W W", "* Status: W", "W W.", "<!-- W -->", "> W",
    "| W | W |\n|---|---|\n| W | W |", "```W\nW\n```", "  * Good, because W", "    W W", "  <!-- W -->", "* [W](W.md)", "W [W](https://example.org/W)",
    "* [ADR-W](W.md \"W\") W", "1. W", "* W <!-- W -->", "## Status\nW W", "***",
)  # fmt: skip
_FRONT_MATTERS_OF_RECORDS = (
    "---\nstatus: W\ndate: W\ndeciders: W, W\n---", "---\nconsulted: [W, W]\ntags:\n  - W\n  - W\n---", "---\n[W\n---", "",
)  # fmt: skip


def record_text(random: Random) -> str:
    """Return a decision record with what people write around options and arguments."""
    blocks = [
        "## Considered Options",
        "* W",
        "* W W",
        *random.choices(_BLOCKS_OF_RECORD, k=random.randint(1, 12)),
    ]
    text = "\n\n".join([random.choice(_FRONT_MATTERS_OF_RECORDS), "# W W", *blocks])
    return Marker().words(text.lstrip("\n") + "\n")


_RUNS = (
    "<w:r><w:t>W</w:t></w:r>", "<w:r><w:t>But: W</w:t></w:r>", "<w:r><w:rPr><w:strike/></w:rPr><w:t>W W</w:t></w:r>",
    "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>W</w:t></w:r>", '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>W</w:t></w:r>',
    "<w:del><w:r><w:delText>W W</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>W</w:t></w:r></w:ins>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>W</w:t></w:r>", '<w:r><w:t>W</w:t><w:br/><w:t>W</w:t></w:r>', "<w:r><w:commentReference/></w:r>",
    '<w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" name="a" descr="W W"/></w:drawing></w:r>', "<w:r><w:t>https://example.org/W</w:t></w:r>",
    "<w:r><w:pict><w:p><w:r><w:t>W</w:t></w:r></w:p></w:pict></w:r>", '<w:hyperlink r:id="rId9"><w:r><w:t>W</w:t></w:r></w:hyperlink>',
)  # fmt: skip


def docx_data(random: Random) -> bytes:
    """Return a document of Word with deleted and hidden text, pictures and comments."""
    body = ""
    for _ in range(random.randint(1, 6)):
        runs = "".join(random.choices(_RUNS, k=random.randint(1, 3)))
        is_item = random.random() < 0.8
        body += paragraph(runs, num=1 if is_item else None, level=random.randint(0, 2))
    return docx(Marker().words(body), {"rId9": random.choice(["https://who.int", "a.docx"])})


_SPANS = (
    "W", "But: W", '<text:span text:style-name="Struck">W W</text:span>', '<text:span text:style-name="Bold">W</text:span>', "<text:line-break/>W",
    "<office:annotation><text:p>W W</text:p></office:annotation>", "<text:change/>", "<draw:frame><draw:text-box><text:p>W</text:p></draw:text-box></draw:frame>",
    '<text:a xlink:href="https://example.org/W">W</text:a>', '<text:a xlink:href="W.odt">W</text:a>', '<text:a xlink:href="#a">W</text:a>',
)  # fmt: skip
_ODT_STYLES = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    '<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="Bold" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>'
)


def odt_data(random: Random) -> bytes:
    """Return a document of LibreOffice with struck-out text, text boxes and comments."""
    text = ""
    for _ in range(random.randint(1, 6)):
        spans = " ".join(random.choices(_SPANS, k=random.randint(1, 3)))
        shown = f"<text:p>{spans}</text:p>"
        if random.random() < 0.8:
            shown = f'<text:list text:style-name="L1"><text:list-item>{shown}</text:list-item></text:list>'
        text += shown
    return odt(Marker().words(text), _ODT_STYLES)


MAKERS: dict[str, tuple[str, Callable[[Random], str | bytes]]] = {
    "list.txt": ("text", lambda random: list_text(random, is_markdown=False)),
    "list.md": ("markdown", lambda random: list_text(random, is_markdown=True)),
    "outline.txt": ("text", lambda random: outline_text(random, is_markdown=False)),
    "outline.md": ("markdown", lambda random: outline_text(random, is_markdown=True)),
    "outline.opml": ("opml", opml_text),
    "map.mm": ("freemind", mind_map_text),
    "page.html": ("html", html_text),
    "essay.docx": ("docx", docx_data),
    "essay.odt": ("odt", odt_data),
    "map.argdown": ("argdown", argdown_text),
    "record.md": ("adr", record_text),
    "export.txt": ("kialo", kialo_text),
}
"""What makes a random text of each format, by the name of a file."""
