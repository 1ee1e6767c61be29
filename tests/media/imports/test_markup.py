from collections.abc import Callable

import pytest

from media.imports.errors import Damaged, EmptyDocument, SecrecyMark, TooManyColumns
from media.imports.result import Imported
from programme.blocks import Heading, ListBlock, Paragraph, Table, text_of

Importer = Callable[[bytes, str], Imported]

FROM_WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<style>p {color:red}</style><title>t</title></head><body><!--StartFragment-->
<h2>二级标题</h2><p class=MsoNormal>第一段<b>粗体</b>，<a href="http://x">链接</a>。</p>
<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>条目甲</p>
<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>条目乙</p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>一、</span>概况</p>
<!--EndFragment--></body></html>"""


def pasted(read: Importer, markup: str) -> Imported:
    return read(markup.encode(), "粘贴.pasted")


def test_what_word_puts_on_the_clipboard_becomes_headings_lists_and_text(
    read: Importer,
) -> None:
    imported = pasted(read, FROM_WORD)

    assert imported.blocks == (
        Heading(level=2, text="二级标题"),
        Paragraph(text="第一段粗体，链接。"),
        ListBlock(ordered=True, entries=("条目甲", "条目乙")),
        Heading(level=1, text="一、概况"),
    )
    assert imported.report.simplified == ("链接只留文字",)


def test_a_pasted_table_keeps_its_merged_cells_and_head(read: Importer) -> None:
    imported = pasted(
        read,
        "<table><tr><th rowspan=2>名称</th><th colspan=2>金额</th></tr><tr><th>上年"
        "</th><th>本年</th></tr><tr><td>道路<br>硬化<td>1.00<td>2.00</tr></table>",
    )

    table = imported.blocks[0]
    assert isinstance(table, Table)
    assert (table.header_rows, table.numeric_columns) == (2, (1, 2))
    assert [[(c.text, c.rowspan, c.colspan) for c in row] for row in table.rows] == [
        [("名称", 2, 1), ("金额", 1, 2)],
        [("上年", 1, 1), ("本年", 1, 1)],
        [("道路\n硬化", 1, 1), ("1.00", 1, 1), ("2.00", 1, 1)],
    ]


# B14, B15
@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src='http://x'>alert(1)</iframe>",
        "<svg onload=alert(1)><text>alert(1)</text></svg>",
        "<object data='file:///etc/passwd'>alert(1)</object>",
        "<form action='http://x'><textarea>alert(1)</textarea></form>",
        "<style>@import 'http://x'; alert(1)</style>",
        "<div style='display: none'>alert(1)</div>",
    ],
)
def test_nothing_active_or_unseen_survives_a_paste(read: Importer, active: str) -> None:
    imported = pasted(read, f"<p>前</p>{active}<p>后</p>")

    assert [text_of(block) for block in imported.blocks] == ["前", "后"]


def test_links_give_their_words_alone(read: Importer) -> None:
    imported = pasted(read, "<p><a href='javascript:alert(1)'>点这里</a></p>")

    assert imported.blocks == (Paragraph(text="点这里"),)
    assert imported.report.simplified == ("链接只留文字",)


def test_sections_as_wechat_nests_them_become_paragraphs(read: Importer) -> None:
    markup = "<section>" * 3_000 + "<p>㛃𬭎䶮</p><span>后</span>" + "</section>" * 9

    imported = pasted(read, markup)

    assert imported.blocks == (Paragraph(text="㛃𬭎䶮"), Paragraph(text="后"))


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>", ["甲\n乙\n丙"]),
        ("<ol><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<table><tr><td>甲<table><tr><td>乙</table></table>", ["甲\n乙"]),
        ("<td>散<p>段", ["散", "段"]),
        ("</div></table>只有结束", ["只有结束"]),
        ("<table></table>后", ["后"]),
    ],
)
def test_markup_that_is_nested_or_broken_keeps_its_words(
    read: Importer, markup: str, texts: list[str]
) -> None:
    assert [text_of(block) for block in pasted(read, markup).blocks] == texts


def test_a_pasted_secrecy_mark_is_refused_seen_or_unseen(read: Importer) -> None:
    """REQ-19."""
    for markup in (
        "<p>机密★1年</p><p>文</p>",
        "<p>文</p><i style=display:none>机密★</i>",
    ):
        with pytest.raises(SecrecyMark):
            pasted(read, markup)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\xff\xfe\xff", Damaged),
        (b"<p> </p>", EmptyDocument),
        (b"<table><tr><td colspan=300>x</table>", TooManyColumns),
    ],
)
def test_pastes_that_cannot_be_used_are_refused(
    read: Importer, data: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match="请"):
        read(data, "粘贴.pasted")


@pytest.mark.parametrize(
    "how",
    [
        'style="font-size: 0px"',
        'style="color:red;visibility: hidden"',
        'style="opacity:0"',
        'style="mso-hide:all"',
        "hidden",
    ],
)
def test_what_a_page_hides_in_any_way_is_not_published(
    read: Importer, how: str
) -> None:
    imported = read(f"<p>看得见<span {how}>看不见</span></p>".encode(), "a.pasted")

    assert [text_of(block) for block in imported.blocks] == ["看得见"]
    assert imported.report.lost == ("隐藏的文字",)


@pytest.mark.parametrize(
    "how", ["del", "s", "strike", 'span style="text-decoration: line-through red"']
)
def test_what_is_struck_out_is_not_pasted(read: Importer, how: str) -> None:
    name = how.split(maxsplit=1)[0]
    text = f"<p>补助<{how}>五百元</{name}>六百元。</p>"

    imported = read(text.encode(), "a.pasted")

    assert [text_of(block) for block in imported.blocks] == ["补助六百元。"]
    assert imported.report.lost == ("划掉的文字",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<ol start=3><li>三<li>四</ol>", ["3. 三", "4. 四"]),
        (
            "<ol><li>一</li><li value=7>七</li><li>八</li></ol>",
            ["一", "7. 七", "8. 八"],
        ),
        ("<ol start=1><li>一<li>二</ol>", ["一\n二"]),
        ("<pre>甲  乙\n丙  丁</pre>", ["甲 乙", "丙 丁"]),
        ("<p>甲<table><tr><td>乙<td>丙<tr><td>丁<td>戊", ["甲", "乙 丙\n丁 戊"]),
        ("<style>p{}</style><p style='opacity:0.5;font-size:0.9em'>字", ["字"]),
    ],
)
def test_numbers_lines_and_what_is_left_open_stay_in_their_places(
    read: Importer, text: str, found: list[str]
) -> None:
    imported = read(text.encode(), "a.pasted")

    assert [text_of(block) for block in imported.blocks] == found
