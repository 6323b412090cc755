"""What knows nothing of maps: texts, files, errors, limits, spelling, memory."""

from __future__ import annotations

from argmap.util.exports import on_demand

TYPE_CHECKING = False
"""As type checkers know it: before `argmap.__main__` meets Ctrl-C, little may be loaded."""

if TYPE_CHECKING:
    from argmap.util.children import call_in_child
    from argmap.util.errors import ArgmapError, Failure, place_in_code
    from argmap.util.files import create_file, write_files
    from argmap.util.jobs import MANY_FILES, in_order, number_of_jobs
    from argmap.util.lexicon import Lexicon
    from argmap.util.limits import Limit
    from argmap.util.made_files import is_made_by_argmap
    from argmap.util.memory import pause_garbage_collection
    from argmap.util.same import InvalidTable, Relation, RelationKind, Table, read_table, relate
    from argmap.util.spelling import MOST_COMPARED, Names, near_words
    from argmap.util.supervision import has_run_out_of_memory
    from argmap.util.text import (
        UNSAFE,
        UNSAFE_IN_LINES,
        count,
        one_line,
        plain_text,
        safe_lines,
        shorten,
        spell_out,
        width,
        wrap,
    )
    from argmap.util.watching import read_again
    from argmap.util.web_pages import strip_code
else:
    __getattr__ = on_demand(
        __name__,
        {
            "children": "call_in_child",
            "errors": "ArgmapError Failure place_in_code",
            "files": "create_file write_files",
            "jobs": "MANY_FILES in_order number_of_jobs",
            "lexicon": "Lexicon",
            "limits": "Limit",
            "made_files": "is_made_by_argmap",
            "memory": "pause_garbage_collection",
            "same": "InvalidTable Relation RelationKind Table read_table relate",
            "spelling": "MOST_COMPARED Names near_words",
            "supervision": "has_run_out_of_memory",
            "text": """
                UNSAFE UNSAFE_IN_LINES count one_line plain_text safe_lines shorten spell_out
                width wrap
            """,
            "watching": "read_again",
            "web_pages": "strip_code",
        },
    )
