import pytest

from directory.approval import check_directory
from directory.model import Directory
from publishing.catalogue.directory import newest_directory
from publishing.catalogue.items import ServiceSheet
from publishing.errors import Refused
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.signing.own_word import OwnWord, PassphraseNeeded
from tests.fakes.clerks import PHRASE
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET


@pytest.fixture
def waits(county: County) -> County:
    """Give a county whose directory waits for its second person."""
    publisher = county.people["publisher"]
    county.cases.service_items.take_in(publisher, ServiceSheet.model_validate(SHEET))
    county.cases.directories.propose(publisher)
    return county


def approve(county: County, passphrase: str = "") -> Directory:
    """Approve what waits as the county's approver."""
    approver = county.people["approver"]
    own = OwnWord(passphrase=passphrase) if passphrase else None
    shown = county.cases.directories.waiting(approver)
    assert shown is not None
    return county.cases.directories.approve(
        approver, shown.id, sha256=shown.sha256, own=own
    )


def check(county: County, directory: Directory) -> None:
    """Judge a directory as a device does, by the people of the release."""
    key = county.services.approval_key
    with county.database.reading() as session:
        people = listed_people(session, people_of(approval=key, time=key))
    check_directory(directory, people)


# REQ-12
def test_the_centre_vouches_for_both_where_nobody_has_a_key(waits: County) -> None:
    made = approve(waits)

    check(waits, made)
    assert [one.decision.person for one in made.approvals] == [
        waits.people["publisher"],
        waits.people["approver"],
    ]
    assert made.own_word is None


# REQ-12
def test_an_approver_with_a_key_signs_with_it_and_only_with_its_passphrase(
    waits: County,
) -> None:
    waits.cases.keys.make(waits.people["approver"], passphrase=PHRASE)

    with pytest.raises(PassphraseNeeded, match="请输入钥匙的口令"):
        approve(waits)
    with pytest.raises(Refused):
        approve(waits, "不是这一句口令吧")
    with waits.database.reading() as session:
        assert newest_directory(session) is None
    made = approve(waits, PHRASE)

    assert made.own_word is not None
    check(waits, made)
