"""Run a whole agent in this process beside a fake centre, enrolled by its real code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import SystemRandom
from threading import Event, Thread

from config.device import (
    AgentSettings,
    Caretaker,
    Glass,
    Network,
    Polling,
    Scrub,
    Storage,
)
from programme.canonical import canonical_bytes
from programme.chain import GENESIS, check_links
from programme.clock import Clock, SystemClock
from programme.enrolment import (
    PURPOSE_BATCH,
    PURPOSE_STATUS,
    DeviceStatus,
    EnrolmentAccepted,
    EnrolmentRequest,
    EnrolmentWaiting,
    Restart,
    SignedTime,
)
from programme.envelope import Envelope, seal, unseal
from programme.glass import PURPOSE_CAPTURE, CapturePart, CaptureReceipt
from programme.keys import from_base64url, to_base64url
from programme.records import Batch, BatchReceipt, ChainedRecord
from sync_agent.inner.agent import Agent
from sync_agent.state import AgentState, StateReport, read_state
from sync_agent.store import Held, Store
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply, error_body, serving
from tests.fakes.group_publication import GROUP
from tests.fakes.patience import within

DEVICE = "qinghe-device-1"


@dataclass(slots=True)
class FakeDeviceApi:
    """Enrol one device when a test confirms it, and store its records once."""

    centre: FakeCentre
    server: CentreServer
    public: str = ""
    code: str = ""
    confirmed: bool = False
    refusing: bool = False
    ahead_s: float = 0.0
    twin: bool = False
    """Say that another machine speaks with the same key."""
    restart: Restart | None = None
    """What the device is told to start anew, until it says that it did."""
    statuses: list[DeviceStatus] = field(default_factory=list)
    chains: dict[str, list[ChainedRecord]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    unknown_pictures: bool = False
    """Say of every picture that its record is not there."""
    break_off_at: int | None = None
    """Take no more of a picture than so much, once, and answer nothing."""
    lose_receipts: int = 0
    """Store so many batches without an answer that arrives."""

    def __post_init__(self) -> None:
        self.server.posts = {
            "/device/enrolment": self.enrol,
            "/device/evidence": self.store,
            "/device/status": self.hear,
            "/device/capture": self.take_part,
        }

    def enrol(self, envelope: Envelope) -> Reply:
        asked = EnrolmentRequest.parse(from_base64url(envelope.payload))
        self.public, self.code = asked.public, asked.code
        if self.refusing:
            return Reply(status=403, body=error_body("enrolment_refused", "登记码不对"))
        if not self.confirmed:
            waiting = EnrolmentWaiting(ask_again_s=1)
            return Reply(status=202, body=waiting.model_dump_json().encode())
        accepted = EnrolmentAccepted(
            device=DEVICE,
            group=GROUP,
            root_metadata=to_base64url(self.centre.root_bytes),
            wake_url=f"{self.server.url}/wake",
        )
        return Reply(body=accepted.model_dump_json().encode())

    def store(self, envelope: Envelope) -> Reply:
        batch = unseal(envelope, Batch, PURPOSE_BATCH, self.public)
        chain = self.chains.setdefault(batch.writer, [])
        fresh = [r for r in batch.records if r.number > len(chain)]
        for known in batch.records[: len(batch.records) - len(fresh)]:
            assert known == chain[known.number - 1]
        after = (len(chain), chain[-1].digest() if chain else GENESIS)
        check_links(fresh, after_number=after[0], after_digest=after[1])
        chain.extend(fresh)
        if self.lose_receipts:
            self.lose_receipts -= 1
            return Reply(status=503)
        receipt = BatchReceipt(
            device=batch.device, writer=batch.writer, stored_to=len(chain)
        )
        return Reply(body=canonical_bytes(receipt.model_dump(mode="json")))

    def take_part(self, envelope: Envelope) -> Reply:
        part = unseal(envelope, CapturePart, PURPOSE_CAPTURE, self.public)
        if self.unknown_pictures:
            return Reply(status=409, body=error_body("capture_unknown", "还没有记录"))
        have = self.pictures.get(part.picture, b"")
        if self.break_off_at is not None and part.offset >= self.break_off_at:
            self.break_off_at = None
            return Reply(status=503)
        if part.offset == len(have):
            have += from_base64url(part.data)
        self.pictures[part.picture] = have
        receipt = CaptureReceipt(picture=part.picture, have=len(have))
        return Reply(body=receipt.canonical())

    def hear(self, envelope: Envelope) -> Reply:
        self.statuses.append(
            unseal(envelope, DeviceStatus, PURPOSE_STATUS, self.public)
        )
        at = SystemClock().now() + timedelta(seconds=self.ahead_s)
        done = self.statuses[-1].restarted
        open_one = self.restart if self.restart and self.restart.id != done else None
        told = SignedTime(at=at, twin=self.twin, restart=open_one)
        time = seal(told, "mingbai.time/1", self.centre.approval_key)
        return Reply(body=time.canonical())


@dataclass(slots=True)
class RunningAgent:
    """Be an agent at work, with what a test looks at."""

    root: Path
    centre: FakeCentre
    server: CentreServer
    api: FakeDeviceApi
    settings: AgentSettings
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.root)

    def report(self) -> StateReport | None:
        """Return the agent's state as the local pages read it."""
        return read_state(self.root)

    def held(self) -> Held | None:
        """Return what is shown."""
        return self.store.load()


