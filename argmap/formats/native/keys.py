"""The keys of the native format: the model's fields, and what its grammar adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from argmap.formats.includes import FILE_KEYS
from argmap.model import ArgumentMap, Claim, Inference, Source
from argmap.model.fields import SYNONYMS, fields_of, names_of

CHECK = "check"
"""The key of a map's settings for `argmap check`."""
JOINED = (*FILE_KEYS, "sides", "sources", "claims")
"""The keys of an included file that count in the map that includes it."""

_OF_THE_MODEL = [CHECK if name == "settings" else name for name in names_of(ArgumentMap)]
# Inferences have no section of their own: they are with the claims that they bear on.
_OF_THE_MODEL.remove("inferences")
_BEFORE_FILES = _OF_THE_MODEL.index("sides")
MAP_KEYS = (*_OF_THE_MODEL[:_BEFORE_FILES], *FILE_KEYS, *_OF_THE_MODEL[_BEFORE_FILES:])

# What is written first by hand comes first in documents and messages, too.
_CLAIM_HEAD = ("text", "id", "label", "side", "main", "premises", "rebuttals")
CLAIM_KEYS = (*_CLAIM_HEAD, *(name for name in names_of(Claim) if name not in _CLAIM_HEAD))

INFERENCE_ID = "step"
"""The key of an inference's own id; not `id`, which a claim without its text may have."""
# Its place says its kind, its target, and whether it is a weighing.
_OWN_GRAMMAR = ("kind", "target", "premises", "warrant", "weighing")
_PLAIN_KEYS = [name for name in names_of(Inference) if name not in _OWN_GRAMMAR]
OUTWEIGHED_BY = "outweighed_by"
"""The key of the undercutters that are weighings."""
INFERENCE_KEYS = ("premises", "warrant", *_PLAIN_KEYS, INFERENCE_ID, "undercutters", OUTWEIGHED_BY)

_SOURCE_KEYS = ", ".join(f"`{name}`" for name in names_of(Source))

_GRAMMAR: Mapping[type, Mapping[str, str]] = {
    ArgumentMap: {
        **FILE_KEYS,
        CHECK: (
            "settings for `argmap check`: `select` and `ignore` (rules or groups), and `fail_on`"
        ),
        "sources": f"the sources that claims cite: id → title, or a mapping with {_SOURCE_KEYS}",
    },
    Claim: {
        "id": (
            "the claim's id, if the claim is an item in a list. Without this key, argmap makes an"
            " id from the claim's words"
        ),
        "premises": "the reasons for the claim, as a list of items",
        "rebuttals": (
            "the objections to the claim: a list of items. You can also write `objections` instead"
            " of `rebuttals`"
        ),
    },
    Inference: {
        "premises": "one premise, or a list of linked premises, all of which are needed",
        INFERENCE_ID: (
            "the inference's id, which programs can use to refer to the inference. Without this"
            " key, argmap makes an id from the premises and the target"
        ),
        "undercutters": (
            "objections to the inference itself, not to its premises or target: a list of items"
        ),
        OUTWEIGHED_BY: (
            "claims that grant the reason or objection, and say why it counts for less: a list of"
            " items"
        ),
    },
}
"""What keys hold that are this format's grammar, or that it puts in its own way."""

_KEYS: Mapping[type, tuple[str, ...]] = {
    ArgumentMap: MAP_KEYS,
    Claim: CLAIM_KEYS,
    Inference: INFERENCE_KEYS,
}


def keys_of(part: type) -> dict[str, str]:
    """Return the keys that a part has in a native file, each with what it holds (in Markdown)."""
    meanings = {field.name: field.meaning for field in fields_of(part)}
    meanings.update(_GRAMMAR.get(part, {}))
    return {key: meanings[key] for key in _KEYS.get(part, names_of(part))}


SAME_KEYS: Mapping[str, str] = {**SYNONYMS, "objections": "rebuttals"}
"""Keys that are read as another one of the same part."""


@cache
def other_words(part: str) -> Mapping[str, list[str]]:
    """Return the words that people write for each key of a part, such as "a claim"."""
    import tomllib
    from importlib.resources import files

    text = (files("argmap.formats.native") / "other_words.toml").read_text(encoding="utf-8")
    words: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return words.get(part, {})


def relation_meant_by(word: str) -> str:
    """Return the key of a claim that a word for reasons or objections means: `pros`; or ""."""
    word = SAME_KEYS.get(word.lower(), word.lower())
    words = other_words("a claim")
    keys = ("premises", "rebuttals")
    return next((key for key in keys if word == key or word in words[key]), "")
