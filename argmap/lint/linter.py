"""Runs the rules on a map: chooses them by the settings, and drops the ignored findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.lint.rules import (
    ALL_RULES,
    BESIDE_QUOTES,
    GROUNDED,
    GROUPS,
    ON_REQUEST,
    OPT_IN,
    QUESTIONS,
    REMOVED_RULES,
    load_rules,
)
from argmap.lint.rules._rule import Context, Rule
from argmap.lint.settings import project_settings
from argmap.lint.vocabulary import Hint, Surface, in_words
from argmap.lint.wording import in_words as name_parts
from argmap.model import ArgumentMap, CheckSettings
from argmap.model.diagnostics import (
    Diagnostic,
    Severity,
    error,
    in_order,
    marked_message,
    spelling_fixes,
)
from argmap.model.messages import message_parts
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.exports import html_on_demand
from argmap.util.files import current_folder
from argmap.util.memory import pause_garbage_collection
from argmap.util.spelling import did_you_mean, no_such
from argmap.util.text import count

if TYPE_CHECKING:
    from argmap.verdicts.change_search import Progress

DEFAULT_RULES = tuple(rule for rule in ALL_RULES if rule not in OPT_IN)


RULE_SETS: Mapping[str, tuple[str, ...]] = {
    name: tuple(rule for rule in rules if rule not in ON_REQUEST)
    for name, rules in {"all": ALL_RULES, "default": DEFAULT_RULES, **GROUPS}.items()
}
"""The rules that each name of several rules selects."""
_SELECTED_BY = {**{rule: (rule,) for rule in ALL_RULES}, **RULE_SETS}
"""The rules that each name selects, of one rule or of several."""
_KNOWN_NAMES = {*_SELECTED_BY, *REMOVED_RULES}

NEVER = "never"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)


class CheckResult(list[Diagnostic]):
    """The findings in a map, as a list in the order of the file. `print` shows all of them."""

    map: ArgumentMap | None = None
    """The map, from which shown findings take the texts of claims."""

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        numbers = {severity.value: self.count_of(severity) for severity in Severity}
        listing = ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
        return f"<CheckResult: {listing or 'none'}>"

    def __str__(self) -> str:
        return "\n".join(map(str, self.in_words())) or "no findings"

    def in_words(self) -> Iterator[Diagnostic]:
        """Yield the findings with messages that have ids only where the author wrote them."""
        for finding in self:
            parts = message_parts(marked_message(finding))
            yield replace(finding, wording=name_parts(parts, self.map, described=60))

    def count_of(self, severity: Severity) -> int:
        """Return the number of findings with a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self)


def check(
    map: ArgumentMap,
    rules: Iterable[str] = DEFAULT_RULES,
    source_texts: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    surface: Surface = Surface.COMMAND_LINE,
) -> CheckResult:
    """Return the findings of rules in a map, in the order of its file.

    Args:
        map: the map.
        rules: the ids of the rules.
        source_texts: the text of each source that has a `file`, by the source's id.
        progress: called before each rule with the number of rules applied and of all the rules.
        surface: where people read the findings.
    """
    context = Context(map, source_texts)
    diagnostics = list(_wrong_settings(map))
    unread: list[str] = []
    is_on_page = surface is Surface.PAGE
    loaded = [rule for rule in load_rules(rules) if rule.is_for_pages or not is_on_page]
    # The findings in a large map are many objects, none of them garbage.
    with pause_garbage_collection():
        for number, rule in enumerate(loaded):
            if progress is not None:
                progress(number, len(loaded))
            if rule.knows(context.language):
                diagnostics += _find_unsilenced(context, rule, surface)
            else:
                unread.append(rule.id)
        if unread:
            diagnostics.append(_note_unchecked(context, unread, surface))
        result = CheckResult(in_order(_without_repetitions(diagnostics)))
        result.map = map
        return result


