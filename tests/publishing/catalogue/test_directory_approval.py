from typing import Any

import pytest
from sqlalchemy import select

from publishing.catalogue.directory import newest_directory
from publishing.catalogue.directory_proposals import ProposalView
from publishing.catalogue.items import ServiceSheet
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    NotThere,
    SamePerson,
    StateForbids,
)
from publishing.staff.offices import Held
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET


def _proposed(county: County, **changed: Any) -> ProposalView:  # noqa: ANN401 - any field
    publisher = county.people["publisher"]
    sheet = ServiceSheet.model_validate(SHEET | changed)
    county.cases.service_items.take_in(publisher, sheet)
    return county.cases.directories.propose(publisher)


def _approve(county: County, waits: ProposalView) -> None:
    county.cases.directories.approve(
        county.people["approver"], waits.id, sha256=waits.sha256
    )


# REQ-12
def test_one_person_alone_publishes_no_directory(county: County) -> None:
    waits = _proposed(county)
    both = county.join(
        "both",
        Held(unit="qinghe", office=Office.PUBLISHER),
        Held(unit="qinghe", office=Office.APPROVER),
    )
    directories = county.cases.directories
    own = directories.propose(both)

    with pytest.raises(SamePerson):
        directories.approve(both, own.id, sha256=own.sha256)
    with pytest.raises(NotAllowed):
        directories.approve(county.people["publisher"], own.id, sha256=own.sha256)
    with pytest.raises(StateForbids, match="代替"):
        _approve(county, waits)

    with county.database.reading() as session:
        assert newest_directory(session) is None
    assert directories.waiting(county.people["approver"]) == own


# REQ-12
def test_two_accounts_of_one_person_publish_no_directory(county: County) -> None:
    waits = _proposed(county)
    county.cases.identities.keep(
        county.people["admin"],
        county.people["approver"],
        work_number="",
        telephone="",
        same_as=county.people["publisher"],
    )

    with pytest.raises(SamePerson):
        _approve(county, waits)

    assert county.cases.directories.waiting(county.people["approver"]) == waits


def test_what_was_edited_after_it_was_handed_over_stays_inside(county: County) -> None:
    waits = _proposed(county)
    county.cases.service_items.remove(county.people["publisher"], "qinghe-mzj-001")

    _approve(county, waits)

    with county.database.reading() as session:
        directory = newest_directory(session)
    assert directory is not None
    assert directory.version == 1
    assert county.cases.directories.waiting(county.people["approver"]) is None


def test_an_approver_sees_what_is_new_changed_and_gone(county: County) -> None:
    item = SHEET["items"][0]
    second = item | {"id": "qinghe-mzj-002", "plain_name": "办离婚"}
    first = _proposed(county, items=[item, second])
    _approve(county, first)
    county.cases.service_items.remove(county.people["publisher"], "qinghe-mzj-002")
    third = item | {"id": "qinghe-mzj-003", "plain_name": "办救助"}
    counter = SHEET["counters"][0] | {"window": "32"}

    waits = _proposed(county, items=[item | {"fee": "9 元"}, third], counters=[counter])

    told = waits.difference
    assert first.difference.counts == (2, 0, 0)
    assert (told.added, told.changed, told.gone) == (
        ("办救助",),
        ("领结婚证",),
        ("办离婚",),
    )
    assert told.counters == ("32",)
    assert waits.items == 2


def test_a_state_is_sent_back_with_a_reason(county: County) -> None:
    waits = _proposed(county)
    approver = county.people["approver"]

    county.cases.directories.refuse(approver, waits.id, reason="电话不对")

    with pytest.raises(StateForbids, match="退回"):
        _approve(county, waits)
    with county.database.reading() as session:
        entries = session.scalars(select(JournalEntry)).all()
    told = {entry.act: entry.details for entry in entries}
    assert told["directory.refused"]["reason"] == "电话不对"
    assert "directory.published" not in told


def test_only_the_state_that_was_seen_is_approved(county: County) -> None:
    waits = _proposed(county)
    directories, approver = county.cases.directories, county.people["approver"]

    with pytest.raises(ContentChanged):
        directories.approve(approver, waits.id, sha256="0" * 64)
    with pytest.raises(NotThere):
        directories.approve(approver, 999, sha256=waits.sha256)

    assert directories.waiting(approver) == waits
