"""Write and read checkpoints of a log: C2SP tlog-checkpoint in a signed note.

The text is what people can print, type and compare: origin, size, root, then one line
for each signature. It decides nothing about what a log holds.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from programme.errors import ContractError, SignatureRefused
from programme.keys import (
    SigningKey,
    from_base64url,
    key_id,
    to_base64url,
    verify,
)
from programme.merkle import HASH_LENGTH

_ED25519 = b"\x01"
_ID_LENGTH = 4
_MOST_CHARACTERS = 4096
_ORIGIN = re.compile(r"[a-z0-9][a-z0-9./-]{0,118}")
"""Narrower than the form allows: no space, no plus sign, no sign that looks alike."""
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_DASH = "\u2014 "


class CheckpointMalformed(ContractError):
    """Say why a text is no checkpoint, or no key of one."""

    code = "checkpoint_malformed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"不是日志校验点：{reason}。请重新取得这份文件。")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKey:
    """Be a log's public key under its name, as C2SP writes it."""

    origin: str
    public: str
    """Ed25519, as base64url."""

    @property
    def id(self) -> bytes:
        """Return the four bytes by which a signature line names this key."""
        told = self.origin.encode() + b"\n" + _ED25519 + from_base64url(self.public)
        return hashlib.sha256(told).digest()[:_ID_LENGTH]

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the key, which a county publishes on paper."""
        return key_id(self.public)

    def text(self) -> str:
        """Return the key as one line that can be handed on: name+id+key."""
        key = base64.b64encode(_ED25519 + from_base64url(self.public)).decode()
        return f"{self.origin}+{self.id.hex()}+{key}"

    @classmethod
    def parse(cls, text: str) -> "LogKey":
        """Return the key of its line.

        Raises:
            CheckpointMalformed: Not such a line, or its id is another key's.
        """
        origin, _, rest = text.strip().partition("+")
        named, _, encoded = rest.partition("+")
        raw = _decoded(encoded)
        if raw[:1] != _ED25519 or len(raw) != 1 + HASH_LENGTH:
            reason = "不是 Ed25519 公钥"
            raise CheckpointMalformed(reason)
        key = cls(origin=_checked_origin(origin), public=to_base64url(raw[1:]))
        if key.id.hex() != named:
            raise CheckpointMalformed("公钥和它的编号对不上")
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Be how far a log had come: so many entries, with this root."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """Return a checkpoint as a signed note."""
    body = checkpoint.body()
    named = LogKey(origin=_checked_origin(checkpoint.origin), public=key.public)
    signature = named.id + from_base64url(key.sign(body.encode()))
    line = base64.b64encode(signature).decode()
    return f"{body}\n{_DASH}{checkpoint.origin} {line}\n"


def open_checkpoint(note: str, key: LogKey) -> Checkpoint:
    """Return the checkpoint of a note that this key signed.

    Lines of other signers (witnesses) may stand beside it; they are not looked at.

    Raises:
        CheckpointMalformed: Not exactly the form in which checkpoints are written.
        SignatureRefused: Another log's, or not signed by this key.
    """
    lines = note.split("\n")
    # Three lines, a blank one, signatures, and the end of the last line.
    if len(note) > _MOST_CHARACTERS or lines[3:4] != [""] or lines[-1] != "":
        raise CheckpointMalformed("行数不对")
    checkpoint = _told(*lines[:3])
    signed = [_signature(line) for line in lines[4:-1]]
    named = f"{_DASH}{key.origin} "
    own = [raw for name, raw in signed if name == named and raw[:_ID_LENGTH] == key.id]
    if checkpoint.origin != key.origin or len(own) != 1:
        raise SignatureRefused("校验点不是这本日志的钥匙签的")
    verify(
        public=key.public,
        signature=to_base64url(own[0][_ID_LENGTH:]),
        message=checkpoint.body().encode(),
    )
    return checkpoint


def _told(origin: str, size: str, root: str) -> Checkpoint:
    if not _SIZE.fullmatch(size):
        raise CheckpointMalformed("条数写法不对")
    raw = _decoded(root)
    if len(raw) != HASH_LENGTH:
        raise CheckpointMalformed("根指纹长度不对")
    return Checkpoint(origin=_checked_origin(origin), size=int(size), root=raw)


def _signature(line: str) -> tuple[str, bytes]:
    """Return the name at the head of a signature line, and what follows it."""
    name, _, encoded = line.rpartition(" ")
    raw = _decoded(encoded)
    if not name.startswith(_DASH) or len(raw) <= _ID_LENGTH:
        raise CheckpointMalformed("签名一行写法不对")
    return f"{name} ", raw


def _checked_origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise CheckpointMalformed("日志名写法不对")
    return text


def _decoded(text: str) -> bytes:
    """Return the bytes of base64 in its one form."""
    reason = "base64 写法不对"
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointMalformed(reason) from error
    if base64.b64encode(data).decode() != text:
        raise CheckpointMalformed(reason)
    return data
