import pytest

from programme.clock import SystemClock
from programme.errors import DigestMismatch, DocumentMalformed
from sync_agent.adopted import Adopted, Named, adopted_of, pointer_bytes


def adopted() -> Adopted:
    named = Named(sha256="a" * 64, version=3)
    return Adopted(
        group="qinghe-hall-screen",
        adopted_at=SystemClock().now().replace(microsecond=0),
        programme=named,
        people=named,
        directory=None,
        progress=None,
        kept=(),
        withdrawn=("d-9",),
        taken_down=(),
        refused=(),
    )


def test_a_pointer_is_read_back() -> None:
    told = adopted()

    assert adopted_of(pointer_bytes(told)) == told


def test_a_changed_pointer_is_noticed() -> None:
    data = pointer_bytes(adopted()).replace(b'"version":3', b'"version":4')

    with pytest.raises(DigestMismatch):
        adopted_of(data)


def test_something_else_is_no_pointer() -> None:
    with pytest.raises(DocumentMalformed):
        adopted_of(b"{}")
