"""Taking an answer or a disclosure home on paper (REQ-32)."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pypdfium2
import pytest

from kiosk.printing.printer import CupsPrinter, PrinterState
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock
from tests.fakes.printers import FakePrinter, StubCups

ITEM = "qinghe-gaj-001"


@pytest.fixture
def cups(tmp_path: Path) -> StubCups:
    return StubCups(folder=tmp_path / "bin")


@pytest.fixture
def printing(store: DeviceStore, clock: MovingClock, cups: StubCups) -> Iterator[Kiosk]:
    made = kiosk_over(
        store.root, clock, printer=CupsPrinter(name="hall", path=cups.path)
    )
    yield made
    made.parts.reader.close()


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "")


async def posted(client: httpx.AsyncClient, path: str) -> str:
    answer = await client.post(path, follow_redirects=True)
    return answer.text


async def test_an_answer_is_printed_with_what_was_ticked_and_nothing_that_was_typed(
    printing: Kiosk, cups: StubCups
) -> None:
    async with printing.client() as client:
        await client.post("/find", data={"words": "我的秘密身份证"})
        page = await text_of(client, f"/items/{ITEM}")
        await client.post(f"/items/{ITEM}/papers", data={"paper": "0", "on": "1"})
        done = await posted(client, f"/print/items/{ITEM}")
        back = await client.get("/back", follow_redirects=True)

    words = words_of(cups.spooled)
    assert f'action="/print/items/{ITEM}"' in page
    assert "正在打印" in done
    assert back.url.path == f"/items/{ITEM}/papers" or back.url.path.startswith(
        "/items"
    )
    for said in (
        "身份证丢了、坏了，补办",
        "12号窗口",
        "户口簿",
        "11 月 23 日印自触摸屏",
    ):
        assert said in words
    assert "秘密" not in words
    assert cups.arguments[3] == "mingbai"


async def test_a_disclosure_is_printed_as_text_with_its_register_number(
    printing: Kiosk, cups: StubCups
) -> None:
    async with printing.client() as client:
        page = await text_of(client, "/notices/d-1")
        done = await posted(client, "/print/notices/d-1")
        gone = await client.post("/print/notices/nothing")

    words = words_of(cups.spooled)
    assert 'action="/print/notices/d-1"' in page
    assert "正在打印" in done
    assert gone.status_code == 404
    for said in ("三季度财务收支", "柳坞村 2026-0140", "光伏发电收益", "18,630.55"):
        assert said in words


@pytest.mark.parametrize(
    ("line", "alerts", "said"),
    [
        ("is idle.  enabled since", "media-empty-error", "打印机没有纸了"),
        ("is idle.  enabled since", "media-jam-error", "打印机卡纸了"),
        ("disabled since", "none", "打印机现在用不了"),
    ],
)
async def test_what_keeps_the_printer_is_said_with_what_to_do(
    printing: Kiosk, cups: StubCups, line: str, alerts: str, said: str
) -> None:
    cups.tells(line, alerts)

    async with printing.client() as client:
        page = await posted(client, f"/print/items/{ITEM}")

    assert said in page
    assert "0555-010-0100" in page
    assert "扫码带走" in page
    assert not (cups.folder / "spooled").exists()


async def test_a_visit_prints_so_much_and_the_next_one_anew(
    store: DeviceStore, clock: MovingClock
) -> None:
    printer = FakePrinter()
    kiosk = kiosk_over(store.root, clock, printer=printer)
    async with kiosk.client() as client:
        pages = [await posted(client, f"/print/items/{ITEM}") for _ in range(9)]
        await client.post("/forget")
        anew = await posted(client, f"/print/items/{ITEM}")
        printer.now = PrinterState.OFFLINE
        off = await posted(client, f"/print/items/{ITEM}")
    kiosk.parts.reader.close()

    assert "正在打印" in pages[0]
    assert "您这次已经打了不少" in pages[-1]
    assert "正在打印" in anew
    assert "打印机现在用不了" in off


async def test_without_a_printer_there_is_no_button_and_no_way_to_print(
    client: httpx.AsyncClient,
) -> None:
    answer = await text_of(client, f"/items/{ITEM}")
    notice = await text_of(client, "/notices/d-1")
    tried = await client.post(f"/print/items/{ITEM}")
    nothing = await client.get("/printed/nonsense")

    assert "/print/" not in answer + notice
    assert tried.status_code == 404
    assert nothing.status_code == 422
