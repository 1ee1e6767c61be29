import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from kiosk.notices import clock_of
from kiosk.server_commands import app
from kiosk.shelf import WRITER, Shelf
from media.speech.readings import sounds_of
from programme.blocks import Figure
from programme.boards import Board
from sync_agent.outbox import open_outbox
from sync_agent.state import AgentState, StateReport, write_state
from sync_agent.store import Store
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, everyday_words, kiosk_over
from tests.fakes.moving_clock import MovingClock
from tests.fakes.own_days import listed

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def titles(kiosk: Kiosk) -> list[str]:
    held = kiosk.desk.contents.held
    return [] if held is None else [item.manifest.title for item in held.items]


def test_what_is_adopted_later_appears_and_services_are_kept(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    guide = kiosk.desk.contents.guide
    store.add("d-new", title="新公开的事")
    store.adopt()

    kiosk.desk.shelf.refresh()

    assert "新公开的事" in titles(kiosk)
    after = kiosk.desk.contents.guide
    assert guide is not None
    assert after is not None
    assert after.items == guide.items


def test_a_spoilt_pointer_leaves_what_was_read_before(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    before = titles(kiosk)
    (store.root / "adopted.json").write_bytes(b"spoilt")

    kiosk.desk.shelf.refresh()

    assert titles(kiosk) == before
    assert kiosk.desk.contents.damaged


async def test_damage_is_said_below_every_page(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    (store.root / "adopted.json").write_bytes(b"spoilt")
    kiosk.desk.shelf.refresh()

    async with kiosk.client() as client:
        page = await client.get("/")

    assert "有些内容正在重新下载" in page.text


def test_the_agents_state_is_read_without_reading_content_again(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    held = kiosk.desk.contents.held
    write_state(store.root, StateReport(state=AgentState.CURRENT, since_at=NOON))

    kiosk.desk.shelf.refresh()

    report = kiosk.desk.contents.report
    assert report is not None
    assert report.state is AgentState.CURRENT
    assert kiosk.desk.contents.held is held


# REQ-31: the legal clock goes on where the centre has not counted yet.
def test_days_in_service_that_the_kiosk_recorded_are_on_the_legal_clock(
    store: DeviceStore, clock: MovingClock
) -> None:
    day = (NOON - timedelta(days=3)).date()
    record = listed(day).model_copy(update={"disclosures": ("d-own",)})
    with closing(open_outbox(store.root, WRITER, clock)) as outbox:
        outbox.append(record)
    store.add("d-own", title="公交线路", board=Board.GOV, shown_on=())
    store.adopt(at=NOON - timedelta(days=4))
    kiosk = kiosk_over(store.root, clock)
    item = next(one for one in kiosk.desk.current() if one.disclosure == "d-own")
    before = clock_of(item, kiosk.desk.contents, NOON)

    for _ in range(4):
        kiosk.desk.shelf.refresh()
    after = clock_of(item, kiosk.desk.contents, NOON)

    kiosk.parts.reader.close()
    assert before is not None
    assert after is not None
    assert kiosk.desk.contents.own[day] == {"d-own"}
    assert (before.face.days_shown, after.face.days_shown) == (0, 1)


# REQ-34
def test_what_the_kiosk_saw_fall_short_stays_on_its_list_until_it_is_told_the_count(
    store: DeviceStore, clock: MovingClock
) -> None:
    days = (NOON - timedelta(days=6), NOON - timedelta(days=3))
    with closing(open_outbox(store.root, WRITER, clock)) as outbox:
        for day in days:
            outbox.append(
                listed(day.date()).model_copy(update={"disclosures": ("d-own",)})
            )
    midnight = NOON - timedelta(hours=12)
    posted = NOON - timedelta(days=6)
    store.add("d-own", title="公交线路", starts_at=posted, ends_at=midnight)
    store.adopt(at=posted)
    kiosk = kiosk_over(store.root, clock)

    def on() -> bool:
        return any(one.disclosure == "d-own" for one in kiosk.desk.current())

    at_first = on()
    for _ in range(6):
        kiosk.desk.shelf.refresh()
    alone = on()
    store.adopt(at=NOON)
    kiosk.desk.shelf.refresh()
    told = on()

    kiosk.parts.reader.close()
    assert (at_first, alone, told) == (False, True, False)


def test_the_watching_thread_reads_at_once_and_ends_promptly(
    store: DeviceStore,
) -> None:
    shelf = Shelf(
        root=store.root,
        store=Store(store.root),
        clock=MovingClock(NOON),
        spoken=everyday_words(),
        sounds=sounds_of,
    )

    with shelf:
        names = [thread.name for thread in threading.enumerate()]
        held = shelf.contents.held

    assert "shelf" in names
    assert held is not None
    assert "shelf" not in [thread.name for thread in threading.enumerate()]


async def test_only_pictures_of_what_is_on_are_served(
    store: DeviceStore, clock: MovingClock
) -> None:
    ref = store.put_bytes(PNG)
    other = store.put_bytes(b"\x89PNG not named by any disclosure")
    figure = Figure(image=ref, width=4, height=3, caption="线路图", words="从东到西")
    store.add("d-picture", title="有图的", blocks=(figure,), images=(ref,))
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        page = await client.get("/notices/d-picture")
        picture = await client.get(f"/pictures/{ref.sha256}")
        refused = await client.get(f"/pictures/{other.sha256}")
        (store.root / "assets" / ref.sha256[:2] / ref.sha256).write_bytes(b"x")
        damaged = await client.get(f"/pictures/{ref.sha256}")

    assert 'alt="从东到西"' in page.text
    assert picture.headers["content-type"] == "image/png"
    assert picture.content == PNG
    assert refused.status_code == damaged.status_code == 404


async def test_a_long_list_comes_in_sheets(
    store: DeviceStore, clock: MovingClock
) -> None:
    for number in range(70):
        store.add(f"d-many-{number}", title=f"第 {number} 件")
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        first = await client.get("/notices")
        second = await client.get("/notices?sheet=1")
        beyond = await client.get("/notices?sheet=99")
        nonsense = await client.get("/notices?sheet=x&board=nonsense")

    assert "第 1—60 件" in first.text
    assert first.text.count('class="row notice"') == 60
    assert second.text.count('class="row notice"') == 14
    assert beyond.text.count('class="row notice"') == 14
    assert nonsense.status_code == 200


async def test_styles_and_icons_are_served_from_the_look(
    client: httpx.AsyncClient,
) -> None:
    for name in ("tokens.css", "icons.woff2", "mark.svg", "pages.css", "leaves.js"):
        answer = await client.get(f"/static/{name}")

        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("text", ["idle_home_s = 0\nnonsense = 1\n", "not toml ["])
def test_wrong_settings_are_all_said_and_nothing_starts(
    tmp_path: Path, text: str
) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text(text)

    result = CliRunner().invoke(app, ["run", "--settings", str(settings)])

    assert result.exit_code == 2
    assert "处要改" in result.output
