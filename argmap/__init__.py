"""argmap: draw, outline, check and evaluate argument maps written as text.

    import argmap

    debate = argmap.load("arguments.yaml")
    print(argmap.outline(debate))
    svg = argmap.render(debate, "svg")

`help(argmap.load)` explains a function and its parameters. `argmap --help` shows the command line.

Read and write:
    load, loads     read the map in a file, or in a string
    read            read a text that may contain errors
    save, dumps     write a map to a file, or as a string
    convert         convert a map, and list what the format loses
    rename          change an id everywhere in a text

Build:
    Map             build a map in a program: `Map(…).claim(…).because(…)`
    from_dict, to_dict              dictionaries, in the JSON format
    from_networkx, to_networkx      graphs of networkx
    from_records, to_records        rows of a table
    to_frame                        a data frame of pandas

Show:
    outline         write a map as an outline or an essay
    render          draw a map as a picture or a page
    render_pages    draw a map on several pages
    part            return the part of a map that concerns a side or a claim
    stated_only     return a map without what its author added

Check and evaluate:
    check           list the problems that rules find
    find_quotation  find a quotation in a text, or the closest passage
    evaluate        find out which claims stand
    explain         explain why
    needs, cruxes   list what a claim needs to stand, and what decides a verdict
    positions       list the coherent ways to settle all contested claims
    compare         compare two maps

In class:
    worksheet, quiz     make a worksheet and its key, or questions

Types of maps and their parts:
    ArgumentMap, Claim, Inference, Side, Source, Citation, Kind, CheckSettings, Inferences,
    OwnScheme, DecisionRecord, RecordLink; DraftClaim, DraftInference, DraftSide, DraftSource,
    DraftCitation

Types of results:
    CheckResult, Comparison, CruxSearch, Explanation, NeedSearch, Positions, Question, Reading,
    Result, SheetFiles, Verdicts; Verdict, Basis, Cause, Expectation
    Diagnostic, Severity, Span, Related, Fix, Edit, Safety; Mention, PartKind, PartName
    Quotation, SourcePassage

Errors:
    ArgmapError, InvalidMap
"""

from __future__ import annotations

from argmap.util import exports

TYPE_CHECKING = False
"""As type checkers know it; `typing` takes a while to load."""

# `as` says to type checkers that a name is public.
if TYPE_CHECKING:
    from argmap.api.analysis import check as check
    from argmap.api.analysis import compare as compare
    from argmap.api.analysis import cruxes as cruxes
    from argmap.api.analysis import evaluate as evaluate
    from argmap.api.analysis import explain as explain
    from argmap.api.analysis import find_quotation as find_quotation
    from argmap.api.analysis import needs as needs
    from argmap.api.analysis import positions as positions
    from argmap.api.analysis import quiz as quiz
    from argmap.api.analysis import worksheet as worksheet
    from argmap.api.builder import DraftCitation as DraftCitation
    from argmap.api.builder import DraftClaim as DraftClaim
    from argmap.api.builder import DraftInference as DraftInference
    from argmap.api.builder import DraftSide as DraftSide
    from argmap.api.builder import DraftSource as DraftSource
    from argmap.api.builder import Map as Map
    from argmap.api.exchange import from_dict as from_dict
    from argmap.api.exchange import from_networkx as from_networkx
    from argmap.api.exchange import to_dict as to_dict
    from argmap.api.exchange import to_networkx as to_networkx
    from argmap.api.maps import convert as convert
    from argmap.api.maps import dumps as dumps
    from argmap.api.maps import load as load
    from argmap.api.maps import loads as loads
    from argmap.api.maps import outline as outline
    from argmap.api.maps import part as part
    from argmap.api.maps import read as read
    from argmap.api.maps import rename as rename
    from argmap.api.maps import render as render
    from argmap.api.maps import render_pages as render_pages
    from argmap.api.maps import save as save
    from argmap.api.maps import stated_only as stated_only
    from argmap.api.tables import from_records as from_records
    from argmap.api.tables import to_frame as to_frame
    from argmap.api.tables import to_records as to_records
    from argmap.classroom.quiz_questions import Question as Question
    from argmap.classroom.worksheets.sheet import SheetFiles as SheetFiles
    from argmap.comparison.compare import Comparison as Comparison
    from argmap.integrations.jupyter import load_ipython_extension as load_ipython_extension
    from argmap.lint.linter import CheckResult as CheckResult
    from argmap.model import ArgumentMap as ArgumentMap
    from argmap.model import Basis as Basis
    from argmap.model import Cause as Cause
    from argmap.model import CheckSettings as CheckSettings
    from argmap.model import Citation as Citation
    from argmap.model import Claim as Claim
    from argmap.model import DecisionRecord as DecisionRecord
    from argmap.model import Diagnostic as Diagnostic
    from argmap.model import Edit as Edit
    from argmap.model import Expectation as Expectation
    from argmap.model import Fix as Fix
    from argmap.model import Inference as Inference
    from argmap.model import Inferences as Inferences
    from argmap.model import InvalidMap as InvalidMap
    from argmap.model import Kind as Kind
    from argmap.model import Mention as Mention
    from argmap.model import OwnScheme as OwnScheme
    from argmap.model import PartKind as PartKind
    from argmap.model import PartName as PartName
    from argmap.model import Reading as Reading
    from argmap.model import RecordLink as RecordLink
    from argmap.model import Related as Related
    from argmap.model import Result as Result
    from argmap.model import Safety as Safety
    from argmap.model import Severity as Severity
    from argmap.model import Side as Side
    from argmap.model import Source as Source
    from argmap.model import Span as Span
    from argmap.model import Verdict as Verdict
    from argmap.quotations import Quotation as Quotation
    from argmap.quotations import SourcePassage as SourcePassage
    from argmap.util import ArgmapError as ArgmapError
    from argmap.verdicts import CruxSearch as CruxSearch
    from argmap.verdicts import Explanation as Explanation
    from argmap.verdicts import NeedSearch as NeedSearch
    from argmap.verdicts import Positions as Positions
    from argmap.verdicts import Verdicts as Verdicts

