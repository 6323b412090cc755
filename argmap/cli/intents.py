"""What a person means who types a command, an ending or an option that there is not.

    $ argmap validate school.md
    argmap: to validate, type `argmap check school.md`

Nothing is run: the line to type is printed, or two lines where two things may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argmap.formats import FormatKind, format_of_path, writable_formats
from argmap.options.names import COMMON_NAMES

_VERBS: Mapping[str, tuple[str, ...]] = {
    "analyze analyse judge verdict verdicts result results score solve": ("evaluate FILE",),
    "annotate modify change": ("edit FILE", "convert FILE -o OTHER"),
    "article essay paper prose write-up": ("outline FILE --essay",),
    "begin create init start template": ("new FILE",),
    "browse live serve server view watch web": ("preview FILE --open",),
    "card cards exercise exercises gap-fill handout homework sheet": ("worksheet FILE",),
    "changes compare versus vs": ("diff OLD NEW", "grade STUDENTS --key KEY"),
    "crux decisive": ("cruxes FILE",),
    "deck powerpoint presentation present slides": (
        "outline FILE -o STEM.pptx",
        "render FILE --paper slide --split -o STEM.pdf",
    ),
    "diagram draw graph map picture image plot visualize visualise": ("render FILE",),
    "doc document report": ("outline FILE -o STEM.docx",),
    "explain reason reasons because": ("why CLAIM FILE",),
    "export save save-as write": ("convert FILE -o STEM.json", "outline FILE -o STEM.docx"),
    "feedback mark marks correct assess": ("grade STUDENTS --key KEY",),
    "fix repair autofix": ("check FILE --fix",),
    "fallacies find issues lint problems proof proofread validate verify test": ("check FILE",),
    "import load read": ("convert FILE -o STEM.yaml",),
    "info stat stats statistics status summary summarize summarise": ("check FILE --statistics",),
    "language-server": ("lsp",),
    "assistant ai server-mcp": ("mcp",),
    "need missing improve strengthen": ("needs CLAIM FILE",),
    "open": ("edit FILE", "preview FILE --open"),
    "outlines list text print cat show tree": ("outline FILE", "render FILE"),
    "question questions test-questions moodle gift": ("quiz FILE",),
    "schemas": ("schema",),
    "scenarios extensions semantics worlds": ("positions FILE",),
    "version": ("--version",),
}
"""Verbs, and nouns in their place -> the lines to type."""

_OPTIONS: Mapping[str, str] = {
    "--open": "argmap preview FILE --open",
    "--fix": "argmap check FILE --fix",
    "--essay": "argmap outline FILE --essay",
    "--verdicts": "argmap evaluate FILE",
    "--key": "argmap grade STUDENTS --key KEY",
}
"""Options of one command that people look for at another."""

_WRITE_BY_KIND = {
    FormatKind.PICTURE: "render",
    FormatKind.OUTLINE: "outline",
    FormatKind.DOCUMENT: "outline",
}


def lines_to_type(word: str, arguments: Sequence[str]) -> list[str]:
    """Return the lines to type for a word that is no command; none if it means nothing known.

    Args:
        word: the word, such as `validate` or `pdf`.
        arguments: what follows it.
    """
    meant = word.casefold().removeprefix("to-")
    for verbs, lines in _VERBS.items():
        if meant in verbs.split():
            return [_filled_in(f"argmap {line}", arguments) for line in lines]
    names = COMMON_NAMES.get(meant, (meant,))
    for format in writable_formats():
        if format.name in names:
            command = _WRITE_BY_KIND.get(format.kind, "convert")
            return [_filled_in(f"argmap {command} FILE -o STEM{format.endings[0]}", arguments)]
    return []


def line_for_ending(output: str, file: str) -> str:
    """Return the line by which argmap writes a file with this ending; "" if it writes none."""
    format = format_of_path(output, writable_formats())
    if format is None:
        return ""
    command = _WRITE_BY_KIND.get(format.kind, "convert")
    return f"argmap {command} {file} -o {output}"


def line_for_option(option: str, arguments: Sequence[str]) -> str:
    """Return the line to type for an option that a command lacks; "" if it means nothing known."""
    line = _OPTIONS.get(option, "")
    return _filled_in(line, arguments)


def _filled_in(line: str, arguments: Sequence[str]) -> str:
    """Return a line with the files that were named in their places."""
    files = [word for word in arguments if not word.startswith("-")]
    return " ".join(_words(line, files))


def _words(line: str, files: Sequence[str]) -> Iterator[str]:
    places = {"FILE": 0, "OLD": 0, "NEW": 1, "STUDENTS": 0, "KEY": 1}
    stem = Path(files[0]).stem if files else "map"
    for word in line.split():
        place = places.get(word)
        if place is not None and place < len(files):
            yield files[place]
        else:
            yield word.replace("STEM", stem)
