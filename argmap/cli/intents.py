"""What a person means who types a command line that argmap does not understand.

    $ argmap validate school.md
    argmap: there is no command `validate`; type `argmap check school.md`
    $ argmap convert school.md school.yaml
    argmap: `school.yaml` is too much here; type `argmap convert school.md -o school.yaml`

Nothing is run: the line to type is printed, or two lines where two things may be meant.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

from argmap.formats import Format, FormatKind, format_of_path, writable_formats
from argmap.options.names import known_as
from argmap.util.files import STDIN

_OUTPUT, _FORMAT = ("-o", "--output"), ("-f", "--format", "--to")


def _lines_by_word() -> dict[str, list[str]]:
    """Return what people type -> the lines to type, from the table beside this module."""
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("intents.txt").read_text(encoding="utf-8").splitlines():
        typed, _, lines = line.partition(" = ")
        if lines:
            table |= dict.fromkeys(typed.split(), lines.split(" | "))
    return table


class Typed(NamedTuple):
    """A command line that was not understood.

    Attributes:
        words: what was typed after `argmap` and the command.
        group: the commands.
    """

    words: Sequence[str]
    group: Any

    @classmethod
    def after(cls, command: str, group: Any) -> Typed:
        """Return what was typed after a command; `--type=png` is two words."""
        words: list[str] = []
        for word in sys.argv[1:]:
            option, equals, value = word.partition("=")
            words += [option, value] if word.startswith("--") and equals else [word]
        if command in words:
            words.remove(command)
        return cls(words, group)

    def without(self, *words: str) -> Typed:
        """Return the same without some words."""
        return self._replace(words=[word for word in self.words if word not in words])

    def value_of(self, options: Collection[str]) -> str:
        """Return what follows the first of some options; "" if nothing does."""
        values = (value for option, value in pairwise(self.words) if option in options)
        return next(values, "")

    def options_of(self, command: str) -> dict[str, bool]:
        """Return the options of a command, and whether each is followed by a value."""
        options: dict[str, bool] = {}
        known = self.group.get_command(None, command)
        for parameter in known.params if known is not None else ():
            for name in (*parameter.opts, *parameter.secondary_opts):
                options[name] = not getattr(parameter, "is_flag", False)
        return options

    def arguments_of(self, command: str) -> list[str]:
        """Return what a command calls its arguments: CLAIM, [FILE]."""
        parameters = self.group.get_command(None, command).params
        return [each.metavar for each in parameters if each.param_type_name == "argument"]

    @property
    def format(self) -> Format | None:
        """The format that `-o` or `-f` names; None if none is named."""
        written = format_of_path(self.value_of(_OUTPUT), writable_formats())
        return written or _format_called(self.value_of(_FORMAT))

    def line_with(self, other: str, option: str, command: str) -> str:
        """Return what was typed with another option in the place of one."""
        line = ["argmap", command]
        words = iter(self.words)
        for word in words:
            if word != option:
                line.append(quote(word))
            elif "FOLDER" in other:
                line.append(other.replace("FOLDER", quote(next(words, "FOLDER").rstrip("/"))))
            else:
                line.append(other)
        return " ".join(line)

    def lines(self, *templates: str) -> list[str]:
        """Return the lines to type for some templates."""
        return [self._line(template) for template in templates]

    def _line(self, template: str) -> str:
        """Return a template with the files, the other words and the options in their places."""
        template, _, to_write = template.partition(" & ")
        files, others, kept = self._sorted(template)
        if not files and "WORD" not in template:
            files = others
        is_list = bool(files) and not files[0].endswith((".yaml", ".yml"))
        if is_list:  # which cannot be fixed
            template = template.removesuffix(" --fix")
            kept = [word for word in kept if word != "--fix"]
        if any(option in kept for option in _OUTPUT):
            template = template.partition(" -o ")[0]
        words = ["argmap", *_filled_in(template, files, others)]
        words += [quote(word) for word in kept]
        line = " ".join(words)
        if to_write:
            second = files[1] if len(files) > 1 else "FILE"
            written = to_write.replace("SECOND", second)
            line += f"` and write `{written}"
        return line.replace("argmap summary ", "argmap ")

    def _sorted(self, template: str) -> tuple[list[str], list[str], list[str]]:
        """Return the files that were typed, the other words, and the options that the command of a
        template has, with their values.
        """
        options = self.options_of(template.partition(" ")[0])
        files: list[str] = []
        others: list[str] = []
        kept: list[str] = []
        words = iter(self.words)
        for word in words:
            is_option = word.startswith("-") and word != STDIN
            if is_option and word in options and word not in template.split():
                kept.append(word)
                if options[word]:
                    kept.append(next(words, ""))
            elif not is_option and _is_file(word):
                files.append(word)
            elif not is_option:
                others.append(word)
        return files, others, kept


def lines_for_command(word: str, typed: Typed) -> list[str]:
    """Return the lines to type for a word that is no command; none if it means nothing known.

    Args:
        word: the word, such as `validate` or `pdf`.
        typed: what was typed beside it.
    """
    meant = word.casefold().removeprefix("export-").removeprefix("to-")
    if meant in ("to", "as", "into") and typed.words:
        return lines_for_command(typed.words[0], typed._replace(words=typed.words[1:]))
    if meant in typed.group.list_commands(None):
        takes = typed.arguments_of(meant)
        claim = "WORD " if "CLAIM" in takes else ""
        file = "FILE" if "[FILE]" in takes or "[FILE]..." in takes else ""
        return typed.lines(f"{meant} {claim}{file}".rstrip())
    templates = _lines_by_word().get(meant, [])
    writes = bool(templates) and templates[0].startswith(("convert", "outline", "render"))
    for flag in typed.words if writes else ():  # `report --pdf`
        format = _format_called(flag.removeprefix("--")) if flag.startswith("--") else None
        if format is not None:
            line = f"{_writer_of(format)} FILE -o STEM{format.endings[0]}"
            return typed.without(flag).lines(line)
    if writes and typed.format is not None and not templates[0].startswith("outline"):
        return typed.lines(f"{_writer_of(typed.format)} FILE")
    format = None if templates else _format_called(meant)
    if format is not None:
        return typed.lines(f"{_writer_of(format)} FILE -o STEM{format.endings[0]}")
    return typed.lines(*templates)


def lines_for_option(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option that a command lacks; none if it means nothing known.

    `command` is `argmap` before any command, and `summary` where only a file is named.
    """
    rest = typed.without(option)
    has = typed.options_of(command)
    if command == "argmap" and option in typed.options_of("summary"):
        return typed.lines("summary FILE")
    if command in ("argmap", "summary") and typed.format is not None:
        return typed.lines(f"{_writer_of(typed.format)} FILE")
    table = _lines_by_word()
    templates = table.get(f"{command}:{option}") or table.get(option, [])
    if templates and templates[0].startswith("-"):  # what people type for another option
        [same], templates = templates, []
        if same.partition(" ")[0] in has:
            return [typed.line_with(same, option, command)]
        if same in _OUTPUT:
            words = [same if word == option else word for word in typed.words]
            return lines_for_option(same, command, typed._replace(words=words))
    if templates:
        return rest.lines(*templates)
    if option in _OUTPUT:
        path = typed.value_of(_OUTPUT)
        ending = Path(path).suffix
        report = f" -f {ending[1:]}" if "-f" in has and ending in (".json", ".sarif") else ""
        [line] = rest.without(path).lines(f"{command} FILE{report}")
        return [f"{line} > {quote(path)}"]
    meant = option.lstrip("-").casefold()
    format = _format_called(meant)
    is_written = command in ("argmap", "summary", "convert", "outline", "render")
    if meant == "json" and "-f" in has and not is_written:
        # What judges, checks and compares reports in it, too.
        return [typed.line_with(f"-f {meant}", option, command)]
    if format is not None:
        return rest.lines(f"{_writer_of(format)} FILE -f {format.name}")
    return lines_for_command(meant, rest)


