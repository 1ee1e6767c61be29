from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from programme.keys import key_id, verify
from programme.programme import PEOPLE_TARGET
from publishing.errors import NotThere, Refused
from publishing.staff.keys import FAILURES_ALLOWED, KeyShut
from publishing.staff.sealing import SealBroken, Sealed, seal, unseal
from publishing.tables.journal import JournalEntry
from publishing.tables.papers import StaffKey
from publishing.tables.release import ReleaseDue
from tests.fakes.desk import County

PHRASE = "柳坞村口的老樟树底下乘凉"
WRONG, SHORT = "不是这一句", "短"
RAW = bytes(range(32))


def test_a_sealed_key_opens_with_its_passphrase_alone() -> None:
    sealed = seal(RAW, PHRASE, owner="staff-1")

    assert unseal(sealed, PHRASE, owner="staff-1") == RAW
    for phrase, owner in ((PHRASE + "。", "staff-1"), (PHRASE, "staff-2")):
        with pytest.raises(SealBroken):
            unseal(sealed, phrase, owner=owner)
    assert seal(RAW, PHRASE, owner="staff-1") != sealed


# REQ-12
def test_a_clerks_key_is_kept_sealed_and_signs_once_it_is_open(county: County) -> None:
    keys, clerk = county.cases.keys, county.people["drafter"]
    made = keys.make(clerk, passphrase=PHRASE)

    key = keys.unlock(clerk, passphrase=PHRASE)

    verify(public=key.public, signature=key.sign(b"word"), message=b"word")
    assert key_id(key.public) == made.key_id
    assert keys.mine(clerk) == made
    with county.database.reading() as session:
        row = session.get_one(StaffKey, made.key_id)
        due = set(session.scalars(select(ReleaseDue.target)))
    assert key.raw.hex() not in str(row.sealed)
    assert Sealed.model_validate(row.sealed).memory_kib >= 19_456
    assert PEOPLE_TARGET in due


def test_wrong_passphrases_are_journalled_and_shut_the_key_for_a_while(
    county: County,
) -> None:
    keys, clerk = county.cases.keys, county.people["drafter"]
    keys.make(clerk, passphrase=PHRASE)
    for _ in range(FAILURES_ALLOWED):
        with pytest.raises(Refused, match="口令不对"):
            keys.unlock(clerk, passphrase=WRONG)

    with pytest.raises(KeyShut, match="15 分钟"):
        keys.unlock(clerk, passphrase=PHRASE)
    county.clock.forward(minutes=15)
    keys.unlock(clerk, passphrase=PHRASE)

    with county.database.reading() as session:
        acts = list(session.scalars(select(JournalEntry.act)))
    assert acts.count("key.refused") == FAILURES_ALLOWED


def test_guesses_that_come_all_at_once_are_no_more_than_one_by_one(
    county: County,
) -> None:
    keys, clerk = county.cases.keys, county.people["drafter"]
    keys.make(clerk, passphrase=PHRASE)

    def guess(number: int) -> str:
        try:
            keys.unlock(clerk, passphrase=f"{WRONG}{number}")
        except (Refused, KeyShut) as refusal:
            return refusal.code
        return "opened"

    with ThreadPoolExecutor(max_workers=12) as at_once:
        told = list(at_once.map(guess, range(12)))

    assert told.count("passphrase_wrong") == FAILURES_ALLOWED
    assert told.count("key_shut") == 12 - FAILURES_ALLOWED


def test_a_new_key_takes_the_place_of_the_one_before(county: County) -> None:
    keys, clerk = county.cases.keys, county.people["drafter"]
    first = keys.make(clerk, passphrase=PHRASE)
    second = keys.make(clerk, passphrase=PHRASE + "二")

    assert keys.mine(clerk) == second != first
    with pytest.raises(Refused):
        keys.unlock(clerk, passphrase=PHRASE)


def test_who_has_no_key_is_told_where_to_make_one(county: County) -> None:
    assert county.cases.keys.mine(county.people["drafter"]) is None
    with pytest.raises(NotThere, match="我的钥匙"):
        county.cases.keys.unlock(county.people["drafter"], passphrase=PHRASE)


def test_a_short_passphrase_makes_no_key(county: County) -> None:
    with pytest.raises(Refused):
        county.cases.keys.make(county.people["drafter"], passphrase=SHORT)
