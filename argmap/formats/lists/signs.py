"""What the signs in front of the items of a list say, which is settled once for the whole list.

- Schools should require uniforms.
  + Uniforms save money.            `+` and `-` are side by side here: in this list they are signs,
    - It goes to other clothes.     `+` of a reason and `-` of an objection, on each level below a
  - Uniforms are ugly.              claim

- Schools should require uniforms.
  - Uniforms save money.            they are nowhere side by side: a bullet like any other
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.formats.lists.listing import Bullet, Item, Part
from argmap.languages.roles import Role, spoken_role

_OBJECTING = {
    Bullet.PLUS: {Bullet.HYPHEN, Bullet.DASH},
    Bullet.NONE: {Bullet.HYPHEN, Bullet.DASH},
    Bullet.PLAIN: {Bullet.DASH},
    Bullet.HYPHEN: {Bullet.DASH},
}
"""The bullets of reasons, each with those that are signs of objections where both are side by side.
"""


class _Group:
    """Items right below one item, or at the top of a part, and the groups below them.

    Attributes:
        items: the items, in order.
        below: the groups right below them.
        bullets: the bullets of the items.
        bullets_below: those of the groups below, however deep.
    """

    __slots__ = ("below", "bullets", "bullets_below", "items")

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.below: list[_Group] = []
        self.bullets: set[Bullet] = set()
        self.bullets_below: set[Bullet] = set()

    def has_both(self, reason: Bullet) -> bool:
        """Return whether a bullet of reasons is beside one that objects there.

        Beside items without a bullet, a hyphen objects unless the first and most others have one.
        """
        objecting = _OBJECTING[reason]
        if reason not in self.bullets or self.bullets.isdisjoint(objecting):
            return False
        if reason is not Bullet.NONE:
            return True
        bullets = [item.bullet for item in self.items]
        number = sum(bullet in objecting for bullet in bullets)
        return bullets[0] is Bullet.NONE or number <= bullets.count(Bullet.NONE)


def settle_signs(parts: Sequence[Part]) -> None:
    """Give the items of a list, by its parts, the roles that their bullets say.

    Where a hyphen is a sign in other groups, but has no `+` beside it, the sign of its item is
    doubtful. It objects if the groups above, below or beside its own have a `+`.
    """
    used = {item.bullet for part in parts for item in part.items}
    may_be_signs = any(reason in used and used & _OBJECTING[reason] for reason in _OBJECTING)
    if not may_be_signs and Bullet.MINUS not in used:
        return
    tops = [_top_group(part.items) for part in parts if part.items]
    groups = list(tops)
    for group in groups:
        groups += group.below
    for group in reversed(groups):
        for below in group.below:
            group.bullets_below |= below.bullets | below.bullets_below
    signs = {reason for reason in _OBJECTING if any(group.has_both(reason) for group in groups)}
    if tops[0].items[0].bullet is not Bullet.NONE:
        signs.discard(Bullet.NONE)  # other items have lost theirs
    # Groups beside each other, with the bullets of the groups above them.
    waiting: list[tuple[list[_Group], set[Bullet]]] = [(tops, set())]
    for siblings, above in waiting:
        beside = above.union(*(group.bullets for group in siblings))
        for group in siblings:
            for item in group.items:
                _settle_sign(item, group, signs, beside | group.bullets_below)
            if group.below:
                waiting.append((group.below, above | group.bullets))


def _top_group(items: Sequence[Item]) -> _Group:
    """Return the group of the items at the top of a part."""
    groups = [_Group()]
    for item in items:
        del groups[item.depth + 1 :]
        while len(groups) <= item.depth:
            groups.append(_Group())
            groups[-2].below.append(groups[-1])
        group = groups[-1]
        group.items.append(item)
        spoken = spoken_role(item.text)
        if spoken is None or spoken.role is not Role.SOURCE:
            group.bullets.add(item.bullet)
    return groups[0]


def _settle_sign(item: Item, group: _Group, signs: set[Bullet], around: set[Bullet]) -> None:
    """Settle the sign of an item; `around` are the bullets of all groups related to its own."""
    bullet = item.bullet
    if bullet is Bullet.MINUS:
        item.sign = Role.OBJECTION
    elif bullet is Bullet.PLUS and (Bullet.MINUS in group.bullets or group.has_both(bullet)):
        item.sign = Role.REASON
    for reason in signs:
        if bullet not in _OBJECTING[reason]:
            continue
        if group.has_both(reason):
            item.sign = Role.OBJECTION
            item.sign_is_doubtful = False
            return
        if reason not in group.bullets:
            item.sign_is_doubtful = True
            item.sign = Role.OBJECTION if reason in around else item.sign
