import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from config.centre import WakeSettings
from config.settings import Listen
from publishing.wake.app import Wake, build_wake, hearing
from publishing.wake.commands import app as commands
from publishing.wake.hub import Hub, HubFull
from publishing.wake.notice import EVERYBODY, SocketWaker
from publishing.wake.web import COMMENT, EVENT, events


def settings(folder: Path, most: int = 5) -> WakeSettings:
    return WakeSettings(
        data_folder=folder,
        behind_proxy=True,
        log_level="error",
        web=Listen(host="127.0.0.1", port=8703),
        heartbeat_s=25,
        most_connections=most,
        returns_per_s=0.01,
        returns_at_once=3,
    )


async def client_of(wake: Wake) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=wake.web)
    return httpx.AsyncClient(transport=transport, base_url="https://c")


async def test_a_listener_is_called_at_once_and_at_each_change() -> None:
    hub = Hub(most_connections=5)
    stream = events(hub, "a", heartbeat_s=25)

    first = await anext(stream)
    hub.call(["b"])
    hub.call(["a"])
    second = await anext(stream)
    hub.call([EVERYBODY])
    third = await anext(stream)

    assert first.startswith(EVENT)
    assert second == third == EVENT
    await stream.aclose()
    assert hub.count == 0


async def test_calls_while_nobody_looks_are_one() -> None:
    hub = Hub(most_connections=5)
    stream = events(hub, "a", heartbeat_s=0.01)
    await anext(stream)

    hub.call(["a"])
    hub.call(["a"])

    assert [await anext(stream), await anext(stream)] == [EVENT, COMMENT]
    await stream.aclose()


async def test_a_stream_ends_when_the_process_stops() -> None:
    hub = Hub(most_connections=5)
    stream = events(hub, "a", heartbeat_s=25)
    await anext(stream)

    hub.close()

    assert [event async for event in stream] == []


async def test_one_more_than_fits_gets_no_stream() -> None:
    hub = Hub(most_connections=1)
    with hub.listening("a"):
        assert [event async for event in events(hub, "a", heartbeat_s=1)] == []
        with pytest.raises(HubFull, match="1 台"), hub.listening("b"):
            pass


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    wake = build_wake(settings(tmp_path, most=1))
    with wake.hub.listening("a"):
        async with await client_of(wake) as client:
            yield client


async def test_where_no_more_fit_the_device_is_told_when_to_come_back(
    full: httpx.AsyncClient,
) -> None:
    answer = await full.get("/wake?group=a")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"


# F24
async def test_listeners_are_told_over_how_long_to_come_back_by_how_many_they_are() -> (
    None
):
    hub = Hub(most_connections=5000, returns_per_s=30.0)
    stream = events(hub, "a", heartbeat_s=0.001)

    alone = await anext(stream)
    with ExitStack() as others:
        for _ in range(1999):
            others.enter_context(hub.listening("b"))
        among_many = await anext(stream)
        the_same = await anext(stream)

    assert alone == EVENT + b"retry: 33\n\n"
    assert among_many == b"retry: 66666\n\n"
    assert the_same == COMMENT
    await stream.aclose()


# F24
async def test_of_many_that_connect_at_once_each_is_told_its_own_moment(
    tmp_path: Path,
) -> None:
    wake = build_wake(settings(tmp_path))
    wake.hub.close()
    async with await client_of(wake) as client:
        answers = [await client.get("/wake?group=a") for _ in range(5)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    first, second = (int(one.headers["retry-after"]) for one in answers[3:])
    assert 90 <= first <= 101
    assert 190 <= second <= 201


@pytest.mark.parametrize("query", ["", "?group=", "?group=../x", "?group=%00"])
async def test_a_group_that_is_none_is_refused(tmp_path: Path, query: str) -> None:
    async with await client_of(build_wake(settings(tmp_path))) as client:
        assert (await client.get(f"/wake{query}")).status_code == 400


async def test_other_addresses_are_404_without_a_body(tmp_path: Path) -> None:
    async with await client_of(build_wake(settings(tmp_path))) as client:
        answer = await client.get("/nothing")
        health = await client.get("/health")

    assert (answer.status_code, answer.content) == (404, b"")
    assert health.status_code == 204


async def test_a_stream_is_served_as_events(tmp_path: Path) -> None:
    wake = build_wake(settings(tmp_path))
    async with await client_of(wake) as client:
        asyncio.get_running_loop().call_later(0.05, wake.hub.close)

        answer = await client.get("/wake?group=a")

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.content == EVENT + b"retry: 100000\n\n"


async def test_a_datagram_calls_the_listeners(tmp_path: Path) -> None:
    hub = Hub(most_connections=5)
    path = tmp_path / "wake.sock"
    path.write_bytes(b"left behind")
    async with hearing(path, hub):
        with hub.listening("a") as call:
            SocketWaker(path).wake(["a"])
            async with asyncio.timeout(2):
                await call.wait()

    assert not path.exists()


async def test_the_application_listens_while_it_runs(tmp_path: Path) -> None:
    wake = build_wake(settings(tmp_path))

    async with wake.web.router.lifespan_context(wake.web):
        assert (tmp_path / "wake.sock").exists()

    assert not (tmp_path / "wake.sock").exists()


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "wake.toml"
    file.write_text(f'data_folder = "{tmp_path}"\n')

    result = CliRunner().invoke(commands, ["run", "--settings", str(file)])

    assert result.exit_code == 1
    assert "没有证书文件" in result.stderr
