"""Yield what is wrong with the county's backups, for who keeps its accounts."""

from collections.abc import Iterable
from datetime import tzinfo

from sqlalchemy.orm import Session

from publishing.backup.due import Alarm
from publishing.backup.rows import alarm_in
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.source import Reach
from publishing.overriding.rows import county_of
from publishing.staff.offices import Person, holds
from publishing.tables.people import Office

LINK = "/settings/backups"


class BackupDuties:
    """Read whether there is a good backup of late."""

    def __init__(self, *, zone: tzinfo) -> None:
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield one duty for an administrator of the county where there is not."""
        alarm = alarm_in(session, reach.at)
        if alarm is None:
            return
        county = county_of(session)
        if not holds(session, person, county.id, Office.ADMIN):
            return
        yield Duty(
            kind=DutyKind.BACKUP,
            subject=county.id,
            title=title_of(alarm),
            unit=county.id,
            unit_name=county.name,
            link=LINK,
            mine=True,
            due=Due(target_on=reach.on),
            about=self._about(alarm),
        )

    def _about(self, alarm: Alarm) -> str:
        if alarm.newest_at is None:
            return "还没有一份核对过的备份"
        local = alarm.newest_at.astimezone(self._zone)
        return f"最近一份核对过的是 {local:%m 月 %d 日 %H:%M}"


def title_of(alarm: Alarm) -> str:
    """Return what is wrong, in one line."""
    return f"备份没有做成：{alarm.failed}" if alarm.failed else "备份太旧了"
