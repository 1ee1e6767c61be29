"""Yield the issues that hang on though the next period's is out; take none down.

A village's issue is shown until the next one takes its place. What hangs may only come
down by a withdrawal that two people sign, so the system asks for it (更替).
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from config.mandates import Preset
from programme.mandate import EndRule
from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.schedule.hanging import goes_on
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import (
    Draft,
    DraftState,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry

_WHO = (Office.DRAFTER, Office.REVIEWER, Office.APPROVER, Office.PUBLISHER)


class Replaced:
    """Read the issues whose successor is published."""

    def __init__(self, *, mandates: Mapping[str, Preset]) -> None:
        self._until_replaced = frozenset(
            name
            for name, preset in mandates.items()
            if preset.mandate.end_rule is EndRule.UNTIL_REPLACED
        )

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every issue of the person's units that should make room."""
        units, roster = (
            units_where(session, person, *Office),
            Roster(session, person, at=reach.at),
        )
        newer = aliased(Draft)
        hangs = select(GroupEntry.manifest_sha256).where(goes_on(reach.at))
        asked = select(WithdrawalRow.disclosure_id).where(
            WithdrawalRow.state == WithdrawalState.REQUESTED
        )
        query = (
            select(Draft)
            .join(
                newer,
                (newer.unit_id == Draft.unit_id)
                & (newer.catalogue_entry == Draft.catalogue_entry)
                & (newer.period_starts_on > Draft.period_starts_on)
                & (newer.state == DraftState.APPROVED),
            )
            .where(
                Draft.unit_id.in_(units),
                Draft.state == DraftState.APPROVED,
                Draft.mandate_name.in_(self._until_replaced),
                Draft.manifest_sha256.in_(hangs),
                Draft.disclosure_id.not_in(asked),
            )
            .distinct()
        )
        for row in session.scalars(query).all():
            yield Duty(
                kind=DutyKind.REPLACED,
                subject=row.id,
                title=row.title,
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=f"/disclosures/{row.disclosure_id}",
                mine=roster.holds(row.unit_id, *_WHO),
                for_everyone=is_for_everyone(row),
                board=row.board,
                about="下一期已经公开，这一期请办撤下，原因选更替",
            )
