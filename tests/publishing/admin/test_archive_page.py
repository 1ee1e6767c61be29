"""The office takes a year's package home from a page (REQ-70)."""

import io
import zipfile
from datetime import timedelta

from sqlalchemy import update

from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.admin_pages import Pages


async def test_what_ended_last_year_is_offered_and_comes_as_one_file(
    pages: Pages,
) -> None:
    county = pages.county
    county.approved(title="三季度财务收支")
    year, ends = county.clock.now().year, county.clock.now() + timedelta(days=1)
    with county.database.session() as session:
        session.execute(update(GroupEntry).values(ends_at=ends, end_kind=EndKind.FIXED))
    await pages.open("publisher", "/archive")
    await pages.sees("还没有结束展示的事项")
    county.clock.forward(days=366)

    await pages.open("publisher", "/archive")
    await pages.sees(str(year), "柳坞村", "导出归档包", "国家档案局令第 8 号")
    answer = await pages.user.http_client.get(f"/archive/qinghe-liuwu/{year}")

    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert "柳坞村 2026-0001/第 1 版 正文.md" in package.namelist()
    refused = await pages.user.http_client.get(f"/archive/qinghe-liuwu/{year + 1}")
    assert refused.status_code == 422
    assert "一年过完了才归档" in refused.text
