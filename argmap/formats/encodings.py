"""Bytes → text: by a byte order mark, as UTF-8, or in the one older encoding that makes sense.

    49 74 92 73    Windows-1252 “It’s”, an apostrophe between letters; Mac Roman “Itís”
    49 74 D5 73    Windows-1252 “ItÕs”, a capital in a word; Mac Roman “It’s”

An encoding makes sense if every character beyond ASCII is a letter or a sign of a language that
argmap has words for, in a place where it can be. Where that leaves two, the language of the text
decides, by its common words; where it does not, the file is refused: a wrong guess changes texts.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from argmap.model.diagnostics import Diagnostic, Severity, Span, error
from argmap.model.reading import Decoded
from argmap.util.text import line_and_column, shorten

OTHER_ENCODING = "other-encoding"
"""The code of the note that says which encoding a file was read in."""

_SAVE_AS_UTF8 = "save the file as UTF-8"


class _Encoding(NamedTuple):
    """An encoding: the name of Python's codec, and the name for people."""

    codec: str
    name: str


# The mark of UTF-32 begins with that of UTF-16, and comes before it.
_MARKS = {
    codecs.BOM_UTF32_LE: _Encoding("utf-32-le", "UTF-32"),
    codecs.BOM_UTF32_BE: _Encoding("utf-32-be", "UTF-32"),
    codecs.BOM_UTF16_LE: _Encoding("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: _Encoding("utf-16-be", "UTF-16"),
}
_WITHOUT_MARK = (
    _Encoding("utf-16-le", "UTF-16 (little-endian)"),
    _Encoding("utf-16-be", "UTF-16 (big-endian)"),
)
_OF_ONE_BYTE = (_Encoding("cp1252", "Windows-1252"), _Encoding("mac-roman", "Mac Roman"))

# --- what can be where ---

_LOW = "a-zß-öø-ÿœ"
_UP = "A-ZÀ-ÖØ-ÞŒŸ"
_LETTER = f"[{_LOW}{_UP}]"
_SPACE = "[ \xa0]"
# Each matches one character beyond ASCII, by what is before and behind it.
_PLACES = (
    # Letters: beside another letter or an apostrophe, never beside a digit.
    rf"(?<![\d])(?:(?<=[{_LOW}{_UP}’'])|(?={_LETTER}{_LETTER}))[àáâãäæçèéêíñóôõöúûüœ](?!\d)",
    r"(?<!\d)[àáâãäæçèéêíñóôõöúûüœ](?=['’])",
    r"(?<!\w)[àèé](?!\w)",
    rf"(?<={_LETTER})ß",
    # A letter with a diaeresis is inside a word: naïve, Noël.
    rf"(?<={_LETTER})[ëïÿ]",
    rf"(?<!\d)î(?={_LETTER})",
    # These end words: così, però, più.
    rf"(?<={_LETTER})[ìòù](?!{_LETTER})",
    # Capitals begin a word, or are among others: État, LIBERTÉ, NOËL.
    rf"(?<!\w)[ÀÁÂÃÄÆÇÈÉÊÍÎÑÓÔÕÖÚÛÜŒ](?=[{_LOW}]|[{_UP}](?![{_LOW}]))",
    rf"(?<=[{_UP}])[ÀÁÂÃÄÆÇÈÉÊËÍÎÏÑÓÔÕÖÚÛÜŒŸ](?![{_LOW}])",
    rf"(?<=[{_UP}])[ÌÒÙ](?!{_LETTER})",
    # A word of one capital begins a sentence, or is among words in capitals: À, È, É.
    rf"(?<!\w)À(?= [{_LOW}{_UP}])",
    rf"(?m:^|(?<=[.!?:…»”•*+–-] )|(?<=[(\"“«])|(?<=[{_UP}] ))[ÀÈÉ](?= [{_LOW}{_UP}])",
    # Quotation marks are at the edge of a word; an apostrophe may be between letters.
    r"(?<=\S)[’´]|[’´](?=\w)",
    r"(?<!\w)[‘“„‚](?=\S)|(?<=\S)[‘“”](?!\w)",
    rf"(?<!\w)[«‹](?={_SPACE}?\S)|(?<=\S)[«‹](?!\w)",
    rf"(?<=\S)[»›](?!\w)|(?<=\S{_SPACE})[»›](?!\w)|(?<!\w)[»›](?=\w)",
    r"[–—]",
    rf"(?<!{_LETTER})…(?![{_UP}])|…(?!{_LETTER})",
    r"(?<!\S)[•·]",
    r"(?<!\w)[¿¡](?=[\w¿¡\"“«(])",
    # Signs: beside numbers, or behind a word.
    rf"(?<=\d)[€£¥¢‰](?!\w)|(?<=[\w.]{_SPACE})[€£¥¢‰](?!\w)|[€£¥](?={_SPACE}?\d)",
    rf"(?<!{_LETTER})[§¶](?=[\s\d§])",
    rf"(?<=\d)[°ºª](?!{_LETTER}{_LETTER})|(?<=\d{_SPACE})°|(?<=[nN.])[ºª]",
    r"(?<=\S)[†‡](?!\w)|(?<=\w)[™®](?!\w)|(?<!\w)©(?=[\s\d])",
    rf"(?<=\w)[¹²³](?!{_LETTER})|(?<!{_LETTER})[½¼¾±×÷≤≥≠≈](?!{_LETTER})|(?<!{_LETTER})µ(?={_LETTER})",
    rf"\xa0(?![{_LOW}])|(?<=[\w.,;:!?%)»”’«–-])\xa0",
    rf"(?<={_LETTER})\xad(?={_LETTER})",
)
_MISPLACED = rf"(?=[^\x00-\x7f])(?!{'|'.join(_PLACES)})"
# Each first sign has one of the others behind it.
_CLOSED_BY = {"«": "»", "‹": "›", "„": "“”", "‚": "‘’"}
# In German, these signs close what else they open.
_CLOSED_IN_GERMAN = {"„": "“", "‚": "‘"}
_LETTERS_OF = {
    "de": "äöüß",
    "en": "àâçèéêëîïñôöüæœ",
    "es": "áéíñóúü",
    "fr": "àâæçèéêëîïôœùûüÿ",
    "it": "àèéìòù",
    "pt": "àáâãçéêíóôõúü",
}
_WITH_APOSTROPHES = ("de", "en", "fr", "it")
_FEWEST_COMMON_WORDS = 2
# Examples: isn’t, it’s, they’re
_CONTRACTION = (
    r"(?i:[a-z]n’t\b|\b(?:it|he|she|that|there|here|what|who|how|let)’s\b"
    r"|\b(?:i|you|we|they)’(?:m|re|ve|ll|d)\b)"
)
# In a text of UTF-16, signs that are not printable and yet occur.
_INVISIBLE = frozenset("\t\n\r\f\xa0\xad\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff")
# What the schools of China, Taiwan and Japan teach. Others mostly are bytes in the wrong order.
_STANDARDS = ("gb2312", "big5", "cp932")


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of bytes without a byte order mark, or what is wrong with them.

    A note says which encoding it is, if not UTF-8. `name` is the file's name in the diagnostics.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            text = _decoded_as(data.removeprefix(mark), encoding.codec)
            if text is not None:
                return Decoded(text, note=_note(name, encoding, "it starts with a byte order mark"))
            named = encoding.name
            message = f"this file starts like {named} text, but it is not valid {named}"
            return Decoded("", error("not-utf8", message, Span.start_of(name), _SAVE_AS_UTF8))
    data = data.removeprefix(codecs.BOM_UTF8)
    text = _decoded_as(data, "utf-8")
    # Text of UTF-16 has a NUL in each line, and other text has none.
    has_nul = b"\0" in data
    if text is not None and not has_nul:
        return Decoded(text)
    readings = _readings(data, _WITHOUT_MARK if has_nul else _OF_ONE_BYTE)
    if len(readings) > 1:
        readings = _in_language_of_text(readings)
    if len(readings) > 1:
        return Decoded("", _tie(readings, name))
    for encoding, read in readings.items():
        return Decoded(read, note=_note(name, encoding, "it is not UTF-8"))
    return _not_utf8(data, name) if text is None else Decoded(text)


def _decoded_as(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _readings(data: bytes, encodings: tuple[_Encoding, ...]) -> dict[_Encoding, str]:
    """Return the encodings in which every character is in its place, each with the text."""
    readings = {}
    for encoding in encodings:
        text = _decoded_as(data, encoding.codec)
        if text is None:
            continue
        if encoding in _WITHOUT_MARK:
            is_in_place = _is_readable(text)
        else:
            is_in_place = re.search(_MISPLACED, text) is None and _is_closed(text)
        if is_in_place:
            readings[encoding] = text
    return readings


def _is_readable(text: str) -> bool:
    """Return whether a text of UTF-16 has characters that people write, and no others."""
    for character in set(text):
        if not character.isprintable() and character not in _INVISIBLE:
            return False
        is_ideograph = "\u3400" <= character <= "\u9fff"
        if is_ideograph and not any(_has(standard, character) for standard in _STANDARDS):
            return False
    return True


def _has(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _is_closed(text: str) -> bool:
    """Return whether each quotation mark that opens is closed, and that of German the other way."""
    for opening, closing in _CLOSED_BY.items():
        number = text.count(opening)
        ends = sum(text.count(sign) for sign in closing)
        is_pair = len(closing) == 1
        if ends < number or (is_pair and ends > number):
            return False
    for opening, closing in _CLOSED_IN_GERMAN.items():
        if opening not in text and re.search(rf"(?<=[\w.,;:!?]){closing}(?!\w)", text):
            return False
    return True


def _in_language_of_text(readings: dict[_Encoding, str]) -> dict[_Encoding, str]:
    """Return the readings whose letters are all of the text's language; all if none or several."""
    language = _language_of(list(readings.values()))
    likely = {}
    for encoding, text in readings.items():
        is_likely = language != "" and _is_of(language, text)
        if is_likely:
            likely[encoding] = text
    return likely if len(likely) == 1 else readings


def _language_of(readings: list[str]) -> str:
    """Return the language that common words without accents show; "" if none, or several."""
    from argmap.languages.list_table import LIST_WORDS

    number_of = Counter(re.findall("[a-z]+", readings[0].lower()))
    counts = {}
    for tag in _LETTERS_OF:
        common_words = LIST_WORDS[tag].common_words.split()
        counts[tag] = sum(number_of[word] for word in common_words)
    # One word may be of any language; "isn’t" is of one.
    contractions = sum(len(re.findall(_CONTRACTION, text)) for text in readings)
    counts["en"] += _FEWEST_COMMON_WORDS * contractions
    most = max(counts.values())
    likely = [tag for tag, number in counts.items() if number == most]
    if most < _FEWEST_COMMON_WORDS or len(likely) > 1:
        return ""
    return likely[0]


def _is_of(language: str, text: str) -> bool:
    """Return whether a language has all letters of a text, and its signs where they are."""
    letters = set(re.findall(r"[^\W\d_]", text.lower()))
    if not letters.issubset(_LETTERS_OF[language] + "abcdefghijklmnopqrstuvwxyzªº"):
        return False
    if language not in _WITH_APOSTROPHES and re.search(rf"{_LETTER}[’´]{_LETTER}", text):
        return False
    # Only in English a dash is often written between two words without any space.
    return language == "en" or not re.search(rf"{_LETTER}[–—]{_LETTER}", text)


# --- what is said ---


def _note(name: str, encoding: _Encoding, reason: str) -> Diagnostic:
    message = f"reading {name} as {encoding.name}, because {reason}"
    return Diagnostic(OTHER_ENCODING, Severity.NOTE, message)


def _tie(readings: dict[_Encoding, str], name: str) -> Diagnostic:
    """Return the error that a file can be read in two ways, with the first word that shows it."""
    text, other = readings.values()
    start = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        start = found.start()
        if other[start] != found[0]:
            break
    shown = []
    for encoding, read in readings.items():
        before = re.search(r"\S*\Z", read[max(0, start - 20) : start])
        behind = re.match(r"\S*", read[start : start + 20])
        word = (before[0] if before else "") + (behind[0] if behind else "")
        shown.append(f"{encoding.name} (`{shorten(word, 40)}`)")
    message = f"this file is not UTF-8; it could be {' or '.join(shown)}"
    place = Span.on_line(name, *line_and_column(text, start))
    return error("ambiguous-encoding", message, place, _SAVE_AS_UTF8)


def _not_utf8(data: bytes, name: str) -> Decoded:
    """Return the error about the first byte that is not UTF-8."""
    try:
        data.decode()
        offset = 0
    except UnicodeDecodeError as problem:
        offset = problem.start
    before = data[:offset].decode(errors="replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")  # `rfind` gives -1 on the first line, which fits
    message = f"byte 0x{data[offset]:02x} is not UTF-8 text"
    help = _SAVE_AS_UTF8
    # No text file holds a NUL byte; git, too, looks for one to recognize binary files.
    if b"\0" in data[:1024]:
        help = "this looks like a binary file"
    return Decoded("", error("not-utf8", message, Span.on_line(name, line, column), help))
