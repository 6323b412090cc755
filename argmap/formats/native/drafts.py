"""Claims and inferences as met in a native file, before all ids are known."""

from __future__ import annotations

from typing import Any, TypeAlias

from argmap.model import Inference, Kind, Steps
from argmap.model.diagnostics import Span


class Draft:
    """A claim as met in the file: its id is settled when all ids are known."""

    __slots__ = ("fields", "id", "places")

    def __init__(self, places: dict[str, Span], id: str) -> None:
        self.fields: dict[str, Any] = {}
        self.places = places
        self.id = id

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))


Ref: TypeAlias = "str | Draft"


class DraftStep:
    """An inference as met in the file; its premises and target may be drafts too."""

    __slots__ = ("id", "kind", "places", "premises", "scheme", "target", "warrant")

    def __init__(self, kind: Kind, target: Draft | DraftStep, places: dict[str, Span]) -> None:
        self.kind, self.target, self.places = kind, target, places
        self.premises: list[tuple[Ref, Span]] = []
        self.warrant: tuple[Ref, Span] | None = None
        self.scheme = self.id = ""


def settle_ids(drafts: list[Draft]) -> None:
    """Give each claim written in place an id from its words."""
    nameless = [draft for draft in drafts if not draft.id]
    if nameless:
        from argmap.formats.shared.ids import Ids

        ids = Ids(draft.id for draft in drafts if draft.id)
        for draft in nameless:
            draft.id = ids.give(draft.text)


def settled(drafts: list[DraftStep]) -> list[Inference]:
    """Return the steps that have premises, and a target that has; the others were reported."""
    steps = Steps()
    for draft in drafts:
        if not (draft.premises or draft.warrant) or not draft.target.id:
            continue
        premises = [(_id(ref), span) for ref, span in draft.premises]
        warrant = _id(draft.warrant[0]) if draft.warrant else ""
        places = draft.places | {f"premise:{ref}": span for ref, span in premises}
        if draft.warrant:
            places |= {"warrant": draft.warrant[1], f"premise:{warrant}": draft.warrant[1]}
        draft.id = steps.add(
            draft.kind, [ref for ref, _ in premises], draft.target.id,
            warrant=warrant, scheme=draft.scheme, places=places,
        )  # fmt: skip
    return steps.all


def _id(ref: Ref) -> str:
    return ref if isinstance(ref, str) else ref.id
