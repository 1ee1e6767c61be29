"""Prove that what stands beside a file's text is told, and never becomes a block."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml.parser import parse_xml
from docx.shared import Length
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from demo.documents import pdf_file
from media.imports.errors import SecrecyMark
from media.imports.result import Imported
from programme.blocks import text_of
from tests.fakes.files import book_bytes, pdf_of, with_members, word_bytes

Importer = Callable[[bytes, str], Imported]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def said(imported: Imported) -> str:
    texts = map(text_of, imported.blocks)
    return "\n".join([imported.title, *texts])


def word(*paragraphs: str, inside: str = "") -> bytes:
    """Return a document, with raw runs added to its first paragraph."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if inside:
        element = parse_xml(f"<w:p {_W}>{inside}</w:p>")
        document.element.body.insert(0, element)
    return word_bytes(document)


def box(text: str) -> str:
    run = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:r><w:pict><w:txbxContent>{run}</w:txbxContent></w:pict></w:r>"


def test_tracked_deletions_and_their_authors_are_told_and_never_published(
    read: Importer,
) -> None:
    """REQ-19, REQ-22."""
    inside = (
        '<w:del w:id="1" w:author="审稿甲"><w:r><w:delText>删去的话</w:delText></w:r>'
        '</w:del><w:ins w:id="2" w:author="审稿乙"><w:r><w:t>新加的话</w:t></w:r>'
        "</w:ins>"
    )

    imported = read(word("正文。", inside=inside), "a.docx")

    assert "删去的话" not in said(imported)
    assert "新加的话" in said(imported)
    assert set(imported.report.hidden) >= {
        "修订中删去的文字：删去的话",
        "修订的作者：审稿甲",
        "修订的作者：审稿乙",
    }


def test_hidden_text_of_word_is_told_and_never_published(read: Importer) -> None:
    inside = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的话</w:t></w:r>"

    imported = read(word("正文。", inside=inside), "a.docx")

    assert "藏起来的话" not in said(imported)
    assert "隐藏的文字：藏起来的话" in imported.report.hidden


def test_authors_in_file_properties_are_told_and_never_published(
    read: Importer,
) -> None:
    """REQ-22."""
    document = docx.Document()
    document.add_paragraph("正文。")
    document.core_properties.author = "起草甲"
    document.core_properties.last_modified_by = "打字乙"

    imported = read(word_bytes(document), "a.docx")

    assert "文件属性里的作者：起草甲" in imported.report.hidden
    assert "文件属性里的最后保存的人：打字乙" in imported.report.hidden
    assert "起草甲" not in said(imported) + imported.title


def test_word_comments_are_told_with_their_authors(read: Importer) -> None:
    comments = (
        f'<w:comments {_W}><w:comment w:id="0" w:author="领导甲"><w:p><w:r>'
        "<w:t>这里再核一下</w:t></w:r></w:p></w:comment></w:comments>"
    )
    data = with_members(word("正文。"), {"word/comments.xml": comments.encode()})

    imported = read(data, "a.docx")

    assert "批注：这里再核一下" in imported.report.hidden
    assert "批注的作者：领导甲" in imported.report.hidden
    assert "再核一下" not in said(imported)


