from datetime import date

import pytest

from publishing.admin.schedule_sheets import Sheet, Sheets
from publishing.errors import NotThere, Refused
from publishing.inspection.bars import Schedule

EMPTY = Schedule(days=(), lanes=(), bars=(), rules=(), today=date(2026, 11, 23))


async def read(number: int = 0) -> Sheet:
    return Sheet(schedule=EMPTY, data={"number": number})


async def refused() -> Sheet:
    message = "这里读不到。请刷新。"
    raise Refused(message, code="test")


# REQ-33
async def test_a_sheet_is_handed_to_the_person_for_whom_it_is_read_and_no_other() -> (
    None
):
    sheets = Sheets()
    coming = sheets.expect("one", read(7))

    assert await sheets.fetch("one", coming.key) == {"number": 7}
    assert (await coming.reading).data == {"number": 7}
    with pytest.raises(NotThere):
        await sheets.fetch("another", coming.key)
    with pytest.raises(NotThere):
        await sheets.fetch("one", "no such name")


async def test_what_cannot_be_read_is_refused_in_its_own_words() -> None:
    sheets = Sheets()
    coming = sheets.expect("one", refused())

    with pytest.raises(Refused, match="这里读不到"):
        await sheets.fetch("one", coming.key)


async def test_of_very_many_sheets_the_oldest_is_forgotten() -> None:
    sheets = Sheets()
    names = [sheets.expect("one", read(number)).key for number in range(25)]

    assert await sheets.fetch("one", names[1]) == {"number": 1}
    with pytest.raises(NotThere):
        await sheets.fetch("one", names[0])
