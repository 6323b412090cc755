"""Maps of any size in shapes that make careless code slow: what is long, deep, dense or wide in one respect.

Ids and texts are equally long at every size, so that what is twice as large is twice as long, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from argmap import ArgumentMap, Citation, Claim, Inference, Inferences, Kind, Side, Source

SUPPORT, REBUTTAL, UNDERCUTTER = Kind.SUPPORT, Kind.REBUTTAL, Kind.UNDERCUTTER
_WORDS = [
    "towns",
    "schools",
    "buses",
    "markets",
    "parks",
    "roads",
    "rivers",
    "fields",
    "shops",
    "homes",
    "trains",
    "bridges",
    "gardens",
    "farms",
    "lakes",
    "mills",
]


def _id(number: int) -> str:
    return f"c{number:06d}"


def _ids(size: int) -> list[str]:
    return [_id(number) for number in range(size)]


def _text(number: int) -> str:
    """Return a sentence that is another for every number."""
    first, second, third = (_WORDS[number // 16**place % 16] for place in range(3))
    return f"Case {number:06d} shows that {first} need {second} and {third}."


def _map(
    size: int, links: Inferences | Iterable[Inference] = (), **fields: Callable[[int], object]
) -> ArgumentMap:
    """Return a map of so many claims; `fields` give those of a claim by its number."""
    claims: list[Claim] = []
    for number in range(size):
        values = {name: give(number) for name, give in fields.items()}
        claims.append(Claim(_id(number), **{"text": _text(number), **values}))  # type: ignore[arg-type]
    inferences = links.all if isinstance(links, Inferences) else links
    return ArgumentMap.build(claims=claims, inferences=inferences)


def star(size: int) -> ArgumentMap:
    """Return one claim with many reasons."""
    links = Inferences()
    for id in _ids(size)[1:]:
        links.add(SUPPORT, [id], _id(0))
    return _map(size, links)


def half_and_half(size: int) -> ArgumentMap:
    """Return one claim with many reasons and as many objections."""
    links = Inferences()
    for number in range(1, size):
        links.add(SUPPORT if number % 2 else REBUTTAL, [_id(number)], _id(0))
    return _map(size, links)


def reasons_for_two(size: int) -> ArgumentMap:
    """Return many claims that each support one claim and rebut another, with evidence of one source."""
    links = Inferences()
    for id in _ids(size)[2:]:
        links.add(SUPPORT, [id], _id(0))
        links.add(REBUTTAL, [id], _id(1))
    return _map(size, links)


def chain(size: int) -> ArgumentMap:
    """Return claims each of which is the one reason for the last."""
    links = Inferences()
    for number in range(1, size):
        links.add(SUPPORT, [_id(number)], _id(number - 1))
    return _map(size, links)


def bipartite(size: int) -> ArgumentMap:
    """Return claims each of which supports half of as many others, and rebuts the other half; one
    more claim undercuts every third of these inferences.

    The size is about the number of inferences.
    """
    links = Inferences()
    half = math.isqrt(size * 3 // 4)
    for target in range(half):
        for premise in range(half, 2 * half):
            kind = REBUTTAL if (target + premise) % 2 else SUPPORT
            link = links.add(kind, [_id(premise)], _id(target))
            if (target + 2 * premise) % 3 == 0:
                links.add(UNDERCUTTER, [_id(2 * half)], link)
    return _map(2 * half + 1, links)


def chain_of_objections(size: int) -> ArgumentMap:
    """Return claims each of which is the one objection to the last."""
    links = Inferences()
    for number in range(1, size):
        links.add(REBUTTAL, [_id(number)], _id(number - 1))
    return _map(size, links)


def _tree(size: int, branches: int) -> ArgumentMap:
    links = Inferences()
    for number in range(1, size):
        links.add(SUPPORT if number % 5 else REBUTTAL, [_id(number)], _id((number - 1) // branches))
    return _map(size, links)


def binary_tree(size: int) -> ArgumentMap:
    return _tree(size, 2)


def three_ary_tree(size: int) -> ArgumentMap:
    return _tree(size, 3)


def _dense(size: int, premises: int, *kinds: Kind) -> ArgumentMap:
    """Return claims with four steps each from claims that stand elsewhere."""
    links = Inferences()
    for number in range(size):
        for turn in range(1, 5):
            others = [_id((number * turn + 7 * turn + place) % size) for place in range(premises)]
            distinct = [other for other in dict.fromkeys(others) if other != _id(number)]
            if distinct:
                links.add(kinds[turn % len(kinds)], distinct, _id(number))
    return _map(size, links)


def dense_separate(size: int) -> ArgumentMap:
    return _dense(size, 1, SUPPORT)


def dense_linked(size: int) -> ArgumentMap:
    return _dense(size, 4, SUPPORT)


def dense_attacks(size: int) -> ArgumentMap:
    """Return claims of which each rebuts its four neighbours, and they it."""
    links = Inferences()
    for number in range(size):
        for away in (1, 2):
            other = (number + away) % size
            links.add(REBUTTAL, [_id(number)], _id(other))
            links.add(REBUTTAL, [_id(other)], _id(number))
    return _map(size, links)


def many_linked(size: int) -> ArgumentMap:
    """Return one step with many premises."""
    links = Inferences()
    links.add(SUPPORT, _ids(size)[1:], _id(0))
    return _map(size, links)


def many_undercutters(size: int) -> ArgumentMap:
    """Return one step that many claims undercut."""
    links = Inferences()
    inference = links.add(SUPPORT, [_id(1)], _id(0))
    for id in _ids(size)[2:]:
        links.add(UNDERCUTTER, [id], inference)
    return _map(size, links)


def nested_undercutters(size: int) -> ArgumentMap:
    """Return undercutters of undercutters, to any depth."""
    links = Inferences()
    inference = links.add(SUPPORT, [_id(1)], _id(0))
    for id in _ids(size)[2:]:
        inference = links.add(UNDERCUTTER, [id], inference)
    return _map(size, links)


def circle(size: int) -> ArgumentMap:
    """Return claims that support each other in a cycle."""
    links = Inferences()
    for number in range(size):
        links.add(SUPPORT, [_id((number + 1) % size)], _id(number))
    return _map(size, links)


def many_pairs(size: int) -> ArgumentMap:
    """Return many main claims, each with one reason."""
    links = Inferences()
    for number in range(0, size - 1, 2):
        links.add(SUPPORT, [_id(number + 1)], _id(number))
    return _map(size, links, main=lambda number: number % 2 == 0)


def many_sides(size: int) -> ArgumentMap:
    """Return claims each of which is on a side of its own."""
    claims = [
        Claim(id, _text(number), side=f"s{number:06d}") for number, id in enumerate(_ids(size))
    ]
    return ArgumentMap.build(
        sides=[Side(f"s{n:06d}", f"Side {n:06d}") for n in range(size)], claims=claims
    )


def _source(number: int) -> Source:
    return Source(
        f"s{number:06d}",
        title=f"Report {number:06d} on {_WORDS[number % 16]}",
        author=f"Writer{number:06d}, A.",
    )


def many_sources(size: int) -> ArgumentMap:
    """Return claims each of which has evidence in a source of its own, and a star of steps."""
    claims = [
        Claim(id, _text(number), evidence=(Citation(f"s{number:06d}", "p. 4"),))
        for number, id in enumerate(_ids(size))
    ]
    links = Inferences()
    for id in _ids(size)[1:]:
        links.add(SUPPORT, [id], _id(0))
    return ArgumentMap.build(sources=map(_source, range(size)), claims=claims, inferences=links.all)


def one_source(size: int) -> ArgumentMap:
    """Return claims that all have evidence in one source, and a chain of steps."""
    claims = [
        Claim(id, _text(number), evidence=(Citation("s000000", f"p. {number:06d}"),))
        for number, id in enumerate(_ids(size))
    ]
    return ArgumentMap.build(
        sources=[_source(0)], claims=claims, inferences=chain(size).inferences.values()
    )


def many_citations(size: int) -> ArgumentMap:
    """Return one claim with evidence in many sources, which as many people hold."""
    evidence = tuple(Citation(f"s{number:06d}") for number in range(size))
    holders = tuple(f"Person {number:06d}" for number in range(size))
    claim = Claim(
        "c", "The towns need schools.", evidence=evidence, stated_in=evidence, held_by=holders
    )
    return ArgumentMap.build(sources=map(_source, range(size)), claims=[claim])


def many_groups(size: int) -> ArgumentMap:
    return _map(
        size, three_ary_tree(size).inferences.values(), group=lambda number: f"Group {number:06d}"
    )


def nested_groups(size: int) -> ArgumentMap:
    """Return claims in one group that lies in another, to a depth of many."""
    path = " / ".join(f"Group {number:06d}" for number in range(size))
    return _map(3, chain(3).inferences.values(), group=lambda number: path if number else "")


def many_tags(size: int) -> ArgumentMap:
    """Return claims each of which has tags of its own, and one that has many."""

    def tags(number: int) -> tuple[str, ...]:
        return tuple(
            f"t{tag:06d}" for tag in (range(size) if number == 0 else (number, number + 1))
        )

    return _map(size, tags=tags)


def many_alike(size: int) -> ArgumentMap:
    """Return claims that all say the same."""
    return _map(size, star(size).inferences.values(), text=lambda _: "The towns need more schools.")


def nearly_alike(size: int) -> ArgumentMap:
    """Return claims that differ in one word."""
    return _map(
        size,
        chain(size).inferences.values(),
        text=lambda number: f"The town {number:06d} needs schools.",
    )


def long_claim(size: int) -> ArgumentMap:
    """Return a claim of many words, and one that is one long word."""
    sentences = [_text(number) for number in range(size)]
    claims = [
        Claim("a", " ".join(sentences)),
        Claim("b", "towns" * size),
        Claim("c", "(" * size + "a" + ")" * size),
    ]
    links = Inferences()
    links.add(SUPPORT, ["b"], "a")
    links.add(REBUTTAL, ["c"], "a")
    return ArgumentMap.build(claims=claims, inferences=links.all, note="\n".join(sentences))


def many_expectations(size: int) -> ArgumentMap:
    from argmap import Expectation

    made = star(size)
    expect = dict.fromkeys(made.claims, Expectation.FALLS)
    return ArgumentMap.build(
        claims=made.claims.values(), inferences=made.inferences.values(), expect=expect
    )


def many_schemes(size: int) -> ArgumentMap:
    """Return many steps, each by a scheme of the map's own, with a critical question that its undercutter takes up."""
    from argmap.model import OwnScheme

    links = Inferences()
    for number in range(1, size - 1, 2):
        scheme = f"pattern {number:06d}"
        inference = links.add(
            SUPPORT, [_id(number)], _id(0), scheme=scheme, questions={"doubt": _id(number + 1)}
        )
        links.add(UNDERCUTTER, [_id(number + 1)], inference)
    schemes = {
        f"pattern {number:06d}": OwnScheme(questions={"doubt": "Is it so?"})
        for number in range(1, size, 2)
    }
    return ArgumentMap.build(
        claims=_map(size).claims.values(), inferences=links.all, schemes=schemes
    )


