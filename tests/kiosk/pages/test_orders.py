"""What emergency notices and stops do to the kiosk's pages (issue 5, line 4)."""

import re
from datetime import time, timedelta

import httpx
import pytest

from kiosk.app import seen_by
from kiosk.presence import Listed, Warned
from media.speech.sound import measure
from programme.alert_sound import AlertSound, AlertTimes, QuietHours
from programme.override import StopCause
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock
from tests.fakes.orders import alert, stop

MORNING = QuietHours(from_time=time(9), to_time=time(12))
SINCE = NOON - timedelta(hours=2)
FLOOD = alert(starts_at=SINCE, ends_at=NOON, groups=())
FROST = alert(
    id="alert-2", level="blue", headline="霜冻蓝色预警", starts_at=SINCE, groups=()
)
STOP = stop(starts_at=SINCE, ends_at=NOON)


def ordered(store: DeviceStore, kiosk: Kiosk, **orders: object) -> None:
    """Adopt these orders beside what hangs."""
    for name, value in orders.items():
        setattr(store, name, value)
    store.adopt()
    kiosk.desk.shelf.refresh()


def covers(page: str) -> list[str]:
    """Return the headlines of the covers, the one that is seen first."""
    section = re.compile(r'<section class="alarm"([^>]*)>(.*?)</section>', re.DOTALL)
    shown = section.findall(page)
    shown.sort(key=lambda one: " hidden" in one[0])
    return [re.findall(r"<h1[^>]*>(?:<[^>]+>)?([^<]+)", one[1])[0] for one in shown]


async def test_a_notice_covers_every_page_with_what_saves_lives(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))

    for path in ("/", "/find", "/notices", "/items/qinghe-gaj-001", "/help"):
        page = await text_of(client, path)

        assert covers(page) == ["暴雨橙色预警"], path
        for words in ("云溪镇有大暴雨。", "河边，不要停留", "清禾县气象台", "119"):
            assert words in page
        assert "到 12:00\u00a0为止" in page
        assert page.count(" inert") == 4, "what lies under it is out of reach"


async def test_a_resident_goes_on_under_a_standing_banner(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD, FROST))
    await text_of(client, "/find")

    first = await client.post("/alarm", data={"notice": FLOOD.id})
    between = await text_of(client, "/find")
    await client.post("/alarm", data={"notice": FROST.id})
    under = await text_of(client, "/find")
    answer = await text_of(client, "/items/qinghe-gaj-001")
    await client.post("/alarm")
    again = await text_of(client, "/find")

    assert (first.status_code, first.headers["location"]) == (303, "/find")
    assert covers(between) == ["霜冻蓝色预警"]
    for page in (under, answer):
        assert covers(page) == []
        assert " inert" not in page
        assert 'class="standing"' in page
        assert "暴雨橙色预警" in page
        assert "另有 1 条" in page
    assert covers(again) == ["暴雨橙色预警", "霜冻蓝色预警"]


# REQ-70: what has its turn can be proved to have been shown; both get one.
async def test_several_notices_take_turns_as_covers_and_as_banners(
    store: DeviceStore, kiosk: Kiosk, clock: MovingClock, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD, FROST))

    first = await text_of(client, "/")
    clock.forward(timedelta(seconds=20))
    second = await text_of(client, "/")
    for notice in (FLOOD, FROST):
        await client.post("/alarm", data={"notice": notice.id})
    under = await text_of(client, "/")

    assert covers(first) == ["暴雨橙色预警", "霜冻蓝色预警"]
    assert covers(second) == ["霜冻蓝色预警", "暴雨橙色预警"]
    assert 'data-first-ms="15000" data-turn-ms="15000"' in first
    assert 'data-first-ms="12000"' in second, "late into a turn, as long as one reads"
    bars = re.findall(r'class="standing" data-notice="([a-z0-9-]+)"( hidden)?', under)
    assert bars == [("alert-2", ""), ("alert-1", " hidden")]


async def test_a_notice_that_does_not_hold_cannot_be_put_aside(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))

    await client.post("/alarm", data={"notice": "another"})

    assert covers(await text_of(client, "/")) == ["暴雨橙色预警"]


async def test_the_next_resident_sees_the_notice_again(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))
    await text_of(client, "/")
    await client.post("/alarm", data={"notice": FLOOD.id})

    await client.post("/forget")

    assert covers(await text_of(client, "/")) == ["暴雨橙色预警"]


async def test_a_notice_ends_by_itself_and_pages_are_told(
    store: DeviceStore,
    kiosk: Kiosk,
    clock: MovingClock,
    client: httpx.AsyncClient,
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))
    standing = (await client.get("/healthz")).headers["x-orders"]
    page = await text_of(client, "/")

    clock.forward(timedelta(hours=1))
    after = await text_of(client, "/")

    assert f'data-orders="{standing}"' in page
    assert standing == "alert-1"
    assert (await client.get("/healthz")).headers["x-orders"] == ""
    assert covers(after) == []
    assert 'data-orders=""' in after


async def test_a_notice_survives_a_restart_without_any_network(
    store: DeviceStore, kiosk: Kiosk, clock: MovingClock
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))

    restarted = kiosk_over(store.root, clock)

    async with restarted.client() as client:
        assert covers(await text_of(client, "/")) == ["暴雨橙色预警"]
    restarted.parts.reader.close()


