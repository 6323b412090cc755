"""A check as JSON: one object with its version, a summary, the files with their figures, and the
findings.

`argmap schema --findings` prints the schema of it (`argmap/reports/findings/schema.py`). `VERSION`
changes when something in it is taken away or means something else; what is added changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from argmap.formats.shared.json_text import InPieces, to_json_in_pieces
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Fix, Severity, Span
from argmap.model.graph import main_claims
from argmap.reports.findings import CheckedFile, Shown
from argmap.verdicts.evaluate import Verdicts, evaluate

VERSION = 1

# An object of JSON that is still to be written.
_Object = dict[str, object]


def format_json(shown: Shown) -> Iterator[str]:
    """Return a check as JSON, in pieces; a place is an object, or null for what has none."""
    report = InPieces(
        version=VERSION,
        summary=_summary(shown),
        files=map(_file_object, shown.files),
        findings=map(_finding_object, shown.diagnostics),
    )
    return to_json_in_pieces(report)


def _summary(shown: Shown) -> _Object:
    tally = shown.count_findings()
    summary: _Object = {"files": sum(1 for _ in shown.files)}
    for severity in Severity:
        summary[severity.value] = tally.number_of[severity]
    return summary


def _file_object(file: CheckedFile) -> _Object:
    return {"name": file.name, "others": list(file.others), "figures": file.figures}


def figures_object(map: ArgumentMap) -> _Object:
    """Return a map in figures, with the verdicts of its main claims."""
    inferences_of_kind = Counter(inference.kind.value for inference in map.inferences.values())
    verdicts = evaluate(map)
    return {
        "claims": len(map.claims),
        "inferences": len(map.inferences),
        "supports": inferences_of_kind["support"],
        "rebuttals": inferences_of_kind["rebuttal"],
        "undercutters": inferences_of_kind["undercutter"],
        "unsupported": sum(map.is_unsupported(claim) for claim in map.claims),
        "main_claims": [_main_claim_object(verdicts, claim.id) for claim in main_claims(map)],
    }


def _main_claim_object(verdicts: Verdicts, claim: str) -> _Object:
    basis, cause = verdicts.basis_of(claim), verdicts.cause_of(claim)
    return {
        "id": claim,
        "text": verdicts.map.claims[claim].text,
        "side": verdicts.map.sides_of_claims[claim],
        "verdict": verdicts[claim].value,
        "basis": basis.value if basis else None,
        "cause": cause.value if cause else None,
    }


def _finding_object(diagnostic: Diagnostic) -> _Object:
    related = [
        {"message": related.message, "place": _place_object(related.span)}
        for related in diagnostic.related
    ]
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "subject": diagnostic.subject,
        "place": _place_object(diagnostic.span),
        "related": related,
        "fixes": [_fix_object(fix) for fix in diagnostic.fixes],
    }


def _fix_object(fix: Fix) -> _Object:
    edits = [{"place": _place_object(edit.span), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safety": fix.safety.value, "edits": edits}


def _place_object(span: Span | None) -> _Object | None:
    if span is None:
        return None
    return dict(span._asdict())
