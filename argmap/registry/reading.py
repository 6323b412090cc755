"""Files and texts, read in the form that they have or are said to have."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from argmap import files
from argmap.formats.other_files import OtherFile, other_binary, other_text
from argmap.formats.shared.beside import Beside, Purpose
from argmap.formats.shared.reading import Reading, decode
from argmap.model.diagnostics import Diagnostic, error
from argmap.model.errors import ArgmapError
from argmap.model.spelling import near_words
from argmap.registry.form import Form, ReadingOptions
from argmap.registry.table import FENCED, named_form, readable_forms, writable_forms

_TRUSTED = "without --sandbox it is"


def read(path: str | Path, form: str = "", options: ReadingOptions | None = None) -> Reading:
    """Return a file as read; `-` is standard input, `form` the name of its form if not to be
    guessed.

    What is wrong with the file, its absence included, is among the diagnostics of the result.

    Raises:
        ArgmapError: there is no such form, or not so many maps in the file.
    """
    name = files.STDIN_NAME if str(path) == files.STDIN else str(path)
    text, problem = _read_text(path, name)
    if problem is not None:
        return Reading.of(name, text, None, [problem])
    folder = None if name == files.STDIN_NAME else Path(path).parent
    return parse(text, name, form, options, folder=folder)


def read_data(
    data: bytes, name: str, form: str = "", options: ReadingOptions | None = None
) -> Reading:
    """Return the bytes of a file as read, with no other file beside it; see `read`."""
    text, problem = _decoded(data, name)
    if problem is not None:
        return Reading.of(name, text, None, [problem])
    return parse(text, name, form, options)


def parse(
    text: str,
    name: str = "<text>",
    form: str = "",
    options: ReadingOptions | None = None,
    *,
    folder: Path | None = None,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Return a text as read; see `read`.

    Args:
        text: the text.
        name: what diagnostics call it.
        form: the name of its form if not to be guessed.
        options: how to read it.
        folder: where to look for other files that it names; `None` for nowhere.
        texts: what other files are to say, by the names that diagnostics have for them, in place of
            what is on disk.

    Raises:
        ArgmapError: there is no such form, or no such fence.
    """
    asked = options or ReadingOptions()
    if form:
        return _parse_as(named_form(form, readable_forms()), text, name, asked, folder, texts)
    row, begins_like_it = _form_of(text, name)
    reading = _parse_as(row, text, name, asked, folder, texts)
    if reading.map is None and not begins_like_it:
        other = other_text(text, Path(name).suffix.lower())
        if other is not None:
            return Reading.of(name, text, None, [_other_file(name, other)])
    return reading


def _parse_as(
    row: Form,
    text: str,
    name: str,
    asked: ReadingOptions,
    folder: Path | None,
    texts: Mapping[str, str] | None,
) -> Reading:
    """Return a text as read in a form; see `parse`."""
    if row.read is None:
        raise TypeError(f"{row.name} is only written")
    if asked.fence > 1 and row.name != FENCED:
        raise ArgmapError(
            f"{name} has no fence {asked.fence}: it is no Markdown file with maps in fences"
        )

    def parse_inner(form: str, inner: str) -> Reading:
        return parse(
            inner,
            name,
            form,
            ReadingOptions(asked.prose, sandbox=asked.sandbox),
            folder=folder,
            texts=texts,
        )

    how = asked._replace(parse_inner=parse_inner)
    if asked.sandbox:
        return _read_alone(row, text, name, how)
    if row.files_named_in is None or folder is None:
        return row.read(text, name, how)._replace(form=row.name, folder=folder)
    from argmap.gathering import gather

    def read_text(path: Path, name: str, purpose: Purpose) -> tuple[str, Diagnostic | None]:
        if texts and name in texts:
            return texts[name], None
        return _read_beside(path, name, purpose, row.name)

    beside = gather(name, text, folder, row.files_named_in, read_text)
    reading = row.read(text, name, how._replace(beside=beside))
    return reading._replace(form=row.name, paths_beside=beside.paths, folder=folder)


def _read_alone(row: Form, text: str, name: str, options: ReadingOptions) -> Reading:
    """Return a text as read without any other file: one that is included is missing, others the map
    can go without.
    """
    named = [] if row.files_named_in is None else row.files_named_in(text, name)
    parts = [file for file in named if file.purpose is Purpose.PART]
    problems = [
        error("sandboxed", f"`{file.path}` is not read in a sandbox", file.span, _TRUSTED)
        for file in parts
    ]
    others = tuple(file for file in named if file.purpose is not Purpose.PART)
    reading = _parsed(
        row, text, name, options._replace(beside=Beside((), tuple(problems), unread=others))
    )
    sources = [] if reading.map is None else reading.map.sources.values()
    unread = [file.path for file in others] + [source.file for source in sources if source.file]
    return reading._replace(form=row.name, unread=tuple(unread))


