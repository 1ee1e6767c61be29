"""Yield that files of the centre are lacking, for who keeps the county's accounts."""

from collections.abc import Iterable
from datetime import tzinfo

from sqlalchemy.orm import Session

from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.source import Reach
from publishing.holdings.rows import open_lacks
from publishing.overriding.rows import county_of
from publishing.staff.offices import Person, holds
from publishing.tables.people import Office

LINK = "/settings/backups"


class HoldingDuties:
    """Read what the centre lacks of its own files."""

    def __init__(self, *, zone: tzinfo) -> None:
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield one duty for an administrator of the county, until all is mended."""
        del reach
        lacking = open_lacks(session)
        if not lacking:
            return
        county = county_of(session)
        if not holds(session, person, county.id, Office.ADMIN):
            return
        first, found_at = lacking[0].lack, lacking[0].found_at
        more = f"等 {len(lacking)} 个" if len(lacking) > 1 else ""
        yield Duty(
            kind=DutyKind.HOLDINGS,
            subject=county.id,
            title=f"{first.brief}{more}",
            unit=county.id,
            unit_name=county.name,
            link=LINK,
            mine=True,
            due=Due(target_on=found_at.astimezone(self._zone).date()),
            about=f"{first.effect}。{first.advice}",
        )
