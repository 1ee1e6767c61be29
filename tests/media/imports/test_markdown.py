from collections.abc import Callable

from media.imports.result import Imported
from programme.blocks import Heading, ListBlock, Paragraph, Table, text_of

Importer = Callable[[bytes, str], Imported]


def test_headings_lists_tables_and_text_come_along(read: Importer) -> None:
    text = (
        "# 标题\n\n## 概况\n\n第一行\n第二行\n\n1. 甲\n2. 乙\n\n"
        "| 名称 | 金额 |\n|---|---:|\n| 合计 | 12.00 |\n"
    )

    imported = read(text.encode(), "a.md")

    assert imported.title == "标题"
    assert imported.blocks[:4] == (
        Heading(level=2, text="概况"),
        Paragraph(text="第一行"),
        Paragraph(text="第二行"),
        ListBlock(ordered=True, entries=("甲", "乙")),
    )
    table = imported.blocks[4]
    assert isinstance(table, Table)
    assert (table.header_rows, table.numeric_columns, table.total_rows) == (
        1,
        (1,),
        (1,),
    )


# B14, B15
def test_html_is_text_and_links_and_pictures_lose_their_addresses(
    read: Importer,
) -> None:
    text = "前\n\n<script>alert(1)</script> [词](http://x) ![图](http://x/a.png)"

    imported = read(text.encode(), "a.markdown")

    assert imported.blocks == (Paragraph(text="<script>alert(1)</script> 词"),)
    assert imported.report.simplified == ("链接只留文字",)
    assert imported.report.lost == ("图片（Markdown 里只有图片的地址，请用文件导入）",)


def test_a_list_that_begins_at_another_number_keeps_its_numbers(
    read: Importer,
) -> None:
    imported = read("题\n\n3. 三\n4. 四\n   - 内\n".encode(), "a.md")

    assert imported.blocks == (
        Paragraph(text="3. 三"),
        Paragraph(text="4. 四"),
        Paragraph(text="5. 内"),
    )
    assert "列表只留一层" in imported.report.simplified


def test_the_author_in_the_front_matter_is_not_published(read: Importer) -> None:
    imported = read(
        "---\nauthor: 某甲\n---\n题\n\n> 引文\n\n    代码\n".encode(), "a.md"
    )

    assert (imported.title, imported.blocks) == (
        "题",
        (Paragraph(text="引文"), Paragraph(text="代码")),
    )
    assert imported.report.hidden == ("文件开头的说明：author: 某甲",)


def test_footnotes_follow_the_place_that_refers_to_them(read: Importer) -> None:
    text = (
        "# 题\n\n甲[^a]，乙[^无]。\n\n丙[^2]，再说甲[^a]。\n\n"
        "[^2]: 二的话，\n    接着说。\n[^a]: 一的话。\n[^没用]: 没人提到。\n"
    )

    found = read(text.encode(), "a.md")

    assert [text_of(block) for block in found.blocks] == [
        "甲［注1］，乙[^无]。",
        "［注1］一的话。",
        "丙［注2］，再说甲［注1］。",
        "［注2］二的话， 接着说。",
    ]
    assert "没有用上的脚注或尾注：没人提到。" in found.report.hidden


def test_what_is_struck_out_stays_away_and_is_said(read: Importer) -> None:
    found = read("# 题\n\n补助~~五百元~~六百元。".encode(), "a.md")

    assert [text_of(block) for block in found.blocks] == ["补助六百元。"]
    assert found.report.lost == ("划掉的文字",)
    assert found.report.hidden == ("划掉的文字：五百元",)
