import zlib
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from programme.approval import People
from programme.bundle import pack, unpack
from programme.canonical import sha256_hex
from programme.certificate import CALENDAR, CERTIFICATE, PEOPLE, batch_name
from programme.certificate_check import Check, examine
from programme.certificate_opening import open_bundle
from programme.envelope import Envelope
from programme.errors import ContractError
from programme.keys import SigningKey
from programme.leaves import (
    BatchLeaf,
    DecisionLeaf,
    DeviceLeaf,
    GroupLeaf,
    Leaf,
    LeafForm,
    RegisterLeaf,
    SecrecyLeaf,
    WindowLeaf,
)
from programme.window import FixedEnd
from tests.fakes.certificate_cases import (
    certificate,
    checkpoint,
    claims,
    failed,
    good,
    leaves,
    without,
)
from tests.fakes.certificates import relogged, resealed, sample

OTHER = SigningKey(bytes(reversed(range(32))))


ANOTHER_DEVICE = {"device": "qinghe-d-999", "public": "A"}


def device_leaf() -> Leaf:
    return next(leaf for leaf in leaves() if isinstance(leaf, DeviceLeaf))


def changed(kind: type[LeafForm], **update: object) -> list[Leaf]:
    return [
        leaf.model_copy(update=update) if isinstance(leaf, kind) else leaf
        for leaf in leaves()
    ]


# REQ-70
def test_a_certificate_holds_with_public_keys_alone() -> None:
    findings = examine(good())

    assert [one.reason for one in findings] == [""] * len(Check)
    claims = good().certificate.claims
    assert (claims.counted, claims.short, claims.owed) == (3, 0, 20)
    assert [device.records for device in claims.devices] == [4, 120]
    assert relogged(good(), leaves()) != sample()
    assert failed(relogged(good(), leaves())) == set()


def bad_batch(change: Callable[[bytes], bytes]) -> bytes:
    """Return a certificate in which one raw batch is another one."""
    place = next(
        one.place for one in certificate().leaves if isinstance(one.leaf, BatchLeaf)
    )
    body = zlib.compress(change(good().envelope(place)))
    return resealed(good(), members={**good().members, batch_name(place): body})


def member(name: str, body: bytes) -> bytes:
    return resealed(good(), members={**good().members, name: body})


def people() -> bytes:
    return People(version=9, keys=(), accepted_kinds=()).canonical()


@pytest.mark.parametrize(
    ("forged", "expected"),
    [
        (
            lambda: resealed(good(), checkpoint=checkpoint(99, OTHER)),
            {Check.CHECKPOINT, Check.LOG, Check.GROWTH},
        ),
        (
            lambda: resealed(good(), checkpoint=checkpoint(999)),
            {Check.LOG, Check.GROWTH},
        ),
        (
            lambda: resealed(good(), leaves=certificate().leaves[::-1]),
            {Check.LOG},
        ),
        (lambda: resealed(good(), proof=certificate().proof[:-1]), {Check.LOG}),
        (lambda: resealed(good(), proof=("AB",)), {Check.LOG}),
        (
            lambda: resealed(
                good(),
                bridges=(
                    certificate().bridges[0].model_copy(update={"proof": ("AA",)}),
                ),
            ),
            {Check.GROWTH},
        ),
        (
            lambda: member(PEOPLE, people()),
            {Check.DOCUMENTS, Check.APPROVALS},
        ),
        (
            lambda: member(
                CALENDAR,
                good()
                .calendar.model_copy(update={"closed": good().calendar.closed[1:]})
                .canonical(),
            ),
            {Check.DOCUMENTS},
        ),
        (
            lambda: resealed(good(), approvals=certificate().approvals[:-1]),
            {Check.APPROVALS},
        ),
        (
            lambda: resealed(good(), disclosure="qinghe-other"),
            {Check.APPROVALS, Check.WINDOWS, Check.CLAIMS},
        ),
        (
            lambda: relogged(
                good(),
                changed(DecisionLeaf, voided_at=certificate().issued_at),
            ),
            {Check.APPROVALS},
        ),
        (lambda: relogged(good(), without(SecrecyLeaf)), {Check.SECRECY}),
        (
            lambda: relogged(good(), changed(SecrecyLeaf, result="may_not")),
            {Check.SECRECY},
        ),
        (
            lambda: relogged(good(), without(RegisterLeaf)),
            {Check.WINDOWS, Check.CLAIMS},
        ),
        (
            lambda: relogged(good(), without(WindowLeaf)),
            {Check.WINDOWS, Check.CLAIMS},
        ),
        (
            lambda: relogged(good(), changed(WindowLeaf, disclosure="qinghe-other")),
            {Check.WINDOWS},
        ),
        (
            lambda: relogged(good(), changed(WindowLeaf, group="qinghe-other")),
            {Check.WINDOWS, Check.CLAIMS},
        ),
        (lambda: relogged(good(), without(DeviceLeaf)), {Check.RECORDS, Check.CLAIMS}),
        (
            lambda: relogged(good(), changed(DeviceLeaf, public=OTHER.public)),
            {Check.RECORDS, Check.CLAIMS},
        ),
        (
            lambda: relogged(good(), changed(BatchLeaf, last_number=77)),
            {Check.RECORDS, Check.CLAIMS},
        ),
        (
            lambda: bad_batch(lambda body: body + b" "),
            {Check.RECORDS, Check.CLAIMS},
        ),
        (lambda: claims(counted=20), {Check.CLAIMS}),
        (lambda: claims(days=()), {Check.CLAIMS}),
        (lambda: claims(register_number="柳坞村 2026-9999"), {Check.CLAIMS}),
    ],
    ids=count(),
)
def test_what_a_centre_that_lies_signs_is_found_out(
    forged: Callable[[], bytes], expected: set[Check]
) -> None:
    assert failed(forged()) == expected


