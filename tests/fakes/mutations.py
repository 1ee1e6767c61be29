"""Change a certificate's file in every way that somebody without its key can.

A seed says which change; the same seed, the same bytes. Whoever changes bytes in here
may hold any key but the county's own.
"""

import json
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

from programme.bundle import pack, unpack
from programme.canonical import canonical_bytes, sha256_hex
from programme.certificate import CERTIFICATE
from programme.certificate_check import examine
from programme.certificate_opening import open_bundle
from programme.checkpoint import LogKey, open_checkpoint, sign_checkpoint
from programme.errors import ContractError
from programme.keys import SigningKey, from_base64url, key_id, to_base64url

_THIEF = SigningKey(bytes(reversed(range(32))))
Change = Callable[[bytes, Random], bytes]


def is_accepted(data: bytes, fingerprint: str) -> bool:
    """Say whether a file is taken for a certificate of the county with this key."""
    try:
        opened = open_bundle(data)
    except ContractError:
        return False
    pinned = opened.key.fingerprint == fingerprint
    return pinned and all(one.holds for one in examine(opened))


def mutated(data: bytes, seed: int) -> bytes:
    """Return a file that differs from a certificate's in at least one byte."""
    chance = Random(seed)  # noqa: S311 - a seed, so that a finding can be repeated
    while True:
        change = CHANGES[seed % len(CHANGES)]
        found = change(data, chance)
        if found != data:
            return found


def _flip_byte(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return bytes(changed)


def _flip_bit(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _cut_out(data: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.randrange(1, 200) :]


def _insert(data: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + chance.randbytes(chance.randrange(1, 60)) + data[begin:]


def _swap(data: bytes, chance: Random) -> bytes:
    size = chance.randrange(1, 64)
    one, two = sorted(chance.randrange(len(data) - size) for _ in range(2))
    if two < one + size:
        return data
    middle = data[one + size : two]
    rest = data[two + size :]
    return data[:one] + data[two : two + size] + middle + data[one : one + size] + rest


def _append(data: bytes, chance: Random) -> bytes:
    return data + chance.randbytes(chance.randrange(1, 30))


def _change_member(data: bytes, chance: Random) -> bytes:
    """Change one member and write the zip anew, with right checksums."""
    members = unpack(data)
    name = chance.choice(sorted(members))
    return pack(members | {name: _flip_byte(members[name], chance)})


def _drop_member(data: bytes, chance: Random) -> bytes:
    members = unpack(data)
    del members[chance.choice(sorted(members))]
    return pack(members)


def _swap_members(data: bytes, chance: Random) -> bytes:
    members = unpack(data)
    one, two = chance.sample(sorted(members), 2)
    return pack(members | {one: members[two], two: members[one]})


def _rename_member(data: bytes, chance: Random) -> bytes:
    members = unpack(data)
    name = chance.choice(sorted(members))
    body = members.pop(name)
    return pack(members | {f"{name}{chance.randrange(9)}": body})


def _edit(data: bytes, chance: Random) -> bytes:
    """Edit a field of what was signed, and write everything else anew around it."""
    envelope, certificate = _told(data)
    _edit_somewhere(certificate, chance)
    return _with_certificate(data, envelope, certificate)


def _edit_and_sign(data: bytes, chance: Random) -> bytes:
    """Edit a field and sign with a key of one's own, named or not named as such."""
    envelope, certificate = _told(data)
    _edit_somewhere(certificate, chance)
    if chance.random() < 0.5:
        _steal(certificate)
    return _sealed_by_thief(data, envelope, certificate)


def _edit_batch(data: bytes, chance: Random) -> bytes:
    """Edit a raw record, and make everything around it fit, with a key of one's own."""
    envelope, certificate = _told(data)
    members = unpack(data)
    name = chance.choice([one for one in sorted(members) if one.startswith("batches")])
    sent = json.loads(zlib.decompress(members[name]))
    batch = json.loads(from_base64url(sent["payload"]))
    _edit_somewhere(batch, chance)
    payload = canonical_bytes(batch)
    sent["payload"] = to_base64url(payload)
    if chance.random() < 0.5:
        sent["key"] = key_id(_THIEF.public)
        statement = sent["purpose"].encode() + b"\n" + payload
        sent["signature"] = _THIEF.sign(statement)
    members[name] = zlib.compress(canonical_bytes(sent))
    for member in certificate["members"]:
        if member["name"] == name:
            member["sha256"] = sha256_hex(members[name])
            member["length"] = len(members[name])
    if chance.random() < 0.5:
        _steal(certificate)
    return _sealed_by_thief(pack(members), envelope, certificate)


def _swap_proof(data: bytes, chance: Random) -> bytes:
    """Put another hash of the proof, or another leaf, in the place of one."""
    envelope, certificate = _told(data)
    some = certificate[chance.choice(["proof", "leaves", "bridges", "approvals"])]
    if len(some) > 1:
        one, two = chance.sample(range(len(some)), 2)
        some[one], some[two] = some[two], some[one]
    return _with_certificate(data, envelope, certificate)


def _swap_signature(data: bytes, chance: Random) -> bytes:
    envelope, _ = _told(data)
    field = chance.choice(["signature", "key", "purpose", "format"])
    envelope[field] = _other(envelope[field], chance)
    members = unpack(data)
    return pack(members | {CERTIFICATE: canonical_bytes(envelope)})


CHANGES: tuple[Change, ...] = (
    _flip_byte,
    _flip_bit,
    _truncate,
    _cut_out,
    _insert,
    _swap,
    _append,
    _change_member,
    _drop_member,
    _swap_members,
    _rename_member,
    _edit,
    _edit_and_sign,
    _edit_batch,
    _swap_proof,
    _swap_signature,
)


def _told(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    envelope = json.loads(unpack(data)[CERTIFICATE])
    return envelope, json.loads(from_base64url(envelope["payload"]))


def _with_certificate(
    data: bytes, envelope: dict[str, Any], certificate: dict[str, Any]
) -> bytes:
    envelope["payload"] = to_base64url(canonical_bytes(certificate))
    return pack(unpack(data) | {CERTIFICATE: canonical_bytes(envelope)})


def _sealed_by_thief(
    data: bytes, envelope: dict[str, Any], certificate: dict[str, Any]
) -> bytes:
    payload = canonical_bytes(certificate)
    envelope["key"] = key_id(_THIEF.public)
    statement = envelope["purpose"].encode() + b"\n" + payload
    envelope["signature"] = _THIEF.sign(statement)
    return _with_certificate(data, envelope, certificate)


def _steal(certificate: dict[str, Any]) -> None:
    """Name a key of one's own as the log's, and sign its checkpoint with it."""
    try:
        own = LogKey.parse(certificate["key"])
        said = open_checkpoint(certificate["checkpoint"], own)
    except (ContractError, AttributeError, TypeError):
        return
    certificate["key"] = LogKey(origin=own.origin, public=_THIEF.public).text()
    certificate["checkpoint"] = sign_checkpoint(said, _THIEF)


def _edit_somewhere(value: Any, chance: Random) -> None:  # noqa: ANN401 - any JSON
    """Edit one value, somewhere below this one."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = chance.choice(keys)
    if isinstance(value[key], dict | list) and value[key] and chance.random() < 0.9:
        _edit_somewhere(value[key], chance)
    elif isinstance(value, list) and chance.random() < 0.5:
        del value[key]
    else:
        value[key] = _other(value[key], chance)


def _other(value: Any, chance: Random) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 7])
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        return value[:at] + chance.choice("0a3Z-") + value[at + 1 :]
    return 1 if value is None else None
