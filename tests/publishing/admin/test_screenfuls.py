"""Long versions are read screen by screen, and nothing of them is left out."""

from itertools import chain

from programme.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table, text_of
from publishing.admin.blocks import show_blocks
from publishing.admin.parts import Text
from publishing.admin.screenfuls import MOST_LINES, MOST_ROWS, screenfuls
from tests.fakes.admin_pages import Pages


def table(rows: int, *, spans: int = 1) -> Table:
    """Return a table with a head of two rows whose first cells span so many rows."""
    body = (
        (Cell(text=f"组 {n}", rowspan=spans), Cell(text=f"行 {n}"))
        if n % spans == 0
        else (Cell(text=f"行 {n}"),)
        for n in range(rows)
    )
    return Table(
        header_rows=2,
        total_rows=(rows + 1,),
        rows=(
            (Cell(text="表头", colspan=2),),
            (Cell(text="组"), Cell(text="行")),
            *body,
        ),
    )


def test_what_fits_is_one_screenful_as_it_is() -> None:
    blocks: tuple[Block, ...] = (Paragraph(text="一"), table(MOST_ROWS - 2))

    assert screenfuls(blocks) == (blocks,)
    assert screenfuls(()) == ((),)


def test_a_long_text_is_parted_and_nothing_is_lost_or_twice() -> None:
    entries = tuple(f"条 {n}" for n in range(50))
    blocks: tuple[Block, ...] = (
        *(Paragraph(text=f"段 {n}") for n in range(MOST_LINES - 20)),
        ListBlock(ordered=True, entries=entries),
        *(Heading(level=1, text=f"题 {n}") for n in range(MOST_LINES)),
    )

    parts = screenfuls(blocks)

    assert tuple(chain.from_iterable(parts)) == blocks
    assert all(sum(len(text_of(b).split("\n")) for b in p) <= MOST_LINES for p in parts)


def test_a_long_table_is_parted_between_rows_under_its_head() -> None:
    parts = screenfuls((table(150, spans=7),))

    tables = [block for part in parts for block in part if isinstance(block, Table)]
    rows = [row for each in tables for row in each.rows[2:]]
    assert [row[-1].text for row in rows] == [f"行 {n}" for n in range(150)]
    assert all(each.rows[0][0].text == "表头" for each in tables)
    assert all(len(each.rows) <= MOST_ROWS + 2 for each in tables)
    # A cell that the cut goes through begins again below the head.
    assert [each.rows[2][0].text for each in tables] == ["组 0", "组 56", "组 119"]
    assert tables[1].rows[2][0].rowspan == 3
    assert [each.total_rows for each in tables] == [(), (), (31,)]


def test_a_table_of_more_places_than_any_page_has_is_begun() -> None:
    wide = Table(
        header_rows=0, rows=(tuple(Cell(text="1") for _ in range(200)),) * 2100
    )

    ((shown,),) = screenfuls((wide,))

    assert isinstance(shown, Table)
    assert len(shown.rows) == MOST_ROWS


async def test_every_screenful_is_reached_by_its_buttons(pages: Pages) -> None:
    await pages.open("drafter", "/todo")
    with pages.user:
        show_blocks(tuple(Paragraph(text=f"段 {n}") for n in range(MOST_LINES * 2)))

    await pages.sees("段 0", "第 1 屏，共 2 屏")
    pages.press("下一屏文字")
    await pages.sees(f"段 {MOST_LINES * 2 - 1}", "第 2 屏，共 2 屏")

    shown = {one.text for one in pages.user.find(kind=Text).elements}
    assert "段 0" not in shown
