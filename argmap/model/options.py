"""How a map is to be written: one type of options for each thing that is written."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from argmap.model.argument_map import ArgumentMap
from argmap.model.parts import Cause, Inference, Verdict


class Change(StrEnum):
    """What became of a claim or an inference, where two versions of a map are drawn in one."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    EXTRA = "extra"
    """A student has it, and the key has not."""
    MISSING = "missing"
    """The key has it, and the student has not."""

    @property
    def is_gone(self) -> bool:
        """Whether it is only in the map that this one is compared with."""
        return self in (Change.GONE, Change.MISSING)

    @property
    def is_new(self) -> bool:
        """Whether it is only in the map that is drawn."""
        return self in (Change.NEW, Change.EXTRA)


class MapVerdicts(Protocol):
    """What writers need of the verdicts that `argmap.evaluate` returns."""

    @property
    def map(self) -> ArgumentMap:
        """The map that was evaluated."""

    @property
    def strict(self) -> bool:
        """Whether only what is backed stands."""

    @property
    def fixed(self) -> Mapping[str, bool]:
        """The claims that were accepted (True) or rejected (False), whatever the map says."""

    def __getitem__(self, id: str, /) -> Verdict:
        """Return the verdict of a claim or an inference."""

    def cause_of(self, claim: str) -> Cause | None:
        """Return why a claim falls."""

    def is_outweighed(self, inference: Inference) -> bool:
        """Return whether an objection is too weak to count."""

    def words_by_id(self) -> Mapping[str, tuple[str, ...]]:
        """Return the verdict of each claim in words: `("falls", "not shown")`."""


class PictureOptions(NamedTuple):
    """How to draw a map.

    Attributes:
        page: what the picture has to fit: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, a
            size such as `210x297mm`; or `none`. "" is `screen`.
        direction: where the reasons lead: `up`, `down`, `left` or `right`. "" is `up`.
        layout: `rows` or `hang`; "" chooses rows if their text can be read.
        theme: the name of one of `argmap.diagrams.theme.THEMES`; "" is `color`.
        marks: what boxes say besides their text, of `argmap.diagrams.marks.MARKS`; None for the
            default.
        text: what boxes show of a claim: `full`, `label` or `both`.
        groups: whether the claims of each group have a frame.
        link_base: a web address; the box of a claim leads to this with `#` and the claim's id.
        engine: what lays out a tangled map: `graphviz-pure`, or `dot` for the system's Graphviz.
        changes: id of a claim or an inference → what became of it.
        numbers: id of a claim → its number in the outline, for boxes that are drawn twice.
        description: what the map says, for those who do not see the picture.
    """

    page: str = ""
    direction: str = ""
    layout: str = ""
    theme: str = ""
    marks: tuple[str, ...] | None = None
    text: str = "full"
    groups: bool = False
    link_base: str = ""
    engine: str = "graphviz-pure"
    changes: Mapping[str, Change] = MappingProxyType({})
    numbers: Mapping[str, str] = MappingProxyType({})
    description: str = ""


class OutlineOptions(NamedTuple):
    """How to write an outline, or a document that holds one.

    Attributes:
        sources: whether it says who holds each claim and what it cites.
        columns: where its text wraps; 0 for nowhere.
        essay: whether it is written as an essay, if the language of the map has one.
    """

    sources: bool = True
    columns: int = 0
    essay: bool = False


class PageOptions(NamedTuple):
    """How to write a page.

    Attributes:
        source_texts: the texts of sources, by id, in which it shows the words of quotations.
        reloads: whether it asks the server that it comes from for changes.
    """

    source_texts: Mapping[str, str] = MappingProxyType({})
    reloads: bool = False


class WritingOptions(NamedTuple):
    """How to write a map; each writer looks at what concerns it.

    Attributes:
        format: the name of the format that is written, which `argmap.formats.write` fills in: one
            function may write several.
        picture: how to draw it.
        outline: how to outline it.
        page: how to write it as a page.
        verdicts: the verdicts to show; None for none.
    """

    format: str = ""
    picture: PictureOptions = PictureOptions()
    outline: OutlineOptions = OutlineOptions()
    page: PageOptions = PageOptions()
    verdicts: MapVerdicts | None = None
