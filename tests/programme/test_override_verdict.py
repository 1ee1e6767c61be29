from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from programme.approval import Role
from programme.errors import SignatureRefused
from programme.override import OrderEnd, Override, Stop
from programme.override_verdict import (
    NO_ORDERS,
    Orders,
    Standing,
    by_gravity,
    check_end,
    check_order,
    orders_of,
    standing_orders,
)
from tests.fakes.contract import NOON, Signers
from tests.fakes.orders import (
    GROUP,
    SIGNERS,
    alert,
    end_of,
    plain_alert,
    stop,
    two,
)
from tests.fakes.screens import Stock

PEOPLE = SIGNERS.people()
LATER = NOON + timedelta(hours=1)
SEALED = "c" * 64


def orders(
    *every: Override | Stop, ends: Sequence[OrderEnd] = (), twice: bool = False
) -> Orders:
    shown = [one for one in every if isinstance(one, Override)]
    return Orders(
        overrides=shown * 2 if twice else shown,
        stops=[one for one in every if isinstance(one, Stop)],
        ends=ends,
    )


def standing(
    named: Orders, before: Orders = NO_ORDERS, *, now: datetime = LATER
) -> Standing:
    return standing_orders(named, before, group=GROUP, people=PEOPLE, now=now)


def refusal(order: Override | Stop, group: str = GROUP) -> str:
    with pytest.raises(SignatureRefused) as caught:
        check_order(order, group=group, people=PEOPLE)
    return caught.value.reason


def alone(**changes: object) -> Override:
    notice = plain_alert(sealed_reason=SEALED, **changes)
    signed = SIGNERS.approval(notice.subject(), "approver-1", Role.APPROVER)
    return notice.model_copy(update={"approvals": (signed,)})


def test_a_notice_of_two_people_stands_with_a_stop() -> None:
    found = standing(orders(alert(), stop()))

    assert found.overrides == (alert(),)
    assert found.stops == (stop(),)
    assert found.refused == found.kept == ()


def test_one_person_may_issue_a_notice_only_with_a_sealed_reason() -> None:
    check_order(alone(), group=GROUP, people=PEOPLE)

    without = plain_alert()
    signed = SIGNERS.approval(without.subject(), "approver-1", Role.APPROVER)
    bare = without.model_copy(update={"approvals": (signed,)})
    assert refusal(bare) == "签字的人不足两位"


def test_a_sealed_notice_is_signed_by_one_approver() -> None:
    notice = plain_alert(sealed_reason=SEALED)
    drafted = SIGNERS.approval(notice.subject(), "drafter-1", Role.DRAFTER)
    many = notice.model_copy(update={"approvals": two(notice.subject())})

    assert refusal(many) == "一个人发布的插播只有一个签名"
    assert refusal(notice.model_copy(update={"approvals": (drafted,)})) == (
        "没有批准人的签字"
    )


def test_a_stranger_signs_nothing() -> None:
    notice = plain_alert()
    forged = two(notice.subject(), Signers())

    assert "钥匙" in refusal(notice.model_copy(update={"approvals": forged}))


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (alert(groups=("qinghe-other",)), "这份命令不是给这个分组的"),
        (alert(ends_at=NOON), "结束时间不在开始时间之后"),
        (alert(ends_at=NOON - timedelta(days=1)), "结束时间不在开始时间之后"),
        (
            alert(ends_at=NOON + timedelta(hours=24, milliseconds=1)),
            "时间太长，一次最多 24 小时",
        ),
        (stop(ends_at=NOON + timedelta(days=8)), "时间太长，一次最多 168 小时"),
        (alert(acts=("<i>快</i>",), act_icons=()), "“做法”里有网址或代码"),
        (
            alert(starts_at=NOON - timedelta(hours=2), ends_at=NOON),
            "签字晚于它自己的结束时间",
        ),
    ],
)
def test_an_order_outside_the_rules_is_refused(
    order: Override | Stop, reason: str
) -> None:
    assert refusal(order) == reason
    assert standing(orders(order)).refused == (order.id,)


def test_a_notice_changed_after_it_was_signed_is_refused_and_the_old_one_goes_on() -> (
    None
):
    changed = alert().model_copy(update={"headline": "解除预警"})

    found = standing(orders(changed), orders(alert()))

    assert found.overrides == (alert(),)
    assert found.refused == found.kept == ("alert-1",)


def test_what_is_named_no_more_goes_on_until_its_own_end() -> None:
    before = orders(alert(), stop())

    assert standing(NO_ORDERS, before).kept == ("alert-1", "stop-1")
    over = standing(NO_ORDERS, before, now=NOON + timedelta(hours=6))
    assert over.overrides == ()
    assert over.kept == ("stop-1",)


def test_an_approver_ends_a_notice_and_two_people_end_a_stop() -> None:
    ends = [
        end_of(alert(), LATER, "approver-2"),
        end_of(stop(), LATER, "reviewer-2", "approver-2"),
    ]

    named = standing(orders(alert(), stop(), ends=ends))
    missing = standing(orders(ends=ends), orders(alert(), stop()))

    for found in (named, missing):
        assert (found.overrides, found.stops, found.kept) == ((), (), ())


def test_an_end_that_does_not_hold_ends_nothing() -> None:
    alone_ends = end_of(stop(), LATER, "approver-2")
    other = end_of(alert(id="alert-2"), LATER, "approver-2")

    with pytest.raises(SignatureRefused) as caught:
        check_end(other, alert(), group=GROUP, people=PEOPLE)

    found = standing(orders(alert(), stop(), ends=[alone_ends, other]))
    assert caught.value.reason == "这不是它的结束命令"
    assert (len(found.overrides), len(found.stops)) == (1, 1)


def test_an_order_that_is_named_twice_stands_once() -> None:
    assert standing(orders(alert(), twice=True)).overrides == (alert(),)


def test_the_gravest_notice_comes_first_and_drills_last() -> None:
    notices = [
        alert(id="a", level="blue"),
        alert(id="b", level="red", drill=True),
        alert(id="c", level="red"),
        alert(id="d", level="red", starts_at=NOON + timedelta(minutes=1)),
    ]

    assert [one.id for one in by_gravity(notices)] == ["d", "c", "a", "b"]


def test_the_orders_of_a_programme_are_notices_stops_and_ends() -> None:
    notice, order = alert(), stop()
    end = end_of(notice, LATER, "approver-1")
    programme = (
        Stock(override=notice, stops=(order,))
        .programme()
        .model_copy(update={"order_ends": (end,)})
    )

    assert orders_of(programme) == Orders(
        overrides=(notice,), stops=(order,), ends=(end,)
    )
