"""Argumentation schemes: common patterns of reasoning with critical questions that test them.

The schemes are listed in `schemes.toml`. An inference names its scheme in `scheme`. A claim takes
up each critical question. The claim is a premise if the inference needs the answer, which Carneades
calls an assumption. The claim is an undercutter if it states an exception.
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
    """The claim answers the question, and the inference needs the answer."""
    UNDERCUTTER = "undercutter"
    """The claim is an exception: the premises may be true and still not support the conclusion."""
    EITHER = "either"


class CriticalQuestion(NamedTuple):
    """A question that tests an inference: its id, its text, and how a claim takes it up."""

    id: str
    text: str
    taken_up_as: TakenUpAs = TakenUpAs.EITHER


class Scheme(NamedTuple):
    """A pattern of reasoning.

    `summary` describes the pattern in one sentence. `premises` and `conclusion` describe an
    inference that uses the scheme. `aliases` are other names for the scheme.
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
        rows = row["questions"]
        questions = [CriticalQuestion(id, words, TakenUpAs(kind)) for id, kind, words in rows]
        premises, aliases = tuple(row["premises"]), tuple(row.get("aliases", ()))
        schemes.append(
            Scheme(
                row["name"], row["summary"], premises, row["conclusion"], tuple(questions), aliases
            )
        )
    return tuple(schemes)


def schemes_by_plain_name(own: Mapping[str, OwnScheme]) -> Mapping[str, Scheme]:
    """Return a map's own schemes by their plain names."""
    by_name: dict[str, Scheme] = {}
    for name, defined in own.items():
        questions = tuple(CriticalQuestion(id, text) for id, text in defined.questions.items())
        by_name.setdefault(plain_name(name), Scheme(name, "", defined.premises, "", questions))
    return by_name


def find_scheme(name: str, own: Mapping[str, Scheme] | None = None) -> Scheme | None:
    """Return the scheme with a name or alias, or `None` if there is none.

    The schemes in `own`, by plain name, come first. The comparison ignores case, numbers, brackets,
    and words such as "argument from": `ExpertOpinion`, `expert_opinion`, and "Argument from Expert
    Opinion" are the same name. If there are several names, separated by commas, the first known
    name counts.
    """
    for each in (name, *name.split(",")):
        wanted = plain_name(each)
        scheme = (own or {}).get(wanted) or _common_by_plain_name().get(wanted)
        if scheme is not None:
            return scheme
    return None


def written_names(own: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the names and aliases of all schemes, including a map's own, by their plain names."""
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
"""Words that do not change a name: "argument from sign" and "sign" are the same name."""
_BETWEEN_CAPITALS = "(?<=[a-z])(?=[A-Z])"
_IN_BRACKETS = r"\([^()]*\)"


def plain_name(name: str) -> str:
    """Return the plain name that is compared: "expert opinion" for `ArgumentFromExpertOpinion`."""
    spaced = re.sub(_BETWEEN_CAPITALS, " ", re.sub(_IN_BRACKETS, " ", name))
    words = re.findall(r"[^\W\d_]+", spaced.casefold())
    distinctive = [word for word in words if word not in _WORDS_AROUND]
    # A name that consists only of such words stays as it is.
    return " ".join(distinctive or words)
