"""A file that was checked: what `argmap check` tells of it, mends in it, or knows already."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from argmap import linter
from argmap.files import current_folder
from argmap.formats.shared.reading import Reading
from argmap.formats.shared.source_files import read_sources
from argmap.model import CheckSettings
from argmap.model.diagnostics import Diagnostic
from argmap.settings import project_settings
from argmap.verdicts.changes import Progress


class Checked(NamedTuple):
    """A file that was checked.

    Attributes:
        reading: the file as it was read.
        diagnostics: what was found in it.
        settings: the settings that were in force for it.
    """

    reading: Reading
    diagnostics: list[Diagnostic]
    settings: CheckSettings


def check_reading(
    reading: Reading, asked: CheckSettings, progress: Progress | None = None
) -> Checked:
    """Return everything found in a file.

    Args:
        reading: the file.
        asked: the settings of the command line, which count before those of the file and of the
            project.
        progress: is told how many rules were applied.
    """
    if reading.map is None:
        return Checked(reading, list(reading.diagnostics), linter.combine(asked))
    may_read_others = reading.unread is None
    of_project = project_settings(current_folder()) if may_read_others else CheckSettings()
    settings = linter.combine(asked, linter.settings_of(reading.map), of_project)
    rules = linter.select_rules(settings.select, settings.ignore)
    # Without their texts, quotations are taken at their word.
    source_texts = read_sources(reading.map, Path(reading.name).parent) if may_read_others else None
    findings = linter.check(reading.map, rules, source_texts, progress)
    return Checked(reading, [*reading.diagnostics, *findings], settings)
