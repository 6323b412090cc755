"""Random maps for Hypothesis: support and attack circles, linked premises, undercutters, any text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st

from argmap import (
    ArgumentMap,
    CheckSettings,
    Citation,
    Claim,
    Expectation,
    Inference,
    Inferences,
    Kind,
    Side,
    Source,
)
from argmap.model import DecisionRecord, Field, OwnScheme, RecordLink, Shape, fields_of

_ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
_SPACED = st.lists(
    st.sampled_from(["a", "word", "Two", "  ", " ", "-", "b,", "\t"]), min_size=1, max_size=8
).map("".join)
TEXT = st.one_of(_ANY_TEXT, _ANY_TEXT, _SPACED).filter(lambda text: bool(text.strip()))
_MAYBE = st.one_of(st.just(""), TEXT)
_TEXTS = st.lists(TEXT, max_size=2).map(tuple)
_IDS = st.from_regex(r"[a-zA-Z0-9é][a-z0-9._-]{0,6}", fullmatch=True)
_CONTROLS = "".join(chr(number) for number in (*range(0x20), *range(0x7F, 0xA0)))
_LOCATORS = st.lists(st.text(st.characters(codec="utf-8"), max_size=4), max_size=3).map(
    lambda words: " ".join(" ".join(words).split()).lstrip(_CONTROLS + " ")
)
_CITATIONS = st.builds(Citation, st.sampled_from(["s1", "s2"]), _LOCATORS)

_QUESTIONS = st.sampled_from(["bias", "evidence", "a question " * 100])
_SCHEMES = st.dictionaries(
    st.one_of(TEXT, st.just("a scheme's name " * 100)),
    st.builds(OwnScheme, _TEXTS, st.dictionaries(_QUESTIONS, TEXT, max_size=2)),
    max_size=2,
)

_REASONS = st.dictionaries(st.sampled_from(["long-claim", "question"]), TEXT, max_size=2)

WORDS = [
    "harbour",
    "meadow",
    "lantern",
    "copper",
    "window",
    "thunder",
    "garden",
    "velvet",
    "pepper",
    "marble",
    "cabin",
    "rocket",
    "puzzle",
    "walnut",
    "sister",
    "pocket",
    "dragon",
    "winter",
    "blanket",
    "forest",
]
"""Words that are unlike each other, so that texts of some of them are, too."""

BY_SHAPE: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.TEXT: _MAYBE,
    Shape.NAME: _MAYBE,
    Shape.FLAG: st.booleans(),
    Shape.TEXTS: _TEXTS,
    Shape.NAMES: _TEXTS,
    Shape.GROUPS: st.lists(st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=2).map(
        tuple
    ),
    Shape.CITATIONS: st.lists(_CITATIONS, max_size=2).map(tuple),
    Shape.REASONS: _REASONS,
    Shape.SCHEMES: _SCHEMES,
    Shape.RECORD: st.builds(
        DecisionRecord,
        _MAYBE,
        _MAYBE,
        _TEXTS,
        st.sampled_from(["", "pro", "con"]),
        st.lists(st.builds(RecordLink, _MAYBE, _MAYBE, _MAYBE), max_size=2).map(tuple),
    ),
}
"""What a field of a shape may hold. Fields that must lead somewhere are drawn by hand below."""


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Return what a field may hold."""
    return st.sampled_from(["", "", *field.choices]) if field.choices else BY_SHAPE[field.shape]


CHOICES = {field.name: values_of(field) for field in fields_of(Claim) if field.choices}
"""What the fields of a claim may hold that have few values."""
_DRAWN_BY_HAND = ("kind", "premises", "target", "warrant", "weighing")


def values(draw: st.DrawFn, part: type, by_hand: Collection[str] = ()) -> dict[str, Any]:
    """Draw a value for every described field of a part but those drawn by hand."""
    drawn: dict[str, Any] = {}
    for field in fields_of(part):
        if field.name not in by_hand and field.shape in BY_SHAPE:
            drawn[field.name] = draw(values_of(field))
    return drawn