async def test_a_drill_says_that_it_is_one(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    drill = alert(starts_at=SINCE, ends_at=NOON, groups=(), drill=True)
    ordered(store, kiosk, overrides=(drill,))

    page = await text_of(client, "/")
    await client.post("/alarm", data={"notice": drill.id})
    banner = await text_of(client, "/")

    assert "这是演练，不是真的险情。" in page
    assert "演练" in banner


async def test_the_notice_is_read_aloud_on_touch(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,))
    page = await text_of(client, "/")
    token = re.search(r'class="alarm".*?data-script="(\w+)"', page, re.DOTALL)
    assert token is not None

    said = (await client.get(f"/speech/{token[1]}")).json()["sentences"]
    sound = await client.get(f"/speech/{token[1]}/0.wav")

    assert said[:3] == ["暴雨橙色预警", "云溪镇有大暴雨。", "河边，不要停留"]
    assert sound.headers["content-type"] == "audio/wav"


@pytest.mark.parametrize(
    ("sound", "status"),
    [
        (AlertSound(times=AlertTimes.REPEATED), 200),
        (AlertSound(times=AlertTimes.ONCE, quiet=MORNING), 404),
        (None, 404),
    ],
)
async def test_the_notice_is_heard_at_once_where_the_group_allows_it(
    store: DeviceStore,
    kiosk: Kiosk,
    client: httpx.AsyncClient,
    sound: AlertSound | None,
    status: int,
) -> None:
    ordered(store, kiosk, overrides=(FLOOD,), alert_sound=sound)

    page = await text_of(client, "/")
    answer = await client.get("/alarm/alert-1.wav")
    other = await client.get("/alarm/another.wav")

    times = f'data-times="{sound.times.value}"' if sound else ""
    assert (times in page, "data-sound" in page) == (True, sound is not None)
    assert (answer.status_code, other.status_code) == (status, 404)
    if status == 200:
        assert measure(answer.content).audible_s > 1.5


@pytest.mark.parametrize("path", ["/notices", "/notices/d-1", "/notices/choose/unit"])
async def test_a_stop_takes_disclosures_away_and_leaves_the_query(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient, path: str
) -> None:
    ordered(store, kiosk, stops=(STOP,))

    stopped, home = await text_of(client, path), await text_of(client, "/")
    found = await text_of(client, "/items/qinghe-gaj-001")

    assert "公开事项按通知暂停展示" in stopped
    assert "三季度财务收支" not in stopped + home
    assert "预计 12:00\u00a0恢复。" in stopped
    assert "按通知暂停展示" in home
    assert all("data-grey" in page for page in (stopped, home, found))
    assert "带什么" in found


async def test_no_picture_or_code_of_a_disclosure_gets_out_of_a_stop(
    store: DeviceStore, kiosk: Kiosk, client: httpx.AsyncClient
) -> None:
    before = await client.get("/take/notices/d-1.svg")

    ordered(store, kiosk, stops=(STOP,))
    during = await client.get("/take/notices/d-1.svg")

    assert before.headers["content-type"] == "image/svg+xml"
    assert "svg" not in during.headers["content-type"]


async def test_a_stop_that_says_so_takes_the_query_away_as_well(
    store: DeviceStore,
    kiosk: Kiosk,
    clock: MovingClock,
    client: httpx.AsyncClient,
) -> None:
    whole = stop(
        cause=StopCause.SECURITY,
        grey=False,
        whole_kiosk=True,
        starts_at=SINCE,
        ends_at=NOON,
    )
    ordered(store, kiosk, stops=(whole,))

    for path in ("/", "/find", "/events", "/items/qinghe-gaj-001", "/notices"):
        page = await text_of(client, path)

        assert "这台机器按通知暂停使用" in page, path
        assert "0555-010-0100" in page
        assert "data-grey" not in page
        assert 'href="/find"' not in page
    clock.forward(timedelta(hours=1))
    assert "您好，要办什么事？" in await text_of(client, "/")


async def test_what_stands_on_the_pages_is_what_is_recorded(
    store: DeviceStore, kiosk: Kiosk
) -> None:
    # REQ-70: neither a notice's minutes nor a stop's are exposure of anything else.
    seen = seen_by(kiosk.desk, kiosk.parts.pulse)
    unseen = seen()
    kiosk.parts.pulse.beat()
    usual = seen()
    ordered(store, kiosk, overrides=(FLOOD, FROST))
    not_yet = seen()
    kiosk.parts.pulse.beat(FLOOD.id)
    warned = seen()
    kiosk.parts.pulse.beat(FROST.id)
    next_turn = seen()
    ordered(store, kiosk, overrides=(), stops=(STOP,))
    stopped = seen()
    ordered(store, kiosk, overrides=(FLOOD,), stops=())
    over = seen()

    assert unseen is None
    assert usual == Listed(
        programme_version=1, disclosures=("d-1", "d-2", "d-3", "d-long")
    )
    # Each of several is recorded while it is on the page, and none that is not.
    assert not_yet is None
    assert warned == Warned(programme_version=2, override="alert-1", clock_sure=True)
    assert next_turn == Warned(programme_version=2, override="alert-2", clock_sure=True)
    assert over is None, "the page still says another one"
    assert stopped == Listed(programme_version=3, disclosures=())
