"""Be a player under test, with the answers of its page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from httpx import ASGITransport, AsyncClient

from config.device import GlassChecks, PanelCommands, PlayerSettings
from config.settings import Listen
from signage.app import build_player
from sync_agent.device_clock import DeviceClock
from tests.fakes.glasses import BROWSER
from tests.fakes.moving_clock import MovingClock
from tests.fakes.sinks import Sink
from tests.fakes.sources import FakeSource
from tests.fakes.speech import FakeSpeaker

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Be a player under test."""

    client: AsyncClient
    source: FakeSource
    sink: Sink


def settings_of(folder: Path, *, look_every_s: float = 60) -> PlayerSettings:
    """Return the settings of a player whose device lies in a folder."""
    return PlayerSettings(
        state_folder=folder,
        log_level="warning",
        look_every_s=look_every_s,
        checks=GlassChecks(every_slides=7, every_s=90),
        browser=BROWSER,
        panel=PanelCommands(on=(), dim=(), off=(), within_s=10),
        web=Listen(host="127.0.0.1", port=8701),
    )


@asynccontextmanager
async def bench_of(
    folder: Path, source: FakeSource, sink: Sink
) -> AsyncIterator[Bench]:
    player = build_player(
        settings_of(folder),
        source=source,
        sink=sink,
        speaker=FakeSpeaker(),
        clock=DeviceClock(folder, MovingClock(NOON)),
        alive=lambda: None,
    )
    transport = ASGITransport(app=player.web)
    address = "http://127.0.0.1"
    async with (
        player.web.router.lifespan_context(player.web),
        AsyncClient(transport=transport, base_url=address) as client,
    ):
        yield Bench(client=client, source=source, sink=sink)
