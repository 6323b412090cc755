"""The command line, one file for each command: it parses, calls the library, prints, and exits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.util.exports import on_demand

if TYPE_CHECKING:
    from argmap.cli.app import run
    from argmap.cli.console import Console, ProgressLine
    from argmap.cli.file_reports import Inquiry, examine_and_report
    from argmap.cli.preview import until_interrupted
    from argmap.cli.rename import diff_of
else:
    __getattr__ = on_demand(
        __name__,
        {
            "app": "run",
            "console": "Console ProgressLine",
            "file_reports": "Inquiry examine_and_report",
            "preview": "until_interrupted",
            "rename": "diff_of",
        },
    )
