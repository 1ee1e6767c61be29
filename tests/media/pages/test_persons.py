from media.pages.persons import abreast, people_of
from programme.blocks import Cell, Table
from tests.fakes.account_blocks import cells


def table(*rows: tuple[str, ...], totals: tuple[int, ...] = ()) -> Table:
    return Table(
        header_rows=1,
        numeric_columns=(len(rows[0]) - 1,),
        total_rows=totals,
        rows=tuple(cells(*row) for row in rows),
    )


HOUSEHOLDS = table(
    ("组别", "户主", "人数"),
    ("一组", "张某", "2"),
    ("一组", "李某", "3"),
    ("一组", "王某", "1"),
    ("二组", "赵某", "4"),
    ("二组", "钱某", "2"),
    ("合计", "", "12"),
    totals=(6,),
)


def texts(found: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


# REQ-22
def test_households_stand_side_by_side_below_their_group() -> None:
    people = people_of(HOUSEHOLDS)

    assert people is not None
    found = abreast(people, 2)
    assert texts(found) == [
        ["户主", "人数", "户主", "人数"],
        ["一组"],
        ["张某", "2", "李某", "3"],
        ["王某", "1", "", ""],
        ["二组"],
        ["赵某", "4", "钱某", "2"],
        ["", "12", "", ""],
    ]
    assert found.numeric_columns == (1, 3)
    assert found.total_rows == (6,)
    assert found.rows[1][0].colspan == 4


def test_a_list_without_groups_has_no_names_of_groups() -> None:
    people = people_of(table(("姓名", "职务"), ("张某", "组长"), ("李某", "组员")))

    assert people is not None
    assert [name for name, _ in people.groups] == [""]


def test_a_group_that_comes_again_later_is_a_column_like_any_other() -> None:
    rows = [("组别", "姓名"), ("一组", "甲"), ("二组", "乙"), ("一组", "丙")]

    people = people_of(table(*rows))

    assert people is not None
    assert people.head == ("组别", "姓名")


def test_tables_that_span_or_are_wide_are_no_such_lists() -> None:
    spanning = Table(header_rows=1, rows=(cells("姓名"), (Cell(text="张", rowspan=2),)))
    wide = table(("姓名", "a", "b", "c", "d"), ("张某", "1", "2", "3", "4"))

    assert people_of(spanning) is None
    assert people_of(wide) is None
