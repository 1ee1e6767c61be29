from datetime import timedelta

from programme.programme import WithdrawalCause
from publishing.desk.views import DraftView
from publishing.tables.evidence import Adoption, WithdrawalReceipt
from publishing.tables.fleet import Device, DeviceReport, DeviceState
from tests.fakes.admin_pages import Pages
from tests.fakes.desk import County
from tests.fakes.known_screen import add_screen


def adopted(county: County, device: str, version: int) -> None:
    row = Adoption(
        device_id=device,
        programme_version=version,
        programme=f"{version:064x}",
        at=county.clock.now(),
        vanished=[],
        refused=[],
    )
    with county.database.session() as session:
        session.add(row)


def taken_down(county: County, made: DraftView, cause: WithdrawalCause) -> None:
    asked = county.cases.withdrawing.request(
        county.people["reviewer"],
        made.line.disclosure,
        manifest_sha256=made.line.manifest_sha256 or "",
        cause=cause,
        explanation="上级机关要求先撤下。",
    )
    county.take_down(asked)


def recalled_while_away(county: County) -> tuple[str, str]:
    """Take something down that a device, silent since, may be showing."""
    made = county.approved()
    county.clock.forward(hours=1)
    device = add_screen(county)
    adopted(county, device, 7)
    county.clock.forward(days=3)
    taken_down(county, made, WithdrawalCause.PERSONAL_DATA)
    county.clock.forward(hours=2)
    return device, made.line.disclosure


# F33
async def test_the_page_says_who_is_out_of_reach_and_until_when_it_may_show(
    pages: Pages,
) -> None:
    device, disclosure = recalled_while_away(pages.county)

    await pages.open("publisher", "/recalls")
    await pages.sees(
        "1 台还没有回执，其中 1 台可能还在放。",
        "大厅横屏",
        "第 7 版",
        "0 / 1 台已撤下",
        "里面有个人信息",
    )
    now = pages.county.clock.now()
    with pages.county.database.session() as session:
        session.add(
            WithdrawalReceipt(
                device_id=device, disclosure_id=disclosure, adopted_at=now, gone_at=now
            )
        )
    await pages.open("publisher", "/recalls")

    await pages.sees("最近撤下、都有回执的", "1 台")


async def test_where_nobody_owes_anything_the_page_says_so(pages: Pages) -> None:
    await pages.open("publisher", "/recalls")

    await pages.sees("撤下的都有了回执，没有终端还欠着。")


async def test_a_tile_shows_every_state_and_a_recall_goes_before_silence(
    pages: Pages,
) -> None:
    device, _ = recalled_while_away(pages.county)
    with pages.county.database.session() as session:
        row = session.get_one(DeviceReport, device)
        row.received_at = pages.county.clock.now() - timedelta(days=3)
        row.status = row.status | {
            "state": "storage_failing",
            "conditions": ["storage_failing", "clock_doubted"],
        }

    await pages.open("publisher", "/devices")

    await pages.sees(
        "撤下没有回执",
        "要撤下的 1 件还没有回执",
        "磁盘写不进去",
        "时钟不准",
        "3 天前说",
    )


async def test_two_machines_with_one_key_are_said_on_the_tile(pages: Pages) -> None:
    device = add_screen(pages.county)
    with pages.county.database.session() as session:
        session.get_one(DeviceReport, device).twin_at = pages.county.clock.now()

    await pages.open("publisher", "/devices")

    await pages.sees("身份被复制", "请关掉复制出来的那台")


async def test_a_device_that_was_taken_off_the_list_unanswered_is_told(
    pages: Pages,
) -> None:
    device, _ = recalled_while_away(pages.county)
    with pages.county.database.session() as session:
        row = session.get_one(Device, device)
        row.state, row.revoked_at = DeviceState.REVOKED, pages.county.clock.now()

    await pages.open("publisher", "/recalls")

    await pages.sees("最近撤下、在用的都有回执的", "1 台没有回执就停用了")
