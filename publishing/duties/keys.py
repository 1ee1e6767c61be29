"""Yield what the county's keys ask for: dates that end, a list that wants signatures.

What the repository says is handed in; nothing of it is read here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.source import Reach
from publishing.overriding.rows import county_of
from publishing.staff.offices import Person, holds
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

LINK = "/settings/backups"
"""The page of what only administrators look after; keys have none of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Be one signed role whose word ends soon."""

    name: str
    ends_at: datetime
    offline: bool
    """Whether only the holders of offline keys can sign it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNeeds:
    """Be what the keys ask for now."""

    endings: tuple[Ending, ...] = ()
    people_wait: bool = False
    """Somebody's key is not on the list that offline keys signed last."""


AskKeys = Callable[[Session, datetime], KeyNeeds]


def no_needs(_: Session, __: datetime) -> KeyNeeds:
    """Be a county whose keys ask for nothing."""
    return KeyNeeds()


class KeyDuties:
    """Ask what the keys need."""

    def __init__(self, *, ask: AskKeys, zone: tzinfo) -> None:
        self._ask = ask
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield duties for an administrator of the county."""
        county = county_of(session)
        if not holds(session, person, county.id, Office.ADMIN):
            return
        needs = self._ask(session, reach.at)
        for one in needs.endings:
            yield self._ending(one, county, reach)
        if needs.people_wait:
            yield _duty(
                county,
                "people",
                "人员名单有变化，等线下签字",
                "请运行 mingbai keys request people，拿人员名单密钥的人签够了再导入；"
                "在这之前，新密钥签的内容不会发布",
                Due(target_on=reach.on),
            )

    def _ending(self, one: Ending, county: UnitRow, reach: Reach) -> Duty:
        day = one.ends_at.astimezone(self._zone).date()
        left = (day - reach.on).days
        title = f"{one.name}再过 {left} 天到期" if left > 0 else f"{one.name}已经到期"
        about = (
            "请运行 mingbai keys request renew，让拿线下密钥的人续签；"
            "过期以后设备照常展示，但不收新内容"
            if one.offline
            else "发布中心本该自己续签，请运行 mingbai doctor 看哪里不对"
        )
        return _duty(county, one.name, title, about, Due(target_on=day))


def _duty(county: UnitRow, subject: str, title: str, about: str, due: Due) -> Duty:
    return Duty(
        kind=DutyKind.KEYS,
        subject=f"keys-{subject}",
        title=title,
        unit=county.id,
        unit_name=county.name,
        link=LINK,
        mine=True,
        due=due,
        about=about,
    )
