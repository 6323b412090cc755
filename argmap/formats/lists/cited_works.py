"""Citations by author and year, as people write them in a claim, a footnote or a field.

Phones distract (Miller 2019, 44).                 a bracket at the end: author, year, place
… (cf. Smith & Jones, 2020, pp. 3–5; Lee 2018)     several
… [see @miller2019, p. 3; @lee]                    Pandoc's keys
… (ebd., S. 5)                                     the source cited last
Kant (1797: 426) argues …                          in the sentence: the name is before the bracket

"(Paris 2015)" and "Brexit (2016) was a mistake" have the same form. So a name and a year alone are
a citation only of a source that the list has; other works are *sure* by what else is there: a
place, "see", several authors, or a verb of saying.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.languages.writing import (
    ACCORDING_TO,
    AFTER,
    BODY,
    IBIDEM,
    IDEM,
    IDEOGRAPHS,
    IS_WRONG,
    NO_DATE,
    NO_SUBJECT_BEHIND,
    NOT_A_NAME,
    OPPOSED,
    SAID_BEFORE,
    SAYS,
    SEE,
    SENTENCE_ENDS,
    SMALL_IN_NAME,
    VIEW,
)
from argmap.model import Source
from argmap.model.source_names import author_names
from argmap.util.citation_patterns import AND, ET_AL, PARTICLES, PLACE
from argmap.util.spelling import near_words

_YEAR = rf"(?:(?:1\d{{3}}|20\d\d)[a-z]?(?:/\d{{2,4}})?|{NO_DATE})"
_PAGES = r"(?:\d{1,4}|[ivxlc]+\b)(?:\.\d+)*[a-z]?(?:\s?[-–—]\s?\d+)?(?:\s?ff?\b\.?)?(?!\w)"
PLACES = rf"(?:{PLACE}\s?)?{_PAGES}(?:(?:\s?[,:]\s?| {AND} )(?:{PLACE}\s?)?{_PAGES})*"
_SEE = rf"(?:((?i:{SEE}))\s+)?"
_AFTER = re.compile(rf"(?i:{AFTER})\s+(?=\S)")
_SHORT_NAME = r"(?: [(\[][^\W\d][\w.-]{0,20}[)\]])"
_SHORT_NAME_BEFORE = re.compile(rf"{_SHORT_NAME}\s*$")
# Examples: Miller 2019, 44; Smith & Jones, 2020, pp. 3–5; Miller (2019); 教育部2019
_WORK = re.compile(
    rf"{_SEE}([^\d()（）\[\]:：;@]{{1,120}}?{_SHORT_NAME}?)(?:,?\s+|(?<=[{IDEOGRAPHS}]))"
    rf"[(（]?({_YEAR})(?:[)）]|(?!\w))(?:(?:\s*[,:：，]\s*|\s+(?={PLACE}))({PLACES}))?\.?"
)
# Examples: @miller2019, p. 44; -@{lee}
_KEY = re.compile(rf"{_SEE}-?@(\{{[^{{}}]+\}}|\w[\w:.#-]*\w|\w)(?:\s*,\s*({PLACES}))?\.?")
_SAME = re.compile(rf"{_SEE}{IBIDEM}(?:\s*[,:]?\s*({PLACES}))?\.?")
_IDEM = re.compile(IDEM)
_OF_KEY = re.compile(r"([^\W\d_]+)[-_:.]?(\d{4})[a-z]?")
_PLACE_ALONE = re.compile(rf"{PLACE}\s?{_PAGES}(?:\s?[,–-]\s?{_PAGES})*")
_IS_YEAR = re.compile(rf"{_YEAR}(?!\w)")
_YEAR_AND_PLACE = re.compile(rf"({_YEAR})(?:\s*[,:：]\s*({PLACES}))?")
_BRACKETS = re.compile(r"[(（]([^()（）]{4,300})[)）]|\[([^\[\]]{2,300})\]")
_LONGEST = 300  # characters of what is in brackets
_LONGEST_NAME = 200
_OPENING_OF = {")": "(", "）": "（", "]": "["}
_STOPS = (*SENTENCE_ENDS, "?", "…")
_PAIRS_OF_BRACKETS = re.compile(r"[()（）]")
_TOKEN = re.compile(r"[^\s,]+|,")
_AND_WORD = re.compile(rf"{AND}")
_SMALL = re.compile(SMALL_IN_NAME)
_OF_PEOPLE = re.compile(rf"{AND}|{PARTICLES}")
_NOT_A_NAME = re.compile(NOT_A_NAME)
_GERMAN_ARTICLE = re.compile(r"(?i:de[rnms]|die|das|eine?[mnrs]?)")
_ARTICLE = re.compile(r"(?i:the|la|le|les|el|los|las|der|die|das|an?)")
_NO_SUBJECT_BEHIND = re.compile(NO_SUBJECT_BEHIND)
_SAYS = re.compile(rf"\s*,?\s*{SAYS}")
_SAYS_ANYWHERE = re.compile(rf"\s{SAYS}")
_SAID_BEFORE = re.compile(rf"\b{SAID_BEFORE} (?:auch )?$")
_OPPOSED = re.compile(rf"{OPPOSED}$")
_IS_WRONG = re.compile(rf"\s*{IS_WRONG}")
_ACCORDING_TO = re.compile(rf"{ACCORDING_TO}$")
_BODY, _VIEW = re.compile(BODY), re.compile(VIEW)
_ET_AL = re.compile(rf",? {ET_AL}$")
_ENDING_OF_NAME = re.compile(rf"(?:,? {ET_AL}|{_SHORT_NAME})\s*$")
_BETWEEN_NAMES = rf",? {AND} |(?<=\w)/(?=\w)|, ?"
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_](?:\.[ -]?| ))+")
# Examples: Miller & Smith, Miller/Smith, Miller and Smith, A. Miller, Miller, A. B.
_TWO_NAMES = re.compile(r"[^\W\d_][\w'’-]+,?(?: ?[&/] ?)[^\W\d_][\w'’-]+")
_NAMES_AT_END = re.compile(
    rf"(?:[^\W\d_][\w'’-]+, )*[^\W\d_][\w'’-]+,? {AND} [^\W\d_][\w'’-]+"
    r"|(?:[^\W\d_]\. )+[^\W\d_][\w'’-]+|[^\W\d_][\w'’-]+, (?:[^\W\d_]\. ?)+"
)
_WORDS = re.compile(r"[^\W_]+")
_MOST_COMPARED = 50  # sources by namesakes
_YEAR_IN = re.compile(r"(?<!\d)\d{4}(?!\d)")


class CitedWork(NamedTuple):
    """What a citation says of a work.

    Attributes:
        author: its author; "" if it is known by its key.
        date: its year.
        locator: the place in it.
        key: what Pandoc calls it.
        is_same: whether it is the work cited last.
        is_sure: whether its words are a citation even if the list has no such source.
        is_name: whether its author may be one even then: not so "but see Lee", or "after May".
    """

    author: str = ""
    date: str = ""
    locator: str = ""
    key: str = ""
    is_same: bool = False
    is_sure: bool = True
    is_name: bool = True

    @property
    def names(self) -> list[str]:
        """The family names of its authors."""
        names: list[str] = []
        for name in re.split(_BETWEEN_NAMES, _ET_AL.sub("", self.author)):
            if not _INITIALS.fullmatch(name):
                names.append(name)
            elif names:
                names[-1] += f", {name}"
        return [name for name in names if name]

    @property
    def label(self) -> str:
        """How it is called: "Miller 2019"."""
        return self.key or f"{self.author} {self.date}".strip()


def _is_capital(word: str) -> bool:
    """Return whether a word begins as a name does; scripts without small letters have no others."""
    begins = re.sub(r"^(?:[a-z]{1,2}['’-])?[\"“„«‘']*", "", word)[:1]
    return begins.isalpha() and not begins.islower()


def is_name(text: str) -> bool:
    """Return whether a text may be the name of an author: "van der Berg", "Town Council"."""
    words = _SHORT_NAME_BEFORE.sub("", _ET_AL.sub("", text)).replace(",", " ").split()
    if not words or not _is_capital(words[-1]) or _NOT_A_NAME.fullmatch(words[0]):
        return False
    first_is_small = not _is_capital(words[0])
    if first_is_small and (len(words) < 2 or not _SMALL.fullmatch(words[0])):
        return False
    return all(_is_capital(word) or _SMALL.fullmatch(word) for word in words)


def parse_citations(text: str, *, is_within: bool = False) -> list[CitedWork]:
    """Return the works that "see Miller 2019, 44; Lee 2018" cites; none unless all is clear.

    Args:
        text: what is in brackets, or in a note.
        is_within: whether a sentence goes on behind the bracket.
    """
    works: list[CitedWork] = []
    for piece in re.split(r"\s*[;；]\s*", text.strip(" ,;")):
        if _PLACE_ALONE.fullmatch(piece):
            if not works:
                return []
            works.append(works[-1]._replace(locator=piece))
            continue
        said = _WORK.fullmatch(piece)
        if said is not None:
            author = said[2]
            if _IDEM.fullmatch(author):
                if not works:
                    return []
                author = works[-1].author
            works += _works_of_author(author, said, is_within)
            continue
        keyed = _KEY.fullmatch(piece)
        if keyed is not None:
            _, key, locator = keyed.groups("")
            works.append(CitedWork(locator=locator, key=key.strip("{}")))
            continue
        same = _SAME.fullmatch(piece)
        if same is None:
            return []
        works.append(CitedWork(locator=same[2] or "", is_same=True))
    return works


def _works_of_author(author: str, said: re.Match[str], is_within: bool) -> list[CitedWork]:
    """Return the works in "see Miller 2018, 2019, p. 3": one for each year."""
    see, _, date, locator = said.groups("")
    author = author.rstrip(", ")
    has_name = is_name(author)
    after = _AFTER.match(author)
    if after:
        author = author[after.end() :]
    # A year with a letter belongs to a source: an event has no "2016a".
    has_letter = date[:4].isdecimal() and date[4:5].isalpha()
    works: list[CitedWork] = []
    while _IS_YEAR.match(locator):
        works.append(CitedWork(author, date))
        date, _, locator = locator.partition(",")
        locator = locator.strip()
    works.append(CitedWork(author, date, locator))
    # "(Scotland and Wales 1997)" is seldom at the end of a claim.
    has_shape = _has_shape(author) or (not is_within and _NAMES_AT_END.fullmatch(author))
    is_sure = bool(see or locator or has_letter or has_shape) and has_name
    return [work._replace(is_sure=is_sure, is_name=has_name) for work in works]


def _has_shape(author: str) -> bool:
    """Return whether words are authors, and no place or event: "Miller & Smith", "Lee et al."."""
    shows_it = _ET_AL.search(author) or _SHORT_NAME_BEFORE.search(author) or _BODY.search(author)
    return bool(shows_it or _TWO_NAMES.fullmatch(author))


class Bracket(NamedTuple):
    """A bracket at the end of a text.

    Attributes:
        said: what is in it.
        start: where the text before it ends.
        stop: the stop behind it.
    """

    said: str
    start: int
    stop: str


def end_bracket(text: str, end: int) -> Bracket | None:
    """Return the bracket at the end of `text[:end]`, unless that is all of it."""
    end = _end_of_words(text, end)
    stop = ""
    if end and text[end - 1] in _STOPS:
        stop = text[end - 1]
        end -= 1
    closing = text[end - 1 : end]
    if closing not in _OPENING_OF:
        return None
    opening = _OPENING_OF[closing]
    lowest = max(0, end - _LONGEST)
    tail = text[lowest : end - 1]
    start = tail.rfind(opening)
    if closing != "]" and tail.rfind(closing) > start:
        start = tail.rfind(opening, 0, start)  # "(Miller (2019: 44))"
    before = _end_of_words(text, lowest + start)
    if start < 0 or not before:
        return None
    return Bracket(tail[start + 1 :], before, stop)


def _end_of_words(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


# --- works that a sentence names ---


def works_in_sentence(text: str) -> Iterator[list[CitedWork]]:
    """Yield the works that a sentence names, as in "Kant (1797: 426) argues", by brackets."""
    for match in _BRACKETS.finditer(text):
        said, keys = match.groups("")
        if keys:
            if "@" in keys:
                yield parse_citations(keys)
            continue
        if _IS_WRONG.match(text, match.end()):
            continue
        parted = _YEAR_AND_PLACE.fullmatch(said)
        if parted is None:
            yield parse_citations(said, is_within=True)
            continue
        date, locator = parted.groups("")
        before = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
        found = _name_before(before)
        if found.name:
            is_sure = (
                locator
                or _has_shape(found.name)
                or (found.may_say and _SAYS.match(text, match.end()))
                or found.is_said
            )
            yield [CitedWork(found.name, date, locator, is_sure=bool(is_sure))]
        elif locator:
            # "Kant argues that we must not lie (1797: 426)"
            verb = _SAYS_ANYWHERE.search(text, 0, _LONGEST_NAME)
            subject = _name_before(text[: verb.start()]) if verb else _NO_NAME
            if subject.may_say and subject.is_first:
                yield [CitedWork(subject.name, date, locator)]


class _NameBefore(NamedTuple):
    """A name before a bracket.

    Attributes:
        name: the name; "" if there is none.
        may_say: whether it may be the subject of a verb of saying.
        is_said: whether the words before it tell that it says something.
        is_first: whether the sentence begins with it.
    """

    name: str = ""
    may_say: bool = False
    is_said: bool = False
    is_first: bool = False


_NO_NAME = _NameBefore()


def _name_before(text: str) -> _NameBefore:
    """Return the name at the end of a text."""
    ending = _ENDING_OF_NAME.search(text)
    text = text[: ending.start()] if ending else text
    words: list[str] = []
    above = ""
    has_and = False
    for word in reversed(_TOKEN.findall(text)):
        is_part = _is_capital(word) or _SMALL.fullmatch(word)
        if (not is_part and not (word == "," and has_and)) or word.endswith((";", ":", "!", "?")):
            above = word
            break
        if word.endswith(".") and words and not _INITIALS.fullmatch(word):
            break
        has_and |= _AND_WORD.fullmatch(word) is not None
        words.append(word)
    words.reverse()
    is_noun = False
    while words and (not _is_capital(words[0]) or _NOT_A_NAME.fullmatch(words[0])):
        above = words.pop(0)
        is_noun |= _GERMAN_ARTICLE.fullmatch(above) is not None
        if _ARTICLE.fullmatch(above) and not words[:1]:
            break
    is_noun |= bool(words[:1] and _VIEW.fullmatch(words[0]))
    if "von" in words[1:] and is_noun:
        words = words[words.index("von") + 1 :]  # "Die Studie von Miller"
    name = re.sub(r"\s,", ",", " ".join(words))
    name = re.sub(r"['’]s?$", "", name)
    if not name or len(words) > 10 or not is_name(name):
        return _NO_NAME
    lead = text[: text.rindex(words[0])]
    if any(_OPPOSED.search(text[: text.rindex(word)]) for word in words):
        return _NO_NAME  # also in "im Widerspruch zu Kant"
    is_said = _ACCORDING_TO.search(lead) or _SAID_BEFORE.search(lead)
    has_article = above.casefold() == "the"
    # "Kritiker von Kant" are no author, and "Ministry of Health" without "the" may not be one.
    small = [word for word in words if not _is_capital(word) and word != ","]
    is_person = "von" not in small and all(_OF_PEOPLE.fullmatch(word) for word in small)
    name += ending[0].rstrip() if ending else ""
    is_subject = not is_noun and _NO_SUBJECT_BEHIND.fullmatch(above) is None
    return _NameBefore(
        name, is_subject and (is_person or has_article), bool(is_said), not lead.strip()
    )


# --- the source of a work ---


class Works:
    """Sources, found by key, or by family name and year."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._by_id: dict[str, Source] = {}
        self._by_word: defaultdict[str, list[Source]] = defaultdict(list)
        self._by_word_and_year: defaultdict[tuple[str, str], list[Source]] = defaultdict(list)
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> None:
        """Make a source known."""
        self._by_id[source.id] = source
        years = _YEAR_IN.findall(source.date or source.title) or [""]
        for word in dict.fromkeys(_words_of(source)):
            self._by_word[word].append(source)
            for year in dict.fromkeys(years):
                self._by_word_and_year[word, year].append(source)

    def _named(self, work: CitedWork, year: str | None) -> list[Source]:
        """Return the sources that may be by the author of a work; none if those are too many."""
        found: dict[str, Source] = {}
        for word in _words_to_find(work):
            of_year = None if year is None else self._by_word_and_year.get((word, year), [])
            sources = self._by_word.get(word, []) if of_year is None else of_year
            if len(sources) <= _MOST_COMPARED:
                found.update((source.id, source) for source in sources)
        return [source for source in found.values() if _is_by(work, source)]

    def by_id(self, id: str) -> Source | None:
        """Return the source with an id, if there is one."""
        return self._by_id.get(id)

    def find(self, work: CitedWork) -> Source | None:
        """Return the source that a citation means; `None` if there is none, or if it may be any of
        several.
        """
        if work.key:
            source = self._by_id.get(work.key)
            if source is not None:
                return source
            work = work_of_key(work.key)
        if not work.author:
            return None
        year = work.date[:4] if work.date[:4].isdigit() else ""
        fitting = [source for source in self._named(work, year) if _is_of_date(work, source)]
        if len(fitting) > 1:
            number = len(work.names)
            of_number = [each for each in fitting if len(author_names(each.author)) == number]
            fitting = of_number or fitting
            fitting = [source for source in fitting if source.date == work.date] or fitting
            # An entry, rather than what the citation of another "B. Smith 2019" has made.
            fitting = [source for source in fitting if source.title] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def nearest(self, work: CitedWork) -> Source | None:
        """Return the source by the same author whose year is the nearest."""

        def years_between(source: Source) -> int:
            return abs(int(source.date[:4]) - int(work.date[:4]))

        words = _words_to_find(work)
        if not work.date[:4].isdecimal() or not words:
            return None
        named = self._named(work, None)
        for word in near_words(words[-1], self._by_word) if not named else ():
            named += self._by_word[word]
        dated = [source for source in named if source.date[:4].isdecimal()]
        return min(dated, key=years_between, default=None)


