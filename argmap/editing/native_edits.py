"""Edits of a native text that make its map another one.

    before: `- sleep`   after: the reason has an undercutter
    →   - premises: [sleep]
          undercutters:
            - Some would go to bed later.

What differs between the two maps says what to change. First, the text is written so that there is
room for the changes (`native_room`). Then all changes are made together, and references follow the
ids that have become others.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingOf
from typing import NamedTuple

from argmap.editing.changes import Change, ChangedText, inverse, new_offset
from argmap.editing.map_difference import MapDifference
from argmap.editing.native_layout import NativeLayout, cannot_lay_out, dashed
from argmap.editing.native_parts import changes_of_parts
from argmap.editing.native_room import claim_entry, claims_section, owner_of, rewritings
from argmap.editing.native_text import InferenceSite, LastTree, Slot
from argmap.editing.operations import Settled, settle_ids
from argmap.editing.refusals import EditRefused, must_confirm
from argmap.formats.native.formatting import unfold
from argmap.formats.native.keys import MAP_KEYS, OUTWEIGHED_BY
from argmap.formats.native.layout import (
    Group,
    Part,
    Text,
    group_of_texts,
    in_brackets,
    lay_out,
    write_scalar,
)
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.native.writer import field_as_parts, fields_as_parts
from argmap.formats.renaming import Named, uses_of_ids
from argmap.formats.shared.tree import Mapping, Node, Scalar
from argmap.model import ArgumentMap, Claim, Inference, Shape, fields_of
from argmap.model.fields import Field

_INDENT = "  "
_IMPLICIT = next(field for field in fields_of(Inference) if field.name == "implicit")
_TITLE = next(field for field in fields_of(ArgumentMap) if field.name == "title")
_BEHIND_FIELDS = ("premises", "rebuttals", "objections")
_BEHIND_INFERENCE_FIELDS = ("undercutters", OUTWEIGHED_BY)


def edit_native(
    text: ChangedText,
    trees: LastTree,
    before: ArgumentMap,
    after: ArgumentMap,
    *,
    named: Collection[str] = (),
    with_comments: bool = False,
) -> Settled:
    """Change a native text so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        trees: what parses it.
        before: its map.
        after: the map that it is to have, in which what stays has the ids of `before`.
        named: the new claims whose ids somebody chose.
        with_comments: whether comments may be deleted.

    Raises:
        EditRefused: the change cannot be made, or would delete a comment.
    """
    difference = MapDifference(before, after)
    editor = _NativeEditor(text, trees, difference, named, with_comments=with_comments)
    return editor.edit()


class _Plan(NamedTuple):
    """What is to be changed in one round.

    Attributes:
        changes: the changes.
        removed: what is to be taken out, by the list or mapping that it is in.
        moved: the stretches that are only written elsewhere, with their comments.
        new_lists: the lists of inferences that are to be added, by the owner and the key.
    """

    changes: list[Change]
    removed: list[Slot]
    moved: list[tuple[int, int]]
    new_lists: dict[tuple[int, str], _NewList]


class _NewList(NamedTuple):
    """A list of inferences that is to be added: each item in lines, and in brackets."""

    owner: Mapping
    items: list[tuple[list[str], str | None]]


class _NativeEditor:
    def __init__(
        self,
        text: ChangedText,
        trees: LastTree,
        difference: MapDifference,
        named: Collection[str],
        *,
        with_comments: bool,
    ) -> None:
        self.text = text
        self.trees = trees
        self.difference = difference
        self.before = difference.before
        self.after = difference.after
        self.with_comments = with_comments
        self.named = named
        self.file = NativeLayout(text.text, trees)
        self.ids_in_this_file = frozenset(self.file.claim_sites)

    def edit(self) -> Settled:
        self.must_be_in_this_file()
        while True:
            changes = next(rewritings(self.file, self.difference), None)
            if changes is None:
                break
            self.make(changes)
        plan = _Plan([], [], [], {})
        self.change_title(plan)
        plan.changes.extend(changes_of_parts(self.file, self.difference))
        self.change_claims(plan)
        self.change_inferences(plan)
        self.change_expectations(plan)
        self.carry_out(plan)
        settled, own_ids = self.settle()
        self.refer(settled.ids, own_ids)
        self.unfold()
        return settled

    def unfold(self) -> None:
        """Give what was written its layout where it is nested in brackets, or too wide."""
        made = inverse(self.text.changes(), self.text.before)
        written = [(start, end) for start, end, _ in made if start < end]
        self.text.make(Change(*each) for each in unfold(self.file, written))

    def must_be_in_this_file(self) -> None:
        """Refuse to change what an included file holds."""
        for id, claim in self.before.claims.items():
            if id not in self.file.claim_sites and self.after.claims.get(id) != claim:
                raise EditRefused(f"the claim `{id}` is in another file")
        for id, inference in self.before.inferences.items():
            if id not in self.file.inference_sites and self.after.inferences.get(id) != inference:
                raise EditRefused(f"the inference `{id}` is in another file")
        places = {*self.before.claims, *self.before.inferences}
        places -= {*self.file.claim_sites, *self.file.inference_sites}
        for inference in self.difference.to_write:
            if inference.target in places:
                raise EditRefused(f"`{inference.target}` is in another file")

    def make(self, changes: list[Change]) -> None:
        """Make changes to the text, and find out anew where everything is."""
        try:
            self.text.make(changes)
        except ValueError:
            raise cannot_lay_out() from None
        in_order = sorted(changes)
        known: dict[int, str] = {}
        for id, site in self.file.claim_sites.items():
            offset = new_offset(site.offset, in_order)
            if offset is not None:
                known[offset] = id
        self.file = NativeLayout(self.text.text, self.trees, known)

    # --- the changes ---

    def change_title(self, plan: _Plan) -> None:
        title = self.after.title
        if title == self.before.title:
            return
        root = self.file.root
        slot = Slot(root, root, None, self.file.is_flow(root))
        self.set_field(plan, root, slot, _TITLE, title, above=MAP_KEYS)

    def change_claims(self, plan: _Plan) -> None:
        file = self.file
        for id, site in file.claim_sites.items():
            if id not in self.after.claims:
                if site.inference is None:
                    plan.removed.append(site.slot)
                continue
            for field in self.difference.changed_fields(id):
                value = getattr(self.after.claims[id], field.name)
                mapping = site.mapping
                if mapping is None:
                    plan.changes.append(file.scalar(site.slot, str(value)))
                else:
                    self.set_field(plan, mapping, site.slot, field, value)
        for id, claim in self.after.claims.items():
            if id not in self.before.claims and id not in self.difference.new_premises:
                plan.changes.extend(self.new_claim(claim))

    def new_claim(self, claim: Claim) -> list[Change]:
        """Return the changes that add a claim under `claims`."""
        section = claims_section(self.file)
        claims = section.node
        id = claim.id
        fields = fields_as_parts(claim)
        if not isinstance(claims, Mapping):
            if id in self.named:
                fields.insert(0, Part("id", Text(id)))
            part = _item_of_claim(fields)
            lines = [line[len(_INDENT) :] for line in lay_out(part)]
            return self.file.item(section, lines, in_brackets(part.value), -1)
        text, *details = fields
        part = Part(id, Group(fields, is_list=False) if details else text.value)
        written = in_brackets(Group([part], is_list=False))
        return [claim_entry(self.file, claims, list(lay_out(part)), written[1:-1])]

    def set_field(
        self,
        plan: _Plan,
        mapping: Mapping,
        slot: Slot,
        field: Field,
        value: object,
        *,
        above: Collection[str] = (*_BEHIND_FIELDS, *_BEHIND_INFERENCE_FIELDS),
    ) -> None:
        """Plan to write a field, to write it otherwise, or to take it out.

        A new one goes above the first of some keys, or else below all of them.
        """
        file = self.file
        name = field.name
        written = file.section_of(mapping, name, slot)
        if written is None:
            [part] = field_as_parts(field, value, in_part=True)
            plan.changes.append(file.entry(mapping, part, tuple(above)))
            return
        node = written.node
        start, end = file.start_of(node), file.end_of(node)
        if value:
            text = _text_alone(value)
            if isinstance(node, Scalar) and text:
                plan.changes.append(file.scalar(written, text))
                return
            self.must_have_no_comment(start, end)
            plan.changes.append(file.replacement(node, _written(field, value)))
            return
        stretches = file.without([written]) if len(mapping.entries) > 1 else []
        if stretches and not any(file.has_comment(*stretch) for stretch in stretches):
            plan.removed.append(written)
            return
        # Its line has a comment, and so it stays, and says nothing.
        self.must_have_no_comment(start, end)
        plan.changes.append(file.replacement(node, _written(field, value)))

    def change_inferences(self, plan: _Plan) -> None:
        moved = self.difference.moved
        for id, site in self.file.inference_sites.items():
            if id in moved or id not in self.after.inferences:
                plan.removed.append(site.slot)
            if id in moved:
                plan.moved.append(self.file.with_its_comments(site.slot))
            if id in self.after.inferences:
                self.change_inference(plan, site, self.before.inferences[id])
        for inference in self.difference.to_write:
            self.write_inference(plan, inference)
        for (_, key), (owner, items) in plan.new_lists.items():
            self.write_list(plan, owner, key, items)

    def change_inference(self, plan: _Plan, site: InferenceSite, old: Inference) -> None:
        file = self.file
        new = self.after.inferences[old.id]
        listed: Slot | None = site.slot
        if site.long is not None:
            if old.implicit != new.implicit:
                self.set_field(plan, site.long, site.slot, _IMPLICIT, new.implicit)
            questions = file.section_of(site.long, "questions", site.slot)
            if questions is not None and isinstance(questions.node, Mapping):
                for key, value in questions.node.entries:
                    if key.value not in new.questions:
                        plan.removed.append(Slot(value, questions.node, key, questions.in_brackets))
            listed = file.section_of(site.long, "premises", site.slot)
        for premise in old.premises:
            if premise not in new.premises:
                plan.removed.append(site.premise_slot(premise))
        for premise in self.difference.added_premises(old.id):
            if listed is None:
                raise cannot_lay_out()
            plan.changes.extend(file.item(listed, [premise], premise, -1))

    def change_expectations(self, plan: _Plan) -> None:
        expected = self.file.root.get("expect")
        if not isinstance(expected, Mapping):
            return
        for key, value in expected.entries:
            if key.value in self.before.expect and key.value not in self.after.expect:
                plan.removed.append(Slot(value, expected, key, self.file.is_flow(expected)))

    # --- inferences in new places ---

    def write_inference(self, plan: _Plan, inference: Inference) -> None:
        """Plan to write an inference, or to write one in another place."""
        file = self.file
        owner, around, key = owner_of(file, inference)
        section = file.section_of(owner, key, around)
        is_flow = file.is_flow(owner if section is None else section.node)
        if inference.id in self.before.inferences:
            slot = file.inference_sites[inference.id].slot
            self.must_be_outside(owner, slot)
            fragment = file.fragment(slot)
            lines = [*fragment.comments, *fragment.lines]
            in_brackets = file.in_brackets(slot.node)
            if is_flow and fragment.has_comment:
                self.must_delete(1)
        else:
            lines, in_brackets = self.new_item(inference)
        if section is not None and self.replaces_all(plan, section, in_brackets):
            return
        if section is not None:
            position = self.position_of(inference, section)
            plan.changes.extend(file.item(section, lines, in_brackets, position))
            return
        if in_brackets is None and is_flow:
            raise cannot_lay_out()
        new_list = plan.new_lists.setdefault((id(owner), key), _NewList(owner, []))
        new_list.items.append((lines, in_brackets))

    def write_list(
        self, plan: _Plan, owner: Mapping, key: str, items: list[tuple[list[str], str | None]]
    ) -> None:
        """Plan to write the first inferences that are listed under a key."""
        entry = [f"{key}:"]
        for lines, _ in items:
            entry += [_INDENT + line for line in dashed(lines)]
        all_in_brackets = f"{key}: [{', '.join(str(in_brackets) for _, in_brackets in items)}]"
        behind = {"premises": _BEHIND_FIELDS, "undercutters": _BEHIND_INFERENCE_FIELDS}
        plan.changes.append(
            self.file.entry_of_lines(owner, entry, all_in_brackets, behind.get(key, ()))
        )

    def replaces_all(self, plan: _Plan, section: Slot, in_brackets: str | None) -> bool:
        """Plan to write an item in the place of the only ones of a list, if all of them go."""
        items = self.file.items_of(section)
        removed = {id(slot.node) for slot in plan.removed}
        if not items or any(id(item.node) not in removed for item in items):
            return False
        if in_brackets is None:
            raise cannot_lay_out()
        node = items[-1].node
        self.must_have_no_comment(self.file.start_of(node), self.file.end_of(node))
        plan.removed[:] = [slot for slot in plan.removed if slot.node is not node]
        plan.changes.append(self.file.replacement(node, in_brackets))
        return True

    def position_of(self, inference: Inference, section: Slot) -> int:
        """Return the place of a new item in a list; -1 is the last."""
        following = self.difference.following(inference)
        items = [item.node for item in self.file.items_of(section)]
        for index, item in enumerate(items):
            if following and self.file.inference_sites[following[0]].slot.node is item:
                return index
        return -1

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
        for comment, _ in self.file.comments:
            goes = any(start <= comment < end for start, end in stretches)
            stays = any(start <= comment < end for start, end in plan.moved)
            lost += goes and not stays
        self.must_delete(lost)
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
            for slot in {id(slot.node): slot for slot in pending}.values():
                by_parent.setdefault(id(slot.parent), []).append(slot)
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
        self.must_delete(sum(start <= first < end for first, _ in self.file.comments))

    def must_delete(self, number: int) -> None:
        """Refuse to delete comments, unless that is confirmed."""
        must_confirm(number, with_comments=self.with_comments)

    # --- ids ---

    def settle(self) -> tuple[Settled, set[str]]:
        """Return the map with the ids that its parts now have, and the ids that are in the text."""
        file = self.file
        own_ids = {site.draft.id for site in file.written if site.has_own_id}
        sites = file.claim_sites.values()
        found = {site.draft.id for site in sites if site.has_own_id or site.is_known}
        elsewhere = [id for id in self.before.claims if id not in self.ids_in_this_file]
        own_ids |= {id for id in elsewhere if self.before.claims[id].has_own_id}
        found |= {*elsewhere}
        # What is new, or was moved, is recognized by its text.
        by_text: dict[str, list[str]] = {}
        for id, claim in self.after.claims.items():
            if id not in found:
                by_text.setdefault(claim.text, []).append(id)
        order: list[str] = []
        for site in sites:
            if site.draft.id in found:
                order.append(site.draft.id)
            elif by_text.get(site.text):
                order.append(by_text[site.text].pop(0))
        order += elsewhere  # the claims of included files come last
        if set(order) != set(self.after.claims) or len(order) != len(self.after.claims):
            raise EditRefused("in the file, this would be read as something else")
        inferences = self.before.inferences.values()
        own_inference_ids = {each.id for each in inferences if "id" in each.places}
        return settle_ids(self.after, order, own_ids, own_inference_ids), own_ids

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


def _item_of_claim(fields: list[Part]) -> Part:
    """Return an item of a list that is a claim: its text alone, if it has no other fields."""
    first, *others = fields
    return Part("", Group(fields, is_list=False) if others else first.value)


def _text_alone(value: object) -> str:
    """Return the one text that a value of a field is; "" if it is not one."""
    match value:
        case str():
            return value
        case (only,):
            return str(only)
    return ""


def _written(field: Field, value: object) -> str:
    """Return the value of a field as it is written behind its key."""
    if field.shape is Shape.FLAG:
        return "true" if value else "false"
    if isinstance(value, str):
        return write_scalar(value, inside_brackets=True)
    if isinstance(value, tuple):
        texts = [str(item) for item in value]
        if len(texts) == 1:
            return write_scalar(texts[0], inside_brackets=True)
        return in_brackets(group_of_texts(texts))
    raise TypeError(field)


def _outermost(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches without those that are inside others."""
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        if outermost and end <= outermost[-1][1]:
            continue
        outermost.append((start, end))
    return outermost
