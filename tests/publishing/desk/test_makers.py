import pytest

from media.imports.errors import Damaged
from media.imports.result import Imported, ImportReport
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter
from programme.blocks import Paragraph, Revision
from programme.boards import Board
from publishing.desk.makers import MediaImporter, MediaPages
from publishing.desk.ports import UnusableInput
from tests.fakes.hall_data import SCREEN


def _read(data: bytes, filename: str) -> Imported:
    if not data:
        raise Damaged(reason="没有内容")
    report = ImportReport(kept=(filename,), simplified=(), lost=())
    return Imported(
        title="题目", blocks=(Paragraph(text="字"),), images={}, report=report
    )


def test_an_import_becomes_what_the_desk_asks_for() -> None:
    read = MediaImporter(_read).import_file(b"x", "a.docx")

    assert read.blocks == (Paragraph(text="字"),)
    assert read.report["kept"] == ("a.docx",)
    assert read.report["title"] == "题目"


def test_an_importers_refusal_keeps_its_code() -> None:
    with pytest.raises(UnusableInput, match="打不开") as refused:
        MediaImporter(_read).import_file(b"", "a.docx")
    assert refused.value.code == "damaged"


def test_the_products_own_pages_reach_the_desk_and_so_do_its_refusals() -> None:
    pages = MediaPages(PageSetter(find_fonts()))

    (page,) = pages.set_pages(
        Revision(title="题目", blocks=(Paragraph(text="收入 12 元。"),)),
        board=Board.FINANCE,
        panel=SCREEN,
        images={},
    )

    assert page.webp.startswith(b"RIFF")
    with pytest.raises(UnusableInput) as refused:
        pages.set_pages(
            Revision(title="题目", blocks=(Paragraph(text="\U0001f600"),)),
            board=Board.FINANCE,
            panel=SCREEN,
            images={},
        )
    assert refused.value.code == "glyph_missing"
