"""Hold a county whose screen is photographed, for tests of how pictures end."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from programme.afterwards import Afterwards
from programme.canonical import sha256_hex
from programme.envelope import seal
from programme.glass import PURPOSE_CAPTURE, CapturePart, CaptureReceipt
from programme.keys import to_base64url
from programme.manifest import Manifest
from publishing.evidence.picture_ends import PictureEnds
from publishing.tables.disclosures import ManifestRow
from publishing.tables.glass import CaptureRow
from publishing.tables.journal import JournalEntry
from publishing.tables.schedule import GroupEntry
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.glasses import capture_of
from tests.fakes.hand_clock import NOON

KEPT = timedelta(days=730)
TAKEN = NOON - timedelta(minutes=1)


class Bench:
    """Hold a county with one disclosure that hangs, and one screen of it."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.county = delivery.county
        self.made = self.county.approved()
        self.disclosure = self.made.line.disclosure
        manifest = self.made.manifest
        assert manifest is not None
        self.page = manifest.pages[0].pages[0].asset.sha256
        self.device = delivery.enrolled()
        self.ends = self.new_ends()

    def new_ends(self) -> PictureEnds:
        """Return what removes pictures, as after a restart."""
        return PictureEnds(
            database=self.county.database,
            pictures=self.county.services.pictures,
            clock=self.county.clock,
            kept=KEPT,
        )

    def told(
        self,
        picture: bytes,
        *,
        disclosure: str | None = None,
        page: str | None = None,
        device: FakeDevice | None = None,
        at: datetime = TAKEN,
    ) -> str:
        """Let a device tell of a picture, and return its name."""
        device = device or self.device
        record = capture_of(picture, at, disclosure or self.disclosure)
        device.add(record.model_copy(update={"page": page or self.page}))
        self.delivery.conversations.take_evidence(device.batch(device.links))
        return record.picture

    def sent(self, picture: bytes, device: FakeDevice | None = None) -> CaptureReceipt:
        """Let a device deliver a picture whole."""
        device = device or self.device
        part = CapturePart(
            device=device.id,
            picture=sha256_hex(picture),
            length=len(picture),
            offset=0,
            data=to_base64url(picture),
        )
        body = seal(part, PURPOSE_CAPTURE, device.key).canonical()
        return self.delivery.conversations.take_capture(body)

    def row(self, name: str, device: FakeDevice | None = None) -> CaptureRow:
        with self.county.database.reading() as session:
            return session.get_one(CaptureRow, ((device or self.device).id, name))

    def there(self, name: str) -> bool:
        return self.county.services.pictures.path_of(name).exists()

    def names_persons(self) -> None:
        """Turn what hangs into a version that names persons, and let it end."""
        with self.county.database.session() as session:
            row = session.get_one(ManifestRow, self.made.line.manifest_sha256)
            signed = Manifest.parse(row.body)
            after = {"afterwards": Afterwards(erased=True)}
            row.body = signed.model_copy(update=after).canonical()

    def ended(self) -> None:
        at = self.county.clock.now() - timedelta(hours=1)
        with self.county.database.session() as session:
            session.execute(update(GroupEntry).values(ends_at=at))

    def acts(self) -> list[str]:
        with self.county.database.reading() as session:
            query = select(JournalEntry.act).where(JournalEntry.act.like("captures.%"))
            return list(session.scalars(query))
