"""Gather what a certificate rests on: leaves of the log, signed batches; judge nothing.

Of each chain the whole stretch between the first and the last showing is taken, so
that nobody can say that something was left out of it.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from programme.certificate import ProvenLeaf
from programme.certificate_facts import Delivered
from programme.leaves import BatchLeaf, DeviceLeaf, WindowLeaf, leaf_of
from programme.records import Batch, PlayRecord, Record, ServicePresence
from publishing.errors import Conflict
from publishing.evidence.batches import unpacked
from publishing.packing.numbers import envelope_bytes
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.fleet import Device
from publishing.tables.glass import EvidenceSpan
from publishing.tables.log import LogLeaf

_OF_DISCLOSURE = (
    "register",
    "window",
    "lengthening",
    "cure",
    "ruling",
    "declined",
    "withdrawal",
    "presence",
)
_OF_MANIFEST = ("decision", "secrecy")
_AROUND = timedelta(days=1)
_AT_ONCE = 400


class EvidenceMissing(Conflict):
    """Say which records the log names and the database has no more."""

    code = "evidence_missing"

    def __init__(self, leaf: BatchLeaf) -> None:
        self.leaf = leaf
        super().__init__(
            f"存证日志里登记过设备 {leaf.device} 的第 {leaf.first_number} 到 "
            f"{leaf.last_number} 条记录，数据库里却没有了，出不了公示证明。"
            "请保护好数据库，报监督部门。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Be one stored batch with its leaf."""

    proven: ProvenLeaf
    body: bytes
    """The envelope as it is kept, compressed."""
    delivered: Delivered


def leaves_about(
    session: Session, disclosure: str, manifest: str
) -> tuple[ProvenLeaf, ...]:
    """Return what the log says of a disclosure, its version, its groups and devices."""
    own = _leaves(
        session,
        or_(
            LogLeaf.kind.in_(_OF_DISCLOSURE) & (LogLeaf.subject == disclosure),
            LogLeaf.kind.in_(_OF_MANIFEST) & (LogLeaf.subject == manifest),
        ),
    )
    groups = {
        one.leaf.group
        for one in own
        if isinstance(one.leaf, WindowLeaf) and one.leaf.manifest == manifest
    }
    devices = session.scalars(select(Device.id).where(Device.group_id.in_(groups)))
    of_places = _leaves(
        session,
        or_(
            (LogLeaf.kind == "group") & LogLeaf.subject.in_(groups),
            (LogLeaf.kind == "device") & LogLeaf.subject.in_(tuple(devices)),
        ),
    )
    return tuple(
        one
        for one in (*own, *of_places)
        if not isinstance(one.leaf, WindowLeaf) or one.leaf.manifest == manifest
    )


def newest_leaf(
    session: Session, kind: str, subject: str, *, size: int
) -> ProvenLeaf | None:
    """Return what the log says last of a subject among its first leaves."""
    query = (
        select(LogLeaf.place, LogLeaf.body)
        .where(LogLeaf.kind == kind, LogLeaf.subject == subject, LogLeaf.place < size)
        .order_by(LogLeaf.place.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else ProvenLeaf(place=row.place, leaf=leaf_of(row.body))


def batches_of(
    session: Session, disclosure: str, leaves: Sequence[ProvenLeaf]
) -> Iterator[Kept]:
    """Yield the batches of every device between its first and last showing.

    A chain is taken whole from where it first comes near: the clock of a batch within
    may have been years back, and without that batch the chain would not hold.
    """
    windows = [one.leaf for one in leaves if isinstance(one.leaf, WindowLeaf)]
    devices = {one.leaf.device for one in leaves if isinstance(one.leaf, DeviceLeaf)}
    begins = min(one.window.starts_at for one in windows) - _AROUND
    for device in sorted(devices):
        first = (
            select(
                EvidenceBatch.writer,
                func.min(EvidenceBatch.first_number).label("number"),
            )
            .join(EvidenceSpan, EvidenceSpan.batch_id == EvidenceBatch.id)
            .where(EvidenceBatch.device_id == device, EvidenceSpan.to_at >= begins)
            .group_by(EvidenceBatch.writer)
            .subquery()
        )
        query = (
            select(EvidenceBatch)
            .join(first, EvidenceBatch.writer == first.c.writer)
            .where(
                EvidenceBatch.device_id == device,
                EvidenceBatch.first_number >= first.c.number,
            )
            .order_by(EvidenceBatch.writer, EvidenceBatch.first_number)
        )
        chains: dict[str, list[tuple[EvidenceBatch, Batch]]] = {}
        for row in session.scalars(query):
            chains.setdefault(row.writer, []).append((row, unpacked(session, row.body)))
        _check_whole(session, device)
        for chain in chains.values():
            yield from _stretch(session, chain, disclosure)


def _check_whole(session: Session, device: str) -> None:
    """Return only if every batch of a device that the log names is there (F29).

    Raises:
        EvidenceMissing: One was deleted.
    """
    query = select(EvidenceBatch.writer, EvidenceBatch.first_number)
    rows = session.execute(query.where(EvidenceBatch.device_id == device))
    kept = {(writer, first) for writer, first in rows}
    of_device = LogLeaf.subject.startswith(f"{device}/", autoescape=True)
    for one in _leaves(session, (LogLeaf.kind == "batch") & of_device):
        leaf = one.leaf
        if not isinstance(leaf, BatchLeaf):
            continue
        if (leaf.writer, leaf.first_number) not in kept:
            raise EvidenceMissing(leaf)


def _stretch(
    session: Session, chain: Sequence[tuple[EvidenceBatch, Batch]], disclosure: str
) -> Iterator[Kept]:
    """Yield a chain from the first batch that speaks of a disclosure to the last."""
    speak = [
        number
        for number, (_, batch) in enumerate(chain)
        if any(_speaks(link.record, disclosure) for link in batch.records)
    ]
    if not speak:
        return
    some = chain[speak[0] : speak[-1] + 1]
    leaves = _batch_leaves(session, some[0][0])
    for row, batch in some:
        proven = leaves.get(row.first_number)
        if proven is not None and isinstance(proven.leaf, BatchLeaf):
            links = tuple(
                link for link in batch.records if link.number >= row.first_number
            )
            delivered = Delivered(leaf=proven.leaf, links=links)
            # Whoever checks has no database: the whole envelope goes along.
            body = zlib.compress(envelope_bytes(session, row.body), 6)
            yield Kept(proven=proven, body=body, delivered=delivered)


def _speaks(record: Record, disclosure: str) -> bool:
    if isinstance(record, PlayRecord):
        return record.disclosure == disclosure
    return isinstance(record, ServicePresence) and disclosure in record.disclosures


def _batch_leaves(session: Session, row: EvidenceBatch) -> dict[int, ProvenLeaf]:
    """Return the leaves of one chain's batches by their first numbers."""
    subject = f"{row.device_id}/{row.writer}"
    found = _leaves(session, (LogLeaf.kind == "batch") & (LogLeaf.subject == subject))
    return {
        one.leaf.first_number: one for one in found if isinstance(one.leaf, BatchLeaf)
    }


def _leaves(session: Session, wanted: ColumnElement[bool]) -> list[ProvenLeaf]:
    query = select(LogLeaf.place, LogLeaf.body).where(wanted).order_by(LogLeaf.place)
    return [
        ProvenLeaf(place=place, leaf=leaf_of(body))
        for place, body in session.execute(query)
    ]
