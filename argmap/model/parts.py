"""The parts of an argument map: claims, inferences between them, sides and
sources. All are frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum, StrEnum
from typing import NamedTuple, TypedDict, Unpack, get_args

from argmap.model.diagnostics import Span
from argmap.model.fields import Shape, describe
from argmap.options.names import ClaimTypeName, StandardName
from argmap.util.exports import html_on_demand

LONGEST_ID = 1024
"""In characters: a longer one can be no key of YAML."""
CLAIM_TYPES = get_args(ClaimTypeName)
"""What a claim may say that it is; one that says nothing counts as a fact."""
ID = re.compile(rf"[^\W_][\w.-]{{0,{LONGEST_ID - 1}}}")
"""An id: letters, digits, `-`, `_` and `.`, of which the first is a letter or digit; at most
`LONGEST_ID` of them.
"""

Places = Mapping[str, Span]
"""Where the parts of a thing stand in its file: the name of a part -> its span; "" is the whole."""
KEY = "key"
"""Begins the name of the place of a key, `key:text`; that of its value is `text`."""


class Kind(StrEnum):
    """How an inference bears on its target."""

    SUPPORT = "support"
    REBUTTAL = "rebuttal"
    UNDERCUTTER = "undercutter"

    @property
    def verb(self) -> str:
        return _VERBS[self]

    @property
    def noun(self) -> str:
        """What people call an inference of this kind."""
        return _NOUNS[self]


_VERBS = {Kind.SUPPORT: "supports", Kind.REBUTTAL: "rebuts", Kind.UNDERCUTTER: "undercuts"}
_NOUNS = {Kind.SUPPORT: "reason", Kind.REBUTTAL: "objection", Kind.UNDERCUTTER: "undercutter"}
INFERENCE_NOUNS = (*_NOUNS.values(), "weighing")
"""What people call inferences, in the order in which they are counted."""


class Verdict(StrEnum):
    """The result for a claim or an inference after all arguments are weighed."""

    STANDS = "stands"
    FALLS = "falls"
    CONTESTED = "contested"


class Basis(StrEnum):
    """How well a standing claim or inference is supported."""

    BACKED = "backed"
    ASSERTED = "asserted"
    OPEN = "open"
    """It stands; whether it is backed is contested."""


class Cause(StrEnum):
    """The reason why a claim falls."""

    REBUTTED = "rebutted"
    """An objection to it stands and is not answered."""
    NOT_SHOWN = "not shown"
    """No support of it stands."""


class InferenceStatus(StrEnum):
    """What becomes of an inference."""

    STANDS = "stands"
    CONTESTED = "contested"
    TOO_WEAK = "too weak"
    """An objection that stands, but is not backed as its target is, which therefore stands or does
    not stand only because of another objection.
    """
    TAKES_BACKING = "takes its backing"
    """An undercutter that stands: its target stands, too, but is backed no longer."""
    OUTWEIGHED = "outweighed"
    """A reason or an objection that is granted and counts for less."""
    UNDERCUT = "undercut"
    PREMISE_FAILS = "a premise fails"
    LEFT_OUT = "left out"
    """In strict mode: an inference that no source draws."""


class Expectation(StrEnum):
    """A result that an author can expect for a claim: a verdict, a basis or a cause."""

    STANDS = Verdict.STANDS.value
    FALLS = Verdict.FALLS.value
    CONTESTED = Verdict.CONTESTED.value
    BACKED = Basis.BACKED.value
    ASSERTED = Basis.ASSERTED.value
    OPEN = Basis.OPEN.value
    REBUTTED = Cause.REBUTTED.value
    NOT_SHOWN = Cause.NOT_SHOWN.value


class Citation(NamedTuple):
    """A source's id and a place in that source, such as `Citation("treaty", "art. 4")`."""

    source: str
    locator: str = ""

    @classmethod
    def of(cls, text: str) -> Citation:
        """Return the citation in a text: the id of a source and, after a space, a locator."""
        source, _, locator = text.strip().partition(" ")
        return cls(source, locator.strip())

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".strip()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class _Placed:
    """What stands somewhere in a file."""

    places: Places = field(default_factory=dict, compare=False, repr=False)

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        """Return how it is made, with only those fields that hold something."""
        arguments: list[str] = []
        for described in fields(self):
            value = getattr(self, described.name)
            shown = (
                f"{type(value).__name__}.{value.name}" if isinstance(value, Enum) else repr(value)
            )
            if described.default is MISSING and described.default_factory is MISSING:
                arguments.append(shown)
            elif value and described.repr:
                arguments.append(f"{described.name}={shown}")
        return f"{type(self).__name__}({', '.join(arguments)})"

    def at(self, *part: str) -> Span | None:
        """Return where a part stands in the file (`at("text")`), or else where the whole begins.

        `at("premise", "x")` asks for one of several parts of a sort.
        """
        return self.places.get(":".join(part)) or self.places.get("")


