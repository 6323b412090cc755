"""What a box holds, and the shapes it can have.

┌ 1.1 ⇒ ──────────(×)     ┌ 1.1 ⇒ ────(×)   on its border a tag, such as its number, and signs
│ Sleep helps you  │      │ Sleep      │   its text, its label or both, in more or fewer lines
│ to learn.        │  or  │ helps you  │
├──────────────────┤      │ to learn.  │
│ Evidence: study  ○      ├────────────┤
└──────────────────┘      │ Evidence:  │   a strip of marks: what it says besides
                          │ study      ○
                          └────────────┘
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum, StrEnum, auto
from math import fsum, inf
from typing import NamedTuple

from argmap.diagrams.font_metrics import COLUMN, clean, width
from argmap.diagrams.line_breaks import BreakableText, wrap
from argmap.diagrams.theme import BOLD, PADDING, PITCH, SIZE
from argmap.languages import words_for
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Cause, Claim, Inference, InferenceStatus, Verdict
from argmap.model.graph import not_connected
from argmap.model.parts import group_path
from argmap.model.source_names import SourceNames
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import MapVerdicts
from argmap.options import Look
from argmap.options.names import MarkName

# Of a mark's text, where that of a claim has `SIZE`; lengths are in points.
STRIP_SIZE = 8.5
STRIP_PITCH = 9.6  # from one row of a strip to the next
_STRIP_GAP = 3.4  # above and below the line that parts a strip from the text
MARK_GAP = 9.0  # between two marks in a row
TAG_SIZE = 8.0
TAG_INSET = 6.0  # from the left of a box to its tag

_MOST_COLUMNS = 64  # of the lines of a text
_LINES_PER_BREAK = 3  # at most one of this many ends inside a word if a wider box can help
_WHOLE_MARK = 16  # columns of a mark that stay on one line
_HAIR = 0.01  # what sums of widths may differ by and still be the same, in points

# Of a text with this many letters only these widths are tried: one line more is not noticed.
_LONG = 5000
_FEW_WIDTHS = (64, 51, 41, 33, 26, 21, 17, 14, 11)

# The names of the frames that a box is in, the outermost first.
FramePath = tuple[str, ...]


def frame_paths(map: ArgumentMap, *, groups: bool) -> FramePaths:
    """Return the frames of the claims of a map.

    In a map without what its author added, what no main claim leads to has a frame of its own; so
    have groups, if `groups`.
    """
    paths: dict[str, FramePath] = {}
    if map.is_stated_only:
        heading = words_for(map.language).not_connected_by_source
        paths = dict.fromkeys(not_connected(map), (heading,))
    if groups:
        for id, claim in map.claims.items():
            path = paths.get(id, ()) + group_path(claim.group)
            if path:
                paths[id] = path
    at_home = {}
    homes = homes_of(map).inference_of if paths else {}
    for id in map.claims:
        path = _shared_path(paths, id, map.inferences.get(homes.get(id, "")))
        if path:
            at_home[id] = path
    return FramePaths(paths, at_home)


class FramePaths(NamedTuple):
    """The frames of claims, by the claims' ids. No frame parts linked premises: they are in those
    that all are in.

    Attributes:
        alone: those that a claim would be in if it were linked with no other.
        at_home: those of the claims that are in any where they are at home.
    """

    alone: Mapping[str, FramePath] = {}
    at_home: Mapping[str, FramePath] = {}

    def of_box(self, claim: str, inference: Inference | None) -> FramePath:
        """Return the frames of a box that is a premise of an inference, or else at home."""
        if inference is None:
            return self.at_home.get(claim, ())
        return _shared_path(self.alone, claim, inference)


def _shared_path(
    paths: Mapping[str, FramePath], claim: str, inference: Inference | None
) -> FramePath:
    """Return the frames that a claim is in together with all premises of an inference."""
    path = paths.get(claim, ())
    for premise in inference.premises if inference else ():
        others = paths.get(premise, ())
        while path != others[: len(path)]:
            path = path[:-1]
    return path


class Tone(Enum):
    """How loud a mark is."""

    ALARM = auto()
    STRONG = auto()
    PLAIN = auto()
    QUIET = auto()

    @property
    def is_bold(self) -> bool:
        """Whether its text is bold."""
        return self in (Tone.ALARM, Tone.STRONG)


class Sign(StrEnum):
    """What is on the border of a box and needs no words: drawn, or else this letter."""

    UNSUPPORTED = "○"
    COMMON_GROUND = "●"
    WARRANT = "⇒"
    CONTESTED = "~"
    FALLS = "×"
    NOT_SHOWN = "–"

    @property
    def is_verdict(self) -> bool:
        """Whether it is in the upper corner."""
        return self in (Sign.CONTESTED, *FALLING)


# What claims that fall show.
FALLING = (Sign.FALLS, Sign.NOT_SHOWN)


class Mark(NamedTuple):
    """A few words on a claim, for the strip of its box, or a sign that stands for them.

    The words may lead to a page; 0 is none.
    """

    text: str
    tone: Tone = Tone.QUIET
    page: int = 0
    sign: Sign | None = None

    @property
    def em(self) -> float:
        """What an em of its text measures, in points."""
        return STRIP_SIZE * BOLD if self.tone.is_bold else STRIP_SIZE

    @property
    def width(self) -> float:
        """How wide the mark is, in points."""
        return width(self.text) * self.em


Marks = tuple[Mark, ...]
Strip = tuple[Marks, ...]
Lines = tuple[str, ...]


class BoxContent(NamedTuple):
    """What a box holds: the text of its claim, marks for its strip and signs, and a tag.

    What is empty has only room to write the text, of a least size without the strip. The inset is
    left free beside the text.
    """

    text: str
    language: str
    marks: Marks = ()
    is_bold: bool = False
    is_empty: bool = False
    least_width: float = 0.0
    least_height: float = 0.0
    inset: float = 0.0
    tag: str = ""


class BoxShape(NamedTuple):
    """One way to fit a content into a box of this size in points: strip and signs are its marks.

    What is rigid keeps this size beside boxes that are larger.
    """

    width: float
    height: float
    lines: Lines
    strip: Strip = ()
    signs: Marks = ()
    tag: str = ""
    is_rigid: bool = False

    @property
    def strip_height(self) -> float:
        """How high the strip is, in points."""
        if not self.strip:
            return 0.0
        return len(self.strip) * STRIP_PITCH + _STRIP_GAP


# Those of one box, from narrow and high to wide and low.
Shapes = tuple[BoxShape, ...]


def row_width(row: Marks) -> float:
    """Return how wide marks side by side are, in points."""
    return fsum(mark.width for mark in row) + MARK_GAP * (len(row) - 1)


def box_shapes(content: BoxContent, fineness: float = 0.96) -> Shapes:
    """Return the shapes that a content can have.

    At the most, a shape is so much narrower than the next that is tried as `fineness` says.
    """
    marks = tuple(mark for mark in content.marks if mark.sign is None)
    signs = tuple(mark for mark in content.marks if mark.sign is not None)
    across, down = PADDING
    sides = 2 * (across + content.inset)
    texts = _broken_texts(content, fineness)
    least = max(texts[0][0], content.least_width - sides)
    if content.tag:
        least = max(least, width(content.tag) * TAG_SIZE + 2 * TAG_INSET)
    # Marks may be in one row each, or all in one.
    strip_widths = [row_width(marks)]
    for mark in marks:
        strip_widths.append(mark.width)
        # Short marks are in one line, and the words of others are whole.
        words = BreakableText(mark.text, content.language)
        columns = max(_WHOLE_MARK, words.longest_unbreakable(_WHOLE_MARK))
        least = max(least, min(mark.width, columns * COLUMN * mark.em))
    widths = {max(text_width, least) for text_width, _ in texts}
    for strip_width in strip_widths:
        if least < strip_width <= _MOST_COLUMNS * COLUMN * SIZE:
            widths.add(strip_width)
    # Boxes to write in are alike, whatever is beside them.
    is_rigid = content.least_width > 0
    shapes: list[BoxShape] = []
    for inner in sorted(widths):
        # The widest text that fits has the fewest lines.
        _, lines = max(text for text in texts if text[0] <= inner)
        strip = _fill_strip(content, marks, inner)
        shape = BoxShape(inner + sides, 0.0, lines, strip, signs, content.tag, is_rigid)
        height = max(len(lines) * PITCH + 2 * down, content.least_height) + shape.strip_height
        # Among shapes as high as each other, the narrowest is enough.
        if not shapes or height < shapes[-1].height:
            shapes.append(shape._replace(height=height))
    return tuple(shapes)


def _broken_texts(content: BoxContent, fineness: float) -> list[tuple[float, Lines]]:
    """Return ways to break a text into lines, the narrowest first, with their widths in points."""
    if content.is_empty:
        return [(0.0, ())]
    text = BreakableText(content.text, content.language)
    em = SIZE * BOLD if content.is_bold else SIZE
    widths: Iterable[float] = _FEW_WIDTHS
    if len(content.text) < _LONG:
        widths = text.line_count_table(_MOST_COLUMNS).values()
    texts = []
    least_broken = []
    narrowest = inf
    for columns in widths:
        # A hardly narrower one is not worth it.
        if columns * COLUMN <= narrowest * fineness:
            lines, narrowest, broken = text.wrap(columns)
            texts.append((narrowest * em, lines))
            if broken * _LINES_PER_BREAK <= len(lines):
                least_broken.append(texts[-1])
    return (least_broken or texts)[::-1]


def _fill_strip(content: BoxContent, marks: Marks, room: float) -> Strip:
    """Return the marks in rows that are at most so wide; a wider mark is broken between words."""
    room += _HAIR
    rows: list[Marks] = []
    left = 0.0
    for mark in marks:
        parts = [mark.text]
        if mark.width > room:
            parts = wrap(mark.text, room / mark.em / COLUMN, content.language)
        for text in parts:
            part = mark._replace(text=text)
            needed = part.width + MARK_GAP
            if not rows or needed > left:
                rows.append(())
                left = room + MARK_GAP
            rows[-1] += (part,)
            left -= needed
    return tuple(rows)


DEFAULT_MARKS: tuple[MarkName, ...] = (
    "unsupported", "evidence", "common-ground", "standard", "type",
)  # fmt: skip


def chosen_marks(look: Look) -> tuple[MarkName, ...]:
    """Return which marks boxes show."""
    return DEFAULT_MARKS if look.marks is None else look.marks


def caption(claim: Claim, choice: str) -> str:
    """Return what the box of a claim says, by one of `Labels`; without a label, its text."""
    if choice == "full" or not claim.label.strip():
        return claim.text
    if choice == "label":
        return claim.label
    return f"{claim.label}: {claim.text}"


class VerdictMark(StrEnum):
    """What a picture says of the verdict of a claim or step, unless that simply stands."""

    CONTESTED = Verdict.CONTESTED.value
    FALLS = Verdict.FALLS.value
    REBUTTED = Cause.REBUTTED.value
    NOT_SHOWN = Cause.NOT_SHOWN.value
    TOO_WEAK = InferenceStatus.TOO_WEAK.value
    OUTWEIGHED = InferenceStatus.OUTWEIGHED.value
    TAKES_BACKING = InferenceStatus.TAKES_BACKING.value

    @property
    def falls(self) -> bool:
        """Whether the claim or step falls, for whatever reason."""
        return self in (VerdictMark.FALLS, VerdictMark.REBUTTED, VerdictMark.NOT_SHOWN)

    @property
    def sign(self) -> Sign:
        """What a claim with this verdict shows."""
        if not self.falls:
            return Sign.CONTESTED
        return Sign.NOT_SHOWN if self is VerdictMark.NOT_SHOWN else Sign.FALLS


def verdict_marks(map: ArgumentMap, verdicts: MapVerdicts | None) -> dict[str, VerdictMark]:
    """Return marks for verdicts of claims and steps, by id; what stands has none."""
    said: dict[str, str] = {}
    if verdicts is not None:
        for claim in map.claims:
            # What falls because somebody rejects it has no cause.
            said[claim] = verdicts.cause_of(claim) or verdicts[claim]
        for id, inference in map.inferences.items():
            status = verdicts.status_of(inference)
            # Of the others it is enough to say that they fall.
            said[id] = status if status in [*VerdictMark] else verdicts[id]
    return {id: VerdictMark(word) for id, word in said.items() if word != Verdict.STANDS}


def verdict_sign(id: str, verdicts: Mapping[str, VerdictMark], words: Words) -> Iterator[Mark]:
    """Yield the sign of a claim's verdict, unless it stands."""
    if id in verdicts:
        verdict = verdicts[id]
        yield Mark(words.verdict_word(verdict), sign=verdict.sign)


