"""`argmap diff`: what is other in a new version of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from argmap.cli.console import FINDINGS, FINE, STDOUT, Console
from argmap.cli.options import (
    FORMAT,
    HowToRead,
    Output,
    choose_format,
    ending_of,
    must_read_once,
    output_path,
)
from argmap.cli.signature import Argument
from argmap.options import Option
from argmap.options.names import Default, DiffFormat, ShownIds

if TYPE_CHECKING:
    from argmap.comparison.compare import Comparison

_PICTURES = ("svg", "png", "pdf")
_ENDINGS = {".txt": "text", ".json": "json", ".svg": "svg", ".png": "png", ".pdf": "pdf"}


def diff(
    console: Console,
    *,
    old: Annotated[str, Argument("OLD", "Old version of the map, or - for standard input.")],
    new: Annotated[str, Argument("NEW", "New version of the map, or - for standard input.")],
    format: Annotated[DiffFormat | Default, Option(
        "Output format: {choices}. [default: from the file extension, or text]", "FORMAT",
        FORMAT)] = "",
    ids: Annotated[ShownIds, Option(
        "Whether to report that claims have other ids: {choices}.", "WHETHER")] = "yes",
    output: Output = STDOUT,
    how: HowToRead,
) -> int:  # fmt: skip
    """The exit code is 0 if nothing changed, and 1 if something did.

    To compare students' maps with a key, use `argmap grade`.

    Example:
      argmap diff old.yaml new.yaml
      argmap diff anna.yaml ben.yaml -o diff.svg
    """
    result_format = choose_format(format, output, _ENDINGS) or "text"
    must_read_once([old, new])
    target = output_path(output, new, f"-diff{ending_of(result_format, _ENDINGS)}", format=format)
    then = how.read_map(console, old, target=target)
    now = how.read_map(console, new, target=target)
    from argmap.comparison.compare import compare
    from argmap.languages.same_words import same_words_for

    table = same_words_for(then.language)
    with console.progress("comparing the maps"):
        comparison = compare(now, then, same_ids=True, table=table, every_field=True)
        if ids == "no":
            comparison = comparison.without_ids()
        result = _result(comparison, result_format)
    console.put_or_write(target, result, result_format)
    if comparison.is_perfect:
        console.say("nothing changed")
    return FINE if comparison.is_perfect else FINDINGS


def _result(comparison: Comparison, result_format: str) -> bytes:
    if result_format in _PICTURES:
        from argmap import formats
        from argmap.comparison.map_union import union_of
        from argmap.model.writing import PictureOptions, WritingOptions

        union = union_of(comparison)
        options = WritingOptions(picture=PictureOptions(changes=union.changes))
        return formats.write(union.map, result_format, options).data
    from argmap.comparison.compare import verdict_changes

    changes = verdict_changes(comparison)
    if result_format == "json":
        from argmap.comparison.json_report import format_differences as format_as_json

        return format_as_json(comparison, changes).encode()
    from argmap.comparison.text_report import format_differences

    return format_differences(comparison, changes).encode()
