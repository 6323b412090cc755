"""What a person means who types a command line that argmap does not understand.

    $ argmap validate school.md
    argmap: there is no command `validate`; type `argmap check school.md`
    $ argmap convert school.md school.yaml
    argmap: `school.yaml` is too much here; type `argmap convert school.md -o school.yaml`
    $ argmap render school.md --size a4
    argmap: there is no option `--size` here; type `argmap render school.md --paper a4`

Nothing is run: the line to type is printed, or two lines where two things may be meant. A word is
looked up in `intents.txt`, then among the formats and the choices of a command's options, and only
then as another form or a misspelling of a word in the table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import partial
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
_WRITERS = ("argmap", "summary", "convert", "outline", "render")
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


def _lines_by_word() -> dict[str, list[str]]:
    """Return what people type -> the lines to type, from the table beside this module."""
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("intents.txt").read_text(encoding="utf-8").splitlines():
        typed, _, lines = line.partition(" = ")
        if lines:
            table |= dict.fromkeys(typed.split(), lines.split(" | "))
    return table


def _lines_by_likeness(word: str) -> list[str]:
    """Return the lines to type for a word of the table that a word has in it, or is a form or a
    misspelling of: `how-to-improve` is `improve`, `visualization` is `visualize`.
    """
    table = _lines_by_word()
    parts = [part for part in re.split(r"[-_\W]+", word) if part]
    for part in reversed(parts):
        if part in table:
            return table[part]
    known = [each for each in table if len(each) >= _FEWEST_LETTERS and each.isalpha()]
    for part in reversed(parts):
        alike = [each for each in known if _begin_alike(part, each)]
        alike = alike or [each for each in known if _is_typo(part, each)]
        if alike and len(part) >= _FEWEST_LETTERS:
            return table[max(alike, key=partial(_shared_beginning, part))]
    return []


def _begin_alike(word: str, other: str) -> bool:
    """Return whether most of a word is the beginning of another."""
    shared = _shared_beginning(word, other)
    return shared >= _FEWEST_LETTERS and shared >= 0.75 * len(other)


def _is_typo(word: str, other: str) -> bool:
    """Return whether a word is a misspelling of another; `points` is not one of `print`."""
    is_as_long = len(word) == len(other) or (word[:3] == other[:3] and len(word) > 6)
    return is_as_long and is_within_typos(word, other)


def _shared_beginning(word: str, other: str) -> int:
    """Return how many letters two words begin with."""
    pairs = zip(word, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


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

    def without(self, *words: str) -> Typed:
        """Return the same without some words."""
        return self._replace(words=[word for word in self.words if word not in words])

    def value_of(self, options: Collection[str]) -> str:
        """Return what follows the first of some options; "" if nothing does."""
        values = (value for option, value in pairwise(self.words) if option in options)
        return next(values, "")

    def _parameters_of(self, command: str) -> Sequence[Any]:
        known = self.group and self.group.get_command(None, command)
        return known.params if known else ()

    def options_of(self, command: str) -> dict[str, bool]:
        """Return the options of a command, and whether each is followed by a value."""
        options: dict[str, bool] = {}
        for parameter in self._parameters_of(command):
            if getattr(parameter, "hidden", False):
                continue
            for name in (*parameter.opts, *parameter.secondary_opts):
                options[name] = not getattr(parameter, "is_flag", False)
        return options

    def option_taking(self, value: str, command: str) -> str:
        """Return the option of a command that takes a value, with it; "" if none or any does."""
        options = self.options_of(command)
        if value.isdecimal():
            return f"--count {value}" if "--count" in options else ""
        if "--root" in options and _is_folder(value):
            return f"--root {quote(value)}"
        known = self.group.get_command(None, command)
        if known is None:
            return ""
        context = Context(known)
        context.params["file"] = next(filter(_is_file, self.words), "")
        for parameter in self._parameters_of(command):
            if parameter.param_type_name == "argument" or _NOT_BY_VALUE & {*parameter.opts}:
                continue
            choices = [each.value for each in parameter.shell_complete(context, "")]
            choice = known_as(value, choices)
            if choice:
                return f"{parameter.opts[0]} {choice}"
        return ""

    def arguments_of(self, command: str) -> list[str]:
        """Return what a command calls its arguments: CLAIM, [FILE]."""
        parameters = self._parameters_of(command)
        return [each.metavar for each in parameters if each.param_type_name == "argument"]

    @property
    def format(self) -> Format | None:
        """The format that `-o` or `-f` names; None if none is named."""
        written = format_of_path(self.value_of(_OUTPUT), writable_formats())
        return written or _format_called(self.value_of(_FORMAT))

    def line_with(self, other: str, option: str, command: str) -> str:
        """Return what was typed with another option in the place of one."""
        changed: list[str] = []
        words = iter(self.words)
        for word in words:
            if word != option:
                is_extra = not word.startswith("-") and not self.arguments_of(command)
                same = self.option_taking(word, command) if is_extra else ""
                changed += same.split() or [word]
            elif "FOLDER" in other:
                folder = next(words, "FOLDER").rstrip("/")
                changed += [part.replace("FOLDER", folder) for part in other.split()]
            else:
                changed += other.split()
        if command in _lines_by_word():  # it needs more than files
            return self._replace(words=changed).again(command)[0]
        line = ["argmap", *(() if command in ("argmap", "summary") else (command,))]
        return " ".join([*line, *[_file_word(word, command) for word in changed]])

    def again(self, command: str) -> list[str]:
        """Return the lines to type for a command that is known."""
        takes = self.arguments_of(command)
        claim = "WORD " if "CLAIM" in takes else ""
        file = "FILE" if "[FILE]" in takes or "[FILE]..." in takes else ""
        return self.lines(*_lines_by_word().get(command, [f"{command} {claim}{file}".rstrip()]))

    def lines(self, *templates: str) -> list[str]:
        """Return the lines to type for some templates."""
        return [self._line(template) for template in templates]

    def _line(self, template: str) -> str:
        """Return a template with the files, the other words and the options in their places."""
        template, _, to_write = template.partition(" & ")
        if self.value_of(_OUTPUT):
            template = template.partition(" -o ")[0]
        options = self.options_of(template.partition(" ")[0])
        path = self.value_of(_OUTPUT)
        other = format_of_path(path, writable_formats())
        own = _lines_by_word().get(f"{template.partition(' ')[0]}:{Path(path).suffix[1:]}")
        is_file = "[FILE]" in self.arguments_of(template.partition(" ")[0])
        if path and options and "-o" not in options and own:
            return self.without(*_OUTPUT, path)._line(own[0])
        if is_file and not {"-o", "-f"} & {*options} and other is not None:
            return self._line(f"{_writer_of(other)} FILE")
        if path and options and "-o" not in options:
            is_report = "-f" in options and Path(path).suffix in (".json", ".sarif")
            is_chosen = any(option in self.words for option in _FORMAT)
            report = f" -f {Path(path).suffix[1:]}" if is_report and not is_chosen else ""
            return f"{self.without(*_OUTPUT, path)._line(template + report)} > {quote(path)}"
        files, others, kept = self._sorted(template)
        if kept and not others:
            template = template.replace(" --focus WORD", "")
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
        command = template.partition(" ")[0]
        options = self.options_of(command)
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
            elif is_option:
                [same, *_] = _lines_by_word().get(word, [""])
                if same in options:  # `--out plot.png`
                    kept += [same, next(words, "")]
                else:
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
    commands = typed.group.list_commands(None)
    if meant in ("to", "as", "into") and typed.words:
        return lines_for_command(typed.words[0], typed._replace(words=typed.words[1:]))
    if meant in commands:
        return typed.again(meant)
    templates = _lines_by_word().get(meant)
    if templates:
        return _lines_of(templates, typed)
    named = _lines_for_name(word, meant, typed)
    if named:
        return named
    near = nearest(word, typed.group.shown_commands())
    if near:
        return typed.again(near)
    for part in reversed(re.split("[-_]", meant)):
        if part in commands:
            return typed.again(part)
        if _format_called(part) is not None and part != meant:
            return _lines_for_name(word, part, typed)
    templates = _lines_by_likeness(meant)
    for each in () if templates else typed.words:  # `is school.md good`
        if each.casefold() in _lines_by_word() and not _is_file(each):
            return lines_for_command(each, typed.without(each))
    return _lines_of(templates, typed)


def _lines_for_name(word: str, meant: str, typed: Typed) -> list[str]:
    """Return the lines to type for the name of a format, a folder, or a file without its ending."""
    format = _format_called(meant)
    if format is not None:
        return typed.lines(f"{_writer_of(format)} FILE -o STEM{format.endings[0]}")
    if _is_folder(word):
        return typed._replace(words=[word, *typed.words]).lines("check FILE")
    joined = _joined([word, *typed.words])
    if _is_one_file(joined[0]):
        return typed._replace(words=joined).lines("summary FILE")
    files = [each.name for each in sorted(Path().iterdir()) if each.stem == word]
    maps = [file for file in files if has_known_ending(file) and not typed.words]
    return [f"argmap {quote(file)}" for file in maps[:_MOST_LINES]]


def _lines_of(templates: Sequence[str], typed: Typed) -> list[str]:
    """Return the lines to type for those of a verb, where what else was typed may decide."""
    first = templates[0] if templates else ""
    commands = typed.group.list_commands(None)
    nouns = typed.words if first.startswith(_OF_ANYTHING) else ()
    for each in nouns:
        noun = "" if _is_file(each) else each.casefold()
        if noun in commands or (noun in _lines_by_word() and not noun.startswith("-")):
            return lines_for_command(noun, typed.without(each))  # `make worksheet from school.md`
    is_judging = (
        first.startswith(("check", "evaluate", "quiz")) and sum(map(_is_file, typed.words)) > 1
    )
    if is_judging and any(re.search(_KEY, each.casefold()) for each in typed.words):
        return typed.again("grade")  # a teacher's word for it
    if first.startswith("why"):
        from argmap.lint.rules import GROUPS

        for word in typed.words:
            if any(word in rules for rules in GROUPS.values()):
                return [f"argmap rules {word}"]
    if not first.startswith(("convert", "outline", "render")):
        return typed.lines(*templates)
    if typed.format is not None and not first.startswith("outline"):
        words = ["-f" if word == "--to" else word for word in typed.words]
        return typed._replace(words=words).lines(f"{_writer_of(typed.format)} FILE")
    for flag in typed.words if typed.format is None else ():  # `report --pdf`, `save as pdf`
        format = None if _is_file(flag) else _format_called(flag.removeprefix("--"))
        if format is not None and "--essay" not in first:
            line = f"{_writer_of(format)} FILE -o STEM{format.endings[0]}"
            return typed.without(flag).lines(line)
    return typed.lines(*templates)


def lines_for_option(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option that a command lacks; none if it means nothing known.

    `command` is `argmap` before any command, and `summary` where only a file is named.
    """
    commands = typed.group.list_commands(None)
    named = next((word for word in typed.words if word in commands), "")
    if command == "argmap" and named:  # the option was typed before it
        rest = typed.without(named)
        if option in rest.options_of(named):
            return rest.again(named)
        return lines_for_option(option, named, rest)
    rest = typed.without(option)
    has = typed.options_of(command)
    if command == "argmap" and option in typed.options_of("summary"):
        return typed.lines("summary FILE")
    if command in ("argmap", "summary") and typed.format is not None:
        return typed.lines(f"{_writer_of(typed.format)} FILE")
    meant = option.lstrip("-").casefold()
    table = _lines_by_word()
    own = table.get(f"{command}:{option}") or table.get(f"{command}:{meant}")
    templates = own or table.get(option, [])
    if templates == [_AS_TYPED]:
        value = typed.value_of([option])
        is_one_of_several = _is_file(value) and sum(map(_is_file, typed.words)) > 1
        return (rest.without(value) if is_one_of_several else rest).again(command)
    if templates and templates[0].startswith("-"):  # what people type for another option
        [same], templates = templates, []
        value = typed.value_of([option])
        if same == "-f" and same in has and not typed.option_taking(value, command):
            return lines_for_format(value, command, rest)
        if same == STDIN or same.partition(" ")[0] in has:
            return [typed.line_with(same, option, command)]
        if same in _OUTPUT:
            words = [same if word == option else word for word in typed.words]
            return lines_for_option(same, command, typed._replace(words=words))
    if templates:
        return rest.lines(*templates)
    if option in _OUTPUT:
        return typed.again(command)
    return _lines_by_value(option, command, typed)