@st.composite
def claims(draw: st.DrawFn, id: str) -> Claim:
    return Claim(
        id,
        text=draw(TEXT),
        side=draw(st.sampled_from(["", "pro", "con"])),
        group=draw(st.one_of(st.sampled_from(["A", "A / B", "A / B / C", "B"]), _MAYBE)),
        **values(draw, Claim, by_hand=("text", "side", "group")),
    )


def inferences(
    ids: list[str], draw: st.DrawFn, most: int, *, with_details: bool = True
) -> Inferences:
    made = Inferences()
    coin = st.booleans()
    for _ in range(draw(st.integers(0, most))):
        premises: list[str] = draw(
            st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
        )
        onto = [inference.id for inference in made.all]
        if draw(coin) and draw(coin) and onto:
            kind, target = Kind.UNDERCUTTER, draw(st.sampled_from(onto))
        else:
            kind, target = (
                draw(st.sampled_from([Kind.SUPPORT, Kind.REBUTTAL])),
                draw(st.sampled_from(ids)),
            )
        warrant = premises[-1] if len(premises) > 1 and draw(coin) else ""
        number = len(made.all)
        own_id = draw(
            st.sampled_from(
                ["", "", "", f"s{number}", f"a:supports#{number}:b", f"{number}{'–' * 1000}"]
            )
        )
        if own_id in ids:  # an inference and a claim cannot share an id
            own_id = ""
        details = values(draw, Inference, by_hand=_DRAWN_BY_HAND) if with_details else {}
        if not with_details:
            details = {"implicit": draw(coin) and draw(coin)}
        else:
            details["questions"] = draw(
                st.dictionaries(_QUESTIONS, st.sampled_from(premises), max_size=2)
            )
        if kind is Kind.UNDERCUTTER:
            weighed = made.all[onto.index(target)]
            can_weigh = weighed.kind is not Kind.UNDERCUTTER
            details["weighing"] = (
                can_weigh and not set(premises) & set(weighed.premises) and draw(coin)
            )
        made.add(kind, premises, target, warrant=warrant, own_id=own_id, **details)
    return made


@st.composite
def maps(draw: st.DrawFn, most_claims: int = 6, most_inferences: int = 8) -> ArgumentMap:
    """Any map: every field filled with anything that it may hold."""
    ids = draw(st.lists(_IDS, min_size=1, max_size=most_claims, unique=True))
    made_claims = [draw(claims(id)) for id in ids]
    others = values(draw, ArgumentMap, by_hand=("language",))
    if not all(re.search(r"\w", claim.text.replace("_", "")) for claim in made_claims):
        others["worksheet"] = ""  # these would be its blanks, which are not read
    return ArgumentMap.build(
        language=draw(st.sampled_from(["", "de", "pt-BR", "zh-Hant"])),
        sides=[Side(id, **values(draw, Side)) for id in ("pro", "con")],
        sources=[Source(id, **values(draw, Source)) for id in ("s1", "s2")],
        claims=made_claims,
        inferences=inferences(ids, draw, most_inferences).all,
        expect=draw(
            st.dictionaries(st.sampled_from(ids), st.sampled_from(Expectation), max_size=2)
        ),
        settings=CheckSettings(**values(draw, CheckSettings)),
        **others,
    )


@st.composite
def bare_maps(draw: st.DrawFn, most_claims: int = 6, most_inferences: int = 8) -> ArgumentMap:
    """A map of plain claims, for what concerns its structure alone."""
    ids = [f"c{number}" for number in range(draw(st.integers(1, most_claims)))]
    given = draw(
        st.lists(
            st.sampled_from(["", "common_ground", "evidence"]), min_size=len(ids), max_size=len(ids)
        )
    )
    return ArgumentMap.build(
        sources=[Source("s")],
        claims=[
            Claim(
                id, f"Claim {id} holds.", common_ground=how == "common_ground",
                evidence=(Citation("s"),) if how == "evidence" else (), **{name: draw(values) for name, values in CHOICES.items()},
            )
            for id, how in zip(ids, given, strict=True)
        ],
        inferences=inferences(ids, draw, most_inferences, with_details=False).all,
    )  # fmt: skip
