"""A list as it is written: its title, its parts, and their items with their depth.

Should phones be banned?        the title
## Ban them                     a heading: it begins a part
- Phones distract.              an item of depth 0: a bullet, a sign or a number begins it
  + Pupils play games.          an item of depth 1
    (UNESCO)                    in an outline, its attribution; else text or a quotation
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, zip_longest
from typing import NamedTuple

from argmap.languages.roles import Role
from argmap.model.diagnostics import Diagnostics, Span
from argmap.model.losses import Ledger


class Bullet(StrEnum):
    """What is in front of an item, as far as it says something."""

    NONE = ""
    """No bullet, in a list without bullets or in which only some items have one."""
    PLAIN = "plain"
    """A dot, an asterisk, a number."""
    PLUS = "+"
    HYPHEN = "-"
    """A reason like any other, but beside `+` an objection."""
    MINUS = "−"
    """A true minus sign: always an objection."""
    DASH = "–"
    """An objection beside items with other bullets; programs type it for a hyphen, too."""


OUTSIDE = "passage{s} outside the list"
"""What the ledger calls a paragraph, a table or a block of code that belongs to no item."""


class PlacedText(NamedTuple):
    """A text and its place, such as a line that describes a source."""

    text: str
    span: Span


@dataclass(slots=True, eq=False)
class Item:
    """One item of a list.

    Attributes:
        text: what it says, as it is written.
        span: its place, on its first line.
        depth: how far below the top of its list, which has the depth 0.
        bullet: what is in front of it.
        number: its number in an outline, such as `1.2a`; "" in another list.
        indent: the columns before it.
        anchor: the id of its claim, where an outline in Markdown has an anchor for it.
        attribution: the line in brackets below it in an outline: who says so, and where.
        further: its paragraphs behind the first.
        quotation: what is quoted below it.
        links: the web addresses that it carries besides its text.
        sign: what the bullet says that it is; `None` if it says nothing.
        sign_is_doubtful: whether its hyphen may be a bullet like any other, though hyphens are
            signs elsewhere in the list.
        last_line: the place of the last of its lines; `None` if it has only one.
    """

    text: str
    span: Span
    depth: int = 0
    bullet: Bullet = Bullet.PLAIN
    number: str = ""
    indent: int = 0
    anchor: str = ""
    attribution: str = ""
    further: list[PlacedText] = field(default_factory=list)
    quotation: str = ""
    links: list[str] = field(default_factory=list)
    sign: Role | None = None
    sign_is_doubtful: bool = False
    last_line: Span | None = None

    @property
    def lines(self) -> Span:
        """The place of all its lines."""
        return joined(self.span, self.last_line) if self.last_line else self.span


def joined(first: Span, last: Span) -> Span:
    """Return the place from the beginning of a place to the end of another."""
    return first._replace(end_line=last.end_line, end_column=last.end_column)


@dataclass(slots=True, eq=False)
class Part:
    """A heading and the items right below it.

    Attributes:
        heading: the heading; may be empty.
        span: the place of the heading.
        level: how far down it is among headings: 2 for `##`.
        items: the items in order.
    """

    heading: str = ""
    span: Span | None = None
    level: int = 0
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Listing:
    """A list as it is written.

    Attributes:
        is_outline: whether its items have the numbers of an outline.
        is_markdown: whether its texts are Markdown.
        title: its title; may be empty.
        title_span: the place of that.
        title_is_claim: whether the title is what the items below no heading bear on.
        language: what its front matter says of that.
        parts: its parts in order.
        footnotes: what footnotes and numbered references say, by what they are called in the text.
        heading_of_sources: the heading above its list of sources.
        references: the lines below "Sources" that have no number.
        addresses: the link reference definitions of Markdown: name → address.
        ledger: what is left out of it.
        opposite_signs: what objects, where the other is beside it.
        bare_lines: the numbers of the lines that are items without a bullet beside others.
        boxes: the first item with a box that is not ticked, `[ ]`, and with one that is, `[x]`.
        diagnostics: what is doubtful about it.
    """

    is_outline: bool = False
    is_markdown: bool = False
    title: str = ""
    title_span: Span | None = None
    title_is_claim: bool = False
    language: str = ""
    parts: list[Part] = field(default_factory=list)
    footnotes: dict[str, PlacedText] = field(default_factory=dict)
    references: list[PlacedText] = field(default_factory=list)
    heading_of_sources: str = ""
    addresses: dict[str, PlacedText] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    opposite_signs: tuple[str, str] = ("-", "+")
    bare_lines: list[int] = field(default_factory=list)
    boxes: dict[bool, Span] = field(default_factory=dict)
    diagnostics: Diagnostics = field(default_factory=list)

    def set_title(self, title: str, span: Span | None, *, is_claim: bool = False) -> None:
        """Set the title and its place, and whether it is a claim."""
        self.title = title
        self.title_span = span
        self.title_is_claim = is_claim

    def items(self) -> list[Item]:
        """Return all items in order."""
        return list(chain.from_iterable(part.items for part in self.parts))

    def leave_out_beside(self, item: Item) -> None:
        """Leave out what belongs to an item that becomes no claim, besides its text."""
        for _, span in item.further:
            self.ledger.leave_out(OUTSIDE, span)
        if item.quotation:
            self.ledger.leave_out("quotation", item.lines)

    def leave_out_around(self, item: Item) -> None:
        """Leave out what belongs to an item without text: its links, too."""
        self.leave_out_beside(item)
        self.ledger.leave_out("link", item.lines, len(item.links))


# Word and others paste these as bullets, and those of symbol fonts (private use, `o`, `§`).
_DOTS = "•◦▪▫‣⁃∙·●○■□◆◇►▶➢➤→⇒➔➜※・\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
ARROWS = ("→", "⇒", "➔", "➜", "->", "-->", "=>", "==>")
"""Bullets of what follows from the item above, or is said of it."""
_SPACE = " \t\u00a0\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = f"[{_SPACE}]"
_CHECKS = "✓✔✅👍➕"
_CROSSES = "✗✘❌👎➖"
# What may follow such a sign: the color of a hand, and that it is a picture.
_VARIANT = "[\U0001f3fb-\U0001f3ff]?\ufe0f?"
# Examples: "• Phones distract.", "- Phones distract.", "o\tPhones distract.", "-> They distract.",
# "✓ They distract.", "(+) They distract.", "+1 They distract.", "[x] They distract."
_SIGN = re.compile(
    rf"(?:([{_DOTS}±]|\+/[-−–]|(?:--?|==?)>){_SPACES}*|([-+*＋−–—]){_SPACES}+|([o§Øü])\t{_SPACES}*"
    rf"|([{_CHECKS}{_CROSSES}]){_VARIANT}{_SPACES}*"
    rf"|[(（\[]([-+−–])[)）\]]{_SPACES}*|([-+−])1{_SPACES}+(?=\D)"
    rf"|\[[ xX]\]{_SPACES}+)(?=\S)"
)
# Examples: the second signs in "• ✓ They distract." and "- (+) They distract."
_CHECK = re.compile(
    rf"(?:([{_CHECKS}{_CROSSES}]){_VARIANT}|[(（\[]([-+−–])[)）\]]){_SPACES}*(?=\S)"
)
# Example: "-Phones distract."
_TIGHT_SIGN = re.compile(r"([-+−–])(?=[^\W\d_])")
# Examples: "** Pupils play games.", one level below "* Phones distract.", and "+- Not all do."
_REPEATED_SIGN = re.compile(rf"(?:([*•])\1{{1,5}}|[-+]{{1,5}}([-+])){_SPACES}+(?=\S)")
# Examples: "(a) Phones …", "1.2. Phones …", "1a) Phones …", "iv) Phones …", "1.2 …", "一、", "①".
_NUMBER = re.compile(
    rf"(?:[(（](?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[)）]{_SPACES}*"
    rf"|(?:\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|[a-zA-Z]|[ivxIVX]{{1,5}})(?:[.)]|\.\)){_SPACES}+"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})+{_SPACES}+"
    rf"|(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[、．）]{_SPACES}*"
    rf"|[①-⑳]{_SPACES}*"
    rf"|\d{{1,2}}[º°]{_SPACES}+"
    r")(?=\S)"
)
EMPTY_ITEM = re.compile(rf"[-+*−–{_DOTS}{_CHECKS}{_CROSSES}]{_VARIANT}|[-=]>")
# Example: the box in "- [x] Phones distract."
_CHECKBOX = re.compile(r"\[[ xX]\] +(?=\S)")
_QUOTE_MARKS = re.compile(r"\A([ \t]*)(?:>[ \t]?)+")
LINE_BREAK = "  "
"""What is behind a line, in Markdown, where the next line of the item is a line of its own."""
TAB = 4
"""How many columns a tab takes, where nothing else shows it."""

_BULLET_OF_SIGN = {
    "+": Bullet.PLUS,
    "＋": Bullet.PLUS,
    "-": Bullet.HYPHEN,
    "−": Bullet.MINUS,
    "–": Bullet.DASH,
    **dict.fromkeys(_CHECKS, Bullet.PLUS),
    **dict.fromkeys(_CROSSES, Bullet.MINUS),
}


class Mark(StrEnum):
    """What kind of bullet an item has."""

    SIGN = "sign"
    NUMBER = "number"
    CHECK = "check"
    """A check mark or a cross."""
    LETTER = "letter"
    ROMAN = "roman"
    """A Roman number; `i` may be a letter, too."""


class BulletLine(NamedTuple):
    """A line that begins an item.

    Attributes:
        start: where in the line the text begins.
        indent: how many columns are in front of the bullet.
        bullet: the bullet.
        sign: the bullet as it is written, of those that programs give to levels; "" for others.
        number: the number of an outline, if it is one.
        mark: what kind of bullet it has; `None` for a line without one.
    """

    start: int
    indent: int
    bullet: Bullet = Bullet.PLAIN
    sign: str = ""
    number: str = ""
    mark: Mark | None = None

    def is_like(self, other: BulletLine) -> bool:
        """Return whether two lines have bullets of one kind, so that they may be of one level."""
        return self.mark is other.mark or {self.mark, other.mark} == {Mark.LETTER, Mark.ROMAN}


def bullet_line(line: str) -> BulletLine | None:
    """Return how a line begins an item; `None` if it begins none."""
    start = start_of_text(line)
    return bullet_at(line, start, columns(line[:start]))


def bullet_at(line: str, start: int, indent: int) -> BulletLine | None:
    """Return how a line begins an item, of which it is known where its indentation ends."""
    sign = _SIGN.match(line, start)
    repeated = None if sign else _REPEATED_SIGN.match(line, start)
    if repeated:
        end = repeated.end()
        deeper = len(repeated[0].rstrip(_SPACE)) - 1
        bullet = _BULLET_OF_SIGN.get(repeated[2], Bullet.PLAIN)
        return BulletLine(end, indent + deeper, bullet=bullet, mark=Mark.SIGN)
    match = sign or _NUMBER.match(line, start)
    if match is None:
        return None
    checkbox = _CHECKBOX.match(line, start) or _CHECKBOX.match(line, match.end())
    end = checkbox.end() if checkbox else match.end()
    if sign is None:
        letters = re.match(r"\W?([a-zA-Z]+)", match[0])
        mark = Mark.NUMBER
        if letters:
            mark = Mark.ROMAN if set(letters[1]) <= set("ivxIVX") else Mark.LETTER
        # "1.2." and "1a)" are below "1.", even where nothing is indented.
        deeper = len(re.findall(r"\.\d|\d[a-z]", match[0]))
        return BulletLine(end, indent + deeper, mark=mark)
    dot, hyphen, letter, check, bracketed, vote = sign.groups("")
    check = check or _check_of(bracketed or vote)
    inner = _CHECK.match(line, end)
    if inner and not check:
        # "• ✅ They ring."
        bullet = _BULLET_OF_SIGN[inner[1] or _check_of(inner[2])]
        return BulletLine(inner.end(), indent, bullet=bullet, sign=dot or letter, mark=Mark.SIGN)
    bullet = _BULLET_OF_SIGN.get(hyphen or check, Bullet.PLAIN)
    mark = Mark.CHECK if check else Mark.SIGN
    return BulletLine(end, indent, bullet=bullet, sign=dot or letter, mark=mark)


def _check_of(sign: str) -> str:
    """Return what "(+)" or "-1" is like, by its sign: a check mark or a cross."""
    return {"": "", "+": _CHECKS[0]}.get(sign, _CROSSES[0])


def tight_bullet_at(line: str, start: int, indent: int) -> BulletLine | None:
    """Return how a line begins an item with a sign that no space follows: "-Phones distract."."""
    sign = _TIGHT_SIGN.match(line, start)
    if sign is None:
        return None
    return BulletLine(sign.end(), indent, bullet=_BULLET_OF_SIGN[sign[1]], mark=Mark.SIGN)


def without_quote_marks(line: str) -> str:
    """Return a line without the `>` of a quoted message or block, its indentation kept."""
    return _QUOTE_MARKS.sub(r"\1", line, count=1) if ">" in line else line


def start_of_text(line: str) -> int:
    """Return where in a line its indentation ends."""
    # Most lines are indented with spaces, and to take away a single character is faster.
    return len(line) - len(line.lstrip(" ").lstrip(_SPACE))


def columns(text: str, tab: int = TAB) -> int:
    """Return how many columns the text before an item takes; an ideographic space takes two."""
    if text.isascii():
        return len(text.expandtabs(tab)) if "\t" in text else len(text)
    return len(text.expandtabs(tab)) + text.count("\u3000")


class Section(NamedTuple):
    """Some items with the headings above them, or a heading that nothing is below.

    Attributes:
        part: the items.
        above: the parts with the headings above the items, the highest first.
    """

    part: Part
    above: tuple[Part, ...]


def sections_of(parts: list[Part]) -> list[Section]:
    """Return the sections of a list."""
    sections = []
    above: list[Part] = []
    for part, next_part in zip_longest(parts, parts[1:]):
        above = [each for each in above if each.level < part.level]
        above += [part] if part.heading else []
        is_above_others = next_part is not None and next_part.level > part.level
        if part.items or (part.heading and not is_above_others):
            sections.append(Section(part, tuple(above)))
    return sections