def work_of_key(key: str) -> CitedWork:
    """Return the work of a key such as `miller2019`, as far as the key shows it."""
    match = _OF_KEY.fullmatch(key)
    if match is None:
        return CitedWork(key=key)
    return CitedWork(match[1].capitalize(), match[2], key=key)


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text.casefold()) if len(word) > 1 or word.isdigit()]


def _words_to_find(work: CitedWork) -> list[str]:
    """Return the words by which a work is looked up: the first and the last of its first author."""
    words = _words(work.names[0].partition(",")[0]) if work.names else []
    return [words[0], words[-1], _acronym(work.author).casefold()] if words else []


def _words_of(source: Source) -> list[str]:
    """Return the words by which a source is found."""
    if not source.author:
        return _words(source.title)[:1]
    return [*_words(source.author), _acronym(source.author).casefold()]


def _acronym(author: str) -> str:
    return "".join(word[0] for word in author.split() if word[0].isupper())


def _is_of_date(work: CitedWork, source: Source) -> bool:
    has_letters = work.date[4:5].isalpha() and source.date[4:5].isalpha()
    return not has_letters or work.date == source.date


def _is_by(work: CitedWork, source: Source) -> bool:
    if not source.author:
        words = _words(work.author)
        return _words(source.title)[: len(words)] == words
    # How a body is called in brackets behind its name: "WHO".
    short_names = re.findall(r"[(\[]([^()\[\]]+)[)\]]", source.author)
    if work.author in (_acronym(source.author), source.author, *short_names):
        return True
    if source.author == _acronym(work.author):
        return True
    authors = author_names(source.author.replace("/", " & "))
    names = work.names
    is_open = _ET_AL.search(work.author) or _ET_AL.search(source.author)
    if len(names) > len(authors) and not is_open:
        return False
    return all(_is_same_name(name, author) for name, author in zip(names, authors, strict=False))


