"""Put members into one file and take them out: a plain zip with exactly one form.

Any zip program opens it. Reading makes the file again from what was read and compares:
so no byte is left that means nothing and could be changed unseen.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from programme.errors import ContractError

_NAME = re.compile(r"[a-z0-9][a-z0-9./-]{0,99}")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEEDS, _MADE_BY = 20, 3 << 8 | 20
_DATE = 1 << 5 | 1
"""1 January 1980, the first day that a zip can name."""
_MODE = 0o100644 << 16
_MOST_MEMBERS = 65_000
_MOST_BYTES = 2**32 - 2**20


class BundleMalformed(ContractError):
    """Say why a file is not such a bundle, or cannot be made one."""

    code = "bundle_malformed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"不是完整的公示证明文件：{reason}。请重新取得这份文件。")


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the one file that holds these members.

    Raises:
        BundleMalformed: A name is not plain, or there is too much.
    """
    names = sorted(members)
    size = sum(len(data) for data in members.values())
    if len(names) > _MOST_MEMBERS or size > _MOST_BYTES:
        raise BundleMalformed("内容太多")
    if not all(_NAME.fullmatch(name) for name in names):
        raise BundleMalformed("里面有文件名写法不对")
    parts: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name in names:
        data, encoded = members[name], name.encode()
        told = (_NEEDS, 0, 0, 0, _DATE, zlib.crc32(data), len(data), len(data))
        head = _LOCAL.pack(b"PK\3\4", *told, len(encoded), 0) + encoded
        parts += [head, data]
        tail = (len(encoded), 0, 0, 0, 0, _MODE, offset)
        central.append(_CENTRAL.pack(b"PK\1\2", _MADE_BY, *told, *tail) + encoded)
        offset += len(head) + len(data)
    listing = b"".join(central)
    count = len(names)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*parts, listing, end))


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members of a file that `pack` made.

    Raises:
        BundleMalformed: Any byte is not as `pack` would have written it.
    """
    members = dict(_read(data))
    if pack(members) != data:
        raise BundleMalformed("字节和它的内容对不上")
    return members


def _read(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while data[at : at + 4] == b"PK\3\4":
        if len(data) < at + _LOCAL.size:
            raise BundleMalformed("文件被截断了")
        told = _LOCAL.unpack_from(data, at)
        size, length = told[7], told[9]
        begin = at + _LOCAL.size
        stop = begin + length + size
        if stop > len(data):
            raise BundleMalformed("文件被截断了")
        yield data[begin : begin + length].decode("latin-1"), data[stop - size : stop]
        at = stop
