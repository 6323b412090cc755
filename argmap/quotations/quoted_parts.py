"""The parts of a quote, and where they stand in a text.

`…`, `...` or `[…]` in a quote stands for words left out, and words in brackets are those of the
person who quotes: `[the]` or `[the town]` for a pronoun, `[T]he` for another letter, `help[s]` for
another ending. Neither may change what the source says:

    few cracks             “[many] cracks”             a word for how many
    They left. We stay.    “They … stay”               two sentences made one; `….` shows it
    It is false that …     “… the well was empty”      a denial cut off
    If it rains, the …     “[T]he well is empty”       a condition cut off
    They rarely help       “They … help”               a limit left out
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from argmap.languages.writing import (
    ACCORDING,
    ARTICLE,
    BUT,
    CONDITION,
    DENIAL,
    DOUBT,
    KNOWN_THAT,
    LIMIT,
    NEXT_CLAUSE,
    NO_SUBJECT_BEHIND,
    NOT_ONLY,
    ONLY_IN,
    OWN_CLAIM,
    POINTER,
    QUALIFIER,
    REPORT,
    SUBJECT,
    SUBORDINATE,
    UNLESS,
    is_unspaced,
)
from argmap.quotations.searchable_text import (
    Place,
    SearchableText,
    plain_words,
    quoted_words,
)

LEFT_OUT = r"[\[(] ?(?:\.{3,4}|…) ?[\])]|\.{3,4}|…\.?|\.(?:[ \u00a0]\.){2,3}"
_GAP = re.compile(rf"{LEFT_OUT}|\[(?P<added>[^\][]{{1,200}})\]")
_SENTENCE_MARKS = (".", "!", "?", "。", "！", "？")
_FINAL_MARKS = (".", ",", ";", "。", "、")
"""A quote may end with a mark that belongs to the sentence around it …"""
_CLAUSE_ENDS = re.compile(r"['\")\] ]{0,9}(?:[.,;:)\]\-。、]|$)")
"""… where some clause of the source ends, too."""

MOST_PARTS = 20
"""No quotation leaves out words more often."""
_LONGEST_OMISSION = 2_000
"""`…` stands for at most a page of print."""
_OMISSION_BY_WORD = 150
"""How many characters `…` can leave out for each word beside it, if it leaves out the end of a
sentence: from fragments, anything could be put together.
"""
_MOST_REPLACED = 3
"""How many words of the source the words in brackets can replace."""
_LONGEST_STEM = 4
"""Words that begin with as many letters alike differ in their ending."""
_LONGEST_ENDING = 5
_LONGEST_ASIDE = 5
"""How many words between commas may say who says what is around them."""
_NEAREST = 3
"""How many places of the part before a part are tried, since the nearest may be denied."""

_SENTENCE_END = re.compile(r"[.!?。！？]['\")\]]{0,9}(?= |$)|[。！？]")
_CLAUSE_MARK = re.compile(r"[,;:()\[\]、。！？-]|[.!?](?=['\")\]]{0,9}(?: |$))")
_DENIAL, _NOT_ONLY = re.compile(DENIAL), re.compile(NOT_ONLY)
_QUALIFIER, _DOUBT, _REPORT = re.compile(QUALIFIER), re.compile(DOUBT), re.compile(REPORT)
_ACCORDING, _DOTS = re.compile(ACCORDING), re.compile(r"\.(?: ?\.){2,}|…")
_SUBORDINATE, _KNOWN_THAT = re.compile(SUBORDINATE), re.compile(KNOWN_THAT)
_OWN_CLAIM, _ONLY_IN = re.compile(OWN_CLAIM), re.compile(ONLY_IN)
_NEXT_CLAUSE, _SUBJECT = re.compile(NEXT_CLAUSE), re.compile(SUBJECT)
_PREPOSITION = re.compile(NO_SUBJECT_BEHIND)
_AS = re.compile("(?i:as|so|wie|comme|como)")
_ARTICLE, _BUT = re.compile(ARTICLE), re.compile(BUT)
_CONDITION, _UNLESS, _LIMIT = re.compile(CONDITION), re.compile(UNLESS), re.compile(LIMIT)
_POINTER, _YEAR_OR_ONE = re.compile(POINTER), re.compile(r"1\d{3}|20\d\d|one")


class _Gap(NamedTuple):
    """What a quote has before a part.

    Attributes:
        added: the plain words in brackets, or "" for words left out.
        ends_word: whether the brackets stand at the end of a word, as in `help[s]`.
        begins_word: whether they stand at the beginning of a word, as in `[T]he`.
        is_shown: whether the quote says that words are left out here.
        ends_sentence: whether it shows that a sentence ends among these: `….`, or a stop before.
    """

    added: str = ""
    ends_word: bool = False
    begins_word: bool = False
    is_shown: bool = False
    ends_sentence: bool = False


class Part(NamedTuple):
    """A part of a quote.

    Attributes:
        words: its plain words.
        gap: what the quote has before it; at its beginning, as if words were left out.
        next_gap: what the quote has after it.
        final_mark: the mark at its end, which may be missing in the text if a clause ends there.
    """

    words: str
    gap: _Gap = _Gap()
    next_gap: _Gap = _Gap()
    final_mark: str = ""


Chain: TypeAlias = "tuple[Place, Chain | None]"
"""The place of a part, and the chain of the places of the parts before it."""


def parts_of(quote: str) -> list[Part]:
    """Return the parts of a quote that have words."""
    parts: list[Part] = []
    gap = _Gap()
    position = 0
    for match in _GAP.finditer(quote):
        between = quote[position : match.start()]
        parts += _parts_between(between, gap, _gap_of(match))
        position = match.end()
        next_gap = _gap_of(match)
        if gap.is_shown and not any(map(str.isalnum, between)):  # `…. [T]he`
            next_gap = next_gap._replace(
                is_shown=True, ends_sentence=gap.ends_sentence or next_gap.ends_sentence
            )
        gap = next_gap
    parts += _parts_between(quote[position:], gap, _Gap())
    if parts:
        parts[-1] = _without_final_mark(parts[-1])
    return parts


def _parts_between(text: str, gap: _Gap, next_gap: _Gap) -> list[Part]:
    words = quoted_words(text)
    if not any(sign.isalnum() for sign in words):
        return []
    return [Part(words, gap, next_gap)]


def _without_final_mark(part: Part) -> Part:
    words = part.words
    if words[-1:] not in _FINAL_MARKS or len(words) < 2:
        return part
    return part._replace(words=words[:-1].rstrip(), final_mark=words[-1])


def _gap_of(match: re.Match[str]) -> _Gap:
    added = match["added"]
    before = match.string[: match.start()][-1:]
    after = match.string[match.end() :][:1]
    if added is None:
        stop_before = match.string[: match.start()].rstrip()[-1:]
        ends_sentence = match[0] in ("....", "….") or after == "." or stop_before in _SENTENCE_MARKS
        return _Gap(is_shown=True, ends_sentence=ends_sentence)
    joins = added.isalpha() and not is_unspaced(added[0])
    return _Gap(plain_words(added), joins and before.isalnum(), joins and after.isalnum())


def places_of(quote: str, text: SearchableText) -> tuple[Place, ...] | None:
    """Return the places of the parts of a quote in a text, or None if it is not found there."""
    # The source itself may have brackets and `…`.
    as_it_is = quoted_words(quote)
    parts = [_without_final_mark(Part(as_it_is))]
    chain = _last_chain(parts, text)
    if chain is None and _GAP.search(quote):
        parts = parts_of(quote)
        if qualifier_added(parts) or len(parts) > MOST_PARTS:
            return None
        chain = _last_chain(parts, text)
    if chain is None:
        return None
    places = []
    while chain is not None:
        place, chain = chain
        places.append(place)
    return tuple(reversed(places))


def replacements(quote: str, text: SearchableText) -> list[tuple[str, str]]:
    """Return the words in brackets of a quote that is in a text, each with those it has instead.

    Endings and capitals don't count. At the ends of a quote, the nearest words of the sentence are
    returned.
    """
    parts, places = parts_of(quote), places_of(quote, text)
    if places is None or len(places) != len(parts):
        return []  # the source itself has the brackets
    end = 0
    replaced = []
    for part, place in zip(parts, places, strict=True):
        between = _SENTENCE_END.split(text.plain[end : place.start])[-1]
        if part.gap.added and not (part.gap.begins_word or part.gap.ends_word):
            words = between.split()
            replaced.append((part.gap.added, " ".join(words if end else words[-1:])))
        end = place.end
    last = parts[-1].next_gap
    if last.added and not last.ends_word:
        rest = _CLAUSE_MARK.split(text.plain[end:])[0].split()
        replaced.append((last.added, " ".join(rest[:1])))
    return replaced


def qualifier_added(parts: Sequence[Part]) -> str:
    """Return words that a quote adds in brackets and that deny something or say how much, or ""."""
    for part in parts:
        for gap in (part.gap, part.next_gap):
            if _qualifies(gap.added):
                return gap.added
    return ""


def _qualifies(words: str) -> bool:
    return bool(_DENIAL.search(words) or _QUALIFIER.search(words))


def cut_off_before(part: Part, place: Place, text: SearchableText) -> str:
    """Return the words before the first part of a quote that it needs to say the same, or "".

    With `…` or a capital in brackets, these say whose words they are, deny or doubt them, or are a
    condition; with other words in brackets, also a word for how many that these replace.
    """
    before = text.plain[max(0, place.start - _LONGEST_OMISSION) : place.start]
    sentence = _SENTENCE_END.split(before)[-1].strip()
    gap = part.gap
    if not gap.added or gap.begins_word:
        if not gap.is_shown and not gap.added:
            return ""
        # `… that it is safe` shows that somebody says it, but not that nobody does.
        first = part.words.split()[0]
        has_that = _SUBORDINATE.search(f"{sentence} {first}") and _DENIAL.search(sentence)
        return sentence if has_that or _is_needed(sentence) else ""
    words = sentence.split()
    # nobody, or: no one, hardly any
    for replaced in (" ".join(words[-2:-1]), "".join(words[-1:])):
        if _DENIAL.search(replaced):
            return sentence[sentence.rindex(replaced) :]
    last = "".join(words[-1:])
    if _qualifies(last):
        return last
    begins_sentence = gap.is_shown or gap.added[0].isupper()
    for number in range(1, _MOST_REPLACED + 1):
        head = " ".join(words[:-number])
        if not begins_sentence or _OWN_CLAIM.search(head):
            break
        if _is_needed(head):
            return sentence
    return ""


def _is_needed(head: str) -> bool:
    """Return whether a sentence says something else without the words at its beginning."""
    if _DOUBT.search(head) or _ACCORDING.search(head) or _CONDITION.search(head):
        return True
    *_, before_last, last = ["", "", *head.split()]
    last = last.rstrip(",")  # as in "Sie meinen, er sei krank"
    is_verb = _REPORT.search(last) and last.isalpha() and not _ARTICLE.fullmatch(before_last)
    if _UNLESS.search(head) or is_verb:
        return True
    if _SUBORDINATE.search(head):
        if _DENIAL.search(head):
            return True
        is_known = _KNOWN_THAT.search(head) and not _REPORT.search(head)
        return not is_known and not _OWN_CLAIM.search(head)
    last_clause = _BUT.split(_CLAUSE_MARK.split(head)[-1])[-1]
    return bool(_limit_in(last_clause))


def _limit_in(words: str) -> str:
    """Return the word among words left out that denies or limits what is quoted after it, or ""."""
    words = _NOT_ONLY.sub("", words).strip()
    limit = _DENIAL.search(words) or _LIMIT.search(words)
    if limit:
        return limit[0]
    last = "".join(words.split()[-1:])
    return last if _QUALIFIER.search(last) and not _YEAR_OR_ONE.fullmatch(last) else ""


def cut_off_after(part: Part, place: Place, text: SearchableText) -> str:
    """Return the condition or the denial that a quote leaves out behind its last part, or ""."""
    if not part.next_gap.is_shown:
        return ""
    after = text.plain[place.end : place.end + _LONGEST_OMISSION]
    rest = _CLAUSE_MARK.split(after)[0].strip()
    if _DENIAL.search(rest) or _UNLESS.search(rest) or _LIMIT.match(rest):
        return rest
    next_clause = _CLAUSE_MARK.split(after.lstrip(", "))[0].strip()
    return next_clause if _UNLESS.match(next_clause) or _ONLY_IN.match(next_clause) else ""


def _may_replace(added: str, replaced: str) -> bool:
    """Return whether words in brackets may stand for words of the source: an article or a pronoun,
    or what it stands for; another form of a word; or a supplement, for none.
    """
    if _qualifies(added) or _qualifies(replaced):
        return False
    if not replaced or _POINTER.match(added) or _POINTER.match(replaced):
        return True
    return added[:_LONGEST_STEM].casefold() == replaced[:_LONGEST_STEM].casefold()


def _last_chain(parts: Sequence[Part], text: SearchableText) -> Chain | None:
    """Return the first chain of places for all parts.

    The places of each part are tried, each with the nearest place before it of the part before.
    """
    chains: list[Chain] = []
    for number, part in enumerate(parts):
        longer: list[Chain] = []
        ends = [place.end for place, _ in chains]
        for place in places_of_part(part, text):
            if number == 0 and cut_off_before(part, place, text):
                continue
            if number == len(parts) - 1 and cut_off_after(part, place, text):
                continue
            if number == 0:
                longer.append((place, None))
                if len(parts) == 1:
                    break
                continue
            nearest = bisect_right(ends, place.start)
            for chain in reversed(chains[max(0, nearest - _NEAREST) : nearest]):
                if may_follow(parts[number - 1], part, chain[0].end, place.start, text):
                    longer.append((place, chain))
                    break
        chains = longer
        if not chains:
            return None
    return chains[0] if chains else None


def places_of_part(part: Part, text: SearchableText, position: int = 0) -> Iterator[Place]:
    """Yield the places of a part of a quote in a text, from a position on."""
    gap = part.gap
    for place in text.places_of(
        part.words,
        position,
        within_word_before=gap.begins_word,
        within_word_after=part.next_gap.ends_word,
    ):
        start, end = place
        if gap.begins_word and not gap.ends_word:
            if _has_letter(gap.added, start, text):
                start -= len(gap.added)
            elif not _POINTER.match(gap.added + text.plain[start:end]):
                continue  # `[s]he` for `he`
        if part.final_mark:
            if not _CLAUSE_ENDS.match(text.plain, end):
                continue
            if text.plain.startswith(part.final_mark, end):
                end += 1
        yield Place(start, end)


def _has_letter(letter: str, start: int, text: SearchableText) -> bool:
    """Return whether a letter stands before a place as the beginning of a word, in any case."""
    before = start - len(letter)
    return (
        before >= 0
        and text.plain[before:start].casefold() == letter.casefold()
        and not text.plain[max(0, before - 1) : before].isalnum()
    )


def may_follow(before: Part, part: Part, end: int, start: int, text: SearchableText) -> bool:
    """Return whether a part may follow the part before it across what stands between their
    places.
    """
    gap = part.gap
    between = text.plain[end:start]
    if gap.ends_word and gap.begins_word:
        return between.isalnum() and len(between) <= _LONGEST_ENDING
    if gap.begins_word and not gap.is_shown:
        return between.strip("' ,") == ""
    if gap.ends_word:
        ending = between.strip()
        return len(ending) <= _LONGEST_ENDING and (ending == "" or ending.isalpha())
    if gap.added and not gap.begins_word:
        return (
            number_of_words(between) <= _MOST_REPLACED
            and not _SENTENCE_END.search(between)
            and _may_replace(gap.added, between.strip())
        )
    # The source may have an ellipsis of its own there.
    if _SENTENCE_END.search(_DOTS.sub("", between)) and not gap.ends_sentence:
        return False
    return not is_far(before.words, part.words, between) and not denial_left_out(
        text.plain[max(0, end - 1) : end], between, part.words
    )


def is_far(words: str, next_words: str, between: str) -> bool:
    """Return whether two parts of a quote are so far apart that `…` must not join them."""
    if len(between) > _LONGEST_OMISSION:
        return True
    if not _SENTENCE_END.search(between):
        return False
    fewest = min(number_of_words(words), number_of_words(next_words))
    return fewest < 2 or len(between) > fewest * _OMISSION_BY_WORD


def denial_left_out(before: str, between: str, after: str) -> str:
    """Return the words, among words left out, without which the rest says something else, or "".

    `before` is the last character before them, and `after` what is quoted behind them. The words
    deny, limit, doubt or report what is quoted beside them, or begin the clause that it
    ends. Clauses that are left out as a whole may deny what they like.
    """
    marks = list(_CLAUSE_MARK.finditer(between))
    beside = [between[: marks[0].start()], between[marks[-1].end() :]] if marks else [between]
    if _CLAUSE_MARK.match(before[-1:]):
        beside = beside[1:]
    for words in beside:
        limit = _limit_in(words)
        if limit:
            return limit
    *sentences, head = _SENTENCE_END.split(before + between)
    if sentences:
        return head.strip() if _is_needed(head.strip()) else ""
    doubt = _DOUBT.search(between) or _ACCORDING.search(between)
    if doubt:
        return doubt[0]
    for aside in _CLAUSE_MARK.split(between)[1:-1]:
        if _is_report(aside.split()):
            return aside.strip()
    return _other_clause(beside[-1].strip(), [mark[0] for mark in marks], after)


def _is_report(words: list[str]) -> bool:
    """Return whether words between commas say who says it: "its builders claim", "so sagt Kant"."""
    if words[:1] and _AS.fullmatch(words[0]):
        words = words[1:]
    if not 0 < len(words) <= _LONGEST_ASIDE or _SUBJECT.match(words[0]):
        return False
    *_, before_last, last = ["", *words]
    is_last = _REPORT.fullmatch(last) and not _ARTICLE.fullmatch(before_last)
    return bool(is_last or _REPORT.fullmatch(words[0]))


def _other_clause(words: str, marks: Sequence[str], after: str) -> str:
    """Return words left out behind the last mark if a clause begins with them and has a subject of
    its own: "but cats kill", and not "but they", "and in May" before "the cats kill", or "and
    pupils" at the end of a list.
    """
    conjunction = _NEXT_CLAUSE.match(words)
    rest = words[conjunction.end() :].strip() if conjunction else words
    if not marks or not rest or _SUBJECT.search(rest):
        return ""
    is_list = conjunction is None or not conjunction["contrast"]
    if is_list and marks[-1] != ";" and (conjunction is None or len(marks) > 1):
        return ""
    has_subject_behind = _POINTER.match(after) or _QUALIFIER.match(after)
    return "" if _PREPOSITION.match(rest) and has_subject_behind else words


def is_one_word(quote: str) -> bool:
    """Return whether a quote has no more than a word."""
    return sum(number_of_words(part.words) for part in parts_of(quote)) < 2


def number_of_words(words: str) -> int:
    unspaced = sum(map(is_unspaced, words))
    return len(words.split()) + unspaced // 2
