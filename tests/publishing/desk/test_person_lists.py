from programme.blocks import Cell, Table
from publishing.desk.person_lists import dropped_columns, without_columns


def table(
    *rows: tuple[str, ...], header_rows: int = 1, numeric: tuple[int, ...] = ()
) -> Table:
    return Table(
        header_rows=header_rows,
        numeric_columns=numeric,
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# REQ-22
def test_a_list_of_persons_loses_identity_telephone_and_account_columns() -> None:
    listed = table(
        ("户主", "身份证号", "人口", "联系电话", "一卡通账号", "金额（元）"),
        ("田一麦", "11010519491231002X", "3", "13812345678", "6222", "1,500.00"),
        numeric=(2, 5),
    )

    columns = dropped_columns(listed)
    left = without_columns(listed, columns)

    assert columns == {1: "身份证号", 3: "电话", 4: "银行账号"}
    assert texts(left) == [["户主", "人口", "金额（元）"], ["田一麦", "3", "1,500.00"]]
    assert left.numeric_columns == (1, 2)


def test_a_table_that_names_no_person_keeps_its_columns() -> None:
    offices = table(("科室", "办公电话"), ("民政股", "0555-010-0131"))

    assert dropped_columns(offices) == {}


def test_a_sentence_in_the_head_is_no_name_of_a_column() -> None:
    words = "本表列出全体领取人的姓名和补贴金额，有疑问请打电话"

    assert dropped_columns(table((words, "手机"), ("甲", "乙"))) == {}


def test_a_head_of_two_rows_and_merged_cells_is_understood() -> None:
    listed = Table(
        header_rows=2,
        rows=(
            (
                Cell(text="姓名", rowspan=2),
                Cell(text="证件", colspan=2),
                Cell(text="金额", rowspan=2),
            ),
            (Cell(text="种类"), Cell(text="证件号码")),
            (Cell(text="甲"), Cell(text="身份证"), Cell(text="1"), Cell(text="9.00")),
            (Cell(text="合计", colspan=3), Cell(text="9.00")),
        ),
    )

    columns = dropped_columns(listed)
    left = without_columns(listed, columns)

    assert columns == {2: "身份证号"}
    assert texts(left) == [
        ["姓名", "证件", "金额"],
        ["种类"],
        ["甲", "身份证", "9.00"],
        ["合计", "9.00"],
    ]
    assert [cell.colspan for cell in left.rows[0]] == [1, 1, 1]
    assert left.rows[3][0].colspan == 2


def test_a_merged_head_drops_every_column_below_it() -> None:
    listed = Table(
        header_rows=1,
        rows=(
            (Cell(text="申请人"), Cell(text="住址", colspan=2)),
            (Cell(text="甲"), Cell(text="柳坞村"), Cell(text="12 号")),
        ),
    )

    left = without_columns(listed, dropped_columns(listed))

    assert texts(left) == [["申请人"], ["甲"]]


def test_a_table_without_a_marked_head_is_judged_by_its_first_row() -> None:
    listed = table(("姓名", "手机"), ("甲", "13812345678"), header_rows=0)

    assert dropped_columns(listed) == {1: "电话"}
