"""Whether a map is written as an outline or an essay, and the result of either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.documents.kept_fields import IN_ESSAY, IN_OUTLINE
from argmap.documents.outline import outline
from argmap.model import ArgumentMap
from argmap.model.losses import count_dropped, losses
from argmap.model.writing import Result, WritingOptions

if TYPE_CHECKING:
    from argmap.documents.manuscript import Manuscript

_NO_ESSAY = (
    "argmap can write essays in {languages}, but not in `{language}`, the language of this map;"
    " this is the map's outline instead"
)


def essay_asked_for(map: ArgumentMap, options: WritingOptions) -> Manuscript | None:
    """Return a map as an essay, or None if none is asked for or its language has none."""
    if not options.outline.essay:
        return None
    from argmap.documents.essay import essay_of
    from argmap.languages import essay_words_for

    phrases = essay_words_for(map.language)
    if phrases is None:
        return None
    # An essay is not handed in without its sources.
    with_sources = options.outline._replace(sources=True)
    return essay_of(outline(map, with_sources, options.verdicts), phrases)


def manuscript_asked_for(
    map: ArgumentMap, options: WritingOptions
) -> tuple[Manuscript, Mapping[str, str]]:
    """Return what a document says, and the number of each claim in it, by id: an essay has none."""
    essay = essay_asked_for(map, options)
    if essay is not None:
        return essay, {}
    from argmap.documents.manuscript import manuscript_of

    map_outline = outline(map, options.outline, options.verdicts)
    return manuscript_of(map_outline), map_outline.numbers_of_claims


def outline_result(
    map: ArgumentMap, content: str | bytes, options: WritingOptions, notes: tuple[str, ...] = ()
) -> Result:
    """Return the result of writing an outline, or the essay that was asked for.

    Args:
        map: the map.
        content: what was written.
        options: how; they name the format.
        notes: what else there is to say to the person who asked.
    """
    what, kept = "an outline", IN_OUTLINE
    if options.outline.essay:
        from argmap.languages import LANGUAGES_OF_ESSAYS, essay_words_for

        if essay_words_for(map.language) is not None:
            what, kept = "an essay", IN_ESSAY
        else:
            *languages, last = LANGUAGES_OF_ESSAYS
            names = f"{', '.join(languages)} or {last}"
            notes = (_NO_ESSAY.format(languages=names, language=map.language), *notes)
    return Result(content, losses(f"{what} in {options.format}", count_dropped(map, kept)), notes)
