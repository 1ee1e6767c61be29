"""Yield orders that wait for a second person, and sealed reasons to be looked at.

A notice that one person issued alone stays a duty of every other approver until one of
them has said whether that was right; late it is overdue, and never lapses.
"""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.override import Override
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.overriding.rows import lapse_of
from publishing.overriding.rules import is_open
from publishing.staff.offices import Person, units_where
from publishing.tables.people import Office
from publishing.tables.screen_orders import (
    OrderKind,
    OrderState,
    ScreenOrder,
    SealedReview,
)

LINK = "/emergency"
_SECOND = (Office.APPROVER, Office.REVIEWER, Office.PUBLISHER)


class ScreenOrders:
    """Read what of emergency notices and stops waits for a person."""

    def __init__(self, *, zone: tzinfo) -> None:
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield what the person may countersign, and what they must look back at."""
        roster = Roster(session, person, at=reach.at)
        yield from self._waiting(session, person, reach, roster)
        yield from self._sealed(session, person, roster)

    def _waiting(
        self, session: Session, person: Person, reach: Reach, roster: Roster
    ) -> Iterator[Duty]:
        units = units_where(session, person, *_SECOND)
        query = select(ScreenOrder).where(
            ScreenOrder.unit_id.in_(units),
            ScreenOrder.proposed_by != person.id,
            ScreenOrder.ends_at > reach.at,
            ScreenOrder.state == OrderState.PROPOSED,
        )
        for row in session.scalars(query.order_by(ScreenOrder.id)):
            if is_open(
                row.state,
                lapses_at=lapse_of(row),
                ends_at=row.ends_at,
                now=reach.at,
            ):
                yield self._duty(
                    row,
                    roster,
                    kind=DutyKind.COUNTERSIGN,
                    about=self._about(row, roster.staff_name(row.proposed_by)),
                )

    def _about(self, row: ScreenOrder, name: str) -> str:
        lapses = min(lapse_of(row), row.ends_at).astimezone(self._zone)
        return f"{name} 提出，{lapses:%H:%M} 前会签有效"

    def _sealed(
        self, session: Session, person: Person, roster: Roster
    ) -> Iterator[Duty]:
        units = units_where(session, person, Office.APPROVER)
        query = (
            select(ScreenOrder, SealedReview.due_at)
            .join(SealedReview, SealedReview.order_id == ScreenOrder.id)
            .where(
                ScreenOrder.unit_id.in_(units),
                ScreenOrder.proposed_by != person.id,
                SealedReview.reviewed_at.is_(None),
            )
        )
        for row, due_at in session.execute(query.order_by(ScreenOrder.id)):
            yield self._duty(
                row,
                roster,
                kind=DutyKind.UNSEAL,
                about=f"{roster.staff_name(row.proposed_by)} 一个人发的，理由封存着",
                due=Due(target_on=due_at.astimezone(self._zone).date()),
            )

    def _duty(
        self,
        row: ScreenOrder,
        roster: Roster,
        *,
        kind: DutyKind,
        about: str,
        due: Due | None = None,
    ) -> Duty:
        return Duty(
            kind=kind,
            subject=row.id,
            title=_title(row),
            unit=row.unit_id,
            unit_name=roster.unit_name(row.unit_id),
            link=LINK,
            mine=True,
            due=due,
            about=about,
        )


def _title(row: ScreenOrder) -> str:
    if row.kind is OrderKind.STOP:
        return "全部屏幕转为默认页"
    return f"应急插播：{Override.model_validate(row.signed).headline}"
