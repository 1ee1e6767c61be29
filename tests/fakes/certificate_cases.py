"""Open certificates and change what they stand on."""

from functools import cache

from programme.certificate import Certificate
from programme.certificate_check import Check, examine
from programme.certificate_opening import Opened, open_bundle
from programme.checkpoint import Checkpoint, sign_checkpoint
from programme.keys import SigningKey
from programme.leaves import (
    Leaf,
    LeafForm,
)
from programme.merkle import leaf_hash
from tests.fakes.certificates import resealed, sample
from tests.fakes.log_heads import KEY


@cache
def good() -> Opened:
    return open_bundle(sample())


def failed(data: bytes) -> set[Check]:
    """Return the checks in which a certificate does not hold."""
    return {one.check for one in examine(open_bundle(data)) if not one.holds}


def leaves() -> list[Leaf]:
    return [one.leaf for one in good().certificate.leaves]


def without(kind: type[LeafForm]) -> list[Leaf]:
    return [leaf for leaf in leaves() if not isinstance(leaf, kind)]


def certificate() -> Certificate:
    return good().certificate


def checkpoint(size: int, key: SigningKey = KEY) -> str:
    return sign_checkpoint(
        Checkpoint(origin="mingbai/qinghe", size=size, root=leaf_hash(b"")), key
    )


def claims(**update: object) -> bytes:
    return resealed(good(), claims=certificate().claims.model_copy(update=update))
