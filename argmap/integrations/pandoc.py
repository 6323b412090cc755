"""Maps in documents that Pandoc converts: `pandoc --filter argmap-pandoc page.md -o page.docx`.

A filter reads a document as JSON and writes it again: pages get the picture as part of them, PDF a
PDF, word processors a PNG, and other formats the outline. https://pandoc.org/filters.html
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

from argmap.formats import FORMATS_OF_WORD, Fence, flags_in
from argmap.integrations.fences import (
    FencedMap,
    Page,
    alternative_of,
    html_of,
    log_line,
    log_lines,
    picture_of,
    problems_of,
    read_fence,
    text_of,
)
from argmap.model.diagnostics import error

_PAGES = ("html", "epub", "chunkedhtml", "revealjs", "slidy", "slideous", "s5", "dzslides")
_PRINT = ("latex", "beamer", "context", "typst", "ms")
_OFFICE = ("docx", "odt", "pptx", "rtf")
_FOR_OTHERS = ("markdown", "commonmark", "gfm", "native", "json", "ipynb", "opendocument")
"""Formats that begin so keep their fences, since a person or a program goes on with them."""

_MIME = {"pdf": "application/pdf", "png": "image/png"}
_HOW_TO_WRITE = 'write its options as in ``` {.argmap .verdicts side="…"}, and close the fence'

_DEEPEST = 10_000
"""Calls within calls: a few for each list in a list, or quote in a quote, of a document."""

_USAGE = (
    "argmap-pandoc is a filter for Pandoc:\n  pandoc --filter argmap-pandoc page.md -o page.html"
)

_SETTING = "argmap-"
"""How the settings of all maps in a document begin in its metadata."""


def main() -> None:
    """Run as the filter: read a document from standard input, and write it to standard output."""
    target = sys.argv[1] if len(sys.argv) > 1 else "html"
    sys.setrecursionlimit(_DEEPEST)
    if sys.stdin.isatty():
        sys.exit(_USAGE)
    try:
        document = json.load(sys.stdin)
    except ValueError:
        sys.exit(_USAGE)
    if target.startswith(_FOR_OTHERS):
        json.dump(document, sys.stdout)
        return
    settings = _settings(document["meta"])
    is_strict = settings.pop("strict", "false") == "true"
    maps = _Maps(target, settings, [Page(path) for path in _files_in_command()])
    document["blocks"] = maps.with_pictures(document["blocks"])
    for page in maps.pages:
        for fence in page.unread:
            message = "this fence is not recognized"
            unread = error("unread-fence", message, fence.place, _HOW_TO_WRITE)
            maps.problems.append(log_line(unread))
    for problem in maps.problems:
        print(f"[WARNING] {problem}", file=sys.stderr)
    if maps.problems and is_strict:
        sys.exit(1)
    json.dump(document, sys.stdout)


class _Maps:
    """Puts pictures in the place of the fences of a document."""

    def __init__(self, target: str, settings: dict[str, str], pages: list[Page]) -> None:
        self.target = target
        self.settings = settings
        self.pages = pages
        self.number = 0
        self.problems: list[str] = []

    def with_pictures(self, node: Any) -> Any:
        """Return a part of a document with pictures; those parts are lists and objects of JSON."""
        if isinstance(node, list):
            return [self.with_pictures(item) for item in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "CodeBlock":
            (name, classes, attributes), text = node["c"]
            if classes and classes[0].lower() in FORMATS_OF_WORD:
                return self.picture(name, classes, dict(attributes), text)
        return {key: self.with_pictures(value) for key, value in node.items()}

    def picture(self, name: str, classes: list[str], attributes: dict[str, str], text: str) -> Any:
        """Return what a fence becomes."""
        self.number += 1
        options = {**flags_in(classes[1:]), **attributes}
        among = FORMATS_OF_WORD[classes[0].lower()]
        fence = Fence(text, options, f"map {self.number}", 0, formats=among, name=name)
        fence = self.placed(fence._replace(number=self.number))
        fenced = read_fence(fence, self.settings)
        self.problems += log_lines(fenced)
        if fenced.map is None:
            return _box(fenced)
        if self.target.startswith(_PAGES):
            return {"t": "RawBlock", "c": ["html", html_of(fenced)]}
        if self.target.startswith(_PRINT):
            return _image(fenced, "pdf")
        if self.target.startswith(_OFFICE):
            return _image(fenced, "png")
        return {"t": "CodeBlock", "c": [["", [], []], text_of(fenced)]}

    def placed(self, found: Fence) -> Fence:
        """Return a fence at its place in the files that Pandoc was given, if it is in one."""
        for page in self.pages:
            fence = page.find(found)
            if fence is not None:
                return fence
        return found


def _image(fenced: FencedMap, format: str) -> dict[str, Any]:
    """Return a paragraph with the picture of a map, whose file is part of the document."""
    picture = picture_of(fenced, format)
    address = f"data:{_MIME[format]};base64,{b64encode(picture.data).decode()}"
    words = _words(alternative_of(fenced))
    width = ["width", f"{picture.width / 72:.2f}in"]
    image = {"t": "Image", "c": [[fenced.fence.name, [], [width]], words, [address, ""]]}
    return {"t": "Para", "c": [image]}


def _box(fenced: FencedMap) -> dict[str, Any]:
    """Return what is wrong with a map, as part of the document."""
    heading, problems = problems_of(fenced)
    items: list[Any] = []
    for place, message in problems:
        inlines = _words(f"{place}: ")
        for number, part in enumerate(message):
            inlines += [{"t": "Code", "c": [["", [], []], part]}] if number % 2 else _words(part)
        items.append([{"t": "Plain", "c": inlines}])
    blocks = [
        {"t": "Para", "c": [{"t": "Strong", "c": _words(heading)}]},
        {"t": "BulletList", "c": items},
        {"t": "CodeBlock", "c": [["", [], []], fenced.fence.text]},
    ]
    return {"t": "Div", "c": [[fenced.fence.id, ["argmap", "argmap-error"], []], blocks]}


def _words(text: str) -> list[dict[str, Any]]:
    """Return a text as Pandoc has it: words, and spaces or ends of lines between them."""
    words: list[dict[str, Any]] = []
    for part in re.findall(r"\S+|\s+", text):
        if not part.isspace():
            words.append({"t": "Str", "c": part})
        elif "\n" in part:
            words.append({"t": "SoftBreak"})
        else:
            words.append({"t": "Space"})
    return words


def _settings(meta: dict[str, Any]) -> dict[str, str]:
    """Return the settings in the metadata of a document: `argmap-theme: print` sets `theme`."""
    settings: dict[str, str] = {}
    for name, value in meta.items():
        if name.startswith(_SETTING):
            settings[name.removeprefix(_SETTING)] = _text_of(value)
    return settings


def _text_of(value: Any) -> str:
    """Return the text of a value in the metadata, which may be words, a text, or true or false."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "".join(map(_text_of, value))
    if isinstance(value, dict):
        return " " if value["t"] == "Space" else _text_of(value.get("c", ""))
    return str(value)


def _files_in_command() -> list[Path]:
    """Return the files in the command of Pandoc, which does not say to its filters what it reads.

    There are none where its command cannot be seen, and then a finding says which map it is about.
    """
    parent = str(os.getppid())
    try:
        command = Path("/proc", parent, "cmdline").read_text(encoding="utf-8").split("\0")
    except (OSError, ValueError):
        command = _ask_ps(parent)
    files: list[Path] = []
    for word in command[1:]:
        with suppress(OSError):  # such as a name that is too long
            if word and Path(word).is_file():
                files.append(Path(word))
    return files


def _ask_ps(process: str) -> list[str]:
    """Return the command of a process, where the system shows none in files; [] if it cannot."""
    asked = ["ps", "-ww", "-o", "args=", "-p", process]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - no word of it is anybody's
    except (OSError, subprocess.CalledProcessError):
        return []


if __name__ == "__main__":
    main()
