from hypothesis import given, strategies as st

from programme.blocks import (
    AssetRef,
    Block,
    Cell,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from publishing.inspection.compare import Beside, Fate, Row, compare
from publishing.inspection.wording import Kind


def _table(*rows: str, head: str = "姓名 金额") -> Table:
    cells = [tuple(Cell(text=cell) for cell in row.split()) for row in (head, *rows)]
    return Table(header_rows=1, rows=tuple(cells))


def _rows(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    marks = {Kind.SAME: "{}", Kind.GONE: "-{}", Kind.COME: "+{}"}
    return [
        tuple(
            "".join(marks[piece.kind].format(piece.text) for piece in cell)
            for cell in row.cells
        )
        for row in rows
    ]


def _fates(compared: tuple[Beside, ...]) -> list[Fate]:
    return [one.fate for one in compared]


def test_a_figure_that_changed_is_marked_within_its_block() -> None:
    (one,) = compare(
        [Paragraph(text="共救助 42 户。")], [Paragraph(text="共救助 41 户。")]
    )

    assert one.fate is Fate.CHANGED
    assert one.before is not None
    assert one.after is not None
    assert _rows(one.before.rows) == [("共救助 -42 户。",)]
    assert _rows(one.after.rows) == [("共救助 +41 户。",)]


def test_blocks_without_anything_in_common_are_one_gone_and_one_come() -> None:
    compared = compare([Paragraph(text="收入")], [Paragraph(text="天气很好")])

    assert _fates(compared) == [Fate.GONE, Fate.COME]


def test_a_table_is_compared_cell_by_cell() -> None:
    before = _table("田一麦 1,500.00", "田二豆 2,500.00", "田三谷 1,500.00")
    after = _table("田一麦 1,500.00", "田二豆 2,000.00", "田三谷 1,500.00")

    (one,) = compare([before], [after])

    assert one.before is not None
    assert one.after is not None
    assert _rows(one.before.rows)[2] == ("田二豆", "-2,500.00")
    assert _rows(one.after.rows)[2] == ("田二豆", "+2,000.00")
    assert [row.fate for row in one.after.rows] == [
        Fate.SAME,
        Fate.SAME,
        Fate.CHANGED,
        Fate.SAME,
    ]


def test_a_row_that_is_gone_is_marked_and_the_others_are_not() -> None:
    before, after = _table("甲 1", "乙 2", "丙 3"), _table("甲 1", "丙 3")

    (one,) = compare([before], [after])

    assert one.before is not None
    assert one.after is not None
    kinds = [row.fate for row in one.before.rows]
    assert kinds == [Fate.SAME, Fate.SAME, Fate.GONE, Fate.SAME]
    assert [row.fate for row in one.after.rows] == [Fate.SAME] * 3


def test_a_column_that_came_does_not_mark_the_others() -> None:
    before, after = _table("甲 1"), _table("甲 3人 1", head="姓名 人口 金额")

    (one,) = compare([before], [after])

    assert one.after is not None
    assert _rows(one.after.rows) == [("姓名", "+人口", "金额"), ("甲", "+3人", "1")]


def test_a_block_that_stands_elsewhere_now_is_moved() -> None:
    one, two, three = (Paragraph(text=text) for text in ("第一段", "收支", "说明如下"))
    before: list[Block] = [one, two, three]

    compared = compare(before, [three, one, two])

    assert _fates(compared) == [Fate.MOVED, Fate.SAME, Fate.SAME, Fate.MOVED]


def test_another_picture_with_the_same_words_is_a_change() -> None:
    def scan(digit: str) -> Block:
        image = AssetRef(sha256=digit * 64, length=1)
        return PageImageBlock(image=image, width=1, height=1, words="第一页的字，照旧")

    assert _fates(compare([scan("a")], [scan("b")])) == [Fate.CHANGED]


def test_a_heading_is_never_compared_with_a_paragraph() -> None:
    compared = compare([Heading(level=1, text="收支")], [Paragraph(text="收支")])

    assert _fates(compared) == [Fate.GONE, Fate.COME]


def test_a_block_knows_its_number_in_its_own_version() -> None:
    new, old = Paragraph(text="新的一段"), Paragraph(text="收入支出")

    compared = compare([old], [new, old])

    assert [one.after.number for one in compared if one.after] == [0, 1]


def test_the_same_words_are_the_same() -> None:
    blocks: list[Block] = [
        Paragraph(text="一"),
        ListBlock(ordered=False, entries=("二", "三")),
    ]

    assert {one.fate for one in compare(blocks, blocks)} == {Fate.SAME}


texts = st.lists(st.text("甲乙丙丁0123", max_size=8), max_size=6)
blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, text=st.text("甲乙丙丁 12", max_size=8)),
        st.builds(ListBlock, ordered=st.booleans(), entries=texts.map(tuple)),
        st.builds(
            lambda rows: Table(
                header_rows=0,
                rows=tuple(tuple(Cell(text=cell) for cell in row) for row in rows),
            ),
            st.lists(texts, max_size=4),
        ),
    ),
    max_size=6,
)


def _words(block: Block) -> list[tuple[str, ...]]:
    if isinstance(block, ListBlock):
        return [(entry,) for entry in block.entries]
    if isinstance(block, Table):
        return [tuple(cell.text for cell in row) for row in block.rows]
    return [(line,) for line in getattr(block, "text", "").splitlines()]


@given(blocks, blocks)
def test_both_versions_can_be_read_back_from_what_is_shown(
    old: list[Block], new: list[Block]
) -> None:
    compared = compare(old, new)

    for side, given_blocks in (("before", old), ("after", new)):
        shown = [getattr(one, side) for one in compared if getattr(one, side)]
        assert [one.number for one in shown] == list(range(len(given_blocks)))
        read = [
            [
                tuple("".join(piece.text for piece in cell) for cell in row.cells)
                for row in one.rows
            ]
            for one in shown
        ]
        assert read == [_words(block) for block in given_blocks]


@given(blocks)
def test_a_version_and_itself_are_the_same(old: list[Block]) -> None:
    assert {one.fate for one in compare(old, old)} <= {Fate.SAME}


# The time-out of a test is the bound of these two: each with each would exceed it.
def test_a_long_list_of_persons_is_compared_in_bounded_time() -> None:
    def row(number: int, change: int) -> str:
        return f"户{number} {number % 7 + change} {number * 3}.00"

    before = _table(*(row(number, 0) for number in range(5_000)), head="户 人 元")
    after = _table(
        *(row(number, int(number % 50 == 0)) for number in range(5_000)),
        head="户 人 元",
    )
    (one,) = compare([before], [after])

    assert one.after is not None
    changed = sum(row.fate is Fate.CHANGED for row in one.after.rows)
    assert changed == 100


def test_two_long_texts_without_a_line_in_common_are_compared_in_bounded_time() -> None:
    before = [Paragraph(text=f"第 {number} 条 甲乙丙丁" * 20) for number in range(500)]
    after = [Paragraph(text=f"第 {number} 款 甲戊丙丁" * 20) for number in range(500)]
    compared = compare(before, after)

    assert len(compared) == 500