def many_ignores(size: int) -> ArgumentMap:
    """Return claims each of which silences a rule, and one that has the same reason for many."""
    return _map(
        size,
        star(size).inferences.values(),
        ignore=lambda _: {"long-claim": "so be it", "fragment": "so"},
    )


def cross_purposes(size: int) -> ArgumentMap:
    """Return two sides whose claims support and rebut each other in turn, many of them used by many steps."""
    links = Inferences()
    for number in range(2, size):
        links.add(SUPPORT, [_id(number), _id(number % 2)], _id(number - 1))
        links.add(REBUTTAL, [_id(1 - number % 2)], _id(number))
    claims = [Claim(_id(n), _text(n), side="left" if n % 3 else "right") for n in range(size)]
    sides = [Side("left", "Left"), Side("right", "Right")]
    return ArgumentMap.build(sides=sides, claims=claims, inferences=links.all)


SHAPES: Mapping[str, Callable[[int], ArgumentMap]] = {
    shape.__name__: shape
    for shape in (
        star,
        half_and_half,
        reasons_for_two,
        chain,
        bipartite,
        chain_of_objections,
        binary_tree,
        three_ary_tree,
        dense_separate,
        dense_linked,
        dense_attacks,
        many_linked,
        many_undercutters,
        nested_undercutters,
        circle,
        many_pairs,
        many_sides,
        many_sources,
        one_source,
        many_citations,
        many_groups,
        nested_groups,
        many_tags,
        many_alike,
        nearly_alike,
        long_claim,
        many_expectations,
        many_schemes,
        many_ignores,
        cross_purposes,
    )
}


