"""Name what tests set on pages, and look at what was set."""

import io

from PIL import Image

from media.pages.setter import SetPage
from programme.blocks import (
    Block,
    Revision,
    Table,
)
from tests.fakes.account_blocks import cells

FINANCE = Table(
    unit_note="元",
    header_rows=1,
    numeric_columns=(1, 2),
    total_rows=(7,),
    rows=(
        cells("项目", "收入", "支出"),
        cells("土地流转服务费", "42,000.00", "—"),
        cells("光伏发电收益", "18,630.55", "—"),
        cells("上级补助：村道养护", "60,000.00", "—"),
        cells("路灯维修 26 盏", "—", "12,480.00"),
        cells("保洁员工资 6 人 3 个月", "—", "27,000.00"),
        cells("老年食堂补贴", "—", "31,250.40"),
        cells("合计", "120,630.55", "70,730.40"),
    ),
)


def revision(*blocks: Block, title: str = "2026 年三季度村集体财务收支") -> Revision:
    return Revision(title=title, blocks=blocks)


def image_of(page: SetPage) -> Image.Image:
    return Image.open(io.BytesIO(page.webp))


def colours(page: SetPage) -> set[object]:
    found = image_of(page).getcolors(1_000_000) or []
    return {colour for count, colour in found if count > 20}
