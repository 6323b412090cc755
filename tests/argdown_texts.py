"""Texts in Argdown, made at random: relations, and structures with relations in and around them.

What Argdown itself refuses or loses is left out, such as an argument below itself, and so is what it
reads by a memory of the last inference (see `argdown_nodes`): `_` is directly below an argument, an
inference, or a statement that has an inference above it.
"""

from __future__ import annotations

import re
from itertools import count

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

_MARKS = ["+", "-", "+>", "->", "<+", "<-", "><"]
_UNDERCUTS = ["_", "<_"]
_STATEMENTS = "ABCDEFG"
_ARGUMENTS = "VWXYZ"


@st.composite
def argdown_texts(draw: DrawFn) -> str:
    """Return a text of some paragraphs, structures and lists."""
    blocks = []
    if draw(st.integers(0, 3)) == 3:
        blocks.append("===\nmodel: {mode: strict}\n===")
    to_reconstruct = draw(st.permutations(_ARGUMENTS))
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["paragraph", "argument", "structure", "list", "heading"]))
        if kind == "argument" and to_reconstruct:
            argument = f"<{to_reconstruct.pop()}>"
            blocks += ["\n".join([argument, *_below(draw, argument)]), _structure(draw)]
        elif kind == "structure":
            blocks += ["Some paragraph.", _structure(draw)]
        elif kind == "list":
            blocks.append(f"* {_element(draw)}\n* {_element(draw)}")
        elif kind == "heading":
            blocks.append("# Heading")
        else:
            statement = _statement(draw)
            blocks.append("\n".join([statement, *_below(draw, statement)]))
    numbers = count(1)
    return re.sub(r"\?", lambda _: str(next(numbers)), "\n\n".join(blocks) + "\n")


def _statement(draw: DrawFn, above: str = "") -> str:
    title = draw(st.sampled_from([title for title in _STATEMENTS if title != above[1:2]]))
    forms = [f"[{title}]", f"[{title}]: Statement {title} ?. #tag", "Untitled ?."]
    return draw(st.sampled_from(forms))


def _element(draw: DrawFn, above: str = "") -> str:
    if draw(st.booleans()):
        return _statement(draw, above)
    title = draw(st.sampled_from([title for title in _ARGUMENTS if title != above[1:2]]))
    return draw(st.sampled_from([f"<{title}>", f"<{title}>: Argument {title}."]))


def _below(draw: DrawFn, above: str, depth: int = 1, *, can_undercut: bool = False) -> list[str]:
    """Return the lines of the relations below a statement or an argument."""
    marks = [*_MARKS, *_UNDERCUTS] if can_undercut or above.startswith("<") else _MARKS
    lines = []
    for _ in range(draw(st.integers(0, 2))):
        mark = draw(st.sampled_from(marks))
        element = _statement(draw, above) if mark == "><" else _element(draw, above)
        lines.append(f"{'  ' * depth}{mark} {element}")
        if depth < 3:
            lines += _below(draw, element, depth + 1)
    return lines


def _structure(draw: DrawFn) -> str:
    lines: list[str] = []
    numbers = count(1)

    def state() -> None:
        statement = _statement(draw)
        has_inference = any(line.startswith("--") for line in lines)
        lines.append(f"({next(numbers)}) {statement}")
        lines.extend(_below(draw, statement, can_undercut=has_inference))

    for inference in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(0 if inference else 1, 3))):
            state()
        above = sum(line.startswith("(") for line in lines)
        words = [draw(st.sampled_from(["", "Modus ponens", "MP, UG"]))]
        if draw(st.booleans()):
            used = sorted(draw(st.sets(st.integers(1, above), min_size=1)))
            words.append(f"{{{draw(st.sampled_from(['uses', 'from']))}: {used}}}")
        inner = " ".join(filter(None, words))
        on_lines = ["--", inner, "--"] if draw(st.booleans()) else [f"-- {inner} --"]
        lines += on_lines if inner else ["----"]
        if draw(st.booleans()):
            lines.append(f"  {draw(st.sampled_from(_UNDERCUTS))} {_element(draw)}")
        state()
    return "\n".join(lines)
