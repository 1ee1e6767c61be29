"""Check an Office file as an archive before anything reads it as a document."""

import io
import re
import zipfile
import zlib

from media.imports.errors import ArchiveBomb, Damaged, DoctypeFound, Encrypted

MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 100
MOST_MEMBERS = 2_000
_PIECE = 1 << 20
_ENCRYPTED_FLAG = 0x1
_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y|E\x00?N\x00?T\x00?I)")
_XML = (".xml", ".rels", ".vml")


class Archive:
    """Be the checked members of an Office file."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._members = members

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all members."""
        return tuple(self._members)

    def read(self, name: str) -> bytes | None:
        """Return a member; None where it is absent."""
        return self._members.get(name.lstrip("/"))


def open_archive(data: bytes) -> Archive:
    """Return the members of an Office file, each inflated once and counted.

    Raises:
        Damaged: It is no archive, or a member's bytes are not what it promises.
        Encrypted: A member is locked with a password.
        ArchiveBomb: It has more members or bytes than a document has.
        DoctypeFound: A member declares a DOCTYPE or an entity.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data))
            return Archive(_inflated(archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Damaged(reason="压缩结构不完整") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Damaged(reason="用了不认识的压缩方法") from error


def _check_directory(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise ArchiveBomb(what="文件数", found=len(members), most=MOST_MEMBERS)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise Encrypted
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES:
        raise ArchiveBomb(what="字节数", found=total, most=MOST_BYTES)
    ratio = total // max(1, packed)
    if ratio > MOST_RATIO:
        raise ArchiveBomb(what="压缩倍数", found=ratio, most=MOST_RATIO)
    if len({member.filename for member in members}) < len(members):
        # Programs differ in which of two they show.
        raise Damaged(reason="里面有两个同名的部分")


def _inflated(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    """Return all members; the count goes on although the directory was checked."""
    found: dict[str, bytes] = {}
    total = 0
    for member in members:
        pieces: list[bytes] = []
        with archive.open(member) as file:
            while piece := file.read(_PIECE):
                pieces.append(piece)
                total += len(piece)
                if total > MOST_BYTES:
                    raise ArchiveBomb(what="字节数", found=total, most=MOST_BYTES)
        content = b"".join(pieces)
        if member.filename.lower().endswith(_XML) and _DOCTYPE.search(content):
            raise DoctypeFound(member=member.filename[:60])
        found[member.filename.lstrip("/")] = content
    return found