def lines_for_extra(extra: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type where words are too many; none if they mean nothing known."""
    takes = typed.arguments_of(command)
    if "CLAIM" in takes:
        return typed.lines(f"{command} WORD FILE")
    if "[FILE]" not in takes:
        return [] if takes else typed.lines(command)
    files = [word for word in typed.words if Path(word).is_file()]
    if extra in files:
        return [typed.without(*{*files} - {each})._line(f"{command} FILE") for each in files]
    rest = typed.without(extra, *extra.split())
    format = format_of_path(extra, writable_formats())
    if format is not None:
        return rest.lines(f"{_writer_of(format)} FILE -o {quote(extra)}")
    first = extra.split(maxsplit=1)[0]
    meant = first if first in typed.group.list_commands(None) else extra
    of_claim = rest._replace(words=[extra, *rest.words])
    return lines_for_command(meant, typed.without(meant)) or of_claim.lines("why WORD FILE")


def lines_for_format(name: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for a format that a command does not write; none if none does."""
    format = _format_called(name)
    rest = typed.without(*_FORMAT, name)
    templates = _lines_by_word().get(f"{command}:{name.casefold()}", [])
    if templates or command not in ("outline", "render"):
        return rest.lines(*templates)
    if format is None:
        return lines_for_command(name, rest)
    if "--essay" in rest.words:
        return rest.lines("outline FILE --essay -o STEM.docx")
    return rest.lines(f"{_writer_of(format)} FILE -f {format.name}")


def lines_to_go_on(typed: Typed) -> list[str]:
    """Return the lines to type where it is unknown what a person means."""
    has_file = any(map(_is_file, typed.words))
    return [*(typed.lines("summary FILE") if has_file else ()), "argmap help"]


def line_for_ending(output: str, file: str) -> str:
    """Return the line by which argmap writes a file with this ending; "" if it writes none."""
    format = format_of_path(output, writable_formats())
    if format is None:
        return ""
    if "--essay" in sys.argv:
        return f"argmap outline {quote(file)} --essay -o {quote(Path(output).stem)}.docx"
    return f"argmap {_writer_of(format)} {quote(file)} -o {quote(output)}"


def _writer_of(format: Format) -> str:
    """Return the command that writes a format."""
    if format.kind is FormatKind.PICTURE:
        return "render"
    is_document = format.kind in (FormatKind.OUTLINE, FormatKind.DOCUMENT)
    return "outline" if is_document else "convert"


def _format_called(name: str) -> Format | None:
    """Return the format that people call by a name; None if there is none."""
    formats = {format.name: format for format in writable_formats()}
    return formats.get(known_as(name, formats))


def _is_file(word: str) -> bool:
    """Return whether a word is a file: it is there, or it ends as files do, and not as 1.2 does."""
    return word == STDIN or Path(word).exists() or re.fullmatch(r"\S+\.[a-z]\w*", word) is not None


def _filled_in(template: str, files: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield the words of a template with files and other words in their places."""
    stem = quote(Path(files[0]).stem) if files else "map"
    words = template.split()
    files_left = iter(files)
    words_left = iter([" ".join(others)] if words.count("WORD") == 1 and others else others)
    for word in words:
        if word == "WORD":
            yield quote(next(words_left, "CLAIM"))
        elif word == "FILE" and words[0] == "check" and files:
            for file in files:
                yield quote(file) + ("/*" if Path(file).is_dir() else "")
        elif word in ("FIRST", "SECOND"):
            # As `diff` has it, the first is what the other one is compared with.
            missing = {"FIRST": "KEY", "SECOND": "STUDENTS"}[word]
            place = ("FIRST", "SECOND").index(word)
            yield quote(files[place]) if len(files) > place else missing
        elif word in ("FILE", "OLD", "NEW", "STUDENTS", "KEY"):
            file = next(files_left, "")
            yield quote(file) if file else word
        else:
            yield word.replace("STEM", stem)
