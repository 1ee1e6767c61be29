import io
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from PIL import Image

from demo.documents import docx_file, pdf_file, picture_file, words_of, xlsx_file

TITLE = "三季度收支"
BODY = """
# 一、概况
全村三季度收支平衡。
- 公开透明
1. 先看
|项目|金额|
|光伏收益|18,630.55|
|路灯|—|
|=合计|
"""
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def test_the_word_file_holds_headings_lists_and_a_table() -> None:
    document = docx.Document(io.BytesIO(docx_file(TITLE, BODY)))

    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == [TITLE, "一、概况", "全村三季度收支平衡。", "公开透明", "先看"]
    assert document.tables[0].cell(3, 1).text == "18,630.55"


def test_the_workbook_holds_amounts_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(TITLE, BODY, "元")))

    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows == [
        (TITLE, None),
        ("单位：元", None),
        ("项目", "金额"),
        ("光伏收益", 18630.55),
        ("路灯", "—"),
        ("合计", 18630.55),
    ]


def test_the_pdf_can_be_read_and_breaks_into_pages() -> None:
    short = pypdfium2.PdfDocument(pdf_file(TITLE, BODY))
    long = pypdfium2.PdfDocument(pdf_file(TITLE, "一句话。\n" * 100))

    words = short[0].get_textpage().get_text_range()
    assert "全村三季度收支平衡。" in words
    assert "18,630.55" in words
    assert len(long) == 3


def test_the_picture_is_a_page_with_ink_on_it() -> None:
    picture = Image.open(io.BytesIO(picture_file(TITLE, BODY, str(FONT))))

    assert picture.size == (1240, 1754)
    assert picture.convert("L").getextrema() == (0, 255)


def test_words_are_those_of_every_part() -> None:
    assert words_of(BODY).splitlines()[:4] == [
        "一、概况",
        "全村三季度收支平衡。",
        "· 公开透明",
        "1. 先看",
    ]
