"""A source whose `file` cannot be read.

Why: argmap looks for quotes in the source's file. If argmap cannot read the file, it cannot check
quotes from that source.

Fails:
    sources: {aap2014: {title: School Start Times for Adolescents, file: not-here.txt}}
    claims:
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}

Passes:
    sources: {aap2014: {title: School Start Times for Adolescents}}
    claims:
      sleep: {text: Teenagers would sleep more., evidence: aap2014 p. 643}

Source: link checkers, which report broken links.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.model.diagnostics import Severity
from argmap.model.messages import name_source
from argmap.util.text import shorten


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for each source with a `file` that was not read."""
    if not context.has_read_sources:
        return
    for source in context.map.sources.values():
        # A file is also not read if it is too large, is not text, or is outside the map's folder.
        if source.file and source.id not in context.source_texts:
            from argmap.lint.rules._quotes import how_to_name_a_file

            name = name_source(source.id)
            message = f"cannot read the file `{shorten(source.file)}` for the source {name}"
            help = how_to_name_a_file(source.file)
            yield Finding(source.id, message, source.at("file"), help=help)


RULE = Rule("source-file-missing", Severity.ERROR, find)
