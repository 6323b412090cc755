"""What the commands ask of the library: a file read, a part of its map, settings, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.cli.console import Console, Failure
from argmap.model.garbage_collection import garbage_collection_paused

if TYPE_CHECKING:
    from argmap.formats.shared.reading import Reading
    from argmap.model import ArgumentMap, CheckSettings
    from argmap.model.diagnostics import Diagnostic
    from argmap.verdicts.evaluate import Verdicts

EVERY_MAIN_CLAIM = "*"
LIMIT = 10
"""How many positions are shown unless more are asked for."""


def with_value(option: str, value: str, words: list[str]) -> list[str]:
    """Return the words with a value after an option that may go without, which typer has no way to say."""
    if option not in words:
        return words
    after = words.index(option) + 1
    following = words[after : after + 1]
    has_value = following and not following[0].startswith("-") and not Path(following[0]).exists()
    return words if has_value else [*words[:after], value, *words[after:]]


def reading_of(file: str, format: str) -> Reading:
    """Return a file as read."""
    from argmap import formats

    return formats.read(file, format)


def map_of(console: Console, file: str, format: str) -> ArgumentMap:
    """Return the map in a file; say what is doubtful about the file, and stop if it cannot be built."""
    reading = reading_of(file, format)
    if reading.map is not None:
        console.warn(reading)
    return reading.unwrap()


def part_of(map: ArgumentMap, side: str, focus: str, depth: int | None) -> ArgumentMap:
    from argmap.model.graph import part

    for word, name, known in (("side", side, list(map.sides)), ("claim", focus, list(map.claims))):
        if name and name not in known:
            from argmap.model.diagnostics import did_you_mean

            hint = did_you_mean(name, known) or (f"{word}s: {', '.join(known[:8])}" if known else f"no {word}s here")
            raise Failure(f"there is no {word} `{name}`: {hint}")
    if depth is not None and not focus:
        raise Failure("--depth needs --focus")
    return part(map, side=side, focus=focus, depth=depth) if side or focus else map


def verdicts_of(map: ArgumentMap) -> Verdicts:
    """Return the verdicts of a map as it is written."""
    from argmap.verdicts.evaluate import evaluate as run

    return run(map)


def picture_format(format: str, output: str, known: list[str]) -> str:
    listed = ", ".join(known)
    if format and format not in known:
        raise Failure(f"there is no picture format `{format}`; there are: {listed}")
    suffix = Path(output).suffix[1:].lower() if output and output != "-" else ""
    if suffix and suffix not in known:
        raise Failure(f"no picture format has the ending `.{suffix}`; there are: {listed}")
    if suffix and format and suffix != format:
        raise Failure(f"`-f {format}` and the ending of `-o {output}` differ; formats are: {listed}")
    if output not in ("", "-") and not (suffix or format):
        raise Failure(f"`-o {output}` has no ending to tell the format by; name it with -f: {listed}")
    return format or suffix or "svg"


def default_output(file: str, format: str, side: str, focus: str) -> str:
    stem = "map" if file == "-" else Path(file).stem
    return str(Path("output", "-".join(part for part in (stem, side, focus) if part) + f".{format}"))


def check_settings(select: list[str] | None, ignore: list[str] | None, fail_on: str) -> CheckSettings:
    """Return the settings asked for on the command line, or fail on an unknown name."""
    from argmap import linter
    from argmap.model import CheckSettings

    settings = CheckSettings(_names(select), _names(ignore), fail_on)
    linter.select_rules(settings.select, settings.ignore)
    if fail_on and fail_on not in linter.FAIL_ON:
        raise Failure(f"there is no severity `{fail_on}`; there are: {', '.join(linter.FAIL_ON)}")
    return settings


def _names(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name for names in given or () for name in names.split(",") if name)


def checked(reading: Reading, asked: CheckSettings) -> tuple[list[Diagnostic], CheckSettings]:
    """Return everything found in a file, and the settings that were in force for it."""
    from argmap import linter
    from argmap.formats.shared.source_files import read_sources
    from argmap.settings import project_settings

    if reading.map is None:
        return list(reading.diagnostics), linter.combined(asked)
    settings = linter.combined(asked, linter.settings_of(reading.map), project_settings(Path.cwd()))
    rules = linter.select_rules(settings.select, settings.ignore)
    texts = read_sources(reading.map, Path(reading.name).parent)
    with garbage_collection_paused():
        return [*reading.diagnostics, *linter.check(reading.map, rules, texts)], settings


def summary(maps: list[ArgumentMap], found: list[Diagnostic], statistics: bool) -> str:
    from argmap.reports import statistics as figures_of

    figures = [figures_of.format_statistics(figures_of.statistics(map)) + "\n" for map in maps] if statistics else []
    sizes = "; ".join(figures_of.figures(map) for map in maps)
    return "".join(figures) + f"{sizes}{'; ' if sizes else ''}{figures_of.tally(found)}\n"


class Question(NamedTuple):
    """What `argmap evaluate` is asked; the fields are its options."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    strict: bool
    format: str
    why: str
    positions: bool
    limit: int
    focus: str
    cruxes: str
    pairs: bool

    def must_make_sense(self) -> None:
        """Raise `Failure` where an option would be without effect."""
        asked = [name for name in ("why", "positions", "cruxes") if getattr(self, name)]
        if self.format not in ("text", "json"):
            raise Failure(f"there is no format `{self.format}` here; there are text and json")
        if len(asked) > 1:
            raise Failure(f"--{asked[0]} and --{asked[1]} are two questions; ask one at a time")
        if asked and self.format == "json":
            raise Failure(f"--{asked[0]} is told as text alone")
        if (self.focus or self.limit != LIMIT) and not self.positions:
            raise Failure("--focus and --limit need --positions")
        if self.pairs and not self.cruxes:
            raise Failure("--pairs needs --cruxes")
        if self.cruxes and (self.accept or self.reject):
            raise Failure("--cruxes tries what to accept and reject by itself")


