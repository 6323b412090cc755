"""`argmap grade --decide`: a page on which a teacher decides which claims match the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from argmap.classroom.feedback.decision_desk import DecisionDesk
from argmap.classroom.feedback.grading import Grader, Result
from argmap.classroom.feedback.match_decisions import format_decisions
from argmap.cli.console import Console
from argmap.cli.preview import has_browser, open_in_browser, server_at, until_interrupted
from argmap.comparison.decisions import Decision
from argmap.page.decision_page import DECISIONS, format_decision_page
from argmap.page.server import Service
from argmap.util.files import write_file
from argmap.util.text import count, one_line


def decide_matches(
    console: Console, grader: Grader, results: Sequence[Result], target: str
) -> None:
    """Serve the page until Ctrl-C; each decision is saved to a file at once."""
    from threading import Event

    def save(decisions: Mapping[str, Decision]) -> None:
        write_file(target, format_decisions(decisions).encode())

    desk = DecisionDesk(results, grader, save)
    key = next(iter(grader.keys.values()))
    server = server_at(0, {DECISIONS: Service(desk.read, desk.save)})
    server.show(format_decision_page(key.language, key.title, Path(target).name))
    with until_interrupted(console), server:
        console.say(f"press Ctrl-C to stop; decide at {server.address}")
        if has_browser(console):
            open_in_browser(console, server.address)
        Event().wait()
    console.say(f"{count(len(desk.decisions), 'decision')} saved in {one_line(target)}")