def needs_support(map: ArgumentMap, claim: str) -> bool:
    """Return whether a claim is unsupported, and not only a weighing, which need not be."""
    uses = map.uses(claim)
    is_weighing = bool(uses) and all(inference.weighing for inference in uses)
    return map.is_unsupported(claim) and not is_weighing


def marks_of_claim(
    map: ArgumentMap,
    claim: Claim,
    inference: Inference | None,
    chosen: Collection[str],
    verdicts: Mapping[str, VerdictMark],
    words: Words,
    sources: SourceNames,
) -> Iterator[Mark]:
    """Yield the marks of a claim's own box, which is a premise of an inference or of none.

    Those are signs of verdicts and warrants, and the marks that are chosen.
    """
    id = claim.id
    yield from verdict_sign(id, verdicts, words)
    if inference is not None and inference.warrant == id:
        yield Mark(words.warrant, sign=Sign.WARRANT)
    if "unsupported" in chosen and needs_support(map, id):
        yield Mark(words.unsupported, sign=Sign.UNSUPPORTED)
    if "evidence" in chosen and claim.evidence:
        citations = sources.cite_in_words(claim.evidence)
        yield Mark(words.evidence + words.colon + clean(citations))
    if "common-ground" in chosen and claim.common_ground:
        yield Mark(words.common_ground, sign=Sign.COMMON_GROUND)
    if "standard" in chosen and claim.standard:
        yield Mark(words.must_be_shown)
    if "type" in chosen and claim.is_norm:
        yield Mark(words.claim_types[claim.type])
    # The scheme is the step's: its first premise shows it.
    if "scheme" in chosen and inference and inference.scheme and inference.premises[0] == id:
        yield Mark(words.scheme + words.colon + clean(inference.scheme))
    if "holder" in chosen and claim.held_by:
        names = words.join_list(claim.held_by)
        yield Mark(words.held_by.format(names=clean(names)))
