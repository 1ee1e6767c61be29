"""Names beside disclosures are found where they stand, and where they are still out."""

from typing import Any

import pytest

from programme.boards import Board
from programme.echo import RequestOffice
from publishing.catalogue.boards import BoardForm, BoardsForm
from publishing.catalogue.items import ServiceSheet
from publishing.errors import NotAllowed, Refused
from publishing.oversight.journal import page
from publishing.removing.places import NamedPlace
from publishing.removing.saying import PlaceKind
from tests.fakes.alerts import alerted
from tests.fakes.desk import County
from tests.fakes.hall_data import HALL, SHEET

NAME = "甄示例"


def found(county: County, text: str = NAME, who: str = "drafter") -> list[NamedPlace]:
    return list(county.cases.named_places.seek(county.people[who], text))


def guides(county: County, **changed: Any) -> None:  # noqa: ANN401 - any field
    item = SHEET["items"][0] | changed
    sheet = ServiceSheet.model_validate(SHEET | {"items": [item]})
    county.cases.service_items.take_in(county.people["publisher"], sheet)


def publish_directory(county: County) -> None:
    waits = county.cases.directories.propose(county.people["publisher"])
    county.cases.directories.approve(
        county.people["approver"], waits.id, sha256=waits.sha256
    )


# REQ-22
def test_a_name_is_found_in_notices_halls_boards_offices_and_guides(
    county: County,
) -> None:
    cases, admin = county.cases, county.people["admin"]
    alerted(county, place=f"{NAME}家门前的桥")
    boards = BoardForm(board=Board.VILLAGE, leading=f"{NAME}领导小组")
    cases.boards.change(admin, "qinghe", BoardsForm(boards=(boards,)))
    desk = HALL.model_copy(update={"enquiry_place": f"找{NAME}"})
    cases.halls.change(admin, "qinghe", desk)
    office = RequestOffice(place=f"{NAME} 办公室", telephone="0555-010-0101", form="表")
    cases.voice_settings.set_office(admin, "qinghe", office)
    guides(county, help="请找甄 示 例上门")

    places = found(county)

    assert [(one.kind, one.unit_name, one.mended) for one in places] == [
        (kind, "清禾县", False)
        for kind in (
            PlaceKind.NOTICE,
            PlaceKind.BOARD,
            PlaceKind.HALL,
            PlaceKind.OFFICE,
            PlaceKind.GUIDE,
        )
    ]
    assert [one.excerpt for one in places if "示 例" in one.excerpt]
    assert found(county, "甄另一") == []


def test_what_was_mended_is_found_until_it_is_published(county: County) -> None:
    guides(county, help=f"请找{NAME}")
    publish_directory(county)
    guides(county, help="请打电话")

    [still_out] = found(county)
    publish_directory(county)

    assert (still_out.kind, still_out.mended) == (PlaceKind.GUIDE, True)
    assert found(county) == []


def test_a_notice_that_is_over_names_nobody(county: County) -> None:
    made = alerted(county, place=f"{NAME}家门前")
    county.cases.overrides.end(county.people["approver"], made.id, reason="水退了")

    assert found(county) == []


def test_who_may_take_nothing_down_seeks_nothing_and_the_name_is_kept_nowhere(
    county: County,
) -> None:
    guides(county, help=f"请找{NAME}")
    found(county)

    with pytest.raises(NotAllowed):
        found(county, who="secrecy")
    with pytest.raises(Refused):
        found(county, "甄")

    with county.database.reading() as session:
        told = str([(one.act, one.details) for one in page(session, limit=50)])
    assert NAME not in told
