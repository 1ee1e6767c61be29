from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from publishing.database import Database, open_database
from publishing.oversight.journal import Flaw, JournalVerdict, page, record, verify
from publishing.tables.base import Base
from tests.fakes.hand_clock import NOON

TAMPERING = {
    'UPDATE journal SET details = \'{"cause":"other"}\' WHERE number = 3': (
        3,
        Flaw.EDITED,
    ),
    "UPDATE journal SET details = 'not json' WHERE number = 3": (3, Flaw.EDITED),
    "UPDATE journal SET at = 'someday' WHERE number = 2": (2, Flaw.EDITED),
    "UPDATE journal SET actor = 'somebody' WHERE number = 5": (5, Flaw.EDITED),
    "UPDATE journal SET subject = subject || 'x' WHERE number = 1": (1, Flaw.EDITED),
    "UPDATE journal SET digest = 'x' WHERE number = 2": (2, Flaw.EDITED),
    "UPDATE journal SET previous = digest WHERE number = 4": (4, Flaw.UNCHAINED),
    "DELETE FROM journal WHERE number = 3": (3, Flaw.MISSING),
    "DELETE FROM journal WHERE number = 1": (1, Flaw.MISSING),
    "DELETE FROM journal WHERE number = 5": (5, Flaw.CUT_OFF),
    "DELETE FROM journal": (1, Flaw.CUT_OFF),
    "DELETE FROM journal_head": (6, Flaw.CUT_OFF),
    "UPDATE journal SET number = -number WHERE number = 2": (1, Flaw.MISSING),
}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = open_database(tmp_path / "mingbai.sqlite3")
    Base.metadata.create_all(made.engine)
    with made.session() as session:
        for number in range(1, 6):
            record(
                session,
                actor="staff-1",
                act="draft.edited",
                subject=f"qinghe-d-{number}",
                details={"edition": number, "words": "中文"},
                at=datetime(2026, 11, 23, 4, number, 0, 123_456, tzinfo=UTC),
            )
    return made


def _verdict(database: Database) -> JournalVerdict:
    with database.reading() as session:
        found = verify(session)
    database.close()
    return found


def test_a_journal_nobody_touched_holds(database: Database) -> None:
    verdict = _verdict(database)

    assert verdict.holds
    assert verdict.entries == 5


def test_an_empty_journal_holds(tmp_path: Path) -> None:
    database = open_database(tmp_path / "mingbai.sqlite3")
    Base.metadata.create_all(database.engine)

    assert _verdict(database).holds


# REQ-75
@pytest.mark.parametrize("statement", TAMPERING)
def test_every_edit_removal_and_reorder_is_found_with_its_first_bad_number(
    database: Database, statement: str
) -> None:
    with database.session() as session:
        session.execute(text(statement))

    verdict = _verdict(database)

    assert (verdict.bad_number, verdict.flaw) == TAMPERING[statement]


def test_two_entries_that_changed_places_are_found(database: Database) -> None:
    with database.session() as session:
        for old, new in ((2, 90), (3, 2), (90, 3)):
            session.execute(
                text("UPDATE journal SET number = :new WHERE number = :old"),
                {"old": old, "new": new},
            )

    verdict = _verdict(database)

    assert (verdict.bad_number, verdict.flaw) == (2, Flaw.UNCHAINED)


def test_an_act_that_fails_leaves_no_entry(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            record(session, actor="a", act="b", subject="c", at=NOON)
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert _verdict(database).entries == 5


def test_the_journal_is_read_newest_first_and_by_subject(database: Database) -> None:
    with database.reading() as session:
        newest = page(session, limit=2)
        older = page(session, before=newest[-1].number, limit=2)
        one = page(session, subject="qinghe-d-1")

    database.close()
    assert [entry.number for entry in (*newest, *older)] == [5, 4, 3, 2]
    assert [entry.number for entry in one] == [1]
