from datetime import timedelta
from typing import Any

import pytest

from directory.model import ChangeKind, Directory
from publishing.catalogue.directory import newest_directory
from publishing.catalogue.items import ServiceSheet
from publishing.errors import NotAllowed, NotThere, Refused
from tests.fakes.desk import County
from tests.fakes.hall_data import HOURS, SHEET

COUNTER: dict[str, Any] = SHEET["counters"][0]
FIRST, THIRD = "qinghe-hall-31", "qinghe-hall-3"


@pytest.fixture
def open_hall(county: County) -> County:
    """Give a county whose directory is public, with two counters."""
    hours = [day.model_dump(mode="json") for day in HOURS]
    counters = [
        COUNTER | {"hours": hours},
        COUNTER | {"id": THIRD, "window": "3", "hours": hours},
    ]
    sheet = ServiceSheet.model_validate(SHEET | {"counters": counters})
    county.cases.service_items.take_in(county.people["publisher"], sheet)
    _publish(county)
    return county


def _publish(county: County) -> None:
    directories = county.cases.directories
    waits = directories.propose(county.people["publisher"])
    directories.approve(county.people["approver"], waits.id, sha256=waits.sha256)


def _newest(county: County) -> Directory:
    with county.database.reading() as session:
        directory = newest_directory(session)
    assert directory is not None
    return directory


# REQ-32
def test_a_moved_counter_is_told_at_once_until_it_closes(open_hall: County) -> None:
    before = _newest(open_hall)

    change = open_hall.cases.counter_changes.begin(
        open_hall.people["publisher"], FIRST, ChangeKind.MOVED, instead=THIRD
    )

    now = _newest(open_hall)
    assert now.changes == (change,)
    assert now.version == before.version + 1
    assert now.shards == before.shards
    assert change.ends_at.isoformat() == "2026-11-23T09:30:00+00:00"
    assert open_hall.told[-1] == frozenset({"qinghe-hall-screen", "qinghe-hall-kiosk"})


def test_what_is_said_of_a_counter_replaces_what_was_said(open_hall: County) -> None:
    changes, publisher = open_hall.cases.counter_changes, open_hall.people["publisher"]
    changes.begin(publisher, FIRST, ChangeKind.MOVED, instead=THIRD)
    changes.begin(publisher, THIRD, ChangeKind.ABSENT, instead=FIRST)

    absent = changes.begin(publisher, FIRST, ChangeKind.ABSENT)

    assert {one.counter for one in _newest(open_hall).changes} == {FIRST, THIRD}
    held = {one.counter.id: one.change for one in changes.today(publisher).counters}
    assert held[FIRST] == absent


def test_a_change_is_taken_back_before_its_time(open_hall: County) -> None:
    changes, publisher = open_hall.cases.counter_changes, open_hall.people["publisher"]
    changes.begin(publisher, FIRST, ChangeKind.ABSENT)

    changes.end(publisher, FIRST)

    assert _newest(open_hall).changes == ()
    with pytest.raises(NotThere):
        changes.end(publisher, FIRST)


def test_a_change_that_is_over_is_not_there_any_more(open_hall: County) -> None:
    changes, publisher = open_hall.cases.counter_changes, open_hall.people["publisher"]
    changes.begin(publisher, FIRST, ChangeKind.ABSENT)
    open_hall.clock.forward(days=1)

    today = changes.today(publisher)

    assert [one.change for one in today.counters] == [None, None]
    assert {one.closes_at.isoformat() for one in today.counters} == {
        "2026-11-24T09:30:00+00:00"
    }


def test_a_newly_published_directory_keeps_what_is_different_today(
    open_hall: County,
) -> None:
    change = open_hall.cases.counter_changes.begin(
        open_hall.people["publisher"], FIRST, ChangeKind.MOVED, instead=THIRD
    )

    _publish(open_hall)

    assert _newest(open_hall).changes == (change,)


def test_after_closing_time_a_change_lasts_until_midnight(open_hall: County) -> None:
    open_hall.clock.forward(hours=9)

    change = open_hall.cases.counter_changes.begin(
        open_hall.people["publisher"], FIRST, ChangeKind.ABSENT
    )

    assert change.ends_at.isoformat() == "2026-11-23T16:00:00+00:00"


@pytest.mark.parametrize(
    ("told", "days"),
    [({"instead": FIRST}, 1), ({"instead": None}, 1), ({}, 0), ({}, 32)],
)
def test_a_change_that_makes_no_sense_is_refused(
    open_hall: County, told: dict[str, Any], days: int
) -> None:
    ends = open_hall.clock.now() + timedelta(days=days)

    with pytest.raises(Refused):
        open_hall.cases.counter_changes.begin(
            open_hall.people["publisher"],
            FIRST,
            ChangeKind.MOVED,
            ends_at=ends,
            **({"instead": THIRD} | told),
        )

    assert _newest(open_hall).changes == ()


def test_unknown_counters_and_a_directory_that_is_not_public_are_refused(
    county: County,
) -> None:
    changes, publisher = county.cases.counter_changes, county.people["publisher"]

    assert changes.today(publisher).counters == ()
    with pytest.raises(NotThere):
        changes.begin(publisher, FIRST, ChangeKind.ABSENT)
    with pytest.raises(NotAllowed):
        changes.begin(county.people["approver"], FIRST, ChangeKind.ABSENT)


def test_only_a_published_counter_may_be_named(open_hall: County) -> None:
    with pytest.raises(NotThere):
        open_hall.cases.counter_changes.begin(
            open_hall.people["publisher"], FIRST, ChangeKind.MOVED, instead="nowhere"
        )
