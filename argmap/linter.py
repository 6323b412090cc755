"""Runs the rules on a map: which ones, on whose word, and what is silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.model import ArgumentMap, CheckSettings
from argmap.model.diagnostics import Diagnostic, Severity, did_you_mean, error, in_order
from argmap.model.errors import ArgmapError
from argmap.rules import GROUPS, load_rules
from argmap.rules._rule import Context, Rule

ALL_RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
OPT_IN = GROUPS["teaching"]
DEFAULT_RULES = tuple(rule for rule in ALL_RULES if rule not in OPT_IN)
_SETS: Mapping[str, tuple[str, ...]] = {"all": ALL_RULES, "default": DEFAULT_RULES, **GROUPS}
NEVER = "never"
FAIL_ON = (*(severity.value for severity in Severity), NEVER)


def check(
    map: ArgumentMap, rules: Iterable[str] = DEFAULT_RULES, source_texts: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """Return what the rules of these ids find in a map, in the order of its file.

    `source_texts` holds the words of the sources that have a `file`, by the source's id.
    """
    context = Context(map, source_texts)
    found = (finding for rule in load_rules(rules) for finding in _unsilenced(context, rule))
    return in_order([*_wrong_settings(map), *found])


def _unsilenced(context: Context, rule: Rule) -> Iterator[Diagnostic]:
    claims = context.map.claims
    for found in rule.find(context):
        if not any(rule.id in claims[claim].ignore for claim in found.silencers if claim in claims):
            yield found.as_diagnostic(rule)


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    """Return the ids of the rules that these names of rules and groups select, less those to ignore.

    Nothing selected is `default`: all rules but the opt-in ones.

    Raises:
        ArgmapError: there is no such rule or group.
    """
    chosen = set(_members(select) if select else DEFAULT_RULES) - set(_members(ignore))
    return [rule for rule in ALL_RULES if rule in chosen]


def _members(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in ALL_RULES:
            yield name
        elif name in _SETS:
            yield from _SETS[name]
        else:
            raise ArgmapError(_no_such_rule(name))


def _no_such_rule(name: str) -> str:
    hint = did_you_mean(name, [*ALL_RULES, *_SETS]) or f"groups: {', '.join(_SETS)}"
    return f"there is no rule or group `{name}`: {hint}"


def combined(*settings: CheckSettings) -> CheckSettings:
    """Return one setting out of several: what an earlier one says counts before a later one."""
    return CheckSettings(
        next((each.select for each in settings if each.select), ()),
        next((each.ignore for each in settings if each.ignore), ()),
        next((each.fail_on for each in settings if each.fail_on), Severity.WARNING.value),
    )


def _wrong_settings(map: ArgumentMap) -> Iterator[Diagnostic]:
    """Yield an error for each unknown name in the `check` section of the map's own file."""
    for name in [*map.settings.select, *map.settings.ignore]:
        if name not in ALL_RULES and name not in _SETS:
            yield error("unknown-rule", _no_such_rule(name), map.places.get(f"check:{name}"))
    fail_on = map.settings.fail_on
    if fail_on and fail_on not in FAIL_ON:
        help = did_you_mean(fail_on, FAIL_ON) or f"one of {', '.join(FAIL_ON)}"
        yield error("unknown-severity", f"there is no severity `{fail_on}`", map.places.get("check:fail_on"), help)


def settings_of(map: ArgumentMap) -> CheckSettings:
    """Return the settings in a map's own file, less the names that are unknown and reported as such."""
    known = {*ALL_RULES, *_SETS}
    select, ignore, fail_on = map.settings.select, map.settings.ignore, map.settings.fail_on
    return CheckSettings(
        tuple(name for name in select if name in known),
        tuple(name for name in ignore if name in known),
        fail_on if fail_on in FAIL_ON else "",
    )


def fails(diagnostics: Iterable[Diagnostic], fail_on: str) -> bool:
    """Return whether anything found is at least as bad as `fail_on`: a severity, or `never`."""
    return fail_on != NEVER and any(found.severity.rank <= Severity(fail_on).rank for found in diagnostics)
