"""Run the agent's threads, first to last, and stop them in reverse order."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from datetime import timedelta
from random import Random
from threading import Event

from config.device import AgentSettings
from programme.boards import DisplayKind
from programme.clock import Clock
from programme.keys import SigningKey
from sync_agent.captures import Captures
from sync_agent.device_clock import KeptClock
from sync_agent.disk import DiskRefused, refusals_of, sweep_leavings
from sync_agent.inner import assembly
from sync_agent.inner.assembly import Where
from sync_agent.inner.caretaker import Caretaker
from sync_agent.inner.damage import hearing
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.enroller import Enroller
from sync_agent.inner.enrolment import OwnGlass
from sync_agent.inner.errands import Errands
from sync_agent.inner.examining import findings_of
from sync_agent.inner.gate import Gate
from sync_agent.inner.http import Http
from sync_agent.inner.identity import Identity, own_key, read_identity
from sync_agent.inner.picture_post import PicturePost
from sync_agent.inner.repair import Repair
from sync_agent.inner.reserve import keep_reserve
from sync_agent.inner.running import running
from sync_agent.inner.scrub import Scrub, Scrubbed
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_house import StickHouse
from sync_agent.inner.sync_loop import SyncLoop
from sync_agent.inner.wake import WakeListener
from sync_agent.inner.watchman import Watchman
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, open_outbox
from sync_agent.store import Store

_BEAT_S = 1.0
_WAKE_READ_S = 60.0
"""The wake service says a word every 25 s; after this the line is dead."""
_WAKE_WHOLE_S = 6 * 3600.0


class Agent:
    """Be the device's only door to the network."""

    def __init__(
        self, settings: AgentSettings, *, clock: Clock, chance: Random
    ) -> None:
        self._settings = settings
        root = settings.state_folder
        self._machine = clock
        self._clock = KeptClock(root, clock, doubt_s=settings.clock_doubt_s)
        self._chance = chance
        self._layout = Layout(root)
        # One for all threads: a large directory is held in memory once.
        self._store = Store(root, as_signed=True)
        self._centre_url = str(settings.centre_url).rstrip("/")
        self._standing = Standing(
            self._layout,
            self._clock,
            stale_after_s=settings.polling.stale_after_s,
            most_alone=timedelta(days=settings.max_offline_days),
        )
        self._stopping = Event()
        self._run = secrets.token_hex(8)
        self._scrubbed: Callable[[], Scrubbed] = Scrubbed
        self._gate = Gate(clock)
        self._http = self._make_http(
            settings.network.read_timeout_s, settings.network.total_timeout_s
        )

    def stop(self) -> None:
        """Ask the agent to end; `run` returns soon after."""
        self._stopping.set()
        self._http.close()

    def run(self, *, ready: Callable[[], None], alive: Callable[[], None]) -> None:
        """Work until `stop`.

        Args:
            ready: Called once, when the folder is there and the state is written.
            alive: Called now and then, as long as the agent works.

        Raises:
            DiskRefused: Not even the folders, or the device's key, can be made or read.
        """
        for folder in (self._layout.root, self._layout.watchers):
            with refusals_of(folder):
                folder.mkdir(parents=True, exist_ok=True)
        with suppress(DiskRefused):
            sweep_leavings(self._layout.root)
        keep_reserve(self._layout, self._settings.storage.reserve_bytes)
        key = own_key(self._layout)
        known = read_identity(self._layout, key)
        self._standing.tell()
        door = StickDoor(self._layout.stick_socket)
        house = StickHouse(
            layout=self._layout, door=door, key=key, clock=self._clock, run=self._run
        )
        listening = running("stick", door.listen, self._stopping)
        with self._status_page(), closing(door), listening:
            ready()
            identity = known or self._enrolled(key, house, alive)
            if identity is not None:
                self._work(key, identity, house, alive)
        self._http.close()

    def _status_page(self) -> AbstractContextManager[object]:
        caretaker = Caretaker(
            self._layout,
            examine=lambda: findings_of(self._settings, self._machine),
            scrubbed=lambda: self._scrubbed(),  # noqa: PLW0108 - another one by then
            clock=self._clock,
            machine=self._machine,
        )
        return caretaker.open(self._settings.caretaker.port)

    def _enrolled(
        self, key: SigningKey, house: StickHouse, alive: Callable[[], None]
    ) -> Identity | None:
        """Return who this device is; say `alive` while nobody knows it yet."""
        enroller = self._make_enroller(key, house)
        with ThreadPoolExecutor(1, thread_name_prefix="enrol") as pool:
            work = pool.submit(enroller.enrol, self._stopping)
            alive()
            while not wait([work], _BEAT_S).done:
                alive()
            return work.result()

    def _make_enroller(self, key: SigningKey, house: StickHouse) -> Enroller:
        glass = self._settings.glass
        return Enroller(
            self._layout,
            api=DeviceApi(self._http, self._centre_url, key),
            key=key,
            glass=OwnGlass(
                kind=DisplayKind(glass.kind), width=glass.width, height=glass.height
            ),
            standing=self._standing,
            backoff=assembly.backoff_of(self._settings, self._chance),
            stick=house.enrolment(self._settings.ca_file),
        )

    def _work(
        self,
        key: SigningKey,
        identity: Identity,
        house: StickHouse,
        alive: Callable[[], None],
    ) -> None:
        self._standing.tell(
            device=identity.device, group=identity.group, code=None, trouble=None
        )
        wake_http = self._make_http(_WAKE_READ_S, _WAKE_WHOLE_S)
        with ExitStack() as ending:
            outbox = open_outbox(self._layout.root, "agent", self._clock)
            ending.callback(outbox.close)
            errands, watchman = self._make_errands(key, identity, outbox)
            porter = house.porter(
                identity,
                self._where(identity),
                storage=self._settings.storage,
                store=self._store,
                outbox=outbox,
                standing=self._standing,
            )
            loop = self._make_loop(identity, outbox, errands.ring, porter.look)
            house.door.ring_with(loop.ring)
            wake = WakeListener(
                http=wake_http,
                url=identity.wake_url,
                group=identity.group,
                on_wake=loop.wake,
                backoff=assembly.backoff_of(self._settings, self._chance),
            )
            scrub = self._make_scrub(loop)
            ending.enter_context(running("errands", errands.run, self._stopping))
            ending.enter_context(running("wake", wake.listen, self._stopping))
            ear = hearing(self._layout, loop.report_damage, self._stopping)
            ending.enter_context(ear)
            ending.enter_context(running("sync", loop.run, self._stopping))
            ending.enter_context(running("scrub", scrub.run, self._stopping))
            ending.callback(errands.ring)
            ending.callback(loop.ring)
            ending.callback(wake_http.close)
            ending.callback(self._stopping.set)
            watchman.begin(self._store)
            while not self._stopping.wait(_BEAT_S):
                if watchman.look():
                    errands.ring()
                alive()

    def _where(self, identity: Identity) -> Where:
        return Where(
            repository_url=self._settings.repository,
            group=identity.group,
            root_metadata=identity.root_bytes,
            downloads_at_once=self._settings.network.downloads_at_once,
            spare_bytes=self._settings.storage.reserve_bytes,
        )

    def _make_loop(
        self,
        identity: Identity,
        outbox: Outbox,
        after_round: Callable[[], None],
        look_at_stick: Callable[[], bool],
    ) -> SyncLoop:
        settings, store = self._settings, self._store
        pruner = assembly.make_pruner(self._layout, settings.storage, self._clock)
        return SyncLoop(
            sync=assembly.make_sync(
                self._layout,
                self._where(identity),
                http=self._http,
                store=store,
                outbox=outbox,
                clock=self._clock,
                on_news=lambda: self._standing.tell(syncing=True),
            ),
            store=store,
            repair=Repair(self._layout, store),
            pruner=pruner,
            eraser=assembly.make_eraser(
                self._layout,
                store=store,
                pruner=pruner,
                outbox=outbox,
                pictures_days=settings.storage.pictures_days,
                clock=self._clock,
            ),
            standing=self._standing,
            backoff=assembly.backoff_of(self._settings, self._chance),
            pace=assembly.pace_of(settings.polling),
            chance=self._chance,
            after_round=after_round,
            look_at_stick=look_at_stick,
        )

    def _make_scrub(self, loop: SyncLoop) -> Scrub:
        scrub = Scrub(
            self._layout,
            store=self._store,
            mb_per_minute=self._settings.scrub.mb_per_minute,
            on_damage=loop.report_damage,
        )
        self._scrubbed = lambda: scrub.seen
        return scrub

    def _make_errands(
        self, key: SigningKey, identity: Identity, outbox: Outbox
    ) -> tuple[Errands, Watchman]:
        settings, store = self._settings, self._store
        api = DeviceApi(self._http, self._centre_url, key)
        courier = assembly.make_courier(
            settings,
            api=api,
            device=identity.device,
            store=store,
            clock=self._clock,
            run=self._run,
        )
        watchman = Watchman(
            self._layout,
            clock=self._clock,
            standing=self._standing,
            reserve_bytes=settings.storage.reserve_bytes,
        )
        errands = Errands(
            layout=self._layout,
            courier=courier,
            picture_post=PicturePost(
                Captures(self._layout.root), api=api, device=identity.device
            ),
            store=store,
            outbox=outbox,
            standing=self._standing,
            backoff=assembly.backoff_of(self._settings, self._chance),
            rounds=assembly.rounds_of(settings),
            clock=self._clock,
            heard=watchman.heard,
        )
        return errands, watchman

    def _make_http(self, read_timeout_s: float, total_timeout_s: float) -> Http:
        return Http(
            ca_file=self._settings.ca_file,
            read_timeout_s=read_timeout_s,
            total_timeout_s=total_timeout_s,
            gate=self._gate,
        )
