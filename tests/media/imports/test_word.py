import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from programme.blocks import Cell, Figure, Heading, ListBlock, Paragraph, Table
from tests.fakes.files import (
    picture,
    word_bytes,
    word_of,
)
from tests.fakes.word_bodies import Importer, with_body


def test_styles_become_title_headings_paragraphs_and_lists(read: Importer) -> None:
    document = docx.Document()
    document.add_heading("村务公开", level=0)
    document.add_heading("说明", level=1)
    document.add_heading("细则", level=5)
    document.add_paragraph("正文第一段。")
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")

    imported = read(word_bytes(document), "a.docx")

    assert imported.title == "村务公开"
    assert imported.blocks == (
        Heading(level=1, text="说明"),
        Heading(level=3, text="细则"),
        Paragraph(text="正文第一段。"),
        ListBlock(ordered=True, entries=("甲", "乙")),
        ListBlock(ordered=False, entries=("丙",)),
    )
    assert imported.report.kept == ("小标题 2 个", "段落 1 段", "列表 2 个")


def test_chinese_numbering_makes_headings_without_a_style(read: Importer) -> None:
    imported = read(
        word_of("关于停水的通知", "一、停水时间", "（一）城区", "一、本条说明；很长。"),
        "a.docx",
    )

    assert imported.title == "关于停水的通知"
    assert [block.kind for block in imported.blocks] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_a_table_keeps_merged_cells_and_its_unit(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("收支")
    document.add_paragraph("单位：元")
    table = document.add_table(rows=4, cols=3)
    rows = (
        ("村", "补助", ""),
        ("", "低保", "取暖"),
        ("柳坞", "1", "2.50"),
        ("合计", "1", "2.50"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))

    imported = read(word_bytes(document), "a.docx")

    found = imported.blocks[0]
    assert isinstance(found, Table)
    assert found.unit_note == "元"
    assert found.rows[0] == (Cell(text="村", rowspan=2), Cell(text="补助", colspan=2))
    assert (found.header_rows, found.numeric_columns) == (2, (1, 2))
    assert found.total_rows == (3,)


def test_a_head_that_the_file_marks_is_believed(read: Importer) -> None:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>"
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>" * 2
    rows = (
        head.format(cells.format("1", "2")) + f"<w:tr>{cells.format('3', '4')}</w:tr>"
    )

    imported = read(with_body(f"<w:tbl>{rows}</w:tbl>"), "a.docx")

    table = imported.blocks[-1]
    assert isinstance(table, Table)
    assert table.header_rows == 1


def test_a_picture_is_kept_without_what_the_camera_wrote(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("现场照片")
    document.add_picture(io.BytesIO(picture("JPEG", (300, 200))), width=Inches(1))

    imported = read(word_bytes(document), "a.docx")

    figure = imported.blocks[-1]
    assert isinstance(figure, Figure)
    assert (figure.width, figure.height) == (300, 200)
    assert imported.images[figure.image.sha256][:4] == b"RIFF"


def test_a_picture_in_a_cell_moves_below_the_table(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("名单")
    cell = document.add_table(rows=1, cols=2).cell(0, 0)
    cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Inches(1))

    imported = read(word_bytes(document), "a.docx")

    assert [block.kind for block in imported.blocks] == ["table", "figure"]
    assert "表格里的图片移到表格下面" in imported.report.simplified


def test_line_breaks_tabs_and_hyphens_are_kept_as_text(read: Importer) -> None:
    inner = (
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t>"
        "<w:noBreakHyphen/></w:r></w:p><w:altChunk/>"
    )

    imported = read(with_body(inner), "a.docx")

    assert [getattr(block, "text", "") for block in imported.blocks] == ["一", "二 三-"]
    assert imported.report.lost == ("嵌入的其他文档",)


# B14
def test_html_and_template_signs_stay_text(read: Importer) -> None:
    text = "<script>alert(1)</script>{{ 7*7 }}${x}"

    imported = read(word_of("标题", text), "a.docx")

    assert imported.blocks == (Paragraph(text=text),)


def numbered(*levels: tuple[str, str]) -> bytes:
    """Return a Word file whose list 7 has these forms and texts by level."""
    document = docx.Document()
    document.add_paragraph("村规民约")
    part = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    space = nsdecls("w")
    part.insert(
        0,
        parse_xml(
            f'<w:abstractNum {space} w:abstractNumId="70">{inner}</w:abstractNum>'
        ),
    )
    part.append(
        parse_xml(f'<w:num {space} w:numId="7"><w:abstractNumId w:val="70"/></w:num>')
    )
    for text, level in (("甲", 0), ("子", 1), ("插话。", None), ("乙", 0)):
        paragraph = document.add_paragraph(text)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(  # noqa: SLF001 - no public way
                parse_xml(
                    f'<w:numPr {space}><w:ilvl w:val="{level}"/><w:numId w:val="7"/>'
                    "</w:numPr>"
                )
            )
    return word_bytes(document)


@pytest.mark.parametrize(
    ("levels", "texts"),
    [
        (
            (("chineseCounting", "第%1条　"), ("decimal", "%1.%2 ")),
            ["第一条　甲", "一.1 子", "插话。", "第二条　乙"],
        ),
        (
            (("upperRoman", "%1. "), ("lowerLetter", "(%2) ")),
            ["I. 甲", "(a) 子", "插话。", "II. 乙"],
        ),
        (
            (("decimalEnclosedCircle", "%1"), ("lowerRoman", "%2、")),
            ["①甲", "i、子", "插话。", "②乙"],
        ),
    ],
)
def test_automatic_numbers_come_along_as_they_are_seen(
    read: Importer, levels: tuple[tuple[str, str], ...], texts: list[str]
) -> None:
    imported = read(numbered(*levels), "a.docx")

    assert [getattr(block, "text", "") for block in imported.blocks] == texts


def test_a_list_that_goes_on_after_a_paragraph_goes_on_counting(
    read: Importer,
) -> None:
    imported = read(numbered(("decimal", "%1."), ("decimal", "%2.")), "a.docx")

    assert imported.blocks == (
        ListBlock(ordered=True, entries=("甲",)),
        Paragraph(text="1.子"),
        Paragraph(text="插话。"),
        Paragraph(text="2.乙"),
    )
