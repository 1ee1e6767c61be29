from datetime import timedelta

import pytest

from directory.approval import check_directory
from directory.model import ChangeKind, CounterChange, Directory
from programme.approval import Ed25519Approval, KeyKind, People, PersonKey, Role
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from tests.fakes.contract import NOON, Signers

SIGNERS = Signers()
OWN = SigningKey.generate()


def bare() -> Directory:
    """Return a directory that nobody has signed."""
    return Directory(
        version=7,
        county="qinghe",
        made_at=NOON,
        departments=(),
        counters=(),
        life_events=(),
        enquiry_desk="1 楼咨询台",
        enquiry_telephone="0555-010-0100",
        shards=(),
    )


def signed(*, own: bool = False) -> Directory:
    """Return a directory that two people have signed, and one with their own key."""
    made = bare()
    drafter = SIGNERS.approval(made.matter(), "publisher-1", Role.DRAFTER)
    approver = SIGNERS.approval(made.matter(), "approver-1", Role.APPROVER)
    word = Ed25519Approval(
        decision=approver.decision,
        key=key_id(OWN.public),
        signature=OWN.sign(approver.decision.canonical()),
    )
    approvals = {"approvals": (drafter, approver), "own_word": word if own else None}
    return made.model_copy(update=approvals)


def people(owner: str = "approver-1") -> People:
    """Return the list with the approver's own key."""
    own = PersonKey(
        kind=KeyKind.ED25519,
        id=key_id(OWN.public),
        public=OWN.public,
        person=owner,
        roles=(),
    )
    listed = SIGNERS.people()
    return listed.model_copy(update={"keys": (*listed.keys, own)})


def test_a_directory_of_two_people_holds_and_so_does_an_older_one_without() -> None:
    check_directory(signed(), people())
    check_directory(signed(own=True), people())
    check_directory(bare(), people())


def test_what_differs_for_a_day_is_not_signed_and_breaks_nothing() -> None:
    change = CounterChange(
        id="c-1",
        counter="hall-3",
        kind=ChangeKind.ABSENT,
        begins_at=NOON,
        ends_at=NOON + timedelta(hours=1),
    )
    later = {"version": 8, "made_at": NOON + timedelta(days=1), "changes": (change,)}

    check_directory(signed(own=True).model_copy(update=later), people())


@pytest.mark.parametrize(
    "changed",
    [{"enquiry_telephone": "0555-010-9999"}, {"shards": ("a" * 64,)}],
)
def test_a_directory_that_was_changed_holds_no_more(changed: dict[str, object]) -> None:
    with pytest.raises(SignatureRefused, match="签的不是这一份"):
        check_directory(signed().model_copy(update=changed), people())


def test_an_own_word_must_be_the_approvers_decision_by_the_approvers_key() -> None:
    whole = signed(own=True)
    other = SIGNERS.approval(whole.matter(), "approver-2", Role.APPROVER)
    word = whole.own_word
    assert word is not None
    strange = word.model_copy(update={"decision": other.decision})
    forged = word.model_copy(update={"signature": SIGNERS.key.sign(b"x")})

    with pytest.raises(SignatureRefused, match="签的不是这一份"):
        check_directory(whole.model_copy(update={"own_word": strange}), people())
    with pytest.raises(SignatureRefused):
        check_directory(whole.model_copy(update={"own_word": forged}), people())
    with pytest.raises(SignatureRefused, match="钥匙不是签字人的"):
        check_directory(whole, people(owner="somebody"))
    with pytest.raises(SignatureRefused, match="名单里没有这把钥匙"):
        check_directory(whole, SIGNERS.people())
    with pytest.raises(SignatureRefused, match="没有批准人的签字"):
        check_directory(whole.model_copy(update={"approvals": ()}), people())


def test_an_unsigned_directory_keeps_the_bytes_it_always_had() -> None:
    told = bare().model_dump(mode="json")

    assert "approvals" not in told
    assert "own_word" not in told


# REQ-12
def test_where_own_keys_are_wanted_the_centres_word_publishes_no_directory() -> None:
    own = people().keys[-1].model_copy(update={"roles": (Role.APPROVER,)})
    strict = people().model_copy(
        update={
            "keys": (*SIGNERS.people().keys, own),
            "accepted_kinds": ("centre", "ed25519"),
            "own_keys": (Role.APPROVER,),
        }
    )
    made = signed(own=True)
    word = made.own_word
    assert word is not None
    by_own_key = made.model_copy(
        update={"approvals": (made.approvals[0], word), "own_word": None}
    )

    check_directory(by_own_key, strict)
    with pytest.raises(SignatureRefused, match="自己的钥匙"):
        check_directory(made, strict)
    with pytest.raises(SignatureRefused, match="没有批准人的签字"):
        check_directory(bare(), strict)
    before = strict.model_copy(update={"settled": (bare().matter(),)})
    check_directory(made, before)
    check_directory(bare(), before)