@dataclass(frozen=True, slots=True, repr=False)
class Source(_Placed):
    """A document that claims cite. Every field except `id` can be empty."""

    id: str
    author: str = field(
        default="", metadata=describe(Shape.TEXT, "source author", "the source's author")
    )
    title: str = field(
        default="", metadata=describe(Shape.TEXT, "source title", "the source's title")
    )
    publisher: str = field(
        default="", metadata=describe(Shape.TEXT, "source publisher", "the source's publisher")
    )
    date: str = field(
        default="", metadata=describe(Shape.TEXT, "source date", "the date of publication")
    )
    url: str = field(
        default="",
        metadata=describe(Shape.NAME, "source address", "the source's web address"),
    )
    file: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "source file",
            "a file with the source's words (text, web page, DOCX or ODT), in the map's folder",
        ),
    )

    @property
    def reference(self) -> str:
        """The source's entry in a bibliography, as a single line."""
        parts = [self.author, self.title, self.publisher, self.date, self.url]
        return ", ".join(part for part in parts if part) or self.id


@dataclass(frozen=True, slots=True, repr=False)
class Side(_Placed):
    """One of the sides in a debate."""

    id: str
    label: str = field(default="", metadata=describe(Shape.TEXT, "side name", "its name"))

    @property
    def name(self) -> str:
        return self.label or self.id


GROUP_SEPARATOR = " / "
"""What stands between two parts of a path."""


def group_path(group: str) -> tuple[str, ...]:
    """Return the parts of the path that a group is, the outermost first."""
    return tuple(part.strip() for part in group.split(GROUP_SEPARATOR) if part.strip())


@dataclass(frozen=True, slots=True, repr=False)
class Claim(_Placed):
    """A statement that can be true or false.

    `evidence` lists sources that document the claim. `stated_in` and `held_by` only show who states
    the claim. `common_ground` is true if all sides accept the claim. `type` is "fact",
    "value" or "policy", or "" if the map doesn't say. `standard` is "shown" for a claim that stands
    only if it is backed, and else "". `implicit` is true if the map's author
    added the claim. `ignore` maps a rule's id to the reason for not applying that rule to this
    claim.
    """

    id: str
    text: str = field(
        metadata=describe(Shape.TEXT, "", "the claim, as one declarative sentence (required)"),
    )
    label: str = field(
        default="",
        metadata=describe(
            Shape.TEXT,
            "label",
            "a short name for the claim, for use in pictures (`render --labels label`) and essays",
        ),
    )
    side: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "claim side",
            "the side that makes the claim. Without this key, a claim is on the same side as the"
            " claim that it supports. If the map has two sides, a claim that only attacks is on the"
            " side opposite its target. A claim that serves both sides has no side",
        ),
    )
    main: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "main claim mark",
            "if `true`, the claim is a main claim (contention) of its side. If no claim on a side"
            " is marked, the side's main claims are the claims that have reasons or objections and"
            " don't support another claim",
        ),
    )
    type: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "claim type",
            "`fact`, `value` or `policy`; the last two need no evidence as premises",
            CLAIM_TYPES,
        ),
    )
    common_ground: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "common ground mark",
            "if `true`, all sides accept the claim without support. You can also write `assumed`"
            " instead of `common_ground`",
        ),
    )
    standard: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "proof standard",
            "if `shown`, the claim stands only if it is backed. Use this key for a claim with a"
            " burden of proof",
            get_args(StandardName),
        ),
    )
    implicit: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "implicit claim mark",
            "if `true`, the map's author added the claim, and no source states it. The claim's box"
            " has a dashed outline",
        ),
    )
    evidence: tuple[Citation, ...] = field(
        default=(),
        metadata=describe(
            Shape.CITATIONS,
            "evidence citation",
            "sources that document the claim and therefore support it",
        ),
    )
    stated_in: tuple[Citation, ...] = field(
        default=(),
        metadata=describe(
            Shape.CITATIONS,
            "attribution",
            "sources that state the claim but don't support it",
        ),
    )
    held_by: tuple[str, ...] = field(
        default=(),
        metadata=describe(
            Shape.TEXTS,
            "holder",
            "the people or groups that make the claim. Attributing a claim to somebody doesn't"
            " support the claim",
        ),
    )
    quote: str = field(
        default="",
        metadata=describe(
            Shape.TEXT,
            "quotation",
            "the exact words of a source. These words must occur in the source's `file`",
        ),
    )
    note: str = field(default="", metadata=describe(Shape.TEXT, "note", "a note on the claim"))
    group: str = field(
        default="",
        metadata=describe(
            Shape.TEXT,
            "group",
            "the part of the debate that the claim belongs to, as a path such as `Economy / Jobs`",
        ),
    )
    tags: tuple[str, ...] = field(
        default=(), metadata=describe(Shape.TEXTS, "tag", "a list of keywords")
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=describe(
            Shape.REASONS,
            "ignored rule",
            "rules that don't apply to this claim: rule id → the reason",
        ),
    )

    @property
    def has_own_id(self) -> bool:
        """Whether the map's author chose the id. Reports don't show ids that argmap makes."""
        return "id" in self.places or not self.places

    @property
    def is_norm(self) -> bool:
        """Whether the claim says what is good or what should be done, which nothing documents."""
        return self.type in ("value", "policy")

    @property
    def has_own_ground(self) -> bool:
        """Whether the claim is common ground or documented by evidence, not only by reasons."""
        return self.common_ground or bool(self.evidence)


