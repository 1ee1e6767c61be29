"""Administrators see what became of the backups, and what is wrong with them."""

from datetime import timedelta

from publishing.backup.rows import RULE
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.rows import note
from publishing.tables.backups import BackupRule, BackupRun
from tests.fakes.admin_pages import Pages


async def test_the_page_shows_every_attempt_and_says_what_to_do(pages: Pages) -> None:
    county = pages.county
    now = county.clock.now()
    await pages.open("admin", "/settings/backups")
    await pages.sees("还没有做过", "没有开每夜自动备份", "都在，都是完好的")
    with county.database.session() as session:
        rule = BackupRule(id=RULE, since_at=now, nightly=True, hour=2)
        rule.too_old_h, rule.folder, rule.apart = 30, "/mnt/backup", False
        session.add(rule)
        for good, hours in ((True, 12), (False, 1)):
            begun = now - timedelta(hours=hours)
            session.add(
                BackupRun(
                    name="2026-11-23t00-00-00" if good else "",
                    why="nightly",
                    begun_at=begun,
                    ended_at=begun + timedelta(seconds=9),
                    good=good,
                    reason="" if good else "备份盘只剩 3 MB",
                    files=7 if good else 0,
                    rows=123 if good else 0,
                    length=12_300_000 if good else 0,
                    new_bytes=400_000 if good else 0,
                    holders="",
                )
            )

    await pages.open("admin", "/settings/backups")

    await pages.sees("备份没有做成：备份盘只剩 3 MB", "今天 00:00", "核对过")
    await pages.sees("密钥没有进备份", "备份和数据在同一块盘上", "/mnt/backup")
    await pages.sees("12.3 MB", "0.4 MB", "9 秒", "没有做成")
    await pages.open("admin", "/todo")
    await pages.sees("备份没有做成：备份盘只剩 3 MB", "备份要处理")
    lost = Lack(kind=Kind.SCAN, name="files/ab/abcd", flaw=Flaw.MISSING)
    mended = Lack(kind=Kind.ASSET, name="repository/assets/cd", flaw=Flaw.DAMAGED)
    with county.database.session() as session:
        note(session, now, lost=[lost], mended=[mended])
    await pages.open("admin", "/todo")
    await pages.sees("签字扫描件或纸面材料不见了（abcd）", "文件丢了要处理")
    await pages.open("admin", "/settings/backups")
    await pages.sees("没有好的一份", "找出纸面原件", "又好了", "repository/assets/cd")
    await pages.open("admin", "/journal")
    await pages.sees("文件坏了或不见了，没有好的一份")
    await pages.open("publisher", "/settings/backups")
    await pages.sees("您不能看备份")
