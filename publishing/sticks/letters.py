"""Write to devices without a network: welcome, and what of theirs has arrived."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from programme.document import to_millisecond
from programme.enrolment import EnrolmentAccepted
from programme.envelope import seal
from programme.keys import SigningKey, to_base64url
from programme.stick import (
    PURPOSE_LETTER,
    PURPOSE_WELCOME,
    StickLetter,
    StickWelcome,
    Stored,
    letter_path,
    welcome_path,
)
from programme.vouching import vouch
from publishing.fleet.enrolment import Welcome
from publishing.tables.evidence import WriterHead
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.glass import CaptureRow

_MOST_PICTURES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKeys:
    """Be what the centre signs letters with."""

    time_key: SigningKey
    certificate: bytes
    """PEM, of the server."""
    private_key: bytes
    """PEM, of the certificate."""


def letters_to(
    session: Session,
    groups: Collection[str],
    *,
    keys: LetterKeys,
    welcome: Welcome,
    at: datetime,
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every letter to the devices of some groups.

    Raises:
        SignatureRefused: The certificate's key cannot be used.
    """
    query = (
        select(Device)
        .where(Device.state == DeviceState.ACTIVE, Device.group_id.in_(groups))
        .order_by(Device.id)
    )
    for device in session.scalars(query):
        vouched = vouch(
            _welcome(device, welcome),
            PURPOSE_WELCOME,
            certificate=keys.certificate,
            private_key=keys.private_key,
        )
        yield welcome_path(device.key), vouched.canonical()
        letter = _letter(session, device, at)
        sealed = seal(letter, PURPOSE_LETTER, keys.time_key)
        yield letter_path(device.id), sealed.canonical()


def _welcome(device: Device, welcome: Welcome) -> StickWelcome:
    return StickWelcome(
        key=device.key,
        accepted=EnrolmentAccepted(
            device=device.id,
            group=device.group_id,
            root_metadata=to_base64url(welcome.root_metadata),
            wake_url=welcome.wake_url,
        ),
    )


def _letter(session: Session, device: Device, at: datetime) -> StickLetter:
    query = (
        select(WriterHead.writer, WriterHead.number)
        .where(WriterHead.device_id == device.id)
        .order_by(WriterHead.writer)
    )
    pictures = (
        select(CaptureRow.picture)
        .where(
            CaptureRow.device_id == device.id,
            or_(CaptureRow.stored_at.is_not(None), CaptureRow.gone_at.is_not(None)),
        )
        .order_by(CaptureRow.at.desc())
        .limit(_MOST_PICTURES)
    )
    return StickLetter(
        device=device.id,
        made_at=to_millisecond(at),
        stored=tuple(
            Stored(writer=writer, stored_to=number)
            for writer, number in session.execute(query)
        ),
        pictures=tuple(session.scalars(pictures)),
    )
