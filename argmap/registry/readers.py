"""What reads each form. A function imports the reader when it is called, so that a command pays for
one form only.
"""

from __future__ import annotations

from collections.abc import Callable

from argmap.formats.shared.beside import NamedFile
from argmap.formats.shared.reading import Reading
from argmap.registry.form import ReadingOptions


def _read_without_options(
    parse_text: Callable[[str, str], Reading],
) -> Callable[[str, str, ReadingOptions], Reading]:
    """Return the reader of a form that leaves nothing to choose, so that the options have no effect
    on it.
    """

    def read_text(text: str, name: str, _options: ReadingOptions) -> Reading:
        return parse_text(text, name)

    return read_text


def read_native(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.native.reader import parse_native

    return parse_native(text, name, options.beside)


def files_named_in_native(text: str, name: str) -> list[NamedFile]:
    from argmap.formats.shared.several_files import files_named_in
    from argmap.formats.shared.yaml_tree import parse_tree

    return files_named_in(text, name, parse_tree)


def read_json(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.json.reader import parse_json

    return parse_json(text, name, options.beside)


def files_named_in_json(text: str, name: str) -> list[NamedFile]:
    from argmap.formats.shared.json_tree import parse_json_tree
    from argmap.formats.shared.several_files import files_named_in

    return files_named_in(text, name, parse_json_tree)


def read_argdown(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.argdown.reader import parse_argdown

    return parse_argdown(text, name, keeps_prose=options.prose)


def read_fenced(text: str, name: str, options: ReadingOptions) -> Reading:
    from argmap.formats.fenced import parse_fenced

    if options.parse_inner is None:
        raise TypeError("a map in a fence needs a reader of its own form")
    return parse_fenced(text, name, options.fence, options.parse_inner)


@_read_without_options
def read_aif(text: str, name: str) -> Reading:
    from argmap.formats.aif.reader import parse_aif

    return parse_aif(text, name)


@_read_without_options
def read_sadface(text: str, name: str) -> Reading:
    from argmap.formats.sadface import parse_sadface

    return parse_sadface(text, name)


@_read_without_options
def read_kialo(text: str, name: str) -> Reading:
    from argmap.formats.kialo.reader import parse_kialo

    return parse_kialo(text, name)


@_read_without_options
def read_microtexts(text: str, name: str) -> Reading:
    from argmap.formats.microtexts import parse_microtexts

    return parse_microtexts(text, name)


@_read_without_options
def read_carneades(text: str, name: str) -> Reading:
    from argmap.formats.carneades import parse_carneades

    return parse_carneades(text, name)


@_read_without_options
def read_text_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_text_list

    return parse_text_list(text, name)


@_read_without_options
def read_markdown_list(text: str, name: str) -> Reading:
    from argmap.formats.lists.reader import parse_markdown_list

    return parse_markdown_list(text, name)


@_read_without_options
def read_opml(text: str, name: str) -> Reading:
    from argmap.formats.lists.outliners import parse_opml

    return parse_opml(text, name)


@_read_without_options
def read_freemind(text: str, name: str) -> Reading:
    from argmap.formats.lists.outliners import parse_freemind

    return parse_freemind(text, name)
