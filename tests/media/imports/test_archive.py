import io
import struct
import zipfile

import pytest

from media.imports.archive import open_archive
from media.imports.errors import ArchiveBomb, Damaged, DoctypeFound, Encrypted
from tests.fakes.files import member, with_members, word_of


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_sound_file_gives_its_members() -> None:
    archive = open_archive(word_of("公示"))

    assert "word/document.xml" in archive.names
    assert "公示".encode() in (archive.read("/word/document.xml") or b"")
    assert archive.read("absent.xml") is None


# B4
def test_a_file_that_unpacks_to_700_mb_is_refused_from_its_directory() -> None:
    bomb = zipped({f"{n}.bin": bytes(70 * 1024 * 1024) for n in range(2)})

    with pytest.raises(ArchiveBomb, match="字节数 146800640"):
        open_archive(bomb)


# B4
def test_a_file_packed_more_than_a_hundredfold_is_refused() -> None:
    with pytest.raises(ArchiveBomb, match="压缩倍数"):
        open_archive(zipped({"a.xml": bytes(20 * 1024 * 1024)}))


# B4
def test_a_file_with_too_many_members_is_refused() -> None:
    with pytest.raises(ArchiveBomb, match="文件数 2001"):
        open_archive(zipped({f"{n}.xml": b"" for n in range(2_001)}))


# B4
def test_a_directory_that_lies_is_found_while_inflating() -> None:
    content = bytes(range(256)) * 4_000
    honest = zipped({"a.bin": content})
    size = struct.pack("<I", len(content))
    lying = honest.replace(size, struct.pack("<I", 10))

    with pytest.raises(Damaged):
        open_archive(lying)


# B5, B6
@pytest.mark.parametrize(
    "declaration",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY b "&c;&c;">]>'.encode("utf-16"),
        b'<!ENTITY x "y">',
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels"])
def test_a_doctype_anywhere_is_refused(declaration: bytes, name: str) -> None:
    data = word_of("公示")

    with pytest.raises(DoctypeFound, match=name):
        open_archive(with_members(data, {name: declaration + member(data, name)}))


@pytest.mark.parametrize("cut", [10, 400, -30])
def test_a_file_cut_short_is_damaged(cut: int) -> None:
    with pytest.raises(Damaged, match="损坏"):
        open_archive(word_of("公示")[:cut])


def test_a_member_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[6] |= 1
    place = bytes(data).rindex(b"PK\x01\x02")
    data[place + 8] |= 1

    with pytest.raises(Encrypted):
        open_archive(bytes(data))


def test_an_unknown_compression_is_refused() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    place = bytes(data).rindex(b"PK\x01\x02")
    data[8:10] = data[place + 10 : place + 12] = b"\x63\x00"

    with pytest.raises(Damaged, match="压缩方法"):
        open_archive(bytes(data))