def _lines_by_value(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option whose name, a part of it, or its value tells what is
    meant: `--a4`, `--docx`, `--only-side now`, `--reporter github`, `--input map.yaml`.
    """
    rest = typed.without(option)
    has = typed.options_of(command)
    table = _lines_by_word()
    meant = option.lstrip("-").casefold()
    same = typed.option_taking(meant, command)
    if same and "-o" in has and Path(typed.value_of([option])).suffix[1:] == meant:
        same = "-o"  # `--csv marks.csv`
    if same:
        return [typed.line_with(same, option, command)]
    format = _format_called(meant)
    if format is not None:
        line = f"{_writer_of(format)} FILE -f {format.name}"
        return lines_for_format(meant, command, rest) or rest.lines(line)
    lines = _lines_by_part(option, command, typed)
    if lines:
        return lines
    long = [each for each in has if each.startswith("--")]
    beginning = [each for each in long if each.startswith(f"-{option}")]
    near = beginning[0] if len(beginning) == 1 and len(option) == 2 else nearest(option, long)
    if meant not in table and near:
        return [typed.line_with(near, option, command)]
    value = typed.value_of([option])
    same = typed.option_taking(value, command) if value else ""
    if same:
        return [typed.without(value).line_with(same, option, command)]
    if _is_one_file(value) and "[FILE]" in "".join(typed.arguments_of(command)):
        return rest.again(command)
    if "-o" in has and format_of_path(value, writable_formats()) is not None:
        return [typed.line_with("-o", option, command)]
    if meant in table or meant in typed.group.list_commands(None):
        return lines_for_command(meant, rest)
    if command == "argmap":
        return lines_to_go_on(typed)
    known = "help" if command == "summary" else f"help {command}"
    return [*rest.again(command), f"argmap {known}"]


def _lines_by_part(option: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for an option that has another one in its name: `--only-side now`
    and `--no-verdicts`, which is so without it.
    """
    table, has = _lines_by_word(), typed.options_of(command)
    first, *others = re.split("[-_]+", option.lstrip("-").casefold())
    for part in [*reversed(others), first] if others else ():
        same = f"--{part}" if f"--{part}" in has else typed.option_taking(part, command)
        if same and first in _OFF and part != first:
            return typed.without(option).again(command)
        if same:
            return [typed.line_with(same, option, command)]
        if f"--{part}" in table or f"{command}:--{part}" in table:
            words = [f"--{part}" if word == option else word for word in typed.words]
            return lines_for_option(f"--{part}", command, typed._replace(words=words))
    return []


def lines_for_extra(extra: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type where words are too many; none if they mean nothing known."""
    takes = typed.arguments_of(command)
    if "CLAIM" in takes:
        return typed.lines(f"{command} WORD FILE")
    said, extra = extra, re.sub("^(a|as|in|into|nach|to) (?=.)", "", extra)
    same = typed.option_taking(extra, command)
    if "[FILE]" not in takes:
        plain = [] if takes else typed.lines(command)
        return [typed.line_with(same, extra, command)] if same else plain
    files = [word for word in typed.words if _is_one_file(word)]
    rest = typed.without(extra, *said.split())
    if any(file.endswith(f" {extra}") for file in files):
        return typed.again(command)
    if command == "summary" and len(files) > 1:
        return typed.lines(*(_lines_by_word()["compare"] if len(files) == 2 else ["check FILE"]))
    if len(files) > _MOST_LINES:
        each = " ".join(map(quote, files))
        [line] = typed._replace(words=[word for word in typed.words if word not in files]).lines(
            f'{command} "$file"'
        )
        return [f"for file in {each}; do {line}; done"]
    if extra in files:
        return [typed.without(*{*files} - {each})._line(f"{command} FILE") for each in files]
    format = format_of_path(extra, writable_formats())
    if format is not None:
        return rest.lines(f"{_writer_of(format)} FILE -o {quote(extra)}")
    if same and (command not in _WRITERS or _format_called(extra) is None):
        return [typed.line_with(same, extra, command)]
    first = extra.partition(" ")[0]
    meant = first if first in typed.group.list_commands(None) else extra
    of_claim = rest._replace(words=[extra, *rest.words])
    return lines_for_command(meant, typed.without(meant)) or of_claim.lines("why WORD FILE")


def lines_for_format(name: str, command: str, typed: Typed) -> list[str]:
    """Return the lines to type for a format that a command does not write; none if none does."""
    format = _format_called(name)
    rest = typed.without(*_FORMAT, name)
    table = _lines_by_word()
    templates = table.get(f"{command}:{name.casefold()}", [])
    if not templates and format is not None:
        templates = table.get(f"{command}:{format.name}", [])
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


def lines_for_ending(output: str, file: str) -> list[str] | None:
    """Return the lines by which argmap writes a file with this ending, or what it has instead; None
    if it is not an ending of what argmap writes.
    """
    command = sys.argv[1]
    table = _lines_by_word()
    ending = Path(output).suffix[1:]
    if any(option in sys.argv for option in _FORMAT):  # so the ending need not say it
        return None if format_of_path(output, writable_formats()) is None else []
    pictures = [line for line in table.get(ending, ()) if " -o " in line]
    templates = table.get(f"{command}:{ending}") or pictures
    if templates:
        return Typed.after(command, None).without(*_OUTPUT, output).lines(*templates)
    format = format_of_path(output, writable_formats())
    named = _format_called(ending)
    if format is None and named is not None and file:  # `-o map.xlsx`
        output = str(Path(output).with_suffix(named.endings[0]))
        format = named
    if format is None or not file:
        return None if format is None else []
    if "--essay" in sys.argv:
        return [f"argmap outline {quote(file)} --essay -o {quote(Path(output).stem)}.docx"]
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
    path = Path(word)
    if command not in ("grade", "review", "mcp") and _is_folder(word):
        if command in ("check", "format"):
            return pattern_for_maps(word)
        maps = [each for each in sorted(path.iterdir()) if has_known_ending(each.name)]
        word = str(maps[0]) if maps else word
    is_pattern = "*" in word and " " not in word
    return word if is_pattern else quote(word)


def _key_among(files: Sequence[str]) -> str:
    """Return the file that is a key: it is called so, or the others are folders and archives."""
    for file in files:
        if re.search(_KEY, Path(file).stem.casefold()):
            return file
    maps = [file for file in files if not _is_folder(file) and Path(file).suffix != ".zip"]
    return maps[0] if len(maps) == 1 and len(files) > 1 else ""


def _filled_in(template: str, files: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield the words of a template with files and other words in their places."""
    stem = quote(Path(files[0]).stem) if files else "map"
    words = template.split()
    key = _key_among(files) if {"KEY", "FIRST", "OLD"} & {*words} else ""
    if key and "KEY" not in words:
        files = [key, *[file for file in files if file != key]]
    students = [file for file in files if file != key]
    files_left = iter(files)
    words_left = iter([" ".join(others)] if words.count("WORD") == 1 and others else others)
    for word in words:
        if word == "WORD":
            yield quote(next(words_left, "CLAIM"))
        elif word == "KEY":
            yield quote(key) if key else word
        elif word == "STUDENTS":
            yield " ".join(map(quote, students)) or word
        elif word == "FILE" and words[0] in ("check", "format") and files:
            for file in files:
                yield _file_word(file, words[0])
        elif word in ("FIRST", "SECOND"):
            # As `diff` has it, the first is what the other one is compared with.
            missing = {"FIRST": "KEY", "SECOND": "STUDENTS"}[word]
            place = ("FIRST", "SECOND").index(word)
            yield quote(files[place]) if len(files) > place else missing
        elif word in ("FILE", "OLD", "NEW"):
            file = next(files_left, "")
            yield _file_word(file, words[0]) if file else word
        else:
            yield word.replace("STEM", stem)