def answer(map: ArgumentMap, question: Question) -> str:
    """Return what a map has to say to a question.

    Raises:
        ArgmapError: a claim asked about is not there.
    """
    from argmap.verdicts.evaluate import evaluate, must_be_claims

    must_be_claims(map, [id for id in (question.why, question.focus) if id])
    fixed: dict[str, Any] = {"accept": question.accept, "reject": question.reject, "strict": question.strict}
    if question.positions:
        return _told_positions(map, question, fixed)
    if question.cruxes:
        return _told_cruxes(map, question)
    verdicts = evaluate(map, **fixed)
    if question.why:
        from argmap.verdicts.explain import explain, format_explanation

        return format_explanation(explain(verdicts, question.why))
    before = evaluate(map, strict=question.strict) if question.accept or question.reject else None
    return _told_verdicts(verdicts, before, question.format)


def _told_verdicts(verdicts: Verdicts, before: Verdicts | None, format: str) -> str:
    if format == "json":
        from argmap.reports.verdicts_json import format_json

        return format_json(verdicts, before)
    from argmap.reports.verdicts_text import format_changes, format_verdicts

    return format_changes(before, verdicts) if before else format_verdicts(verdicts)


def _told_positions(map: ArgumentMap, question: Question, fixed: dict[str, Any]) -> str:
    from argmap.reports.verdicts_text import format_positions, format_stands_in
    from argmap.verdicts.positions import positions, stands_in

    if question.focus:
        return format_stands_in(map, question.focus, stands_in(map, question.focus, **fixed))
    return format_positions(positions(map, limit=question.limit, **fixed))


def _told_cruxes(map: ArgumentMap, question: Question) -> str:
    from argmap.reports.verdicts_text import format_cruxes
    from argmap.verdicts.cruxes import cruxes

    asked = () if question.cruxes == EVERY_MAIN_CLAIM else (question.cruxes,)
    return format_cruxes(map, cruxes(map, asked, strict=question.strict, pairs=question.pairs))
