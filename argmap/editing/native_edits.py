"""Edits of a native text that make its map another one.

    before: `- sleep`   after: the reason has an undercutter
    →   - premises: [sleep]
          undercutters:
            - Some would go to bed later.

What differs between the two maps is changed in the tree of the text, which then works out the
smallest changes of the text (`edited_text`). References follow the ids that have become others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as MappingOf

from argmap.editing.changes import ChangedText, inverse
from argmap.editing.map_difference import MapDifference
from argmap.editing.operations import Settled, settle_ids
from argmap.editing.refusals import EditRefused, must_confirm
from argmap.formats.native.common_mistakes import newline_of
from argmap.formats.native.drafts import DraftClaim
from argmap.formats.native.edited_text import Branch, EditedText, NoRoom, Tree
from argmap.formats.native.entries import parse_tree
from argmap.formats.native.formatting import unfold
from argmap.formats.native.keys import MAP_KEYS, OUTWEIGHED_BY
from argmap.formats.native.layout import Group, Part, Text, Value
from argmap.formats.native.places import Role, rank_of_key
from argmap.formats.native.reader import NEW_CLAIM, NativeReader
from argmap.formats.native.writer import (
    field_as_parts,
    fields_as_parts,
    part_in_short,
)
from argmap.formats.renaming import Named, uses_of_ids
from argmap.formats.shared.tree import KnownEntries
from argmap.model import ArgumentMap, Claim, Inference, Kind, Shape, fields_of
from argmap.model.edits import Change
from argmap.model.fields import Field

_SECTIONS = {
    Kind.SUPPORT: "premises",
    Kind.REBUTTAL: "rebuttals",
    Kind.UNDERCUTTER: "undercutters",
}
"""The keys under which inferences of each kind are listed."""
_IMPLICIT = next(field for field in fields_of(Inference) if field.name == "implicit")
_TITLE = next(field for field in fields_of(ArgumentMap) if field.name == "title")
_BELOW_FIELDS = ("premises", "rebuttals", "objections", "undercutters", OUTWEIGHED_BY)
_BELOW = {
    "sides": ("sources", "claims"),
    "sources": ("claims",),
    "premises": ("rebuttals", "objections"),
    "undercutters": (OUTWEIGHED_BY,),
}
"""The keys that a new one goes above, if they are there."""


def edit_native(
    text: ChangedText,
    name: str,
    known: KnownEntries,
    before: ArgumentMap,
    after: ArgumentMap,
    *,
    named: Collection[str],
    with_comments: bool,
) -> Settled:
    """Change a native text so that its map becomes another; return that map with its new ids.

    Args:
        text: the text, which is changed.
        name: what diagnostics call it.
        known: what is known of its entries.
        before: its map.
        after: the map that it is to have, in which what stays has the ids of `before`.
        named: the new claims whose ids somebody chose.
        with_comments: whether comments may be deleted.

    Raises:
        EditRefused: the change cannot be made, or would delete a comment.
    """
    newline = "" if text.text.endswith(("\n", "\r")) else newline_of(text.text)
    _make(text, [Change(len(text.text), len(text.text), newline)])
    file, reader = _read(text.text, name, known)
    editor = _NativeEditor(file, reader, MapDifference(before, after), named)
    try:
        settled = editor.edit()
        changes = file.changes()
    except NoRoom:
        raise _cannot_lay_out() from None
    must_confirm(file.lost_comments(), with_comments=with_comments)
    _make(text, changes)
    edited, reader = _read(text.text, name, known)
    if [draft.fields["text"] for draft in reader.drafts] != editor.texts:
        raise EditRefused("in the file, this would be read as something else")
    # What was written gets its layout where it is nested in brackets, or too wide.
    written = [
        (start, end) for start, end, _ in inverse(text.changes(), text.before) if start < end
    ]
    _make(text, unfold(edited, written))
    _make(text, [Change(len(text.text.removesuffix(newline)), len(text.text), "")])
    return settled


def _make(text: ChangedText, changes: Iterable[Change]) -> None:
    try:
        text.make(changes)
    except ValueError:
        raise _cannot_lay_out() from None


def _cannot_lay_out() -> EditRefused:
    return EditRefused(
        "argmap cannot make this change in the way this part of the file is laid out; change the"
        " text by hand"
    )


def _read(text: str, name: str, known: KnownEntries) -> tuple[EditedText, NativeReader]:
    """Return a text with its tree, and what has read its claims and inferences."""
    root, _ = parse_tree(text, name, known)
    file = EditedText(text, name, root)
    is_worksheet = file.root.get("worksheet") is not None
    # The inferences of a worksheet lose the blanks among their premises.
    reader = NativeReader([], {name: text}, None if is_worksheet else known, with_keys=False)
    reader.claims(file.root.get("claims"))
    reader.settle(is_worksheet=is_worksheet)
    return file, reader


class _NativeEditor:
    """Changes the tree of a text.

    Attributes:
        claims: the trees of its claims, by id.
        inferences: those of its inferences.
        in_place: the claims that are written in place -> the inference that they are in.
        ids_before: the ids of the claims and inferences in the text.
        texts: the texts of the claims that it then has, in the order of reading.
    """

    def __init__(
        self,
        file: EditedText,
        reader: NativeReader,
        difference: MapDifference,
        named: Collection[str],
    ) -> None:
        self.file = file
        self.difference = difference
        self.before = difference.before
        self.after = difference.after
        self.named = named
        trees = file.trees
        self.claims = {draft.id: trees[id(draft.node)] for draft in reader.drafts}
        self.inferences = {
            draft.id: trees[id(draft.node)] for draft in reader.inferences if draft.id
        }
        self.ids_before = {*self.claims, *self.inferences}
        self.in_place: dict[str, str] = {}
        for inference in reader.inferences:
            for reference, _ in [*inference.premises, *filter(None, [inference.warrant])]:
                if isinstance(reference, DraftClaim):
                    self.in_place[reference.id] = inference.id
        self.own_ids = {draft.id for draft in reader.drafts if "id" in draft.places}
        self.references: list[Tree] = []
        self.texts: list[str] = []

    def edit(self) -> Settled:
        self.must_be_in_this_file()
        if self.before.title != self.after.title:
            self.set_field(self.file.tree, _TITLE, self.after.title, MAP_KEYS)
        self.change_parts()
        self.move_claims_that_stay()
        self.change_claims()
        self.change_inferences()
        self.change_expectations()
        return self.settle()

    def must_be_in_this_file(self) -> None:
        """Refuse to change what an included file holds."""
        before, after = self.before, self.after
        elsewhere = {*before.claims, *before.inferences} - self.ids_before
        for id, claim in before.claims.items():
            if id in elsewhere and after.claims.get(id) != claim:
                raise EditRefused(f"the claim `{id}` is in another file")
        for id, inference in before.inferences.items():
            if id in elsewhere and after.inferences.get(id) != inference:
                raise EditRefused(f"the inference `{id}` is in another file")
        for inference in self.difference.to_write:
            if inference.target in elsewhere:
                raise EditRefused(f"`{inference.target}` is in another file")

    # --- sides and sources ---

    def change_parts(self) -> None:
        sides: list[Part] = []
        for id, side in self.after.sides.items():
            if id not in self.before.sides:
                sides.append(part_in_short(side, "label"))
            elif self.before.sides[id] != side:
                self.set_name_of_side(id, side.name)
        sources = [
            part_in_short(source, "title")
            for id, source in self.after.sources.items()
            if id not in self.before.sources
        ]
        for key, parts in (("sides", sides), ("sources", sources)):
            if parts:
                self.add_parts(key, parts)

    def set_name_of_side(self, side: str, name: str) -> None:
        sides = self.file.tree.get("sides")
        branch = sides.tree.get(side) if sides is not None else None
        if branch is None:
            raise EditRefused(f"the side `{side}` is in another file")
        label = branch.tree.get("label")
        if branch.tree.is_text:
            branch.tree.set_text(name)
        elif label is not None:
            label.tree.set_text(name)
        else:
            branch.tree.add(Branch("label", Tree.of_text(name)))

    def add_parts(self, key: str, parts: list[Part]) -> None:
        section = self.file.tree.get(key)
        if section is None:
            whole = Branch.of_part(Part(key, Group(parts, is_list=False)))
            self.file.tree.add_above(_BELOW[key], whole)
        elif section.tree.parts:
            for part in parts:
                section.tree.add(Branch.of_part(part))
        elif section.tree.items() and section.tree.is_text:
            raise NoRoom
        else:
            section.replace(Tree.of_value(Group(parts, is_list=False, in_brackets=True)))

    # --- claims ---

    def move_claims_that_stay(self) -> None:
        """Move claims below `claims` that are written in an inference which does not have them."""
        for id, inference_id in self.in_place.items():
            inference = self.after.inferences.get(inference_id)
            if id in self.after.claims and (inference is None or id not in inference.premises):
                self.move_below_claims(id)

    def move_below_claims(self, claim: str) -> None:
        tree = self.claims[claim]
        old = tree.branch
        instead = self.reference(claim)
        for inference, item in self.inferences.items():
            if item is tree:
                self.inferences[inference] = instead
        old.replace(instead)
        section = self.claims_section()
        # In a list of claims the id stays a key of the claim; elsewhere it becomes the key.
        if not section.is_list:
            own_id = tree.get("id")
            if own_id is not None:
                own_id.remove()
            self.own_ids.add(claim)
        origin = old if not old.key else None
        section.add(Branch("" if section.is_list else claim, tree, origin=origin))

    def claims_section(self) -> Tree:
        section = self.file.tree.get("claims")
        if section is None:
            raise NoRoom
        return section.tree

    def reference(self, claim: str) -> Tree:
        """Return a new text that is the id of a claim."""
        tree = Tree.of_text(claim)
        self.references.append(tree)
        return tree

    def change_claims(self) -> None:
        for id, tree in [*self.claims.items()]:
            if id in self.after.claims:
                for field in self.difference.changed_fields(id):
                    self.change_claim(id, field)
            elif id not in self.in_place:
                tree.branch.remove()
        for id, claim in self.after.claims.items():
            if id not in self.before.claims and id not in self.difference.new_premises:
                self.add_claim(claim)

    def change_claim(self, claim: str, field: Field) -> None:
        tree = self.claims[claim]
        text = self.after.claims[claim].text
        # Among the premises of an inference, such a text would be read as an id.
        would_be_id = claim in self.in_place and not NEW_CLAIM.search(text)
        if field.name == "text" and tree.is_text and not would_be_id:
            tree.set_text(text)
            return
        value = getattr(self.after.claims[claim], field.name)
        self.set_field(self.mapping_of(claim), field, value, _BELOW_FIELDS)

    def mapping_of(self, claim: str) -> Tree:
        """Return the mapping of a claim's keys, which it may not have had."""
        tree = self.claims[claim]
        if tree.is_text:
            around = tree.wrap("text")
            self.claims[claim] = around
            for inference, item in self.inferences.items():
                if item is tree:
                    self.inferences[inference] = around
        return self.claims[claim]

    def add_claim(self, claim: Claim) -> None:
        """Add a claim below `claims`."""
        section = self.claims_section()
        fields = fields_as_parts(claim)
        if section.is_list and claim.id in self.named:
            fields.insert(0, Part("id", Text(claim.id)))
        text, *details = fields
        value = Group(fields, is_list=False) if details else text.value
        branch = Branch.of_part(Part("" if section.is_list else claim.id, value))
        section.add(branch)
        self.claims[claim.id] = branch.tree
        if not section.is_list or claim.id in self.named:
            self.own_ids.add(claim.id)

    def set_field(self, mapping: Tree, field: Field, value: object, above: Collection[str]) -> None:
        """Write a field, write it otherwise, or take it out.

        A new one goes above the first of some keys, or else below all of them.
        """
        written = mapping.get(field.name)
        parts = list(field_as_parts(field, value, in_part=True))
        if written is None:
            mapping.add_above(above, Branch.of_part(parts[0]))
        elif not parts and len(mapping.parts) > 1 and not self.file.has_comment(written):
            written.remove()
        elif not parts:
            # Its line has a comment, and so it stays, and says nothing.
            word = "false" if field.shape is Shape.FLAG else ""
            written.replace(Tree.of_text(word, word))
        elif isinstance(parts[0].value, Text) and written.tree.is_text:
            written.tree.set_text(*parts[0].value[:2])
        else:
            written.replace(Tree.of_value(parts[0].value))

    # --- inferences ---

    def change_inferences(self) -> None:
        moved = self.difference.moved
        removed: list[Branch] = []
        for id in [*self.inferences]:
            if id in moved or id not in self.after.inferences:
                removed.append(self.inferences[id].branch)
        for id in [*self.inferences]:
            if id in self.after.inferences:
                self.change_inference(self.before.inferences[id], self.after.inferences[id])
        for inference in self.difference.to_write:
            self.write_inference(inference)
        for branch in removed:
            branch.remove()

    def change_inference(self, old: Inference, new: Inference) -> None:
        if old.implicit != new.implicit:
            self.set_field(self.long_form(old.id), _IMPLICIT, new.implicit, _BELOW_FIELDS[3:])
        questions = self.inferences[old.id].get("questions")
        for branch in [*questions.tree.parts] if questions is not None else []:
            if branch.key not in new.questions:
                branch.remove()
        for premise in old.premises:
            if premise not in new.premises:
                self.premise_tree(old.id, premise).branch.remove()
        for premise in self.difference.added_premises(old.id):
            listed = self.list_of_premises(old.id)
            listed.add(Branch("", self.reference(premise)))

    def premises_tree(self, inference: str) -> Tree:
        """Return the list of an inference's premises, or its only premise."""
        tree = self.inferences[inference]
        listed = tree.get("premises") if tree.get("text") is None else None
        return tree if listed is None else listed.tree

    def premise_tree(self, inference: str, premise: str) -> Tree:
        warrant = self.inferences[inference].get("warrant")
        for tree in [*self.premises_tree(inference).items(), *([warrant.tree] if warrant else [])]:
            if tree is self.claims.get(premise) or (tree.is_text and tree.text == premise):
                return tree
        raise NoRoom

    def list_of_premises(self, inference: str) -> Tree:
        """Return the list of an inference's premises, which it may not have had."""
        tree = self.premises_tree(inference)
        if tree.is_list:
            return tree
        is_alone = bool(tree.branch.key)
        is_block = tree.is_text is False and not tree.in_brackets
        if tree is self.inferences[inference] and (is_alone or is_block):
            self.long_form(inference)
            tree = self.premises_tree(inference)
        if tree.is_list:
            return tree
        listed = tree.wrap()
        if tree is self.inferences[inference]:
            self.inferences[inference] = listed
        return listed

    def long_form(self, inference: str) -> Tree:
        """Return the mapping of an inference's keys, which it may not have had."""
        tree = self.inferences[inference]
        if tree.get("premises") is None or tree.get("text") is not None:
            is_id = tree.is_text and not NEW_CLAIM.search(tree.text)
            self.inferences[inference] = (tree.wrap() if is_id else tree).wrap("premises")
        return self.inferences[inference]

    def write_inference(self, inference: Inference) -> None:
        """Write an inference, or write one in another place."""
        target = inference.target
        if target not in self.claims and target not in self.inferences:
            raise NoRoom
        owner = self.mapping_of(target) if target in self.claims else self.long_form(target)
        key = OUTWEIGHED_BY if inference.weighing else _SECTIONS[inference.kind]
        origin: Branch | None = None
        if inference.id in self.ids_before:
            tree = self.inferences[inference.id]
            old = tree.branch
            origin = old if not old.key else None
            if any(around is tree for around in owner.around()):
                raise EditRefused(
                    "an inference cannot be moved to a claim that is written inside it"
                )
        else:
            tree = self.inferences[inference.id] = self.new_item(inference)
        section = self.section(owner, key, is_short=origin is None or self.file.is_short(origin))
        following = self.difference.following(inference)
        place = -1
        if following:
            next_one = self.inferences[following[0]]
            place = next((i for i, each in enumerate(section.items()) if each is next_one), -1)
        section.add(Branch("", tree, origin=origin), place)

    def section(self, owner: Tree, key: str, *, is_short: bool) -> Tree:
        """Return the list under a key, which may not have been there."""
        branch = owner.get(key)
        if branch is None:
            listed = Tree(is_list=True, in_brackets=owner.in_brackets)
            owner.add_above(_BELOW.get(key, ()), Branch(key, listed))
            return listed
        tree = branch.tree
        if not tree.items():
            branch.replace(Tree(is_list=True, in_brackets=True))
        elif not tree.is_list:
            tree.wrap().in_brackets &= is_short
        elif not is_short and tree.in_brackets and not tree.is_inside:
            self.file.unfold(tree)
        return branch.tree

    def new_item(self, inference: Inference) -> Tree:
        """Return a new inference."""
        trees: list[Tree] = []
        for premise in inference.premises:
            if premise in self.before.claims:
                trees.append(self.reference(premise))
                continue
            text = self.after.claims[premise].text
            parts = [Part("text", Text(text))]
            if premise in self.named:
                parts.insert(0, Part("id", Text(premise)))
                self.own_ids.add(premise)
            value: Value = Text(text)
            if len(parts) > 1 or not NEW_CLAIM.search(text):
                value = Group(parts, is_list=False, in_brackets=len(inference.premises) > 1)
            trees.append(Tree.of_value(value))
            self.claims[premise] = trees[-1]
        if len(trees) == 1:
            return trees[0]
        linked = Tree(is_list=True, in_brackets=True)
        for tree in trees:
            linked.add(Branch("", tree))
        return linked

    def change_expectations(self) -> None:
        for branch in self.file.parts_of("expect"):
            if branch.key in self.before.expect and branch.key not in self.after.expect:
                branch.remove()

    # --- ids ---

    def settle(self) -> Settled:
        """Return the map with the ids that its parts then have, and write these where the text has
        the old ones.
        """
        elsewhere = [id for id in self.before.claims if id not in self.ids_before]
        self.own_ids |= {id for id in elsewhere if self.before.claims[id].has_own_id}
        order = list(self.order())
        self.texts = [self.after.claims[id].text for id in order]
        order += elsewhere  # the claims of included files come last
        if set(order) != set(self.after.claims) or len(order) != len(self.after.claims):
            raise EditRefused("in the file, this would be read as something else")
        inferences = self.before.inferences.values()
        own_inference_ids = {each.id for each in inferences if "id" in each.places}
        settled = settle_ids(self.after, order, self.own_ids, own_inference_ids)
        self.refer({old: new for old, new in settled.ids.items() if old not in self.own_ids})
        return settled

    def refer(self, changed: MappingOf[str, str]) -> None:
        """Write new ids of claims where the text refers to the old ones."""
        trees = self.references
        for use in uses_of_ids(self.file.root):
            if use.kind is Named.CLAIM and id(use.scalar) in self.file.trees:
                trees.append(self.file.trees[id(use.scalar)])
        for tree in trees:
            if changed.get(tree.text, tree.text) != tree.text:
                tree.set_text(changed[tree.text])
        for branch in self.file.parts_of("expect"):
            if changed.get(branch.key, branch.key) != branch.key:
                branch.key = changed[branch.key]
                branch.tree.change()

    def order(self) -> Iterator[str]:
        """Yield the claims in the order of reading."""
        ids = {tree: id for id, tree in self.claims.items() if id in self.after.claims}
        pending = [self.claims_section()]
        while pending:
            tree = pending.pop()
            if tree in ids:
                yield ids[tree]
            branches = tree.parts
            if not tree.is_list and tree is not self.claims_section():
                branches = sorted(
                    branches, key=lambda branch: rank_of_key(Role.INFERENCE, branch.key)
                )
            pending += [branch.tree for branch in reversed(branches)]
