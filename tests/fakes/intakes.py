"""Make records as devices deliver them."""

from datetime import timedelta

from sqlalchemy import func, select

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