def test_hidden_sheets_rows_columns_and_comments_are_told(read: Importer) -> None:
    """REQ-22."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["户", "元", "电话"], ["甲", 1, "13900001234"], ["乙", 2, "藏行"]):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = Comment("先别公开", "会计甲")
    other = book.create_sheet("底稿")
    other.append(["底稿里的话"])
    other.sheet_state = "hidden"

    imported = read(book_bytes(book), "a.xlsx")

    assert set(imported.report.hidden) >= {
        "“Sheet”里隐藏的列：13900001234",
        "“Sheet”里隐藏的行：藏行",
        "“底稿”（隐藏的工作表）：底稿里的话",
        "批注：先别公开",
        "批注的作者：会计甲",
    }
    for hidden in ("13900001234", "藏行", "底稿里的话", "先别公开", "会计甲"):
        assert hidden not in said(imported)


def _photo() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Photographer"
    exif.get_ifd(0x8825)[2] = (33.0, 20.0, 1.0)
    exif.get_ifd(0x8769)[0xA430] = "Owner"
    file = io.BytesIO()
    Image.new("RGB", (40, 20)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_place_and_owner_in_a_photo_are_told_and_gone_from_what_is_kept(
    read: Importer,
) -> None:
    """REQ-22."""
    imported = read(_photo(), "a.jpg")

    told = " ".join(imported.report.hidden)
    assert "图片里的作者：Photographer" in told
    assert "图片里的相机主人：Owner" in told
    assert "图片里的拍摄地点：(33.0, 20.0, 1.0)" in told
    for data in imported.images.values():
        assert not Image.open(io.BytesIO(data)).getexif()
        assert b"Owner" not in data


def _png(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", text)
    file = io.BytesIO()
    Image.new("RGB", (40, 20)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def _book(place: str, mark: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["户", "元"])
    target = book.create_sheet("附表") if place in {"hidden", "second"} else sheet
    if place == "hidden":
        target.sheet_state = "hidden"
    if place in {"hidden", "second", "first"}:
        target.append([mark])
    if place == "head":
        sheet.HeaderFooter.oddHeader.left.text = mark
    if place == "foot":
        sheet.HeaderFooter.evenFooter.right.text = mark
    if place == "name":
        sheet.title = mark
    if place == "property":
        book.properties.keywords = mark
    return book_bytes(book)


def _document(place: str, mark: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("关于防汛的预案")
    section = document.sections[0]
    if place == "foot":
        section.footer.paragraphs[0].text = mark
    if place == "first page":
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = mark
    if place == "even page":
        section.even_page_footer.paragraphs[0].text = mark
    if place == "table in head":
        table = section.header.add_table(1, 1, Length(5_000_000))
        table.cell(0, 0).text = mark
    if place == "body":
        for number in range(40):
            document.add_paragraph(f"第 {number} 段")
        document.add_paragraph(mark)
    if place == "property":
        document.core_properties.subject = mark
    return word_bytes(document)


_MARKED: dict[str, Callable[[], bytes]] = {
    "Word 首段": lambda: word("机密★1年", "正文"),
    "Word 正文深处": lambda: _document("body", "秘密★长期"),
    "Word 页脚": lambda: _document("foot", "内部"),
    "Word 首页页眉": lambda: _document("first page", "绝密"),
    "Word 偶数页页脚": lambda: _document("even page", "秘密★"),
    "Word 页眉表格": lambda: _document("table in head", "机 密"),
    "Word 文本框": lambda: word("正文", inside=box("秘密")),
    "Word 属性": lambda: _document("property", "工作秘密"),
    "Excel 首行": lambda: _book("first", "内部资料"),
    "Excel 第二张": lambda: _book("second", "秘密★"),
    "Excel 隐藏的表": lambda: _book("hidden", "机密"),
    "Excel 页眉": lambda: _book("head", "秘密"),
    "Excel 偶数页脚": lambda: _book("foot", "内部"),
    "Excel 表名": lambda: _book("name", "工作秘密"),
    "Excel 属性": lambda: _book("property", "机密★"),
    "PNG 附带文字": lambda: _png("秘密★3年"),
    "文字": "内部\n正文".encode,
}


@pytest.mark.parametrize("where", list(_MARKED))
def test_a_mark_is_found_wherever_a_mark_stands(read: Importer, where: str) -> None:
    """REQ-19."""
    kinds = {"Word": "a.docx", "Excel": "a.xlsx", "PNG": "a.png", "文字": "a.txt"}
    name = kinds[where.split(" ", maxsplit=1)[0]]

    with pytest.raises(SecrecyMark, match="涉密文件不得上传"):
        read(_MARKED[where](), name)


def test_ordinary_files_that_speak_of_inside_matters_come_in(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["内部", "外部"])
    sheet.append([1, 2])
    document = _document("foot", "第 1 页 内部控制制度")

    assert read(book_bytes(book), "a.xlsx").blocks
    assert read(document, "a.docx").blocks
    assert read("内部审计结果公告\n保守国家秘密是公民的义务。".encode(), "a.txt").blocks


def pdf_with_info(told: str) -> bytes:
    """Return a PDF whose font's object is its properties as well."""
    data = pdf_of("One page of text.", trailer="/Info 3 0 R")
    return data.replace(b"/Type /Font", f"{told} /Type /Font".encode())


def test_a_pdf_tells_its_author_and_none_of_it_is_published(read: Importer) -> None:
    """REQ-22."""
    data = pdf_with_info("/Author (Writer A) /Keywords (draft only)")

    imported = read(data, "a.pdf")

    assert "文件属性里的作者：Writer A" in imported.report.hidden
    assert "Writer A" not in said(imported)


@pytest.mark.parametrize(
    "data",
    [
        pdf_with_info("/Keywords <FEFF673A5BC6>"),
        pdf_file("停水通知", "明天停水，请各户提前储水。\n\n秘密★1年"),
        pdf_file("机密", "明天停水，请各户提前储水。"),
    ],
)
def test_a_mark_in_a_pdf_is_found(read: Importer, data: bytes) -> None:
    """REQ-19."""
    with pytest.raises(SecrecyMark):
        read(data, "a.pdf")


def test_an_annotation_of_a_pdf_is_told_and_not_published(read: Importer) -> None:
    note = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (ask first) >>"
    data = pdf_of("One page of text.").replace(
        b"/MediaBox [0 0 595 842]", f"/Annots [{note}] /MediaBox [0 0 595 842]".encode()
    )

    imported = read(data, "a.pdf")

    assert "PDF 里的批注：ask first" in imported.report.hidden
    assert "ask first" not in said(imported)
