"""Options that several commands, functions and tools have together.

    argmap evaluate debate.yaml --accept sleep --strict
    argmap.evaluate(debate, accept=["sleep"], strict=True)
    {"name": "evaluate", "arguments": {"file": "debate.yaml", "accept": ["sleep"], "strict": true}}

Each is a named tuple, which the library takes whole.
"""

from typing import Annotated, NamedTuple

from argmap.options.names import (
    BlankName,
    Default,
    Direction,
    EngineName,
    Labels,
    LayoutName,
    MarkName,
    RelationDisplay,
    SeverityName,
    ThemeName,
    WorksheetPaper,
)
from argmap.options.option import Option

PART, APPEARANCE, SUPPOSITIONS = "Part of the map", "Appearance", "Suppositions"
RULES, BLANKS = "Rules", "Blanks"
"""Headings in the help of a command that has many options."""


class Part(NamedTuple):
    """Which part of a map is shown; all of it if nothing is chosen."""

    # fmt: off
    side: Annotated[str, Option(
        "Show only this side's case, with the objections to it and the answers.", "SIDE",
        tools="only this side's case, with the objections to it and the answers",
        heading=PART, names="side")] = ""
    focus: Annotated[str, Option("Show only this claim and everything that supports or attacks it.",
        "CLAIM", tools="only this claim, and what bears on it", heading=PART, names="claim")] = ""
    depth: Annotated[int | None, Option(
        "With --focus: maximum distance from the claim, counted in inferences.", "N",
        tools="with `focus`: how many inferences away a claim may be", heading=PART,
        least=0)] = None
    # fmt: on

    def conflict(self) -> str:
        """Return what is wrong with the options together."""
        return "{depth} requires {focus}" if self.depth is not None and not self.focus else ""


class Suppositions(NamedTuple):
    """What is supposed beyond a map."""

    # fmt: off
    accept: Annotated[tuple[str, ...], Option(
        "Suppose that this claim stands and is backed. You can repeat this option.", "CLAIM",
        tools="claims to suppose true", heading=SUPPOSITIONS, names="claim")] = ()
    reject: Annotated[tuple[str, ...], Option(
        "Suppose that this claim falls. You can repeat this option.", "CLAIM",
        tools="claims to suppose false", heading=SUPPOSITIONS, names="claim")] = ()
    strict: Annotated[bool, Option("Let only backed claims stand.",
        tools="let only claims stand that rest on evidence or common ground",
        heading=SUPPOSITIONS)] = False
    # fmt: on


class Search(NamedTuple):
    """How far a search for cruxes or needs goes."""

    # Sets of four would seldom be reached: a search ends after a number of trials, the smallest
    # first.
    # fmt: off
    size: Annotated[int, Option("Maximum number of changes to combine, from 1 to 3.", "N",
        tools="how many changes to combine (default: 1)", least=1, most=3)] = 1
    # fmt: on


class Look(NamedTuple):
    """How a picture of a map looks; "" is what suits it best."""

    # fmt: off
    paper: Annotated[str, Option(
        "Paper size: screen, a4, a3, letter, slide, phone, poster, none, or a size such as"
        " 210x297mm. [default: screen]", "SIZE",
        tools="such as `screen` (default), `a4`, `slide` or `phone`", names="paper")] = ""
    direction: Annotated[Direction | Default, Option(
        "Direction in which reasons point: {choices}. [default: up]", "WAY",
        heading=APPEARANCE)] = ""
    layout: Annotated[LayoutName | Default, Option(
        "Layout: {choices}, which draws each claim once. [default: the best fit]", "LAYOUT",
        tools="default: what fits best", heading=APPEARANCE)] = ""
    theme: Annotated[ThemeName | Default, Option(
        "Color theme: {choices}. With print, the picture is black and white. With auto, an SVG"
        " follows the reader's light or dark setting. [default: color]", "THEME",
        tools="default: color", heading=APPEARANCE)] = ""
    marks: Annotated[tuple[MarkName, ...] | None, Option(
        "Marks to show on claims, separated by commas: {choices}. [default:"
        " unsupported,evidence,common-ground,standard,type]", "MARKS", heading=APPEARANCE,
        word="mark", has_commas=True)] = None
    labels: Annotated[Labels, Option("What to show in boxes: the full text, the label, or both.",
        "WHAT", tools="what boxes show (default: full)", heading=APPEARANCE)] = "full"
    relations: Annotated[RelationDisplay, Option(
        "How to show what lines say: {choices}. With signs, the legend explains them.", "HOW",
        heading=APPEARANCE)] = "words"
    groups: Annotated[bool, Option("Draw a frame around each group of claims.",
        heading=APPEARANCE)] = False
    link_base: Annotated[str, Option("Link each box to URL#ID, where ID is the claim's id.", "URL",
        heading=APPEARANCE)] = ""
    engine: Annotated[EngineName | Default, Option(
        "Lay out the map with Graphviz: graphviz (needs argmap[graphviz]), or dot (your own"
        " Graphviz). [default: argmap]", "NAME", heading=APPEARANCE)] = ""
    # fmt: on

    def conflict(self) -> str:
        """Return what is wrong with the options together."""
        if self.engine and self.layout not in ("", "graph"):
            return "{engine} draws each claim once, so leave out {layout}"
        return ""