def agent_settings(root: Path, url: str, **polling: float) -> AgentSettings:
    """Return settings whose waits suit a test."""
    pace = {
        "interval_s": 60.0,
        "jitter_s": 0.0,
        "wake_delay_s": 0.0,
        "status_interval_s": 60.0,
        "stale_after_s": 60.0,
        "records_interval_s": 0.05,
        "records_gather_s": 0.0,
    }
    return AgentSettings(
        state_folder=root,
        log_level="info",
        centre_url=url,  # type: ignore[arg-type]
        max_offline_days=180,
        clock_doubt_s=120.0,
        glass=Glass(kind="screen", width=1920, height=1080),
        polling=Polling(**(pace | polling)),
        network=Network(
            read_timeout_s=2.0,
            total_timeout_s=5.0,
            backoff_first_s=0.05,
            backoff_most_s=0.2,
            downloads_at_once=4,
        ),
        storage=Storage(
            reserve_bytes=65536,
            grace_s=900.0,
            content_bytes=0,
            keep_delivered_records=1000,
            keep_delivered_days=30,
            pictures_days=730,
        ),
        caretaker=Caretaker(port=0),
        scrub=Scrub(mb_per_minute=0),
    )


@contextmanager
def agent_beside_centre(folder: Path, **polling: float) -> Iterator[RunningAgent]:
    """Give a centre and the settings of an agent that is not running yet."""
    centre = FakeCentre(folder / "repository")
    with serving(centre.folder) as server:
        api = FakeDeviceApi(centre, server)
        root = folder / "device"
        settings = agent_settings(root, server.url, **polling)
        yield RunningAgent(root, centre, server, api, settings)


@contextmanager
def at_work(
    settings: AgentSettings,
    *,
    alive: Callable[[], None] = lambda: None,
    clock: Clock | None = None,
) -> Iterator[Agent]:
    """Run an agent until the block ends."""
    told = clock or SystemClock()
    agent = Agent(settings, clock=told, chance=SystemRandom())
    up = Event()

    def work() -> None:
        agent.run(ready=up.set, alive=alive)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        assert up.wait(within(5))
        yield agent
    finally:
        agent.stop()
        thread.join(within(8))
        assert not thread.is_alive()


def wait_for(what: Callable[[], object], *, seconds: float = 5.0) -> None:
    """Return as soon as something holds; fail when it does not in time."""
    clock, pause = SystemClock(), Event()
    until = clock.monotonic() + within(seconds)
    while not what():
        assert clock.monotonic() < until, "it did not happen in time"
        pause.wait(0.005)


def in_state(agent: RunningAgent, state: AgentState) -> Callable[[], bool]:
    """Return a question for `wait_for`."""

    def holds() -> bool:
        report = agent.report()
        return report is not None and report.state is state

    return holds
