"""Judge orders that go before the loop: signatures, area, length, words; pure.

It does not know who may issue which kind of notice: that is the desk's matter. Whether
an order is in force at an instant is asked of its own span.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar, assert_never

from programme.approval import Approval, People, Role
from programme.errors import SignatureRefused
from programme.override import OrderEnd, Override, Stop
from programme.override_words import words_fault
from programme.programme import Programme
from programme.verdict import check_chain, check_signatures

MOST_OVERRIDE: Final = timedelta(hours=24)
MOST_STOP: Final = timedelta(days=7)
"""How long an order may hold; a longer one is another order, signed anew."""

_LEVELS: Final = ("red", "orange", "yellow", "blue")

Order = Override | Stop
Kind = TypeVar("Kind", Override, Stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be what of a programme's orders may be obeyed, and what not."""

    overrides: tuple[Override, ...]
    """The gravest first."""
    stops: tuple[Stop, ...]
    kept: tuple[str, ...]
    """Ids of those that are named no more, without a signed end: they go on."""
    refused: tuple[str, ...]
    """Ids of those whose signatures, area, length or words do not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Be the orders that a programme names."""

    overrides: Sequence[Override]
    stops: Sequence[Stop]
    ends: Sequence[OrderEnd]


NO_ORDERS: Final = Orders(overrides=(), stops=(), ends=())


def standing_orders(
    named: Orders, before: Orders, *, group: str, people: People, now: datetime
) -> Standing:
    """Return which orders stand, once a programme names these and others stood before.

    Missing is not ended: what stood and is named no more goes on until its own end,
    unless a signed end is named.
    """
    case = _Case(group=group, people=people, now=now)
    overrides = _judged(named.overrides, before.overrides, case)
    stops = _judged(named.stops, before.stops, case)
    every: list[Order] = [*overrides.all, *stops.all]
    ended = {
        one.id for one in every if any(_ends(end, one, case) for end in named.ends)
    }
    kept = (*overrides.kept, *stops.kept)
    return Standing(
        overrides=by_gravity(one for one in overrides.all if one.id not in ended),
        stops=tuple(one for one in stops.all if one.id not in ended),
        kept=tuple(sorted(one for one in kept if one not in ended)),
        refused=tuple(sorted({*overrides.refused, *stops.refused})),
    )


def orders_of(programme: Programme) -> Orders:
    """Return every order that a programme names."""
    return Orders(
        overrides=programme.overrides(),
        stops=programme.stops,
        ends=programme.order_ends,
    )


def by_gravity(overrides: Iterable[Override]) -> tuple[Override, ...]:
    """Return notices in the order of their levels, the newest of a level first."""
    newest = sorted(overrides, key=lambda one: (one.starts_at, one.id), reverse=True)
    return tuple(sorted(newest, key=lambda one: (one.drill, _LEVELS.index(one.level))))


def check_order(order: Order, *, group: str, people: People) -> None:
    """Return only if a display group may obey an order.

    Raises:
        SignatureRefused: Its signatures, area, length or words do not hold.
    """
    if not is_for(order.groups, group):
        raise SignatureRefused("这份命令不是给这个分组的")
    fault = span_fault(order) or (
        words_fault(order) if isinstance(order, Override) else ""
    )
    if fault:
        raise SignatureRefused(fault)
    if any(one.decision.decided_at >= order.ends_at for one in order.approvals):
        raise SignatureRefused("签字晚于它自己的结束时间")
    unit = people.unit_of_group(group)
    if isinstance(order, Override) and order.sealed_reason is not None:
        _check_alone(order, people, unit)
    else:
        check_chain(order.subject(), order.approvals, people, unit=unit)


def is_for(groups: Sequence[str], group: str) -> bool:
    """Say whether an order for these groups is for one; none are named: for all."""
    return not groups or group in groups


def check_end(end: OrderEnd, order: Order, *, group: str, people: People) -> None:
    """Return only if an order is over before its time for a display group.

    An approver alone may end an emergency notice. Only two people may end a stop: what
    it keeps from being seen would hang again.

    Raises:
        SignatureRefused: It is the end of another order, or not signed as it must be.
    """
    if (end.order, end.ordered) != (order.id, order.subject()):
        raise SignatureRefused("这不是它的结束命令")
    unit = people.unit_of_group(group)
    match order:
        case Override():
            _check_approver(end.subject(), end.approvals, people, unit)
        case Stop():
            check_chain(end.subject(), end.approvals, people, unit=unit)
        case _ as never:
            assert_never(never)


def span_fault(order: Order) -> str:
    """Return what is wrong with the span of an order; empty: nothing."""
    length = order.ends_at - order.starts_at
    most = MOST_OVERRIDE if isinstance(order, Override) else MOST_STOP
    if length <= timedelta(0):
        return "结束时间不在开始时间之后"
    if length > most:
        return f"时间太长，一次最多 {most // timedelta(hours=1)} 小时"
    return ""


def _check_alone(order: Override, people: People, unit: str | None) -> None:
    """Return only if exactly one person issued a notice, an approver.

    Raises:
        SignatureRefused: More signed, or nobody who may.
    """
    if len(order.approvals) != 1:
        raise SignatureRefused("一个人发布的插播只有一个签名")
    _check_approver(order.subject(), order.approvals, people, unit)


def _check_approver(
    subject: str, approvals: tuple[Approval, ...], people: People, unit: str | None
) -> None:
    check_signatures(subject, approvals, people, unit=unit)
    if Role.APPROVER not in {one.decision.role for one in approvals}:
        raise SignatureRefused("没有批准人的签字")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged(Generic[Kind]):
    """Be orders of one kind, sorted out."""

    all: tuple[Kind, ...]
    kept: tuple[str, ...]
    refused: tuple[str, ...]


def _judged(
    named: Sequence[Kind],
    before: Sequence[Kind],
    case: "_Case",
) -> _Judged[Kind]:
    good: tuple[Kind, ...] = tuple(one for one in _once(named) if _holds(one, case))
    known = {one.id for one in good}
    kept: tuple[Kind, ...] = tuple(
        one
        for one in before
        if one.id not in known and one.ends_at > case.now and _holds(one, case)
    )
    return _Judged(
        all=good + kept,
        kept=tuple(one.id for one in kept),
        refused=tuple(one.id for one in named if one.id not in known),
    )


def _once(orders: Sequence[Kind]) -> tuple[Kind, ...]:
    """Return orders without those whose id another before them has."""
    first: dict[str, Kind] = {}
    for one in orders:
        first.setdefault(one.id, one)
    return tuple(first.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Be by what orders are judged."""

    group: str
    people: People
    now: datetime


def _holds(order: Order, case: _Case) -> bool:
    try:
        check_order(order, group=case.group, people=case.people)
    except SignatureRefused:
        return False
    return True


def _ends(end: OrderEnd, order: Order, case: _Case) -> bool:
    try:
        check_end(end, order, group=case.group, people=case.people)
    except SignatureRefused:
        return False
    return True
