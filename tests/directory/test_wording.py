"""Displays say beside disclosures only what two people answer for, where wanted."""

import pytest

from directory.model import Directory
from directory.places import Place, Places
from directory.wording import (
    NO_PLACES,
    approved_places,
    worded,
    worded_echo,
    worded_number,
)
from programme.approval import People
from programme.boards import Board
from programme.echo import Echo, EchoEntry, Progress, RequestOffice, UnitOffice
from programme.merged_boards import MergedBoard
from programme.programme import Hall, Programme
from tests.fakes.contract import NOON, Signers, manifest
from tests.fakes.screens import Stock

SIGNERS = Signers()
VILLAGE = "qinghe-yunxi-liuwu"
HALL = Hall(
    county_name="清禾县",
    name="清禾县政务服务中心",
    hours=(),
    enquiry_place="1 楼咨询台",
    enquiry_telephone="0555-010-0100",
)
OFFICE = RequestOffice(place="1 楼 5 号窗口", telephone="0555-010-0105", form="领表")
LIE = RequestOffice(place="谣言", telephone="1", form="谣言")
JOINED = MergedBoard(unit=VILLAGE, lines=("两务",), boards=(Board.PARTY, Board.VILLAGE))
TOWN_HALL = HALL.model_copy(update={"name": "云溪镇便民服务中心"})
PLACES = Places(
    places=(
        Place(
            unit="qinghe",
            name="清禾县",
            register_name="清禾县",
            hall=HALL,
            office=OFFICE,
        ),
        Place(
            unit="qinghe-yunxi",
            name="云溪镇",
            register_name="云溪镇",
            above="qinghe",
            hall=TOWN_HALL,
        ),
        Place(
            unit=VILLAGE,
            name="柳坞村",
            register_name="新柳坞",
            above="qinghe-yunxi",
            merged=(JOINED,),
        ),
    )
)


def people(*, own_words: bool = True) -> People:
    return SIGNERS.people().model_copy(update={"own_words": own_words})


def directory(places: Places = PLACES, *, signed: bool = True) -> Directory:
    made = Directory(
        version=1,
        county="qinghe",
        made_at=NOON,
        departments=(),
        counters=(),
        life_events=(),
        enquiry_desk="1 楼咨询台",
        enquiry_telephone="0555-010-0100",
        shards=(),
        places=places.digest(),
    )
    approvals = SIGNERS.chain(made.matter()) if signed else ()
    return made.model_copy(update={"approvals": approvals})


def programme(unit: str) -> Programme:
    """Return a programme whose words nobody approved."""
    lie = MergedBoard(
        unit=VILLAGE, lines=("谣言",), boards=(Board.PARTY, Board.FINANCE)
    )
    made = Stock().programme()
    hall = made.hall.model_copy(update={"name": "谣言", "enquiry_place": "谣言"})
    return made.model_copy(update={"unit": unit, "hall": hall, "merged_boards": (lie,)})


def test_a_unit_has_its_own_words_or_those_of_the_nearest_above() -> None:
    assert PLACES.hall_of(VILLAGE) == TOWN_HALL
    assert PLACES.hall_of("qinghe") == HALL
    assert PLACES.hall_of("qinghe-new") is None
    assert PLACES.office_of(VILLAGE) == OFFICE
    assert PLACES.merged_boards() == (JOINED,)
    assert PLACES.names == {"清禾县", "云溪镇", "柳坞村"}


def test_units_in_a_ring_end() -> None:
    one = Place(unit="a", name="", register_name="", above="b")
    other = Place(unit="b", name="", register_name="", above="a")

    assert Places(places=(one, other)).hall_of("a") is None


def test_the_words_are_a_file_of_the_directory_that_its_people_sign() -> None:
    made = directory()

    assert made.files() == (PLACES.digest(),)
    assert approved_places(made, PLACES, people()) == PLACES
    other = made.model_copy(update={"places": Places().digest()})
    assert other.matter() != made.matter()


@pytest.mark.parametrize(
    ("made", "places"),
    [
        (None, PLACES),
        (directory(), None),
        (directory(), Places()),
        (directory(signed=False), PLACES),
        (directory().model_copy(update={"enquiry_desk": "谣言"}), PLACES),
    ],
    ids=["no directory", "no file", "another file", "unsigned", "changed"],
)
def test_nobodys_words_are_none(made: Directory | None, places: Places | None) -> None:
    assert approved_places(made, places, people()) == NO_PLACES


# REQ-12
def test_a_programme_says_what_was_approved_or_plain_words_that_are_no_lie() -> None:
    told = worded(programme(VILLAGE), PLACES, people())
    plain = worded(programme("qinghe-new"), NO_PLACES, people())

    assert (told.hall, told.merged_boards) == (TOWN_HALL, (JOINED,))
    assert plain.merged_boards == ()
    assert (plain.hall.county_name, plain.hall.name) == ("", "政务服务大厅")
    assert plain.hall.enquiry_telephone == plain.hall.hotline == "12345"
    assert plain.hall.hours == programme(VILLAGE).hall.hours
    assert "谣言" not in told.model_dump_json() + plain.model_dump_json()


# REQ-12
@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("新柳坞 2026-0147", "新柳坞 2026-0147"),
        ("柳坞村 2026-0147", "柳坞村 2026-0147"),
        ("2026-0147", "2026-0147"),
        ("谣言 2026-0147", "2026-0147"),
        ("谣言", ""),
        ("", ""),
    ],
)
def test_a_register_number_bears_only_a_name_that_was_approved(
    number: str, told: str
) -> None:
    signed = manifest().model_copy(
        update={"unit": VILLAGE, "unit_name": "清禾县云溪镇柳坞村"}
    )

    assert worded_number(number, signed, PLACES, people()) == told


def test_a_wall_says_approved_offices_and_names_alone() -> None:
    entries = [
        EchoEntry(number=number, progress=Progress.ROUTED, ask_at=name)
        for number, name in (("202611230001", "云溪镇"), ("202611230002", "谣言"))
    ]
    lie = UnitOffice(unit="qinghe", office=LIE)
    wall = Echo(
        version=1,
        sealing_key="",
        request_office=LIE,
        unit_offices=(lie,),
        entries=tuple(entries),
    )

    told = worded_echo(wall, PLACES, people())

    assert told.request_office is None
    assert {one.unit: one.office for one in told.unit_offices} == {
        "qinghe": OFFICE,
        "qinghe-yunxi": OFFICE,
        VILLAGE: OFFICE,
    }
    assert [one.ask_at for one in told.entries] == ["云溪镇", ""]
    assert worded_echo(wall, NO_PLACES, people()).unit_offices == ()


def test_where_the_list_does_not_want_it_everything_is_said_as_before() -> None:
    before, wall = programme(VILLAGE), Echo(version=1, sealing_key="")
    loose = people(own_words=False)

    assert worded(before, NO_PLACES, loose) is before
    assert worded_echo(wall, NO_PLACES, loose) is wall
    assert worded_number("谣言", manifest(), NO_PLACES, loose) == "谣言"


def test_older_documents_keep_the_bytes_that_they_always_had() -> None:
    told = directory().model_copy(update={"places": None}).model_dump(mode="json")

    assert "places" not in told