@pytest.mark.parametrize(
    "forged",
    [
        lambda: resealed(good(), time_zone="Nowhere/Else"),
        lambda: resealed(good(), time_zone="Asia"),
        lambda: resealed(good(), time_zone="a" * 300),
        lambda: relogged(good(), changed(GroupLeaf, time_zone="../Shanghai")),
        lambda: relogged(
            good(), [*leaves(), device_leaf().model_copy(update=ANOTHER_DEVICE)]
        ),
    ],
    ids=count(),
)
def test_a_value_that_means_nothing_is_a_finding(forged: Callable[[], bytes]) -> None:
    assert failed(forged()) == {Check.CLAIMS}


@pytest.mark.parametrize("early", ["start", "end"])
def test_a_window_that_opens_or_ends_too_early_is_found_out(early: str) -> None:
    manifest = good().manifest
    promised = manifest.promised_end_at
    assert promised is not None
    update: dict[str, object] = {"end": FixedEnd(at=promised - timedelta(days=2))}
    if early == "start":
        update = {"starts_at": manifest.earliest_start_at - timedelta(hours=1)}
    told = [
        leaf.model_copy(update={"window": leaf.window.model_copy(update=update)})
        if isinstance(leaf, WindowLeaf)
        else leaf
        for leaf in leaves()
    ]

    assert Check.WINDOWS in failed(relogged(good(), told))


def test_a_batch_left_out_of_the_middle_of_a_chain_is_missed() -> None:
    batches = [leaf for leaf in leaves() if isinstance(leaf, BatchLeaf)]
    screen = [leaf for leaf in batches if leaf.writer == "player-1"]

    told = [leaf for leaf in leaves() if leaf != screen[1]]

    assert Check.RECORDS in failed(relogged(good(), told))


@pytest.mark.parametrize(
    "packed",
    [b"", b"nothing", zlib.compress(b"x")[:-1], zlib.compress(b"x") + b"more"],
)
def test_a_batch_that_cannot_be_unpacked_is_refused(packed: bytes) -> None:
    place = next(
        one.place for one in certificate().leaves if isinstance(one.leaf, BatchLeaf)
    )
    found = failed(member(batch_name(place), packed))

    assert found == {Check.RECORDS, Check.CLAIMS}


@pytest.mark.parametrize(
    "forged",
    [
        lambda: resealed(good(), key=OTHER),
        lambda: pack({**good().members}),
        lambda: pack({**unpack(sample()), PEOPLE: people()}),
        lambda: member("more.json", b"{}"),
        lambda: pack(
            {
                **good().members,
                CERTIFICATE: Envelope(
                    purpose="mingbai.certificate/1",
                    payload="A",
                    key="0" * 64,
                    signature="",
                ).canonical(),
            }
        ),
        lambda: resealed(good(), manifest=sha256_hex(b"")),
        lambda: resealed(good(), members={}),
    ],
    ids=count(),
)
def test_a_file_that_was_put_together_otherwise_is_not_opened(
    forged: Callable[[], bytes],
) -> None:
    with pytest.raises(ContractError):
        open_bundle(forged())
