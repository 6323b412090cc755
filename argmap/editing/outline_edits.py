"""Edits of an outline: it is rewritten as a whole, from the map that it is to have.

    1 School should start at nine.             1 School should start at nine.
      1.1 Sleep helps. [unsupported]     →       1.1 Sleep helps.
                                                   1.1.1 Memory needs it. [unsupported]

Numbers, marks, references and line breaks follow from the map. If the map has no place for
something in the text, the edit is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from argmap.documents import markdown, outline_text
from argmap.documents.kept_fields import IN_OUTLINE
from argmap.documents.outline import outline
from argmap.editing.changes import ChangedText
from argmap.editing.list_plan import ListPlan
from argmap.editing.list_settling import settle_found_ids
from argmap.editing.list_text import ListText
from argmap.editing.merging import line_changes
from argmap.editing.operations import Settled
from argmap.editing.refusals import refuse
from argmap.formats.lists.inline_markup import without_comments
from argmap.formats.lists.outline_words import verdicts_among
from argmap.model import ArgumentMap, Inference
from argmap.model.graph import main_claims
from argmap.model.losses import LOSS, count_dropped
from argmap.model.reading import Reading
from argmap.model.writing import OutlineOptions


def edit_outline(
    text: ChangedText, plan: ListPlan, reading: Reading, read: Callable[[str], Reading]
) -> Settled:
    """Change an outline so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        plan: the outline, its map, and the map that it is to have.
        reading: the text as read.
        read: reads a text.

    Raises:
        EditRefused: an outline has no room for the change, or something would be lost.
    """
    file = plan.file
    after = plan.after
    _must_be_in_map(file, reading, read)
    anchored = {item.item.anchor for item in file.items if item.item.anchor}
    listed = _with_mains(plan)
    written = _written_like(file, listed, anchored.union(plan.named))
    text.make(line_changes(text.text, written.replace("\n", file.newline)))
    changed = read(text.text)
    order = [entry.claim.id for entry in outline(listed).entries if not entry.see]
    if changed.map is None or len(order) != len(changed.map.claims):
        refuse("in a list, this would be read as something else")
    found = dict(zip(changed.map.claims, order, strict=True))
    in_order = _in_order_of(changed.map, after, found)
    return settle_found_ids(file, ListText(changed), in_order, found)


def _must_be_in_map(file: ListText, reading: Reading, read: Callable[[str], Reading]) -> None:
    """Refuse to rewrite an outline that says something that would be lost."""
    said = [item.item.attribution for item in file.items]
    said += [reference.text for reference in file.listing.references]
    known = {"", *file.words.ibidem.split(), *file.words.aside(file.words.ibidem).split()}
    known.update(_written_like(file, file.map, ()).split())
    is_lost = not known.issuperset(" ".join(said).split())
    if "<!--" in reading.text:
        reading = read(without_comments(reading.text))  # whether they stay is seen later
    is_lost |= any(found.code == LOSS for found in reading.diagnostics)
    if is_lost or any(number for _, number in count_dropped(file.map, IN_OUTLINE)):
        refuse("argmap would rewrite this outline and lose words that somebody added to it")


def _with_mains(plan: ListPlan) -> ArgumentMap:
    """Return the map with the main claims of an outline: what was at its top, or gets a side."""
    before = plan.before
    after = plan.after
    mains = {main.id for main in main_claims(before)}
    claims = dict(after.claims)
    for id, claim in claims.items():
        old = before.claims.get(id)
        gets_side = claim.side and (old is None or old.side != claim.side)
        stays_main = id in mains and not plan.file.has_marked_claims
        if stays_main or (gets_side and not after.uses(id)):
            claims[id] = replace(claim, main=True)
    return replace(after, claims=claims)


def _written_like(file: ListText, map: ArgumentMap, anchored: Collection[str]) -> str:
    """Return the outline of a map that says as much of it as an outline says of its own map."""
    verdicts = None
    if verdicts_among(file.text, file.words):
        from argmap.verdicts.evaluate import evaluate

        verdicts = evaluate(map)
    has_sources = any(item.item.attribution for item in file.items) or not file.map.sources
    options = OutlineOptions(sources=has_sources or bool(file.listing.references))
    written = outline(map, options, verdicts)
    if file.is_markdown:
        return markdown.text_of(written, anchored)
    return outline_text.text_of(written)


def _in_order_of(read: ArgumentMap, map: ArgumentMap, found: dict[str, str]) -> ArgumentMap:
    """Return a map with its inferences in the order in which they are read."""
    ids = dict(found)
    by_ends: dict[object, list[Inference]] = {}
    for inference in map.inferences.values():
        ends = (inference.kind, frozenset(inference.premises), inference.target)
        by_ends.setdefault(ends, []).append(inference)
    ordered: dict[str, Inference] = {}
    for inference in read.inferences.values():
        premises = frozenset(ids[premise] for premise in inference.premises)
        same = by_ends.get((inference.kind, premises, ids.get(inference.target)))
        if same:
            first = same.pop(0)
            ids[inference.id] = first.id
            ordered[first.id] = first
    return replace(map, inferences={**ordered, **map.inferences})
