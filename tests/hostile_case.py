"""Hostile cases: files that others might feed to argmap, each with what argmap is expected to say of it.

They stand in `tests/hostile/`, a file a topic, in the form that `tests/case.py` tells. The first line of a case is the
name of its file; a line `+++ NAME` begins another file beside it. What a text file cannot show stands in brackets:

    ⟦ff fe⟧             bytes
    ⟦U+202E⟧            a character
    ⟦300 × text⟧        a text again and again; with 0, 1, 2 … for each `#`, and 1, 2, 3 … for each `§`
    ⟦no line end⟧       the file ends here
    ⟦every field⟧TEXT   a map with this text in every field that may hold any

Of a DOCX or ODT document a case shows the XML with its text; `tests/office_files.py` adds the rest. Below it may be
the part that makes a document a worksheet.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from tests.case import Case
from tests.office_files import MAIN_PARTS, packed

FOLDER = "../hostile"
"""As `tests.case` finds it."""

_BRACKETS = re.compile("⟦([^⟧]*)⟧")
_OTHER_FILE = "+++ "
_OWN_PART = b"\n<worksheet "


class HostileFile(NamedTuple):
    """A file of a case: its name, which may be hostile itself, and its bytes."""

    name: str
    data: bytes


def files_of(case: Case) -> list[HostileFile]:
    """Return the files of a case, the one to read first."""
    files: list[HostileFile] = []
    for text in f"\n{case.text}".replace("\n+++ ", "\n\0").split("\n\0"):
        name, _, content = text.lstrip("\n").partition("\n")
        file_name = _bytes(name).decode("utf-8", "surrogateescape")
        data = _bytes(content)
        ending = file_name.rpartition(".")[2]
        if ending in MAIN_PARTS and data.startswith(b"<"):
            main, mark, own = data.partition(_OWN_PART)
            data = packed(ending, main, mark.lstrip() + own)
        files.append(HostileFile(file_name, data))
    return files


def _bytes(text: str) -> bytes:
    text = text.removesuffix("⟦no line end⟧\n")
    before, every, payload = text.partition("⟦every field⟧")
    if every:
        shown = _bytes(payload.removesuffix("\n")).decode()
        return _bytes(before) + every_field(shown).encode()
    pieces: list[bytes] = []
    for index, piece in enumerate(_BRACKETS.split(text)):
        if index % 2 == 0:
            pieces.append(piece.encode())
        elif piece.startswith("U+"):
            pieces.append(chr(int(piece[2:], 16)).encode("utf-8", "surrogatepass"))
        elif " × " in piece:
            times, _, repeated = piece.partition(" × ")
            pieces.append(_repeated(repeated.replace("\\n", "\n"), int(times)).encode())
        else:
            pieces.append(bytes.fromhex(piece))
    return b"".join(pieces)


def _repeated(text: str, times: int) -> str:
    if "#" not in text and "§" not in text:
        return text * times
    made = [text.replace("#", str(number)).replace("§", str(number + 1)) for number in range(times)]
    return "".join(made)


def every_field(text: str) -> str:
    """Return a native map that says a text wherever a map may say any."""
    quoted = json.dumps(text)
    key = json.dumps(f"{text}!")
    source = ", ".join(
        f"{field}: {quoted}" for field in ("author", "title", "publisher", "date", "url")
    )
    inference = f"scheme: {quoted}, questions: {{{key}: other}}, held_by: {quoted}, stated_in: [{json.dumps(f's {text}')}]"
    return f"""\
title: {quoted}
note: {quoted}
sides: {{pro: {quoted}, con: {json.dumps(f"{text} not")}}}
sources: {{s: {{{source}}}}}
schemes: {{{key}: {{premises: [{quoted}], questions: {{{key}: {quoted}}}}}}}
key_terms: [{quoted}]
synonyms: [[{quoted}, word]]
claims:
  top:
    text: {quoted}
    label: {quoted}
    side: pro
    main: true
    evidence: [{json.dumps(f"s {text}")}]
    stated_in: [{json.dumps(f"s {text}")}]
    held_by: [{quoted}]
    quote: {quoted}
    note: {quoted}
    group: {quoted}
    tags: [{quoted}]
    ignore: {{{key}: {quoted}}}
    premises:
      - {{premises: [other], warrant: rule, {inference}, undercutters: [doubt]}}
    rebuttals: [doubt]
  other: {json.dumps(f"{text} again")}
  rule: {{text: {json.dumps(f"{text}, as a rule")}, implicit: true}}
  doubt: {{text: {json.dumps(f"Not {text}")}, side: con, common_ground: true}}
"""
