"""What a person means who types an unknown command, file extension or option.

    $ argmap validate school.md
    argmap: there is no command `validate`; type `argmap check school.md`

Nothing is run: the line to type is printed, or two lines where two things may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argmap.formats import Format, FormatKind, format_of_path, writable_formats
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
    "info overview stat stats statistics status summarize summarise": (
        "FILE",
        "check FILE --statistics",
    ),
    "language-server": ("lsp",),
    "assistant ai": ("mcp",),
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
    "--strict": "argmap evaluate FILE --strict",
    "--key": "argmap grade STUDENTS --key KEY",
    "--word-bank": "argmap worksheet FILE --word-bank",
}
"""Options of one command that people look for at another."""

_WRITERS = ("render", "outline", "worksheet", "quiz")


def _writer_of(format: Format) -> str:
    """Return the command that writes a format."""
    if format.kind is FormatKind.PICTURE:
        return "render"
    is_document = format.kind in (FormatKind.OUTLINE, FormatKind.DOCUMENT)
    return "outline" if is_document else "convert"


def lines_to_type(word: str, arguments: Sequence[str]) -> list[str]:
    """Return the lines to type in place of an unknown command; none if it means nothing known.

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
            return [
                _filled_in(
                    f"argmap {_writer_of(format)} FILE -o STEM{format.endings[0]}", arguments
                )
            ]
    return []


def line_for_ending(output: str, file: str) -> str:
    """Return the line by which argmap writes a file with this ending; "" if it writes none."""
    format = format_of_path(output, writable_formats())
    return f"argmap {_writer_of(format)} {file} -o {output}" if format else ""


def words_for_option(option: str, command: str) -> str:
    """Return what to type for an option that a command lacks; "" if it means nothing known."""
    meant = option.lstrip("-").casefold()
    for format in writable_formats():
        if format.name in COMMON_NAMES.get(meant, (meant,)):
            writer = _writer_of(format)
            # What judges and checks reports in JSON, too.
            has_format = command == writer or (meant == "json" and command not in _WRITERS)
            return f"-f {format.name}" if has_format else f"argmap {writer} FILE -f {format.name}"
    return _OPTIONS.get(option, "")


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
