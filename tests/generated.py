"""Maps of any size that are the same every time: for pictures, whose layout depends on how maps are built."""

from __future__ import annotations

from random import Random

from argmap import ArgumentMap, Citation, Claim, Inferences, Kind, Side, Source

_OPENINGS = (
    "Most towns",
    "A careful study",
    "Nearly every school",
    "The new timetable",
    "Public money",
    "Young people",
)
_VERBS = (
    "would gain from",
    "cannot do without",
    "has little to do with",
    "depends on",
    "already pays for",
    "rules out",
)
_ENDS = (
    "longer opening hours",
    "a quiet place to work",
    "buses that run on time",
    "what the council decided in spring",
    "the habits of those who come by car",
    "a market that closes at noon and opens again at four",
)


def _sentence(random: Random) -> str:
    return f"{random.choice(_OPENINGS)} {random.choice(_VERBS)} {random.choice(_ENDS)}."


def debate(claims: int, seed: int = 1, shared: float = 0.04) -> ArgumentMap:
    """Return a debate of two sides: reasons, some of them linked, objections, undercutters, some claims used twice.

    Args:
        claims: how many claims it has, at least two.
        seed: another seed makes another debate.
        shared: how many premises are claims that stand elsewhere already, as a share.
    """
    # Nothing here has to be secret.
    random = Random(seed)  # noqa: S311
    inferences = Inferences()
    ids = [f"c{number}" for number in range(claims)]
    inferences.add(Kind.REBUTTAL, ["c0"], "c1")
    inferences.add(Kind.REBUTTAL, ["c1"], "c0")
    placed = 2
    waiting = ["c0", "c1"]
    while placed < claims:
        # The newer half is as likely as the older, so that maps get deep as well as wide.
        target = waiting[random.randrange(len(waiting))]
        linked = random.choice((1, 1, 1, 1, 2, 2, 3))
        premises = ids[placed : placed + linked]
        placed += len(premises)
        waiting += premises
        if random.random() < shared * 5 and len(premises) > 1:
            other = random.choice(ids[2:placed])
            if other != target and other not in premises:
                premises[-1:] = [other, premises[-1]]
        kind = Kind.REBUTTAL if random.random() < 0.25 else Kind.SUPPORT
        inference = inferences.add(kind, premises, target)
        if random.random() < 0.12 and placed < claims:
            inferences.add(Kind.UNDERCUTTER, [ids[placed]], inference)
            placed += 1
    made = []
    for number, id in enumerate(ids):
        made.append(
            Claim(
                id,
                _sentence(random),
                side=("for", "against")[number] if number < 2 else "",
                main=number < 2,
                evidence=(Citation("study", f"p. {number}"),) if number % 4 == 3 else (),
                implicit=number % 7 == 5,
                common_ground=number % 11 == 8,
            )
        )
    return ArgumentMap.build(
        title="A debate that nobody had",
        sides=[Side("for", "For it"), Side("against", "Against it")],
        sources=[Source("study", title="A study")],
        claims=made,
        inferences=inferences.all,
    )


def tangle(claims: int, seed: int = 1) -> ArgumentMap:
    """Return a map in which every claim has two linked premises and two rebuttals among the thirty that follow."""
    random = Random(seed)  # noqa: S311
    inferences = Inferences()
    for number in range(claims - 1):
        following = [f"c{later}" for later in range(number + 1, min(number + 31, claims))]
        if len(following) < 4:
            break
        first, second, *rebuttals = random.sample(following, 4)
        inferences.add(Kind.SUPPORT, [first, second], f"c{number}")
        for rebuttal in rebuttals:
            inferences.add(Kind.REBUTTAL, [rebuttal], f"c{number}")
    made = [Claim(f"c{number}", _sentence(random)) for number in range(claims)]
    return ArgumentMap.build(title="A tangle", claims=made, inferences=inferences.all)


def crowd(claims: int, seed: int = 1, most_premises: int = 1) -> ArgumentMap:
    """Return a map of twice as many inferences as claims, in which anything may bear on anything."""
    random = Random(seed)  # noqa: S311
    inferences = Inferences()
    ids = [f"c{number}" for number in range(claims)]
    for _ in range(2 * claims):
        target, *premises = random.sample(ids, 1 + random.randint(1, most_premises))
        kind = Kind.REBUTTAL if random.random() < 0.3 else Kind.SUPPORT
        inferences.add(kind, premises, target)
    made = [Claim(id, _sentence(random), main=id == "c0") for id in ids]
    return ArgumentMap.build(title="A crowd", claims=made, inferences=inferences.all)


