"""Write and read whole numbers in as few bytes as they need; know no meaning."""

_MORE = 0x80
_BITS = 7
_LOW = 0x7F


class Writer:
    """Gather bytes."""

    def __init__(self) -> None:
        self._data = bytearray()

    def number(self, value: int) -> None:
        """Write a number from 0."""
        while value > _LOW:
            self._data.append(value & _LOW | _MORE)
            value >>= _BITS
        self._data.append(value)

    def signed(self, value: int) -> None:
        """Write a number of either sign; those near 0 are short."""
        self.number(value * 2 if value >= 0 else -value * 2 - 1)

    def raw(self, data: bytes) -> None:
        """Write bytes whose length is known to the reader."""
        self._data += data

    def sized(self, data: bytes) -> None:
        """Write bytes with their length."""
        self.number(len(data))
        self.raw(data)

    def data(self) -> bytes:
        """Return what was written."""
        return bytes(self._data)


class Reader:
    """Read what a `Writer` wrote, in the same order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """Read a number from 0."""
        value = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & _LOW) << shift
            if byte < _MORE:
                return value
            shift += _BITS

    def signed(self) -> int:
        """Read a number of either sign."""
        value = self.number()
        return value // 2 if value % 2 == 0 else -(value + 1) // 2

    def raw(self, length: int) -> bytes:
        """Read bytes of a known length."""
        found = self._data[self._at : self._at + length]
        self._at += length
        return found

    def sized(self) -> bytes:
        """Read bytes that were written with their length."""
        return self.raw(self.number())
