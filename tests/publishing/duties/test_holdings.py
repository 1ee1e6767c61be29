from datetime import UTC, timedelta

import pytest

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.holdings import HoldingDuties
from publishing.duties.source import Reach
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.rows import note
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

REACH = Reach(at=NOON, on=NOON.date(), until_on=NOON.date() + timedelta(days=30))
DAY = timedelta(days=1)
SCAN = Lack(kind=Kind.SCAN, name=f"files/ab/{'ab' * 32}", flaw=Flaw.MISSING)
PAGE = Lack(kind=Kind.DESK, name=f"files/cd/{'cd' * 32}", flaw=Flaw.DAMAGED)


def duties(county: County, who: str) -> list[Duty]:
    return county.cases.acting.look(
        county.people[who],
        "backup.list",
        lambda session, person: list(
            HoldingDuties(zone=UTC).for_person(session, person, REACH)
        ),
    )


@pytest.mark.both_databases
def test_an_administrator_hears_what_is_lost_until_it_is_whole(county: County) -> None:
    before = duties(county, "admin")
    with county.database.session() as session:
        note(session, NOON - DAY, lost=[SCAN])
    with county.database.session() as session:
        note(session, NOON, lost=[SCAN, PAGE])
    [one] = duties(county, "admin")
    others = duties(county, "approver")
    with county.database.session() as session:
        note(session, NOON, mended=[PAGE], whole=[SCAN])
    after = duties(county, "admin")

    assert (before, others, after) == ([], [], [])
    assert one.kind is DutyKind.HOLDINGS
    assert one.title == "签字扫描件或纸面材料不见了（abababababababab…）等 2 个"
    assert one.about == f"{SCAN.effect}。{SCAN.advice}"
    assert one.due is not None
    assert one.due.target_on == REACH.on - DAY