def feud(claims: int, seed: int = 1) -> ArgumentMap:
    """Return a map of main claims, each of which picks two others that it attacks, and they it."""
    random = Random(seed)  # noqa: S311
    inferences = Inferences()
    ids = [f"c{number}" for number in range(claims)]
    pairs = set()
    for id in ids:
        for other in random.sample(ids, 2):
            pair = frozenset([id, other])
            if id != other and pair not in pairs:
                pairs.add(pair)
                inferences.add(Kind.REBUTTAL, [id], other)
                inferences.add(Kind.REBUTTAL, [other], id)
    made = [Claim(id, _sentence(random), main=True) for id in ids]
    return ArgumentMap.build(title="A feud", claims=made, inferences=inferences.all)


def web(seed: int, most_claims: int = 9, most_inferences: int = 14) -> ArgumentMap:
    """Return a small map in which anything may bear on anything: on itself, in circles, on doubts about doubts."""
    random = Random(seed)  # noqa: S311
    ids = [f"c{number}" for number in range(random.randint(1, most_claims))]
    inferences = Inferences()

    def can_weigh(premises: list[str], target: str) -> bool:
        [weighed] = [inference for inference in inferences.all if inference.id == target]
        is_undercutter = weighed.kind is Kind.UNDERCUTTER
        return not is_undercutter and set(premises).isdisjoint(weighed.premises)

    for _ in range(random.randint(0, most_inferences)):
        premises = random.sample(ids, min(len(ids), random.choice((1, 1, 1, 1, 2, 3))))
        warrant = premises[-1] if len(premises) > 1 and random.random() < 0.4 else ""
        implicit = random.random() < 0.15
        target = random.choice(ids)
        kind = random.choice((Kind.SUPPORT, Kind.SUPPORT, Kind.REBUTTAL))
        if inferences.all and random.random() < 0.25:
            kind, target = Kind.UNDERCUTTER, random.choice(inferences.all).id
        weighing = (
            kind is Kind.UNDERCUTTER and can_weigh(premises, target) and random.random() < 0.4
        )
        inferences.add(
            kind, premises, target, warrant=warrant, implicit=implicit, weighing=weighing
        )
        if kind is Kind.REBUTTAL and random.random() < 0.2:
            inferences.add(Kind.REBUTTAL, [target], premises[0])
    claims = []
    types = Random(f"{seed} types")  # noqa: S311
    sources = Random(f"{seed} sources")  # noqa: S311
    for id in ids:
        ground = random.random()
        evidence = (Citation(sources.choice(("study", "report"))),) if ground < 0.2 else ()
        claims.append(
            Claim(
                id, f"So it is with {id}.", common_ground=0.15 < ground < 0.3, evidence=evidence,
                standard="shown" if random.random() < 0.1 else "",
                type=types.choice(("", "", "", "fact", "value", "policy")),
            )
        )  # fmt: skip
    return ArgumentMap.build(
        sources=[Source("study", title="A study"), Source("report", title="A report")],
        claims=claims,
        inferences=inferences.all,
        strict=random.random() < 0.2,
    )


def rivals(claims: int, *, in_a_ring: bool = False) -> ArgumentMap:
    """Return claims that rebut each other: two by two, or in a ring each its two neighbours."""
    inferences = Inferences()
    for number in range(0, claims, 1 if in_a_ring else 2):
        pair = [f"c{number}", f"c{(number + 1) % claims}"]
        inferences.add(Kind.REBUTTAL, pair[:1], pair[1])
        inferences.add(Kind.REBUTTAL, pair[1:], pair[0])
    made = [Claim(f"c{number}", f"Plan {number} is the best.") for number in range(claims)]
    return ArgumentMap.build(claims=made, inferences=inferences.all)


def tree(claims: int) -> ArgumentMap:
    """Return a tree of claims, each with three below it, every fifth of them a rebuttal."""
    inferences = Inferences()
    for number in range(1, claims):
        kind = Kind.SUPPORT if number % 5 else Kind.REBUTTAL
        inferences.add(kind, [f"c{number}"], f"c{(number - 1) // 3}")
    made = [
        Claim(f"c{number}", f"This is the claim numbered {number} of a large debate.")
        for number in range(claims)
    ]
    return ArgumentMap.build(claims=made, inferences=inferences.all)
