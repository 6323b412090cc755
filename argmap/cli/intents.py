"""What a person means who types a command line that argmap does not understand.

    $ argmap validate school.md
    argmap: there is no command `validate`; type `argmap check school.md`
    $ argmap convert school.md school.yaml
    argmap: `school.yaml` is too much here; type `argmap convert school.md -o school.yaml`
    $ argmap render school.md --size a4
    argmap: there is no option `--size` here; type `argmap render school.md --paper a4`

Nothing is run: the line to type is printed, or two lines where two things may be meant. A word is
looked up in `intents.txt`, then among the formats and the choices of a command's options, and only
then as another form or a misspelling of a word in the table. What stands there for a word is a
template, `outline FILE -o STEM.docx`, into which go the files and other words that were typed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise, takewhile
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

from typer import Context

from argmap.formats import (
    Format,
    FormatKind,
    format_of_path,
    has_known_ending,
    pattern_for_maps,
    writable_formats,
)
from argmap.options.names import known_as
from argmap.util.files import STDIN, exists
from argmap.util.spelling import is_within_typos, nearest

_OUTPUT, _FORMAT = ("-o", "--output"), ("-f", "--format", "--to")
_WRITERS = ("summary", "convert", "outline", "render")
_AS_TYPED = "THIS"
"""Stands in the table for the same command without an option that it does not need."""
_FEWEST_LETTERS = 5
"""How long a word is at least where another form of it, or a misspelling, may be meant."""
_OF_ANYTHING = ("new", "convert FILE -o STEM.json", "outline FILE")
"""What lines to type begin with for verbs such as `make` and `show`, whose noun says what."""
_NOT_BY_VALUE = {"--from", "--accept", "--reject"}
"""Options that no value shows to be meant."""
_OFF = ("no", "without", "hide", "skip")
_KEY = "key|solution|answer|model|lösung|schlüssel|clave|respuesta|corrig"
"""What the file of a key is called."""
_MOST_LINES = 2


@cache
def _table() -> dict[str, list[str]]:
    """Return what people type -> the templates of the lines to type."""
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("intents.txt").read_text(encoding="utf-8").splitlines():
        typed, _, templates = line.partition(" = ")
        if templates:
            table |= dict.fromkeys(typed.split(), templates.split(" | "))
    return table


def _templates_like(word: str) -> list[str]:
    """Return the templates for a word of the table that a word has in it, or is a form or a
    misspelling of: `how-to-improve` is `improve`, `visualization` is `visualize`.
    """
    table = _table()
    parts = re.split(r"[-_\W]+", word)[::-1]
    for part in parts:
        if part in table:
            return table[part]
    known = [each for each in table if len(each) >= _FEWEST_LETTERS and each.isalpha()]
    for part in parts:
        alike = [
            each for each in known if _shared(part, each) >= max(_FEWEST_LETTERS, 0.75 * len(each))
        ]
        alike = alike or [each for each in known if _is_typo(part, each)]
        if alike and len(part) >= _FEWEST_LETTERS:
            return table[max(alike, key=partial(_shared, part))]
    return []


def _shared(word: str, other: str) -> int:
    """Return how many letters two words begin with."""
    pairs = zip(word, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_typo(word: str, other: str) -> bool:
    """Return whether a word is a misspelling of another; `points` is not one of `print`."""
    is_as_long = len(word) == len(other) or (word[:3] == other[:3] and len(word) > 6)
    return is_as_long and is_within_typos(word, other)


class Typed(NamedTuple):
    """A command line that was not understood.

    Attributes:
        words: what was typed after `argmap` and the command.
        group: the commands.
    """

    words: Sequence[str]
    group: Any = None

    @classmethod
    def after(cls, command: str, group: Any) -> Typed:
        """Return what was typed after a command; `--type=png` is two words."""
        words: list[str] = []
        for word in sys.argv[1:]:
            option, equals, value = word.partition("=")
            words += [option, value] if word.startswith("--") and equals else [word]
        if command in words:
            words.remove(command)
        return cls(_joined(words), group)

    @property
    def commands(self) -> Sequence[str]:
        """The names of all commands."""
        return self.group.list_commands(None) if self.group else ()

    def without(self, *words: str) -> Typed:
        """Return the same without some words."""
        return self._replace(words=[word for word in self.words if word not in words])

    def renaming(self, option: str, other: str) -> Typed:
        """Return the same with another name of an option."""
        return self._replace(words=[other if word == option else word for word in self.words])

    def value_of(self, options: Collection[str]) -> str:
        """Return what follows the first of some options; "" if nothing does."""
        values = (value for option, value in pairwise(self.words) if option in options)
        return next(values, "")

    @property
    def files(self) -> list[str]:
        """The words that are files."""
        return [word for word in self.words if _is_file(word)]

    @property
    def format(self) -> Format | None:
        """The format that `-o` or `-f` names; None if none is named."""
        written = format_of_path(self.value_of(_OUTPUT), writable_formats())
        return written or _format_called(self.value_of(_FORMAT))

    def templates_for(self, word: str) -> list[str]:
        """Return the templates for a word of the table, a command or the name of a format."""
        format = _format_called(word)
        if word in _table():
            return _table()[word]
        if word in self.commands:
            places = {"CLAIM": "WORD", "[FILE]": "FILE", "[FILE]...": "FILE"}
            takes = self.arguments_of(word)
            return [" ".join([word, *(place for each, place in places.items() if each in takes)])]
        return [] if format is None else [f"{_writer_of(format)} FILE -o STEM{format.endings[0]}"]

    def _parameters_of(self, command: str) -> Sequence[Any]:
        known = self.group and self.group.get_command(None, command)
        return known.params if known else ()

    def options_of(self, command: str) -> dict[str, str]:
        """Return the options of a command, and what each calls its value; "" if it has none."""
        return {
            name: "" if getattr(parameter, "is_flag", False) else parameter.metavar or "VALUE"
            for parameter in self._parameters_of(command)
            if not getattr(parameter, "hidden", False)
            for name in (*parameter.opts, *parameter.secondary_opts)
        }

    def arguments_of(self, command: str) -> list[str]:
        """Return what a command calls its arguments: CLAIM, [FILE]."""
        parameters = self._parameters_of(command)
        return [each.metavar for each in parameters if each.param_type_name == "argument"]

    def option_taking(self, value: str, command: str) -> str:
        """Return the option of a command that takes a value, with it; "" if none or any does."""
        options = self.options_of(command)
        if value.isdecimal():
            return f"--count {value}" if "--count" in options else ""
        if "--root" in options and _is_folder(value):
            return f"--root {quote(value)}"
        for parameter in self._parameters_of(command):
            if parameter.param_type_name == "argument" or _NOT_BY_VALUE & {*parameter.opts}:
                continue
            context = Context(self.group.get_command(None, command))
            context.params["file"] = next(iter(self.files), "")
            choices = [each.value for each in parameter.shell_complete(context, "")]
            choice = known_as(value, choices)
            if choice:
                return f"{parameter.opts[0]} {choice}"
        return ""

    def with_another(self, same: str, option: str, command: str) -> list[str]:
        """Return the line to type with another option in the place of one."""
        at = self.words.index(option)
        before, after = self.words[:at], self.words[at + 1 :]
        words = same.split()
        value = "".join(after[:1])
        if self.files == [value] and _is_one_file(value):  # `render --theme map.yaml`
            before, after = [*before, value], after[1:]
        if "FOLDER" in same and after:
            folder, *after = after
            words = [word.replace("FOLDER", folder.rstrip("/")) for word in words]
        return self._replace(words=[*before, *words, *after]).again(command)

    def again(self, command: str) -> list[str]:
        """Return the lines to type for a command that is known."""
        return self.lines(*self.templates_for(command))

    def lines(self, *templates: str) -> list[str]:
        """Return the lines to type for some templates."""
        return [self._line(template) for template in templates]

    def _line(self, template: str) -> str:
        """Return a template with the files, the other words and the options in their places."""
        template, _, to_write = template.partition(" & ")
        command = template.partition(" ")[0]
        options = self.options_of(command)
        path, format = self.value_of(_OUTPUT), self.value_of(_FORMAT)
        for own in _table().get(f"{command}:{format}", ()) if not path else ():
            return self.without(*_FORMAT, format)._line(own)
        if path and options and "-o" not in options:  # it only prints
            return self._line_that_writes(path, template, command)
        if path:
            template = template.partition(" -o ")[0]
        files, others, kept = self._sorted(template)
        if "-o" in kept:
            template = template.partition(" -o ")[0]
        if kept and not others:
            template = template.replace(" --focus WORD", "")
        if not files and "WORD" not in template:
            files = others
        if files and not files[0].endswith((".yaml", ".yml")):  # lists cannot be fixed
            template = template.removesuffix(" --fix")
            kept = [word for word in kept if word != "--fix"]
        words = ["argmap", *_filled_in(template, files, others), *map(quote, kept)]
        line = " ".join(words).replace("argmap summary ", "argmap ")
        if to_write:
            second = files[1] if len(files) > 1 else "FILE"
            line += f"` and write `{to_write.replace('SECOND', second)}"
        return line

    def _line_that_writes(self, path: str, template: str, command: str) -> str:
        """Return the line by which a file is written where a command has no `-o`."""
        rest = self.without(*_OUTPUT, path)
        options = self.options_of(command)
        ending = Path(path).suffix[1:]
        format = format_of_path(path, writable_formats())
        for own in _table().get(f"{command}:{ending}", ()):
            return rest._line(own)
        if format is not None and "-f" not in options and "[FILE]" in self.arguments_of(command):
            return self._line(f"{_writer_of(format)} FILE")
        is_report = "-f" in options and ending in ("json", "sarif") and not self.value_of(_FORMAT)
        report = f" -f {ending}" if is_report else ""
        return f"{rest._line(template + report)} > {quote(path)}"

    def _sorted(self, template: str) -> tuple[list[str], list[str], list[str]]:
        """Return the files that were typed, the other words, and the options that the command of a
        template has, with their values.
        """
        command = template.partition(" ")[0]
        options = self.options_of(command)
        files: list[str] = []
        others: list[str] = []
        kept: list[str] = []
        words = iter(self.words)
        for word in words:
            is_option = word.startswith("-") and word != STDIN
            if is_option and word in options and word not in template.split():
                kept += [word, next(words, options[word])] if options[word] else [word]
            elif is_option and _table().get(word, [""])[0] in options:  # `--out plot.png`
                [same] = _table()[word]
                kept += [same, next(words, options[same])]
            elif is_option:
                kept += self.option_taking(word.lstrip("-"), command).split()
            elif _is_file(word) and (exists(Path(word)) or f"={word}" not in " ".join(sys.argv)):
                files.append(word)
            else:
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
    if typed.templates_for(meant):
        return _lines_of(typed.templates_for(meant), typed)
    if _is_folder(word):
        return typed._replace(words=[word, *typed.words]).lines("check FILE")
    joined = _joined([word, *typed.words])
    if _is_one_file(joined[0]):
        return typed._replace(words=joined).lines("summary FILE")
    files = [each.name for each in sorted(Path().iterdir()) if each.stem == word]
    maps = [file for file in files if has_known_ending(file) and not typed.words]
    if maps:
        return [f"argmap {quote(file)}" for file in maps[:_MOST_LINES]]
    for part in (nearest(word, typed.group.shown_commands()), *reversed(re.split("[-_]", meant))):
        if part in typed.commands or _format_called(part) is not None:
            return _lines_of(typed.templates_for(part), typed)
    templates = _templates_like(meant)
    for each in () if templates else typed.words:  # `is school.md good`
        if each.casefold() in _table() and not _is_file(each) and not each.startswith("-"):
            return lines_for_command(each, typed.without(each))
    return _lines_of(templates, typed)


def _lines_of(templates: Sequence[str], typed: Typed) -> list[str]:
    """Return the lines to type for those of a verb, where what else was typed may decide."""
    first = templates[0] if templates else ""
    others = [word for word in typed.words if not _is_file(word)]
    for word in others:
        noun = word.casefold()
        is_known = noun in typed.commands or (noun in _table() and not noun.startswith("-"))
        if is_known and first.startswith(_OF_ANYTHING):
            return lines_for_command(noun, typed.without(word))  # `make worksheet from school.md`
    has_key = len(typed.files) > 1 and any(re.search(_KEY, word.casefold()) for word in typed.words)
    if first.startswith(("check", "evaluate", "quiz")) and has_key:
        return typed.again("grade")  # a teacher's word for it
    if first.startswith("why"):
        from argmap.lint.rules import GROUPS

        for word in others:
            if any(word in rules for rules in GROUPS.values()):
                return [f"argmap rules {word}"]
    if not first.startswith(("convert", "outline", "render")):
        return typed.lines(*templates)
    if typed.format is not None and not first.startswith("outline FILE "):
        return typed.renaming("--to", "-f").lines(f"{_writer_of(typed.format)} FILE")
    for word in others if typed.format is None and "--essay" not in first else ():
        format = _format_called(word.removeprefix("--"))  # `report --pdf`, `save as pdf`
        if format is not None:
            line = f"{_writer_of(format)} FILE -o STEM{format.endings[0]}"
            return typed.without(word).lines(line)
    return typed.lines(*templates)


def lines_for_option(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option that a command lacks; none if it means nothing known.

    `command` is `argmap` before any command, and `summary` where only a file is named.
    """
    if command == "argmap":
        command = next((word for word in typed.words if word in typed.commands), "summary")
        typed = typed.without(command)
        if option in typed.options_of(command):  # it was typed before the command
            return typed.again(command)
    if command == "summary" and typed.format is not None:
        return typed.lines(f"{_writer_of(typed.format)} FILE")
    meant = option.lstrip("-").casefold()
    has = typed.options_of(command)
    rest = typed.without(option)
    keys = (f"{command}:{option}", f"{command}:{meant}", option)
    templates = next((_table()[key] for key in keys if key in _table()), [])
    same = templates[0] if templates else ""
    value = typed.value_of([option])
    if same.startswith(_AS_TYPED):
        is_one_of_several = same == _AS_TYPED and _is_file(value) and len(typed.files) > 1
        return (rest.without(value) if is_one_of_several else rest).again(command)
    if same == "-f" and same in has and value and not typed.option_taking(value, command):
        lines = lines_for_format(value, command, rest)
        if lines:
            return lines
    elif same == STDIN or same.partition(" ")[0] in has:  # what people type for another option
        return typed.with_another(same, option, command)
    elif same in (*_OUTPUT, "-f") and same != option:
        return lines_for_option(same, command, typed.renaming(option, same))
    elif templates and not same.startswith("-"):
        return rest.lines(*templates)
    elif option in _OUTPUT:
        return typed.again(command)
    lines = _lines_for_file(option, same, typed) if command == "summary" else []
    return lines or _lines_by_value(option, command, typed)


