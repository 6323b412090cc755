"""`argmap grade --decide`: a page on which a teacher decides which claims match the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from argmap.classroom.feedback.class_decisions import format_class_decisions
from argmap.classroom.feedback.decision_desk import DecisionDesk
from argmap.classroom.feedback.grading import Grader, Result
from argmap.classroom.feedback.match_decisions import format_decisions
from argmap.classroom.feedback.submissions import SubmittedFile
from argmap.cli.console import Console
from argmap.cli.preview import has_browser, open_in_browser, server_at, until_interrupted
from argmap.page.decision_page import DECISIONS, format_decision_page
from argmap.page.server import Service
from argmap.util.errors import ArgmapError
from argmap.util.files import write_file
from argmap.util.text import count, one_line

_SECONDS_TO_WAIT = 1.0


def decide_matches(
    console: Console,
    grader: Grader,
    grade: Callable[[Grader], Iterable[tuple[SubmittedFile, Result]]],
    matches: str,
    about_class: str,
) -> Grader:
    """Serve the page until Ctrl-C, and return a grader with the decisions.

    Args:
        console: where it is said what is done.
        grader: the keys, and the decisions that there are.
        grade: returns what came of the maps after some decisions.
        matches: the file in which decisions on wordings are saved, each at once.
        about_class: that of the decisions on students and places.
    """
    from threading import Event

    matches_file, class_file = _SavedFile(matches), _SavedFile(about_class)

    def results_of(grader: Grader) -> list[Result]:
        return [result for _, result in grade(grader)]

    desk = DecisionDesk(
        results_of(grader._replace(decisions={})),
        grader,
        lambda decisions: matches_file.save(format_decisions(decisions)),
        lambda decisions: class_file.save(format_class_decisions(decisions)),
        results_of,
    )
    key = next(iter(grader.keys.values()))
    server = server_at(0, {DECISIONS: Service(desk.read, desk.save)})
    names = Path(matches).name, Path(about_class).name
    server.show(format_decision_page(key.language, key.title, *names))
    with until_interrupted(console), server:
        console.say(f"decide at {server.address} and press Ctrl-C when you are done")
        if has_browser(console):
            open_in_browser(console, server.address)
        # A signal that comes just before a wait does not end it: the next one does.
        while not Event().wait(_SECONDS_TO_WAIT):
            pass
    console.say(f"{count(len(desk.decisions), 'decision')} saved in {one_line(matches)}")
    about = desk.class_decisions
    number = len(about.places) + len(about.students)
    if number:
        console.say(f"{count(number, 'decision')} saved in {one_line(about_class)}")
    return grader._replace(decisions=desk.decisions, class_decisions=about)


class _SavedFile:
    """The file of decisions, in which nothing is lost that another program wrote meanwhile."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._content = b""  # also of a file that cannot be read: writing it fails, too
        self._content = self._read()

    def save(self, text: str) -> None:
        """Save all decisions.

        Raises:
            ArgmapError: another program has changed the file, or it cannot be written.
        """
        if self._read() not in (self._content, b""):
            raise ArgmapError(
                f"another program has changed {one_line(self._name)}, so this decision is not"
                " saved; press Ctrl-C in the terminal, and run the command again"
            )
        content = text.encode()
        write_file(self._name, content)
        self._content = content

    def _read(self) -> bytes:
        """Return what is in the file; nothing if it was deleted, so that it is written anew."""
        try:
            return Path(self._name).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError:
            return self._content
