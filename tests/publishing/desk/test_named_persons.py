"""A list of persons is known however it is written; the names are invented."""

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
)
from publishing.desk.named_persons import lists_persons

PICTURE = AssetRef(sha256="ab" * 32, length=9)


def table(*rows: tuple[str, ...], header_rows: int = 1, caption: str = "") -> Table:
    return Table(
        caption=caption,
        header_rows=header_rows,
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def scan(words: str) -> PageImageBlock:
    return PageImageBlock(image=PICTURE, width=9, height=9, words=words)


def figure(caption: str = "", words: str = "") -> Figure:
    return Figure(image=PICTURE, width=9, height=9, caption=caption, words=words)


LISTS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "head": ("补贴发放", (table(("序号", "姓名", "金额"), ("1", "李某甲", "300")),)),
    "head_below_a_title_row": (
        "补贴发放",
        (table(("三季度发放情况",), ("姓 名", "金额"), ("李某甲", "300")),),
    ),
    "no_head_marked": (
        "补贴发放",
        (table(("发放情况",), ("户主姓名",), ("李某甲",), header_rows=0),),
    ),
    "column_of_names": (
        "补贴发放",
        (
            table(
                ("对象", "元"),
                ("张某甲", "1"),
                ("李某乙", "2"),
                ("王某丙", "3"),
                ("合计", "6"),
            ),
        ),
    ),
    "called_list": ("2026 年拟发展对象名单", (Paragraph(text="见附件。"),)),
    "called_list_in_a_caption": ("公示", (table(("甲", "乙"), caption="受助名单"),)),
    "called_list_in_a_heading": (
        "公示",
        (Heading(level=1, text="附：花名册"), Paragraph(text="略")),
    ),
    "called_list_in_a_short_line": ("公示", (Paragraph(text="附件：人员名册"),)),
    "called_list_in_a_scan": ("公示", (scan("拟接收人员名单\n第一行"),)),
    "relief_scan": ("三季度低保发放", (scan("第一行"),)),
    "relief_picture": ("特困供养情况", (figure(caption="发放表"),)),
    "relief_lines": ("救助公示", (Paragraph(text="李某甲，4 人，1200 元"),)),
    "relief_entries": (
        "临时救助公示",
        (ListBlock(ordered=False, entries=("一户", "二户", "三户")),),
    ),
    "lines_begin_with_names": (
        "补助公示",
        (Paragraph(text="1. 张某甲 300 元\n2. 李某乙 200 元\n3. 王某丙 100 元"),),
    ),
    "entries_begin_with_names": (
        "公示",
        (ListBlock(ordered=True, entries=("赵某甲：一", "钱某乙：二", "周某丙：三")),),
    ),
    "names_strung_together": (
        "公示",
        (Paragraph(text="张某甲、李某乙、王某丙、赵某丁"),),
    ),
    "strung_after_a_colon": (
        "公示",
        (Paragraph(text="拟发展对象：张某甲、李某乙、王某丙。"),),
    ),
    "strung_with_sums": (
        "发放情况",
        (Paragraph(text="本月发放：张大山300元、李小河200元、王二桥堂100元。"),),
    ),
    "masked_names": (
        "发放情况",
        (table(("谁", "元"), ("张*甲", "1"), ("阿*依", "2"), ("巴＊", "3")),),
    ),
    "masked_in_prose": ("情况", (Paragraph(text="阿*依、巴*图、才*旦领取。"),)),
    "double_surnames": (
        "情况",
        (table(("谁",), ("欧阳某甲",), ("诸葛某乙",), ("上官某丙",)),),
    ),
    "turned_table": (
        "情况",
        (
            table(
                ("谁", "张大山", "李小禾", "王二石"),
                ("元", "1", "2", "3"),
                header_rows=0,
            ),
        ),
    ),
    "head_of_farmers": ("情况", (table(("农户", "亩"), ("甲", "1")),)),
    "head_of_pupils": ("情况", (table(("学生", "元"), ("甲", "1")),)),
    "mute_picture": ("惠农补贴公示", (figure(),)),
    "words_of_a_picture": (
        "公示",
        (figure(words="张某甲 1\n李某乙 2\n王某丙 3"),),
    ),
}
OTHERS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "villages": (
        "各村补贴面积公示",
        (
            table(
                ("村", "亩"),
                ("王家村", "1"),
                ("李庄村", "2"),
                ("张桥村", "3"),
            ),
        ),
    ),
    "firms": ("2026 年抽查企业名单", (Paragraph(text="共 42 家。"),)),
    "relief_sums": ("三季度低保发放情况", (table(("类别", "户数"), ("城市", "9")),)),
    "village_lines": (
        "各组进度",
        (Paragraph(text="张家组 12 户\n李家组 9 户\n王家组 7 户"),),
    ),
    "prose": (
        "任前公示",
        (Paragraph(text="拟任用的两个岗位公示如下，欢迎群众反映情况。"),),
    ),
    "nothing": ("标题", ()),
    "photo": ("活动室建设进度", (figure(caption="施工现场"),)),
    "prose_of_persons": (
        "慰问活动",
        (Paragraph(text="慰问老人 42 位，每位 300 元。"),),
    ),
}


# REQ-22
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_persons_is_known(name: str) -> None:
    title, blocks = LISTS[name]

    assert lists_persons(Revision(title=title, blocks=blocks))


@pytest.mark.parametrize("name", OTHERS)
def test_what_names_nobody_is_no_list(name: str) -> None:
    title, blocks = OTHERS[name]

    assert not lists_persons(Revision(title=title, blocks=blocks))


def test_the_category_counts_too() -> None:
    revision = Revision(title="三季度公示", blocks=(scan("一"),))

    assert lists_persons(revision, category="低保、特困")
    assert not lists_persons(revision, category="重大项目")
