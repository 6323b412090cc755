"""The tools that show a map: as an outline, as a picture, and beside an older version."""

from __future__ import annotations

from argmap import formats
from argmap.integrations.assistants.tool_call import Content, ToolAnswer, ToolCall
from argmap.options import Look, group_of
from argmap.util.errors import Failure
from argmap.util.text import shorten

_MOST_CHARACTERS = 60_000
"""How long a text in an answer may be: more does not fit what a model can read."""
_MOST_DIFFERENCES = 100


def outline(call: ToolCall) -> ToolAnswer:
    """Outline a map.

    Write a map as a numbered outline: the quickest way to read a map that somebody else made, and
    to show one in a conversation.
    """
    from argmap.model.writing import OutlineOptions, WritingOptions
    from argmap.verdicts.evaluate import evaluate

    map = call.read_map()
    options = WritingOptions(
        outline=OutlineOptions(call.says("sources"), 0, call.says("essay")),
        verdicts=evaluate(map) if call.says("verdicts") else None,
    )
    style = call.text("style") or "text"
    written = formats.write(call.part_of(map), style, options)
    return ToolAnswer({"outline": _must_fit(written.text, "this outline")})


def render(call: ToolCall) -> ToolAnswer:
    """Draw a map.

    Draw a map: `png` for you to look at, `mermaid` to show in a conversation that draws it, `svg`
    or `dot` as text. For a large map, draw a part.
    """
    from argmap.model.writing import PageOptions, PictureOptions, WritingOptions
    from argmap.verdicts.evaluate import evaluate

    output = call.text("output")
    format = _picture_format(call.text("picture"), output)
    reading = call.reading()
    map = reading.unwrap()
    options = WritingOptions(
        picture=PictureOptions(group_of(Look, call.arguments)),
        page=PageOptions(call.source_texts(reading, map) if format == "page" else {}),
        verdicts=evaluate(map) if call.says("verdicts") else None,
    )
    drawn = formats.write(call.part_of(map), format, options)
    content: Content = {"picture": format}
    if drawn.notes:
        content["notes"] = list(drawn.notes)
    if output:
        if call.folder.has(output):
            content["replaced"] = True
        content["written"] = call.folder.write(output, drawn.data)
        return ToolAnswer(content)
    if format == "png":
        return ToolAnswer(content, png=drawn.data)
    content["text"] = _must_fit(drawn.text, f"this picture in the format `{format}`")
    return ToolAnswer(content)


def _picture_format(named: str, output: str) -> str:
    """Return the format of a picture: the one that is named, or else that of the file.

    Raises:
        Failure: they differ, or the file would not be a picture.
    """
    if not output:
        return named or "png"
    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    shown = formats.format_of_path(output, pictures)
    if shown is None:
        endings = ", ".join(each.endings[0] for each in pictures)
        raise Failure(f"`{shorten(output)}` must end in one of {endings}")
    if named and named != shown.name:
        raise Failure(f"`{shorten(output)}` is not the name of a file in the format `{named}`")
    return shown.name


def _must_fit(text: str, what: str) -> str:
    """Return a text that a model can read.

    Raises:
        Failure: it is too long.
    """
    if len(text) > _MOST_CHARACTERS:
        raise Failure(
            f"{what} has {len(text):,} characters, which is too long for an answer; ask for a part"
            " of the map with `side`, or with `focus` and `depth`"
        )
    return text


def diff(call: ToolCall) -> ToolAnswer:
    """Compare two versions of a map.

    Show what changed between two versions of a map, and which verdicts changed because of it. Use
    it after you revise a map, to report what you did.
    """
    from argmap.comparison.compare import compare, verdict_changes
    from argmap.comparison.text_report import describe_rewording, sentence, verdict_lines
    from argmap.languages.same_words import same_words_for

    old = call.reading("old_").unwrap()
    new = call.reading("new_").unwrap()
    table = same_words_for(old.language)
    comparison = compare(new, old, same_ids=True, table=table, every_field=True)
    differences: list[str] = []
    for difference in comparison.differences:
        for each in (difference, *difference.follows):
            perhaps = "" if each.is_certain else "perhaps "
            differences.append(perhaps + sentence(comparison, each))
    for match in comparison.proposals:
        rewording = describe_rewording(comparison, match.ours, match.theirs)
        differences.append(f"perhaps {rewording}")
    verdicts: list[str] = []
    for change in verdict_changes(comparison):
        verdicts.append("\n".join(map(str.strip, verdict_lines(comparison, change))))
    content: Content = {
        "is_same": comparison.is_perfect,
        "differences": differences[:_MOST_DIFFERENCES],
        "verdicts": verdicts[:_MOST_DIFFERENCES],
    }
    left_out = len(differences[_MOST_DIFFERENCES:]) + len(verdicts[_MOST_DIFFERENCES:])
    if left_out:
        content["left_out"] = left_out
    return ToolAnswer(content)
