"""Kiosks keep what has ended for as long as was signed; screens do not."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from publishing.releases_due import ask_for_groups
from publishing.tables.schedule import GroupEntry
from tests.fakes.delivery import KIOSK, SCREEN, Delivery


@pytest.fixture
def ended(delivery: Delivery) -> str:
    """Give a disclosure that ended a day ago and may be looked up for ten days."""
    made = delivery.county.approved(groups=(SCREEN, KIOSK))
    with delivery.county.database.session() as session:
        session.execute(update(GroupEntry).values(past_days=10))
        (entry, *_) = session.query(GroupEntry).all()
        assert entry.ends_at is not None
        wait = entry.ends_at - delivery.county.clock.now() + timedelta(days=1)
    delivery.county.clock.forward(seconds=wait.total_seconds())
    publish(delivery)
    return made.line.disclosure


def publish(delivery: Delivery) -> None:
    with delivery.county.database.session() as session:
        ask_for_groups(session, (SCREEN, KIOSK), delivery.county.clock.now())
    delivery.publisher.publish_due()


def test_what_has_ended_stays_with_kiosks_until_its_days_are_over(
    delivery: Delivery, ended: str
) -> None:
    assert delivery.shown(SCREEN) == []
    assert delivery.shown(KIOSK) == [ended]

    delivery.county.clock.forward(seconds=9 * 86400)
    publish(delivery)

    assert delivery.shown(KIOSK) == []


def test_what_was_taken_off_is_never_past(delivery: Delivery, ended: str) -> None:
    with delivery.county.database.session() as session:
        now = delivery.county.clock.now()
        session.execute(update(GroupEntry).values(removed_at=now))
    publish(delivery)

    assert delivery.shown(KIOSK) == []
    assert ended
