"""The entries of a file of decisions, which is a list in YAML.

- claim: Pupils learn better after a good night.
  same as: Rested pupils learn better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

import yaml

from argmap.util.errors import ArgmapError
from argmap.util.text import one_line, plain_text, shorten


def _entries_in(text: str, name: str) -> list[yaml.Node]:
    """Return the entries of a file, from its text and its name for messages.

    Raises:
        ArgmapError: it is no list in YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = name if mark is None else f"{name}, line {mark.line + 1}"
        reason = getattr(problem, "problem", None) or "this is not valid YAML"
        if reason.startswith("mapping values"):
            reason += "; put a text that contains a colon in quotation marks"
        raise ArgmapError(f"{place}: {reason}") from None
    if root is None or not root.value:
        return []  # every entry was deleted
    if not isinstance(root, yaml.SequenceNode):
        raise ArgmapError(f"{name} must be a list with one entry for each decision")
    return list(root.value)


_Key = TypeVar("_Key")
_Decision = TypeVar("_Decision")


class Entries(NamedTuple, Generic[_Key, _Decision]):
    """What the entries of a file decide.

    Attributes:
        decided: the decisions by what they are about, but for those that contradict each other.
        contradicted: what these are about, each with the place of the last of them.
        rejected: sentences on entries that cannot be read as decisions.
    """

    decided: dict[_Key, _Decision]
    contradicted: dict[_Key, str]
    rejected: tuple[str, ...]


def read_entries(
    text: str, name: str, read: Callable[[dict[str, yaml.Node]], tuple[_Key, _Decision | None]]
) -> Entries[_Key, _Decision]:
    """Return what the entries of a file decide.

    Args:
        text: the text of the file.
        name: its name for messages.
        read: returns what an entry is about, and the decision; None if it is still open.

    Raises:
        ArgmapError: it is no list in YAML.
    """
    decided: dict[_Key, _Decision] = {}
    contradicted: dict[_Key, str] = {}
    rejected = []
    for entry in _entries_in(text, name):
        place = f"{one_line(name)}, line {entry.start_mark.line + 1}"
        try:
            about, decision = read(_fields_of(entry))
        except ArgmapError as problem:
            rejected.append(f"{place} is not used: {problem}")
            continue
        if decision is not None and decided.setdefault(about, decision) != decision:
            contradicted[about] = place
    decided = {about: decided[about] for about in decided if about not in contradicted}
    return Entries(decided, contradicted, tuple(rejected))


def _fields_of(entry: yaml.Node) -> dict[str, yaml.Node]:
    """Return the values of an entry by their keys; none if it has no keys.

    Raises:
        ArgmapError: a key is there twice.
    """
    fields: dict[str, yaml.Node] = {}
    for key_node, value in entry.value if isinstance(entry, yaml.MappingNode) else ():
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if key in fields:
            raise ArgmapError(f"`{shorten(key)}` is given twice")
        fields[key] = value
    return fields


def texts_of(node: yaml.Node) -> list[str]:
    """Return a text, or a list of texts, as a list; "" is none.

    Raises:
        ArgmapError: it is neither.
    """
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(each, yaml.ScalarNode) for each in nodes):
        raise ArgmapError("what is decided must be a text or a list of texts")
    return [each.value for each in nodes if plain_text(each.value)]


def text_of(node: yaml.Node, key: str) -> str:
    """Return the text that is the value of a key.

    Raises:
        ArgmapError: it is a list, or there is nothing in it.
    """
    texts = texts_of(node)
    if len(texts) != 1 or isinstance(node, yaml.SequenceNode):
        raise ArgmapError(f"`{key}` must be a text")
    return texts[0]


def format_entries(head: str, entries: Iterable[Mapping[str, object]]) -> str:
    """Return a file with these entries below comments."""
    written: str = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False, width=100)
    return head + written
