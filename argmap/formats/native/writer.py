"""Writer of the native format: every claim on its own under `claims`, ready to go on writing by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from argmap.model import ArgumentMap, Claim, Inference, Source

_WIDTH = 100
_STARTS_PLAIN = re.compile(r"[^\W_]")
_SPECIAL = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|\s\Z|\A(true|false|null|yes|no|on|off)\Z", re.IGNORECASE)


def format_native(map: ArgumentMap) -> str:
    """Return a map as a native file: reading it gives an equal map."""
    return "\n".join(_lines(map)) + "\n"


def _lines(map: ArgumentMap) -> Iterator[str]:
    if map.title:
        yield from _field("title", map.title, "")
    if map.sides:
        yield "sides:"
        for side in map.sides.values():
            yield from _field(side.id, side.label, "  ")
    if map.sources:
        yield "sources:"
        for source in map.sources.values():
            yield from _source(source)
    yield "claims:"
    for claim in map.claims.values():
        yield from _claim(map, claim)
    if map.expect:
        yield "expect:"
        for name, verdict in map.expect.items():
            yield f"  {name}: {verdict.value}"
    yield from _for_checks(map)


def _for_checks(map: ArgumentMap) -> Iterator[str]:
    if any(map.settings):
        yield "check:"
        for key, names in (("select", map.settings.select), ("ignore", map.settings.ignore)):
            if names:
                yield f"  {key}: {_flow(names, always=True)}"
        if map.settings.fail_on:
            yield from _field("fail_on", map.settings.fail_on, "  ")
    if map.synonyms:
        yield "synonyms:"
        yield from (f"  - {_flow(group, always=True)}" for group in map.synonyms)
    if map.key_terms:
        yield f"key_terms: {_flow(map.key_terms, always=True)}"


def _source(source: Source) -> Iterator[str]:
    values = {key: getattr(source, key) for key in ("author", "title", "publisher", "date", "url", "file")}
    if not any(values.values()):
        yield f"  {source.id}: {{}}"
        return
    yield f"  {source.id}:"
    for key, value in values.items():
        if value:
            yield from _field(key, value, "    ")


def _claim(map: ArgumentMap, claim: Claim) -> Iterator[str]:
    yield f"  {claim.id}:"
    for key in ("text", "side"):
        if getattr(claim, key):
            yield from _field(key, getattr(claim, key), "    ")
    for key in ("main", "assumed", "implicit"):
        if getattr(claim, key):
            yield f"    {key}: true"
    for key in ("evidence", "stated_in", "held_by"):
        if getattr(claim, key):
            yield f"    {key}: {_flow(str(item) for item in getattr(claim, key))}"
    for key in ("quote", "note"):
        if getattr(claim, key):
            yield from _field(key, getattr(claim, key), "    ")
    if claim.tags:
        yield f"    tags: {_flow(claim.tags)}"
    if claim.ignore:
        yield "    ignore:"
        for rule, reason in claim.ignore.items():
            yield from _field(_scalar(rule), reason, "      ")
    yield from _steps(map, "premises", map.supports(claim.id), "    ")
    yield from _steps(map, "rebuttals", map.rebuttals(claim.id), "    ")


def _steps(map: ArgumentMap, key: str, steps: list[Inference], indent: str) -> Iterator[str]:
    if not steps:
        return
    yield f"{indent}{key}:"
    pending = [(step, indent + "  ") for step in reversed(steps)]
    while pending:
        step, indent = pending.pop()
        undercutters = map.undercutters(step.id)
        yield from _step(step, indent, has_undercutters=bool(undercutters))
        pending += [(inner, indent + "    ") for inner in reversed(undercutters)]


def _step(step: Inference, indent: str, *, has_undercutters: bool) -> Iterator[str]:
    if not (step.warrant or step.scheme or has_undercutters):
        yield f"{indent}- {step.premises[0] if len(step.premises) == 1 else _flow(step.premises)}"
        return
    others = [premise for premise in step.premises if premise != step.warrant]
    if others:
        yield f"{indent}- premises: {_flow(others, always=True)}"
        if step.warrant:
            yield f"{indent}  warrant: {step.warrant}"
    else:
        yield f"{indent}- premises: [{step.warrant}]"
        yield f"{indent}  warrant: {step.warrant}"
    if step.scheme:
        yield from _field("scheme", step.scheme, indent + "  ")
    if has_undercutters:
        yield f"{indent}  undercutters:"


def _flow(texts: Iterable[str], *, always: bool = False) -> str:
    written = [_scalar(text, inside_brackets=True) for text in texts]
    return written[0] if len(written) == 1 and not always else f"[{', '.join(written)}]"


def _field(key: str, text: str, indent: str) -> Iterator[str]:
    written = _scalar(text)
    if len(indent) + len(key) + 2 + len(written) <= _WIDTH or not _can_fold(text):
        yield f"{indent}{key}: {written}"
        return
    yield f"{indent}{key}: >-"
    yield from _fold(text, indent + "  ")


def _can_fold(text: str) -> bool:
    """Return whether folded lines give back exactly this text: single spaces between plain words."""
    return _starts_plain(text) and "  " not in text and not text.endswith(" ")


def _starts_plain(text: str) -> bool:
    return bool(_STARTS_PLAIN.match(text)) and not _SPECIAL.search(text)


def _fold(text: str, indent: str) -> Iterator[str]:
    line = indent
    for word in text.split(" "):
        if line != indent and len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line


def _scalar(text: str, *, inside_brackets: bool = False) -> str:
    plain = _starts_plain(text) and not _NOT_PLAIN.search(text)
    if plain and not (inside_brackets and re.search(r"[,\[\]{}]", text)):
        return text
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
