from datetime import date, timedelta

import pytest

from programme.boards import Audience
from publishing.errors import NotThere
from publishing.feeds.events import WITHHELD
from publishing.staff.offices import Held
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from publishing.tables.reminders import CalendarEvent, CalendarFeed
from tests.fakes.desk import County


def acts(county: County) -> list[str]:
    with county.database.reading() as session:
        entries = session.query(JournalEntry).order_by(JournalEntry.number)
        return [one.act for one in entries if one.act.startswith("calendar_feed")]


def test_the_address_shows_the_days_of_its_owner(county: County) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    feeds = county.cases.calendar_feeds
    token = feeds.make(county.people["drafter"])

    days = [one.event.on for one in feeds.read(token).dated]

    assert days == [date(2026, 11, 27), date(2026, 12, 18)]


def test_only_the_digest_of_an_address_is_kept(county: County) -> None:
    token = county.cases.calendar_feeds.make(county.people["drafter"])

    with county.database.reading() as session:
        (row,) = session.query(CalendarFeed)
    assert token not in row.token_hash
    assert len(token) >= 32


def test_a_new_address_ends_the_one_before(county: County) -> None:
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    old = feeds.make(drafter)
    new = feeds.make(drafter)

    with pytest.raises(NotThere):
        feeds.read(old)
    assert feeds.read(new).dated == ()
    assert acts(county) == ["calendar_feed.made", "calendar_feed.renewed"]


def test_an_ended_address_shows_nothing_and_is_told_to_be_gone(county: County) -> None:
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    token = feeds.make(drafter)
    before = feeds.made_at(drafter)

    feeds.end(drafter)

    assert (before, feeds.made_at(drafter)) == (county.clock.now(), None)
    with pytest.raises(NotThere):
        feeds.read(token)
    with pytest.raises(NotThere):
        feeds.end(drafter)
    assert acts(county) == ["calendar_feed.made", "calendar_feed.ended"]


def test_an_address_ends_with_its_owners_leave(county: County) -> None:
    feeds, admin = county.cases.calendar_feeds, county.people["admin"]
    token = feeds.make(county.people["drafter"])

    county.cases.accounts.leave(admin, county.people["drafter"])

    with pytest.raises(NotThere):
        feeds.read(token)


def test_a_locked_account_reads_nothing_until_it_is_unlocked(county: County) -> None:
    feeds, admin = county.cases.calendar_feeds, county.people["admin"]
    drafter = county.people["drafter"]
    token = feeds.make(drafter)

    county.cases.accounts.lock(admin, drafter, reason="手机丢了")

    with pytest.raises(NotThere):
        feeds.read(token)
    county.cases.accounts.unlock(admin, drafter)
    assert feeds.read(token).dated == ()


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
def test_what_is_no_address_is_not_there(county: County, token: str) -> None:
    with pytest.raises(NotThere):
        county.cases.calendar_feeds.read(token)


def test_an_address_shows_what_its_owner_may_see_now(county: County) -> None:
    county.draft()
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    token = feeds.make(drafter)
    before = len(feeds.read(token).dated)

    county.cases.accounts.set_offices(county.people["admin"], drafter, offices=())

    assert (before, feeds.read(token).dated) == (2, ())


# REQ-20
def test_a_matter_for_few_is_told_without_its_title(county: County) -> None:
    county.draft(audience=Audience.PARTY_MEMBERS, title="预备党员转正")
    feeds = county.cases.calendar_feeds

    feed = feeds.read(feeds.make(county.people["drafter"]))

    assert feed.dated
    assert all(WITHHELD in one.event.summary for one in feed.dated)
    assert "预备党员" not in str(feed)


def test_an_event_counts_its_changes_and_keeps_its_name(county: County) -> None:
    made = county.draft(settled_on=date(2026, 11, 20))
    feeds = county.cases.calendar_feeds
    token = feeds.make(county.people["drafter"])
    first = feeds.read(token)
    county.clock.forward(hours=1)
    unchanged = feeds.read(token)

    county.submit(made)
    changed = feeds.read(token)

    assert unchanged == first
    assert [one.sequence for one in first.dated] == [0, 0]
    assert [one.event.uid for one in changed.dated] == [
        one.event.uid for one in first.dated
    ]
    assert [one.sequence for one in changed.dated] == [1, 1]
    assert {one.changed_at for one in changed.dated} == {county.clock.now()}


def test_a_renewed_address_goes_on_counting(county: County) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    feeds.read(feeds.make(drafter))
    county.clock.at += timedelta(days=7)

    feed = feeds.read(feeds.make(drafter))

    assert [one.sequence for one in feed.dated] == [1, 0]
    assert feed.dated[0].event.summary.startswith("超期·")


def test_who_has_no_unit_at_all_has_an_empty_calendar(county: County) -> None:
    newcomer = county.join("newcomer", Held(unit="qinghe", office=Office.DRAFTER))
    county.cases.accounts.set_offices(county.people["admin"], newcomer, offices=())
    feeds = county.cases.calendar_feeds

    assert feeds.read(feeds.make(newcomer)).dated == ()


def test_an_event_that_is_gone_for_two_years_is_forgotten(county: County) -> None:
    made = county.draft(settled_on=date(2026, 11, 20))
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    token = feeds.make(drafter)
    feeds.read(token)
    with county.database.session() as session:
        session.get_one(Draft, made.line.id).state = DraftState.SUPERSEDED
    county.clock.forward(days=2 * 366 + 1)
    feeds.read(token)
    before = known(county)

    county.draft(settled_on=county.clock.now().date())
    feeds.read(token)

    assert len(before) == 2
    assert len(known(county) - before) == 2
    assert not known(county) & before


def known(county: County) -> set[str]:
    with county.database.reading() as session:
        return {row.uid for row in session.query(CalendarEvent)}
