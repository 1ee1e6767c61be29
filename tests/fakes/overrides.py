"""Make emergency notices for devices to judge."""

from datetime import timedelta

from programme.keys import SigningKey
from programme.programme import Override
from tests.fakes.centre_repository import MADE_AT
from tests.fakes.device import Device


def notice(device: Device, *, key: SigningKey | None = None) -> Override:
    plain = Override(
        id="override-1",
        level="red",
        headline="山洪预警",
        place="云溪镇",
        acts=("撤到高处",),
        issuer="清禾县应急管理局",
        starts_at=MADE_AT,
        ends_at=MADE_AT + timedelta(days=1),
        approvals=(),
    )
    approvals = device.centre.approvals(plain.subject(), key=key)
    return plain.model_copy(update={"approvals": approvals})
