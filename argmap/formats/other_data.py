"""YAML and JSON that is not a map: what it is, in its author's words, and how a map says the same.

    thesis: School should start at nine.        one claim: it goes below `claims`, where its keys
    grounds: Teenagers would sleep more.        have other names
    warrant: Sleep helps learning.

    - text: School should start at nine.        a list of claims, without `claims` above it
    {"nodes": […], "edges": […]}                a graph; or anything else that has keys, or rows

What people call the parts of a map, of a claim and of an inference is in `native/other_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from argmap.formats.native.common_mistakes import newline_of
from argmap.formats.native.keys import CLAIM_KEYS, MAP_KEYS, SAME_KEYS, other_words
from argmap.formats.other_files import AS_LIST, AS_ROWS, FORMATS_HELP, OtherFile
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence, parse_json_tree
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model.diagnostics import CommandHelp, Edit, Fix, Safety, Span
from argmap.model.edits import edit_text
from argmap.util.spelling import near_words
from argmap.util.text import listed, split_lines

_YAML, _JSON = "YAML", "JSON"
_MAP_IN = {
    _YAML: CommandHelp.after(
        "a map has its claims below `claims:`", "to create one to start from, run `argmap new`"
    ),
    _JSON: CommandHelp.after(
        "argmap can read its own JSON, AIF and SADFace",
        "`argmap schema --json` describes its own JSON",
    ),
}
_CLAIMS_IN = {_YAML: "below `claims:`", _JSON: 'in `{"claims": […]}`'}
_NODES = ("nodes", "vertices", "statements", "propositions")
_EDGES = ("edges", "links", "relations", "arguments")
_MOST_KEYS_NAMED = 4

# What comes before the keys of a claim below `claims`, and before the lines below them.
_INDENTS = {
    "title": ("", ""),
    "text": ("claims:\n  - ", "    "),
    "premises": ("    ", "    "),
    "rebuttals": ("    ", "    "),
}
# A warrant is in one item with the premises.
_INDENTS_WITH_WARRANT = {
    **_INDENTS,
    "premises": ("    premises:\n      - ", "        "),
    "warrant": ("        ", "        "),
}


class _Entry(NamedTuple):
    """A key at the top of data, with the key of a map or a claim that means the same, or ""."""

    key: Scalar
    value: Node
    meaning: str


class Data(NamedTuple):
    """A text that is YAML or JSON for sure, and its tree."""

    text: str
    file: str
    language: str
    root: Mapping | Sequence


def data_in(text: str, file: str, ending: str) -> Data | None:
    """Return the data in a text, if it is nothing else: texts after dashes, or below `My reasons:`,
    are a list as people write it anywhere.
    """
    is_yaml_file = ending in (".yaml", ".yml", "")
    if text.lstrip()[:1] in ("{", "["):
        root, problems = parse_json_tree(text, file)
        if isinstance(root, Mapping | Sequence) and not problems:
            return Data(text, file, _JSON, root)
    root, problems = parse_tree(text, file)
    if isinstance(root, Sequence):
        is_data = is_yaml_file and any(isinstance(item, Mapping) for item in root.items)
    elif isinstance(root, Mapping):
        entries = _entries(root)
        has_names = len(entries) == 1 or all(" " not in key.value for key, _, _ in entries)
        is_known = len(entries) > 1 and all(meaning for _, _, meaning in entries)
        is_data = is_known or (is_yaml_file and has_names)
    else:
        return None
    return Data(text, file, _YAML, root) if is_data and not problems else None


def _entries(mapping: Mapping) -> list[_Entry]:
    return [_Entry(key, value, _meaning(key, value)) for key, value in mapping.entries]


def _meaning(key: Scalar, value: Node) -> str:
    """Return the key of a map, of a claim or of an inference that a key at the top means."""
    # "Premise 1"
    word = re.sub(r"[\s_-]*\d*$", "", key.value.lower()).replace(" ", "_")
    word = SAME_KEYS.get(word, word)
    if word in MAP_KEYS:
        return word
    is_list = not isinstance(value, Scalar)
    if is_list and (word in other_words("a map")["claims"] or near_words(word, ["claims"])):
        return "claims"
    if word in CLAIM_KEYS:
        return word
    for part in ("a claim", "an inference", "a map"):
        for meaning, words in other_words(part).items():
            if word == meaning or word in words:
                return meaning
    return ""


def other_data(data: Data) -> OtherFile | None:
    """Return what data are that are not a map, `None` if they begin as a map."""
    if isinstance(data.root, Sequence):
        return _list(data, data.root)
    entries = _entries(data.root)
    place = entries[0].key.span if entries else data.root.span
    nodes, edges = _list_among(_NODES, entries), _list_among(_EDGES, entries)
    claims_in = _CLAIMS_IN[data.language]
    if nodes and edges:
        help = (
            f"write each item of `{nodes}` {claims_in}, and each item of `{edges}` among the"
            " `premises` or `rebuttals` of a claim"
        )
        return OtherFile(f"a graph with `{nodes}` and `{edges}`", help, place)
    meanings = [meaning for _, _, meaning in entries]
    is_map = data.language == _YAML and ("claims" in meanings or "include" in meanings)
    if is_map and not _are_reasons_alone(entries):
        return None
    claim = _claim(entries, data, place)
    keys = {key.value for key, _, _ in entries}
    is_map = not keys.isdisjoint({*MAP_KEYS, "argmap", "inferences"})
    if claim or is_map:
        return claim
    if "nbformat" in keys:
        return OtherFile("a Jupyter notebook", FORMATS_HELP)
    return _with_keys(data, entries, place)


def _are_reasons_alone(entries: list[_Entry]) -> bool:
    """Return whether data are `arguments: {pro: […], con: […]}`, perhaps with a title, without the
    claim itself.
    """
    others = [entry.value for entry in entries if entry.meaning != "title"]
    if len(others) != 1 or not isinstance(others[0], Mapping):
        return False
    within = _entries(others[0])
    return all(
        each.meaning in ("premises", "rebuttals") and isinstance(each.value, Sequence)
        for each in within
    )


def _with_keys(data: Data, entries: list[_Entry], place: Span) -> OtherFile:
    """Return what data are that nothing is known of but their keys."""
    keys = [key.value for key, _, _ in entries]
    meanings = [meaning for _, _, meaning in entries]
    named = [f"`{key}`" for key in keys]
    if len(named) > _MOST_KEYS_NAMED:
        named[_MOST_KEYS_NAMED - 1 :] = ["other keys"]
    what = f"{data.language} with {listed(named, 'and')}" if named else f"empty {data.language}"
    help: str = _MAP_IN[data.language]
    if keys and all(meanings):
        help = f"write {_renamed(entries)}"
        if "claims" not in meanings:
            help += f", and put the claims {_CLAIMS_IN[data.language]}"
    return OtherFile(what, help, place)


def _list(data: Data, root: Sequence) -> OtherFile:
    """Return what a list is."""
    row = root.items[0] if root.items else None
    if not isinstance(row, Mapping):
        return OtherFile(f"a list in {data.language}", AS_LIST, root.span)
    meanings = [meaning for _, _, meaning in _entries(row)]
    if "text" in meanings and all(meanings):
        start = Span.on_line(data.file, root.span.line, 1, 0)
        edit = Edit(start, f"claims:{newline_of(data.text)}")
        fixes = _fix_if_yaml("write `claims:` above the list", [edit], data)
        help = f"put the list {_CLAIMS_IN[data.language]}"
        return OtherFile("a list of claims", help, root.span, fixes)
    names = [f"`{key.value}`" for key, _ in row.entries[:_MOST_KEYS_NAMED]]
    named = listed(names, "and")
    return OtherFile(f"a list in {data.language} of items with {named}", AS_ROWS, root.span)


def _claim(entries: list[_Entry], data: Data, place: Span) -> OtherFile | None:
    """Return that data are the parts of one claim, if they are."""
    titles = [entry for entry in entries if entry.meaning == "title"]
    others = [entry.value for entry in entries if entry.meaning != "title"]
    if len(others) == 1 and isinstance(others[0], Mapping):
        # School should start at nine: {pros: […], cons: […]}
        return _claim([*titles, *_entries(others[0])], data, place)
    parts = []
    has_text = False
    for _, value, meaning in entries:
        if meaning in ("premises", "rebuttals") and not isinstance(value, Mapping):
            parts.append(meaning)
        if meaning == "text" and isinstance(value, Scalar):
            has_text = True
    # One part is enough if every other key is known, too.
    is_known = all(meaning for _, _, meaning in entries)
    least = 1 if is_known else 2
    if len(parts) + has_text < least:
        return None
    of_inferences = [each for each in entries if each.meaning in (*parts, "warrant")]
    named = listed([f"`{each.key.value}`" for each in of_inferences], "and")
    what = f"a claim with {named}" if parts else "a single claim"
    help = f"put the claim {_CLAIMS_IN[data.language]}"
    if not has_text:
        what = f"a list of {named}"
        help = f"write the claim that they are about {_CLAIMS_IN[data.language]}"
    renamed = _renamed(each for each in entries if each.meaning in _INDENTS)
    if renamed:
        help += f", with {renamed}"
    if "warrant" in [each.meaning for each in entries]:
        help += "; a warrant is part of an item of `premises`"
    return OtherFile(what, help, place, _fixes(entries, data))


def _fixes(entries: list[_Entry], data: Data) -> tuple[Fix, ...]:
    """Return the fix that puts a claim below `claims`, if there is a place for each of its keys."""
    meanings = [entry.meaning for entry in entries]
    starts = [entry.key.span.line for entry in entries]
    indents = _INDENTS_WITH_WARRANT if "warrant" in meanings else _INDENTS
    has_places = set(meanings) <= indents.keys()
    is_once = len(set(meanings)) == len(entries)
    on_own_lines = len(set(starts)) == len(entries)
    if not (has_places and is_once and on_own_lines and _are_in_order(meanings)):
        return ()
    lines = split_lines(data.text)
    newline = newline_of(data.text)
    edits = []
    for (key, _, meaning), end in zip(entries, [*starts[1:], len(lines) + 1], strict=True):
        before, below = indents[meaning]
        edits.append(Edit(key.span, f"{before}{meaning}".replace("\n", newline)))
        for number in range(key.span.line + 1, end):
            if lines[number - 1].strip():
                edits.append(Edit(Span.on_line(data.file, number, 1, 0), below))
    return _fix_if_yaml("put the claim below `claims`", edits, data)


def _are_in_order(meanings: list[str]) -> bool:
    """Return whether the text comes first, but for a title, and a warrant right behind premises."""
    behind_title = [meaning for meaning in meanings if meaning != "title"]
    if behind_title[:1] != ["text"] or "title" in meanings[1:]:
        return False
    if "warrant" not in meanings:
        return True
    return meanings[meanings.index("warrant") - 1] == "premises"


def _fix_if_yaml(message: str, edits: list[Edit], data: Data) -> tuple[Fix, ...]:
    if data.language == _JSON:
        return ()
    root, problems = parse_tree(edit_text(data.text, edits), data.file)
    if root is None or problems:
        return ()
    return (Fix(message, tuple(edits), Safety.SAFE),)


def _list_among(words: Iterable[str], entries: list[_Entry]) -> str:
    """Return the first key that is one of these words and has a list or a mapping, or ""."""
    for key, value, _ in entries:
        if key.value.lower() in words and not isinstance(value, Scalar):
            return key.value
    return ""


def _renamed(entries: Iterable[_Entry]) -> str:
    """Return which keys a map has in place of others: "`pros` as `premises`"."""
    names: dict[str, list[str]] = {}
    for key, _, meaning in entries:
        if key.value != meaning:
            names.setdefault(meaning, []).append(f"`{key.value}`")
    renamed = [f"{listed(others, 'and')} as `{meaning}`" for meaning, others in names.items()]
    return listed(renamed, "and")
