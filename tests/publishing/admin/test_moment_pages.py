from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from programme.boards import DisplayKind
from publishing.admin.dates import Calendar
from publishing.admin.pages.moments import asked_of
from publishing.errors import NotThere
from publishing.tables.fleet import Device
from publishing.tables.glass import CaptureRow
from tests.fakes.admin_pages import Pages
from tests.fakes.hand_clock import NOON
from tests.fakes.looking_back import AT, screen_that_showed

CALENDAR = Calendar(now=NOON, zone=ZoneInfo("Asia/Shanghai"))


# REQ-30
async def test_the_page_answers_what_was_on_a_screen_at_a_day_and_time(
    pages: Pages,
) -> None:
    looked = screen_that_showed(pages.county)

    await pages.open(
        "reviewer", f"/moments?screen={looked.device}&on=2026-09-03&time=14:05"
    )
    await pages.sees(
        f"放的是“{looked.title}”",
        "2026-09-03 14:04:55",
        "第 1 页，共 1 页",
        "可信",
        "4 分之前",
    )
    await pages.open(
        "reviewer", f"/moments?screen={looked.device}&on=2026-09-03&time=13:45"
    )
    await pages.sees("没有证据说放着什么", "画面停住不动了", "浏览器崩溃后重新打开")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"on": "2026-09-03", "time": "14:05"},
        {"screen": "s", "on": "2026-02-30", "time": "14:05"},
        {"screen": "s", "on": "2026-09-03", "time": "25:05"},
        {"screen": "s", "on": "1026-09-03", "time": "14:05"},
    ],
)
def test_an_address_that_asks_for_no_moment_asks_for_none(
    query: dict[str, str],
) -> None:
    assert asked_of(query, CALENDAR).at is None


def test_local_time_to_the_second_is_understood() -> None:
    query = {"screen": "group:g", "on": "2026-09-03", "time": "14:05:30"}

    asked = asked_of(query, CALENDAR)

    assert asked.at == AT + timedelta(seconds=30)
    assert asked.display() == {"group": "g"}


# REQ-22, REQ-30
async def test_the_page_says_which_pictures_are_gone_or_failed_and_why(
    pages: Pages,
) -> None:
    looked = screen_that_showed(pages.county)
    with pages.county.database.session() as session:
        row = session.get_one(CaptureRow, (looked.device, looked.picture))
        row.gone_at, row.gone_because = pages.county.clock.now(), "erased"

    await pages.open(
        "reviewer", f"/moments?screen={looked.device}&on=2026-09-03&time=14:05"
    )
    await pages.sees("已删：上面有期满或因个人信息", "没有拍成：设备磁盘写不进去")
    by = pages.county.people["reviewer"]
    with pytest.raises(NotThere):
        pages.county.cases.moments.photograph(by, looked.device, looked.picture)
    await pages.open("reviewer", "/devices")
    await pages.sees("照片没拍成：设备磁盘写不进去")


# REQ-30
async def test_of_a_kiosk_the_page_says_that_it_is_not_photographed(
    pages: Pages,
) -> None:
    looked = screen_that_showed(pages.county)
    with pages.county.database.session() as session:
        device = session.get_one(Device, looked.device)
        device.display_kind = DisplayKind.KIOSK

    await pages.open(
        "reviewer", f"/moments?screen={looked.device}&on=2026-09-03&time=14:05"
    )

    await pages.sees("触摸屏不拍照")


# REQ-70
async def test_the_office_holds_the_pictures_of_a_disputed_disclosure(
    pages: Pages,
) -> None:
    looked = screen_that_showed(pages.county)
    by = pages.county.people["publisher"]
    holds = pages.county.cases.picture_holds
    holds.hold(by, looked.disclosure, reason="村民对金额有异议")

    await pages.open("publisher", f"/disclosures/{looked.disclosure}")

    await pages.sees("存着 1 张", "留存：村民对金额有异议", "解除留存")
