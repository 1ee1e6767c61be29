import pytest
from hypothesis import given, strategies as st

from publishing.catalogue.tree import Node, check_move, check_place, height, line
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County
from tests.fakes.units import add_unit

COUNTY, TOWN = UnitLevel.COUNTY, UnitLevel.TOWNSHIP
VILLAGE, OFFICE = UnitLevel.VILLAGE, UnitLevel.DEPARTMENT
PLACES = {
    "c": (None, COUNTY),
    "t1": ("c", TOWN),
    "t2": ("c", TOWN),
    "v": ("t1", VILLAGE),
    "d": ("c", OFFICE),
    "s": ("d", OFFICE),
}
TREE = {
    unit: Node(id=unit, parent=parent, level=level, name=f"单位{unit}")
    for unit, (parent, level) in PLACES.items()
}


# REQ-2
@pytest.mark.parametrize(("unit", "parent"), [("v", "t2"), ("s", "t1"), ("v", "c")])
def test_a_unit_moves_where_its_level_fits(unit: str, parent: str) -> None:
    check_move(TREE, unit, parent)


@pytest.mark.parametrize(
    ("unit", "parent", "words"),
    [
        ("d", "d", "绕成一圈"),
        ("d", "s", "绕成一圈"),
        ("c", "t1", "县是最上面的单位"),
        ("t1", "t2", "乡镇只能放在县下面"),
        ("v", "d", "村（社区）只能放在县、乡镇下面"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_plain_words(
    unit: str, parent: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        check_move(TREE, unit, parent)


def test_a_county_stands_below_nothing() -> None:
    with pytest.raises(Refused, match="不能放在别的单位下面"):
        check_place(COUNTY, TREE["c"])


def test_a_tree_that_would_be_too_deep_is_refused() -> None:
    deep = {**TREE}
    for number in range(4):
        above = "s" if number == 0 else f"s{number - 1}"
        node = Node(id=f"s{number}", parent=above, level=OFFICE, name="科")
        deep[node.id] = node
    loose = Node(id="x", parent="c", level=OFFICE, name="股")
    deep[loose.id] = loose

    assert height(deep, "d") == 6
    with pytest.raises(Refused, match="最多 6 层"):
        check_move(deep, "x", "s3")


@given(st.lists(st.tuples(st.sampled_from("tuvds12c"), st.sampled_from("tvds12c"))))
def test_no_order_of_moves_makes_a_circle(moves: list[tuple[str, str]]) -> None:
    tree = dict(TREE)
    for unit, parent in moves:
        if unit not in tree or parent not in tree:
            continue
        try:
            check_move(tree, unit, parent)
        except Refused:
            continue
        old = tree[unit]
        tree[unit] = Node(id=old.id, parent=parent, level=old.level, name=old.name)

    for unit in tree:
        assert list(line(tree, unit))[-1] == "c"


# REQ-2
def test_a_village_moves_to_another_township_and_keeps_its_numbers(
    county: County,
) -> None:
    add_unit(county, "qinghe-town", "qinghe", TOWN)
    first = county.approved()

    moved = county.cases.units.move(
        county.people["admin"], "qinghe-liuwu", parent="qinghe-town"
    )

    second = county.approved(title="第二件")
    assert moved.parent == "qinghe-town"
    assert first.line.register_number == "柳坞村 2026-0001"
    assert second.line.register_number == "柳坞村 2026-0002"


def test_only_an_administrator_moves_and_only_under_an_open_unit(
    county: County,
) -> None:
    add_unit(county, "qinghe-town", "qinghe", TOWN)
    units = county.cases.units

    with pytest.raises(NotAllowed):
        units.move(county.people["drafter"], "qinghe-liuwu", parent="qinghe-town")
    units.close(county.people["admin"], "qinghe-town")
    with pytest.raises(NotThere):
        units.move(county.people["admin"], "qinghe-liuwu", parent="qinghe-town")
