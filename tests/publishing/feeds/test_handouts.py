"""What paper and groups get of a disclosure, and what they never get."""

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from programme.blocks import Cell, Paragraph, Table
from programme.carriers import Carrier
from programme.programme import WithdrawalCause
from publishing.desk.outside import StaysIn
from publishing.errors import NotThere, Refused
from publishing.feeds.handouts import Handouts, NotSent
from publishing.house import use_cases
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County, digest
from tests.fakes.handing_out import PERSONS, EndlessPages, cases_at
from tests.fakes.public_site import ADDRESS


def codes_in(picture: Image.Image) -> tuple[str, ...]:
    """Return what a telephone reads in a picture."""
    return tuple(found.text for found in zxingcpp.read_barcodes(picture))


@pytest.fixture
def handouts(county: County) -> Handouts:
    """Give the handouts with the product's own page setter."""
    return cases_at(county, ADDRESS).public.handouts


# REQ-35
def test_the_message_says_what_the_code_says_and_more_with_the_page(
    county: County, handouts: Handouts
) -> None:
    made = county.approved(blocks=(Paragraph(text="收入 42,000.00 元。" * 9),))

    told = handouts.show(county.people["drafter"], made.line.disclosure)

    assert told.message.splitlines()[:3] == [
        made.line.title,
        "云溪镇柳坞村村委会",
        "柳坞村 2026-0001",
    ]
    assert told.message.endswith(told.page)
    assert told.page.startswith(f"{ADDRESS}/r/")
    assert told.code_text.splitlines()[:3] == told.message.splitlines()[:3]
    assert len(told.code_text) < len(told.message)


def test_the_long_picture_is_as_wide_as_a_telephone_and_as_long_as_its_text(
    county: County, handouts: Handouts
) -> None:
    short = county.approved(blocks=(Paragraph(text="一句话。"),))
    drafter = county.people["drafter"]

    (picture,) = handouts.long_pictures(drafter, short.line.disclosure)
    again = handouts.long_pictures(drafter, short.line.disclosure)

    found = Image.open(io.BytesIO(picture))
    assert found.width == 1080
    assert found.height < 1400
    assert again == (picture,)


# REQ-35
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_the_code_on_paper_and_on_pictures_is_read_as_the_page_or_the_text_itself(
    county: County, address: str
) -> None:
    cases = cases_at(county, address)
    made = replace(county, cases=cases).approved()
    drafter, disclosure = county.people["drafter"], made.line.disclosure
    told = cases.public.handouts.show(drafter, disclosure)

    (picture,) = cases.public.handouts.long_pictures(drafter, disclosure)
    with pypdfium2.PdfDocument(cases.public.handouts.sheet(drafter, disclosure)) as pdf:
        paper = pdf[0].render(scale=2).to_pil().convert("L")

    shown = Image.open(io.BytesIO(picture)).convert("L")
    read = {codes_in(paper), codes_in(shown)}
    assert read == {(told.code_text,)}
    if address:
        assert told.code_text == told.page
    else:
        assert told.code_text.startswith(
            f"{made.line.title}\n云溪镇柳坞村村委会\n柳坞村 2026-0001\n2026-11-23\n"
        )
        assert "收入 42,000.00 元。" in told.code_text


# REQ-36
def test_the_a4_sheet_can_be_searched_and_has_a_cell_for_each_day(
    county: County, handouts: Handouts
) -> None:
    table = Table(
        header_rows=1,
        rows=(
            (Cell(text="项目"), Cell(text="元")),
            (Cell(text="水费"), Cell(text="1")),
        ),
    )
    made = county.approved(blocks=(Paragraph(text="收支如下。"), table))

    data = handouts.sheet(county.people["drafter"], made.line.disclosure)

    with pypdfium2.PdfDocument(data) as sheet:
        words = "".join(one.get_textpage().get_text_bounded() for one in sheet)
        title = sheet.get_metadata_value("Title")
    parts = (
        "财务公开", "云溪镇柳坞村村委会", made.line.title, "收支如下。", "项目", "水费",
        "每贴满一个工作日", "1", "20", "公开登记号 柳坞村 2026-0001",
        "到 2026 年 12 月 21 日为止", "第 1 页，共 1 页",
    )  # fmt: skip
    at = 0
    for part in parts:
        at = words.find(part, at)
        assert at >= 0, part
    assert title == made.line.title


# REQ-35
def test_a_table_longer_than_a_screen_shows_hangs_whole_on_paper(
    county: County,
) -> None:
    rows = tuple((Cell(text=f"第 {n} 段"), Cell(text="1")) for n in range(1, 21))
    table = Table(header_rows=1, rows=((Cell(text="路段"), Cell(text="元")), *rows))
    made = county.approved(blocks=(table,))
    handouts = cases_at(county, ADDRESS, most_shown=1).public.handouts

    data = handouts.sheet(county.people["drafter"], made.line.disclosure)

    with pypdfium2.PdfDocument(data) as sheet:
        words = "".join(one.get_textpage().get_text_bounded() for one in sheet)
    assert "请到触摸屏查看" not in words
    assert all(f"第 {n} 段" in words for n in range(1, 21))


