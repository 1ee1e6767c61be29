import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from config.serving import StartRefused
from programme.blocks import Paragraph, Revision
from programme.boards import Board
from programme.clock import SystemClock
from programme.programme import PEOPLE_TARGET
from publishing.centre.app import Centre, built, run_centre
from publishing.centre.commands import app as commands
from publishing.centre.making import Makers, product_makers
from publishing.centre.mounts import installed_mounts
from publishing.centre.pages import OneAtATime
from publishing.centre.web import Doors
from publishing.holdings.watch import parts_at
from publishing.release.errors import KeysMissing
from publishing.staff.acting import touch
from publishing.staff.joining import found_county as found_county_in
from publishing.staff.offices import Person
from tests.fakes.centre_settings import settings_of
from tests.fakes.counties import County, found_county
from tests.fakes.desk import PASSWORD
from tests.fakes.desk_makers import LineImporter, OnePageSetter
from tests.fakes.hall_data import SCREEN
from tests.fakes.hand_clock import HandClock
from tests.fakes.readers import Reader


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def clock(county: County) -> HandClock:
    return HandClock(county.now)


@pytest.fixture
def centre(county: County, clock: HandClock) -> Iterator[Centre]:
    makers = Makers(importer=LineImporter(), page_setter=OnePageSetter())
    with built(settings_of(county.places.folder), clock, makers=makers) as made:
        yield made


@pytest.fixture
async def client(centre: Centre) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=centre.web)
    async with httpx.AsyncClient(transport=transport, base_url="https://c") as made:
        yield made


DOORS = {
    "/device/health": 200,
    "/repository/metadata/timestamp.json": 200,
    "/repository/metadata/9.root.json": 404,
    "/api/fleet/devices": 401,
    "/api/nothing": 404,
    "/nothing": 404,
}


async def test_every_door_answers_without_a_cookie(client: httpx.AsyncClient) -> None:
    answers = {path: await client.get(path) for path in DOORS}

    assert {path: one.status_code for path, one in answers.items()} == DOORS
    assert not [path for path, one in answers.items() if "set-cookie" in one.headers]


async def test_a_write_from_another_site_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/fleet/revoke",
        json={"device": "d", "reason": "x"},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 403


async def test_pages_can_be_mounted_beside(county: County) -> None:
    def mount(app: FastAPI, doors: Doors) -> None:
        @app.get("/staff/hello")
        def hello() -> str:
            return doors.wake_url

    makers = Makers(importer=LineImporter(), page_setter=OnePageSetter())
    with built(
        settings_of(county.places.folder), SystemClock(), makers=makers, mounts=[mount]
    ) as centre:
        transport = httpx.ASGITransport(app=centre.web)
        async with httpx.AsyncClient(transport=transport, base_url="https://c") as web:
            answer = await web.get("/staff/hello")

    assert answer.json() == "https://127.0.0.1:8703/wake"


async def test_at_the_start_the_list_of_people_is_published(
    county: County, centre: Centre, tmp_path: Path
) -> None:
    reader = Reader(county.places.folder / "repository", tmp_path / "device")

    async with centre.web.router.lifespan_context(centre.web):
        assert reader.get(PEOPLE_TARGET) is not None


async def test_a_running_centre_mends_what_it_lacks(centre: Centre) -> None:
    files, repository = centre.doors.core.files, centre.doors.core.repository
    page = files.put(b"a page")
    lost = repository.asset_path(page.sha256)
    lost.parent.mkdir(parents=True, exist_ok=True)
    part = int(page.sha256[:2], 16)
    clock = centre.doors.clock
    assert isinstance(clock, HandClock)
    while part not in parts_at(clock.now()):
        clock.forward(hours=1)
    lost.write_bytes(b"a pagf")

    async with centre.web.router.lifespan_context(centre.web):
        pass

    assert lost.read_bytes() == b"a page"


def test_a_tick_renews_the_timestamp_in_time(centre: Centre, clock: HandClock) -> None:
    centre.upkeep.start()
    repository = centre.doors.core.repository
    before = repository.state().timestamp.signed.version

    clock.forward(days=4)
    centre.upkeep.tick()
    same = repository.state().timestamp.signed.version
    clock.forward(days=1, hours=1)
    centre.upkeep.tick()

    after = repository.state().timestamp.signed
    assert (before, after.version) == (same, same + 1)
    assert after.expires - clock.now() > timedelta(days=6)


