"""Operations that are refused: the whole message, which says why and what to do, and a text that stays as it was."""

from __future__ import annotations

import pytest

from argmap.editing import EditRefused, Session

MAP = """\
sides: {ban: Ban them}
claims:
  ban-phones: {text: Ban phones., premises: [[distract, games]], rebuttals: [useful]}
  distract: Phones distract.
  games: Pupils play games.
  useful: {text: Phones are useful., rebuttals: [distract]}
"""
WITH_SIDES = """\
Should phones be banned?

Ban them
- Phones distract.
  - Pupils play games.
  - But: Phones can be silent.

Allow them
- Phones are useful.
"""
WITH_A_CLAIM_AS_TITLE = """\
Phones should be banned.

- Phones distract.
- But: Phones are useful.
"""
WITHOUT_A_TITLE = """\
- Phones should be banned.
  - Phones distract.
    - Source: Lee (2019): Phones, p. 3
"""
WITH_SIGNS = """\
Phones should be banned.
+ Phones distract.
- Phones are useful.
"""
WITH_A_CLAIM_AS_HEADING = """\
- Pupils chat.

## Phones are useful, though.

- But: Phones are lent.
"""
WITH_A_CLAIM_IN_ITS_REASON = """\
claims:
  ban: {text: Ban phones., rebuttals: [{id: useful, text: Phones are useful., rebuttals: [{id: lent, text: Phones are lent.}]}]}
"""
WITH_NUMBERS = """\
School

1 School should start at nine.

Not connected to a main claim
=============================

2 Buses are cheap.
3 Pupils walk.
  3.1 see 2: Buses are cheap.
"""
LINKED = "distract+games:supports:ban-phones"
REASON = "phones-distract:supports:phones-should-be-banned"
OBJECTION = "phones-are-useful:rebuts:phones-should-be-banned"
SAVE_A_COPY = "to do this, save a copy as YAML, argmap's own format, and edit the copy"

