"""The keys of the native format: the model's fields, and what its grammar adds to them."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.formats.includes import BIBLIOGRAPHY, FILE_KEYS, INCLUDE
from argmap.model import ArgumentMap, Claim, Inference, Source
from argmap.model.fields import ALIASES, fields_of, names_of

CHECK = "check"
"""The key of a map's settings for `argmap check`."""
JOINED = (*FILE_KEYS, "sides", "sources", "claims")
"""The keys of an included file that count in the map that includes it."""

_SPELLED_OUT = {"settings": CHECK}
_IN_CLAIMS = (
    "inferences",
)  # steps have no section of their own: they stand with the claims that they bear on

_OF_THE_MODEL = tuple(
    _SPELLED_OUT.get(name, name) for name in names_of(ArgumentMap) if name not in _IN_CLAIMS
)
_BEFORE_FILES = _OF_THE_MODEL.index("sides")
MAP_KEYS = (*_OF_THE_MODEL[:_BEFORE_FILES], *FILE_KEYS, *_OF_THE_MODEL[_BEFORE_FILES:])

# What is written first by hand comes first in documents and messages, too.
_CLAIM_HEAD = ("text", "id", "label", "side", "main", "premises", "rebuttals")
CLAIM_KEYS = (*_CLAIM_HEAD, *(name for name in names_of(Claim) if name not in _CLAIM_HEAD))

INFERENCE_ID = "step"
"""The key of an id of the step's own; not `id`, which a claim has that lacks its text."""
_OWN_GRAMMAR = (
    "kind",
    "target",
    "premises",
    "warrant",
)  # where a step stands says its kind and target
INFERENCE_KEYS = (
    "premises",
    "warrant",
    *(name for name in names_of(Inference) if name not in _OWN_GRAMMAR),
    INFERENCE_ID,
    "undercutters",
)

_SOURCE_KEYS = ", ".join(f"`{name}`" for name in names_of(Source))

_GRAMMAR: Mapping[type, Mapping[str, str]] = {
    ArgumentMap: {
        **FILE_KEYS,
        CHECK: "settings for `argmap check`: `select` and `ignore` (rules or groups), `fail_on`",
        "sources": f"what claims cite: id → a title, or a mapping with {_SOURCE_KEYS}",
    },
    Claim: {
        "id": (
            "an id for a claim that is written in place; without it, it gets one from its words,"
            " which edits elsewhere do not change"
        ),
        "premises": "the reasons for it: a list of items",
        "rebuttals": "the objections to it: a list of items. `objections` is the same key",
    },
    Inference: {
        "premises": "its premises: one, or a list of linked premises, each of them needed",
        INFERENCE_ID: (
            "an id of its own, for programs that name steps; without it, its premises and its"
            " target name it"
        ),
        "undercutters": (
            "items against the step itself: the premises may be true, and still not bear"
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


def table_of(part: type) -> str:
    """Return the keys of a part as a table in Markdown, as `docs/format.md` shows them."""
    rows = [f"| `{key}` | {meaning} |" for key, meaning in keys_of(part).items()]
    return "\n".join(["| key | what it holds |", "|---|---|", *rows]) + "\n"


OTHER_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "a map": {
        "claims": ("claim", "arguments", "argument", "statements", "nodes"),
        "title": ("name", "topic", "question", "motion", "issue"),
        "sides": ("positions", "parties", "camps"),
        "sources": ("source", "references", "literature", "citations"),
        INCLUDE: ("includes", "import", "imports", "files", "parts"),
        BIBLIOGRAPHY: ("bibliographies", "bibtex", "bib"),
    },
    "a claim": {
        "text": ("claim", "statement", "content", "sentence", "proposition"),
        "premises": (
            "reasons",
            "reason",
            "because",
            "pros",
            "pro",
            "support",
            "arguments",
            "grounds",
        ),
        "rebuttals": (
            "objection",
            "counter",
            "counters",
            "counterarguments",
            "cons",
            "con",
            "against",
        ),
        "evidence": ("source", "sources", "proof", "citation", "citations", "reference"),
        "stated_in": ("source", "sources", "citation", "citations", "reference", "quoted_in"),
        "held_by": ("author", "speaker", "by", "who", "said_by"),
        "side": ("position", "party", "camp"),
        "note": ("notes", "comment", "comments", "remark"),
        "label": ("name", "short_name", "title", "labels"),
        "group": ("groups", "section", "category"),
        "tags": ("tag", "keywords"),
        "common_ground": ("granted", "given"),
        "implicit": ("unstated", "tacit", "hidden"),
    },
    "a step": {
        "premises": ("reasons", "reason", "claims", "because"),
        "undercutters": ("rebuttals", "objections", "undercutter", "undercuts", "exceptions"),
        "warrant": ("rule", "because_of", "licence", "license"),
        "scheme": ("pattern", "type", "kind"),
    },
}
"""Words that people write for the keys of a part; one that stands for two keys may be meant either
way.
"""

SAME_KEYS: Mapping[str, str] = {**ALIASES, "objections": "rebuttals"}
"""Keys that are read as another one of the same part."""

SAID_BY_THE_OTHER_CLAIM: Mapping[str, str] = {
    "supports": "premises",
    "proves": "premises",
    "attacks": "rebuttals",
    "rebuts": "rebuttals",
    "refutes": "rebuttals",
    "opposes": "rebuttals",
}
"""Words for what a claim does to another -> the key under which that other one names it."""
