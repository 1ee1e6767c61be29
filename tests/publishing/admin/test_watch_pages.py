from datetime import timedelta

from nicegui.elements.mixins.text_element import TextElement

from programme.boards import DisplayKind
from programme.canonical import sha256_hex
from programme.enrolment import Restarted
from publishing.tables.evidence import PaintedDay
from publishing.tables.fleet import EnrolmentRow
from publishing.tables.restarts import RestartRow
from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.desk import County
from tests.fakes.known_screen import add_screen

CODE = "ABCD2345"


def ask_to_be_known(county: County) -> None:
    now = county.clock.now()
    with county.database.session() as session:
        session.add(
            EnrolmentRow(
                key=sha256_hex(b"key"),
                public="public",
                code=CODE,
                display_kind=DisplayKind.SCREEN,
                width=1920,
                height=1080,
                hostname="hall-1",
                asked_at=now,
                expires_at=now + timedelta(minutes=30),
            )
        )


def paint(county: County, device: str) -> str:
    made = county.approved()
    assert made.manifest is not None
    page = made.manifest.pages[0].pages[0].asset.sha256
    now = county.clock.now()
    with county.database.session() as session:
        session.add(
            PaintedDay(
                disclosure_id=made.line.disclosure,
                manifest_sha256=made.line.manifest_sha256,
                device_id=device,
                day=now.date(),
                group_id="qinghe-hall-screen",
                milliseconds=65_000,
                exposures=5,
                pages={"1": 5},
                first_at=now,
                last_at=now,
                last_page=1,
                last_page_sha256=page,
            )
        )
    return page


async def test_a_device_is_enrolled_by_the_code_on_its_screen(
    pages: Pages, chosen: Choose
) -> None:
    ask_to_be_known(pages.county)
    await pages.open("publisher", "/devices")
    await pages.sees("等着登记", "hall-1")

    pages.press("登记一台")
    await pages.sees("放进哪个分组")
    pages.type("设备屏上的登记码", "abcd 2345")
    chosen("放进哪个分组", "qinghe-hall-screen")
    pages.type("给它起个名字", "大厅横屏 1")
    pages.press_newest("登记")

    await pages.sees("“大厅横屏 1”已登记", "没报过状态")


async def test_a_wrong_code_is_told_and_what_was_typed_stays(
    pages: Pages, chosen: Choose
) -> None:
    ask_to_be_known(pages.county)
    await pages.open("publisher", "/devices")

    pages.press("登记一台")
    await pages.sees("放进哪个分组")
    pages.type("设备屏上的登记码", "ZZZZ9999")
    chosen("放进哪个分组", "qinghe-hall-screen")
    pages.type("给它起个名字", "大厅横屏 1")
    pages.press_newest("登记")

    await pages.sees("没有设备在显示这个登记码", "等着登记")


async def test_a_device_in_trouble_says_in_one_sentence_what_to_do(
    pages: Pages,
) -> None:
    add_screen(pages.county, free_bytes=1_100_000_000)

    await pages.open("publisher", "/devices?only=trouble")

    await pages.sees("大厅横屏", "磁盘快满，只剩 1.1 GB。请清理")


async def test_the_ways_to_see_fewer_say_how_many_and_a_tile_says_its_clock(
    pages: Pages,
) -> None:
    add_screen(pages.county, free_bytes=1_000_000_000)

    await pages.open("publisher", "/devices")

    await pages.sees("在用的 1", "要看一下 1", "电子屏 1", "触摸屏 0", "时钟", "准")


async def test_a_group_without_a_device_is_not_said_to_show_the_default_page(
    pages: Pages,
) -> None:
    await pages.open("publisher", "/hanging")

    await pages.sees("还没有登记终端", "登记了终端，屏上先放默认页。")
    await pages.user.should_not_see("屏上在放默认页")


async def test_a_group_without_a_device_shows_nothing_and_says_so(pages: Pages) -> None:
    await pages.open("publisher", "/")

    await pages.sees("没有终端", "还没有登记终端，什么也看不到")