def test_a_failing_tick_is_logged_and_the_next_one_works(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    file = centre.doors.core.repository.metadata_folder / "timestamp.json"
    good = file.read_bytes()
    file.write_bytes(b"{}")

    with caplog.at_level(logging.ERROR):
        centre.upkeep.start()
        centre.upkeep.prune()
    file.write_bytes(good)
    caplog.clear()
    centre.upkeep.tick()

    assert centre.doors.core.repository.read_target(PEOPLE_TARGET) is not None
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


def test_an_act_that_is_committed_does_not_look_undone_when_publishing_fails(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    core, cases = centre.doors.core, centre.doors.cases
    now = centre.doors.clock.now()
    with core.database.session() as session:
        token = found_county_in(
            session, unit="qinghe", name="县", login="guanli", person="岗", now=now
        )
    cases.joining.set_password(token.token, PASSWORD)
    with core.database.writing_connection() as connection:
        connection.execute(text("DROP TABLE release_due"))

    def do(session: Session, _: Person) -> str:
        touch(session, frozenset({"qinghe-hall-screen"}))
        return "done"

    with caplog.at_level(logging.ERROR):
        answer = cases.acting.act(token.staff_id, "group.change", do)

    assert answer == "done"
    assert "qinghe-hall-screen not published" in caplog.text


def test_a_days_prune_leaves_what_is_current(centre: Centre) -> None:
    centre.upkeep.start()

    centre.upkeep.prune()

    assert centre.doors.core.repository.read_target(PEOPLE_TARGET) is not None


def test_without_keys_the_centre_does_not_open(tmp_path: Path) -> None:
    makers = Makers(importer=LineImporter(), page_setter=OnePageSetter())

    with (
        pytest.raises(KeysMissing, match="mingbai keys init"),
        built(settings_of(tmp_path), HandClock(), makers=makers),
    ):
        pass


def test_without_a_certificate_the_centre_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="behind_proxy"):
        run_centre(settings_of(tmp_path, behind_proxy=False))


def test_one_page_setter_serves_threads_one_at_a_time() -> None:
    setter = OneAtATime(OnePageSetter())
    revision = Revision(title="一件", blocks=(Paragraph(text="正文"),))

    pages = setter.set_pages(revision, board=Board.VILLAGE, panel=SCREEN, images={})

    assert pages[0].words == "一件正文"


def test_the_products_own_makers_are_there(tmp_path: Path) -> None:
    assert isinstance(product_makers(settings_of(tmp_path)).page_setter, OneAtATime)
    assert isinstance(installed_mounts(), tuple)


@pytest.mark.parametrize(("kept_mb", "kept"), [(1, 1), (0, 0)])
def test_drawn_pages_outlive_a_restart_unless_none_are_to_be_kept(
    tmp_path: Path, kept_mb: int, kept: int
) -> None:
    wanted = settings_of(tmp_path, kept_mb=kept_mb)
    revision = Revision(title="一件", blocks=(Paragraph(text="正文"),))
    makers = product_makers(wanted)

    for setter in (makers.page_setter, makers.preview_setter):
        assert setter is not None
        setter.set_pages(revision, board=Board.VILLAGE, panel=SCREEN, images={})

    # What was only looked at while it was typed is in no file.
    assert len(list(wanted.drawn_folder.glob("??/*"))) == kept


def invite(file: Path) -> str:
    words = ["invite-admin", "--settings", str(file), "--login", "admin"]
    words += ["--name", "管理员岗", "--county-name", "清禾县"]
    result = CliRunner().invoke(commands, words)
    return result.stdout + result.stderr


def test_the_first_administrator_is_invited_once(
    county: County, tmp_path: Path
) -> None:
    file = tmp_path / "centre.toml"
    file.write_text(f'county = "qinghe"\ndata_folder = "{county.places.folder}"\n')

    first, second = invite(file), invite(file)

    assert "邀请码" in first
    assert "已经有县" in second


def test_the_command_says_all_that_is_wrong_with_the_settings(
    tmp_path: Path,
) -> None:
    file = tmp_path / "centre.toml"
    file.write_text("tick_s = 0\nwhat = 1\n")

    result = CliRunner().invoke(commands, ["run", "--settings", str(file)])

    assert result.exit_code == 1
    assert "有 2 处要改" in result.stderr