__all__ = ["Map", "check", "evaluate", "load", "outline", "render"]
"""What a first script needs: `from argmap import *` brings it, and `help(argmap)` describes it.

With all names, help would have thousands of lines: texts such as `Kind` have every method of `str`.
"""

_HOMES = {
    "api.analysis": """
        check compare cruxes evaluate explain find_quotation needs positions quiz worksheet
    """,
    "api.builder": "DraftCitation DraftClaim DraftInference DraftSide DraftSource Map",
    "api.exchange": "from_dict from_networkx to_dict to_networkx",
    "api.maps": """
        convert dumps load loads outline part read rename render render_pages save
        stated_only
    """,
    "api.tables": "from_records to_frame to_records",
    "classroom.quiz_questions": "Question",
    "classroom.worksheets.sheet": "SheetFiles",
    "comparison.compare": "Comparison",
    "integrations.jupyter": "load_ipython_extension",
    "lint.linter": "CheckResult",
    "model": """
        ArgumentMap Basis Cause CheckSettings Citation Claim DecisionRecord Diagnostic Edit
        Expectation Fix Inference Inferences InvalidMap Kind Mention OwnScheme PartKind PartName
        Reading RecordLink Related Result Safety Severity Side Source Span Verdict
    """,
    "quotations": "Quotation SourcePassage",
    "util": "ArgmapError",
    "verdicts": "CruxSearch Explanation NeedSearch Positions Verdicts",
}

_MEANT = {
    **dict.fromkeys(("lint", "problems", "validate"), "check"),
    **dict.fromkeys(("draw", "plot", "show"), "render"),
    **dict.fromkeys(("open", "parse", "from_file"), "load"),
    **dict.fromkeys(("export", "to_json", "to_yaml", "write"), "dumps"),
    "diff": "compare",
    "why": "explain",
    "verdicts": "evaluate",
}
"""What people look for in the library, each with the name of what they mean."""

if not TYPE_CHECKING:
    __getattr__ = exports.on_demand(__name__, _HOMES, _MEANT)


def _html_of(shown: object) -> str:
    """Return an object as a notebook shows it; only then, what writes HTML is imported."""
    from argmap.integrations.notebook import html_of

    return html_of(shown)


exports.html_writer = _html_of


def __dir__() -> list[str]:
    """Return the public names."""
    public = set(" ".join(_HOMES.values()).split())
    public.remove("load_ipython_extension")  # which IPython asks for, and nobody else
    return sorted([*public, *(name for name in globals() if name.startswith("__"))])
