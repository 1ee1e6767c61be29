"""Publish what a county has approved, and take one back."""

from sqlalchemy import select

from programme.programme import (
    WithdrawalCause,
)
from publishing.desk.views import DraftView
from publishing.release.makers import ask_for_everything
from publishing.tables.release import ReleaseDue
from tests.fakes.delivery import Delivery


def due(delivery: Delivery) -> list[str]:
    with delivery.county.database.reading() as session:
        return list(session.scalars(select(ReleaseDue.target)))


def publish_everything(delivery: Delivery) -> None:
    with delivery.county.database.session() as session:
        ask_for_everything(session, delivery.county.clock.now())
    delivery.publisher.publish_due()


def withdraw(
    delivery: Delivery,
    made: DraftView,
    *,
    cause: WithdrawalCause = WithdrawalCause.ORDER,
) -> None:
    county = delivery.county
    asked = county.cases.withdrawing.request(
        county.people["reviewer"],
        made.line.disclosure,
        manifest_sha256=made.line.manifest_sha256 or "",
        cause=cause,
        explanation="上级机关要求先撤下。",
    )
    county.take_down(asked)
