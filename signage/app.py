"""Put the player together and run it until it is told to stop."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn
from fastapi import FastAPI

from config.device import PlayerSettings
from config.notify import Notifier
from media.speech.alerting import AlertVoice
from media.speech.speaker import Speaker
from programme.clock import SystemClock
from programme.enrolment import Restarted
from signage.alarms import Alarms
from signage.events import EventStreams
from signage.intake import Intake, RecordSink
from signage.keeper import PlanKeeper, PlanSource
from signage.panel import Panel, commands_of, runner
from signage.shell import load_shell
from signage.voice import LateSpeaker
from signage.watcher import Watcher
from signage.web import make_web
from sync_agent.device_clock import DeviceClock
from sync_agent.layout import Layout
from sync_agent.outbox import open_outbox
from sync_agent.receipts import PROGRAM as RECEIPTS, ReceiptsApart
from sync_agent.restart_word import RestartWatch
from sync_agent.store import Store

_STOP_S = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Be the player's server and the streams that it must end to stop."""

    web: FastAPI
    streams: EventStreams


class PlayerServer(uvicorn.Server):
    """Tell the manager when it serves; end the streams first when it stops.

    Streams would never end by themselves.
    """

    def __init__(
        self, config: uvicorn.Config, streams: EventStreams, notifier: Notifier
    ) -> None:
        super().__init__(config)
        self._streams = streams
        self._notifier = notifier

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so once it does."""
        await super().startup(sockets)
        if self.started:
            self._notifier.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop in good order."""
        self._notifier.stopping()
        self._streams.close()
        await super().shutdown(sockets)


def run_player(settings: PlayerSettings) -> None:
    """Run the player until it is told to stop."""
    logging.basicConfig(level=settings.log_level.upper())
    # The server hands the signal on once it has stopped; the outbox is closed then.
    signal.signal(signal.SIGTERM, _leave)
    root = settings.state_folder
    clock = DeviceClock(root, SystemClock())
    notifier = Notifier.of(os.environ)
    outbox = open_outbox(root, "player", clock)
    receipts = open_outbox(root, RECEIPTS, clock)
    with (
        contextlib.closing(outbox),
        contextlib.closing(receipts),
        LateSpeaker() as speaker,
    ):
        player = build_player(
            settings,
            source=Store(root),
            sink=ReceiptsApart(outbox, receipts),
            speaker=speaker,
            clock=clock,
            alive=notifier.alive,
            leave=lambda: os.kill(os.getpid(), signal.SIGTERM),
        )
        config = uvicorn.Config(
            player.web,
            host=settings.web.host,
            port=settings.web.port,
            log_level=settings.log_level,
            access_log=False,
            timeout_graceful_shutdown=_STOP_S,
        )
        PlayerServer(config, player.streams, notifier).run()


def build_player(
    settings: PlayerSettings,
    *,
    source: PlanSource,
    sink: RecordSink,
    speaker: Speaker,
    clock: DeviceClock,
    alive: Callable[[], None],
    leave: Callable[[], None] = lambda: None,
) -> Player:
    """Return the player, wired; nothing runs yet.

    Args:
        settings: Of the player.
        source: What the agent adopted.
        sink: Takes what was painted.
        speaker: Says emergency notices.
        clock: What the time is.
        alive: Called as long as it looks.
        leave: Called when an order came to start anew.
    """
    root = settings.state_folder
    keeper = PlanKeeper(source, root, clock, sure=clock.sure, passed=clock.raise_floor)
    streams = EventStreams(keeper)
    told = settings.panel
    panel = Panel(
        lambda: keeper.offer.plan,
        commands_of(told.on, told.dim, told.off),
        clock=clock,
        run=runner(told.within_s),
    )

    anew = RestartWatch(root, of=Restarted.PROGRAMS)

    def look() -> None:
        try:
            keeper.look()
        finally:
            # Where no plan can be made, an order to start anew is the cure.
            panel.look()
            if anew.asked():
                leave()

    watcher = Watcher(
        Layout(root).watchers,
        look=look,
        look_every_s=settings.look_every_s,
        alive=alive,
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await watcher.look_once()
        watching = asyncio.create_task(watcher.run())
        try:
            yield
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    web = make_web(
        shell=load_shell(),
        keeper=keeper,
        streams=streams,
        intake=Intake(sink),
        alarm_of=Alarms(lambda: keeper.offer.plan, AlertVoice(speaker), clock).sound_of,
        checks=settings.checks.model_dump(),
        hour=clock.look,
        lifespan=lifespan,
    )
    return Player(web=web, streams=streams)


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
