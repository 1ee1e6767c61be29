"""The page of a disclosure tells which devices have erased it (REQ-22)."""

from programme.boards import DisplayKind
from programme.programme import WithdrawalCause
from publishing.tables.evidence import ErasureReceiptRow
from publishing.tables.fleet import Device, DeviceState
from tests.fakes.admin_pages import Pages


async def test_who_has_erased_it_and_who_has_not_is_on_the_page(pages: Pages) -> None:
    county = pages.county
    made = county.approved()
    manifest = made.line.manifest_sha256 or ""
    now = county.clock.now()
    with county.database.session() as session:
        for number in (1, 2):
            session.add(
                Device(
                    id=f"screen-{number}",
                    key=f"{number}" * 64,
                    public=f"{number}" * 64,
                    group_id="qinghe-hall-screen",
                    name=f"{number} 号屏",
                    display_kind=DisplayKind.SCREEN,
                    width=1920,
                    height=1080,
                    hostname="",
                    state=DeviceState.ACTIVE,
                    enrolled_at=now,
                    enrolled_by=county.people["admin"],
                )
            )
        session.flush()
        session.add(
            ErasureReceiptRow(
                device_id="screen-1",
                manifest_sha256=manifest,
                disclosure_id=made.line.disclosure,
                at=now,
            )
        )
    asked = county.cases.withdrawing.request(
        county.people["reviewer"],
        made.line.disclosure,
        manifest_sha256=manifest,
        cause=WithdrawalCause.PERSONAL_DATA,
        explanation="名单里多写了一列。",
    )
    county.take_down(asked)

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")

    await pages.sees("从设备清除个人信息", "还有 1 台没有回执", "1 号屏", "2 号屏")
