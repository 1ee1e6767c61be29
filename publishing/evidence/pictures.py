"""Take pictures of glasses in, part by part, each against the chain that names it.

They are evidence: they go to staff who may see them, and never to the public.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from programme.envelope import Envelope, unseal
from programme.glass import PURPOSE_CAPTURE, CapturePart, CaptureReceipt
from programme.keys import from_base64url
from publishing.evidence.errors import CaptureUnknown, WrongDevice
from publishing.evidence.picture_ends import Because, bury, must_go
from publishing.files import FileStore
from publishing.tables.fleet import Device
from publishing.tables.glass import CaptureRow


def take_part(
    session: Session,
    device: Device,
    envelope: Envelope,
    files: FileStore,
    at: datetime,
) -> CaptureReceipt:
    """Keep a part that follows what is there, and say how much is there now.

    Raises:
        SignatureRefused: The envelope is not signed by this device.
        DocumentMalformed: What is in it is no part of a picture.
        WrongDevice: The part names another device.
        CaptureUnknown: No record of the device's chains names the picture yet.
        StorageFailed: The disk refused; nothing changed.
    """
    part = unseal(envelope, CapturePart, PURPOSE_CAPTURE, device.public)
    if part.device != device.id:
        raise WrongDevice(signed_by=device.id, named=part.device)
    row = session.scalar(
        select(CaptureRow)
        .where(CaptureRow.device_id == device.id, CaptureRow.picture == part.picture)
        .with_for_update()
    )
    if row is None:
        raise CaptureUnknown(part.picture)
    if row.gone_at is None and must_go(session, row, at):
        # It was on its way when its time was up: nothing of it is taken.
        bury(session, files, [row], because=Because.ERASED, at=at)
    if row.gone_at is not None:
        return CaptureReceipt(picture=row.picture, have=0, wanted=False)
    if row.stored_at is not None:
        return CaptureReceipt(picture=row.picture, have=row.length)
    if part.length != row.length:
        return CaptureReceipt(picture=row.picture, have=0, wanted=False)
    return _append(row, part, files, at)


def _append(
    row: CaptureRow, part: CapturePart, files: FileStore, at: datetime
) -> CaptureReceipt:
    have = row.part or b""
    if part.offset == len(have):
        have += from_base64url(part.data)
    if len(have) < row.length:
        row.part = have
        return CaptureReceipt(picture=row.picture, have=len(have))
    row.part = None
    if len(have) > row.length or sha256_hex(have) != row.picture:
        # Spoilt on its way: it is begun again.
        return CaptureReceipt(picture=row.picture, have=0)
    files.put(have)
    row.stored_at = at
    return CaptureReceipt(picture=row.picture, have=row.length)
