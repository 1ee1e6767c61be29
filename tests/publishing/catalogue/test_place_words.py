"""What displays say of units and halls is handed over and signed with the directory."""

from directory.places import Places
from programme.boards import Board
from programme.echo import RequestOffice
from publishing.catalogue.boards import BoardsForm, MergedForm
from publishing.catalogue.items import ServiceSheet
from publishing.catalogue.place_words import words_of
from tests.fakes.desk import County
from tests.fakes.hall_data import HALL, SHEET

OFFICE = RequestOffice(place="5 号窗口", telephone="0555-010-0105", form="窗口领表")


# REQ-12
def test_the_approver_reads_and_signs_the_words_of_halls_and_offices(
    county: County,
) -> None:
    cases, publisher = county.cases, county.people["publisher"]
    cases.service_items.take_in(publisher, ServiceSheet.model_validate(SHEET))
    cases.voice_settings.set_office(publisher, "qinghe", OFFICE)
    joined = MergedForm(lines=("党务", "村务"), boards=(Board.PARTY, Board.VILLAGE))
    form = BoardsForm(merged=(joined,))
    cases.boards.change(county.people["admin"], "qinghe-liuwu", form)
    waits = cases.directories.propose(publisher)
    told = "\n".join(waits.difference.places)
    approver = county.people["approver"]

    made = cases.directories.approve(approver, waits.id, sha256=waits.sha256)

    for words in (HALL.name, HALL.enquiry_telephone, OFFICE.place, "合并栏目 党务村务"):
        assert words in told
    assert made.places is not None
    assert made.places in made.files()
    places = Places.parse_named(county.services.files.get(made.places), made.places)
    assert places.hall_of("qinghe-liuwu") == HALL
    assert places.office_of("qinghe-liuwu") == OFFICE
    assert [one.name for one in places.merged_boards()] == ["党务村务"]
    assert cases.directories.propose(publisher).difference.places == ()
    cases.halls.change(publisher, "qinghe", HALL.model_copy(update={"name": "新厅"}))
    (changed,) = cases.directories.propose(publisher).difference.places
    assert "新厅" in changed


def test_units_that_are_gone_are_named() -> None:
    place = {"unit": "qinghe-old", "name": "旧村", "register_name": "旧村"}
    before = Places.model_validate({"places": [place]})

    assert list(words_of(before, Places())) == ["旧村：去掉"]