def _lines(size: int, line: str) -> str:
    """Return a text of so many lines, in each of which a number stands for `#`."""
    return "".join(line.replace("#", f"{number:06d}") + "\n" for number in range(size))


def _nested(size: int, opening: str, closing: str) -> str:
    inner = "".join(opening.replace("#", f"{number:06d}") for number in range(size))
    return f"{inner}{closing * size}"


def _kialo(size: int) -> str:
    return "Discussion Title: Towns\n\n1. Towns need schools.\n" + "".join(
        f"1.{number}. {'Con' if number % 2 else 'Pro'}: {_text(number)}\n"
        for number in range(1, size)
    )


TEXTS: Mapping[tuple[str, str], Callable[[int], str]] = {
    ("native", "unknown references"): lambda size: "claims:\n" + _lines(size, "  c#: {text: It is so., premises: [c#x]}"),
    ("native", "unknown sides"): lambda size: "sides: {\n" + _lines(size, "  s#: Side #,") + "}\nclaims:\n"
    + _lines(size, "  c#: {text: It is so., side: S#}"),
    ("native", "unknown sources"): lambda size: "sources: {\n" + _lines(size, "  s#: Title #,") + "}\nclaims:\n"
    + _lines(size, "  c#: {text: It is so., evidence: s#x}"),
    ("native", "unknown keys"): lambda size: "claims:\n  a:\n    text: It is so.\n" + _lines(size, "    key#: so"),
    ("native", "one id for all"): lambda size: "claims:\n" + _lines(size, "  a: It is so in case #."),
    ("native", "claims in place"): lambda size: "claims:\n  a:\n    text: It is so.\n    premises:\n"
    + _lines(size, "      - It is so in case #."),
    ("native", "claims in place, nested"): lambda size: "claims:\n  a: "
    + _nested(size, "{text: It is so in case #., premises: ", "}").replace("premises: }", "main: true}"),
    ("json", "claims without text"): lambda size: '{"claims": {' + _lines(size, '"c#": {},') + '"a": "It is so."}}',
    ("argdown", "a line of ="): lambda size: "[a]: It is so.\n\n" + "=" * 50 * size + "\n",
    ("argdown", "titles told nowhere"): lambda size: _lines(size, "[Title #x]\n\n[Title #y]: It is so.\n"),
    ("argdown", "a structure"): lambda size: "".join(f"({n}) It is so in case {n:06d}.\n" for n in range(1, size))
    + f"-----\n({size}) So be it.\n",
    ("kialo", "pros and cons"): _kialo,
    ("adr", "options in other words"): lambda size: "# Towns\n\n## Considered Options\n\n" + _lines(size, "* Schools in town #")
    + "\n## Pros and Cons of the Options\n\n" + _lines(size, "### Other schools in town x#\n\n* Good, because of case #\n"),
    ("text", "one level"): lambda size: "It is so.\n" + _lines(size, "  - It is so in case #."),
    ("markdown", "links"): lambda size: "- It is so.\n" + _lines(size, "  - It is [so](https://example.org/#) in case #."),
    ("text", "citations"): lambda size: _lines(size, "- It is so in case # (Name# 2019, 44).") + _lines(size, "- Name# (2019) argues that it is so."),
    ("text", "years in one line"): lambda size: "- It is so.\n  - " + "Name (2019) " * size + "\n",
    ("text", "brackets in one line"): lambda size: "- It is so.\n  - It is " + "(Name 2019, 44) " * size + "\n",
    ("text", "open brackets"): lambda size: "- It is so.\n  - It is " + "(2019, 1" * size + "[@" * size + "\n",
    ("markdown", "links in one line"): lambda size: "- It is so.\n  - " + "[so](https://example.org/a) " * size + "\n",
    ("freemind", "nested"): lambda size: "<map>" + _nested(size, '<node TEXT="It is so in case #.">', "</node>") + "</map>",
    ("freemind", "one level"): lambda size: '<map><node TEXT="It is so.">' + _lines(size, '<node TEXT="Case #."/>')
    + "</node></map>",
    ("opml", "one level"): lambda size: '<opml version="2.0"><body><outline text="It is so.">'
    + _lines(size, '<outline text="It is so in case #."/>') + "</outline></body></opml>",
    ("carneades", "arguments"): lambda size: "statements:\n" + _lines(size, "  s#: It is so in case #.")
    + "arguments:\n" + _lines(size, "  a#: {conclusion: s000000, premises: [s#]}"),
    ("microtexts", "units"): lambda size: '<arggraph id="a">' + _lines(
        size, '<edu id="e#">It is so in case #.</edu><adu id="a#"/><edge id="g#" src="e#" trg="a#" type="seg"/>'
        '<edge id="h#" src="a#" trg="a000000" type="sup"/>'
    ) + "</arggraph>",
    ("sadface", "atoms"): lambda size: '{"nodes": [' + ",".join(
        f'{{"id": "n{n:06d}", "type": "atom", "text": "It is so in case {n:06d}."}}' for n in range(size)
    ) + '], "edges": []}',
}  # fmt: skip
"""Texts of a form that no map is written as, and texts with mistakes, by the name of the form and what is in them."""
