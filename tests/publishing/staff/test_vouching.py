"""A key that replaces another counts once a second person has vouched for it."""

import pytest

from config.centre import OwnKeys
from programme.keys import SigningKey
from publishing.errors import NotAllowed, NotThere, SamePerson
from publishing.oversight.journal import page
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County
from tests.fakes.signed_forms import PHRASE

KEY = SigningKey(bytes(range(32)))


def listed(county: County) -> dict[str, bool]:
    """Return the keys of the approver on the next list, and whether they sign."""
    centre = people_of(approval=KEY, time=KEY, own_keys=OwnKeys.APPROVERS)
    with county.database.reading() as session:
        keys = listed_people(session, centre).keys
    approver = county.people["approver"]
    return {key.id: bool(key.offices) for key in keys if key.person == approver}


# REQ-12
def test_a_lost_passphrase_is_mended_by_two_people_on_the_journal(
    county: County,
) -> None:
    keys, vouching = county.cases.keys, county.cases.vouching
    approver, admin = county.people["approver"], county.people["admin"]
    first = keys.make(approver, passphrase=PHRASE)
    assert vouching.waiting(admin) == ()
    assert listed(county) == {first.key_id: True}
    county.clock.forward(days=1)

    second = keys.make(approver, passphrase=PHRASE)
    assert listed(county) == {first.key_id: False}
    assert vouching.waits(approver) == {second.key_id}
    (waiting,) = vouching.waiting(admin)
    assert (waiting.key_id, waiting.staff) == (second.key_id, approver)
    vouching.vouch(admin, second.key_id)

    assert vouching.waits(approver) == frozenset()
    assert listed(county) == {first.key_id: False, second.key_id: True}
    with county.database.reading() as session:
        (said,) = [entry for entry in page(session) if entry.act == "key.vouched"]
    assert (said.actor, said.subject) == (admin, approver)
    with pytest.raises(NotThere):
        vouching.vouch(admin, second.key_id)


def test_nobody_vouches_for_themselves_or_without_the_office(county: County) -> None:
    vouching, admin = county.cases.vouching, county.people["admin"]
    both = county.join(
        "both",
        Held(unit="qinghe", office=Office.ADMIN),
        Held(unit="qinghe", office=Office.APPROVER),
    )
    keys = []
    for _ in range(2):
        keys.append(county.cases.keys.make(both, passphrase=PHRASE).key_id)
        county.clock.forward(minutes=1)

    with pytest.raises(SamePerson):
        vouching.vouch(both, keys[1])
    with pytest.raises(NotAllowed):
        vouching.vouch(county.people["drafter"], keys[1])
    with pytest.raises(NotAllowed):
        vouching.waiting(county.people["drafter"])
    vouching.vouch(admin, keys[1])


def test_who_has_left_is_on_the_list_without_offices(county: County) -> None:
    made = county.cases.keys.make(county.people["approver"], passphrase=PHRASE)
    county.cases.accounts.leave(county.people["admin"], county.people["approver"])

    assert listed(county) == {made.key_id: False}
