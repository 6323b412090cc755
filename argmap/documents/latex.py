r"""A map as a LaTeX document, to be typeset or put into another one.

It is one file, and so without the picture. What a map says cannot be a command: every character
that means something to LaTeX is replaced (`_ESCAPES`), and so are pairs that fonts join to other
signs, such as `--`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.documents.manuscript import Item, Manuscript, blocks_of
from argmap.documents.outline_results import manuscript_asked_for, outline_result
from argmap.documents.text_runs import Link, Look, Run, Runs, Target, plain, plain_address
from argmap.model import ArgumentMap
from argmap.model.writing import Result, WritingOptions

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # where an option may stand, it would be one
    "]": "{]}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2009": r"\,",
    "\u202f": r"\,",
}
_SPECIAL = "[" + re.escape("".join(_ESCAPES)) + "]|(-(?=-)|'(?=')|,(?=,))"
"""What is not written as it is: what means something, and the first of two that fonts join to
another sign.
"""

_OF_PDFLATEX = (
    r"[ -~\u00a0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    r"ȘșȚț\u2009\u202f‐‑–—‘’‚“”„†‡•…‰‹›€™←↑→↓]*"
)
"""A text of characters that pdfLaTeX has in the encodings T1 and TS1; the other engines have all of
Unicode.
"""

_FONTS = {
    "[\u3040-\u30ff]": "Noto Serif CJK JP, Noto Sans CJK JP, HaranoAjiMincho, IPAexMincho",
    "[\u4e00-\u9fff]": "Noto Serif CJK SC, Noto Sans CJK SC, FandolSong, SimSun",
    "[\u0600-\u06ff]": "Noto Naskh Arabic, Amiri, FreeSerif, DejaVu Sans, Arial",
    "[\u0590-\u05ff]": "Noto Serif Hebrew, FreeSerif, DejaVu Sans, Arial",
    "": "Noto Serif, FreeSerif, DejaVu Serif, Times New Roman",
}
"""Signs of a script, and fonts that have it; the first of them that is installed is taken."""

_FONTS_OF_ALL_ENGINES = r"""\usepackage{iftex}
\iftutex
  \usepackage{fontspec}
\else
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
  \usepackage{lmodern}
\fi"""

_LISTS = r"""\setlistdepth{30}
\newlist{claims}{itemize}{30}
\setlist[claims]{label={}, leftmargin=6mm, labelwidth=0pt, labelsep=0pt, itemsep=2pt, topsep=2pt}
\setlist[claims, 1]{leftmargin=0pt}
\newlist{sources}{itemize}{1}
\setlist[sources]{label={}, leftmargin=6mm, itemindent=-6mm, labelwidth=0pt, labelsep=0pt}
\emergencystretch=3em"""

_WIDTH = 110
"""The columns of a line of the file, as far as words allow."""


def format_latex(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a LaTeX document: the outline or an essay, without the picture."""
    manuscript, _ = manuscript_asked_for(map, options)
    without_picture = (
        "the LaTeX document does not contain the picture; to draw the picture, run"
        " `argmap render -f pdf`"
    )
    return outline_result(map, latex_of(manuscript), options, (without_picture,))


def latex_of(manuscript: Manuscript) -> str:
    """Return a document as LaTeX; its first line says which engines compile it."""
    lines = [
        *_preamble(manuscript),
        r"\begin{document}",
        r"\maketitle",
        "% This file has no picture. Draw the picture with `argmap render -f pdf`, and add it with",
        r"% \includegraphics[width=\textwidth]{map.pdf}",
        *_LatexWriter(manuscript).body(),
        r"\end{document}",
    ]
    # A command of a CI log, if a line began with it.
    return re.sub(r"(?m)^([ \t]*)::", r"\1{:}:", "\n".join(lines)) + "\n"


def escape_latex(text: str) -> str:
    """Return a text as LaTeX shows it: "5 % -- or so" is `5 \\% -{}- or so`."""
    return re.sub(_SPECIAL, lambda found: _ESCAPES.get(found[0], found[0] + "{}"), text)


