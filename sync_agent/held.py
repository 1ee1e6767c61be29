"""Hold records in memory, in their order, as small as they get; write none.

A record is about 430 bytes as it is signed and two thousand as an object; alike ones
packed together take sixty. A hundred thousand have to find room (F8).
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from programme.records import Record

MOST_HELD = 100_000
"""Records that are held in memory while the disk refuses."""
PORTION = 500
"""Records that are packed together, and written in one commit later."""

_Portion = dict[str, Record]
_PORTION: TypeAdapter[_Portion] = TypeAdapter(_Portion)


@dataclass(slots=True)
class HeldRecords:
    """Be the records of one chain that are in memory only."""

    _packed: list[tuple[int, bytes]] = field(default_factory=list)
    _open: _Portion = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._names)

    def fresh(self, wanted: Mapping[str, Record]) -> dict[str, Record]:
        """Return those that are not held yet."""
        return {k: v for k, v in wanted.items() if k not in self._names}

    def add(self, wanted: Mapping[str, Record]) -> None:
        """Hold records after those that are held; what is held already stays."""
        for name, record in self.fresh(wanted).items():
            self._names.add(name)
            self._open[name] = record
            if len(self._open) >= PORTION:
                self._packed.append((len(self._open), _pack(self._open)))
                self._open = {}

    def oldest(self) -> _Portion:
        """Return the records that come first; nothing is held: nothing."""
        return _unpack(self._packed[0][1]) if self._packed else dict(self._open)

    def portions(self) -> Iterator[_Portion]:
        """Yield all of them, portion by portion, and forget none."""
        yield from (_unpack(packed) for _, packed in self._packed)
        if self._open:
            yield dict(self._open)

    def drop_oldest(self) -> None:
        """Forget what `oldest` returned: it is written."""
        gone = self.oldest()
        self._names -= gone.keys()
        if self._packed:
            del self._packed[0]
        else:
            self._open = {}


class PackedRecords(Mapping[str, Record]):
    """Be records by their client's id, in their order, in little memory; only read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held = HeldRecords()

    @classmethod
    def of(cls, found: Iterator[tuple[str, Record]]) -> "PackedRecords":
        """Return records packed as they come."""
        packed = cls()
        for name, record in found:
            packed._held.add({name: record})
        return packed

    def portions(self) -> Iterator[dict[str, Record]]:
        """Yield them, as many at once as are written in one commit."""
        return self._held.portions()

    def __iter__(self) -> Iterator[str]:
        """Yield their names."""
        return (name for portion in self.portions() for name in portion)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._held)

    def __getitem__(self, name: str) -> Record:
        """Return one of them.

        Raises:
            KeyError: There is none of this name.
        """
        for portion in self.portions():
            if name in portion:
                return portion[name]
        raise KeyError(name)


def _pack(portion: _Portion) -> bytes:
    return zlib.compress(_PORTION.dump_json(portion), level=6)


def _unpack(packed: bytes) -> _Portion:
    return _PORTION.validate_json(zlib.decompress(packed))
