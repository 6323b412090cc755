"""Argumentation schemes: the common patterns of reasoning, each with the critical questions that
test it; they are in `schemes.toml`.

An inference names its scheme in `scheme`. A question is taken up by a claim: by a premise where the
answer is part of what the inference needs (Carneades calls it an assumption), by an undercutter
where it is an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from argmap.model.parts import OwnScheme


class TakenUpAs(StrEnum):
    """How a claim takes up a critical question."""

    PREMISE = "premise"
    """It answers the question, and the inference needs it."""
    UNDERCUTTER = "undercutter"
    """It is an exception: the premises may be true, and still not bear."""
    EITHER = "either"


class CriticalQuestion(NamedTuple):
    """A question that tests an inference: its id (`bias`), its words, and who takes it up."""

    id: str
    text: str
    taken_up_as: TakenUpAs = TakenUpAs.EITHER


class Scheme(NamedTuple):
    """A pattern of reasoning.

    `summary` says in a sentence how it reasons. `premises` and `conclusion` are what an inference
    by it says; `aliases` are other names of it.
    """

    name: str
    summary: str
    premises: tuple[str, ...]
    conclusion: str
    questions: tuple[CriticalQuestion, ...]
    aliases: tuple[str, ...] = ()


@cache
def all_schemes() -> tuple[Scheme, ...]:
    """Return the schemes that argmap knows, in the order of `schemes.toml`."""
    import tomllib

    text = Path(__file__).with_name("schemes.toml").read_text(encoding="utf-8")
    schemes: list[Scheme] = []
    for row in tomllib.loads(text)["scheme"]:
        questions: list[CriticalQuestion] = []
        for id, taken_up_as, words in row["questions"]:
            questions.append(CriticalQuestion(id, words, TakenUpAs(taken_up_as)))
        premises, aliases = tuple(row["premises"]), tuple(row.get("aliases", ()))
        schemes.append(
            Scheme(
                row["name"], row["summary"], premises, row["conclusion"], tuple(questions), aliases
            )
        )
    return tuple(schemes)


def schemes_by_plain_name(own: Mapping[str, OwnScheme]) -> Mapping[str, Scheme]:
    """Return a map's own schemes by what their names are compared by."""
    by_name: dict[str, Scheme] = {}
    for name, defined in own.items():
        questions = tuple(CriticalQuestion(id, text) for id, text in defined.questions.items())
        by_name.setdefault(plain_name(name), Scheme(name, "", defined.premises, "", questions))
    return by_name


def find_scheme(name: str, own: Mapping[str, Scheme] | None = None) -> Scheme | None:
    """Return the scheme of a name or alias, `None` if there is none.

    A map's `own`, by plain name, come first. Names are compared without case, numbers, brackets,
    and words such as "argument from": `ExpertOpinion`, `expert_opinion` and "Argument from Expert
    Opinion" are one. Of several names, parted by commas, the first known one counts.
    """
    for each in (name, *name.split(",")):
        wanted = plain_name(each)
        scheme = (own or {}).get(wanted) or _common_by_plain_name().get(wanted)
        if scheme is not None:
            return scheme
    return None


def written_names(own: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the names and aliases of all schemes, and of a map's own, by their plain names."""
    names: dict[str, str] = {}
    for scheme in all_schemes():
        for name in (scheme.name, *scheme.aliases):
            names.setdefault(plain_name(name), name)
    names.update({plain_name(name): name for name in own})
    return names


@cache
def _common_by_plain_name() -> Mapping[str, Scheme]:
    by_name: dict[str, Scheme] = {}
    for scheme in all_schemes():
        for name in (scheme.name, *scheme.aliases):
            by_name[plain_name(name)] = scheme
    return by_name


_AROUND = """
    a an the argument arguments appeal inference reasoning scheme from by to of
"""
_WORDS_AROUND = frozenset(_AROUND.split())
"""Words that make no other name: "argument from sign" and "sign" are one."""
_BETWEEN_CAPITALS = "(?<=[a-z])(?=[A-Z])"
_IN_BRACKETS = r"\([^()]*\)"


def plain_name(name: str) -> str:
    """Return what a name is compared by: "expert opinion" of `ArgumentFromExpertOpinion`."""
    spaced = re.sub(_BETWEEN_CAPITALS, " ", re.sub(_IN_BRACKETS, " ", name))
    words = re.findall(r"[^\W\d_]+", spaced.casefold())
    distinctive = [word for word in words if word not in _WORDS_AROUND]
    # A name of nothing but such words stays as it is.
    return " ".join(distinctive or words)
