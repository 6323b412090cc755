"""The map itself: its parts, what can be asked of it as a graph, what can be wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.model.argument_map import ArgumentMap
    from argmap.model.diagnostics import (
        PLACEHOLDER,
        Diagnostic,
        Edit,
        Fix,
        InvalidMap,
        Related,
        Safety,
        Severity,
        Span,
        marked_message,
        spelling_fixes,
    )
    from argmap.model.edits import OverlappingEdits, edit_text
    from argmap.model.fields import Field, Shape, fields_of
    from argmap.model.graph import (
        answers_to,
        connected_by_author,
        find_connected,
        main_claims,
        not_connected,
        side_of,
        support_circles,
    )
    from argmap.model.losses import LOSS
    from argmap.model.mentions import Mention, PartKind, PartName
    from argmap.model.messages import (
        LISTS,
        LISTS_IN_TEXT,
        MessagePart,
        message_parts,
        name_claim,
        name_source,
        plain_message,
    )
    from argmap.model.parts import (
        CLAIM_TYPES,
        ID,
        Basis,
        Cause,
        CheckSettings,
        Citation,
        Claim,
        DecisionRecord,
        Expectation,
        Inference,
        Inferences,
        InferenceStatus,
        Kind,
        OwnScheme,
        Places,
        RecordLink,
        Side,
        Source,
        Verdict,
        group_path,
    )
    from argmap.model.reading import Reading
    from argmap.model.schemes import all_schemes, find_scheme, schemes_by_plain_name
    from argmap.model.source_names import EnglishWords, SourceNames
    from argmap.model.spanning_tree import homes_of, largest_branches, noun_of
    from argmap.model.validation import unknown
    from argmap.model.writing import (
        Change,
        Correction,
        OutlineOptions,
        PictureOptions,
        Result,
        WritingOptions,
    )
else:
    __getattr__ = on_demand(
        __name__,
        {
            "argument_map": "ArgumentMap",
            "diagnostics": """
                PLACEHOLDER Diagnostic Edit Fix InvalidMap Related Safety Severity Span
                marked_message spelling_fixes
            """,
            "edits": "OverlappingEdits edit_text",
            "fields": "Field Shape fields_of",
            "graph": """
                answers_to connected_by_author find_connected main_claims not_connected
                side_of support_circles
            """,
            "losses": "LOSS",
            "mentions": "Mention PartKind PartName",
            "messages": """
                LISTS LISTS_IN_TEXT MessagePart message_parts name_claim name_source
                plain_message
            """,
            "parts": """
                CLAIM_TYPES ID Basis Cause CheckSettings Citation Claim DecisionRecord
                Expectation Inference Inferences InferenceStatus Kind OwnScheme Places RecordLink
                Side Source Verdict group_path
            """,
            "reading": "Reading",
            "schemes": "all_schemes find_scheme schemes_by_plain_name",
            "source_names": "EnglishWords SourceNames",
            "spanning_tree": "homes_of largest_branches noun_of",
            "validation": "unknown",
            "writing": "Change Correction OutlineOptions PictureOptions Result WritingOptions",
        },
    )
