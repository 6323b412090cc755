"""Room for changes in a native text: the same map, written so that a change finds its place.

A claim that stays, within something that goes, is moved below `claims`. An item gets a key of its
own, a text gets keys of its own, or a list gets dashes:

    - Buses are cheaper.       →    - text: Buses are cheaper.
    late: Buses are late.      →    late: {text: Buses are late.}
    rebuttals: childcare       →    rebuttals:
                                      - childcare
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.changes import Change
from argmap.editing.map_difference import MapDifference
from argmap.editing.native_layout import Fragment, NativeLayout, cannot_lay_out
from argmap.editing.native_text import SECTIONS, ClaimSite, Slot
from argmap.formats.native.keys import OUTWEIGHED_BY
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.tree import Mapping, Sequence
from argmap.model import Inference

_INDENT = "  "


def rewritings(file: NativeLayout, difference: MapDifference) -> Iterator[list[Change]]:
    """Yield changes that make room in a text for what differs between two maps.

    Only the first ones count: the next ones are those of the text that they make.
    """
    yield from _hoistings(file, difference)
    yield from _keys_for_claims(file, difference)
    yield from _keys_for_inferences(file, difference)
    yield from _dashes(file, difference)


# --- claims that stay, inside something that goes ---


def _hoistings(file: NativeLayout, difference: MapDifference) -> Iterator[list[Change]]:
    after = difference.after
    for id, site in file.claim_sites.items():
        if site.inference is not None and id in after.claims:
            inference = after.inferences.get(site.inference.draft.id)
            if inference is None or id not in inference.premises:
                yield _hoisting(file, site)


def _hoisting(file: NativeLayout, site: ClaimSite) -> list[Change]:
    """Return the changes that write a claim under `claims`, and its id where it was."""
    section = claims_section(file)
    # In a list of claims the id stays a key of the claim; elsewhere it becomes the key of an entry.
    key_of_id = "" if isinstance(section.node, Sequence) else "id"
    fragment = file.fragment(site.slot, key_of_id)
    in_brackets = file.in_brackets(site.slot.node, without_key=key_of_id)
    if file.is_flow(section.node) and (in_brackets is None or fragment.has_comment):
        raise cannot_lay_out()
    comments: list[str] = []
    changes: list[Change] = []
    if _is_alone(site) and fragment.comments:
        comments = fragment.comments
        line = file.line_start(file.dash_of(site.slot.node))
        changes.append(Change(file.start_with_comments(line), line, ""))
    changes += _claim_below_claims(file, section, site.draft.id, fragment, comments, in_brackets)
    changes.append(_id_in_place_of_claim(file, site))
    return changes


def _is_alone(site: ClaimSite) -> bool:
    """Return whether a claim is a whole item, so that comments above the item are its own."""
    return site.inference is not None and site.inference.slot is site.slot


def _claim_below_claims(
    file: NativeLayout,
    section: Slot,
    id: str,
    fragment: Fragment,
    comments: list[str],
    in_brackets: str | None,
) -> list[Change]:
    """Return the changes that add a claim to those under `claims`."""
    claims = section.node
    if isinstance(claims, Mapping):
        lines = [*comments, *_lines_of_entry(id, fragment)]
        return [claim_entry(file, claims, lines, f"{id}: {in_brackets}")]
    return list(file.item(section, [*comments, *fragment.lines], in_brackets, -1))


def _id_in_place_of_claim(file: NativeLayout, site: ClaimSite) -> Change:
    slot = site.slot
    end = file.end_of(slot.node)
    if not slot.in_brackets:
        end_with_line = file.end_with_line(slot.node)
        end = len(file.text[:end_with_line].rstrip("\r\n"))
    return Change(file.start_of(slot.node), end, site.draft.id)


def _lines_of_entry(id: str, fragment: Fragment) -> list[str]:
    """Return the lines of a claim below `claims`, the first of them with its id."""
    if fragment.is_block:
        first, others = f"{id}:", fragment.lines
    else:
        first, others = f"{id}: {fragment.lines[0]}", fragment.lines[1:]
    lines = [first]
    for line in others:
        lines.append(_INDENT + line)
    return lines


def claims_section(file: NativeLayout) -> Slot:
    """Return the place of the claims of a file."""
    for key, node in file.root.entries:
        if key.value == "claims":
            return Slot(node, file.root, key, file.is_flow(file.root))
    raise cannot_lay_out()


def claim_entry(file: NativeLayout, claims: Mapping, lines: list[str], in_brackets: str) -> Change:
    """Return the change that adds a claim below the others, as far from them as they are."""
    if not file.is_flow(claims) and len(claims.entries) > 1:
        start = file.line_start(file.start_of(claims.entries[-1][0]))
        above = file.text[file.line_start(max(start - 1, 0)) : start]
        if not above.strip():
            lines = ["", *lines]
    return file.entry_of_lines(claims, lines, in_brackets, ())


# --- keys, where there are none yet ---


def _keys_for_claims(file: NativeLayout, difference: MapDifference) -> Iterator[list[Change]]:
    targets = {inference.target for inference in difference.to_write}
    both = difference.before.claims.keys() & difference.after.claims.keys()
    for id, site in file.claim_sites.items():
        if id not in both or site.mapping is not None:
            continue
        names = [field.name for field in difference.changed_fields(id)]
        has_other_fields = names not in ([], ["text"])
        # Among the premises of an inference, such a text would be read as an id.
        is_like_id = not NEW_CLAIM.search(difference.after.claims[id].text)
        would_be_id = bool(names) and is_like_id and site.inference is not None
        if id in targets or has_other_fields or would_be_id:
            yield file.with_key(site.slot, "text")


def _keys_for_inferences(file: NativeLayout, difference: MapDifference) -> Iterator[list[Change]]:
    targets = {inference.target for inference in difference.to_write}
    for id, site in file.inference_sites.items():
        if site.long is not None or id not in difference.after.inferences:
            continue
        old, new = difference.before.inferences[id], difference.after.inferences[id]
        # A claim with keys of its own, or a reason that is alone, gets partners.
        is_mapping = isinstance(site.slot.node, Mapping) and not file.is_flow(site.slot.node)
        is_alone = is_mapping or site.slot.node is site.section.node
        needs_list = is_alone and bool(difference.added_premises(id))
        if id in targets or old.implicit != new.implicit or needs_list:
            yield file.with_key(site.slot, "premises")


# --- dashes, where something does not fit into brackets ---


def _dashes(file: NativeLayout, difference: MapDifference) -> Iterator[list[Change]]:
    for inference in difference.to_write:
        section = section_for(file, inference)
        if section is None:
            continue
        is_short = True
        if inference.id in difference.before.inferences:
            is_short = file.fragment(file.inference_sites[inference.id].slot).is_short
        if _wants_dashes(file, section, is_short=is_short):
            yield file.as_block_list(section)
    for id, site in file.inference_sites.items():
        if site.long is None or id not in difference.after.inferences:
            continue
        if not difference.added_premises(id):
            continue
        section = file.section_of(site.long, "premises", site.slot)
        if section is not None and _wants_dashes(file, section, is_short=True):
            yield file.as_block_list(section)


def _wants_dashes(file: NativeLayout, section: Slot, *, is_short: bool) -> bool:
    """Return whether an item is better added to a list with dashes than to the present one."""
    node = section.node
    is_flow = file.is_flow(node)
    if section.in_brackets or (isinstance(node, Sequence) and not is_flow):
        return False
    is_block = isinstance(node, Mapping) and not is_flow
    return is_block or (not is_short and file.can_have_dashes(section))


# --- where inferences belong ---


def owner_of(file: NativeLayout, inference: Inference) -> tuple[Mapping, Slot, str]:
    """Return the mapping under which an inference is listed, its place, and the key."""
    target = inference.target
    key = OUTWEIGHED_BY if inference.weighing else SECTIONS[inference.kind]
    claim, attacked = file.claim_sites.get(target), file.inference_sites.get(target)
    if claim is not None and claim.mapping is not None:
        return claim.mapping, claim.slot, key
    if attacked is not None and attacked.long is not None:
        return attacked.long, attacked.slot, key
    # A key that is written in an unusual way can keep a claim or an inference from being found.
    raise cannot_lay_out()


def section_for(file: NativeLayout, inference: Inference) -> Slot | None:
    """Return the list that an inference belongs to, if the file has it."""
    owner, around, key = owner_of(file, inference)
    return file.section_of(owner, key, around)