def test_what_is_too_long_for_one_file_is_refused_with_the_other_way(
    county: County,
) -> None:
    long = county.approved(blocks=(Paragraph(text="一句话。\n" * 20),))
    cases = replace(county.services, page_setter=EndlessPages())
    endless = use_cases(cases).public.handouts

    with pytest.raises(Refused, match="打印张贴稿"):
        endless.sheet(county.people["drafter"], long.line.disclosure)


def test_what_lasts_until_it_changes_has_no_cells_to_sign(
    county: County, handouts: Handouts
) -> None:
    made = county.approved(mandate="long_term")

    data = handouts.sheet(county.people["drafter"], made.line.disclosure)

    with pypdfium2.PdfDocument(data) as sheet:
        words = sheet[0].get_textpage().get_text_bounded()
    assert "长期公开" in words
    assert "签名" not in words


def test_a_long_text_is_split_into_several_long_pictures(
    county: County, handouts: Handouts
) -> None:
    text = "村里的路灯按季度检修一次，费用从村集体收入里出。" * 90
    long = county.approved(blocks=(Paragraph(text=text),))

    pictures = handouts.long_pictures(county.people["drafter"], long.line.disclosure)

    assert len(pictures) > 1
    assert all(Image.open(io.BytesIO(one)).height < 7680 for one in pictures)


def test_the_a4_sheet_is_grey_and_of_a4_size(
    county: County, handouts: Handouts
) -> None:
    made = county.approved()

    data = handouts.sheet(county.people["drafter"], made.line.disclosure)

    with pypdfium2.PdfDocument(data) as sheet:
        width, height = sheet[0].get_size()
        pixels = sheet[0].render(scale=0.2).to_pil().convert("RGB")
    assert (round(width), round(height)) == (595, 842)
    colours = {tuple(pixel) for _, pixel in pixels.getcolors(1 << 20) or ()}
    assert all(max(one) - min(one) <= 2 for one in colours)


# REQ-20 REQ-22
def test_of_a_list_of_persons_groups_get_nothing_and_the_own_board_its_sheet(
    county: County, handouts: Handouts
) -> None:
    made = county.approved(title="补贴发放", unit="qinghe", blocks=(PERSONS,))
    drafter, disclosure = county.people["drafter"], made.line.disclosure

    told = handouts.show(drafter, disclosure)

    assert told.not_sent is NotSent.STAYS
    assert told.stays is StaysIn.PERSONS
    assert told.message == told.page == ""
    assert "某甲" not in told.code_text
    for act in (handouts.long_pictures, handouts.sent):
        with pytest.raises(Refused, match="不发微信群"):
            act(drafter, disclosure)
    assert handouts.sheet(drafter, disclosure).startswith(b"%PDF")


def test_what_was_taken_down_goes_nowhere_any_more(
    county: County, handouts: Handouts
) -> None:
    made = county.approved()
    drafter = county.people["drafter"]
    county.clock.forward(hours=1)
    asked = county.cases.withdrawing.request(
        drafter,
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=WithdrawalCause.SAFETY,
        explanation="先拿下来。",
    )
    county.take_down(asked)

    told = handouts.show(drafter, made.line.disclosure)

    assert told.not_sent is NotSent.NOT_NOW
    assert not told.hangs
    for act in (handouts.long_pictures, handouts.sent, handouts.sheet):
        with pytest.raises(Refused):
            act(drafter, made.line.disclosure)


# REQ-35
def test_one_press_records_that_it_went_to_groups_with_the_time(
    county: County, handouts: Handouts
) -> None:
    made = county.approved()
    drafter = county.people["drafter"]

    kept = handouts.sent(drafter, made.line.disclosure)

    assert kept.carrier is Carrier.WECHAT
    assert kept.from_on == kept.last_on
    assert kept.remark.startswith("已发微信群，")


def test_what_was_never_published_and_what_is_another_units_is_not_there(
    county: County, handouts: Handouts
) -> None:
    draft, made = county.draft(), county.approved()
    stranger = county.join(
        "stranger-login", Held(unit="qinghe-liuwu", office=Office.DRAFTER)
    )
    other = county.approved(unit="qinghe", title="县里的一件")

    assert handouts.find(county.people["drafter"], draft.line.disclosure) is None
    assert handouts.find(stranger, made.line.disclosure) is not None
    with pytest.raises(NotThere):
        handouts.show(county.people["drafter"], draft.line.disclosure)
    with pytest.raises(NotThere):
        handouts.show(stranger, other.line.disclosure)
