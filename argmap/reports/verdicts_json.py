"""Verdicts as JSON."""

from __future__ import annotations

import json

from argmap.verdicts.evaluate import Verdicts


def format_json(verdicts: Verdicts, before: Verdicts | None = None) -> str:
    """Return verdicts as `{"claims": {ID: VERDICT, …}, "inferences": {…}}`.

    `before`, the verdicts of the map as written, asks for `changes`: ID -> [before, after].
    """
    said: dict[str, object] = {"claims": verdicts.claims, "inferences": verdicts.inferences}
    if before is not None:
        said["changes"] = {id: [before[id], now] for id, now in verdicts.items() if before[id] is not now}
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
