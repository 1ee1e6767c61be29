"""Hold a certificate's log against a checkpoint that somebody else kept of it.

Devices keep them, and every monthly report prints one: what is on paper, nobody can
write anew.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from programme.certificate import Certificate
from programme.checkpoint import Checkpoint, LogKey, open_checkpoint
from programme.errors import ContractError, SignatureRefused
from programme.merkle import ProofRefused
from programme.printed_checkpoint import Printed, read_printed
from programme.witness import Bridge, KeptCheckpoint, check_growth


class Agreement(StrEnum):
    """Say how a kept checkpoint and a certificate's log stand to each other."""

    AGREES = "agrees"
    """One log: what the older had is in the newer, unchanged."""
    CONTRADICTS = "contradicts"
    """Something was changed or deleted between them."""
    OTHER_KEY = "other_key"
    """It is another log's, or the log's key was changed."""
    UNPROVEN = "unproven"
    """Nothing at hand leads from one to the other; the centre must give a proof."""


def kept_in(text: str) -> tuple[str, ...]:
    """Return the notes in a file: one note, or lines as a device keeps them.

    Raises:
        ContractError: A line is not a kept checkpoint.
    """
    if text.startswith("{"):
        lines = [line for line in text.splitlines() if line.strip()]
        return tuple(KeptCheckpoint.parse(line.encode()).checkpoint for line in lines)
    return (text,)


def agreement(
    certificate: Certificate, note: str, proofs: Sequence[Bridge] = ()
) -> Agreement:
    """Return how a kept note stands to a certificate whose own log was checked.

    Args:
        certificate: The certificate.
        note: A checkpoint that a device, a report or a newspaper kept.
        proofs: Proofs of growth that the centre gave beside those in it.

    Raises:
        CheckpointMalformed: The note is no checkpoint.
    """
    key = LogKey.parse(certificate.key)
    own = open_checkpoint(certificate.checkpoint, key)
    try:
        kept = open_checkpoint(note, key)
    except SignatureRefused:
        return Agreement.OTHER_KEY
    return _standing(certificate, kept, own, proofs)


def printed_agreement(
    certificate: Certificate, text: str, proofs: Sequence[Bridge] = ()
) -> tuple[Printed | None, Agreement]:
    """Return what was read from a printed report, and how it stands to a certificate.

    A certificate lists every report before it. So a report that the paper knows and
    the certificate does not, or knows otherwise, convicts the log: it was written anew.

    Args:
        certificate: The certificate, whose own log was checked.
        text: A checkpoint as it was typed or scanned from paper.
        proofs: Proofs of growth that the centre gave beside those in it.

    Raises:
        PrintedMisread: It was typed or scanned wrongly.
        CheckpointMalformed: The certificate's own checkpoint or key is none.
    """
    key = LogKey.parse(certificate.key)
    own = open_checkpoint(certificate.checkpoint, key)
    try:
        printed = read_printed(text, key)
    except SignatureRefused:
        return None, Agreement.OTHER_KEY
    said = printed.checkpoint
    listed = {
        one.report: open_checkpoint(one.bridge.checkpoint, key)
        for one in certificate.reports or ()
    }
    if printed.report in listed:
        same = listed[printed.report] == said
        return printed, Agreement.AGREES if same else Agreement.CONTRADICTS
    found = _standing(certificate, said, own, proofs)
    missing = certificate.reports is not None and said.size < own.size
    if found is Agreement.UNPROVEN and missing:
        return printed, Agreement.CONTRADICTS
    return printed, found


def _standing(
    certificate: Certificate,
    kept: Checkpoint,
    own: Checkpoint,
    proofs: Sequence[Bridge],
) -> Agreement:
    """Return how two checkpoints of one log stand to each other."""
    if kept.size == own.size:
        same = kept.root == own.root
        return Agreement.AGREES if same else Agreement.CONTRADICTS
    older, newer = sorted((kept, own), key=lambda one: one.size)
    bridges = (*_bridges(certificate), *proofs)
    key = LogKey.parse(certificate.key)
    return _by_bridges(older, newer, list(_opened(bridges, key)))


def _bridges(certificate: Certificate) -> Iterator[Bridge]:
    yield from certificate.bridges
    yield from (one.bridge for one in certificate.reports or ())


Step = tuple[Checkpoint, tuple[str, ...]]


def _by_bridges(older: Checkpoint, newer: Checkpoint, steps: list[Step]) -> Agreement:
    """Judge by the proofs that lead from the older size."""
    verdict = Agreement.UNPROVEN
    for begun, proof in steps:
        if begun.size != older.size:
            continue
        if begun.root != older.root:
            return Agreement.CONTRADICTS
        try:
            check_growth(older, newer, proof)
        except ProofRefused:
            # It may lead to another size than the one that is asked about.
            continue
        verdict = Agreement.AGREES
    return verdict


def _opened(bridges: Sequence[Bridge], key: LogKey) -> Iterator[Step]:
    for bridge in bridges:
        try:
            yield open_checkpoint(bridge.checkpoint, key), bridge.proof
        except ContractError:
            continue


def check_bridges(certificate: Certificate, key: LogKey) -> None:
    """Return only if every earlier checkpoint in a certificate is in its log.

    Raises:
        ContractError: One is not signed, or the log did not only grow since; or a
            report is named twice.
    """
    own = open_checkpoint(certificate.checkpoint, key)
    for bridge in _bridges(certificate):
        check_growth(open_checkpoint(bridge.checkpoint, key), own, bridge.proof)
    named = [one.report for one in certificate.reports or ()]
    if len(named) != len(set(named)):
        raise ProofRefused("同一份月报写了两次")
