"""A check as JSON: its version, a summary, the files with their figures, and the findings.

`argmap schema --findings` prints its schema, which is in `findings.schema.json` in this folder.
Programs can rely on every key that it lists. Later versions of argmap may add keys, so the schema
allows others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap.lint.linter import CheckedFile
from argmap.lint.reports import Report
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity
from argmap.model.graph import main_claims
from argmap.util.json_text import InPieces, to_json_in_pieces
from argmap.verdicts.evaluate import Verdicts, evaluate

# The version changes when a key is removed or changes its meaning, but not when a key is added.
VERSION = 1

# A JSON object that is not yet written.
_Object = dict[str, object]


def format_json(report: Report) -> Iterator[str]:
    """Return a check as JSON, in pieces; a place is an object, or null if there is none."""
    tally = report.count_findings()
    numbers = {severity.value: tally.number_of[severity] for severity in Severity}
    whole = InPieces(
        version=VERSION,
        summary={"files": sum(1 for _ in report.files), **numbers},
        files=map(_file_object, report.files),
        findings=map(Diagnostic.to_dict, report.diagnostics),
    )
    return to_json_in_pieces(whole)


def _file_object(file: CheckedFile) -> _Object:
    others = list(file.reading.texts_beside)
    return {"name": file.reading.name, "others": others, "figures": file.figures}


def figures_object(map: ArgumentMap) -> _Object:
    """Return the statistics of a map, with the verdicts on its main claims."""
    inferences_of_kind = Counter(inference.kind.value for inference in map.inferences.values())
    verdicts = evaluate(map)
    return {
        "claims": len(map.claims),
        "inferences": len(map.inferences),
        "supports": inferences_of_kind["support"],
        "objections": inferences_of_kind["rebuttal"],
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


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of this report, as plain data."""
    text = Path(__file__).with_name("findings.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
