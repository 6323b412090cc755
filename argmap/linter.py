"""Runs the rules on a map: which ones, on whose word, and what is silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.model import ArgumentMap, CheckSettings
from argmap.model.diagnostics import Diagnostic, Severity, did_you_mean, error, in_order, no_such, spelling_fixes
from argmap.model.errors import ArgmapError
from argmap.rules import GROUPS, load_rules
from argmap.rules._rule import Context, Rule

ALL_RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
OPT_IN = GROUPS["teaching"]
DEFAULT_RULES = tuple(rule for rule in ALL_RULES if rule not in OPT_IN)
RULE_SETS: Mapping[str, tuple[str, ...]] = {"all": ALL_RULES, "default": DEFAULT_RULES, **GROUPS}
"""The names that stand for several rules."""

NEVER = "never"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)


class Findings(list[Diagnostic]):
    """What was found in a map, in the order of its file: a list that prints in one line."""

    def __repr__(self) -> str:
        numbers = [f"{self.count_of(severity)} {severity.value}" for severity in Severity if self.count_of(severity)]
        return f"<Findings: {', '.join(numbers) or 'none'}>"

    def count_of(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self)


def check(
    map: ArgumentMap, rules: Iterable[str] = DEFAULT_RULES, source_texts: Mapping[str, str] | None = None
) -> Findings:
    """Return what the rules of these ids find in a map, in the order of its file.

    `source_texts` holds the words of the sources that have a `file`, by the source's id.
    """
    context = Context(map, source_texts)
    diagnostics = list(_wrong_settings(map))
    for rule in load_rules(rules):
        diagnostics += _not_silenced(context, rule)
    return Findings(in_order(diagnostics))


def _not_silenced(context: Context, rule: Rule) -> Iterator[Diagnostic]:
    claims = context.map.claims
    for found in rule.find(context):
        is_silenced = any(rule.id in claims[claim].ignore for claim in found.silencers if claim in claims)
        if not is_silenced:
            yield found.as_diagnostic(rule)


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    """Return the ids of the rules that these names of rules and groups select, less those to ignore.

    Nothing selected is `default`: all rules but the opt-in ones.

    Raises:
        ArgmapError: there is no such rule or group.
    """
    chosen = set(_rules_named(select)) or set(DEFAULT_RULES)
    chosen -= set(_rules_named(ignore))
    return [rule for rule in ALL_RULES if rule in chosen]


def _rules_named(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in ALL_RULES:
            yield name
        elif name in RULE_SETS:
            yield from RULE_SETS[name]
        else:
            raise ArgmapError(_no_such_rule(name))


def _is_known(name: str) -> bool:
    return name in ALL_RULES or name in RULE_SETS


def _no_such_rule(name: str) -> str:
    # Where nothing is near, the groups are a better list than forty rules.
    is_near = bool(did_you_mean(name, [*ALL_RULES, *RULE_SETS]))
    return no_such("rule or group", name, [*ALL_RULES, *RULE_SETS] if is_near else RULE_SETS)


def combined(*settings: CheckSettings) -> CheckSettings:
    """Return one setting out of several: what an earlier one says counts before a later one."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on = ""
    for each in settings:
        select = select or each.select
        ignore = ignore or each.ignore
        fail_on = fail_on or each.fail_on
    return CheckSettings(select, ignore, fail_on or Severity.WARNING.value)


def _wrong_settings(map: ArgumentMap) -> Iterator[Diagnostic]:
    """Yield an error for each unknown name in the `check` section of the map's own file."""
    for name in [*map.settings.select, *map.settings.ignore]:
        if not _is_known(name):
            place = map.places.get(f"check:{name}")
            fixes = spelling_fixes(name, [*ALL_RULES, *RULE_SETS], place)
            yield error("unknown-rule", _no_such_rule(name), place, fixes=fixes)
    fail_on = map.settings.fail_on
    if fail_on and fail_on not in FAIL_ON:
        place = map.places.get("check:fail_on")
        fixes = spelling_fixes(fail_on, FAIL_ON, place)
        yield error("unknown-severity", no_such("severity", fail_on, FAIL_ON), place, fixes=fixes)


def settings_of(map: ArgumentMap) -> CheckSettings:
    """Return the settings in a map's own file, less the names that are unknown and reported as such."""
    own = map.settings
    return CheckSettings(
        select=tuple(name for name in own.select if _is_known(name)),
        ignore=tuple(name for name in own.ignore if _is_known(name)),
        fail_on=own.fail_on if own.fail_on in FAIL_ON else "",
    )


def fails(diagnostics: Iterable[Diagnostic], fail_on: str) -> bool:
    """Return whether anything found is at least as bad as `fail_on`: a severity, or `never`."""
    if fail_on == NEVER:
        return False
    worst_allowed = Severity(fail_on).rank
    return any(diagnostic.severity.rank <= worst_allowed for diagnostic in diagnostics)
