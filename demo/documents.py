"""Make the files that the demo county's drafters import: DOCX, XLSX, PDF, picture.

The files are made anew from the demo's texts at each start; none is shipped.
"""

import io

import docx
from docx.document import Document
from docx.shared import Inches
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageDraw, ImageFont

from demo.markup import (
    HeadingPart,
    ListPart,
    Part,
    PicturePart,
    TablePart,
    TextPart,
    amount_of,
    parts_of,
)
from demo.plain_pdf import plain_pdf
from demo.scenes import scene_file

_PAGE_PX = (1240, 1754)
_MARGIN_PX = 110
_LETTER_PX = 34
_PICTURE_WIDTH = Inches(5)


def docx_file(title: str, body: str) -> bytes:
    """Return a Word file with headings, paragraphs, lists and tables."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_heading(title, level=0)
    for part in parts_of(body):
        _append_to_docx(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _append_to_docx(document: Document, part: Part) -> None:
    match part:
        case HeadingPart():
            document.add_heading(part.text, level=1)
        case TextPart():
            document.add_paragraph(part.text)
        case ListPart():
            style = "List Number" if part.ordered else "List Bullet"
            for entry in part.entries:
                document.add_paragraph(entry, style=style)
        case PicturePart():
            picture = io.BytesIO(scene_file(part.caption))
            document.add_picture(picture, width=_PICTURE_WIDTH)
            document.add_paragraph(part.caption)
        case TablePart():
            _append_table_to_docx(document, part)


def _append_table_to_docx(document: Document, part: TablePart) -> None:
    table = document.add_table(len(part.rows), len(part.rows[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, part.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def xlsx_file(title: str, body: str, unit_note: str) -> bytes:
    """Return a workbook with the title over the table, amounts as numbers."""
    book = Workbook()
    sheet = book.create_sheet("公开表", 0)
    del book[book.sheetnames[1]]
    sheet.append([title])
    if unit_note:
        sheet.append([f"单位：{unit_note}"])
    for part in parts_of(body):
        if isinstance(part, TablePart):
            _append_table(sheet, part)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _append_table(sheet: Worksheet, part: TablePart) -> None:
    for number, row in enumerate(part.rows):
        sheet.append([_cell_value(text) for text in row])
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(sheet.max_row, column)
            cell.font = Font(bold=number == 0)
            if amount_of(text) is not None:
                cell.number_format = "#,##0.00" if "." in text else "#,##0"


def _cell_value(text: str) -> str | float:
    amount = amount_of(text)
    return text if amount is None else float(amount)


def pdf_file(title: str, body: str) -> bytes:
    """Return a PDF whose text can be read out of it."""
    lines = [title, ""]
    for part in parts_of(body):
        lines += _lines_of(part)
    return plain_pdf(lines)


def picture_file(title: str, body: str, font_file: str) -> bytes:
    """Return a PNG as a scanner would make it of a paper notice."""
    picture = Image.new("RGB", _PAGE_PX, "white")
    draw = ImageDraw.Draw(picture)
    large = ImageFont.truetype(font_file, _LETTER_PX + 18, index=2)
    usual = ImageFont.truetype(font_file, _LETTER_PX, index=2)
    draw.text((_MARGIN_PX, _MARGIN_PX), title, "black", large)
    top = _MARGIN_PX * 2
    per_line = (_PAGE_PX[0] - 2 * _MARGIN_PX) // _LETTER_PX
    for part in parts_of(body):
        for line in _lines_of(part):
            for start in range(0, max(1, len(line)), per_line):
                piece = line[start : start + per_line]
                draw.text((_MARGIN_PX, top), piece, "black", usual)
                top += _LETTER_PX * 2
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def words_of(body: str) -> str:
    """Return the plain words of a text in the demo's markup."""
    return "\n".join(line for part in parts_of(body) for line in _lines_of(part))


def _lines_of(part: Part) -> list[str]:
    if isinstance(part, HeadingPart | TextPart):
        return [part.text]
    if isinstance(part, TablePart):
        return ["　".join(row) for row in part.rows]
    if isinstance(part, PicturePart):
        return [part.caption]
    return [
        f"{number}. {text}" if part.ordered else f"· {text}"
        for number, text in enumerate(part.entries, start=1)
    ]
