"""The table of outline formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from argmap.model import ArgumentMap, Verdict
from argmap.model.diagnostics import did_you_mean
from argmap.model.errors import ArgmapError
from argmap.outlines.outline import Outline, outline

FORMATS: Mapping[str, str] = {
    "text": "argmap.outlines.text:format_text",
    "markdown": "argmap.outlines.markdown:format_markdown",
    "opml": "argmap.outlines.opml:format_opml",
}


def tell(
    map: ArgumentMap,
    format: str,
    *,
    sources: bool = False,
    columns: int = 0,
    verdicts: Mapping[str, Verdict] | None = None,
) -> str:
    """Return a map as an outline in a format of the table; see `argmap.api.outline`."""
    if format not in FORMATS:
        help = did_you_mean(format, FORMATS) or f"formats: {', '.join(FORMATS)}"
        raise ArgmapError(f"there is no outline format `{format}` ({help})")
    told = outline(map, sources=sources, verdicts=verdicts, columns=columns)
    return _formatter(FORMATS[format])(told)


def _formatter(row: str) -> Callable[[Outline], str]:
    # By name, so that a command imports only the format that it needs.
    module, _, function = row.partition(":")
    return cast("Callable[[Outline], str]", getattr(import_module(module), function))
