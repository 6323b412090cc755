"""The words before a colon that say what a line is: "Support: …", "Con: …", "Einwand: …", "但是：…".

Outlines write the words of `Words`; people who make a list write those of everyday, too. Both are
read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from argmap.languages import KNOWN, words_for


class Role(StrEnum):
    """What a line is to what stands above it."""

    REASON = "reason"
    OBJECTION = "objection"
    DOUBT = "doubt"
    """An objection to the step, not to the claim."""
    WARRANT = "warrant"
    LINKED = "linked"
    """A further premise of the step that the line before is of: only together they count."""
    SOURCE = "source"
    """No claim, but where the claim above is documented."""


class SpokenRole(NamedTuple):
    """A line parted at the word that says its role.

    Attributes:
        role: the role.
        word: the word, as it is written.
        details: what stands in brackets behind the word: "warrant, expert opinion"; may be empty.
        text: what follows the colon.
        languages: the languages that the word belongs to.
    """

    role: Role
    word: str
    details: str
    text: str
    languages: tuple[str, ...]


_EVERYDAY: Mapping[str, Mapping[Role, str]] = {
    "en": {
        Role.REASON: (
            "pro, pros, for, because, since, supports, argument, argument for, premise, advantage,"
            " in favour, in favor"
        ),
        Role.OBJECTION: (
            "con, cons, contra, against, but, however, counter, counterargument, counter-argument,"
            " counterpoint, argument against, attack, attacks, disadvantage, reply, response,"
            " answer"
        ),
        Role.DOUBT: "against the step",
        Role.LINKED: "and, and also, together with",
        Role.SOURCE: "source, reference, see",
    },
    "de": {
        Role.REASON: "pro, für, dafür, weil, denn, argument, begründung, prämisse, vorteil",
        Role.OBJECTION: (
            "contra, kontra, gegen, dagegen, aber, jedoch, gegenargument, widerlegung, nachteil,"
            " erwiderung, antwort, replik"
        ),
        Role.LINKED: "und, und auch, zusammen mit",
        Role.SOURCE: "quelle",
    },
    "fr": {
        Role.REASON: "pour, car, parce que, argument, prémisse, avantage",
        Role.OBJECTION: (
            "contre, mais, cependant, toutefois, pourtant, contre-argument, inconvénient, réponse"
        ),
        Role.LINKED: "et, et aussi, ensemble avec",
        Role.SOURCE: "source",
    },
    "es": {
        Role.REASON: "pro, a favor, porque, argumento, premisa, ventaja",
        Role.OBJECTION: (
            "contra, en contra, pero, sin embargo, contraargumento, desventaja, respuesta, réplica"
        ),
        Role.LINKED: "y además, y también, junto con",
        Role.SOURCE: "fuente",
    },
    "it": {
        Role.REASON: "pro, a favore, perché, argomento, premessa, vantaggio",
        Role.OBJECTION: (
            "contro, ma, però, tuttavia, controargomento, svantaggio, risposta, replica"
        ),
        Role.LINKED: "e anche, e inoltre, insieme a",
        Role.SOURCE: "fonte",
    },
    "pt": {
        Role.REASON: "pró, a favor, porque, argumento, premissa, vantagem",
        Role.OBJECTION: (
            "contra, mas, porém, contudo, contra-argumento, desvantagem, resposta, réplica"
        ),
        Role.LINKED: "e também, e ainda, junto com",
        Role.SOURCE: "fonte",
    },
    "zh": {
        Role.REASON: "赞成, 贊成, 因为, 因為, 论据, 論據, 优点",
        Role.OBJECTION: "反对, 反對, 但是, 但, 不过, 不過, 然而, 反論, 缺点",
        Role.LINKED: "并且, 並且, 而且, 和",
        Role.SOURCE: "来源, 來源",
    },
    "ja": {
        Role.REASON: "賛成, なぜなら, 根拠, 長所",
        Role.OBJECTION: "反対, しかし, ただし, だが, でも, 異議, 短所",
        Role.LINKED: "かつ, また, そして",
        Role.SOURCE: "出典",
    },
    "ar": {
        Role.REASON: "مؤيد, مع, لأن, سبب, ميزة",
        Role.OBJECTION: "معارض, ضد, لكن, ولكن, رد, عيب",
        Role.LINKED: "وأيضًا, وكذلك",
        Role.SOURCE: "المصدر, مصدر",
    },
    "he": {
        Role.REASON: "בעד, כי, טיעון, סיבה, יתרון",
        Role.OBJECTION: "נגד, אבל, אך, אולם, תשובה, חיסרון",
        Role.LINKED: "וגם, וכן",
        Role.SOURCE: "מקור",
    },
}
"""Words that people write besides those of outlines."""

_HEADINGS_OF_SOURCES = (
    "sources, references, bibliography, works cited, footnotes, endnotes, quellen,"
    " quellenverzeichnis, literatur, literaturverzeichnis, fußnoten, références, bibliographie,"
    " fuentes, referencias, bibliografía, fonti, riferimenti, bibliografia, fontes, referências,"
    " 参考文献, 參考文獻, 来源, 來源, 出典, المراجع, ביבליוגרפיה"
)
"""Headings above a list of sources, besides those of outlines."""

_OPENING, _CLOSING = "(（", ")）"
_COLONS = ":："
_COLON = rf"\s*[{_COLONS}]\s*"


@cache
def role_words() -> Mapping[str, tuple[Role, tuple[str, ...]]]:
    """Return each word in small letters with its role and its languages."""
    roles: dict[str, Role] = {}
    languages: dict[str, dict[str, None]] = {}
    for tag in KNOWN:
        words = words_for(tag)
        by_role: dict[Role, list[str]] = {
            Role.REASON: [words.support, words.reason],
            Role.OBJECTION: [words.rebuttal, words.objection],
            Role.DOUBT: [words.undercutter, words.against_this_step],
            Role.WARRANT: [words.warrant],
        }
        for role, listed in _EVERYDAY[tag].items():
            by_role.setdefault(role, []).extend(listed.split(", "))
        for role, spellings in by_role.items():
            for spelling in spellings:
                word = spelling.casefold()
                roles.setdefault(word, role)
                languages.setdefault(word, {})[tag] = None
    return {word: (role, tuple(languages[word])) for word, role in roles.items()}


@cache
def _headings_of_sources() -> frozenset[str]:
    headings = _HEADINGS_OF_SOURCES.split(", ")
    headings += [words_for(tag).sources for tag in KNOWN]
    return frozenset(heading.casefold() for heading in headings)


def names_sources(heading: str) -> bool:
    """Return whether a heading stands above a list of sources, in any language."""
    return heading.strip(":： *_").casefold() in _headings_of_sources()


@cache
def _role_pattern() -> re.Pattern[str]:
    # The longest first, so that "argument against" is not taken for "argument".
    words = sorted(role_words(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def spoken_role(text: str) -> SpokenRole | None:
    """Return a line parted at the word that says its role; `None` if it begins with none."""
    # Most lines have none, and to see that costs less than to load the words of all languages.
    if not any(colon in text for colon in _COLONS):
        return None
    text = text.lstrip()
    match = _role_pattern().match(text)
    if match is None or match[1].casefold() not in role_words():
        return None
    role, languages = role_words()[match[1].casefold()]
    end = match.end()
    details_end = _end_of_aside(text, end)
    details = text[end:details_end].strip()[1:-1].strip()
    rest = text[details_end:]
    colon = re.match(_COLON, rest)
    if colon is None:
        return None
    return SpokenRole(role, match[1], details, rest[colon.end() :], languages)


def _end_of_aside(text: str, start: int) -> int:
    """Return where the brackets end that begin at a place, behind a space perhaps; the place itself
    if none do.
    """
    opening = start
    while opening < len(text) and text[opening].isspace():
        opening += 1
    if opening == len(text) or text[opening] not in _OPENING:
        return start
    depth = 0
    for index in range(opening, len(text)):
        if text[index] in _OPENING:
            depth += 1
        elif text[index] in _CLOSING:
            depth -= 1
        if depth == 0:
            return index + 1
    return start
