"""Yield what the office has to decide on filing, and what is to be looked at again."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.filing.views import FilingView, filings_for
from publishing.staff.offices import Person
from publishing.tables.filings import FilingState
from publishing.tables.people import Office


class FilingDuties:
    """Read the filings that wait, and those whose review date comes (REQ-11)."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every filing of the person's units that asks for something."""
        roster = Roster(session, person, at=reach.at)
        for one in filings_for(session, person):
            office = roster.holds(one.unit, Office.REVIEWER)
            if one.state is FilingState.PROPOSED and office:
                yield _duty(one, roster, DutyKind.FILE, None)
            elif (
                one.state is FilingState.FILED
                and one.review_on is not None
                and one.review_on <= reach.until_on
            ):
                due = Due(target_on=one.review_on)
                yield _duty(one, roster, DutyKind.REVIEW_DATE, due, mine=office)


def _duty(
    one: FilingView,
    roster: Roster,
    kind: DutyKind,
    due: Due | None,
    *,
    mine: bool = True,
) -> Duty:
    checks = "，政策文件要先由另一位同事核查" if one.policy else ""
    about = {
        DutyKind.FILE: f"{one.proposed_by}提出不上屏、归档{checks}",
        DutyKind.REVIEW_DATE: f"当时不能公开：{one.reason}",
    }[kind]
    return Duty(
        kind=kind,
        subject=str(one.id),
        title=one.title,
        unit=one.unit,
        unit_name=one.unit_name,
        link=f"/filed?one={one.id}",
        mine=mine,
        due=due,
        board=one.board,
        about=about,
        others=roster.others(one.unit, Office.REVIEWER),
    )
