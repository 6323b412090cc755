"""The reference of the Python API in Markdown, made from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from textwrap import dedent
from typing import Literal, get_origin

import argmap
from argmap import api
from argmap.options import choices_of

PREFACE = """\
# Python API

This page describes every public function and class in the `argmap` package. To read these
descriptions in Python, call `help`, for example `help(argmap.load)`. For examples, see [Python and
notebooks](../guides/python.md)."""

SECTION = re.compile(r"^(Args|Attributes|Returns|Raises):$")


def api_reference() -> str:
    """Return the page."""
    public = [name for name in dir(argmap) if not name.startswith("_")]
    functions = [name for name in public if inspect.isfunction(getattr(argmap, name))]
    classes = [name for name in public if inspect.isclass(getattr(argmap, name))]
    blocks = [PREFACE, "## Functions"]
    for name in functions:
        blocks += function_blocks(name, getattr(argmap, name), "###")
    blocks += choices_blocks()
    blocks.append("## Classes")
    for name in classes:
        blocks += class_blocks(name, getattr(argmap, name))
    return "\n\n".join(blocks) + "\n"


def choices_blocks() -> Iterator[str]:
    """Yield the types of options, each with its values."""
    yield "## Types of options"
    yield "Type checkers and editors know the values of these options. Import the types from `argmap.api`."
    lines: list[str] = []
    for name, type in vars(api).items():
        if get_origin(type) is Literal and name != "Default":
            lines.append(f"- {name}: {', '.join(f'`{choice}`' for choice in choices_of(type))}.")
    yield "\n".join(lines)


def function_blocks(name: str, function: object, heading: str) -> Iterator[str]:
    yield f"{heading} {name}"
    yield f"```python\n{name}{signature_of(function)}\n```"
    yield from paragraphs_of(function)


def signature_of(function: object) -> str:
    """Return a signature in one line, or one parameter a line where that is too long."""
    assert callable(function)
    # Annotations are shown in quotation marks, and so are texts as defaults, which keep them.
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    signature = signature.replace("'", '"')
    if len(signature) <= 80:
        return signature
    inner, _, returned = signature.removeprefix("(").rpartition(") -> ")
    lines = re.split(r", (?![^\[(]*[\])])", inner)
    return "(\n    " + ",\n    ".join(lines) + f",\n) -> {returned}"


def class_blocks(name: str, kind: type) -> Iterator[str]:
    yield f"### {name}"
    yield from paragraphs_of(kind)
    if issubclass(kind, Enum):
        yield "Values: " + ", ".join(f"`{member.value}`" for member in kind) + "."
        return
    for method, function in vars(kind).items():
        if method.startswith("_") or not inspect.getdoc(function):
            continue
        if inspect.isfunction(function):
            yield from function_blocks(f"{name}.{method}", function, "####")
        elif isinstance(function, property):
            yield f"- `.{method}`: {inspect.getdoc(function)}"


def paragraphs_of(documented: object) -> Iterator[str]:
    """Yield a docstring as Markdown: its sections become lists."""
    for paragraph in (inspect.getdoc(documented) or "").split("\n\n"):
        first, *rest = paragraph.splitlines()
        if not SECTION.match(first):
            yield paragraph
            continue
        yield f"*{first}*"
        entries = re.split(r"\n(?! )", dedent("\n".join(rest)))
        yield "\n".join("- " + re.sub(r"\n\s+", "\n  ", entry) for entry in entries)
