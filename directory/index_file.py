"""Carry what was gathered from a directory's items to the devices; it finds nothing.

The file is made at publishing and named in the signed directory, so that a device need
not gather 50,000 items itself. It has no lexicon in it: that is the device's own. A
directory without it, or with one of another version, is gathered on the device.

Its parts are lines of text, or bits, packed by zlib and written in base64url. A change
of what `clean` or `gather` give raises the number in the file's format.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from directory.gathered import NEWLINE, Gathered, gather, grouped
from directory.model import Readings, ServiceItem
from directory.texts import entry_of
from programme.document import Base64Url, Document, Sha256
from programme.errors import DocumentMalformed

_BLOCKS, _COLUMN = "\n\n", "\t"
_POPULAR = "popular"
_MOST_UNPACKED = 256 * 1024 * 1024


class IndexFile(Document):
    """Be what was gathered from all items of a directory."""

    kind_name: ClassVar[str] = "办事检索表"

    format: Literal["mingbai.search-index/1"] = "mingbai.search-index/1"
    shards: tuple[Sha256, ...]
    """The shards whose items it was made of, in their order."""
    items: Annotated[int, Field(ge=0, le=10_000_000)]
    order: Base64Url
    """The places of the items in the shards, in order of their numbers."""
    texts: Base64Url
    """The cleaned texts of every item, a line each, an empty line between items."""
    keys: Base64Url
    """Of what the sets are: characters, syllables, offices, and what is popular."""
    sets: Base64Url
    """For each key a bit for each item."""
    pairs: Base64Url
    """Two syllables and the characters that they stand for, a line each."""
    grams: Base64Url
    """Every run of two or three characters, a line each."""
    numbers: Base64Url
    """The numbers that are written with characters, a line each."""
    begun: Base64Url
    """The first letters and those that may follow, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Be what a file holds."""

    order: Sequence[int]
    """Which item has a number."""
    gathered: Gathered


def index_file_of(
    items: Sequence[ServiceItem],
    readings: Mapping[str, Readings],
    *,
    shards: Iterable[str],
) -> IndexFile:
    """Return the file for the items of a directory.

    Args:
        items: The items of all its shards.
        readings: How they sound, by item.
        shards: The SHA-256 of the shards.

    Raises:
        ReadingsMismatch: An item has no readings, or not its own.
    """
    entries = [
        entry_of(item, department="", readings=said_of(item, readings))
        for item in items
    ]
    # Ties are cut off in order of number, so that short names stay.
    order = sorted(range(len(items)), key=lambda at: len(entries[at].texts[0]))
    gathered = gather([entries[at] for at in order])
    offices = grouped((items[at].department for at in order), len(order))
    popular = {_POPULAR: gathered.popular}
    sets = (gathered.characters, gathered.syllables, offices, popular)
    members = (members for each in sets for members in each.values())
    width = _width(len(order))
    return IndexFile(
        shards=tuple(shards),
        items=len(order),
        order=_packed(map(str, order)),
        texts=_packed(gathered.blocks, between=_BLOCKS),
        keys=_packed(map(NEWLINE.join, sets), between=_BLOCKS),
        sets=_packed_bytes(b"".join(one.to_bytes(width, "little") for one in members)),
        pairs=_packed(map(_columns, gathered.pairs.items())),
        grams=_packed(sorted(gathered.grams)),
        numbers=_packed(sorted(gathered.numbers)),
        begun=_packed(map(_COLUMN.join, sorted(gathered.begun.items()))),
    )


def opened(
    file: IndexFile, items: Sequence[ServiceItem], readings: Mapping[str, Readings]
) -> Opened:
    """Return what a file holds of a directory's items.

    Args:
        file: The file.
        items: The items of all shards, in their order.
        readings: How they sound, by item.

    Raises:
        DocumentMalformed: It was made of other items, or is damaged.
    """
    try:
        found = _opened(file, items, readings)
    except (ValueError, LookupError, zlib.error) as error:
        raise DocumentMalformed(IndexFile.kind_name, "拆不开") from error
    blocks, letters = found.gathered.blocks, found.gathered.letters
    if list(map(len, blocks)) != list(map(len, letters)):
        # A cleaned text has as many characters as initials.
        raise DocumentMalformed(IndexFile.kind_name, "不是这些事项的")
    return found


def said_of(item: ServiceItem, readings: Mapping[str, Readings]) -> Readings:
    """Return how an item sounds; an item that has no readings fits none."""
    return readings.get(item.id) or Readings(item=item.id, pinyin=(), initials=())


def _opened(
    file: IndexFile, items: Sequence[ServiceItem], readings: Mapping[str, Readings]
) -> Opened:
    order = tuple(map(int, _lines(file.order)))
    if sorted(order) != list(range(len(items))):
        msg = "the order names other places"
        raise ValueError(msg)
    said = [readings[items[at].id] for at in order]
    keys = [part.split(NEWLINE) for part in _text(file.keys).split(_BLOCKS)]
    characters, syllables, offices, popular = _sets(file, keys)
    return Opened(
        order=order,
        gathered=Gathered(
            blocks=_text(file.texts).split(_BLOCKS),
            spelt=[one.pinyin for one in said],
            letters=[NEWLINE.join(one.initials) for one in said],
            characters=characters,
            syllables=syllables,
            offices=offices,
            popular=popular[_POPULAR],
            pairs=dict(map(_pair, _lines(file.pairs))),
            grams=frozenset(_lines(file.grams)),
            numbers=frozenset(_lines(file.numbers)),
            begun={two[0]: two[1] for two in map(_two, _lines(file.begun))},
        ),
    )


def _sets(file: IndexFile, keys: Sequence[Sequence[str]]) -> list[dict[str, int]]:
    """Return the sets of each list of keys."""
    data, width = _unpacked(file.sets), _width(file.items)
    if len(data) != width * sum(map(len, keys)):
        msg = "there are not as many sets as keys"
        raise ValueError(msg)
    each = (
        int.from_bytes(data[at : at + width], "little")
        for at in range(0, len(data), width)
    )
    return [dict(zip(run, each, strict=False)) for run in keys]


def _width(items: int) -> int:
    return items // 8 + 1


def _columns(pair: tuple[str, Iterable[str]]) -> str:
    return f"{pair[0]}{_COLUMN}{''.join(pair[1])}"


def _pair(line: str) -> tuple[str, tuple[str, ...]]:
    sound, grams = _two(line)
    return sound, tuple(grams[at : at + 2] for at in range(0, len(grams), 2))


def _two(line: str) -> tuple[str, str]:
    first, second = line.split(_COLUMN)
    return first, second


def _lines(packed: str) -> list[str]:
    text = _text(packed)
    return text.split(NEWLINE) if text else []


def _text(packed: str) -> str:
    return _unpacked(packed).decode()


def _unpacked(packed: str) -> bytes:
    data = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(data, _MOST_UNPACKED)
    if not unpacking.eof:
        msg = "it is cut off, or too large"
        raise ValueError(msg)
    return found


def _packed(lines: Iterable[str], *, between: str = NEWLINE) -> str:
    return _packed_bytes(between.join(lines).encode())


def _packed_bytes(data: bytes) -> str:
    return urlsafe_b64encode(zlib.compress(data)).decode().rstrip("=")
