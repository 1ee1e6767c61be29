import pytest

from programme.approval import (
    Role,
    WebauthnApproval,
)
from tests.fakes.verdicts import (
    CLERK_KEYS,
    CLERKS,
    DEVICE,
    SUBJECT,
    attested,
    decision,
    own_key,
    people,
    refused,
    security_key,
    with_review,
)


def test_one_clerk_twice_is_refused() -> None:
    same = attested(second_clerk="clerk-1")

    refused(with_review(same), people(*CLERK_KEYS), "不是两个人")


def test_a_clerk_with_anothers_key_is_refused() -> None:
    keys = (CLERK_KEYS[0], own_key(CLERKS[1], "somebody"))

    refused(with_review(attested()), people(*keys), "不是核对人的")


def test_another_scan_than_the_clerks_saw_is_refused() -> None:
    changed = attested(scan=SUBJECT)

    refused(with_review(changed), people(*CLERK_KEYS), "签名与内容不符")


@pytest.mark.parametrize(
    ("approval", "reason"),
    [
        (DEVICE.approve(decision(), flags=0x01), "没有确认到本人"),
        (DEVICE.approve(decision(), ceremony="webauthn.create"), "签的不是这一份"),
        (DEVICE.approve(decision(), client_data=b"[]"), "签的不是这一份"),
        (DEVICE.approve(decision(), client_data=b"{"), "不是 JSON"),
        (DEVICE.approve(decision(), authenticator=b"short"), "数据不全"),
        (DEVICE.approve(decision(), authenticator=bytes(37)), "属于别的网站"),
    ],
    ids=["nobody there", "ceremony", "no object", "no json", "short", "other site"],
)
def test_a_security_key_that_says_something_else_is_refused(
    approval: WebauthnApproval, reason: str
) -> None:
    refused(with_review(approval), people(security_key()), reason)


def test_a_security_keys_bad_signature_is_refused() -> None:
    good = DEVICE.approve(decision())
    other = DEVICE.approve(decision("approver-1", Role.REVIEWER))
    changed = good.model_copy(update={"signature": other.signature})

    refused(with_review(changed), people(security_key()), "签名与内容不符")


def test_a_clerk_who_attests_their_own_signature_is_refused() -> None:
    keys = (CLERK_KEYS[0], own_key(CLERKS[1], "approver-1"))

    refused(with_review(attested(second_clerk="approver-1")), people(*keys), "自己")
