"""The fonts that PDF and PNG are set in, and which characters none of them has.

Arimo and the fonts inside Typst have the letters of Latin, Greek, Cyrillic and Hebrew, and many
signs; other scripts need a font package, which an extra of argmap installs, or else a font of the
system. Typst itself is asked which characters its fonts lack, so nothing has to be known of fonts
here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from argmap.util.text import count

if TYPE_CHECKING:
    import typst

# What Arimo has, or the fonts inside Typst: from the first of each pair to before the second.
_REACH = (
    (0x00, 0x530),
    (0x591, 0x5F5),
    (0x1E00, 0x2152),
    (0x2153, 0x2185),
    (0x2190, 0x2400),
    (0x2460, 0x2600),
)

_ARIMO = "fontpkg_arimo"

# How many characters a message names.
_MOST_SHOWN = 8


class _FontPackage(NamedTuple):
    """Fonts that a Python package brings along.

    Attributes:
        extra: the extra of argmap that installs it.
        module: the package as Python imports it.
        characters: what it is there for, as a class of a regular expression.
    """

    extra: str
    module: str
    characters: re.Pattern[str]


_PACKAGES = (
    _FontPackage(
        "cjk",
        "manimgx_fonts_cjk",
        re.compile("[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"),
    ),
    _FontPackage(
        "arabic",
        "fontpkg_noto_sans_arabic",
        re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]"),
    ),
    # The rest: Armenian, the scripts of India and south-east Asia, Georgian, Ethiopic, symbols and
    # emoji.
    _FontPackage(
        "scripts",
        "manimgx_fonts",
        re.compile("[\u0530-\u058f\u0900-\u10ff\u1200-\u139f\u1780-\u17ff\u2600-\u2bff\ua8e0-\uaadf\U0001f000-\U0001faff]"),
    ),
)  # fmt: skip

_CJK_FAMILIES = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh": "Noto Sans CJK SC"}
_TRADITIONAL = {"zh-hant": "TC", "zh-tw": "TC", "zh-mo": "HK", "zh-hk": "HK", "zh-hant-hk": "HK"}
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7ff]")


class Uncovered(NamedTuple):
    """Characters that no font at hand has.

    Attributes:
        characters: these, in the order in which they occur.
        package: what to install for them (`argmap[cjk]`), "" if no package is known to have them.
    """

    characters: str
    package: str


# --- what the fonts at hand have ---


def fonts_for(text: str) -> typst.Fonts:
    """Return the fonts to set a text in: the same everywhere, and the system's if it needs them."""
    fonts, _ = _fonts_and_lacking(_out_of_reach(text))
    return fonts


def find_uncovered(text: str) -> list[Uncovered]:
    """Return the characters of a text that no font at hand has, by what to install for them."""
    _, lacking = _fonts_and_lacking(_out_of_reach(text))
    by_package: dict[str, str] = {}
    for character in lacking:
        extra = ""
        for package in _PACKAGES:
            if package.characters.match(character) and _folder(package.module) is None:
                extra = f"argmap[{package.extra}]"
                break
        by_package[extra] = by_package.get(extra, "") + character
    return [Uncovered(characters, extra) for extra, characters in by_package.items()]


def missing_font_notes(text: str) -> list[str]:
    """Return sentences on the characters of a text that no installed font contains."""
    notes = []
    for characters, package in find_uncovered(text):
        shown = " ".join(characters[:_MOST_SHOWN])
        if len(characters) > _MOST_SHOWN:
            shown += f" and {count(len(characters) - _MOST_SHOWN, 'other character')}"
        remedy = "install a font that contains these characters"
        if package:
            remedy = f"pip install '{package}'"
        problem = f"no installed font contains {shown}, so the picture shows empty boxes instead"
        notes.append(f"{problem}: {remedy}")
    return notes


def _out_of_reach(text: str) -> str:
    """Return the characters that the fonts we always have may lack, each once, in their order."""
    characters = []
    for character in dict.fromkeys(text):
        is_within_reach = any(low <= ord(character) < high for low, high in _REACH)
        # Spaces and controls show nothing, and a font that has a letter has the marks upon it.
        if not is_within_reach and category(character)[0] not in "CZM":
            characters.append(character)
    return "".join(characters)


@cache
def _fonts_and_lacking(characters: str) -> tuple[typst.Fonts, str]:
    """Return fonts for these characters, and which of them the fonts lack all the same."""
    import typst

    modules = [_ARIMO]
    for package in _PACKAGES:
        if package.characters.search(characters):
            modules.append(package.module)
    folders = [folder for folder in map(_folder, modules) if folder]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    lacking = _lacking(characters, fonts)
    if lacking:
        # They differ from machine to machine, and so does the picture; and reading them is slow.
        fonts = typst.Fonts(include_system_fonts=True, font_paths=folders)
        lacking = _lacking(lacking, fonts)
    return fonts, lacking


def _folder(module: str) -> Path | None:
    """Return the folder of an installed package, without importing it."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


# A paragraph for each character. As PDF/A, Typst refuses characters that it cannot show.
_PROBE = b"""
#set document(title: "Probe", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: "Arimo")
#for character in sys.inputs.characters.codepoints() [#character

]
"""

_REFUSED = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|([^"]))"` could not be displayed')


def _lacking(characters: str, fonts: typst.Fonts) -> str:
    """Return the characters that fonts lack."""
    import typst

    if not characters:
        return ""
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            pdf_standards="a-2u",
            sys_inputs={"characters": characters},
            font_paths=fonts,
        )
    except typst.TypstError as refusal:
        refused = {
            chr(int(code, 16)) if code else plain
            for code, plain in _REFUSED.findall(refusal.diagnostic)
        }
        return "".join(character for character in characters if character in refused)
    return ""


# --- which fonts to ask for ---


def families_for(text: str, language: str) -> list[str]:
    """Return the fonts to set a text in, the first that has a character first, by name.

    Left to itself, Typst would choose at random among the forms that a Chinese character has in
    different countries. It finds the fonts of other scripts itself.

    Args:
        text: all that is set.
        language: its language, as a BCP 47 tag.
    """
    families = ["Arimo"]
    for package in _PACKAGES:
        if not package.characters.search(text):
            continue
        if package.extra == "cjk":
            families.append(_cjk_family(language.lower(), text))
        elif package.extra == "arabic":
            families.append("Noto Sans Arabic")
    return families


def _cjk_family(tag: str, text: str) -> str:
    """Return the font with the forms that Chinese characters have where a text is read."""
    if tag in _TRADITIONAL:
        return f"Noto Sans CJK {_TRADITIONAL[tag]}"
    language = tag.partition("-")[0]
    if language not in _CJK_FAMILIES:
        language = "zh"
        if _KANA.search(text):
            language = "ja"
        elif _HANGUL.search(text):
            language = "ko"
    return _CJK_FAMILIES[language]
