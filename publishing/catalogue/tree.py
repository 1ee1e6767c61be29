"""Decide where in the tree a unit may stand; pure, it reads no rows (REQ-2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing.errors import Refused
from publishing.tables.units import UnitLevel

MOST_DEPTH = 6
_ABOVE = {
    UnitLevel.COUNTY: frozenset[UnitLevel](),
    UnitLevel.TOWNSHIP: frozenset({UnitLevel.COUNTY}),
    UnitLevel.VILLAGE: frozenset({UnitLevel.COUNTY, UnitLevel.TOWNSHIP}),
    UnitLevel.DEPARTMENT: frozenset(
        {UnitLevel.COUNTY, UnitLevel.TOWNSHIP, UnitLevel.DEPARTMENT}
    ),
}
_NAMES = {
    UnitLevel.COUNTY: "县",
    UnitLevel.TOWNSHIP: "乡镇",
    UnitLevel.VILLAGE: "村（社区）",
    UnitLevel.DEPARTMENT: "部门",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Be one unit in the tree."""

    id: str
    parent: str | None
    level: UnitLevel
    name: str


Tree = Mapping[str, Node]


def check_place(level: UnitLevel, above: Node) -> None:
    """Return only if a unit of a level may stand directly below another.

    Raises:
        Refused: It may not; the message says below what it may.
    """
    wanted = _ABOVE[level]
    if above.level in wanted:
        return
    below = "、".join(_NAMES[one] for one in _NAMES if one in wanted)
    where = f"只能放在{below}下面" if below else "不能放在别的单位下面"
    message = f"{_NAMES[level]}{where}，“{above.name}”是{_NAMES[above.level]}。请另选。"
    raise Refused(message, code="level_does_not_fit")


def check_move(tree: Tree, unit: str, parent: str) -> None:
    """Return only if a unit may move below another.

    Raises:
        Refused: It is the county, the tree would have a circle, the levels do not
            fit, or the tree would be too deep.
    """
    node, above = tree[unit], tree[parent]
    if node.parent is None:
        raise Refused("县是最上面的单位，不能移动。", code="county_stays")
    if unit == parent or unit in set(line(tree, parent)):
        message = (
            f"不能把“{node.name}”移到“{above.name}”下面：“{above.name}”就是它自己"
            "或它的下级，这样会绕成一圈。请另选上级。"
        )
        raise Refused(message, code="circle")
    check_place(node.level, above)
    depth = len(list(line(tree, parent))) + height(tree, unit)
    if depth > MOST_DEPTH:
        message = f"移过去以后有 {depth} 层，最多 {MOST_DEPTH} 层。请另选上级。"
        raise Refused(message, code="too_deep")


def line(tree: Tree, unit: str) -> Iterator[str]:
    """Yield a unit and every unit above it."""
    at: str | None = unit
    while at is not None:
        yield at
        at = tree[at].parent


def height(tree: Tree, unit: str) -> int:
    """Return how many levels a unit and what is below it take."""
    below = [node.id for node in tree.values() if node.parent == unit]
    return 1 + max((height(tree, one) for one in below), default=0)
