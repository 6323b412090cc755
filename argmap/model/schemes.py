"""Argumentation schemes: the common patterns of reasoning, each with the critical questions that
test it.

After Walton, Reed and Macagno, Argumentation Schemes (2008), retold in few words. A step names its
scheme in `scheme`. A question is taken up by a claim: by a premise where the answer is part of what
the step needs (Carneades calls it an assumption), by an undercutter where it is an exception. The
questions of a scheme stand in the order in which they matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from argmap.model.parts import OwnScheme
from argmap.model.scheme_catalog import SCHEMES, CriticalQuestion, Scheme


def schemes_by_plain_name(own: Mapping[str, OwnScheme]) -> Mapping[str, Scheme]:
    """Return a map's own schemes by what their names are compared by."""
    by_name: dict[str, Scheme] = {}
    for name, defined in own.items():
        questions = tuple(CriticalQuestion(id, text) for id, text in defined.questions.items())
        by_name.setdefault(plain_name(name), Scheme(name, "", defined.premises, "", questions))
    return by_name


def find_scheme(name: str, own: Mapping[str, Scheme] | None = None) -> Scheme | None:
    """Return the scheme of a name or alias, `None` if there is none; a map's `own`, by plain name,
    come first.

    Names are compared without case, numbers, brackets, and words such as "argument from":
    `ExpertOpinion`, `expert_opinion` and "Argument from Expert Opinion" are one. Of several names,
    parted by commas, the first known one counts.
    """
    for each in (name, *name.split(",")):
        wanted = plain_name(each)
        scheme = (own or {}).get(wanted) or _common_by_plain_name().get(wanted)
        if scheme is not None:
            return scheme
    return None


def written_names(own: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the names and aliases of all schemes, a map's own among them, by what they are
    compared by.
    """
    names: dict[str, str] = {}
    for scheme in SCHEMES:
        for name in (scheme.name, *scheme.aliases):
            names.setdefault(plain_name(name), name)
    names.update({plain_name(name): name for name in own})
    return names


@cache
def _common_by_plain_name() -> Mapping[str, Scheme]:
    by_name: dict[str, Scheme] = {}
    for scheme in SCHEMES:
        for name in (scheme.name, *scheme.aliases):
            by_name[plain_name(name)] = scheme
    return by_name


_AROUND = """
    a an the argument arguments appeal inference reasoning scheme from by to of
"""
_WORDS_AROUND = frozenset(_AROUND.split())
"""Words that make no other name: "argument from sign" and "sign" are one."""
_BETWEEN_CAPITALS = re.compile("(?<=[a-z])(?=[A-Z])")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def plain_name(name: str) -> str:
    """Return what the name of a scheme is compared by: "expert opinion" of
    `ArgumentFromExpertOpinion`.
    """
    spaced = _BETWEEN_CAPITALS.sub(" ", _IN_BRACKETS.sub(" ", name))
    words = re.findall(r"[^\W\d_]+", spaced.casefold())
    distinctive = [word for word in words if word not in _WORDS_AROUND]
    # A name of nothing but such words stays as it is.
    return " ".join(distinctive or words)
