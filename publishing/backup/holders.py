"""Seal the county's keys so that any two of their holders open them together.

The keys are sealed under a secret made for this backup alone (ChaCha20-Poly1305). For
each two holders the secret is split by exclusive or into two halves, each in a box
that only one of them opens (`programme.sealed_box`): one half says nothing of the
secret. So the nightly job needs no passphrase, and no single person opens a backup's
keys. A holder's own private key lies on a stick, under a passphrase (argon2id).
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import ClassVar, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pydantic import Field, TypeAdapter

from programme.canonical import canonical_bytes
from programme.document import Base64Url, Document, Instant, to_millisecond
from programme.errors import ContractError
from programme.keys import from_base64url, to_base64url
from programme.sealed_box import OpeningKey, seal_box
from publishing.backup.errors import KeysNotOpened
from publishing.staff.sealing import SealBroken, Sealed, seal, unseal

LEAST_HOLDERS = 2
_PURPOSE = "mingbai.backup-keys/1"
_SECRET_BYTES, _NONCE_BYTES = 32, 12


class Holder(Document):
    """Be the public half of one person who keeps a share of the keys."""

    kind_name: ClassVar[str] = "密钥保管人"

    format: Literal["mingbai.key-holder/1"] = "mingbai.key-holder/1"
    name: str = Field(min_length=1, max_length=40)
    public: Base64Url
    since: Instant


class HolderKey(Document):
    """Be what a holder carries away: the private half, under a passphrase."""

    kind_name: ClassVar[str] = "保管人的钥匙文件"

    format: Literal["mingbai.holder-key/1"] = "mingbai.holder-key/1"
    holder: Holder
    sealed: Sealed


class Share(Document):
    """Be the secret for two holders: a half for each, in a box of its own."""

    one: Base64Url
    other: Base64Url
    for_one: Base64Url
    for_other: Base64Url


class SealedKeys(Document):
    """Be all keys of a county, closed."""

    kind_name: ClassVar[str] = "封好的密钥"

    format: Literal["mingbai.sealed-keys/1"] = "mingbai.sealed-keys/1"
    county: str
    holders: tuple[Holder, ...]
    nonce: Base64Url
    sealed: Base64Url
    shares: tuple[Share, ...]


def new_holder(name: str, passphrase: str, now: datetime) -> HolderKey:
    """Return a new holder's key, the private half under a passphrase."""
    key = OpeningKey.generate()
    holder = Holder(name=name, public=key.public, since=to_millisecond(now))
    return HolderKey(
        holder=holder, sealed=seal(key.raw, passphrase, owner=holder.public)
    )


def unlocked(key: HolderKey, passphrase: str) -> OpeningKey:
    """Return a holder's private key.

    Raises:
        KeysNotOpened: The passphrase is another.
    """
    try:
        return OpeningKey(unseal(key.sealed, passphrase, owner=key.holder.public))
    except SealBroken as error:
        reason = f"{key.holder.name}的口令不对"
        raise KeysNotOpened(reason) from error


def seal_keys(
    keys: Mapping[str, bytes], *, county: str, holders: Sequence[Holder]
) -> SealedKeys:
    """Return files by their names, closed until two of the holders open them."""
    secret, nonce = os.urandom(_SECRET_BYTES), os.urandom(_NONCE_BYTES)
    plain = canonical_bytes({name: to_base64url(keys[name]) for name in sorted(keys)})
    closed = ChaCha20Poly1305(secret).encrypt(nonce, plain, _bound(county))
    return SealedKeys(
        county=county,
        holders=tuple(holders),
        nonce=to_base64url(nonce),
        sealed=to_base64url(closed),
        shares=tuple(
            _share(secret, one.public, other.public)
            for one, other in combinations(holders, LEAST_HOLDERS)
        ),
    )


def open_keys(sealed: SealedKeys, keys: Sequence[OpeningKey]) -> dict[str, bytes]:
    """Return the files that were sealed.

    Raises:
        KeysNotOpened: Fewer than two of the holders, or it was damaged.
    """
    by_public = {key.public: key for key in keys}
    share = next(
        (s for s in sealed.shares if s.one in by_public and s.other in by_public), None
    )
    if share is None:
        names = "、".join(holder.name for holder in sealed.holders)
        reason = f"要这些保管人里的两位：{names}"
        raise KeysNotOpened(reason)
    try:
        halves = (
            by_public[share.one].open(share.for_one, _PURPOSE),
            by_public[share.other].open(share.for_other, _PURPOSE),
        )
        plain = ChaCha20Poly1305(_xor(*halves)).decrypt(
            from_base64url(sealed.nonce),
            from_base64url(sealed.sealed),
            _bound(sealed.county),
        )
    except (ContractError, InvalidTag, ValueError) as error:
        raise KeysNotOpened("内容损坏") from error
    told = TypeAdapter(dict[str, str]).validate_json(plain)
    return {name: from_base64url(text) for name, text in told.items()}


def _share(secret: bytes, one: str, other: str) -> Share:
    half = os.urandom(_SECRET_BYTES)
    return Share(
        one=one,
        other=other,
        for_one=seal_box(half, public=one, purpose=_PURPOSE),
        for_other=seal_box(_xor(secret, half), public=other, purpose=_PURPOSE),
    )


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _bound(county: str) -> bytes:
    return f"{_PURPOSE} {county}".encode()
