from datetime import date, timedelta

import httpx
import pytest

from programme.blocks import Paragraph
from programme.boards import Audience, Board, Term
from programme.merged_boards import MergedBoard
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}


async def test_the_list_holds_open_windows_only(
    client: httpx.AsyncClient, clock: MovingClock
) -> None:
    before = await text_of(client, "/notices")
    clock.forward(timedelta(days=2))
    after = await text_of(client, "/notices")

    assert "三季度财务收支" in before
    assert "还没到时候" not in before
    assert "还没到时候" in after


# REQ-31
async def test_the_list_is_narrowed_by_board_unit_kind_and_order(
    client: httpx.AsyncClient,
) -> None:
    finance = await text_of(client, "/notices?board=finance")
    unit = await text_of(client, "/notices?unit=qinghe-jtj")
    ending = await text_of(client, "/notices?order=ending")
    nothing = await text_of(client, "/notices?board=party")

    assert "村道硬化" not in finance
    assert "城乡公交" in unit
    assert "三季度" not in unit
    assert ending.index("三季度") < ending.index("城乡公交") < ending.index("镇政府")
    assert "看全部" in nothing


# REQ-31
async def test_a_visitor_says_the_place_and_who_they_are_and_gets_what_is_theirs(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-farm", title="耕地保护补贴公示", unit="qinghe-nyj", unit_name="农业局")
    store.add(
        "d-bus",
        title="下乡服务时间",
        unit="qinghe-zfb",
        unit_name="清禾县",
        blocks=(Paragraph(text="周三在交通运输局办。"),),
    )
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        office = await text_of(client, "/notices?unit=qinghe-jtj")
        farmer = await text_of(client, "/notices?who=farmer")
        choices = await text_of(client, "/notices/choose/who?unit=qinghe-nyj")
        both = await text_of(client, "/notices?who=farmer&unit=qinghe-nyj&order=ending")
        unknown = await text_of(client, "/notices?who=nobody")
    kiosk.parts.reader.close()

    assert office.index("城乡公交") < office.index("下乡服务")
    assert "耕地" not in office
    assert "和谁有关</small>农民" in farmer
    assert "耕地" in farmer
    assert "三季度" not in farmer
    assert "/notices?unit=qinghe-nyj&amp;who=farmer" in choices
    assert "耕地" in both
    assert "三季度" in unknown


# REQ-20
async def test_another_audience_is_never_listed(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-own", title="只给党员看的", audience=Audience.PARTY_MEMBERS)
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        listed = await client.get("/notices")
        opened = await client.get("/notices/d-own")

    assert "只给党员看的" not in listed.text
    assert opened.status_code == 404


async def test_a_disclosure_shows_its_blocks_clock_and_register_number(
    client: httpx.AsyncClient,
) -> None:
    page = await text_of(client, "/notices/d-1")

    assert "已公开 12 个工作日（不少于 20 个）" in page
    assert page.count('<i class="on">') == 11
    assert page.count('<i class="now">') == 1
    assert '公开登记号：柳坞村 <span class="whole">2026-0140</span>' in page
    assert '<th scope="col" class="num">收入</th>' in page
    assert '<tr data-s="' in page
    assert 'class="sum"' in page


async def test_a_wide_table_becomes_a_card_a_row(client: httpx.AsyncClient) -> None:
    page = await text_of(client, "/notices/d-2")

    assert '<ul class="cards">' in page
    assert "<dt>发放日期</dt><dd>11\xa0月\xa03\xa0日</dd>" in page


async def test_a_damaged_disclosure_is_said_in_words(
    client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    held = kiosk.desk.contents.held
    assert held is not None
    blocks = held.items[0].manifest.blocks.sha256
    (store.root / "assets" / blocks[:2] / blocks).write_bytes(b"x")

    answer = await client.get("/notices/d-1")

    assert answer.status_code == 503
    assert "正在重新下载" in answer.text


# REQ-17
async def test_boards_that_the_kiosks_unit_merged_have_one_tab_with_both_in_it(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-party", title="党委会议定事项", board=Board.PARTY)
    store.merged_boards = (
        MergedBoard(
            unit="qinghe", lines=("党务政务", "公开"), boards=(Board.PARTY, Board.GOV)
        ),
        MergedBoard(
            unit="qinghe-jtj", lines=("政务财务",), boards=(Board.GOV, Board.FINANCE)
        ),
    )
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        whole = await text_of(client, "/notices")
        joined = await text_of(client, "/notices?board=party")
        finance = await text_of(client, "/notices?board=finance")

    assert "党务政务公开 <small>3</small>" in whole
    assert "党委会议定事项" in joined
    assert "城乡公交" in joined
    assert "三季度" not in joined
    assert "城乡公交" not in finance


async def test_a_notice_that_hung_before_the_product_came_says_so_and_claims_no_day(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-old", title="老公告", hung_since=date(2026, 10, 20))
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        page = await text_of(client, "/notices/d-old")
        other = await text_of(client, "/notices/d-1")

    said = "系统启用前已公布（10 月 20 日起），之前的天数没有系统记录"
    assert said in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "系统启用前" not in other


@pytest.mark.parametrize("after_days", [0, 181])
async def test_a_clock_in_doubt_or_too_long_alone_lists_only_what_is_mandated(
    store: DeviceStore, clock: MovingClock, after_days: int
) -> None:
    store.add("d-pr", title="文化节宣传片", promotional=True, ends_at=None)
    store.add("d-law", title="长期公开的职责", term=Term.LONG_TERM, ends_at=None)
    store.adopt()
    clock.forward(timedelta(days=after_days))
    kiosk = kiosk_over(store.root, clock)
    state = AgentState.CLOCK_DOUBTED if after_days == 0 else AgentState.CURRENT
    report = StateReport(
        state=state, since_at=NOON, alone_from_at=NOON + timedelta(days=180)
    )

    async with kiosk.client() as client:
        before = await text_of(client, "/notices")
        write_state(store.root, report)
        kiosk.desk.shelf.refresh()
        after = await text_of(client, "/notices")
        address = await client.get("/notices/d-pr")

    kiosk.parts.reader.close()
    assert "文化节宣传片" in before
    assert "文化节宣传片" not in after
    assert "长期公开的职责" in after
    assert address.status_code == 404