def _parsed(row: Form, text: str, name: str, options: ReadingOptions) -> Reading:
    if row.read is None:
        raise TypeError(f"{row.name} is only written")
    return row.read(text, name, options)


def with_texts(reading: Reading, texts: Mapping[str, str]) -> Reading:
    """Return what a reading becomes when its files say something else; `texts` are by the names of
    the files.
    """
    text = texts.get(reading.name, reading.text)
    texts_beside = {**reading.texts_beside, **texts}
    return parse(text, reading.name, reading.form, folder=reading.folder, texts=texts_beside)


def _read_text(path: str | Path, name: str) -> tuple[str, Diagnostic | None]:
    """Return the text of a file, or what is wrong with it."""
    try:
        data = files.read_bytes(path)
    except (OSError, ValueError) as problem:
        return "", _cannot_read(name, problem)
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> tuple[str, Diagnostic | None]:
    """Return the text in the bytes of a file, or what is wrong with them."""
    other = other_binary(data)
    if other is not None:
        return "", _other_file(name, other)
    return decode(data, name)


def _read_beside(
    path: Path, name: str, purpose: Purpose, form: str
) -> tuple[str, Diagnostic | None]:
    """Return the text of a file that a map in this form names, or what is wrong with it."""
    is_there = files.exists(path)
    is_special = is_there and not path.is_file() and not path.is_dir()
    if is_special:
        return "", error("cannot-read", f"{name}: this is no regular file", None)
    text, problem = _read_text(path, name)
    if problem is not None and not is_there:
        problem = replace(problem, help=_near_files(name, purpose))
    if problem is not None or purpose is Purpose.BIBLIOGRAPHY:
        return text, problem
    own, begins_like_it = _form_of(text, name)
    other = None if begins_like_it else other_text(text, Path(name).suffix.lower())
    if other is not None:
        return text, _other_file(name, other)
    if own.name != form:
        message = (
            f"{name} is in the form `{own.name}`; what is included here is in the form `{form}`"
        )
        same = Path(name).with_suffix(named_form(form, writable_forms()).endings[0])
        return text, error(
            "other-form", message, None, f"`argmap convert {name} -o {same}` makes it one"
        )
    return text, None


def _by_ending(name: str) -> list[Form]:
    """Return the forms that the ending of a file may stand for, or else all that can be read."""
    suffix = Path(name).suffix.lower()
    readable = readable_forms()
    # Standard input, and a name that says nothing, leave it to the content alone.
    return [form for form in readable if suffix in form.read_endings] or readable


def _form_of(text: str, name: str) -> tuple[Form, bool]:
    """Return the form of a text, and whether the text begins like it.

    An ending that belongs to one form decides. Among several, the first that the text begins like
    is taken, or else the first of all: what its reader finds wrong is then explained by a guess at
    what else the text may be.
    """
    forms = _by_ending(name)
    for form in forms:
        if form.recognise is not None and form.recognise(text):
            return form, True
    return forms[0], False


def _other_file(name: str, other: OtherFile) -> Diagnostic:
    return error("no-map", f"{name}: this is {other.name}, not a map", None, other.help)


def _cannot_read(name: str, problem: Exception) -> Diagnostic:
    if isinstance(problem, FileNotFoundError):
        help = _near_files(name) or f"`argmap new {name}` writes one to start from"
        return error("cannot-read", f"{name}: there is no such file", None, help)
    reasons: dict[type[Exception], tuple[str, str]] = {
        IsADirectoryError: ("this is a folder, not a file", "name a file in it"),
        PermissionError: ("this file may not be read", "look at its permissions"),
    }
    # Without the number and the path that an OSError adds when it is made text.
    said_by_the_system = str(getattr(problem, "strerror", None) or problem)
    reason, help = reasons.get(type(problem), (said_by_the_system, ""))
    return error("cannot-read", f"{name}: {reason}", None, help)


def _near_files(name: str, purpose: Purpose = Purpose.PART) -> str:
    """Return a help line that names the file that may be meant: with an ending, or another
    spelling.
    """
    path = Path(name)
    endings = [ending for form in readable_forms() for ending in form.read_endings]
    if purpose is Purpose.BIBLIOGRAPHY:
        endings = [".bib"]
    with suppress(OSError, ValueError):
        beside = [
            each.name for each in path.parent.iterdir() if each.suffix in endings and each.is_file()
        ]
        with_ending = [each for each in sorted(beside) if Path(each).stem == path.name]
        for near in with_ending or near_words(path.name, beside):
            return f"did you mean `{path.parent / near}`?"
    return ""