@dataclass(frozen=True, slots=True)
class OwnScheme:
    """An argumentation scheme that a map defines for itself (see `argmap.model.schemes` for the
    common ones).
    """

    premises: tuple[str, ...] = field(
        default=(),
        metadata=describe(Shape.TEXTS, "premise of a scheme", "what the scheme's premises say"),
    )
    questions: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata=describe(Shape.WORDS, "question of a scheme", "id → a critical question"),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Inference(_Placed):
    """A reason, an objection or an undercutter, which leads from premises to a target.

    `premises` contains the ids of claims, which are all needed. `warrant` is the premise that
    explains why the other premises support or oppose the target, or "" if there is no warrant.
    `target` is the id of a claim. For an undercutter, `target` is the id of an inference.
    """

    id: str
    kind: Kind = field(metadata=describe(Shape.KIND, "", "`support`, `rebuttal` or `undercutter`"))
    premises: tuple[str, ...] = field(
        metadata=describe(Shape.NAMES, "", "the ids of the premises, all of which are needed")
    )
    target: str = field(
        metadata=describe(
            Shape.NAME, "", "the id of the claim or inference that it supports or attacks"
        )
    )
    warrant: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "warrant role",
            "the premise that explains why the other premises support the conclusion",
        ),
    )
    scheme: str = field(
        default="",
        metadata=describe(
            Shape.TEXT,
            "scheme",
            "the inference's argumentation scheme. `argmap schemes` lists the available schemes",
        ),
    )
    questions: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata=describe(
            Shape.QUESTIONS,
            "critical question",
            "the scheme's critical questions: question → the claim that addresses the question."
            " This claim must be a premise of the inference or of its undercutter",
        ),
    )
    weighing: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "weighing",
            "if `true`, the undercutter grants the reason or objection, and says why it counts for"
            " less",
        ),
    )
    implicit: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "implicit inference mark",
            "if `true`, the map's author added the inference, and no source states it. An implicit"
            " inference can't back a claim",
        ),
    )
    stated_in: tuple[Citation, ...] = field(
        default=(),
        metadata=describe(
            Shape.CITATIONS, "inference attribution", "sources that contain this inference"
        ),
    )
    held_by: tuple[str, ...] = field(
        default=(),
        metadata=describe(
            Shape.TEXTS, "inference holder", "the people or groups that make this inference"
        ),
    )

    def __post_init__(self) -> None:
        # In files a warrant stands behind the other premises, and so it does here, or a map would
        # not come back.
        if (
            self.warrant
            and self.premises[-1:] != (self.warrant,)
            and self.premises.count(self.warrant) == 1
        ):
            others = [premise for premise in self.premises if premise != self.warrant]
            object.__setattr__(self, "premises", (*others, self.warrant))

    @property
    def noun(self) -> str:
        """What people call it: a reason, an objection, an undercutter or a weighing."""
        return "weighing" if self.weighing else self.kind.noun

    @property
    def premises_besides_warrant(self) -> tuple[str, ...]:
        """All premises but the warrant; there is at least one."""
        return tuple(premise for premise in self.premises if premise != self.warrant)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """A map's own settings for checks.

    `select` and `ignore` contain rules and groups of rules. `fail_on` is the lowest severity that
    makes a check fail, or "" if the map doesn't set a severity.
    """

    select: tuple[str, ...] = field(
        default=(),
        metadata=describe(
            Shape.NAMES, "selected rule", "rules or groups to apply instead of the defaults"
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(), metadata=describe(Shape.NAMES, "ignored rule", "rules or groups to leave out")
    )
    fail_on: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "severity to fail on",
            "the lowest severity that makes `argmap check` exit with 1: `error`, `warning`, `note`"
            " or `never`",
        ),
    )

    def __bool__(self) -> bool:
        return self != CheckSettings()


