from collections.abc import Callable

import pytest

from media.imports.errors import (
    Damaged,
    EmptyDocument,
    Encrypted,
    PageTooLarge,
    TooManyPages,
)
from media.imports.result import Imported
from programme.blocks import PageImageBlock, Paragraph
from tests.fakes.files import locked_pdf, pdf_of
from tests.fakes.pdf_pages import PdfPages

Importer = Callable[[bytes, str], Imported]


def test_lines_of_a_paragraph_are_joined_in_order(read: Importer) -> None:
    data = pdf_of(
        "The hall opens at half past eight every day\nand closes at five.\nAsk here."
    )

    imported = read(data, "a.pdf")

    assert imported.blocks == (
        Paragraph(
            text="The hall opens at half past eight every day and closes at five."
        ),
        Paragraph(text="Ask here."),
    )
    assert imported.title == "a"
    assert imported.report.simplified == (
        "PDF 的字体和版面没有保留，只留文字和认得出的表格",
    )


def test_a_page_without_text_becomes_a_picture_that_needs_words(
    read: Importer,
) -> None:
    pages = PdfPages()
    pages.text(60, 100, "有字的一页。")
    pages.end_page()
    pages.scan()

    imported = read(pages.data(), "扫描.pdf")

    page = imported.blocks[-1]
    assert isinstance(page, PageImageBlock)
    assert page.words == ""
    assert min(page.width, page.height) == pytest.approx(1_600, abs=2)
    assert page.image.sha256 in imported.images
    assert "第 2 页没有文字，按图片收下，请补上文字" in imported.report.simplified


def test_scripts_and_links_are_lost_and_said(read: Importer) -> None:
    extra = "/Extra << /JS (app.alert(1)) /URI (http://x) /AcroForm 1 >>"

    imported = read(pdf_of("Some words here.", trailer=extra), "a.pdf")

    assert imported.report.lost == (
        "PDF 里的脚本",
        "指向外面的链接",
        "可填写的表单和填在里面的内容（要公开，请打印成 PDF 再导入）",
    )


# B10
def test_a_locked_file_is_refused(read: Importer) -> None:
    with pytest.raises(Encrypted, match="密码"):
        read(locked_pdf(), "a.pdf")


# B9
@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + bytes(range(256)) * 20, b"%PDF-"])
def test_random_bytes_are_damaged(read: Importer, data: bytes) -> None:
    with pytest.raises(Damaged, match="PDF"):
        read(data, "a.pdf")


# B10
def test_a_page_larger_than_any_paper_is_refused(read: Importer) -> None:
    with pytest.raises(PageTooLarge, match=r"第 1 页.*2000000"):
        read(pdf_of("", size=(2_000_000, 2_000_000)), "a.pdf")


# B10
def test_more_than_500_pages_are_refused_with_their_number(read: Importer) -> None:
    with pytest.raises(TooManyPages, match="501 页"):
        read(pdf_of(*["a"] * 501), "a.pdf")


def test_more_scans_than_can_be_typed_are_refused(read: Importer) -> None:
    pages = PdfPages(told="/CropBox [0 0 20 20]")
    for _ in range(61):
        pages.scan()
        pages.end_page()

    with pytest.raises(TooManyPages, match="最多 60 页"):
        read(pages.data(), "a.pdf")


def test_blank_pages_are_left_out_and_said(read: Importer) -> None:
    imported = read(pdf_of("Some words here.", ""), "a.pdf")

    assert [block.kind for block in imported.blocks] == ["paragraph"]
    assert "第 2 页是空白页，没有收" in imported.report.simplified
    with pytest.raises(EmptyDocument):
        read(pdf_of("", ""), "b.pdf")
