"""Keep the device's own key and what the centre made of it; ask nobody."""

import logging
from typing import ClassVar, Literal

from programme.document import Base64Url, Document, Identifier
from programme.enrolment import EnrolmentAccepted
from programme.errors import ContractError
from programme.keys import SigningKey, from_base64url, key_id
from sync_agent.disk import refusals_of, replace_file
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


def own_key(layout: Layout) -> SigningKey:
    """Return the device's key, made on first start; only its owner may read it.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(layout.key):
        if layout.key.exists():
            raw = layout.key.read_bytes()
            if len(raw) == _SECRET_BYTES:
                return SigningKey(raw)
            _log.warning("the key is damaged; a new one is made and must be enrolled")
    key = SigningKey.generate()
    replace_file(layout.key, key.raw, mode=_SECRET_MODE)
    return key


def read_identity(layout: Layout, key: SigningKey) -> Identity | None:
    """Return who this device is, or None where it is not enrolled with this key."""
    try:
        identity = Identity.parse(layout.identity.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ContractError) as error:
        _log.warning("the identity is unreadable: %s", error)
        return None
    return identity if identity.key == key_id(key.public) else None


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
    replace_file(layout.identity, identity.canonical(), mode=_SECRET_MODE)
    return identity
