"""Make a log that grows, is cut or is changed, and what its centre says of it."""

from programme.checkpoint import Checkpoint, LogKey, sign_checkpoint
from programme.keys import SigningKey, to_base64url
from programme.merkle import consistency_proof, leaf_hash, nodes_of, root_of
from programme.witness import Bridge, LogHead

KEY = SigningKey(bytes(range(32)))
LOG = LogKey(origin="mingbai/qinghe", public=KEY.public)
LEAVES = [leaf_hash(b"%d" % number) for number in range(40)]
OTHER = [leaf_hash(b"other"), *LEAVES[1:]]
"""The same log, in which the first entry was changed afterwards."""


def note(size: int, leaves: list[bytes] = LEAVES, key: SigningKey = KEY) -> str:
    root = root_of(size, nodes_of(leaves))
    return sign_checkpoint(Checkpoint(origin=LOG.origin, size=size, root=root), key)


def bridge(size: int, to: int, leaves: list[bytes] = LEAVES) -> Bridge:
    """Return the checkpoint of a size, with the proof of a log up to a greater one."""
    proof = consistency_proof(size, to, nodes_of(leaves))
    return Bridge(checkpoint=note(size), proof=tuple(map(to_base64url, proof)))


def head(size: int, *bridges: Bridge, leaves: list[bytes] = LEAVES) -> LogHead:
    return LogHead(
        version=size, key=LOG.text(), checkpoint=note(size, leaves), bridges=bridges
    )