def _lines_for_file(option: str, same: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option that a command has for a file that was typed without
    any: `school.md --theme dark`; `same` is that option, if the table has it.
    """
    meant = option.lstrip("-").casefold()
    if option in _FORMAT or meant in _table() or _format_called(meant) is not None:
        return []
    for command in ("render", "outline", "check", "evaluate"):
        options = typed.options_of(command)
        if same.partition(" ")[0] in options:
            return typed.with_another(same, option, command)
        if option in options or typed.option_taking(meant, command):
            return typed.again(command)
    return []


def _lines_by_value(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option whose name, a part of it, or its value tells what is
    meant: `--a4`, `--docx`, `--only-side now`, `--reporter github`, `--input map.yaml`.
    """
    rest, has, table = typed.without(option), typed.options_of(command), _table()
    value = typed.value_of([option])
    meant = option.lstrip("-").casefold()
    same = typed.option_taking(meant, command)
    if same:
        is_ending = "-o" in has and Path(value).suffix[1:] == meant  # `--csv marks.csv`
        return typed.with_another("-o" if is_ending else same, option, command)
    format = _format_called(meant)
    if format is not None:
        line = f"{_writer_of(format)} FILE -f {format.name}"
        return lines_for_format(meant, command, rest) or rest.lines(line)
    first, *others = re.split("[-_]+", meant)
    parts = [*reversed(others), first] if others else []
    for part in parts:
        same = f"--{part}" if f"--{part}" in has else typed.option_taking(part, command)
        if same and first in _OFF and part != first:  # `--no-verdicts`: so it is without it
            return rest.again(command)
        if same:
            return typed.with_another(same, option, command)
    for part in parts:
        if f"--{part}" in table or f"{command}:--{part}" in table:
            return lines_for_option(f"--{part}", command, typed.renaming(option, f"--{part}"))
    long = [each for each in has if each.startswith("--")]
    beginning = [each for each in long if each.startswith(f"-{option}")]
    near = beginning[0] if len(beginning) == 1 and len(option) == 2 else nearest(option, long)
    if meant not in table and near:
        return typed.with_another(near, option, command)
    same = typed.option_taking(value, command) if value else ""
    if same:
        return typed.without(value).with_another(same, option, command)
    if command != "summary" and _is_one_file(value):
        return rest.again(command)
    if "-o" in has and format_of_path(value, writable_formats()) is not None:
        return typed.with_another("-o", option, command)
    if meant in table or meant in typed.commands:
        return lines_for_command(meant, rest)
    known = "help" if command == "summary" else f"help {command}"
    return [*rest.again(command), f"argmap {known}"]


def lines_for_extra(extra: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type where words are too many; none if they mean nothing known."""
    takes = typed.arguments_of(command)
    if "CLAIM" in takes:
        return typed.again(command)
    said, extra = extra, re.sub("^(a|as|in|into|nach|to) (?=.)", "", extra)
    rest = typed.without(extra, *said.split())
    same = typed.option_taking(extra, command)
    with_option = rest._replace(words=[*rest.words, *same.split()]).again(command)
    if "[FILE]" not in takes:
        plain = [] if takes else typed.lines(command)
        return with_option if same else plain
    files = [word for word in typed.words if _is_one_file(word)]
    if any(file.endswith(f" {extra}") for file in files):
        return typed.again(command)
    if command == "summary" and len(files) > 1:
        return typed.lines(*(_table()["compare"] if len(files) == 2 else ["check FILE"]))
    if len(files) > _MOST_LINES:
        [line] = typed.without(*files).lines(f'{command} "$file"')
        return [f"for file in {' '.join(map(quote, files))}; do {line}; done"]
    if extra in files:
        return [typed.without(*{*files} - {each})._line(f"{command} FILE") for each in files]
    format = format_of_path(extra, writable_formats())
    if format is not None:
        return rest.lines(f"{_writer_of(format)} FILE -o {quote(extra)}")
    if same and (command not in _WRITERS or _format_called(extra) is None):
        return with_option
    first = extra.partition(" ")[0]
    meant = first if first in typed.commands else extra
    of_claim = typed._replace(words=[extra, *rest.words])
    return lines_for_command(meant, typed.without(meant)) or of_claim.lines("why WORD FILE")


def lines_for_format(name: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for a format that a command does not write; none if none does."""
    format = _format_called(name)
    rest = typed.without(*_FORMAT, name)
    names = [name.casefold(), "" if format is None else format.name]
    templates = next(filter(None, (_table().get(f"{command}:{each}") for each in names)), [])
    if templates or command not in ("outline", "render"):
        return rest.lines(*templates)
    if format is None:
        return lines_for_command(name, rest)
    if "--essay" in rest.words:
        return rest.lines("outline FILE --essay -o STEM.docx")
    return rest.lines(f"{_writer_of(format)} FILE -f {format.name}")


def lines_to_go_on(typed: Typed) -> list[str]:
    """Return the lines to type where it is unknown what a person means."""
    return [*(typed.lines("summary FILE") if typed.files else ()), "argmap help"]


def lines_for_ending(output: str, file: str) -> list[str] | None:
    """Return the lines by which argmap writes a file with this ending, or what it has instead; None
    if it is not an ending of what argmap writes.
    """
    command = sys.argv[1]
    ending = Path(output).suffix[1:]
    format = format_of_path(output, writable_formats())
    if any(option in sys.argv for option in _FORMAT):  # so the ending need not say it
        return None if format is None else []
    pictures = [line for line in _table().get(ending, ()) if file and " -o " in line]
    templates = _table().get(f"{command}:{ending}") or pictures
    named = _format_called(ending)
    if file and "--essay" in sys.argv and (templates or format or named):
        return [f"argmap outline {quote(file)} --essay -o {quote(Path(output).stem)}.docx"]
    if templates:
        return Typed.after(command, None).without(*_OUTPUT, output).lines(*templates)
    if format is None and named is not None and file:  # `-o map.xlsx`
        output, format = str(Path(output).with_suffix(named.endings[0])), named
    if format is None or not file:
        return None if format is None else []
    return [f"argmap {_writer_of(format)} {quote(file)} -o {quote(output)}"]


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


def _joined(words: Sequence[str]) -> list[str]:
    """Return words, of which those that are a file together are one: `my map.md` without quotes."""
    joined: list[str] = []
    for word in words:
        both = f"{joined[-1]} {word}" if joined else ""
        if both and _is_one_file(both):
            joined[-1] = both
        else:
            joined.append(word)
    return joined


def _is_file(word: str) -> bool:
    """Return whether a word is a file: it is there, or it ends as files do, and not as 1.2 does."""
    return word == STDIN or exists(Path(word)) or re.fullmatch(r"\S+\.[a-z]\w*", word) is not None


def _is_one_file(word: str) -> bool:
    return exists(Path(word)) and Path(word).is_file()


def _is_folder(word: str) -> bool:
    return exists(Path(word)) and Path(word).is_dir()


def _file_word(word: str, command: str) -> str:
    """Return a word as it is typed for a command; of a folder, files in it are meant."""
    if command not in ("grade", "review", "mcp") and _is_folder(word):
        if command in ("check", "format"):
            return pattern_for_maps(word)
        maps = [each for each in sorted(Path(word).iterdir()) if has_known_ending(each.name)]
        word = str(maps[0]) if maps else word
    is_pattern = "*" in word and " " not in word
    return word if is_pattern else quote(word)


def _filled_in(template: str, files: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield the words of a template with files and other words in their places."""
    words = template.split()
    stem = quote(Path(files[0]).stem) if files else "map"
    key = _key_among(files) if {"KEY", "FIRST", "OLD"} & {*words} else ""
    students = [file for file in files if file != key]
    files = [key, *students] if key else files
    of_word = {
        "KEY": [key] if key else [],
        "STUDENTS": students,
        "FILE": files if words[0] in ("check", "format") else files[:1],
        "OLD": files[:1],
        "NEW": files[1:2],
        # As `diff` has it, the first is what the other one is compared with.
        "FIRST": files[:1] or ["KEY"],
        "SECOND": files[1:2] or ["STUDENTS"],
    }
    words_left = iter([" ".join(others)] if words.count("WORD") == 1 and others else others)
    for word in words:
        if word == "WORD":
            yield quote(next(words_left, "CLAIM"))
        elif of_word.get(word):
            yield from (_file_word(file, words[0]) for file in of_word[word])
        else:
            yield word.replace("STEM", stem)


def _key_among(files: Sequence[str]) -> str:
    """Return the file that is a key: it is called so, or the others are folders and archives."""
    for file in files:
        if re.search(_KEY, Path(file).stem.casefold()):
            return file
    maps = [file for file in files if not _is_folder(file) and Path(file).suffix != ".zip"]
    return maps[0] if len(maps) == 1 and len(files) > 1 else ""
