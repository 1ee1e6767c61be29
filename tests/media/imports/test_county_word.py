"""Word files as county offices send them, each with what it once lost or let out."""

import io
import zipfile

import docx
import pytest

from media.imports.errors import Damaged
from programme.blocks import Heading, Paragraph, Table, text_of
from tests.fakes.files import member, with_members, word_bytes, word_of
from tests.fakes.word_bodies import (
    BODY,
    RELATIONS,
    TYPES,
    Importer,
    paragraph,
    run,
    with_body,
)


# REQ-16
@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("××县人民政府文件", "×政发〔2026〕12号", "关于修路的通知"), "关于修路的通知"),
        (
            (
                "×政办〔2026〕3号",
                "××县人民政府办公室关于",
                "印发《办法》的通知",
                "正文。",
            ),
            "××县人民政府办公室关于印发《办法》的通知",
        ),
        (
            ("特急", "××县财政局文件", "签发人：某某", "关于预算的报告（草案）"),
            "关于预算的报告（草案）",
        ),
        (("××县人民政府文件", "正文从这里开始。"), "××县人民政府文件"),
        (("关于停水的", "正文。"), "关于停水的"),
        (("一、总体要求", "正文。"), "a"),
    ],
)
def test_the_title_stands_below_a_red_head_on_as_many_lines_as_it_needs(
    read: Importer, lines: tuple[str, ...], title: str
) -> None:
    imported = read(word_of(*lines, "末段。"), "a.docx")

    assert imported.title == title
    left = "".join(text_of(block) for block in imported.blocks)
    for line in lines:
        assert line in left or line in title


# REQ-16
def test_what_a_style_hides_is_not_published(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("公示正文。")
    hidden = document.styles.add_style("Base", 1)
    hidden.font.hidden = True
    child = document.styles.add_style("Child", 1)
    child.base_style = hidden
    document.add_paragraph("样式藏的。", style="Child")
    shown = document.styles.add_style("Shown", 1)
    shown.base_style, shown.font.hidden = hidden, False
    document.add_paragraph("又显示的。", style="Shown")
    letters = document.styles.add_style("Letters", 2)
    letters.font.hidden = True
    line = document.add_paragraph("前")
    line.add_run("字符藏的", style="Letters")
    line.add_run("后。")

    imported = read(word_bytes(document), "a.docx")

    assert [text_of(b) for b in imported.blocks] == [
        "公示正文。",
        "又显示的。",
        "前后。",
    ]
    assert imported.report.lost == ("隐藏的文字（2 处）",)
    assert "隐藏的文字：字符藏的" in imported.report.hidden


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_what_is_struck_out_is_not_published_as_if_it_stood(
    read: Importer, mark: str
) -> None:
    data = with_body(paragraph(run("补助"), run("五百元", mark), run("六百元。")))

    imported = read(data, "a.docx")

    assert [text_of(b) for b in imported.blocks] == ["补助六百元。"]
    assert imported.report.lost == ("划掉的文字",)
    assert "划掉的文字：五百元" in imported.report.hidden


def test_cells_and_rows_that_are_deleted_or_hidden_are_lost_and_said(
    read: Importer,
) -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(run(words))}</w:tc>"

    def row(*cells: str, more: str = "") -> str:
        return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"

    deleted = '<w:cellDel w:id="1" w:author="某人"/>'
    table = "".join(
        (
            row(cell("甲"), cell("乙")),
            row(cell("丙"), cell("删的", deleted)),
            row(cell("藏的"), cell("藏的"), more="<w:hidden/>"),
            row(cell("丁"), cell("戊"), more='<w:hidden w:val="0"/>'),
        )
    )

    imported = read(with_body(f"<w:tbl>{table}</w:tbl>"), "a.docx")

    assert text_of(imported.blocks[0]) == "甲 乙\n丙 \n丁 戊"
    assert imported.report.lost == ("修订中已删除的表格格子", "隐藏的表格行")
    assert "某人" not in str(imported.blocks)


def test_the_contents_that_word_made_stay_out_and_are_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("办法")
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总则\t3", style="toc 1")
    document.add_paragraph("一、总则")
    by_style = word_bytes(document)
    by_part = with_body(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
        'w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"{paragraph(run('一、总则 3'))}</w:sdtContent></w:sdt>"
        f"{paragraph(run('一、总则'))}"
    )

    for data in (by_style, by_part):
        imported = read(data, "a.docx")

        assert imported.blocks == (Heading(level=1, text="一、总则"),)
        assert imported.report.simplified == (
            "去掉了自动生成的目录（屏幕上没有它说的页码）",
        )


def test_files_as_several_makers_leave_them_are_read(read: Importer) -> None:
    data = word_of("标题", "正文。")
    dangling = (
        b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/image" Target="NULL"/></Relationships>'
    )
    relations = member(data, RELATIONS).replace(b"</Relationships>", dangling)
    strict = member(data, BODY).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    macros = member(data, TYPES).replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"ms-word.document.macroEnabled.main+xml",
    )

    for changed in (
        with_members(data, {RELATIONS: relations}),
        with_members(data, {}, without=("docProps/core.xml", "docProps/app.xml")),
        with_members(data, {BODY: strict}),
        with_members(data, {TYPES: macros, "word/vbaProject.bin": b"x"}),
    ):
        imported = read(changed, "a.docx")

        assert imported.blocks == (Paragraph(text="正文。"),)


def test_a_file_that_holds_one_part_twice_is_refused(read: Importer) -> None:
    file = io.BytesIO(word_of("标题", "批准的字。"))
    other = member(word_of("标题", "冒名的字。"), BODY)
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(file, "a") as archive,
    ):
        archive.writestr(BODY, other)

    with pytest.raises(Damaged, match="两个同名的部分"):
        read(file.getvalue(), "a.docx")


def test_chapters_are_headings_and_articles_are_not(read: Importer) -> None:
    found = read(
        word_of("办法", "第一章 总则", "第二节 范围", "第一条 为了规范管理。"), "a.docx"
    ).blocks

    assert found == (
        Heading(level=1, text="第一章 总则"),
        Heading(level=2, text="第二节 范围"),
        Paragraph(text="第一条 为了规范管理。"),
    )


def test_cells_merged_down_sixty_rows_are_one_cell(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("公示")
    table = document.add_table(rows=61, cols=3)
    for column, name in enumerate(("镇", "户主", "金额（元）")):
        table.cell(0, column).text = name
    for row in range(1, 61):
        table.cell(row, 1).text, table.cell(row, 2).text = f"户{row}", f"{row}.00"
    table.cell(1, 0).merge(table.cell(60, 0)).text = "东山镇"

    block = read(word_bytes(document), "a.docx").blocks[0]

    assert isinstance(block, Table)
    assert (block.rows[1][0].text, block.rows[1][0].rowspan) == ("东山镇", 60)
    assert block.rows[60][0].text == "户60"
