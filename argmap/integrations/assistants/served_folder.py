"""What an assistant may read and write: files below one folder, or no file at all."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from argmap import formats
from argmap.formats import Reading, ReadingOptions
from argmap.formats.map_files import EXAMPLES
from argmap.util.errors import Failure
from argmap.util.files import (
    Unreachable,
    create_file,
    exists,
    is_other_than_a_file,
    reach,
    write_file,
)
from argmap.util.made_files import is_made_by_argmap
from argmap.util.spelling import did_you_mean, no_such
from argmap.util.text import shorten

MOST_CHARACTERS = 5_000_000
"""How long a text from an assistant may be, as in the editor."""

_MOST_FILES = 20
_FENCED = r"```(?:yaml|yml|json|markdown|md|text)?[ \t]*\n((?s:.*?)\n)```\s*"

PATH = r"(?a:[\w./~-]{1,200})|[^\n]{1,200}\.[a-z]{2,5}"
"""One word, or words that end as the name of a file does: a path, and not a text or a map."""

_UNREACHABLE = {
    Unreachable.NO_PATH: "is not a path",
    Unreachable.OUTSIDE: "is outside the folder that this server serves; give a path below that"
    " folder, such as `debate.yaml`",
    Unreachable.HIDDEN: "is hidden: a part of its path begins with a dot; use a file that is not",
}

_ENDINGS_OF_SOURCES = (".bib", ".xhtml")
"""Endings of files that are read for maps, beside those of maps."""

TEXT = "the text"
"""What answers call a map that is not in a file."""


class ServedFolder(NamedTuple):
    """What tools may read and write.

    Attributes:
        root: the folder below which they may read files, and in which they work, so that answers
            name files as an assistant does; "" if they may read no file.
        may_write: whether they may also write files there.
    """

    root: str = ""
    may_write: bool = False

    def read_map(self, file: str, text: str, which: str = "") -> Reading:
        """Return a map as read: that in a file, or that in a text.

        `which` is the beginning of the names of the arguments, such as `old_`.

        Raises:
            Failure: there is neither or both, the text is too long, or the file may not be read.
        """
        if file and text:
            raise Failure(f"give either `{which}file` or `{which}text`, not both")
        if file:
            path = self.path_of(file)
            if path.is_dir():
                files = self._listed(path)
                choices = f"choose from {files}" if files else "it has no maps"
                raise Failure(f"`{path}` is a folder; {choices}")
            if not exists(path):
                raise Failure(self.no_such_file(file))
            return self._without_others(formats.read(path))
        if not text:
            or_path = ""
            if self.root:
                or_path = f", or its path as `{which}file`; these are there: {self._listed()}"
            raise Failure(f"give the text of the map as `{which}text`{or_path}")
        must_be_short(f"{which}text", text)
        text = _without_fence(text.removeprefix("\ufeff"))
        if self.root:
            return self._without_others(formats.parse(text, TEXT, folder=Path()))
        return formats.parse(text, TEXT, options=ReadingOptions(sandbox=True))

    def _without_others(self, reading: Reading) -> Reading:
        """Return a map as read, unless it is made of files that may not be read.

        Raises:
            Failure: it is.
        """
        for path in reading.paths_beside:
            self.path_of(str(path))
        return reading

    def read_text(self, name: str) -> str:
        """Return the text of a file.

        Raises:
            Failure: it may not or cannot be read, or is not text.
        """
        from argmap.formats.map_files import read_source

        path = Path(self.root, self.path_of(name))
        if not exists(path):
            raise Failure(self.no_such_file(name))
        try:
            source = read_source(path)
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            raise Failure(f"cannot read `{shorten(name)}`: {reason}") from None
        if source.problem is not None:
            raise Failure(
                f"`{shorten(name)}` is not a text file ({source.problem.message}); pass its text"
                " itself"
            )
        must_be_short(name, source.text)
        return source.text

    def _listed(self, folder: Path = Path()) -> str:
        files = [str(folder / name) + "/" * name.endswith("/") for name in self._files_in(folder)]
        more = "" if len(files) <= _MOST_FILES else f" … ({len(files)} in all)"
        return ", ".join(files[:_MOST_FILES]) + more

    def _files_in(self, folder: Path) -> list[str]:
        """Return the names of the maps, texts and folders in a folder, in their order."""
        files: list[str] = []
        with suppress(OSError):
            for path in sorted(Path(self.root, folder).iterdir()):
                if isinstance(reach(Path(self.root), str(path)), Unreachable):
                    continue
                if path.is_dir():
                    files.append(f"{path.name}/")
                elif path.is_file() and formats.has_known_ending(path.name):
                    files.append(path.name)
        return files

    def no_such_file(self, name: str) -> str:
        """Return that there is no such file, and which files there are."""
        parent = self.path_of(name).parent
        files = [str(parent / file) for file in self._files_in(parent)]
        return no_such("file", shorten(name), files)

    def path_of(self, name: str) -> Path:
        """Return the path of a file or folder to read, from the served folder on.

        Raises:
            Failure: it may not be reached, or is neither a folder nor a file of a known format.
        """
        path = self._reached(name)
        is_source = path.suffix.lower() in _ENDINGS_OF_SOURCES
        if not (path.is_dir() or is_source or formats.has_known_ending(path.name)):
            choices = did_you_mean(name, self._files_in(Path())) or f"choose from {self._listed()}"
            raise Failure(
                f"`{shorten(name)}` is not a file of a format that argmap reads; {choices}"
            )
        return path.relative_to(Path(self.root).resolve())

    def _reached(self, name: str) -> Path:
        """Return where a path leads from the served folder, with links resolved.

        Raises:
            Failure: it may not be reached, or is neither a file nor a folder.
        """
        shown = f"`{shorten(name)}`"
        if not self.root:
            raise Failure(
                "this server reads no files; pass the text itself, or start the server with"
                " `argmap mcp --root DIR`"
            )
        path = reach(Path(self.root), name)
        if isinstance(path, Unreachable):
            raise Failure(f"{shown} {_UNREACHABLE[path]}")
        if is_other_than_a_file(path):
            raise Failure(f"{shown} is not a regular file")
        return path

    def create(self, name: str, text: str) -> Reading:
        """Write a map to a file that does not exist yet, and return it as read.

        Raises:
            Failure: it may not or cannot be written.
            InvalidMap: it has errors; nothing is written.
        """
        must_be_short("text", text)
        path = self._reached(name).relative_to(Path(self.root).resolve())
        if path.suffix.lower() not in EXAMPLES:
            raise Failure(f"`{shorten(name)}` must end in one of {', '.join(EXAMPLES)}")
        text = _without_fence(text.removeprefix("\ufeff")).strip("\n") + "\n"
        reading = self._without_others(formats.parse(text, str(path), folder=path.parent))
        reading.unwrap()
        path.parent.mkdir(parents=True, exist_ok=True)
        create_file(str(path), text)
        return reading

    def has(self, name: str) -> bool:
        """Return whether there is a file at a path that may be reached."""
        return self._reached(name).exists()

    def write(self, name: str, data: bytes) -> str:
        """Write a picture or page below the folder, and return its path.

        Raises:
            Failure: it may not or cannot be written, or is in the place of a file that argmap did
                not make.
        """
        path = self._reached(name)
        if path.exists() and not is_made_by_argmap(path):
            raise Failure(
                f"`{shorten(name)}` is there already, and argmap did not make it; choose another"
                " file"
            )
        write_file(path, data)
        return str(path.relative_to(Path(self.root).resolve()))


def _without_fence(text: str) -> str:
    """Return a text without the fence of Markdown that models put around it; lines keep their
    numbers.
    """
    match = re.fullmatch(_FENCED, text)
    return f"\n{match[1]}" if match else text


def must_be_short(name: str, text: str) -> None:
    """Raise `Failure` if a text is too long to be looked at."""
    if len(text) > MOST_CHARACTERS:
        raise Failure(
            f"`{name}` has {len(text):,} characters, and this server takes at most"
            f" {MOST_CHARACTERS:,}; split the text"
        )
