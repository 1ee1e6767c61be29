from functools import cache

import pytest

from programme.certificate import Certificate, ReportBridge
from programme.certificate_opening import open_bundle
from programme.certificate_witness import (
    Agreement,
    agreement,
    check_bridges,
    kept_in,
    printed_agreement,
)
from programme.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from programme.errors import ContractError
from programme.keys import SigningKey, to_base64url
from programme.merkle import (
    ProofRefused,
    consistency_proof,
    leaf_hash,
    nodes_of,
    root_of,
)
from programme.printed_checkpoint import PrintedMisread, typed_lines
from programme.witness import Bridge, KeptCheckpoint
from tests.fakes.certificates import PUBLIC, sample
from tests.fakes.log_heads import KEY

HASHES = [leaf_hash(b"%d" % number) for number in range(60)]


def note(size: int, key: SigningKey = KEY, hashes: list[bytes] = HASHES) -> str:
    root = root_of(size, nodes_of(hashes))
    said = Checkpoint(origin=PUBLIC.origin, size=size, root=root)
    return sign_checkpoint(said, key)


@cache
def certificate() -> Certificate:
    """Return a certificate over a log of 40 of these hashes."""
    proof = consistency_proof(20, 40, nodes_of(HASHES))
    bridge = Bridge(checkpoint=note(20), proof=tuple(map(to_base64url, proof)))
    broken = Bridge(checkpoint="nothing", proof=())
    return open_bundle(sample()).certificate.model_copy(
        update={"checkpoint": note(40), "bridges": (broken, bridge)}
    )


def proof(first: int, second: int) -> Bridge:
    hashes = consistency_proof(first, second, nodes_of(HASHES))
    return Bridge(checkpoint=note(first), proof=tuple(map(to_base64url, hashes)))


OTHER = [leaf_hash(b"changed"), *HASHES[1:]]


@pytest.mark.parametrize(
    ("kept", "proofs", "expected"),
    [
        (note(40), (), Agreement.AGREES),
        (note(40, hashes=OTHER), (), Agreement.CONTRADICTS),
        (note(20), (), Agreement.AGREES),
        (note(20, hashes=OTHER), (), Agreement.CONTRADICTS),
        (note(30), (), Agreement.UNPROVEN),
        (note(30), (proof(30, 40),), Agreement.AGREES),
        (note(30), (proof(30, 50),), Agreement.UNPROVEN),
        (note(30), (proof(29, 40),), Agreement.UNPROVEN),
        (note(50), (), Agreement.UNPROVEN),
        (note(50), (proof(40, 50),), Agreement.AGREES),
        (note(40, SigningKey.generate()), (), Agreement.OTHER_KEY),
    ],
)
def test_a_kept_checkpoint_stands_to_a_certificate_s_log(
    kept: str, proofs: tuple[Bridge, ...], expected: Agreement
) -> None:
    assert agreement(certificate(), kept, proofs) is expected


def test_a_text_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(ContractError):
        agreement(certificate(), "nothing")


def test_a_file_holds_one_note_or_the_lines_that_a_device_keeps() -> None:
    at = open_bundle(sample()).certificate.issued_at
    lines = [
        KeptCheckpoint(key=PUBLIC.text(), checkpoint=note(size), at=at).canonical()
        for size in (20, 30)
    ]

    assert kept_in(note(40)) == (note(40),)
    assert kept_in(b"\n".join([*lines, b""]).decode()) == (note(20), note(30))
    with pytest.raises(ContractError):
        kept_in("{}")


def test_the_checkpoints_inside_a_certificate_are_those_that_devices_keep() -> None:
    opened = open_bundle(sample()).certificate

    sizes = [open_checkpoint(one.checkpoint, PUBLIC).size for one in opened.bridges]

    assert sizes == sorted(set(sizes))
    for bridge in opened.bridges:
        assert agreement(opened, bridge.checkpoint) is Agreement.AGREES


def with_reports(*listed: tuple[str, int]) -> Certificate:
    """Return a certificate over forty that lists reports, each over so many."""
    reports = tuple(
        ReportBridge(report=report, bridge=proof(size, 40)) for report, size in listed
    )
    return certificate().model_copy(update={"reports": reports, "bridges": ()})


def typed(report: str, size: int, hashes: list[bytes] = HASHES) -> str:
    said = open_checkpoint(note(size, hashes=hashes), PUBLIC)
    return "\n".join(typed_lines(report, said))


TEN, TWENTY = ("2026-10", 10), ("2026-11", 20)


# REQ-70, REQ-75, F29
@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        ((TEN, TWENTY), note(20), Agreement.AGREES),
        ((TEN, TWENTY), typed("2026-11", 20), Agreement.AGREES),
        ((TEN, TWENTY), typed("2026-11", 20, OTHER), Agreement.CONTRADICTS),
        ((TEN, TWENTY), note(20, hashes=OTHER), Agreement.CONTRADICTS),
        ((TEN, TWENTY), typed("2026-11", 21), Agreement.CONTRADICTS),
        ((TEN, TWENTY), typed("2026-11", 50), Agreement.CONTRADICTS),
        ((TEN, TWENTY), note(15), Agreement.CONTRADICTS),
        ((), note(15), Agreement.CONTRADICTS),
        ((TEN,), typed("2026-12", 50), Agreement.UNPROVEN),
        ((TEN,), note(40), Agreement.AGREES),
        ((TEN,), note(40, hashes=OTHER), Agreement.CONTRADICTS),
        ((TEN,), note(10, SigningKey.generate()), Agreement.OTHER_KEY),
    ],
)
def test_a_printed_report_stands_to_a_certificate_s_log(
    listed: tuple[tuple[str, int], ...], text: str, expected: Agreement
) -> None:
    printed, found = printed_agreement(with_reports(*listed), text)

    assert found is expected
    assert (printed is None) is (expected is Agreement.OTHER_KEY)


def test_a_certificate_from_before_reports_says_that_a_proof_is_wanted() -> None:
    old = certificate().model_copy(update={"reports": None})

    _, before = printed_agreement(old, note(15))
    _, proved = printed_agreement(old, note(15), [proof(15, 40)])
    _, after = printed_agreement(with_reports(TEN), note(50), [proof(40, 50)])

    assert before is Agreement.UNPROVEN
    assert proved is after is Agreement.AGREES


def test_what_was_copied_wrongly_convicts_nobody() -> None:
    with pytest.raises(PrintedMisread):
        printed_agreement(with_reports(TEN), typed("2026-10", 10)[:-1] + "x")


def test_reports_in_a_certificate_are_in_its_log_and_each_is_named_once() -> None:
    check_bridges(with_reports(TEN, TWENTY), PUBLIC)
    for bad in (
        with_reports(TEN, TEN),
        with_reports(TEN).model_copy(
            update={"reports": (ReportBridge(report="2026-10", bridge=proof(10, 39)),)}
        ),
    ):
        with pytest.raises(ProofRefused):
            check_bridges(bad, PUBLIC)
