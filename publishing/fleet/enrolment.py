"""Take requests to be known, from devices that nobody knows yet; bounded in number."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from programme.document import Document
from programme.enrolment import (
    PURPOSE_ENROLMENT,
    EnrolmentAccepted,
    EnrolmentRequest,
    EnrolmentWaiting,
)
from programme.envelope import Envelope, unseal
from programme.errors import ContractError
from programme.keys import from_base64url, key_id, to_base64url
from publishing.fleet.errors import DeviceRevoked, EnrolmentExpired, EnrolmentRefused
from publishing.fleet.matching import ASK_AGAIN_S, LIFETIME, MOST_PENDING
from publishing.tables.fleet import Device, DeviceState, EnrolmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Be what every new device is given."""

    root_metadata: bytes
    wake_url: str


def open_request(envelope: Envelope) -> EnrolmentRequest:
    """Return a request whose envelope is signed by the very key that it brings.

    Raises:
        EnrolmentRefused: It is not, or it is no request.
    """
    try:
        told = EnrolmentRequest.parse(from_base64url(envelope.payload))
        return unseal(envelope, EnrolmentRequest, PURPOSE_ENROLMENT, told.public)
    except (ContractError, ValueError) as error:
        raise EnrolmentRefused("申请不是这台设备签的") from error


def answer(
    session: Session, request: EnrolmentRequest, welcome: Welcome, at: datetime
) -> Document:
    """Return the answer to a request, and keep the request until it has expired.

    Raises:
        DeviceRevoked: The device was taken off the list.
        EnrolmentExpired: Nobody confirmed this code in time.
        EnrolmentRefused: Too many devices wait already.
    """
    key = key_id(request.public)
    device = session.scalar(select(Device).where(Device.key == key))
    if device is not None:
        return _known(device, welcome)
    session.execute(
        delete(EnrolmentRow).where(EnrolmentRow.expires_at <= at - LIFETIME)
    )
    row = session.get(EnrolmentRow, key)
    if row is None or row.code != request.code:
        _keep(session, row, request, at)
    elif row.expires_at <= at:
        raise EnrolmentExpired
    return EnrolmentWaiting(ask_again_s=ASK_AGAIN_S)


def forget_expired(session: Session, request: EnrolmentRequest, at: datetime) -> None:
    """Let go of a request of the same device that nobody confirmed in time."""
    row = session.get(EnrolmentRow, key_id(request.public))
    if row is not None and row.expires_at <= at:
        session.delete(row)
        session.flush()


def _known(device: Device, welcome: Welcome) -> EnrolmentAccepted:
    if device.state is DeviceState.REVOKED:
        raise DeviceRevoked(device.id)
    return EnrolmentAccepted(
        device=device.id,
        group=device.group_id,
        root_metadata=to_base64url(welcome.root_metadata),
        wake_url=welcome.wake_url,
    )


def _keep(
    session: Session, row: EnrolmentRow | None, request: EnrolmentRequest, at: datetime
) -> None:
    if row is None:
        waiting = select(func.count()).where(EnrolmentRow.expires_at > at)
        if (session.scalar(waiting) or 0) >= MOST_PENDING:
            raise EnrolmentRefused("等待登记的设备太多，请先在管理页面处理")
        row = EnrolmentRow(key=key_id(request.public), public=request.public)
        session.add(row)
    row.code = request.code
    row.display_kind = request.display_kind
    row.width, row.height = request.width, request.height
    row.hostname = request.hostname
    row.asked_at, row.expires_at = at, at + LIFETIME
