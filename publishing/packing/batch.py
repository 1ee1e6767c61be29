"""Write a signed batch small, and give back the very bytes; pure, judges nothing.

A chain's digests follow from its records, and what records share is kept elsewhere
(`shapes`). A batch for which that would not give back the same bytes is kept as it
came. The first byte tells the two apart: zlib's own begin with 0x78.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from programme.envelope import Envelope
from programme.keys import from_base64url, to_base64url
from programme.records import Batch
from publishing.packing.shapes import Columns, columns_of, restored
from publishing.packing.varints import Reader, Writer

MAGIC: Final = b"\x03"
_DIGEST_BYTES = 32
_COLUMNS = 6
_RAW_DEFLATE = -15
_MOST_BYTES = 8 * 1024 * 1024
"""More than a body that the device API lets in can unpack to."""

ShapeAt = Callable[[int], str]
"""Gives a shape by its number."""


def packed(body: bytes, batch: Batch, shapes: Mapping[str, int]) -> bytes:
    """Return an envelope's bytes, small.

    Args:
        body: The envelope as it came.
        batch: What is in it.
        shapes: The numbers of the shapes of its records.
    """
    whole = zlib.compress(body, 6)
    envelope = Envelope.parse(body)
    head = shapes.get(head_of(envelope, batch))
    if head is None:
        return whole
    known = {number: shape for shape, number in shapes.items()}
    small = MAGIC + _deflated(_written(head, envelope, batch, shapes))
    exact = unpacked_bytes(small, known.__getitem__) == body
    return small if exact and len(small) < len(whole) else whole


def head_of(envelope: Envelope, batch: Batch) -> str:
    """Return what all envelopes of one chain share, as a shape."""
    shared = {
        "device": batch.device,
        "key": envelope.key,
        "kind": "envelope",
        "purpose": envelope.purpose,
        "writer": batch.writer,
    }
    return _canonical(shared).decode()


def unpacked_bytes(data: bytes, shape_at: ShapeAt) -> bytes:
    """Return an envelope's bytes as they came."""
    if not data.startswith(MAGIC):
        return zlib.decompressobj().decompress(data, _MOST_BYTES)
    inflater = zlib.decompressobj(_RAW_DEFLATE)
    return _read(Reader(inflater.decompress(data[1:], _MOST_BYTES)), shape_at)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
    return packer.compress(data) + packer.flush()


def _written(
    head: int, envelope: Envelope, batch: Batch, shapes: Mapping[str, int]
) -> bytes:
    writer = Writer()
    writer.number(head)
    first = batch.records[0]
    writer.sized(from_base64url(envelope.signature))
    writer.raw(bytes.fromhex(first.previous))
    writer.number(first.number)
    told = [(link.record, columns_of(link.record, shapes)) for link in batch.records]
    writer.number(len(told))
    for _, columns in told:
        writer.number(0 if columns is None else 1)
    _write_columns(writer, [columns for _, columns in told if columns is not None])
    for record, columns in told:
        if columns is None:
            writer.sized(record.canonical())
    return writer.data()


def _write_columns(writer: Writer, rows: list[Columns]) -> None:
    """Write column by column; shapes, instants and versions as their steps."""
    for at in range(_COLUMNS):
        previous = 0
        for row in rows:
            writer.signed(row[at] - previous)
            previous = row[at] if at in _STEPPED else 0


_STEPPED = frozenset({0, 1, 4})


def _read_columns(reader: Reader, count: int) -> Iterator[Columns]:
    columns = []
    for at in range(_COLUMNS):
        previous, column = 0, []
        for _ in range(count):
            value = previous + reader.signed()
            column.append(value)
            previous = value if at in _STEPPED else 0
        columns.append(column)
    return zip(*columns, strict=True)


def _read(reader: Reader, shape_at: ShapeAt) -> bytes:
    head = json.loads(shape_at(reader.number()))
    signature = to_base64url(reader.sized())
    previous, number = reader.raw(_DIGEST_BYTES).hex(), reader.number()
    kinds = [reader.number() for _ in range(reader.number())]
    rows = _read_columns(reader, sum(kinds))
    records = [
        restored(shape_at(row[0]), row) if row else None
        for row in (next(rows) if kind else None for kind in kinds)
    ]
    whole = (
        json.loads(reader.sized()) if record is None else record for record in records
    )
    batch = {
        "device": head["device"],
        "format": "mingbai.batch/1",
        "records": list(_chained(whole, number, previous)),
        "writer": head["writer"],
    }
    return _canonical(
        {
            "format": "mingbai.envelope/1",
            "key": head["key"],
            "payload": to_base64url(_canonical(batch)),
            "purpose": head["purpose"],
            "signature": signature,
        }
    )


def _chained(
    records: Iterable[Mapping[str, Any]], number: int, previous: str
) -> Iterator[Mapping[str, Any]]:
    for record in records:
        link = {"number": number, "previous": previous, "record": record}
        yield link
        number += 1
        previous = hashlib.sha256(_canonical(link)).hexdigest()


def _canonical(value: object) -> bytes:
    """Write a value whose keys are plain and whose texts are in form already."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