REFUSED: list[tuple[str, dict[str, dict[str, object]], str]] = [
    (MAP, {"set_text": {"claim": "games", "text": " "}}, "a claim cannot be empty"),
    (MAP, {"set_text": {"claim": "games", "text": "a\ud800b"}}, "a text cannot contain half of a surrogate pair"),
    (MAP, {"add_claim": {"text": ""}}, "a claim cannot be empty"),
    (MAP, {"add_claim": {"text": "New.", "id": "games"}}, "the map already has a claim or an inference `games`"),
    (MAP, {"add_reason": {"claim": LINKED, "text": "No."}}, "only a claim can have a reason, and this is an inference"),
    (MAP, {"add_objection": {"claim": LINKED, "text": "No."}}, "only a claim can have an objection, and this is an inference"),
    (MAP, {"set_implicit": {}}, "`set_implicit` needs either a `claim` or an `inference`"),
    (MAP, {"set_implicit": {"claim": "games", "inference": LINKED}}, "`set_implicit` needs either a `claim` or an `inference`"),
    (MAP, {"set_evidence": {"claim": "games", "evidence": ""}}, "evidence cannot be empty"),
    (MAP, {"set_side_name": {"side": "ben", "name": "Ban"}}, "unknown side `ben`: did you mean `ban`?"),
    (MAP, {"set_side": {"claim": "games", "side": "ben"}}, "unknown side `ben`: did you mean `ban`?"),
    (MAP, {"add_side": {"name": ""}}, "a side needs a name"),
    (MAP, {"delete": {"claim": "gams"}}, "unknown claim `gams`: did you mean `games`?"),
    (MAP, {"delete": {"claim": "ban-phones"}}, "a map needs at least one claim"),
    (MAP, {"unlink": {"inference": LINKED, "claim": "useful"}}, "`useful` is not a premise of this inference"),
    (MAP, {"apply_fix": {}}, "`apply_fix` needs a `fix`, and nothing else"),
    (WITH_SIDES, {"set_title": {"text": ""}}, f"a list needs its title, because argmap takes the first heading for the title; {SAVE_A_COPY}"),
    (WITH_SIDES, {"set_side_name": {"side": "ban-them", "name": ""}}, "a side needs a name"),
    (WITH_SIDES, {"set_side_name": {"side": "ban-them", "name": "Allow them"}}, "the map already has a side “Allow them”"),
    (WITH_SIDES, {"rename": {"old": "ban-them", "new": "ban"}}, "in a list, the id of a side is made from its heading; change the name of the side"),
    (WITH_SIDES, {"set_main": {"claim": "phones-distract", "value": False}}, "in a list, the claims right below a side's heading are its main claims; to make this claim something else, move it below another claim"),
    (WITH_SIDES, {"set_main": {"claim": "pupils-play-games"}}, "in a list, a reason or an objection can't be a main claim too; to make this claim a main claim, move it to the top level first"),
    (WITH_SIDES, {"set_side": {"claim": "pupils-play-games", "side": "ban-them"}}, "in a list, a reason or an objection is on the side of the claim above it; to put this claim on a side, move it to the top level first"),
    (WITH_SIDES, {"add_side": {"name": "Maybe"}}, "in a list, a side is a heading above its main claims; to add a side, choose the first claim on that side"),
    (WITH_SIDES, {"add_claim": {"text": "New.", "side": "ban-them"}}, f"in a list, each claim right below the heading of a side is a main claim; {SAVE_A_COPY}"),
    (WITH_SIDES, {"add_claim": {"text": "New.", "main": True}}, "in this list, the main claims are below the headings of the sides; to add a main claim, choose its side"),
    (WITH_SIDES, {"add_claim": {"text": "New."}, "set_main": {"claim": "new"}}, "in this list, the main claims are below the headings of the sides; to make this claim a main claim, choose its side"),
    (WITH_SIDES, {"move": {"inference": "phones-can-be-silent:rebuts:phones-distract", "to": "phones-can-be-silent"}}, f"an inference cannot be moved to a claim that is written below it; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_TITLE, {"set_title": {"text": "New"}}, "the title of this list is also a claim; to change the title, change the text of that claim"),
    (WITH_A_CLAIM_AS_TITLE, {"set_common_ground": {"claim": "phones-should-be-banned"}}, f"in a list, a title or a heading can't have marks, evidence or a side; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_TITLE, {"add_claim": {"text": "New.", "main": True}}, "in this list, the title is the main claim, and all other claims bear on it; add this claim as a reason or an objection"),
    (WITH_A_CLAIM_AS_TITLE, {"delete": {"claim": "phones-should-be-banned"}}, "a map needs at least one claim"),
    (WITH_A_CLAIM_AS_TITLE, {"link": {"claim": "phones-distract", "to": REASON}}, "`phones-distract` is already a premise of this inference"),
    (WITH_A_CLAIM_AS_TITLE, {"link": {"claim": "phones-distract", "to": "phones-are-useful", "role": "premise"}}, f"unknown inference `phones-are-useful`; choose from {REASON}, {OBJECTION}"),
    (WITH_A_CLAIM_AS_TITLE, {"link": {"claim": "phones-distract", "to": REASON, "role": "weighing"}}, "an inference cannot be outweighed by its own premise `phones-distract`"),
    (WITH_A_CLAIM_AS_TITLE, {"move": {"inference": REASON, "to": REASON, "role": "weighing"}}, "only a reason or an objection can be outweighed, not an undercutter"),
    (WITH_A_CLAIM_AS_TITLE, {"move": {"inference": REASON, "to": REASON}}, "this undercutter attacks itself, directly or through other undercutters, so it has no effect"),
    (WITH_A_CLAIM_AS_TITLE, {"move": {"inference": REASON, "to": OBJECTION, "role": "premise"}}, f"this claim is used elsewhere, but its text is written here; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_HEADING, {"delete": {"claim": "phones-are-useful-though"}}, f"a title or a heading cannot be deleted as a claim; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_HEADING, {"delete": {"claim": "phones-are-lent"}}, f"in a list, this would be read as something else; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_HEADING, {"add_reason": {"claim": "phones-are-useful-though", "text": "New."}}, f"this list has no place for such an item below its title or heading; {SAVE_A_COPY}"),
    (WITH_A_CLAIM_AS_HEADING, {"set_side_name": {"side": "phones-are-useful-though", "name": "New"}}, "the heading of this side is also a claim; to change the name of the side, change the text of that claim"),
    (WITH_A_CLAIM_IN_ITS_REASON, {"move": {"inference": "useful:rebuts:ban", "to": "lent", "role": "objection"}}, "an inference cannot be moved to a claim that is written inside it"),
    (WITHOUT_A_TITLE, {"add_side": {"name": "Maybe", "claim": "phones-should-be-banned"}}, "in a list without a title, argmap takes the first heading for the title; to add a side, give the map a title first"),
    (WITHOUT_A_TITLE, {"rename": {"old": "lee-2019", "new": "lee"}}, f"in a list, the id of a source is made from its description; {SAVE_A_COPY}"),
    (WITH_NUMBERS, {"set_main": {"claim": "buses-are-cheap"}}, "in a list, a reason or an objection can't be a main claim too; to make this claim a main claim, move it to the top level first"),
    (WITH_SIGNS, {"set_implicit": {"inference": REASON}}, f"a list with signs cannot say more about a reason or an objection; {SAVE_A_COPY}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "operations", "message"), REFUSED)
def test_a_refusal_says_why_and_changes_nothing(
    text: str, operations: dict[str, dict[str, object]], message: str
) -> None:
    session = Session(text, "native" if "claims:" in text else "text")
    *before, (refused, arguments) = operations.items()
    for operation, its_arguments in before:
        session.apply(operation, **its_arguments)  # type: ignore[arg-type]
    kept = session.text
    with pytest.raises(EditRefused) as refusal:
        session.apply(refused, **arguments)  # type: ignore[arg-type]
    assert str(refusal.value) == message
    assert session.text == kept
