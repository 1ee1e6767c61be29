"""Staff and inspectors read reports, and see at once when a device convicts the log."""

from programme.witness import KeptCheckpoint, Trouble
from publishing.evidence.witnesses import note_kept
from publishing.log.checkpoints import newest
from tests.fakes.admin_pages import Pages
from tests.fakes.day_sums import SCREEN, enrolled
from tests.fakes.inspectors import let_in
from tests.fakes.log_heads import LOG, note


# REQ-70
async def test_one_press_makes_the_month_so_far_and_its_files_are_at_hand(
    pages: Pages,
) -> None:
    pages.county.approved()

    await pages.open("publisher", "/reports")
    await pages.sees("还没有月报", "出本月到今天的")
    pages.press("出本月到今天的")
    await pages.sees("2026 年 11 月", "到 23 日", "1 件", "核验文件")
    await pages.sees("2026-11-23 的月报在下面，PDF 和核验文件都可以取。")
    await pages.open("publisher", "/journal")

    await pages.sees("月报", "校验点", "出月报")


async def test_an_inspector_reads_reports_and_somebody_of_one_unit_is_told_why_not(
    pages: Pages,
) -> None:
    county = pages.county
    let_in(county)
    county.cases.monthly_reports.make_so_far(county.people["publisher"])

    await pages.open("inspector", "/inspect")
    await pages.sees("月报", "校验点")
    await pages.open("inspector", "/reports")

    await pages.sees("2026 年 11 月", "PDF")


# REQ-70, F29
async def test_what_devices_keep_is_shown_and_what_contradicts_is_an_alarm(
    pages: Pages,
) -> None:
    county = pages.county
    enrolled(county)
    county.cases.monthly_reports.make_so_far(county.people["publisher"])

    await pages.open("publisher", "/checkpoints")
    await pages.sees("还没有设备报来留存的校验点", "还没有报来的", "最近一个校验点")

    at = county.clock.now()
    told = (
        (SCREEN, note(2), Trouble.FORKED),
        (SCREEN, note(40), None),
        ("qinghe-hall-kiosk", own(pages), None),
    )
    with county.database.session() as session:
        for device, text, trouble in told:
            kept = KeptCheckpoint(
                key=LOG.text(), checkpoint=text, at=at, trouble=trouble
            )
            note_kept(session, device, kept)
    await pages.open("publisher", "/checkpoints")

    await pages.sees("存证日志对不上", "2 条对不上", "先不要动")
    await pages.sees("设备说：以前的内容被改过或删过", "日志现在只有")
    await pages.sees("1 台对得上", "对得上", "qinghe-hall-kiosk 的终端")
    await pages.open("publisher", "/")
    await pages.sees("存证日志对不上")


def own(pages: Pages) -> str:
    """Return the checkpoint that the county's own log signed last."""
    with pages.county.database.reading() as session:
        row = newest(session)
    assert row is not None
    return row.note
