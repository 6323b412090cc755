"""The parts of an argument map: claims, inferences between them, sides and sources. All are frozen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.model.diagnostics import Span

ID = re.compile(r"[^\W_][\w.-]*")
"""An id: letters, digits, `-`, `_` and `.`, of which the first is a letter or digit."""

Places = Mapping[str, Span]
"""Where the parts of a thing stand in its file: the name of a part -> its span; "" is the whole."""


class Kind(StrEnum):
    """What an inference does to its target."""

    SUPPORT = "support"
    REBUTTAL = "rebuttal"
    UNDERCUTTER = "undercutter"

    @property
    def verb(self) -> str:
        return {"support": "supports", "rebuttal": "rebuts", "undercutter": "undercuts"}[self.value]


class Verdict(StrEnum):
    """What becomes of a claim or a step once everything offered is weighed."""

    STANDS = "stands"
    FALLS = "falls"
    CONTESTED = "contested"


class Citation(NamedTuple):
    """A source's id and where in it: `Citation("treaty", "art. 4")`."""

    source: str
    locator: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def at(self, *part: str) -> Span | None:
        """Return where a part stands in the file (`at("text")`), or else where the whole begins.

        `at("premise", "x")` asks for one of several parts of a sort.
        """
        return self.places.get(":".join(part)) or self.places.get("")


@dataclass(frozen=True, slots=True)
class Source(_Placed):
    """A document that claims cite. Every field but the id may be empty."""

    id: str
    author: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    file: str = ""

    @property
    def reference(self) -> str:
        """The source as a line of a bibliography."""
        parts = [self.author, self.title, self.publisher, self.date, self.url]
        return ", ".join(part for part in parts if part) or self.id


@dataclass(frozen=True, slots=True)
class Side(_Placed):
    """A position in the debate."""

    id: str
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or self.id


@dataclass(frozen=True, slots=True)
class Claim(_Placed):
    """A statement that can be true or false.

    `evidence` documents that it is true; `stated_in` and `held_by` only attribute it to somebody.
    `assumed` marks common ground, `implicit` what the map-maker supplied. `ignore` maps the id of a
    rule to the reason for not applying it here.
    """

    id: str
    text: str
    side: str = ""
    main: bool = False
    evidence: tuple[Citation, ...] = ()
    stated_in: tuple[Citation, ...] = ()
    held_by: tuple[str, ...] = ()
    quote: str = ""
    assumed: bool = False
    implicit: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inference(_Placed):
    """One step from premises to what they bear on.

    `premises` are ids of claims, each of them needed; `warrant`, if any, is the one among them that
    licenses the step. `target` is the id of a claim, or of an inference where `kind` is undercutter.
    """

    id: str
    kind: Kind
    premises: tuple[str, ...]
    target: str
    warrant: str = ""
    scheme: str = ""


class Steps:
    """Collects inferences and gives each an id that says what it is: `a+b:supports:c`.

    Inferences alike in all are told apart by a number: `a+b:supports#2:c`. `all` holds them in the order of addition.
    """

    def __init__(self) -> None:
        self.all: list[Inference] = []
        self._count: dict[tuple[str, str], int] = {}

    def add(
        self,
        kind: Kind,
        premises: Iterable[str],
        target: str,
        *,
        warrant: str = "",
        scheme: str = "",
        places: Places | None = None,
    ) -> str:
        """Add an inference and return its id; a warrant becomes the last of its premises."""
        ids = [premise for premise in premises if premise != warrant] + ([warrant] if warrant else [])
        what = f"{'+'.join(ids)}:{kind.verb}"
        count = self._count[what, target] = self._count.get((what, target), 0) + 1
        name = f"{what}:{target}" if count == 1 else f"{what}#{count}:{target}"
        self.all.append(Inference(name, kind, tuple(ids), target, warrant, scheme, places=places or {}))
        return name
