from datetime import UTC, datetime, timedelta

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.keys import Ending, KeyDuties, KeyNeeds, no_needs
from publishing.duties.source import Reach
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

REACH = Reach(at=NOON, on=NOON.date(), until_on=NOON.date() + timedelta(days=30))


def duties(county: County, who: str, needs: KeyNeeds) -> list[Duty]:
    source = KeyDuties(ask=lambda _session, _at: needs, zone=UTC)
    return county.cases.acting.look(
        county.people[who],
        "key.show",
        lambda session, person: list(source.for_person(session, person, REACH)),
    )


def ending(at: datetime, *, offline: bool) -> KeyNeeds:
    return KeyNeeds(endings=(Ending(name="快照", ends_at=at, offline=offline),))


def test_an_administrator_hears_what_ends_and_who_can_sign_it_again(
    county: County,
) -> None:
    [soon] = duties(county, "admin", ending(NOON + timedelta(days=9), offline=True))
    [over] = duties(county, "admin", ending(NOON - timedelta(days=1), offline=False))

    assert (soon.kind, soon.title) == (DutyKind.KEYS, "快照再过 9 天到期")
    assert "mingbai keys request renew" in soon.about
    assert over.title == "快照已经到期"
    assert "mingbai doctor" in over.about
    assert over.due is not None
    assert over.due.target_on < REACH.on


def test_a_list_that_waits_for_offline_keys_is_a_duty(county: County) -> None:
    [duty] = duties(county, "admin", KeyNeeds(people_wait=True))

    assert duty.title == "人员名单有变化，等线下签字"
    assert "mingbai keys request people" in duty.about


def test_nobody_else_is_asked_and_nothing_needed_is_no_duty(county: County) -> None:
    needs = KeyNeeds(people_wait=True)

    assert duties(county, "approver", needs) == []
    with county.database.reading() as session:
        assert duties(county, "admin", no_needs(session, NOON)) == []
