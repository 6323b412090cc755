"""What begins an item of a list: a bullet, a sign, a number; and how far it is indented."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.formats.lists.listing import Bullet

# What Word and other programs paste as bullets, those of their symbol fonts (private use, `o`, `§`)
# included.
_DOTS = "•◦▪▫‣⁃∙·●○■□◆◇►▶➢➤※・\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_SPACES = r"[ \t\u00a0\u2000-\u200a\u3000]"
_SIGN = re.compile(rf"(?:([{_DOTS}]){_SPACES}*|([-+*＋−–—]){_SPACES}+|([o§Øü])\t{_SPACES}*)(?=\S)")
_NUMBER = re.compile(
    rf"(?:[(（](?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[)）]{_SPACES}*"
    rf"|(?:\d{{1,3}}(?:\.\d{{1,3}})*|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]{_SPACES}+"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})+{_SPACES}+"
    rf"|(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[、．]{_SPACES}*"
    rf"|[①-⑳]{_SPACES}*"
    r")(?=\S)"
)
_EMPTY_ITEM = re.compile(rf"{_SPACES}*[-+*−–{_DOTS}]{_SPACES}*")
_CHECKBOX = re.compile(r"\[[ xX]\] +(?=\S)")
_QUOTE_MARKS = re.compile(r"([ \t]*)(?:>[ \t]?)+")
_INDENT = re.compile(rf"{_SPACES}*")
_TAB = 4

_BULLET_OF_SIGN = {
    "+": Bullet.PLUS,
    "＋": Bullet.PLUS,
    "-": Bullet.HYPHEN,
    "−": Bullet.MINUS,
    "–": Bullet.MINUS,
}


class BulletLine(NamedTuple):
    """A line that begins an item.

    Attributes:
        indent: how many columns stand before the bullet.
        text_indent: how many stand before the text.
        bullet: the bullet.
        is_numbered: whether it is a number or letter.
        start: where in the line the text begins.
        sign: the bullet as it is written, of those that programs give to levels; "" for others.
        number: the number of an outline, if it is one.
    """

    indent: int
    text_indent: int
    bullet: Bullet
    is_numbered: bool
    start: int
    sign: str = ""
    number: str = ""

    def is_indented_below(self, above: BulletLine) -> bool:
        """Return whether it is indented further than an item above it."""
        # Numbers may be set flush right, so that the text of 9. and 10. begins in one column.
        are_aligned = (
            self.is_numbered and above.is_numbered and self.text_indent == above.text_indent
        )
        return self.indent > above.indent and not are_aligned

    def has_sign_of_other_level(self, above: BulletLine) -> bool:
        """Return whether it is indented like an item above it, but has another of the bullets of
        levels.
        """
        return (
            self.indent == above.indent
            and bool(self.sign and above.sign)
            and self.sign != above.sign
        )


def is_empty_item(line: str) -> bool:
    """Return whether a line is a bullet with nothing behind it."""
    return _EMPTY_ITEM.fullmatch(line) is not None


def bullet_line(line: str) -> BulletLine | None:
    """Return how a line begins an item; `None` if it begins none."""
    start = start_of_text(line)
    sign = _SIGN.match(line, start)
    number = None if sign else _NUMBER.match(line, start)
    match = sign or number
    if match is None:
        return None
    end = match.end()
    checkbox = _CHECKBOX.match(line, end)
    if checkbox:
        end = checkbox.end()
    bullet = Bullet.PLAIN
    sign_of_level = ""
    if sign:
        bullet = _BULLET_OF_SIGN.get(sign[2] or "", Bullet.PLAIN)
        sign_of_level = sign[1] or sign[3] or ""
    return BulletLine(
        columns(line[:start]), columns(line[:end]), bullet, number is not None, end, sign_of_level
    )


def without_quote_marks(line: str) -> str:
    """Return a line without the `>` of a quoted message or block, its indentation kept."""
    match = _QUOTE_MARKS.match(line)
    if match is None:
        return line
    return match[1] + line[match.end() :]


def start_of_text(line: str) -> int:
    """Return where in a line its indentation ends."""
    match = _INDENT.match(line)
    return match.end() if match else 0


def columns(text: str) -> int:
    """Return how many columns the text before an item takes; an ideographic space takes two."""
    return len(text.expandtabs(_TAB)) + text.count("\u3000")
