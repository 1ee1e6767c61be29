"""Make emergency notices, stops and their ends, signed for real."""

from datetime import datetime, timedelta

from programme.approval import Approval, Role
from programme.override import OrderEnd, Override, Stop, StopCause
from tests.fakes.contract import NOON, Signers

GROUP = "qinghe-hall-screen"
SIGNERS = Signers()


def two(subject: str, signers: Signers = SIGNERS) -> tuple[Approval, ...]:
    """Return the signatures of a publisher and an approver."""
    return (
        signers.approval(subject, "publisher-1", Role.REVIEWER),
        signers.approval(subject, "approver-1", Role.APPROVER),
    )


def plain_alert(**changes: object) -> Override:
    """Return a notice that nobody has signed."""
    notice = Override(
        id="alert-1",
        level="orange",
        headline="暴雨橙色预警",
        place="云溪镇有大暴雨。",
        acts=("河边，不要停留",),
        issuer="清禾县气象台",
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=6),
        icon="thunderstorm",
        act_icons=("block",),
        groups=(GROUP,),
        approvals=(),
    )
    return notice.model_copy(update=changes)


def alert(**changes: object) -> Override:
    """Return a notice that two people signed."""
    notice = plain_alert(**changes)
    return notice.model_copy(update={"approvals": two(notice.subject())})


def stop(**changes: object) -> Stop:
    """Return a stop that two people signed."""
    order = Stop(
        id="stop-1",
        cause=StopCause.MOURNING,
        groups=(),
        grey=True,
        starts_at=NOON,
        ends_at=NOON + timedelta(days=1),
        approvals=(),
    ).model_copy(update=changes)
    return order.model_copy(update={"approvals": two(order.subject())})


def end_of(order: Override | Stop, at: datetime, *people: str) -> OrderEnd:
    """Return the end of an order, signed by these people, the last one approving."""
    end = OrderEnd(order=order.id, ordered=order.subject(), ended_at=at, approvals=())
    roles = [Role.REVIEWER] * (len(people) - 1) + [Role.APPROVER]
    approvals = tuple(
        SIGNERS.approval(end.subject(), person, role)
        for person, role in zip(people, roles, strict=True)
    )
    return end.model_copy(update={"approvals": approvals})
