"""What stands on paper, how it is set, and that its file can be read."""

import pypdfium2
from hypothesis import given, settings, strategies as st

from kiosk.printing.pdf import pdf_of
from kiosk.printing.setting import HEIGHT, MARGIN, WIDTH, lines_of, pages_of
from kiosk.printing.sheets import LineKind, SheetLine, notice_sheet
from programme.blocks import Revision
from tests.fakes.account_blocks import BLOCKS


def line(text: str, kind: LineKind = LineKind.BODY) -> SheetLine:
    return SheetLine(kind=kind, text=text)


def read(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert document.get_metadata_dict() == dict.fromkeys(
        document.get_metadata_dict(), ""
    )
    document.close()
    return texts


def test_a_file_gives_its_words_again_and_says_nothing_of_itself() -> None:
    sheet = (
        line("身份证丢了、坏了，补办", LineKind.TITLE),
        line("12 号窗口", LineKind.HEADING),
        line("户口簿，原件 1 份", LineKind.BOX),
        line("旧身份证", LineKind.TICKED),
    )

    (text,) = read(pdf_of(pages_of(sheet)))

    for said in (
        "身份证丢了、坏了，补办",
        "12 号窗口",
        "户口簿，原件 1 份",
        "旧身份证",
    ):
        assert said in text


def test_a_long_sheet_goes_on_over_pages_within_its_margins() -> None:
    pages = pages_of(tuple(line(f"第 {n} 行") for n in range(80)))

    assert len(pages) == 3
    assert len(read(pdf_of(pages))) == 3
    for page in pages:
        for one in page:
            assert MARGIN <= one.y <= HEIGHT - MARGIN
            assert MARGIN <= one.x < WIDTH - MARGIN


def test_boxes_stand_before_papers_and_only_some_are_ticked() -> None:
    kinds = (LineKind.BODY, LineKind.BOX, LineKind.TICKED)

    (page,) = pages_of(tuple(line("一", kind) for kind in kinds))

    assert [one.box for one in page] == [None, False, True]
    assert page[1].x > page[0].x


def test_lines_keep_numbers_whole_and_begin_with_no_mark() -> None:
    assert lines_of("电话 0555-010-0112", 8) == ["电话", "0555-010-0112"]
    assert lines_of("一二三四，五六", 4) == ["一二三四，", "五六"]
    assert lines_of("a" * 30, 8) == ["a" * 14, "a" * 14, "aa"]
    assert lines_of("", 8) == [""]


@settings(max_examples=40)
@given(text=st.text(max_size=80))
def test_no_character_of_a_line_is_lost_or_drawn_outside(text: str) -> None:
    lines = lines_of(text, 10)

    kept = "".join("".join(lines).split())
    wanted = [c if c <= "\uffff" else "〓" for c in text if c >= " "]
    assert kept == "".join("".join(wanted).split())
    assert all(len(one) <= 24 for one in lines)


def test_a_disclosure_is_printed_with_its_tables_row_by_row() -> None:
    revision = Revision(title="三季度财务收支", blocks=BLOCKS)

    texts = [one.text for one in notice_sheet(revision, notes=("柳坞村",))]

    assert texts[:2] == ["三季度财务收支", "柳坞村"]
    assert "合计　120,630.55　70,730.40" in texts
    assert "收支明细　元" in texts
    assert "票据在村委会，可以来看。" in texts
