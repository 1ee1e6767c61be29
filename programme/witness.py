"""Judge a log by the checkpoints that were kept of it: whoever keeps one is a witness.

A log that is honest only grows. It stores nothing and fetches nothing.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.checkpoint import Checkpoint, LogKey, open_checkpoint
from programme.document import Base64Url, Document, Instant
from programme.keys import from_base64url
from programme.merkle import ProofRefused, check_consistency

LOG_TARGET = "log/checkpoint.json"
"""The name of the newest checkpoint in the repository."""

Note = Annotated[str, Field(max_length=4096)]


class Bridge(Document):
    """Be an earlier checkpoint and the proof that the log only grew since."""

    checkpoint: Note
    proof: tuple[Base64Url, ...]


class LogHead(Document):
    """Be what the centre says of its log today; a target of its own."""

    kind_name: ClassVar[str] = "日志校验点"

    format: Literal["mingbai.log/1"] = "mingbai.log/1"
    version: Annotated[int, Field(ge=1)]
    key: str
    """The log's public key, as one line."""
    checkpoint: Note
    bridges: Annotated[tuple[Bridge, ...], Field(max_length=64)]
    """The first checkpoint of each of the last days, oldest first."""


class Trouble(StrEnum):
    """Say how a log was found to be another than it was."""

    SHRANK = "shrank"
    """It has fewer entries than it had."""
    FORKED = "forked"
    """What it held before is not what it holds now."""
    OTHER_KEY = "other_key"
    """It is signed with another key than before."""


class KeptCheckpoint(Document):
    """Be a checkpoint as a device keeps it: a line of its file, and a record."""

    kind_name: ClassVar[str] = "留存的校验点"

    kind: Literal["checkpoint"] = "checkpoint"
    key: str
    checkpoint: Note
    at: Instant
    trouble: Trouble | None = None
    """Set where it contradicts one that was kept before: both stay."""


def opened(key: str, note: str) -> Checkpoint:
    """Return the checkpoint of a note, verified with a key's line.

    Raises:
        CheckpointMalformed: Either is not in its form.
        SignatureRefused: The key did not sign it.
    """
    return open_checkpoint(note, LogKey.parse(key))


def trouble_with(head: LogHead, kept: Sequence[KeptCheckpoint]) -> Trouble | None:
    """Return how a head contradicts what was kept, or None where it does not.

    Where no proof leads from a kept checkpoint to the newest, nothing is said of it:
    it stays, and whoever verifies a certificate holds both against each other.

    Raises:
        CheckpointMalformed: The head holds what is no checkpoint.
        SignatureRefused: The head's own key did not sign it.
    """
    now = opened(head.key, head.checkpoint)
    good = [one for one in kept if one.trouble is None]
    if any(one.key != head.key for one in good):
        return Trouble.OTHER_KEY
    steps = [(opened(head.key, one.checkpoint), one.proof) for one in head.bridges]
    if any(not _grew(earlier, now, proof) for earlier, proof in steps):
        return Trouble.FORKED
    said = {earlier.size: earlier.root for earlier, _ in steps} | {now.size: now.root}
    before = [opened(one.key, one.checkpoint) for one in good]
    if any(one.size > now.size for one in before):
        return Trouble.SHRANK
    forked = any(said.get(one.size, one.root) != one.root for one in before)
    return Trouble.FORKED if forked else None


def _grew(earlier: Checkpoint, now: Checkpoint, proof: Sequence[str]) -> bool:
    try:
        check_growth(earlier, now, proof)
    except ProofRefused:
        return False
    return True


def check_growth(earlier: Checkpoint, now: Checkpoint, proof: Sequence[str]) -> None:
    """Return only if a log only grew from one checkpoint to another.

    Raises:
        ProofRefused: It did not, or the proof does not show it.
    """
    try:
        hashes = [from_base64url(one) for one in proof]
    except ValueError as error:
        raise ProofRefused("证明的写法不对") from error
    check_consistency(
        first=earlier.size,
        first_root=earlier.root,
        second=now.size,
        second_root=now.root,
        proof=hashes,
    )
