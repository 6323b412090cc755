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
from typing import TYPE_CHECKING
from unicodedata import category

from argmap.util.children import call_in_child, needs_child
from argmap.util.errors import missing_package
from argmap.util.text import count

if TYPE_CHECKING:
    import typst

_ARIMO = Path(__file__).with_name("arimo")  # its file is a variable font: regular and bold in one

# What neither Arimo nor the fonts inside Typst may have.
_OUT_OF_REACH = re.compile(
    "[^\u0000-\u052f\u0591-\u05f4\u1e00-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u25ff]"
)

_MOST_SHOWN = 8  # characters in a message

# The extra of argmap, the package of fonts that it installs, as Python imports it, and what it is
# there for; the last is for Armenian, the scripts of India and south-east Asia, Georgian, Ethiopic,
# symbols and emoji.
_PACKAGES = (
    ("cjk", "manimgx_fonts_cjk", re.compile(
        "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
        "\U00020000-\U0003ffff]")),
    ("arabic", "fontpkg_noto_sans_arabic", re.compile(
        "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")),
    ("scripts", "manimgx_fonts", re.compile(
        "[\u0530-\u058f\u0900-\u10ff\u1200-\u139f\u1780-\u17ff\u2600-\u2bff\ua8e0-\uaadf"
        "\U0001f000-\U0001faff]")),
)  # fmt: skip

# Languages that write Chinese characters, and places with forms of their own -> the end of the name
# of the font that has these.
_FONT_ENDS = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-hant": "TC", "zh-tw": "TC"}
_FONT_ENDS |= dict.fromkeys(["zh-hk", "zh-mo", "zh-hant-hk"], "HK")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7ff]")


def fonts_for(text: str) -> typst.Fonts:
    """Return the fonts to set a text in: the same everywhere, and the system's if it needs them."""
    fonts, _ = _fonts_and_lacking(_out_of_reach(text))
    return fonts


def find_uncovered(text: str) -> dict[str, str]:
    """Return the characters of a text that no font at hand has, by what to install for them.

    That is `argmap[cjk]`, for instance, or "" if no package is known to have them.
    """
    lacking = _find_lacking(_out_of_reach(text))
    by_package: dict[str, str] = {}
    for character in lacking:
        extra = ""
        for name, module, reach in _PACKAGES:
            if reach.match(character) and _folder(module) is None:
                extra = f"argmap[{name}]"
        by_package[extra] = by_package.get(extra, "") + character
    return by_package


def missing_font_notes(text: str) -> list[str]:
    """Return sentences on the characters of a text that no installed font contains."""
    notes = []
    for package, characters in find_uncovered(text).items():
        shown = " ".join(characters[:_MOST_SHOWN])
        if len(characters) > _MOST_SHOWN:
            shown += f" and {count(len(characters) - _MOST_SHOWN, 'other character')}"
        problem = f"no installed font contains {shown}, so the picture shows empty boxes instead"
        remedy = "install a font that contains these characters"
        if package:
            remedy = f"pip install '{package}'"
        notes.append(f"{problem}: {remedy}")
    return notes


def _out_of_reach(text: str) -> str:
    """Return the characters that the fonts we always have may lack, each once, in their order."""
    found = dict.fromkeys(_OUT_OF_REACH.findall(text))
    # Spaces and controls show nothing, and a font that has a letter has the marks upon it.
    return "".join(character for character in found if category(character)[0] not in "CZM")


def must_have_typst() -> None:
    """Do nothing where Typst is installed.

    Raises:
        ArgmapError: it is not.
    """
    if find_spec("typst") is None:
        raise missing_package("PDF and PNG files", "typst")


def _find_lacking(characters: str) -> str:
    """Return which of these characters no font at hand has."""
    if not characters:
        return ""
    must_have_typst()
    if needs_child():
        return call_in_child(f"{__name__}:lacking_here", characters=characters).decode()
    return lacking_here(characters).decode()


def lacking_here(characters: str) -> bytes:
    """Return which of these characters no font at hand has, as UTF-8, asking in this process."""
    _, lacking = _fonts_and_lacking(characters)
    return lacking.encode()


@cache
def _fonts_and_lacking(characters: str) -> tuple[typst.Fonts, str]:
    """Return fonts for these characters, and which of them the fonts lack all the same."""
    import typst

    folders = [_ARIMO]
    for _, module, reach in _PACKAGES:
        folder = _folder(module)
        if folder is not None and reach.search(characters):
            folders.append(folder)
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
    return Path(spec.origin).parent if spec and spec.origin else None


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
    inputs = {"characters": characters}
    try:
        typst.compile(
            _PROBE, format="pdf", pdf_standards="a-2u", sys_inputs=inputs, font_paths=fonts
        )
    except typst.TypstError as refusal:
        refused = set()
        for code, plain in _REFUSED.findall(refusal.diagnostic):
            refused.add(chr(int(code, 16)) if code else plain)
        return "".join(character for character in characters if character in refused)
    return ""


def families_for(text: str, language: str) -> list[str]:
    """Return the fonts to set a text in, the first that has a character first, by name.

    Left to itself, Typst would choose at random among the forms that a Chinese character has in
    different countries. It finds the fonts of other scripts itself.
    """
    families = ["Arimo"]
    for name, _, reach in _PACKAGES:
        if reach.search(text):
            if name == "cjk":
                families.append(f"Noto Sans CJK {_font_end(language.lower(), text)}")
            elif name == "arabic":
                families.append("Noto Sans Arabic")
    return families


def _font_end(tag: str, text: str) -> str:
    """Return the forms that Chinese characters have where a text is read."""
    language, _, _ = tag.partition("-")
    endings = _FONT_ENDS.get(tag) or _FONT_ENDS.get(language)
    if endings:
        return endings
    if _KANA.search(text):
        return "JP"
    return "KR" if _HANGUL.search(text) else "SC"