def _is_same_name(name: str, author: str) -> bool:
    """Return whether a name is that of an author: the family name, or the whole of it.

    "A. Smith" and "Ann Smith" are "Smith, Ann"; "B. Smith", "Mayor Smith" and "contra Smith" are
    not.
    """
    if set(_WORDS.findall(name.casefold())) == set(_WORDS.findall(author.casefold())):
        return True
    family, comma, given = author.partition(",")
    cited, _, cited_given = name.partition(",")
    initials = _INITIALS_FIRST.match(cited)
    if initials:
        cited_given = initials[0]
        cited = cited[initials.end() :]
    words = _words(family)
    named = _words(cited)
    if not words or not named:
        return False
    if not comma and len(words) > len(named) and words[-len(named) :] == named:
        given = " ".join(words[: -len(named)])
    elif len(named) > len(words) and named[-len(words) :] == words:
        cited_given = " ".join(named[: -len(words)])
    elif words[-len(named) :] != named:
        is_beginning = words[: len(named)] == named and (bool(comma) or len(words) > 2)
        if not is_beginning:
            return False
    return _may_be_given_names(cited_given, given)


def _may_be_given_names(cited: str, known: str) -> bool:
    """Return whether first names or initials fit those of an entry: "A." fits "Ann"."""
    names, known_names = (
        [word for word in _WORDS.findall(text.casefold()) if not _SMALL.fullmatch(word)]
        for text in (cited, known)
    )
    if not known_names:
        return all(len(word) == 1 for word in names)
    pairs = zip(names, known_names, strict=False)
    return all(one.startswith(other) or other.startswith(one) for one, other in pairs)
