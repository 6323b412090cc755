"""Edits of a native text that make its map another one.

    before: `- sleep`   after: the reason has an undercutter
    →   - premises: [sleep]
          undercutters:
            - Some would go to bed later.

What differs between the two maps says what to change. First, whatever stays but is written inside
something that goes gets a place of its own, and what needs keys is written with keys. Then all
changes are made together, and references follow the ids that have become others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.editing.changes import Change, ChangedText
from argmap.editing.native_layout import WITH_COMMENTS, Fragment, NativeLayout, cannot_lay_out
from argmap.editing.native_text import SECTIONS, ClaimSite, InferenceSite, Slot
from argmap.editing.operations import EditRefused, Settled, settle_ids
from argmap.formats.native.keys import OUTWEIGHED_BY
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.native.renaming import Named, uses_of_ids
from argmap.formats.native.writer import write_list, write_scalar
from argmap.formats.shared.tree import Mapping, Node, Scalar, Sequence
from argmap.model import ArgumentMap, Claim, Inference, Shape, fields_of
from argmap.util.text import count

_INDENT = "  "
_BEHIND_FIELDS = ("premises", "rebuttals", "objections")
_BEHIND_INFERENCE_FIELDS = ("undercutters", OUTWEIGHED_BY)


def edit_native(
    text: ChangedText,
    name: str,
    before: ArgumentMap,
    after: ArgumentMap,
    *,
    named: Collection[str] = (),
    with_comments: bool = False,
) -> Settled:
    """Change a native text so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        name: what its spans call the file.
        before: its map.
        after: the map that it is to have, in which what stays has the ids of `before`.
        named: the new claims whose ids somebody chose.
        with_comments: whether comments may be deleted.

    Raises:
        EditRefused: the change cannot be made, or would delete a comment.
    """
    editor = _NativeEditor(text, name, before, after, named, with_comments=with_comments)
    return editor.edit()


@dataclass(slots=True)
class _Plan:
    """What is to be changed in one round.

    Attributes:
        changes: the changes.
        removed: what is to be taken out, by the list or mapping that it is in.
        moved: the nodes that are only written elsewhere, with their comments.
    """

    changes: list[Change] = field(default_factory=list)
    removed: list[Slot] = field(default_factory=list)
    moved: list[Node] = field(default_factory=list)


class _NativeEditor:
    def __init__(
        self,
        text: ChangedText,
        name: str,
        before: ArgumentMap,
        after: ArgumentMap,
        named: Collection[str],
        *,
        with_comments: bool,
    ) -> None:
        self.text = text
        self.name = name
        self.before = before
        self.after = after
        self.with_comments = with_comments
        self.named = named
        self.file = NativeLayout(text.text, name)

    def edit(self) -> Settled:
        if not self.before.claims.keys() <= self.file.claim_sites.keys():
            raise EditRefused("argmap can only edit a map that is in a single file")
        self.hoist_claims()
        self.write_out()
        plan = _Plan()
        self.change_claims(plan)
        self.change_inferences(plan)
        self.change_expectations(plan)
        self.carry_out(plan)
        settled, own_ids = self.settle()
        self.refer(settled.ids, own_ids)
        return settled

    def make(self, changes: list[Change]) -> None:
        """Make changes to the text, and find out anew where everything is."""
        try:
            self.text.make(changes)
        except ValueError:
            raise cannot_lay_out() from None
        self.file = NativeLayout(self.text.text, self.name)

    # --- first: a place for what stays, keys where there are to be some ---

    def hoist_claims(self) -> None:
        """Write under `claims` what stays of the claims that are inside something that goes."""
        while True:
            site = next(self.claims_to_hoist(), None)
            if site is None:
                return
            self.hoist(site)

    def claims_to_hoist(self) -> Iterator[ClaimSite]:
        """Yield the claims that stay, but not as a premise in the place where they are written."""
        for id, site in self.file.claim_sites.items():
            if site.inference is not None and id in self.after.claims:
                inference = self.after.inferences.get(site.inference.draft.id)
                if inference is None or id not in inference.premises:
                    yield site

    def hoist(self, site: ClaimSite) -> None:
        """Write a claim under `claims`, and its id where it was."""
        file = self.file
        slot = site.slot
        id = site.draft.id
        section = file.root.get("claims")
        claims = self.top_slot(section)
        is_list = isinstance(section, Sequence)
        fragment = file.fragment(slot, "" if is_list else "id")
        lines = fragment.lines
        comments: list[str] = []
        is_alone = site.inference is not None and site.inference.slot is slot
        if is_alone and isinstance(slot.parent, Sequence):
            comments = fragment.comments
        in_brackets = file.in_brackets(slot.node)
        if isinstance(section, Sequence):
            changes = file.item(claims, [*comments, *lines], in_brackets, -1)
        elif isinstance(section, Mapping):
            entry = [f"{id}: {lines[0]}", *(_INDENT + line for line in lines[1:])]
            if fragment.is_block:
                entry = [f"{id}:", *(_INDENT + line for line in lines)]
            changes = [self.claim_entry(section, [*comments, *entry], f"{id}: {in_brackets}")]
        else:
            raise cannot_lay_out()
        if file.is_flow(section) and in_brackets is None:
            raise cannot_lay_out()
        start, end = file.start_of(slot.node), file.end_of(slot.node)
        behind = ""
        if not slot.in_brackets:
            whole = file.end_with_line(slot.node)
            end = len(file.text[:whole].rstrip("\r\n"))
        if comments:
            line = file.line_start(file.dash_of(slot.node))
            changes.append(Change(file.start_with_comments(line), line, ""))
        changes.append(Change(start, end, id + behind))
        self.make(changes)

    def top_slot(self, section: Node | None) -> Slot:
        if section is None:
            raise cannot_lay_out()
        return Slot(section, self.file.root, None, self.file.is_flow(self.file.root))

    def claim_entry(self, claims: Mapping, lines: list[str], in_brackets: str) -> Change:
        """Return the change that adds a claim below the others, as far from them as they are."""
        file = self.file
        if not file.is_flow(claims) and len(claims.entries) > 1:
            start = file.line_start(file.start_of(claims.entries[-1][0]))
            above = file.text[file.line_start(max(start - 1, 0)) : start]
            if not above.strip():
                lines = ["", *lines]
        return file.entry(claims, lines, in_brackets, ())

    def write_out(self) -> None:
        """Write with keys what is to have keys."""
        while True:
            changes = next(self.rewritings(), None)
            if changes is None:
                return
            self.make(changes)

    def rewritings(self) -> Iterator[list[Change]]:
        """Yield changes that keep the map, each of which makes room for a change of it."""
        file = self.file
        targets = {inference.target for inference in self.new_places()}
        for id, site in file.claim_sites.items():
            if id not in self.after.claims or id not in self.before.claims:
                continue
            if site.mapping is None and (id in targets or self.needs_keys(site)):
                yield file.with_key(site.slot, "text")
        for id, inference in self.after.inferences.items():
            if id not in self.before.inferences:
                continue
            inference_site = file.inference_sites[id]
            old = self.before.inferences[id]
            is_new_field = any(
                getattr(old, name) != getattr(inference, name) for name in ("implicit", "weighing")
            )
            if inference_site.long is None:
                if (
                    id in targets
                    or (is_new_field and not self.is_moved(inference))
                    or self.needs_list(inference_site, inference)
                ):
                    yield file.with_key(inference_site.slot, "premises")
            for section in self.lists_to_extend(inference_site, inference):
                if self.must_be_block(section):
                    yield file.as_block_list(section)
        for inference in self.new_places():
            target = self.section_for(inference)
            if target is not None and inference.id in self.before.inferences:
                fragment = file.fragment(file.inference_sites[inference.id].slot)
                if self.needs_block(target, fragment):
                    yield file.as_block_list(target)
            elif target is not None and self.must_be_block(target):
                yield file.as_block_list(target)

    def needs_keys(self, site: ClaimSite) -> bool:
        """Return whether a text alone cannot be what a claim is to be."""
        id = site.draft.id
        old, new = self.before.claims[id], self.after.claims[id]
        for each in fields_of(Claim):
            if each.name != "text" and getattr(old, each.name) != getattr(new, each.name):
                return True
        return site.inference is not None and not NEW_CLAIM.search(new.text)

    def needs_list(self, site: InferenceSite, inference: Inference) -> bool:
        """Return whether premises are added to one that is alone and cannot be in brackets."""
        node = site.slot.node
        is_longer = self.added_premises(inference)
        return bool(is_longer) and isinstance(node, Mapping) and not self.file.is_flow(node)

    def lists_to_extend(self, site: InferenceSite, inference: Inference) -> Iterator[Slot]:
        if site.long is not None and self.added_premises(inference):
            section = self.file.section_of(site.long, "premises", site.slot)
            if section is not None:
                yield section

    def must_be_block(self, section: Slot) -> bool:
        """Return whether what is alone in the place of a list cannot be written in brackets."""
        node = section.node
        return (
            isinstance(node, Mapping)
            and not self.file.is_flow(node)
            and self.file.in_brackets(node) is None
        )

    def needs_block(self, section: Slot, fragment: Fragment) -> bool:
        """Return whether a list must have dashes so that something can be moved into it."""
        node = section.node
        has_dashes = isinstance(node, Sequence) and not self.file.is_flow(node)
        return not has_dashes and (not fragment.can_be_in_brackets or self.must_be_block(section))

    # --- what differs ---

    def is_moved(self, inference: Inference) -> bool:
        """Return whether an inference has another target or role, or another place among others."""
        old = self.before.inferences.get(inference.id)
        if old is None:
            return False
        return _place(old) != _place(inference) or inference.id in self.reordered()

    def reordered(self) -> set[str]:
        """Return the inference that is in another place among those onto its target, if one is."""
        for target in dict.fromkeys(each.target for each in self.after.inferences.values()):
            new = self.in_file_order(self.after, target)
            old = [id for id in self.in_file_order(self.before, target) if id in new]
            new = [id for id in new if id in old]
            if old == new:
                continue
            for id in new:
                others_old = [each for each in old if each != id]
                if others_old == [each for each in new if each != id]:
                    return {id}
        return set()

    def in_file_order(self, map: ArgumentMap, target: str) -> list[str]:
        return [each.id for each in map.onto(target) if self.keeps_place(each)]

    def keeps_place(self, inference: Inference) -> bool:
        old = self.before.inferences.get(inference.id)
        new = self.after.inferences.get(inference.id)
        return old is not None and new is not None and _place(old) == _place(new)

    def new_places(self) -> list[Inference]:
        """Return the inferences that are to be written in another place, or for the first time."""
        return [
            each
            for each in self.after.inferences.values()
            if each.id not in self.before.inferences or self.is_moved(each)
        ]

    def added_premises(self, inference: Inference) -> list[str]:
        old = self.before.inferences.get(inference.id)
        if old is None:
            return []
        return [premise for premise in inference.premises if premise not in old.premises]

    # --- the changes ---

    def change_claims(self, plan: _Plan) -> None:
        file = self.file
        for id, site in file.claim_sites.items():
            if id not in self.before.claims:
                continue
            new = self.after.claims.get(id)
            if new is None:
                if site.inference is None:
                    plan.removed.append(site.slot)
                continue
            old = self.before.claims[id]
            if old == new:
                continue
            for each in fields_of(Claim):
                value = getattr(new, each.name)
                if value == getattr(old, each.name):
                    continue
                mapping = site.mapping
                if mapping is None:
                    plan.changes.append(file.scalar(site.slot, str(value)))
                else:
                    self.set_field(plan, mapping, site.slot, each.name, each.shape, value)
        section = file.root.get("claims")
        for id, claim in self.after.claims.items():
            is_in_place = any(
                id in each.premises and each.id not in self.before.inferences
                for each in self.after.inferences.values()
            )
            if id not in self.before.claims and not is_in_place:
                plan.changes += self.new_claim(section, claim)

    def new_claim(self, section: Node | None, claim: Claim) -> list[Change]:
        """Return the changes that add a claim under `claims`."""
        details: list[str] = []
        for each in fields_of(Claim):
            value = getattr(claim, each.name)
            if value and each.name != "text":
                details.append(f"{each.name}: {_written(each.shape, value)}")
        text = write_scalar(claim.text)
        inner = write_scalar(claim.text, inside_brackets=True)
        if details:
            inner = f"{{text: {inner}, {', '.join(details)}}}"
        if isinstance(section, Mapping):
            lines = [f"{claim.id}: {text}"]
            if details:
                lines = [f"{claim.id}:", *(_INDENT + line for line in (f"text: {text}", *details))]
            return [self.claim_entry(section, lines, f"{claim.id}: {inner}")]
        lines = [f"text: {text}", *details] if details else [text]
        return self.file.item(self.top_slot(section), lines, inner, -1)

    def set_field(
        self, plan: _Plan, mapping: Mapping, slot: Slot, name: str, shape: Shape, value: object
    ) -> None:
        """Plan to write a field, to write it otherwise, or to take it out."""
        file = self.file
        written = file.section_of(mapping, name, slot)
        if written is None:
            line = f"{name}: {_written(shape, value)}"
            behind = (*_BEHIND_FIELDS, *_BEHIND_INFERENCE_FIELDS)
            plan.changes.append(file.entry(mapping, [line], line, behind))
            return
        node = written.node
        start, end = file.start_of(node), file.end_of(node)
        if value:
            if isinstance(node, Scalar) and shape in (Shape.TEXT, Shape.NAME):
                plan.changes.append(file.scalar(written, str(value)))
                return
            self.must_have_no_comment(start, end)
            plan.changes.append(Change(start, end, _written(shape, value)))
            return
        stretches = file.without([written]) if len(mapping.entries) > 1 else []
        if stretches and not any(file.has_comment(*stretch) for stretch in stretches):
            plan.removed.append(written)
            return
        # Its line has a comment, and so it stays, and says nothing.
        self.must_have_no_comment(start, end)
        plan.changes.append(Change(start, end, _written(shape, value)))

    def change_inferences(self, plan: _Plan) -> None:
        file = self.file
        for id, site in file.inference_sites.items():
            if id not in self.before.inferences:
                continue
            new = self.after.inferences.get(id)
            if new is None or self.is_moved(new):
                plan.removed.append(site.slot)
                if new is not None:
                    plan.moved.append(site.slot.node)
            if new is not None:
                self.change_inference(plan, site, self.before.inferences[id], new)
        for inference in self.new_places():
            self.write_inference(plan, inference)

    def change_inference(
        self, plan: _Plan, site: InferenceSite, old: Inference, new: Inference
    ) -> None:
        file = self.file
        if old.implicit != new.implicit and site.long is not None:
            self.set_field(plan, site.long, site.slot, "implicit", Shape.FLAG, new.implicit)
        for premise in old.premises:
            if premise not in new.premises:
                plan.removed.append(site.premise_slot(premise))
        if site.long is not None and len(old.questions) > len(new.questions):
            section = file.section_of(site.long, "questions", site.slot)
            if section is not None and isinstance(section.node, Mapping):
                for key, value in section.node.entries:
                    if key.value not in new.questions:
                        plan.removed.append(Slot(value, section.node, key, section.in_brackets))
        added = self.added_premises(new)
        if not added:
            return
        listed = site.slot
        if site.long is not None:
            section = file.section_of(site.long, "premises", site.slot)
            if section is None:
                raise cannot_lay_out()
            listed = section
        for premise in added:
            plan.changes += file.item(listed, [premise], premise, -1)

    def change_expectations(self, plan: _Plan) -> None:
        expected = self.file.root.get("expect")
        if not isinstance(expected, Mapping):
            return
        for key, value in expected.entries:
            if key.value in self.before.expect and key.value not in self.after.expect:
                plan.removed.append(Slot(value, expected, key, self.file.is_flow(expected)))

    # --- inferences in new places ---

    def section_for(self, inference: Inference) -> Slot | None:
        """Return the list that an inference belongs to, if the file has it."""
        owner, around, key = self.owner_of(inference)
        return self.file.section_of(owner, key, around)

    def owner_of(self, inference: Inference) -> tuple[Mapping, Slot, str]:
        """Return the mapping under which an inference is listed, its place, and the key."""
        key = OUTWEIGHED_BY if inference.weighing else SECTIONS[inference.kind]
        target = inference.target
        if target in self.file.claim_sites:
            site = self.file.claim_sites[target]
            mapping, slot = site.mapping, site.slot
        else:
            inference_site = self.file.inference_sites[target]
            mapping, slot = inference_site.long, inference_site.slot
        if mapping is None:
            raise cannot_lay_out()
        return mapping, slot, key

    def write_inference(self, plan: _Plan, inference: Inference) -> None:
        """Plan to write an inference, or to write one in another place."""
        file = self.file
        owner, around, key = self.owner_of(inference)
        if inference.id in self.before.inferences:
            slot = file.inference_sites[inference.id].slot
            self.must_be_outside(owner, slot)
            fragment = file.fragment(slot)
            lines = [*fragment.comments, *fragment.lines]
            in_brackets = file.in_brackets(slot.node) if fragment.can_be_in_brackets else None
        else:
            lines, in_brackets = self.new_item(inference)
        section = file.section_of(owner, key, around)
        if section is None:
            entry = [f"{key}:"]
            is_first = True
            for line in lines:
                if is_first and line.startswith("#"):
                    entry.append(_INDENT + line)
                elif is_first:
                    entry.append(f"{_INDENT}- {line}")
                    is_first = False
                else:
                    entry.append(f"{_INDENT * 2}{line}" if line else line)
            if in_brackets is None and file.is_flow(owner):
                raise cannot_lay_out()
            behind = {"premises": _BEHIND_FIELDS, "undercutters": _BEHIND_INFERENCE_FIELDS}
            plan.changes.append(
                file.entry(owner, entry, f"{key}: [{in_brackets}]", behind.get(key, ()))
            )
            return
        siblings = [
            each for each in self.after.onto(inference.target) if _is_beside(each, inference)
        ]
        position = [each.id for each in siblings].index(inference.id)
        items = [item.node for item in file.items_of(section)]
        if position == len(siblings) - 1:
            position = -1
        else:
            following = file.inference_sites[siblings[position + 1].id].slot.node
            position = next((index for index, item in enumerate(items) if item is following), -1)
        if self.is_emptied(plan, section):
            raise cannot_lay_out()
        plan.changes += file.item(section, lines, in_brackets, position)

    def is_emptied(self, plan: _Plan, section: Slot) -> bool:
        """Return whether all items of a list are to be taken out."""
        items = self.file.items_of(section)
        removed = [slot.node for slot in plan.removed]
        return bool(items) and all(any(item.node is each for each in removed) for item in items)

    def must_be_outside(self, owner: Mapping, slot: Slot) -> None:
        """Refuse to move something into itself."""
        file = self.file
        start = file.start_of(owner)
        if file.start_of(slot.node) <= start < file.end_of(slot.node):
            raise EditRefused("an inference cannot be moved to a claim that is written inside it")

    def new_item(self, inference: Inference) -> tuple[list[str], str]:
        """Return the lines of a new inference, and the same in brackets."""
        in_brackets: list[str] = []
        for premise in inference.premises:
            claim = self.after.claims[premise]
            if premise in self.before.claims:
                in_brackets.append(premise)
                continue
            text = write_scalar(claim.text, inside_brackets=True)
            if premise in self.named:
                in_brackets.append(f"{{id: {premise}, text: {text}}}")
            elif NEW_CLAIM.search(claim.text):
                in_brackets.append(text)
            else:
                in_brackets.append(f"{{text: {text}}}")
        if len(in_brackets) > 1:
            linked = f"[{', '.join(in_brackets)}]"
            return [linked], linked
        [premise] = inference.premises
        [only] = in_brackets
        if premise in self.before.claims:
            return [only], only
        claim = self.after.claims[premise]
        text = write_scalar(claim.text)
        lines = [text]
        if premise in self.named:
            lines = [f"id: {premise}", f"text: {text}"]
        elif not NEW_CLAIM.search(claim.text):
            lines = [f"text: {text}"]
        return lines, only

    # --- carrying out ---

    def carry_out(self, plan: _Plan) -> None:
        """Make the planned changes, and take out what is to be taken out."""
        stretches = self.stretches_to_remove(plan)
        lost = 0
        moved = [
            (file_start, self.file.end_of(node))
            for node in plan.moved
            for file_start in [self.file.start_of(node)]
        ]
        for start, end in stretches:
            is_moved = any(start <= first < end for first, _ in moved)
            for first, _ in self.file.comments:
                if start <= first < end and not is_moved:
                    lost += 1
        if lost and not self.with_comments:
            what = count(lost, "comment")
            raise EditRefused(
                f"this would also delete {what}; to delete the text and {what}, confirm with"
                f" `{WITH_COMMENTS}`",
                WITH_COMMENTS,
            )
        # What goes need not be changed; what is inserted before it stays.
        outside = [
            change
            for change in plan.changes
            if not any(start < change.start < end for start, end in stretches)
        ]
        removals = [Change(start, end, "") for start, end in stretches]
        self.make([*outside, *removals])

    def stretches_to_remove(self, plan: _Plan) -> list[tuple[int, int]]:
        """Return what is to be taken out; a list goes with its last item."""
        file = self.file
        by_parent: dict[int, list[Slot]] = {}
        pending = list(plan.removed)
        sections = self.sections()
        stretches: list[tuple[int, int]] = []
        while pending:
            by_parent.clear()
            for slot in pending:
                listed = by_parent.setdefault(id(slot.parent), [])
                if all(each.node is not slot.node for each in listed):
                    listed.append(slot)
            pending = []
            for slots in by_parent.values():
                parent = slots[0].parent
                number = len(parent[0])
                if len(slots) < number:
                    stretches += file.without(slots)
                    continue
                around = sections.get(id(parent))
                if around is None:
                    raise EditRefused("a map needs at least one claim")
                pending.append(around)
        return _outermost(stretches)

    def sections(self) -> dict[int, Slot]:
        """Return the place of each list and mapping of the file by its identity."""
        file = self.file
        places: dict[int, Slot] = {}
        pending: list[tuple[Node, bool]] = [(file.root, file.is_flow(file.root))]
        while pending:
            parent, in_brackets = pending.pop()
            if isinstance(parent, Scalar):
                continue
            entries: list[tuple[Scalar | None, Node]] = []
            if isinstance(parent, Mapping):
                entries += parent.entries
            else:
                entries += [(None, item) for item in parent.items]
            for key, node in entries:
                if not isinstance(node, Scalar):
                    places[id(node)] = Slot(node, parent, key, in_brackets)
                    pending.append((node, in_brackets or file.is_flow(node)))
        return places

    def must_have_no_comment(self, start: int, end: int) -> None:
        if self.file.has_comment(start, end) and not self.with_comments:
            raise EditRefused(
                f"this would also delete a comment; to do so, confirm with `{WITH_COMMENTS}`",
                WITH_COMMENTS,
            )

    # --- ids ---

    def settle(self) -> tuple[Settled, set[str]]:
        """Return the map with the ids that its parts now have, and the ids that are in the text."""
        file = self.file
        own_ids = {site.draft.id for site in file.written if site.has_own_id}
        by_text: dict[str, list[str]] = {}
        for id, claim in self.after.claims.items():
            if id not in own_ids:
                by_text.setdefault(claim.text, []).append(id)
        order: list[str] = []
        for site in file.claim_sites.values():
            if site.has_own_id:
                order.append(site.draft.id)
            elif by_text.get(site.text):
                order.append(by_text[site.text].pop(0))
        if set(order) != set(self.after.claims) or len(order) != len(self.after.claims):
            raise cannot_lay_out()
        own_steps = {
            site.draft.own_id for site in file.inference_sites.values() if site.draft.own_id
        }
        return settle_ids(self.after, order, own_ids, own_steps), own_ids

    def refer(self, ids: MappingOf[str, str], own_ids: set[str]) -> None:
        """Write the new ids of claims where the text has the old ones."""
        file = self.file
        changed = {old: new for old, new in ids.items() if old != new and old not in own_ids}
        if not changed:
            return
        changes: list[Change] = []
        for use in uses_of_ids(file.root):
            if use.kind is Named.CLAIM and use.id in changed:
                slot = Slot(use.scalar, file.root, None, in_brackets=True)
                changes.append(file.scalar(slot, changed[use.id]))
        self.make(changes)


class _Place(NamedTuple):
    target: str
    kind: str
    weighing: bool


def _place(inference: Inference) -> _Place:
    return _Place(inference.target, inference.kind, inference.weighing)


def _is_beside(one: Inference, other: Inference) -> bool:
    """Return whether two inferences are listed under one key."""
    return _place(one) == _place(other)


def _written(shape: Shape, value: object) -> str:
    """Return the value of a field as it is written behind its key."""
    if shape is Shape.FLAG:
        return "true" if value else "false"
    if isinstance(value, str):
        return write_scalar(value, inside_brackets=True)
    if isinstance(value, tuple):
        texts = [str(item) for item in value]
        if len(texts) == 1:
            return write_scalar(texts[0], inside_brackets=True)
        return write_list(texts)
    raise TypeError(shape)


def _outermost(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches without those that are inside others."""
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        if outermost and end <= outermost[-1][1]:
            continue
        outermost.append((start, end))
    return outermost
