"""Operations on the text of a map: what they give, and what they leave as it was."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Claim
from argmap.editing import OPERATIONS, Edited, EditRefused, Session
from argmap.model import edit_text, fields_of
from tests.conftest import ROOT
from tests.generated import debate, web
from tests.random_operations import choose

LARGEST = 70


def _small_maps() -> dict[str, str]:
    texts: dict[str, str] = {}
    paths = [
        ROOT / "arguments.yaml",
        *(ROOT / "docs").rglob("*.yaml"),
        *(ROOT / "tests/maps").glob("*.yaml"),
    ]
    for path in sorted(paths):
        text = path.read_bytes().decode()
        session = Session(text)
        if session.map is not None and len(session.map.claims) <= LARGEST:
            texts[str(path.relative_to(ROOT))] = text
    return texts


NATIVE = _small_maps()


def meaning(map: ArgumentMap) -> tuple[Counter[object], Counter[object]]:
    """Return what a map says without its ids: its claims, and its inferences between texts."""
    texts = {claim.id: claim.text for claim in map.claims.values()}
    claims: Counter[object] = Counter()
    for claim in map.claims.values():
        claims[repr([getattr(claim, field.name) for field in fields_of(Claim)])] += 1
    inferences: Counter[object] = Counter()
    for inference in map.inferences.values():
        way = [inference]
        while way[-1].target in map.inferences:
            way.append(map.inferences[way[-1].target])
        said = [
            (sorted(texts[id] for id in each.premises), each.kind, each.weighing, each.implicit)
            for each in way
        ]
        inferences[repr((said, texts[way[-1].target], texts.get(inference.warrant)))] += 1
    return claims, inferences


def comments(text: str) -> Counter[str]:
    """Return the comments of a text, as far as they are on lines of their own."""
    lines = (line.strip() for line in text.splitlines())
    return Counter(line for line in lines if line.startswith("#"))


def carry_out(session: Session, random: Random) -> None:
    """Carry out an operation chosen at random, and test what an operation promises."""
    map = session.map
    assert map is not None
    chosen = choose(map, random)
    before = session.text
    revision = session.revision
    with_comments = random.random() < 0.3
    try:
        edited = session.apply(chosen.name, with_comments=with_comments, **chosen.arguments)
    except EditRefused:
        assert (session.text, session.revision) == (before, revision)
        return
    expected = OPERATIONS[chosen.name](map, **chosen.arguments)
    must_be_edited(session, before, edited)
    read_again = argmap.loads(session.text, session.format)
    assert read_again == session.map
    assert meaning(read_again) == meaning(expected)
    if not with_comments:
        assert not comments(before) - comments(session.text)


def must_be_edited(session: Session, before: str, edited: Edited) -> None:
    """Test that edits make the present text of an earlier one."""
    assert edited.revision == session.revision
    assert edit_text(before.removeprefix("\ufeff"), edited.edits) == session.text.removeprefix(
        "\ufeff"
    )


def play(session: Session, random: Random, operations: int) -> None:
    """Carry out operations, undo them all and make them again."""
    texts = [session.text]
    for _ in range(operations):
        carry_out(session, random)
        if session.text != texts[-1] or (session.can_undo and len(texts) <= session.revision):
            texts.append(session.text)
    last = session.text
    while session.can_undo:
        session.undo()
    assert session.text == texts[0]
    while session.can_redo:
        session.redo()
    assert session.text == last


RANDOM = st.randoms(use_true_random=False)


@given(name=st.sampled_from(sorted(NATIVE)), random=RANDOM)
def test_native_texts_are_edited_as_their_maps_are(name: str, random: Random) -> None:
    play(Session(NATIVE[name]), random, 6)


@given(
    seed=st.integers(0, 1000),
    make=st.sampled_from([web, lambda seed: debate(12, seed)]),
    random=RANDOM,
)
def test_generated_maps_are_edited_as_native_texts(seed: int, make: type, random: Random) -> None:
    play(Session(argmap.dumps(make(seed))), random, 6)