def _preamble(manuscript: Manuscript) -> Iterator[str]:
    text = _all_text(manuscript)
    language = manuscript.words.babel
    title = escape_latex(manuscript.title)
    has_simple_text = re.fullmatch(_OF_PDFLATEX, text) is not None
    engines, fonts = "lualatex", r"\usepackage{fontspec}"
    babel = f"bidi=basic, layout=lists, {language}, provide=*"
    if has_simple_text:
        engines, fonts = "pdflatex, lualatex or xelatex", _FONTS_OF_ALL_ENGINES
        babel = f"{language}, provide=*, shorthands=off"
    yield f"% Compile with {engines}."
    yield r"\documentclass[11pt, a4paper]{article}"
    yield fonts
    yield rf"\usepackage[{babel}]{{babel}}"
    yield r"\usepackage[margin=25mm]{geometry}"
    yield r"\usepackage{enumitem}"
    yield r"\usepackage[hidelinks]{hyperref}"
    yield rf"\hypersetup{{pdftitle={{{title}}}, pdflang={{{manuscript.language}}}}}"
    yield _LISTS
    yield rf"\title{{{title}}}"
    yield r"\author{}"
    yield r"\date{}"
    if has_simple_text:
        return
    yield "% LaTeX uses the first of these fonts that is installed."
    names = next(fonts for script, fonts in _FONTS.items() if re.search(script, text)).split(", ")
    for font in names:
        yield rf"\IfFontExistsTF{{{font}}}{{\babelfont{{rm}}{{{font}}}}}{{%"
    yield "}" * len(names)


def _all_text(manuscript: Manuscript) -> str:
    texts = [manuscript.title, manuscript.words.sources, *manuscript.notes]
    for section in manuscript.sections:
        texts.append(section.heading)
        for paragraph in section.paragraphs:
            texts += [paragraph.number, plain(paragraph.runs), plain(paragraph.remark)]
    texts += [plain(line.runs) for line in manuscript.bibliography]
    return "".join(texts)


# --- what it says ---


class _LatexWriter:
    """Writes the body of one document."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        # Names of plain letters, whatever a place or a source is called.
        self.targets = {
            here: f"place{number}" for number, here in enumerate(manuscript.places(), 1)
        }

    def body(self) -> Iterator[str]:
        """Yield the lines of the document."""
        manuscript = self.manuscript
        for heading, paragraphs in manuscript.sections:
            if heading:
                yield rf"\section*{{{escape_latex(heading)}}}"
            for block in blocks_of(paragraphs):
                if block.text is not None:
                    yield from _wrap_line(self.line(block.text.runs))
                    yield ""
                else:
                    yield from self.claims(block.items)
        if manuscript.bibliography:
            yield rf"\section*{{{escape_latex(manuscript.words.sources)}}}"
            yield r"\begin{sources}"
            for source in manuscript.bibliography:
                place = self.place(source.anchor)
                yield from _wrap_line(rf"\item {place}{self.line(source.runs)}")
            yield r"\end{sources}"
        for note in manuscript.notes:
            yield rf"\par\bigskip {{\small {escape_latex(note)}}}"

    def claims(self, items: Iterable[Item]) -> Iterator[str]:
        """Yield the lines of a list, and of the lists in it."""
        yield r"\begin{claims}"
        for item in items:
            paragraph = item.paragraph
            yield from _wrap_line(
                rf"\item \textbf{{{escape_latex(paragraph.number)}}} {self.line(paragraph.runs)}"
            )
            if paragraph.remark:
                yield from _wrap_line(rf"\newline{{\small {self.line(paragraph.remark)}}}")
            if item.below:
                yield from self.claims(item.below)
        yield r"\end{claims}"

    def line(self, runs: Runs) -> str:
        return "".join(map(self.piece, runs))

    def piece(self, run: Run) -> str:
        """Return a piece of a line as LaTeX."""
        text = escape_latex(run.text)
        link = run.link
        if link is not None and link.target is Target.WEB:
            shown = re.sub(r"/(?=[^/])", r"/\\allowbreak{}", text)
            address = re.sub("([%#&_~$])", r"\\\1", plain_address(link.to))
            text = rf"\href{{{address}}}{{{shown}}}"
        elif link is not None and link in self.targets:
            text = rf"\hyperlink{{{self.targets[link]}}}{{{text}}}"
        if run.look is Look.ROLE:
            text = rf"\textbf{{{text}}}"
        elif run.look is Look.MARK:
            text = rf"{{\small {text}}}"  # not slanted: fonts of many scripts have no such letters
        if run.place:
            text = self.place(run.anchor) + text
        return text

    def place(self, here: Link) -> str:
        """Return what links lead to."""
        return rf"\hypertarget{{{self.targets[here]}}}{{}}"


def _wrap_line(line: str) -> Iterator[str]:
    """Yield the lines that a line is written as: for LaTeX, the end of a line is a space."""
    shown, *words = line.split(" ")
    for word in words:
        if shown and len(shown) + 1 + len(word) > _WIDTH:
            yield shown
            shown = word
        else:
            shown = f"{shown} {word}".lstrip(" ")
    yield shown
