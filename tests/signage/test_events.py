import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from signage.events import EventStreams
from signage.keeper import PlanKeeper
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.moving_clock import MovingClock
from tests.fakes.screens import Stock
from tests.fakes.sources import FakeSource

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def data_of(event: bytes) -> Any:  # noqa: ANN401 - JSON
    line = next(line for line in event.split(b"\n") if line.startswith(b"data: "))
    return json.loads(line.removeprefix(b"data: "))


async def next_of(stream: AsyncIterator[bytes]) -> bytes:
    return await asyncio.wait_for(anext(stream), 5)


async def test_a_new_stream_says_at_once_what_there_is(tmp_path: Path) -> None:
    keeper = PlanKeeper(FakeSource(Stock().held()), tmp_path, MovingClock(NOON))
    keeper.look()
    stream = EventStreams(keeper).follow()

    first = await next_of(stream)

    assert first.startswith(b"retry: 1000\n\nevent: offer\n")
    assert data_of(first)["plan"] is True


async def test_a_change_from_another_thread_reaches_the_stream(tmp_path: Path) -> None:
    keeper = PlanKeeper(FakeSource(), tmp_path, MovingClock(NOON))
    keeper.look()
    stream = EventStreams(keeper).follow()
    await next_of(stream)
    report = StateReport(state=AgentState.ENROLLING, since_at=NOON, code="7K2MXPQ9")
    write_state(tmp_path, report)

    waiting = asyncio.create_task(next_of(stream))
    await asyncio.sleep(0)
    await asyncio.to_thread(keeper.look)

    assert data_of(await waiting)["condition"]["code"] == "7K2MXPQ9"


async def test_a_quiet_stream_shows_that_it_still_stands(tmp_path: Path) -> None:
    keeper = PlanKeeper(FakeSource(), tmp_path, MovingClock(NOON))
    stream = EventStreams(keeper, breath_s=0.01).follow()
    await next_of(stream)

    assert await next_of(stream) == b": still here\n\n"


async def test_closing_ends_every_stream(tmp_path: Path) -> None:
    keeper = PlanKeeper(FakeSource(), tmp_path, MovingClock(NOON))
    streams = EventStreams(keeper)
    stream = streams.follow()
    await next_of(stream)

    streams.close()

    assert [event async for event in stream] == []