async def test_a_revoked_device_leaves_the_list(pages: Pages) -> None:
    add_screen(pages.county)
    await pages.open("publisher", "/devices")
    await pages.sees("一切正常", "第 3 版")

    pages.press("停用")
    await pages.sees("送来的记录不再算数")
    pages.tell("原因", "屏坏了")
    pages.press_newest("停用")

    await pages.sees("已停用，它以后送来的都不算数", "还没有登记过终端")


async def test_a_device_is_told_to_start_anew_and_its_answer_is_waited_for(
    pages: Pages,
) -> None:
    add_screen(pages.county)
    await pages.open("publisher", "/devices")
    await pages.sees("一切正常")

    pages.press("重启")
    await pages.sees("24 小时内连上也算")
    pages.choose("重启什么", "programs")
    pages.press_newest("重启")

    await pages.sees("等它回话", "让它重启，还没有回话")
    with pages.county.database.reading() as session:
        (order,) = session.query(RestartRow)
    assert order.what is Restarted.PROGRAMS


async def test_the_overview_counts_and_shows_what_was_painted_last(
    pages: Pages,
) -> None:
    page = paint(pages.county, add_screen(pages.county))

    await pages.open("approver", "/")
    answer = await pages.user.http_client.get("/")

    await pages.sees("1 / 1", "台终端正常在放", "今天 12:00 画出")
    assert f"/pictures/{page}" in answer.text


async def test_a_painted_picture_is_given_to_who_is_signed_in_alone(
    pages: Pages,
) -> None:
    page = paint(pages.county, add_screen(pages.county))
    pages.sign_in("drafter")

    given = await pages.user.http_client.get(f"/pictures/{page}")

    assert given.status_code == 200
    assert given.content.startswith(b"RIFF")
    assert given.headers["content-type"] == "image/webp"


async def test_what_hangs_shows_its_proof(pages: Pages) -> None:
    paint(pages.county, add_screen(pages.county))

    await pages.open("reviewer", "/hanging")

    await pages.sees("2026 年三季度财务收支", "柳坞村 2026-0001", "2026-11-23 12:00:00")


async def test_the_disclosure_says_where_and_how_long_it_was_really_painted(
    pages: Pages,
) -> None:
    paint(pages.county, add_screen(pages.county))
    (line,) = pages.county.cases.published.disclosures(pages.county.people["drafter"])

    await pages.open("drafter", f"/disclosures/{line.draft.disclosure}")

    await pages.sees("合计 1 分 5 秒", "大厅横屏", "5 轮", "批准并发布")


async def test_the_journal_is_checked_with_one_button(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("admin", "/journal")
    await pages.sees("批准并发布", "提交审核")

    pages.press("检查有没有被改过")

    await pages.sees("没有被改过")


async def test_the_journal_names_people_things_and_places_without_ids(
    pages: Pages,
) -> None:
    published = pages.county.approved()
    pages.county.cases.accounts.lock(
        pages.county.people["admin"], pages.county.people["drafter"], reason="手机丢了"
    )

    await pages.open("admin", "/journal")
    await pages.sees(published.line.title, "批准并发布", "锁定账号", "原因 手机丢了")
    told = "\n".join(_texts(pages))

    assert "挂到 大厅screen、大厅kiosk" in told
    assert "从 " in told
    assert "清禾县 起草人" in told
    for id_ in ("qinghe-d-", "qinghe-v-", "qinghe-hall", "staff-", "fixed", "kind"):
        assert id_ not in told, id_


async def test_the_journal_says_in_words_what_somebody_may_not(pages: Pages) -> None:
    await pages.open("drafter", "/settings/staff")
    await pages.sees("您不能看人员名单")

    await pages.open("admin", "/journal")

    await pages.sees("想做但没有权限：看人员名单", "没有这项职责")


def _texts(pages: Pages) -> list[str]:
    found = pages.user.find(kind=TextElement).elements
    return [element.text for element in found]


async def test_a_journal_that_was_edited_is_named_by_its_first_bad_number(
    pages: Pages,
) -> None:
    from sqlalchemy import text  # noqa: PLC0415 - only this test goes behind the tables

    with pages.county.database.session() as session:
        session.execute(text("UPDATE journal SET act = 'nothing' WHERE number = 2"))
    await pages.open("admin", "/journal")

    pages.press("检查有没有被改过")

    await pages.sees("第 2 条有问题：被改过")
