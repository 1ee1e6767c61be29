"""Hold a county whose approvals are really published, and devices that deliver."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from programme.boards import DisplayKind
from programme.canonical import sha256_hex
from programme.chain import GENESIS, digest_of, link
from programme.enrolment import PURPOSE_BATCH, PURPOSE_ENROLMENT, EnrolmentRequest
from programme.envelope import Envelope, seal
from programme.keys import SigningKey
from programme.programme import Programme, Shard, target_of
from programme.records import (
    Batch,
    ChainedRecord,
    EndReason,
    PlayRecord,
    Record,
)
from programme.sealed_box import OpeningKey
from publishing.device_api.conversations import Conversations
from publishing.fleet.devices import Devices
from publishing.fleet.enrolment import Welcome
from publishing.release.ceremony import Places, hold_ceremony, root_of
from publishing.release.disk import Disk, RealDisk
from publishing.release.keyring import read_online_signers
from publishing.release.makers import Makers
from publishing.release.metadata import Lifetimes
from publishing.release.others import people_of
from publishing.release.publisher import Publisher
from publishing.release.repository import Repository
from publishing.signing.pens import AskPeople
from tests.fakes.desk import County, new_county, opened_county
from tests.fakes.desk_parts import listed_by_centre
from tests.fakes.hand_clock import NOON
from tests.fakes.readers import Reader

SCREEN, KIOSK = "qinghe-hall-screen", "qinghe-hall-kiosk"
LONG = Lifetimes(
    root_days=36500,
    targets_days=36500,
    bins_days=36500,
    snapshot_days=36500,
    timestamp_days=36500,
)
"""The client library reads the wall clock, so that nothing may expire before it."""
TIME_KEY = SigningKey(bytes(reversed(range(32))))
VOICE_KEY = OpeningKey(bytes(range(32)))
WAKE_URL = "https://127.0.0.1:8703/wake"


@dataclass(slots=True)
class RecordingWaker:
    """Remember who was woken."""

    woken: list[frozenset[str]] = field(default_factory=list)

    def wake(self, groups: Iterable[str]) -> None:
        self.woken.append(frozenset(groups))


@dataclass(slots=True)
class FakeDevice:
    """Be a device with its own key and one chain."""

    key: SigningKey = field(default_factory=SigningKey.generate)
    id: str = ""
    code: str = "ABCD2345"
    links: list[ChainedRecord] = field(default_factory=list)

    def request(
        self, kind: DisplayKind = DisplayKind.SCREEN, code: str = ""
    ) -> Envelope:
        width, height = (1920, 1080) if kind is DisplayKind.SCREEN else (1080, 1920)
        request = EnrolmentRequest(
            public=self.key.public,
            code=code or self.code,
            display_kind=kind,
            width=width,
            height=height,
            hostname="hall-1",
        )
        return seal(request, PURPOSE_ENROLMENT, self.key)

    def add(self, *records: Record) -> list[ChainedRecord]:
        """Append records to the chain and return their links."""
        for record in records:
            previous = digest_of(self.links[-1]) if self.links else GENESIS
            number = len(self.links) + 1
            self.links.append(link(record, number=number, previous=previous))
        return self.links[-len(records) :]

    def batch(self, links: Iterable[ChainedRecord], writer: str = "player-1") -> bytes:
        """Return a signed batch as it is sent."""
        batch = Batch(device=self.id, writer=writer, records=tuple(links))
        return seal(batch, PURPOSE_BATCH, self.key).canonical()


def play(
    disclosure: str,
    manifest: str,
    *,
    page: int = 1,
    pages: int = 1,
    at: datetime = NOON,
    seconds: int = 12,
    reason: EndReason = EndReason.TURN_OVER,
) -> PlayRecord:
    """Make a play record of a page that was to stand for 12 s."""
    return PlayRecord(
        disclosure=disclosure,
        manifest=manifest,
        page=sha256_hex(f"page {page}".encode()),
        page_number=page,
        pages=pages,
        from_at=at,
        to_at=at + timedelta(seconds=seconds),
        monotonic_ms=seconds * 1000,
        dwell_s=12,
        reason=reason,
        programme_version=1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Be a county with its publisher, its repository and its door for devices."""

    county: County
    repository: Repository
    publisher: Publisher
    makers: Makers
    waker: RecordingWaker
    devices: Devices
    conversations: Conversations
    reader: Reader
    places: Places

    def programme(self, group: str = SCREEN) -> Programme:
        """Return what a device of a group gets, verified by the real client."""
        data = self.reader.get(target_of(group))
        assert data is not None
        return Programme.parse(data)

    def shown(self, group: str = SCREEN) -> list[str]:
        """Return the disclosures of a group's programme."""
        return [
            entry.disclosure
            for ref in self.programme(group).shards
            for entry in Shard.parse(
                self.repository.asset_path(ref.sha256).read_bytes()
            ).entries
        ]

    def enrolled(self, group: str = SCREEN, name: str = "大厅一号屏") -> FakeDevice:
        """Return a device that staff took into a group."""
        kind = DisplayKind.SCREEN if group == SCREEN else DisplayKind.KIOSK
        device = FakeDevice()
        self.conversations.enrol(device.request(kind).canonical())
        view = self.devices.confirm(
            self.county.people["publisher"], code=device.code, group=group, name=name
        )
        device.id = view.id
        return device


@contextmanager
def new_delivery(
    folder: Path,
    disk: Disk | None = None,
    *,
    asks_people: AskPeople = listed_by_centre,
) -> Iterator[Delivery]:
    """Give a county that publishes, in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    hold_ceremony(
        Places(folder=folder / "centre"),
        county="qinghe",
        names=["127.0.0.1"],
        now=NOON,
        disk=RealDisk(),
        lifetimes=LONG,
        people_apart=False,
    )
    with new_county(folder, asks_people=asks_people) as county:
        yield delivery_of(county, folder, disk)


@contextmanager
def opened_delivery(folder: Path, disk: Disk | None = None) -> Iterator[Delivery]:
    """Give a county that publishes already, as after a start; it knows no people."""
    with opened_county(folder) as county:
        yield delivery_of(county, folder, disk)


def delivery_of(county: County, folder: Path, disk: Disk | None = None) -> Delivery:
    """Return what publishes a county whose keys lie in its folder."""
    places = Places(folder=folder / "centre")
    repository = Repository(
        places.folder / "repository",
        signers=read_online_signers(places.keys),
        lifetimes=LONG,
        disk=disk or RealDisk(),
    )
    makers = Makers(
        people=people_of(approval=county.services.approval_key, time=TIME_KEY),
        files=county.services.files,
        calendars=county.services.calendars,
        sealing_key=VOICE_KEY.public,
        signed_people=repository.signed_people,
    )
    waker = RecordingWaker()
    return Delivery(
        county=county,
        repository=repository,
        makers=makers,
        waker=waker,
        publisher=Publisher(
            database=county.database,
            repository=repository,
            makers=makers,
            waker=waker,
            clock=county.clock,
        ),
        devices=Devices(acting=county.cases.acting, database=county.database),
        conversations=Conversations(
            database=county.database,
            clock=county.clock,
            time_key=TIME_KEY,
            welcome=Welcome(root_metadata=root_of(places.metadata), wake_url=WAKE_URL),
            calendars=county.services.calendars,
            pictures=county.services.pictures,
            opening_key=VOICE_KEY,
        ),
        reader=Reader(repository.folder, folder / "device"),
        places=places,
    )