@dataclass(frozen=True, slots=True)
class RecordLink:
    """What one decision record has to do with another: `RecordLink("supersedes", "0003-queue.md")`.

    `title` is "" if the record is only known by its address.
    """

    kind: str = field(
        default="",
        metadata=describe(
            Shape.TEXT, "kind of link", "what the link says, such as `supersedes` or `refined by`"
        ),
    )
    to: str = field(
        default="",
        metadata=describe(Shape.NAME, "link", "the file or the web address that it leads to"),
    )
    title: str = field(
        default="", metadata=describe(Shape.TEXT, "title of a link", "the title of what is there")
    )


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a decision record says about its decision. Every field can be empty.

    `chosen` is the id of the side that is the chosen option.
    """

    status: str = field(
        default="",
        metadata=describe(Shape.TEXT, "status", "the status, such as `proposed` or `accepted`"),
    )
    date: str = field(
        default="", metadata=describe(Shape.TEXT, "date", "the date of the last change")
    )
    deciders: tuple[str, ...] = field(
        default=(), metadata=describe(Shape.TEXTS, "decider", "the people who decide")
    )
    chosen: str = field(
        default="",
        metadata=describe(Shape.NAME, "chosen option", "the side that is the chosen option"),
    )
    links: tuple[RecordLink, ...] = field(
        default=(),
        metadata=describe(
            Shape.LINKS,
            "link",
            "other records: a list of mappings with `kind`, `to` and `title`",
        ),
    )

    def __bool__(self) -> bool:
        return self != DecisionRecord()


class InferenceDetails(TypedDict, total=False):
    """What `Inferences.add` takes as it is: the fields of an inference that are neither its ends
    nor its warrant.
    """

    scheme: str
    questions: Mapping[str, str]
    weighing: bool
    implicit: bool
    stated_in: tuple[Citation, ...]
    held_by: tuple[str, ...]


class Inferences:
    """Collects inferences and gives each inference an id, such as `a+b:supports:c`.

    If several inferences have the same kind, premises and target, their ids contain a number, as in
    `a+b:supports#2:c`. An undercutter's id contains the id of the inference that it attacks. If an
    id would be very long, a hash replaces its end. `all` contains the inferences in the order in
    which you add them.
    """

    def __init__(self) -> None:
        self.all: list[Inference] = []
        self._times_added: dict[str, int] = {}

    def add(
        self,
        kind: Kind,
        premises: Iterable[str],
        target: str,
        *,
        warrant: str = "",
        own_id: str = "",
        places: Places | None = None,
        **details: Unpack[InferenceDetails],
    ) -> str:
        """Add an inference and return its id.

        The id is `own_id` or, if that is "", an id made from the premises and the target. The
        warrant becomes the last premise.
        """
        ids = [premise for premise in premises if premise != warrant]
        if warrant:
            ids.append(warrant)
        what_it_does = f"{'+'.join(ids)}:{kind.verb}"
        what_it_is = f"{what_it_does}:{target}"
        times = self._times_added.get(what_it_is, 0) + 1
        self._times_added[what_it_is] = times
        if times > 1:
            what_it_is = f"{what_it_does}#{times}:{target}"
        id = own_id or _shorten_id(what_it_is)
        self.all.append(
            Inference(id, kind, tuple(ids), target, warrant, places=places or {}, **details)
        )
        return id


def inferences_with_own_ids(inferences: Iterable[Inference]) -> set[str]:
    """Return the ids that `Inferences` would not give: code that adds the inferences again
    in this order has to pass them.
    """
    collected = Inferences()
    own_ids: set[str] = set()
    for inference in inferences:
        if (
            collected.add(
                inference.kind, inference.premises, inference.target, warrant=inference.warrant
            )
            != inference.id
        ):
            own_ids.add(inference.id)
    return own_ids


_LONGEST_INFERENCE_ID = 300
"""In characters: that of a step between four claims whose ids are whole sentences is shorter."""


def _shorten_id(id: str) -> str:
    """Return the id of a step, its end replaced by a digest where it is very long."""
    if len(id) <= _LONGEST_INFERENCE_ID:
        return id
    from hashlib import sha256

    digest = sha256(id.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{id[: _LONGEST_INFERENCE_ID - 17]}~{digest}"
