"""Maps in other forms: one table of writers; a new one is a new file and one row."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, cast

from argmap.model import ArgumentMap, Claim, Inference, Side, Source
from argmap.model.diagnostics import did_you_mean
from argmap.model.errors import ArgmapError
from argmap.model.losses import Kept, Written, dropped, losses


class Writer(NamedTuple):
    """A row of the table: the name of a form, the endings of its files, and who writes it."""

    name: str
    suffixes: tuple[str, ...]
    writer: str


# A longer ending stands before a shorter one that it ends with.
WRITERS = (
    Writer("native", (".yaml", ".yml"), "argmap.registry:write_native"),
    Writer("argdown", (".argdown", ".ad"), "argmap.formats.argdown.writer:format_argdown"),
    Writer("aif", (".aif.json", ".aif"), "argmap.formats.aif.writer:format_aif"),
    Writer("json", (".json",), "argmap.formats.json.writer:format_json"),
    Writer("mermaid", (".mmd", ".mermaid"), "argmap.diagrams.mermaid:format_mermaid"),
    Writer("graphml", (".graphml",), "argmap.formats.graphml:format_graphml"),
    Writer("opml", (".opml",), "argmap.registry:write_opml"),
    Writer("markdown", (".md", ".markdown"), "argmap.registry:write_markdown"),
    Writer("apx", (".apx",), "argmap.formats.frameworks:format_apx"),
    Writer("af", (".af",), "argmap.formats.frameworks:format_af"),
    Writer("lp", (".lp",), "argmap.formats.frameworks:format_lp"),
)
NAMES = tuple(row.name for row in WRITERS)


def convert(map: ArgumentMap, form: str) -> Written:
    """Return a map in a form of the table, and what the form has no place for.

    Raises:
        ArgmapError: there is no such form, or the map cannot be written in it.
    """
    for row in WRITERS:
        if row.name == form:
            module, _, function = row.writer.partition(":")
            return cast("Callable[[ArgumentMap], Written]", getattr(import_module(module), function))(map)
    help = did_you_mean(form, NAMES) or f"forms: {', '.join(NAMES)}"
    raise ArgmapError(f"there is no form `{form}` ({help})")


def form_of(path: str) -> str:
    """Return the form that the ending of a file's name shows, "" if it shows none."""
    ending = path.lower()
    return next((row.name for row in WRITERS if ending.endswith(row.suffixes)), "")


def write_native(map: ArgumentMap) -> Written:
    """Return a map as a native file; nothing is lost."""
    from argmap.formats.native.writer import format_native

    return format_native(map)


def write_opml(map: ArgumentMap) -> Written:
    """Return a map as an outline in OPML, with attributions and citations."""
    return _outline(map, "opml")


def write_markdown(map: ArgumentMap) -> Written:
    """Return a map as an outline in Markdown, with attributions and citations."""
    return _outline(map, "markdown")


_TOLD: Kept = {
    ArgumentMap: ("title", "sides", "sources"),
    Side: ("label",),
    Source: ("author", "title", "publisher", "date", "url"),
    Claim: ("side", "main", "assumed", "implicit", "evidence", "stated_in", "held_by"),
    Inference: ("warrant", "scheme"),
}


def _outline(map: ArgumentMap, form: str) -> Written:
    from argmap.outlines.forms import tell

    return Written(tell(map, form, sources=True), losses(f"an outline in {form}", dropped(map, _TOLD)))
