"""Keep the device's own key and what the centre made of it; ask nobody."""

import logging
from contextlib import suppress
from hashlib import sha256
from typing import ClassVar, Literal

from programme.document import Base64Url, Document, Identifier, Sha256
from programme.enrolment import EnrolmentAccepted
from programme.errors import ContractError
from programme.keys import SigningKey, from_base64url, key_id
from sync_agent.disk import DiskRefused, refusals_of, replace_file
from sync_agent.layout import Layout

_SECRET_BYTES = 32
_SECRET_MODE = 0o600
_log = logging.getLogger(__name__)


class Identity(Document):
    """Be which device of which group this is, and which root it trusts."""

    kind_name: ClassVar[str] = "设备身份"

    format: Literal["mingbai.identity/1"] = "mingbai.identity/1"
    key: str
    """Which of the device's keys was enrolled."""
    device: Identifier
    group: Identifier
    root_metadata: Base64Url
    wake_url: str

    @property
    def root_bytes(self) -> bytes:
        """Return the first root metadata."""
        return from_base64url(self.root_metadata)


class IdentityCopy(Document):
    """Be the copy of an identity; it names its own bytes, so that a flip is seen."""

    kind_name: ClassVar[str] = "设备身份"

    format: Literal["mingbai.identity-copy/1"] = "mingbai.identity-copy/1"
    sha256: Sha256
    identity: Identity


def own_key(layout: Layout) -> SigningKey:
    """Return the device's key, made on first start; only its owner may read it.

    One that the disk has spoiled is put right from its copy. Without the key the device
    would be nobody until somebody came; where it was removed, that is what is wanted.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(layout.key):
        raw = layout.key.read_bytes() if layout.key.exists() else None
    copy = _copied_key(layout)
    if raw is not None and copy is not None and raw != copy:
        _log.warning("the key was damaged; it is put right from its copy")
        replace_file(layout.key, copy, mode=_SECRET_MODE)
        raw = copy
    if raw is not None and len(raw) == _SECRET_BYTES:
        if copy is None:
            with suppress(DiskRefused):
                _copy_key(layout, raw)
        return SigningKey(raw)
    if raw is not None:
        _log.warning("the key is damaged; a new one is made and must be enrolled")
    key = SigningKey.generate()
    _copy_key(layout, key.raw)
    replace_file(layout.key, key.raw, mode=_SECRET_MODE)
    return key


def _copy_key(layout: Layout, raw: bytes) -> None:
    """Write the copy of a key, with the digest that proves it.

    Raises:
        DiskRefused: The disk refused.
    """
    replace_file(layout.key_copy, raw + sha256(raw).digest(), mode=_SECRET_MODE)


def _copied_key(layout: Layout) -> bytes | None:
    """Return what the copy of the key says; None: there is none that proves itself."""
    try:
        data = layout.key_copy.read_bytes()
    except OSError:
        return None
    raw, told = data[:_SECRET_BYTES], data[_SECRET_BYTES:]
    good = len(raw) == _SECRET_BYTES and sha256(raw).digest() == told
    return raw if good else None


def read_identity(layout: Layout, key: SigningKey) -> Identity | None:
    """Return who this device is, or None where it is not enrolled with this key.

    One that the disk has spoiled is put right from its copy.
    """
    identity = copy = None
    try:
        identity = Identity.parse(layout.identity.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ContractError) as error:
        _log.warning("the identity is unreadable: %s", error)
    with suppress(OSError, ContractError):
        copy = _identity_of(layout.identity_copy.read_bytes())
    own = key_id(key.public)
    if copy is not None and copy.key == own and copy != identity:
        _log.warning("the identity was damaged; it is put right from its copy")
        identity = copy
        with suppress(DiskRefused):
            replace_file(layout.identity, copy.canonical(), mode=_SECRET_MODE)
    if identity is None or identity.key != own:
        return None
    if copy is None:
        with suppress(DiskRefused):
            _copy_identity(layout, identity)
    return identity


def _copy_identity(layout: Layout, identity: Identity) -> None:
    """Write the copy of an identity.

    Raises:
        DiskRefused: The disk refused.
    """
    copy = IdentityCopy(sha256=identity.digest(), identity=identity)
    replace_file(layout.identity_copy, copy.canonical(), mode=_SECRET_MODE)


def _identity_of(data: bytes) -> Identity | None:
    """Return what a copy says; None: it was changed after it was written.

    Raises:
        DocumentMalformed: It is no copy.
    """
    copy = IdentityCopy.parse(data)
    return copy.identity if copy.identity.digest() == copy.sha256 else None


def keep_identity(
    layout: Layout, key: SigningKey, accepted: EnrolmentAccepted
) -> Identity:
    """Remember what the centre answered.

    Raises:
        DiskRefused: The disk refused.
    """
    identity = Identity(
        key=key_id(key.public),
        device=accepted.device,
        group=accepted.group,
        root_metadata=accepted.root_metadata,
        wake_url=accepted.wake_url,
    )
    with refusals_of(layout.identity_copy):
        # It would put the former identity back, were the power cut in between.
        layout.identity_copy.unlink(missing_ok=True)
    replace_file(layout.identity, identity.canonical(), mode=_SECRET_MODE)
    _copy_identity(layout, identity)
    return identity