def _without_repetitions(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings, but nothing about a quote of a claim that is reported as ungrounded."""
    ungrounded = {finding.subject for finding in diagnostics if finding.code == GROUNDED}
    for finding in diagnostics:
        if finding.code != "quote-not-found" or finding.subject not in ungrounded:
            yield finding


def _note_unchecked(context: Context, rules: list[str], surface: Surface) -> Diagnostic:
    """Return the note that these rules do not support the language of a map."""
    number = count(len(rules), "wording rule")
    hint = Hint("", command=f"not applied: {', '.join(rules)}")
    if context.language:
        message = f"{number} cannot check a map in the language `{context.language}`"
    else:
        message = f"{number} cannot check this map, because the claims do not look like English"
        hint = hint._replace(template="set the map's language{language_here}")
    place = context.map.places.get("language")
    help = in_words(hint, context.map.format, surface)
    return Diagnostic("wording-not-checked", Severity.NOTE, message, place, help=help)


def _find_unsilenced(context: Context, rule: Rule, surface: Surface) -> Iterator[Diagnostic]:
    """Yield the findings of a rule, except about claims that `ignore` it."""
    ignoring = context.claims_that_ignore.get(rule.id, set())
    for finding in rule.find(context):
        if not ignoring or ignoring.isdisjoint(context.silencers_of(finding)):
            yield finding.as_diagnostic(rule, context, surface)


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    """Return the ids of the rules that names of rules and groups select, without the ignored ones.

    If nothing is selected, these are the rules of `default`: all except the opt-in rules.

    Raises:
        ArgmapError: the rule or group is unknown.
    """
    chosen = set(_find_rules(select)) or set(DEFAULT_RULES)
    chosen -= set(_find_rules(ignore))  # after all that is selected: to ignore a rule counts more
    return [rule for rule in ALL_RULES if rule in chosen]


def _find_rules(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name not in _KNOWN_NAMES:
            raise ArgmapError(no_such_rule(name))
        yield from _SELECTED_BY.get(name, ())


def no_such_rule(name: str) -> str:
    """Return that there is no such rule or group, and which one may be meant."""
    # If no name is similar, a list of the groups is more helpful than a list of sixty rules.
    known = _SELECTED_BY if did_you_mean(name, _SELECTED_BY) else RULE_SETS
    return no_such("rule or group", name, known)


def combine(*settings: CheckSettings) -> CheckSettings:
    """Return several settings combined into one; earlier ones take priority over later ones."""
    # An empty `select` stays empty; `select_rules` treats that as the default.
    return CheckSettings(
        select=next((each.select for each in settings if each.select), ()),
        ignore=next((each.ignore for each in settings if each.ignore), ()),
        fail_on=next((each.fail_on for each in settings if each.fail_on), Severity.WARNING.value),
    )


def _wrong_settings(map: ArgumentMap) -> Iterator[Diagnostic]:
    """Yield an error for each unknown name in the `check` section of the map's own file."""
    for name in [*map.settings.select, *map.settings.ignore]:
        if name not in _KNOWN_NAMES:
            place = map.places.get(f"check:{name}")
            fixes = spelling_fixes(name, _SELECTED_BY, place)
            yield error("unknown-rule", no_such_rule(name), place, fixes=fixes)
    fail_on = map.settings.fail_on
    if fail_on and fail_on not in FAIL_ON:
        place = map.places.get("check:fail_on")
        fixes = spelling_fixes(fail_on, FAIL_ON, place)
        yield error("unknown-severity", no_such("severity", fail_on, FAIL_ON), place, fixes=fixes)


def settings_of(map: ArgumentMap) -> CheckSettings:
    """Return the settings in a map's own file, without unknown names, which are reported."""
    own = map.settings
    select = tuple(name for name in own.select if name in _SELECTED_BY)
    ignore = tuple(name for name in own.ignore if name in _SELECTED_BY)
    return CheckSettings(select, ignore, own.fail_on if own.fail_on in FAIL_ON else "")


def fails(diagnostics: Iterable[Diagnostic], fail_on: str) -> bool:
    """Return whether a finding is at least as severe as `fail_on`: a severity, or `never`."""
    if fail_on == NEVER:
        return False
    mildest_that_fails = Severity(fail_on).rank
    return any(diagnostic.severity.rank <= mildest_that_fails for diagnostic in diagnostics)


class CheckedFile(NamedTuple):
    """A file that was checked.

    Attributes:
        reading: the file and its map.
        diagnostics: the findings in the file, and in the files that it includes; a report may
        iterate over them several times.
        settings: the settings that applied to it.
        figures: the statistics of its map, for JSON; `None` if it could not be read.
    """

    reading: Reading
    diagnostics: Iterable[Diagnostic]
    settings: CheckSettings = CheckSettings()
    figures: Mapping[str, object] | None = None


class CheckOptions(NamedTuple):
    """What somebody asks of a check.

    Attributes:
        settings: settings that take priority over those of the map and its project.
        grounded: whether to check that each claim has a quote from a source.
        questions: whether to ask about inferences.
        surface: where people read the findings.
        progress: called with the number of rules that were applied.
    """

    settings: CheckSettings = CheckSettings()
    grounded: bool = False
    questions: bool = False
    surface: Surface = Surface.COMMAND_LINE
    progress: Progress | None = None


_BY_DEFAULT = CheckOptions()


def check_map(
    map: ArgumentMap,
    options: CheckOptions = _BY_DEFAULT,
    of_project: CheckSettings = _BY_DEFAULT.settings,
    source_texts: Mapping[str, str] | None = None,
) -> tuple[CheckResult, CheckSettings]:
    """Return the findings in a map, and the settings that applied.

    Args:
        map: the map.
        options: what somebody asks for.
        of_project: the settings of the project, over which those of the map take priority.
        source_texts: the texts of the map's sources, by id; without them, quotations are not
        checked.

    Raises:
        ArgmapError: the settings name an unknown rule or group.
    """
    asked = options.settings
    settings = combine(asked, settings_of(map), of_project)
    rules = select_rules(settings.select, settings.ignore)
    # A map must not switch off in its own file what it is tested for.
    added = {*rules}
    if options.grounded:
        added |= {GROUNDED, BESIDE_QUOTES} - {*asked.ignore}
    if options.questions:
        added |= {QUESTIONS} - {*asked.ignore}
    rules = [rule for rule in ALL_RULES if rule in added]
    findings = check(map, rules, source_texts, options.progress, options.surface)
    return findings, settings


def check_reading(
    reading: Reading,
    read_sources: Callable[[ArgumentMap, Path], Mapping[str, str]],
    options: CheckOptions = _BY_DEFAULT,
) -> CheckedFile:
    """Return all the findings in a file, with the settings of the project that it is in.

    Args:
        reading: the file. In a sandbox, no settings and sources are read.
        read_sources: returns the texts of a map's sources, by id; their files are in this folder.
        options: what somebody asks for.

    Raises:
        ArgmapError: the settings are malformed, or name an unknown rule or group.
    """
    map = reading.map
    if map is None:
        return CheckedFile(reading, list(reading.diagnostics), combine(options.settings))
    of_project, source_texts = CheckSettings(), None
    if reading.unread is None:
        current = current_folder()
        of_project = project_settings(current and current / (reading.folder or ""))
        source_texts = read_sources(map, Path(reading.name).parent)
    findings, settings = check_map(map, options, of_project, source_texts)
    return CheckedFile(reading, [*reading.diagnostics, *findings], settings)
