"""Make records as devices deliver them."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.records import PlayRecord
from publishing.evidence.batches import unpacked
from publishing.tables.evidence import EvidenceBatch
from tests.fakes.delivery import Delivery, FakeDevice, play
from tests.fakes.hand_clock import NOON


def painted(delivery: Delivery, device: FakeDevice, times: int) -> tuple[str, str]:
    """Approve a disclosure and paint it so many times in a row."""
    made = delivery.county.approved()
    disclosure, manifest = made.line.disclosure, made.line.manifest_sha256 or ""
    for number in range(times):
        at = NOON + timedelta(seconds=12 * number)
        device.add(play(disclosure, manifest, at=at))
    delivery.county.clock.forward(seconds=12 * times)
    return disclosure, manifest


def count(delivery: Delivery, table: type) -> int:
    with delivery.county.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def plays_of(session: Session, device: str) -> list[PlayRecord]:
    """Read a device's single plays back from the batches it signed, newest first."""
    query = (
        select(EvidenceBatch.first_number, EvidenceBatch.body)
        .where(EvidenceBatch.device_id == device)
        .order_by(EvidenceBatch.id)
    )
    records = [
        link.record
        for first, body in session.execute(query)
        for link in unpacked(session, body).records
        if link.number >= first
    ]
    return [one for one in reversed(records) if isinstance(one, PlayRecord)]
