"""Give shapes their numbers and numbers their shapes; it makes no shape."""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from programme.records import Record
from publishing.packing.batch import unpacked_bytes
from publishing.packing.shapes import manifest_of, shape_of
from publishing.tables.disclosures import ManifestRow
from publishing.tables.glass import EvidenceShape


def numbers_of(
    session: Session, head: str, records: Iterable[Record]
) -> dict[str, int]:
    """Return the numbers of a chain's head and of the shapes of its records.

    New ones get theirs. A shape whose manifest the county never signed gets none: a
    device must not be able to fill the table.
    """
    shapes = {shape for record in records if (shape := shape_of(record))}
    known = _known(session, shapes | {head})
    if head not in known:
        _add(session, head)
    for shape in sorted(shapes - known.keys()):
        if session.get(ManifestRow, manifest_of(shape)) is not None:
            _add(session, shape)
    whole = shapes | {head} == known.keys()
    return known if whole else _known(session, shapes | {head})


def shape_at(session: Session) -> Callable[[int], str]:
    """Return what gives a shape by its number, from within this transaction."""
    kept: dict[int, str] = session.info.setdefault("evidence_shapes", {})

    def at(number: int) -> str:
        if number not in kept:
            query = select(EvidenceShape.body).where(EvidenceShape.id == number)
            # By the connection: a flush that is under way must not begin another.
            kept[number] = session.connection().execute(query).scalar_one()
        return kept[number]

    return at


def _known(session: Session, shapes: set[str]) -> dict[str, int]:
    digests = {sha256_hex(shape.encode()): shape for shape in shapes}
    query = select(EvidenceShape.sha256, EvidenceShape.id).where(
        EvidenceShape.sha256.in_(sorted(digests))
    )
    return {digests[sha256]: number for sha256, number in session.execute(query)}


def _add(session: Session, shape: str) -> None:
    row = EvidenceShape(sha256=sha256_hex(shape.encode()), body=shape)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another device brought the same slide at the same moment.
        return


def envelope_bytes(session: Session, body: bytes) -> bytes:
    """Return a kept envelope in the very bytes in which it came."""
    return unpacked_bytes(body, shape_at(session))
