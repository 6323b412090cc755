"""The table of outline formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.diagnostics import did_you_mean
from argmap.errors import ArgmapError
from argmap.model import ArgumentMap, Verdict
from argmap.renderers.outline import Outline, outline
from argmap.renderers.outline_markdown import format_markdown
from argmap.renderers.outline_opml import format_opml
from argmap.renderers.outline_text import format_text

FORMATS: Mapping[str, Callable[[Outline, int], str]] = {
    "text": format_text,
    "markdown": lambda told, _: format_markdown(told),
    "opml": lambda told, _: format_opml(told),
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
    return FORMATS[format](outline(map, sources=sources, verdicts=verdicts), columns)
