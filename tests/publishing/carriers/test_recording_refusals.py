import pytest

from publishing.carriers.recording import Presences
from publishing.desk.text import LinkRefused
from publishing.errors import Conflict, NotAllowed, NotThere, Refused
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County
from tests.fakes.presences import FIRST, posted, website


def test_a_record_that_was_replaced_cannot_be_corrected_again(
    county: County, presences: Presences
) -> None:
    drafter = county.people["drafter"]
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    made = presences.record(drafter, disclosure, website())
    presences.strike(drafter, made.id, reason="记错了")

    with pytest.raises(Conflict, match="已经被新的记录代替"):
        presences.strike(drafter, made.id, reason="再来")


def test_a_change_of_a_record_wants_its_reason(
    county: County, presences: Presences
) -> None:
    drafter = county.people["drafter"]
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    made = presences.record(drafter, disclosure, website())

    with pytest.raises(Refused, match="为什么改"):
        presences.correct(drafter, made.id, website())
    with pytest.raises(Refused, match="为什么改"):
        presences.strike(drafter, made.id, reason=" ")


def test_only_a_board_is_taken_off_a_board(
    county: County, presences: Presences
) -> None:
    drafter = county.people["drafter"]
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    made = presences.record(drafter, disclosure, website())

    with pytest.raises(NotThere):
        presences.take_board_down(
            drafter, made.id, last_on=FIRST, data=b"photo|x", filename="x.jpg"
        )
    with pytest.raises(NotThere):
        presences.strike(drafter, "qinghe-p-none", reason="没有的")


@pytest.mark.parametrize("address", ["https://elsewhere.example/1", "ftp://x", "x"])
def test_an_address_on_a_site_that_is_not_the_countys_is_refused(
    county: County, presences: Presences, address: str
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)

    with pytest.raises(LinkRefused):
        presences.record(county.people["drafter"], disclosure, website(address=address))


@pytest.mark.parametrize("data", [b"no picture", b"photo|one|two", b"photo"])
def test_what_is_not_one_photo_is_refused(
    county: County, presences: Presences, data: bytes
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)

    with pytest.raises(Refused):
        presences.post_board(
            county.people["drafter"],
            disclosure,
            from_on=FIRST,
            data=data,
            filename="x.jpg",
        )


def test_nothing_is_recorded_of_what_was_never_approved(
    county: County, presences: Presences
) -> None:
    disclosure = county.submitted().line.disclosure

    with pytest.raises(Refused, match="还没有批准公开"):
        presences.record(county.people["drafter"], disclosure, website())


def test_who_works_elsewhere_records_and_sees_nothing(
    county: County, presences: Presences
) -> None:
    made = county.approved()
    county.clock.forward(days=2)
    board = posted(county, presences, made.line.disclosure)
    assert board.posted_photo is not None
    stranger = county.join("bieren", Held(unit="qinghe", office=Office.ADMIN))
    elsewhere = county.join("waixian")

    with pytest.raises(NotAllowed):
        presences.record(stranger, made.line.disclosure, website())
    with pytest.raises(NotThere):
        county.cases.photos.show(county.people["drafter"], "0" * 64)
    with pytest.raises(NotThere):
        county.cases.photos.show(elsewhere, board.posted_photo)
