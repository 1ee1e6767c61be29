"""Hang a screen in a county that showed something on 3 September, with a picture."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from programme.boards import DisplayKind
from programme.envelope import Envelope
from programme.glass import CaptureCause, CaptureFailed, GlassStarted
from programme.keys import key_id
from programme.records import EndReason, PlainShown, Record
from publishing.evidence.intake import Delivery, Taking, take_in
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.glass import CaptureRow
from tests.fakes.delivery import SCREEN, FakeDevice, play
from tests.fakes.desk import County
from tests.fakes.glasses import capture_of

AT = datetime(2026, 9, 3, 6, 5, tzinfo=UTC)
"""14:05 on 3 September in the county."""
PHOTOGRAPH = b"RIFF a whole glass"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """Be the screen, and what it showed."""

    device: str
    disclosure: str
    title: str
    page: str
    picture: str


def screen_that_showed(county: County) -> LookedAt:
    """Enrol a screen, and take in what it recorded of that day."""
    made = county.approved()
    assert made.manifest is not None
    page = made.manifest.pages[0].pages[0].asset.sha256
    device = FakeDevice(id="qinghe-hall-screen-9")
    disclosure, manifest = made.line.disclosure, made.line.manifest_sha256 or ""
    picture = capture_of(PHOTOGRAPH, AT - timedelta(minutes=4), disclosure)
    shown = play(disclosure, manifest, at=AT - timedelta(seconds=5))
    device.add(
        _plain(AT - timedelta(hours=1), AT - timedelta(minutes=30)),
        GlassStarted(reason="crashed", at=AT - timedelta(minutes=10)),
        picture,
        CaptureFailed(
            cause=CaptureCause.TIME, reason="disk", at=AT - timedelta(minutes=2)
        ),
        shown.model_copy(update={"page": page}),
        play(disclosure, manifest, at=AT + timedelta(hours=2), seconds=6),
    )
    _enrol(county, device)
    _deliver(county, device)
    county.services.pictures.put(PHOTOGRAPH)
    with county.database.session() as session:
        row = session.get_one(CaptureRow, (device.id, picture.picture))
        row.stored_at = county.clock.now()
    return LookedAt(
        device=device.id,
        disclosure=disclosure,
        title=made.manifest.title,
        page=page,
        picture=picture.picture,
    )


def _plain(from_at: datetime, to_at: datetime) -> Record:
    return PlainShown(
        view="default",
        from_at=from_at,
        to_at=to_at,
        monotonic_ms=1000,
        reason=EndReason.STOOD_STILL,
        programme_version=1,
    )


def _enrol(county: County, device: FakeDevice) -> None:
    with county.database.session() as session:
        session.add(
            Device(
                id=device.id,
                key=key_id(device.key.public),
                public=device.key.public,
                group_id=SCREEN,
                name="大厅九号屏",
                display_kind=DisplayKind.SCREEN,
                width=1920,
                height=1080,
                hostname="hall-9",
                state=DeviceState.ACTIVE,
                enrolled_at=county.clock.now(),
                enrolled_by="system",
                revoke_reason="",
            )
        )


def _deliver(county: County, device: FakeDevice) -> None:
    body = device.batch(device.links)
    delivery = Delivery(envelope=Envelope.parse(body), body=body)
    taking = Taking(at=county.clock.now(), workdays=county.services.calendars.workdays)
    with county.database.session() as session:
        take_in(session, session.get_one(Device, device.id), delivery, taking)
