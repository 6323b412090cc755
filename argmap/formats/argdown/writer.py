"""Writer of Argdown: every claim as a statement with its id for a title, what else it says as data.

A reason or objection of one premise stands below its target (`+ [a]`, `- [a]`). An inference that has linked
premises, a warrant, a scheme or an undercutter is an argument with a premise-conclusion structure. Where it
rebuts or undercuts, its conclusion is no claim: it says so in its data, and carries the relation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from argmap.formats.argdown.escape import escape, is_plain_line, mapping, one_line, scalar, sequence, tag
from argmap.model import ArgumentMap, Claim, Inference, Kind, Source
from argmap.model.losses import Written

_MARKS = {Kind.SUPPORT: "+", Kind.REBUTTAL: "-", Kind.UNDERCUTTER: "_"}


def format_argdown(map: ArgumentMap) -> Written:
    """Return a map as Argdown: data and front matter have room for all of it."""
    return Written("\n\n".join(_Writer(map).blocks()) + "\n")


class _Writer:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.alike = Counter(_content(step) for step in map.inferences.values())
        self.titles: dict[str, str] = {}  # of the inferences that need a structure
        numbers: Counter[str] = Counter()
        for step in map.inferences.values():
            if not self.is_simple(step):
                about = _about(step)
                numbers[about] += 1
                self.titles[step.id] = f"{about} {numbers[about]}"

    def is_simple(self, step: Inference) -> bool:
        """Return whether a mark below its target says all of an inference."""
        is_bare = len(step.premises) == 1 and not (step.warrant or step.scheme)
        is_alone = self.alike[_content(step)] == 1 and not self.map.undercutters(step.id)
        supports_itself = step.kind is Kind.SUPPORT and step.target in step.premises
        return is_bare and is_alone and not supports_itself

    def blocks(self) -> Iterator[str]:
        front = list(_front_matter(self.map))
        if front:
            yield "\n".join(["===", *front, "==="])
        for claim in self.map.claims.values():
            below, others = self.parted(self.map.onto(claim.id))
            yield "\n".join([_statement(claim), *below])
            yield from self.others(others)

    def parted(self, steps: list[Inference]) -> tuple[list[str], list[Inference]]:
        """Return the marks of what can stand below its target, and the steps that cannot: these come later.

        A step that is simple follows them too where it comes behind one that is not, so as to keep the order.
        """
        late: set[Kind] = set()
        below: list[str] = []
        others: list[Inference] = []
        for step in steps:
            if step.id in self.titles or step.kind in late:
                late.add(step.kind)
                others.append(step)
            else:
                below.append(f"  {_MARKS[step.kind]} [{step.premises[0]}]")
        return below, others

    def others(self, steps: list[Inference]) -> Iterator[str]:
        pending = steps[::-1]
        while pending:
            step = pending.pop()
            if step.id not in self.titles:
                yield f"[{step.premises[0]}]\n  {_MARKS[step.kind]}> {self.target(step)}"
                continue
            below, others = self.parted(self.map.undercutters(step.id))
            yield f"<{self.titles[step.id]}>"
            yield "\n".join([*_premises(step), *below, *self.conclusion(step)])
            pending += others[::-1]

    def target(self, step: Inference) -> str:
        return f"<{self.titles[step.target]}>" if step.kind is Kind.UNDERCUTTER else f"[{step.target}]"

    def conclusion(self, step: Inference) -> Iterator[str]:
        number = len(step.premises) + 1
        if step.kind is Kind.SUPPORT:
            yield f"({number}) [{step.target}]"
            return
        yield f"({number}) Against @{self.target(step)} {mapping({'stands_for': step.kind.value})}"
        yield f"  {_MARKS[step.kind]}> {self.target(step)}"


def _content(step: Inference) -> tuple[Kind, tuple[str, ...], str]:
    return step.kind, step.premises, step.target


def _about(step: Inference) -> str:
    """Return what the title of an inference begins with; the blank keeps it apart from every id."""
    if step.kind is Kind.UNDERCUTTER:
        return "Undercutter"
    return f"{'For' if step.kind is Kind.SUPPORT else 'Against'} {step.target}"


def _premises(step: Inference) -> Iterator[str]:
    for number, premise in enumerate(step.premises, 1):
        yield f"({number}) [{premise}]"
    data = {}
    if step.warrant:
        data["warrant"] = str(step.premises.index(step.warrant) + 1)
    has_plain_rule = scalar(step.scheme) == step.scheme
    if step.scheme and not has_plain_rule:
        data["scheme"] = scalar(step.scheme)
    inside = [step.scheme if has_plain_rule else "", mapping(data) if data else ""]
    words = " ".join(part for part in inside if part)
    yield f"-- {words} --" if words else "----"


# --- statements ---


def _statement(claim: Claim) -> str:
    tags = [tag(words) for words in claim.tags]
    are_plain = all(tags) and len(set(tags)) == len(tags)
    data = _data(claim, with_tags=not are_plain)
    parts = [f"[{claim.id}]:", escape(one_line(claim.text)), *(tags if are_plain else ())]
    return " ".join([*parts, mapping(data)] if data else parts)


def _data(claim: Claim, *, with_tags: bool) -> dict[str, str]:
    data = {} if is_plain_line(claim.text) else {"text": scalar(claim.text)}
    if claim.side:
        data["side"] = claim.side
    data |= {key: "true" for key in ("main", "assumed", "implicit") if getattr(claim, key)}
    for key in ("evidence", "stated_in", "held_by"):
        if items := getattr(claim, key):
            data[key] = sequence(str(item) for item in items)
    data |= {key: scalar(text) for key in ("quote", "note") if (text := getattr(claim, key))}
    if with_tags and claim.tags:
        data["tags"] = sequence(claim.tags)
    if claim.ignore:
        data["ignore"] = mapping({rule: scalar(reason) for rule, reason in claim.ignore.items()})
    return data


# --- front matter ---


def _front_matter(map: ArgumentMap) -> Iterator[str]:
    if map.title:
        yield f"title: {scalar(map.title)}"
    if map.sides:
        yield "sides:"
        yield from (f"  {side.id}: {scalar(side.label)}" for side in map.sides.values())
    if map.sources:
        yield "sources:"
        yield from (f"  {source.id}: {_source(source)}" for source in map.sources.values())
    if map.expect:
        yield "expect:"
        yield from (f"  {name}: {verdict.value}" for name, verdict in map.expect.items())
    yield from _for_checks(map)


def _for_checks(map: ArgumentMap) -> Iterator[str]:
    if any(map.settings):
        settings = {key: sequence(getattr(map.settings, key)) for key in ("select", "ignore")}
        yield f"check: {mapping(settings | {'fail_on': scalar(map.settings.fail_on)})}"
    if map.synonyms:
        yield f"synonyms: [{', '.join(sequence(group) for group in map.synonyms)}]"
    if map.key_terms:
        yield f"key_terms: {sequence(map.key_terms)}"


def _source(source: Source) -> str:
    keys = ("author", "title", "publisher", "date", "url", "file")
    return mapping({key: scalar(value) for key in keys if (value := getattr(source, key))})
