import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from media.imports.errors import (
    Damaged,
    DoctypeFound,
    EmptyDocument,
    SecrecyMark,
    TooManyPixels,
)
from media.imports.result import Imported
from programme.blocks import Cell, Figure, Heading, ListBlock, Paragraph, Table
from tests.fakes.files import (
    member,
    picture,
    png_of_size,
    with_members,
    word_bytes,
    word_of,
)

Importer = Callable[[bytes, str], Imported]
BODY = "word/document.xml"
BOXED = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>"
    "<w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
    "<w:txbxContent><w:p><w:r><w:t>重复</w:t></w:r></w:p></w:txbxContent>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def with_body(inner: str) -> bytes:
    """Return a Word file whose body is this XML."""
    document = docx.Document()
    body = document.element.body
    body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>标题</w:t></w:r></w:p>"))
    place = parse_xml(
        f"<w:sdt {nsdecls('w', 'r', 'm', 'a')} "
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )
    body.insert(1, place)
    return word_bytes(document)


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


def test_a_picture_that_cannot_be_opened_is_lost_and_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("图")
    document.add_picture(io.BytesIO(picture()), width=Inches(1))
    data = word_bytes(document)

    imported = read(with_members(data, {"word/media/image1.png": b"EMF"}), "a.docx")

    assert imported.report.lost == ("打不开的图片（多半是 EMF、WMF 格式）",)


def test_a_picture_bomb_inside_is_refused(read: Importer) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()), width=Inches(1))
    bomb = {"word/media/image1.png": png_of_size(13_000, 13_000)}

    with pytest.raises(TooManyPixels, match="13000×13000"):
        read(with_members(word_bytes(document), bomb), "a.docx")


@pytest.mark.parametrize(
    ("inner", "text", "said"),
    [
        (
            "<w:p><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>",
            "网址",
            "链接只留文字",
        ),
        (
            "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>",
            "新增",
            "修订中新增的文字当作正文",
        ),
        (
            "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
            "x=1",
            "公式改成文字",
        ),
        (
            BOXED,
            "框里",
            "文本框改成正文",
        ),
    ],
)
def test_what_is_simplified_keeps_its_text_and_is_said(
    read: Importer, inner: str, text: str, said: str
) -> None:
    imported = read(with_body(inner), "a.docx")

    assert imported.blocks == (Paragraph(text=text),)
    assert imported.report.simplified == (said,)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<w:object/>", "嵌入的对象"),
        ('<w:footnoteReference w:id="1"/>', "脚注"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "特殊符号字体里的符号"),
        ('<w:pict><v:imagedata r:link="rId77"/></w:pict>', "不在文件里的图片"),
        ('<w:drawing><a:blip r:embed="rId99"/></w:drawing>', "不在文件里的图片"),
    ],
)
def test_what_is_lost_is_said(read: Importer, inner: str, said: str) -> None:
    run = f"<w:p><w:r><w:t>留</w:t>{inner}</w:r></w:p>"

    imported = read(with_body(run), "a.docx")

    assert imported.blocks == (Paragraph(text="留"),)
    assert imported.report.lost == (said,)


def test_deleted_and_hidden_text_does_not_come_along(read: Importer) -> None:
    inner = (
        "<w:p><w:del><w:r><w:delText>删了</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>'
    )

    imported = read(with_body(inner), "a.docx")

    assert imported.blocks == (Paragraph(text="看得见"),)
    assert imported.report.lost == ("修订中已删除的文字", "隐藏的文字")


def test_line_breaks_tabs_and_hyphens_are_kept_as_text(read: Importer) -> None:
    inner = (
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t>"
        "<w:noBreakHyphen/></w:r></w:p><w:altChunk/>"
    )

    imported = read(with_body(inner), "a.docx")

    assert [getattr(block, "text", "") for block in imported.blocks] == ["一", "二 三-"]
    assert imported.report.lost == ("嵌入的其他文档",)


def test_macros_objects_and_page_heads_are_lost_and_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "清禾县人民政府"
    extra = {"word/vbaProject.bin": b"x", "word/embeddings/a.bin": b"x"}

    imported = read(with_members(word_bytes(document), extra), "a.docx")

    assert imported.report.lost == ("宏", "嵌入的文件", "页眉和页脚")


# REQ-19
def test_a_secrecy_mark_in_a_page_head_is_found(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("关于防汛的预案")
    document.sections[0].header.paragraphs[0].text = "机密★3年"

    with pytest.raises(SecrecyMark, match="涉密文件不得上传"):
        read(word_bytes(document), "a.docx")


def test_a_secrecy_mark_in_the_first_lines_is_found(read: Importer) -> None:
    with pytest.raises(SecrecyMark, match="内部资料"):
        read(word_of("内部资料　注意保存", "正文"), "a.docx")


# B14
def test_html_and_template_signs_stay_text(read: Importer) -> None:
    text = "<script>alert(1)</script>{{ 7*7 }}${x}"

    imported = read(word_of("标题", text), "a.docx")

    assert imported.blocks == (Paragraph(text=text),)


def test_a_document_without_a_word_is_empty(read: Importer) -> None:
    with pytest.raises(EmptyDocument):
        read(word_of("", "  "), "a.docx")


# B5, B6
def test_an_external_entity_is_refused_and_nothing_is_read(read: Importer) -> None:
    data = word_of("标题")
    declaration = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = member(data, BODY).replace(b"?>", b"?>" + declaration, 1)

    with pytest.raises(DoctypeFound):
        read(with_members(data, {BODY: body}), "a.docx")


@pytest.mark.parametrize("part", [BODY, "[Content_Types].xml", "_rels/.rels"])
def test_a_broken_part_is_named_damaged(read: Importer, part: str) -> None:
    data = word_of("标题")
    broken = with_members(data, {part: member(data, part)[:-30]})

    with pytest.raises(Damaged, match="请用原来的软件"):
        read(broken, "a.docx")


def test_an_archive_that_is_no_word_file_is_damaged(read: Importer) -> None:
    with pytest.raises(Damaged, match="Word"):
        read(with_members(word_of("a"), {}, without=(BODY,)), "a.docx")


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
