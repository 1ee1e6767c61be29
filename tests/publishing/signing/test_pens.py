"""An approver's decision is signed by their own key wherever the list wants it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from config.centre import OwnKeys
from programme.approval import (
    CentreApproval,
    Decision,
    Ed25519Approval,
    Role,
    WebauthnApproval,
)
from programme.errors import SignatureRefused
from programme.keys import key_id
from programme.programme import WithdrawalCause
from programme.verdict import check_chain
from publishing.desk.views import DraftView
from publishing.errors import NotThere, Refused
from publishing.release.makers import ask_for_everything
from publishing.release.sources import candidates, entry_rows
from publishing.signing.own_word import Assertion, OwnKeyNeeded, OwnWord
from publishing.signing.pens import Pen
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.desk import digest
from tests.fakes.own_keys import (
    OWN,
    asked_for,
    delivery_on_the_way,
    pressed,
    sign_list,
    with_approvers_key,
    with_security_key,
)
from tests.fakes.signed_forms import PHRASE

WRONG = OwnWord(passphrase=PHRASE[::-1])


@pytest.fixture
def on_the_way(tmp_path: Path) -> Iterator[Delivery]:
    with delivery_on_the_way(tmp_path) as delivery:
        yield delivery


@pytest.fixture
def strict(on_the_way: Delivery) -> Delivery:
    """Give a county that wants own keys, whose approver has one on the list."""
    return with_approvers_key(on_the_way)


def approve(delivery: Delivery, made: DraftView, own: OwnWord | None) -> DraftView:
    county = delivery.county
    return county.cases.deciding.approve(
        county.people["approver"], made.line.id, manifest_sha256=digest(made), own=own
    )


def approvals(delivery: Delivery) -> list[object]:
    """Return the last signature of everything on the screen."""
    county = delivery.county
    with county.database.reading() as session:
        rows = entry_rows(session, SCREEN, county.clock.now())
        return [one.entry.approvals[-1] for one in candidates(session, rows)]


# REQ-12
def test_an_approver_signs_with_their_own_key_and_nothing_else_counts(
    strict: Delivery,
) -> None:
    waiting = strict.county.reviewed()

    with pytest.raises(OwnKeyNeeded) as asked:
        approve(strict, waiting, None)
    assert asked.value.passphrase
    assert asked.value.credentials == ()
    with pytest.raises(Refused, match="口令不对"):
        approve(strict, waiting, WRONG)
    assert approvals(strict) == []
    approve(strict, waiting, OWN)

    (made,) = approvals(strict)
    assert isinstance(made, Ed25519Approval)
    assert not strict.publisher.publish_due().refused
    assert strict.shown() == [waiting.line.disclosure]


# REQ-12
def test_who_has_no_key_on_the_list_cannot_approve(strict: Delivery) -> None:
    county = strict.county
    county.cases.keys.make(county.people["approver"], passphrase=PHRASE)
    waiting = county.reviewed()

    with pytest.raises(Refused, match="没有签进人员名单"):
        approve(strict, waiting, OWN)
    sign_list(strict)

    # The former key is good no more, and the new one waits for a second person.
    with pytest.raises(Refused, match="名单上还没有您的钥匙"):
        approve(strict, waiting, OWN)


# REQ-12
def test_a_county_comes_to_own_keys_step_by_step_and_nothing_comes_down(
    on_the_way: Delivery,
) -> None:
    county = on_the_way.county
    before = county.approved()
    approver = county.people["approver"]
    county.cases.keys.make(approver, passphrase=PHRASE)

    sign_list(on_the_way, OwnKeys.OFFERED)
    offered = county.reviewed(title="第二件")
    with pytest.raises(OwnKeyNeeded):
        approve(on_the_way, offered, None)
    approve(on_the_way, offered, OWN)
    strict = sign_list(on_the_way)
    outcome = on_the_way.publisher.publish_due()

    assert not outcome.refused
    assert set(on_the_way.shown()) == {before.line.disclosure, offered.line.disclosure}
    assert strict is not None
    assert strict.settled == (digest(before),)
    kinds = {type(one) for one in approvals(on_the_way)}
    assert kinds == {CentreApproval, Ed25519Approval}


def test_what_was_decided_between_two_lists_stands_once_the_holders_say_so(
    on_the_way: Delivery,
) -> None:
    county = on_the_way.county
    county.cases.keys.make(county.people["approver"], passphrase=PHRASE)
    late = county.reviewed()
    carried = asked_for(on_the_way)
    approve(on_the_way, late, None)
    on_the_way.repository.admit(carried, county.clock.now())
    on_the_way.publisher.publish_due()
    with county.database.session() as session:
        ask_for_everything(session, county.clock.now())
    assert on_the_way.publisher.publish_due().refused

    people = sign_list(on_the_way, hanging=True)

    assert people is not None
    assert people.settled == (digest(late),)
    with county.database.session() as session:
        ask_for_everything(session, county.clock.now())
    assert not on_the_way.publisher.publish_due().refused
    assert on_the_way.shown() == [late.line.disclosure]


def test_the_centres_word_is_forged_in_vain(strict: Delivery) -> None:
    county = strict.county
    waiting = county.reviewed()
    decision = Decision(
        subject=digest(waiting),
        person=county.people["approver"],
        name="批准岗",
        role=Role.APPROVER,
        decided_at=county.clock.now(),
    )
    key = county.services.approval_key
    forged = CentreApproval(
        decision=decision,
        key=key_id(key.public),
        signature=key.sign(decision.canonical()),
    )
    review = decision.model_copy(update={"person": "r-1", "role": Role.REVIEWER})
    second = CentreApproval(
        decision=review,
        key=key_id(key.public),
        signature=key.sign(review.canonical()),
    )

    with county.database.reading() as session:
        people = county.services.people(session)
    with pytest.raises(SignatureRefused, match="没有用自己的钥匙签"):
        check_chain(digest(waiting), (second, forged), people, unit="qinghe-liuwu")


# REQ-12
def test_what_an_approver_asks_for_is_asked_in_a_lesser_role(strict: Delivery) -> None:
    county = strict.county
    waiting = county.reviewed()
    shown = approve(strict, waiting, OWN)
    withdrawing = county.cases.withdrawing
    asked = withdrawing.request(
        county.people["publisher"],
        shown.line.disclosure,
        manifest_sha256=digest(shown),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额有误",
    )
    county.notice_cleared(asked)
    approver = county.people["approver"]

    with pytest.raises(OwnKeyNeeded):
        withdrawing.confirm(approver, asked.id, sha256=asked.sha256)
    withdrawing.confirm(approver, asked.id, sha256=asked.sha256, own=OWN)

    assert not strict.publisher.publish_due().refused
    assert shown.line.disclosure not in strict.shown()


@pytest.fixture
def with_device(strict: Delivery) -> Delivery:
    """Give a list that names a security key of the approver as well."""
    return with_security_key(strict)


# REQ-12
def test_a_security_key_signs_what_was_seen_and_only_that(
    with_device: Delivery,
) -> None:
    county = with_device.county
    waiting, other = county.reviewed(), county.reviewed(title="另一件")
    with pytest.raises(OwnKeyNeeded) as asked:
        approve(with_device, waiting, None)
    own = OwnWord(assertion=pressed(asked.value.decision))

    with pytest.raises(Refused, match="签的不是这一份"):
        approve(with_device, other, own)
    county.clock.forward(minutes=11)
    with pytest.raises(Refused, match="按得太久"):
        approve(with_device, waiting, own)
    with pytest.raises(OwnKeyNeeded) as again:
        approve(with_device, waiting, None)
    approve(with_device, waiting, OwnWord(assertion=pressed(again.value.decision)))

    (made,) = approvals(with_device)
    assert isinstance(made, WebauthnApproval)


def test_a_key_that_was_pressed_in_the_future_is_refused(with_device: Delivery) -> None:
    waiting = with_device.county.reviewed()
    with pytest.raises(OwnKeyNeeded) as asked:
        approve(with_device, waiting, None)
    told = pressed(asked.value.decision)
    later = told.model_copy(update={"decided_at": told.decided_at + timedelta(hours=1)})

    with pytest.raises(Refused, match="按得太久"):
        approve(with_device, waiting, OwnWord(assertion=later))


def test_a_passphrase_without_a_key_is_no_use(on_the_way: Delivery) -> None:
    waiting = on_the_way.county.reviewed()

    with pytest.raises(NotThere, match="我的钥匙"):
        approve(on_the_way, waiting, OWN)


def test_a_pen_of_a_security_key_signs_once(with_device: Delivery) -> None:
    county = with_device.county
    told = Assertion(
        key="a" * 64,
        decided_at=county.clock.now(),
        authenticator_data="",
        client_data_json="",
        signature="",
    )
    pen = Pen(
        centre=county.services.approval_key, people=county.services.people, own=told
    )

    assert pen.signs_once
