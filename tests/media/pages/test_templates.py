import pytest

from media.pages.templates import Template, template_of
from programme.blocks import (
    AssetRef,
    Block,
    Figure,
    Heading,
    Paragraph,
    Revision,
    Table,
)
from programme.boards import Board
from tests.fakes.account_blocks import cells
from tests.fakes.set_pages import FINANCE

LONG = Paragraph(text="公开的内容应当通俗易懂。" * 12)


def figure(caption: str) -> Figure:
    image = AssetRef(sha256="0" * 64, length=1)
    return Figure(image=image, width=4, height=3, caption=caption)


def table(*rows: tuple[str, ...], unit: str = "") -> Table:
    return Table(header_rows=1, unit_note=unit, rows=tuple(cells(*row) for row in rows))


STAGES = table(("阶段", "进度"), ("施工", "施工中"), ("验收", "未开始"))
PERSONS = table(("序号", "户主", "金额"), *((str(n), "张某", "1") for n in range(6)))
SECTION = Heading(level=1, text="一、总则")


@pytest.mark.parametrize(
    ("blocks", "template"),
    [
        ((Paragraph(text="停水通知"),), Template.NOTICE),
        ((FINANCE,), Template.FINANCE),
        ((table(("事由", "支出"), ("维修", "12.00")),), Template.FINANCE),
        ((PERSONS,), Template.PERSONS),
        ((table(("姓名", "职务"), ("张某", "组长")),), Template.NOTICE),
        ((figure("广场"), Paragraph(text="开放了")), Template.PICTURE),
        ((figure("广场"), *[LONG] * 6), Template.NOTICE),
        ((SECTION, LONG, SECTION, LONG, SECTION, LONG), Template.POLICY),
        ((figure("施工前"), figure("施工后")), Template.PROGRESS),
        ((STAGES,), Template.PROGRESS),
        ((), Template.NOTICE),
    ],
)
def test_what_a_disclosure_holds_chooses_its_template(
    blocks: tuple[Block, ...], template: Template
) -> None:
    revision = Revision(title="公开", blocks=blocks)

    assert template_of(revision, board=Board.FINANCE, staged=False) is template


def test_a_matter_that_is_disclosed_by_stages_shows_its_progress() -> None:
    revision = Revision(title="公开", blocks=(LONG,))

    found = template_of(revision, board=Board.GOV, staged=True)

    assert found is Template.PROGRESS
