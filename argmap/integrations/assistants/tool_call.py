"""What an assistant asks a tool for, and what the tool answers.

A tool is a function from a `ToolCall` to a `ToolAnswer`. The answer is short, since the model that
reads it has to remember it, and says under `next` what to do now where that is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from argmap.documents.claim_names import find_claim, with_ids
from argmap.formats import Reading
from argmap.integrations.assistants.served_folder import PATH, TEXT, ServedFolder, must_be_short
from argmap.model import ArgumentMap
from argmap.options import Part, Suppositions, group_of
from argmap.util.errors import Failure
from argmap.util.spelling import no_such
from argmap.util.text import shorten

Content: TypeAlias = dict[str, object]
"""An answer, as what JSON holds."""


class ToolAnswer(NamedTuple):
    """What a tool answers.

    Attributes:
        content: the answer.
        is_refused: whether it says why there is none.
        png: a picture to look at.
    """

    content: Content
    is_refused: bool = False
    png: bytes = b""


class ToolCall(NamedTuple):
    """What an assistant asks for; the arguments have the types that the tool describes.

    Attributes:
        folder: what may be read and written.
        arguments: the arguments.
    """

    folder: ServedFolder
    arguments: Mapping[str, object]

    # --- arguments by their types ---

    def text(self, name: str) -> str:
        """Return a text; "" where there is none."""
        value = self.arguments.get(name)
        return value if isinstance(value, str) else ""

    def says(self, name: str) -> bool:
        """Return whether an argument is true."""
        return self.arguments.get(name) is True

    def texts(self, name: str) -> list[str]:
        """Return a list of texts."""
        value = self.arguments.get(name)
        return value if isinstance(value, list) else []

    # --- the map in question ---

    def reading(self, which: str = "") -> Reading:
        """Return a map as read; `which` is the beginning of the arguments that name it.

        Raises:
            Failure: it may not be read.
        """
        file, text = self.text(f"{which}file"), self.text(f"{which}text")
        return self.folder.read_map(file, text, which)

    def reading_to_change(self) -> Reading:
        """Return a map as read, which may be in no file only if none is to be written.

        Raises:
            Failure: it may not be read or written.
        """
        reading = self.reading()
        if self.says("write") and reading.name == TEXT:
            raise Failure("`write` changes a file, so name the map by `file`")
        return reading

    def read_map(self) -> ArgumentMap:
        """Return the map in question, or what of it its sources state if that is asked for.

        Raises:
            InvalidMap: it has errors.
        """
        map = self.reading().unwrap()
        if not self.says("stated_only"):
            return map
        from argmap.model.graph import stated_only

        return stated_only(map)

    def part_of(self, map: ArgumentMap) -> ArgumentMap:
        """Return the part of a map that is asked for, or all of it.

        Raises:
            Failure: the side or the claim is unknown.
        """
        from argmap.model.graph import part

        wanted = with_ids(map, group_of(Part, self.arguments))
        return part(map, wanted) if wanted.side or wanted.focus else map

    def claim_of(self, map: ArgumentMap) -> str:
        """Return the id of the claim in question.

        Raises:
            Failure: there is no such claim, or several.
        """
        return find_claim(map, self.text("claim"))

    def suppositions(self, map: ArgumentMap) -> Suppositions:
        """Return what is supposed of the claims of a map.

        Raises:
            Failure: a claim is unknown.
        """
        return with_ids(map, group_of(Suppositions, self.arguments))

    def source_texts(self, reading: Reading, map: ArgumentMap) -> dict[str, str]:
        """Return the texts of a map's sources, by id: those in the call, and those in files.

        Raises:
            Failure: a text is too long, or is a path.
        """
        given = self.arguments.get("sources")
        texts: dict[str, str] = given if isinstance(given, dict) else {}
        for id, text in texts.items():
            if id not in map.sources:
                raise Failure(no_such("source", id, map.sources))
            must_be_short(f"sources: {id}", text)
            if re.fullmatch(PATH, text.strip()):
                raise Failure(
                    f"`sources` takes texts, and `{shorten(text)}` looks like a path; set it as the"
                    f" `file` of `{id}` in the map, or pass the text"
                )
        if not self.folder.root:
            return texts
        from argmap.formats.map_files import read_sources

        found: dict[str, str] = {}
        folder = Path(reading.name).parent
        for id, text in read_sources(map, folder).items():
            with suppress(Failure):
                self.folder.path_of(str(folder / map.sources[id].file))
                found[id] = text
        return {**found, **texts}
