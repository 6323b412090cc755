"""Random maps for Hypothesis: support and attack circles, linked premises, undercutters, any text."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap import ArgumentMap, CheckSettings, Citation, Claim, Kind, Side, Source, Steps, Verdict

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
_MAYBE = st.one_of(st.just(""), TEXT)
_TEXTS = st.lists(TEXT, max_size=2).map(tuple)
_IDS = st.from_regex(r"[a-zA-Z0-9é][a-z0-9._-]{0,6}", fullmatch=True)
_CITATIONS = st.builds(
    Citation,
    st.sampled_from(["s1", "s2"]),
    st.from_regex(r"([^\s\x00-\x1f\x7f-\x9f]( \S)?){0,6}", fullmatch=True),
).map(lambda cited: Citation(cited.source, " ".join(cited.locator.split())))


@st.composite
def claims(draw: st.DrawFn, id: str) -> Claim:
    return Claim(
        id,
        draw(TEXT),
        side=draw(st.sampled_from(["", "pro", "con"])),
        main=draw(st.booleans()),
        evidence=tuple(draw(st.lists(_CITATIONS, max_size=2))),
        stated_in=tuple(draw(st.lists(_CITATIONS, max_size=2))),
        held_by=tuple(draw(st.lists(TEXT, max_size=2))),
        quote=draw(_MAYBE),
        assumed=draw(st.booleans()),
        implicit=draw(st.booleans()),
        note=draw(_MAYBE),
        tags=tuple(draw(st.lists(TEXT, max_size=2))),
        ignore=draw(st.dictionaries(st.sampled_from(["long-claim", "question"]), TEXT, max_size=2)),
    )


def steps(ids: list[str], draw: st.DrawFn, most: int) -> Steps:
    made = Steps()
    coin = st.booleans()
    for _ in range(draw(st.integers(0, most))):
        premises: list[str] = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        onto = [step.id for step in made.all]
        if draw(coin) and draw(coin) and onto:
            kind, target = Kind.UNDERCUTTER, draw(st.sampled_from(onto))
        else:
            kind, target = draw(st.sampled_from([Kind.SUPPORT, Kind.REBUTTAL])), draw(st.sampled_from(ids))
        warrant = premises[-1] if draw(coin) else ""
        made.add(kind, premises, target, warrant=warrant, scheme=draw(_MAYBE))
    return made


@st.composite
def maps(draw: st.DrawFn, most_claims: int = 6, most_steps: int = 8) -> ArgumentMap:
    """Any map: every field filled with anything that it may hold."""
    ids = draw(st.lists(_IDS, min_size=1, max_size=most_claims, unique=True))
    return ArgumentMap.build(
        title=draw(_MAYBE),
        language=draw(st.sampled_from(["", "de", "pt-BR", "zh-Hant"])),
        sides=[Side("pro", draw(_MAYBE)), Side("con", draw(_MAYBE))],
        sources=[Source("s1", author=draw(_MAYBE), title=draw(_MAYBE)), Source("s2", date=draw(_MAYBE))],
        claims=[draw(claims(id)) for id in ids],
        inferences=steps(ids, draw, most_steps).all,
        expect=draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Verdict), max_size=2)),
        settings=draw(st.builds(CheckSettings, _TEXTS, _TEXTS, _MAYBE)),
        synonyms=draw(st.lists(st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)),
        key_terms=draw(_TEXTS),
    )


@st.composite
def bare_maps(draw: st.DrawFn, most_claims: int = 6, most_steps: int = 8) -> ArgumentMap:
    """A map of plain claims, for what concerns its structure alone."""
    ids = [f"c{number}" for number in range(draw(st.integers(1, most_claims)))]
    given = draw(st.lists(st.sampled_from(["", "assumed", "evidence"]), min_size=len(ids), max_size=len(ids)))
    return ArgumentMap.build(
        sources=[Source("s")],
        claims=[
            Claim(
                id, f"Claim {id} holds.", assumed=how == "assumed",
                evidence=(Citation("s"),) if how == "evidence" else (),
            )
            for id, how in zip(ids, given, strict=True)
        ],
        inferences=steps(ids, draw, most_steps).all,
    )  # fmt: skip