class Checking(NamedTuple):
    """Which rules a map is checked with, and from which severity on it fails.

    What is not chosen is as the map or its project has it.
    """

    # fmt: off
    select: Annotated[tuple[str, ...], Option(
        "Rules or groups to apply instead of the default rules.", "RULES", heading=RULES,
        names="rule", has_commas=True)] = ()
    ignore: Annotated[tuple[str, ...], Option("Rules or groups to leave out.", "RULES",
        heading=RULES, names="rule", has_commas=True)] = ()
    grounded: Annotated[bool, Option(
        "Also report claims without a quote that is word for word in its source.",
        tools="require a true quotation for every claim", heading=RULES)] = False
    questions: Annotated[bool, Option(
        "Also ask one question about each of ten inferences at most.",
        tools="also ask one question about each of ten inferences at most", heading=RULES)] = False
    fail_on: Annotated[SeverityName | Default, Option(
        "Exit with 1 if a finding has at least this severity: {choices}. [default: warning]",
        "SEVERITY", heading=RULES, word="severity")] = ""
    # fmt: on


class SheetOptions(NamedTuple):
    """What a worksheet is to be."""

    # fmt: off
    paper: Annotated[WorksheetPaper, Option("Paper size: {choices}.", "SIZE",
        word="paper size")] = "a4"
    cards: Annotated[bool, Option(
        "Print the claims as cards to cut out, instead of a map.")] = False
    blank: Annotated[tuple[BlankName, ...], Option(
        "What to leave blank: {choices}, or several separated by commas. [default: text]", "WHAT",
        heading=BLANKS, word="kind of blank", has_commas=True)] = ()
    share: Annotated[float | None, Option(
        "Share of the texts, kinds or links to leave blank, from 0 to 1. [default: 0.3]", "N",
        heading=BLANKS)] = None
    ids: Annotated[tuple[str, ...], Option("Claims to leave blank, instead of a random share.",
        "CLAIM,…", heading=BLANKS, names="claim", has_commas=True)] = ()
    word_bank: Annotated[bool, Option(
        "Add a list of the missing claims for students to choose from.", heading=BLANKS)] = False
    distractors: Annotated[int, Option(
        "Number of wrong claims to add to the word bank or the cards.", "N", heading=BLANKS,
        least=0, most=1_000)] = 0
    seed: Annotated[int, Option("Random seed. The same seed gives the same worksheet.", "N",
        heading=BLANKS)] = 0
    # fmt: on

    def conflict(self) -> str:
        """Return what is wrong with the options together."""
        if self.cards:
            for name in ("blank", "share", "ids", "word_bank"):
                if getattr(self, name):
                    return (
                        f"{{{name}}} has no effect with {{cards}}, because all claims are on cards"
                    )
        if self.share is not None and self.ids:
            return "use {share} or {ids}, not both"
        if self.share is not None and not 0 < self.share <= 1:
            return (
                f"{{share}} must be a number above 0 and at most 1, such as 0.3, not {self.share:g}"
            )
        if self.distractors and not (self.word_bank or self.cards):
            return "{distractors} needs {word_bank} or {cards}"
        if self.word_bank and self.blank and "text" not in self.blank:
            return "{word_bank} needs {blank} text, because it lists the missing texts"
        return ""
