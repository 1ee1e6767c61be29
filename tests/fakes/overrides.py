"""Make emergency notices for devices to judge."""

from datetime import datetime, timedelta

from programme.keys import SigningKey
from programme.override import OrderEnd, Override, Stop, StopCause
from tests.fakes.device import Device
from tests.fakes.group_publication import MADE_AT


def notice(
    device: Device, *, key: SigningKey | None = None, starts_at: datetime = MADE_AT
) -> Override:
    plain = Override(
        id="override-1",
        level="red",
        headline="山洪预警",
        place="云溪镇",
        acts=("撤到高处",),
        issuer="清禾县应急管理局",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=1),
        approvals=(),
    )
    approvals = device.centre.approvals(plain.subject(), key=key)
    return plain.model_copy(update={"approvals": approvals})


def stopped(device: Device, *, starts_at: datetime) -> Stop:
    plain = Stop(
        id="stop-1",
        cause=StopCause.WRONG_CONTENT,
        groups=(),
        grey=False,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=1),
        approvals=(),
    )
    approvals = device.centre.approvals(plain.subject())
    return plain.model_copy(update={"approvals": approvals})


def ended(device: Device, order: Override | Stop) -> OrderEnd:
    plain = OrderEnd(
        order=order.id,
        ordered=order.subject(),
        ended_at=order.starts_at + timedelta(hours=1),
        approvals=(),
    )
    approvals = device.centre.approvals(plain.subject())
    return plain.model_copy(update={"approvals": approvals})
