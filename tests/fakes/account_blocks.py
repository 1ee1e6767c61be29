"""Be the words of a village's accounts: paragraphs, a list, tables narrow and wide."""

from programme.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table


def cells(*texts: str) -> tuple[Cell, ...]:
    """Make one row of plain cells."""
    return tuple(Cell(text=text) for text in texts)


ACCOUNTS = Table(
    caption="收支明细",
    unit_note="元",
    header_rows=1,
    numeric_columns=(1, 2),
    total_rows=(7,),
    rows=(
        cells("项目", "收入", "支出"),
        cells("土地流转服务费", "42,000.00", "—"),
        cells("光伏发电收益", "18,630.55", "—"),
        cells("村道养护补助", "60,000.00", "—"),
        cells("路灯维修 26 盏", "—", "12,480.00"),
        cells("保洁员工资 6 人 3 个月", "—", "27,000.00"),
        cells("老年食堂补贴", "—", "31,250.40"),
        cells("合计", "120,630.55", "70,730.40"),
    ),
)
WIDE = Table(
    caption="补贴发放名册",
    unit_note="元",
    header_rows=1,
    rows=(
        cells("村组", "户数", "面积（亩）", "标准", "金额", "发放日期"),
        cells("柳坞一组", "31", "208.5", "110", "22,935.00", "11 月 3 日"),
        cells("柳坞二组", "27", "176.0", "110", "19,360.00", "11 月 3 日"),
    ),
)
BLOCKS: tuple[Block, ...] = (
    Heading(level=1, text="一、说明"),
    Paragraph(
        text="本季度收支已经村务监督委员会核对，并经村民代表会议通过。现向全体村民公开。"
    ),
    Heading(level=1, text="二、收支明细"),
    ACCOUNTS,
    Paragraph(
        text="上季度结余 286,415.30 元，本季度结余 336,315.45 元。"
        "路灯维修 8 月 14 日经村民代表会议通过。"
    ),
    ListBlock(ordered=True, entries=("票据在村委会，可以来看。", "有问题请打电话。")),
)
