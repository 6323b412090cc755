"""What the editor asks of argmap, and the answers: JSON in, JSON out, no file and no clock.

    {"revision": 3, "text": "claims: …"}
        → {"revision": 3, "language": "en", "is_rtl": false, "title": "…", "findings": […],
           "verdicts": {…}, "map": {…}, "legend": "<svg …", "patterns": "<defs …"}
    {"revision": 3, "text": "claims: …", "save_as": "svg"}
        → {"revision": 3, "name": "map.svg", "data": "PHN2Zy…"}     as base64
    {"revision": 3, "text": "claims: …", "operation": "add_reason", "arguments": {…}}
        → {"revision": 3, "problem": "…"}

The page that runs argmap in the browser and the server of a page ask the same. Each message holds
all that its answer depends on, so that whoever answers keeps nothing; an operation on a map comes
by the same way. `problem` is why there is no other answer, in a sentence. Where a text is broken,
`verdicts` and `map` are null, and `findings` says why.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping

from argmap import formats
from argmap.formats import ReadingOptions
from argmap.languages import words_for
from argmap.lint.json_report import finding_object
from argmap.lint.linter import check_reading
from argmap.model import ArgumentMap, CheckSettings, Claim
from argmap.model.reading import Reading
from argmap.model.writing import PictureOptions
from argmap.page.page_data import page_contents
from argmap.util.errors import ArgmapError
from argmap.verdicts.evaluate import evaluate
from argmap.verdicts.json_report import verdicts_object

_MOST_CHARACTERS = 5_000_000
"""How long a text may be, as the server of pages takes no more either."""

_MOST_CLAIMS = 5000
"""How many claims a map may have: a browser opens a picture of as many in three seconds."""

_Object = dict[str, object]


def answer(message: str) -> str:
    """Return the answer to a message of the editor, both as JSON in ASCII."""
    revision: int | None = None
    try:
        asked = _parsed(message)
        revision = _revision_in(asked)
        answered = _answered(asked)
    except ArgmapError as problem:
        answered = {"problem": str(problem)}
    return json.dumps({"revision": revision, **answered}, separators=(",", ":"))


def _parsed(message: str) -> Mapping[str, object]:
    try:
        asked: object = json.loads(message)
    except (ValueError, RecursionError):
        raise ArgmapError("a message to the editor must be JSON") from None
    if not isinstance(asked, dict):
        raise ArgmapError("a message to the editor must be a JSON object")
    return asked


def _revision_in(asked: Mapping[str, object]) -> int:
    revision = asked.get("revision")
    # Anything else, such as an infinite number, might be no JSON any more.
    if type(revision) is not int:
        raise ArgmapError("a message to the editor needs a whole number as its `revision`")
    return revision


def _answered(asked: Mapping[str, object]) -> _Object:
    text = _text_in(asked, "text")
    if len(text) > _MOST_CHARACTERS:
        raise ArgmapError(
            f"the text is too long: {len(text):,} characters, and the editor takes"
            f" {_MOST_CHARACTERS:,}"
        )
    if "operation" in asked:
        raise ArgmapError("this editor can only read texts; edit the text itself")
    name = _text_in(asked, "name", "map.yaml")
    # A text names no other file: there is none beside it.
    options = ReadingOptions(sandbox=True)
    reading = formats.parse(text, name, _text_in(asked, "format", ""), options)
    if reading.map is not None and len(reading.map.claims) > _MOST_CLAIMS:
        raise ArgmapError(
            f"the map is too large: {len(reading.map.claims):,} claims, and the editor takes"
            f" {_MOST_CLAIMS:,}"
        )
    if "save_as" in asked:
        return _saved(reading, _text_in(asked, "save_as"))
    return _shown(reading)


def _text_in(asked: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = asked.get(key, default)
    if not isinstance(value, str):
        raise ArgmapError(f"a message to the editor needs a text as its `{key}`")
    return value


def _shown(reading: Reading) -> _Object:
    """Return what the editor shows of a text."""
    result = check_reading(reading, CheckSettings(), lambda _map, _folder: {})
    findings = [finding_object(finding) for finding in result.diagnostics]
    map = reading.map
    if map is None:
        return {"findings": findings, "verdicts": None, "map": None}
    return {
        "findings": findings,
        "verdicts": verdicts_object(evaluate(map)),
        **picture_of(map),
    }


def picture_of(map: ArgumentMap) -> _Object:
    """Return what the editor draws a map from.

    Raises:
        ArgmapError: the map is too large.
    """
    contents = page_contents(map, map, PictureOptions())
    words = words_for(map.language)
    return {
        "language": words.tag,
        "is_rtl": words.rtl,
        "title": map.title,
        "places": [_place_of(claim) for claim in contents.judged.claims.values()],
        "map": contents.data,
        "legend": contents.picture.legend,
        "patterns": contents.picture.patterns,
    }


def _place_of(claim: Claim) -> _Object | None:
    """Return where the text of a claim is."""
    span = claim.at("text")
    return None if span is None else dict(span._asdict())


def _saved(reading: Reading, format: str) -> _Object:
    """Return the map in a format, as base64."""
    row = formats.format_named(format, formats.writable_formats())
    if reading.map is None:
        raise ArgmapError(f"the text has errors; fix them before you save it as {row.name}")
    result = formats.write(reading.map, row.name)
    stem = reading.name.rpartition(".")[0] or reading.name
    data = b64encode(result.data).decode("ascii")
    return {"name": stem + row.endings[0], "data": data, "notes": result.notes}
