import pytest

from programme.blocks import (
    AssetRef,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
    images_of,
    text_of,
)

PICTURE = AssetRef(sha256="a" * 64, length=3)
SCAN = AssetRef(sha256="b" * 64, length=3)
TABLE = Table(
    caption="收支明细",
    unit_note="元",
    header_rows=1,
    rows=((Cell(text="项目"), Cell(text="金额")), (Cell(text="路灯", colspan=2),)),
)
FIGURE = Figure(image=PICTURE, width=4, height=3, caption="施工前", words="土路")
PAGE = PageImageBlock(image=SCAN, width=4, height=3, words="第一页")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Heading(level=1, text="一、概况"), "一、概况"),
        (Paragraph(text="正文"), "正文"),
        (ListBlock(ordered=True, entries=("甲", "乙")), "甲\n乙"),
        (TABLE, "收支明细\n项目 金额\n路灯"),
        (FIGURE, "施工前\n土路"),
        (PAGE, "第一页"),
    ],
)
def test_every_kind_of_block_has_words(block: Block, words: str) -> None:
    assert text_of(block) == words


def test_pictures_are_named_once_in_order() -> None:
    assert images_of((PAGE, Paragraph(text=""), FIGURE, PAGE)) == (SCAN, PICTURE)


def test_a_revision_comes_back_from_its_bytes_with_every_kind_of_block() -> None:
    revision = Revision(
        title="三季度收支",
        blocks=(
            Heading(level=2, text="一"),
            Paragraph(text="二"),
            ListBlock(ordered=False, entries=()),
            TABLE,
            FIGURE,
            PAGE,
        ),
        source=PICTURE,
        source_name="收支.xlsx",
    )

    assert Revision.parse(revision.canonical()) == revision
