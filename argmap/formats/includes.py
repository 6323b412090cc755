"""The files that a map is made of: looked for from file to file, each below the folder of the one
that names it.

Readers open nothing. What is found here is handed to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from argmap.formats.shared.beside import Beside, FileBeside, NamedFile, Purpose
from argmap.model.diagnostics import Diagnostic, error

NamedIn = Callable[[str, str], list[NamedFile]]
"""Returns the files that a text names; its second argument is what diagnostics call the text."""
ReadText = Callable[[Path, str, Purpose], tuple[str, Diagnostic | None]]
"""Returns the text of a file, or what is wrong with it; its second argument is what diagnostics
call the file.
"""


class _OpenFile(NamedTuple):
    """A file whose names are being followed.

    Attributes:
        name: what diagnostics call it.
        real_path: where it is, once links are followed.
        folder: the way from the folder of the map to its own.
        named: the files it names that are still to be read.
    """

    name: str
    real_path: Path
    folder: str
    named: Iterator[NamedFile]


def gather(name: str, text: str, folder: Path, named_in: NamedIn, read_text: ReadText) -> Beside:
    """Return the files that a map names, itself or through another, in the order of naming, and
    each once.

    Args:
        name: what diagnostics call the file of the map.
        text: what that file says.
        folder: where it lies.
        named_in: tells which files a text names.
        read_text: reads one.
    """
    files: list[FileBeside] = []
    problems: list[Diagnostic] = []
    paths: list[Path] = []
    first_path = (folder / Path(name).name).resolve()
    joined = {first_path}
    # The way from the file of the map to the one that is being looked at.
    way = [_OpenFile(name, first_path, "", iter(named_in(text, name)))]
    while way:
        named = next(way[-1].named, None)
        if named is None:
            way.pop()
            continue
        relative = Path(way[-1].folder) / named.path
        name_beside = str(folder / relative)
        text_beside = ""
        real_path, problem = _real_path(folder, way[-1], named)
        if problem is None and real_path in joined:
            problem = _circle(way, real_path, named)
            if problem is None:
                continue  # joined already, on another way
        elif problem is None:
            paths.append(folder / relative)
            text_beside, problem = read_text(real_path, name_beside, named.purpose)
        joined.add(real_path)
        if problem is not None:
            # A file that is there says itself where it is wrong; else its name is.
            problems.append(problem if problem.span else replace(problem, span=named.span))
            continue
        folder_beside = "" if relative.parent == Path() else relative.parent.as_posix()
        files.append(FileBeside(name_beside, text_beside, folder_beside, named.purpose))
        if named.purpose is Purpose.PART:
            named_there = iter(named_in(text_beside, name_beside))
            way.append(_OpenFile(name_beside, real_path, folder_beside, named_there))
    return Beside(tuple(files), tuple(problems), tuple(paths))


def _real_path(folder: Path, within: _OpenFile, named: NamedFile) -> tuple[Path, Diagnostic | None]:
    """Return where a file is that another names; that must be below the folder of this other."""
    base = folder / within.folder
    try:
        # Resolved first: `..` and symbolic links must not lead out of the folder.
        path = (base / named.path).resolve()
        is_below = path.is_relative_to(base.resolve())
    except (OSError, ValueError, RuntimeError):  # a NUL character in the name; links in a circle
        return base, error("cannot-read", f"`{named.path}` is no file that can be read", named.span)
    if is_below:
        return path, None
    message = f"`{named.path}` leads out of the folder of {within.name}"
    return path, error(
        "outside-folder", message, named.span, "only what lies below that folder is read"
    )


def _circle(way: list[_OpenFile], real_path: Path, named: NamedFile) -> Diagnostic | None:
    """Return the error that a file includes itself, through those on the way or at once; `None` if
    it does not.
    """
    paths = [file.real_path for file in way]
    if real_path not in paths:
        return None
    *others, last = [file.name for file in way[paths.index(real_path) :]]
    if not others:
        return error("include-circle", f"{last} includes itself", named.span)
    message = (
        f"files include each other in a circle: {', '.join([*others, last])}, and then {others[0]}"
        " again"
    )
    return error(
        "include-circle",
        message,
        named.span,
        "a file that is included need not name those that include it",
    )
